"""What is asked in general, of loads and of the four calculators."""

from yport_desktop.domain.fuels import CO2_TABLE, PROPERTIES
from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import CURRENCIES

from .factors import CARRIERS, CO2, FUELS, GRID_CHOICES, HEAT, HEAT_RANGES, grid_default

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
USUAL_HOURS = (50.0, 8784.0)
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
        plausible=(1990.0, 2060.0),
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
            plausible=usual,
            possible=POSITIVE,
            optional=carrier != "electricity",
        )
        for carrier, label, unit, usual in (
            ("electricity", N_("Price of electricity"), "kWh", (0.01, 0.8)),
            ("diesel", N_("Price of diesel"), "L", (0.1, 4.0)),
            ("gasoline", N_("Price of gasoline"), "L", (0.1, 4.0)),
            ("natural_gas", N_("Price of natural gas"), "m3", (0.02, 4.0)),
            ("lpg", N_("Price of LPG"), "kg", (0.1, 5.0)),
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
            Column("voltage", N_("Voltage"), "V", plausible=(100.0, 36_000.0), possible=POSITIVE, exact=True),
            Column("current", N_("Electric current"), "A", plausible=(0.1, 5_000.0), possible=POSITIVE),
            Column(
                "power_factor",
                N_("Power factor"),
                "fraction",
                plausible=(0.5, 1.0),
                possible=(0.0, 1.0),
                exact=True,
            ),
            Column("rated", N_("Rated power"), "kW", plausible=(0.01, 20_000.0), possible=POSITIVE),
            Column(
                "load", N_("Load factor"), "%", plausible=(20.0, 110.0), possible=(0.0, 200.0), exact=True
            ),
            Column("efficiency", N_("Efficiency"), "%", plausible=(20.0, 99.0), possible=SHARE, exact=True),
            Column("frequency", N_("Frequency"), "Hz", plausible=(15.0, 65.0), possible=POSITIVE, exact=True),
            Column(
                "line_frequency",
                N_("Line frequency"),
                "Hz",
                plausible=(50.0, 60.0),
                possible=POSITIVE,
                exact=True,
            ),
            Column("power", N_("Metered power"), "kW", plausible=(0.01, 20_000.0), possible=POSITIVE),
            Column("units", N_("Number of units"), plausible=(1.0, 100_000.0), possible=POSITIVE, exact=True),
            Column("hours", N_("Operating hours"), "h/yr", plausible=USUAL_HOURS, possible=HOURS, exact=True),
            Column("energy", N_("Energy"), "kWh/yr", plausible=(100.0, 1e9), possible=POSITIVE),
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
            Column("lamps", N_("Lamps"), plausible=(1.0, 1e6), possible=POSITIVE, exact=True),
            Column(
                "power_before",
                N_("Power before"),
                "W",
                plausible=(1.0, 2_000.0),
                possible=POSITIVE,
                exact=True,
            ),
            Column(
                "power_after", N_("Power after"), "W", plausible=(1.0, 2_000.0), possible=POSITIVE, exact=True
            ),
            Column("hours", N_("Operating hours"), "h/yr", plausible=USUAL_HOURS, possible=HOURS),
            Column("hours_after", N_("Operating hours after"), "h/yr", plausible=USUAL_HOURS, possible=HOURS),
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
            Column("flow", N_("Flow"), "m3/h", plausible=(1.0, 100_000.0), possible=POSITIVE),
            Column("head", N_("Pump head"), "m", plausible=(1.0, 300.0), possible=POSITIVE, exact=True),
            Column(
                "efficiency_before",
                N_("Efficiency before"),
                "%",
                plausible=(20.0, 90.0),
                possible=SHARE,
                exact=True,
            ),
            Column(
                "efficiency_after",
                N_("Efficiency after"),
                "%",
                plausible=(20.0, 90.0),
                possible=SHARE,
                exact=True,
            ),
            Column("hours", N_("Operating hours"), "h/yr", plausible=USUAL_HOURS, possible=HOURS, exact=True),
            Column("flow_after", N_("Flow after"), "m3/h", plausible=(1.0, 100_000.0), possible=POSITIVE),
            Column(
                "head_after",
                N_("Pump head after"),
                "m",
                plausible=(1.0, 300.0),
                possible=POSITIVE,
                exact=True,
            ),
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
            Column("area", N_("Floor area"), "m2", plausible=(20.0, 1e7), possible=POSITIVE, exact=True),
            Column(
                "use_before", N_("Use before (kWh/m2 a year)"), plausible=(10.0, 800.0), possible=POSITIVE
            ),
            Column("use_after", N_("Use after (kWh/m2 a year)"), plausible=(5.0, 800.0), possible=POSITIVE),
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
            Column("vehicles", N_("Vehicles"), plausible=(1.0, 100_000.0), possible=POSITIVE, exact=True),
            Column(
                "distance",
                N_("Distance (km per vehicle and year)"),
                plausible=(500.0, 300_000.0),
                possible=POSITIVE,
            ),
            Column(
                "use_before",
                N_("Fuel before (L/100 km)"),
                plausible=(1.0, 100.0),
                possible=POSITIVE,
                exact=True,
            ),
            Column(
                "use_after",
                N_("Fuel after (L/100 km)"),
                plausible=(0.0, 100.0),
                possible=POSITIVE,
                exact=True,
            ),
            Column(
                "electricity_after",
                N_("Electricity after (kWh/100 km)"),
                plausible=(3.0, 300.0),
                possible=POSITIVE,
                exact=True,
            ),
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
            plausible=HEAT_RANGES[fuel],
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
            factor.key,
            factor.label,
            N_("CO2 only; methane and nitrous oxide of combustion are left out."),
            "factors",
            "kg CO2/TJ",
            plausible=(PROPERTIES[fuel].co2.low, PROPERTIES[fuel].co2.high),
            plausible_source=CO2_TABLE,
            possible=(0.0, 200_000.0),
            default=factor,
            optional=True,
        )
        for fuel, factor in CO2.items()
    ),
)
