"""Default factors of the first-order decay model and default compositions, each with its source."""

from collections.abc import Callable, Mapping
from typing import Any

from yport_desktop.domain.sector import Coefficient, Source
from yport_desktop.domain.text import N_

from .sources import WASTE_WISE_CITIES, ipcc_2006, ipcc_2019

GUIDELINES = (("2019R", N_("IPCC 2019 Refinement")), ("2006", N_("IPCC 2006 Guidelines")))
CLIMATES = (
    ("tropical_wet", N_("tropical, moist and wet (at least 1000 mm/yr)")),
    ("tropical_dry", N_("tropical, dry (less than 1000 mm/yr)")),
    ("temperate_wet", N_("boreal and temperate, wet")),
    ("temperate_dry", N_("boreal and temperate, dry")),
)
_CLIMATE_ORDER = ("temperate_dry", "temperate_wet", "tropical_dry", "tropical_wet")

# Materials of the decay model, in the order of the IPCC workbook, then bulk waste.
MATERIALS: dict[str, str] = {
    "food": N_("Food"),
    "garden": N_("Garden and park"),
    "paper": N_("Paper and cardboard"),
    "wood": N_("Wood and straw"),
    "textiles": N_("Textiles"),
    "nappies": N_("Nappies"),
    "sludge": N_("Sewage sludge"),
    "industrial": N_("Industrial waste"),
    "bulk": N_("Bulk municipal waste"),
}
COMPOSITION_MATERIALS = ("food", "garden", "paper", "wood", "textiles", "nappies")

Range = tuple[float, float]
# Table 3.3 of the 2006 Guidelines, 1/yr, each default with its printed range: boreal and temperate dry, wet;
# tropical dry, moist and wet. Ranges as read in GitHub USEPA/lfg-calc-py, IPCC_Waste_specific_k-values.csv.
_K_GROUPS: dict[str, tuple[tuple[tuple[float, Range], ...], tuple[str, ...]]] = {
    N_("paper and textiles"): (
        ((0.04, (0.03, 0.05)), (0.06, (0.05, 0.07)), (0.045, (0.04, 0.06)), (0.07, (0.06, 0.085))),
        ("paper", "textiles"),
    ),
    N_("wood and straw"): (
        ((0.02, (0.01, 0.03)), (0.03, (0.02, 0.04)), (0.025, (0.02, 0.04)), (0.035, (0.03, 0.05))),
        ("wood",),
    ),
    N_("garden, park and other non-food putrescible; nappies"): (
        ((0.05, (0.04, 0.06)), (0.10, (0.06, 0.10)), (0.065, (0.05, 0.08)), (0.17, (0.15, 0.20))),
        ("garden", "nappies"),
    ),
    N_("food waste and sewage sludge"): (
        ((0.06, (0.05, 0.08)), (0.185, (0.10, 0.20)), (0.085, (0.07, 0.10)), (0.40, (0.17, 0.70))),
        ("food", "sludge"),
    ),
    N_("bulk waste"): (
        ((0.05, (0.04, 0.06)), (0.09, (0.08, 0.10)), (0.065, (0.05, 0.08)), (0.17, (0.15, 0.20))),
        ("bulk", "industrial"),
    ),
}
_DOC = {
    "food": (0.15, "chapter 2, Table 2.4"),
    "garden": (0.20, "chapter 2, Table 2.4"),
    "paper": (0.40, "chapter 2, Table 2.4"),
    "wood": (0.43, "chapter 2, Table 2.4"),
    "textiles": (0.24, "chapter 2, Table 2.4"),
    "nappies": (0.24, "chapter 2, Table 2.4"),
    "sludge": (0.05, "waste model workbook, Parameters sheet"),
    "industrial": (0.15, "waste model workbook, Parameters sheet"),
}
# What would be unusual of DOC and DOCf, whatever the guideline: judgement of engineers, not printed ranges.
CARBON_PLAUSIBLE: dict[str, tuple[Range, Range]] = {
    "food": ((0.08, 0.25), (0.4, 0.9)),
    "garden": ((0.1, 0.3), (0.2, 0.9)),
    "paper": ((0.3, 0.5), (0.2, 0.8)),
    "wood": ((0.3, 0.55), (0.05, 0.6)),
    "textiles": ((0.15, 0.45), (0.2, 0.7)),
    "nappies": ((0.1, 0.35), (0.2, 0.7)),
    "sludge": ((0.02, 0.3), (0.3, 0.9)),
    "industrial": ((0.01, 0.5), (0.1, 0.9)),
    "bulk": ((0.05, 0.3), (0.3, 0.8)),
}
_DOCF_2019 = {
    "food": 0.7,
    "garden": 0.7,
    "paper": 0.5,
    "textiles": 0.5,
    "nappies": 0.5,
    "wood": 0.1,
    "bulk": 0.5,
    "sludge": 0.7,
    "industrial": 0.7,
}

