"""Priorities in the report: screening of sectors, the order of the options, and how far it holds."""

from collections.abc import Iterator

from yport_desktop.advice.mcda.ranking import Standing
from yport_desktop.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
)
from yport_desktop.domain.charts import Ranked, RankedBar
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import SOURCE_STATUS_LABEL

from .priorities import PrioritiesView, priorities_view
from .priority_weights import BY_PAIRS
from .priority_words import (
    DISCOUNT_NOTE,
    DRAWS_NOTE,
    METHOD_NAMES,
    PANEL_NOTE,
    flip_sentences,
    place_text,
    verdict,
)
from .report_assessment import indicator_value
from .report_options import option_values
from .report_writing import Draft, spans
from .screening import ScreenedSector, ScreeningView, screening_view

_FLIPS = 6
_BARS = 20  # as many as fit on a page
_REASONS = {
    "spending_source": N_("{sector}, spending: {reason}"),
    "authority_reason": N_("{sector}, authority: {reason}"),
}


def priorities_section(draft: Draft) -> Section | None:
    """Screening, then the options; None where nothing of both was begun."""
    space = draft.engagement.space
    screening = screening_view(draft.workspace, space)
    view = priorities_view(draft.workspace, space)
    blocks: list[Block] = []
    if any(row.record is not None for row in screening.rows):
        blocks += _screening(draft, screening)
    if view.options and view.criteria:
        blocks += [*_criteria(draft, view), *option_values(draft, view)]
        blocks += [*_ranking(draft, view), *_robustness(draft, view)]
    if not blocks:
        return None
    return Section(draft.tr(N_("Priorities")), tuple(blocks), key="priorities")


def _screening(draft: Draft, view: ScreeningView) -> Iterator[Block]:
    tr = draft.tr
    yield Heading(tr(N_("Screening of sectors")))
    text = draft.say(
        N_(
            "Need × spending × the city's authority to act, each from 0 to 1 on a fixed range. "
            "Spending counts "
            "fully from {top} % of the city's expenditure. A convention of this program."
        ),
        top=draft.number(view.spending_top),
    )
    yield Paragraph(spans(text))
    columns = (
        Column(tr(N_("No.")), 0, "right"),
        Column(tr(N_("Sector")), 1.2),
        Column(tr(N_("Need")), 1.5),
        Column(tr(N_("Spending")), 0.6, "right"),
        Column(tr(N_("Authority")), 0.6, "right"),
        Column(tr(N_("Product")), 0.5, "right"),
    )
    rows = tuple(Row(_screened(draft, row)) for row in view.ordered)
    yield Table(tr(N_("Screening of sectors")), columns, rows)
    reasons = [
        spans(draft.say(text, sector=tr(row.sector.label), reason=reason))
        for row in view.ordered
        for key, text in _REASONS.items()
        if (reason := draft.text(row.record, key))
    ]
    if reasons:
        yield Bullets(tuple(reasons))


def _screened(draft: Draft, row: ScreenedSector) -> tuple[Cell, ...]:
    need = [Span(_factor(draft, row.factors.need))]
    if row.indicator is not None:
        need.append(Span(f"\n{draft.tr(row.indicator.label)}{_result(draft, row)}", tone="second"))
        source = row.indicator.source
        need += draft.cite(source.title, source.address, draft.tr(SOURCE_STATUS_LABEL.get(source.status, "")))
    if reason := draft.text(row.record, "need_reason"):
        need.append(Span(f"\n{reason}", tone="second"))
    return (
        Cell(_rank(row.rank, row.tied), tone="second"),
        Cell(draft.tr(row.sector.label)),
        Cell(spans=tuple(need)),
        Cell(_factor(draft, row.factors.spending)),
        Cell(_factor(draft, row.factors.authority)),
        Cell(_factor(draft, row.factors.product)),
    )


def _result(draft: Draft, row: ScreenedSector) -> str:
    """The result that shows the need, as it is displayed."""
    if row.indicator is None or row.estimate is None or row.estimate.value is None:
        return ""
    value, _, unit = indicator_value(draft, row.indicator, row.estimate)
    return f" · {value} {unit}".rstrip()


def _factor(draft: Draft, value: float | None) -> str:
    return draft.tr(N_("missing")) if value is None else draft.number(value, 2)


def _rank(rank: int | None, tied: bool) -> str:
    return "–" if rank is None else f"{rank}=" if tied else str(rank)


def _criteria(draft: Draft, view: PrioritiesView) -> Iterator[Block]:
    tr = draft.tr
    yield Heading(tr(N_("Criteria and weights")))
    by_pairs = view.weights.method == BY_PAIRS
    text = N_("No weights are set yet.")
    if by_pairs:
        text = N_("The weights were set by pairwise comparison.")
    elif any(row.record.get("weight") is not None for row in view.criteria):
        text = N_("The weights were set directly.")
    sentences = [tr(text)]
    if (found := view.weights.consistency) is not None:
        sentences.append(
            draft.say(N_("Their consistency ratio is {ratio}."), ratio=draft.number(found.ratio, 2))
        )
    named = view.rules.get("set_by") if view.rules is not None else None
    if isinstance(named, list) and (names := draft.names(named)):
        sentences.append(draft.say(N_("They were set by {names}."), names=names))
    yield Paragraph(spans(draft.gap.join(sentences)))
    columns = (
        Column(tr(N_("Criterion")), 1.6),
        Column(tr(N_("Unit")), 0.6),
        Column(tr(N_("Worst value")), 0.6, "right"),
        Column(tr(N_("Best value")), 0.6, "right"),
        Column(tr(N_("Weight")), 0.5, "right"),
    )
    rows = []
    for row in view.criteria:
        mark = draft.cite(draft.text(row.record, "source"), draft.text(row.record, "source_address"))
        weight = "–" if row.weight is None else f"{draft.number(row.weight * 100, 1)} %"
        rows.append(
            Row(
                (
                    Cell(spans=spans(row.name, mark)),
                    Cell(row.unit),
                    Cell("–" if row.worst is None else draft.number(row.worst)),
                    Cell("–" if row.best is None else draft.number(row.best)),
                    Cell(weight),
                )
            )
        )
    yield Table(tr(N_("Criteria and weights")), columns, tuple(rows))


