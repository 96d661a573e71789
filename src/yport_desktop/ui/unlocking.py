"""Getting at one's keys before the window opens: a passphrase, and what to do where there is none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu

from yport_desktop.domain.errors import IdentityError, Problem, YportError
from yport_desktop.domain.text import N_
from yport_desktop.exchange.key_errors import KeysLocked, RecoveryRefused, WrongPassphrase
from yport_desktop.exchange.vault import Unlock
from yport_desktop.ui.components.buttons import MenuButton
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import ProblemLine
from yport_desktop.ui.components.passphrase_field import PassphraseField
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.errors import sentence

TITLE = N_("Open Y-PORT Desktop")
ASKED = N_("Your keys are protected by a passphrase.")
NEW_KEYS = N_(
    "With new keys you are a new person to your colleagues: send them your new contact card, and let them "
    "compare the words. Bundles that were encrypted to your former keys cannot be opened with the new ones. "
    "Your work stays as it is, and the former key file is kept."
)


def recovery_files() -> str:
    """The kinds of files for a file dialog."""
    return f"{tr('Recovery files (*.yport-keys)')};;{tr('All files (*)')}"


def as_problem(error: YportError) -> Problem:
    """A failure as it is shown under a field."""
    return Problem(error.template, details=tuple(error.details.items()))


class UnlockDialog(Dialog):
    """Asks until the keys are open; `unlock(Unlock)` tries, `show_problem` says that it did not work."""

    def __init__(self, problem: IdentityError, unlock: Callable[[Unlock], object]) -> None:
        super().__init__(None, tr(TITLE), " ")
        self._unlock = unlock
        self._recovery: Path | None = None
        self.field = PassphraseField(tr("Passphrase"))
        self.problem = ProblemLine()
        self.others = MenuButton(tr("Other ways"), self._fill)
        self.add(self.field, self.problem)
        self._others.addWidget(self.others)
        self.close_verb = self.verb(tr("Close"))
        self.open_verb = self.verb(tr("Open"), self._try, primary=True, stays=True)
        self.field.edited.connect(self._clear_problem)
        self.show_problem(problem)

    def show_problem(self, problem: IdentityError) -> None:
        """Ask, again if need be; say what did not work."""
        self._set_busy(False)
        told = isinstance(problem, WrongPassphrase | RecoveryRefused)
        asks = told or isinstance(problem, KeysLocked)
        self.field.setVisible(asks)
        self.open_verb.setText(tr("Open") if asks else tr("Try again"))
        self.text.setText(self._asked() if asks else sentence(problem))
        self.text.show()
        self.problem.set_problems((as_problem(problem),) if told else ())
        self.field.set_refused(told)
        (self.field.line if asks else self.open_verb).setFocus()
        self.field.line.selectAll()
        self.adjustSize()

    def _asked(self) -> str:
        if self._recovery is None:
            return tr(ASKED)
        return tr("Enter the passphrase of the recovery file {name}.").format(name=self._recovery.name)

    def _clear_problem(self) -> None:
        self.problem.hide()
        self.field.set_refused(False)

    def _try(self) -> None:
        if self.field.isVisible() and not self.field.text():
            return
        self._set_busy(True)
        self._unlock(Unlock(self.field.text() if self.field.isVisible() else "", self._recovery))

    def _set_busy(self, busy: bool) -> None:
        for part in (self.field, self.others, self.open_verb):
            part.setEnabled(not busy)

    # other ways ----------------------------------------------------------------------------

    def _fill(self, menu: QMenu) -> None:
        menu.addAction(tr("Use a recovery file…"), self.choose_recovery)
        if self._recovery is not None:
            menu.addAction(tr("Without a recovery file"), self._leave_recovery)
        menu.addAction(tr("Make new keys…"), self.ask_new_keys)

    def choose_recovery(self) -> None:
        """Ask for the file."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _kind = QFileDialog.getOpenFileName(
            self, tr("Use a recovery file"), documents or str(Path.home()), recovery_files()
        )
        if path:
            self.use_recovery(Path(path))

    def use_recovery(self, path: Path) -> None:
        """Ask for the passphrase of a recovery file."""
        self._recovery = path
        self.field.clear()
        self.show_problem(KeysLocked())

    def _leave_recovery(self) -> None:
        self._recovery = None
        self.field.clear()
        self._unlock(Unlock())

    def ask_new_keys(self) -> Dialog:
        """Say what new keys mean before they are made."""
        dialog = Dialog(self, tr("Make new keys?"), tr(NEW_KEYS))
        dialog.cancel_verb()
        dialog.verb(tr("Make new keys"), lambda: self._unlock(Unlock(new_keys=True)), primary=True)
        dialog.open()
        return dialog
