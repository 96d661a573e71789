"""Solid waste: what physics and bookkeeping demand, beyond the worked examples."""

from dataclasses import replace
from itertools import pairwise
from math import exp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.domain.assess import assess, scaled
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.sector import Assessment, InputKind
from yport_desktop.domain.values import Grade, Observed
from yport_desktop.sectors.solid_waste import SECTOR, g30
from yport_desktop.sectors.solid_waste.landfill import first_order_decay, yearly
from yport_desktop.sectors.solid_waste.peers import CITIES
from yport_desktop.services.calculate import calculate, read_inputs

BALANCE: dict[str, Any] = {
    "population": 923_000,
    "household_t_d": 323,
    "non_household_t_d": 307,
    "recovered_received_t_d": 120,
    "recovered_controlled_t_d": 60,
    "disposal_received_t_d": 400,
    "disposal_controlled_share": 40,
}
LANDFILL: dict[str, Any] = {
    "msw_history": [[2000, 100, 0.9], [2010, 200, 0.8], [2020, 220, 0.7]],
    "site_shares": [
        {"year": 2000, "unmanaged_deep": 100},
        {"year": 2012, "unmanaged_deep": 60, "managed_anaerobic": 40},
    ],
    "gas_recovery": "measured",
    "recovery": [[2019, 0.2], [2020, 0.3]],
    "composition_food": 50,
    "composition_garden": 5,
    "composition_paper": 10,
    "composition_wood": 2,
    "composition_textiles": 2,
    "composition_nappies": 1,
}
FULL = {**BALANCE, **LANDFILL}
# Residual and recycled waste of Yokohama, FY2001 to FY2009, t/yr (G30 table).
G30: dict[str, Any] = {
    "residual_by_year": [list(row) for row in zip(g30.YEARS, g30.WASTE_TOTAL, strict=True)],
    "recovered_by_year": [[year, tonnes, 0] for year, tonnes in zip(g30.YEARS, g30.RECYCLED, strict=True)],
    "residual_target": -30,
    "residual_target_year": 2010,
    "recycling_target": 20,
    "recycling_target_year": 2012,
    "diversion_target": 25,
    "diversion_target_year": 2012,
}
EVERYTHING: dict[str, Any] = {
    **FULL,
    **G30,
    "composition_plastics": 20,
    "composition_metal": 4,
    "composition_glass": 3,
    "composition_rubber": 1,
    "composition_other": 2,
    "recovered_by_material": [["paper", 40], ["plastics", 30], ["metal", 10], ["paper", 5]],
    "plastic_unmanaged_t_yr": 9000,
    "treatment_shares": [["recycling", 20], ["sanitary_landfill", 50], ["open_dump", 30]],
    "annual_cost": {"value": 300e6, "unit": "PHP/yr"},
    "disposal_cost": {"value": 90e6, "unit": "PHP/yr"},
    "tipping_fee": {"value": 700, "unit": "PHP/t"},
    "campaign": [["Feb", 200, 28], ["Mar", 272, 31]],
    "households": 200_000,
    "sample_share": 50,
    "sample_margin": 5,
    "sample_variation": 60,
    "sample_precision": 10,
    "sample_strata": [["low", 60, 0.3, 0.1, 50], ["high", 40, 0.5, 0.2, 40]],
}


def result(inputs: dict[str, Any], **changes: Any) -> Assessment:
    observed, _ = read_inputs(SECTOR, {**inputs, **changes})
    return assess(SECTOR, observed)


def value(assessment: Assessment, key: str) -> float:
    found = assessment.estimates[key].value
    assert found is not None, (key, assessment.estimates[key])
    return found


def said(assessment: Assessment) -> str:
    return " | ".join(str(p) for p in assessment.problems)


tonnes = st.floats(1, 5000)
share = st.floats(0, 100)


