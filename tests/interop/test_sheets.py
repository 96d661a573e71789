"""Foreign tables: every encoding and separator people use, and files made to do harm."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yport_desktop.domain.errors import Cancelled, TableNotRead
from yport_desktop.interop import sheets
from yport_desktop.interop.sheets import UNCOMPUTED, read_sheets

ROWS = [["指標", "値", "単位"], ["人口", "923,000", "人"], ["ごみ", "1 234", "t/日"]]


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_text_in_the_encodings_and_separators_of_offices(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in ROWS)
    (sheet,) = read_sheets(text.encode(encoding), "表.csv")
    assert [list(row) for row in sheet.rows] == ROWS
    assert sheet.name == "表"


@pytest.mark.parametrize("text", ["Ville;Débit\nÉvry;1,5\nNîmes;22,75", "Straße;Größe\nKöln;1.234,5\n"])
def test_western_text_is_not_taken_for_japanese(text: str) -> None:
    (sheet,) = read_sheets(text.encode("cp1252"), "a.csv")
    assert list(sheet.rows[0]) == text.split("\n")[0].split(";")
    assert sheet.decimal_comma


def test_japanese_without_kana_is_not_taken_for_western() -> None:
    text = "項目,値\n人口,123\n世帯数,45\n"
    assert read_sheets(text.encode("cp932"), "a.csv")[0].rows[0] == ("項目", "値")


def test_quoted_cells_and_a_short_line() -> None:
    (sheet,) = read_sheets(b'Name,Value,Note\n"Waste, total",5,"two\nlines"\nx\n', "a.csv")
    assert sheet.rows[1:] == (("Waste, total", "5", "two\nlines"), ("x",))


def test_a_workbook_comes_as_texts() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Value", None, date(2016, 4, 1), True])
    book.active.append(["share", 0.355, 1e-7, 923000.0, None])
    book.active["B2"].number_format = "0.0%"
    book.create_sheet("empty")
    (sheet,) = read_sheets(saved(book), "a.xlsx")
    assert sheet.rows == (
        ("Name", "Value", "", "2016-04-01", "1"),
        ("share", "35.5 %", "0.0000001", "923000"),
    )


def test_a_formula_without_a_value_is_not_an_empty_cell() -> None:
    content = workbook(["a", "b", "c"], [1, "=A2*2", None], [None, None, "=1"])
    assert read_sheets(content, "a.xlsx")[0].rows[1:] == (("1", UNCOMPUTED), ("", "", UNCOMPUTED))


def test_a_format_down_to_the_last_row_is_no_data() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.cell(1_048_576, 3).number_format = "0.00"
    assert read_sheets(saved(book), "a.xlsx")[0].rows == (("a", "b"),)


def test_data_in_too_many_rows_is_refused_not_cut() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.cell(sheets.MAX_ROWS + 1, 1).value = 5
    with pytest.raises(TableNotRead, match="20,000"):
        read_sheets(saved(book), "a.xlsx")
    with pytest.raises(TableNotRead, match="20,000"):
        read_sheets(b"a,b\n" * (sheets.MAX_ROWS + 1), "a.csv")


def test_reading_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        read_sheets(workbook(["a"]), "a.xlsx", lambda: True)


def rewritten(content: bytes, change: dict[str, Any]) -> bytes:
    """The archive with some entries changed by a function of their content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, lambda c: c)(old.read(name)))
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name](b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(["Name", "Value"], ["a", 1])
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def called_otherwise(content: bytes, before: bytes) -> bytes:
    """The sheet under a name that does not say XML, with something before what stands in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"sheet1.xml", b"sheet1.txt")
            renamed = name == SHEET
            new.writestr(
                name.replace(".xml", ".txt") if renamed else name, before + part if renamed else part
            )
    return out.getvalue()


def test_a_sheet_may_be_called_and_encoded_otherwise() -> None:
    for content in (
        called_otherwise(GOOD, b""),
        rewritten(GOOD, {SHEET: lambda c: c.decode().encode("utf-16")}),
    ):
        assert read_sheets(content, "a.xlsx")[0].rows == (("Name", "Value"), ("a", "1"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        GOOD[: len(GOOD) // 2],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
        b"%PDF-1.4\x00\x01",
        rewritten(GOOD, {SHEET: lambda c: LAUGHS + c}),
        rewritten(GOOD, {SHEET: lambda c: (LAUGHS + c).decode().encode("utf-16")}),
        called_otherwise(GOOD, LAUGHS),
        rewritten(GOOD, {SHEET: lambda c: c[: len(c) // 2]}),
        rewritten(GOOD, {SHEET: lambda c: b"<a>" * 50_000}),
        rewritten(GOOD, {"xl/workbook.xml": lambda c: c.replace(b"sheetId", b"wrong")}),
        rewritten(GOOD, {"bomb.xml": lambda c: b" " * (sheets.MAX_UNPACKED + 1)}),
        b"x" * (sheets.MAX_FILE + 1),
    ],
    ids=[
        "empty",
        "start",
        "half",
        "ole",
        "pdf",
        "laughs",
        "utf16",
        "named",
        "cut",
        "deep",
        "book",
        "bomb",
        "large",
    ],
)
def test_a_file_that_is_none_or_does_harm_is_a_sentence(content: bytes) -> None:
    with pytest.raises(TableNotRead) as refused:
        read_sheets(content, "a.xlsx")
    assert str(refused.value)


@given(st.binary(max_size=400), st.integers(0, len(GOOD) - 1), st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_bytes_are_a_table_or_a_sentence(noise: bytes, at: int, alone: bool) -> None:
    content = noise if alone else GOOD[:at] + noise[:3] + GOOD[at + 3 :]
    try:
        assert read_sheets(content, "a.xlsx")
    except TableNotRead as refused:
        assert str(refused)