_WIDER_SIDE = N_("the wider side of the printed range is taken as its uncertainty")
_WIDER_SIDE_TROPICAL = N_(
    "indicative for tropical sites; the wider side of the printed range is taken as its uncertainty"
)

Chooser = Callable[[Mapping[str, Any]], Coefficient | None]


def _k_row(material: str) -> tuple[str, tuple[tuple[float, Range], ...]]:
    return next((name, row) for name, (row, members) in _K_GROUPS.items() if material in members)


def k_default(material: str) -> Chooser:
    """Chooses the decay rate (1/yr) of a material by the climate; its uncertainty is the printed range."""
    group, row = _k_row(material)
    by_climate = {
        climate: Coefficient(
            f"k_{material}",
            group,
            value,
            "1/yr",
            ipcc_2006("chapter 3, Table 3.3"),
            round(100 * max(value - low, high - value) / value, 6),
            _WIDER_SIDE_TROPICAL if climate.startswith("trop") else _WIDER_SIDE,
        )
        for climate, (value, (low, high)) in zip(_CLIMATE_ORDER, row, strict=True)
    }
    return lambda known: by_climate.get(str(known.get("climate")))


def k_printed(material: str) -> Range:
    """The lowest and the highest decay rate (1/yr) printed for a material, over all climates."""
    _, row = _k_row(material)
    return min(low for _, (low, _) in row), max(high for _, (_, high) in row)


def doc_default(material: str) -> Coefficient | None:
    """Degradable organic carbon, fraction of wet weight; bulk waste has none: it hangs on its mix."""
    if material not in _DOC:
        return None
    value, place = _DOC[material]
    return Coefficient(f"doc_{material}", MATERIALS[material], value, "fraction", ipcc_2006(place))


def docf_default(material: str) -> Chooser:
    """Chooses the fraction of DOC that decomposes by the guideline."""
    workbook = material in ("sludge", "industrial")
    place = "waste model workbook, default setting" if workbook else "chapter 3, Table 3.0"
    label = MATERIALS[material]
    chosen = {
        "2006": Coefficient(
            f"docf_{material}", label, 0.5, "fraction", ipcc_2006("waste model workbook, Parameters sheet")
        ),
        "2019R": Coefficient(f"docf_{material}", label, _DOCF_2019[material], "fraction", ipcc_2019(place)),
    }
    return lambda known: chosen.get(str(known.get("guideline")))


# Site types with the methane correction factor; True: introduced by the 2019 Refinement.
SITE_TYPES: dict[str, tuple[str, float, bool]] = {
    "managed_anaerobic": (N_("Managed, anaerobic"), 1.0, False),
    "managed_semi_aerobic": (N_("Managed well, semi-aerobic"), 0.5, False),
    "poor_semi_aerobic": (N_("Managed poorly, semi-aerobic"), 0.7, True),
    "active_aeration": (N_("Managed well, active aeration"), 0.4, True),
    "poor_active_aeration": (N_("Managed poorly, active aeration"), 0.7, True),
    "unmanaged_deep": (N_("Unmanaged, deep (over 5 m) or high water table"), 0.8, False),
    "unmanaged_shallow": (N_("Unmanaged, shallow (under 5 m)"), 0.4, False),
    "uncategorised": (N_("Uncategorised"), 0.6, False),
}
MCF_PLAUSIBLE: dict[str, Range] = {
    "managed_anaerobic": (0.8, 1.0),
    "managed_semi_aerobic": (0.3, 0.7),
    "poor_semi_aerobic": (0.5, 0.9),
    "active_aeration": (0.2, 0.6),
    "poor_active_aeration": (0.5, 0.9),
    "unmanaged_deep": (0.6, 1.0),
    "unmanaged_shallow": (0.2, 0.6),
    "uncategorised": (0.3, 1.0),
}


def mcf_default(site: str) -> Coefficient:
    """Methane correction factor of a site type."""
    label, value, new = SITE_TYPES[site]
    source = ipcc_2019("chapter 3, Table 3.1 (updated)") if new else ipcc_2006("chapter 3, Table 3.1")
    return Coefficient(f"mcf_{site}", label, value, "fraction", source)


METHANE_FRACTION = Coefficient(
    "methane_fraction", N_("Methane in landfill gas (F)"), 0.5, "fraction", ipcc_2006("chapter 3, text")
)
OXIDATION = Coefficient(
    "oxidation",
    N_("Oxidation in the cover (OX)"),
    0.0,
    "fraction",
    ipcc_2006("chapter 3, Table 3.2"),
    note=N_("0.1 for managed sites covered with oxidising material such as soil or compost"),
)
DELAY = Coefficient(
    "delay_months",
    N_("Months before decay starts"),
    6.0,
    "months",
    ipcc_2006("waste model workbook, Parameters sheet"),
)
REJECTS = Coefficient(
    "recovery_rejects",
    N_("Rejects at recovery facilities"),
    10.0,
    "%",
    WASTE_WISE_CITIES,
    0.0,
    N_("fixed by the method: recovered waste counts with 0.9 of what was received"),
)