@settings(max_examples=60, deadline=None)
@given(tonnes, tonnes, st.floats(0, 0.5), st.floats(0, 0.5), share)
def test_the_balance_closes(
    household: float, other: float, recovery: float, disposal: float, controlled: float
) -> None:
    waste = household + other
    a = result(
        {
            "household_t_d": household,
            "non_household_t_d": other,
            "recovered_received_t_d": waste * recovery,
            "recovered_controlled_t_d": waste * recovery / 2,
            "disposal_received_t_d": waste * disposal,
            "disposal_controlled_share": controlled,
        }
    )
    assert value(a, "collected_t_d") + value(a, "uncollected_t_d") == pytest.approx(value(a, "msw_t_d"))
    assert value(a, "recovered_net_t_d") == pytest.approx(0.9 * waste * recovery)
    assert 0 <= value(a, "sdg_11_6_1") <= 1
    assert value(a, "disposal_controlled_t_d") <= waste * disposal * (1 + 1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60), st.floats(0.001, 2), st.floats(7, 13))
def test_carbon_is_neither_made_nor_lost(deposits: list[float], k: float, start: float) -> None:
    decay = first_order_decay(deposits, k, start)
    assert sum(decay.decomposed) + decay.accumulated[-1] == pytest.approx(sum(deposits), rel=1e-9, abs=1e-9)
    assert all(stock >= 0 for stock in decay.accumulated)


def test_decay_equals_the_closed_sum() -> None:
    """Decomposed in year T = sum over deposits of the exponential between two ages."""
    deposits, k = [float(10 + i % 7) for i in range(40)], 0.17
    decay = first_order_decay(deposits, k, 13)
    for year in range(40):
        closed = sum(
            d * (exp(-k * (year - t - 1)) - exp(-k * (year - t))) for t, d in enumerate(deposits[:year])
        )
        assert decay.decomposed[year] == pytest.approx(closed, rel=1e-12, abs=1e-12)


def test_without_delay_decay_starts_in_the_middle_of_the_year() -> None:
    assert first_order_decay([100.0], 0.1, 7).decomposed[0] == pytest.approx(100 * (1 - exp(-0.05)))


def test_methane_grows_with_carbon_and_sinks_with_oxidation_and_recovery() -> None:
    base = value(result(FULL), "ch4_emitted")
    assert value(result(FULL, doc_food=0.18), "ch4_emitted") > base
    assert value(result(FULL, mcf_unmanaged_deep=0.9), "ch4_emitted") > base
    assert value(result(FULL, methane_fraction=0.55), "ch4_emitted") > base
    assert value(result(FULL, oxidation=0.1), "ch4_emitted") == pytest.approx(0.9 * base)
    assert value(result(FULL, gas_recovery="none"), "ch4_emitted") == pytest.approx(base + 0.3)
    late = result(FULL, oxidation_by_year=[[2015, 0.1]])
    emitted = late.series["ch4_balance"]
    assert emitted.values["emitted"][14] == emitted.values["total_generated"][14]
    assert value(late, "ch4_emitted") == pytest.approx(0.9 * base)


def test_the_guideline_changes_what_decomposes_and_the_climate_how_fast() -> None:
    refined, older = result(FULL), result(FULL, guideline="2006")
    assert (refined.observed["docf_food"].value, older.observed["docf_food"].value) == (0.7, 0.5)
    assert (refined.observed["docf_wood"].value, older.observed["docf_wood"].value) == (0.1, 0.5)
    assert refined.observed["docf_paper"].value == older.observed["docf_paper"].value == 0.5
    dry = result(FULL, climate="temperate_dry")
    assert (refined.observed["k_food"].value, dry.observed["k_food"].value) == (0.4, 0.06)
    assert value(dry, "ch4_generated") < value(refined, "ch4_generated")


def test_the_warming_potential_is_explicit() -> None:
    methane = value(result(FULL), "ch4_emitted") * 1000
    assert value(result(FULL), "co2e_emitted") == pytest.approx(28 * methane)
    assert value(result(FULL, gwp_set="34_298"), "co2e_emitted") == pytest.approx(34 * methane)
    assert value(result(FULL, gwp_ch4=25), "co2e_emitted") == pytest.approx(25 * methane)
    assert "gwp_ch4" in {t.key for t in result(FULL).estimates["co2e_emitted"].terms}


