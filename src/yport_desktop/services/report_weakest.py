"""The weakest numbers of all sectors: those on which some result leans hardest, worst grade first."""

from collections.abc import Sequence
from dataclasses import dataclass

from yport_desktop.documents.model import Block, Cell, Column, Paragraph, Row, Section, Span, Spans, Table
from yport_desktop.domain.sector import UNCERTAINTY_BASIS, Indicator, Term
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import GRADE_MEANING, Grade

from .assessments import SectorView
from .report_inputs import source_mark, value_text
from .report_writing import Draft, spans

# From this share of a result's variance a number counts as one that the result leans on.
LEANS_ON = 0.02
HOW_MANY = 10

# Raised beside a width that nobody gave with the number; explained under the table.
WIDTH_MARKS = {"grade": "a", "ungraded": "b", "factor": "c"}


@dataclass(frozen=True)
class WeakNumber:
    """A number, and the result that leans on it most."""

    view: SectorView
    term: Term
    indicator: Indicator
    share: float

    @property
    def grade(self) -> Grade:
        """Its grade; without one it counts as the worst."""
        return self.term.grade or Grade.E


def weakest_numbers(views: Sequence[SectorView], count: int = HOW_MANY) -> tuple[WeakNumber, ...]:
    """Worst grade first, then the largest share in the variance of a result."""
    found: dict[tuple[str, str], WeakNumber] = {}
    for view in views:
        for indicator in view.sector.indicators:
            for term in view.assessment.estimates[indicator.key].terms:
                share = term.variance_share or 0.0
                key = (view.sector.key, term.key)
                if share >= LEANS_ON and (key not in found or share > found[key].share):
                    found[key] = WeakNumber(view, term, indicator, share)
    ranked = sorted(found.values(), key=lambda w: (w.grade, w.share), reverse=True)
    return tuple(ranked[:count])


def weakest_section(draft: Draft, views: Sequence[SectorView]) -> Section | None:
    """The ten weakest numbers as a section; None while nothing was computed."""
    weakest = weakest_numbers(views)
    if not weakest:
        return None
    columns = (
        Column("", 0, "right"),
        Column(draft.tr(N_("Number")), 2.2),
        Column(draft.tr(N_("Value")), 0, "right"),
        Column(draft.tr(N_("Unit")), 0),
        Column(draft.tr(N_("Grade")), 0, "centre"),
        Column(draft.tr(N_("± %")), 0, "right"),
        Column(draft.tr(N_("Share of the variance of")), 2.0),
        Column(draft.tr(N_("Source")), 0),
    )
    rows = tuple(_row(draft, place, weak) for place, weak in enumerate(weakest, 1))
    lead = N_(
        "Better figures for these numbers would narrow the results most. They are ordered by evidence "
        "grade, the weakest first, and then by their share in the variance of the result that leans on "
        "them hardest."
    )
    blocks: list[Block] = [
        Paragraph(spans(draft.tr(lead)), "lead"),
        Table(draft.tr(N_("The weakest numbers")), columns, rows),
    ]
    worst = weakest[0].grade
    sentence = draft.say(
        N_("Grade {grade}: {meaning}."), grade=worst.value, meaning=draft.tr(GRADE_MEANING[worst])
    )
    blocks.append(Paragraph(spans(sentence), "note"))
    if widths := _width_note(draft, weakest):
        blocks.append(Paragraph(spans(widths), "note"))
    return Section(draft.tr(N_("The ten weakest numbers")), tuple(blocks), key="weakest")


def _width_note(draft: Draft, weakest: tuple[WeakNumber, ...]) -> str:
    """What the letters beside the widths mean: only those that occur."""
    used = {weak.term.uncertainty_basis for weak in weakest}
    marks = {key: mark for key, mark in WIDTH_MARKS.items() if key in used}
    listed = "; ".join(f"{mark} = {draft.tr(UNCERTAINTY_BASIS[key])}" for key, mark in marks.items())
    return f"± %: {listed}" if listed else ""


def _row(draft: Draft, place: int, weak: WeakNumber) -> Row:
    term, view = weak.term, weak.view
    asked = next((i for i in view.sector.inputs if i.key == term.key), None)
    record = next((r.record for r in view.rows if r.input.key == term.key), None)
    seen = view.assessment.observed[term.key]
    label: Spans = (Span(draft.tr(term.label)),)
    if term.is_default:
        label += (Span(f" · {draft.tr(N_('default'))}", tone="second"),)
    width = draft.number(term.uncertainty_pct, 0) if term.uncertainty_pct is not None else ""
    share = f"{weak.share * 100:.0f} %"
    return Row(
        (
            Cell(str(place), tone="second"),
            Cell(spans=label),
            Cell(value_text(draft, asked, seen)),
            Cell(draft.unit(term.unit)),
            Cell(grade=weak.grade.value),
            Cell(spans=(Span(width), Span(WIDTH_MARKS.get(term.uncertainty_basis, ""), raised=True))),
            Cell(spans=(Span(f"{share}  ", bold=True), Span(draft.tr(weak.indicator.label), tone="second"))),
            Cell(spans=source_mark(draft, view.sector, asked, seen, record)),
        )
    )
