"""Measures as others have worked them out: loads, motors, lamps, pumps, annuities and growing prices.

Sources:

- NPF: numpy-financial (BSD-3), `tests/test_financial.py`, function pmt, GitHub numpy/numpy-financial.
- MASTERS: G. M. Masters, Renewable and Efficient Electric Power Systems (2004), pages 254-255: levelizing
  factor of a cost that grows, and capital recovery factor.
- NOTES: Energy Economics, lecture notes (studylib.net, document 6670397).
- MOTOR: textbook problem of the 75-hp motor with its answer (ja3.jsfiddle.net/parte/15146424).
- BOMA: BOMA Silicon Valley, Calculating Return on Investment for Energy Projects (boma-sv.org, green tips).
- LED: capital budgeting of a lighting retrofit (ya.guru, question 4530818).
- VSD: Swimdrive, energy calculations, example 1 (swimdrive.com/energy-calculations-2.html).
- AMO: ORNL AMO-Tools-Suite, `tests/FluidPower.unit.cpp` and `tests/PSATResult.unit.cpp`, GitHub.
"""

from typing import Any

import pytest

from yport_desktop.sectors.energy_savings import SECTOR
from yport_desktop.services.calculate import calculate

KW_PER_HP = 0.7457
M3_H_PER_GPM, M_PER_FT = 0.2271247, 0.3048


def result(price: float = 0.1, **inputs: Any) -> dict[str, float | None]:
    terms = {
        "currency": "USD",
        "discount_rate": 0,
        "price_electricity": {"value": price, "unit": "USD/kWh"},
        "grid_factor": 1,
    }
    answer = calculate(SECTOR, {**terms, **inputs})
    return {key: found["value"] for key, found in answer["indicators"].items()}


def measure(**cells: Any) -> list[dict[str, Any]]:
    return [{"name": "Measure", "carrier": "electricity", "saving": 1, "investment": 0, "life": 1, **cells}]


@pytest.mark.parametrize(
    ("source", "rate_pct", "years", "loan", "printed", "within"),
    [
        ("NPF", 100 * 0.08 / 12, 60, 15_000, 304.145914, 5e-7),
        ("NPF", 0, 60, 15_000, 250.0, 1e-9),
        ("NPF", 0, 12, 2_000, 166.66667, 5e-6),
        ("NPF", 80, 3, 20_000, 19_311.258, 5e-4),
        ("NPF", 30, 12, 2_000, 626.90814, 5e-6),
        ("MASTERS", 6, 10, 1_000, 135.87, 0.005),
    ],
)
def test_an_investment_is_spread_over_its_life_as_a_loan(
    source: str, rate_pct: float, years: int, loan: float, printed: float, within: float
) -> None:
    found = result(discount_rate=rate_pct, measures=measure(investment=loan, life=years))
    assert found["levelised_cost"] == pytest.approx(printed, abs=within), source


def test_a_price_that_grows_is_levelled_over_the_life() -> None:
    """Masters: fuel of 5.2 cents growing by 6 % a year, at 10 % over 20 years, counts as 8.47 cents."""
    found = result(0.052, discount_rate=10, price_growth=6, measures=measure(life=20))
    assert found["abatement_cost"] == pytest.approx(-84.7, abs=0.05)  # of 1 kg for each kWh
    factor = found["abatement_cost"] / -52  # type: ignore[operator]
    assert factor == pytest.approx(1.628, abs=0.001)  # printed 1.628, cut off
    bus_bar = result(0.052, discount_rate=10, price_growth=6, measures=measure(life=20, upkeep=-0.0166))
    assert bus_bar["abatement_cost"] == pytest.approx(-101.3, abs=0.05)


@pytest.mark.parametrize(
    ("source", "invested", "yearly", "printed"),
    [("NOTES", 1_000, 250, 4.0), ("LED", 225_000, 40_700, 5.528)],
)
def test_simple_payback(source: str, invested: float, yearly: float, printed: float) -> None:
    found = result(1, measures=measure(saving=yearly, investment=invested, life=15))
    assert found["simple_payback"] == pytest.approx(printed, abs=5e-4), source


