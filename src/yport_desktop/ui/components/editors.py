"""Editors of one value each. They say `edited(value)` when an entry is complete, never while typing.

A value is JSON as the store keeps it: numbers are decimal text, dates ISO text, empty is None.
Enter or leaving the field completes an entry, Esc goes back to the value before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from yport_desktop.domain.entity import Json
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number, parse_number
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.showcase import show as show_alone
from yport_desktop.ui.design.texts import language
from yport_desktop.ui.design.tokens import S, Tone, Type

PAUSE_MS = 1500  # after this long without a key, a long text is kept as it stands


@dataclass(frozen=True)
class Reading:
    """What a typed text means: the value to keep, how it is echoed, and what is wrong with it."""

    value: Json
    echo: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True when the entry cannot be kept."""
        return any(p.severity is Severity.REFUSED for p in self.problems)


Reader = Callable[[str], Reading]


class Editor(QWidget):
    """Base of all editors: a value in, `edited(value)` out, problems for the row that shows them."""

    edited = Signal(object)
    problems_found = Signal(tuple)
    echoed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value: Json = None
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(S)

    def value(self) -> Json:
        """The value kept."""
        return self._value

    def set_value(self, value: Json) -> None:
        """Show a value from the store; does not say `edited`. An entry being typed is left alone."""
        self._value = value
        if not self._typing():
            self._show(value)
            self.set_state(())

    def set_state(self, problems: Sequence[Problem]) -> None:
        """Mark the field by the worst problem."""
        worst = {p.severity for p in problems}
        state = "refused" if Severity.REFUSED in worst else "warning" if Severity.WARNING in worst else ""
        dress(self.field(), state=state)

    def set_name(self, name: str) -> None:
        """The accessible name."""
        self.field().setAccessibleName(name)

    def field(self) -> QWidget:
        """The widget that takes the focus."""
        raise TypeError(f"{type(self).__name__} has no field")

    def complete(self) -> None:
        """Take what is being typed, as leaving the field does."""

    def _typing(self) -> bool:
        return False

    def _show(self, value: Json) -> None:
        del value

    def _take(self, reading: Reading) -> None:
        """Keep a reading, or say what is wrong with it."""
        self.set_state(reading.problems)
        self.problems_found.emit(reading.problems)
        self.echoed.emit(reading.echo)
        if not reading.refused and reading.value != self._value:
            self._value = reading.value
            self.edited.emit(reading.value)


class Line(QLineEdit):
    """A line whose Ctrl+Z belongs to the window once its entry is complete; Esc takes typing back."""

    taken_back = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when there is nothing typed to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.isModified()
        ) and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.taken_back.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.selectAll()
        else:
            super().keyPressEvent(event)


def read_text(text: str) -> Reading:
    """Text as typed, without space around it; nothing is None."""
    return Reading(text.strip() or None)


