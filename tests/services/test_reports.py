"""The advisory report of the sample engagement: complete, honest about gaps, the same each time."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop.documents.model import (
    Block,
    Bullets,
    Cell,
    Clause,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    Report,
    Table,
    plain,
)
from yport_desktop.documents.preview import Preview
from yport_desktop.domain.errors import Cancelled, NotFound
from yport_desktop.domain.ids import new_id
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.values import MISSING_LABEL, Missing
from yport_desktop.env.resources import resources_folder
from yport_desktop.services import assessments
from yport_desktop.services.plans import Plans
from yport_desktop.services.report_dates import date_text
from yport_desktop.services.report_weakest import weakest_numbers
from yport_desktop.services.reports import ReportRequest, build_report, report_pdf
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace

from .conftest import open_workspace

DATE = "2026-02-19"


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[Workspace]:
    workspace = open_workspace(tmp_path_factory.mktemp("sample"), registry)
    open_sample(workspace)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def engagement(sampled: Workspace) -> UUID:
    return open_sample(sampled)


@pytest.fixture(scope="module")
def report(sampled: Workspace, engagement: UUID) -> Report:
    return build_report(sampled, ReportRequest(engagement, DATE), str)


def blocks(report: Report, kind: type) -> list[Block]:
    return [b for section in report.sections for b in section.blocks if isinstance(b, kind)]


def cells(report: Report) -> Iterator[Cell]:
    for table in blocks(report, Table):
        for row in table.rows:  # type: ignore[union-attr]
            yield from row.cells


def words(cell: Cell) -> str:
    return cell.text or plain(cell.spans)


def test_every_input_of_every_sector_is_listed_with_value_or_reason_or_as_not_asked(
    report: Report, registry: Registry
) -> None:
    shown = {words(c) for c in cells(report)}
    listed = "".join(f"{plain(item)}\n" for b in blocks(report, Bullets) for item in b.items)  # type: ignore[union-attr]
    written = {section.key for section in report.sections}
    told = [s for s in registry.sectors.values() if f"sector-{s.key}" in written]
    assert told
    for sector in told:
        (section,) = (s for s in report.sections if s.key == f"sector-{sector.key}")
        computed = any(
            isinstance(b, Heading) and b.text == "How the results were computed" for b in section.blocks
        )
        factors = {s.key for s in sector.sections if s.folded and not computed}
        asked = [i.label for i in sector.inputs if i.section not in factors]
        assert not [label for label in asked if label not in shown and label not in listed]
    reasons = {MISSING_LABEL[code] for code in Missing}
    rows = [r for t in blocks(report, Table) if t.caption.startswith("Inputs:") for r in t.rows]  # type: ignore[union-attr]
    for row in rows:
        if row.kind == "body":
            _, value, _, _, grade, _, source = row.cells
            assert words(value), row
            if words(value) not in reasons and not source.spans:
                assert words(row.cells[5]) == "default" or not grade.grade, row


def test_results_without_data_are_told_in_a_few_lines(report: Report, registry: Registry) -> None:
    for sector in registry.sectors.values():
        (section,) = (s for s in report.sections if s.key == f"sector-{sector.key}")
        table = next(b for b in section.blocks if isinstance(b, Table))
        headlines = {i.label for i in sector.indicators if i.headline}
        empty = [r for r in table.rows if words(r.cells[1]) == "–"]
        assert {words(r.cells[0]) for r in empty} <= headlines
        assert all(len(words(r.cells[5])) < 300 for r in empty)
        told = " ".join(plain(b.spans) for b in section.blocks if isinstance(b, Paragraph))
        in_table = {words(r.cells[0]) for r in table.rows}
        assert not [i.label for i in sector.indicators if i.label not in in_table and i.label not in told]


def test_what_holds_of_many_results_is_remarked_once(report: Report) -> None:
    for section in report.sections:
        lines = [plain(item) for b in section.blocks if isinstance(b, Bullets) for item in b.items]
        assert sum("is cut off at the end" in line for line in lines) <= 1
        assert sum("not symmetric" in line for line in lines) <= 2  # one may be of a check


def test_every_known_value_has_a_source_in_the_list(report: Report) -> None:
    cited = {
        int(number)
        for cell in cells(report)
        for span in cell.spans
        if span.link.startswith("source-")
        for number in re.findall(r"\d+", span.text)
    }
    assert cited == {source.number for source in report.sources}
    assert [s.number for s in report.sources] == list(range(1, len(report.sources) + 1))
    assert all(source.text for source in report.sources)


def test_headlines_come_with_range_and_grade_or_say_what_they_wait_for(report: Report) -> None:
    (figures,) = blocks(report, KeyFigures)
    for figure in figures.figures:  # type: ignore[union-attr]
        if figure.value == "–":
            assert figure.range.startswith("Missing: ") and not figure.grade
        else:
            assert figure.range.startswith("95 % range: ") and figure.grade in "ABCDE"


def test_figures_of_the_sector_are_in_the_report(report: Report) -> None:
    assert len(blocks(report, Figure)) >= 3


def test_weakest_numbers_are_at_most_ten_and_worst_first(sampled: Workspace, engagement: UUID) -> None:
    views = [assessments.sector_view(sampled, engagement, key) for key in sampled.registry.sectors]
    weakest = weakest_numbers(views)
    assert 0 < len(weakest) <= 10
    order = [(w.grade, w.share) for w in weakest]
    assert order == sorted(order, reverse=True)


def test_a_width_that_nobody_gave_says_where_it_comes_from(report: Report) -> None:
    weakest = next(s for s in report.sections if s.key == "weakest")
    notes = [plain(b.spans) for b in weakest.blocks if isinstance(b, Paragraph)]
    assert any("a = from the evidence grade, a convention of this program" in note for note in notes)


def test_annex_marks_proposals_in_the_text(report: Report) -> None:
    annex = next(s for s in report.sections if s.key == "redline")
    clauses = [b for b in annex.blocks if isinstance(b, Clause)]
    assert any(span.change == "inserted" for c in clauses for span in c.text)
    assert any(c.status == "proposed addition" for c in clauses)


def test_same_state_same_report(tmp_path: Path, registry: Registry, report: Report) -> None:
    other = open_workspace(tmp_path, registry)
    again = build_report(other, ReportRequest(open_sample(other), DATE), str)
    other.close()
    assert again == report
    assert len(report.state_hash) == 64 and len(report.revision_hash) == 64


def test_another_value_is_another_state(tmp_path: Path, registry: Registry, report: Report) -> None:
    other = open_workspace(tmp_path, registry)
    engagement = open_sample(other)
    sector = next(iter(registry.sectors.values()))
    assessments.put(other, engagement, sector.key, sector.inputs[0].key, {"note": "seen"})
    unchanged = build_report(other, ReportRequest(engagement, DATE), str)
    assert unchanged.state_hash == report.state_hash  # notes are not printed
    assessments.put(other, engagement, sector.key, sector.inputs[0].key, {"period": "2031"})
    changed = build_report(other, ReportRequest(engagement, DATE), str)
    other.close()
    assert changed.state_hash != report.state_hash


def test_empty_engagement_gives_a_report(workspace: Workspace, space: UUID) -> None:
    report = build_report(workspace, ReportRequest(space, DATE), str)
    assert [s.key for s in report.sections] == ["summary", "methods"]
    assert report.revision_hash == report.state_hash


def test_unknown_engagement_is_not_found(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        build_report(workspace, ReportRequest(new_id(), DATE), str)


@pytest.mark.parametrize("language", ["en", "ja", "vi", "th"])
def test_report_is_printed_in_each_language(sampled: Workspace, engagement: UUID, language: str) -> None:
    report = build_report(sampled, ReportRequest(engagement, DATE, language), lambda text: text)
    pdf = report_pdf(report, resources_folder() / "fonts", str)
    with Preview(pdf) as preview:
        assert len(preview) > 10
        assert report.state_hash in preview.text(len(preview) - 1)
    assert report_pdf(report, resources_folder() / "fonts", str) == pdf


def test_printing_can_be_cancelled(report: Report) -> None:
    with pytest.raises(Cancelled):
        report_pdf(report, resources_folder() / "fonts", str, cancelled=lambda: True)


def test_dates_are_written_as_their_readers_do() -> None:
    assert date_text("2026-02-19", "en") == "19 February 2026"
    assert date_text("2026-02-19", "ja") == "2026年2月19日"
    assert date_text("2026", "ja") == "2026年"
    assert date_text("", "en") == ""


def test_annex_compares_the_first_revision_with_the_text_of_today(tmp_path: Path, registry: Registry) -> None:
    workspace = open_workspace(tmp_path, registry)
    engagement = open_sample(workspace)
    plans = Plans(workspace)
    (plan,) = plans.plans(engagement)
    clause = next(c for c in plan.clauses if c.text)
    plans.edit_clause(clause.id, {"text": clause.text + " Every year it is checked.", "status": "agreed"})
    plans.delete_clause(plan.clauses[-1].id)
    report = build_report(workspace, ReportRequest(engagement, DATE), str)
    pdf = report_pdf(report, resources_folder() / "fonts", str)
    workspace.close()
    annex = next(s for s in report.sections if s.key == "redline")
    changed = [b for b in annex.blocks if isinstance(b, Clause) and b.status in ("rewritten", "removed")]
    assert [c.status for c in changed] == ["rewritten", "removed"]
    inserted = "".join(s.text for s in changed[0].text if s.change == "inserted")
    assert inserted.strip() == "Every year it is checked."
    assert any(text.endswith("→ Agreed") for _, text in changed[0].facts)
    with Preview(pdf) as preview:
        assert "Every year it is checked." in " ".join(
            preview.text(page).replace("\r\n", " ") for page in range(len(preview))
        )
