"""Energy savings: what physics and bookkeeping demand, beyond the worked examples."""

from math import isclose
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.advice.monte_carlo import simulate
from yport_desktop.domain.assess import assess
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.domain.sector import Assessment
from yport_desktop.sectors.energy_savings import SECTOR
from yport_desktop.services.calculate import calculate, draws_json, read_inputs

TERMS: dict[str, Any] = {
    "currency": "PHP",
    "discount_rate": 8,
    "price_electricity": {"value": 10, "unit": "PHP/kWh", "uncertainty_pct": 10},
    "grid_factor": {"value": 0.6, "uncertainty_pct": 10},
}
LAMPS: dict[str, Any] = {
    "name": "Lamps",
    "carrier": "electricity",
    "baseline": 100_000,
    "saving": 40_000,
    "investment": 900_000,
    "life": 10,
}
PUMPS = {**LAMPS, "name": "Pumps", "saving": 25_000, "investment": 100_000, "life": 15}


def result(*measures: dict[str, Any], **others: Any) -> Assessment:
    table = {"value": list(measures), "uncertainty_pct": 20, "source": "Audit"}
    observed, _ = read_inputs(SECTOR, {**TERMS, **({"measures": table} if measures else {}), **others})
    return assess(SECTOR, observed)


def value(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key].value
    assert found is not None, (key, assessment.estimates[key])
    return found


def said(assessment: Assessment) -> str:
    return " | ".join(str(p) for p in assessment.problems)


def rows_by_name(assessment: Assessment) -> dict[str, dict[str, Any]]:
    table = assessment.tables["by_measure"]
    keys = [column.key for column in table.columns]
    return {str(row[0]): dict(zip(keys, row, strict=True)) for row in table.rows}


amounts = st.floats(1, 1e6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(amounts, st.floats(0, 1), amounts, st.integers(1, 40)), min_size=1, max_size=6))
def test_totals_are_the_sums_of_the_measures(rows: list[tuple[float, float, float, int]]) -> None:
    measures = [
        {**LAMPS, "name": f"M{i}", "baseline": b, "saving": b * s, "investment": c, "life": n}
        for i, (b, s, c, n) in enumerate(rows)
    ]
    a = result(*measures)
    table = rows_by_name(a)
    for key in ("npv", "energy_saved", "cost_saved", "co2_saved", "investment"):
        scale = sum(abs(row[key]) for row in table.values())
        assert value(a, key) == pytest.approx(
            sum(row[key] for row in table.values()), abs=1e-9 * scale + 1e-9
        )
    ordered = [row["npv"] for row in table.values()]
    assert ordered == sorted(ordered, reverse=True)
    assert value(a, "energy_baseline") == pytest.approx(sum(b for b, *_ in rows))
    # The order of the rows of the input changes nothing.
    turned = result(*reversed(measures))
    assert turned.tables["by_measure"].rows[0][2] == pytest.approx(ordered[0])
    assert value(turned, "npv") == pytest.approx(value(a, "npv"), abs=1e-6 + 1e-9 * scale)


def test_value_grows_with_savings_and_sinks_with_cost_and_rate() -> None:
    base = value(result(LAMPS), "npv")
    assert value(result({**LAMPS, "saving": 50_000}), "npv") > base
    assert value(result({**LAMPS, "investment": 950_000}), "npv") == pytest.approx(base - 50_000)
    assert value(result({**LAMPS, "upkeep": 1000}), "npv") < base
    assert value(result(LAMPS, discount_rate=9), "npv") < base
    assert value(result(LAMPS, price_growth=2), "npv") > base
    assert value(result({**LAMPS, "life": 11}), "npv") > base
    later = result({**LAMPS, "start": 3})
    assert value(later, "npv") == pytest.approx(base / 1.08**3)
    assert value(later, "irr") == pytest.approx(value(result(LAMPS), "irr"))
    assert value(later, "simple_payback") == pytest.approx(value(result(LAMPS), "simple_payback"))


