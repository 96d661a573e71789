"""Water supply: what bookkeeping, physics and the method demand, beyond the worked examples."""

from dataclasses import replace
from decimal import Decimal
from math import hypot
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.advice.monte_carlo import simulate
from yport_desktop.domain.assess import assess, scaled, width_of
from yport_desktop.domain.charts import Balance, Lines, PeerStrip, Tornado
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Assessment, InputKind
from yport_desktop.domain.units import convert_text
from yport_desktop.sectors.water_supply import SECTOR
from yport_desktop.sectors.water_supply.factors import (
    CLASS_MEANING,
    ILI_BANDS,
    NRW_BANDS,
    PUMP_BANDS,
    UTILISATION_BANDS,
    band_of,
)
from yport_desktop.services.calculate import calculate, read_inputs

BALANCE: dict[str, Any] = {
    "period_days": 365,
    "system_input": [["River", 9_000_000, 5], ["Wells", 3_000_000, 10]],
    "billed_metered": [["Customers", 7_000_000, "other"], ["Neighbours", 500_000, "bulk"]],
    "billed_unmetered": [["Flat rate", 200_000]],
    "unbilled_metered": [["Offices", 100_000, "other"]],
    "unbilled_unmetered": [["Flushing", 50_000, 50]],
    "unauthorised": [
        ["domestic", 500, 4, 120, 30],
        ["connection", 50, None, 1000, 30],
        ["tampering", 300, None, 200, 50],
    ],
    "under_registration_billed": 4,
    "under_registration_bulk": 1,
    "under_registration_unbilled": 4,
    "under_registration_reading": 1,
    "margin_under_registration_bulk": 20,
    "margin_under_registration_unbilled": 20,
    "margin_under_registration_reading": 50,
    "data_errors": [["Office", 20_000, 100]],
}
NETWORK: dict[str, Any] = {
    "mains_km": 400,
    "connections": 30_000,
    "inactive_connections": 2_000,
    "service_length_m": 6,
    "pressure_m": 35,
    "hours_of_supply": 20,
}
SERVICE: dict[str, Any] = {
    "population": 250_000,
    "population_served": 180_000,
    "production_m3_d": 32_800,
    "capacity_m3_d": 40_000,
    "domestic_use_lcd": 110,
    "other_use_m3_d": 6_000,
    "target_year": 2030,
    "target_population": 300_000,
    "target_use_lcd": 120,
    "target_other_use_m3_d": 8_000,
    "target_capacity_m3_d": 60_000,
    "nrw_by_year": [[2015, 45], [2020, 40], [2024, 36]],
    "nrw_targets": [[2027, 30], [2032, 20]],
    "supply_by_year": [[2020, 30_000, 40_000], [2024, 32_800, 40_000]],
    "demand_by_year": [[2020, 45_000], [2024, 52_000]],
}
ENERGY: dict[str, Any] = {
    "distribution_energy_kwh": 4_000_000,
    "pump_head_m": 55,
    "treatment_energy_kwh": 400_000,
    "treated_volume_m3": 9_000_000,
    "pre_oxidation": "no",
    "head_loss_m": 6,
    "head_loss_length_km": 2.5,
    "tariff": {"value": 15, "unit": "PHP/m3"},
    "production_cost": {"value": 4, "unit": "PHP/m3"},
}
FULL = {**BALANCE, **NETWORK, **SERVICE, **ENERGY}


def result(inputs: dict[str, Any], **changes: Any) -> Assessment:
    observed, _ = read_inputs(SECTOR, {**inputs, **changes})
    return assess(SECTOR, observed)


def value(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key].value
    assert found is not None, (key, assessment.estimates[key])
    return found


def said(assessment: Assessment) -> str:
    return " | ".join(str(p) for p in assessment.problems)


def chart(assessment: Assessment, key: str) -> Any:
    return next(c for c in SECTOR.charts if c.key == key).build(assessment)


volume = st.floats(1, 1e7)
percent = st.floats(0, 40)


