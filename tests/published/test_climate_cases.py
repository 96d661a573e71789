"""Inventories, fuel factors, grid margins and changes as others print them.

Sources:

- TOWN: a Japanese town hall's greenhouse gases of FY2011 (平成23年度の温室効果ガス排出量, Rev 2.1),
  expydoc.com, document 7435144: every line of its offices and of its waterworks. GWP 21, 310 and 1,300.
- TAXIS: 自交総連, CO2 of Japanese taxis in FY2005 after the Ministry of the Environment's guideline of
  2007-03, jikosoren.jp/seisaku/co2/co2-3.html.
- CITY_GAS: Tokyo Gas, answer 8954: 2.05 t-CO2/千m3 = 40.0 GJ x 0.0140 t-C/GJ x 44/12; and answer 8963 with
  45 GJ and 0.0136 t-C/GJ.
- GUIDELINE: 環境省 温室効果ガス総排出量算定方法ガイドライン (2007), fuels as in TAXIS: heat, carbon, CO2.
- CEA: Central Electricity Authority of India, CO2 Baseline Database, version 7.0 (January 2012), NEWNE grid,
  as used in a project's calculation (scribd.com, document 179831376).
- YOKOHAMA: City of Yokohama, greenhouse gases of FY2018, preliminary (2020-04-08), relayed by the National
  Institute for Environmental Studies, tenbou.nies.go.jp, news 29234, and by kankyo-business.jp 024793.
"""

from typing import Any

import pytest

from yport_desktop.sectors.climate_mitigation import SECTOR
from yport_desktop.services.calculate import calculate

# name, fuel or source, amount, unit, factor [kg CO2 per unit], printed emission [kg CO2]
OFFICES = [
    ("電力", "electricity", 3_779_554, "kWh", None, 1_787_729.04),
    ("A重油", "own", 423_110, "L", 2.71, 1_146_628.10),
    ("ガソリン", "own", 33_401, "L", 2.32, 77_490.32),
    ("軽油", "own", 7_558, "L", 2.58, 19_499.64),
    ("灯油", "own", 269_317, "L", 2.49, 670_599.33),
    ("LPG", "own", 1_152, "kg", 3.0, 3_456.00),
    ("混合油", "own", 151, "L", 2.32, 350.32),
]
WATERWORKS = [
    ("電力", "electricity", 1_358_409, "kWh", None, 642_527.46),
    ("ガソリン", "own", 3_286, "L", 2.32, 7_623.52),
    ("軽油", "own", 218, "L", 2.58, 562.44),
]
# name, gas, amount [kg], emission printed [kg CO2e]; the refrigerant of cars is stated as CO2e
OFFICE_GASES = [
    ("LPG", "ef_ch4", 0.26, 5.46),
    ("公用車の走行", "ef_ch4", 4.78, 100.38),
    ("LPG", "ef_n2o", 0.01, 3.10),
    ("公用車の走行", "ef_n2o", 9.84, 3_050.40),
]
WATER_GASES = [("公用車の走行", "ef_ch4", 0.32, 6.72), ("公用車の走行", "ef_n2o", 0.71, 220.10)]


def run(**inputs: Any) -> dict[str, Any]:
    return calculate(SECTOR, inputs)


def value(answer: dict[str, Any], key: str) -> float:
    found = answer["indicators"][key]["value"]
    assert found is not None, answer["indicators"][key]
    return float(found)


def town(
    burned: list[tuple[str, str, float, str, float | None, float]],
    gases: list[tuple[str, str, float, float]],
    refrigerant: float,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"name": name, "subsector": "commercial", "carrier": carrier, "amount": amount, "unit": unit}
        | ({} if factor is None else {"ef_co2": factor})
        for name, carrier, amount, unit, factor, _ in burned
    ]
    rows += [
        {"name": f"{name} {gas}", "subsector": "road", "carrier": "own", "amount": kg, "unit": "kg", gas: 1}
        for name, gas, kg, _ in gases
    ]
    rows.append(
        {"name": "HFC", "subsector": "industrial_processes", "amount": refrigerant, "unit": "kg CO2e"}
    )
    return rows


