"""Reading tables that other programs wrote: .xlsx, and text with separators. Everything comes as text.

A file is untrusted: its size, what it unpacks to, its sheets, rows and columns are bounded, and nothing in
it is computed, followed or run. Numbers of a workbook come as plain decimal text, a per cent cell with its
sign, a date as ISO text; of a formula comes the value that was stored with it.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from yport_desktop.domain.errors import Cancelled, TableNotRead
from yport_desktop.domain.numbers import plain
from yport_desktop.domain.text import N_

from .workbook_parts import FAULTS, MAX_UNPACKED, TooLarge, unpacked

MAX_FILE = 20 << 20
MAX_ENTRIES = 2_000
MAX_SHEETS = 60
MAX_ROWS, MAX_COLUMNS = 20_000, 200
MAX_CELLS = 400_000  # of all sheets together
LAST_ROW = 1_048_576  # of any workbook
MAX_TEXT = 4_000  # of one cell
UNCOMPUTED = "=?"  # a formula without a stored value

TOO_LARGE = N_("{name} is larger than {limit} MB and was not opened.")
TOO_MANY = N_("{name} has more than {limit} rows or cells and was not read.")
OLD_FORMAT = N_(
    "{name} is an old Excel file or is protected by a password. Save it as .xlsx without one, or as CSV."
)
NO_TABLE = N_("{name} holds no table that can be read.")
BROKEN = N_("{name} is damaged and cannot be read.")

_MOST_PADDED = 4_000_000  # cells of a sheet with those that only stand before another in their row
_SEPARATORS = (",", ";", "\t", "|")
_WIDE = "[\u3400-\u9fff\uff61-\uff9f]"
_KANJI, _BETWEEN_LETTERS = re.compile(_WIDE), re.compile(f"(?<=[A-Za-z]){_WIDE}|{_WIDE}(?=[a-z])")


@dataclass(frozen=True)
class TextSheet:
    """A sheet as texts. `rows[0]` is its first row; rows may be of different length.

    `decimal_comma`: numbers are written with a comma before the decimals, as far as one can see.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    decimal_comma: bool = False


def read_sheets(
    content: bytes, name: str, stopped: Callable[[], bool] = lambda: False
) -> tuple[TextSheet, ...]:
    """The sheets of a file that hold something. Raises TableNotRead with a sentence, Cancelled.

    `name` is the file's name, for the sentences; `stopped()` is asked now and then.
    """
    if len(content) > MAX_FILE:
        raise TableNotRead(TOO_LARGE, name=name, limit=MAX_FILE >> 20)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableNotRead(OLD_FORMAT, name=name)
    if content.startswith(b"PK"):
        sheets = _workbook(content, name, stopped)
    else:
        sheets = (_text_table(content, name),)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise TableNotRead(NO_TABLE, name=name)
    return filled


# workbooks -------------------------------------------------------------------------------------


def _workbook(content: bytes, name: str, stopped: Callable[[], bool]) -> tuple[TextSheet, ...]:
    # openpyxl is loaded when a workbook is read, not when the program starts.
    from openpyxl import load_workbook

    has_formulas = _looked_through(content, name)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [_sheet(sheet, name, stopped) for sheet in _worksheets(book)]
        if has_formulas:
            sheets = _with_uncomputed(content, sheets, name, stopped)
    except TableNotRead:
        raise
    except FAULTS as error:
        raise TableNotRead(BROKEN, name=name) from error
    if sum(len(row) for sheet in sheets for row in sheet.rows) > MAX_CELLS:
        raise TableNotRead(TOO_MANY, name=name, limit=f"{MAX_CELLS:,}")
    return tuple(sheets)


def _worksheets(book: Any) -> Sequence[Any]:
    found: Sequence[Any] = book.worksheets[:MAX_SHEETS]
    return found


def _looked_through(content: bytes, name: str) -> bool:
    """Unpack everything once, within bounds, before any parser sees it; whether there are formulas."""
    has_formulas = False
    try:
        for piece in unpacked(content, MAX_ENTRIES):
            has_formulas = has_formulas or b"<f" in piece
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise TableNotRead(NO_TABLE, name=name)
    except TooLarge as error:
        raise TableNotRead(TOO_LARGE, name=name, limit=MAX_UNPACKED >> 20) from error
    except FAULTS as error:
        raise TableNotRead(BROKEN, name=name) from error
    return has_formulas