def test_yearly_and_present_value_say_the_same() -> None:
    """The cost of abatement is minus the present value, spread over the life, per tonne."""
    a = result(LAMPS)
    annuity = 0.08 / (1 - 1.08**-10)
    assert value(a, "abatement_cost") == pytest.approx(-value(a, "npv") * annuity / value(a, "co2_saved"))
    levelised = value(a, "levelised_cost")
    break_even = result(LAMPS, price_electricity={"value": levelised, "unit": "PHP/kWh"})
    assert value(break_even, "npv") == pytest.approx(0, abs=1e-6)
    at_irr = result(LAMPS, discount_rate=100 * value(a, "irr"))
    assert value(at_irr, "npv") == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("growth", [-3.0, 0.0, 5.0, 12.0])
@pytest.mark.parametrize("start", [0, 4])
def test_growing_prices_count_alike_in_yearly_and_present_value(growth: float, start: int) -> None:
    """Else a measure could be worth its money and cost something per tonne at the same time."""
    a = result({**LAMPS, "investment": 400_000, "start": start}, price_growth=growth)
    annuity = 0.08 / (1 - 1.08**-10)
    wanted = -value(a, "npv") * 1.08**start * annuity / value(a, "co2_saved")
    assert value(a, "abatement_cost") == pytest.approx(wanted, rel=1e-9)


def test_nothing_invested_and_nothing_gained() -> None:
    a = result({**LAMPS, "investment": 0, "saving": 0})
    assert "nothing to pay back" in str(a.estimates["simple_payback"].problems[0])
    free = result({**LAMPS, "investment": 0})
    assert (
        value(free, "simple_payback")
        == value(free, "discounted_payback")
        == value(free, "levelised_cost")
        == 0
    )
    assert free.estimates["irr"].value is None and value(free, "abatement_cost") < 0


def test_several_changes_of_sign_warn_and_show_no_rate() -> None:
    twice = result(cash_flows=[["Plant", t, c] for t, c in enumerate((-100, 230, -132))])
    assert twice.estimates["irr"].value is None and twice.estimates["irr"].problems
    assert "10 %, 20 %" in said(twice) and "changes its sign 2 times" in said(twice)
    assert value(twice, "npv") == pytest.approx(-100 + 230 / 1.08 - 132 / 1.08**2)
    assert rows_by_name(twice)["Plant"]["irr"] is None
    never = result(cash_flows=[["Gift", 0, 100], ["Gift", 1, 100]])
    assert never.estimates["irr"].value is None
    assert "never changes its sign" in str(never.estimates["irr"].problems[0])
    # Two sound measures may make up a cash flow that has several rates: the total warns by itself.
    both = result(cash_flows=[["A", 0, -100], ["A", 1, 230], ["B", 2, -300], ["B", 3, 310]])
    assert "All measures together" in said(both) and both.estimates["irr"].value is None
    assert rows_by_name(both)["A"]["irr"] == pytest.approx(1.3)


def test_measures_on_one_load_are_said_not_to_add() -> None:
    a = result(LAMPS, {**LAMPS, "name": "Dimming", "saving": 30_000, "same_load": "lamps"}, PUMPS)
    assert "do not simply add" in said(a) and "70,000 kWh" in said(a) and "58,000 kWh" in said(a)
    assert value(a, "energy_baseline") == 200_000
    table = rows_by_name(a)
    assert table["Lamps"]["shared"] and table["Dimming"]["shared"] and not table["Pumps"]["shared"]
    over = result(LAMPS, {**LAMPS, "name": "Dimming", "saving": 70_000, "same_load": "Lamps"})
    assert "110,000 kWh of a baseline of 100,000 kWh" in said(over) and "Audit" in said(over)
    odd = result(LAMPS, {**PUMPS, "same_load": "Nothing of the kind"})
    assert "no other measure" in said(odd)


