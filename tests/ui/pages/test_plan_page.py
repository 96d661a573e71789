"""The plan page on a real store: writing, moving, proposing, deciding, and taking it back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.pages.plan_session import FINDING, PERSON, PLAN, SPACE, Opened, build, opened
from yport_desktop.domain.redline import Mark
from yport_desktop.services import records
from yport_desktop.services.plans import Plans
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.pages.plan import PAGE
from yport_desktop.ui.pages.plan.decision_dialog import DecisionDialog
from yport_desktop.ui.pages.plan.page import PlanPage
from yport_desktop.ui.pages.plan.plan_dialogs import NewPlanDialog
from yport_desktop.ui.pages.plan.proposal_dialog import ProposalDialog


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with opened(qtbot, tmp_path, PAGE) as made:
        yield made


@pytest.fixture
def page(desk: Opened) -> PlanPage:
    found = desk.window.pages["plan"]
    assert isinstance(found, PlanPage)
    return found


def dialog(desk: Opened, kind: type[Dialog]) -> Any:
    """The dialog that was opened last."""

    def there() -> list[QWidget]:
        return [d for d in desk.window.findChildren(kind) if d.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(there()), timeout=5000)
    return there()[-1]


def verb(of: Dialog) -> None:
    assert of.primary is not None
    of.primary.click()


def shown(page: PlanPage) -> list[str]:
    """The tree as it is read, with numbers."""
    tree = page.outline.tree
    found = []

    def walk(parent: Any) -> None:
        for at in range(tree.model().rowCount(parent)):
            index = tree.model().index(at, 0, parent)
            found.append(index.data(Qt.ItemDataRole.DisplayRole))
            walk(index)

    walk(tree.rootIndex())
    return found


def test_the_first_clause_is_shown_with_its_text(page: PlanPage) -> None:
    assert shown(page) == ["1 Less waste", "1.1 Residual waste", "1.2 Separation", "2 Clean water"]
    assert page.clause is not None and page.clause.number == "1"
    assert page.clause_pane.text.reading.plain() == "The city produces less waste every year."


def test_text_is_written_in_place_kept_and_undone(desk: Opened, page: PlanPage) -> None:
    page.show_clause(desk.clauses["target"])
    text = page.clause_pane.text
    text.write()
    text.writing.selectAll()
    text.writing.insertPlainText("By 2030 residual waste is halved; 半分にする。")
    desk.qtbot.keyClick(text.writing, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert not text.is_writing
    assert desk.plan().clause(desk.clauses["target"]).text == "By 2030 residual waste is halved; 半分にする。"
    desk.window.desk.undo()
    desk.settle()
    assert text.reading.plain() == "By 2022 residual waste is reduced by 20 %."
    desk.window.desk.redo()
    desk.settle()
    assert "2030" in text.reading.plain()


def test_a_pause_in_typing_keeps_and_escape_takes_back(desk: Opened, page: PlanPage) -> None:
    text = page.clause_pane.text
    before = page.clause_pane.clause.text
    text.write()
    text.writing.insertPlainText(" More.")
    desk.qtbot.waitUntil(
        lambda: not text.writing.document().isModified() or text._kept != before, timeout=4000
    )
    desk.settle()
    assert desk.plan().clauses[0].text.endswith("More.")
    desk.qtbot.keyClick(text.writing, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.plan().clauses[0].text == before
    assert text.reading.plain() == before


def test_one_is_counted_in_the_singular(desk: Opened, page: PlanPage) -> None:
    assert page.outline.count.text() == "4 clauses"
    desk.propose("target")
    desk.settle()
    assert page.outline.count.text() == "4 clauses · 1 proposal waits"


def test_a_refresh_never_overwrites_what_is_being_typed(desk: Opened, page: PlanPage) -> None:
    text = page.clause_pane.text
    text.write()
    text.writing.insertPlainText(" Being typed.")
    edits = records.set_values(desk.clauses["goal"], {"status": "agreed"})
    desk.ask(lambda workspace: workspace.commit(SPACE, edits))
    assert text.is_writing and text.writing.toPlainText().endswith("Being typed.")
    page.show_clause(desk.clauses["second"])
    desk.settle()
    assert desk.plan().clause(desk.clauses["goal"]).text.endswith("Being typed.")


def test_clauses_are_moved_by_keys(desk: Opened, page: PlanPage) -> None:
    tree = page.outline.tree
    page.show_clause(desk.clauses["action"])
    alt = Qt.KeyboardModifier.AltModifier
    for key, expected in (
        (Qt.Key.Key_Up, ["1 Less waste", "1.1 Separation", "1.2 Residual waste", "2 Clean water"]),
        (Qt.Key.Key_Left, ["1 Less waste", "1.1 Residual waste", "2 Separation", "3 Clean water"]),
        (Qt.Key.Key_Down, ["1 Less waste", "1.1 Residual waste", "2 Clean water", "3 Separation"]),
        (Qt.Key.Key_Right, ["1 Less waste", "1.1 Residual waste", "2 Clean water", "2.1 Separation"]),
        (Qt.Key.Key_Up, ["1 Less waste", "1.1 Residual waste", "2 Clean water", "2.1 Separation"]),
    ):
        desk.qtbot.keyClick(tree, key, alt)
        desk.settle()
        assert shown(page) == expected
        assert tree.current_key() == desk.clauses["action"]


def test_a_clause_is_added_written_deleted_and_brought_back(desk: Opened, page: PlanPage) -> None:
    desk.qtbot.keyClick(page.outline.tree, Qt.Key.Key_Insert)
    desk.settle()
    assert page.clause is not None and page.clause.number == "2"
    assert page.clause_pane.heading.is_writing
    page.clause_pane.heading.writing.insertPlainText("Dump sites")
    page.clause_pane.heading.end()
    desk.settle()
    assert "2 Dump sites" in shown(page)
    desk.qtbot.keyClick(page.outline.tree, Qt.Key.Key_Delete)
    desk.settle()
    assert "2 Dump sites" not in shown(page)
    desk.window.desk.undo()
    desk.settle()
    assert "2 Dump sites" in shown(page)


def test_the_filter_finds_text_and_shows_the_way_to_it(desk: Opened, page: PlanPage) -> None:
    page.outline.filter.setText("organic")
    desk.qtbot.waitUntil(lambda: shown(page) == ["1 Less waste", "1.2 Separation"])
    page.outline.filter.setText("nothing like this")
    desk.qtbot.waitUntil(lambda: shown(page) == [])
    assert not page.outline.nothing.isHidden()


def test_a_proposal_is_made_with_evidence_and_shown_as_redline(desk: Opened, page: PlanPage) -> None:
    page.show_clause(desk.clauses["target"])
    page.acts.propose()
    asked: ProposalDialog = dialog(desk, ProposalDialog)
    verb(asked)
    assert not asked._rows["text"].problems.isHidden()  # nothing was changed yet
    asked.wording.text.setPlainText("By 2025 residual waste is reduced by 30 %.")
    asked.reason.text.setPlainText("Scales show less than was thought.")
    item = asked.evidence.list.item(0)
    item.setCheckState(Qt.CheckState.Checked)
    asked.author.set_value(str(PERSON))
    verb(asked)
    desk.settle()
    (proposal,) = desk.plan().clause(desk.clauses["target"]).proposals
    assert proposal.evidence[0].id == FINDING
    assert proposal.author.title == "Maria Santos"
    (card,) = page.proposals.cards
    marks = {span.mark for span in card.redline._spans}
    assert marks == {Mark.KEPT, Mark.DELETED, Mark.INSERTED}
    page._pick(proposal)
    assert "2025" in page.clause_pane.text.reading.plain()
    page._pick(None)
    assert "2022" in page.clause_pane.text.reading.plain()


def test_accepting_records_who_and_where_and_writes_the_plan(desk: Opened, page: PlanPage) -> None:
    desk.propose("target")
    page.show_clause(desk.clauses["target"])
    page.proposals.cards[0].buttons["accepted"].click()
    asked: DecisionDialog = dialog(desk, DecisionDialog)
    asked.form.meeting.line.setText("Planning workshop 2")
    asked.form.by.set_value(str(PERSON))
    verb(asked)
    desk.settle()
    (proposal,) = desk.plan().clause(desk.clauses["target"]).proposals
    assert (proposal.decision, proposal.meeting) == ("accepted", "Planning workshop 2")
    assert proposal.decided_by.id == PERSON and proposal.decided_at
    assert "2025" in page.clause_pane.text.reading.plain()
    assert "accepted" not in page.proposals.cards[0].buttons
    assert page.acts.sitting.meeting == "Planning workshop 2"
    desk.window.desk.undo()
    desk.settle()
    assert "2022" in page.clause_pane.text.reading.plain()
    assert page.proposals.cards[0].buttons


def test_accepting_modified_needs_a_text(desk: Opened, page: PlanPage) -> None:
    desk.propose("target")
    page.show_clause(desk.clauses["target"])
    page.proposals.cards[0].buttons["accepted_modified"].click()
    asked: DecisionDialog = dialog(desk, DecisionDialog)
    assert asked.wording is not None
    asked.wording.text.setPlainText("")
    verb(asked)
    assert asked.isVisible()
    asked.wording.text.setPlainText("By 2025 residual waste is reduced by a quarter.")
    verb(asked)
    desk.settle()
    clause = desk.plan().clause(desk.clauses["target"])
    assert clause.text == "By 2025 residual waste is reduced by a quarter."
    assert clause.proposals[0].decision == "accepted_modified"


def test_an_outdated_proposal_is_accepted_only_knowingly(desk: Opened, page: PlanPage) -> None:
    desk.propose("target")
    desk.ask(lambda ws: Plans(ws).edit_clause(desk.clauses["target"], {"text": "Rewritten."}))
    page.show_clause(desk.clauses["target"])
    assert page.clause.proposals[0].outdated
    page.proposals.cards[0].buttons["accepted"].click()
    asked: DecisionDialog = dialog(desk, DecisionDialog)
    verb(asked)
    desk.settle()
    assert "30 %" in desk.plan().clause(desk.clauses["target"]).text


def test_a_proposal_is_withdrawn(desk: Opened, page: PlanPage) -> None:
    desk.propose("target")
    page.show_clause(desk.clauses["target"])
    page.acts.withdraw(page.clause.proposals[0])
    desk.settle()
    assert page.proposals.cards[0].state.text == "Withdrawn"
    assert not page.proposals.cards[0].buttons


def test_a_lost_clause_stands_at_the_root_with_a_mark(desk: Opened, page: PlanPage) -> None:
    edits = records.delete(desk.clauses["goal"])
    desk.ask(lambda workspace: workspace.commit(SPACE, edits))
    assert shown(page)[0] == "1 Clean water" and "2 Residual waste" in shown(page)
    page.show_clause(desk.clauses["target"])
    assert page.clause.stray is not None
    assert page.clause_pane._bars.count() == 1


def test_a_record_is_opened_on_its_clause(desk: Opened, page: PlanPage) -> None:
    proposal = desk.propose("action")
    assert page.open_record(proposal)
    assert page.clause is not None and page.clause.id == desk.clauses["action"]


def test_no_plan_yet_offers_to_create_one(qtbot: Any, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, PAGE, lambda workspace: build(workspace, with_plan=False)) as desk:
        page = desk.window.pages["plan"]
        assert isinstance(page, PlanPage)
        assert page.no_plan.isVisible()
        page.no_plan.first.click()
        asked: NewPlanDialog = dialog(desk, NewPlanDialog)
        verb(asked)
        assert asked.isVisible()
        asked.name_line.line.setText("Solid waste plan")
        verb(asked)
        desk.settle()
        assert page.plan is not None and page.plan.title == "Solid waste plan"
        assert page.no_clause.isVisible()
        page.no_clause.first.click()
        desk.settle()
        assert len(page.plan.clauses) == 1
        assert page.split.isVisible()


def test_nothing_is_asked_of_a_page_without_an_engagement(desk: Opened, page: PlanPage) -> None:
    desk.window.show_engagement(None)
    desk.settle()
    assert page.plan is None
    page.acts.propose()
    page.acts.start_meeting()
    assert page.acts.meeting is None
    assert PLAN is not None
