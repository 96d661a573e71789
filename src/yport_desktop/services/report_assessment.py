"""The assessment of one sector as a section of the report: results, figures, inputs, formulas."""

from collections.abc import Iterator

from yport_desktop.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Figure,
    Heading,
    KeyFigure,
    Paragraph,
    Row,
    Section,
    Span,
    Spans,
    Table,
)
from yport_desktop.domain.charts import Balance, ChartData, CostCurve, PartBars, PeerStrip, Tornado
from yport_desktop.domain.numbers import in_millions
from yport_desktop.domain.sector import Estimate, Indicator
from yport_desktop.domain.text import N_

from .assessments import SectorView
from .report_gaps import not_computed, remarks, what_is_missing
from .report_inputs import cite_source, factor_table, further_tables, input_table, other_values
from .report_tables import result_tables
from .report_writing import Draft, spans


def assessment_section(draft: Draft, view: SectorView) -> Section:
    """The section of one sector."""
    blocks = [
        *_opening(draft, view),
        *_results(draft, view),
        *result_tables(draft, view.assessment.tables.values()),
        *_charts(draft, view),
        *input_table(draft, view),
    ]
    blocks += [*further_tables(draft, view), *other_values(draft, view)]
    blocks += [*_formulas(draft, view), *factor_table(draft, view)]
    return Section(draft.tr(view.sector.label), tuple(blocks), key=f"sector-{view.sector.key}")


def indicator_value(draft: Draft, indicator: Indicator, estimate: Estimate) -> tuple[str, str, str]:
    """Value, 95 % range and unit of a result as they are read; empty where there is none."""
    if estimate.value is None:
        unit = _unit(indicator, estimate)
        return "", "", "" if "currency" in unit else draft.unit(unit)  # of which is not known
    unit, scale, decimals = draft.unit(_unit(indicator, estimate)), indicator.scale, indicator.decimals
    if in_millions(estimate.value, unit):
        unit, scale, decimals = draft.say(N_("million {unit}"), unit=unit), 1e-6, 2
    value = draft.number(estimate.value * scale, decimals)
    if estimate.low is None or estimate.high is None:
        return value, "", unit
    low, high = draft.number(estimate.low * scale, decimals), draft.number(estimate.high * scale, decimals)
    return value, draft.say(N_("{low} to {high}"), low=low, high=high), unit


def headline(draft: Draft, view: SectorView, indicator: Indicator) -> KeyFigure:
    """An indicator as a headline number, or what it waits for."""
    estimate = view.assessment.estimates[indicator.key]
    value, interval, unit = indicator_value(draft, indicator, estimate)
    if not value:
        note = what_is_missing(draft, view.sector, estimate.missing)
        return KeyFigure(draft.tr(indicator.label), "–", unit, note)
    grade = estimate.grade.value if estimate.grade else ""
    shown_range = draft.say(N_("95 % range: {range}"), range=interval) if interval else ""
    return KeyFigure(draft.tr(indicator.label), value, unit, shown_range, grade)


def _unit(indicator: Indicator, estimate: Estimate) -> str:
    return indicator.display_unit or estimate.unit or indicator.unit


def _opening(draft: Draft, view: SectorView) -> Iterator[Block]:
    known = sum(row.observed.known and row.record is not None for row in view.rows)
    text = draft.say(
        N_("{known} of {all} inputs have a value; for {answered} a value or a reason is on record."),
        known=known,
        all=len(view.rows),
        answered=view.answered,
    )
    defaults = sum(
        view.assessment.observed[row.input.key].is_default
        for row in view.rows
        if row.input.key in view.assessment.observed
    )
    if defaults:
        sentence = N_("{count} inputs stand on a default or factor, which is marked as such.")
        text += draft.gap + draft.say(sentence, count=defaults)
    yield Paragraph(spans(text), "lead")