def test_more_saved_than_used_is_refused() -> None:
    a = result({**LAMPS, "saving": 100_001}, PUMPS)
    assert a.estimates["energy_saved"].value is None and "contradicts itself" in said(a)
    assert rows_by_name(a)["Pumps"]["npv"] is not None
    with pytest.raises(InvalidEntry):
        read_inputs(SECTOR, {"measures": [{**LAMPS, "saving": None, "saving_pct": 101}]})


def test_a_saving_given_twice_is_shown() -> None:
    a = result({**LAMPS, "saving_pct": 50})
    assert "50 % of 100,000 is 50,000" in said(a) and value(a, "energy_saved") == 40_000


def test_what_is_missing_is_named_and_never_zero() -> None:
    a = result({**LAMPS, "investment": None}, PUMPS)
    assert value(a, "energy_saved") == 65_000
    assert a.estimates["npv"].value is None and "“Investment” is missing" in said(a)
    assert rows_by_name(a)["Lamps"]["npv"] is None
    assert list(rows_by_name(a)) == ["Pumps", "Lamps"]
    without_price = result({**LAMPS, "carrier": "diesel"})
    assert without_price.estimates["npv"].missing == ("price_diesel",)
    gas = result({**LAMPS, "carrier": "natural_gas", "price": 3})
    assert gas.estimates["energy_saved"].missing == ("heat_natural_gas",) and value(gas, "npv") < 0
    half = result({**LAMPS, "life": 10.5})
    assert "whole years" in said(half) and half.estimates["npv"].value is None
    load = result(
        loads=[{"name": "Motor", "method": "three_phase", "voltage": 400, "current": 10, "hours": 8000}]
    )
    assert load.estimates["load_energy"].value is None and "“Power factor” is missing" in said(load)


def test_a_cash_flow_of_its_own_stands_in_place_of_the_columns() -> None:
    flows = [["lamps", 0, -500], ["Lamps", 1, 300], ["Lamps", 1, 300]]
    a = result(LAMPS, cash_flows=flows)
    assert value(a, "npv") == pytest.approx(-500 + 600 / 1.08)
    assert value(a, "energy_saved") == 40_000 and "its own cash flow counts" in said(a)
    dearer = result({**LAMPS, "investment": 5_000_000}, cash_flows=flows)
    assert value(dearer, "npv") == value(a, "npv")


def test_calculators_feed_the_measures_of_their_name() -> None:
    calculators: dict[str, Any] = {
        "lighting": [["Lamps", 100, 250, 100, "10 h/d", ""]],
        "pumping": [["Pumps", "100 L/s", 40, "0.5 fraction", 75, 2000, "", ""]],
    }
    a = result({"name": "lamps "}, {"name": "PUMPS"}, **calculators)
    assert value(a, "lighting_before") == pytest.approx(100 * 0.25 * 3650)
    hydraulic = 0.1 * 1000 * 9.80665 * 40 / 1000
    assert value(a, "pumping_before") == pytest.approx(hydraulic / 0.5 * 2000)
    assert value(a, "pumping_saved") == pytest.approx(hydraulic * (1 / 0.5 - 1 / 0.75) * 2000)
    saved = value(a, "lighting_saved") + value(a, "pumping_saved")
    assert value(a, "energy_saved") == pytest.approx(saved)
    # A measure with figures of its own does not look at the calculator.
    own = result({**LAMPS, "baseline": 10, "saving": 1}, **calculators)
    assert value(own, "energy_saved") == 1
    assert "lighting" not in {t.key for t in own.estimates["energy_saved"].terms}
    worse = result(lighting=[["Lamps", 100, 100, 250, 4000, ""]])
    assert "uses more after" in said(worse)