FRACTIONS: dict[str, str] = {
    "food": N_("Food"),
    "garden": N_("Garden and park"),
    "paper": N_("Paper and cardboard"),
    "wood": N_("Wood"),
    "textiles": N_("Textiles"),
    "nappies": N_("Nappies"),
    "rubber": N_("Rubber and leather"),
    "plastics": N_("Plastics"),
    "metal": N_("Metal"),
    "glass": N_("Glass"),
    "other": N_("Other, inert"),
}
COMPOSITION_BASES = (
    ("own", N_("Figures of this city")),
    ("sea_2019", N_("Default, South-Eastern Asia (IPCC 2019 Refinement)")),
    ("sea_2006", N_("Default, South-Eastern Asia (IPCC 2006)")),
    ("philippines", N_("Default, Philippines (IPCC 2019 Refinement)")),
    ("thailand", N_("Default, Thailand (IPCC 2019 Refinement)")),
    ("viet_nam", N_("Default, Viet Nam (IPCC 2019 Refinement)")),
)
# Per cent of wet weight; a fraction the table does not list is absent, not zero.
_COMPOSITIONS: dict[str, tuple[Source, dict[str, float]]] = {
    "sea_2019": (
        ipcc_2019("chapter 2, Table 2.3 (updated)"),
        {
            "food": 49.9,
            "garden": 1.0,
            "paper": 11.2,
            "wood": 0.8,
            "textiles": 0.4,
            "plastics": 10.2,
            "metal": 4.2,
            "glass": 3.7,
            "other": 18.6,
        },
    ),
    "sea_2006": (
        ipcc_2006("chapter 2, Table 2.3"),
        {
            "food": 43.5,
            "paper": 12.9,
            "wood": 9.9,
            "textiles": 2.7,
            "rubber": 0.9,
            "plastics": 7.2,
            "metal": 3.3,
            "glass": 4.0,
            "other": 16.3,
        },
    ),
    "philippines": (
        ipcc_2019("chapter 2, Table 2A.2 (new)"),
        {"food": 41.6, "paper": 19.5, "plastics": 13.8, "metal": 4.8, "glass": 2.5, "other": 17.8},
    ),
    "thailand": (
        ipcc_2019("chapter 2, Table 2A.2 (new)"),
        {"food": 48.6, "paper": 14.6, "plastics": 13.9, "metal": 3.6, "glass": 5.1, "other": 14.2},
    ),
    "viet_nam": (
        ipcc_2019("chapter 2, Table 2A.2 (new)"),
        {
            "food": 42.7,
            "garden": 5.0,
            "paper": 10.7,
            "plastics": 12.9,
            "metal": 1.1,
            "glass": 5.8,
            "other": 21.9,
        },
    ),
}


def composition_default(fraction: str) -> Chooser:
    """Chooses the share (%) of a fraction by the composition that stands in."""
    chosen = {
        basis: Coefficient(
            f"composition_{fraction}",
            FRACTIONS[fraction],
            table[fraction],
            "%",
            source,
            note=N_("the chapter's figure; the workbook's differs") if basis == "sea_2019" else "",
        )
        for basis, (source, table) in _COMPOSITIONS.items()
        if fraction in table
    }
    return lambda known: chosen.get(str(known.get("composition_basis")))


# Waste per person [t/cap/yr] by the composition that stands in. The 2019 workbook has 0.48 for the region.
_GENERATION: dict[str, tuple[float, Source]] = {
    "sea_2019": (0.46, ipcc_2019("chapter 2, Table 2.1 (updated), year 2010")),
    "sea_2006": (0.27, ipcc_2006("chapter 2, Table 2.1, year 2000")),
    "philippines": (0.18, ipcc_2019("chapter 2, Table 2A.1 (updated), year 2010")),
    "thailand": (0.64, ipcc_2019("chapter 2, Table 2A.1 (updated), year 2010")),
    "viet_nam": (0.53, ipcc_2019("chapter 2, Table 2A.1 (updated), year 2010")),
}


def generation_default(known: Mapping[str, Any]) -> Coefficient | None:
    """Waste per person [t/cap/yr] of the region or country whose composition stands in."""
    basis = str(known.get("composition_basis"))
    if basis not in _GENERATION:
        return None
    value, source = _GENERATION[basis]
    note = N_("the chapter's figure; the workbook's differs") if basis == "sea_2019" else ""
    return Coefficient("generation_rate", N_("Waste per person"), value, "t/cap/yr", source, note=note)


def deposited_default(known: Mapping[str, Any]) -> Coefficient | None:
    """Share of the waste deposited in South-Eastern Asia, where a default composition stands in."""
    if str(known.get("composition_basis")) not in _GENERATION:
        return None
    source = ipcc_2006("chapter 2, Table 2.1, year 2000")
    return Coefficient("share_deposited", N_("Share deposited"), 0.59, "fraction", source)
