"""What is asked for the community inventory: activities, waste, electricity, factors."""

from yport_desktop.domain.fuels import CO2_TABLE, DENSITY_LIMITS, NCV_TABLE, PROPERTIES, Printed, volume_2
from yport_desktop.domain.sector import Coefficient, Column, Input, InputKind, InputSection, RowErrors
from yport_desktop.domain.text import N_
from yport_desktop.domain.warming import potentials

from . import inventory
from .factors import (
    CARRIERS,
    DENSITY_SOURCE,
    FUELS,
    NOTATION,
    SCOPES,
    SUBSECTOR_CHOICES,
    UNIT_CHOICES,
)
from .grid import GRID_CHOICES, electricity_default

SECTIONS = (
    InputSection("city", N_("City"), N_("Whose emissions are assessed, in which year")),
    InputSection(
        "inventory",
        N_("Activities"),
        N_("Every cell of the inventory has a value or a notation key; a key is never zero"),
    ),
    InputSection(
        "waste",
        N_("Waste and wastewater"),
        N_("Computed in their own sectors, counted here once, never entered twice"),
    ),
    InputSection("electricity", N_("Electricity"), N_("The factor of the grid that supplies the city")),
)
FACTOR_SECTION = InputSection(
    "factors",
    N_("Factors"),
    N_("Fuels of the 2006 IPCC Guidelines, on net calorific value, and warming potentials"),
    folded=True,
)

CO2E_UNITS = ("kt CO2e/yr", "Mt CO2e/yr")
EMISSION = (-1e9, 1e11)
# Cities that report emit from some thousand to some hundred million tonnes; land use may take up more.
USUAL_EMISSION = (-1e7, 3e8)
_YEARS = (1900.0, 2200.0)
USUAL_YEARS = (1985.0, 2100.0)
_USUAL_PCT = (0.0, 500.0)
_PCT = (0.0, 1000.0)
FISCAL = N_("year or fiscal year, e.g. FY2024")


def year_input(key: str, label: str, definition: str, section: str) -> Input:
    """A year: exact, never asked twice, always optional."""
    return Input(
        key,
        label,
        definition,
        section,
        "year",
        plausible=USUAL_YEARS,
        possible=_YEARS,
        optional=True,
        exact=True,
    )


def emission_input(key: str, label: str, definition: str, section: str) -> Input:
    """An emission of one year [t CO2e/yr]."""
    return Input(
        key,
        label,
        definition,
        section,
        "t CO2e/yr",
        units=CO2E_UNITS,
        plausible=USUAL_EMISSION,
        possible=EMISSION,
        optional=True,
        period_hint=FISCAL,
    )


CITY = (
    Input(
        "population",
        N_("Population"),
        N_("People living in the area of the inventory. Say whether registered or actual residents."),
        "city",
        "persons",
        units=("千人", "万人", "million persons"),
        plausible=(5_000.0, 30_000_000.0),
        possible=(1.0, 100_000_000.0),
        period_hint=FISCAL,
    ),
    year_input(
        "inventory_year",
        N_("Year of the inventory"),
        N_("The year of the amounts in the table of activities."),
        "city",
    ),
    year_input(
        "inventory_base_year",
        N_("Base year of the inventory"),
        N_("The year of the base-year column in the table of activities."),
        "city",
    ),
)

ACTIVITY_COLUMNS = (
    Column("name", N_("Activity"), kind="text"),
    Column("subsector", N_("Sub-sector"), kind="choice", choices=SUBSECTOR_CHOICES),
    Column("scope", N_("Scope"), kind="choice", choices=SCOPES),
    Column("carrier", N_("Fuel or source"), kind="choice", choices=CARRIERS),
    Column("amount", N_("Amount")),
    Column("unit", N_("Unit"), kind="choice", choices=UNIT_CHOICES),
    Column("key", N_("Notation key"), kind="choice", choices=NOTATION),
    Column("ef_co2", N_("CO2, kg per unit")),
    Column("ef_ch4", N_("CH4, kg per unit")),
    Column("ef_n2o", N_("N2O, kg per unit")),
    Column(
        "activity_pct",
        N_("Uncertainty of the activity"),
        "%",
        plausible=_USUAL_PCT,
        possible=_PCT,
        exact=True,
    ),
    Column(
        "factor_pct", N_("Uncertainty of the factor"), "%", plausible=_USUAL_PCT, possible=_PCT, exact=True
    ),
    Column(
        "correlated",
        N_("Same error in both years"),
        kind="choice",
        choices=(
            ("factor", N_("factor")),
            ("activity", N_("activity")),
            ("both", N_("both")),
            ("neither", N_("neither")),
        ),
    ),
    Column("base", N_("Base-year amount")),
    Column("base_t", N_("or base-year emission"), "t CO2e"),
    Column("source", N_("Source"), kind="text"),
)