def _ranking(draft: Draft, view: PrioritiesView) -> Iterator[Block]:
    tr = draft.tr
    yield Heading(tr(N_("Order of the options")))
    for problem in view.problems:
        if problem.severity is Severity.REFUSED:
            yield Notice(spans(draft.problem(problem)), "critical")
    if not view.standings:
        if not any(row.has_range for row in view.criteria):
            text = N_(
                "There is no order yet: the city has fixed no range from worst to best for any criterion."
            )
            yield Paragraph(spans(tr(text)))
        return
    yield Figure(
        tr(N_("What the options score")),
        _bars(draft, view),
        24 + 9.0 * min(len(view.standings), _BARS),
        draft.tr(N_("Bars of the options in their order; the table that follows says the same in numbers.")),
    )
    columns = (
        Column(tr(N_("No.")), 0, "right"),
        Column(tr(N_("Option")), 2.0),
        Column(tr(N_("Score")), 0.6, "right"),
        Column(tr(N_("Without the discount")), 0.8, "right"),
        Column(tr(N_("What counts most")), 1.6),
    )
    rows = tuple(Row(_standing(draft, view, standing)) for standing in view.standings)
    note = spans(tr(DISCOUNT_NOTE)) if view.discounted else ()
    yield Table(tr(N_("Order of the options")), columns, rows, note=note)
    warnings = [p for p in view.problems if p.severity is Severity.WARNING]
    if warnings:
        yield Bullets(tuple(spans(draft.problem(p)) for p in warnings))


def _bars(draft: Draft, view: PrioritiesView) -> Ranked:
    """The order as a chart."""
    counting = [str(c.id) for c in view.criteria if c.weight]
    bars = []
    for standing in view.standings[:_BARS]:
        brought = {p.criterion: p.points for p in standing.parts}
        lost = 0.0 if standing.score is None else (standing.full or 0.0) - standing.score
        bars.append(
            RankedBar(
                view.names[standing.option],
                _score(draft, standing),
                tuple(brought.get(key, 0.0) for key in counting),
                lost,
                standing.high - standing.low,
            )
        )
    labels = tuple(view.names[key] for key in counting)
    return Ranked("", "", labels, tuple(bars), lost_label=N_("Lost to weak evidence"))


def _score(draft: Draft, standing: Standing) -> str:
    """Points of 100, or the range while values are missing."""
    if standing.score is not None:
        return draft.number(standing.score * 100, 0)
    low, high = draft.number(standing.low * 100, 0), draft.number(standing.high * 100, 0)
    return draft.say(N_("{low} to {high}"), low=low, high=high)


def _standing(draft: Draft, view: PrioritiesView, standing: Standing) -> tuple[Cell, ...]:
    rank = _rank(standing.rank, standing.tied)
    score = _score(draft, standing)
    if standing.score is None:
        waits = draft.comma.join(view.names[key] for key in standing.missing)
        last = draft.say(N_("not ranked; missing: {names}"), names=waits)
        return (
            Cell(rank),
            Cell(view.names[standing.option]),
            Cell(score),
            Cell("–"),
            Cell(last, tone="second"),
        )
    best = sorted(standing.parts, key=lambda p: -p.points)[:2]
    full = standing.full or 0.0
    return (
        Cell(rank),
        Cell(view.names[standing.option]),
        Cell(score),
        Cell(draft.number(full * 100, 0)),
        Cell(draft.comma.join(view.names[p.criterion] for p in best if p.points > 0), tone="second"),
    )


def _robustness(draft: Draft, view: PrioritiesView) -> Iterator[Block]:
    found, tr = view.panel, draft.tr
    if found is None:
        return
    yield Heading(tr(N_("How far the order holds")))
    yield Paragraph(spans(verdict(view, found, draft.say)))
    columns = (
        Column(tr(N_("Option")), 1.6),
        Column(tr(N_("Weighted sum")), 0.7, "right"),
        *(Column(METHOD_NAMES[o.method], 0, "right") for o in found.opinions),
        Column(tr(N_("First, near weights")), 0.7, "right"),
        Column(tr(N_("First, any weights")), 0.7, "right"),
    )
    places = (found.headline, *(o.ranks for o in found.opinions))
    rows = tuple(
        Row(
            (
                Cell(view.names[option]),
                *(Cell(place_text(column, at)) for column in places),
                Cell(f"{draft.number(found.near.shares[at] * 100, 0)} %"),
                Cell(f"{draft.number(found.any.shares[at] * 100, 0)} %"),
            )
        )
        for at, option in enumerate(found.options)
    )
    draws = draft.say(DRAWS_NOTE, draws=draft.number(found.near.draws), seed=str(found.near.seed))
    note = spans(tr(PANEL_NOTE) + draft.gap + draws)
    yield Table(tr(N_("Ranks by several methods")), columns, rows, note=note)
    sentences = [
        spans(text)
        for flip in view.flips[:_FLIPS]
        for text in flip_sentences(view, flip, draft.say, lambda x: significant(x, 3, draft.language))
    ]
    if sentences:
        yield Heading(tr(N_("What would flip the order")))
        yield Bullets(tuple(sentences))
