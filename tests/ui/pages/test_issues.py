"""Findings and urban issues by their widgets: lists, sheets, links, threads, loose ends."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from yport_desktop.domain.ids import new_id
from yport_desktop.services.records import create, set_values
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.issues.page import IssuesPage
from yport_desktop.ui.records.conflict_view import ConflictView
from yport_desktop.ui.records.inspecting import keep_files
from yport_desktop.ui.records.proof_view import ProofView
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, begin, from_colleague, open_window, settle, values_of

OBSERVATION, FINDING, ISSUE, PLAN, CLAUSE, PROPOSAL = (new_id() for _ in range(6))


def fill(workspace: Workspace) -> None:
    """One thread from the measurement to the proposal, and a finding that hangs loose."""
    begin(workspace)
    observed = {"subject": "Waste in open dumps", "value": "60", "unit": "%"}
    finding = {"heading": "Most waste ends in open dumps", "observations": [str(OBSERVATION)]}
    issue = {"heading": "Disposal without control", "findings": [str(FINDING)], "state": "open"}
    proposal = {"kind": "amend", "proposed_text": "Close the dumps.", "issues": [str(ISSUE)]}
    for edits in (
        create("observation", observed, SPACE, OBSERVATION),
        create("finding", finding, SPACE, FINDING),
        create("finding", {"heading": "Nobody weighs the waste"}, SPACE),
        create("urban_issue", issue, SPACE, ISSUE),
        create("plan", {"title": "Solid waste plan"}, SPACE, PLAN),
        create("clause", {"heading": "Disposal"}, PLAN, CLAUSE),
        create("proposal", proposal, CLAUSE, PROPOSAL),
    ):
        workspace.commit(SPACE, edits)


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (IssuesPage,), fill) as window:
        qtbot.waitUntil(lambda: page_of(window).detail.record is not None, timeout=15_000)
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> IssuesPage:
    page = window.pages["issues"]
    assert isinstance(page, IssuesPage)
    return page


def kept(qtbot: Any, window: MainWindow, record: UUID) -> Any:
    return ask(qtbot, window, lambda ws: values_of(ws, record))


def show(qtbot: Any, window: MainWindow, record: UUID) -> Any:
    assert page_of(window).open_record(record)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page_of(window).detail.record == record)
    return page_of(window).detail


def write(qtbot: Any, editor: Any, text: str) -> None:
    """Replace the text of a line and press Enter."""
    editor.line.setFocus()
    editor.line.selectAll()
    editor.line.insert(text)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)


def test_lists_say_how_many_there_are_and_what_is_loose(window: MainWindow) -> None:
    page = page_of(window)
    assert page.tabs.tabText(0) == "Findings  2"
    assert page.tabs.tabText(1) == "Urban issues  1"
    rows = page.lists["finding"].table.model.rows
    loose = {row.record.get("heading"): len(row.loose) for row in rows}
    assert loose["Nobody weighs the waste"] == 2
    assert loose["Most waste ends in open dumps"] == 0


def test_the_thread_is_walked_both_ways(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, FINDING)
    steps = detail.strip.steps
    assert steps["observation"].isEnabled()
    assert steps["urban_issue"].isEnabled()
    assert steps["clause"].isEnabled()
    assert steps["proposal"].isEnabled()
    assert not steps["finding"].isEnabled()
    detail.strip.record_requested.emit(ISSUE)
    qtbot.waitUntil(lambda: page_of(window).detail.record == ISSUE)
    assert page_of(window).tabs.currentIndex() == 1


def test_a_field_is_kept_when_completed_and_undone(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, FINDING)
    write(qtbot, detail.sheet.rows["heading"].editor, "Two thirds end in open dumps")
    settle(qtbot, window)
    assert kept(qtbot, window, FINDING)["heading"] == "Two thirds end in open dumps"
    assert detail.title.text() == "Two thirds end in open dumps"
    window.desk.undo()
    settle(qtbot, window)
    assert detail.title.text() == "Most waste ends in open dumps"


def test_what_is_required_cannot_be_emptied(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, FINDING)
    write(qtbot, detail.sheet.rows["heading"].editor, "")
    settle(qtbot, window)
    assert kept(qtbot, window, FINDING)["heading"] == "Most waste ends in open dumps"
    assert "may not be left empty" in detail.sheet.rows["heading"].problems.text.text()


def test_a_reference_is_picked_and_removed(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, ISSUE)
    editor = detail.sheet.rows["findings"].editor
    editor.add.click()
    settle(qtbot, window)
    picker = editor.picker
    assert picker.list.count() == 1
    picker.search.setText("weighs")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert len(kept(qtbot, window, ISSUE)["findings"]) == 2
    editor._remove(FINDING)
    settle(qtbot, window)
    assert str(FINDING) not in kept(qtbot, window, ISSUE)["findings"]


def test_a_new_finding_opens_with_the_keyboard_in_it(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.lists["finding"].add.click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page.detail.title.text() == "New finding")
    assert page.detail.sheet.rows["heading"].editor.line.hasFocus()
    assert page.tabs.tabText(0) == "Findings  3"


def test_deleting_can_be_undone(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, FINDING)
    detail.remove.click()
    settle(qtbot, window)
    assert page_of(window).tabs.tabText(0) == "Findings  1"
    window.notices.current.action_button.click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page_of(window).tabs.tabText(0) == "Findings  2")


def test_a_conflict_stands_above_the_sheet(qtbot, window: MainWindow, tmp_path: Path) -> None:
    def other(workspace: Workspace) -> None:
        edits = create("finding", {"heading": "Half of the waste is dumped"}, SPACE, FINDING)
        workspace.commit(SPACE, edits)

    detail = show(qtbot, window, FINDING)
    from_colleague(qtbot, window, tmp_path / "other", other)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: bool(detail.sheet.conflicts))
    view = next(v for v in detail.sheet.conflicts if v.conflict.field == "heading")
    assert isinstance(view, ConflictView)
    place = [h.value for h in view.conflict.heads].index("Half of the waste is dumped")
    view.buttons[place].click()
    settle(qtbot, window)
    assert kept(qtbot, window, FINDING)["heading"] == "Half of the waste is dumped"


def test_a_change_from_elsewhere_reaches_the_sheet(qtbot, window: MainWindow) -> None:
    detail = show(qtbot, window, ISSUE)
    window.desk.commit(SPACE, set_values(ISSUE, {"priority": "high"}))
    settle(qtbot, window)
    assert detail.sheet.rows["priority"].editor.value() == "high"


def test_an_empty_list_says_what_it_is_for(qtbot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, (IssuesPage,)) as window:
        page = page_of(window)
        qtbot.waitUntil(lambda: page.lists["finding"].is_empty)
        page.lists["finding"].empty.first.click()
        settle(qtbot, window)
        qtbot.waitUntil(lambda: not page.lists["finding"].is_empty)


def test_files_become_evidence_shown_in_the_inspector(qtbot, window: MainWindow, tmp_path: Path) -> None:
    note = tmp_path / "interview.txt"
    note.write_text("The head of collection said so.", encoding="utf-8")
    detail = show(qtbot, window, FINDING)
    window.inspector.reveal()
    keep_files(window.desk, detail, SPACE, FINDING, [note])
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(window.inspector.findChildren(ProofView)) == 1)
