"""Defaults of this sector: each with value, unit, source, status, and its range as an uncertainty.

Where the source prints a range, the wider side is taken as the half width of the 95 % interval.
"""

from collections.abc import Callable, Mapping
from typing import Any

from yport_desktop.domain.bounds import Bounds
from yport_desktop.domain.sector import Coefficient, Source
from yport_desktop.domain.text import N_

from .pathways import PATHWAYS, TABLE_6_3
from .sources import ECAM_N2O_TABLE, ECAM_TABLE, ipcc, printed_in

Chooser = Callable[[Mapping[str, Any]], Coefficient | None]
WIDER_SIDE = N_("the wider side of the printed range is taken as its uncertainty")


def _ranged(
    key: str,
    label: str,
    value: float,
    ends: tuple[float, float] | None,
    unit: str,
    source: Source,
    note: str = "",
) -> Coefficient:
    width = None
    if ends is not None and value:
        width = round(max(abs(ends[1] - value), abs(value - ends[0])) / value * 100, 6)
    return Coefficient(key, label, value, unit, source, width, note or (WIDER_SIDE if width else ""))


REGIONS = (
    ("south_east_asia", N_("South and South-East Asia")),
    ("japan", N_("Japan")),
    ("other_asia", N_("Other Asia, Middle East, Latin America")),
)
LEVELS = (
    ("primary", N_("primary")),
    ("secondary", N_("primary and secondary")),
    ("tertiary", N_("primary, secondary and tertiary")),
)
SLUDGES = (
    ("mechanical", N_("mechanical treatment, primary sludge")),
    ("primary_aerobic", N_("aerobic with primary treatment; sludge untreated or treated aerobically")),
    ("primary_digested", N_("aerobic with primary treatment and anaerobic digestion of sludge")),
    ("without_primary", N_("aerobic without separate primary treatment")),
)
WATERS = (
    ("any", N_("not distinguished (Tier 1)")),
    ("river", N_("rivers: other than reservoirs, lakes and estuaries (Tier 2)")),
    ("lake", N_("reservoirs, lakes and estuaries (Tier 2)")),
)
WATER_STATES = (
    ("normal", N_("fresh, estuarine or marine water (Tier 1)")),
    ("eutrophic", N_("nutrient-impacted or hypoxic water (Tier 3)")),
)


def _by(choice: str, chosen: Mapping[str, Coefficient]) -> Chooser:
    """Chooses a coefficient by the answer to another question."""
    return lambda known: chosen.get(str(known.get(choice)))


def _bod(value: float, low: float, high: float) -> Coefficient:
    return _ranged("bod_per_person", N_("BOD per person"), value, (low, high), "g/cap/d", ipcc("Table 6.4"))


BOD_DEFAULT = _by(
    "region",
    {
        "south_east_asia": _bod(40.0, 35.0, 45.0),
        "japan": _bod(42.0, 40.0, 45.0),
        "other_asia": _bod(40.0, 35.0, 45.0),
    },
)
_EATEN = N_("Share of the protein supply that is eaten")
PROTEIN_EATEN_DEFAULT = _by(
    "region",
    {
        "south_east_asia": Coefficient("protein_eaten", _EATEN, 0.96, "fraction", ipcc("Table 6.10a")),
        "japan": Coefficient(
            "protein_eaten",
            _EATEN,
            0.86,
            "fraction",
            ipcc("Table 6.10a"),
            note=N_("the table's figure for industrialised Asia"),
        ),
    },
)
NON_CONSUMED_DEFAULT = _by(
    "region",
    {
        "south_east_asia": Coefficient(
            "f_non_con",
            N_("Nitrogen of food not eaten but washed down (F_NON-CON)"),
            1.02,
            "factor",
            ipcc("Table 6.10a"),
            note=N_("1 where food waste goes to solid waste"),
        )
    },
)
K_REM_DEFAULT = _by(
    "sludge_kind",
    {
        kind: _ranged(
            "k_rem",
            N_("Organics in dry sludge (K_rem)"),
            value,
            ends,
            "kg BOD/kg",
            ipcc("Table 6.6a (new)"),
        )
        for kind, value, ends in (
            ("mechanical", 0.5, (0.4, 0.6)),
            ("primary_aerobic", 0.8, (0.65, 0.95)),
            ("primary_digested", 1.0, (0.8, 1.2)),
            ("without_primary", 1.16, (1.0, 1.5)),
        )
    },
)