def test_deposits_by_material_and_from_total_waste_agree() -> None:
    shares = {"food": 0.5, "garden": 0.05, "paper": 0.1, "wood": 0.02, "textiles": 0.02, "nappies": 0.01}
    rows = [
        {"year": y, **{m: msw * f * s for m, s in shares.items()}}
        for y, (msw, f) in zip(range(2000, 2021), history(), strict=True)
    ]
    by_material = result(FULL, deposit_basis="by_material", deposits=rows)
    assert value(by_material, "ch4_emitted") == pytest.approx(value(result(FULL), "ch4_emitted"))


def history() -> list[tuple[float, float]]:
    years = range(2000, 2021)
    table = [(float(r[0]), float(r[1]), float(r[2])) for r in LANDFILL["msw_history"]]
    return list(zip(yearly(table, 1, years) or (), yearly(table, 2, years) or (), strict=True))


def test_leftover_inputs_never_count() -> None:
    rows = [{"year": 2000, "food": 10}, {"year": 2020, "food": 10}]
    base = result(FULL, deposit_basis="by_material", deposits=rows)
    other = result(
        FULL,
        deposit_basis="by_material",
        deposits=rows,
        msw_history=[[1950, 1, 1], [2020, 9, 1]],
        composition_food=1,
    )
    assert value(base, "ch4_emitted") == value(other, "ch4_emitted")


def test_changing_an_input_changes_only_what_shows_it() -> None:
    """Every input that a result shows moves it or is said to have no weight; none is hidden."""
    base = result(EVERYTHING, coverage_by_waste=80)
    shown = {key: {t.key for t in e.terms} for key, e in base.estimates.items()}
    for asked in SECTOR.inputs:
        seen = base.observed[asked.key]
        if not seen.known or asked.kind is InputKind.CHOICE:
            continue
        moved = replace(seen, value=scaled(asked, seen.value, 0.97), is_default=False)
        after = assess(SECTOR, {**base.observed, asked.key: moved})
        changed = {k for k, e in after.estimates.items() if e.value != base.estimates[k].value}
        assert changed <= {k for k, keys in shown.items() if asked.key in keys}, asked.key
        for key in changed:
            term = next(t for t in base.estimates[key].terms if t.key == asked.key)
            assert term.effect is None or term.effect > 0, (key, asked.key)


def test_facilities_stand_in_for_totals() -> None:
    parts = {k: v for k, v in BALANCE.items() if not k.startswith(("recovered", "disposal"))}
    facilities = {
        "recovery_facilities": [["MRF", 60, "basic"], ["junk shops", 60, "limited"]],
        "disposal_sites": [["landfill", 160, "improved"], ["dump", 240, "none"]],
    }
    whole, built = result(BALANCE), result({**parts, **facilities})
    for key in ("sdg_11_6_1", "collected_share", "recovered_share", "disposal_controlled_t_d"):
        assert value(built, key) == pytest.approx(value(whole, key)), key
    both = result({**BALANCE, **facilities, "disposal_received_t_d": 300})
    assert "The facilities add up to 400 t/d, the total is given as 300 t/d" in said(both)
    unknown = result({**parts, **facilities, "disposal_sites": [["landfill", 160, None]]})
    assert unknown.estimates["sdg_11_6_1"].value is None


