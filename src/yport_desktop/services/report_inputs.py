"""The inputs of a sector in the report: every value with unit, period, grade, status and source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from yport_desktop.documents.model import Block, Cell, Column, Heading, Row, Span, Spans, Table
from yport_desktop.domain.assess import shown
from yport_desktop.domain.conventions import CONVERTED
from yport_desktop.domain.entity import Record
from yport_desktop.domain.linking import NOT_COMPUTED
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.sector import Input, InputKind, InputSection, Sector, Source
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import (
    CONVENTION,
    MISSING_LABEL,
    SOURCE_STATUS_LABEL,
    STANDARD_CHOICE,
    STATUS_LABEL,
    YEAR_NOT_STATED,
    Missing,
    Observed,
    dated,
)

from .assessments import InputRow, SectorView
from .report_gaps import is_untouched, untouched
from .report_tables import part_caption, parts_of_columns
from .report_writing import Draft, spans

_LONGEST_TABLE = 200
_WIDEST_TABLE = 8  # columns beside the first


def input_table(draft: Draft, view: SectorView) -> Iterator[Block]:
    """What the city was asked, section by section."""
    note = N_(
        "Values are in the unit of the assessment; what was typed in another unit follows in brackets. "
        "A missing value is shown by its reason and is never zero."
    )
    caption = draft.say(N_("Inputs: {sector}"), sector=draft.tr(view.sector.label))
    yield Heading(draft.tr(N_("Inputs")))
    sections = [s for s in view.sector.sections if not s.folded]
    yield from _table_of(draft, view, sections, caption, note)
    yield from untouched(draft, view, sections)


def factor_table(draft: Draft, view: SectorView) -> Iterator[Block]:
    """Factors and choices of method, which have a default."""
    folded = [s for s in view.sector.sections if s.folded]
    keys = {s.key for s in folded}
    told = [r for r in view.rows if r.input.section in keys and not is_untouched(view, r)]
    used = any(e.value is not None for e in view.assessment.estimates.values())
    if not used and all(r.record is None for r in told):  # defaults on which nothing stands yet
        return
    constants = _constants(draft, view)
    if not told and not constants:
        yield from untouched(draft, view, folded)
        return
    note = N_("A default stands where the city gave no figure of its own; it comes from the source named.")
    caption = draft.say(N_("Factors and choices of method: {sector}"), sector=draft.tr(view.sector.label))
    yield Heading(draft.tr(N_("Factors and choices of method")))
    yield from _table_of(draft, view, folded, caption, note, constants)
    yield from untouched(draft, view, folded)


def _constants(draft: Draft, view: SectorView) -> list[Row]:
    """The factors that nobody is asked for, as far as a result stands on them."""
    used = {t.key for e in view.assessment.estimates.values() if e.value is not None for t in e.terms}
    rows = []
    for coefficient in view.sector.coefficients:
        if coefficient.key not in used:
            continue
        seen = view.assessment.observed[coefficient.key]
        cited = _cite(
            draft,
            dated(seen.source, seen.period, draft.tr(YEAR_NOT_STATED)),
            "",
            seen.source_address,
            seen.source_status,
        )
        cells = (
            Cell(draft.tr(coefficient.label)),
            Cell(value_text(draft, None, seen)),
            Cell(draft.unit(seen.unit)),
            Cell(seen.period),
            Cell(grade=seen.grade.value if seen.grade else ""),
            Cell(draft.tr(N_("default"))),
            Cell(spans=cited),
        )
        rows.append(Row(cells))
    return [Row((Cell(draft.tr(N_("Fixed factors"))),), "group"), *rows] if rows else []


def _table_of(
    draft: Draft,
    view: SectorView,
    sections: Sequence[InputSection],
    caption: str,
    note: str,
    more: Sequence[Row] = (),
) -> Iterator[Block]:
    """The inputs of some sections with something to tell; no table where there is none."""
    columns = (
        Column(draft.tr(N_("Input")), 1.0),
        Column(draft.tr(N_("Value")), 0, "right"),
        Column(draft.tr(N_("Unit")), 0),
        Column(draft.tr(N_("Period")), 0),
        Column(draft.tr(N_("Grade")), 0, "centre"),
        Column(draft.tr(N_("Status")), 0),
        Column(draft.tr(N_("Source")), 0),
    )
    rows: list[Row] = []
    for section in sections:
        own = [r for r in view.rows if r.input.section == section.key and not is_untouched(view, r)]
        if own:
            rows.append(Row((Cell(draft.tr(section.label)),), "group"))
            rows += [_input_row(draft, view, row) for row in own]
    rows += more
    if rows:
        yield Table(caption, columns, tuple(rows), spans(draft.tr(note)))


def _input_row(draft: Draft, view: SectorView, row: InputRow) -> Row:
    seen = view.assessment.observed.get(row.input.key, row.observed)
    label: Spans = (Span(draft.tr(row.input.label)),)
    if row.conflicts:
        label += (Span(f" · {draft.tr(N_('in conflict'))}", tone="critical", bold=True),)
    if seen.conversion:
        label += (Span(f"\n{draft.say(CONVERTED, conversion=seen.conversion)}", tone="faint"),)
    if not seen.known and seen.linked:
        text = Cell(draft.tr(NOT_COMPUTED), tone="caution")
        source = Cell(spans=_linked_mark(draft, seen))
        return Row(
            (Cell(spans=label), text, Cell(draft.unit(row.input.unit)), Cell(), Cell(), Cell(), source)
        )
    if not seen.known:
        missing = MISSING_LABEL[seen.missing or row.observed.missing or Missing.NOT_ASKED]
        value = Cell(draft.tr(missing), tone="caution")
        return Row(
            (
                Cell(spans=label),
                value,
                Cell(draft.unit(row.input.unit)),
                Cell(seen.period),
                Cell(),
                Cell(),
                Cell(),
            )
        )
    status = draft.tr(STATUS_LABEL[seen.status]) if seen.status else ""
    if seen.is_default:
        status = draft.tr(N_("default"))
    if seen.linked:
        status = draft.tr(N_("computed"))
    grade = Cell(grade=seen.grade.value if seen.grade else "")
    value = _value_cell(draft, row.input, seen)
    source = Cell(spans=source_mark(draft, view.sector, row.input, seen, row.record))
    return Row(
        (
            Cell(spans=label),
            value,
            Cell(draft.unit(seen.unit)),
            Cell(seen.period),
            grade,
            Cell(status),
            source,
        )
    )


def _value_cell(draft: Draft, asked: Input, seen: Observed) -> Cell:
    text = value_text(draft, asked, seen)
    canonical = f"{shown(seen, asked)} {seen.unit}".strip()
    typed = seen.entered.strip()
    elsewhere = asked.kind is InputKind.QUANTITY and not seen.is_default and typed.split()[1:]
    if elsewhere and " ".join(typed.split()[1:]) != seen.unit and typed != canonical:
        return Cell(spans=(Span(text), Span(f"\n({typed})", tone="faint")))
    return Cell(text)


def value_text(draft: Draft, asked: Input | None, seen: Observed) -> str:
    """A known value for reading: grouped digits, the answer chosen, or the size of a table."""
    if seen.unit == "year" and isinstance(seen.value, int | float):
        return f"{seen.value:.0f}"
    if isinstance(seen.value, bool | int | float):
        return significant(float(seen.value), 6, draft.language)
    if isinstance(seen.value, tuple):
        return draft.say(N_("{count} rows"), count=len(seen.value))
    return draft.tr(shown(seen, asked))


def source_mark(
    draft: Draft, sector: Sector, asked: Input | None, seen: Observed, record: Record | None
) -> Spans:
    """The number of the source of a value: of the record, or of the default that stands in.

    A value that another sector computes names that sector: its sources stand there.
    """
    if seen.linked:
        return _linked_mark(draft, seen)
    if record is not None and not seen.is_default:
        return draft.cite_record(record, raised=False)
    if seen.source_status == CONVENTION and seen.is_default:
        return spans(draft.tr(STANDARD_CHOICE))
    if not seen.is_default or not seen.source:
        return draft.cite(seen.source, raised=False)
    title = dated(seen.source, seen.period, draft.tr(YEAR_NOT_STATED))
    return _cite(draft, title, "", seen.source_address, seen.source_status)


def _linked_mark(draft: Draft, seen: Observed) -> Spans:
    """The sector that computes a value, in words."""
    if not seen.source:
        return ()
    return (Span(draft.say(N_("from the sector “{sector}”"), sector=draft.tr(seen.source))),)


def cite_source(draft: Draft, source: Source) -> Spans:
    """The number of a declared source."""
    title = ", ".join(draft.tr(part) for part in (source.title, source.locator) if part)
    return _cite(draft, title, source.year, source.address, source.status)


def _cite(draft: Draft, title: str, year: str, address: str, status: str) -> Spans:
    text = f"{title}, {year}" if year and year not in title else title
    return draft.cite(text, address, draft.tr(SOURCE_STATUS_LABEL.get(status, status)), raised=False)


def further_tables(draft: Draft, view: SectorView) -> Iterator[Block]:
    """Inputs that are tables, each as a table of its own; what is too wide for the page in parts."""
    for row in view.rows:
        seen = view.assessment.observed.get(row.input.key, row.observed)
        value = seen.value
        if row.input.kind is not InputKind.TABLE or not isinstance(value, tuple) or not value:
            continue
        lines = value[:_LONGEST_TABLE]
        note: Spans = ()
        if row.record is not None and (mark := draft.cite_record(row.record, raised=False)):
            note = (Span(f"{draft.tr(N_('Source'))}: "), *mark)
        if len(lines) < len(value):
            text = draft.say(N_("The first {count} of {all} rows."), count=len(lines), all=len(value))
            note = (*note, Span(f"{draft.gap if note else ''}{text}"))
        parts = parts_of_columns(lines, _WIDEST_TABLE)
        for number, part in enumerate(parts, start=1):
            asked = replace(row.input, columns=tuple(row.input.columns[at] for at in part))
            columns = tuple(
                Column(
                    draft.heading(c.label, c.unit_in(seen.unit)),
                    0 if len(parts) == 1 else 1.0,
                    "right" if c.kind == "number" else "left",
                )
                for c in asked.columns
            )
            rows = tuple(_table_row(draft, asked, tuple(line[at] for at in part)) for line in lines)
            yield Table(part_caption(draft, row.input.label, number, len(parts)), columns, rows, note)


def _table_row(draft: Draft, asked: Input, line: tuple[float | str | None, ...]) -> Row:
    cells = []
    for column, value in zip(asked.columns, line, strict=True):
        choices = dict(getattr(column, "choices", ()))
        if value is None:
            cells.append(Cell("–", tone="faint"))
        elif isinstance(value, str):
            cells.append(Cell(draft.tr(choices[value]) if value in choices else value))
        elif "year" in (column.kind, column.unit):
            cells.append(Cell(f"{value:.0f}"))
        else:
            cells.append(Cell(significant(float(value), 6, draft.language)))
    return Row(tuple(cells))


def other_values(draft: Draft, view: SectorView) -> Iterator[Block]:
    """Further values from other sources, which are kept beside the one used."""
    rows = [
        Row(
            (
                Cell(draft.tr(row.input.label)),
                Cell(_stored(draft, other)),
                Cell(draft.unit(draft.text(other, "unit"))),
                Cell(draft.text(other, "period")),
                Cell(grade=draft.text(other, "grade")),
                Cell(spans=draft.cite_record(other, raised=False)),
            )
        )
        for row in view.rows
        for other in row.alternatives
    ]
    if not rows:
        return
    columns = (
        Column(draft.tr(N_("Input")), 1.0),
        Column(draft.tr(N_("Value")), 0, "right"),
        Column(draft.tr(N_("Unit")), 0),
        Column(draft.tr(N_("Period")), 0),
        Column(draft.tr(N_("Grade")), 0, "centre"),
        Column(draft.tr(N_("Source")), 0),
    )
    yield Table(draft.tr(N_("Values from other sources, not computed with")), columns, tuple(rows))


def _stored(draft: Draft, record: Record) -> str:
    value = record.get("value")
    if isinstance(value, list):
        return draft.say(N_("{count} rows"), count=len(value))
    try:
        return significant(float(value), 8, draft.language)
    except (TypeError, ValueError):
        return str(value or "–")
