"""Recovery by material and shares of treatment: what is asked, what is computed, what contradicts.

Tonnages in t/d, shares as fractions 0-1 in formulas and in % where they are entered.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Column, Indicator, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .balance import share_of
from .checks import ROUNDING_POINTS, ROUNDING_SHARE, Problems, warn
from .factors import FRACTIONS
from .inputs import ANY_SHARE, FISCAL
from .rows import filled
from .sources import ARITHMETIC, WASTE_WISE_CITIES

Values = Mapping[str, Any]

SECTIONS = (
    InputSection(
        "materials",
        N_("Recovery by material"),
        N_("What recovery facilities receive of each material, and plastic that nobody manages"),
    ),
    InputSection(
        "treatment",
        N_("Treatment as stated"),
        N_("Shares of the waste by treatment, as a source states them"),
    ),
)

TREATMENTS = (
    ("open_dump", N_("open dump")),
    ("landfill", N_("landfill, kind not stated")),
    ("controlled_landfill", N_("controlled landfill")),
    ("sanitary_landfill", N_("sanitary landfill with gas system")),
    ("incineration", N_("incineration")),
    ("recycling", N_("recycling")),
    ("compost", N_("composting")),
    ("digestion", N_("anaerobic digestion")),
    ("other", N_("other treatment")),
    ("unaccounted", N_("not accounted for")),
)
LANDFILLED = frozenset({"open_dump", "landfill", "controlled_landfill", "sanitary_landfill"})
DIVERTED = frozenset({"recycling", "compost", "digestion"})

_MATERIALS = tuple((key, label) for key, label in FRACTIONS.items() if key != "other")
# Fractions that facilities take: their recoverable tonnage is shown, and their capture.
RECOVERABLE: dict[str, tuple[str, str]] = {
    "food": (N_("Recoverable food waste"), N_("Recovered share of the recoverable food waste")),
    "garden": (
        N_("Recoverable garden and park waste"),
        N_("Recovered share of the recoverable garden and park waste"),
    ),
    "paper": (
        N_("Recoverable paper and cardboard"),
        N_("Recovered share of the recoverable paper and cardboard"),
    ),
    "plastics": (N_("Recoverable plastics"), N_("Recovered share of the recoverable plastics")),
    "metal": (N_("Recoverable metal"), N_("Recovered share of the recoverable metal")),
    "glass": (N_("Recoverable glass"), N_("Recovered share of the recoverable glass")),
    "wood": (N_("Recoverable wood"), N_("Recovered share of the recoverable wood")),
    "textiles": (N_("Recoverable textiles"), N_("Recovered share of the recoverable textiles")),
    "rubber": (
        N_("Recoverable rubber and leather"),
        N_("Recovered share of the recoverable rubber and leather"),
    ),
}


def _plastic(key: str, label: str, definition: str, plausible: tuple[float, float]) -> Input:
    return Input(
        key,
        label,
        definition,
        "materials",
        "t/yr",
        units=("t/d", "Gg/yr", "kg/d", "万トン/年"),
        plausible=plausible,
        possible=(0.0, 100_000_000.0),
        optional=True,
        period_hint=FISCAL,
    )


MATERIAL_INPUTS = (
    Input(
        "recovered_by_material",
        N_("Received for recovery, by material"),
        N_("What recovery facilities receive of each material, rejects included."),
        "materials",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("material", N_("Material"), kind="choice", choices=_MATERIALS),
            Column("received", N_("Received"), "t/d", possible=(0.0, 100_000.0), plausible=(0.0, 5_000.0)),
        ),
    ),
    _plastic(
        "plastic_t_yr",
        N_("Plastic waste, as stated"),
        N_("Plastic waste arising in a year; where it is not given, its share of the waste arising."),
        (10.0, 3_000_000.0),
    ),
    _plastic(
        "plastic_unmanaged_t_yr",
        N_("Unmanaged plastic"),
        N_("Plastic that is burnt in the open, left on land, or washed into drains and waters."),
        (1.0, 1_000_000.0),
    ),
    Input(
        "treatment_shares",
        N_("Shares by treatment"),
        N_("As stated by one source. They need not add up to 100 %; the sum is shown and never adjusted."),
        "treatment",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("treatment", N_("Treatment"), kind="choice", choices=TREATMENTS),
            Column("share", N_("Share"), "%", possible=ANY_SHARE),
        ),
    ),
)


def recoverable(values: Values, fraction: str) -> Any:
    """What of one fraction could be recovered [t/d]: share x waste x 0.9."""
    share, waste, rejects = share_of(values, fraction), *require(values, "msw_t_d", "recovery_rejects")
    return share * waste * (1 - rejects / 100)


def recoverable_total(values: Values) -> Any:
    """What could be recovered of all recoverable fractions [t/d]; each has to be known."""
    return sum(require(values, *(f"recoverable_{fraction}_t_d" for fraction in RECOVERABLE)))


def received_of(values: Values, fraction: str) -> Any:
    """Received of one material [t/d], every row of it. Raises NotComputable where a row has no figure."""
    rows = [row for row in values["recovered_by_material"] if row[0] == fraction]
    if not rows:
        text = N_("No tonnage of this material is in the table; that does not count as zero.")
        raise NotComputable(Problem(text, field="recovered_by_material"))
    return sum(row[1] for row in filled(rows, "recovered_by_material", 1))


def captured(values: Values, fraction: str) -> Any:
    """Recovered after rejects, of what could be recovered of a material."""
    received, rejects = received_of(values, fraction), values["recovery_rejects"]
    return received * (1 - rejects / 100) / values[f"recoverable_{fraction}_t_d"]


def plastic(values: Values) -> Any:
    """Plastic waste arising [t/yr]: as stated, or its share of the waste arising in 365 days."""
    if "plastic_t_yr" in values:
        return values["plastic_t_yr"]
    return share_of(values, "plastics") * values["msw_t_d"] * 365


def unmanaged_plastic(values: Values) -> Any:
    """Share of the plastic waste that nobody manages."""
    part, whole = require(values, "plastic_unmanaged_t_yr", "plastic_arising_t_yr")
    return part / whole


def unmanaged_per_person(values: Values) -> Any:
    """Unmanaged plastic per person [kg/cap/yr]."""
    part, people = require(values, "plastic_unmanaged_t_yr", "population")
    return 1000 * part / people


def treated(values: Values, kinds: frozenset[str] | None = None) -> Any:
    """Sum of the shares by treatment, of all or of some kinds, as stated and never adjusted.

    Raises NotComputable where none of the kinds is stated and the others leave room for them.
    """
    rows = filled(values["treatment_shares"], "treatment_shares", 1)
    chosen = [row[1] for row in rows if kinds is None or row[0] in kinds]
    if not chosen and middle(sum(row[1] for row in rows)) < 100 - ROUNDING_POINTS:
        text = N_(
            "None of these treatments is in the table, whose shares do not add up to 100 %: that does not "
            "count as zero."
        )
        raise NotComputable(Problem(text, field="treatment_shares"))
    return sum(chosen) / 100


_RATE: dict[str, Any] = {"unit": "t/d", "decimals": 1, "bounds": (0.0, None)}
_PERCENT: dict[str, Any] = {"unit": "fraction", "scale": 100.0, "display_unit": "%", "decimals": 1}
_WASTE = ("msw_stated_t_d", "household_t_d", "non_household_t_d")
_PARTS = tuple(f"composition_{fraction}" for fraction in RECOVERABLE)

BY_MATERIAL = (
    *(
        Indicator(
            f"recoverable_{key}_t_d",
            label,
            definition=N_("Share of the fraction x waste arising x 0.9."),
            formula=f"composition_{key} / 100 × msw_t_d × (1 − recovery_rejects / 100)",
            source=WASTE_WISE_CITIES,
            compute=partial(recoverable, fraction=key),
            needs=(f"composition_{key}",),
            uses=_WASTE,
            **_RATE,
        )
        for key, (label, _) in RECOVERABLE.items()
    ),
    Indicator(
        "recoverable_t_d",
        N_("Recoverable materials together"),
        definition=N_(
            "Sum over the fractions shown; a fraction without a figure leaves it without a result."
        ),
        formula="Σ recoverable of each material",
        source=WASTE_WISE_CITIES,
        compute=recoverable_total,
        needs=_PARTS,
        uses=_WASTE,
        **_RATE,
    ),
    *(
        Indicator(
            f"captured_{key}",
            label,
            definition=N_("Recovered after rejects, of what could be recovered of this material."),
            formula=f"received × (1 − recovery_rejects / 100) / recoverable_{key}_t_d",
            source=ARITHMETIC,
            compute=partial(captured, fraction=key),
            needs=("recovered_by_material", f"composition_{key}"),
            uses=_WASTE,
            better="higher",
            bounds=(0.0, 1.0),
            **_PERCENT,
        )
        for key, (_, label) in RECOVERABLE.items()
    ),
)

PLASTIC = (
    Indicator(
        "plastic_arising_t_yr",
        N_("Plastic waste arising"),
        "t/yr",
        N_("As stated, or the share of plastics x waste arising x 365 days."),
        "plastic_t_yr; or composition_plastics / 100 × msw_t_d × 365",
        ARITHMETIC,
        plastic,
        ("plastic_t_yr",),
        uses=("composition_plastics", *_WASTE),
        decimals=0,
        bounds=(0.0, None),
    ),
    Indicator(
        "unmanaged_plastic_share",
        N_("Share of plastic waste that is unmanaged"),
        definition=N_("Unmanaged plastic as stated by a study, over the plastic waste arising."),
        formula="plastic_unmanaged_t_yr / plastic_arising_t_yr",
        source=ARITHMETIC,
        compute=unmanaged_plastic,
        needs=("plastic_unmanaged_t_yr", "plastic_t_yr"),
        uses=("composition_plastics", *_WASTE),
        better="lower",
        bounds=(0.0, 1.0),
        **_PERCENT,
    ),
    Indicator(
        "unmanaged_plastic_kg_cap_yr",
        N_("Unmanaged plastic per person"),
        "kg/cap/yr",
        N_("Unmanaged plastic as stated by a study, over the population."),
        "1000 × plastic_unmanaged_t_yr / population",
        ARITHMETIC,
        unmanaged_per_person,
        ("plastic_unmanaged_t_yr", "population"),
        better="lower",
        bounds=(0.0, None),
    ),
)

TREATMENT = tuple(
    Indicator(
        key,
        label,
        definition=definition,
        formula=formula,
        source=ARITHMETIC,
        compute=partial(treated, kinds=kinds),
        needs=("treatment_shares",),
        better=better,
        bounds=(0.0, None),
        **_PERCENT,
    )
    for key, label, definition, formula, kinds, better in (
        (
            "treatment_total",
            N_("Sum of the treatment shares, as stated"),
            N_("100 % where every tonne is counted once; more where one treatment overlaps another."),
            "Σ share",
            None,
            "",
        ),
        (
            "treatment_diverted",
            N_("Recycled and composted, as stated"),
            N_("Shares of recycling, composting and digestion, of the waste as the source counts it."),
            "Σ share of recycling, composting and digestion",
            DIVERTED,
            "higher",
        ),
        (
            "treatment_landfilled",
            N_("Dumped and landfilled, as stated"),
            N_("Shares of dumps and landfills of every kind, of the waste as the source counts it."),
            "Σ share of dumps and landfills",
            LANDFILLED,
            "lower",
        ),
    )
)

MATERIAL_INDICATORS = (*BY_MATERIAL, *PLASTIC, *TREATMENT)


def treatment_sum(values: Values) -> Problems:
    """The shares by treatment add up to 100 %, or are shown as they are."""
    total = 100 * middle(values["treatment_total"])
    if abs(total - 100) <= ROUNDING_POINTS:
        return ()
    text = N_(
        "The treatment shares add up to {total} %, not to 100 %. They are used as given: where it is more, "
        "one treatment is counted on top of another. ({sources})"
    )
    return (warn(text, ("treatment_shares",), total=format_number(round(total, 2))),)


def material_over_arising(values: Values) -> Problems:
    """No more of a material is received for recovery than arises."""
    out = []
    for fraction, label in FRACTIONS.items():
        try:
            received = middle(received_of(values, fraction))
            there = middle(share_of(values, fraction) * values["msw_t_d"])
        except (MissingInput, NotComputable):
            continue
        if received > there * (1 + ROUNDING_SHARE):
            text = N_(
                "{label}: more is received for recovery ({received} t/d) than arises ({there} t/d). "
                "({sources})"
            )
            fields = ("recovered_by_material", f"composition_{fraction}")
            out.append(warn(text, fields, label=label, received=received, there=there))
    return tuple(out)


def materials_and_total(values: Values) -> Problems:
    """The materials together are not more than recovery facilities receive in all."""
    parts = sum(middle(row[1]) for row in values["recovered_by_material"] if row[1] is not None)
    whole = middle(values["received_for_recovery_t_d"])
    if parts <= whole * (1 + ROUNDING_SHARE):
        return ()
    text = N_(
        "The materials received add up to {parts} t/d, recovery facilities receive {whole} t/d in all. "
        "({sources})"
    )
    return (warn(text, ("recovered_by_material", "recovered_received_t_d"), parts=parts, whole=whole),)


def plastic_stated(values: Values) -> Problems:
    """Unmanaged plastic is a part of the plastic waste."""
    part, whole = middle(values["plastic_unmanaged_t_yr"]), middle(values["plastic_arising_t_yr"])
    if part <= whole * (1 + ROUNDING_SHARE):
        return ()
    text = N_("More plastic is unmanaged ({part} t/yr) than arises ({whole} t/yr). ({sources})")
    fields = ("plastic_unmanaged_t_yr", "plastic_t_yr", "composition_plastics")
    return (warn(text, fields, part=part, whole=whole),)


MATERIAL_CHECKS = (treatment_sum, material_over_arising, materials_and_total, plastic_stated)