@settings(max_examples=25, deadline=None)
@given(
    volume,
    st.lists(st.floats(0, 0.2), min_size=5, max_size=5),
    percent,
    percent,
    st.integers(1, 400),
)
def test_the_balance_closes(whole: float, parts: list[float], u: float, reading: float, days: int) -> None:
    a = result(
        BALANCE,
        period_days=days,
        system_input=[["A", whole / 3, 5], ["B", whole * 2 / 3, 5]],
        billed_metered=[["a", whole * parts[0], "other"], ["b", whole * parts[1], "bulk"]],
        billed_unmetered=[["c", whole * parts[2]]],
        unbilled_metered=[["d", whole * parts[3], "bulk"]],
        unbilled_unmetered=[["e", whole * parts[4], 10]],
        under_registration_billed=u,
        under_registration_reading=reading,
    )
    assert value(a, "authorised_m3") + value(a, "water_losses_m3") == pytest.approx(whole)
    assert value(a, "revenue_water_m3") + value(a, "nrw_m3") == pytest.approx(whole)
    assert value(a, "commercial_losses_m3") + value(a, "physical_losses_m3") == pytest.approx(
        value(a, "water_losses_m3")
    )
    assert value(a, "nrw_m3") == pytest.approx(
        value(a, "unbilled_authorised_m3") + value(a, "water_losses_m3")
    )
    assert value(a, "revenue_ratio") + value(a, "nrw_share") == pytest.approx(1)
    for indicator in SECTOR.indicators:
        if indicator.key.endswith("_m3") and f"{indicator.key}_d" in a.estimates:
            assert value(a, f"{indicator.key}_d") * days == pytest.approx(value(a, indicator.key))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(volume, percent), min_size=1, max_size=6), percent, percent)
def test_margins_add_as_independent_errors(
    sources: list[tuple[float, float]], flushing: float, taken: float
) -> None:
    a = result(
        BALANCE,
        system_input=[[f"S{i}", v, e] for i, (v, e) in enumerate(sources)],
        unbilled_unmetered=[["Flushing", 50_000, flushing]],
        unauthorised=[["other", 1, None, 100_000, taken]],
    )
    half_input = hypot(*(v * e / 100 for v, e in sources))
    half = {
        name: value(a, f"margin_{name}") * abs(value(a, f"{name}_m3")) for name in ("nrw", "water_losses")
    }
    assert half["nrw"] == pytest.approx(half_input)
    assert half["water_losses"] == pytest.approx(hypot(half_input, 50_000 * flushing / 100))
    commercial = value(a, "margin_commercial_losses") * abs(value(a, "commercial_losses_m3"))
    physical = value(a, "margin_physical_losses") * abs(value(a, "physical_losses_m3"))
    assert physical == pytest.approx(hypot(half["water_losses"], commercial))
    unauthorised = value(a, "margin_unauthorised") * abs(value(a, "unauthorised_m3"))
    errors = value(a, "margin_meter_errors") * abs(value(a, "meter_errors_m3"))
    assert commercial == pytest.approx(hypot(unauthorised, errors))


def test_a_margin_of_nothing_is_zero_and_a_missing_margin_is_missing() -> None:
    none = result(
        BALANCE, unbilled_unmetered=[["None", 0, None]], unauthorised=[["domestic", 0, None, None, None]]
    )
    assert value(none, "margin_unbilled_unmetered") == 0 == value(none, "margin_unauthorised")
    assert value(none, "unauthorised_m3") == 0
    unsaid = result(BALANCE, system_input=[["River", 12_000_000, None]])
    assert unsaid.estimates["margin_nrw"].value is None
    assert value(unsaid, "nrw_m3") == 4_300_000
    less = {k: v for k, v in BALANCE.items() if k != "margin_under_registration_reading"}
    assert result(less).estimates["margin_meter_errors"].missing == ("margin_under_registration_reading",)
    assert value(result(less), "meter_errors_m3") > 0


