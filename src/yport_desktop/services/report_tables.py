"""Tables of results in a report: several things side by side, in parts that fit the page."""

from collections.abc import Iterable, Iterator, Sequence

from yport_desktop.documents.model import Block, Cell, Column, Row, Span, Table
from yport_desktop.domain.sector import ResultColumn, ResultTable
from yport_desktop.domain.text import N_

from .report_writing import Draft, spans

COLUMNS = 6  # beside the name


def result_tables(draft: Draft, tables: Iterable[ResultTable]) -> Iterator[Block]:
    """Every table of results, without the columns that hold nothing; wide ones in several parts."""
    for table in tables:
        parts = parts_of_columns(table.rows)
        for number, part in enumerate(parts, start=1):
            columns = tuple(_heading(draft, table.columns[at], at == 0) for at in part)
            rows = tuple(
                Row(tuple(_cell(draft, table.columns[at], row[at], at == 0) for at in part))
                for row in table.rows
            )
            note = spans(draft.tr(table.note)) if table.note and number == len(parts) else ()
            yield Table(part_caption(draft, table.label, number, len(parts)), columns, rows, note)


def parts_of_columns(rows: Sequence[Sequence[float | str | None]], most: int = COLUMNS) -> list[list[int]]:
    """Which columns stand together: the first always, the others without those that hold nothing.

    At most so many stand beside the first.
    """
    width = len(rows[0]) if rows else 0
    filled = [at for at in range(1, width) if any(row[at] not in (None, "") for row in rows)]
    count = max(-(-len(filled) // most), 1)
    size = max(-(-len(filled) // count), 1)
    return [[0, *filled[start : start + size]] for start in range(0, count * size, size)]


def part_caption(draft: Draft, label: str, number: int, parts: int) -> str:
    """The caption of a table, or of one part of several."""
    title = draft.tr(label)
    if parts == 1:
        return title
    return draft.say(N_("{title} ({part} of {parts})"), title=title, part=number, parts=parts)


def _heading(draft: Draft, column: ResultColumn, first: bool) -> Column:
    title = draft.heading(column.label, column.unit)
    return Column(title, 1.3 if first else 1.0, "right" if column.kind == "number" else "left")


def _cell(draft: Draft, column: ResultColumn, value: float | str | None, first: bool) -> Cell:
    if value is None or value == "":
        return Cell("–", tone="faint")
    if isinstance(value, str):
        text = draft.tr(value) if column.kind == "word" else value
        return Cell(spans=(Span(text, bold=True),)) if first else Cell(text)
    return Cell(draft.number(value * column.scale, column.decimals))
