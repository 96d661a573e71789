"""Tables of results in a report: several things side by side, in parts that fit the page."""

from collections.abc import Iterable, Iterator

from yport_desktop.documents.model import Block, Cell, Column, Row, Span, Table
from yport_desktop.domain.sector import ResultColumn, ResultTable
from yport_desktop.domain.text import N_

from .report_writing import Draft, spans

COLUMNS = 6  # beside the name


def result_tables(draft: Draft, tables: Iterable[ResultTable]) -> Iterator[Block]:
    """Every table of results, without the columns that hold nothing; wide ones in several parts."""
    for table in tables:
        filled = [
            at for at in range(1, len(table.columns)) if any(row[at] not in (None, "") for row in table.rows)
        ]
        parts = [filled[start : start + COLUMNS] for start in range(0, len(filled), COLUMNS)]
        for number, part in enumerate(parts, start=1):
            caption = draft.tr(table.label)
            if len(parts) > 1:
                text = N_("{title} ({part} of {parts})")
                caption = draft.say(text, title=caption, part=number, parts=len(parts))
            shown = [0, *part]
            columns = tuple(_heading(draft, table.columns[at], at == 0) for at in shown)
            rows = tuple(
                Row(tuple(_cell(draft, table.columns[at], row[at], at == 0) for at in shown))
                for row in table.rows
            )
            note = spans(draft.tr(table.note)) if table.note and number == len(parts) else ()
            yield Table(caption, columns, rows, note)


def _heading(draft: Draft, column: ResultColumn, first: bool) -> Column:
    title = draft.tr(column.label)
    if column.unit:
        title = draft.say(N_("{label} ({unit})"), label=title, unit=column.unit)
    return Column(title, 1.3 if first else 1.0, "right" if column.kind == "number" else "left")


def _cell(draft: Draft, column: ResultColumn, value: float | str | None, first: bool) -> Cell:
    if value is None or value == "":
        return Cell("–", tone="faint")
    if isinstance(value, str):
        text = draft.tr(value) if column.kind == "word" else value
        return Cell(spans=(Span(text, bold=True),)) if first else Cell(text)
    return Cell(draft.number(value * column.scale, column.decimals))
