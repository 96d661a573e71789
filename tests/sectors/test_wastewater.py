"""Wastewater: what physics, bookkeeping and the guideline demand, beyond the worked examples."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.advice.monte_carlo import simulate
from yport_desktop.domain.assess import assess, scaled
from yport_desktop.domain.errors import InvalidEntry, Severity
from yport_desktop.domain.sector import Assessment, InputKind
from yport_desktop.sectors.wastewater import SECTOR, sewerage
from yport_desktop.sectors.wastewater.effluent import Rule, in_force, period
from yport_desktop.sectors.wastewater.pathways import EMITTING, PATHWAYS
from yport_desktop.sectors.wastewater.standards import PARAMETERS, STANDARDS
from yport_desktop.services.calculate import calculate, read_inputs

SHARES = {
    "share_aerobic": 20,
    "share_reactor": 3,
    "share_lagoon_shallow": 4,
    "share_lagoon_deep": 3,
    "share_septic": 40,
    "share_septic_field": 5,
    "share_latrine_family": 2,
    "share_latrine_communal": 3,
    "share_latrine_wet": 10,
    "share_stagnant_sewer": 4,
    "share_flowing_sewer": 2,
    "share_direct": 4,
}
CITY: dict[str, Any] = {
    "population": 1_000_000,
    "protein_eaten_kg": 22,
    **SHARES,
    "ef_n2o_septic_field": 0.001,
    "treatment_level": "secondary",
    "treatment_level_anaerobic": "primary",
    "sludge_removal": "measured",
    "sludge_dry_t_yr": 1500,
    "sludge_kind": "without_primary",
    "sludge_organics": [["reactor", 5]],
    "gas_recovery": "measured",
    "recovered": [["reactor", 20]],
    "f_septic": 0.4,
    "septage_treated_in": "aerobic",
    "septage_to_plant": 60,
}
SERVICE: dict[str, Any] = {
    "septic_tanks": 90_000,
    "tank_volume_m3": 3,
    "desludging_interval_yr": 5,
    "septage_capacity_m3_d": 160,
    "connected_population": 360_000,
    "bod_in": 110,
    "bod_out": 15,
    "generated_m3_d": 200_000,
    "inflow_m3_d": 70_000,
    "capacity_m3_d": 80_000,
    "safely_treated_m3_d": 50_000,
    "treated_stated": 35,
    "electricity_kwh_yr": {"value": 9, "unit": "GWh/yr"},
    "operating_cost": {"value": 100e6, "unit": "PHP/yr"},
    "plan": [[2014, 1.12e6, 2.5e6, 44.8], [2042, 3.408e6, 3.55e6, 96]],
}
EFFLUENT: dict[str, Any] = {
    "effluent_standard": "ph_dao_2016_08_c",
    "effluent": [
        ["bod", 62, None, "2024-05-31", "outfall"],
        ["ph", 7, None, "2024-05-31"],
        ["ammonia", 3, "mg/L", "2024-05"],
    ],
}
FULL = {**CITY, **SERVICE, **EFFLUENT}


def result(inputs: dict[str, Any], **changes: Any) -> Assessment:
    observed, _ = read_inputs(SECTOR, {**inputs, **changes})
    return assess(SECTOR, observed)


def value(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key].value
    assert found is not None, (key, assessment.estimates[key])
    return found


def said(assessment: Assessment) -> str:
    return " | ".join(str(p) for p in assessment.problems)


def chart(assessment: Assessment, key: str) -> Any:
    return next(c for c in SECTOR.charts if c.key == key).build(assessment)


def split(weights: list[float]) -> dict[str, float]:
    """Shares of the pathways that add up to 100 %."""
    return {f"share_{k}": 100 * w / sum(weights) for k, w in zip(PATHWAYS, weights, strict=True)}


weights = st.lists(st.floats(0.01, 1), min_size=len(PATHWAYS), max_size=len(PATHWAYS))
levels = st.sampled_from(["primary", "secondary", "tertiary"])


@settings(max_examples=40, deadline=None)
@given(weights, levels, levels)
def test_the_bod_balance_closes(weights: list[float], level: str, other: str) -> None:
    a = result(CITY, **split(weights), treatment_level=level, treatment_level_anaerobic=other)
    parts = ("bod_removed_t_d", "bod_removed_on_site_t_d", "bod_discharged_t_d")
    assert sum(value(a, key) for key in parts) == pytest.approx(value(a, "bod_generated_t_d"))
    assert value(a, "bod_generated_t_d") == pytest.approx(1_000_000 * 40 / 1e6)
    drawn = chart(a, "bod_balance")
    assert drawn is not None
    for node in drawn.stages[1]:
        into = sum(f.value for f in drawn.flows if f.target == node)
        assert into == pytest.approx(sum(f.value for f in drawn.flows if f.source == node))
    assert value(a, "n_effluent") <= value(a, "tn_total") * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(weights)
def test_pathways_add_up_to_the_totals(weights: list[float]) -> None:
    a = result(CITY, **split(weights), sludge_removal="none", gas_recovery="none")
    methane = sum(value(a, f"ch4_{key}") for key in EMITTING)
    assert methane == pytest.approx(value(a, "ch4_treatment"))
    co2e = sum(value(a, f"co2e_{key}") for key in (*EMITTING, "discharge"))
    assert co2e == pytest.approx(value(a, "co2e_total"))
    assert sum(flow.value for flow in chart(a, "emissions").flows) == pytest.approx(co2e)
    by_gas = 28 * value(a, "ch4_total") + 265 * value(a, "n2o_total")
    assert by_gas / 1000 == pytest.approx(value(a, "co2e_total"))


@settings(max_examples=25, deadline=None)
@given(st.floats(1000, 1e7), st.floats(1.01, 3))
def test_emissions_are_proportional_to_people(people: float, times: float) -> None:
    plain = {**CITY, "sludge_removal": "none", "gas_recovery": "none"}
    one, more = result(plain, population=people), result(plain, population=people * times)
    assert value(more, "co2e_total") == pytest.approx(times * value(one, "co2e_total"))
    assert value(more, "co2e_per_person") == pytest.approx(value(one, "co2e_per_person"))


def test_emissions_move_the_way_physics_says() -> None:
    base = result(CITY)
    methane, gas = value(base, "ch4_total"), value(base, "n2o_total")
    assert value(result(CITY, mcf_septic=0.6), "ch4_septic") > value(base, "ch4_septic")
    assert value(result(CITY, f_septic=0.8), "ch4_septic") < value(base, "ch4_septic")
    assert value(result(CITY, sludge_dry_t_yr=1600), "ch4_aerobic") < value(base, "ch4_aerobic")
    assert value(result(CITY, recovered=[["reactor", 30]]), "ch4_reactor") == pytest.approx(
        value(base, "ch4_reactor") - 10_000
    )
    assert value(result(CITY, treatment_level="tertiary"), "ch4_discharge") < value(base, "ch4_discharge")
    assert value(result(CITY, discharge_water="river"), "ch4_discharge") == pytest.approx(
        value(base, "ch4_discharge") * 0.021 / 0.068
    )
    assert value(result(CITY, discharge_state="eutrophic"), "n2o_discharge") == pytest.approx(
        value(base, "n2o_discharge") * 3.8
    )
    assert value(result(CITY, protein_eaten_kg=23), "n2o_total") > gas
    assert value(result(CITY, bod_per_person=45), "ch4_total") > methane
    assert value(result(CITY, ef_ch4_septic=0.2), "ch4_septic") < value(base, "ch4_septic")
    assert value(result(CITY, i_coll=1), "ch4_lagoon_deep") == pytest.approx(
        value(base, "ch4_lagoon_deep") / 1.25
    )


def test_the_warming_potentials_are_explicit() -> None:
    base = result(CITY)
    for chosen, (ch4, n2o) in {"28_265": (28, 265), "34_298": (34, 298), "25_298": (25, 298)}.items():
        a = result(CITY, gwp_set=chosen)
        expected = (ch4 * value(base, "ch4_total") + n2o * value(base, "n2o_total")) / 1000
        assert value(a, "co2e_total") == pytest.approx(expected)
    assert {"gwp_ch4", "gwp_n2o"} <= {t.key for t in base.estimates["co2e_total"].terms}


def test_nitrogen_of_people_without_sewers_is_never_removed_by_the_factor_printed_as_zero() -> None:
    tanks = {**CITY, **dict.fromkeys(SHARES, 0), "share_septic": 100}
    a = result(tanks)
    assert value(a, "tn_total") == pytest.approx(1_000_000 * 22 * 0.16 * 1.1 * 1.02)
    assert "which would remove all their nitrogen" in said(a)
    with pytest.raises(InvalidEntry, match="cannot be less than 1"):
        result(tanks, f_ind_com_on_site=0)
    sewers = result({**CITY, **dict.fromkeys(SHARES, 0), "share_aerobic": 100})
    assert "remove all their nitrogen" not in said(sewers)
    assert value(sewers, "tn_total") == pytest.approx(1.25 * value(a, "tn_total"))


def test_measured_nitrogen_takes_the_place_of_protein() -> None:
    measured = result(CITY, nitrogen_measured_kg=22 * 0.16 * 1.1 * 1.02)
    assert value(measured, "n2o_total") == pytest.approx(value(result(CITY), "n2o_total"))
    without = {key: given for key, given in CITY.items() if key != "protein_eaten_kg"}
    assert value(result(without, nitrogen_measured_kg=4), "tn_total") > 0
    supplied = result(without, protein_supply_kg=22 / 0.96)
    assert value(supplied, "n2o_total") == pytest.approx(value(result(CITY), "n2o_total"))


def test_nothing_is_made_up_for_a_pathway_without_a_share() -> None:
    some = result({"population": 1000, "share_septic": 60})
    assert some.estimates["ch4_septic"].value is not None
    assert "share_aerobic" in some.estimates["ch4_total"].missing
    assert "60 %: 40 % are not accounted for" in said(some)
    closed = result({"population": 1000, "share_septic": 60, "share_direct": 40})
    assert value(closed, "ch4_total") > 0 and value(closed, "ch4_aerobic") == 0
    assert "add up to" not in said(closed)
    contradiction = result({"population": 1000, "share_septic": 60.67, "share_direct": 50})
    assert "add up to 110.67 %, not to 100 %. They are used as given" in said(contradiction)
    assert chart(contradiction, "bod_balance") is None


def test_both_sources_of_contradicting_shares_are_named() -> None:
    a = result(
        {
            "share_septic": {"value": 80, "source": "Census 2020"},
            "share_aerobic": {"value": 30, "source": "Utility"},
        }
    )
    assert "People on septic tanks: Census 2020" in said(a)
    assert "People on a centralised aerobic treatment plant: Utility" in said(a)


def test_a_factor_that_is_not_at_hand_is_asked_for() -> None:
    elsewhere = result(CITY, region="other_asia")
    assert elsewhere.estimates["n2o_total"].missing == ("f_non_con",)
    assert result(CITY, region="japan").observed["bod_per_person"].value == 42


def test_nitrous_oxide_of_a_dispersal_field_has_its_own_factor() -> None:
    inputs = {key: given for key, given in CITY.items() if key != "ef_n2o_septic_field"}
    a, without = result(inputs), result(inputs, ef_n2o_septic_field=0)
    field = 50_000 * value(a, "tn_total") / (1_000_000 * (1 + 0.25 * 0.36))
    assert value(a, "n2o_total") - value(without, "n2o_total") == pytest.approx(field * 0.0045 * 44 / 28)
    term = next(t for t in a.estimates["n2o_total"].terms if t.key == "ef_n2o_septic_field")
    assert term.is_default and "Table 6.8a" in term.source


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mcf_septic": 0.8}, "at most 0.72 is expected (IPCC 2019 Refinement, Volume 5, Table 6.3)"),
        ({"tow_rem_septic": 0.7}, "at most 0.625 is expected (IPCC 2019 Refinement, Volume 5, Table 6.6b)"),
        ({"n_rem_aerobic": 0.9}, "at most 0.85 is expected (IPCC 2019 Refinement, Volume 5, Table 6.10c)"),
        ({"ef_n2o_aerobic": 0.05}, "at most 0.045 is expected (IPCC 2019 Refinement, Volume 5, Table 6.8a)"),
        ({"ef_ch4_discharge": 0.2}, "at most 0.162 is expected"),
        ({"operating_cost": {"value": 100e9, "unit": "USD/yr"}}, "Running cost of sewers and plants: "),
        ({"plan": [[2140, 1.12e6, 2.5e6, 44.8]]}, "Year: "),
    ],
)
def test_what_is_outside_of_the_usual_is_asked_about(changes: dict[str, Any], words: str) -> None:
    assert "unusually" not in said(result(FULL))
    assert words in said(result(FULL, **changes))


def test_leftover_inputs_never_count() -> None:
    base = result(FULL)
    unused = result(
        FULL,
        septic_ch4_per_person=12,
        protein_supply_kg=40,
        persons_per_tank=5,
        income_groups=[["all", 100, 100]],
        plants=[["A", 80_000, 70_000]],
    )
    for key, estimate in base.estimates.items():
        assert unused.estimates[key].value == estimate.value, key
    without = result(FULL, sludge_removal="none", gas_recovery="none", septage_treated_in="none")
    moved = result(
        FULL,
        sludge_removal="none",
        gas_recovery="none",
        septage_treated_in="none",
        sludge_dry_t_yr=9,
        recovered=[["reactor", 1]],
        septage_to_plant=1,
    )
    assert value(moved, "co2e_total") == value(without, "co2e_total")


def test_changing_an_input_changes_only_what_shows_it() -> None:
    base = result(FULL)
    shown = {key: {t.key for t in e.terms} for key, e in base.estimates.items()}
    for asked in SECTOR.inputs:
        seen = base.observed[asked.key]
        if not seen.known or asked.kind is InputKind.CHOICE:
            continue
        moved = replace(seen, value=scaled(asked, seen.value, 0.97), is_default=False)
        after = assess(SECTOR, {**base.observed, asked.key: moved})
        changed = {k for k, e in after.estimates.items() if e.value != base.estimates[k].value}
        assert changed <= {k for k, keys in shown.items() if asked.key in keys}, asked.key


def test_income_groups_give_the_same_as_the_shares_they_add_up_to() -> None:
    shares = [SHARES[f"share_{key}"] for key in PATHWAYS]
    grouped = result(CITY, pathway_basis="groups", income_groups=[["a", 30, *shares], ["b", 70, *shares]])
    assert value(grouped, "co2e_total") == pytest.approx(value(result(CITY), "co2e_total"))
    off = result(CITY, pathway_basis="groups", income_groups=[["a", 30, *shares], ["b", 60, 50, 60]])
    assert "income groups add up to 90 %" in said(off)
    assert "income group “b” add up to 110 %" in said(off)
    gap = result(CITY, pathway_basis="groups", income_groups=[["a", 100, 50]])
    assert "enter the others, or 0 for none" in str(gap.estimates["ch4_total"].problems[0])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sludge_dry_t_yr": 5000}, "are removed as sludge"),
        ({"recovered": [["reactor", 500]]}, "500,000 kg of methane are recovered"),
        ({"inflow_m3_d": 90_000}, "their capacity is 80,000 m3/d: they are overloaded"),
        ({"generated_m3_d": 60_000}, "60,000 m3/d are generated"),
        ({"safely_treated_m3_d": 210_000}, "More is safely treated (210,000 m3/d)"),
        ({"septage_capacity_m3_d": 100}, "147.9 m3/d of septage would arise, 100 m3/d can be treated"),
        ({"treated_stated": 45.5}, "stated as 45.5 %, the volumes give 35 %"),
        (
            {"connected_population": 500_000},
            "50 % by people connected, as counted, 36 % by pathways with sewers",
        ),
        ({"sewer_coverage_stated": 10}, "10 % by coverage, as stated, 36 % by pathways with sewers"),
        ({"connected_population": 1_100_000}, "More people are connected to sewers"),
        ({"bod_out": 150}, "The BOD of the effluent (150 mg/L) is above"),
        ({"bod_out": 60}, "Measured BOD gives 45.5 % removal, 85 % is used"),
        ({"bod_in": 30}, "Only 17.5 % of the BOD of the people connected arrives"),
        ({"bod_stated_t_yr": 20_000, "bod_per_person": 40}, "A BOD load of 20,000 t/yr is stated"),
        ({"protein_supply_kg": 20}, "More protein is eaten (22 kg/cap/yr) than supplied"),
        ({"protein_supply_kg": 30}, "both given"),
        ({"plants": [["North", 30_000, 40_000], ["South", 60_000, 30_000]]}, "North receives 40,000 m3/d"),
        ({"plants": [["North", 30_000, 20_000]]}, "The plants add up to 30,000 m3/d"),
        ({"plan": [[2022, 1.12e6, 2.54e6, 71.3]]}, "2022: 71.3 % treated is stated"),
    ],
)
def test_contradictions_are_said_and_not_smoothed_over(changes: dict[str, Any], words: str) -> None:
    assessment = result(FULL, **changes)
    assert words in said(assessment)
    assert all(p.severity is not Severity.REFUSED for p in assessment.problems)


def test_more_taken_out_than_there_is_has_no_result() -> None:
    for changes in ({"sludge_dry_t_yr": 5000}, {"recovered": [["reactor", 500]]}):
        estimate = result(FULL, **changes).estimates["ch4_total"]
        assert estimate.value is None and "contradict each other" in str(estimate.problems[0])
    empty = result(FULL, recovered=[["reactor", None]]).estimates["ch4_reactor"]
    assert "does not count as zero" in str(empty.problems[0])


def test_a_full_case_without_contradictions_says_only_what_is_to_be_known() -> None:
    warnings = [str(p) for p in result(FULL).problems if p.severity is Severity.WARNING]
    assert [text.split(":")[0] for text in warnings] == [
        "BOD [mg/L]",
        "No limit is known for Ammonia, as nitrogen [mg/L]",
    ]


def test_effluent_is_judged_by_known_limits_in_force_only() -> None:
    a = result(FULL)
    assert value(a, "effluent_complied") == value(a, "effluent_exceeded") == value(a, "effluent_unknown") == 1
    assert "62 measured on 2024-05-31 is beyond the limit of ≤ 50" in said(a)
    assert "No limit is known for Ammonia" in said(a)
    viet_nam = result(EFFLUENT, effluent_standard="vn_qcvn_14_2025_a")
    assert value(viet_nam, "effluent_unknown") == 3 and value(viet_nam, "effluent_complied") == 0
    assert "No measurement could be judged" in str(viet_nam.estimates["effluent_complied_share"].problems[0])


def test_own_limits_come_first_and_have_their_own_period() -> None:
    own = [["ammonia", None, 4, "2021-06-30", None, "DAO 2021-19"], ["bod", None, 70, None, None, "order"]]
    a = result(EFFLUENT, own_limits=own)
    assert value(a, "effluent_complied") == 3
    assert "BOD [mg/L]: you entered ≤ 70, the table has ≤ 50. Yours is used." in said(a)
    early = result(EFFLUENT, own_limits=own, effluent=[["ammonia", 3, None, "2020-01-01"], ["ammonia", 3]])
    assert value(early, "effluent_unknown") == 2
    assert "was not in force on 2020-01-01 (2021-06-30 to …)" in said(early)
    assert "a date is needed" in said(early)
    only = result({**EFFLUENT, "effluent_standard": "own"})
    assert "Enter the limits" in said(only)
    assert "“soon” is not a date" in said(result(EFFLUENT, effluent=[["bod", 3, None, "soon"]]))
    crossed = result(EFFLUENT, own_limits=[["ph", 9, 6], ["ph", 6, 9]])
    assert "lower limit is above" in said(crossed) and "has two limits" in said(crossed)


def test_ph_has_two_ends() -> None:
    for measured, key in ((5.9, "exceeded"), (6.0, "complied"), (9.0, "complied"), (9.1, "exceeded")):
        a = result(EFFLUENT, effluent=[["ph", measured, None, "2024-05-31"]])
        assert value(a, f"effluent_{key}") == 1, measured
    assert chart(result(EFFLUENT, effluent=[["ph", 7, None, "2024-05-31"]]), "effluent") is None


def test_concentrations_are_converted_and_other_units_do_not_fit() -> None:
    rows = [["bod", 0.049, "g/L"], ["bod", 51_000, "µg/L"], ["ph", 7, "mg/L"]]
    a = result(EFFLUENT, effluent=rows)
    counts = [value(a, f"effluent_{key}") for key in ("complied", "exceeded", "unknown")]
    assert counts == [1, 1, 1]
    assert "pH: a concentration does not fit" in said(a)


def test_periods_of_force_are_compared_by_day() -> None:
    rule = Rule(None, 1.0, "2025-09-01", "2031-12-31")
    days = {"2025-09-01": True, "2025-08-31": False, "2025": False, "2026": True, "2025-09": True, "": None}
    assert {day: in_force(rule, day) for day in days} == days
    assert in_force(rule, "2032-01") is False and in_force(Rule(None, 1.0), "") is True
    assert period("2024-02-30") is None and period("24") is None and period("0000") is None
    assert [str(day) for day in period("2024-02") or ()] == ["2024-02-01", "2024-02-29"]


def test_standards_ship_found_rows_only_with_source_and_status() -> None:
    for standard in STANDARDS.values():
        assert standard.source.title and standard.source.address and standard.note
        assert standard.source.status == "secondary"
        assert {limit.parameter for limit in standard.limits} <= set(PARAMETERS)
    class_b = STANDARDS["ph_dao_2016_08_b"]
    assert {limit.parameter: limit.high for limit in class_b.limits} == {"bod": 30, "cod": 60, "tss": 70}


def test_septage_coverage_is_never_a_default() -> None:
    assert result({}).estimates["septage_coverage"].missing == ("f_septic",)
    assert value(result({"f_septic": {"value": 12, "unit": "%"}}), "septage_coverage") == pytest.approx(0.12)


def test_septage_demand_from_people_where_tanks_are_not_counted() -> None:
    inputs = {k: v for k, v in FULL.items() if k != "septic_tanks"}
    counted = value(result(FULL), "septage_demand_m3_d")
    derived = value(result(inputs, persons_per_tank=5), "septage_demand_m3_d")
    assert derived == pytest.approx(counted)
    assert value(result(FULL, desludging_interval_yr=10), "septage_demand_m3_d") == pytest.approx(counted / 2)


def test_plants_stand_in_for_totals_and_units_are_converted() -> None:
    inputs = {k: v for k, v in SERVICE.items() if k not in ("inflow_m3_d", "capacity_m3_d")}
    built = result(inputs, plants=[["A", 50_000, 40_000], ["B", 30_000, 30_000]])
    whole = result(SERVICE, inflow_m3_d={"value": 70, "unit": "MLD"})
    for key in ("treated_share", "utilisation", "electricity_per_m3", "cost_per_m3"):
        assert value(built, key) == pytest.approx(value(whole, key)), key
    assert value(whole, "electricity_per_m3") == pytest.approx(9e6 / (70_000 * 365))
    assert whole.estimates["cost_per_m3"].unit == "PHP/m3"
    million_gallons = result(SERVICE, inflow_m3_d={"value": 10, "unit": "MGD"})
    assert million_gallons.observed["inflow_m3_d"].value == pytest.approx(37_854.11784)


def test_sewer_coverage_is_as_counted_else_as_stated_else_of_the_pathways() -> None:
    shares = result(CITY)
    assert value(shares, "sewer_coverage") == pytest.approx(0.36)
    assert value(result(CITY, sewer_coverage_stated=35), "sewer_coverage") == pytest.approx(0.35)
    counted = result(CITY, sewer_coverage_stated=35, connected_population=370_000)
    assert value(counted, "sewer_coverage") == pytest.approx(0.37)
    assert value(result({"sewer_coverage_stated": 98.6}), "sewer_coverage") == pytest.approx(0.986)


def test_measured_removal_takes_the_place_of_the_level() -> None:
    measured = result(FULL, removal_basis="measured", bod_out=11)
    by_factor = result(FULL, tow_rem_aerobic=0.9)
    assert value(measured, "bod_discharged_t_d") == pytest.approx(value(by_factor, "bod_discharged_t_d"))
    assert value(measured, "bod_removal_measured") == pytest.approx(0.9)


def test_a_default_shows_the_wider_side_of_its_printed_range() -> None:
    found = {t.key: t for t in result(FULL).estimates["ch4_septic"].terms}
    assert found["mcf_septic"].uncertainty_pct == pytest.approx(44)
    assert "Table 6.3" in found["mcf_septic"].source and found["mcf_septic"].is_default


def test_draws_keep_the_shares_together_and_never_go_below_zero() -> None:
    observed, _ = read_inputs(SECTOR, FULL)
    drawn = simulate(SECTOR, observed, draws=2000)
    assert all(np.isfinite((r.low, r.high)).all() for r in drawn.ranges.values())
    assert all(drawn.ranges[f"ch4_{key}"].low >= 0 for key in EMITTING)
    assert set(drawn.ranges) == set(assess(SECTOR, observed).estimates)


def test_every_chart_is_drawn_from_a_full_case() -> None:
    full = result(FULL)
    assert all(c.build(full) is not None for c in SECTOR.charts)
    path = chart(full, "coverage_path")
    assert [line.label for line in path.lines] == ["Yokohama", "This city"]
    assert path.lines[0].y[-1] == 99.8


def test_the_figures_of_yokohama_agree_with_each_other() -> None:
    """Thousand m3 a year over the days of the fiscal year give the daily figures."""
    for year, days in ((1998, 365), (1999, 366), (2000, 365)):
        daily = sewerage.WASTEWATER_THOUSAND_M3_YR[year] / days
        assert daily == pytest.approx(sewerage.WASTEWATER_THOUSAND_M3_D[year], abs=0.6)
    assert sewerage.COVERAGE_PCT[1998] == sewerage.CITIES_FY1998["Yokohama"]


def test_no_name_of_a_method_that_was_not_reproduced() -> None:
    texts = [t for i in (*SECTOR.indicators, *SECTOR.inputs) for t in (i.label, i.definition)]
    assert not any("SFD" in text for text in texts)
    assert "proxy" in SECTOR.indicator("sdg_6_3_1_proxy").label


def test_calculate_answers_with_defaults_and_their_sources() -> None:
    answer = calculate(SECTOR, FULL)
    assert answer["defaults"]["mcf_aerobic"]["source"].endswith("Table 6.3 (updated)")
    assert answer["indicators"]["co2e_total"]["unit"] == "t CO2e/yr"
    assert answer["series"]["plan"]["years"] == [2014, 2042]


def test_of_several_own_limits_the_one_in_force_on_the_day_counts() -> None:
    old = {"parameter": "bod", "high": 30, "from": "2020-01-01", "to": "2024-12-31"}
    new = {"parameter": "bod", "high": 20, "from": "2025-01-01"}
    days = ("2024-06-01", "2025-06-01", "2019-06-01")
    measured = [{"parameter": "bod", "measured": 25, "unit": "mg/L", "day": day} for day in days]
    given = {"effluent_standard": "own", "effluent": measured, "own_limits": [old, new]}
    for limits in ([old, new], [new, old]):
        answer = calculate(SECTOR, {**given, "own_limits": limits})
        found = [answer["indicators"][f"effluent_{k}"]["value"] for k in ("complied", "exceeded", "unknown")]
        assert found == [1, 1, 1]
        assert not any("two limits" in p["message"] for p in answer["problems"])
    twice = calculate(SECTOR, {**given, "own_limits": [old, {**new, "from": "2024-01-01"}]})
    assert any("two limits" in p["message"] for p in twice["problems"])


def test_a_table_that_contradicts_itself_names_its_source() -> None:
    plants = {"plants": {"value": [["North", 30_000, 40_000]], "source": "Operator"}}
    plan = {"plan": {"value": [[2022, 1.12e6, 2.54e6, 71.3]], "source": "Master plan"}}
    shares = {"aerobic": 50, "septic": 60.67}
    groups = {"income_groups": {"value": [{"group": "all", "people": 100, **shares}], "source": "Census"}}
    for table, source in ((plants, "Operator"), (plan, "Master plan"), (groups, "Census")):
        assert source in said(result({**CITY, "pathway_basis": "groups", **table}))