def test_the_margins_of_the_rows_are_the_width_of_the_list() -> None:
    observed, _ = read_inputs(SECTOR, BALANCE)
    asked = SECTOR.input("system_input")
    width, basis = width_of(asked, observed["system_input"])
    assert (width, basis) == (pytest.approx(hypot(450_000, 300_000) / 120_000), "given")
    told = replace(observed["system_input"], uncertainty_pct=7.0)
    assert width_of(asked, told) == (7.0, "given")
    a = assess(SECTOR, observed)
    term = next(t for t in a.estimates["nrw_m3"].terms if t.key == "system_input")
    assert term.effect == pytest.approx(value(a, "margin_nrw") * value(a, "nrw_m3"), rel=1e-6)
    without = result(BALANCE, system_input={"value": [["River", 12_000_000, None]], "grade": "B"})
    term = next(t for t in without.estimates["nrw_m3"].terms if t.key == "system_input")
    assert (term.uncertainty_pct, term.uncertainty_basis) == (10.0, "grade")


def test_the_margin_of_customer_meters_is_left_out_as_in_the_source() -> None:
    assert "margin_under_registration_billed" not in {a.key for a in SECTOR.inputs}
    base, worse = (
        result(BALANCE),
        result(BALANCE, under_registration_billed={"value": 4, "uncertainty_pct": 80}),
    )
    assert value(base, "margin_meter_errors") == value(worse, "margin_meter_errors")
    ranges = [
        a.estimates["meter_errors_m3"]
        for a in (result(BALANCE, under_registration_billed={"value": 4, "uncertainty_pct": 1}), worse)
    ]
    assert ranges[0].high < ranges[1].high  # type: ignore[operator]


def test_missing_is_not_zero() -> None:
    for key in BALANCE:
        if key.startswith("margin") or key == "period_days":
            continue
        less = {k: v for k, v in BALANCE.items() if k != key}
        found = result(less).estimates["physical_losses_m3"]
        assert found.value is None and key in found.missing, key
    gap = result(BALANCE, billed_metered=[["Customers", None, "other"]])
    assert "does not count as zero" in str(gap.estimates["nrw_m3"].problems[0])
    unknown = result(BALANCE, billed_metered=[["Customers", 7_000_000, None]])
    assert value(unknown, "nrw_m3") > 0
    assert "bulk supply" in str(unknown.estimates["meter_errors_m3"].problems[0])


def test_a_share_that_has_no_volume_is_not_asked_for() -> None:
    rows = [["Customers", 7_500_000, "other"]]
    less = {k: v for k, v in BALANCE.items() if k != "under_registration_bulk"}
    assert value(result(less, billed_metered=rows), "physical_losses_m3") == pytest.approx(
        value(result(BALANCE, billed_metered=rows), "physical_losses_m3")
    )


def test_a_list_of_meters_replaces_the_share() -> None:
    listed = result(BALANCE, meters=[["Old", 3_000_000, 8], ["New", 4_000_000, 1]])
    other = result(
        BALANCE, meters=[["Old", 3_000_000, 8], ["New", 4_000_000, 1]], under_registration_billed=9
    )
    assert value(listed, "meter_errors_m3") == value(other, "meter_errors_m3")
    assert "under_registration_billed" not in {t.key for t in other.estimates["meter_errors_m3"].terms}
    same = result(BALANCE, meters=[["All", 7_000_000, 4]])
    assert value(same, "meter_errors_m3") == pytest.approx(value(result(BALANCE), "meter_errors_m3"))
    assert said(same) == ""
    assert "adds up to 6,000,000 m3" in said(result(BALANCE, meters=[["All", 6_000_000, 4]]))


@settings(max_examples=20, deadline=None)
@given(st.floats(1, 5000), st.floats(1, 500_000), st.floats(0, 20), st.floats(1, 120), st.floats(1, 24))
def test_unavoidable_losses_grow_with_all_that_can_leak(
    mains: float, connections: float, length: float, pressure: float, hours: float
) -> None:
    def least(**changes: float) -> float:
        given = {
            "mains_km": mains,
            "connections": connections,
            "service_length_m": length,
            "pressure_m": pressure,
            "hours_of_supply": hours,
        }
        return value(result(BALANCE, inactive_connections=0, **{**given, **changes}), "uarl_m3_d")

    base = least()
    assert least(mains_km=mains * 1.5) > base
    assert least(connections=connections * 1.5) > base
    assert least(service_length_m=length + 1) > base
    assert least(pressure_m=pressure * 1.5) == pytest.approx(1.5 * base)
    assert least(hours_of_supply=hours / 2) == pytest.approx(base / 2)


