"""The conflict inbox in the window: by mouse and keyboard, one by one and many at once, logged, exported."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.pages.a_desk import SPACE, WAIT_MS, ask, begin, from_colleague, open_window, settle, values_of
from yport_desktop.domain.changes import ORDER, PARENT, Edit
from yport_desktop.domain.ids import new_id
from yport_desktop.services import conflicts
from yport_desktop.services.clashes import Nature
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.records import create, delete, set_values
from yport_desktop.services.roster import Me
from yport_desktop.services.settlements import settled
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.exchange import PAGE
from yport_desktop.ui.pages.exchange.conflict_detail import ConflictDetail
from yport_desktop.ui.pages.exchange.conflicts_view import ConflictsView
from yport_desktop.ui.pages.exchange.page import CONFLICTS, ExchangePage
from yport_desktop.ui.window.main_window import MainWindow

FINDING, OTHER = new_id(), new_id()
CLAUSES = new_id(), new_id()
HEADING = "No weighbridge at the landfill"


def made(finding: UUID, **values: Any) -> list[Edit]:
    edits = create("finding", {"heading": HEADING}, SPACE, finding)
    return [*edits, *set_values(finding, values)]


def fill(workspace: Workspace) -> None:
    begin(workspace)
    workspace.commit(SPACE, made(FINDING))
    workspace.commit(SPACE, made(OTHER))
    for place, clause in enumerate(CLAUSES):
        workspace.commit(SPACE, create("clause", {"heading": f"Clause {place}"}, None, clause))
    Exchange(workspace).introduce(Me("Aya", "aya@example.org"))


class Inbox:
    """A window on the conflicts."""

    def __init__(self, qtbot: Any, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder

    @property
    def page(self) -> ExchangePage:
        page = self.window.pages["exchange"]
        assert isinstance(page, ExchangePage)
        return page

    @property
    def view(self) -> ConflictsView:
        return self.page.conflicts_view

    @property
    def detail(self) -> ConflictDetail:
        self.qtbot.waitUntil(lambda: self.view.detail is not None, timeout=WAIT_MS)
        detail = self.view.detail
        assert detail is not None
        return detail

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def ask(self, question: Any) -> Any:
        return ask(self.qtbot, self.window, question)

    def heading(self) -> Any:
        return self.ask(lambda ws: values_of(ws, FINDING)).get("heading")

    def ben(self, *edits: Edit) -> None:
        """What Ben wrote without seeing anything of ours arrives."""
        from_colleague(self.qtbot, self.window, self.folder / "ben", lambda ws: ws.commit(SPACE, edits))
        self.page.show_part(CONFLICTS)
        self.settle()

    def log(self) -> Any:
        return self.ask(lambda ws: settled(ws, SPACE))

    def press(self, key: str) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=WAIT_MS)
        self.view.list.setFocus()
        self.qtbot.keyClicks(self.view.list, key)
        self.settle()


@pytest.fixture
def inbox(qtbot: Any, tmp_path: Path) -> Iterator[Inbox]:
    with open_window(qtbot, tmp_path / "aya", (PAGE,), fill) as window:
        window.open_page("exchange")
        settle(qtbot, window)
        yield Inbox(qtbot, window, tmp_path)


def test_a_conflict_is_settled_with_its_reason_and_undone(inbox: Inbox) -> None:
    inbox.ben(*made(FINDING, heading="No working weighbridge at the landfill"))
    page, view = inbox.page, inbox.view
    assert page.tabs.tabText(CONFLICTS) == "Conflicts (1)"
    assert inbox.window.status._conflicts.text() == "1 conflict"
    detail = inbox.detail
    assert [s.keep.text() for s in detail.sides] == ["Keep mine", "Keep the other"]
    view.reason.line.setFocus()
    inbox.qtbot.keyClicks(view.reason.line, "Seen on site")
    before = inbox.heading()
    detail.sides[1].keep.click()
    inbox.settle()
    assert inbox.heading() == "No working weighbridge at the landfill"
    assert view.empty.isVisibleTo(view) and view.reason.value() is None and not view.reason.line.text()
    (found,) = inbox.log()
    assert (found.reason, found.how) == ("Seen on site", "theirs")
    page.desk.undo()
    inbox.settle()
    assert inbox.heading() == before
    assert view.current is not None and view.current.reopened == found.id
    assert inbox.detail.known.before == ()
    inbox.detail.keep(1)
    inbox.settle()
    assert [s.taken_back_at > 0 for s in inbox.log()] == [False, True]


def test_everything_can_be_done_from_the_keyboard(inbox: Inbox) -> None:
    inbox.ask(lambda ws: ws.commit(SPACE, set_values(FINDING, {"note": "mine"})))
    inbox.ben(*made(FINDING, heading="None", note="theirs"), *made(OTHER, heading="Nothing"))
    view = inbox.view
    assert len(view._clashes) == 3
    view.list.setFocus()
    first = view.current
    inbox.press("j")
    second = view.current
    inbox.press("k")
    assert view.current == first and second != first
    inbox.press("x")
    assert [c.id for c in view.picked] == [first.id if first else None] and view.batch is not None
    inbox.qtbot.keyClick(view.list, Qt.Key.Key_Space)
    inbox.settle()
    assert not view.picked
    assert inbox.detail.clash == first
    inbox.press("2")
    assert len(view._clashes) == 2 and view.current is not None
    assert inbox.detail.clash == view.current
    inbox.press("e")
    assert inbox.detail.editor is not None and inbox.detail.editor.isVisible()
    keys = {c.keys for c in inbox.page.commands()}
    assert {"J", "K", "1", "2", "B", "E", "M", "X"} <= keys


def test_typing_is_never_taken_for_a_command(inbox: Inbox) -> None:
    inbox.ben(*made(FINDING, heading="None"))
    line = inbox.view.reason.line
    line.setFocus()
    inbox.qtbot.keyClicks(line, "12 jkbex m")
    inbox.settle()
    assert line.text() == "12 jkbex m" and inbox.log() == ()


def test_something_else_is_written_and_a_refusal_said_beside_it(inbox: Inbox) -> None:
    inbox.ben(*made(FINDING, heading="None"))
    inbox.view.act("write")
    detail = inbox.detail
    assert detail.editor is not None and detail.editor.isVisible()
    field: Any = detail.editor.field()
    field.clear()
    field.setModified(True)
    detail.keep_written.click()
    inbox.settle()
    assert detail.problem.isVisible() and detail.problem.text()
    field.insert("The weighbridge is out of order")
    detail.keep_written.click()
    inbox.settle()
    assert inbox.heading() == "The weighbridge is out of order" and inbox.log()[0].how == "new"


def with_text(inbox: Inbox, mine: str, theirs: str) -> None:
    """Both write the text of the finding, with nothing before it."""
    inbox.ask(lambda ws: ws.commit(SPACE, set_values(FINDING, {"text": mine})))
    inbox.ben(*made(FINDING, text=theirs))


def test_a_long_text_is_merged_place_by_place(inbox: Inbox) -> None:
    with_text(inbox, "Cut waste by 30 % until 2030. Now.", "Cut waste by 25 % until 2030. Then.")
    detail = inbox.detail
    assert detail.merge is not None and not detail.keep_merged.isEnabled()
    assert [b.text() for b in detail.merge.choices[1].buttons][2] == "Both"
    for choice, at in zip(detail.merge.choices.values(), (1, 0), strict=False):
        choice.buttons[at].click()
    assert detail.keep_merged.isEnabled()
    wanted = detail.merge.text
    inbox.view.act("merge")
    inbox.settle()
    assert inbox.ask(lambda ws: values_of(ws, FINDING))["text"] == wanted
    assert inbox.log()[0].how in ("merged", "mine", "theirs")


def test_the_merged_text_is_edited_before_it_is_kept(inbox: Inbox) -> None:
    with_text(inbox, "Cut waste by 30 % now.", "Cut waste by 25 % now.")
    detail = inbox.detail
    detail.edit_merged.click()
    assert detail.merged_editor is not None and detail.keep_merged.isEnabled()
    detail.merged_editor.text.setPlainText("Cut waste by 28 % now.")
    detail.merged_editor.text.document().setModified(True)
    detail.keep_merged.click()
    inbox.settle()
    assert inbox.ask(lambda ws: values_of(ws, FINDING))["text"] == "Cut waste by 28 % now."
    assert inbox.log()[0].how == "merged"


def test_lists_are_kept_both(inbox: Inbox) -> None:
    inbox.ask(lambda ws: ws.commit(SPACE, set_values(FINDING, {"indicators": ["solid_waste.a"]})))
    inbox.ben(*made(FINDING, indicators=["solid_waste.b"]))
    assert inbox.detail.clash.nature is Nature.LIST and inbox.detail.keep_both is not None
    inbox.press("b")
    assert inbox.ask(lambda ws: values_of(ws, FINDING))["indicators"] == ["solid_waste.a", "solid_waste.b"]


@pytest.mark.parametrize("keeps", [True, False])
def test_a_deletion_against_an_edit(inbox: Inbox, keeps: bool) -> None:
    inbox.ben(*made(FINDING), *delete(FINDING))
    detail = inbox.detail
    assert detail.clash.is_deletion and any(HEADING in said for said in detail.clash.edited)
    verbs = [o.verb for o in detail.clash.options]
    detail.sides[verbs.index("Keep the record" if keeps else "Delete anyway")].keep.click()
    inbox.settle()
    assert inbox.ask(lambda ws: conflicts.count(ws, SPACE)) == 0
    assert (inbox.ask(lambda ws: ws.find(FINDING)) is not None) is keeps


def test_moves_under_each_other_are_opened(inbox: Inbox) -> None:
    a, b = CLAUSES
    inbox.ask(lambda ws: ws.commit(SPACE, [Edit(a, PARENT, str(b))]))
    key = [Edit(b, PARENT, str(a)), *create("clause", {"heading": "Clause 1"}, None, b)]
    inbox.ben(*create("clause", {"heading": "Clause 0"}, None, a), *key)
    ring = next(c for c in inbox.view._clashes.values() if c.nature is Nature.RING)
    inbox.view.list.set_current(ring.id)
    inbox.settle()
    assert len(inbox.detail.extra) == 1
    inbox.detail.extra[0].click()
    inbox.settle()
    assert not any(c.nature is Nature.RING for c in inbox.view._clashes.values())


def test_many_are_kept_at_once_and_undone_in_one_step(inbox: Inbox) -> None:
    inbox.ben(*made(FINDING, heading="None"), *made(OTHER, heading="Nothing"))
    view = inbox.view
    menu = QMenu()
    view._fill_selection(menu)
    texts = [a.text() for a in menu.actions() if a.text()]
    assert texts == ["All (2)", "None", "With a value of mine (2)", texts[3], "Finding (2)"]
    view.all.click()
    inbox.settle()
    assert len(view.picked) == 2 and view.batch is not None
    (ben,) = [key for key in view.batch.buttons if key is not None]
    assert view.batch.buttons[None].text() == "Keep mine everywhere"
    view.batch.buttons[ben].click()
    inbox.settle()
    assert inbox.heading() == "None" and len(inbox.log()) == 2 and not view.picked
    inbox.page.desk.undo()
    inbox.settle()
    assert inbox.heading() == HEADING and len(view._clashes) == 2


def test_orders_are_said_quietly(inbox: Inbox) -> None:
    inbox.ask(lambda ws: ws.commit(SPACE, [Edit(FINDING, ORDER, "0a")]))
    inbox.ben(*made(FINDING), Edit(FINDING, ORDER, "0b"))
    view = inbox.view
    assert inbox.page.tabs.tabText(CONFLICTS) == "Conflicts" and view.accept.isVisible()
    view.accept.click()
    inbox.settle()
    assert not view.accept.isVisible() and view.empty.isVisible()


def test_the_log_is_filtered_shown_and_exported(inbox: Inbox) -> None:
    inbox.ben(*made(FINDING, heading="None"))
    inbox.detail.keep(0)
    inbox.settle()
    (found,) = inbox.log()
    assert not inbox.page.open_record(found.id)  # it is read first
    inbox.settle()
    assert inbox.page.open_record(found.id)
    table = inbox.view.decisions.table
    assert table.isVisible() and table.current() == found and inbox.view.decisions.shown() == (found.id,)
    menu = QMenu()
    for action in inbox.view.decisions.person.open_menu().actions():
        menu.addAction(action.text())
    assert [a.text() for a in menu.actions()] == ["Everybody", "Aya"]
    path = inbox.folder / "log.csv"
    inbox.page.settling.export_to(path, "csv", inbox.view.decisions.shown())
    inbox.settle()
    assert HEADING in path.read_text("utf-8-sig")
    inbox.view.decisions.wanted = inbox.view.decisions.wanted.__class__(person=b"nobody")
    inbox.view.decisions._filter()
    assert inbox.view.decisions.shown() == ()
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
