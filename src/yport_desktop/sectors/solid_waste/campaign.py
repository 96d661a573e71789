"""A campaign to reduce or sort waste, month by month, beside what its report states. Tonnages in t."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.evaluation import middle
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.sector import Column, Indicator, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .rows import Row, filled
from .sources import ARITHMETIC

Values = Mapping[str, Any]

SECTIONS = (
    InputSection(
        "campaign",
        N_("Campaign"),
        N_("A campaign of sorting or reduction, from its reports period by period"),
        folded=True,
    ),
)
_PER_DAY = (0.0, 2_000.0)  # t/d; less than nothing: more waste than before
CAMPAIGN_INPUTS = (
    Input(
        "campaign",
        N_("Reduction by period"),
        N_("Mean reduction per day in each period, and how many days it has."),
        "campaign",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("period", N_("Period"), kind="text"),
            Column("reduction", N_("Reduction"), "t/d", possible=(-100_000.0, 100_000.0), plausible=_PER_DAY),
            Column("days", N_("Days"), "-", possible=(1.0, 366.0), exact=True, plausible=(5.0, 366.0)),
        ),
    ),
    Input(
        "campaign_stated_t",
        N_("Total reduction, as stated"),
        N_("Shown beside the sum of the periods, never in its place."),
        "campaign",
        "t",
        units=("kg", "Gg", "万トン"),
        plausible=(0.0, 1_000_000.0),
        possible=(-100_000_000.0, 100_000_000.0),
        optional=True,
    ),
    Input(
        "campaign_stated_t_d",
        N_("Mean reduction per day, as stated"),
        N_("Shown beside the mean of the periods, never in its place."),
        "campaign",
        "t/d",
        units=("kg/d",),
        plausible=_PER_DAY,
        possible=(-100_000.0, 100_000.0),
        optional=True,
    ),
    Input(
        "campaign_saving",
        N_("Saving in all"),
        N_("What the campaign saved over all its periods."),
        "campaign",
        "currency",
        units=("PHP", "VND", "THB", "JPY", "USD"),
        plausible=(100.0, 1e8),
        possible=(0.0, None),
        optional=True,
    ),
)


def _rows(values: Values) -> tuple[Row, ...]:
    return filled(values["campaign"], "campaign", 1, 2)


def total(values: Values) -> Any:
    """Reduction over all periods [t]: mean per day x days of each."""
    return sum(row[1] * row[2] for row in _rows(values))


def mean(values: Values) -> Any:
    """Mean reduction per day over all periods [t/d]."""
    return values["campaign_total_t"] / sum(row[2] for row in _rows(values))


def saving_per_tonne(values: Values) -> Any:
    """Saving per tonne reduced [currency/t]."""
    return values["campaign_saving"] / values["campaign_total_t"]


CAMPAIGN = (
    Indicator(
        "campaign_total_t",
        N_("Reduction of the campaign"),
        "t",
        N_("Mean reduction per day times days, over all periods."),
        "Σ reduction × days",
        ARITHMETIC,
        total,
        ("campaign",),
        decimals=0,
        better="higher",
    ),
    Indicator(
        "campaign_mean_t_d",
        N_("Reduction of the campaign per day"),
        "t/d",
        N_("Over all periods, each with its own number of days."),
        "campaign_total_t / Σ days",
        ARITHMETIC,
        mean,
        ("campaign",),
        decimals=1,
        better="higher",
    ),
    Indicator(
        "campaign_saving_per_tonne",
        N_("Saving per tonne of the campaign"),
        "currency/t",
        N_("Saving in all over the reduction in all."),
        "campaign_saving / campaign_total_t",
        ARITHMETIC,
        saving_per_tonne,
        ("campaign_saving", "campaign"),
        decimals=0,
        better="higher",
    ),
)


def stated(values: Values) -> tuple[Problem, ...]:
    """Totals as stated beside those that follow from the periods: both are shown."""
    out = []
    for key, computed, unit in (
        ("campaign_stated_t", "campaign_total_t", "t"),
        ("campaign_stated_t_d", "campaign_mean_t_d", "t/d"),
    ):
        if key not in values:
            continue
        said, got = middle(values[key]), middle(values[computed])
        if abs(said - got) <= 1e-9 * abs(got):
            continue
        text = N_("The campaign: {said} {unit} stated, {got} {unit} follow from its periods. ({sources})")
        details = (
            ("said", significant(said, 6)),
            ("got", significant(got, 6)),
            ("unit", unit),
            ("fields", (key, "campaign")),
        )
        severity = Severity.WARNING if abs(said - got) > 0.05 * abs(got) else Severity.NOTE
        out.append(Problem(text, severity, key, details=details))
    return tuple(out)


CAMPAIGN_CHECKS = (stated,)
