"""Fills in the workbook of data requests as a counterpart does in a spreadsheet program."""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl

HEAD = "yport-request 1"


def fill(content: bytes, answers: Mapping[str, Mapping[str, object]], **about: str) -> bytes:
    """Write answers by request id and key of the column; `about` may hold `by` and `on`."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    columns, rows = places(page)
    for id, cells in answers.items():
        for key, value in cells.items():
            page.cell(rows[id], columns[key]).value = value
    for key, value in about.items():
        row = next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == f"yport-{key}")
        page.cell(row, 4).value = value
    return saved(book)


def places(page: Any) -> tuple[dict[str, int], dict[str, int]]:
    """Columns by key and rows by id."""
    head = next(r for r in range(1, page.max_row + 1) if str(page.cell(r, 1).value).startswith(HEAD))
    columns = {str(page.cell(head, c).value): c for c in range(2, page.max_column + 1)}
    rows = {str(page.cell(r, 1).value): r for r in range(head + 1, page.max_row + 1)}
    return columns, rows


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
