"""How the workbook of data requests looks: what is asked, where to write, lists to choose from."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from .workbook_looks import ACCENT, FORMULA_STARTS, INK, LINE, QUIET, on_paper, typeface

YELLOW = "FFF8D6"
LISTS = "lists"
LONGEST = 8_000
_LINE_HEIGHT = 13.5
_HIGHEST = 300.0
_NOT_IN_XML = re.compile(r"[^\n\t\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class Looks:
    """The styles of one workbook, in a typeface that has the characters of its language."""

    def __init__(self, language: str) -> None:
        self.typeface = typeface(language)
        hair = Border(*(Side(style="thin", color=LINE) for _ in range(4)))
        self.title = self._look("title", 16, ACCENT, bold=True, wrap=False)
        self.text = self._look("text", color=QUIET)
        self.label = self._look("label", color=QUIET)
        self.value = self._look("value", bold=True, wrap=False)
        self.hidden = self._look("hidden", 8, QUIET, wrap=False)
        self.cell = self._look("cell", border=hair)
        self.heading = self._look("heading", color="FFFFFF", bold=True, border=hair)
        self.heading.fill = PatternFill("solid", start_color=ACCENT)
        self.answer = self._look("answer", border=hair)
        self.answer.fill = PatternFill("solid", start_color=YELLOW)
        self.answer.protection = Protection(locked=False)
        self.answer.number_format = "General"

    def _look(
        self,
        name: str,
        size: float = 10,
        color: str = INK,
        bold: bool = False,
        border: Border | None = None,
        wrap: bool = True,
    ) -> NamedStyle:
        return NamedStyle(
            f"yport {name}",
            font=Font(name=self.typeface, size=size, bold=bold, color=color),
            border=border or Border(),
            alignment=Alignment("left", "top", wrap_text=wrap),
            number_format="@",
        )

    @staticmethod
    def letter(place: int) -> str:
        """The name of a column."""
        return str(get_column_letter(place))

    @staticmethod
    def sheet_name(text: str) -> str:
        """A name that every spreadsheet program accepts."""
        return " ".join(_NOT_IN_NAMES.sub(" ", text).split())[:31] or "Y-PORT"

    @staticmethod
    def columns(page: Any, widths: Sequence[int]) -> None:
        """A hidden first column, and the widths of the others in digits."""
        page.column_dimensions["A"].hidden = True
        for place, width in enumerate(widths, start=2):
            page.column_dimensions[Looks.letter(place)].width = width
        page.sheet_view.showGridLines = False

    @staticmethod
    def fit(page: Any, row: int, texts: Sequence[tuple[str, int]]) -> None:
        """A row as high as its longest text; not every program finds that itself."""
        lines = max(
            sum(-(-max(1, _width(part)) // width) for part in text.split("\n")) for text, width in texts
        )
        page.row_dimensions[row].height = min(_HIGHEST, max(2, lines) * _LINE_HEIGHT + 5)

    def finish(self, page: Any, heading: int, area: str, title: str) -> None:
        """Headings that stay, one page wide on paper, and only answers that can be written (no password)."""
        page.freeze_panes = f"A{heading + 1}"
        page.print_area = area
        on_paper(page, safe(title), heading, side=0.4, top=0.5)
        protection = page.protection
        protection.sheet = True
        protection.formatCells = protection.formatColumns = protection.formatRows = False
        protection.insertRows = protection.sort = False


def put(cell: Any, text: str, look: NamedStyle) -> None:
    """Write a text that stays a text, whatever it begins with; an empty one leaves the cell empty."""
    cell.style = look
    if not text:
        return
    cell.value = safe(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def safe(text: str) -> str:
    """A text without characters that XML cannot hold, not longer than a cell takes."""
    return _NOT_IN_XML.sub(" ", text)[:LONGEST]


def validated(page: Any, place: str, choices: Sequence[str], strict: bool = True) -> None:
    """Offer a list in these cells; with `strict` nothing else is accepted.

    The list stands on a hidden sheet: in the rule itself a comma would end an entry.
    """
    if not choices:
        return
    book = page.parent
    lists = book[LISTS] if LISTS in book.sheetnames else book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    known = {
        tuple(c.value for c in column if c.value is not None): at
        for at, column in enumerate(lists.columns, 1)
    }
    texts = tuple(safe(choice) for choice in choices)
    column = known.get(texts) or (len(known) + 1)
    if texts not in known:
        for row, text in enumerate(texts, start=1):
            lists.cell(row, column, text).data_type = "s"
    letter = get_column_letter(column)
    rule = DataValidation("list", formula1=f"{LISTS}!${letter}$1:${letter}${len(texts)}", allow_blank=True)
    rule.showErrorMessage = strict
    page.add_data_validation(rule)
    rule.add(place)


def _width(text: str) -> int:
    """How many digits wide a text is; East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
