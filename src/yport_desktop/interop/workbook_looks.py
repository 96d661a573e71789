"""What all workbooks of this program have in common: colours, typefaces, how a page stands on paper."""

from typing import Any

ACCENT, INK, QUIET, LINE = "0B62B5", "1F2933", "5F6B7A", "D9E0E7"
FORMULA_STARTS = ("=", "+", "-", "@")  # a text that begins so would be taken for a formula
_A4 = 9
_TYPEFACES = {"ja": "Yu Gothic", "th": "Leelawadee UI", "vi": "Segoe UI"}


def typeface(language: str) -> str:
    """A typeface that has the characters of a language, where office programs are usual."""
    return _TYPEFACES.get(language, "Arial")


def on_paper(page: Any, title: str, heading: int, side: float, top: float) -> None:
    """One page wide on A4, with its headings (a row) on every page; margins in inches."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{heading}:{heading}"
    margins = page.page_margins
    margins.left = margins.right = side
    margins.top, margins.bottom = top, 0.7
    page.oddFooter.left.text = title[:120].replace("&", "&&")
    page.oddFooter.right.text = "&P / &N"
