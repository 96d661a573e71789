"""What is asked for the target year, the path of losses, energy and prices."""

from yport_desktop.domain.bounds import Bounds
from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.text import N_

from .service_inputs import ANY_FLOW, FLOWS, PERSONS, USUAL_USE, YEARS, flow, number

_PRICES = ("PHP/m3", "VND/m3", "THB/m3", "JPY/m3", "USD/m3")

TARGET = (
    Input(
        "target_year",
        N_("Target year"),
        N_("The year that supply is planned for."),
        "target",
        "year",
        plausible=YEARS,
        possible=(1900.0, 2200.0),
        exact=True,
    ),
    number(
        "target_population",
        N_("Population in the target year"),
        N_("People to be served in the target year."),
        "target",
        "persons",
        units=PERSONS,
        plausible=(1_000.0, 50_000_000.0),
        possible=(1.0, 200_000_000.0),
    ),
    number(
        "target_use_lcd",
        N_("Domestic use per person in the target year"),
        N_("Water that a person is to have at home, losses not included."),
        "target",
        "L/cap/d",
        units=("m3/cap/d",),
        plausible=(30.0, 400.0),
        possible=(0.0, 5000.0),
    ),
    number(
        "target_other_use_m3_d",
        N_("Other use in the target year"),
        N_("Shops, industry, institutions and tourism, losses not included."),
        "target",
        "m3/d",
        units=FLOWS,
        plausible=USUAL_USE,
        possible=ANY_FLOW,
    ),
    flow(
        "target_demand_stated_m3_d",
        N_("Demand in the target year, as stated"),
        N_("A forecast, losses included: it is then used instead of the sum of uses."),
        "target",
        optional=True,
    ),
    flow(
        "target_capacity_m3_d",
        N_("Capacity planned for the target year"),
        N_("Present capacity and all that is to be added by then."),
        "target",
    ),
)


def _nrw_table(
    key: str, label: str, definition: str, column: str, plausible: Bounds, yearly: bool = False
) -> Input:
    return Input(
        key,
        label,
        definition,
        "path",
        kind=InputKind.TABLE,
        columns=(
            Column("year", N_("Year"), kind="year", plausible=YEARS),
            Column("share", column, "%", possible=(0.0, 100.0), plausible=plausible),
        ),
        yearly=yearly,
    )


PATH = (
    _nrw_table(
        "nrw_by_year",
        N_("Non-revenue water by year"),
        N_("Share of the system input volume. Leakage and unaccounted-for water are other figures."),
        N_("Non-revenue water"),
        (2.0, 80.0),
        yearly=True,
    ),
    _nrw_table(
        "nrw_targets",
        N_("Targets for non-revenue water"),
        N_("Each target with the year by which it is to be met."),
        N_("Target value"),
        (2.0, 60.0),
    ),
)


def _energy(key: str, label: str, definition: str) -> Input:
    return number(
        key,
        label,
        definition,
        "energy",
        "kWh",
        units=("MWh", "GWh"),
        plausible=(100.0, 2e9),
        possible=(0.0, 1e12),
        optional=True,
    )


ENERGY = (
    _energy(
        "distribution_energy_kwh",
        N_("Electricity of pumping"),
        N_("Used in the period of the balance to pump the system input volume into the network."),
    ),
    number(
        "pump_head_m",
        N_("Pump head"),
        N_("Average head that the pumps of the network provide, in metres of water."),
        "energy",
        "m",
        plausible=(5.0, 200.0),
        possible=(0.1, 1000.0),
        optional=True,
    ),
    _energy(
        "treatment_energy_kwh",
        N_("Electricity of treatment"),
        N_("Used in the period of the balance by the treatment plants."),
    ),
    number(
        "treated_volume_m3",
        N_("Treated volume"),
        N_("Water treated in the period of the balance, at the plants whose electricity is given."),
        "energy",
        "m3",
        units=("ML", "million m3"),
        plausible=(1_000.0, 3e9),
        possible=(0.0, 1e11),
        optional=True,
    ),
    Input(
        "pre_oxidation",
        N_("Treatment with pre-oxidation"),
        N_("Plants with pre-oxidation have benchmarks of their own."),
        "energy",
        kind=InputKind.CHOICE,
        choices=(("no", N_("no")), ("yes", N_("yes"))),
        optional=True,
    ),
    number(
        "head_loss_m",
        N_("Head lost along a main"),
        N_("Measured between both ends of the main, differences of height taken out."),
        "energy",
        "m",
        plausible=(0.1, 100.0),
        possible=(0.0, 1000.0),
        optional=True,
    ),
    number(
        "head_loss_length_km",
        N_("Length of that main"),
        N_("Between the two points of measurement."),
        "energy",
        "km",
        units=("m",),
        plausible=(0.05, 200.0),
        possible=(0.001, 10_000.0),
        optional=True,
    ),
)


def _price(key: str, label: str, definition: str, plausible: Bounds) -> Input:
    return number(
        key,
        label,
        definition,
        "cost",
        "currency/m3",
        units=_PRICES,
        plausible=plausible,
        possible=(0.0, None),
        optional=True,
    )


PRICES = (
    _price("tariff", N_("Average tariff"), N_("Water sales over billed volume."), (0.02, 10.0)),
    _price(
        "production_cost",
        N_("Variable cost of production"),
        N_("What one more cubic metre costs: electricity, chemicals, raw or bulk water bought."),
        (0.005, 5.0),
    ),
)

PLANNING_INPUTS = (*TARGET, *PATH, *ENERGY, *PRICES)
