"""What is asked of the people and the ways that their wastewater takes, with the sections of the form."""

from yport_desktop.domain.bounds import Bounds
from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .factors import (
    BOD_DEFAULT,
    DAYS,
    PROTEIN_EATEN_DEFAULT,
    REGIONS,
)
from .pathways import PATHWAYS

SECTIONS = (
    InputSection("city", N_("City"), N_("Whose wastewater is assessed, in which year")),
    InputSection("pathways", N_("Pathways"), N_("Where the wastewater of the people goes; together 100 %")),
    InputSection(
        "onsite", N_("Septic tanks and septage"), N_("How tanks are emptied, and what becomes of it")
    ),
    InputSection(
        "plants", N_("Treatment plants"), N_("How far they treat, what they take out, what they can take")
    ),
)

_PERSONS = ("千人", "万人", "million persons")
_PEOPLE = (0.0, 100_000_000.0)
FISCAL = N_("year or fiscal year, e.g. FY2024")
_VOLUMES = ("million m3/d", "MLD", "MGD", "m3/yr", "L/s")
ANY_VOLUME = (0.0, 100_000_000.0)
SHARE = (0.0, 100.0)
# Nobody reaches the last person of a city: a share stated as 100 % is asked about.
STATED_SHARE = (0.0, 99.9)
USUAL_VOLUME = (100.0, 10_000_000.0)


def choice(
    key: str,
    label: str,
    definition: str,
    section: str,
    choices: tuple[tuple[str, str], ...],
    default: str = "",
    optional: bool = False,
) -> Input:
    """A question with fixed answers; `default` stands in visibly where one is named."""
    return Input(
        key,
        label,
        definition,
        section,
        kind=InputKind.CHOICE,
        choices=choices,
        default=default or None,
        optional=optional,
    )


def volume(key: str, label: str, definition: str, section: str, plausible: Bounds = USUAL_VOLUME) -> Input:
    """An optional flow of water [m3/d]."""
    return Input(
        key,
        label,
        definition,
        section,
        "m3/d",
        units=_VOLUMES,
        plausible=plausible,
        possible=ANY_VOLUME,
        optional=True,
        period_hint=FISCAL,
    )


def _share(key: str, label: str, most: float) -> Input:
    return Input(
        key,
        label,
        N_(
            "Share of the population whose wastewater takes this way. A share that is not given is nobody "
            "only where the others add up to 100 %."
        ),
        "pathways",
        "%",
        units=("fraction",),
        plausible=(0.0, most),
        possible=SHARE,
        optional=key not in ("share_aerobic", "share_septic", "share_latrine_wet", "share_direct"),
        period_hint=FISCAL,
    )


CITY = (
    Input(
        "population",
        N_("Population"),
        N_("People living in the area assessed. Say whether they are registered or actual residents."),
        "city",
        "persons",
        units=_PERSONS,
        plausible=(5_000.0, 30_000_000.0),
        possible=(1.0, 100_000_000.0),
        period_hint=FISCAL,
    ),
    choice(
        "region",
        N_("Region"),
        N_("Sets the BOD per person and the factors of food and protein."),
        "city",
        REGIONS,
        "south_east_asia",
    ),
    Input(
        "bod_per_person",
        N_("BOD per person"),
        N_("Organic load that a person discharges in a day, as BOD over five days."),
        "city",
        "g/cap/d",
        plausible=(20.0, 90.0),
        possible=(1.0, 500.0),
        optional=True,
        default_for=BOD_DEFAULT,
    ),
    Input(
        "bod_stated_t_yr",
        N_("BOD load of the population, as stated"),
        N_("Where a source states the yearly load: it is then used instead of people times BOD per person."),
        "city",
        "t/yr",
        units=("t/d", "kg/d", "kg/yr"),
        plausible=(30.0, 1_000_000.0),
        possible=(0.0, 100_000_000.0),
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "protein_eaten_kg",
        N_("Protein eaten per person"),
        N_("In a year. The nitrogen of wastewater comes from it."),
        "city",
        "kg/cap/yr",
        units=("g/cap/d",),
        plausible=(10.0, 60.0),
        possible=(0.0, 200.0),
        period_hint=FISCAL,
    ),
    Input(
        "protein_supply_kg",
        N_("Protein supply per person"),
        N_("From food balance sheets: used with the share eaten where the protein eaten is not given."),
        "city",
        "kg/cap/yr",
        units=("g/cap/d",),
        plausible=(10.0, 70.0),
        possible=(0.0, 200.0),
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "protein_eaten",
        N_("Share of the protein supply that is eaten"),
        N_("Only read where the protein supply is used."),
        "city",
        "fraction",
        units=("%",),
        plausible=(0.7, 1.0),
        possible=(0.0, 1.0),
        optional=True,
        default_for=PROTEIN_EATEN_DEFAULT,
    ),
    Input(
        "nitrogen_measured_kg",
        N_("Nitrogen per person, measured"),
        N_("In a year, without industry and commerce: it is then used instead of the nitrogen of protein."),
        "city",
        "kg/cap/yr",
        units=("g/cap/d",),
        plausible=(1.0, 10.0),
        possible=(0.0, 50.0),
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "days_per_year",
        N_("Days in the year"),
        N_("365 as in the guideline; 366, or 365.2425, where the published case counts so."),
        "city",
        "days",
        plausible=(365.0, 366.0),
        possible=(360.0, 366.0),
        optional=True,
        exact=True,
        default=DAYS,
    ),
)

PATHWAY_INPUTS = (
    choice(
        "pathway_basis",
        N_("Pathways known as"),
        N_("One share for the whole city, or shares within income groups."),
        "pathways",
        (("city", N_("shares of the whole population")), ("groups", N_("shares within income groups"))),
        "city",
    ),
    *(_share(f"share_{key}", pathway.share_label, pathway.most) for key, pathway in PATHWAYS.items()),
    Input(
        "income_groups",
        N_("Pathways by income group"),
        N_("Each group with its share of the population (U) and, within the group, the pathways (T)."),
        "pathways",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("group", N_("Income group"), kind="text"),
            Column(
                "people",
                N_("Share of the population"),
                "%",
                possible=SHARE,
                exact=True,
                plausible=(1.0, 95.0),
            ),
            *(
                Column(key, pathway.label, "%", possible=SHARE, plausible=(0.0, pathway.most))
                for key, pathway in PATHWAYS.items()
            ),
        ),
    ),
    Input(
        "connected_population",
        N_("People connected to sewers"),
        N_("As counted by the utility: used for the sewer coverage before any share."),
        "pathways",
        "persons",
        units=_PERSONS,
        plausible=(0.0, 30_000_000.0),
        possible=_PEOPLE,
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "sewer_coverage_stated",
        N_("Sewer coverage, as stated"),
        N_("Share of the population connected to sewers, or living in the area they drain: say which."),
        "pathways",
        "%",
        units=("fraction",),
        plausible=STATED_SHARE,
        possible=SHARE,
        optional=True,
        period_hint=FISCAL,
    ),
)