@settings(max_examples=40, deadline=None)
@given(amounts, st.floats(1, 1000), st.floats(0.1, 1), st.integers(1, 50))
def test_three_phases_are_the_root_of_three_of_one(
    volts: float, amps: float, factor: float, units: int
) -> None:
    row = {
        "name": "Motor",
        "voltage": volts,
        "current": amps,
        "power_factor": factor,
        "units": units,
        "hours": 100,
    }
    one = value(result(loads=[{**row, "method": "single_phase"}]), "load_energy")
    three = value(result(loads=[{**row, "method": "three_phase"}]), "load_energy")
    assert isclose(three, one * 3**0.5, rel_tol=1e-12)
    metered = {"name": "Motor", "method": "metered", "power": one / 100, "hours": 100}
    assert value(result(loads=[metered]), "load_energy") == pytest.approx(one)


def test_the_factor_of_the_grid_carries_its_use() -> None:
    inputs = {"grid_factor": None, "grid": "vn_2023"}
    a = result(LAMPS, **inputs)
    assert value(a, "co2_saved") == pytest.approx(40 * 0.6592)
    assert "meant for inventories" in said(a)
    philippine = result(LAMPS, grid_factor=None, grid="ph_luzon_visayas")
    assert value(philippine, "co2_saved") == pytest.approx(40 * 0.6551)
    assert "misprint" in philippine.observed["grid_factor"].method
    assert "fallback" in said(result(LAMPS, grid_factor=None, grid="th_fallback"))
    own = result(LAMPS, grid="vn_2023")
    assert value(own, "co2_saved") == pytest.approx(24) and "inventories" not in said(own)


def test_amounts_carry_their_currency_and_two_are_not_mixed() -> None:
    a = result(LAMPS)
    assert a.estimates["npv"].unit == "PHP" and a.estimates["abatement_cost"].unit == "PHP/t CO2e"
    mixed = result(LAMPS, price_electricity={"value": 0.2, "unit": "USD/kWh"})
    for key in ("npv", "irr", "simple_payback"):
        assert mixed.estimates[key].value is None
        assert "mixes PHP, USD" in str(mixed.estimates[key].problems[0]), key
    assert "in which currency" in said(result(LAMPS, currency=None))


def test_prices_and_factors_are_taken_in_the_units_people_have() -> None:
    base = result(LAMPS)
    for key, entered in (
        ("price_electricity", {"value": "10,000 PHP/MWh", "uncertainty_pct": 10}),
        ("grid_factor", {"value": "600 g CO2e/kWh", "uncertainty_pct": 10}),
        ("grid_factor", {"value": 0.6, "unit": "kg CO2e/kWh", "uncertainty_pct": 10}),
    ):
        other = result(LAMPS, **{key: entered})
        assert value(other, "npv") == pytest.approx(value(base, "npv"))
        assert value(other, "co2_saved") == pytest.approx(value(base, "co2_saved"))
    per_litre = {"price_diesel": {"value": 60_000, "unit": "PHP/kL"}}
    diesel = result({**LAMPS, "carrier": "diesel", "baseline": 1000, "saving": 10}, **per_litre)
    assert value(diesel, "cost_saved") == pytest.approx(600)
    assert value(diesel, "co2_saved") == pytest.approx(10 * 36.12 * 74_100 / 1e9)


def test_savings_and_investment_err_independently() -> None:
    """20 % of both: as independent errors of the present value, not as one."""
    a = result(LAMPS, price_electricity={"value": 10, "unit": "PHP/kWh", "uncertainty_pct": 0})
    factor = (1 - 1.08**-10) / 0.08
    half = ((0.2 * 400_000 * factor) ** 2 + (0.2 * 900_000) ** 2) ** 0.5
    estimate = a.estimates["npv"]
    assert estimate.high is not None and estimate.high - value(a, "npv") == pytest.approx(half, rel=1e-4)
    observed, _ = read_inputs(SECTOR, {**TERMS, "measures": {"value": [LAMPS], "uncertainty_pct": 20}})
    drawn = simulate(SECTOR, observed).ranges["npv"]
    written = draws_json(SECTOR, assess(SECTOR, observed), 10_000)["indicators"]
    assert written["npv"]["mean"] == drawn.mean
    wide, _ = read_inputs(SECTOR, {**TERMS, "measures": {"value": [LAMPS], "uncertainty_pct": 60}})
    payback = draws_json(SECTOR, assess(SECTOR, wide), 10_000)["indicators"]["simple_payback"]
    assert payback["mean"] is None and payback["low"] < 2.25 < payback["high"], "some save next to nothing"
    by_hand = result(LAMPS).estimates["npv"]
    assert by_hand.high is not None and by_hand.low is not None
    assert drawn.high - drawn.low == pytest.approx(by_hand.high - by_hand.low, rel=0.05)