class TextEditor(Editor):
    """One line of text, read by `read` when the entry is complete."""

    def __init__(
        self, placeholder: str = "", read: Reader = read_text, show: Callable[[Json], str] | None = None
    ) -> None:
        super().__init__()
        self._read = read
        self._shown = show or (lambda value: "" if value is None else str(value))
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self._complete)
        self.line.taken_back.connect(self._back)
        self._box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def field(self) -> QWidget:
        """The line."""
        return self.line

    def _typing(self) -> bool:
        return self.line.hasFocus() and self.line.isModified()

    def _show(self, value: Json) -> None:
        text = self._shown(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.line.setModified(False)

    def complete(self) -> None:
        """Take what is being typed."""
        self._complete()

    def _complete(self) -> None:
        if not self.line.isModified():
            return
        reading = self._read(self.line.text())
        if not reading.refused:
            self.line.setModified(False)
        self._take(reading)
        if not reading.refused:
            self._show(reading.value)

    def _back(self) -> None:
        self._show(self._value)
        self.set_state(())
        self.problems_found.emit(())
        self.echoed.emit("")


def read_number(text: str) -> Reading:
    """A number as people of the language in force write it, without a unit; nothing is None."""
    if not text.strip():
        return Reading(None)
    number = parse_number(text, language())
    problems = number.problems
    if number.unit and not number.refused:
        problems += (Problem(N_("“{unit}” was not expected here."), details=(("unit", number.unit),)),)
    if number.value is None or any(p.severity is Severity.REFUSED for p in problems):
        return Reading(None, problems=problems)
    return Reading(number.canonical, format_number(number.value, None, language()), problems)


def show_number(value: Json) -> str:
    """Decimal text as people of the language in force read it."""
    return "" if value is None else format_number(Decimal(str(value)), None, language())


class NumberEditor(TextEditor):
    """A number with its unit after it, and the canonical reading of what was typed.

    `read(text)` understands the ways people write numbers; `show(value)` writes the kept value.
    """

    def __init__(
        self,
        unit: str = "",
        read: Reader = read_number,
        show: Callable[[Json], str] = show_number,
        placeholder: str = "",
    ) -> None:
        super().__init__(placeholder, read, show)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.unit = Label(unit, tone=Tone.SECOND)
        self.unit.setVisible(bool(unit))
        self.echo = Label("", Type.CAPTION, Tone.SECOND)
        self.echo.hide()
        self._box.addWidget(self.unit)
        self._box.addWidget(self.echo)
        self._box.setStretchFactor(self.line, 1)
        self.line.textEdited.connect(self._preview)
        self.echoed.connect(lambda _text: self.echo.hide())

    def set_unit(self, unit: str) -> None:
        """Show another unit."""
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))

    def _preview(self, text: str) -> None:
        """Echo what the entry will be kept as, while it is typed differently."""
        reading = self._read(text)
        shown = reading.echo if reading.echo and reading.echo != text.strip() else ""
        self.echo.setText(f"= {shown}" if shown else "")
        self.echo.setVisible(bool(shown))


class LongTextEditor(Editor):
    """Paragraphs; grows with its text between `least` and `most` lines. Ctrl+Enter completes.

    A pause in typing keeps what is there, so that a long text is never lost as a whole; Esc takes
    the entry back to its beginning all the same.
    """

    def __init__(self, placeholder: str = "", least: int = 3, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.text = _Paragraphs(self._complete, self._back, self._fit)
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._fit)
        self._begun: Json = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.text.textChanged.connect(self._pause.start)
        self._box.addWidget(self.text)
        self.setFocusProxy(self.text)
        self._fit()

    def field(self) -> QWidget:
        """The text."""
        return self.text

    def _typing(self) -> bool:
        return self.text.hasFocus() and self.text.document().isModified()

    def _show(self, value: Json) -> None:
        text = "" if value is None else str(value)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.text.document().setModified(False)
        self._begun = value

    def complete(self) -> None:
        """Take what is being typed."""
        self._complete()

    def _complete(self) -> None:
        if self.text.document().isModified():
            self.text.document().setModified(False)
            self._take(Reading(self.text.toPlainText().strip() or None))
            self._begun = self._value

    def _keep(self) -> None:
        """A pause: what was typed is kept and the entry goes on."""
        written = self.text.toPlainText().strip()
        if written and self._typing():
            self._take(Reading(written))

    def _back(self) -> None:
        self.text.document().setModified(False)
        self._show(self._begun)
        self._take(Reading(self._begun))

    def _fit(self) -> None:
        lines = min(self._most, max(self._least, int(self.text.document().size().height())))
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines + 2 * S + 6)


class _Paragraphs(QPlainTextEdit):
    """Tells when an entry is complete."""

    def __init__(
        self, complete: Callable[[], None], back: Callable[[], None], fit: Callable[[], None]
    ) -> None:
        super().__init__()
        self._complete, self._back, self._fit = complete, back, fit

    def resizeEvent(self, event: Any) -> None:
        """Lines break elsewhere when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._complete()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.document().isModified()
        ) and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._complete()
        elif event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self._back()
        else:
            super().keyPressEvent(event)


def sample() -> QWidget:
    """One of each."""
    page = QWidget()
    number = NumberEditor("t/d")
    number.set_value("1234.5")
    text = LongTextEditor("What was seen, and where")
    page.setLayout(column(row(TextEditor("Name"), number), text))
    return page


if __name__ == "__main__":
    raise SystemExit(show_alone(sample))
