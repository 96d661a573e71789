"""Options, criteria and weights as records: the order that follows, and what two advisors meet in."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tests.services.priorities_case import BY_HAND, VALUES, fill_priorities
from yport_desktop.documents.model import Bullets, Notice, Paragraph, Table, plain
from yport_desktop.domain.changes import Edit
from yport_desktop.domain.entity import Record
from yport_desktop.domain.errors import InvalidEntry, Severity
from yport_desktop.services import conflicts
from yport_desktop.services.assessments import put
from yport_desktop.services.priorities import (
    PAIRWISE,
    RULES,
    SCORE,
    SCREENING,
    PrioritiesView,
    pairwise_id,
    priorities_view,
    rules_id,
    score_id,
)
from yport_desktop.services.priority_edits import (
    hundredths,
    put_comparison,
    put_rules,
    put_scores,
    put_screening,
    remove_criterion,
    remove_option,
    scale_weights,
)
from yport_desktop.services.priority_words import flip_sentences
from yport_desktop.services.record_links import name_of
from yport_desktop.services.records import create, set_values
from yport_desktop.services.reports import ReportRequest, build_report
from yport_desktop.services.sample import SAMPLES, open_sample
from yport_desktop.services.screening import screening_view
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def ids(workspace: Workspace, space: UUID) -> dict[str, UUID]:
    return fill_priorities(workspace, space)


def order(view: PrioritiesView) -> list[tuple[str, int | None]]:
    return [(view.names[s.option], s.rank) for s in view.standings]


def messages(view: PrioritiesView, severity: Severity) -> list[str]:
    return [str(p) for p in view.problems if p.severity is severity]


def test_the_order_is_the_one_by_hand(workspace: Workspace, space: UUID, ids: dict[str, UUID]) -> None:
    view = priorities_view(workspace, space)
    scores = {view.names[s.option]: s.score for s in view.standings}
    assert {k: v for k, v in scores.items() if v is not None} == pytest.approx(BY_HAND)
    assert order(view) == [
        ("Sorting at source", 1),
        ("Composting of market waste", 2),
        ("Waste to electricity", 3),
        ("Clean-up days", None),
    ]
    waiting = view.standings[-1]
    assert [view.names[key] for key in waiting.missing] == ["Time to start"]
    assert waiting.low < waiting.high == pytest.approx(waiting.low + 0.2)
    assert view.panel is not None and len(view.panel.options) == 3
    assert not view.problems


def test_without_the_discount_the_grades_do_not_matter(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    put_rules(workspace, space, {"discount": False})
    view = priorities_view(workspace, space)
    first = next(s for s in view.standings if s.rank == 1)
    assert first.score == pytest.approx(first.full) and not view.discounted


def test_weights_that_miss_100_are_said_and_can_be_scaled(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    workspace.commit(space, set_values(ids["Time to start"], {"weight": "10"}))
    view = priorities_view(workspace, space)
    (said,) = messages(view, Severity.WARNING)
    assert "90 %" in said and view.weights.total == 90
    assert sum(view.weights.shares.values()) == pytest.approx(1)
    scale_weights(workspace, space)
    view = priorities_view(workspace, space)
    assert not view.problems and view.weights.total == pytest.approx(100)
    workspace.undo()
    assert priorities_view(workspace, space).weights.total == 90


def test_hundredths_add_up_to_100() -> None:
    assert hundredths([1 / 3, 1 / 3, 1 / 3]) == ["33.34", "33.33", "33.33"]
    assert hundredths([0.5, 0.25, 0.25]) == ["50", "25", "25"]


def test_a_criterion_without_weight_or_range_is_named(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    workspace.commit(space, set_values(ids["Cost"], {"worst": None}))
    workspace.commit(space, set_values(ids["Time to start"], {"weight": None}))
    view = priorities_view(workspace, space)
    said = " ".join(messages(view, Severity.WARNING))
    assert "“Cost” does not count yet" in said and "“Time to start” does not count" in said
    assert [c.weight for c in view.criteria] == [None, 1.0, None]
    assert order(view)[0] == ("Waste to electricity", 1)


def test_a_value_beyond_the_range_counts_as_its_end_and_is_said(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    place = (ids["Sorting at source"], ids["Waste diverted"])
    put_scores(workspace, space, {place: {"value": "260"}})
    view = priorities_view(workspace, space)
    assert view.cell(*place).outside and view.cell(*place).worth == 1
    assert any("beyond the fixed range" in m for m in messages(view, Severity.WARNING))


def compare(workspace: Workspace, space: UUID, ids: dict[str, UUID], *ratios: str) -> None:
    cost, diverted, time = (ids[k] for k in ("Cost", "Waste diverted", "Time to start"))
    pairs = ((cost, diverted), (cost, time), (diverted, time))
    for (one, other), ratio in zip(pairs, ratios, strict=True):
        put_comparison(workspace, space, one, other, ratio)


@pytest.mark.parametrize("ratio", ["1e999999999", "9" * 100_000, "0", "10", "1/1/1", "−3", "1/10"])
def test_a_comparison_that_is_none_of_the_scale_counts_as_not_made(
    workspace: Workspace, space: UUID, ids: dict[str, UUID], ratio: str
) -> None:
    put_rules(workspace, space, {"weighting": "pairwise"})
    compare(workspace, space, ids, "5", "7", "3")
    pair = pairwise_id(space, ids["Cost"], ids["Waste diverted"])
    workspace.compensate(space, [Edit(pair, "ratio", ratio)], "As a colleague's program may send it")
    assert any("2 of 3" in m for m in messages(priorities_view(workspace, space), Severity.REFUSED))


def test_weights_by_comparison_need_all_pairs_and_agreement(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    put_rules(workspace, space, {"weighting": "pairwise"})
    view = priorities_view(workspace, space)
    assert not view.standings and "0 of 3" in messages(view, Severity.REFUSED)[0]
    compare(workspace, space, ids, "2", "4", "2")
    view = priorities_view(workspace, space)
    assert view.weights.consistency is not None and view.weights.consistency.ratio == pytest.approx(0)
    assert [c.weight for c in view.criteria] == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    compare(workspace, space, ids, "5", "1/5", "5")
    view = priorities_view(workspace, space)
    assert not view.standings and "contradict" in messages(view, Severity.REFUSED)[0]
    assert view.weights.doubt is not None
    put_rules(workspace, space, {"accept_inconsistent": True})
    view = priorities_view(workspace, space)
    assert view.standings and "nevertheless" in messages(view, Severity.WARNING)[0]


def test_a_comparison_is_the_same_from_both_sides(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    put_rules(workspace, space, {"weighting": "pairwise"})
    compare(workspace, space, ids, "3", "1", "1")
    put_comparison(workspace, space, ids["Waste diverted"], ids["Cost"], "1/5")
    ratios = priorities_view(workspace, space).weights.ratios
    assert ratios[ids["Cost"], ids["Waste diverted"]] == "5"
    assert workspace.count(space, PAIRWISE) == 3


def test_two_advisors_meet_in_one_cell(
    workspace: Workspace, second_workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    place = (ids["Clean-up days"], ids["Time to start"])
    put_scores(workspace, space, {place: {"value": "1", "grade": "C"}})
    workspace.seal(space)
    other = second_workspace
    other.new_space({"name": "Metro Cebu"}, space)
    put_scores(other, space, {place: {"value": "3"}})
    other.seal(space)
    keys = {workspace.identity.public_key, other.identity.public_key}
    workspace.store.receive(space, list(other.store.segments_not_in(space, None)), lambda: keys)
    view = priorities_view(workspace, space)
    assert view.cell(*place).conflicts == {"value"}
    (clash,) = [c for c in conflicts.inbox(workspace, space).clashes if c.label == "Value"]
    assert clash.title == "Clean-up days · Time to start"


def test_an_emptied_cell_is_missing_and_undo_brings_it_back(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    place = (ids["Sorting at source"], ids["Cost"])
    put_scores(workspace, space, {place: {"value": None, "missing": "not_known"}})
    view = priorities_view(workspace, space)
    assert view.cell(*place).value is None and view.cell(*place).missing == "not_known"
    assert dict(order(view))["Sorting at source"] is None
    workspace.undo()
    assert dict(order(priorities_view(workspace, space)))["Sorting at source"] == 1


def test_what_is_removed_takes_its_values_along_and_comes_back(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    compare(workspace, space, ids, "2", "4", "2")
    remove_criterion(workspace, space, ids["Cost"])
    assert workspace.count(space, PAIRWISE) == 1
    assert workspace.count(space, SCORE) == 7
    workspace.undo()
    assert workspace.count(space, PAIRWISE) == 3
    remove_option(workspace, space, ids["Sorting at source"])
    assert workspace.count(space, SCORE) == 8
    place = (ids["Composting of market waste"], ids["Cost"])
    workspace.commit(space, [*set_values(score_id(*place), {"value": "1"})])
    assert priorities_view(workspace, space).cell(*place).value == 1


@pytest.mark.parametrize("wrong", [["x"], {"a": 1}, True, "1e300", "0/0", "", "ＮaＮ"])
def test_whatever_a_colleagues_program_wrote_is_read(
    workspace: Workspace, space: UUID, ids: dict[str, UUID], wrong: Any
) -> None:
    """An import is not judged field by field: what is no value is missing, and nothing falls over."""
    compare(workspace, space, ids, "2", "4", "2")
    score = score_id(ids["Sorting at source"], ids["Cost"])
    put_screening(workspace, space, next(iter(workspace.registry.sectors)), {"need": "1"})
    records = [*workspace.records(space, PAIRWISE), *workspace.records(space, SCREENING)]
    keys = ("value", "grade", "missing", "ratio", "first", "need", "need_from", "spending", "authority")
    edits = [Edit(i, key, wrong) for i in (score, *(r.id for r in records)) for key in keys]
    edits += [Edit(ids["Cost"], key, wrong) for key in ("worst", "middle", "weight", "name", "unit")]
    edits += [Edit(ids["Sorting at source"], "name", wrong), *set_rules(space, wrong)]
    workspace.compensate(space, edits, "")
    view = priorities_view(workspace, space)
    assert view.cell(ids["Sorting at source"], ids["Cost"]).value is None
    assert screening_view(workspace, space).rows
    assert build_report(workspace, ReportRequest(space, "2026-02-19"), str).sections


def set_rules(space: UUID, wrong: Any) -> list[Edit]:
    made = create(RULES, {}, space, rules_id(space))
    keys = ("weighting", "discount", "accept_inconsistent", "spending_top", "set_by")
    return [*made, *(Edit(rules_id(space), key, wrong) for key in keys)]


def test_a_refused_value_changes_nothing(workspace: Workspace, space: UUID, ids: dict[str, UUID]) -> None:
    with pytest.raises(InvalidEntry):
        put_scores(workspace, space, {(ids["Sorting at source"], ids["Cost"]): {"value": "much"}})
    assert dict(order(priorities_view(workspace, space)))["Sorting at source"] == 1


def test_what_would_flip_is_said_with_names_and_units(
    workspace: Workspace, space: UUID, ids: dict[str, UUID]
) -> None:
    view = priorities_view(workspace, space)
    said = [
        text
        for flip in view.flips
        for text in flip_sentences(view, flip, lambda t, **d: t.format(**d), lambda x: f"{x:.4g}")
    ]
    assert len(view.flips) == 2 and len(said) == 4
    assert all("“" in text and text.endswith(".") for text in said)
    assert any("weight of" in text for text in said) and any("instead of" in text for text in said)


def test_names_of_values_and_comparisons(workspace: Workspace, space: UUID, ids: dict[str, UUID]) -> None:
    record: Record = workspace.get(score_id(ids["Sorting at source"], ids["Cost"]))
    assert name_of(workspace, record) == "Sorting at source · Cost"
    compare(workspace, space, ids, "2", "4", "2")
    names = {name_of(workspace, r) for r in workspace.records(space, PAIRWISE)}
    assert {frozenset(n.split(" · ")) for n in names} >= {frozenset({"Cost", "Waste diverted"})}


def test_screening_multiplies_and_takes_the_need_from_a_result(workspace: Workspace, space: UUID) -> None:
    sector = next(s for s in workspace.registry.sectors.values() if any(i.headline for i in s.indicators))
    put_screening(workspace, space, sector.key, {"need": "80", "spending": "10", "authority": "shared"})
    row = next(r for r in screening_view(workspace, space).rows if r.sector is sector)
    assert row.factors.product == pytest.approx(0.8 * 0.5 * 0.5) and row.rank == 1
    indicator = next(i for i in sector.indicators if i.headline)
    name = f"{sector.key}.{indicator.key}"
    put_screening(workspace, space, sector.key, {"need_from": name, "need_bad": "0", "need_good": "100"})
    row = next(r for r in screening_view(workspace, space).rows if r.sector is sector)
    assert row.indicator is indicator and row.factors.need is None and row.rank is None
    put_screening(workspace, space, sector.key, {"need_from": None, "spending": None})
    row = next(r for r in screening_view(workspace, space).rows if r.sector is sector)
    assert row.factors.product is None and row.factors.highest == pytest.approx(0.4)


def test_screening_takes_a_computed_need(workspace: Workspace, space: UUID) -> None:
    """Collected 60 of 100 t/d: 60 %, where 0 is bad and 100 is good, is a need of 0.4."""
    key = "solid_waste"
    for field, value in (
        ("household_t_d", "80"),
        ("non_household_t_d", "20"),
        ("disposal_received_t_d", "60"),
        ("disposal_controlled_share", "100"),
        ("recovered_received_t_d", "0"),
        ("recovered_controlled_t_d", "0"),
    ):
        put(workspace, space, key, field, {"value": value})
    sector = workspace.registry.sectors[key]
    indicator = sector.indicator("sdg_11_6_1")
    values = {"need_from": f"{key}.sdg_11_6_1", "need_bad": "0", "need_good": "100"}
    put_screening(workspace, space, key, values)
    row = next(r for r in screening_view(workspace, space).rows if r.sector is sector)
    assert row.estimate is not None and row.estimate.value is not None
    report = build_report(workspace, ReportRequest(space, "2026-02-19"), str)
    section = next(s for s in report.sections if s.key == "priorities")
    (table,) = (b for b in section.blocks if isinstance(b, Table))
    (line,) = (r for r in table.rows if sector.label in (r.cells[1].text, plain(r.cells[1].spans)))
    assert indicator.label in plain(line.cells[2].spans)
    assert indicator.source.title in {note.text for note in report.sources}
    assert row.factors.need == pytest.approx(1 - row.estimate.value * indicator.scale / 100)


@pytest.fixture
def reported(workspace: Workspace, space: UUID, ids: dict[str, UUID]) -> Iterator[list[object]]:
    first = next(iter(workspace.registry.sectors))
    put_screening(workspace, space, first, {"need": "80", "spending": "10", "authority": "full"})
    report = build_report(workspace, ReportRequest(space, "2026-02-19"), str)
    yield list(next(s for s in report.sections if s.key == "priorities").blocks)


def test_the_report_tells_the_order_and_how_far_it_holds(reported: list[object]) -> None:
    tables = [b for b in reported if isinstance(b, Table)]
    assert [t.caption for t in tables] == [
        "Screening of sectors",
        "Criteria and weights",
        "Values of the options",
        "Order of the options",
        "Ranks by several methods",
    ]
    ranked = [row.cells[1].text for row in tables[3].rows]
    assert ranked[0] == "Sorting at source" and set(ranked) == set(VALUES)
    assert "missing: Time to start" in tables[3].rows[-1].cells[-1].text
    assert "convention of this program" in plain(tables[3].note)
    flips = [plain(item) for b in reported if isinstance(b, Bullets) for item in b.items]
    assert any("overtakes" in text for text in flips)
    assert not any(isinstance(b, Notice) for b in reported)


def test_no_priorities_no_section(workspace: Workspace, space: UUID) -> None:
    report = build_report(workspace, ReportRequest(space, "2026-02-19"), str)
    assert "priorities" not in {s.key for s in report.sections}


def test_a_report_without_an_order_lists_the_values_and_says_why(workspace: Workspace) -> None:
    space = open_sample(workspace, SAMPLES[2].path)
    report = build_report(workspace, ReportRequest(space, "2026-11-25"), str)
    section = next(s for s in report.sections if s.key == "priorities")
    tables = {b.caption: b for b in section.blocks if isinstance(b, Table)}
    rows = {row.cells[0].text: row.cells[1:] for row in tables["Values of the options"].rows}
    assert plain(rows["Solar power on ten hospitals"][0].spans).startswith("81.5")
    assert rows["Solar power on ten hospitals"][0].grade == "D"
    assert [cell.text for cell in rows["LED street lamps"]] == ["not known"] * 3
    said = [plain(b.spans) for b in section.blocks if isinstance(b, Paragraph)]
    assert "No weights are set yet." in said
    assert any(text.startswith("There is no order yet") for text in said)
    listed = [plain(item) for b in section.blocks if isinstance(b, Bullets) for item in b.items]
    assert any("budget of fiscal year 2021" in text for text in listed)
    assert any("nationthailand.com" in note.address for note in report.sources)
