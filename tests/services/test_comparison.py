"""A city beside others: peers as filtered, the years of its own values only, and Yokohama's path."""

from uuid import UUID

import pytest

from yport_desktop.domain.changes import Edit
from yport_desktop.services.assessments import add_alternative, adopt, input_rows, primary_id, put, put_entry
from yport_desktop.services.comparison import (
    GROUPS,
    SIZES,
    PeerFilter,
    city_of,
    comparison_of,
    history_lines,
    history_units,
    rank,
)
from yport_desktop.services.comparison_words import standing_sentences
from yport_desktop.services.engagements import start_engagement
from yport_desktop.services.published_rates import PUBLISHED
from yport_desktop.services.rates import agree
from yport_desktop.services.workspace import Workspace

SECTOR = "solid_waste"
PER_PERSON = "kg_cap_d"


@pytest.fixture
def city(workspace: Workspace) -> UUID:
    """A city of 778,642 in the Philippines, with waste and population of 2021."""
    space = start_engagement(workspace, {"name": "Hillside", "country": "Philippines"}, {})
    for key, text in (("population", "778642"), ("household_t_d", "208"), ("non_household_t_d", "89")):
        put_entry(workspace, space, SECTOR, key, text, "", "en")
        put(workspace, space, SECTOR, key, {"period": "2021", "grade": "B"})
    return space


def say(template: str, **details: object) -> str:
    return template.format(**details)


def number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def test_peers_by_country_and_population(workspace: Workspace, city: UUID) -> None:
    found = comparison_of(workspace, city, SECTOR)
    assert (found.city.name, found.city.country, found.city.persons) == ("Hillside", "Philippines", 778_642)
    every = found.peers(PER_PERSON, PeerFilter())
    assert len(every) == 26
    same = found.peers(PER_PERSON, PeerFilter("same"))
    assert {p.city for p in same} == {"Cagayan de Oro", "Legazpi", "Cebu", "Quezon City"}
    partner = found.peers(PER_PERSON, PeerFilter("partner"))
    assert {p.country for p in partner} == {"Philippines", "Thailand", "Viet Nam"}
    similar = found.peers(PER_PERSON, PeerFilter(size="similar"))
    assert similar and all(389_321 <= (p.population or 0) < 1_557_284 for p in similar)
    sizes = [key for key, *_ in SIZES if key not in ("any", "similar")]
    parts = [found.peers(PER_PERSON, PeerFilter(size=key)) for key in sizes]
    assert sum(map(len, parts)) == len(every)
    assert {key for key, _ in GROUPS} == {"all", "partner", "same"}


def test_rank_and_median(workspace: Workspace, city: UUID) -> None:
    found = comparison_of(workspace, city, SECTOR)
    peers = found.peers(PER_PERSON, PeerFilter("same"))
    place = rank(found.assessment.estimates[PER_PERSON], PER_PERSON, peers)
    values = sorted(p.values[PER_PERSON] for p in peers)
    assert place is not None and place.of == 4
    assert place.median == pytest.approx((values[1] + values[2]) / 2)
    assert place.below == sum(v < 1000 * 297 / 778642 for v in values)
    assert rank(found.assessment.estimates["sdg_11_6_1"], "sdg_11_6_1", peers) is None


def test_a_year_is_computed_from_values_of_that_year_only(workspace: Workspace, city: UUID) -> None:
    add_alternative(workspace, city, SECTOR, "population", {"value": "700000", "period": "2015"})
    add_alternative(workspace, city, SECTOR, "household_t_d", {"value": "180", "period": "FY2015"})
    years = comparison_of(workspace, city, SECTOR).histories[PER_PERSON]
    assert [y.year for y in years] == [2015, 2021]
    assert years[0].estimate.value is None and "non_household_t_d" in years[0].estimate.missing
    assert history_lines(workspace.registry.sectors[SECTOR].indicator(PER_PERSON), years) is None
    values = {"value": "70", "period": "2015", "grade": "D"}
    add_alternative(workspace, city, SECTOR, "non_household_t_d", values)
    found = comparison_of(workspace, city, SECTOR)
    years = found.histories[PER_PERSON]
    assert years[0].estimate.value == pytest.approx(1000 * 250 / 700_000)
    assert years[1].estimate.value == pytest.approx(1000 * 297 / 778_642)
    assert years[1].estimate.grade == "B"
    lines = history_lines(found.sector.indicator(PER_PERSON), years)
    assert lines is not None and lines.lines[0].x == (2015.0, 2021.0)
    assert lines.lines[0].low[0] < years[0].estimate.value < lines.lines[0].high[0]


