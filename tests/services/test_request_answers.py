"""A workbook of requests handed out, filled in, read back, checked, stored in one save and undone."""

import io
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import openpyxl
import pytest

from tests.interop.filled import fill, places, saved
from yport_desktop.domain.errors import Severity
from yport_desktop.interop.opened_workbook import WorkbookError, WorkbookTooLarge
from yport_desktop.interop.request_sheet import NotARequest, read_request_sheet
from yport_desktop.services.assessments import OBSERVATION, put, sector_view
from yport_desktop.services.data_requests import DATA_REQUEST, Terms, Wish, open_requests, request_inputs
from yport_desktop.services.records import create
from yport_desktop.services.request_answers import Answers, check_answers, store_answers
from yport_desktop.services.request_letter import build_sheet, request_workbook
from yport_desktop.services.workspace import Workspace

SECTOR = "solid_waste"
TODAY = date(2026, 3, 2)
ASKED = ("population", "household_t_d", "coverage_by_population", "climate", "annual_inputs")


@pytest.fixture
def person(workspace: Workspace, space: UUID) -> UUID:
    edits = create("person", {"name": "Department of Public Services"}, parent=space)
    workspace.commit(space, edits)
    return edits[0].record


@pytest.fixture
def requests(workspace: Workspace, space: UUID, person: UUID) -> dict[str, str]:
    """Requests by the input they ask for, and one in free words."""
    keys = [k for k in ASKED if any(i.key == k for i in workspace.registry.sectors[SECTOR].inputs)]
    wishes = [Wish(SECTOR, key, key) for key in keys]
    request_inputs(workspace, space, wishes, Terms(TODAY + timedelta(days=14), person), TODAY)
    free = {"question": "Who runs the sorting plant?", "asked_on": "2026-03-02"}
    workspace.commit(space, create(DATA_REQUEST, free, parent=space))
    return {str(r.get("input") or "free"): str(r.id) for r in open_requests(workspace, space)}


def handed_out(workspace: Workspace, space: UUID, language: str = "en") -> bytes:
    ids = [r.id for r in open_requests(workspace, space)]
    return request_workbook(build_sheet(workspace, space, ids, language, TODAY))


def returned(
    workspace: Workspace,
    space: UUID,
    answers: Mapping[str, Mapping[str, object]],
    language: str = "en",
    **about: str,
) -> Answers:
    content = fill(handed_out(workspace, space, language), answers, **about)
    return check_answers(workspace, space, read_request_sheet(content), TODAY)


def row_of(workspace: Workspace, space: UUID, key: str):
    return next(r for r in sector_view(workspace, space, SECTOR).rows if r.input.key == key)


def test_answers_become_the_counterpart_s_contribution_in_one_undoable_save(
    workspace: Workspace, space: UUID, requests, person: UUID
) -> None:
    given = {
        requests["population"]: {
            "value": 922611,
            "period": 2015,
            "source": "Census",
            "grade": "Official record or published statistics",
        },
        requests["household_t_d"]: {"value": "146,000 t/yr", "note": "weighed"},
        requests["coverage_by_population"]: {"reason": "not known"},
        requests["free"]: {"value": "A cooperative"},
    }
    answers = returned(workspace, space, given, by="A. Santos", on="2026-03-01")
    assert answers.all_problems == ()
    assert len(answers.usable) == 4
    store_answers(workspace, answers, TODAY)
    row = row_of(workspace, space, "population")
    assert (row.observed.value, row.observed.period, str(row.observed.grade)) == (922611.0, "2015", "B")
    assert row.observed.source == "Census, A. Santos, Department of Public Services, 2026-03-01"
    assert row.record.get("informant") == str(person)
    assert row_of(workspace, space, "household_t_d").observed.value == pytest.approx(400)
    assert str(row_of(workspace, space, "coverage_by_population").observed.missing) == "not_known"
    states = {str(r.id): r.get("state") for r in workspace.records(space, DATA_REQUEST)}
    assert states[requests["population"]] == states[requests["free"]] == "answered"
    assert states[requests["coverage_by_population"]] == "unavailable"
    assert workspace.get(UUID(requests["free"])).get("answer") == "A cooperative"
    workspace.undo()
    assert workspace.count(space, OBSERVATION) == 0
    assert {r.get("state", "open") for r in workspace.records(space, DATA_REQUEST)} == {"open"}


