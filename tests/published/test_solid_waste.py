"""First-order decay as printed by others, and against its closed form over all deposits."""

from math import exp, log
from typing import Any

import pytest

from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.services.calculate import calculate

from .case import Case, compare

LANDFILL: dict[str, Any] = {
    "deposit_basis": "by_material",
    "gas_recovery": "none",
    "site_shares": [{"year": 1950, "managed_anaerobic": 100}],
}


def remaining(inputs: dict[str, Any], material: str) -> list[float]:
    """DDOCm left at the end of each year, over that of the first year."""
    line = calculate(SECTOR, inputs)["series"]["ddocm_accumulated"]["values"][material]
    return [left / line[0] for left in line]


def test_one_deposit_after_one_year() -> None:
    """100 x exp(-0.1) = 90.48, printed as the result of equation 3A1.2 (2006 Guidelines, Volume 5, annex
    3A.1) in the rule template Hazardous-Gas; GitHub corticon/templates.
    """
    inputs = {
        **LANDFILL,
        "deposits": [{"year": 2000, "bulk": 100}, {"year": 2001, "bulk": 0}],
        "doc_bulk": 1,
        "docf_bulk": 1,
        "k_bulk": 0.1,
    }
    line = calculate(SECTOR, inputs)["series"]["ddocm_accumulated"]["values"]["bulk"]
    assert line[0] == pytest.approx(100, abs=1e-9)
    assert line[1] == pytest.approx(90.48, abs=0.005)


@pytest.mark.parametrize(("half_life", "years"), [(6, 20), (3, 10)])
def test_two_wastes_until_nine_tenths_are_gone(half_life: int, years: int) -> None:
    """Waste A with a half-life of 6 years gives 90 % of its gas in 19.92, about 20 years, waste B with 3
    years in 9.96, about 10; exercise 8.2, scribd.com/document/470443368.
    """
    inputs = {
        **LANDFILL,
        "deposits": [
            {"year": 2000, "food": 100, "paper": 100},
            {"year": 2001, "food": 0, "paper": 0},
            {"year": 2030, "food": 0, "paper": 0},
        ],
        "k_food": log(2) / 3,
        "k_paper": log(2) / 6,
    }
    left = remaining(inputs, "paper" if half_life == 6 else "food")
    assert left[years] <= 0.1 < left[years - 1]
    assert left[half_life] == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize("rate", [0.02, 0.057, 0.4])
@pytest.mark.parametrize("delay", [0, 2, 6])
def test_stocks_are_the_sum_over_deposits(rate: float, delay: int) -> None:
    """What is computed from stocks is the sum over the deposits, each decaying on its own from its month M
    on: W DOC DOCf MCF F 16/12 x (what is left at the beginning less what is left at the end of the year).
    """

    def left(deposited: int, end_of: int) -> float:
        """Share of a year's deposit that is left at the end of a year."""
        months = 12 * (end_of - deposited) + 6 - delay
        return exp(-rate * months / 12) if end_of >= deposited else 1.0

    waste = {1990 + at: 40 + 3 * (at % 7) for at in range(20)}
    inputs = {
        **LANDFILL,
        "deposits": [{"year": year, "bulk": tonnes} for year, tonnes in waste.items()]
        + [{"year": 2010, "bulk": 0}, {"year": 2040, "bulk": 0}],
        "doc_bulk": 0.20,
        "docf_bulk": 0.5,
        "k_bulk": rate,
        "delay_months": delay,
    }
    series = calculate(SECTOR, inputs)["series"]["ch4"]
    for at, year in enumerate(series["years"]):
        expected = sum(
            tonnes * 0.20 * 0.5 * 0.5 * 16 / 12 * (left(x, year - 1) - left(x, year))
            for x, tonnes in waste.items()
        )
        assert series["values"]["total_generated"][at] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_year_after_the_last_deposit_says_what_to_enter() -> None:
    inputs = {**LANDFILL, "deposits": [{"year": 2000, "bulk": 100}], "doc_bulk": 0.2, "report_year": 2001}
    found = calculate(SECTOR, inputs)["indicators"]["ch4_generated"]
    assert found["value"] is None
    assert "add a row for it with 0" in found["problems"][0]["message"]
    rows = [*inputs["deposits"], {"year": 2001, "bulk": 0}]
    assert calculate(SECTOR, {**inputs, "deposits": rows})["indicators"]["ch4_generated"]["value"] > 0


def test_nairobi_uncollected() -> None:
    """65 % collected, 15 % managed in controlled facilities, 1072 t/d uncollected (2019), printed by
    UN-Habitat at southsouth-galaxy.org, solution "Waste data collection and monitoring tool for informed
    interventions"; tonnages of UN-Habitat's data overview 2022.
    """
    inputs = {
        "population": 4_397_072,
        "msw_stated_t_d": 3085,
        "recovered_received_t_d": 502.59,
        "recovered_controlled_t_d": 452,
        "disposal_received_t_d": 1561,
        "disposal_controlled_share": 0,
    }
    printed = {
        "collected_share": (0.65, 0.005),
        "sdg_11_6_1": (0.15, 0.005),
        "uncollected_t_d": (1072, 0.5),
        "kg_cap_d": (0.70, 0.005),
    }
    compare(SECTOR, Case("nairobi", "as above", inputs, printed))
