"""Sample sizes for a survey of waste: what is asked and what is computed.

Standard statistics; which manual prescribes which is not said here. Results are not rounded: round up.
"""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Coefficient, Column, Indicator, Input, InputKind, InputSection, Source
from yport_desktop.domain.text import N_

from .rows import Row, filled

Values = Mapping[str, Any]

STATISTICS = Source(
    N_("Standard statistics: sample size of a proportion and of a mean"), "-", "", "derived", N_("formulas")
)
SLOVIN = Source(
    "NSWMC, Waste Analysis and Characterization Study", "scribd 597643320", "", "published", "Slovin"
)
NORMAL_95 = Coefficient(
    "sample_z",
    N_("Standard score of the confidence level"),
    1.96,
    "-",
    STATISTICS,
    0.0,
    N_("1.96 for a confidence level of 95 %"),
)

SECTIONS = (
    InputSection(
        "sampling",
        N_("Sample size"),
        N_("How many households to sample for a survey of waste"),
        folded=True,
    ),
)


def _percent(
    key: str, label: str, definition: str, plausible: tuple[float, float], possible: tuple[float, float]
) -> Input:
    return Input(
        key,
        label,
        definition,
        "sampling",
        "%",
        units=("fraction",),
        plausible=plausible,
        possible=possible,
        optional=True,
        exact=True,
    )


SAMPLING_INPUTS = (
    Input(
        "households",
        N_("Households"),
        N_("All households from which the sample is drawn."),
        "sampling",
        "households",
        units=("千世帯",),
        plausible=(100.0, 10_000_000.0),
        possible=(1.0, 100_000_000.0),
        optional=True,
        exact=True,
    ),
    Input(
        "sample_z",
        NORMAL_95.label,
        N_("1.96 for 95 %; 1.645 for 90 %."),
        "sampling",
        "-",
        plausible=(1.0, 3.5),
        possible=(0.1, 10.0),
        optional=True,
        exact=True,
        default=NORMAL_95,
    ),
    _percent(
        "sample_share",
        N_("Share expected"),
        N_("Of the answer sought, for example of households that separate; 50 % is the cautious choice."),
        (5.0, 95.0),
        (0.0, 100.0),
    ),
    _percent(
        "sample_margin",
        N_("Margin of error of the share"),
        N_("In percentage points, to either side."),
        (1.0, 15.0),
        (0.01, 100.0),
    ),
    _percent(
        "sample_variation",
        N_("Coefficient of variation"),
        N_("Standard deviation over the mean of the quantity, from a pilot or an earlier survey."),
        (10.0, 200.0),
        (0.1, 1000.0),
    ),
    _percent(
        "sample_precision",
        N_("Relative precision of the mean"),
        N_("Half width of the interval wanted, in % of the mean."),
        (2.0, 30.0),
        (0.1, 100.0),
    ),
    Input(
        "sample_strata",
        N_("Groups of the sample"),
        N_(
            "Each group (by income, say) with its share of the population, its mean, the standard deviation "
            "of its measurements and their number."
        ),
        "sampling",
        kind=InputKind.TABLE,
        optional=True,
        exact=True,
        columns=(
            Column("group", N_("Group"), kind="text"),
            Column("share", N_("Share of the population"), "%", possible=(0.0, 100.0), exact=True),
            Column("mean", N_("Mean"), "kg/cap/d", possible=(0.0, 100.0), exact=True, plausible=(0.05, 4.0)),
            Column(
                "deviation",
                N_("Standard deviation"),
                "kg/cap/d",
                possible=(0.0, 100.0),
                exact=True,
                plausible=(0.01, 3.0),
            ),
            Column(
                "number",
                N_("Number of measurements"),
                "-",
                possible=(1.0, 10_000_000.0),
                exact=True,
                plausible=(5.0, 100_000.0),
            ),
        ),
    ),
)


def of_share(values: Values) -> Any:
    """Sample for a proportion: n0 = z² p (1 − p) / e²."""
    z, share, margin = require(values, "sample_z", "sample_share", "sample_margin")
    part, width = share / 100, margin / 100
    return z**2 * part * (1 - part) / width**2


