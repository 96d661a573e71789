"""One sector's result as the input of another."""

from dataclasses import replace

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.assess import assess
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.domain.linking import with_links
from yport_desktop.domain.sector import Indicator, Input, InputSection, Sector, Source
from yport_desktop.domain.values import Grade, Observed
from yport_desktop.services.calculate import calculate

SOURCE = Source("Arithmetic", "none")


def sector(key: str, asked: Input, factor: float, unit: str) -> Sector:
    doubled = Indicator(
        "made", "Made", unit, "What is made", f"{factor} x {asked.key}", SOURCE,
        compute=lambda values: values[asked.key] * factor, needs=(asked.key,),
    )  # fmt: skip
    return Sector(key, key.title(), (InputSection("all", "All"),), (asked,), (doubled,))


WASTE = sector("waste", Input("tonnes", "Tonnes", "How much", "all", "t/yr"), 2, "t/yr")
LINKED = Input("from_waste", "From waste", "", "all", "kg/yr", linked="waste.made")
CLIMATE = sector("climate", LINKED, 3, "kg/yr")
SECTORS = {s.key: s for s in (WASTE, CLIMATE)}
TEN = {"waste": {"tonnes": Observed(10.0, "t/yr", grade=Grade.C, uncertainty_pct=20.0)}}


def linked(observed: dict[str, dict[str, Observed]], sectors: dict[str, Sector] = SECTORS) -> Observed:
    filled, _ = with_links(sectors, sectors["climate"], lambda s: observed.get(s.key, {}))
    return filled["from_waste"]


def test_value_unit_range_and_grade_come_along() -> None:
    seen = linked(TEN)
    assert (seen.value, seen.unit, seen.grade) == (20_000.0, "kg/yr", Grade.C)
    assert seen.uncertainty_pct == pytest.approx(20.0)
    result = assess(CLIMATE, {"from_waste": seen}).estimates["made"]
    assert result.value == pytest.approx(60_000.0) and result.high == pytest.approx(72_000.0)
    assert result.terms[0].uncertainty_basis == "linked"


def test_without_a_result_it_is_missing_and_never_zero() -> None:
    assert not linked({}).known
    assert not linked(TEN, {"climate": CLIMATE}).known


def test_a_ring_of_links_ends() -> None:
    ring = replace(WASTE, inputs=(replace(WASTE.inputs[0], linked="climate.made"),))
    assert not linked(TEN, {"waste": ring, "climate": CLIMATE}).known


def test_calculate_takes_the_other_sector_along() -> None:
    given = {"sectors": {"waste": {"tonnes": {"value": 10, "uncertainty_pct": 20}}}}
    answer = calculate(CLIMATE, given, SECTORS)
    assert answer["indicators"]["made"]["value"] == pytest.approx(60_000.0)
    assert calculate(CLIMATE, {"from_waste": 5}, SECTORS)["indicators"]["made"]["value"] == 15.0
    with pytest.raises(InvalidEntry):
        calculate(CLIMATE, {**given, "from_waste": 5}, SECTORS)


def test_a_result_of_another_warming_potential_is_pointed_out() -> None:
    sectors = bootstrap.discover().sectors
    climate = sectors["climate_mitigation"]
    taken = Observed(1000.0, "t CO2e/yr", linked="wastewater.co2e_total", settled=(("gwp_ch4", 34.0),))
    said = [str(p) for p in assess(climate, {"wastewater_co2e": taken}).problems]
    assert any("computed with 34 as GWP of methane, this sector with 28" in text for text in said)
    same = assess(climate, {"wastewater_co2e": taken, "gwp_set": Observed("34_298")}).problems
    assert not any("GWP of methane" in str(p) for p in same)
