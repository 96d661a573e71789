"""What is asked for landfill methane: the history of deposits, the sites, and every factor."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_
from yport_desktop.domain.warming import potentials

from .factors import (
    CARBON_PLAUSIBLE,
    CLIMATES,
    DELAY,
    GUIDELINES,
    MATERIALS,
    MCF_PLAUSIBLE,
    METHANE_FRACTION,
    OXIDATION,
    SITE_TYPES,
    deposited_default,
    doc_default,
    docf_default,
    generation_default,
    k_default,
    k_printed,
    mcf_default,
)
from .inputs import ANY_SHARE, ANY_YEAR, YEAR, YEARS
from .sources import IPCC_2006_V5

SECTIONS = (
    InputSection(
        "deposits",
        N_("Landfill: deposits"),
        N_("What was deposited since the sites opened; start well before the year of interest"),
    ),
    InputSection("sites", N_("Landfill: sites and gas"), N_("How the sites were managed over time")),
    InputSection(
        "decay",
        N_("Landfill: factors"),
        N_("The IPCC defaults stand in where nothing is entered"),
        folded=True,
    ),
)

_FACTOR_LABELS: dict[str, tuple[str, str, str]] = {
    "food": (N_("DOC, food"), N_("DOCf, food"), N_("Decay rate k, food")),
    "garden": (N_("DOC, garden and park"), N_("DOCf, garden and park"), N_("Decay rate k, garden and park")),
    "paper": (N_("DOC, paper"), N_("DOCf, paper"), N_("Decay rate k, paper")),
    "wood": (N_("DOC, wood and straw"), N_("DOCf, wood and straw"), N_("Decay rate k, wood and straw")),
    "textiles": (N_("DOC, textiles"), N_("DOCf, textiles"), N_("Decay rate k, textiles")),
    "nappies": (N_("DOC, nappies"), N_("DOCf, nappies"), N_("Decay rate k, nappies")),
    "sludge": (N_("DOC, sewage sludge"), N_("DOCf, sewage sludge"), N_("Decay rate k, sewage sludge")),
    "industrial": (
        N_("DOC, industrial waste"),
        N_("DOCf, industrial waste"),
        N_("Decay rate k, industrial waste"),
    ),
    "bulk": (N_("DOC, bulk waste"), N_("DOCf, bulk waste"), N_("Decay rate k, bulk waste")),
}
_MCF_LABELS: dict[str, str] = {
    "managed_anaerobic": N_("MCF, managed, anaerobic"),
    "managed_semi_aerobic": N_("MCF, managed well, semi-aerobic"),
    "poor_semi_aerobic": N_("MCF, managed poorly, semi-aerobic"),
    "active_aeration": N_("MCF, managed well, active aeration"),
    "poor_active_aeration": N_("MCF, managed poorly, active aeration"),
    "unmanaged_deep": N_("MCF, unmanaged, deep"),
    "unmanaged_shallow": N_("MCF, unmanaged, shallow"),
    "uncategorised": N_("MCF, uncategorised"),
}

_MASS = (0.0, 1_000_000.0)
_CITY = (0.0, 10_000.0)  # Gg/yr, of the largest
_FRACTION = (0.0, 1.0)
_PER_PERSON = (0.05, 1.5)  # t/cap/yr
_OXIDISED = (0.0, 0.2)
_SITE_COLUMNS = (
    YEAR,
    *(Column(key, label, "%", possible=ANY_SHARE) for key, (label, _, _) in SITE_TYPES.items()),
)

DEPOSITS = (
    Input(
        "guideline",
        N_("Guideline"),
        N_("Sets the fraction of carbon that decomposes and the site types."),
        "deposits",
        kind=InputKind.CHOICE,
        choices=GUIDELINES,
        default="2019R",
    ),
    Input(
        "climate",
        N_("Climate"),
        N_("Sets the decay rates. Cebu, Da Nang and Bangkok: tropical, moist and wet."),
        "deposits",
        kind=InputKind.CHOICE,
        choices=CLIMATES,
        default="tropical_wet",
    ),
    Input(
        "deposit_basis",
        N_("Deposits known as"),
        N_("Total waste with its composition, each material, or people and their waste."),
        "deposits",
        kind=InputKind.CHOICE,
        choices=(
            ("from_msw", N_("total waste and composition")),
            ("by_material", N_("each material by year")),
            ("from_population", N_("population, waste per person and composition")),
        ),
        default="from_msw",
    ),
    Input(
        "msw_history",
        N_("Waste by year"),
        N_(
            "Municipal waste and the share of it that was deposited. Years between rows are interpolated; "
            "nothing is assumed before the first and after the last row."
        ),
        "deposits",
        kind=InputKind.TABLE,
        columns=(
            YEAR,
            Column("msw", N_("Municipal waste"), "Gg/yr", possible=_MASS, plausible=_CITY),
            Column("fraction_to_disposal", N_("Share deposited"), "fraction", possible=_FRACTION, exact=True),
            Column("sludge", N_("Sewage sludge deposited"), "Gg/yr", possible=_MASS, plausible=_CITY),
            Column("industrial", N_("Industrial waste deposited"), "Gg/yr", possible=_MASS, plausible=_CITY),
        ),
    ),
    Input(
        "deposits",
        N_("Deposits by material and year"),
        N_("Wet weight deposited. Years between are interpolated; an empty column leaves its material out."),
        "deposits",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            YEAR,
            *(
                Column(key, label, "Gg/yr", possible=_MASS, plausible=_CITY)
                for key, label in MATERIALS.items()
            ),
        ),
    ),
    Input(
        "population_history",
        N_("Population by year"),
        N_(
            "Where tonnages are not known. Years between rows are interpolated; for a blank column the "
            "single figure below stands in for every year."
        ),
        "deposits",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            YEAR,
            Column(
                "population",
                N_("Population"),
                "persons",
                possible=(0.0, 2_000_000_000.0),
                exact=True,
                plausible=(1_000.0, 50_000_000.0),
            ),
            Column(
                "per_person", N_("Waste per person"), "t/cap/yr", possible=(0.0, 5.0), plausible=_PER_PERSON
            ),
            Column("fraction_to_disposal", N_("Share deposited"), "fraction", possible=_FRACTION, exact=True),
            Column("sludge", N_("Sewage sludge deposited"), "Gg/yr", possible=_MASS, plausible=_CITY),
            Column("industrial", N_("Industrial waste deposited"), "Gg/yr", possible=_MASS, plausible=_CITY),
        ),
    ),
    Input(
        "generation_rate",
        N_("Waste per person and year"),
        N_("For the population by year. The default goes with the country of the default composition."),
        "deposits",
        "t/cap/yr",
        units=("kg/cap/d", "kg/cap/yr"),
        plausible=_PER_PERSON,
        possible=(0.0, 5.0),
        optional=True,
        default_for=generation_default,
    ),
    Input(
        "share_deposited",
        N_("Share of the waste that is deposited"),
        N_("For the population by year. The default goes with a default composition."),
        "deposits",
        "fraction",
        units=("%",),
        plausible=(0.05, 1.0),
        possible=_FRACTION,
        optional=True,
        default_for=deposited_default,
    ),
    Input(
        "report_year",
        N_("Year of the result"),
        N_("The last year of the history where nothing is entered."),
        "deposits",
        "year",
        plausible=YEARS,
        possible=ANY_YEAR,
        optional=True,
        exact=True,
    ),
)

SITES = (
    Input(
        "site_shares",
        N_("Municipal waste by type of site"),
        N_("Shares of the waste deposited (100 %). A row holds from its year on, the first before it too."),
        "sites",
        kind=InputKind.TABLE,
        columns=_SITE_COLUMNS,
    ),
    Input(
        "site_shares_industrial",
        N_("Industrial waste by type of site"),
        N_("Where it differs from municipal waste."),
        "sites",
        kind=InputKind.TABLE,
        columns=_SITE_COLUMNS,
        optional=True,
    ),
    Input(
        "gas_recovery",
        N_("Recovery of landfill gas"),
        N_("Whether methane is recovered or flared at any site."),
        "sites",
        kind=InputKind.CHOICE,
        choices=(("none", N_("none at any site")), ("measured", N_("measured, as in the table"))),
    ),
    Input(
        "recovery",
        N_("Methane recovered by year"),
        N_("Measured amounts only. A year that is not listed counts as a year without recovery."),
        "sites",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            YEAR,
            Column("recovered", N_("Methane recovered"), "Gg/yr", possible=_MASS, plausible=(0.0, 200.0)),
        ),
    ),
    Input(
        "oxidation_by_year",
        N_("Oxidation in the cover by year"),
        N_("Where covers changed: a row holds from its year on, the single figure before the first row."),
        "sites",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            YEAR,
            Column(
                "oxidation",
                N_("Oxidation in the cover (OX)"),
                "fraction",
                possible=_FRACTION,
                plausible=_OXIDISED,
            ),
        ),
    ),
)


def _of_material(material: str) -> tuple[Input, ...]:
    doc_label, docf_label, k_label = _FACTOR_LABELS[material]
    carbon, decomposing = CARBON_PLAUSIBLE[material]
    doc = Input(
        f"doc_{material}",
        doc_label,
        N_("Degradable organic carbon, fraction of wet weight."),
        "decay",
        "fraction",
        units=("%",),
        plausible=carbon,
        possible=_FRACTION,
        optional=True,
        default=doc_default(material),
    )
    docf = Input(
        f"docf_{material}",
        docf_label,
        N_("Fraction of the degradable carbon that decomposes."),
        "decay",
        "fraction",
        units=("%",),
        plausible=decomposing,
        possible=_FRACTION,
        optional=True,
        default_for=docf_default(material),
    )
    k = Input(
        f"k_{material}",
        k_label,
        N_("Decay rate of first order."),
        "decay",
        "1/yr",
        plausible=k_printed(material),
        plausible_source=f"{IPCC_2006_V5}, chapter 3, Table 3.3",
        possible=(0.0, 10.0),
        optional=True,
        default_for=k_default(material),
    )
    return doc, docf, k


DECAY = (
    Input(
        "methane_fraction",
        METHANE_FRACTION.label,
        N_("By volume."),
        "decay",
        "fraction",
        units=("%",),
        plausible=(0.4, 0.65),
        possible=_FRACTION,
        optional=True,
        default=METHANE_FRACTION,
    ),
    Input(
        "oxidation",
        OXIDATION.label,
        N_("0 as a rule; 0.1 for managed sites covered with oxidising material such as soil or compost."),
        "decay",
        "fraction",
        units=("%",),
        plausible=_OXIDISED,
        possible=_FRACTION,
        optional=True,
        default=OXIDATION,
    ),
    Input(
        "delay_months",
        DELAY.label,
        N_("6: decay starts on 1 January of the year after deposit."),
        "decay",
        "months",
        plausible=(1.0, 6.0),
        possible=(0.0, 6.0),
        optional=True,
        exact=True,
        default=DELAY,
    ),
    *potentials("decay", "ch4"),
    *(
        Input(
            f"mcf_{key}",
            _MCF_LABELS[key],
            N_("Methane correction factor of the site type."),
            "decay",
            "fraction",
            units=("%",),
            plausible=MCF_PLAUSIBLE[key],
            possible=_FRACTION,
            optional=True,
            default=mcf_default(key),
        )
        for key in SITE_TYPES
    ),
    *(asked for key in MATERIALS for asked in _of_material(key)),
)

LANDFILL_INPUTS = (*DEPOSITS, *SITES, *DECAY)
