"""What stands in the cells of a workbook: texts that cannot do anything, how they look, how wide they are."""

import re
import unicodedata

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

ACCENT = "0B62B5"
INK = "1F2933"
QUIET = "5F6B7A"
LINE = "D9E0E7"
LONGEST_TEXT = 16_000  # half of what a cell takes, and more than a section
_LONGEST_SHEET_NAME = 31
_DIGITS_TO_LETTERS = 1.12
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_IN_XML = re.compile(r"[^\n\t\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA_STARTS = ("=", "+", "-", "@")
_SANS = 2  # the family to take another typeface from where ours is not there
_FONTS = {"ja": "Yu Gothic", "th": "Leelawadee UI", "vi": "Segoe UI"}


class Looks:
    """The styles of one workbook, in a typeface that has the characters of its language."""

    def __init__(self, language: str) -> None:
        self.typeface = _FONTS.get(language, "Arial")
        hair = Border(bottom=Side(style="thin", color=LINE))
        self.title = self._look("title", 18, ACCENT, bold=True, vertical="center")
        self.text = self._look("text", vertical="center")
        self.quiet = self._look("quiet", color=QUIET, vertical="center")
        self.label = self._look("label", color=QUIET, border=hair, vertical="center")
        self.value = self._look("value", border=hair, vertical="center")
        self.heading = self._heading("heading")
        self.field_heading = self._heading("field heading", indent=1)
        self.cell = self._look("cell", border=hair)
        self.quiet_cell = self._look("quiet cell", color=QUIET, border=hair)
        self.name = self._look("name", bold=True, border=hair)
        self.field = self._look("field", color=QUIET, border=hair, indent=1)
        self.name_again = self._look("name again", color=QUIET, border=hair, wrap=False)
        self.note = self._look("note", 11, ACCENT, bold=True, wrap=False)
        self.number = self._look("number", 8, QUIET, wrap=False, horizontal="right")
        self.section = self._look("section", 8, QUIET, wrap=False, horizontal="fill")
        self.rule = Border(bottom=Side(style="medium", color=ACCENT))

    def _heading(self, name: str, indent: int = 0) -> NamedStyle:
        look = self._look(name, color="FFFFFF", bold=True, vertical="center", indent=indent)
        look.fill = PatternFill("solid", start_color=ACCENT)
        return look

    def _look(
        self,
        name: str,
        size: float = 10,
        color: str = INK,
        bold: bool = False,
        border: Border | None = None,
        wrap: bool = True,
        horizontal: str = "left",
        vertical: str = "top",
        indent: int = 0,
    ) -> NamedStyle:
        return NamedStyle(
            f"yport {name}",
            font=Font(name=self.typeface, size=size, bold=bold, color=color, family=_SANS),
            border=border or Border(),
            alignment=Alignment(horizontal, vertical, wrap_text=wrap, indent=indent),
            number_format="@",
        )


def put(cell: Cell, text: str, look: NamedStyle) -> None:
    """Write a text into a cell so that it stays a text, whatever it begins with."""
    cell.value = safe(text)
    cell.data_type = "s"
    cell.style = look
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True  # also when a person edits the cell


def safe(text: str) -> str:
    """A text without characters that XML cannot hold, not longer than a cell takes."""
    clean = _NOT_IN_XML.sub(" ", text)
    return clean if len(clean) <= LONGEST_TEXT else clean[: LONGEST_TEXT - 1] + "…"


def sheet_name(text: str, number: int | None = None) -> str:
    """A name that every spreadsheet program accepts; `number` tells sheets of one name apart."""
    tail = "" if number is None else f" {number}"
    name = " ".join(safe(text).translate(_NOT_IN_SHEET_NAMES).split())[: _LONGEST_SHEET_NAME - len(tail)]
    return (name.strip() or "Y-PORT") + tail


def width_of(text: str) -> int:
    """How many digits wide a text is; East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines_of(text: str, width: float) -> int:
    """How many lines a text of size 10 takes in a column of that width, which counts digits of size 11."""
    room = max(1, int(width * _DIGITS_TO_LETTERS))
    return sum(max(1, -(-width_of(line) // room)) for line in text.split("\n"))