def test_household_waste_by_income_group() -> None:
    inputs = {**BALANCE, "household_by_income": [["low", 500_000, 0.3], ["high", 423_000, 0.5]]}
    del inputs["household_t_d"]
    assert value(result(inputs), "msw_t_d") == pytest.approx(150 + 211.5 + 307)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"disposal_received_t_d": 700},
            "More is received by disposal sites (700 t/d) than arises (630 t/d)",
        ),
        ({"recovered_received_t_d": 300}, "More is collected (670 t/d) than arises (630 t/d)"),
        ({"recovered_controlled_t_d": 130}, "More is recovered under control (130 t/d)"),
        ({"msw_stated_t_d": 700}, "The total is stated as 700 t/d, its parts add up to 630 t/d"),
        ({"coverage_by_waste": 100}, "stated as 100 %, the balance gives 80.6 %"),
        ({"population": 92_300}, "Waste per person comes to 6.826 kg/cap/d"),
        ({"composition_other": 40.67}, "The composition adds up to 110.67 %"),
        ({"composition_basis": "thailand"}, "are mixed with default shares"),
        (
            {"site_shares": [{"year": 2000, "unmanaged_deep": 60, "managed_anaerobic": 50}]},
            "add up to 110 %",
        ),
        ({"guideline": "2006", "site_shares": [{"year": 2000, "active_aeration": 100}]}, "2019 Refinement"),
        ({"recovery": [[2020, 50]]}, "In 2020 more methane was recovered (50 Gg) than generated"),
        ({"recovery": [[2035, 1]]}, "is given for 2035, outside the history"),
        ({"rate_stated_kg_cap_d": 0.5}, "stated as 0.5 kg/cap/d, the tonnages give 0.6826"),
        (
            {"treatment_shares": [["incineration", 74.95], ["recycling", 25.543], ["landfill", 10.18]]},
            "The treatment shares add up to 110.67 %, not to 100 %",
        ),
        ({"recovered_by_material": [["paper", 90]]}, "Paper and cardboard: more is received"),
        ({"recovered_by_material": [["food", 130]]}, "add up to 130 t/d, recovery facilities receive 120"),
        (
            {"plastic_t_yr": 1000, "plastic_unmanaged_t_yr": 1100},
            "More plastic is unmanaged (1,100 t/yr) than arises (1,000 t/yr)",
        ),
        (
            {**G30, "arising_by_year": [[2005, 1_500_000]]},
            "2005: 1,500,000 t are stated as arising, the parts add up to 1,224,136 t",
        ),
        (
            {**G30, "rates_by_year": [[2005, 20, None]]},
            "Recycling rate, 2005: stated as 20 %, the tonnages give 13.14 %",
        ),
        (G30, "There are no figures between 2001 and 2005"),
        ({"campaign": [["Feb", 200, 28]], "campaign_stated_t": 5700}, "5,700 t stated, 5,600 t follow"),
    ],
)
def test_contradictions_are_said_and_not_smoothed_over(changes: dict[str, Any], words: str) -> None:
    assessment = result(FULL, **changes)
    assert words in said(assessment)
    assert all(p.severity is not Severity.REFUSED for p in assessment.problems)


def test_more_recovered_than_generated_has_no_result() -> None:
    assessment = result(FULL, recovery=[[2020, 50]])
    assert assessment.estimates["ch4_emitted"].value is None
    assert "contradict" in str(assessment.estimates["ch4_emitted"].problems[0])


def test_a_contradiction_names_both_sources() -> None:
    assessment = result(
        BALANCE,
        disposal_received_t_d={"value": 700, "source": "Landfill log"},
        household_t_d={"value": 323, "source": "WACS 2012"},
    )
    assert "Received by disposal sites: Landfill log; Household waste: WACS 2012" in said(assessment)


def test_rounding_of_published_figures_is_no_contradiction() -> None:
    cagayan = result(
        {
            "household_t_d": 208,
            "non_household_t_d": 89,
            "msw_stated_t_d": 295.9,
            "recovered_received_t_d": 16,
            "disposal_received_t_d": 260,
            "coverage_by_waste": 92,
        }
    )
    assert said(cagayan) == ""