def test_physical_losses_fall_as_more_is_explained() -> None:
    base = value(result(FULL), "ili")
    assert value(result(FULL, under_registration_billed=8), "ili") < base
    assert value(result(FULL, unbilled_unmetered=[["Flushing", 90_000, 50]]), "ili") < base
    assert value(result(FULL, system_input=[["River", 12_500_000, 5]]), "ili") > base
    assert value(result(FULL, pressure_m=45), "ili") < base


def test_gweru_is_in_class_c() -> None:
    """A published study classes an ILI of 9.7 as C."""
    assert band_of(9.7, ILI_BANDS["low_middle"]) == "C"
    assert band_of(9.7, ILI_BANDS["high"]) == "D"


@pytest.mark.parametrize(
    ("bands", "ends"),
    [
        (ILI_BANDS["high"], (1.5, 2, 4, 8)),
        (ILI_BANDS["low_middle"], (2, 4, 8, 16)),
        (NRW_BANDS["high"], (75, 150, 300, 550)),
        (NRW_BANDS["low_middle"], (130, 260, 520, 1000)),
    ],
)
def test_the_upper_end_belongs_to_the_band(bands: Any, ends: tuple[float, ...]) -> None:
    names = ("A1", "A2", "B", "C", "D")
    assert [band_of(end, bands) for end in ends] == list(names[:4])
    assert [band_of(end * 1.0001, bands) for end in ends] == list(names[1:])
    assert band_of(0, bands) == "A1"


def test_benchmarks_keep_their_open_ends() -> None:
    assert [band_of(v, PUMP_BANDS) for v in (0.308, 0.459, 0.4595)] == [
        "good",
        "acceptable",
        "unsatisfactory",
    ]
    found = [band_of(v, UTILISATION_BANDS) for v in (49.9, 50, 69.9, 70, 90, 90.1, 100, 100.1)]
    assert found == [
        "unsatisfactory_low",
        "acceptable_low",
        "acceptable_low",
        "good",
        "good",
        "acceptable_high",
        "acceptable_high",
        "unsatisfactory_high",
    ]


def test_the_bands_follow_the_group_of_countries() -> None:
    for group in ("high", "low_middle"):
        a = result(FULL, income_group=group)
        letter = band_of(value(a, "ili"), ILI_BANDS[group])
        assert a.estimates["ili"].band == CLASS_MEANING[group, letter]
    answer = calculate(SECTOR, FULL)["indicators"]
    assert answer["ili"]["band"].startswith("C (low- and middle-income countries)")
    assert answer["energy_standardised"]["band"] == "unsatisfactory (ECAM benchmark)"
    assert answer["treatment_energy_per_m3"]["band"] == "unsatisfactory (ECAM benchmark)"
    assert answer["capacity_utilisation"]["band"] == "good (ECAM benchmark)"
    assert answer["losses_per_km"]["band"] == ""
    oxidised = calculate(SECTOR, {**FULL, "pre_oxidation": "yes"})["indicators"]
    assert oxidised["treatment_energy_per_m3"]["band"] == "good (ECAM benchmark)"


def test_outside_its_validity_the_ili_is_shown_with_a_warning() -> None:
    inside = {"connections": 8_000, "pressure_m": 30}
    assert "The ILI is meant" not in said(result(FULL, **inside))
    for changes, words in (
        ({"connections": 300, "inactive_connections": 0}, "more than 5,000 connections; there are 850"),
        ({"mains_km": 2_000}, "more than 20 connections per km of mains; there are 16.3"),
        ({"pressure_m": 20}, "25 to 100 m of pressure; it is 20 m"),
        ({"pressure_m": 120}, "25 to 100 m of pressure; it is 120 m"),
    ):
        a = result(FULL, **changes)
        assert words in said(a) and value(a, "ili") > 0