def test_a_yearly_table_gives_every_year_its_own_rows(workspace: Workspace, city: UUID) -> None:
    rows = [["2016", "28"], ["2010", "40"]]
    put(workspace, city, "water_supply", "nrw_by_year", {"value": rows, "grade": "C"})
    years = comparison_of(workspace, city, "water_supply").histories["nrw_latest"]
    assert [(y.year, y.estimate.value) for y in years] == [
        (2010, pytest.approx(0.4)),
        (2016, pytest.approx(0.28)),
    ]
    assert {y.given for y in years} == {("nrw_by_year",)}
    assert {str(y.estimate.grade) for y in years} == {"C"}


def test_an_undated_value_joins_no_year(workspace: Workspace, city: UUID) -> None:
    put(workspace, city, SECTOR, "population", {"period": None})
    years = comparison_of(workspace, city, SECTOR).histories[PER_PERSON]
    assert [(y.year, y.estimate.value, y.estimate.missing) for y in years] == [(2021, None, ("population",))]


def test_of_two_values_of_a_year_the_adopted_one_counts_and_it_is_said(
    workspace: Workspace, city: UUID
) -> None:
    add_alternative(workspace, city, SECTOR, "population", {"value": "800000", "period": "2021"})
    (year,) = comparison_of(workspace, city, SECTOR).histories[PER_PERSON]
    assert year.estimate.value == pytest.approx(1000 * 297 / 778_642)
    assert year.several == ("population",)
    (row,) = input_rows(workspace, city, workspace.registry.sectors[SECTOR], ("population",))
    adopt(workspace, city, SECTOR, "population", row.alternatives[0].id)
    (year,) = comparison_of(workspace, city, SECTOR).histories[PER_PERSON]
    assert year.estimate.value == pytest.approx(1000 * 297 / 800_000)
    assert primary_id(city, SECTOR, "population") == row.record.id if row.record else False


def test_on_the_path_of_the_population_with_all_that_was_done(workspace: Workspace, city: UUID) -> None:
    found = comparison_of(workspace, city, SECTOR)
    own, population = found.paths(PER_PERSON)
    assert own.found is not None and own.found.places == ()
    assert population.found is not None and population.found.latest is not None
    assert 1945 < population.found.latest.year < 1947
    said = " ".join(standing_sentences(population, say, number))
    assert "in about 1946: read off between 1945 (624,994 persons) and 1947 (814,379 persons)" in said
    assert "It had passed this value before" in said
    assert any("first sewage treatment plant" in deed.text for deed in population.after)
    assert any("base year of the G30 plan" in deed.text for deed in population.after)


def test_outside_the_series_no_year_is_named(workspace: Workspace, city: UUID) -> None:
    own, _ = comparison_of(workspace, city, SECTOR).paths(PER_PERSON)
    said = " ".join(standing_sentences(own, say, number))
    assert said.startswith(
        "0.38 kg/cap/d lies outside the published series, which runs from FY2001 to FY2009"
    )
    assert "its lowest figure is 0.69 kg/cap/d (FY2009). No year is named." in said
    assert own.before == () and own.after


def test_nothing_known_is_compared_with_nothing(workspace: Workspace) -> None:
    space = start_engagement(workspace, {"name": "Nowhere"}, {})
    for key in workspace.registry.sectors:
        found = comparison_of(workspace, space, key)
        indicator = found.offered()[0].key
        assert all(on.found is None for on in found.paths(indicator))
        assert not any(found.histories.values())
        assert found.peers(indicator, PeerFilter("same")) == ()
        assert found.peers(indicator, PeerFilter(size="similar")) == ()


def test_years_in_two_currencies_make_no_line(workspace: Workspace, city: UUID) -> None:
    cost = {"value": "100", "unit": "PHP/yr", "period": "2021"}
    put(workspace, city, SECTOR, "annual_cost", cost)
    add_alternative(workspace, city, SECTOR, "population", {"value": "700000", "period": "2015"})
    before = {"value": "100", "unit": "USD/yr", "period": "2015"}
    add_alternative(workspace, city, SECTOR, "annual_cost", before)
    indicator = workspace.registry.sectors[SECTOR].indicator("cost_per_person")
    years = comparison_of(workspace, city, SECTOR).histories[indicator.key]
    assert history_units(indicator, years) == ("USD/cap/yr", "PHP/cap/yr")
    assert history_lines(indicator, years) is None
    agree(workspace, city, "PHP", None, PUBLISHED)
    years = comparison_of(workspace, city, SECTOR).histories[indicator.key]
    lines = history_lines(indicator, years)
    assert lines is not None and lines.unit == "PHP/cap/yr"
    assert lines.lines[0].y[0] == pytest.approx(100 * 44 / 700_000)


def test_a_city_that_is_no_record_is_nobody(workspace: Workspace, city: UUID) -> None:
    wrong = [Edit(city, "partner_city", "nonsense")]
    workspace.compensate(city, wrong, "As a colleague's program may send it")
    found = city_of(workspace, city, SECTOR)
    assert (found.name, found.country, found.persons) == ("", "", 778_642)
