"""Data requests in the window: found, made, handed out as real files, filled in, read back, undone."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.interop.filled import fill
from yport_desktop.services.assessments import put
from yport_desktop.services.data_requests import DATA_REQUEST, Terms, open_requests
from yport_desktop.services.records import create
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.pages.assessment.drawn_range import DrawnRange
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.pages.assessment.requests_pane import RequestsPane
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, begin, open_window, settle

SECTOR = "solid_waste"


def fill_in(workspace: Workspace) -> None:
    begin(workspace)
    put(workspace, SPACE, SECTOR, "population", {"value": "900000", "unit": "persons", "grade": "D"})
    put(workspace, SPACE, SECTOR, "msw_stated_t_d", {"value": "600", "unit": "t/d", "grade": "E"})
    workspace.commit(SPACE, create("person", {"name": "Public Services"}, parent=SPACE))


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,), fill_in) as window:
        qtbot.waitUntil(lambda: page_of(window).form is not None, timeout=15_000)
        page_of(window).show_requests()
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def pane_of(window: MainWindow) -> RequestsPane:
    return page_of(window).requests


def ask_for_two(qtbot: Any, window: MainWindow) -> None:
    """Select the first two gaps and make requests of them."""
    pane = pane_of(window)
    pane.show_gaps()
    settle(qtbot, window)
    pane.gaps.table.view.selectAll()
    wanted = {("solid_waste", "population"), ("solid_waste", "household_t_d")}
    gaps = [g for g in pane.gaps.chosen() if g.id in wanted]
    person = ask(qtbot, window, lambda ws: ws.records(SPACE, "person")[0].id)
    pane.request(gaps, Terms(date.today() + timedelta(days=7), person))
    settle(qtbot, window)


def test_an_empty_list_leads_to_what_is_missing(qtbot, window: MainWindow) -> None:
    pane = pane_of(window)
    empty = pane._stack.currentWidget()
    assert empty is pane._stack.widget(1)
    qtbot.mouseClick(empty.first, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert pane._stack.currentWidget() is pane.gaps
    assert pane.gaps.table.model.rowCount() > 5
    assert pane.gaps.words.text()
    assert pane.gaps.ask.isEnabled()


def test_several_requests_are_made_at_once_and_taken_back_at_once(qtbot, window: MainWindow) -> None:
    ask_for_two(qtbot, window)
    pane = pane_of(window)
    assert pane.table.model.rowCount() == 2
    assert pane.progress.text() == "0 of 2 settled"
    pane.show_gaps()
    settle(qtbot, window)
    asked = [g for g in pane.gaps.table.model.rows if g.request is not None]
    assert {g.input.key for g in asked} == {"population", "household_t_d"}
    window.desk.undo()
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: ws.count(SPACE, DATA_REQUEST)) == 0


def test_handed_out_filled_in_and_read_back(qtbot, window: MainWindow, tmp_path: Path) -> None:
    ask_for_two(qtbot, window)
    pane, folder = pane_of(window), tmp_path / "for the city"
    folder.mkdir()
    requests = ask(qtbot, window, lambda ws: open_requests(ws, SPACE))
    pane.files.write_to(folder, tuple(r.id for r in requests), "en")
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2, timeout=15_000)
    settle(qtbot, window)
    page, book = sorted(folder.iterdir())
    assert page.suffix == ".pdf" and page.read_bytes().startswith(b"%PDF")
    assert {r.get("state") for r in ask(qtbot, window, lambda ws: open_requests(ws, SPACE))} == {"sent"}
    by_input = {r.get("input"): str(r.id) for r in requests}
    answers = {by_input["population"]: {"value": 922611}, by_input["household_t_d"]: {"value": "lots"}}
    book.write_bytes(fill(book.read_bytes(), answers, by="A. Santos"))
    pane.files.read_answers(book)
    qtbot.waitUntil(lambda: hasattr(pane.files, "dialog"), timeout=15_000)
    dialog = pane.files.dialog
    assert len(dialog.preview.problems) == 1
    assert "column H" in dialog.preview.problems[0].text()
    assert dialog.primary.text().strip() == "Store one answer"
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert pane.progress.text() == "1 of 2 settled"
    assert page_of(window).rows["population"].observed.value == 922611
    window.desk.undo()
    settle(qtbot, window)
    assert page_of(window).rows["population"].observed.value == 900000


def test_a_file_that_is_no_workbook_says_so(qtbot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_text("population,900000", encoding="utf-8")
    pane_of(window).files.read_answers(path)
    settle(qtbot, window)
    assert not hasattr(pane_of(window).files, "dialog")


def test_a_file_of_any_size_is_refused_without_being_read(qtbot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    with path.open("wb") as file:
        try:
            file.truncate(1 << 40)  # takes no room where files may have holes
        except OSError:
            pytest.skip("this file system keeps no files with holes")
    pane_of(window).files.read_answers(path)
    qtbot.waitUntil(lambda: "cannot be read as a workbook" in told(window), timeout=15_000)


def test_a_deleted_request_can_be_taken_back(qtbot, window: MainWindow) -> None:
    ask_for_two(qtbot, window)
    pane = pane_of(window)
    first = pane.table.model.row_at(0)
    pane.table.select(first.id)
    settle(qtbot, window)
    pane.remove.click()
    settle(qtbot, window)
    assert "The request was deleted." in told(window) and pane.table.model.rowCount() == 1
    window.desk.undo()
    settle(qtbot, window)
    assert pane.table.model.rowCount() == 2


def test_the_commands_of_requests_are_in_the_palette(window: MainWindow) -> None:
    keys = {c.key for c in page_of(window).commands()}
    assert {"assessment.requests", "assessment.gaps", "assessment.hand_out", "assessment.answers"} <= keys


def test_a_result_is_drawn_on_request_and_both_ranges_stand_side_by_side(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.show_form()
    key = next(k for k, e in page.assessment.estimates.items() if e.value is not None and e.low != e.high)
    page.inspecting.explain(key)
    settle(qtbot, window)
    view = window.findChild(DrawnRange)
    assert view is not None and view.button.isVisibleTo(view)
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Seed 20110204" in words_of(window), timeout=20_000)
    assert "Errors propagated (Approach 1)" in words_of(window)
    assert "10,000 draws (Approach 2)" in words_of(window)
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "population", {"value": "950000"}))
    qtbot.waitUntil(lambda: "Seed" not in words_of(window), timeout=20_000)


def words_of(window: MainWindow) -> str:
    """What stands in the view of the ranges now."""
    views = [v for v in window.findChildren(DrawnRange) if v.isVisible()]
    return " ".join(label.text() for v in views for label in v.findChildren(Label))


def told(window: MainWindow) -> str:
    """Everything that is said in the window."""
    return " ".join(label.text() for label in window.findChildren(Label) if label.isVisible())
