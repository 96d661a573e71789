"""The workbook of data requests by itself: what is written is never a formula, what is read is bounded."""

import io
import zipfile
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.interop.filled import fill, saved
from yport_desktop.domain.request_sheet import CHOICE, TABLE, Question, RequestSheet
from yport_desktop.domain.sector import Column
from yport_desktop.interop.opened_workbook import MAX_PARTS, MAX_ROWS, WorkbookError, WorkbookLocked
from yport_desktop.interop.request_sheet import read_request_sheet, write_request_sheet

FIRST, SECOND, THIRD = (str(UUID(int=number)) for number in (1, 2, 3))
QUESTIONS = (
    Question(FIRST, 1, "=1+1", "@SUM(A1)", unit="t/d", units=("t/d", "t/yr")),
    Question(SECOND, 2, "Kind of\x00site", kind=CHOICE, choices=(("a", "managed, deep"), ("b", "dump"))),
    Question(THIRD, 3, "History", kind=TABLE, columns=(Column("year", "Year"), Column("w", "Waste", "t"))),
)
SHEET = RequestSheet(
    str(UUID(int=9)),
    "en",
    "Data request: Metro Cebu",
    "Metro Cebu",
    "City",
    "We",
    "we@city.example",
    "2026-03-02",
    "2026-03-31",
    QUESTIONS,
    (("A", "Measured, checked"),),
    (("not_known", "not known"),),
)
BLANK = write_request_sheet(SHEET, str)


def test_no_cell_is_a_formula_and_only_answers_can_be_written() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    page = book.worksheets[0]
    assert page.protection.sheet and page.column_dimensions["A"].hidden
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    open_cells = [cell for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert open_cells and all(cell.value is None for cell in open_cells)
    assert book["lists"].sheet_state == "hidden"
    assert {rule.formula1.split("!")[0] for rule in page.data_validations.dataValidation} == {"lists"}


def test_an_empty_sheet_reads_back_as_unanswered() -> None:
    found = read_request_sheet(BLANK)
    assert (found.engagement, found.language) == (SHEET.engagement, "en")
    assert [a.id for a in found.answers] == [FIRST, SECOND, THIRD]
    assert all(a.cells["value"].value is None for a in found.answers[:2])
    assert [t.rows for t in found.tables] == [()]
    assert found.filled_by.value is None


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs")), max_size=40),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
def test_what_a_person_writes_comes_back(text: str, number: float) -> None:
    answers = {FIRST: {"value": number, "note": "x" + text}}
    first, *_ = read_request_sheet(fill(BLANK, answers)).answers
    assert first.cells["value"].value == pytest.approx(number)
    assert first.cells["note"].text == ("x" + text).strip()


def test_a_date_a_truth_and_an_error_are_texts() -> None:
    import datetime

    answers = {
        FIRST: {
            "value": True,
            "period": datetime.date(2025, 3, 31),
            "note": datetime.datetime(2025, 3, 31, 9, 5),
        }
    }
    first, *_ = read_request_sheet(fill(BLANK, answers)).answers
    assert first.cells["value"].text == "TRUE"
    assert first.cells["period"].text == "2025-03-31"
    assert first.cells["note"].text.startswith("2025-03-31 09:05")


def test_rows_and_columns_far_away_are_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    page = book.worksheets[0]
    page.cell(1_048_576, 1).value = FIRST
    page.cell(MAX_ROWS + 5, 16_384).value = "far"
    found = read_request_sheet(saved(book))
    assert len(found.answers) == 3


def test_too_many_parts_and_a_locked_workbook_are_refused_before_parsing() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    with pytest.raises(WorkbookError):
        read_request_sheet(many.getvalue())
    locked = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(WorkbookLocked):
        read_request_sheet(locked)