def _sheet(sheet: Any, name: str, stopped: Callable[[], bool]) -> TextSheet:
    sheet.reset_dimensions()  # what a file says of its extent is not believed
    rows: list[tuple[str, ...]] = []
    room = _MOST_PADDED
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW)):
        if number % 500 == 0 and stopped():
            raise Cancelled()
        room -= len(cells)
        if room < 0:
            raise TableNotRead(TOO_MANY, name=name, limit=f"{MAX_CELLS:,}")
        row = _row([_cell_text(cell) for cell in cells[:MAX_COLUMNS]])
        if number < MAX_ROWS:
            rows.append(row)
        elif row:  # empty rows may have a format down to the last one
            raise TableNotRead(TOO_MANY, name=name, limit=f"{MAX_ROWS:,}")
    return TextSheet(str(sheet.title), _without_end(rows))


def _with_uncomputed(
    content: bytes, sheets: Sequence[TextSheet], name: str, stopped: Callable[[], bool]
) -> list[TextSheet]:
    """Mark the formulas that have no stored value: an empty cell is something else."""
    from openpyxl import load_workbook  # heavy, as above

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    out = []
    for known, sheet in zip(sheets, _worksheets(book), strict=True):
        written = _sheet(sheet, name, stopped)
        rows = []
        for at, cells in enumerate(written.rows):
            row = known.rows[at] if at < len(known.rows) else ()
            wide = [*row, *([""] * (len(cells) - len(row)))]
            rows.append(
                _row(
                    [
                        UNCOMPUTED if not value and formula.startswith("=") else value
                        for value, formula in zip(
                            wide, (*cells, *([""] * (len(wide) - len(cells)))), strict=True
                        )
                    ]
                )
            )
        out.append(TextSheet(known.name, _without_end(rows)))
    return out


def _cell_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        if not isfinite(value):
            return ""
        number = Decimal(repr(value))
        if "%" in str(cell.number_format or ""):
            # As it is shown: 0.35 is 35 %.
            return f"{plain(number * 100)} %"
        return plain(number)
    return str(value).strip()[:MAX_TEXT]


# text with separators --------------------------------------------------------------------------


def _text_table(content: bytes, name: str) -> TextSheet:
    text = decoded(content)
    if text is None or "\x00" in text:
        raise TableNotRead(NO_TABLE, name=name)
    separator = _separator(text)
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(_row([cell.strip()[:MAX_TEXT] for cell in line[:MAX_COLUMNS]]))
            cells += len(line)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                raise TableNotRead(TOO_MANY, name=name, limit=f"{MAX_ROWS:,}")
    except csv.Error as error:
        raise TableNotRead(NO_TABLE, name=name) from error
    found = _without_end(rows)
    return TextSheet(name.rpartition(".")[0] or name, found, separator != "," and _has_commas(found))


def decoded(content: bytes) -> str | None:
    """The text of a file: UTF-8 or UTF-16 with their marks, UTF-8, the code page of Japanese or of
    Western Windows, whichever makes sense; None for what is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _try(content, encoding)
    if (text := _try(content, "utf-8")) is not None:
        return text
    japanese, western = _try(content, "cp932"), _try(content, "cp1252")
    if japanese is not None and (western is None or _is_japanese(japanese)):
        return japanese
    return western if western is not None else _try(content, "latin-1")


def _is_japanese(text: str) -> bool:
    """Kana, or Chinese characters that do not stand between Latin letters, as é in Western bytes does."""
    if re.search("[\u3041-\u30fe]{2}", text):
        return True
    kanji = len(_KANJI.findall(text))
    return kanji > 0 and 2 * len(_BETWEEN_LETTERS.findall(text)) < kanji


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _separator(text: str) -> str:
    """The separator with which most lines have the same number of cells, more than one."""
    sample = "\n".join(text.splitlines()[:60])

    def score(separator: str) -> tuple[int, int]:
        try:
            widths = [len(r) for r in csv.reader(io.StringIO(sample), delimiter=separator) if r]
        except csv.Error:
            return (0, 0)
        many = [w for w in widths if w > 1]
        best = max(set(many), key=many.count, default=0)
        return (many.count(best), best)

    return max(_SEPARATORS, key=score)


def _has_commas(rows: Sequence[Sequence[str]]) -> bool:
    """Whether numbers have a comma before the decimals, judging by those that can be read one way only."""
    comma = point = 0
    for row in rows[:500]:
        for cell in row:
            if re.fullmatch(r"-?\d{1,3}(\.\d{3})*,\d+|-?\d+,\d+", cell):
                comma += 1
            elif re.fullmatch(r"-?\d{1,3}(,\d{3})*\.\d+|-?\d+\.\d+", cell):
                point += 1
    return comma > point


def _row(cells: list[str]) -> tuple[str, ...]:
    """A row without the empty cells at its end."""
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _without_end(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)