def _results(draft: Draft, view: SectorView) -> Iterator[Block]:
    columns = (
        Column(draft.tr(N_("Indicator")), 1.15),
        Column(draft.tr(N_("Value")), 0, "right"),
        Column(draft.tr(N_("Unit")), 0),
        Column(draft.tr(N_("95 % range")), 0),
        Column(draft.tr(N_("Grade")), 0, "centre"),
        Column(draft.tr(N_("Weakest input, or what is missing")), 1.25),
        Column(draft.tr(N_("Source")), 0),
    )
    computed = {key for key, found in view.assessment.estimates.items() if found.value is not None}
    listed = [i for i in view.sector.indicators if i.headline or i.key in computed]
    rows = tuple(_result_row(draft, view, indicator) for indicator in listed)
    yield Heading(draft.tr(N_("Results")))
    caption = draft.say(N_("Indicators: {sector}"), sector=draft.tr(view.sector.label))
    note = N_("The range is the 95 % interval. The grade is that of the weakest input that matters.")
    yield Table(caption, columns, rows, spans(draft.tr(note)))
    banded = [(i, view.assessment.estimates[i.key].band) for i in view.sector.indicators]
    classes = [f"{draft.tr(i.label)}: {draft.tr(band)}" for i, band in banded if band]
    if classes:
        yield Heading(draft.tr(N_("Classes of published scales")), level=3)
        yield Bullets(tuple(spans(text) for text in classes))
    yield from not_computed(draft, view, [i for i in view.sector.indicators if i not in listed])
    yield from remarks(draft, view)


def _result_row(draft: Draft, view: SectorView, indicator: Indicator) -> Row:
    estimate = view.assessment.estimates[indicator.key]
    value, interval, unit = indicator_value(draft, indicator, estimate)
    label = Cell(spans=(Span(draft.tr(indicator.label), bold=indicator.headline),))
    source = Cell(spans=cite_source(draft, indicator.source))
    if value:
        weakest = next((t.label for t in estimate.terms if t.key == estimate.weakest), "")
        grade = Cell(grade=estimate.grade.value if estimate.grade else "")
        figure = Cell(spans=(Span(value, bold=indicator.headline),))
        return Row((label, figure, Cell(unit), Cell(interval), grade, Cell(draft.tr(weakest)), source))
    text = what_is_missing(draft, view.sector, estimate.missing)
    return Row((label, Cell("–"), Cell(unit), Cell(), Cell(), Cell(text, tone="caution"), source))


def _charts(draft: Draft, view: SectorView) -> Iterator[Block]:
    built = [(chart, chart.build(view.assessment)) for chart in view.sector.charts]
    drawn = [(chart, data) for chart, data in built if data is not None]
    if not drawn:
        return
    yield Heading(draft.tr(N_("Figures")))
    for chart, data in drawn:
        label = draft.tr(chart.label)
        description = draft.say(N_("Figure: {title}"), title=label)
        yield Figure(label, data, _height_mm(data), description)


def _height_mm(data: ChartData) -> float:
    """As high as a chart needs to be at the width of the page."""
    if isinstance(data, PeerStrip):
        return 46.0
    if isinstance(data, Tornado):
        return 26.0 + 7.0 * len(data.bars)
    if isinstance(data, CostCurve):
        return min(74.0 + 3.0 * len(data.steps), 120.0)
    if isinstance(data, PartBars):
        return 26.0 + 7.0 * len(data.rows)
    return 84.0 if isinstance(data, Balance) else 74.0


def _formulas(draft: Draft, view: SectorView) -> Iterator[Block]:
    """The formula of every result with this city's numbers in it."""
    rows = []
    for indicator in view.sector.indicators:
        estimate = view.assessment.estimates[indicator.key]
        if estimate.value is None:
            continue
        formula: Spans = (Span(indicator.formula),)
        if estimate.substituted not in ("", indicator.formula):
            formula += (Span(f"\n= {estimate.substituted}", tone="second"),)
        rows.append(Row((Cell(draft.tr(indicator.label)), Cell(spans=formula))))
    if rows:
        yield Heading(draft.tr(N_("How the results were computed")))
        columns = (
            Column(draft.tr(N_("Indicator")), 1.0),
            Column(draft.tr(N_("Formula, then this city's numbers")), 2.2),
        )
        yield Table(draft.tr(N_("Formulas with their numbers")), columns, tuple(rows))
