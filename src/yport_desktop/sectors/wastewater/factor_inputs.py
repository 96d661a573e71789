"""Every factor of methane and nitrous oxide: the guideline's default stands in where nothing is entered."""

from yport_desktop.domain.bounds import Bounds
from yport_desktop.domain.sector import Coefficient, Input, InputSection
from yport_desktop.domain.text import N_
from yport_desktop.domain.warming import potentials

from .factors import (
    BO,
    EF_DISCHARGE_DEFAULT,
    EF_DISCHARGE_RANGE,
    EF_N2O_DISCHARGE_DEFAULT,
    EF_N2O_DISCHARGE_RANGE,
    F_IND_COM,
    F_IND_COM_ON_SITE,
    F_NPR,
    I_COLL,
    N2O_GROUPS,
    N_HH,
    NITROGEN_REMOVED,
    NON_CONSUMED_DEFAULT,
    ORGANICS_REMOVED,
    SEPTIC_REMOVED,
    mcf_default,
    mcf_range,
    n2o_default,
    n2o_range,
    removal_defaults,
    removal_range,
)
from .pathways import EMITTING
from .sources import printed_in

SECTIONS = (
    InputSection(
        "methane",
        N_("Factors: methane"),
        N_("The IPCC defaults stand in where nothing is entered"),
        folded=True,
    ),
    InputSection(
        "nitrogen",
        N_("Factors: nitrogen and nitrous oxide"),
        N_("The IPCC defaults stand in where nothing is entered"),
        folded=True,
    ),
)
_FRACTION = (0.0, 1.0)
_MCF: dict[str, str] = {
    "aerobic": N_("MCF, aerobic plant"),
    "reactor": N_("MCF, anaerobic reactor"),
    "lagoon_shallow": N_("MCF, shallow lagoon"),
    "lagoon_deep": N_("MCF, deep lagoon"),
    "septic": N_("MCF, septic tank"),
    "septic_field": N_("MCF, septic tank with dispersal field"),
    "latrine_family": N_("MCF, dry family latrine"),
    "latrine_communal": N_("MCF, dry communal latrine"),
    "latrine_wet": N_("MCF, wet latrine"),
    "stagnant_sewer": N_("MCF, stagnant sewer"),
}
_EF: dict[str, str] = {
    "aerobic": N_("Own methane factor, aerobic plant"),
    "reactor": N_("Own methane factor, anaerobic reactor"),
    "lagoon_shallow": N_("Own methane factor, shallow lagoon"),
    "lagoon_deep": N_("Own methane factor, deep lagoon"),
    "septic": N_("Own methane factor, septic tank"),
    "septic_field": N_("Own methane factor, septic tank with dispersal field"),
    "latrine_family": N_("Own methane factor, dry family latrine"),
    "latrine_communal": N_("Own methane factor, dry communal latrine"),
    "latrine_wet": N_("Own methane factor, wet latrine"),
    "stagnant_sewer": N_("Own methane factor, stagnant sewer"),
}


def _factor(
    coefficient: Coefficient, definition: str, section: str, plausible: Bounds, table: str = ""
) -> Input:
    """A factor with one default, asked with the bounds of its unit; `table` prints what is usual."""
    share = coefficient.unit == "fraction"
    return Input(
        coefficient.key,
        coefficient.label,
        definition,
        section,
        coefficient.unit,
        units=("%",) if share else (),
        plausible=plausible,
        possible=_FRACTION if share else (0.0, 10.0),
        plausible_source=printed_in(table) if table else "",
        optional=True,
        default=coefficient,
    )


def _removal(quantity: str, group: str, label: str, section: str) -> Input:
    default, default_for = removal_defaults(quantity, group)
    plausible, source = removal_range(quantity, group)
    return Input(
        f"{quantity}_{group}",
        label,
        N_("Share that treatment removes before discharge."),
        section,
        "fraction",
        units=("%",),
        plausible=plausible,
        possible=_FRACTION,
        plausible_source=source,
        optional=True,
        default=default,
        default_for=default_for,
    )


