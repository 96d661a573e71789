"""Uncertainty of totals as printed by inventory agencies.

DENMARK: Fuel use and emissions from non-road machinery in Denmark from 1985-2004 - and projections from
2005-2030, Danish Environmental Protection Agency, Environmental Project 1092 (2006), Annex 6: uncertainty
calculation sheets for 2004, www2.mst.dk/Udgiv/publications/2006/87-7052-085-2/html/kap14_eng.htm. The
percentages of the activity are printed without decimals (12, 15, 17, 21); the combined ones, with three, show
what they are: the roots of 150, 225, 300 and 425.
"""

from typing import Any

import pytest

from yport_desktop.sectors.climate_mitigation import SECTOR
from yport_desktop.services.calculate import calculate
from yport_desktop.services.uncertainty_json import uncertainty_json

SOURCES = ("Agriculture", "Forestry", "Industry", "Industry (other)", "Household", "Boats")
ACTIVITY = [n**0.5 for n in (150, 225, 300, 425, 300, 425)]
NOX: dict[str, Any] = {
    "amounts": (11_837, 135, 9_899, 845, 317, 1_040),
    "factor": 25,
    "combined": (27.839, 29.155, 30.414, 32.404, 30.414, 32.404),
    "of_total": (13.689, 0.163, 12.506, 1.138, 0.401, 1.400),
    "overall": 18.634,
    "within": 6e-4,
}
FUEL: dict[str, Any] = {
    "amounts": (13_750, 237, 11_339, 1_123, 4_078, 1_406),
    "factor": 5,
    "combined": (13, 16, 18, 21, 18, 21),
    "of_total": (5.696, 0.117, 6.401, 0.746, 2.302, 0.934),
    "overall": 8.954,
    "within": 6e-4,
}
SO2: dict[str, Any] = {  # tonnes without decimals: 4 t may be 3.5 t
    "amounts": (315, 4, 241, 23, 9, 95),
    "factor": 25,
    "combined": (27.839, 29.155, 30.414, 32.404, 30.414, 32.404),
    "of_total": (12.786, 0.166, 10.654, 1.074, 0.412, 4.473),
    "overall": 17.273,
    "within": 0.04,
}


@pytest.mark.parametrize("sheet", [NOX, FUEL, SO2], ids=["NOx", "fuel", "SO2"])
def test_a_sheet_of_denmark(sheet: dict[str, Any]) -> None:
    rows = [
        {"name": name, "current": amount, "activity_pct": activity, "factor_pct": sheet["factor"]}
        for name, amount, activity in zip(SOURCES, sheet["amounts"], ACTIVITY, strict=True)
    ]
    answer = uncertainty_json({"rows": rows})
    assert answer["uncertainty_pct"] == pytest.approx(sheet["overall"], abs=sheet["within"])
    assert answer["trend_pct"] is None and answer["trend_uncertainty_points"] is None
    for row, combined, share in zip(answer["rows"], sheet["combined"], sheet["of_total"], strict=True):
        rounded = 0.5 if isinstance(combined, int) else 6e-4
        assert row["G_combined_pct"] == pytest.approx(combined, abs=rounded)
        assert 100 * row["H_variance"] ** 0.5 == pytest.approx(share, abs=sheet["within"])


def test_the_same_as_an_inventory_of_a_city() -> None:
    table = [
        {
            "name": name,
            "subsector": "off_road",
            "amount": amount,
            "unit": "t CO2e",
            "activity_pct": activity,
            "factor_pct": NOX["factor"],
        }
        for name, amount, activity in zip(SOURCES, NOX["amounts"], ACTIVITY, strict=True)
    ]
    found = calculate(SECTOR, {"activities": table})["indicators"]
    assert found["uncertainty_pct"]["value"] == pytest.approx(18.634, abs=6e-4)
    assert found["uncertainty_t"]["value"] == pytest.approx(0.18634 * 24_073, abs=0.2)
    assert found["total_co2e"]["high"] - found["total_co2e"]["value"] == pytest.approx(4485.8, abs=0.2)
