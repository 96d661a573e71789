"""Organic loads and methane of wastewater as printed by others."""

import pytest

from yport_desktop.sectors.wastewater import SECTOR

from .case import Case, compare

GREEN_OFFICE = (
    "Pibulsongkram Rajabhat University library, green office greenhouse gas sheet 2564 BE (2021), data of "
    "2563 BE: methane of toilet tanks without aeration, 0.2 x (W x COD - S); "
    "library.psru.ac.th/greenoffice/file/GHG-2564.files/sheet003.htm"
)
# Wastewater [m3] and methane [kg] by month as printed, then the year; 0.12 kg COD/m3.
MONTHS = (
    (58.4, 1.4016, 5e-5),
    (68.8, 1.6512, 5e-5),
    (129.6, 3.11, 0.005),
    (229.6, 5.51, 0.005),
    (74.4, 1.786, 5e-4),
    (42.4, 1.018, 5e-4),
    (38.4, 0.922, 5e-4),
    (133.6, 3.206, 5e-4),
    (775.2, 18.6, 0.05),
)

CASES = (
    Case(
        "ecam_v2_japan",
        "ECAM, example city (Japan, 80,000 people served, 42 g BOD/cap/d, 2019), wwt_bod_infl and "
        "wwt_bod_effl; GitHub icra/ecam, help_pdf/ECAMV2 Example.json",
        {
            "population": 80_000,
            "region": "japan",
            "share_aerobic": 100,
            "treatment_level": "tertiary",
        },
        {"tow_total": (1_226_400, 1e-6), "bod_discharged_t_d": (122.640 / 365, 1e-9)},
    ),
    # The load is COD here: with 0.25 kg CH4/kg COD x 0.8, or with the factor 0.2 as the sheet has it.
    *(
        Case(
            f"green_office_{flow}_m3_{name}",
            GREEN_OFFICE,
            {
                "bod_stated_t_yr": {"value": flow * 0.12, "unit": "kg/yr"},
                "share_septic": 100,
                "f_septic": 0,
                **factors,
            },
            {"ch4_septic": (methane, half)},
        )
        for flow, methane, half in MONTHS
        for name, factors in (
            ("by_factor", {"ef_ch4_septic": 0.2}),
            ("by_capacity", {"bo": 0.25, "mcf_septic": 0.8}),
        )
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_published_case(case: Case) -> None:
    compare(SECTOR, case)
