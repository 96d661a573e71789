"""Tables of text as spreadsheets open them, without a cell ever being taken for a formula."""

import csv
import io
import re
from collections.abc import Sequence

_NO_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_CELL = 32_000  # what a cell of a workbook holds
_WIDTHS = (8, 60)


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by. What would be a formula there gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_plain(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """A workbook of one sheet with its first row as heading; every cell is text."""
    # openpyxl is loaded when a workbook is written, not when the program starts.
    from openpyxl import Workbook, styles, utils
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "1")
    for place in range(len(rows[0]) if rows else 0):
        longest = max(len(line) for row in rows for line in (row[place].split("\n") or [""]))
        width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
        sheet.column_dimensions[utils.get_column_letter(place + 1)].width = width
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, without_control(text))
            cell.data_type = "s"  # never a formula
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
            if number == 0:
                cell.font = styles.Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def without_control(text: str) -> str:
    """A text as a cell of a workbook can hold it: no control characters, not longer than a cell takes."""
    return _NO_CELL.sub("�", text)[:MAX_CELL]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