def test_physical_losses_below_zero_are_a_contradiction() -> None:
    a = result(FULL, under_registration_billed=40)
    assert value(a, "physical_losses_m3") < 0
    assert "Physical losses come out below zero" in said(a)
    assert a.estimates["ili"].value is None and "contradict" in str(a.estimates["ili"].problems[0])
    assert chart(a, "balance") is None
    more = result(FULL, billed_metered=[["Customers", 13_000_000, "other"]])
    assert "is more than the system input volume (12,000,000 m3)" in said(more)
    assert more.estimates["nrw_l_connection_d"].band == ""


def test_without_water_there_is_no_balance_and_no_class() -> None:
    nothing = {key: [["None", 0, "other"]] for key in ("billed_metered", "unbilled_metered")}
    nothing |= {key: [["None", 0]] for key in ("system_input", "billed_unmetered", "unbilled_unmetered")}
    a = result(FULL, **nothing, unauthorised=[["other", 0]], data_errors=[["None", 0]])
    for key in ("system_input_m3", "nrw_m3", "nrw_share", "ili", "nrw_l_connection_d"):
        found = a.estimates[key]
        assert (found.value, found.band) == (None, ""), key
        assert "The system input volume is 0" in str(found.problems[0]), key
    assert value(a, "authorised_m3") == 0


def test_fewer_losses_than_are_unavoidable_are_asked_about() -> None:
    assert "unavoidable" not in said(result(FULL))
    a = result(FULL, billed_metered=[["Customers", 10_800_000, "other"]])
    assert 0 < value(a, "ili") < 1
    assert "an ILI below 1 is rare" in said(a)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"production_m3_d": 40_000}, "Production is 40,000 m3/d, the balance puts 32,877 m3/d"),
        ({"capacity_m3_d": 30_000}, "Production (32,800 m3/d) is above capacity (30,000 m3/d)"),
        ({"population_served": 260_000}, "More people are served (260,000) than live in the service area"),
        ({"coverage_stated": 90}, "Coverage is stated as 90 %, people served over population give 72 %"),
        ({"demand_stated_m3_d": 80_000}, "Demand is stated as 80,000 m3/d, the uses with losses come to"),
        ({"pressure_zones": [["A", 100, 50]]}, "given as 35 m, the list gives 50 m. The first is used"),
        ({"supply_areas": [["A", 100, 7, 12]]}, "given as 20 h/d, the list gives 12 h/d"),
    ],
)
def test_contradictions_are_shown_with_both_figures(changes: dict[str, Any], words: str) -> None:
    found = result(FULL, **changes)
    assert words in said(found)
    assert all(p.severity is Severity.WARNING for p in found.problems)


def test_supply_against_demand() -> None:
    a = result(FULL)
    assert value(a, "demand_m3_d") == 52_000
    assert value(a, "supply_gap_m3_d") == 19_200
    stated = result(FULL, demand_stated_m3_d=60_000)
    assert value(stated, "supply_gap_m3_d") == 27_200
    less = {k: v for k, v in FULL.items() if k != "demand_by_year"}
    uses = result(less)
    lost = value(uses, "nrw_share")
    assert value(uses, "demand_m3_d") == pytest.approx((250_000 * 0.11 + 6_000) / (1 - lost))
    assert value(a, "demand_target_m3_d") == pytest.approx((300_000 * 0.12 + 8_000) / (1 - 0.24))
    assert value(a, "target_gap_m3_d") == pytest.approx(value(a, "demand_target_m3_d") - 60_000)
    begun = {k: v for k, v in less.items() if not k.startswith("billed")}
    assert value(result(begun), "demand_m3_d") == pytest.approx((250_000 * 0.11 + 6_000) / (1 - 0.36))
    from_balance = result({k: v for k, v in FULL.items() if k not in ("production_m3_d", "supply_by_year")})
    assert value(from_balance, "supply_m3_d") == pytest.approx(12_000_000 / 365)