INVENTORY = (
    Input(
        "activities",
        N_("Activities"),
        N_(
            "One row for each cell: an amount with its unit, or a notation key (NO, NE, IE, C), never both. "
            "Own factors in kg per unit win over the factor table. Where a row gives no uncertainty, the "
            "grade "
            "of the table stands in; that of fuels and grid electricity stands with their factors. "
            "Electricity "
            "of water and wastewater plants belongs to the commercial and institutional buildings, once."
        ),
        "inventory",
        kind=InputKind.TABLE,
        columns=ACTIVITY_COLUMNS,
        errors=RowErrors(inventory.error_widths, inventory.moved_rows),
    ),
    Input(
        "scopes_counted",
        N_("Scopes in the total"),
        N_("Scope 3 of one city may be scope 1 of another: say what the total holds."),
        "inventory",
        kind=InputKind.CHOICE,
        choices=(
            ("all", N_("all rows")),
            ("1+2", N_("scopes 1 and 2")),
            ("1", N_("scope 1")),
        ),
        default="all",
    ),
    emission_input(
        "total_stated",
        N_("Total as stated"),
        N_("The total where a source states it: shown beside the sum of the rows, never used in its place."),
        "inventory",
    ),
)

_FROM = (
    ("linked", N_("from its own sector, where that has a result")),
    ("listed", N_("from the table of activities")),
)
_WASTE_SCOPES = (SCOPES[0], SCOPES[2])


def _waste(key: str, link: str, labels: tuple[str, str, str, str]) -> tuple[Input, ...]:
    from_label, linked_label, scope_label, base_label = labels
    return (
        Input(
            f"{key}from",
            from_label,
            N_(
                "Where its own sector has a result, rows of the table in this sub-sector are left out and "
                "shown; where it has none, they count."
            ),
            "waste",
            kind=InputKind.CHOICE,
            choices=_FROM,
            default="linked",
        ),
        Input(
            f"{key}co2e",
            linked_label,
            N_("Methane and nitrous oxide without the electricity used, which stands among the activities."),
            "waste",
            "t CO2e/yr",
            plausible=(0.0, USUAL_EMISSION[1]),
            possible=(0.0, EMISSION[1]),
            optional=True,
            linked=link,
        ),
        Input(
            f"{key}scope",
            scope_label,
            N_("Scope 1 where it is treated inside the city, scope 3 where it is taken elsewhere."),
            "waste",
            kind=InputKind.CHOICE,
            choices=_WASTE_SCOPES,
            default="1",
        ),
        emission_input(
            f"{key}base",
            base_label,
            N_("Computed by the same method for the base year; without it there is no trend."),
            "waste",
        ),
    )


WASTE = (
    *_waste(
        "solid_waste_",
        "solid_waste.co2e_emitted",
        (
            N_("Solid waste disposal taken"),
            N_("Solid waste disposal"),
            N_("Scope of solid waste disposal"),
            N_("Solid waste disposal in the base year"),
        ),
    ),
    *_waste(
        "wastewater_",
        "wastewater.co2e_total",
        (
            N_("Wastewater taken"),
            N_("Wastewater"),
            N_("Scope of wastewater"),
            N_("Wastewater in the base year"),
        ),
    ),
)

