"""What is asked for the network, the people served, and supply and demand today."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .factors import INCOME_GROUPS

SECTIONS = (
    InputSection("network", N_("Network"), N_("Mains, connections, pressure and hours of supply")),
    InputSection("people", N_("People and service"), N_("Who lives in the service area and who is served")),
    InputSection("demand", N_("Supply and demand"), N_("What is produced and what is needed today")),
    InputSection("target", N_("Target year"), N_("What will be needed, and what is planned for it")),
    InputSection("path", N_("Path of losses"), N_("Non-revenue water by year, and the targets")),
    InputSection("energy", N_("Energy"), N_("Electricity of the period of the balance")),
    InputSection("cost", N_("Prices"), N_("What a cubic metre brings and costs")),
)
_FISCAL = N_("year or fiscal year, e.g. FY2024")
PERSONS = ("千人", "万人", "million persons")
FLOWS = ("MLD", "MGD", "L/s", "m3/h", "million m3/yr")
ANY_FLOW = (0.0, 1e8)
USUAL_FLOW = (10.0, 20_000_000.0)
USUAL_USE = (0.0, 5_000_000.0)  # of others than households, m3/d
YEARS = (1950.0, 2100.0)


def number(key: str, label: str, definition: str, section: str, unit: str, **more: object) -> Input:
    """A quantity in `unit` of a year."""
    return Input(key, label, definition, section, unit, period_hint=_FISCAL, **more)  # type: ignore[arg-type]


def flow(key: str, label: str, definition: str, section: str = "demand", optional: bool = False) -> Input:
    """A flow of water in m3/d."""
    return number(
        key,
        label,
        definition,
        section,
        "m3/d",
        units=FLOWS,
        plausible=USUAL_FLOW,
        possible=ANY_FLOW,
        optional=optional,
    )


_USUAL_PRESSURE = (5.0, 100.0)
_USUAL_HOURS = (1.0, 24.0)
_CONNECTIONS = Column(
    "connections",
    N_("Connections"),
    "connections",
    possible=(0.0, 1e8),
    exact=True,
    plausible=(1.0, 10_000_000.0),
)

NETWORK = (
    number(
        "mains_km",
        N_("Length of mains"),
        N_("Transmission and distribution mains, without service connections."),
        "network",
        "km",
        units=("m",),
        plausible=(1.0, 100_000.0),
        possible=(0.001, 1_000_000.0),
    ),
    number(
        "connections",
        N_("Registered connections"),
        N_("Service connections of registered customers."),
        "network",
        "connections",
        plausible=(100.0, 10_000_000.0),
        possible=(1.0, 100_000_000.0),
    ),
    number(
        "inactive_connections",
        N_("Inactive connections"),
        N_("Connections without an active account that are still under pressure; 0 where there are none."),
        "network",
        "connections",
        plausible=(0.0, 2_000_000.0),
        possible=(0.0, 100_000_000.0),
    ),
    number(
        "service_length_m",
        N_("Average length of service pipes past the boundary"),
        N_("From the boundary of the property to the meter; 0 where the meter stands at the boundary."),
        "network",
        "m",
        plausible=(0.0, 30.0),
        possible=(0.0, 1000.0),
    ),
    number(
        "pressure_m",
        N_("Average pressure"),
        N_(
            "Average pressure while supplied, in metres of water (0.1 MPa, 1 bar or 14.5 psi are 10.2 m), "
            "weighted by connections."
        ),
        "network",
        "m",
        plausible=_USUAL_PRESSURE,
        possible=(0.1, 400.0),
        units=("MPa", "kPa", "bar", "kgf/cm2", "psi"),
    ),
    Input(
        "pressure_zones",
        N_("Pressure by zone"),
        N_("Connections and pressure of each zone: used where the average pressure is not given."),
        "network",
        kind=InputKind.TABLE,
        columns=(
            Column("zone", N_("Zone"), kind="text"),
            _CONNECTIONS,
            Column("pressure", N_("Average pressure"), "m", possible=(0.0, 400.0), plausible=_USUAL_PRESSURE),
        ),
        optional=True,
    ),
    number(
        "hours_of_supply",
        N_("Hours of supply per day"),
        N_("Average hours a day that a connection is supplied; 24 for continuous supply."),
        "network",
        "h/d",
        plausible=_USUAL_HOURS,
        possible=(0.1, 24.0),
    ),
    Input(
        "supply_areas",
        N_("Hours of supply by area"),
        N_("Connections, days a week and hours a day of each area: used where the hours are not given."),
        "network",
        kind=InputKind.TABLE,
        columns=(
            Column("area", N_("Area"), kind="text"),
            _CONNECTIONS,
            Column(
                "days", N_("Days per week"), "days", possible=(0.0, 7.0), exact=True, plausible=(1.0, 7.0)
            ),
            Column(
                "hours",
                N_("Hours of supply per day"),
                "h/d",
                possible=(0.0, 24.0),
                plausible=_USUAL_HOURS,
            ),
        ),
        optional=True,
    ),
    Input(
        "income_group",
        N_("Bands for"),
        N_("Which bands class the losses; those of low- and middle-income countries are wider."),
        "network",
        kind=InputKind.CHOICE,
        choices=INCOME_GROUPS,
        default="low_middle",
    ),
)

PEOPLE = (
    number(
        "population",
        N_("Population of the service area"),
        N_("People living where the utility is to supply water, served or not."),
        "people",
        "persons",
        units=PERSONS,
        plausible=(1_000.0, 30_000_000.0),
        possible=(1.0, 100_000_000.0),
    ),
    number(
        "population_served",
        N_("Population served"),
        N_("People with a connection or a public tap of the utility."),
        "people",
        "persons",
        units=PERSONS,
        plausible=(100.0, 30_000_000.0),
        possible=(0.0, 100_000_000.0),
    ),
    number(
        "coverage_stated",
        N_("Service coverage, as stated"),
        N_("Share of the population that is served: used where the number of people served is not given."),
        "people",
        "%",
        units=("fraction",),
        plausible=(5.0, 100.0),
        possible=(0.0, 100.0),
        optional=True,
    ),
)

DEMAND = (
    flow(
        "production_m3_d",
        N_("Production"),
        N_(
            "Water put into the network per day. Where it is not given, the latest figure of the table by "
            "year counts, then the system input volume of the balance."
        ),
    ),
    flow("capacity_m3_d", N_("Production capacity"), N_("Design capacity of all sources and plants.")),
    flow(
        "demand_stated_m3_d",
        N_("Demand, as stated"),
        N_(
            "The demand where a source states it, losses included: it is then used instead of the sum of "
            "uses."
        ),
        optional=True,
    ),
    number(
        "domestic_use_lcd",
        N_("Domestic use per person"),
        N_("Water that a person needs at home, losses not included."),
        "demand",
        "L/cap/d",
        units=("m3/cap/d",),
        plausible=(30.0, 400.0),
        possible=(0.0, 5000.0),
    ),
    number(
        "other_use_m3_d",
        N_("Other use"),
        N_("Shops, industry, institutions and tourism, losses not included; 0 where there is none."),
        "demand",
        "m3/d",
        units=FLOWS,
        plausible=USUAL_USE,
        possible=ANY_FLOW,
    ),
    Input(
        "supply_by_year",
        N_("Supply by year"),
        N_("The latest figure of each column is used where none is given above."),
        "demand",
        kind=InputKind.TABLE,
        columns=(
            Column("year", N_("Year"), kind="year", plausible=YEARS),
            Column("production", N_("Production"), "m3/d", possible=ANY_FLOW, plausible=USUAL_FLOW),
            Column(
                "capacity",
                N_("Production capacity"),
                "m3/d",
                possible=ANY_FLOW,
                exact=True,
                plausible=USUAL_FLOW,
            ),
        ),
        optional=True,
        yearly=True,
    ),
    Input(
        "demand_by_year",
        N_("Demand by year"),
        N_("Losses included. The latest figure is used where no demand is stated above."),
        "demand",
        kind=InputKind.TABLE,
        columns=(
            Column("year", N_("Year"), kind="year", plausible=YEARS),
            Column("demand", N_("Demand"), "m3/d", possible=ANY_FLOW, plausible=USUAL_FLOW),
        ),
        optional=True,
        yearly=True,
    ),
)

SERVICE_INPUTS = (*NETWORK, *PEOPLE, *DEMAND)