@pytest.mark.parametrize(
    ("burned", "gases", "refrigerant", "printed"),
    [
        (OFFICES, OFFICE_GASES, 637.00, 3_709_549.09),
        (WATERWORKS, WATER_GASES, 91.00, 651_031.24),
    ],
)
def test_a_town_hall_line_by_line(burned: Any, gases: Any, refrigerant: float, printed: float) -> None:
    common: dict[str, Any] = {"electricity_ef": 0.473, "gwp_ch4": 21, "gwp_n2o": 310}
    rows = town(burned, gases, refrigerant)
    lines = [*[line[-1] for line in burned], *[line[-1] for line in gases], refrigerant]
    for row, line in zip(rows, lines, strict=True):
        assert value(run(activities=[row], **common), "total_co2e") == pytest.approx(line / 1000, abs=5.1e-6)
    whole = run(activities=rows, total_stated=printed / 1000, **common)
    assert value(whole, "total_co2e") == pytest.approx(printed / 1000, abs=2e-5)
    assert value(whole, "stated_difference") == pytest.approx(0, abs=2e-5)
    assert not any("total is stated" in problem["message"] for problem in whole["problems"])


def test_taxis_of_japan() -> None:
    """Litres and kg of CO2 per litre; the sum of 451.5 ten thousand tonnes is made of rounded lines."""
    taxis = {"ガソリン": (150_604, 2.32, 34.9), "軽油": (45_149, 2.62, 11.8), "LPG": (2_423_686, 1.67, 404.8)}
    rows = [
        {"name": n, "subsector": "road", "carrier": "own", "amount": kl, "unit": "kL", "ef_co2": 1000 * per_l}
        for n, (kl, per_l, _) in taxis.items()
    ]
    for row, (_, _, printed) in zip(rows, taxis.values(), strict=True):
        assert value(run(activities=[row]), "total_co2e") == pytest.approx(printed * 1e4, abs=500)
    answer = run(activities=rows, total_stated="451.5 万t-CO2")
    assert value(answer, "transport_co2e") == pytest.approx(451.5e4, abs=1000)
    assert abs(value(answer, "stated_difference")) < 1000


@pytest.mark.parametrize(
    ("fuel", "heat_gj", "carbon_kg", "printed"),
    [
        ("ガソリン L", 34.6e-3, 18.3, 2.32),
        ("軽油 L", 38.2e-3, 18.7, 2.62),
        ("LPG kg", 50.2e-3, 16.3, 3.00),
        ("LPG L", 28.0e-3, 16.3, 1.67),
        ("都市ガス m3, 8954", 40.0e-3, 14.0, 2.05),
        ("都市ガス Nm3, 8963", 45e-3, 13.6, 2.244),
    ],
)
def test_factors_of_japanese_fuels(fuel: str, heat_gj: float, carbon_kg: float, printed: float) -> None:
    """An amount of energy with a factor per GJ: heat x carbon x 44/12."""
    row = {
        "name": fuel,
        "subsector": "residential",
        "carrier": "own",
        "amount": heat_gj,
        "unit": "GJ",
        "ef_co2": carbon_kg * 44 / 12,
    }
    assert value(run(activities=[row]), "total_co2e") * 1000 == pytest.approx(printed, abs=0.0051)


def test_combined_margin_of_a_solar_plant_in_india() -> None:
    answer = run(om=0.9842, bm=0.8588, weight_om=0.75, cm_printed=0.9528)
    assert value(answer, "combined_margin") == pytest.approx(0.9528, abs=1e-4)  # 0.95285, printed cut off
    assert not any("misprint" in problem["message"] for problem in answer["problems"])
    row = {"subsector": "energy_industries", "carrier": "electricity", "amount": 5363, "unit": "MWh"}
    saved = run(activities=[row], electricity_ef=0.9528)
    assert value(saved, "total_co2e") == pytest.approx(5109, abs=1)  # 5,109.9, printed cut off


def test_yokohama_in_2018() -> None:
    """1,821 after 1,870; and 1,677 with the fixed factor, 22.3 % less than in the base year FY2013."""
    before = run(base_emissions="1,870万トン-CO2", current_emissions="1,821万トン-CO2")
    assert value(before, "change_pct") == pytest.approx(-2.6, abs=0.05)
    dated = run(current_emissions="1,821万t-CO2", current_year="平成30(2018)年度", stated_change=-2.6)
    assert value(dated, "implied_base") == pytest.approx(1870e4, abs=0.05 / 97.4 * 1870e4)
    fixed = run(current_emissions="1,677万t-CO2", stated_change=-22.3)
    again = run(base_emissions=value(fixed, "implied_base"), current_emissions="1,677 万t-CO2")
    assert value(again, "change_pct") == pytest.approx(-22.3, abs=1e-9)
