"""Text that is read with its changes marked and written in the same place, in the same letters."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from yport_desktop.domain.redline import Mark, Span, is_changed
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Type

PAUSE_MS = 1500
# In per cent of the font's own line, which is generous already.
READING_LINE = 118
# Where letters stand inside a field: text that is read stands there too, and does not jump when written.
INSET = S + 2


class _Reading(RedlineView):
    """The text as it is read: a click, Enter or F2 asks to write."""

    write_requested = Signal(int)

    def __init__(self, step: Type, line_height: int, strong: bool) -> None:
        self._strong = strong
        super().__init__(step, line_height)
        self.setMaximumWidth(16_777_215)
        self.setTabChangesFocus(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setToolTip(tr("Click or press F2 to write"))

    def _format(self, mark: Mark) -> QTextCharFormat:
        form = super()._format(mark)
        form.setFontWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        return form

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Write where the person clicked; a selection is left to be copied."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.write_requested.emit(self._place_in_new(self.cursorForPosition(event.pos()).position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 write."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.write_requested.emit(-1)
        else:
            super().keyPressEvent(event)

    def _place_in_new(self, position: int) -> int:
        """The place in the text after the changes that belongs to a place in the redline."""
        left, place = position, 0
        for span in self._spans:
            inside = min(left, len(span.text))
            if span.mark is not Mark.DELETED:
                place += inside
            left -= inside
        return place

    def changeEvent(self, event: QEvent) -> None:
        """The measure is the pane's, not the view's own."""
        super().changeEvent(event)
        self.setMaximumWidth(16_777_215)


class _Writing(QTextEdit):
    """The text as it is written. Ctrl+Enter ends, Esc takes back; with `one_line` Enter ends too."""

    ended = Signal()
    taken_back = Signal()
    paused = Signal()

    def __init__(self, step: Type, line_height: int, strong: bool, one_line: bool) -> None:
        super().__init__()
        self._step, self._line_height, self._strong, self._one_line = step, line_height, strong, one_line
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(S)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.textChanged.connect(self._typed)

    def open_with(self, text: str) -> None:
        """Start writing."""
        font = QFont(self.font())
        font.setPixelSize(tokens().size(self._step))
        font.setWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        self.document().setDefaultFont(font)
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block.setLineHeight(float(self._line_height), kind)
        cursor.mergeBlockFormat(block)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._pause.stop()
        self._fit()

    def _typed(self) -> None:
        if self.document().isModified():
            self._pause.start()

    def _fit(self) -> None:
        self.setFixedHeight(max(int(self.document().size().height()), tokens().px(32)) + 4)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving ends the entry; a menu over the text does not."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.ended.emit()
        elif self.document().isModified():
            self.paused.emit()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the text; undo to the window when there is nothing typed to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.document().isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self._one_line or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)


class InPlaceText(QWidget):
    """Shows a text, perhaps with changes marked, and lets it be written over.

    `written(text)` after a pause in typing and when the entry ends; a text from the store never
    overwrites what is being typed. `placeholder` invites to write where there is nothing.
    """

    written = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str,
        step: Type = Type.EMPHASIS,
        line_height: int = READING_LINE,
        strong: bool = False,
        one_line: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._placeholder, self._one_line = name, placeholder, one_line
        self._text, self._kept, self._before = "", "", ""
        self.reading = _Reading(step, line_height, strong)
        self.writing = _Writing(step, line_height, strong, one_line)
        self.writing.setAccessibleName(name)
        self.writing.setPlaceholderText(placeholder)
        self.writing.hide()
        self.reading.setPlaceholderText(placeholder)
        self.reading.write_requested.connect(self.write)
        self.writing.ended.connect(self.end)
        self.writing.taken_back.connect(self._take_back)
        self.writing.paused.connect(self._keep)
        dress(self.writing, look="writing")
        self.setLayout(column(row(self.reading, margins=(INSET, 0, 0, 0)), self.writing, spacing=0))
        self.setFocusProxy(self.reading)

    @property
    def is_writing(self) -> bool:
        """Whether somebody is typing here."""
        return not self.writing.isHidden()

    def set_text(self, text: str, spans: Iterable[Span] | None = None) -> None:
        """Show the text of the store, with `spans` as its redline where there are changes to show."""
        self._text = text
        marked = tuple(spans or ())
        if marked and is_changed(marked):
            self.reading.set_spans(marked)
        else:
            self.reading.set_plain(text)
        spoken = self.reading.accessibleName() if is_changed(marked) else ""
        self.reading.setAccessibleName(f"{self._name}. {spoken}".strip())
        if not self.is_writing:
            self._kept = text

    def write(self, at: int = -1) -> None:
        """Start writing, with the cursor at a place (-1: at the end)."""
        if self.is_writing:
            return
        self._before = self._kept = self._text
        self.writing.open_with(self._text)
        self.reading.hide()
        self.writing.show()
        cursor = self.writing.textCursor()
        cursor.setPosition(len(self._text) if at < 0 else min(at, len(self._text)))
        self.writing.setTextCursor(cursor)
        self.writing.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Keep what was typed and show it as it is read."""
        if not self.is_writing:
            return
        self._keep()
        self._close(self._kept)

    def _keep(self) -> None:
        typed = self.writing.toPlainText().strip()
        text = " ".join(typed.split()) if self._one_line else typed
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

    def _take_back(self) -> None:
        if self._kept != self._before:
            self._kept = self._before
            self.written.emit(self._before)
        self._close(self._before)

    def _close(self, text: str) -> None:
        had_focus = self.writing.hasFocus()
        self.writing.hide()
        self.reading.show()
        if text != self._text:
            self.set_text(text)
        if had_focus:
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def preview(self, spans: Iterable[Span]) -> None:
        """Show a redline for the moment, such as that of a proposal."""
        self.reading.set_spans(spans)


def kept(text: str) -> tuple[Span, ...]:
    """A text without changes as spans."""
    return (Span(Mark.KEPT, text),) if text else ()
