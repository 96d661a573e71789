"""Opening a workbook that came from elsewhere: bounded in size and parts before it is parsed."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from yport_desktop.domain.errors import YportError
from yport_desktop.domain.request_sheet import Cell
from yport_desktop.domain.text import N_

from .workbook_parts import FAULTS, MAX_UNPACKED, TooLarge, unpacked

MAX_FILE = 16 << 20
MAX_PARTS = 400
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 5_000, 60, 60
MAX_TEXT = 4_000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class WorkbookError(YportError):
    """A file that cannot be read as a workbook; nothing was changed."""

    sentence = N_("This file cannot be read as a workbook (.xlsx). Save it again in Excel and try once more.")


class WorkbookTooLarge(WorkbookError):
    """More than is read."""

    sentence = N_("This workbook is larger than is read here ({limit} MB). Nothing was changed.")


class WorkbookLocked(WorkbookError):
    """Encrypted with a password."""

    sentence = N_("This workbook is protected by a password. Save it without the password first.")


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The workbook for reading, with the values that formulas had when it was saved.

    Raises WorkbookError, also for what turns out to be damaged while it is read.
    """
    _judge(content)
    # openpyxl is loaded when a workbook is read, not when the program starts.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except FAULTS as error:
        raise WorkbookError() from error


def rows_of(sheet: Any) -> Iterator[list[Cell]]:
    """The rows of a sheet as far as they are read; columns without an entry at the end are left out."""
    from openpyxl.utils import get_column_letter  # heavy: as above

    letters = [get_column_letter(number) for number in range(1, MAX_COLUMNS + 1)]
    sheet.reset_dimensions()  # what the file says of its own size is not believed
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), start=1):
        yield [
            Cell(_value(cell.value), sheet.title, number, letter, _is_percent(cell))
            for cell, letter in zip(row, letters, strict=False)
        ]


def _value(value: object) -> str | int | float | None:
    """A cell as text or number: dates become ISO text, what is empty None."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    text = "" if value is None else _CONTROLS.sub(" ", str(value)[:MAX_TEXT])
    return text if text.strip() else None


def _is_percent(cell: Any) -> bool:
    return isinstance(cell.value, int | float) and "%" in str(getattr(cell, "number_format", ""))


def _judge(content: bytes) -> None:
    """Count and unpack everything once before any parser sees it."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an encrypted workbook, or one of the time before .xlsx
        raise (
            WorkbookLocked() if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in content[: 1 << 20] else WorkbookError()
        )
    if not content.startswith(b"PK"):
        raise WorkbookError()
    if len(content) > MAX_FILE:
        raise WorkbookTooLarge(limit=MAX_FILE >> 20)
    try:
        for _ in unpacked(content, MAX_PARTS):
            pass
    except TooLarge as error:
        raise WorkbookTooLarge(limit=MAX_UNPACKED >> 20) from error
    except FAULTS as error:
        raise WorkbookError() from error
