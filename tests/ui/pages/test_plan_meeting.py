"""Revisions and their comparison, conflicts, and meeting mode, on a real store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.plan_session import PERSON, Opened, opened
from tests.ui.pages.test_plan_page import dialog, verb
from yport_desktop.services.plans import Plans
from yport_desktop.ui.pages.plan import PAGE
from yport_desktop.ui.pages.plan.decision_dialog import Sitting, SittingDialog, sitting_of
from yport_desktop.ui.pages.plan.meeting import MeetingMode
from yport_desktop.ui.pages.plan.page import PlanPage
from yport_desktop.ui.pages.plan.plan_dialogs import ConflictDialog, FreezeDialog
from yport_desktop.ui.pages.plan.questions import Head
from yport_desktop.ui.pages.plan.revisions_view import CURRENT, PROPOSED


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with opened(qtbot, tmp_path, PAGE) as made:
        yield made


@pytest.fixture
def page(desk: Opened) -> PlanPage:
    found = desk.window.pages["plan"]
    assert isinstance(found, PlanPage)
    return found


def freeze(desk: Opened, page: PlanPage, name: str) -> None:
    page.acts.freeze()
    asked: FreezeDialog = dialog(desk, FreezeDialog)
    asked.name.line.setText(name)
    verb(asked)
    desk.settle()


def write(desk: Opened, name: str, text: str) -> None:
    desk.ask(lambda workspace: Plans(workspace).edit_clause(desk.clauses[name], {"text": text}))


def test_a_revision_is_frozen_and_compared_with_what_came_after(desk: Opened, page: PlanPage) -> None:
    page.tabs.setCurrentIndex(1)
    assert page.revisions.none.isVisible()
    freeze(desk, page, "As found")
    assert page.revisions.same.isVisible()
    write(desk, "target", "By 2030 residual waste is halved.")
    desk.ask(lambda ws: Plans(ws).delete_clause(desk.clauses["second"]))
    page.acts.add_clause(None, False)
    desk.settle()
    page.tabs.setCurrentIndex(1)
    desk.settle()
    view = page.revisions._redline
    assert view is not None
    assert dict(view.counts) == {"added": 1, "removed": 1, "moved": 0, "rewritten": 1}
    assert page.revisions.changes.model().rowCount() == 3
    text = page.revisions.text.toPlainText()
    assert "20 %" in text and "halved" in text and "Every household has safe water." in text
    assert page.revisions.text.go_to(desk.clauses["target"])
    page.revisions.only.setChecked(True)
    assert "Households separate" not in page.revisions.text.toPlainText()


def test_any_two_revisions_are_compared_both_ways(desk: Opened, page: PlanPage) -> None:
    page.tabs.setCurrentIndex(1)
    freeze(desk, page, "First")
    write(desk, "target", "Second text.")
    freeze(desk, page, "Second")
    write(desk, "target", "Third text.")
    revisions = page.revisions
    assert revisions.revisions.count() == 3
    revisions.revisions.setCurrentRow(1)  # the second: against the first
    desk.settle()
    assert revisions._redline is not None
    assert (revisions._redline.old_name, revisions._redline.new_name) == ("First", "Second")
    revisions.swap.click()
    desk.settle()
    assert (revisions._redline.old_name, revisions._redline.new_name) == ("Second", "First")
    revisions.revisions.setCurrentRow(2)  # the oldest: against the text of today
    desk.settle()
    assert revisions.new.value() == CURRENT
    assert revisions._redline.changed[0].new.text == "Third text."


def test_the_plan_is_shown_as_advised(desk: Opened, page: PlanPage) -> None:
    freeze(desk, page, "As found")
    desk.propose("target", "Advised text.")
    page.tabs.setCurrentIndex(1)
    desk.settle()
    page.revisions.new.set_value(PROPOSED)
    page.revisions._ask()
    desk.settle()
    assert "Advised" in page.revisions.text.toPlainText()


def test_freezing_an_unchanged_plan_says_so(desk: Opened, page: PlanPage) -> None:
    freeze(desk, page, "First")
    freeze(desk, page, "Again")
    assert len(desk.plan().revisions) == 1
    assert desk.window.notices.current is not None
    assert "First" in desk.window.notices.current.text


def test_changes_since_the_latest_revision_are_marked_in_place(desk: Opened, page: PlanPage) -> None:
    freeze(desk, page, "First")
    write(desk, "target", "By 2030 residual waste is reduced by 20 %.")
    page.show_clause(desk.clauses["target"])
    reading = page.clause_pane.text.reading
    assert "2022" in reading.toPlainText() and "2030" in reading.toPlainText()
    page.clause_pane.toggle.click()
    assert "2022" not in reading.toPlainText()


def test_a_conflict_is_settled_by_one_version_or_a_third(qtbot: Any) -> None:
    settled: list[Any] = []
    heads = (Head("By 2022.", "Tanaka", "2026-02-19 09:00"), Head("By 2025.", "", "2026-02-19 09:05"))
    first = ConflictDialog(None, "Text", heads, settled.append)
    first.choices[0].click()
    second = ConflictDialog(None, "Text", heads, settled.append)
    second.own.text.setPlainText("By 2024.")
    verb(second)
    third = ConflictDialog(None, "Status", heads, settled.append, writable=False)
    assert third.primary is None
    third.close()
    assert settled == ["By 2022.", "By 2024."]


# meeting mode --------------------------------------------------------------------------------


@pytest.fixture
def meeting(desk: Opened, page: PlanPage) -> Iterator[MeetingMode]:
    desk.propose("target", "By 2025 residual waste is reduced by 30 %.")
    desk.propose("action", "Households and markets separate organic waste.")
    page.acts.start_meeting()
    asked: SittingDialog = dialog(desk, SittingDialog)
    asked.form.meeting.line.setText("Planning workshop")
    asked.form.by.set_value(str(PERSON))
    verb(asked)
    made = page.acts.meeting
    assert made is not None
    desk.qtbot.waitExposed(made)
    yield made
    if page.acts.meeting is not None:
        page.acts.meeting.close()


def press(desk: Opened, meeting: MeetingMode, key: Qt.Key) -> None:
    desk.qtbot.keyClick(meeting, key)
    desk.settle()


def test_the_agenda_is_what_waits_and_arrows_go_through_it(desk: Opened, meeting: MeetingMode) -> None:
    assert meeting.isFullScreen()
    assert meeting.place.text() == "1 of 2"
    assert meeting.clause is not None and meeting.clause.heading == "Residual waste"
    press(desk, meeting, Qt.Key.Key_Left)
    assert meeting.place.text() == "1 of 2"
    press(desk, meeting, Qt.Key.Key_Right)
    assert meeting.clause.heading == "Separation"
    press(desk, meeting, Qt.Key.Key_P)
    assert meeting.place.text() == "3 of 4"
    press(desk, meeting, Qt.Key.Key_Home)
    assert meeting.clause.heading == "Less waste" and meeting.proposal is None
    press(desk, meeting, Qt.Key.Key_A)
    assert not any(p.decision for p in desk.plan().proposals)


def test_keys_decide_and_control_z_takes_back(desk: Opened, meeting: MeetingMode) -> None:
    press(desk, meeting, Qt.Key.Key_A)
    clause = desk.plan().clause(desk.clauses["target"])
    assert "30 %" in clause.text
    assert (clause.proposals[0].meeting, clause.proposals[0].decided_by.id) == ("Planning workshop", PERSON)
    assert meeting.place.text() == "1 of 2"
    assert not meeting.keys.buttons["accepted"].isEnabled()
    desk.qtbot.keyClick(meeting, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert not desk.plan().clause(desk.clauses["target"]).proposals[0].decision
    press(desk, meeting, Qt.Key.Key_D)
    assert desk.plan().clause(desk.clauses["target"]).proposals[0].decision == "deferred"
    press(desk, meeting, Qt.Key.Key_Right)
    press(desk, meeting, Qt.Key.Key_R)
    assert desk.plan().clause(desk.clauses["action"]).proposals[0].decision == "rejected"


def test_a_text_is_modified_before_it_is_accepted(desk: Opened, meeting: MeetingMode) -> None:
    press(desk, meeting, Qt.Key.Key_M)
    assert meeting.sheet.is_writing
    press(desk, meeting, Qt.Key.Key_M)  # the field has the keyboard, not the mode
    meeting.sheet.field.setPlainText("By 2025 residual waste is reduced by a quarter.")
    desk.qtbot.keyClick(meeting.sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    clause = desk.plan().clause(desk.clauses["target"])
    assert clause.text == "By 2025 residual waste is reduced by a quarter."
    assert clause.proposals[0].decision == "accepted_modified"


def test_escape_first_leaves_the_text_then_the_meeting(
    desk: Opened, page: PlanPage, meeting: MeetingMode
) -> None:
    press(desk, meeting, Qt.Key.Key_M)
    desk.qtbot.keyClick(meeting.sheet.field, Qt.Key.Key_Escape)
    assert not meeting.sheet.is_writing
    press(desk, meeting, Qt.Key.Key_Escape)
    assert page.acts.meeting is None
    assert page.clause is not None and page.clause.heading == "Residual waste"


def test_a_rewritten_clause_is_not_overruled_by_one_key(desk: Opened, meeting: MeetingMode) -> None:
    write(desk, "target", "Rewritten meanwhile.")
    press(desk, meeting, Qt.Key.Key_A)
    assert desk.plan().clause(desk.clauses["target"]).text == "Rewritten meanwhile."
    assert meeting.notices.current is not None


def test_the_meeting_is_remembered_for_the_next_decision() -> None:
    sitting = Sitting("Workshop", PERSON, "2026-02-19")
    assert sitting_of(sitting.kept()) == Sitting("Workshop", PERSON)
    assert sitting_of({"by": "nobody"}) == Sitting()
    assert sitting_of("damaged") == Sitting()
