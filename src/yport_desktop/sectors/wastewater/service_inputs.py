"""What is asked of volumes, plants, cost, effluent and the plan."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .factors import WATER_STATES, WATERS
from .inputs import ANY_VOLUME, FISCAL, SHARE, STATED_SHARE, USUAL_VOLUME, choice, volume
from .standards import CHOICES, CONCENTRATIONS, PARAMETERS

SECTIONS = (
    InputSection(
        "volumes", N_("Volumes, energy and cost"), N_("What arises, what plants take and what it costs")
    ),
    InputSection("effluent", N_("Discharge and effluent"), N_("What is discharged, beside what is allowed")),
    InputSection("plan", N_("Plan"), N_("Treatment capacity and wastewater by year, as planned")),
)
_OF_A_PLANT = (10.0, 5_000_000.0)
_MEASURABLE = tuple(PARAMETERS.items())

VOLUMES = (
    volume(
        "generated_m3_d",
        N_("Wastewater generated"),
        N_("All wastewater arising in the area, with that of commerce and industry; say what is in it."),
        "volumes",
    ),
    volume(
        "inflow_m3_d",
        N_("Wastewater entering treatment plants"),
        N_("Mean of the year. Where it is not given, the plants below are added up."),
        "volumes",
    ),
    volume(
        "capacity_m3_d",
        N_("Treatment capacity"),
        N_("Design capacity of all plants. Where it is not given, the plants below are added up."),
        "volumes",
    ),
    Input(
        "plants",
        N_("Treatment plants"),
        N_("Each plant with its capacity and inflow: used where the totals above are not given."),
        "volumes",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("name", N_("Name"), kind="text"),
            Column("capacity", N_("Capacity"), "m3/d", possible=ANY_VOLUME, plausible=_OF_A_PLANT),
            Column("inflow", N_("Inflow"), "m3/d", possible=ANY_VOLUME, plausible=_OF_A_PLANT),
        ),
    ),
    volume(
        "safely_treated_m3_d",
        N_("Wastewater safely treated"),
        N_("Treated so that the effluent meets the standard for where it goes, from sewers or on site."),
        "volumes",
        (0.0, 10_000_000.0),
    ),
    Input(
        "treated_stated",
        N_("Treated share, as stated"),
        N_("As a source states it, to be read beside the share computed from volumes."),
        "volumes",
        "%",
        units=("fraction",),
        plausible=STATED_SHARE,
        possible=SHARE,
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "electricity_kwh_yr",
        N_("Electricity of sewers and plants"),
        N_("In one year. In an inventory of the city it belongs to electricity: never count it twice."),
        "volumes",
        "kWh/yr",
        units=("MWh/yr", "GWh/yr"),
        plausible=(1_000.0, 2e9),
        possible=(0.0, None),
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "operating_cost",
        N_("Running cost of sewers and plants"),
        N_("In one year, without investment."),
        "volumes",
        "currency/yr",
        units=("PHP/yr", "VND/yr", "THB/yr", "JPY/yr", "USD/yr"),
        plausible=(10_000.0, 2e9),
        possible=(0.0, None),
        optional=True,
        period_hint=FISCAL,
    ),
)

_DAY = N_("Date (year-month-day)")
_MEASURED = (0.0, 1e8)  # coliforms of raw sewage, in MPN/100 mL, are the largest figures
_LOWER_LIMIT = (0.0, 14.0)  # pH has one
_UPPER_LIMIT = (0.0001, 100_000.0)
EFFLUENT = (
    choice(
        "discharge_water",
        N_("Water that receives organics"),
        N_("Sets the methane from discharged organics."),
        "effluent",
        WATERS,
        "any",
    ),
    choice(
        "discharge_state",
        N_("State of that water"),
        N_("Sets the nitrous oxide from discharged nitrogen."),
        "effluent",
        WATER_STATES,
        "normal",
    ),
    choice(
        "effluent_standard",
        N_("Effluent standard"),
        N_("Only limits that were found are judged by; a parameter without one is said to be unknown."),
        "effluent",
        CHOICES,
        optional=True,
    ),
    Input(
        "effluent",
        N_("Measured effluent"),
        N_(
            "Each measurement with its date; in the unit of the parameter where none is chosen. It is "
            "compared as reported, without a margin."
        ),
        "effluent",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("parameter", N_("Parameter"), kind="choice", choices=_MEASURABLE),
            Column("measured", N_("Measured value"), possible=(0.0, None), exact=True, plausible=_MEASURED),
            Column("unit", N_("Unit"), kind="choice", choices=tuple((key, key) for key in CONCENTRATIONS)),
            Column("day", _DAY, kind="text"),
            Column("place", N_("Place"), kind="text"),
        ),
    ),
    Input(
        "own_limits",
        N_("Limits from the standard itself"),
        N_("Where you hold the order: they come before those of the table, and complete it."),
        "effluent",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("parameter", N_("Parameter"), kind="choice", choices=_MEASURABLE),
            Column("low", N_("At least"), possible=(0.0, None), exact=True, plausible=_LOWER_LIMIT),
            Column("high", N_("At most"), possible=(0.0, None), exact=True, plausible=_UPPER_LIMIT),
            Column("from", N_("In force from"), kind="text"),
            Column("to", N_("In force to"), kind="text"),
            Column("source", N_("Source"), kind="text"),
        ),
    ),
)

PLAN = (
    Input(
        "plan",
        N_("Capacity and wastewater by year"),
        N_("Years reached and planned. The treated share as stated is shown beside the one computed."),
        "plan",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("year", N_("Year"), kind="year", plausible=(1950.0, 2100.0)),
            Column(
                "capacity",
                N_("Treatment capacity"),
                "m3/d",
                possible=ANY_VOLUME,
                plausible=(0.0, 10_000_000.0),
            ),
            Column(
                "generated", N_("Wastewater generated"), "m3/d", possible=ANY_VOLUME, plausible=USUAL_VOLUME
            ),
            Column("stated", N_("Treated share, as stated"), "%", possible=SHARE, plausible=STATED_SHARE),
        ),
    ),
)

SERVICE_INPUTS = (*VOLUMES, *EFFLUENT, *PLAN)
