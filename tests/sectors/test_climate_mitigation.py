"""Climate mitigation: what bookkeeping demands of an inventory, a path and a history, beyond the examples."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.advice.monte_carlo import simulate
from yport_desktop.domain.assess import assess
from yport_desktop.domain.charts import Lines, PartBars, Stack, Tornado
from yport_desktop.domain.errors import InvalidEntry, Severity
from yport_desktop.domain.fuels import PROPERTIES
from yport_desktop.domain.sector import Assessment
from yport_desktop.domain.uncertainty import combine_product
from yport_desktop.sectors.climate_mitigation import SECTOR
from yport_desktop.sectors.climate_mitigation.grid import GRID_FACTORS
from yport_desktop.services.calculate import calculate, read_inputs

ROWS: list[dict[str, Any]] = [
    {"name": "Homes", "subsector": "residential", "scope": "2", "carrier": "electricity", "amount": 500,
     "unit": "GWh", "activity_pct": 5, "base": 400},
    {"name": "Cooking", "subsector": "residential", "scope": "1", "carrier": "lpg", "amount": 20_000,
     "unit": "t", "activity_pct": 10, "base": 15_000},
    {"name": "Cars", "subsector": "road", "scope": "1", "carrier": "gasoline", "amount": 100_000,
     "unit": "kL", "activity_pct": 10, "base": 80_000},
    {"name": "Cement", "subsector": "industrial_processes", "scope": "1", "carrier": "own", "amount": 30_000,
     "unit": "t", "ef_co2": 520, "activity_pct": 3, "factor_pct": 8, "base": 20_000},
    {"name": "Forest", "subsector": "land_use", "scope": "1", "amount": -12, "unit": "kt CO2e",
     "activity_pct": 50, "base": -12},
    {"name": "Ships", "subsector": "water", "scope": "3", "key": "NE"},
    {"name": "Trains", "subsector": "rail", "scope": "1", "key": "NO"},
    {"name": "Arsenal", "subsector": "non_specified", "scope": "1", "key": "C"},
]  # fmt: skip
CITY: dict[str, Any] = {
    "population": 1_000_000,
    "inventory_year": 2022,
    "inventory_base_year": 2013,
    "grid_factor": "vn_2022",
    "activities": ROWS,
}


def result(inputs: dict[str, Any], **changes: Any) -> Assessment:
    observed, _ = read_inputs(SECTOR, {**inputs, **changes})
    return assess(SECTOR, observed)


def value(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key].value
    assert found is not None, (key, assessment.estimates[key])
    return found


def half(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key]
    assert found.low is not None and found.high is not None
    return (found.high - found.low) / 2


def said(assessment: Assessment, severity: Severity | None = None) -> str:
    return " | ".join(str(p) for p in assessment.problems if severity in (None, p.severity))


def changed(number: int, **fields: Any) -> list[dict[str, Any]]:
    return [{**row, **fields} if at == number else row for at, row in enumerate(ROWS)]


amounts = st.floats(0.1, 1e6)
kinds = st.sampled_from(["residential", "road", "disposal"])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(amounts, st.sampled_from("123"), kinds), min_size=1, max_size=12))
def test_parts_add_up_to_the_total(rows: list[tuple[float, str, str]]) -> None:
    table = [{"subsector": s, "scope": scope, "amount": a, "unit": "t CO2e"} for a, scope, s in rows]
    a = result({"activities": table})
    total = value(a, "total_co2e")
    for keys in (
        ("stationary_co2e", "transport_co2e", "waste_co2e"),
        ("scope1_co2e", "scope2_co2e", "scope3_co2e"),
    ):
        parts = [a.estimates[key].value for key in keys]
        assert sum(p for p in parts if p is not None) == pytest.approx(total)
    assert total == pytest.approx(sum(a for a, _, _ in rows))


@settings(max_examples=30, deadline=None)
@given(st.floats(1, 1e5), st.sampled_from([k for k, f in PROPERTIES.items() if f.ncv]))
def test_a_fuel_gives_the_same_by_weight_and_by_energy(tonnes: float, fuel: str) -> None:
    row = {"subsector": "manufacturing", "carrier": fuel}
    weight = result({"activities": [{**row, "amount": tonnes, "unit": "t"}]})
    calorific = PROPERTIES[fuel].ncv
    assert calorific is not None
    energy = tonnes / 1000 * calorific.value
    by_energy = result({"activities": [{**row, "amount": energy, "unit": "TJ"}]})
    kwh = result({"activities": [{**row, "amount": energy * 1e6 / 3.6, "unit": "kWh"}]})
    assert value(weight, "total_co2e") == pytest.approx(value(by_energy, "total_co2e"))
    assert value(weight, "total_co2e") == pytest.approx(value(kwh, "total_co2e"))


def test_a_notation_key_is_never_zero_and_carries_no_number() -> None:
    a = result(CITY)
    assert value(a, "cells_ne") == 1 and value(a, "cells_c") == 1
    assert "not estimated (NE)" in said(a) and "confidential" in said(a)
    both = result(CITY, activities=changed(5, amount=3, unit="kt CO2e"))
    assert both.estimates["total_co2e"].value is None
    assert "only one can hold" in str(both.estimates["total_co2e"].problems[0])
    neither = result(CITY, activities=changed(5, key=None))
    assert "neither an amount nor a notation key" in str(neither.estimates["total_co2e"].problems[0])
    only_keys = result({"activities": ROWS[5:]})
    assert only_keys.estimates["total_co2e"].value is None


def test_more_of_anything_emits_more() -> None:
    base = value(result(CITY), "total_co2e")
    for number in range(4):
        more = changed(number, amount=1.1 * ROWS[number]["amount"])
        assert value(result(CITY, activities=more), "total_co2e") > base
    assert value(result(CITY, electricity_ef=0.9), "total_co2e") > base
    assert value(result(CITY, ef_co2_gasoline=70_000), "total_co2e") > base
    assert value(result(CITY, ncv_lpg=48), "total_co2e") > base
    assert value(result(CITY, density_gasoline=750), "total_co2e") > base
    assert value(result(CITY, gwp_set="34_298"), "total_co2e") > base


def test_inputs_that_are_not_used_never_count() -> None:
    base = result(CITY)
    other = result(
        CITY, ef_co2_lignite=90_000, density_diesel=800, om=0.7, solid_waste_base=5, stated_change=-3
    )
    for key in ("total_co2e", "trend_pct", "uncertainty_pct", "per_person_co2e"):
        assert other.estimates[key].value == base.estimates[key].value
        assert half(other, key) == half(base, key)
    own = changed(1, ef_co2=3000)
    assert value(result(CITY, activities=own), "total_co2e") == pytest.approx(
        value(result(CITY, activities=own, ef_co2_lpg=1), "total_co2e")
    )


def test_a_changed_input_changes_only_what_its_explanation_names() -> None:
    whole = {
        **CITY,
        "base_year": 2013,
        "base_emissions": 600_000,
        "target_year": 2030,
        "target_pct": 30,
        "bau_rate": 2,
        "project_grid": "ph_m",
        "project_kind": "other",
        "solid_waste_co2e": 50_000,
        "solid_waste_base": 40_000,
        "wastewater_co2e": 9_000,
        "wastewater_base": 7_000,
        "stated_change": -3,
        "total_stated": 1e6,
    }
    before = result(whole)
    for asked in SECTOR.inputs:
        seen = before.observed[asked.key]
        if not isinstance(seen.value, float | int) or asked.unit == "year":
            continue
        after = result(whole, **{asked.key: {"value": seen.value * 1.01, "unit": seen.unit}})
        for key, estimate in before.estimates.items():
            if asked.key not in {term.key for term in estimate.terms}:
                assert after.estimates[key].value == estimate.value, (asked.key, key)


def test_the_range_of_the_total_is_that_of_approach_1() -> None:
    a = result(CITY)
    assert half(a, "total_co2e") == pytest.approx(value(a, "uncertainty_t"), rel=0.01)
    assert half(a, "trend_pct") == pytest.approx(value(a, "trend_uncertainty"))
    homes = result({"activities": [{**ROWS[3], "base": None}]})
    assert value(homes, "uncertainty_pct") == pytest.approx(combine_product((3, 8)))
    assert half(homes, "total_co2e") / value(homes, "total_co2e") * 100 == pytest.approx(
        combine_product((3, 8))
    )


def test_the_columns_of_approach_1_stand_row_by_row() -> None:
    a = result(CITY)
    table = a.tables["approach_1"]
    at = {column.key: place for place, column in enumerate(table.columns)}
    assert sum(row[at["approach_1_h"]] for row in table.rows) ** 0.5 * 100 == pytest.approx(
        value(a, "uncertainty_pct")
    )
    assert sum(row[at["approach_1_m"]] for row in table.rows) ** 0.5 == pytest.approx(
        value(a, "trend_uncertainty")
    )
    assert sum(row[at["current"]] for row in table.rows) == pytest.approx(value(a, "total_co2e"))
    alone = result({"activities": [{**ROWS[3], "base": None}]}).tables["approach_1"]
    (row,) = alone.rows
    assert row[at["approach_1_g"]] == pytest.approx(combine_product((3, 8)))
    assert row[at["approach_1_m"]] is None and row[at["base"]] is None, "no base year, no trend"


def test_the_grade_of_the_table_stands_in_where_a_row_gives_no_uncertainty() -> None:
    rows = [{"subsector": "road", "amount": 100, "unit": "kt CO2e"}]
    graded = result({"activities": {"value": rows, "grade": "B"}})
    assert value(graded, "uncertainty_pct") == pytest.approx(10)
    assert value(result({"activities": rows}), "uncertainty_pct") == pytest.approx(60)
    term = next(t for t in graded.estimates["total_co2e"].terms if t.key == "activities")
    assert term.uncertainty_basis == "rows" and term.variance_share == pytest.approx(1)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.floats(10, 1e4), st.floats(1, 30), st.floats(1, 30)), min_size=2, max_size=8))
def test_effects_are_those_of_moving_each_row(rows: list[tuple[float, float, float]]) -> None:
    table = [
        {"name": str(at), "subsector": "road", "carrier": "own", "amount": amount, "unit": "unit",
         "ef_co2": 1000, "activity_pct": e, "factor_pct": f}
        for at, (amount, e, f) in enumerate(rows)
    ]  # fmt: skip
    a = result({"activities": table, "population": {"value": 1000, "uncertainty_pct": 0}})
    wanted = sum((amount * combine_product((e, f)) / 100) ** 2 for amount, e, f in rows) ** 0.5
    assert half(a, "total_co2e") == pytest.approx(wanted)
    assert half(a, "per_person_co2e") == pytest.approx(wanted / 1000)


def test_draws_agree_with_error_propagation() -> None:
    observed, _ = read_inputs(SECTOR, {**CITY, "electricity_ef": {"value": 0.68, "uncertainty_pct": 5}})
    observed |= read_inputs(SECTOR, {k: {"value": v, "uncertainty_pct": 3} for k, v in
                                     {"ef_co2_gasoline": 69300, "ncv_gasoline": 44.3, "density_gasoline": 741,
                                      "ef_co2_lpg": 63100, "ncv_lpg": 47.3}.items()})[0]  # fmt: skip
    a, drawn = assess(SECTOR, observed), simulate(SECTOR, observed, draws=20_000)
    for key in ("total_co2e", "trend_pct", "transport_co2e"):
        width = (drawn.ranges[key].high - drawn.ranges[key].low) / 2
        assert width == pytest.approx(half(a, key), rel=0.06), key
    again = simulate(SECTOR, observed, draws=20_000)
    assert again.ranges["total_co2e"] == drawn.ranges["total_co2e"]


def test_waste_comes_from_its_own_sector_once() -> None:
    rows = [*ROWS, {"name": "Dump", "subsector": "disposal", "scope": "1", "amount": 70, "unit": "kt CO2e"}]
    listed = result(CITY, activities=rows)
    linked = result(CITY, activities=rows, solid_waste_co2e=90_000)
    assert value(linked, "total_co2e") - value(listed, "total_co2e") == pytest.approx(20_000)
    assert "left out" in said(linked, Severity.WARNING)
    chosen = result(CITY, activities=rows, solid_waste_co2e=90_000, solid_waste_from="listed")
    assert value(chosen, "total_co2e") == value(listed, "total_co2e")
    assert "not estimated (NE)" in said(result(CITY), Severity.NOTE)
    links = {asked.key: asked.linked for asked in SECTOR.inputs if asked.linked}
    assert links == {
        "solid_waste_co2e": "solid_waste.co2e_emitted",
        "wastewater_co2e": "wastewater.co2e_total",
    }


def test_without_a_base_year_there_is_no_trend() -> None:
    a = result(CITY, activities=changed(0, base=None))
    for key in ("base_total", "trend_pct", "trend_uncertainty"):
        assert a.estimates[key].value is None
    assert "no base-year figure" in str(a.estimates["trend_pct"].problems[0])
    stated = changed(0, base=None, base_t=300_000)
    assert value(result(CITY, activities=stated), "base_total") > 300_000


STATED: dict[str, Any] = {"unit": "t CO2e", "activity_pct": 6, "factor_pct": 8}


def test_a_total_of_zero_keeps_its_absolute_width() -> None:
    forest = {**STATED, "name": "Forest", "subsector": "land_use", "amount": -50, "base": -20}
    homes = {**STATED, "name": "Homes", "subsector": "residential", "amount": 50, "base": 60}
    a = result({"activities": [forest, homes]})
    assert value(a, "total_co2e") == 0 and value(a, "trend_pct") == -100
    assert value(a, "uncertainty_t") == pytest.approx(5 * 2**0.5)
    assert value(a, "uncertainty_t") == pytest.approx(half(a, "total_co2e"))
    assert "only its absolute width" in str(a.estimates["uncertainty_pct"].problems[0])


def test_a_base_year_of_zero_gives_no_trend_and_leaves_the_rest() -> None:
    homes = {**STATED, "subsector": "residential", "amount": 50, "base": 0}
    a = result({"activities": [homes], "inventory_year": 2022})
    assert value(a, "uncertainty_pct") == pytest.approx(10) and value(a, "uncertainty_t") == pytest.approx(5)
    for key in ("trend_pct", "trend_uncertainty"):
        assert "add up to zero" in str(a.estimates[key].problems[0])
    assert "approach_1_k" not in a.series and "approach_1_h" in a.series


def test_a_base_year_that_removes_is_warned_of() -> None:
    forest = {**STATED, "subsector": "land_use", "amount": -20, "base": -60}
    a = result({"activities": [forest]})
    assert value(a, "trend_pct") == pytest.approx(-200 / 3)
    assert "opposite sign" in said(a, Severity.WARNING) and "40 t CO2e/yr" in said(a, Severity.WARNING)
    assert "opposite sign" not in said(result(CITY))


def test_a_fixed_factor_and_the_factor_of_the_base_year() -> None:
    fixed, actual = result(CITY), result(CITY, electricity_ef_base=0.9)
    assert value(actual, "total_co2e") == value(fixed, "total_co2e")
    assert value(actual, "base_total") - value(fixed, "base_total") == pytest.approx(400_000 * (0.9 - 0.6766))


def test_a_factor_that_does_not_belong_to_an_inventory_is_warned_of() -> None:
    for factor in GRID_FACTORS:
        text = said(result(CITY, grid_factor=factor.key), Severity.WARNING)
        assert ("factor for projects" in text) == (factor.use == "project"), factor.key
        assert ("fallback" in text) == (factor.use == "fallback"), factor.key
        assert ("not official" in text) == (factor.use == "estimate"), factor.key
    assert "0.5979" in said(result({"project_grid": "ph_lv", "project_kind": "other"}))
    assert "suspected misprint" in said(result({"project_grid": "ph_lv", "project_kind": "other"}))
    assert "misprint" not in said(result({"project_grid": "ph_m", "project_kind": "other"}))
    values = {f.key: f.value for f in GRID_FACTORS}
    assert values["ph_lv_cm_other"] == 0.6551 and 0.5979 not in {
        f.value for f in GRID_FACTORS if f.kind == "CM"
    }


def test_scopes_of_the_total() -> None:
    whole, chosen = result(CITY), result(CITY, scopes_counted="1")
    assert value(chosen, "total_co2e") == pytest.approx(value(whole, "scope1_co2e"))
    assert value(chosen, "scope2_co2e") == value(whole, "scope2_co2e")
    unsaid = result(CITY, scopes_counted="1+2", activities=changed(0, scope=None))
    assert "state no scope" in said(unsaid, Severity.WARNING)


@settings(max_examples=40, deadline=None)
@given(st.floats(1e3, 1e8), st.floats(0, 90), st.floats(-3, 6), st.integers(1, 30))
def test_a_path_goes_from_the_base_year_to_the_target(
    base: float, cut: float, rate: float, span: int
) -> None:
    a = result(
        {"base_year": 2020, "base_emissions": base, "target_year": 2020 + span, "target_pct": cut,
         "bau_rate": rate, "current_year": 2020, "current_emissions": base}
    )  # fmt: skip
    path = a.series["paths"].values["target"]
    assert path[0] == pytest.approx(base) and path[-1] == pytest.approx(base * (1 - cut / 100))
    assert all(later <= earlier * (1 + 1e-9) for earlier, later in pairwise(p or 0.0 for p in path))
    assert a.series["paths"].values["bau"][-1] == pytest.approx(value(a, "bau_co2e"))
    assert value(a, "gap_to_path") == pytest.approx(0, abs=1e-6 * base)
    assert value(a, "cut_from_bau") == pytest.approx(value(a, "bau_co2e") - value(a, "target_co2e"))
    assert value(a, "points_to_target") == pytest.approx(cut)


def test_a_target_entered_as_a_fraction_is_asked_about() -> None:
    base = {"base_emissions": 100}
    assert "write 30 for 0.3" in said(result(base, target_pct=0.3))
    for fine in (0, 30, {"value": 0.3, "unit": "fraction"}):
        assert "write 30 for 0.3" not in said(result(base, target_pct=fine))


def test_a_target_against_business_as_usual() -> None:
    inputs = {
        "base_year": 2005,
        "base_emissions": 100.0,
        "target_year": 2012,
        "target_pct": 15,
        "bau_basis": "values",
        "bau_values": [[2005, 100], [2015, 150]],
        "target_against": "bau",
    }
    a = result(inputs)
    assert value(a, "bau_co2e") == pytest.approx(135)
    assert value(a, "target_co2e") == pytest.approx(135 * 0.85)
    assert value(a, "target_change_pct") == pytest.approx(14.75)
    outside = result(inputs, target_year=2020)
    assert "no row around 2020" in str(outside.estimates["bau_co2e"].problems[0])
    backwards = result(inputs, target_year=2001)
    assert "does not lie after" in said(backwards, Severity.WARNING)


YOKOHAMA = [
    {"version": "preliminary", "basis": "actual", "year": 2013, "emission": 22_090_000},
    {"version": "final", "basis": "actual", "year": 2015, "emission": 19_340_000},
    {"version": "preliminary", "basis": "actual", "year": 2016, "emission": 18_840_000},
    {"version": "preliminary", "basis": "fixed", "year": 2013, "emission": 19_330_000, "change": -1.1,
     "against": 2005},
    {"version": "preliminary", "basis": "fixed", "year": 2016, "emission": 17_070_000, "change": -15.5,
     "against": 2005},
]  # fmt: skip


def test_series_are_kept_apart_and_a_rebased_one_is_pointed_out() -> None:
    a = result({"emissions_history": YOKOHAMA})
    lines = a.series["history"].values
    assert len(lines) == 4
    assert all(sum(v is not None for v in row) <= 2 for row in lines.values())
    text = said(a, Severity.WARNING)
    assert "re-based" in text and "20,200,000" in text and "19,540,000" in text
    growth = a.series["history_growth"].values
    assert list(growth) == ["|preliminary|actual|0"]
    assert growth["|preliminary|actual|0"][-1] == pytest.approx(((18.84 / 22.09) ** (1 / 3) - 1) * 100)
    with_base = [*YOKOHAMA[:4], {"version": "final", "basis": "fixed", "year": 2005, "emission": 19_540_000}]
    assert "re-based" not in said(result({"emissions_history": with_base}))
    clash = [{**YOKOHAMA[4], "emission": 17_000_000, "version": "final"}, YOKOHAMA[4]]
    assert "Use the final one" in said(result({"emissions_history": clash}))


def test_one_series_cannot_have_a_year_twice() -> None:
    with pytest.raises(InvalidEntry, match="2013 is given twice"):
        read_inputs(SECTOR, {"emissions_history": [YOKOHAMA[0], YOKOHAMA[0]]})


def test_sums_that_do_not_meet_the_statement_are_shown() -> None:
    rows = [{"sector": "All", "base": 19_550_000, "cut": 19.48}]
    a = result({"sector_targets": rows, "sector_total_stated": 19_540_000, "sector_cut_stated": 16})
    text = said(a, Severity.WARNING)
    assert "19,550,000" in text and "19,540,000" in text and "16 %" in text
    inventory = result(CITY, total_stated=1_000_000)
    assert "The sum is used" in said(inventory, Severity.WARNING)
    assert value(inventory, "stated_difference") == pytest.approx(value(inventory, "total_co2e") - 1_000_000)


def test_charts_say_what_was_computed() -> None:
    a = result(
        CITY, base_year=2013, base_emissions=600_000, target_year=2030, target_pct=30, bau_rate=2,
        emissions_history=YOKOHAMA,
    )  # fmt: skip
    made = {chart.key: chart.build(a) for chart in SECTOR.charts}
    scopes, path, drivers = made["by_scope"], made["target_path"], made["tornado"]
    assert isinstance(scopes, PartBars) and isinstance(path, Lines) and isinstance(drivers, Tornado)
    assert sum(sum(row.values) for row in scopes.rows) * 1000 == pytest.approx(value(a, "total_co2e"))
    assert made["shares"] is None and made["between_years"] is None  # removals make shares meaningless
    assert [line.style for line in path.lines] == ["baseline", "target", "actual"]
    assert all(line.low and line.high for line in path.lines)
    assert drivers.bars[0].label == "Emission factor of electricity"  # a grade; fuels have printed limits
    assert {"Cars", "CO2 of motor gasoline"} <= {bar.label for bar in drivers.bars}
    kept = result(CITY, activities=ROWS[:4])
    shares, stack = SECTOR.charts[1].build(kept), SECTOR.charts[2].build(kept)
    assert isinstance(shares, PartBars) and isinstance(stack, Stack)
    assert sum(row.values[0] for row in shares.rows) == pytest.approx(100)
    assert sum(layer[1] for layer in stack.values) * 1000 == pytest.approx(value(kept, "total_co2e"))


def test_what_a_row_gives_in_vain_is_said() -> None:
    assert "is not used" in said(result(CITY, activities=changed(0, factor_pct=3)), Severity.NOTE)
    assert "is not used" not in said(result(CITY))
    partly = said(result(CITY), Severity.NOTE)
    assert "Rows 4: own factors do not cover" in partly
    ships = said(result(CITY, activities=changed(2, subsector="rail")), Severity.NOTE)
    assert "Rows 3: only CO2 is counted" in ships
    stated = result(
        {"activities": [{"subsector": "road", "carrier": "diesel", "amount": 7, "unit": "kt CO2e"}]}
    )
    assert value(stated, "total_co2e") == 7000


def test_rows_that_cannot_be_computed_say_which_and_why() -> None:
    for fields, words in (
        ({"subsector": None}, "no sub-sector"),
        ({"unit": "kg"}, "unit of energy"),
        ({"carrier": "own"}, "no emission factor"),
        ({"carrier": "kerosene", "unit": "t"}, "calorific value"),
    ):
        (problem,) = result(CITY, activities=changed(0, **fields)).estimates["total_co2e"].problems
        assert words in str(problem) and problem.row == 1
    answer = calculate(SECTOR, {"activities": changed(0, subsector=None)})
    assert answer["indicators"]["total_co2e"]["value"] is None


def test_a_grid_factor_has_the_year_that_is_known_of_it() -> None:
    """A series names no year of its own; the factor taken from it has one, a fallback has none."""
    years = {f.key: f.coefficient.source.year for f in GRID_FACTORS}
    assert years["vn_2014"] == "2014"
    assert all(years[f.key] for f in GRID_FACTORS if f.year)
