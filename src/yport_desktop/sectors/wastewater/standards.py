"""Effluent standards as a dated table: what may be discharged, by standard, class and parameter.

Only limits that were found stand here; a parameter without a row has no known limit, and no judgement.
Dates are ISO texts; empty where they are not at hand.
"""

from dataclasses import dataclass

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

# Parameters with the unit in which they are measured and limited.
PARAMETERS: dict[str, str] = {
    "bod": N_("BOD [mg/L]"),
    "cod": N_("COD [mg/L]"),
    "tss": N_("TSS [mg/L]"),
    "oil": N_("Oil and grease [mg/L]"),
    "surfactants": N_("Surfactants [mg/L]"),
    "colour": N_("Colour [colour units]"),
    "ph": N_("pH"),
    "ammonia": N_("Ammonia, as nitrogen [mg/L]"),
    "nitrate": N_("Nitrate, as nitrogen [mg/L]"),
    "total_nitrogen": N_("Total nitrogen [mg/L]"),
    "phosphate": N_("Phosphate, as phosphorus [mg/L]"),
    "total_phosphorus": N_("Total phosphorus [mg/L]"),
    "coliforms": N_("Faecal coliforms [MPN/100 mL]"),
    "sulphide": N_("Sulphide [mg/L]"),
    "tds": N_("Dissolved solids [mg/L]"),
}

# Units in which a concentration may be entered, in mg/L; what is not a concentration has one unit only.
CONCENTRATIONS: dict[str, float] = {"mg/L": 1.0, "g/L": 1000.0, "µg/L": 0.001}
NO_CONCENTRATION = frozenset({"colour", "ph", "coliforms"})


@dataclass(frozen=True)
class Limit:
    """What a parameter must lie between; None where that side is not limited."""

    parameter: str
    low: float | None
    high: float | None
    note: str = ""


@dataclass(frozen=True)
class Standard:
    """A class of an effluent standard, with its period of force and the limits that are at hand."""

    key: str
    label: str
    country: str
    source: Source
    limits: tuple[Limit, ...] = ()
    in_force_from: str = ""
    in_force_to: str = ""
    note: str = ""


_DAO = Source(
    "DENR Administrative Order 2016-08 (limits as carried in public code repositories; the order itself not "
    "checked)",
    "scribd 536333933; scribd 548453562",
    "2016",
    "secondary",
)
_DAO_NOTE = N_(
    "The limits are from a secondary source. DAO 2021-19 of 30 June 2021 updated the order; its limits for "
    "ammonia, phosphate and coliforms are not at hand. Confirm limits and units in the orders."
)
_QCVN_2025 = Source(
    "Circular 05/2025/TT-BTNMT of 28 February 2025, QCVN 14:2025/BTNMT",
    "vanban123.vn; hethongphapluat.com; cokhimoitruong.com.vn",
    "2025",
    "secondary",
)
_QCVN_NOTE = N_(
    "In force from 1 September 2025 (secondary source); the limits are not at hand. Installations already "
    "operating may stay on QCVN 14:2008 until 31 December 2031. Enter the limits from the regulation."
)
_PH_NOTE = N_("another copy gives 9.5 as the upper limit: settle from the order")

STANDARDS: dict[str, Standard] = {
    standard.key: standard
    for standard in (
        Standard(
            "ph_dao_2016_08_c",
            N_("Philippines: DAO 2016-08, class C"),
            "Philippines",
            _DAO,
            (
                Limit("bod", None, 50.0),
                Limit("cod", None, 100.0),
                Limit("tss", None, 100.0),
                Limit("oil", None, 5.0),
                Limit("surfactants", None, 15.0),
                Limit("colour", None, 150.0),
                Limit("ph", 6.0, 9.0, _PH_NOTE),
            ),
            note=_DAO_NOTE,
        ),
        Standard(
            "ph_dao_2016_08_b",
            N_("Philippines: DAO 2016-08, class B"),
            "Philippines",
            _DAO,
            (Limit("bod", None, 30.0), Limit("cod", None, 60.0), Limit("tss", None, 70.0)),
            note=_DAO_NOTE,
        ),
        *(
            Standard(
                f"vn_qcvn_14_2025_{name.lower()}",
                label,
                "Viet Nam",
                _QCVN_2025,
                in_force_from="2025-09-01",
                note=_QCVN_NOTE,
            )
            for name, label in (
                ("A", N_("Viet Nam: QCVN 14:2025, column A")),
                ("B", N_("Viet Nam: QCVN 14:2025, column B")),
                ("C", N_("Viet Nam: QCVN 14:2025, column C")),
            )
        ),
    )
}
OWN = "own"
CHOICES = (
    *((key, standard.label) for key, standard in STANDARDS.items()),
    (OWN, N_("Another standard: limits entered below")),
)