def test_a_motor_is_replaced_by_a_better_one() -> None:
    """75 hp at a load of 0.75 for 4,368 h: from 91.0 to 95.4 %, 5,520 instead of 5,449 dollars."""
    motor = {"rated": 75 * KW_PER_HP, "load": 75, "hours": 4368, "method": "nameplate"}
    before = result(0.12, loads=[{**motor, "name": "Motor", "efficiency": 91.0}])["load_energy"]
    after = result(0.12, loads=[{**motor, "name": "Motor", "efficiency": 95.4}])["load_energy"]
    assert before is not None and after is not None
    saved = before - after
    assert saved == pytest.approx(9286, abs=0.5)
    found = result(
        0.12,
        loads=[{**motor, "name": "Motor", "efficiency": 91.0}],
        measures=[{"name": "Motor", "saving_pct": 100 * saved / before, "investment": 71, "life": 15}],
    )
    assert found["cost_saved"] == pytest.approx(1114.32, abs=0.05)
    assert found["simple_payback"] == pytest.approx(0.0637, abs=5e-5)


def test_lamps_of_an_elevator() -> None:
    found = result(
        0.15,
        lighting=[["Elevators", 48, 20, 3, 8760, ""]],
        measures=[{"name": "Elevators", "investment": 48 * 22, "life": 5}],
    )
    assert found["lighting_before"] == pytest.approx(8410, abs=0.5)
    assert found["lighting_before"] * 0.15 == pytest.approx(1261, abs=0.5)  # type: ignore[operator]


def test_a_pump_at_four_fifths_of_its_speed() -> None:
    """1.5 kW at 80 % for 4 h a day: 109.8 kWh a month less by the third power of the speed."""
    pump = {"method": "nameplate", "rated": 1.5, "load": 100, "efficiency": 80, "hours": 4 * 30 * 12}
    found = result(
        0.15,
        loads=[{**pump, "name": "Pump"}],
        measures=[{"name": "Pump", "saving_pct": 100 * (1 - 0.8**3), "investment": 400, "life": 10}],
    )
    assert found["energy_saved"] == pytest.approx(12 * 109.8, abs=0.05)
    assert found["cost_saved"] == pytest.approx(12 * 16.47, abs=0.05)
    assert found["simple_payback"] == pytest.approx(24 / 12, abs=0.05)


@pytest.mark.parametrize(
    ("sg", "gpm", "feet", "efficiency", "printed_kw"),
    [
        (1.02, 1000, 280.0, 100.0, 53.7836814443),
        (1.02, 1200, 280.0, 100.0, 64.5404177332),
        (1.0, 1840, 174.85, 100 * 0.802620381 * 0.9435732315, 80.0),
        (1.0, 1234, 277.0, 100 * 0.546679643793 * 0.957302597742, 123.0),
    ],
)
def test_pumps_of_the_amo_suite(
    sg: float, gpm: float, feet: float, efficiency: float, printed_kw: float
) -> None:
    """The suite rounds 3,960 gpm ft per hp, which is water of 998.6 kg/m3: within 0.2 %."""
    row = {
        "name": "Pump",
        "flow": gpm * M3_H_PER_GPM,
        "head": feet * M_PER_FT,
        "efficiency_before": efficiency,
        "efficiency_after": efficiency,
        "hours": 1,
    }
    found = result(pumping=[row], water_density=1000 * sg)
    assert found["pumping_before"] == pytest.approx(printed_kw, rel=2e-3)
    exact = result(pumping=[row], water_density=998.6 * sg)
    assert exact["pumping_before"] == pytest.approx(printed_kw, rel=2e-4)


def test_a_pump_as_metered() -> None:
    """The suite's PSAT: 80 kW all the year at 5 cents, and 123 kW at 10 cents."""
    for power, price, mwh, cost in ((80, 0.05, 700.8, 35_040), (123, 0.10, 1077.48, 107_748)):
        found = result(price, loads=[{"name": "P", "method": "metered", "power": power, "hours": 8760}])
        assert found["load_energy"] == pytest.approx(mwh * 1000)
        assert found["load_cost"] == pytest.approx(cost)