def test_the_path_of_non_revenue_water() -> None:
    a = result(FULL)
    assert value(a, "nrw_to_target") == pytest.approx(0.16)
    assert value(a, "nrw_pace") == pytest.approx(0.01)
    assert value(a, "nrw_pace_needed") == pytest.approx(0.02)
    late = result(FULL, target_year=2040)
    assert value(late, "demand_target_m3_d") == pytest.approx((300_000 * 0.12 + 8_000) / 0.8)
    early = result(FULL, target_year=2020)
    assert "before the latest figure" in str(early.estimates["demand_target_m3_d"].problems[0])
    past = result(FULL, nrw_targets=[[2020, 30]])
    assert "no years are left" in str(past.estimates["nrw_pace_needed"].problems[0])
    once = result(FULL, nrw_by_year=[[2024, 36], [2025, None]])
    assert value(once, "nrw_latest") == 0.36 and once.estimates["nrw_pace"].value is None
    drawn = chart(a, "nrw_path")
    assert isinstance(drawn, Lines)
    actual, path = drawn.lines
    assert (actual.x, actual.y) == ((2015, 2020, 2024), pytest.approx((45, 40, 36)))
    assert actual.low[0] < 45 < actual.high[0]
    assert (path.style, path.x, path.y) == ("target", (2024, 2027, 2032), pytest.approx((36, 30, 20)))


def test_cost_keeps_the_currency_and_adds_up() -> None:
    a = result(FULL)
    assert a.estimates["cost_nrw"].unit == "PHP/yr"
    parts = ("cost_commercial", "cost_physical", "cost_unbilled")
    assert value(a, "cost_nrw") == pytest.approx(sum(value(a, key) for key in parts))
    month = result(FULL, period_days=73)
    assert value(month, "cost_unbilled") == pytest.approx(5 * value(a, "cost_unbilled"))
    mixed = result(FULL, tariff={"value": 1, "unit": "USD/m3"})
    assert "mixes PHP, USD" in str(mixed.estimates["cost_nrw"].problems[-1])


def test_changing_an_input_changes_only_what_shows_it() -> None:
    """Every input that a result shows moves it or is said to have no weight; none is hidden."""
    inputs = {**FULL, "meters": [["Old", 3_000_000, 8], ["New", 4_000_000, 1]]}
    base = result(inputs)
    shown = {key: {t.key for t in e.terms} for key, e in base.estimates.items()}
    moved_something = set()
    for asked in SECTOR.inputs:
        seen = base.observed[asked.key]
        if not seen.known or asked.kind is InputKind.CHOICE:
            continue
        moved = replace(seen, value=scaled(asked, seen.value, 0.97), is_default=False)
        after = assess(SECTOR, {**base.observed, asked.key: moved})
        changed = {k for k, e in after.estimates.items() if e.value != base.estimates[k].value}
        assert changed <= {k for k, keys in shown.items() if asked.key in keys}, asked.key
        moved_something |= {asked.key} if changed else set()
    # The list replaces the share; stated figures and the tables stand in for the sum of uses.
    idle = {"under_registration_billed", "domestic_use_lcd", "other_use_m3_d", "supply_by_year"}
    known = {a.key for a in SECTOR.inputs if base.observed[a.key].known and a.kind is not InputKind.CHOICE}
    assert known - moved_something <= idle


def test_units_as_people_type_them() -> None:
    a = result(FULL, production_m3_d="8.66 MGD", domestic_use_lcd="110 lpcd", mains_km="400,000 m")
    assert value(a, "supply_m3_d") == pytest.approx(8.66 * 3785.411784)
    assert value(a, "uarl_m3_d") == pytest.approx(value(result(FULL), "uarl_m3_d"))
    for amount, typed, wanted in (
        ("1", "LPCD", "L/cap/d"),
        ("1.5", "千件", "connections"),
        ("12", "時間/日", "h/d"),
        ("365", "日間", "days"),
        ("0.1", "m3/人/日", "L/cap/d"),
    ):
        there, unit, problem = convert_text(Decimal(amount), typed, wanted)
        assert problem is None and there is not None
        back, _, problem = convert_text(there, unit, typed)
        assert problem is None and back == Decimal(amount)
    priced, unit, problem = convert_text(Decimal(20), "PHP/m3", "currency/m3")
    assert (priced, unit, problem) == (Decimal(20), "PHP/m3", None)


