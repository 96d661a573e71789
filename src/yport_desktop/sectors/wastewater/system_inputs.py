"""What is asked of the systems: septic tanks and septage, treatment plants, their sludge and gas."""

from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.text import N_

from .factors import F_SEPTIC, K_REM_DEFAULT, LEVELS, SLUDGES
from .inputs import FISCAL, SHARE, choice, volume
from .pathways import PATHWAYS, PLANTS
from .sources import printed_in

NONE_OR_MEASURED = (("none", N_("none at any plant")), ("measured", N_("as entered below")))

ON_SITE_INPUTS = (
    choice(
        "septic_basis",
        N_("Methane of septic tanks from"),
        N_(
            "The organic load and the guideline's factor, or an emission per person from a study of your own."
        ),
        "onsite",
        (("bod", N_("organic load and factor")), ("per_person", N_("emission per person and day"))),
        "bod",
    ),
    Input(
        "septic_ch4_per_person",
        N_("Methane per person on a septic tank"),
        N_("From a study; only read where the emission per person is chosen above."),
        "onsite",
        "g/cap/d",
        plausible=(1.0, 30.0),
        possible=(0.0, 200.0),
        optional=True,
    ),
    Input(
        "f_septic",
        F_SEPTIC.label,
        N_(
            "Share of the people on septic tanks who have them emptied as instructed, with the sludge taken "
            "away."
        ),
        "onsite",
        "fraction",
        units=("%",),
        plausible=(0.0, 0.95),
        possible=(0.0, 1.0),
        optional=True,
        default=F_SEPTIC,
        period_hint=FISCAL,
    ),
    choice(
        "septage_treated_in",
        N_("Septage is treated in"),
        N_("The plant that takes the septage: its organics are added to that plant's load."),
        "onsite",
        (
            ("none", N_("no plant of this assessment")),
            *((key, PATHWAYS[key].label) for key in PLANTS),
        ),
        "none",
    ),
    Input(
        "septage_to_plant",
        N_("Share of the septage taken to that plant"),
        N_("Of the organics taken out of septic tanks. Only read where a plant is chosen above."),
        "onsite",
        "%",
        units=("fraction",),
        plausible=(1.0, 100.0),
        possible=SHARE,
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "septic_tanks",
        N_("Septic tanks"),
        N_("Number of tanks. Where it is not given, people on tanks over people per tank."),
        "onsite",
        "tanks",
        plausible=(10.0, 5_000_000.0),
        possible=(0.0, 50_000_000.0),
        optional=True,
        period_hint=FISCAL,
    ),
    Input(
        "persons_per_tank",
        N_("People per septic tank"),
        N_("Only read where the number of tanks is not given."),
        "onsite",
        "persons",
        plausible=(2.0, 50.0),
        possible=(0.5, 10_000.0),
        optional=True,
    ),
    Input(
        "tank_volume_m3",
        N_("Septage per emptying"),
        N_("Volume taken out of a tank each time it is emptied."),
        "onsite",
        "m3",
        plausible=(0.5, 20.0),
        possible=(0.01, 1_000.0),
        optional=True,
    ),
    Input(
        "desludging_interval_yr",
        N_("Years between emptyings"),
        N_("The interval that is prescribed or aimed at, e.g. 3 to 5 years."),
        "onsite",
        "years",
        plausible=(1.0, 10.0),
        possible=(0.1, 100.0),
        optional=True,
    ),
    volume(
        "septage_capacity_m3_d",
        N_("Septage treatment capacity"),
        N_("Design capacity of all septage treatment, in working order."),
        "onsite",
        (0.0, 10_000.0),
    ),
)

PLANT_INPUTS = (
    choice(
        "treatment_level",
        N_("Treatment of the aerobic plants"),
        N_("Sets the organics and the nitrogen that are removed."),
        "plants",
        LEVELS,
    ),
    choice(
        "treatment_level_anaerobic",
        N_("Treatment of reactors and lagoons"),
        N_("The level that they reach: it sets the organics and the nitrogen that are removed."),
        "plants",
        LEVELS,
        optional=True,
    ),
    choice(
        "removal_basis",
        N_("Organics removed at the aerobic plants from"),
        N_("The guideline's figure for the level of treatment, or BOD measured before and after."),
        "plants",
        (("level", N_("level of treatment")), ("measured", N_("measured BOD"))),
        "level",
    ),
    *(
        Input(
            key,
            label,
            definition,
            "plants",
            "mg/L",
            plausible=plausible,
            possible=(0.0, 100_000.0),
            optional=True,
            period_hint=N_("mean of a year, weighted by flow"),
        )
        for key, label, definition, plausible in (
            ("bod_in", N_("BOD of the inflow"), N_("Mean of all plants, weighted by flow."), (20.0, 600.0)),
            ("bod_out", N_("BOD of the effluent"), N_("Mean of all plants, weighted by flow."), (0.0, 200.0)),
        )
    ),
    choice(
        "sludge_removal",
        N_("Removal of sludge"),
        N_("Whether sludge is taken out of treatment and its amount is known. Septic tanks are apart."),
        "plants",
        NONE_OR_MEASURED,
    ),
    Input(
        "sludge_dry_t_yr",
        N_("Dry sludge removed from aerobic plants"),
        N_("Dry mass. What counts is its organic part: dry mass times K_rem."),
        "plants",
        "t/yr",
        units=("t/d", "kg/d"),
        plausible=(1.0, 500_000.0),
        possible=(0.0, 10_000_000.0),
        optional=True,
        period_hint=FISCAL,
    ),
    choice(
        "sludge_kind",
        N_("Kind of sludge"),
        N_("Sets the organics in dry sludge. Only read with the dry mass of sludge."),
        "plants",
        SLUDGES,
        optional=True,
    ),
    Input(
        "k_rem",
        N_("Organics in dry sludge (K_rem)"),
        N_("BOD removed with each kilogram of dry sludge."),
        "plants",
        "kg BOD/kg",
        plausible=(0.4, 1.5),
        possible=(0.0, 5.0),
        plausible_source=printed_in("Table 6.6a"),
        optional=True,
        default_for=K_REM_DEFAULT,
    ),
    Input(
        "sludge_organics",
        N_("Organics removed as sludge, by pathway"),
        N_("Where they are known as BOD: used instead of the dry mass. A pathway not listed has no removal."),
        "plants",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column(
                "pathway",
                N_("Pathway"),
                kind="choice",
                choices=tuple(
                    (key, found.label)
                    for key, found in PATHWAYS.items()
                    if found.mcf and found.organics != "septic"
                ),
            ),
            Column(
                "organics",
                N_("BOD removed"),
                "t/yr",
                possible=(0.0, 10_000_000.0),
                plausible=(0.0, 500_000.0),
            ),
        ),
    ),
    choice(
        "gas_recovery",
        N_("Recovery of methane"),
        N_("Whether methane is recovered or flared at any plant."),
        "plants",
        NONE_OR_MEASURED,
    ),
    Input(
        "recovered",
        N_("Methane recovered, by pathway"),
        N_("Measured amounts only. A pathway that is not listed counts as one without recovery."),
        "plants",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column(
                "pathway",
                N_("Pathway"),
                kind="choice",
                choices=tuple((key, PATHWAYS[key].label) for key in PLANTS),
            ),
            Column(
                "methane",
                N_("Methane recovered"),
                "t/yr",
                possible=(0.0, 1_000_000.0),
                plausible=(0.0, 100_000.0),
            ),
        ),
    ),
)