def of_share_finite(values: Values) -> Any:
    """The same for a finite population: n = n0 / (1 + (n0 − 1) / N)."""
    sample, households = require(values, "sample_for_share", "households")
    return sample / (1 + (sample - 1) / households)


def of_mean(values: Values) -> Any:
    """Sample for a mean: n = (z CV / r)²."""
    z, variation, precision = require(values, "sample_z", "sample_variation", "sample_precision")
    return (z * variation / precision) ** 2


def slovin(values: Values) -> Any:
    """Slovin's formula: n = N / (1 + N e²)."""
    households, margin = require(values, "households", "sample_margin")
    width = margin / 100
    return households / (1 + households * width**2)


def stratified_mean(values: Values) -> Any:
    """Mean over the groups, weighted with their shares [kg/cap/d]."""
    return sum(row[1] / 100 * row[2] for row in _complete(values))


def stratified_margin(values: Values) -> Any:
    """Half width of the interval of that mean [kg/cap/d]: z (Σ W² s² / n) ** 0.5."""
    variance = sum((row[1] / 100) ** 2 * row[3] ** 2 / row[4] for row in _complete(values))
    return values["sample_z"] * variance**0.5


def _complete(values: Values) -> tuple[Row, ...]:
    rows = filled(values["sample_strata"], "sample_strata", 1, 2, 3, 4)
    total = middle(sum(row[1] for row in rows))
    if abs(total - 100) > 0.5:
        text = N_(
            "The shares of the groups add up to {total} %, not to 100 %: there is no mean of the whole."
        )
        details = (("total", format_number(round(total, 2))),)
        raise NotComputable(Problem(text, Severity.WARNING, "sample_strata", details=details))
    return rows


_HOUSEHOLDS: dict[str, Any] = {"unit": "households", "decimals": 2, "bounds": (0.0, None)}
_ROUND_UP = N_("Round up, and add what experience says will be refused or spoilt.")

SAMPLING = (
    Indicator(
        "sample_for_share",
        N_("Sample for a share"),
        definition=_ROUND_UP,
        formula="sample_z² × sample_share / 100 × (1 − sample_share / 100) / (sample_margin / 100)²",
        source=STATISTICS,
        compute=of_share,
        needs=("sample_share", "sample_margin"),
        uses=("sample_z",),
        **_HOUSEHOLDS,
    ),
    Indicator(
        "sample_for_share_finite",
        N_("Sample for a share, from so many households"),
        definition=_ROUND_UP,
        formula="sample_for_share / (1 + (sample_for_share − 1) / households)",
        source=STATISTICS,
        compute=of_share_finite,
        needs=("sample_share", "sample_margin", "households"),
        uses=("sample_z",),
        **_HOUSEHOLDS,
    ),
    Indicator(
        "sample_for_mean",
        N_("Sample for a mean"),
        definition=_ROUND_UP,
        formula="(sample_z × sample_variation / sample_precision)²",
        source=STATISTICS,
        compute=of_mean,
        needs=("sample_variation", "sample_precision"),
        uses=("sample_z",),
        **_HOUSEHOLDS,
    ),
    Indicator(
        "sample_slovin",
        N_("Sample by Slovin's formula"),
        definition=N_("As used in the Philippine waste studies, together with a survey of three days."),
        formula="households / (1 + households × (sample_margin / 100)²)",
        source=SLOVIN,
        compute=slovin,
        needs=("households", "sample_margin"),
        **_HOUSEHOLDS,
    ),
    Indicator(
        "stratified_mean",
        N_("Waste per person over all groups"),
        "kg/cap/d",
        N_("Means of the groups, weighted with their shares of the population."),
        "Σ share / 100 × mean",
        STATISTICS,
        stratified_mean,
        ("sample_strata",),
        decimals=3,
        bounds=(0.0, None),
    ),
    Indicator(
        "stratified_margin",
        N_("Margin of the waste per person over all groups"),
        "kg/cap/d",
        N_("Half width of the interval at the confidence level chosen, from the spread within the groups."),
        "sample_z × (Σ (share / 100)² × deviation² / number)^0.5",
        STATISTICS,
        stratified_margin,
        ("sample_strata",),
        uses=("sample_z",),
        decimals=3,
        bounds=(0.0, None),
    ),
)
