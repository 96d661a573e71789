"""Tables for spreadsheets: whatever people typed arrives as text."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from yport_desktop.interop.tables import MAX_CELL, as_csv, as_xlsx

tables = st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5)


@given(tables)
def test_csv_comes_back_and_holds_no_formula(rows: list[list[str]]) -> None:
    text = as_csv(rows).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))
    for row, read in zip(rows, found, strict=True):
        for cell, seen in zip(row, read, strict=True):
            assert not seen.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert seen.removeprefix("'") == cell.removeprefix("'") or not cell.isprintable()


@given(tables)
@settings(max_examples=30, deadline=None)
def test_a_workbook_holds_text_only(rows: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(rows, "A/B: [1]*?" + "x" * 40))).active
    assert all(cell.data_type in ("s", "n", "inlineStr") for row in sheet.iter_rows() for cell in row)
    assert all(not isinstance(cell.value, int | float) for row in sheet.iter_rows() for cell in row)


def test_long_and_odd_cells_fit() -> None:
    content = as_xlsx([["=1+1", "\x00\x1b"], ["x" * (MAX_CELL + 5), "日本\n語"]], "")
    sheet = load_workbook(io.BytesIO(content)).active
    first, second = sheet.iter_rows(values_only=True)
    assert first[0] == "=1+1" and len(first[1]) == 2
    assert len(second[0]) == MAX_CELL and second[1] == "日本\n語"
