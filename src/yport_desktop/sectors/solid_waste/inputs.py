"""What is asked for the balance of municipal solid waste, coverage, composition and cost."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .factors import COMPOSITION_BASES, composition_default

SECTIONS = (
    InputSection("city", N_("City"), N_("Whose waste is assessed, in which year")),
    InputSection("generation", N_("Generation"), N_("How much municipal solid waste arises")),
    InputSection("recovery", N_("Recovery"), N_("What recovery facilities receive")),
    InputSection("disposal", N_("Disposal"), N_("What disposal sites receive, and how they are controlled")),
    InputSection("coverage", N_("Collection coverage"), N_("Three different figures: never one for another")),
    InputSection("composition", N_("Composition"), N_("Shares of wet weight; together 100 %")),
    InputSection("cost", N_("Cost")),
)

CONTROL_LEVELS = (
    ("full", N_("full control")),
    ("improved", N_("improved control")),
    ("basic", N_("basic control")),
    ("limited", N_("limited control")),
    ("none", N_("no control")),
)
CONTROLLED = frozenset({"full", "improved", "basic"})

_PERSONS = ("千人", "万人", "million persons")
_RATE = ("kg/d", "t/yr", "Gg/yr", "万トン/年")
_SHARE = ("fraction",)
ANY_SHARE = (0.0, 100.0)
YEARS = (1950.0, 2100.0)  # in which a city plans and reports
ANY_YEAR = (1900.0, 2200.0)
YEAR = Column("year", N_("Year"), kind="year", plausible=YEARS)
_TONNAGE = (0.0, 100_000.0)
FISCAL = N_("year or fiscal year, e.g. FY2024")


def _share(
    key: str,
    label: str,
    definition: str,
    section: str,
    plausible: tuple[float, float],
    optional: bool = True,
) -> Input:
    return Input(
        key,
        label,
        definition,
        section,
        "%",
        units=_SHARE,
        plausible=plausible,
        possible=ANY_SHARE,
        optional=optional,
        period_hint=FISCAL,
    )


def _tonnage(key: str, label: str, definition: str, section: str, optional: bool = False) -> Input:
    return Input(
        key,
        label,
        definition,
        section,
        "t/d",
        units=_RATE,
        plausible=(0.0, 20_000.0),
        possible=_TONNAGE,
        optional=optional,
        period_hint=FISCAL,
    )


_FACILITY = (
    Column("name", N_("Name"), kind="text"),
    Column("received", N_("Received"), "t/d", possible=_TONNAGE, plausible=(0.1, 10_000.0)),
    Column("control", N_("Control level"), kind="choice", choices=CONTROL_LEVELS),
)

GENERATION = (
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
    _tonnage(
        "household_t_d",
        N_("Household waste"),
        N_("Waste arising in households, before any recovery."),
        "generation",
    ),
    Input(
        "household_by_income",
        N_("Household waste by income group"),
        N_(
            "People in each income group and their waste per person: used where household waste is not given."
        ),
        "generation",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("group", N_("Income group"), kind="text"),
            Column(
                "population",
                N_("Population"),
                "persons",
                possible=(0.0, 100_000_000.0),
                exact=True,
                plausible=(100.0, 20_000_000.0),
            ),
            Column("rate", N_("Waste per person"), "kg/cap/d", possible=(0.0, 20.0), plausible=(0.1, 4.0)),
        ),
    ),
    _tonnage(
        "non_household_t_d",
        N_("Non-household waste"),
        N_("Municipal waste of shops, offices, markets, institutions and streets."),
        "generation",
    ),
    _tonnage(
        "msw_stated_t_d",
        N_("Municipal solid waste, total as stated"),
        N_("The total where a source states it directly: it is then used instead of the sum of the parts."),
        "generation",
        optional=True,
    ),
)

STATED_RATE = Input(
    "rate_stated_kg_cap_d",
    N_("Waste per person, as stated"),
    N_("Where a source states it: used with the population where no tonnage is given, else shown beside it."),
    "generation",
    "kg/cap/d",
    units=("g/cap/d", "kg/cap/yr", "t/cap/yr"),
    plausible=(0.1, 4.0),
    possible=(0.0, 20.0),
    optional=True,
    period_hint=FISCAL,
)

RECOVERY = (
    _tonnage(
        "recovered_received_t_d",
        N_("Received by recovery facilities"),
        N_("Waste received for recycling, composting or digestion, rejects included."),
        "recovery",
    ),
    _tonnage(
        "recovered_controlled_t_d",
        N_("Recovered in controlled facilities"),
        N_("Waste recovered in facilities with basic, improved or full control; taken as given."),
        "recovery",
    ),
    Input(
        "recovery_facilities",
        N_("Recovery facilities"),
        N_("Each facility with its tonnage and control level: used where the totals above are not given."),
        "recovery",
        kind=InputKind.TABLE,
        columns=_FACILITY,
        optional=True,
    ),
)

DISPOSAL = (
    _tonnage(
        "disposal_received_t_d",
        N_("Received by disposal sites"),
        N_("Waste received by landfills, dumps and incinerators without recovery."),
        "disposal",
    ),
    _share(
        "disposal_controlled_share",
        N_("Share of disposal under control"),
        N_("Share of what disposal sites receive that goes to sites with basic, improved or full control."),
        "disposal",
        ANY_SHARE,  # the 19 cities of the overview run from 0 to 100 %: no share is unusual
        optional=False,
    ),
    Input(
        "disposal_sites",
        N_("Disposal sites"),
        N_("Each site with its tonnage and control level: used where the totals above are not given."),
        "disposal",
        kind=InputKind.TABLE,
        columns=_FACILITY,
        optional=True,
    ),
)

_SERVED = (5.0, 100.0)  # less than that: a fraction taken for per cent?
COVERAGE = (
    _share(
        "coverage_by_population",
        N_("Coverage by population"),
        N_("Share of the population that has a collection service."),
        "coverage",
        _SERVED,
    ),
    _share(
        "coverage_by_waste",
        N_("Coverage by waste"),
        N_("Share of the waste arising that is collected, as stated by a source."),
        "coverage",
        _SERVED,
    ),
    _share(
        "coverage_by_households",
        N_("Coverage by households"),
        N_("Share of households that have a collection service."),
        "coverage",
        _SERVED,
    ),
)

# With what cities report of each fraction, % of wet weight.
_FRACTIONS_ASKED: dict[str, tuple[str, tuple[float, float]]] = {
    "food": (N_("Share of food"), (5.0, 85.0)),
    "garden": (N_("Share of garden and park waste"), (0.0, 40.0)),
    "paper": (N_("Share of paper and cardboard"), (1.0, 50.0)),
    "wood": (N_("Share of wood"), (0.0, 20.0)),
    "textiles": (N_("Share of textiles"), (0.0, 15.0)),
    "nappies": (N_("Share of nappies"), (0.0, 15.0)),
    "rubber": (N_("Share of rubber and leather"), (0.0, 10.0)),
    "plastics": (N_("Share of plastics"), (1.0, 40.0)),
    "metal": (N_("Share of metal"), (0.0, 15.0)),
    "glass": (N_("Share of glass"), (0.0, 20.0)),
    "other": (N_("Share of other, inert waste"), (0.0, 60.0)),
}
COMPOSITION = (
    Input(
        "composition_basis",
        N_("Composition taken from"),
        N_("A default stands in for each fraction not entered; your own figures are shown as such."),
        "composition",
        kind=InputKind.CHOICE,
        choices=COMPOSITION_BASES,
        default="own",
    ),
    *(
        Input(
            f"composition_{key}",
            label,
            N_("Share of wet weight as generated or as sampled; say which."),
            "composition",
            "%",
            units=_SHARE,
            plausible=plausible,
            possible=ANY_SHARE,
            optional=True,
            default_for=composition_default(key),
        )
        for key, (label, plausible) in _FRACTIONS_ASKED.items()
    ),
)

_CODES = ("PHP", "VND", "THB", "JPY", "USD")


def _money(key: str, label: str, definition: str, per: str, plausible: tuple[float, float]) -> Input:
    return Input(
        key,
        label,
        definition,
        "cost",
        f"currency{per}",
        units=tuple(f"{code}{per}" for code in _CODES),
        plausible=plausible,
        possible=(0.0, None),
        optional=True,
        period_hint=FISCAL,
    )


_FEES = (1_000.0, 1e9)
COST = (
    _money(
        "annual_cost",
        N_("Annual cost of waste services"),
        N_("Running cost of collection, transport, treatment and disposal in one year, without investment."),
        "/yr",
        (10_000.0, 3e9),
    ),
    _money(
        "disposal_cost",
        N_("Annual cost of disposal"),
        N_("Running cost of the disposal sites, or the fees paid to them, in one year."),
        "/yr",
        (1_000.0, 1e9),
    ),
    _money("tipping_fee", N_("Tipping fee"), N_("Paid per tonne at the disposal site."), "/t", (0.5, 500.0)),
    _money(
        "disposal_fees_paid",
        N_("Disposal fees paid"),
        N_("In the period named; the price level is that of the period."),
        "",
        _FEES,
    ),
    _money(
        "disposal_fees_before",
        N_("Disposal fees paid in an earlier period"),
        N_("In the same currency. Periods of different length cannot be compared."),
        "",
        _FEES,
    ),
)

BALANCE_INPUTS = (*GENERATION, STATED_RATE, *RECOVERY, *DISPOSAL, *COVERAGE, *COMPOSITION, *COST)
