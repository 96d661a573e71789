"""Findings, urban issues and data requests in the report."""

from collections.abc import Iterator, Sequence

from yport_desktop.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
)
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_

from .assessments import SectorView
from .report_gaps import label_of
from .report_writing import Draft, spans

DONE = frozenset({"answered", "unavailable", "withdrawn"})


def findings_section(draft: Draft) -> Section | None:
    """What was found, on what it rests, and the issues that follow from it."""
    space = draft.engagement.space
    findings = draft.workspace.records(space, "finding")
    issues = draft.workspace.records(space, "urban_issue")
    blocks: list[Block] = []
    if findings:
        blocks.append(Heading(draft.tr(N_("Findings"))))
        blocks += [b for f in findings for b in _finding(draft, f)]
    if issues:
        blocks.append(Heading(draft.tr(N_("Urban issues"))))
        blocks += [b for i in issues for b in _issue(draft, i)]
    if not blocks:
        return None
    return Section(draft.tr(N_("Findings and urban issues")), tuple(blocks), key="findings")


def _finding(draft: Draft, record: Record) -> Iterator[Block]:
    kind = draft.choice(record, "kind")
    heading = draft.text(record, "heading")
    yield Heading(f"{kind}: {heading}" if kind else heading, level=3)
    for key in ("text", "reasoning"):
        if text := draft.text(record, key):
            yield Paragraph(spans(text))
    yield from _basis(draft, record, ("observations", "indicators", "data_requests"))


def _issue(draft: Draft, record: Record) -> Iterator[Block]:
    yield Heading(draft.text(record, "heading"), level=3)
    if text := draft.text(record, "text"):
        yield Paragraph(spans(text))
    keys = ("priority", "priority_reason", "state", "responsible", "area", "sdg_targets", "findings")
    yield from _basis(draft, record, keys)


def _basis(draft: Draft, record: Record, keys: Sequence[str]) -> Iterator[Block]:
    facts = [(label, text) for label, text in _facts(draft, record, keys) if text]
    if facts:
        line = [s for i, (label, text) in enumerate(facts) for s in _fact(label, text, first=i == 0)]
        yield Paragraph(tuple(line), "note")


def _fact(label: str, text: str, first: bool) -> tuple[Span, ...]:
    return (Span(("" if first else "\n") + label + "  ", bold=True), Span(text))


def _facts(draft: Draft, record: Record, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        if key == "indicators":
            names = [_indicator(draft, str(v)) for v in record.get(key) or ()]
            yield draft.label(record.kind, key), draft.comma.join(names)
        else:
            yield from draft.facts(record, (key,))


def _indicator(draft: Draft, name: str) -> str:
    """The label of `sector.indicator`."""
    sector_key, _, key = name.partition(".")
    sector = draft.workspace.registry.sectors.get(sector_key)
    found = next((i.label for i in sector.indicators if i.key == key), name) if sector else name
    return draft.tr(found)


def open_requests(draft: Draft) -> tuple[Record, ...]:
    """Data requests that wait for an answer."""
    requests = draft.workspace.records(draft.engagement.space, "data_request")
    return tuple(r for r in requests if r.get("state", "open") not in DONE)


def requests_section(draft: Draft, views: Sequence[SectorView]) -> Section | None:
    """What is asked of whom and by when, and what is missing without having been asked for."""
    requests = draft.workspace.records(draft.engagement.space, "data_request")
    blocks: list[Block] = []
    if requests:
        blocks.append(_request_table(draft, requests))
    asked = {(r.get("sector"), r.get("input")) for r in requests}
    missing = [
        (view, key)
        for view in views
        for key in view.assessment.missing
        if (view.sector.key, key) not in asked
    ]
    if missing:
        blocks.append(Heading(draft.tr(N_("Missing, and not yet asked for"))))
        lines = []
        for view in views:
            keys = [key for other, key in missing if other is view]
            names = draft.comma.join(label_of(draft, view.sector, key) for key in keys)
            if names:
                label = Span(draft.tr(view.sector.label), bold=True)
                lines.append((label, Span(f" · {names}", tone="second")))
        blocks.append(Bullets(tuple(lines)))
    if not blocks:
        return None
    return Section(draft.tr(N_("Data requests")), tuple(blocks), key="data-requests")


def _request_table(draft: Draft, requests: Sequence[Record]) -> Table:
    columns = (
        Column(draft.tr(N_("No.")), 0, "right"),
        Column(draft.label("data_request", "question"), 2.4),
        Column(draft.label("data_request", "unit"), 0),
        Column(draft.label("data_request", "period"), 0),
        Column(draft.label("data_request", "asked_of"), 1.2),
        Column(draft.label("data_request", "due"), 0),
        Column(draft.label("data_request", "state"), 0),
    )
    rows = []
    for place, record in enumerate(requests, 1):
        question = [Span(draft.text(record, "question"))]
        if improves := draft.text(record, "improves"):
            question.append(Span(f"\n{improves}", tone="second"))
        rows.append(
            Row(
                (
                    Cell(str(place), tone="second"),
                    Cell(spans=tuple(question)),
                    Cell(draft.unit(draft.text(record, "unit"))),
                    Cell(draft.text(record, "period")),
                    Cell(draft.name(record.get("asked_of"))),
                    Cell(draft.text(record, "due")),
                    Cell(draft.choice(record, "state")),
                )
            )
        )
    return Table(draft.tr(N_("Data requests")), columns, tuple(rows))