def test_figures_are_rounded_half_away_from_zero() -> None:
    assert format_number(0.5, 0) == "1" and format_number(-0.5, 0) == "−1"
    assert format_number(0.0005, 3) == "0.001"


def test_draws_agree_with_the_propagated_range() -> None:
    graded = {key: {"value": given, "grade": "A"} for key, given in BALANCE.items() if key != "period_days"}
    observed, _ = read_inputs(SECTOR, {**graded, "period_days": 365})
    drawn, computed = simulate(SECTOR, observed), assess(SECTOR, observed)
    for key in ("nrw_share", "water_losses_m3", "commercial_losses_m3"):
        estimate = computed.estimates[key]
        half = (estimate.high - estimate.low) / 2  # type: ignore[operator]
        assert (drawn.ranges[key].high - drawn.ranges[key].low) / 2 == pytest.approx(half, rel=0.06), key


def test_every_chart_is_drawn_from_a_full_case() -> None:
    full = result(FULL)
    built = {c.key: c.build(full) for c in SECTOR.charts}
    assert [key for key, data in built.items() if data is None] == ["peers_nrw_latest"]
    stated = chart(result({"nrw_by_year": [[2024, 36]]}), "peers_nrw_latest")
    assert isinstance(stated, PeerStrip) and stated.points[-1].value == pytest.approx(36)
    drawn = built["balance"]
    assert isinstance(drawn, Balance)
    left = sum(f.value for f in drawn.flows if f.source == "System input")
    right = sum(f.value for f in drawn.flows if f.target in drawn.stages[-1])
    assert left == pytest.approx(value(full, "system_input_m3_d")) == pytest.approx(right)
    torn = built["tornado_ili"]
    assert isinstance(torn, Tornado) and torn.bars[0].high - torn.bars[0].low > 0
    strip = built["peers_nrw"]
    assert isinstance(strip, PeerStrip)
    assert [p.mark for p in strip.points].count("city") == 1
    assert {p.label: round(p.value or 0, 1) for p in strip.points if p.mark == "partner"} == {
        "Metro Cebu (MCWD) 2024": 36.0,
        "Da Nang (DAWACO) 2017": 15.0,
        "Bangkok (MWA) 2006": 31.0,
    }
    supply = built["supply_and_demand"]
    assert isinstance(supply, Lines)
    assert {line.label: line.x[-1] for line in supply.lines} == {
        "Production": 2024,
        "Demand": 2030,
        "Production capacity": 2030,
    }


def test_what_is_not_leakage_is_said() -> None:
    texts = {i.key: i.definition for i in SECTOR.indicators}
    assert "not leakage" in texts["nrw_m3"] and "unaccounted-for water" in texts["nrw_m3"]
    assert "UFW" in texts["water_losses_m3"] and "yūshū-ritsu" in texts["revenue_ratio"]


def test_more_billed_than_enters_is_said_where_the_rest_is_not_known_yet() -> None:
    part = {
        "period_days": 365,
        "system_input": {"value": [["Wells", 1_000_000, 2]], "source": "Bulk meters"},
        "billed_metered": {"value": [["Customers", 2_000_000, "other"]], "source": "Billing"},
        "billed_unmetered": [["Flat rate", 0]],
    }
    text = said(result(part))
    assert "Billed consumption (2,000,000 m3) is more than the system input volume (1,000,000 m3)" in text
    assert "Bulk meters" in text and "Billing" in text
    whole = said(
        result(part, unbilled_metered=[["Offices", 0, "other"]], unbilled_unmetered=[["Flushing", 0, 0]])
    )
    assert "Authorised consumption (2,000,000 m3)" in whole and "Billed consumption" not in whole