def test_fractions_without_a_figure_are_missing_unless_the_others_leave_no_room() -> None:
    part = {k: v for k, v in FULL.items() if not k.startswith("composition")}
    some = result({**part, "composition_food": 60})
    assert set(some.estimates["ch4_emitted"].missing) >= {"composition_paper", "composition_nappies"}
    cebu = {"food": 67, "glass": 1, "metal": 1, "other": 12, "paper": 4, "plastics": 15}
    full = result({**part, **{f"composition_{k}": v for k, v in cebu.items()}})
    assert value(full, "ch4_emitted") > 0
    assert "nothing is left" in said(full)
    whole = result({**BALANCE, **{f"composition_{k}": v for k, v in cebu.items()}})
    assert value(whole, "recoverable_wood_t_d") == 0
    terms = {term.key for term in whole.estimates["recoverable_wood_t_d"].terms}
    assert "composition_basis" in terms, "with another answer a default stands in for the wood"
    default = result({**part, "composition_basis": "philippines"})
    assert value(default, "ch4_emitted") > 0
    assert "a default, not a sample" in said(default)


def test_years_before_and_after_the_table_are_not_made_up() -> None:
    late = result(FULL, report_year=2030)
    assert "outside the history" in str(late.estimates["ch4_emitted"].problems[0])
    gap = result(FULL, msw_history=[[2000, 100, 0.9], [2010, None, 0.8], [2020, 220, None]])
    assert "enter 0 where" in str(gap.estimates["ch4_emitted"].problems[0])
    early = result(FULL, report_year=2000)
    assert value(early, "ch4_generated") == 0


def test_a_short_history_says_what_it_leaves_out() -> None:
    assert "Of anything deposited just before (Wood and straw) 50 % would still be there in 2020" in said(
        result(FULL)
    )
    opened = [[1999, 0, 0.9], *LANDFILL["msw_history"]]
    assert "would still be there" not in said(result(FULL, msw_history=opened))


def test_coverage_is_three_different_figures() -> None:
    a = result({"coverage_by_population": 95, "coverage_by_households": 100})
    assert value(a, "coverage_population") == 0.95 and value(a, "coverage_households") == 1.0
    assert a.estimates["coverage_waste"].missing == ("coverage_by_waste",)


def test_cost_per_tonne_keeps_the_currency() -> None:
    found = result(BALANCE, annual_cost={"value": "3.81億", "unit": "PHP/yr"}).estimates["cost_per_tonne"]
    assert found.unit == "PHP/t" and found.value == pytest.approx(381e6 / (508 * 365))


def test_the_name_of_the_survey_is_not_used() -> None:
    texts = [i.label + i.definition for i in SECTOR.indicators] + [
        i.label + i.definition for i in SECTOR.inputs
    ]
    assert not any("WaCT" in text for text in texts)
    assert "SDG 11.6.1 balance" in SECTOR.indicator("sdg_11_6_1").label


def test_peers_show_where_the_printed_figure_does_not_follow() -> None:
    assert {p.city for p in CITIES if p.differs("sdg_11_6_1")} == {"Hat Yai", "Songkhla"}
    assert len(CITIES) == 19 and sum(c.peer().partner_country for c in CITIES) == 8
    strip = next(c for c in SECTOR.charts if c.key == "peers_sdg").build(result(BALANCE))
    assert strip is not None
    stated = {p.label: p.stated for p in strip.points if p.stated is not None}  # type: ignore[union-attr]
    assert stated == {"Hat Yai": pytest.approx(93.0), "Songkhla": pytest.approx(11.0)}
    assert [p.mark for p in strip.points].count("city") == 1  # type: ignore[union-attr]


def test_g30_table_adds_up_and_meets_its_target() -> None:
    for total, household, business in zip(
        g30.WASTE_TOTAL, g30.HOUSEHOLD_AND_OTHER, g30.BUSINESS, strict=True
    ):
        assert total == household + business
    changes = {year: round(g30.change_pct(year), 1) for year in g30.YEARS[1:]}
    assert changes == {2005: -33.9, 2006: -35.9, 2007: -38.7, 2008: -41.0, 2009: -42.2}
    assert (g30.days(1999), g30.days(2001)) == (366, 365)
    assert all(a > b for a, b in pairwise(g30.kg_cap_d(year) for year in g30.YEARS))