def test_all_problems_are_listed_at_once_with_their_cells(
    workspace: Workspace, space: UUID, requests
) -> None:
    given = {
        requests["population"]: {"value": "plenty"},
        requests["household_t_d"]: {"value": -5},
        requests["coverage_by_population"]: {"value": 130, "grade": "quite good"},
    }
    answers = returned(workspace, space, given, on="one of these days")
    refused = [p for p in answers.all_problems if p.problem.severity is Severity.REFUSED]
    assert len(refused) == 4
    assert all(p.row and p.column and p.sheet for p in answers.all_problems)
    assert len({p.row for p in refused}) == 3 and {p.column for p in refused} == {"H", "L"}
    assert answers.usable == () and workspace.count(space, OBSERVATION) == 0


def test_a_value_of_somebody_else_stays_beside_the_answer(
    workspace: Workspace, space: UUID, requests
) -> None:
    put(workspace, space, SECTOR, "population", {"value": "900000", "unit": "persons", "source": "Ours"})
    answers = returned(workspace, space, {requests["population"]: {"value": 922611}})
    store_answers(workspace, answers, TODAY, adopt=False)
    row = row_of(workspace, space, "population")
    assert (row.observed.value, len(row.alternatives)) == (900000.0, 1)
    workspace.undo()
    store_answers(workspace, answers, TODAY)
    row = row_of(workspace, space, "population")
    assert (row.observed.value, len(row.alternatives)) == (922611.0, 1)
    assert row.alternatives[0].get("source") == "Ours"


def test_that_they_have_no_figure_does_not_take_ours_away(
    workspace: Workspace, space: UUID, requests
) -> None:
    put(workspace, space, SECTOR, "population", {"value": "900000", "unit": "persons"})
    store_answers(
        workspace, returned(workspace, space, {requests["population"]: {"reason": "not known"}}), TODAY
    )
    row = row_of(workspace, space, "population")
    assert (row.observed.value, row.alternatives) == (900000.0, ())


def test_a_file_read_twice_adds_nothing(workspace: Workspace, space: UUID, requests) -> None:
    content = fill(handed_out(workspace, space), {requests["population"]: {"value": 922611}})
    store_answers(workspace, check_answers(workspace, space, read_request_sheet(content), TODAY), TODAY)
    again = check_answers(workspace, space, read_request_sheet(content), TODAY)
    assert again.usable == () and any(a.again for a in again.answers)


def test_answers_are_found_after_rows_and_columns_were_moved(
    workspace: Workspace, space: UUID, requests
) -> None:
    content = fill(handed_out(workspace, space), {requests["population"]: {"value": 922611}})
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    page.insert_rows(1, 3)
    page.insert_cols(5)
    page.title = "回答"
    answers = check_answers(workspace, space, read_request_sheet(saved(book)), TODAY)
    assert [str(a.request.id) for a in answers.usable] == [requests["population"]]


def test_a_percentage_cell_and_labels_in_japanese_are_understood(
    workspace: Workspace, space: UUID, requests
) -> None:
    content = handed_out(workspace, space, "ja")
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    columns, rows = places(page)
    cell = page.cell(rows[requests["coverage_by_population"]], columns["value"])
    cell.value, cell.number_format = 0.65, "0%"
    page.cell(rows[requests["population"]], columns["reason"]).value = "不明"
    answers = check_answers(workspace, space, read_request_sheet(saved(book)), TODAY)
    assert answers.all_problems == ()
    found = {a.input.key: a for a in answers.usable if a.input}
    assert found["coverage_by_population"].fields["value"] == "65"
    assert found["population"].fields["missing"] == "not_known"


def test_a_table_is_filled_in_on_its_own_sheet(workspace: Workspace, space: UUID, registry) -> None:
    asked = next(i for i in registry.sectors[SECTOR].inputs if i.columns and i.columns[0].kind == "year")
    request_inputs(workspace, space, [Wish(SECTOR, asked.key, asked.key)], Terms(TODAY), TODAY)
    book = openpyxl.load_workbook(io.BytesIO(handed_out(workspace, space)))
    page = book["1"]
    page["B5"], page["C5"], page["B6"], page["C6"] = 2010, 5, 2011, "6.5"
    answers = check_answers(workspace, space, read_request_sheet(saved(book)), TODAY)
    assert answers.all_problems == ()
    store_answers(workspace, answers, TODAY)
    value = row_of(workspace, space, asked.key).observed.value
    assert [row[:2] for row in value] == [(2010.0, 5.0), (2011.0, 6.5)]
    page["B6"] = 2010
    page["C5"] = "much"
    bad = check_answers(workspace, space, read_request_sheet(saved(book)), TODAY)
    assert {(p.sheet, p.row) for p in bad.all_problems} >= {("1", 5), ("1", 6)}


