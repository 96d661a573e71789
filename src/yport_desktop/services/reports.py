"""The advisory report of an engagement: its model from the workspace, its PDF from the model.

Building the model reads the store and belongs on the database thread; the PDF is made from plain data
on any other.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from yport_desktop.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Row,
    Section,
    Span,
    Table,
)
from yport_desktop.domain.charts import ChartData
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import GRADE_MEANING, GRADE_UNCERTAINTY_PCT, MISSING_LABEL, Grade, Missing

from .assessments import SectorView, sector_view
from .data_requests import open_requests
from .plans import Plans
from .report_assessment import assessment_section, headline
from .report_comparison import comparison_section
from .report_conflicts import conflict_sentence, conflicts_section, open_conflicts
from .report_plan import plan_sections, revision_hash
from .report_priorities import priorities_section
from .report_records import findings_section, requests_section
from .report_weakest import weakest_section
from .report_writing import Draft, Translate, spans
from .workspace import Workspace

if TYPE_CHECKING:
    from yport_desktop.figures import Figure as Plot

_HEADLINES = 6
_BULLETS = 5


@dataclass(frozen=True)
class ReportRequest:
    """Which report: of which engagement, dated when (ISO), in which language, from which mission."""

    engagement: UUID
    date: str
    language: str = "en"
    mission: UUID | None = None


def build_report(workspace: Workspace, request: ReportRequest, tr: Translate) -> Report:
    """The report as a value. Raises NotFound."""
    engagement = workspace.get(request.engagement)
    # gettext answers an empty message with its header.
    draft = Draft(workspace, engagement, request.language, lambda text: tr(text) if text else "")
    views = tuple(_views(workspace, engagement))
    conflicts = open_conflicts(draft)
    sections = (
        _summary(draft, views, conflicts),
        *(assessment_section(draft, view) for view in views),
        *_present(comparison_section(draft, views), weakest_section(draft, views)),
        *_present(findings_section(draft), priorities_section(draft)),
        *plan_sections(draft),
        *_present(requests_section(draft, views), conflicts_section(draft, conflicts)),
        _methods(draft),
    )
    # Babel's tables of months are loaded when a report is written.
    from .report_dates import date_text

    mission = workspace.find(request.mission) if request.mission else None
    name, content_hash = revision_hash(draft)
    city = draft.name(engagement.get("partner_city")) or workspace.title(engagement)
    report = Report(
        kind=tr(N_("Advisory report")),
        title=_title(draft, city, views),
        city=city,
        mission=workspace.title(mission) if mission else "",
        date=request.date,
        date_text=date_text(request.date, request.language),
        language=request.language,
        revision_hash=content_hash,
        author=tr(N_("City of Yokohama, Y-PORT")),
        facts=_facts(draft, name, content_hash),
        sections=sections,
        sources=draft.citations.notes(),
        sources_title=tr(N_("Sources")),
        conflicts=conflicts,
    )
    return named_by_state(report)


def report_pdf(
    report: Report,
    fonts_dir: Path,
    tr: Translate,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The PDF of a report. Raises Cancelled, FontMissing."""
    # reportlab and matplotlib are loaded when the first report is made, not when the program starts.
    from yport_desktop.documents.report import render_report
    from yport_desktop.figures import PAPER, draw

    style = replace(PAPER, language=report.language, fonts=fonts_dir)

    def drawn(data: ChartData, size_mm: tuple[float, float]) -> "Plot":
        return draw(data, style, tr, size_mm)

    return render_report(report, fonts_dir, tr, drawn, progress, cancelled)