def test_every_chart_is_drawn_from_a_full_case_and_none_from_a_contradiction() -> None:
    full = result(EVERYTHING)
    built = {chart.key: chart.build(full) for chart in SECTOR.charts}
    assert all(data is not None for data in built.values())
    contradictory = result(EVERYTHING, disposal_received_t_d=700, composition_food=70)
    charts = {chart.key: chart.build(contradictory) for chart in SECTOR.charts}
    assert charts["balance"] is None and charts["composition"] is None


def test_without_recovery_the_balance_shows_what_is_not_accounted_for() -> None:
    inputs = {k: v for k, v in BALANCE.items() if not k.startswith("recovered")}
    drawn = next(c for c in SECTOR.charts if c.key == "balance").build(result(inputs))
    assert drawn is not None
    flows = {f.target: f.value for f in drawn.flows}  # type: ignore[union-attr]
    assert flows == {"Disposed, controlled": 160, "Disposed, not controlled": 240, "Not accounted for": 230}


def test_the_weakest_input_is_named_with_its_grade() -> None:
    found = result(
        BALANCE,
        household_t_d={"value": 323, "grade": "A"},
        non_household_t_d={"value": 307, "grade": "A"},
        recovered_controlled_t_d={"value": 60, "grade": "A"},
        disposal_controlled_share={"value": 40, "grade": "A"},
        disposal_received_t_d={"value": 400, "grade": "D"},
    ).estimates["sdg_11_6_1"]
    assert (found.weakest, found.grade) == ("disposal_received_t_d", Grade.D)
    assert found.substituted == "(60 + 160) / 630"


def test_calculate_answers_with_everything() -> None:
    answer = calculate(SECTOR, {**FULL, "population": {"value": "92.3万人", "grade": "B"}})
    shown = answer["indicators"]["kg_cap_d"]
    assert shown["value"] == pytest.approx(630 / 923) and shown["grade"] == "E"
    assert answer["defaults"]["k_food"]["source"].endswith("Table 3.3")
    assert answer["series"]["ch4"]["years"][0] == 2000


def test_a_full_assessment_of_nothing_but_grades_is_pure() -> None:
    observed = {"household_t_d": Observed(10.0, "t/d", missing=None)}
    assert assess(SECTOR, observed) == assess(SECTOR, observed)
    assert observed == {"household_t_d": Observed(10.0, "t/d", missing=None)}


def test_the_target_of_g30_was_met_five_years_early() -> None:
    a = result(G30)
    assert value(a, "residual_years_early") == 5
    assert value(a, "residual_change") == pytest.approx(-0.4222, abs=5e-5)
    assert value(a, "recycling_rate") == pytest.approx(140_673 / (140_673 + 929_728))
    assert a.estimates["residual_pace"].value == pytest.approx(-0.3 + 0.42222, abs=1e-4)
    later = result({**G30, "residual_target": -50})
    assert "not met in any reported year up to 2009" in str(
        later.estimates["residual_years_early"].problems[0]
    )


def test_a_blank_of_the_table_is_not_a_zero() -> None:
    blank = result({**G30, "recovered_by_year": [[2001, 46157, None], [2009, 140673, None]]})
    assert blank.estimates["recycling_rate"].value is None
    assert blank.estimates["diversion_rate"].value is None
    stated = result({**G30, "recovered_by_year": [[2009, 140673, None]], "arising_by_year": [[2009, 2e6]]})
    assert value(stated, "recycling_rate") == pytest.approx(0.0703365)
    assert stated.estimates["diversion_rate"].value is None


@settings(max_examples=40, deadline=None)
@given(st.floats(1, 99), st.floats(1, 99), st.integers(2005, 2030), st.integers(1, 15))
def test_the_straight_path_joins_its_ends_and_never_leaves_them(
    now: float, goal: float, start: int, span: int
) -> None:
    a = result(
        {
            "rates_by_year": [[start, now, None]],
            "recycling_target": goal,
            "recycling_target_year": start + span,
        }
    )
    path = a.series["recycling_path"].values["path"]
    assert path[0] == pytest.approx(now) and path[-1] == pytest.approx(goal) and len(path) == span + 1
    steps = [b - a for a, b in pairwise(float(p or 0) for p in path)]
    assert steps == pytest.approx([(goal - now) / span] * span)
    assert value(a, "recycling_gap") == pytest.approx(0, abs=1e-12)
    assert value(a, "recycling_pace") == pytest.approx((goal - now) / span / 100)


