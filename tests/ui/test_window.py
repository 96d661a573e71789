"""The frame on a real profile: pages, keys, palette, undo, inspector, what is kept and what is not sent."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.changes import Committed, Touched
from yport_desktop.domain.errors import StoreBusy, StoreError
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.services.records import create, set_values
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.application import Session, make_application, read_choices
from yport_desktop.ui.components.look import column
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.errors import Shown, how, sentence
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.window.fuzzy import best, score
from yport_desktop.ui.window.main_window import MainWindow
from yport_desktop.ui.window.missed import Missed
from yport_desktop.ui.window.page_shelf import PageShelf


class Notebook(Page):
    """Remembers what it was told."""

    key, title, icon, order = "home", "Home", "home", 0

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown: list[UUID | None] = []
        self.refreshed: list[Committed] = []
        self.opened: list[UUID] = []
        self.done: list[str] = []
        self.line = QLineEdit()
        self.setLayout(column(self.line))

    def show_engagement(self, space: UUID | None) -> None:
        super().show_engagement(space)
        self.shown.append(space)

    def refresh(self, committed: Committed) -> None:
        self.refreshed.append(committed)

    def open_record(self, record: UUID) -> bool:
        self.opened.append(record)
        return True

    def commands(self) -> list[Command]:
        return [Command("act", "Act on it", lambda: self.done.append("act"), "check", "Ctrl+Shift+A")]

    def inspect(self) -> None:
        self.desk.inspector.show_sections("Page", self.key, [])

    def first_focus(self) -> QWidget:
        return self.line


class Second(Notebook):
    key, title, icon, order = "plan", "Plan", "plan", 10

    def commands(self) -> list[Command]:
        return []


CITY = new_id()


def engagement(workspace: Workspace) -> None:
    space = new_id()
    workspace.new_space({"name": "Metro Cebu", "agreement_kind": "mou", "valid_until": "2012-03"}, space)
    workspace.commit(
        space, create("partner_city", {"name": "Cebu City"}, parent=space, record=CITY), "City added"
    )
    workspace.commit(space, set_values(space, {"partner_city": str(CITY)}))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_in(tmp_path)


@pytest.fixture
def session(qtbot, profile: Profile) -> Iterator[Session]:
    app = make_application()
    made = Session(app, profile, open_desk, read_choices(profile), page_types=(Notebook, Second))
    yield made
    if made.window is not None:
        made.window.close()
    made.stop()


@pytest.fixture
def window(qtbot, session: Session) -> MainWindow:
    session.database.start()
    session.database.ask(engagement)
    session.start()
    qtbot.waitUntil(lambda: session.window is not None and not session.database.busy)
    assert session.window is not None
    session.window.resize(1366, 768)
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    return session.window


def home(window: MainWindow) -> Notebook:
    page = window.pages["home"]
    assert isinstance(page, Notebook)
    return page


def plan(window: MainWindow) -> Notebook:
    page = window.pages["plan"]
    assert isinstance(page, Notebook)
    return page


def settle(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.desk.database.busy)


def press(qtbot, window: MainWindow, keys: str) -> None:
    """Trigger the shortcut as its owner has declared it; raises StopIteration if nobody owns it."""
    wanted = QKeySequence(keys)
    next(s for s in window.findChildren(QShortcut) if s.key() == wanted).activated.emit()


def test_shows_the_engagement_with_city_agreement_and_validity(window: MainWindow) -> None:
    switcher = window.header.switcher
    assert "Metro Cebu" in switcher.accessibleName()
    assert "Cebu City" in switcher.accessibleName()
    assert "ended 2012-03" in switcher.accessibleName()
    assert home(window).shown[-1] == window.space
    assert window.windowTitle().startswith("Metro Cebu")


def test_alt_numbers_go_to_pages_and_the_keyboard_starts_on_the_page(qtbot, window: MainWindow) -> None:
    press(qtbot, window, "Alt+2")
    assert window.current_page() is plan(window)
    assert window.header.title.text() == "Plan"
    qtbot.waitUntil(plan(window).line.hasFocus)
    press(qtbot, window, "Alt+1")
    assert window.current_page() is home(window)


def test_a_page_is_built_when_it_is_first_shown(window: MainWindow) -> None:
    shelf = PageShelf(tuple(window.pages.types.values()), window.desk, window.stack)
    shelf.show_engagement(CITY)
    assert (len(shelf), dict(shelf.built)) == (len(window.pages), {})
    assert shelf["plan"].space == CITY
    assert set(shelf.built) == {"plan"}


def test_pages_in_the_background_hear_of_everything_at_once(qtbot, window: MainWindow) -> None:
    window.open_page("plan")
    window.open_page("home")
    before = len(home(window).refreshed)
    for name in ("a", "b"):
        window.desk.commit(window.space, set_values(CITY, {"name": name}))
    settle(qtbot, window)
    assert len(home(window).refreshed) == before + 2
    assert plan(window).refreshed == []
    window.open_page("plan")
    assert [t.record for t in plan(window).refreshed[0].touched] == [CITY]


def test_undo_and_redo_follow_what_can_be_done(qtbot, window: MainWindow) -> None:
    window.desk.commit(window.space, set_values(CITY, {"name": "Cebu"}), "City renamed")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "City renamed" in window.header.undo.accessibleName())
    assert not window.header.redo.isEnabled()
    press(qtbot, window, "Ctrl+Z")
    qtbot.waitUntil(window.header.redo.isEnabled)
    assert window.notices.current is not None
    assert "City renamed" in window.notices.current.text
    names: list[str] = []
    window.desk.ask(lambda ws: ws.get(CITY).get("name"), names.append)
    qtbot.waitUntil(lambda: names == ["Cebu City"])


def test_the_status_line_answers_its_questions(qtbot, window: MainWindow) -> None:
    window.desk.commit(window.space, set_values(CITY, {"name": "Cebu"}))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: ":" in window.status._kept.text())
    assert window.status._not_sent.text().endswith("not sent")
    assert not window.status._not_sent.isHidden()
    assert window.status._conflicts.isHidden()


def test_refused_entries_are_told_and_nothing_is_written(qtbot, window: MainWindow) -> None:
    window.desk.commit(window.space, set_values(CITY, {"name": 7}))
    qtbot.waitUntil(lambda: window.notices.current is not None)
    assert window.notices.current.tone == "critical"


def test_the_inspector_opens_and_escape_closes(qtbot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+I")
    assert window.inspector.is_open()
    assert window.header.inspector.isChecked()
    window.desk.inspector.show_sections("City", "Cebu", [("History", QWidget())])
    assert window.inspector.title.text() == "Cebu"
    qtbot.keyClick(home(window).line, Qt.Key.Key_Escape)
    assert not window.inspector.is_open()
    assert not window.header.inspector.isChecked()


def test_the_palette_finds_pages_actions_and_records_by_keyboard(qtbot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+K")
    palette = window.finder.palette
    assert palette.isVisible()
    assert palette.entries()[0].text == "Act on it"
    qtbot.waitUntil(lambda: any(e.text == "Cebu City" for e in palette._all))
    palette.field.insert("cebu ci")
    assert palette.entries()[0].text == "Cebu City"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: home(window).opened == [CITY])
    assert not palette.isVisible()


def test_the_palette_moves_with_arrows_and_escape_gives_the_keyboard_back(qtbot, window: MainWindow) -> None:
    home(window).line.setFocus()
    press(qtbot, window, "Ctrl+K")
    palette = window.finder.palette
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.entries()) - 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    qtbot.waitUntil(home(window).line.hasFocus)


def test_page_shortcuts_belong_to_the_page(qtbot, window: MainWindow) -> None:
    window.open_page("home")
    press(qtbot, window, "Ctrl+Shift+A")
    assert home(window).done == ["act"]
    window.open_page("plan")
    qtbot.wait(10)
    with pytest.raises(StopIteration):
        press(qtbot, window, "Ctrl+Shift+A")


def test_the_inspector_speaks_of_the_page_on_the_screen(window: MainWindow) -> None:
    window.open_page("plan")
    assert window.inspector.title.text() == "plan"
    window.open_page("home")
    assert window.inspector.title.text() == "home"


def test_the_rail_gives_up_its_labels_on_a_narrow_window(qtbot, window: MainWindow) -> None:
    assert window.rail.wide
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: not window.rail.wide)


def test_the_shortcut_sheet_lists_the_page_s_own_keys(qtbot, window: MainWindow) -> None:
    from yport_desktop.ui.components.key_hint import KeyHint

    window.open_sheet()
    hints = [h.accessibleName() for h in window.findChildren(KeyHint)]
    assert "Ctrl+K" in hints and "Ctrl+Shift+A" in hints and "Alt+1" in hints


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    frame = (window.header, window.rail, window.status, window.inspector)
    for part in [w for f in frame for w in f.findChildren(QWidget)]:
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.isHidden():
            assert part.accessibleName(), part


def test_the_window_is_as_it_was_next_time(
    qtbot, session: Session, window: MainWindow, profile: Profile
) -> None:
    window.open_page("plan")
    window.toggle_inspector()
    window.close()
    state = read_choices(profile).state
    assert state.get("page") == "plan"
    assert state.get("inspector") is True
    assert state.get("engagement") == str(window.space)


def test_another_language_makes_the_window_anew(qtbot, session: Session, window: MainWindow) -> None:
    window.desk.rebuild()
    qtbot.waitUntil(lambda: session.window is not None and session.window is not window)
    qtbot.waitUntil(lambda: not session.database.busy)
    assert "Metro Cebu" in session.window.header.switcher.accessibleName()


def test_a_profile_that_is_open_elsewhere_is_told_in_a_dialog(
    qtbot, profile: Profile, session: Session
) -> None:
    other = open_desk(profile)
    try:
        with qtbot.waitSignal(session.database.failed) as failed:
            session.start()
        assert isinstance(failed.args[0], StoreBusy)
        assert session.window is None
    finally:
        other.close()


def test_one_table_decides_how_failures_are_shown() -> None:
    assert how(StoreBusy())[0] is Shown.DIALOG
    assert how(StoreError())[0] is Shown.DIALOG
    assert how(ZeroDivisionError())[0] is Shown.DIALOG
    assert "did not expect" in sentence(ZeroDivisionError("secret"))


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("waste", "Solid waste", True),
        ("sw", "Solid waste", True),
        ("waste solid", "Solid waste", True),
        ("xyz", "Solid waste", False),
        ("廃棄", "固形廃棄物", True),
        ("棄廃", "固形廃棄物", False),
    ],
)
def test_fuzzy(wanted: str, text: str, found: bool) -> None:
    assert (score(wanted, text) is not None) == found


def test_the_best_comes_first() -> None:
    entries = [(text, text) for text in ("Show the landfill", "Landfill gas", "Plan")]
    assert best("landfill", entries, 5) == ["Landfill gas", "Show the landfill"]
    assert best("", entries, 2) == ["Show the landfill", "Landfill gas"]


def test_a_store_in_a_synced_folder_is_told_before_work_begins(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    profile = profile_in(tmp_path / "desk")
    session = Session(make_application(), profile, open_desk, read_choices(profile), page_types=(Notebook,))
    session.start()
    qtbot.waitUntil(lambda: session.window is not None and session.window.notices.current is not None)
    assert session.window is not None
    assert "OneDrive" in session.window.notices.current.text
    session.window.close()
    session.stop()


def test_a_page_that_was_away_hears_each_record_once() -> None:
    missed, record, space = Missed(), new_id(), new_id()
    touched = Touched(record, "clause", frozenset({"text"}))
    missed.note("plan", Committed(space, 1, (touched,)))
    missed.note("plan", Committed(space, 2, (touched,)))
    together = missed.take("plan")
    assert together is not None
    assert together.touched == (touched,)
    assert missed.take("plan") is None


class Broken(Page):
    key, title, icon = "broken", "Broken", "warning"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        raise ZeroDivisionError


def test_a_window_that_cannot_be_built_ends_the_start(qtbot, profile: Profile) -> None:
    session = Session(make_application(), profile, open_desk, read_choices(profile), page_types=(Broken,))
    with qtbot.waitSignal(session.database.failed) as failed:
        session.start()
    assert isinstance(failed.args[0], ZeroDivisionError)
    session.stop()
