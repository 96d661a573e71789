"""Keys that are locked or gone when the window is to open: asked for, recovered, made anew, given up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from tests.exchange.keyrings import keystore_in_memory
from tests.ui.pages.a_desk import WAIT_MS, ask, begin, settle
from yport_desktop.bootstrap import Desk, open_desk
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.exchange.keystore import SystemKeystore
from yport_desktop.exchange.vault import KeyVault, Place, Unlock
from yport_desktop.ui.application import Session, make_application, read_choices
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.pages.settings.page import SettingsPage
from yport_desktop.ui.pages.settings.passphrase_dialog import PassphraseDialog
from yport_desktop.ui.unlocking import UnlockDialog
from yport_desktop.ui.window.main_window import MainWindow

WORDS, OTHER = "amber kiwi harbor lantern", "palace oasis torch kitchen"


class Computer:
    """A profile, a keystore, and sessions on them."""

    def __init__(self, qtbot: Any, folder: Path) -> None:
        self.qtbot = qtbot
        self.profile: Profile = profile_in(folder / "own")
        self.backend, self.store = keystore_in_memory()
        self.has_keystore = True
        self.sessions: list[Session] = []
        desk = self.open(self.profile)
        begin(desk.workspace)
        self.key = desk.identity.public_key
        desk.close()

    def find(self) -> SystemKeystore | None:
        return self.store if self.has_keystore else None

    def open(self, profile: Profile, *, restore: str = "", unlock: Unlock | None = None) -> Desk:
        return open_desk(profile, restore=restore, unlock=unlock, keystore=self.find)

    def vault(self, passphrase: str = "") -> KeyVault:
        vault = KeyVault(self.profile.keys, self.find)
        vault.open(Unlock(passphrase))
        return vault

    def start(self) -> Session:
        made = Session(
            make_application(),
            self.profile,
            self.open,
            read_choices(self.profile),
            page_types=(SettingsPage,),
        )
        made.start()
        self.sessions.append(made)
        return made

    def window(self, session: Session, former: MainWindow | None = None) -> MainWindow:
        self.qtbot.waitUntil(
            lambda: session.window not in (None, former) and not session.database.busy, timeout=WAIT_MS
        )
        assert session.window is not None
        settle(self.qtbot, session.window)
        return session.window

    def dialog(self) -> UnlockDialog:
        """The one that asks, once it waits for an answer."""

        def asking() -> list[UnlockDialog]:
            shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, UnlockDialog)]
            return [d for d in shown if d.isVisible() and d.open_verb.isEnabled()]

        self.qtbot.waitUntil(lambda: len(asking()) == 1, timeout=WAIT_MS)
        return asking()[0]

    def answer(self, dialog: UnlockDialog, passphrase: str) -> None:
        dialog.field.line.clear()
        self.qtbot.keyClicks(dialog.field.line, passphrase)
        self.qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)


@pytest.fixture
def computer(qtbot: Any, tmp_path: Path) -> Iterator[Computer]:
    made = Computer(qtbot, tmp_path)
    yield made
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Dialog):
            widget.blockSignals(True)
            widget.close()
    for session in made.sessions:
        session.stop()
        if session.window is not None:
            session.window.close()


def test_the_window_opens_with_the_right_passphrase(computer: Computer) -> None:
    computer.vault().protect(WORDS)
    session = computer.start()
    dialog = computer.dialog()
    assert session.window is None and dialog.field.isVisible() and not dialog.problem.isVisible()
    assert dialog.field.line.echoMode() is QLineEdit.EchoMode.Password
    computer.answer(dialog, "something else")
    computer.qtbot.waitUntil(dialog.problem.isVisible, timeout=WAIT_MS)
    assert computer.dialog() is dialog
    assert "not the right passphrase" in dialog.problem.text.text() and session.window is None
    computer.answer(dialog, WORDS)
    window = computer.window(session)
    assert ask(computer.qtbot, window, lambda ws: ws.identity.public_key) == computer.key
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, UnlockDialog) and w.isVisible()]
    # The passphrase is not asked for a second time by going back to a backup.
    backup = ask(computer.qtbot, window, lambda ws: ws.back_up("by hand"))
    session.restore(backup.path.name)
    assert computer.window(session, window).isEnabled()
    assert "This is the backup" in session.window.notices.current.text


def test_the_letters_can_be_seen_and_caps_lock_is_noticed(computer: Computer) -> None:
    computer.vault().protect(WORDS)
    computer.start()
    field = computer.dialog().field
    field.shown.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    shifted, plain = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    typed = (("A", shifted, False), ("A", plain, True), ("a", plain, False), ("a", shifted, True))
    for letter, keys, caps in typed:
        QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, keys, letter))
        assert field.caps.isVisible() == caps
    assert field.text() == "AAaa"


def test_who_gives_up_ends_the_program(computer: Computer) -> None:
    computer.vault().protect(WORDS)
    session = computer.start()
    dialog = computer.dialog()
    ended: list[int] = []
    session._app = Ending(ended)  # type: ignore[assignment]
    computer.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert ended == [1] and session.window is None


class Ending:
    """Stands for the application where it is told to end."""

    def __init__(self, ended: list[int]) -> None:
        self.exit = ended.append


def test_a_copied_profile_offers_recovery(computer: Computer, tmp_path: Path) -> None:
    vault = computer.vault()
    vault.save_recovery(tmp_path / "aya.yport-keys", OTHER)
    vault.move_to_keystore()
    computer.backend.kept.clear()
    session = computer.start()
    dialog = computer.dialog()
    assert "not in the keystore of this computer" in dialog.text.text() and not dialog.field.isVisible()
    dialog.open_verb.click()  # try again
    assert computer.dialog() is dialog
    dialog.use_recovery(tmp_path / "aya.yport-keys")
    assert "aya.yport-keys" in dialog.text.text() and dialog.field.isVisible()
    computer.answer(dialog, "something else")
    computer.qtbot.waitUntil(dialog.problem.isVisible, timeout=WAIT_MS)
    computer.answer(computer.dialog(), OTHER)
    window = computer.window(session)
    assert ask(computer.qtbot, window, lambda ws: ws.identity.public_key) == computer.key
    assert "recovery file" in window.notices.current.text
    assert len(computer.backend.kept) == 1  # back where the profile had them


def test_without_anything_new_keys_can_be_made(computer: Computer) -> None:
    computer.vault().protect(WORDS)
    before = (computer.profile.keys / "identity.json").read_bytes()
    session = computer.start()
    question = computer.dialog().ask_new_keys()
    assert question.primary is not None
    question.primary.click()
    window = computer.window(session)
    assert ask(computer.qtbot, window, lambda ws: ws.identity.public_key) != computer.key
    assert "Send your new contact card" in window.notices.current.text
    (former,) = computer.profile.keys.glob("identity.json.former-*")
    assert former.read_bytes() == before
    assert ask(computer.qtbot, window, lambda ws: [s.name for s in ws.spaces()]) == ["Metro Cebu"]


# the settings --------------------------------------------------------------------------------


def settings(computer: Computer, passphrase: str = "") -> tuple[Session, SettingsPage]:
    session = computer.start()
    if passphrase:
        computer.answer(computer.dialog(), passphrase)
    return session, page_of(computer.window(session))


def page_of(window: MainWindow) -> SettingsPage:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page


def fill(
    computer: Computer, dialog: PassphraseDialog, current: str = "", new: str = "", again: str = ""
) -> None:
    for field, text in ((dialog.current, current), (dialog.new, new), (dialog.again, again or new)):
        field.line.clear()
        computer.qtbot.keyClicks(field.line, text)
    dialog.go.click()
    computer.qtbot.waitUntil(lambda: not isValid(dialog) or dialog.go.isEnabled(), timeout=WAIT_MS)


def test_moving_between_the_places(computer: Computer) -> None:
    session, page = settings(computer)
    keys, window = page.keys, session.window
    assert window is not None
    assert keys.where.text() == "Your keys are in a file without a passphrase."
    assert keys.keystore.isVisible() and not keys.plain.isVisible()

    dialog = keys.ask_passphrase()
    fill(computer, dialog, new=WORDS, again=OTHER)
    assert "differ" in dialog.problem.text.text()
    fill(computer, dialog, new="short")
    assert "8 characters" in dialog.problem.text.text()
    fill(computer, dialog, new=WORDS)
    settle(computer.qtbot, window)
    assert "only your passphrase" in keys.where.text()
    assert "protected by the passphrase now" in window.notices.current.text
    computer.vault(WORDS)

    keys.keystore.click()
    (moving,) = [w for w in window.findChildren(PassphraseDialog) if w.isVisible()]
    fill(computer, moving, current="wrong")
    assert "not the right passphrase" in moving.problem.text.text()
    fill(computer, moving, current=WORDS)
    settle(computer.qtbot, window)
    assert "Test keystore" in keys.where.text()
    assert computer.backend.kept and computer.vault().place is Place.KEYSTORE

    fill(computer, keys.ask_plain())
    settle(computer.qtbot, window)
    assert "without a passphrase" in keys.where.text() and not computer.backend.kept


def test_a_locked_keystore_is_told(computer: Computer) -> None:
    session, page = settings(computer)
    computer.backend.locked = True
    page.keys.keystore.click()
    assert session.window is not None
    settle(computer.qtbot, session.window)
    assert "locked or did not answer" in session.window.notices.current.text
    assert computer.vault().place is Place.FILE


def test_a_recovery_file_is_saved_and_used(computer: Computer, tmp_path: Path) -> None:
    computer.has_keystore = False
    session, page = settings(computer)
    window = session.window
    assert window is not None and not page.keys.keystore.isVisible()
    path = tmp_path / "aya.yport-keys"
    fill(computer, page.keys.ask_save(path), new=WORDS)
    settle(computer.qtbot, window)
    assert path.exists() and "Last saved" in page.keys.saved.text()

    other = Computer(computer.qtbot, tmp_path / "new laptop")
    other.has_keystore = False
    their, new = settings(other)
    former = their.window
    (tmp_path / "notes.yport-keys").write_text("no keys at all")
    refusing = new.keys.ask_recover(tmp_path / "notes.yport-keys")
    fill(other, refusing, current=WORDS)
    assert refusing.problem.isVisible() and refusing.focusWidget() is refusing.current.line
    refusing.close()
    dialog = new.keys.ask_recover(path)
    fill(other, dialog, current="wrong one")
    assert "not the right passphrase" in dialog.problem.text.text()
    fill(other, dialog, current=WORDS)
    after = other.window(their, former)
    assert ask(other.qtbot, after, lambda ws: ws.identity.public_key) == computer.key != other.key
    assert "recovery file" in after.notices.current.text
    assert "only your passphrase" in page_of(after).keys.where.text()
    their.stop()
    after.close()