ELECTRICITY = (
    Input(
        "grid_factor",
        N_("Factor of the grid"),
        N_(
            "Averages belong to inventories; operating, build and combined margin to projects. Choosing a "
            "project factor or a fallback value here is warned of."
        ),
        "electricity",
        kind=InputKind.CHOICE,
        choices=GRID_CHOICES,
        optional=True,
    ),
    Input(
        "electricity_ef",
        N_("Emission factor of electricity"),
        N_("From the factor above, or your own with its source."),
        "electricity",
        "kg CO2/kWh",
        units=("t CO2/MWh", "g CO2/kWh"),
        plausible=(0.01, 1.5),
        possible=(0.0, 5.0),
        optional=True,
        default_for=electricity_default,
    ),
    Input(
        "electricity_ef_base",
        N_("Emission factor of electricity in the base year"),
        N_("Where nothing is entered, the factor above holds for both years (a fixed factor)."),
        "electricity",
        "kg CO2/kWh",
        units=("t CO2/MWh", "g CO2/kWh"),
        plausible=(0.01, 1.5),
        possible=(0.0, 5.0),
        optional=True,
    ),
)

_FUEL_LABELS: dict[str, tuple[str, str, str]] = {
    "gasoline": (
        N_("CO2 of motor gasoline"),
        N_("Calorific value of motor gasoline"),
        N_("Density of motor gasoline"),
    ),
    "diesel": (
        N_("CO2 of gas/diesel oil"),
        N_("Calorific value of gas/diesel oil"),
        N_("Density of gas/diesel oil"),
    ),
    "natural_gas": (N_("CO2 of natural gas"), N_("Calorific value of natural gas"), ""),
    "lpg": (
        N_("CO2 of liquefied petroleum gases"),
        N_("Calorific value of liquefied petroleum gases"),
        "",
    ),
    "fuel_oil": (
        N_("CO2 of residual fuel oil"),
        N_("Calorific value of residual fuel oil"),
        N_("Density of residual fuel oil"),
    ),
    "kerosene": (N_("CO2 of kerosene"), "", ""),
    "jet_kerosene": (N_("CO2 of jet kerosene"), N_("Calorific value of jet kerosene"), ""),
    "anthracite": (N_("CO2 of anthracite"), N_("Calorific value of anthracite"), ""),
    "coking_coal": (N_("CO2 of coking coal"), "", ""),
    "bituminous": (N_("CO2 of other bituminous coal"), N_("Calorific value of other bituminous coal"), ""),
    "sub_bituminous": (N_("CO2 of sub-bituminous coal"), N_("Calorific value of sub-bituminous coal"), ""),
    "lignite": (N_("CO2 of lignite"), N_("Calorific value of lignite"), ""),
}


def _fuel_factor(label: str, definition: str, factor: Coefficient, printed: Printed, table: str) -> Input:
    return Input(
        factor.key,
        label,
        definition,
        "factors",
        factor.unit,
        plausible=(printed.low, printed.high),
        plausible_source=table,
        possible=(0.0, None),
        optional=True,
        default=factor,
    )


def _fuel_inputs(key: str) -> tuple[Input, ...]:
    fuel, (co2_label, ncv_label, density_label) = PROPERTIES[key], _FUEL_LABELS[key]
    made = []
    for symbol, printed, label, definition, unit, source, table in (
        (
            "ef_co2",
            fuel.co2,
            co2_label,
            N_("Per energy in the fuel, all carbon burned."),
            "kg/TJ",
            volume_2("chapter 1, Table 1.4", FUELS[key].status),
            CO2_TABLE,
        ),
        (
            "ncv",
            fuel.ncv,
            ncv_label,
            N_("Net calorific value by weight."),
            "TJ/Gg",
            volume_2("chapter 1, Table 1.2", "secondary"),
            NCV_TABLE,
        ),
        (
            "density",
            fuel.density,
            density_label,
            N_("Used where the amount is a volume."),
            "kg/m3",
            DENSITY_SOURCE,
            DENSITY_LIMITS,
        ),
    ):
        if printed is not None:
            factor = Coefficient(f"{symbol}_{key}", label, printed.value, unit, source, printed.width_pct)
            made.append(_fuel_factor(label, definition, factor, printed, table))
    return tuple(made)


FACTORS = (
    *potentials("factors", "ch4", "n2o"),
    *(asked for key in FUELS for asked in _fuel_inputs(key)),
)

INVENTORY_INPUTS = (*CITY, *INVENTORY, *WASTE, *ELECTRICITY)
