"""The settings page by its widgets, on a real profile: look, name, backups, restore, check, damaged store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.exchange.mail.mail_server import PASSWORD, Mailbox, serving
from yport_desktop.bootstrap import open_desk
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.env.settings import (
    LANGUAGE,
    MAIL_LIMIT_MB,
    MAIL_PORT,
    MAIL_SECURITY,
    REDUCED_MOTION,
    TEXT_SCALE,
    THEME,
    Settings,
)
from yport_desktop.services.records import set_values
from yport_desktop.services.roster import Me, Roster
from yport_desktop.services.upkeep import keeping
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import backups_in
from yport_desktop.store.checking import Findings
from yport_desktop.ui.application import Session, make_application, read_choices
from yport_desktop.ui.backup_list import BackupList
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.design.texts import language
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Mode
from yport_desktop.ui.pages.settings.page import SettingsPage
from yport_desktop.ui.pages.settings.upkeep import CheckCard, PlaceCard
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, WAIT_MS, ask, begin, settle, values_of


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_in(tmp_path / "own")


@pytest.fixture
def session(qtbot: Any, profile: Profile) -> Iterator[Session]:
    """A window on an engagement, open on the settings."""
    desk = open_desk(profile)
    begin(desk.workspace)
    desk.close()
    made = Session(make_application(), profile, open_desk, read_choices(profile), page_types=(SettingsPage,))
    made.start()
    shown(qtbot, made)
    yield made
    leave(made)


def leave(session: Session) -> None:
    session.stop()
    if session.window is not None:
        session.window.close()


def shown(qtbot: Any, session: Session, former: MainWindow | None = None) -> MainWindow:
    """The window, once it is there and has settled."""

    def there() -> bool:
        return session.window not in (None, former) and not session.database.busy

    qtbot.waitUntil(there, timeout=WAIT_MS)
    assert session.window is not None
    settle(qtbot, session.window)
    return session.window


def page_of(session: Session) -> SettingsPage:
    assert session.window is not None
    page = session.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page


def choose(editor: Any, key: str) -> None:
    """As with the mouse: the entry is made current and activated."""
    place = editor.combo.findData(key)
    assert place >= 0
    editor.combo.setCurrentIndex(place)
    editor.combo.activated.emit(place)


def write(qtbot: Any, editor: Any, text: str) -> None:
    editor.line.setFocus()
    editor.line.selectAll()
    editor.line.insert(text)
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)


def dialogs() -> list[Dialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]


def kept(profile: Profile, setting: Any) -> Any:
    return Settings(profile.settings / "settings.json").get(setting)


def name_of(workspace: Workspace) -> str:
    return str(values_of(workspace, SPACE)["name"])


def rename(workspace: Workspace, name: str) -> None:
    workspace.commit(SPACE, set_values(SPACE, {"name": name}))


# the look ------------------------------------------------------------------------------------


def test_another_language_is_in_force_at_once(qtbot: Any, session: Session, profile: Profile) -> None:
    former = session.window
    choose(page_of(session).appearance.language, "ja")
    window = shown(qtbot, session, former)
    assert language() == "ja"
    assert kept(profile, LANGUAGE) == "ja"
    assert page_of(session).appearance.title.text() != "Appearance"
    qtbot.waitUntil(lambda: page_of(session).appearance.language.combo.hasFocus(), timeout=WAIT_MS)
    assert window.isEnabled()
    choose(page_of(session).appearance.language, "en")
    shown(qtbot, session, window)
    assert page_of(session).appearance.title.text() == "Appearance"


def test_another_theme_and_less_motion_are_in_force_at_once(
    qtbot: Any, session: Session, profile: Profile
) -> None:
    page, window = page_of(session), session.window
    choose(page.appearance.theme, "dark")
    assert tokens().mode is Mode.DARK
    page.appearance.motion.check.click()
    assert tokens().reduced_motion
    assert (kept(profile, THEME), kept(profile, REDUCED_MOTION)) == ("dark", True)
    assert session.window is window


def test_larger_text_makes_the_window_anew(qtbot: Any, session: Session, profile: Profile) -> None:
    former, before = session.window, tokens().scale
    choose(page_of(session).appearance.text_scale, "150")
    shown(qtbot, session, former)
    assert tokens().scale == pytest.approx(1.5 * before)
    assert kept(profile, TEXT_SCALE) == 150
    assert page_of(session).appearance.text_scale.value() == "150"


# the person ----------------------------------------------------------------------------------


def test_name_and_email_are_kept(qtbot: Any, session: Session) -> None:
    page, window = page_of(session), session.window
    assert window is not None
    write(qtbot, page.you.name.editor, "田中 一郎")
    write(qtbot, page.you.email.editor, "tanaka@city.example")
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: Roster(ws).me) == Me("田中 一郎", "tanaka@city.example")
    assert page.you.words.text() == ask(qtbot, window, lambda ws: ws.identity.words)


def test_what_is_no_address_is_said_and_not_kept(qtbot: Any, session: Session) -> None:
    page, window = page_of(session), session.window
    assert window is not None
    write(qtbot, page.you.email.editor, "tanaka at city")
    assert page.you.email.problems.isVisible()
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: Roster(ws).me) == Me("")


# backups -------------------------------------------------------------------------------------


def test_a_backup_is_made_and_brings_the_earlier_state_back(qtbot: Any, session: Session) -> None:
    page, window = page_of(session), session.window
    assert window is not None
    assert page.backups.none_yet.isVisible()
    page.backups.make.click()
    settle(qtbot, window)
    assert len(page.backups.list.buttons) == 1
    assert not page.backups.none_yet.isVisible()
    ask(qtbot, window, lambda ws: rename(ws, "Metro Cebu and islands"))

    page.backups.list.buttons[0].click()
    (question,) = dialogs()
    assert question.primary is not None
    question.primary.click()
    after = shown(qtbot, session, window)
    assert ask(qtbot, after, name_of) == "Metro Cebu"
    assert QApplication.quitOnLastWindowClosed()
    reasons = [b.reason for b in ask(qtbot, after, keeping).backups]
    assert reasons == ["replaced", "by hand"]

    # What was there before is among them, and comes back in the same way.
    qtbot.waitUntil(lambda: len(page_of(session).backups.list.buttons) == 2, timeout=WAIT_MS)
    newest = ask(qtbot, after, keeping).backups[0]
    session.restore(newest.path.name)
    assert ask(qtbot, shown(qtbot, session, after), name_of) == "Metro Cebu and islands"


def test_work_goes_on_after_a_restore(qtbot: Any, session: Session) -> None:
    window = session.window
    assert window is not None
    backup = ask(qtbot, window, lambda ws: ws.back_up("by hand"))
    session.restore(backup.path.name)
    after = shown(qtbot, session, window)
    ask(qtbot, after, lambda ws: rename(ws, "Mega Cebu"))
    assert ask(qtbot, after, name_of) == "Mega Cebu"
    assert ask(qtbot, after, lambda ws: ws.store.check().sound)


def test_a_backup_that_is_damaged_leaves_the_store_as_it_was(qtbot: Any, session: Session) -> None:
    window = session.window
    assert window is not None
    backup = ask(qtbot, window, lambda ws: ws.back_up("by hand"))
    ask(qtbot, window, lambda ws: rename(ws, "Mega Cebu"))
    backup.path.write_bytes(b"no database at all")
    session.restore(backup.path.name)
    after = shown(qtbot, session, window)
    assert ask(qtbot, after, name_of) == "Mega Cebu"
    told = dialogs()
    assert backup.path.name in told[0].text.text()
    for dialog in told:
        dialog.close()


# the store -----------------------------------------------------------------------------------


def test_the_check_says_that_all_is_well(qtbot: Any, session: Session) -> None:
    page, window = page_of(session), session.window
    assert window is not None
    page.check.start.click()
    assert page.check.running.isVisible()
    assert not page.check.start.isEnabled()
    settle(qtbot, window)
    assert page.check.verdict.text.text().startswith("All is well")
    assert not page.check.running.isVisible()
    assert page.check.start.isEnabled()
    ask(qtbot, window, lambda ws: rename(ws, "Mega Cebu"))
    assert ask(qtbot, window, lambda ws: ws.store.check().sound)


def test_the_check_names_what_is_amiss(qtbot: Any, session: Session) -> None:
    card: CheckCard = page_of(session).check
    card._show(Findings(3, 12, ["rebuild: heads differs"]))
    assert card.verdict.text.text().startswith("Something is amiss")
    assert "heads" in card.faults.text()


def test_the_page_says_where_the_store_lies_and_who_else_writes_there(
    qtbot: Any, session: Session, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    card: PlaceCard = page_of(session).place
    window = session.window
    assert window is not None
    assert card.folder.text() == str(profile.data)
    assert not card.warning.isVisible()
    monkeypatch.setenv("OneDrive", str(profile.data.parent))
    card.show_keeping(ask(qtbot, window, keeping))
    assert "OneDrive" in card.warning.text.text()
    assert card.warning.isVisible()


# a store that cannot be opened ---------------------------------------------------------------


@pytest.fixture
def damaged(profile: Profile) -> Profile:
    """A store with one backup, then overwritten."""
    desk = open_desk(profile)
    begin(desk.workspace)
    desk.workspace.back_up("by hand")
    rename(desk.workspace, "Metro Cebu and islands")
    path = desk.workspace.store.path
    desk.close()
    path.write_bytes(b"x" * 4096)
    return profile


def begin_on(profile: Profile) -> Session:
    made = Session(make_application(), profile, open_desk, read_choices(profile), page_types=(SettingsPage,))
    made.start()
    return made


def test_a_damaged_store_offers_its_backups(qtbot: Any, damaged: Profile) -> None:
    session = begin_on(damaged)
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not session.database.busy, timeout=WAIT_MS)
    (dialog,) = dialogs()
    (offered,) = dialog.findChildren(BackupList)
    assert len(offered.buttons) == 1
    offered.buttons[0].click()
    window = shown(qtbot, session)
    assert ask(qtbot, window, name_of) == "Metro Cebu"
    assert not dialogs()
    assert list((damaged.data / "backups").glob("*_damaged.bytes"))
    leave(session)


def test_a_damaged_backup_of_a_damaged_store_is_told_and_the_others_offered(
    qtbot: Any, damaged: Profile
) -> None:
    (only,) = backups_in(damaged.data).all()
    only.path.write_bytes(b"x" * 4096)
    session = begin_on(damaged)
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT_MS)
    (dialog,) = dialogs()
    dialog.findChildren(BackupList)[0].buttons[0].click()

    def told_again() -> bool:
        return any(only.path.name in d.text.text() for d in dialogs())

    qtbot.waitUntil(told_again, timeout=WAIT_MS)
    assert session.window is None
    session.stop()
    end(dialogs())


def test_a_profile_that_is_in_use_offers_no_backups(qtbot: Any, profile: Profile) -> None:
    other = open_desk(profile)
    other.workspace.back_up("by hand")
    session = begin_on(profile)
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT_MS)
    (dialog,) = dialogs()
    assert not dialog.findChildren(BackupList)
    other.close()
    session.stop()
    end(dialogs())


def end(told: list[Dialog]) -> None:
    """Close without ending the application of the tests."""
    for dialog in told:
        dialog.blockSignals(True)
        dialog.close()


def test_the_mail_account_is_tried_and_its_password_kept_where_it_is_safe(
    qtbot: Any, session: Session
) -> None:
    window = shown(qtbot, session)
    card = page_of(session).mail
    box = Mailbox()
    with serving(box, auth_require_tls=False) as port:
        card.test.click()
        settle(qtbot, window)
        assert "Enter the mail server" in card.verdict.text.text()
        for editor, text in (
            (card.host, "localhost"),
            (card.port, "many"),
            (card.port, str(port)),
            (card.user, "aya"),
            (card.address, "aya@example.org"),
            (card.limit, "4,5"),
        ):
            write(qtbot, editor, text)
        window.desk.settings.set(MAIL_SECURITY, "none")
        for password, said in (("wrong", "did not accept"), (PASSWORD, "It works.")):
            card.password.line.setText(password)
            card.test.click()
            qtbot.waitUntil(card.test.isEnabled, timeout=WAIT_MS)
            settle(qtbot, window)
            assert said in card.verdict.text.text(), password
    settings = window.desk.settings
    assert settings.get(MAIL_PORT) == port and settings.get(MAIL_LIMIT_MB) == 4.5
    assert set(box.logins) == {("aya", "wrong"), ("aya", PASSWORD)} and not box.taken
