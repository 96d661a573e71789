"""What is asked for the path to a target: waste by year, rates as stated, targets."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .inputs import ANY_SHARE, ANY_YEAR, YEAR, YEARS

SECTIONS = (
    InputSection(
        "path",
        N_("Path to a target"),
        N_("Recycling, diversion and residual waste by year, and where they are to be"),
    ),
)
_MASS = (0.0, 1_000_000_000.0)
_CITY = (0.0, 20_000_000.0)  # t/yr, of the largest


def _table(key: str, label: str, definition: str, *columns: Column) -> Input:
    return Input(
        key,
        label,
        definition,
        "path",
        kind=InputKind.TABLE,
        columns=(YEAR, *columns),
        optional=True,
        period_hint=N_("years or fiscal years, all of one kind"),
    )


def _target(
    key: str, label: str, definition: str, plausible: tuple[float, float], possible: tuple[float, float]
) -> tuple[Input, Input]:
    percent = Input(
        f"{key}_target",
        label,
        definition,
        "path",
        "%",
        units=("fraction",),
        plausible=plausible,
        possible=possible,
        optional=True,
        exact=True,
    )
    year = Input(
        f"{key}_target_year",
        _TARGET_YEARS[key],
        N_("The year in which the target is to be reached."),
        "path",
        "year",
        plausible=YEARS,
        possible=ANY_YEAR,
        optional=True,
        exact=True,
    )
    return percent, year


_TARGET_YEARS = {
    "recycling": N_("Year of the recycling target"),
    "diversion": N_("Year of the diversion target"),
    "residual": N_("Year of the target for residual waste"),
}

PATH_INPUTS = (
    _table(
        "residual_by_year",
        N_("Residual waste by year"),
        N_("Incinerated or landfilled, without what was collected separately for recycling."),
        Column("residual", N_("Residual waste"), "t/yr", possible=_MASS, plausible=_CITY),
    ),
    _table(
        "recovered_by_year",
        N_("Recycled and diverted by year"),
        N_(
            "Collected for recycling, and diverted in another way (composted, digested). A blank is not "
            "zero: enter 0 where there was none."
        ),
        Column("recycled", N_("Recycled"), "t/yr", possible=_MASS, plausible=_CITY),
        Column("composted", N_("Composted or otherwise diverted"), "t/yr", possible=_MASS, plausible=_CITY),
    ),
    _table(
        "arising_by_year",
        N_("Waste arising by year, as stated"),
        N_("Where a source states it; otherwise the sum of residual, recycled and diverted waste."),
        Column("arising", N_("Waste arising"), "t/yr", possible=_MASS, plausible=_CITY),
    ),
    _table(
        "rates_by_year",
        N_("Rates by year, as stated"),
        N_("Used only for years without tonnages. Say in the note how the source defines its rate."),
        Column("recycling", N_("Recycling rate"), "%", possible=ANY_SHARE, plausible=(0.0, 90.0)),
        Column("diversion", N_("Diversion rate"), "%", possible=ANY_SHARE, plausible=(0.0, 95.0)),
    ),
    Input(
        "path_base_year",
        N_("Base year of the paths"),
        N_("The year from which change is counted; the first with a figure where nothing is entered."),
        "path",
        "year",
        plausible=YEARS,
        possible=ANY_YEAR,
        optional=True,
        exact=True,
    ),
    *_target(
        "recycling",
        N_("Target for the recycling rate"),
        N_("Share of the waste arising that is to be recycled."),
        (5.0, 90.0),
        ANY_SHARE,
    ),
    *_target(
        "diversion",
        N_("Target for the diversion rate"),
        N_("Share of the waste arising that is to be kept from incineration and landfill."),
        (5.0, 95.0),
        ANY_SHARE,
    ),
    *_target(
        "residual",
        N_("Target for the change of residual waste"),
        N_("Against the base year; −30 for 30 % less."),
        (-90.0, 50.0),
        (-100.0, 1000.0),
    ),
)
