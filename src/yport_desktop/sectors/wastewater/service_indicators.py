"""What is computed of the BOD balance, service, septage, effluent and the plan."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator, Series
from yport_desktop.domain.text import N_

from . import effluent, load, service
from .effluent import COMPLIED, EXCEEDED, MISFIT, OUTSIDE, UNKNOWN
from .pathways import ON_SITE, PLANTS, SHARES
from .sources import ARITHMETIC, METHANE, SDG_METADATA

Compute = Callable[[Mapping[str, Any]], Any]
_PERCENT: dict[str, Any] = {"unit": "fraction", "scale": 100.0, "display_unit": "%", "decimals": 1}
_RATIO: dict[str, Any] = {**_PERCENT, "bounds": (0.0, None)}
_SHARE: dict[str, Any] = {**_PERCENT, "bounds": (0.0, 1.0), "better": "higher"}
_BOD: dict[str, Any] = {"unit": "t/d", "decimals": 2, "bounds": (0.0, None), "source": METHANE}


def _ratio(
    key: str, label: str, definition: str, part: str, whole: str, needs: tuple[str, ...], **more: Any
) -> Indicator:
    return Indicator(
        key,
        label,
        definition=definition,
        formula=f"{part} / {whole}",
        source=more.pop("source", ARITHMETIC),
        compute=partial(service.ratio, part=part, whole=whole),
        needs=needs,
        **more,
    )


BALANCE = (
    Indicator(
        "bod_generated_t_d",
        N_("BOD generated"),
        definition=N_("Load of the population in a day; industry is not in it."),
        formula="tow / days_per_year / 1000",
        compute=partial(load.per_day, key="tow"),
        needs=("population",),
        uses=("bod_per_person", "bod_stated_t_yr"),
        **_BOD,
    ),
    Indicator(
        "bod_to_plants_t_d",
        N_("BOD of the people connected to plants"),
        definition=N_("Load of the people whose sewers lead to a plant: what should arrive there."),
        formula="bod_generated_t_d × plant_share",
        compute=load.to_plants,
        needs=("population",),
        uses=SHARES,
        **_BOD,
    ),
    Indicator(
        "bod_removed_t_d",
        N_("BOD removed in plants"),
        definition=N_("Load of the people connected to plants, less what the plants discharge."),
        formula="bod_generated_t_d × Σ share × TOW_rem",
        compute=partial(load.removed, keys=PLANTS, share="plant_share"),
        needs=("population", "treatment_level"),
        uses=(*SHARES, "removal_basis", "bod_in", "bod_out"),
        better="higher",
        **_BOD,
    ),
    Indicator(
        "bod_removed_on_site_t_d",
        N_("BOD removed on site"),
        definition=N_("In septic tanks and latrines, with what is taken away as septage."),
        formula="bod_generated_t_d × Σ share × TOW_rem",
        compute=partial(load.removed, keys=ON_SITE, share="on_site_share"),
        needs=("population",),
        uses=SHARES,
        **_BOD,
    ),
    Indicator(
        "bod_discharged_t_d",
        N_("BOD discharged"),
        definition=N_("What is left after treatment, and the load of those without any."),
        formula="tow_eff / days_per_year / 1000",
        compute=partial(load.per_day, key="tow_eff"),
        needs=("population", "treatment_level"),
        uses=SHARES,
        better="lower",
        headline=True,
        **_BOD,
    ),
    Indicator(
        "bod_at_plants_t_d",
        N_("BOD arriving at plants, measured"),
        definition=N_("Inflow times the BOD of the inflow; industry that discharges to sewers is in it."),
        formula="inflow × bod_in / 1000000",
        compute=load.measured_at_plants,
        needs=("inflow_m3_d", "bod_in"),
        uses=("plants",),
        **_BOD,
    ),
    _ratio(
        "bod_arriving_share",
        N_("Share of the connected BOD that arrives"),
        N_(
            "Measured BOD at the plants over the load of the people connected. Far below 100 %, wastewater "
            "is lost, diluted or already decayed on the way."
        ),
        "bod_at_plants_t_d",
        "bod_to_plants_t_d",
        ("population", "inflow_m3_d", "bod_in"),
        uses=SHARES,
        better="higher",
        **_RATIO,
    ),
    Indicator(
        "bod_removal_measured",
        N_("BOD removal at plants, measured"),
        definition=N_("1 less effluent over inflow."),
        formula="1 − bod_out / bod_in",
        source=ARITHMETIC,
        compute=load.removal_measured,
        needs=("bod_in", "bod_out"),
        better="higher",
        bounds=(None, 1.0),
        **_PERCENT,
    ),
)

SERVICE = (
    Indicator(
        "sewer_coverage",
        N_("Sewer coverage of the population"),
        definition=N_(
            "People connected to sewers, whether or not these lead to a plant, over population; as counted, "
            "else as stated, else the pathways with sewers."
        ),
        formula="connected_population / population",
        source=ARITHMETIC,
        compute=service.sewer_coverage,
        needs=("connected_population", "population"),
        uses=(*SHARES, "sewer_coverage_stated"),
        headline=True,
        **_SHARE,
    ),
    Indicator(
        "plant_share",
        N_("People connected to a treatment plant"),
        definition=N_("Share of the population whose sewers lead to a plant."),
        formula="Σ share",
        source=ARITHMETIC,
        compute=partial(load.people_share, keys=PLANTS),
        needs=("share_aerobic",),
        uses=SHARES,
        **_SHARE,
    ),
    Indicator(
        "on_site_share",
        N_("People with on-site systems"),
        definition=N_("Share of the population on septic tanks or latrines."),
        formula="Σ share",
        source=ARITHMETIC,
        compute=partial(load.people_share, keys=ON_SITE),
        needs=("share_septic",),
        uses=SHARES,
        **_PERCENT,
        bounds=(0.0, 1.0),
    ),
    _ratio(
        "treated_share",
        N_("Treated share of the wastewater"),
        N_("Wastewater entering plants over wastewater generated, by volume."),
        "inflow",
        "generated_m3_d",
        ("inflow_m3_d", "generated_m3_d"),
        uses=("plants",),
        headline=True,
        **_SHARE,
    ),
    _ratio(
        "sdg_6_3_1_proxy",
        N_("SDG 6.3.1, proxy: safely treated share"),
        N_(
            "Volume safely treated over volume generated. The indicator is defined for countries: for one "
            "city this is a proxy."
        ),
        "safely_treated_m3_d",
        "generated_m3_d",
        ("safely_treated_m3_d", "generated_m3_d"),
        source=SDG_METADATA,
        **_SHARE,
    ),
    _ratio(
        "capacity_share",
        N_("Treatment capacity over wastewater generated"),
        N_("Not a treated share: what could be treated if all wastewater reached the plants."),
        "capacity",
        "generated_m3_d",
        ("capacity_m3_d", "generated_m3_d"),
        uses=("plants",),
        better="higher",
        **_RATIO,
    ),
    _ratio(
        "utilisation",
        N_("Use of treatment capacity"),
        N_("Inflow over capacity. Above 100 %, plants are overloaded."),
        "inflow",
        "capacity",
        ("inflow_m3_d", "capacity_m3_d"),
        uses=("plants",),
        **_RATIO,
    ),
    Indicator(
        "electricity_per_m3",
        N_("Electricity per cubic metre treated"),
        "kWh/m3",
        N_("Of sewers and plants, over the wastewater that enters plants."),
        "electricity_kwh_yr / (inflow × days_per_year)",
        ARITHMETIC,
        partial(service.per_m3, key="electricity_kwh_yr"),
        ("electricity_kwh_yr", "inflow_m3_d"),
        uses=("plants", "days_per_year"),
        decimals=3,
        better="lower",
        bounds=(0.0, None),
    ),
    Indicator(
        "cost_per_m3",
        N_("Running cost per cubic metre treated"),
        "currency/m3",
        N_("Of sewers and plants, over the wastewater that enters plants; without investment."),
        "operating_cost / (inflow × days_per_year)",
        ARITHMETIC,
        partial(service.per_m3, key="operating_cost"),
        ("operating_cost", "inflow_m3_d"),
        uses=("plants", "days_per_year"),
        decimals=2,
        better="lower",
    ),
)
SEPTAGE = (
    Indicator(
        "septage_coverage",
        N_("Septage coverage"),
        definition=N_(
            "Share of the people on septic tanks whose tank is emptied as instructed. Never computed from "
            "the default."
        ),
        formula="f_septic",
        source=ARITHMETIC,
        compute=service.septage_coverage,
        needs=("f_septic",),
        **_SHARE,
    ),
    Indicator(
        "septage_demand_m3_d",
        N_("Septage that would arise"),
        "m3/d",
        N_("If every tank were emptied at the interval given."),
        "tanks × tank_volume_m3 / desludging_interval_yr / days_per_year",
        ARITHMETIC,
        service.septage_demand,
        ("tank_volume_m3", "desludging_interval_yr", "septic_tanks"),
        uses=("persons_per_tank", "population", "share_septic", "share_septic_field"),
        decimals=0,
        bounds=(0.0, None),
    ),
    _ratio(
        "septage_capacity_share",
        N_("Septage capacity over septage arising"),
        N_("Below 100 %, the tanks cannot all be emptied at the interval given."),
        "septage_capacity_m3_d",
        "septage_demand_m3_d",
        ("septage_capacity_m3_d", "tank_volume_m3", "desludging_interval_yr"),
        uses=("septic_tanks", "persons_per_tank"),
        better="higher",
        **_RATIO,
    ),
)


def _count(key: str, label: str, definition: str, better: str, *states: str) -> Indicator:
    return Indicator(
        key,
        label,
        "measurements",
        definition,
        "Σ",
        ARITHMETIC,
        lambda values: effluent.count(values, *states),
        ("effluent", "effluent_standard"),
        uses=("own_limits",),
        decimals=0,
        better=better,
        bounds=(0.0, None),
    )


EFFLUENT = (
    Indicator(
        "effluent_complied_share",
        N_("Effluent measurements within the standard"),
        definition=N_("Of those that could be judged. Measurements without a known limit are counted apart."),
        formula="effluent_complied / (effluent_complied + effluent_exceeded)",
        source=ARITHMETIC,
        compute=effluent.complied_share,
        needs=("effluent", "effluent_standard"),
        uses=("own_limits",),
        **_SHARE,
    ),
    _count(
        "effluent_complied",
        N_("Measurements within their limit"),
        N_("Judged by a limit that is known and was in force."),
        "higher",
        COMPLIED,
    ),
    _count(
        "effluent_exceeded",
        N_("Measurements beyond their limit"),
        N_("Judged by a limit that is known and was in force."),
        "lower",
        EXCEEDED,
    ),
    _count(
        "effluent_unknown",
        N_("Measurements that cannot be judged"),
        N_("No limit is known, it was not in force on that day, or the unit does not fit."),
        "lower",
        UNKNOWN,
        OUTSIDE,
        MISFIT,
    ),
)
INDICATORS = (*SERVICE, *BALANCE, *SEPTAGE, *EFFLUENT)

DERIVED: dict[str, Compute] = {
    "inflow": service.inflow,
    "capacity": service.capacity,
    "tanks": service.tanks,
    "verdicts": effluent.verdicts,
}
_LABELS: dict[str, str] = {
    "computed": N_("Capacity over wastewater"),
    "stated": N_("Treated share, as stated"),
}


def series(values: Mapping[str, Any]) -> dict[str, Series]:
    """The plan by year: capacity over wastewater, and the treated share as stated [%]."""
    rows = sorted(values["plan"], key=lambda row: int(row[0]))
    computed = tuple(100 * row[1] / row[2] if row[1] is not None and row[2] else None for row in rows)
    shares = {"computed": computed, "stated": tuple(row[3] for row in rows)}
    years = tuple(int(row[0]) for row in rows)
    return {"plan": Series("plan", N_("Treatment as planned"), "%", years, shares, "", _LABELS)}
