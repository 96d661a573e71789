"""Writing the workbook: a sheet for people, and a sheet of text cells for every bundle."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .cells import QUIET, Looks, lines_of, put, safe, sheet_name, width_of
from .forms import Readable, ReadableChange
from .sections import cut

_WIDTHS = (17, 20, 18, 36, 24, 58)  # when, who, kind, record, field, value; in digits
_FIELD = 5  # the column, a little apart from the names that are cut off before it
_COLUMNS = len(_WIDTHS)
_LAST = get_column_letter(_COLUMNS)
_LINE_HEIGHT = 13.5  # points, of a text of 10
_HIGHEST = 400  # points; no row may be higher than 409
_TITLE_HEIGHT = 28
_A4 = 9
_SHORT_VALUE = 50  # as wide as two entries of the summary beside each other have it
_SECOND_ENTRY = 4  # the column where the second of them begins


def write(target: BinaryIO, bundles: Sequence[bytes], readable: Readable) -> None:
    """See `workbook.write_workbook`."""
    looks = Looks(readable.language)
    book = Workbook()
    book.properties.title, book.properties.creator = safe(readable.title), "Y-PORT Desktop"
    _changes_sheet(book.active, readable, looks)
    for number, bundle in enumerate(bundles, start=1):
        name = sheet_name(readable.sheet_names[1], number if len(bundles) > 1 else None)
        _data_sheet(book.create_sheet(name), bundle, readable.keep_together, looks)
    book.save(target)


def _changes_sheet(sheet: Worksheet, readable: Readable, looks: Looks) -> None:
    sheet.title = sheet_name(readable.sheet_names[0])
    sheet.sheet_view.showGridLines = False
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = _top(sheet, readable, looks)
    if readable.changes:
        row = _table(sheet, row, readable, looks)
    if readable.more:
        _line(sheet, row, readable.more, looks.quiet)
    _print_setup(sheet, readable.title, looks)


def _table(sheet: Worksheet, row: int, readable: Readable, looks: Looks) -> int:
    """Headings in `row` that stay when one scrolls, and the changes; returns the row below."""
    for number, heading in enumerate(readable.headings, start=1):
        look = looks.field_heading if number == _FIELD else looks.heading
        put(sheet.cell(row, number), heading, look)
    sheet.row_dimensions[row].height = 20
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    last, record = row, ("", "")
    for last, change in enumerate(readable.changes, start=row + 1):
        is_first = record != (record := (change.kind, change.record))
        _change(sheet, last, change, looks, is_first)
    sheet.auto_filter.ref = f"A{row}:{_LAST}{last}"
    return last + 1


def _top(sheet: Worksheet, readable: Readable, looks: Looks) -> int:
    """Title, explanation and summary, kept low as they do not scroll; returns the row of the headings."""
    _line(sheet, 1, readable.title, looks.title, _TITLE_HEIGHT)
    for number in range(1, _COLUMNS + 1):
        sheet.cell(1, number).border = looks.rule
    row = 2
    if readable.explanation:
        _line(sheet, row, "\n".join(readable.explanation), looks.text)
        row += 1
    for entries in _in_rows(readable.summary):
        _summary(sheet, row, entries, looks)
        row += 1
    sheet.row_dimensions[row].height = 8
    return row + 1


def _line(sheet: Worksheet, row: int, text: str, look: NamedStyle, line: float = _LINE_HEIGHT) -> None:
    """A text over the whole width. Merged cells do not find their height themselves."""
    put(sheet.cell(row, 1), text, look)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_COLUMNS)
    sheet.row_dimensions[row].height = line * lines_of(text, sum(_WIDTHS)) + 6


def _in_rows(summary: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Two short entries beside each other, a long one alone."""
    waiting: list[tuple[str, str]] = []
    for entry in summary:
        short = width_of(entry[1]) <= _SHORT_VALUE and "\n" not in entry[1]
        if waiting and (not short or len(waiting) == 2):
            yield waiting
            waiting = []
        if short:
            waiting.append(entry)
        else:
            yield [entry]
    if waiting:
        yield waiting


def _summary(sheet: Worksheet, row: int, entries: Sequence[tuple[str, str]], looks: Looks) -> None:
    """A row of label and value, once or twice."""
    height = 1
    for first, (label, value) in zip((1, _SECOND_ENTRY), entries, strict=False):
        last = _SECOND_ENTRY - 1 if first == 1 and len(entries) == 2 else _COLUMNS
        put(sheet.cell(row, first), label, looks.label)
        put(sheet.cell(row, first + 1), value, looks.value)
        for number in range(first + 2, last + 1):
            sheet.cell(row, number).style = looks.value
        sheet.merge_cells(start_row=row, end_row=row, start_column=first + 1, end_column=last)
        height = max(height, lines_of(value, sum(_WIDTHS[first:last])))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * height + 5


def _change(sheet: Worksheet, row: int, change: ReadableChange, looks: Looks, is_first: bool) -> None:
    """A row of the table. The name of a record stands out where its changes begin.

    Heights are set, as not every program finds them when it opens the file.
    """
    name = looks.name if is_first else looks.name_again
    texts = (change.when, change.who, change.kind, change.record, change.field, change.value)
    styles = (looks.quiet_cell, looks.quiet_cell, looks.quiet_cell, name, looks.field, looks.cell)
    for number, (text, look) in enumerate(zip(texts, styles, strict=True), start=1):
        put(sheet.cell(row, number), text, look)
    wrapped = ((t, w) for t, w, look in zip(texts, _WIDTHS, styles, strict=True) if look.alignment.wrap_text)
    lines = max(lines_of(safe(text), width) for text, width in wrapped)
    sheet.row_dimensions[row].height = min(_LINE_HEIGHT * lines + 3, _HIGHEST)


def _print_setup(sheet: Worksheet, title: str, looks: Looks) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    sheet.oddFooter.left.text = safe(title)[:120].replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    for part in (sheet.oddFooter.left, sheet.oddFooter.right):
        part.font, part.size, part.color = f"{looks.typeface},Regular", 8, QUIET


def _data_sheet(sheet: Worksheet, bundle: bytes, note: str, looks: Looks) -> None:
    """A section a row. Rows may be sorted, copied or lost: each says what it is."""
    put(sheet["A1"], note, looks.note)
    sheet.column_dimensions["A"].width = 9
    sheet.column_dimensions["B"].width = 120
    sheet.freeze_panes = "A3"
    sheet.print_area = "A1:B1"  # whoever prints the workbook does not mean the data
    _print_setup(sheet, note, looks)
    for row, section in enumerate(cut(bundle), start=3):
        put(sheet.cell(row, 1), str(row - 2), looks.number)
        put(sheet.cell(row, 2), section, looks.section)
