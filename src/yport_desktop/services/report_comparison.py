"""Comparison in the report: among peers, over time, and on the path that Yokohama went."""

from collections.abc import Iterator, Sequence

from yport_desktop.documents.model import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
)
from yport_desktop.domain.comparison import Deed, path_lines
from yport_desktop.domain.sector import Indicator, Source
from yport_desktop.domain.text import N_

from .assessments import SectorView
from .comparison import Comparison, OnPath, PeerFilter, Rank, compared, history_units, rank
from .comparison_words import standing_sentences, when
from .report_assessment import indicator_value
from .report_inputs import cite_source
from .report_writing import Draft, spans

_FIGURE_MM = 66.0


def comparison_section(draft: Draft, views: Sequence[SectorView]) -> Section | None:
    """All sectors together; None where there is nothing to compare with."""
    found = [compared(draft.workspace, view) for view in views]
    blocks = [*_peers(draft, found), *_history(draft, found), *_paths(draft, found)]
    return Section(draft.tr(N_("Comparison")), tuple(blocks), key="comparison") if blocks else None


def _number(draft: Draft, indicator: Indicator, value: float) -> str:
    return draft.number(value * indicator.scale, indicator.decimals)


def _peers(draft: Draft, found: Sequence[Comparison]) -> Iterator[Block]:
    tr = draft.tr
    rows = []
    for comparison in found:
        for indicator in comparison.sector.indicators:
            peers = comparison.peers(indicator.key, PeerFilter())
            place = rank(comparison.assessment.estimates[indicator.key], indicator.key, peers)
            if place is not None:
                sources = dict.fromkeys(peer.source for peer in peers)
                rows.append(_peer_row(draft, comparison, indicator, place, tuple(sources)))
    if not rows:
        return
    columns = (
        Column(tr(N_("Indicator")), 1.6),
        Column(tr(N_("This city")), 0, "right"),
        Column(tr(N_("Unit")), 0),
        Column(tr(N_("Median of the peers")), 0, "right"),
        Column(tr(N_("Peers")), 0.5, "right"),
        Column(tr(N_("Above")), 0.5, "right"),
        Column(tr(N_("Source")), 0),
    )
    yield Heading(tr(N_("Among peers")))
    note = N_(
        "Above: how many of the peers this city's value lies above. It says nothing of better or worse."
    )
    yield Table(tr(N_("This city among its peers")), columns, tuple(rows), spans(tr(note)))


def _peer_row(
    draft: Draft, found: Comparison, indicator: Indicator, place: Rank, sources: Sequence[Source]
) -> Row:
    value, _, unit = indicator_value(draft, indicator, found.assessment.estimates[indicator.key])
    cited: Spans = tuple(span for source in sources for span in cite_source(draft, source))
    return Row(
        (
            Cell(draft.tr(indicator.label)),
            Cell(spans=(Span(value, bold=True),)),
            Cell(unit),
            Cell(_number(draft, indicator, place.median)),
            Cell(draft.number(place.of, 0)),
            Cell(draft.number(place.below, 0)),
            Cell(spans=cited),
        )
    )


def _history(draft: Draft, found: Sequence[Comparison]) -> Iterator[Block]:
    """Indicators with at least two computed years, headlines and those with peers."""
    tr = draft.tr
    rows = []
    for comparison in found:
        for indicator in comparison.offered():
            years = comparison.histories.get(indicator.key, ())
            computed = [year for year in years if year.estimate.value is not None]
            wanted = indicator.headline or comparison.peers(indicator.key, PeerFilter())
            if not wanted or len(computed) < 2:
                continue
            units = history_units(indicator, computed)
            title = draft.heading(indicator.label, units[0] if len(units) == 1 else "")
            rows.append(Row((Cell(title), Cell(), Cell(), Cell()), "group"))
            for year in computed:
                value, interval, unit = indicator_value(draft, indicator, year.estimate)
                value = value if len(units) == 1 else f"{value} {unit}"
                grade = Cell(grade=year.estimate.grade.value if year.estimate.grade else "")
                rows.append(Row((Cell(str(year.year)), Cell(value), Cell(interval), grade)))
    if not rows:
        return
    columns = (
        Column(tr(N_("Year")), 1.0),
        Column(tr(N_("Value")), 0, "right"),
        Column(tr(N_("95 % range")), 0),
        Column(tr(N_("Grade")), 0, "centre"),
    )
    yield Heading(tr(N_("This city over time")))
    note = N_("Each year is computed from values of that year only.")
    yield Table(tr(N_("Results by year")), columns, tuple(rows), spans(tr(note)))


def _paths(draft: Draft, found: Sequence[Comparison]) -> Iterator[Block]:
    """Where this city stands on each path of which it has a value, and what Yokohama did."""
    known: dict[str, OnPath] = {}
    for comparison in found:
        subjects = dict.fromkeys(path.subject for path in comparison.sector.paths)
        for on in (*(on for key in subjects for on in comparison.paths(key)), comparison.population()):
            if on.found is not None:
                known.setdefault(on.path.key, on)
    if not known:
        return
    yield Heading(draft.tr(N_("Yokohama's path")))
    yield _standings(draft, tuple(known.values()))
    yield Paragraph(spans(draft.tr(N_("The years between the figures are not in the published sources."))))
    for on in known.values():
        label = draft.tr(on.path.label)
        title = draft.say(N_("{quantity}: Yokohama's path and this city"), quantity=label)
        yield Figure(title, path_lines(on.path, on.found.value if on.found else None), _FIGURE_MM, title)
    deeds = dict.fromkeys(deed for on in known.values() for deed in (*on.before, *on.after))
    if deeds:
        yield _deeds(draft, sorted(deeds, key=lambda deed: (deed.year, deed.until or deed.year)))


def _standings(draft: Draft, known: Sequence[OnPath]) -> Table:
    columns = (
        Column(draft.tr(N_("Quantity")), 0.4),
        Column(draft.tr(N_("When Yokohama stood where this city stands now")), 1.0),
        Column(draft.tr(N_("Source")), 0),
    )
    rows = []
    for on in known:
        said = draft.gap.join(standing_sentences(on, draft.say, draft.number))
        sources = dict.fromkeys(point.source for point in on.path.points)
        marks = tuple(span for source in sources for span in cite_source(draft, source))
        rows.append(Row((Cell(draft.tr(on.path.label)), Cell(said), Cell(spans=marks))))
    return Table(draft.tr(N_("This city on Yokohama's path")), columns, tuple(rows))


def _deeds(draft: Draft, deeds: Sequence[Deed]) -> Table:
    columns = (
        Column(draft.tr(N_("Year")), 0),
        Column(draft.tr(N_("What Yokohama did")), 1.0),
        Column(draft.tr(N_("Source")), 0),
    )
    rows = tuple(
        Row(
            (
                Cell(when(deed, draft.say)),
                Cell(draft.tr(deed.text)),
                Cell(spans=cite_source(draft, deed.source)),
            )
        )
        for deed in deeds
    )
    return Table(draft.tr(N_("What Yokohama did")), columns, rows)