def test_changing_an_input_changes_only_what_depends_on_it() -> None:
    base = result(LAMPS, PUMPS)
    dearer = result(LAMPS, PUMPS, price_electricity={"value": 12, "unit": "PHP/kWh"})
    for key in ("energy_saved", "co2_saved", "investment", "levelised_cost", "energy_baseline"):
        assert value(dearer, key) == value(base, key), key
    for key in ("npv", "irr", "cost_saved", "simple_payback", "abatement_cost"):
        assert value(dearer, key) != value(base, key), key
    leftover = result(LAMPS, PUMPS, price_diesel={"value": 99, "unit": "PHP/L"}, heat_diesel=1, co2_lpg=1)
    for key, estimate in base.estimates.items():
        assert leftover.estimates[key].value == estimate.value, key


def test_the_charts_say_what_the_table_says() -> None:
    a = result(LAMPS, {**PUMPS, "investment": 5_000_000})
    charts = {chart.key: chart.build(a) for chart in SECTOR.charts}
    steps = charts["cost_curve"].steps
    assert [step.label for step in steps] == ["Lamps", "Pumps"] and steps[0].cost < 0 < steps[1].cost
    assert sum(step.amount for step in steps) == pytest.approx(value(a, "co2_saved"))
    last = charts["cash_flow"].lines[-1].y[-1]
    assert last == pytest.approx(value(a, "npv"))


def test_the_table_of_measures_is_in_the_answer() -> None:
    answer = calculate(SECTOR, {**TERMS, "measures": [LAMPS]})
    table = answer["tables"]["by_measure"]
    assert table["rows"][0]["name"] == "Lamps" and table["units"]["npv"] == "PHP"
    assert "net present value" in table["note"]


@pytest.mark.parametrize(("rate", "asked"), [(0.05, True), (0, False), (0.7, False), (5, False)])
def test_a_discount_rate_entered_as_a_fraction_is_asked_about(rate: float, asked: bool) -> None:
    assert ("write 5 for 0.05" in said(result(LAMPS, discount_rate=rate))) == asked


def test_an_efficiency_entered_as_a_fraction_is_asked_about() -> None:
    motor = {"name": "Motor", "method": "nameplate", "rated": 100, "load": 100, "hours": 1000}
    for efficiency, asked in ((0.9, True), (90, False)):
        answer = calculate(SECTOR, {"loads": [{**motor, "efficiency": efficiency}]})
        assert any("write 90 for 0.9" in p["message"] for p in answer["problems"]) == asked


def test_a_simple_payback_needs_no_life() -> None:
    row = rows_by_name(result({**LAMPS, "life": None}, PUMPS))["Lamps"]
    assert row["simple_payback"] == pytest.approx(900_000 / 400_000)
    assert row["npv"] is None and row["irr"] is None and "incomplete" in row["remark"]


def test_nothing_is_called_ranked_without_a_present_value() -> None:
    assert "Ranked" in result(LAMPS, PUMPS).tables["by_measure"].note
    table = result(LAMPS, PUMPS, discount_rate={"missing": "not_known"}).tables["by_measure"]
    assert table.note.startswith("Not ranked") and [row[0] for row in table.rows] == ["Lamps", "Pumps"]
