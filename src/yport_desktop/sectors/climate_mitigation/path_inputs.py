"""What is asked for the history of emissions, the path, targets by sector, and project factors."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .grid import PROJECT_GRIDS, PROJECT_KINDS, margin_default, printed_default, weight_default
from .inputs import EMISSION, USUAL_EMISSION, USUAL_YEARS, emission_input, year_input

SECTIONS = (
    InputSection(
        "history",
        N_("Emissions by year"),
        N_("Each series apart: preliminary and final figures, actual and fixed factors are never mixed"),
    ),
    InputSection(
        "path",
        N_("Path to the target"),
        N_("Base year, business as usual, target, and where the city stands"),
    ),
    InputSection(
        "sector_targets",
        N_("Targets by sector"),
        N_("As a city reports them, beside the totals that it states"),
    ),
    InputSection(
        "project",
        N_("Grid factor of a project"),
        N_("Combined margin: for a project that feeds or saves electricity, never for an inventory"),
    ),
)

VERSIONS = (("preliminary", N_("preliminary")), ("final", N_("final")))
BASES = (("actual", N_("actual factor of the year")), ("fixed", N_("fixed factor")))
_CHANGE = (-100.0, 10_000.0)
_USUAL_CHANGE = (-80.0, 300.0)
_CUT = (-1000.0, 200.0)
_USUAL_CUT = (-100.0, 100.0)
_MARGIN = (0.0, 5.0)
_USUAL_MARGIN = (0.1, 1.3)  # gas plants of the best kind to lignite

HISTORY = (
    Input(
        "emissions_history",
        N_("Emissions by year"),
        N_(
            "One row for each figure of each series. A change stated by the source (% against its base year) "
            "shows what base it stands on: a series that was re-based is pointed out."
        ),
        "history",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("series", N_("Series"), kind="text"),
            Column("version", N_("Version"), kind="choice", choices=VERSIONS),
            Column("basis", N_("Electricity factor"), kind="choice", choices=BASES),
            Column("year", N_("Year"), kind="year"),
            Column("emission", N_("Emissions"), "t CO2e/yr", plausible=USUAL_EMISSION, possible=EMISSION),
            Column("change", N_("Change stated"), "%", plausible=_USUAL_CHANGE, possible=_CHANGE, exact=True),
            Column(
                "against",
                N_("against year"),
                "year",
                plausible=USUAL_YEARS,
                possible=(1900.0, 2200.0),
                exact=True,
            ),
            Column("source", N_("Source"), kind="text"),
        ),
    ),
)

PATH = (
    year_input("base_year", N_("Base year"), N_("The year that the target refers to."), "path"),
    emission_input(
        "base_emissions",
        N_("Emissions in the base year"),
        N_("Where nothing is entered: the total stated, or else the sum, of the targets by sector."),
        "path",
    ),
    year_input("target_year", N_("Target year"), N_("The year in which the target is to be met."), "path"),
    Input(
        "target_pct",
        N_("Reduction target"),
        N_("A cut is positive: 30 means 30 % less than in the base year, or than business as usual."),
        "path",
        "%",
        units=("fraction",),
        plausible=(0.0, 100.0),
        possible=_CUT,
        optional=True,
        exact=True,
    ),
    Input(
        "target_against",
        N_("Target is set against"),
        N_("The base year, or business as usual in the target year."),
        "path",
        kind=InputKind.CHOICE,
        choices=(("base", N_("the base year")), ("bau", N_("business as usual"))),
        default="base",
    ),
    Input(
        "bau_basis",
        N_("Business as usual known as"),
        N_("A constant rate, values by year, or the column of the targets by sector."),
        "path",
        kind=InputKind.CHOICE,
        choices=(
            ("rate", N_("a rate per year")),
            ("values", N_("values by year")),
            ("sectors", N_("targets by sector")),
        ),
        default="rate",
    ),
    Input(
        "bau_rate",
        N_("Growth without measures"),
        N_("Per year, compounded from the base year."),
        "path",
        "%",
        units=("fraction",),
        plausible=(-5.0, 10.0),
        possible=(-50.0, 100.0),
        optional=True,
    ),
    Input(
        "bau_values",
        N_("Business as usual by year"),
        N_("Years between rows are interpolated; nothing is assumed outside them."),
        "path",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("year", N_("Year"), kind="year"),
            Column("emission", N_("Emissions"), "t CO2e/yr", plausible=USUAL_EMISSION, possible=EMISSION),
        ),
    ),
    year_input(
        "current_year",
        N_("Year of the present figure"),
        N_("Where nothing is entered: the year of the inventory."),
        "path",
    ),
    emission_input(
        "current_emissions",
        N_("Present emissions"),
        N_("Comparable with the base year (same series). Where nothing is entered: the inventory's total."),
        "path",
    ),
    Input(
        "stated_change",
        N_("Change as stated"),
        N_("Change of the present figure against the base year as its source states it; a cut is negative."),
        "path",
        "%",
        units=("fraction",),
        plausible=_USUAL_CHANGE,
        possible=(-99.9, 10_000.0),
        optional=True,
        exact=True,
    ),
)

SECTOR_TARGETS = (
    Input(
        "sector_targets",
        N_("Targets by sector"),
        N_("Base-year emission, business as usual in the target year, and cut against the base year."),
        "sector_targets",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("sector", N_("Sector"), kind="text"),
            Column("base", N_("Base year"), "t CO2e/yr", plausible=USUAL_EMISSION, possible=EMISSION),
            Column("bau", N_("Business as usual"), "t CO2e/yr", plausible=USUAL_EMISSION, possible=EMISSION),
            Column("cut", N_("Cut"), "%", plausible=_USUAL_CUT, possible=_CUT, exact=True),
            Column("source", N_("Source"), kind="text"),
        ),
    ),
    emission_input(
        "sector_total_stated",
        N_("Total of the base year as stated"),
        N_("Shown beside the sum of the sectors."),
        "sector_targets",
    ),
    Input(
        "sector_cut_stated",
        N_("Overall cut as stated"),
        N_("Shown beside the sum of the sectors' cuts."),
        "sector_targets",
        "%",
        units=("fraction",),
        plausible=_USUAL_CUT,
        possible=_CUT,
        optional=True,
        exact=True,
    ),
)

_EF_UNITS = ("t CO2/MWh", "g CO2/kWh")

PROJECT = (
    Input(
        "project_grid",
        N_("Grid of the project"),
        N_("Sets both margins from the published table. Cebu: Luzon-Visayas."),
        "project",
        kind=InputKind.CHOICE,
        choices=PROJECT_GRIDS,
        optional=True,
    ),
    Input(
        "project_kind",
        N_("Kind of project"),
        N_("Wind and solar 0.75 / 0.25, other 0.5 / 0.5 (operating / build margin)."),
        "project",
        kind=InputKind.CHOICE,
        choices=PROJECT_KINDS,
        optional=True,
    ),
    Input(
        "om",
        N_("Operating margin"),
        N_("Of the plants that would run less."),
        "project",
        "kg CO2/kWh",
        units=_EF_UNITS,
        plausible=_USUAL_MARGIN,
        possible=_MARGIN,
        optional=True,
        default_for=margin_default("om", "om"),
    ),
    Input(
        "bm",
        N_("Build margin"),
        N_("Of the plants that would not be built."),
        "project",
        "kg CO2/kWh",
        units=_EF_UNITS,
        plausible=_USUAL_MARGIN,
        possible=_MARGIN,
        optional=True,
        default_for=margin_default("bm", "bm"),
    ),
    Input(
        "weight_om",
        N_("Weight of the operating margin"),
        N_("The build margin has the rest."),
        "project",
        "fraction",
        units=("%",),
        plausible=(0.25, 0.75),
        possible=(0.0, 1.0),
        optional=True,
        exact=True,
        default_for=weight_default,
    ),
    Input(
        "cm_printed",
        N_("Combined margin as printed"),
        N_("Shown beside the recomputed value, never used in its place."),
        "project",
        "kg CO2/kWh",
        units=_EF_UNITS,
        plausible=_USUAL_MARGIN,
        possible=_MARGIN,
        optional=True,
        default_for=printed_default,
    ),
)

PATH_INPUTS = (*HISTORY, *PATH, *SECTOR_TARGETS, *PROJECT)