DAYS = Coefficient("days_per_year", N_("Days in the year"), 365.0, "days", ipcc("equation 6.3"))
BO = Coefficient(
    "bo", N_("Methane producing capacity (Bo)"), 0.6, "kg CH4/kg BOD", ipcc("Table 6.2; BOD basis")
)
I_COLL = Coefficient(
    "i_coll",
    N_("Industrial organics in collected wastewater (I)"),
    1.25,
    "factor",
    ipcc("equation 6.3A"),
    note=N_("1.0 where wastewater is not collected"),
)
F_SEPTIC = Coefficient(
    "f_septic", N_("Septic tanks emptied as instructed (F)"), 0.5, "fraction", ipcc("equation 6.3C")
)
SEPTIC_REMOVED = Coefficient(
    "septic_removed",
    N_("Organics removed with the sludge of a tank emptied as instructed"),
    0.5,
    "fraction",
    ipcc("equation 6.3C"),
)
F_NPR = _ranged(
    "f_npr", N_("Nitrogen in protein"), 0.16, (0.15, 0.17), "fraction", ipcc("equation 6.10; Table 6.11")
)
N_HH = Coefficient("n_hh", N_("Nitrogen of household products (N_HH)"), 1.1, "factor", ipcc("equation 6.10"))
F_IND_COM = _ranged(
    "f_ind_com",
    N_("Nitrogen of industry and commerce, collected (F_IND-COM)"),
    1.25,
    (1.0, 1.5),
    "factor",
    ipcc("chapter 6 text; Table 6.11"),
)
F_IND_COM_ON_SITE = Coefficient(
    "f_ind_com_on_site",
    N_("Nitrogen of industry and commerce, not collected (F_IND-COM)"),
    1.0,
    "factor",
    ipcc("chapter 6 text", "derived"),
    0.0,
    N_(
        "The chapter prints 0 for decentralised systems. As a multiplier that would remove all nitrogen; it "
        "is read here as nothing added, a factor of 1."
    ),
)


def mcf_default(key: str) -> Coefficient:
    """Methane correction factor of a pathway. Raises TypeError for one without methane of its own."""
    value, low, high = _mcf(key)
    source = ECAM_TABLE if key == "septic_field" else ipcc(TABLE_6_3)
    return _ranged(f"mcf_{key}", PATHWAYS[key].label, value, (low, high), "fraction", source)


def mcf_range(key: str) -> Bounds:
    """The printed range of a methane correction factor. Raises TypeError as above."""
    return _mcf(key)[1:]


def _mcf(key: str) -> tuple[float, float, float]:
    found = PATHWAYS[key].mcf
    if found is None:
        raise TypeError(key)
    return found


# EF as printed; with the rounded MCF of Tier 1, Bo x MCF would be 0.066.
_DISCHARGE: dict[str, tuple[float, float, float, float]] = {
    "any": (0.068, 0.11, 0.004, 0.27),
    "river": (0.021, 0.035, 0.004, 0.06),
    "lake": (0.114, 0.19, 0.08, 0.27),
}
# The printed MCF, each times Bo.
EF_DISCHARGE_RANGE = (0.0024, 0.162)
EF_DISCHARGE_DEFAULT = _by(
    "discharge_water",
    {
        water: Coefficient(
            "ef_ch4_discharge",
            N_("Methane from discharged organics"),
            ef,
            "kg CH4/kg BOD",
            ipcc(TABLE_6_3),
            round(max(high - mcf, mcf - low) / mcf * 100, 6),
            WIDER_SIDE,
        )
        for water, (ef, mcf, low, high) in _DISCHARGE.items()
    },
)
EF_N2O_DISCHARGE_RANGE = (0.0005, 0.091)  # of both states of the water
EF_N2O_DISCHARGE_DEFAULT = _by(
    "discharge_state",
    {
        state: _ranged(
            "ef_n2o_discharge",
            N_("N2O-N from discharged nitrogen"),
            value,
            ends,
            "kg N2O-N/kg N",
            ipcc("Table 6.8a (new)"),
        )
        for state, value, ends in (
            ("normal", 0.005, (0.0005, 0.075)),
            ("eutrophic", 0.019, (0.0041, 0.091)),
        )
    },
)
# Groups that share an N2O factor, with their default and its printed range; the field's is not at hand.
N2O_GROUPS: dict[str, tuple[str, float, tuple[float, float] | None]] = {
    "aerobic": (N_("N2O-N, centralised aerobic plant"), 0.016, (0.00016, 0.045)),
    "anaerobic": (N_("N2O-N, anaerobic reactor or lagoon"), 0.0, (0.0, 0.001)),
    "septic": (N_("N2O-N, septic tank"), 0.0, (0.0, 0.001)),
    "septic_field": (N_("N2O-N, septic tank with land dispersal field"), 0.0045, None),
    "latrine": (N_("N2O-N, latrine"), 0.0, (0.0, 0.001)),
}


