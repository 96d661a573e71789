"""Asks for passphrases: the one in use, a new one twice, or none but a yes; stays until it went well."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from yport_desktop.domain.errors import Problem, YportError
from yport_desktop.domain.text import N_
from yport_desktop.exchange.key_errors import WrongPassphrase
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import ProblemLine
from yport_desktop.ui.components.passphrase_field import PassphraseField
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.unlocking import as_problem

DIFFERENT = Problem(N_("The two entries differ."))


@dataclass(frozen=True)
class Asks:
    """Which passphrases are asked for."""

    current: bool = False
    new: bool = False


@dataclass(frozen=True)
class Given:
    """What was typed."""

    current: str = ""
    new: str = ""

    def __repr__(self) -> str:
        return "Given(…)"  # must not reach a log


Work = Callable[[Given, Callable[[Exception], None], Callable[[], None]], None]


class PassphraseDialog(Dialog):
    """`work(given, failed, close)` is called by the verb and calls one of the two when it is done."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        asks: Asks,
        verb: str,
        work: Work,
        current: str = "",
    ) -> None:
        super().__init__(parent, title, text)
        self._asks, self._work = asks, work
        self.current = PassphraseField(current or tr("Passphrase in use"))
        self.new = PassphraseField(tr("New passphrase"))
        self.again = PassphraseField(tr("New passphrase once more"), with_show=False)
        self.new.shown.toggled.connect(self.again.set_shown)
        self.problem = ProblemLine()
        self.add(self.current, self.new, self.again, self.problem)
        self.current.setVisible(asks.current)
        self.new.setVisible(asks.new)
        self.again.setVisible(asks.new)
        for field in (self.current, self.new, self.again):
            field.edited.connect(self._clear_problem)
        self.cancel_verb()
        self.go: PlainButton = self.verb(verb, self._go, primary=True, stays=True)
        (self.current if asks.current else self.new if asks.new else self.go).setFocus()

    def _go(self) -> None:
        self._clear_problem()
        if self._asks.new and self.new.text() != self.again.text():
            self.problem.set_problems((DIFFERENT,))
            self.again.set_refused(True)
            return
        self.go.setEnabled(False)
        self._work(Given(self.current.text(), self.new.text()), self._failed, self._close)

    def _close(self) -> None:
        if isValid(self):
            self.accept()

    def _failed(self, problem: Exception) -> None:
        if not isValid(self):  # closed meanwhile
            return
        self.go.setEnabled(True)
        if isinstance(problem, YportError):
            self.problem.set_problems((as_problem(problem),))
        else:
            self.problem.set_problems((Problem(sentence(problem)),))
        if not self._asks.current and not self._asks.new:
            self.go.setFocus()
            return
        old = self._asks.current and (isinstance(problem, WrongPassphrase) or not self._asks.new)
        wrong = self.current if old else self.new
        wrong.set_refused(True)
        wrong.line.setFocus()
        wrong.line.selectAll()

    def _clear_problem(self) -> None:
        self.problem.set_problems(())
        for field in (self.current, self.new, self.again):
            field.set_refused(False)
