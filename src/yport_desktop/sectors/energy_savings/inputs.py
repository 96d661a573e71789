"""What is asked in general, of loads and of the four calculators."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import CURRENCIES

from .factors import CARRIERS, CO2, FUELS, GRID_CHOICES, HEAT, grid_default

SECTIONS = (
    InputSection(
        "terms",
        N_("Terms of the calculation"),
        N_("Currency, discount rate and prices, the same for all measures"),
    ),
    InputSection("loads", N_("Loads"), N_("What uses electricity, from a measurement or a nameplate")),
    InputSection(
        "calculators",
        N_("Calculators"),
        N_("Use before and after; a measure of the same name takes its figures from here"),
    ),
    InputSection("measures", N_("Measures"), N_("What is done, what it costs and what it saves")),
    InputSection(
        "factors", N_("Emission factors"), N_("The defaults stand in where nothing is entered"), folded=True
    ),
)

POSITIVE = (0.0, None)
SHARE = (0.0, 100.0)
NAME = Column("name", N_("Name"), kind="text")
HOURS = (0.0, 8784.0)
# The partner countries' first.
MONEY = ("PHP", "VND", "THB", *(code for code in CURRENCIES if code not in ("PHP", "VND", "THB")))
_FUEL_CHOICES = tuple((key, CARRIERS[key][0]) for key in ("diesel", "gasoline"))

METHODS = (
    ("three_phase", N_("three-phase: voltage, current, power factor")),
    ("single_phase", N_("single-phase: voltage, current, power factor")),
    ("nameplate", N_("nameplate: rated power, load, efficiency, frequency")),
    ("metered", N_("metered power")),
    ("annual", N_("energy of a year, from bills")),
)

TERMS = (
    Input(
        "currency",
        N_("Currency of the amounts"),
        N_("All amounts of money in the tables below are in this currency, at the prices of one year."),
        "terms",
        kind=InputKind.CHOICE,
        choices=tuple((code, code) for code in MONEY),
    ),
    Input(
        "price_year",
        N_("Price year"),
        N_("The year of the prices; amounts of other years are converted before they are entered."),
        "terms",
        "year",
        possible=(1950.0, 2200.0),
        optional=True,
        exact=True,
    ),
    Input(
        "discount_rate",
        N_("Discount rate"),
        N_("Real rate per year, since all amounts are at the prices of one year."),
        "terms",
        "%",
        possible=(-50.0, 1000.0),
        plausible=(0.0, 30.0),
        exact=True,
    ),
    Input(
        "price_growth",
        N_("Growth of energy prices"),
        N_("Real growth per year, beyond general inflation. Where it is empty, prices stay as they are."),
        "terms",
        "%",
        possible=(-50.0, 100.0),
        plausible=(-10.0, 20.0),
        optional=True,
        exact=True,
    ),
    *(
        Input(
            f"price_{carrier}",
            label,
            N_("What is paid for the last unit: without fixed charges, which are not saved."),
            "terms",
            f"currency/{unit}",
            units=tuple(f"{code}/{unit}" for code in MONEY),
            possible=POSITIVE,
            optional=carrier != "electricity",
        )
        for carrier, label, unit in (
            ("electricity", N_("Price of electricity"), "kWh"),
            ("diesel", N_("Price of diesel"), "L"),
            ("gasoline", N_("Price of gasoline"), "L"),
            ("natural_gas", N_("Price of natural gas"), "m3"),
            ("lpg", N_("Price of LPG"), "kg"),
        )
    ),
)

LOADS = (
    Input(
        "loads",
        N_("Loads"),
        N_(
            "One row per load; each way of measuring uses its own columns. Efficiency is in per cent: 0.95 "
            "as a fraction is 95 %. Without frequencies a nameplate load runs at full speed; without a "
            "number of units there is one. The energy of a year is for all units together."
        ),
        "loads",
        kind=InputKind.TABLE,
        columns=(
            NAME,
            Column("method", N_("Known from"), kind="choice", choices=METHODS),
            Column("voltage", N_("Voltage"), "V", possible=POSITIVE, exact=True),
            Column("current", N_("Electric current"), "A", possible=POSITIVE),
            Column("power_factor", N_("Power factor"), "fraction", possible=(0.0, 1.0), exact=True),
            Column("rated", N_("Rated power"), "kW", possible=POSITIVE),
            Column("load", N_("Load factor"), "%", possible=(0.0, 200.0), exact=True),
            Column("efficiency", N_("Efficiency"), "%", possible=SHARE, exact=True),
            Column("frequency", N_("Frequency"), "Hz", possible=POSITIVE, exact=True),
            Column("line_frequency", N_("Line frequency"), "Hz", possible=POSITIVE, exact=True),
            Column("power", N_("Metered power"), "kW", possible=POSITIVE),
            Column("units", N_("Number of units"), possible=POSITIVE, exact=True),
            Column("hours", N_("Operating hours"), "h/yr", possible=HOURS, exact=True),
            Column("energy", N_("Energy"), "kWh/yr", possible=POSITIVE),
        ),
    ),
)

CALCULATORS = (
    Input(
        "lighting",
        N_("Lighting"),
        N_("Power of a lamp with its gear. Where the hours after are empty they stay as they were."),
        "calculators",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            NAME,
            Column("lamps", N_("Lamps"), possible=POSITIVE, exact=True),
            Column("power_before", N_("Power before"), "W", possible=POSITIVE, exact=True),
            Column("power_after", N_("Power after"), "W", possible=POSITIVE, exact=True),
            Column("hours", N_("Operating hours"), "h/yr", possible=HOURS),
            Column("hours_after", N_("Operating hours after"), "h/yr", possible=HOURS),
        ),
    ),
    Input(
        "pumping",
        N_("Pumping"),
        N_(
            "Efficiency of pump and motor together, in per cent. Where flow or head after are empty they "
            "stay as they were."
        ),
        "calculators",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            NAME,
            Column("flow", N_("Flow"), "m3/h", possible=POSITIVE),
            Column("head", N_("Pump head"), "m", possible=POSITIVE, exact=True),
            Column("efficiency_before", N_("Efficiency before"), "%", possible=SHARE, exact=True),
            Column("efficiency_after", N_("Efficiency after"), "%", possible=SHARE, exact=True),
            Column("hours", N_("Operating hours"), "h/yr", possible=HOURS, exact=True),
            Column("flow_after", N_("Flow after"), "m3/h", possible=POSITIVE),
            Column("head_after", N_("Pump head after"), "m", possible=POSITIVE, exact=True),
        ),
    ),
    Input(
        "buildings",
        N_("Buildings"),
        N_("Electricity per floor area and year, before and after."),
        "calculators",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            NAME,
            Column("area", N_("Floor area"), "m2", possible=POSITIVE, exact=True),
            Column("use_before", N_("Use before (kWh/m2 a year)"), possible=POSITIVE),
            Column("use_after", N_("Use after (kWh/m2 a year)"), possible=POSITIVE),
        ),
    ),
    Input(
        "vehicles",
        N_("Vehicles"),
        N_("Electricity after is that of vehicles which drive on it instead; then fuel after may be 0."),
        "calculators",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            NAME,
            Column("fuel", N_("Fuel"), kind="choice", choices=_FUEL_CHOICES),
            Column("vehicles", N_("Vehicles"), possible=POSITIVE, exact=True),
            Column("distance", N_("Distance (km per vehicle and year)"), possible=POSITIVE),
            Column("use_before", N_("Fuel before (L/100 km)"), possible=POSITIVE, exact=True),
            Column("use_after", N_("Fuel after (L/100 km)"), possible=POSITIVE, exact=True),
            Column("electricity_after", N_("Electricity after (kWh/100 km)"), possible=POSITIVE, exact=True),
        ),
    ),
)

FACTORS = (
    Input(
        "grid",
        N_("Electricity grid"),
        N_(
            "Sets the emission factor of electricity. A combined margin is meant for projects; a grid "
            "average is meant for inventories: they are not interchangeable."
        ),
        "factors",
        kind=InputKind.CHOICE,
        choices=GRID_CHOICES,
        optional=True,
    ),
    Input(
        "grid_factor",
        N_("Emission factor, electricity"),
        N_("Of the grid and year chosen, or this city's own."),
        "factors",
        "t CO2e/MWh",
        units=("g CO2e/kWh",),
        possible=(0.0, 3.0),
        plausible=(0.05, 1.5),
        default_for=grid_default,
    ),
    *(
        Input(
            f"heat_{fuel}",
            label,
            N_("Net heat content, to count fuels in kWh and to take their emissions from energy."),
            "factors",
            f"MJ/{CARRIERS[fuel][1]}",
            possible=(0.0, 200.0),
            default=HEAT[fuel],
            optional=True,
        )
        for fuel, label in zip(
            FUELS,
            (
                N_("Heat content, diesel"),
                N_("Heat content, gasoline"),
                N_("Heat content, natural gas"),
                N_("Heat content, LPG"),
            ),
            strict=True,
        )
    ),
    *(
        Input(
            coefficient.key,
            coefficient.label,
            N_("CO2 only; methane and nitrous oxide of combustion are left out."),
            "factors",
            "kg CO2/TJ",
            possible=(0.0, 200_000.0),
            default=coefficient,
            optional=True,
        )
        for coefficient in CO2.values()
        if coefficient is not None
    ),
)