def n2o_default(group: str) -> Coefficient:
    """N2O-N per kg of nitrogen treated."""
    label, value, ends = N2O_GROUPS[group]
    source = ECAM_N2O_TABLE if group == "septic_field" else ipcc("Table 6.8a (new)")
    return _ranged(f"ef_n2o_{group}", label, value, ends, "kg N2O-N/kg N", source)


def n2o_range(group: str) -> tuple[Bounds, str]:
    """The usual N2O-N per kg of nitrogen treated, and where it is printed ("" for nowhere)."""
    ends = N2O_GROUPS[group][2]
    return ((0.0, 0.02), "") if ends is None else (ends, printed_in("Table 6.8a"))


_LEVEL_CHOICE = {"aerobic": "treatment_level", "anaerobic": "treatment_level_anaerobic"}
_OUTSIDE = N_("the printed range 0.50-0.60 does not include the default")
# Groups with their labels and removals: by level of treatment (a mapping), or one figure.
ORGANICS_REMOVED: dict[str, tuple[str, Any]] = {
    "aerobic": (N_("Organics removed, aerobic plant (TOW_rem)"), "level"),
    "anaerobic": (N_("Organics removed, reactor or lagoon (TOW_rem)"), "level"),
    "septic": (N_("Organics removed, septic tank (TOW_rem)"), (0.625, (0.5, 0.6))),
    "latrine_family": (N_("Organics removed, dry family latrine (TOW_rem)"), (0.1, (0.05, 0.15))),
    "latrine_communal": (N_("Organics removed, dry communal latrine (TOW_rem)"), (0.5, (0.4, 0.6))),
    "latrine_wet": (N_("Organics removed, wet latrine (TOW_rem)"), (0.7, (0.7, 1.0))),
    "untreated": (N_("Organics removed, untreated (TOW_rem)"), (0.0, (0.0, 0.1))),
}
NITROGEN_REMOVED: dict[str, tuple[str, Any]] = {
    "aerobic": (N_("Nitrogen removed, aerobic plant (N_rem)"), "level"),
    "anaerobic": (N_("Nitrogen removed, reactor or lagoon (N_rem)"), "level"),
    "septic": (N_("Nitrogen removed, septic tank (N_rem)"), (0.15, (0.10, 0.25))),
    "septic_field": (N_("Nitrogen removed, tank with dispersal field (N_rem)"), (0.68, (0.62, 0.73))),
    "latrine": (N_("Nitrogen removed, latrine (N_rem)"), (0.12, (0.07, 0.21))),
    "untreated": (N_("Nitrogen removed, untreated (N_rem)"), (0.0, None)),
}
_BY_LEVEL: dict[str, tuple[tuple[str, float, tuple[float, float]], ...]] = {
    "tow_rem": (
        ("primary", 0.40, (0.25, 0.50)),
        ("secondary", 0.85, (0.80, 0.90)),
        ("tertiary", 0.90, (0.80, 0.95)),
    ),
    "n_rem": (
        ("primary", 0.10, (0.05, 0.20)),
        ("secondary", 0.40, (0.35, 0.55)),
        ("tertiary", 0.80, (0.45, 0.85)),
    ),
}


def removal_defaults(quantity: str, group: str) -> tuple[Coefficient | None, Chooser | None]:
    """Default of "tow_rem" or "n_rem" of a group: one figure, or a choice by the level of treatment."""
    label, given = (ORGANICS_REMOVED if quantity == "tow_rem" else NITROGEN_REMOVED)[group]
    table = ipcc("Table 6.6b (new)" if quantity == "tow_rem" else "Table 6.10c (new)")
    key = f"{quantity}_{group}"
    if given == "level":
        chosen = {
            level: _ranged(key, label, value, ends, "fraction", table)
            for level, value, ends in _BY_LEVEL[quantity]
        }
        return None, _by(_LEVEL_CHOICE[group], chosen)
    value, ends = given
    note = _OUTSIDE if key == "tow_rem_septic" else ""
    return _ranged(key, label, value, ends, "fraction", table, note), None


def removal_range(quantity: str, group: str) -> tuple[Bounds, str]:
    """The usual removal, over all levels of treatment, and where it is printed ("" for nowhere).

    It holds the default, also where the printed range does not.
    """
    given = (ORGANICS_REMOVED if quantity == "tow_rem" else NITROGEN_REMOVED)[group][1]
    rows = [(value, ends) for _, value, ends in _BY_LEVEL[quantity]] if given == "level" else [given]
    if any(ends is None for _, ends in rows):
        return (0.0, 0.1), ""
    lowest = min(min(value, *ends) for value, ends in rows)
    highest = max(max(value, *ends) for value, ends in rows)
    return (lowest, highest), printed_in("Table 6.6b" if quantity == "tow_rem" else "Table 6.10c")