def test_a_workbook_of_another_engagement_is_refused(workspace: Workspace, space: UUID, requests) -> None:
    other = UUID(int=7)
    workspace.new_space({"name": "Da Nang"}, other)
    filled = read_request_sheet(handed_out(workspace, space))
    answers = check_answers(workspace, other, filled, TODAY)
    assert answers.answers == () and len(answers.all_problems) == 1


def test_hostile_and_foreign_files_are_refused(tmp_path) -> None:
    import zipfile

    book = openpyxl.Workbook()
    with pytest.raises(NotARequest):
        read_request_sheet(saved(book))
    for content in (b"", b"PK\x03\x04 nothing", b"id,value\n1,2", b"\xd0\xcf\x11\xe0" + b"\x00" * 600):
        with pytest.raises(WorkbookError):
            read_request_sheet(content)
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 << 20))
    with pytest.raises(WorkbookTooLarge):
        read_request_sheet(swollen.getvalue())
    entities = io.BytesIO(saved(book))
    laughing = io.BytesIO()
    with zipfile.ZipFile(entities) as archive, zipfile.ZipFile(laughing, "w") as evil:
        for name in archive.namelist():
            text = archive.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + text
            evil.writestr(name, text)
    with pytest.raises(WorkbookError):
        read_request_sheet(laughing.getvalue())


def test_a_truncated_or_altered_file_is_refused_or_read_but_never_breaks(
    workspace: Workspace, space: UUID, requests
) -> None:
    content = handed_out(workspace, space)
    for at in range(0, len(content), max(1, len(content) // 60)):
        for damaged in (content[:at], content[:at] + b"\xff\x00" + content[at + 2 :]):
            try:
                read_request_sheet(damaged)
            except WorkbookError as error:
                assert str(error).endswith(".")


def test_two_requests_for_one_input_keep_both_answers(workspace: Workspace, space: UUID, requests) -> None:
    again = {"question": "People", "sector": SECTOR, "input": "population", "asked_on": "2026-03-02"}
    edits = create(DATA_REQUEST, again, parent=space)
    workspace.commit(space, edits)
    given = {requests["population"]: {"value": 922611}, str(edits[0].record): {"value": 923000}}
    store_answers(workspace, returned(workspace, space, given), TODAY)
    row = row_of(workspace, space, "population")
    values = {row.record.get("value"), *(r.get("value") for r in row.alternatives)}
    assert values == {"922611", "923000"}
    assert [r.get("standing") for r in (row.record, *row.alternatives)] == ["adopted", "alternative"]
    workspace.undo()
    assert workspace.count(space, OBSERVATION) == 0


def test_what_is_known_so_far_is_written_as_people_write_it(
    workspace: Workspace, space: UUID, requests
) -> None:
    put(workspace, space, SECTOR, "population", {"value": "922611", "unit": "persons", "period": "2015"})
    for language, words in (("en", "922,611 persons (2015)"), ("ja", "922,611 人 (2015)")):
        sheet = build_sheet(workspace, space, [UUID(requests["population"])], language, TODAY)
        assert [q.so_far for q in sheet.questions] == [words]


def test_the_questions_of_a_sector_stand_together_with_units_in_the_language_of_the_sheet(
    workspace: Workspace, space: UUID, registry
) -> None:
    other = next(key for key in registry.sectors if key != SECTOR)
    inputs = (
        (SECTOR, "population"),
        (other, registry.sectors[other].inputs[0].key),
        (SECTOR, "household_t_d"),
    )
    ids = [
        request_inputs(workspace, space, [Wish(sector, key, key)], Terms(TODAY), TODAY).touched[0].record
        for sector, key in inputs
    ]
    sheet = build_sheet(workspace, space, ids, "ja", TODAY)
    assert [q.id for q in sheet.questions] == [str(ids[0]), str(ids[2]), str(ids[1])]
    assert [q.number for q in sheet.questions] == [1, 2, 3]
    page = openpyxl.load_workbook(io.BytesIO(request_workbook(sheet))).worksheets[0]
    written = {str(cell.value) for row in page.iter_rows() for cell in row}
    assert "人" in written
