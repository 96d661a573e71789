"""Data requests as a workbook: made to be filled in, and read back wherever its cells have moved to.

The first column of every sheet is hidden and says what stands in the row: the version, the id of a
request, or who filled it in. A hidden row names the columns by key. So rows and columns may be moved,
inserted and sorted, and sheets renamed: answers are found by what they are, not by where they are.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from yport_desktop.domain.request_sheet import (
    Cell,
    FilledAnswer,
    FilledSheet,
    FilledTable,
    RequestSheet,
)
from yport_desktop.domain.text import N_

from .opened_workbook import MAX_SHEETS, WorkbookError, opened, rows_of

VERSION = "yport-request 1"
TABLE_VERSION = "yport-table 1"
BY, ON, HEADINGS = "yport-by", "yport-on", "yport-headings"
MAX_ANSWERS, MAX_TABLE_ROWS = 500, 2_000
Translate = Callable[[str], str]
_MARK = re.compile(r"yport-(request|table) 1 ([0-9a-f-]{36})(?: ([a-z]{2,3}))?")
_ID = "id"


class NotARequest(WorkbookError):
    """A workbook that holds no data requests of this program."""

    sentence = N_("This workbook holds no data requests of Y-PORT. Open the workbook that was handed out.")


def write_request_sheet(sheet: RequestSheet, tr: Translate) -> bytes:
    """The workbook to be filled in. `tr` gives the headings in the language of the sheet."""
    # openpyxl is loaded when a workbook is written, not when the program starts.
    from .request_sheet_writing import write

    return write(sheet, tr)


def read_request_sheet(content: bytes) -> FilledSheet:
    """What was written into a workbook that was handed out. Raises WorkbookError, NotARequest."""
    found = _Found()
    with opened(content) as book:
        for page in book.worksheets[:MAX_SHEETS]:
            found.read(rows_of(page))
    if not found.engagement:
        raise NotARequest()
    return FilledSheet(
        found.engagement,
        found.language,
        tuple(found.answers),
        tuple(FilledTable(id, tuple(rows)) for id, rows in found.tables.items()),
        found.about.get(BY, Cell()),
        found.about.get(ON, Cell()),
    )


class _Found:
    """Collects answers from the sheets."""

    def __init__(self) -> None:
        self.engagement = self.language = ""
        self.answers: list[FilledAnswer] = []
        self.tables: dict[str, list[dict[str, Cell]]] = {}
        self.about: dict[str, Cell] = {}

    def read(self, rows: Iterable[list[Cell]]) -> None:
        """One sheet: from the row that names the columns on, every row with an id, or of a table."""
        keys: dict[str, int] = {}
        table = ""
        for row in rows:
            marks = [(at, cell.text) for at, cell in enumerate(row) if cell.text.startswith("yport-")]
            for at, mark in marks:
                if mark in (BY, ON):
                    self.about[mark] = _last_of(row, at)
                elif match := _MARK.fullmatch(mark):
                    keys = {cell.text: place for place, cell in enumerate(row) if place != at and cell.text}
                    keys[_ID] = at
                    table = match[2] if match[1] == "table" else ""
                    if table:
                        self.tables.setdefault(table, [])
                    else:
                        self.engagement, self.language = match[2], match[3] or "en"
            if keys and not marks:
                self._row(row, keys, table)

    def _row(self, row: Sequence[Cell], keys: dict[str, int], table: str) -> None:
        cells = {key: row[at] for key, at in keys.items() if at < len(row)}
        mark = cells.pop(_ID, Cell()).text
        if table:
            written = {key: cell for key, cell in cells.items() if cell.value is not None}
            if written and len(self.tables[table]) < MAX_TABLE_ROWS:
                self.tables[table].append(cells)
        elif _is_id(mark) and len(self.answers) < MAX_ANSWERS:
            self.answers.append(FilledAnswer(mark, cells))


def _last_of(row: Sequence[Cell], at: int) -> Cell:
    """The cell that was filled in: the last with a value behind the label."""
    written = [cell for cell in row[at + 1 :] if cell.value is not None]
    return written[-1] if len(written) > 1 else Cell()


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return len(text) == 36
