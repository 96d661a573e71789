"""Solid waste: what is asked about as unusual, and how wide a default is."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Coefficient, Input, InputKind
from yport_desktop.sectors import solid_waste
from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.sectors.solid_waste.factors import CLIMATES, COMPOSITION_BASES, GUIDELINES, MATERIALS
from yport_desktop.sectors.solid_waste.peers import CITIES
from yport_desktop.sectors.solid_waste.what_a_waste import PEERS
from yport_desktop.services.calculate import calculate, read_inputs

QUANTITIES = [asked for asked in SECTOR.inputs if asked.kind is InputKind.QUANTITY]
TABLES = [asked for asked in SECTOR.inputs if asked.kind is InputKind.TABLE]
ALL_USUAL = {"disposal_controlled_share"}  # cities report 0 % and 100 %
COLUMNS_ALL_USUAL = {
    "msw_history.fraction_to_disposal",
    "population_history.fraction_to_disposal",
    "treatment_shares.share",
    "sample_strata.share",
    *(f"{t.key}.{c.key}" for t in TABLES if t.key.startswith("site_shares") for c in t.columns[1:]),
}
# The decay of carbon alone, as the table prints it: nothing that is deposited anywhere.
CARBON_ALONE = "fod_table_3A1_1"


def unusual(inputs: dict[str, Any]) -> list[str]:
    messages = [problem["message"] for problem in calculate(SECTOR, inputs)["problems"]]
    return [m for m in messages if "unusually" in m or "outside of what is expected" in m]


def examples() -> list[dict[str, Any]]:
    path = Path(solid_waste.__file__).parent / "examples.toml"
    with path.open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["example"]
    return found


def defaults(asked: Input) -> Iterator[Coefficient]:
    """Every default that may stand in for an input, whatever is chosen."""
    if isinstance(asked.default, Coefficient):
        yield asked.default
    if asked.default_for is not None:
        for choice, options in (
            ("climate", CLIMATES),
            ("guideline", GUIDELINES),
            ("composition_basis", COMPOSITION_BASES),
            ("gwp_set", SECTOR.input("gwp_set").choices),
        ):
            found = (asked.default_for({choice: key}) for key, _ in options)
            yield from (default for default in found if default is not None)


def narrower(
    plausible: tuple[float | None, float | None], possible: tuple[float | None, float | None]
) -> bool:
    return any(usual is not None and usual != end for usual, end in zip(plausible, possible, strict=True))


@pytest.mark.parametrize("asked", QUANTITIES, ids=lambda asked: asked.key)
def test_what_is_unusual_is_asked_about_and_no_default_is(asked: Input) -> None:
    low, high = asked.plausible
    assert low is not None and high is not None and low < high
    least, most = asked.possible
    assert least is not None and least <= low and (most is None or high <= most)
    assert narrower(asked.plausible, asked.possible) == (asked.key not in ALL_USUAL)
    assert all(low <= default.value <= high for default in defaults(asked))


def test_columns_of_numbers_ask_too() -> None:
    silent = {
        f"{table.key}.{column.key}"
        for table in TABLES
        for column in table.columns
        if column.kind in ("number", "year") and not narrower(column.plausible, column.possible)
    }
    assert silent == COLUMNS_ALL_USUAL


def test_no_worked_example_is_unusual() -> None:
    found = {example["id"]: unusual(example["inputs"]) for example in examples()}
    assert len(found.pop(CARBON_ALONE)) == 2
    assert not any(found.values()), found


def test_no_city_of_the_overviews_is_unusual() -> None:
    for city in CITIES:
        share = {"value": city.disposal_controlled_share, "unit": "fraction"}
        assert not unusual(
            {
                "population": city.population,
                "household_t_d": city.household_t_d,
                "non_household_t_d": city.non_household_t_d,
                "msw_stated_t_d": city.msw_t_d,
                "rate_stated_kg_cap_d": city.printed_kg_cap_d,
                "disposal_received_t_d": city.disposal_received_share * city.msw_t_d,
                "disposal_controlled_share": share,
                "recovered_received_t_d": city.recovered_with_rejects_t_d,
                "recovered_controlled_t_d": city.recovered_controlled_t_d,
                "coverage_by_waste": min(100 * city.printed_collected_share, 100),
            }
        ), city.city
    for peer in PEERS:
        shares = {
            f"coverage_by_{kind}": 100 * peer.values[f"coverage_{kind}"]
            for kind in ("population", "waste")
            if f"coverage_{kind}" in peer.values
        }
        assert peer.population is not None
        assert not unusual(
            {"population": peer.population, "msw_stated_t_d": peer.values["msw_t_d"], **shares}
        ), peer.city


# What a Waste 2.0, city-level data file; year of the figures not given.
@pytest.mark.parametrize(
    "shares",
    [
        {"food": 34.56, "paper": 25.64, "plastics": 11.88, "metal": 0.76, "glass": 1.19, "garden": 9.43},
        {"food": 67, "paper": 4, "plastics": 15, "metal": 1, "glass": 1, "other": 12},
        {"food": 69, "paper": 3, "plastics": 16, "metal": 0.2, "rubber": 1.1, "wood": 1, "other": 10.8},
    ],
    ids=("Yokohama", "Cebu", "Ho Chi Minh City"),
)
def test_no_composition_of_a_known_city_is_unusual(shares: dict[str, float]) -> None:
    assert not unusual({f"composition_{fraction}": share for fraction, share in shares.items()})


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"coverage_by_population": 0.95}, "Coverage by population: 0.95 % is unusually low"),
        ({"composition_metal": 42}, "Share of metal: 42 % is unusually high"),
        ({"tipping_fee": {"value": 700, "unit": "USD/t"}}, "Tipping fee: 700 USD/t is unusually high"),
        ({"k_food": 0.9}, "at most 0.7 is expected (2006 IPCC Guidelines"),
        ({"mcf_unmanaged_deep": 0.4}, "MCF, unmanaged, deep: 0.4 fraction is unusually low"),
        ({"recycling_target_year": 1930}, "Year of the recycling target: 1930"),
        ({"msw_history": [[2000, 120_000, 0.9]]}, "Municipal waste: 120,000 Gg/yr is unusually high"),
        ({"recovery": [[2019, 0.2], [2020, 300]]}, "Methane recovered: 300 Gg/yr is unusually high"),
        ({"campaign": [["Feb", -3, 28]]}, "Reduction: −3 t/d is unusually low"),
    ],
)
def test_a_slip_is_asked_about(inputs: dict[str, Any], said: str) -> None:
    (message,) = unusual(inputs)
    assert said in message


def test_a_fee_is_judged_in_its_own_currency() -> None:
    assert not unusual({"tipping_fee": {"value": 700, "unit": "PHP/t"}})
    assert not unusual({"tipping_fee": {"value": 40_000, "unit": "JPY/t"}})


def test_a_decay_rate_is_as_uncertain_as_the_table_prints() -> None:
    """The wider side of each printed range, in per cent of the default."""
    printed = {  # tropical, moist and wet
        "food": 75,
        "sludge": 75,
        "garden": 100 * 0.03 / 0.17,
        "nappies": 100 * 0.03 / 0.17,
        "paper": 100 * 0.015 / 0.07,
        "textiles": 100 * 0.015 / 0.07,
        "wood": 100 * 0.015 / 0.035,
        "industrial": 100 * 0.03 / 0.17,
        "bulk": 100 * 0.03 / 0.17,
    }
    assert printed.keys() == MATERIALS.keys()
    for material, width in printed.items():
        made = SECTOR.input(f"k_{material}").default_for
        assert made is not None
        default = made({"climate": "tropical_wet"})
        assert default is not None and default.uncertainty_pct == pytest.approx(width)
        assert default.source.locator == "chapter 3, Table 3.3"
        assert all(d.uncertainty_pct for d in defaults(SECTOR.input(f"k_{material}")))


def test_the_range_of_landfill_methane_uses_that_width() -> None:
    inputs = {
        "msw_history": [[2000, 100, 0.9], [2020, 220, 0.7]],
        "site_shares": [[2000, 100]],
        "gas_recovery": "none",
        "composition_basis": "sea_2019",
        "composition_nappies": 0,
    }
    observed, _ = read_inputs(SECTOR, inputs)
    terms = {term.key: term for term in assess(SECTOR, observed).estimates["ch4_generated"].terms}
    assert terms["k_food"].uncertainty_pct == pytest.approx(75)
    assert terms["k_food"].uncertainty_basis == "factor"
    assert terms["doc_food"].uncertainty_basis == "grade"  # no range of the table is at hand
