"""Writing a workbook that computes: cells with values, and cells with formulas that read other cells.

What is written is handed over as plain values. A cell that others read has a name; a formula is texts with
references to names between them, and the value that it has now. The value is written beside the formula, so
that a preview and a workbook that was received by email show numbers before anything is computed.
"""

import io
import re
import zipfile
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from .tables import without_control
from .workbook_looks import ACCENT, FORMULA_STARTS, INK, LINE, QUIET, on_paper, typeface

PROGRAM = "Y-PORT Desktop"
_ENTRY, _ENTRY_INK, _STILL = "FFF8DC", "0B3D91", "EEF1F4"
_LONGEST_SHEET_NAME = 31
_LINE_HEIGHT = 14.0
# A formula as openpyxl writes it, without a value.
_EMPTY = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v\s*/?>(?:</v>)?')


@dataclass(frozen=True)
class Ref:
    """The cell of that name."""

    name: Hashable


@dataclass(frozen=True)
class Span:
    """The cells from one name to another, one below the other on one sheet."""

    first: Hashable
    last: Hashable


@dataclass(frozen=True)
class Formula:
    """What a cell computes, and what comes out now (None where nothing does)."""

    parts: tuple[str | Ref | Span, ...]
    value: float | None


@dataclass(frozen=True)
class Cell:
    """One cell. `look` is a key of LOOKS, `number` a number format, `name` what formulas call it,
    `link` the name of a sheet that a click goes to."""

    content: str | float | Formula | None = None
    look: str = "text"
    number: str = "General"
    name: Hashable = None
    link: str = ""


@dataclass(frozen=True)
class Sheet:
    """A title, sentences about what follows, headings, rows. `kept` columns stay when one scrolls."""

    name: str
    title: str
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    kept: int = 1


@dataclass(frozen=True)
class Book:
    """A workbook. The names of its sheets are such as `sheet_names` gives."""

    title: str
    language: str
    sheets: tuple[Sheet, ...]


LOOKS = ("title", "text", "sentence", "heading", "group", "entry", "still", "figure", "quiet", "strong")


def sheet_names(texts: Sequence[str]) -> tuple[str, ...]:
    """Names that every spreadsheet program accepts, each used once."""
    out: list[str] = []
    for text in texts:
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", without_control(text)).split()) or "1"
        name, number = plain[:_LONGEST_SHEET_NAME].strip(), 1
        while name.casefold() in (known.casefold() for known in out):
            number += 1
            tail = f" {number}"
            name = plain[: _LONGEST_SHEET_NAME - len(tail)].strip() + tail
        out.append(name)
    return tuple(out)


def write_live(book: Book) -> bytes:
    """The workbook as the content of an .xlsx file. Raises KeyError for a name that no cell has."""
    made = Workbook()
    made.properties.title, made.properties.creator = without_control(book.title), PROGRAM
    made.calculation.fullCalcOnLoad = True
    looks = _looks(typeface(book.language))
    for look in looks.values():
        made.add_named_style(look)
    addresses = _addresses(book)
    values: list[dict[str, float]] = []
    made.remove(made.active)
    for sheet in book.sheets:
        target = made.create_sheet(sheet.name)
        values.append(_fill(target, sheet, addresses, looks))
    written = io.BytesIO()
    made.save(written)
    return _with_values(written.getvalue(), values)


def _top(sheet: Sheet) -> int:
    """The row of the headings."""
    return 2 + len(sheet.sentences) + 1


def _addresses(book: Book) -> dict[Hashable, tuple[str, str]]:
    """Sheet and address of every cell that has a name; of two with one name, the first."""
    found: dict[Hashable, tuple[str, str]] = {}
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows, start=_top(sheet) + 1):
            for column, cell in enumerate(cells, start=1):
                if cell.name is not None:
                    found.setdefault(cell.name, (sheet.name, f"${get_column_letter(column)}${row}"))
    return found