def test_a_path_needs_a_target_after_its_base() -> None:
    late = result({**G30, "recycling_target_year": 2001})
    assert "is not before the target year" in str(late.estimates["recycling_gap"].problems[0])
    assert "has passed" in str(late.estimates["recycling_pace"].problems[0])
    unknown = result({**G30, "path_base_year": 2003})
    assert "no figure for the base year 2003" in str(unknown.estimates["residual_change"].problems[0])


def test_the_range_of_a_rate_comes_from_both_of_its_tables() -> None:
    """p = r / (r + w): half width p (1 − p) (u_r² + u_w²) ** 0.5, in the chart as in the result."""
    tables = {
        "residual_by_year": {"value": [[2000, 80], [2005, 70]], "uncertainty_pct": 10},
        "recovered_by_year": {"value": [[2000, 20, 0], [2005, 30, 0]], "uncertainty_pct": 20},
    }
    a = result(tables)
    found = a.estimates["recycling_rate"]
    half = 0.3 * 0.7 * (0.1**2 + 0.2**2) ** 0.5
    assert found.high == pytest.approx(0.3 + half, rel=1e-4)
    drawn = next(c for c in SECTOR.charts if c.key == "recycling_path").build(a)
    assert drawn is not None
    assert drawn.lines[0].high[-1] == pytest.approx(100 * (0.3 + half), rel=1e-3)  # type: ignore[union-attr]


def test_recoverable_materials_add_up_and_are_captured() -> None:
    a = result(EVERYTHING)
    parts = [
        e for key, e in a.estimates.items() if key.startswith("recoverable_") and key != "recoverable_t_d"
    ]
    assert sum(e.value or 0 for e in parts) == pytest.approx(value(a, "recoverable_t_d"))
    assert value(a, "recoverable_t_d") == pytest.approx(0.9 * 0.97 * 630)
    assert value(a, "captured_paper") == pytest.approx(45 / 63)
    assert "does not count as zero" in str(a.estimates["captured_glass"].problems[0])
    some = result(BALANCE, composition_food=40)
    assert some.estimates["recoverable_t_d"].value is None
    assert value(some, "recoverable_food_t_d") == pytest.approx(226.8)


def test_more_than_the_whole_leaves_nothing_for_the_other_fractions() -> None:
    """Ho Chi Minh City: 101.1 % as published. Used as given, never scaled."""
    shares = {"food": 69, "metal": 0.2, "other": 10.8, "paper": 3, "plastics": 16, "rubber": 1.1, "wood": 1}
    a = result({"msw_stated_t_d": 6900, **{f"composition_{k}": v for k, v in shares.items()}})
    assert "The composition adds up to 101.1 %" in said(a)
    assert value(a, "recoverable_glass_t_d") == 0
    assert value(a, "recoverable_food_t_d") == pytest.approx(0.69 * 6900 * 0.9)


def test_waste_from_people_and_their_rate() -> None:
    """The workbook's way: people x waste per person x share deposited."""
    inputs = {k: v for k, v in LANDFILL.items() if k != "msw_history"}
    people = [[2000, 1e6, 0.2, 0.5, 0, 0], [2020, 1e6, 0.2, 0.5, 0, 0]]
    built = result(inputs, deposit_basis="from_population", population_history=people)
    whole = result(inputs, msw_history=[[2000, 200, 0.5, 0, 0], [2020, 200, 0.5, 0, 0]])
    assert value(built, "ch4_emitted") == pytest.approx(value(whole, "ch4_emitted"))
    bare = {k: v for k, v in inputs.items() if not k.startswith("composition")}
    rows = [[2000, 1e6], [2020, 1e6]]
    default = result(
        bare, deposit_basis="from_population", population_history=rows, composition_basis="philippines"
    )
    shown = {t.key: t.value for t in default.estimates["ch4_emitted"].terms}
    assert shown["generation_rate"] == "0.18" and shown["share_deposited"] == "0.59"
    assert value(default, "ch4_emitted") > 0
    missing = result(bare, deposit_basis="from_population", population_history=rows)
    assert "generation_rate" in missing.estimates["ch4_emitted"].missing


