"""What is computed of emissions: methane and nitrous oxide by pathway, in total and per person."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import load, methane, nitrogen
from .factors import ORGANICS_REMOVED
from .pathways import EMITTING, ON_SITE, PATHWAYS, PLANTS, SHARES, TANKS
from .sources import METHANE, NITROUS_OXIDE

Compute = Callable[[Mapping[str, Any]], Any]
_KG: dict[str, Any] = {"unit": "kg/yr", "decimals": 0, "bounds": (0.0, None)}
_CO2E: dict[str, Any] = {"unit": "t CO2e/yr", "decimals": 0, "bounds": (0.0, None), "better": "lower"}
_LOAD = ("bod_per_person", "bod_stated_t_yr", "days_per_year", "pathway_basis", "income_groups")

_METHANE_LABELS: dict[str, str] = {
    "aerobic": N_("Methane, aerobic plants"),
    "reactor": N_("Methane, anaerobic reactors"),
    "lagoon_shallow": N_("Methane, shallow lagoons"),
    "lagoon_deep": N_("Methane, deep lagoons"),
    "septic": N_("Methane, septic tanks"),
    "septic_field": N_("Methane, septic tanks with dispersal field"),
    "latrine_family": N_("Methane, dry family latrines"),
    "latrine_communal": N_("Methane, dry communal latrines"),
    "latrine_wet": N_("Methane, wet latrines"),
    "stagnant_sewer": N_("Methane, stagnant sewers"),
}
_CO2E_LABELS: dict[str, str] = {
    "aerobic": N_("Emissions, aerobic plants"),
    "reactor": N_("Emissions, anaerobic reactors"),
    "lagoon_shallow": N_("Emissions, shallow lagoons"),
    "lagoon_deep": N_("Emissions, deep lagoons"),
    "septic": N_("Emissions, septic tanks"),
    "septic_field": N_("Emissions, septic tanks with dispersal field"),
    "latrine_family": N_("Emissions, dry family latrines"),
    "latrine_communal": N_("Emissions, dry communal latrines"),
    "latrine_wet": N_("Emissions, wet latrines"),
    "stagnant_sewer": N_("Emissions, stagnant sewers"),
    "discharge": N_("Emissions, discharge"),
}
_METHANE_OF = N_("(Organics that arrive less those removed as sludge) x emission factor, less recovery.")


def _formula(key: str) -> str:
    if key in TANKS:
        per_person = f"population × part_{key} × septic_ch4_per_person × days_per_year / 1000"
        return f"(tow_{key} − sludge_{key}) × factor_{key}; or {per_person}"
    if PATHWAYS[key].kind == "plant":
        return f"(tow_{key} − sludge_{key}) × factor_{key} − recovered_{key}"
    return f"(tow_{key} − sludge_{key}) × factor_{key}"


def _uses(key: str) -> tuple[str, ...]:
    """What else the methane of a pathway may be read from."""
    tanks = ("f_septic", "septic_removed", "septic_basis", "septic_ch4_per_person")
    sludge = ("sludge_removal", "sludge_organics", "sludge_dry_t_yr", "sludge_kind", "k_rem")
    plant = ("i_coll", "gas_recovery", "recovered", "septage_treated_in", "septage_to_plant")
    own = (f"mcf_{key}", f"ef_ch4_{key}", "bo")
    return (*_LOAD, *own, *(tanks if key in TANKS else (*sludge, *plant)))


TOTALS = (
    Indicator(
        "co2e_total",
        N_("Emissions of wastewater"),
        definition=N_(
            "Methane and nitrous oxide of all treatment and of discharge, with the global warming potentials "
            "shown. Electricity is not in it."
        ),
        formula="(ch4_total × gwp_ch4 + n2o_total × gwp_n2o) / 1000",
        source=METHANE,
        compute=partial(nitrogen.co2_equivalent, place="total"),
        needs=("population", "protein_eaten_kg"),
        uses=(*SHARES, *_LOAD, "gwp_set"),
        headline=True,
        **_CO2E,
    ),
    Indicator(
        "co2e_per_person",
        N_("Emissions per person"),
        "kg CO2e/cap/yr",
        N_("Emissions of wastewater over population."),
        "co2e_total × 1000 / population",
        METHANE,
        nitrogen.per_person,
        ("population", "protein_eaten_kg"),
        uses=(*SHARES, *_LOAD, "gwp_set"),
        decimals=0,
        better="lower",
        bounds=(0.0, None),
    ),
    Indicator(
        "ch4_total",
        N_("Methane of wastewater"),
        definition=N_("Of all systems and of discharge."),
        formula="ch4_treatment + ch4_discharge",
        source=METHANE,
        compute=methane.total,
        needs=("population",),
        uses=(*SHARES, *_LOAD),
        better="lower",
        headline=True,
        **_KG,
    ),
    Indicator(
        "n2o_total",
        N_("Nitrous oxide of wastewater"),
        definition=N_("Of all treatment and of discharge."),
        formula="n2o_treatment + n2o_discharge",
        source=NITROUS_OXIDE,
        compute=nitrogen.total,
        needs=("population", "protein_eaten_kg"),
        uses=(*SHARES, "protein_supply_kg", "nitrogen_measured_kg"),
        better="lower",
        **_KG,
    ),
    Indicator(
        "tow_total",
        N_("Organics in domestic wastewater (TOW)"),
        definition=N_("BOD in a year: people times BOD per person, or as stated; industry is not in it."),
        formula="population × bod_per_person × 0.001 × days_per_year",
        source=METHANE,
        compute=lambda values: values["tow"],
        needs=("population",),
        uses=_LOAD[:3],
        **_KG,
    ),
    Indicator(
        "sludge_septic_total",
        N_("Organics taken out of septic tanks (S)"),
        definition=N_("BOD in a year, taken out with the septage of tanks that are emptied as instructed."),
        formula="(tow_septic + tow_septic_field) × f_septic × septic_removed",
        source=METHANE,
        compute=lambda values: values["septic_sludge"],
        needs=("population", "share_septic"),
        uses=(*_LOAD, "share_septic_field", "f_septic", "septic_removed"),
        **_KG,
    ),
)
PATHWAY_METHANE = tuple(
    Indicator(
        f"ch4_{key}",
        _METHANE_LABELS[key],
        definition=_METHANE_OF,
        formula=_formula(key),
        source=METHANE,
        compute=partial(methane.emitted_by, key=key),
        needs=("population", f"share_{key}"),
        uses=_uses(key),
        better="lower",
        **_KG,
    )
    for key in EMITTING
)
PATHWAY_CO2E = tuple(
    Indicator(
        f"co2e_{place}",
        label,
        definition=N_("Methane and nitrous oxide, with the global warming potentials shown."),
        formula=(
            f"(ch4_{place} × gwp_ch4 + n2o_{place} × gwp_n2o) / 1000"
            if place == "discharge" or PATHWAYS[place].n2o
            else f"ch4_{place} × gwp_ch4 / 1000"
        ),
        source=METHANE,
        compute=partial(nitrogen.co2_equivalent, place=place),
        needs=("population",),
        uses=(*SHARES, "gwp_set", "gwp_ch4", "gwp_n2o"),
        **_CO2E,
    )
    for place, label in _CO2E_LABELS.items()
)
GASES = (
    Indicator(
        "ch4_treatment",
        N_("Methane of treatment"),
        definition=N_("Of all systems; discharge is apart."),
        formula="Σ ch4",
        source=METHANE,
        compute=methane.treatment,
        needs=("population",),
        uses=(*SHARES, *_LOAD),
        better="lower",
        **_KG,
    ),
    Indicator(
        "ch4_discharge",
        N_("Methane of discharge"),
        definition=N_("From the organics that are left after treatment, and from untreated wastewater."),
        formula="tow_eff × ef_ch4_discharge",
        source=METHANE,
        compute=methane.discharged,
        needs=("population",),
        uses=(*SHARES, *_LOAD, "treatment_level", "discharge_water", "ef_ch4_discharge"),
        better="lower",
        **_KG,
    ),
    Indicator(
        "n2o_aerobic",
        N_("Nitrous oxide, aerobic plants"),
        definition=N_("Nitrogen that enters the plants x emission factor x 44/28."),
        formula="tn_aerobic × ef_n2o_aerobic × 44/28",
        source=NITROUS_OXIDE,
        compute=partial(nitrogen.emitted_by, key="aerobic"),
        needs=("population", "share_aerobic", "protein_eaten_kg"),
        uses=("ef_n2o_aerobic", "f_ind_com", "f_npr", "n_hh", "f_non_con"),
        better="lower",
        **_KG,
    ),
    Indicator(
        "n2o_treatment",
        N_("Nitrous oxide of treatment"),
        definition=N_("Of all systems; discharge is apart."),
        formula="Σ n2o",
        source=NITROUS_OXIDE,
        compute=nitrogen.treatment,
        needs=("population", "protein_eaten_kg"),
        uses=SHARES,
        better="lower",
        **_KG,
    ),
    Indicator(
        "n2o_discharge",
        N_("Nitrous oxide of discharge"),
        definition=N_("From the nitrogen that is left after treatment, and from untreated wastewater."),
        formula="n_eff × ef_n2o_discharge × 44/28",
        source=NITROUS_OXIDE,
        compute=nitrogen.discharged,
        needs=("population", "protein_eaten_kg"),
        uses=(*SHARES, "discharge_state", "ef_n2o_discharge", "f_ind_com_on_site"),
        better="lower",
        **_KG,
    ),
    Indicator(
        "tn_total",
        N_("Nitrogen in wastewater (TN)"),
        definition=N_(
            "From protein and household products; with industry and commerce where sewers collect."
        ),
        formula="Σ population × share × nitrogen_per_person × F_IND-COM",
        source=NITROUS_OXIDE,
        compute=nitrogen.nitrogen_total,
        needs=("population", "protein_eaten_kg"),
        uses=(*SHARES, "f_ind_com", "f_ind_com_on_site"),
        **_KG,
    ),
    Indicator(
        "n_effluent",
        N_("Nitrogen discharged (N_eff)"),
        definition=N_("Nitrogen that treatment does not remove, over all pathways."),
        formula="Σ TN × (1 − N_rem)",
        source=NITROUS_OXIDE,
        compute=lambda values: values["n_eff"],
        needs=("population", "protein_eaten_kg"),
        uses=SHARES,
        better="lower",
        **_KG,
    ),
)
EMISSIONS = (*TOTALS, *GASES, *PATHWAY_METHANE, *PATHWAY_CO2E)

DERIVED: dict[str, Compute] = {
    **{f"part_{key}": partial(load.share_of, key=key) for key in PATHWAYS},
    "sewer_share": partial(
        load.people_share, keys=tuple(key for key, found in PATHWAYS.items() if found.collected)
    ),
    "septic_share": partial(load.people_share, keys=TANKS),
    "tow": load.organics,
    **{f"tow_{key}": partial(load.organics_of, key=key) for key in (*PLANTS, *ON_SITE, "stagnant_sewer")},
    **{f"removed_{group}": partial(load.organics_removed, group=group) for group in ORGANICS_REMOVED},
    "tow_eff": load.organics_discharged,
    **{f"sludge_{key}": partial(methane.sludge_of, key=key) for key in EMITTING},
    "septic_sludge": load.septic_sludge,
    "septage_bod": load.septage_organics,
    **{f"factor_{key}": partial(methane.factor_of, key=key) for key in EMITTING},
    **{f"recovered_{key}": partial(methane.recovered_of, key=key) for key in PLANTS},
    "protein": nitrogen.protein,
    "nitrogen_per_person": nitrogen.nitrogen_per_person,
    **{f"tn_{key}": partial(nitrogen.nitrogen_of, key=key) for key in PATHWAYS},
    **{
        f"n2o_{key}": partial(nitrogen.emitted_by, key=key)
        for key in nitrogen.EMITTING_N2O
        if key != "aerobic"
    },
    "n_eff": nitrogen.nitrogen_discharged,
}