def named_by_state(report: Report) -> Report:
    """The report with the hash of all it says; without a frozen plan that is its revision hash too."""
    content = json.dumps(asdict(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    state = hashlib.sha256(content.encode("utf-8")).hexdigest()
    return replace(report, state_hash=state, revision_hash=report.revision_hash or state)


def _views(workspace: Workspace, engagement: Record) -> Iterator[SectorView]:
    """The sectors of the engagement, or those with anything on record where none are named."""
    named = engagement.get("sectors") or ()
    for key in workspace.registry.sectors:
        if named and key not in named:
            continue
        view = sector_view(workspace, engagement.id, key)
        # What is only taken over from another sector is reported there.
        if named or any(row.record is not None for row in view.rows):
            yield view


def _present(*sections: Section | None) -> tuple[Section, ...]:
    return tuple(s for s in sections if s is not None)


def _title(draft: Draft, city: str, views: Sequence[SectorView]) -> str:
    if len(views) == 1:
        return draft.say(N_("{sector} in {city}"), sector=draft.tr(views[0].sector.label), city=city)
    return draft.say(N_("Urban services in {city}"), city=city)


def _facts(draft: Draft, revision: str, content_hash: str) -> tuple[tuple[str, str], ...]:
    engagement = draft.engagement
    agreement = draft.comma.join(
        part
        for part in (draft.choice(engagement, "agreement_kind"), draft.text(engagement, "agreement_date"))
        if part
    )
    counterpart = draft.name(engagement.get("counterpart"))
    facts = (
        (draft.tr(N_("Engagement")), draft.workspace.title(engagement)),
        (draft.label("engagement", "counterpart"), counterpart),
        (draft.tr(N_("Agreement")), agreement),
        (draft.tr(N_("Prepared by")), draft.tr(N_("City of Yokohama, Y-PORT"))),
        (draft.tr(N_("Plan revision")), f"{revision}\n{content_hash}" if revision else ""),
    )
    return tuple((label, text) for label, text in facts if text)


def _summary(draft: Draft, views: Sequence[SectorView], conflicts: int) -> Section:
    blocks: list[Block] = []
    if text := draft.text(draft.engagement, "summary"):
        blocks.append(Paragraph(spans(text.split("\n\n")[0]), "lead"))
    wanted = [(v, i) for v in views for i in v.sector.indicators if i.headline]
    computed = [(v, i) for v, i in wanted if v.assessment.estimates[i.key].value is not None]
    waiting = [pair for pair in wanted if pair not in computed]
    figures = [headline(draft, view, indicator) for view, indicator in (*computed, *waiting)]
    if figures:
        blocks.append(KeyFigures(tuple(figures[:_HEADLINES])))
    findings = draft.workspace.records(draft.engagement.space, "finding")[:_BULLETS]
    if findings:
        blocks.append(Heading(draft.tr(N_("Key findings"))))
        blocks.append(Bullets(tuple(spans(draft.text(f, "heading")) for f in findings)))
    asked = tuple(_asked(draft))
    if asked:
        blocks.append(Heading(draft.tr(N_("What is asked"))))
        blocks.append(Bullets(asked))
    if conflicts:
        link = Span(conflict_sentence(draft, conflicts), link="conflicts")
        blocks.append(Notice((link,), "caution"))
    if not blocks:
        blocks.append(Paragraph(spans(draft.tr(N_("Nothing has been recorded yet.")))))
    return Section(draft.tr(N_("Summary")), tuple(blocks), key="summary")


def _asked(draft: Draft) -> Iterator[tuple[Span, ...]]:
    views = Plans(draft.workspace).plans(draft.engagement.space, draft.tr)
    waiting = sum(p.is_open for v in views for p in v.proposals)
    if waiting:
        text = draft.say(N_("A decision on {count} proposals on the plan"), count=waiting)
        yield (Span(text, link="proposals"),)
    requests = open_requests(draft.workspace, draft.engagement.space)
    if requests:
        text = draft.say(N_("An answer to {count} data requests"), count=len(requests))
        yield (Span(text, link="data-requests"),)
    for record in requests[: _BULLETS - 2]:
        due = draft.text(record, "due")
        more = (Span(f" · {draft.say(N_('due {date}'), date=due)}", tone="second"),) if due else ()
        yield (Span(draft.text(record, "question")), *more)


def _methods(draft: Draft) -> Section:
    """How results, ranges and grades came about; what the missing codes mean."""
    tr = draft.tr
    grades = tuple(
        Row((Cell(grade=g.value), Cell(tr(GRADE_MEANING[g])), Cell(f"± {GRADE_UNCERTAINTY_PCT[g]:.0f} %")))
        for g in Grade
    )
    grade_columns = (
        Column(tr(N_("Grade")), 0, "centre"),
        Column(tr(N_("Evidence")), 1.0),
        Column(tr(N_("Uncertainty where none is given")), 0.5, "right"),
    )
    codes = draft.comma.join(tr(MISSING_LABEL[code]) for code in Missing)
    paragraphs = (
        N_(
            "Every result is a function of the inputs listed. Its range is the 95 % interval by error "
            "propagation after the IPCC's Approach 1: each input is moved alone and the effects are "
            "added as the root of the sum of squares. Inputs count as independent."
        ),
        N_(
            "Where no uncertainty was given for a number, a width that goes with its evidence grade stands "
            "in. These widths are a convention of this program and not taken from a guideline."
        ),
        N_(
            "Points are not per cent: a change of a percentage is given in points. Amounts of money keep "
            "their currency and price year."
        ),
    )
    blocks: list[Block] = [Paragraph(spans(tr(text))) for text in paragraphs]
    blocks.append(Table(tr(N_("Evidence grades")), grade_columns, grades))
    missing = draft.say(
        N_(
            "A missing value carries its reason ({codes}) and stays missing through every sum; it is "
            "never zero."
        ),
        codes=codes,
    )
    blocks.append(Paragraph(spans(missing)))
    return Section(tr(N_("Note on methods")), tuple(blocks), key="methods")