def _fill(
    target: Worksheet,
    sheet: Sheet,
    addresses: Mapping[Hashable, tuple[str, str]],
    looks: Mapping[str, NamedStyle],
) -> dict[str, float]:
    """Write a sheet; returns the values of its formulas by address."""
    target.sheet_view.showGridLines = False
    for column, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(column)].width = width
    _text(target.cell(1, 1), sheet.title, "title", looks)
    target.row_dimensions[1].height = 26
    for row, sentence in enumerate(sheet.sentences, start=2):
        _text(target.cell(row, 1), sentence, "sentence", looks)
    top = _top(sheet)
    for column, heading in enumerate(sheet.headings, start=1):
        _text(target.cell(top, column), heading, "heading", looks)
    lines = [_lines(h, w) for h, w in zip(sheet.headings, sheet.widths, strict=False)]
    target.row_dimensions[top].height = _LINE_HEIGHT * max(lines, default=1) + 6
    values: dict[str, float] = {}
    for row, cells in enumerate(sheet.rows, start=top + 1):
        height = 1
        for column, cell in enumerate(cells, start=1):
            put = target.cell(row, column)
            _put(put, cell, sheet.name, addresses, looks)
            if isinstance(cell.content, Formula):
                if cell.content.value is not None and isfinite(cell.content.value):
                    values[put.coordinate] = cell.content.value
            elif isinstance(cell.content, str) and cell.look != "group":
                height = max(height, _lines(cell.content, sheet.widths[column - 1]))
        target.row_dimensions[row].height = min(_LINE_HEIGHT * height + 3, 400)
    target.freeze_panes = target.cell(top + 1, sheet.kept + 1)
    on_paper(target, without_control(sheet.title), top, side=0.5, top=0.6)
    return values


def _put(
    target: SheetCell,
    cell: Cell,
    sheet: str,
    addresses: Mapping[Hashable, tuple[str, str]],
    looks: Mapping[str, NamedStyle],
) -> None:
    content = cell.content
    if isinstance(content, str):
        _text(target, content, cell.look, looks)
        if cell.link:
            target.hyperlink = Hyperlink(ref=target.coordinate, location=f"'{cell.link}'!A1")
        return
    if isinstance(content, Formula):
        target.value = "=" + "".join(_part(part, sheet, addresses) for part in content.parts)
    elif content is not None:
        target.value = content
    target.style = looks[cell.look].name
    target.number_format = cell.number


def _part(part: str | Ref | Span, sheet: str, addresses: Mapping[Hashable, tuple[str, str]]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Ref):
        home, address = addresses[part.name]
        return address if home == sheet else f"'{home}'!{address}"
    home, first = addresses[part.first]
    last = addresses[part.last][1]
    return f"{first}:{last}" if home == sheet else f"'{home}'!{first}:{last}"


def _text(target: SheetCell, text: str, look: str, looks: Mapping[str, NamedStyle]) -> None:
    """A text that stays one, whatever it begins with."""
    target.value = without_control(text)
    target.data_type = "s"
    target.style = looks[look].name
    if text.startswith(FORMULA_STARTS):
        target.quotePrefix = True


def _looks(face: str) -> dict[str, NamedStyle]:
    hair = Border(bottom=Side(style="thin", color=LINE))

    def look(
        name: str,
        color: str = INK,
        size: float = 10,
        bold: bool = False,
        fill: str = "",
        horizontal: str = "left",
        wrap: bool = True,
        border: Border | None = hair,
        indent: int = 0,
    ) -> NamedStyle:
        return NamedStyle(
            f"yport {name}",
            font=Font(name=face, size=size, bold=bold, color=color, family=2),
            fill=PatternFill("solid", start_color=fill) if fill else PatternFill(),
            border=border or Border(),
            alignment=Alignment(horizontal, "top", wrap_text=wrap, indent=indent),
        )

    return {
        "title": look("title", ACCENT, 16, bold=True, wrap=False, border=None),
        "sentence": look("sentence", QUIET, wrap=False, border=None),
        "heading": look("heading", "FFFFFF", bold=True, fill=ACCENT, border=None),
        "group": look("group", ACCENT, bold=True, wrap=False),
        "text": look("text"),
        "quiet": look("quiet", QUIET, indent=1),
        "entry": look("entry", _ENTRY_INK, fill=_ENTRY, horizontal="right"),
        "still": look("still", QUIET, fill=_STILL, horizontal="right"),
        "figure": look("figure", horizontal="right"),
        "strong": look("strong", bold=True, horizontal="right"),
    }


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width; East Asian characters are twice as wide."""
    room = max(1, int(width * 1.05))
    wide = [sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")]
    return sum(max(1, -(-line // room)) for line in wide)


def _with_values(content: bytes, values: Sequence[Mapping[str, float]]) -> bytes:
    """The same file with the present value beside each formula, and the name of the program in it.

    Programs that find another's name compute everything anew when they open the file.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry, text in _parts(source):
            if match := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename):
                known = values[int(match.group(1)) - 1]
                text = _EMPTY.sub(partial(_valued, known), text.decode()).encode()
            elif entry.filename == "docProps/app.xml":
                text = text.replace(b"Microsoft Excel", PROGRAM.encode())
            target.writestr(entry, text)
    return out.getvalue()


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for entry in archive.infolist():
        yield entry, archive.read(entry)


def _valued(known: Mapping[str, float], match: re.Match[str]) -> str:
    value = known.get(match.group(2))
    return match.group(1) + ("" if value is None else f"<v>{value!r}</v>")
