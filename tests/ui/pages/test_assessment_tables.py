"""Excel on the Assessment page: what is exported is computed live, what is imported is looked at first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yport_desktop.services.assessments import put, sector_view
from yport_desktop.ui.pages.assessment.import_dialog import LEAVE_OUT, ImportDialog
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, open_window, settle

SECTOR = "solid_waste"
SURVEY = """Survey of the city
Item;Value;Unit;Year;Source;Grade
Population;923000;persons;2020;Census;A
Daily household waste;400,5;t/d;2022;City;B
Non-household waste;-5;t/d;;;
Coverage by population;95 %;;;;
"""


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,)) as window:
        qtbot.waitUntil(lambda: page_of(window).form is not None, timeout=15_000)
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def opened(qtbot: Any, window: MainWindow, path: Path) -> ImportDialog:
    page_of(window).tables.open_file(path)
    settle(qtbot, window)
    dialog = page_of(window).tables.dialog
    assert dialog is not None
    settle(qtbot, window)
    return dialog


def observed(qtbot: Any, window: MainWindow) -> Any:
    view = ask(qtbot, window, lambda ws: sector_view(ws, SPACE, SECTOR))
    return {key: seen.value for key, seen in view.assessment.observed.items() if not seen.is_default}


def test_a_survey_is_looked_at_decided_imported_and_taken_back(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY, encoding="cp1252")
    dialog = opened(qtbot, window, path)
    assert dialog.form.comma.isChecked()
    assert [(f.row, f.column) for f in dialog.reading.findings] == [(4, "B"), (5, "B")]
    assert dialog.reading.fields.keys() == {"population", "coverage_by_population"}
    unknown = next(i for i in dialog.reading.items if not i.key)
    dialog.items.select(unknown.id)
    dialog.which.edited.emit("household_t_d")
    assert not dialog.take.isEnabled(), "nothing is taken while the sheet is read again"
    settle(qtbot, window)
    assert dialog.which.value() == "household_t_d" and dialog.take.isEnabled()
    assert dialog.reading.fields["household_t_d"]["value"] == "400.5"
    before = observed(qtbot, window)
    assert before["population"] is None, "nothing is stored before a person wants it"
    dialog.name.line.setText("City survey")
    dialog.name.line.setModified(True)
    dialog.take.click()
    settle(qtbot, window)
    after = observed(qtbot, window)
    assert (after["population"], after["household_t_d"]) == (923_000, 400.5)
    ask(qtbot, window, lambda ws: ws.undo())
    settle(qtbot, window)
    assert observed(qtbot, window) == before

    again = opened(qtbot, window, path)
    assert again.name.value() == "City survey"
    assert "household_t_d" in again.reading.fields
    again.reject()
    settle(qtbot, window)
    assert observed(qtbot, window) == before


def test_a_name_can_be_left_out(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY, encoding="utf-8")
    dialog = opened(qtbot, window, path)
    dialog.items.select(next(i for i in dialog.reading.items if i.key == "population").id)
    dialog.which.edited.emit(LEAVE_OUT)
    settle(qtbot, window)
    assert dialog.reading.fields.keys() == {"coverage_by_population"}
    dialog.reject()


def test_other_layouts_can_be_chosen(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("A,B,C\n2019,164,0.9\n2020,170,0.8\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    form = dialog.form
    form.shape.edited.emit("table")
    form.table.edited.emit("msw_history")
    for key, at in (("year", "0"), ("msw", "1"), ("fraction_to_disposal", "2")):
        form.columns[key].edited.emit(at)
    settle(qtbot, window)
    assert [row[:3] for row in dialog.reading.fields["msw_history"]["value"]] == [
        ["2019", "164", "0.9"],
        ["2020", "170", "0.8"],
    ]
    form.shape.edited.emit("record")
    settle(qtbot, window)
    assert dialog.reading.fields == {}
    form.shape.edited.emit("table")
    dialog.reject()  # what is still being read has nowhere to go
    settle(qtbot, window)


def test_numbers_are_grouped_and_answers_are_words(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    ask(
        qtbot,
        window,
        lambda ws: put(ws, SPACE, SECTOR, "population", {"value": "4500000", "unit": "persons"}),
    )
    settle(qtbot, window)
    path = tmp_path / "survey.csv"
    path.write_text(
        "Item;Value;Unit\nPopulation;5000000;persons\nBase year of the paths;2010;\nGuideline;2006;\n",
        encoding="utf-8",
    )
    dialog = opened(qtbot, window, path)
    model = dialog.items.model
    shown = [[model.cell_text(at, column) for column in (2, 3, 4)] for at in range(3)]
    assert shown[0] == ["Population", "5,000,000 persons", "4,500,000 persons"]
    assert shown[1][1] == "2010 year"
    assert shown[2] == ["Guideline", "IPCC 2006 Guidelines", "IPCC 2019 Refinement"]
    dialog.reject()


def test_a_file_that_is_none_is_said_and_opens_nothing(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "picture.xlsx"
    path.write_bytes(b"\x89PNG\x00\x00")
    page_of(window).tables.open_file(path)
    settle(qtbot, window)
    assert page_of(window).tables.dialog is None


def test_export_of_one_and_of_all_sectors_reads_back(qtbot: Any, window: MainWindow, tmp_path: Path) -> None:
    tables = page_of(window).tables
    tables.export_to(tmp_path / "one.xlsx", (SECTOR,))
    settle(qtbot, window)
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").sheetnames[0] == "Results"
    tables.export_to(tmp_path / "all.xlsx", tuple(window.desk.registry.sectors))
    settle(qtbot, window)
    every = [tmp_path / f"all {s.label}.xlsx" for s in window.desk.registry.sectors.values()]
    assert all(path.exists() for path in every) or len(every) == 1
    dialog = opened(qtbot, window, tmp_path / "one.xlsx")
    assert dialog.reading.findings == () and dialog.reading.fields == {}
    assert not dialog.take.isEnabled()
    dialog.reject()