def _mcf(key: str) -> Input:
    return Input(
        f"mcf_{key}",
        _MCF[key],
        N_("Methane correction factor: with Bo it gives the emission factor."),
        "methane",
        "fraction",
        units=("%",),
        plausible=mcf_range(key),
        possible=_FRACTION,
        plausible_source=printed_in("Table 6.3"),
        optional=True,
        default=mcf_default(key),
    )


def _own_factor(key: str) -> Input:
    return Input(
        f"ef_ch4_{key}",
        _EF[key],
        N_("From a study of your own: used instead of Bo times MCF."),
        "methane",
        "kg CH4/kg BOD",
        plausible=(0.0, 0.6),
        possible=(0.0, 2.0),
        optional=True,
    )


def _n2o(group: str, label: str) -> Input:
    plausible, source = n2o_range(group)
    return Input(
        f"ef_n2o_{group}",
        label,
        N_("Nitrogen that leaves treatment as nitrous oxide, of the nitrogen that enters it."),
        "nitrogen",
        "kg N2O-N/kg N",
        plausible=plausible,
        possible=_FRACTION,
        plausible_source=source,
        optional=True,
        default=n2o_default(group),
    )


METHANE_FACTORS = (
    *potentials("methane", "ch4", "n2o"),
    _factor(BO, N_("The most methane that a kilogram of BOD can give."), "methane", (0.4, 0.8)),
    _factor(
        I_COLL,
        N_("For the industry and commerce that discharge to sewers; 1 where wastewater is not collected."),
        "methane",
        (1.0, 1.5),
    ),
    _factor(
        SEPTIC_REMOVED,
        N_("Of the load of a septic tank that is emptied as instructed."),
        "methane",
        (0.3, 0.7),
    ),
    *(_mcf(key) for key in EMITTING),
    Input(
        "ef_ch4_discharge",
        N_("Methane from discharged organics"),
        N_("As printed for the water chosen."),
        "methane",
        "kg CH4/kg BOD",
        plausible=EF_DISCHARGE_RANGE,
        possible=(0.0, 2.0),
        plausible_source=printed_in("Tables 6.2 and 6.3"),
        optional=True,
        default_for=EF_DISCHARGE_DEFAULT,
    ),
    *(_own_factor(key) for key in EMITTING),
    *(_removal("tow_rem", group, label, "methane") for group, (label, _) in ORGANICS_REMOVED.items()),
)

NITROGEN_FACTORS = (
    _factor(F_NPR, N_("By mass."), "nitrogen", (0.15, 0.17), "Table 6.11"),
    _factor(N_HH, N_("Adds the nitrogen of household products."), "nitrogen", (1.0, 1.3)),
    Input(
        "f_non_con",
        N_("Nitrogen of food not eaten but washed down (F_NON-CON)"),
        N_("1 where food waste goes to solid waste."),
        "nitrogen",
        "factor",
        plausible=(1.0, 1.2),
        possible=(1.0, 3.0),
        optional=True,
        default_for=NON_CONSUMED_DEFAULT,
    ),
    _factor(F_IND_COM, N_("For wastewater that sewers collect."), "nitrogen", (1.0, 1.5), "Table 6.11"),
    Input(
        "f_ind_com_on_site",
        F_IND_COM_ON_SITE.label,
        N_(
            "For wastewater that is not collected. The chapter prints 0, which as a multiplier would remove "
            "all nitrogen: less than 1 is refused here."
        ),
        "nitrogen",
        "factor",
        plausible=(1.0, 1.25),
        possible=(1.0, 3.0),
        optional=True,
        default=F_IND_COM_ON_SITE,
    ),
    *(_n2o(group, label) for group, (label, _, _) in N2O_GROUPS.items()),
    Input(
        "ef_n2o_discharge",
        N_("N2O-N from discharged nitrogen"),
        N_("For the state of the water chosen."),
        "nitrogen",
        "kg N2O-N/kg N",
        plausible=EF_N2O_DISCHARGE_RANGE,
        possible=_FRACTION,
        plausible_source=printed_in("Table 6.8a"),
        optional=True,
        default_for=EF_N2O_DISCHARGE_DEFAULT,
    ),
    *(_removal("n_rem", group, label, "nitrogen") for group, (label, _) in NITROGEN_REMOVED.items()),
)
FACTOR_INPUTS = (*METHANE_FACTORS, *NITROGEN_FACTORS)