def test_sample_sizes() -> None:
    a = result(EVERYTHING)
    assert value(a, "sample_for_share") == pytest.approx(384.16)
    assert value(a, "sample_for_share_finite") == pytest.approx(384.16 / (1 + 383.16 / 200_000))
    assert value(a, "sample_slovin") == pytest.approx(200_000 / 501)
    assert value(a, "sample_for_mean") == pytest.approx(138.2976)
    assert value(a, "stratified_mean") == pytest.approx(0.38)
    variance = 0.36 * 0.01 / 50 + 0.16 * 0.04 / 40
    assert value(a, "stratified_margin") == pytest.approx(1.96 * variance**0.5)
    uneven = result(EVERYTHING, sample_strata=[["low", 60, 0.3, 0.1, 50]])
    assert "add up to 60 %" in str(uneven.estimates["stratified_mean"].problems[0])


def test_cost_of_disposal() -> None:
    a = result(EVERYTHING)
    assert a.estimates["tipping_cost_per_day"].unit == "PHP/d"
    assert value(a, "tipping_cost_per_day") == pytest.approx(280_000)
    assert value(a, "cost_per_tonne_disposed") == pytest.approx(90e6 / 400 / 365)
    assert a.estimates["cost_per_person"].unit == "PHP/cap/yr"


def test_a_stated_rate_stands_in_only_where_no_tonnage_is_given() -> None:
    rate = {"rate_stated_kg_cap_d": 0.38, "population": 778_642}
    assert value(result(rate), "msw_t_d") == pytest.approx(295.884, abs=1e-3)
    assert value(result({**rate, "msw_stated_t_d": 297}), "msw_t_d") == 297
    assert result({**rate, "household_t_d": 208}).estimates["msw_t_d"].value is None


def test_the_formula_shows_what_was_computed_and_not_what_was_left() -> None:
    a = result(EVERYTHING, msw_stated_t_d=700, plastic_t_yr=40_000)
    shown = {key: found.substituted for key, found in a.estimates.items()}
    assert (shown["msw_t_d"], shown["plastic_arising_t_yr"]) == ("700", "40,000")
    assert shown["household_plus_non_household_t_d"] == "323 + 307"
    rate = result({"rate_stated_kg_cap_d": 0.38, "population": 778_642})
    assert rate.estimates["msw_t_d"].substituted == "0.38 × 778,642 / 1000"
    sites = {k: v for k, v in BALANCE.items() if not k.startswith("disposal")}
    by_site = result(sites, disposal_sites=[["North", 100, "full"], ["South", 60, "none"]])
    assert by_site.estimates["disposed_t_d"].substituted == "Σ received"
    assert by_site.estimates["disposal_controlled_t_d"].substituted == "Σ received under control"


def test_a_treatment_that_nobody_states_is_zero_only_where_the_others_leave_no_room() -> None:
    some = result({"treatment_shares": [["recycling", 20], ["incineration", 30]]})
    assert value(some, "treatment_diverted") == pytest.approx(0.2)
    assert "does not count as zero" in str(some.estimates["treatment_landfilled"].problems[0])
    whole = result({"treatment_shares": [["recycling", 25.38], ["incineration", 75.93]]})
    assert value(whole, "treatment_landfilled") == 0


def test_site_shares_that_do_not_add_up_name_their_source() -> None:
    shares = [{"year": 2000, "unmanaged_deep": 60.67, "managed_anaerobic": 50}]
    text = said(result({"site_shares": {"value": shares, "source": "Landfill survey"}}))
    assert "add up to 110.67 %" in text and "Landfill survey" in text
