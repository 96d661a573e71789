"""Where the private keys lie, how they are moved, and the recovery file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.exchange.any_card import file_name
from yport_desktop.exchange.key_file import Place
from yport_desktop.exchange.vault import RECOVERY_SUFFIX, KeyVault, Standing, Unlock, read_recovery
from yport_desktop.services.roster import Roster
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.unlocking import recovery_files

from .parts import Verdict, remark, told
from .passphrase_dialog import Asks, Given, PassphraseDialog

WHERE = {
    Place.FILE: N_("Your keys are in a file without a passphrase."),
    Place.PASSPHRASE: N_("Your keys are in a file that only your passphrase opens."),
    Place.KEYSTORE: N_("Your keys are in the keystore of this computer: {keystore}."),
}
WHAT_FOR = {
    Place.FILE: N_("Whoever can read this file can sign as you and read what is sent to you."),
    Place.PASSPHRASE: N_("You are asked for it when the program starts. Nobody can find it out for you."),
    Place.KEYSTORE: N_(
        "They open when you log in to this computer, and stay here when the profile is copied."
    ),
}
PLAIN = N_(
    "Whoever can read this file can then sign as you and read what is sent to you. The program starts "
    "without asking."
)
LEFTOVER = N_("A copy may still be in the keystore. It is removed when the keystore is open at a start.")
RECOVERY = N_(
    "A copy of your keys, protected by a passphrase of its own. Keep it away from this computer: it saves "
    "you when the computer is lost or the passphrase forgotten."
)


class KeysCard(Card):
    """Says where the keys are and moves them; every move is told when it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Keys"), spacing=M)
        self._desk = desk
        self._standing: Standing | None = None
        self._name = ""
        self.where, self.what_for = Label("", wrap=True), remark("")
        self.file = ElidedLabel("", tone=Tone.SECOND)
        self.set = PlainButton(tr("Set a passphrase…"), self.ask_passphrase)
        self.keystore = PlainButton(tr("Move to the keystore"), self.move_to_keystore)
        self.plain = PlainButton(tr("Keep without a passphrase…"), self.ask_plain)
        self.leftover = Verdict()
        self.saved = Label("", wrap=True)
        self.save = PlainButton(tr("Save recovery file…"), self.choose_target)
        self.use = PlainButton(tr("Use a recovery file…"), self.choose_source)
        acts, files = (
            row(self.set, self.keystore, self.plain, None, spacing=S),
            row(self.save, self.use, None, spacing=S),
        )
        self.add(
            told(tr("Private keys"), self.where, self.what_for, self.leftover),
            told("", _held(acts)),
            told(tr("Key file"), self.file),
            told(tr("Recovery file"), self.saved, remark(tr(RECOVERY))),
            told("", _held(files)),
        )

    def read(self) -> None:
        """Show how things stand."""
        self._desk.ask(_read, self._show, key="settings.keys", owner=self)

    def _show(self, known: tuple[Standing, str]) -> None:
        standing, self._name = known
        self._standing = standing
        place = standing.place
        self.where.setText(tr(WHERE[place]).format(keystore=standing.keystore))
        self.what_for.setText(tr(WHAT_FOR[place]))
        self.file.setText(str(standing.file))
        change = tr("Change passphrase…") if place is Place.PASSPHRASE else tr("Set a passphrase…")
        self.set.setText(change)
        self.set.setAccessibleName(change)
        self.keystore.setVisible(bool(standing.keystore) and place is not Place.KEYSTORE)
        self.keystore.setToolTip(standing.keystore)
        self.plain.setVisible(place is not Place.FILE)
        self.leftover.tell(
            tr(LEFTOVER) if standing.leftover else "", "warning", tr("Please check"), Tone.CAUTION
        )
        self.saved.setText(
            tr("Last saved on {day}.").format(day=standing.recovery)
            if standing.recovery
            else tr("None was saved yet.")
        )

    @property
    def _guarded(self) -> bool:
        return self._standing is not None and self._standing.place is Place.PASSPHRASE

    def _ask(self, title: str, text: str, asks: Asks, verb: str, act: "Act", done: str) -> PassphraseDialog:
        """A dialog that stays until `act(vault, given)` went well."""

        def work(given: Given, failed: Callable[[Exception], None], close: Callable[[], None]) -> None:
            def finish(_nothing: object) -> None:
                close()
                self._done(done)

            self._desk.ask(lambda ws: act(ws.identity.vault, given), finish, failed, owner=self)

        dialog = PassphraseDialog(self._desk.window, title, text, asks, verb, work)
        dialog.open()
        return dialog

    def _done(self, text: str) -> None:
        self._desk.tell(text, Tone.GOOD)
        self.read()

    # moving --------------------------------------------------------------------------------

    def ask_passphrase(self) -> PassphraseDialog:
        """Set or change the passphrase."""
        title = tr("Change the passphrase") if self._guarded else tr("Set a passphrase")
        text = tr(
            "Four or five words that nobody would guess are good. Without it the keys cannot be opened."
        )
        return self._ask(
            title,
            text,
            Asks(current=self._guarded, new=True),
            title,
            lambda vault, given: vault.protect(given.new, given.current),
            tr("Your keys are protected by the passphrase now."),
        )

    def move_to_keystore(self) -> None:
        """Let the system keep the keys; it may ask the person itself."""
        name = self._standing.keystore if self._standing else ""
        done = tr("Your keys are in the keystore now.")
        if self._guarded:
            title, verb = tr("Move the keys to the keystore?"), tr("Move")
            self._ask(title, name, Asks(current=True), verb, _to_keystore, done)
            return
        self._desk.ask(
            lambda ws: _to_keystore(ws.identity.vault, Given()), lambda _n: self._done(done), owner=self
        )

    def ask_plain(self) -> PassphraseDialog:
        """Keep the keys in a file as they are."""
        return self._ask(
            tr("Keep the keys without a passphrase?"),
            tr(PLAIN),
            Asks(current=self._guarded),
            tr("Keep without"),
            lambda vault, given: vault.unprotect(given.current),
            tr("Your keys are in a file without a passphrase now."),
        )

    # recovery ------------------------------------------------------------------------------

    def choose_target(self) -> None:
        """Ask where the recovery file goes."""
        name = file_name(f"{self._name or 'Y-PORT'} {date.today().isoformat()}", RECOVERY_SUFFIX)
        start = str(_documents() / name)
        path, _kind = QFileDialog.getSaveFileName(self, tr("Save recovery file"), start, recovery_files())
        if path:
            self.ask_save(Path(path) if Path(path).suffix else Path(f"{path}{RECOVERY_SUFFIX}"))

    def ask_save(self, path: Path) -> PassphraseDialog:
        """Ask for a passphrase, then write the recovery file."""
        return self._ask(
            tr("Protect the recovery file"),
            tr("Whoever has this file and its passphrase has your keys. Keep the two apart."),
            Asks(current=self._guarded, new=True),
            tr("Save recovery file"),
            lambda vault, given: vault.save_recovery(path, given.new, given.current),
            tr("The recovery file is saved: {name}").format(name=path.name),
        )

    def choose_source(self) -> None:
        """Ask for a recovery file."""
        path, _kind = QFileDialog.getOpenFileName(
            self, tr("Use a recovery file"), str(_documents()), recovery_files()
        )
        if path:
            self.ask_recover(Path(path))

    def ask_recover(self, path: Path) -> PassphraseDialog:
        """Ask for the passphrase, see that it opens the file, then open the profile with those keys."""

        def work(given: Given, failed: Callable[[Exception], None], close: Callable[[], None]) -> None:
            def recover(_keys: object) -> None:
                close()
                self._desk.unlock(Unlock(given.current, path))

            self._desk.ask(lambda _ws: read_recovery(path, given.current), recover, failed, owner=self)

        dialog = PassphraseDialog(
            self._desk.window,
            tr("Take your keys from {name}?").format(name=path.name),
            tr("They take the place of the keys in use, which are kept in a file. The window opens anew."),
            Asks(current=True),
            tr("Use these keys"),
            work,
            current=tr("Passphrase of the recovery file"),
        )
        dialog.open()
        return dialog


Act = Callable[[KeyVault, Given], object]


def _read(workspace: Workspace) -> tuple[Standing, str]:
    return workspace.identity.vault.standing(), Roster(workspace).me.name


def _to_keystore(vault: KeyVault, given: Given) -> None:
    vault.move_to_keystore(given.current)


def _documents() -> Path:
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
    )


def _held(box: QHBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(box)
    return holder
