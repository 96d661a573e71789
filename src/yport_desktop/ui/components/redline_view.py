"""Text with its changes marked: insertions underlined, deletions struck through, and coloured besides."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QWidget

from yport_desktop.domain.redline import Mark, Span, new_text, redline
from yport_desktop.ui.components.look import REDRAW, dress
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Type

MEASURE = 680


class RedlineView(QTextBrowser):
    """Shows spans in a comfortable measure; as high as its text, never scrolling by itself."""

    def __init__(self, step: Type = Type.EMPHASIS, line_height: int = 150) -> None:
        super().__init__()
        self._step, self._line_height = step, line_height
        self._spans: tuple[Span, ...] = ()
        dress(self, look="bare")
        self.setOpenLinks(False)
        self.setMaximumWidth(tokens().px(MEASURE))
        self.setVerticalScrollBarPolicy(self.verticalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def set_texts(self, old: str, new: str) -> None:
        """Show the changes from one text to another."""
        self.set_spans(redline(old, new))

    def set_plain(self, text: str) -> None:
        """Show a text without changes."""
        self.set_spans((Span(Mark.KEPT, text),) if text else ())

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show spans as they are."""
        self._spans = tuple(spans)
        self.setAccessibleName(tr("Text with changes") if _changed(self._spans) else tr("Text"))
        self.setAccessibleDescription(_spoken(self._spans))
        self._write()

    def plain(self) -> str:
        """The text after the changes."""
        return new_text(self._spans)

    def _write(self) -> None:
        self.document().clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        block.setLineHeight(
            float(self._line_height), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(block)
        for span in self._spans:
            cursor.insertText(span.text, self._format(span.mark))
        self._fit()

    def _format(self, mark: Mark) -> QTextCharFormat:
        t = tokens()
        form = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(t.size(self._step))
        form.setFont(font)
        form.setForeground(QColor(t.text))
        if mark is Mark.INSERTED:
            form.setForeground(QColor(t.accent))
            form.setBackground(QColor(t.tint))
            form.setFontUnderline(True)
        elif mark is Mark.DELETED:
            form.setForeground(QColor(t.critical))
            form.setFontStrikeOut(True)
        return form

    def _fit(self) -> None:
        height = int(self.document().size().height()) + 4
        if self.height() != height:
            self.setFixedHeight(max(height, tokens().size(self._step) + 8))

    def sizeHint(self) -> QSize:
        """The measure, and as high as the text."""
        return QSize(tokens().px(MEASURE), int(self.document().size().height()) + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Colours and size follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_spans"):
            self.setMaximumWidth(tokens().px(MEASURE))
            self._write()


def _changed(spans: Sequence[Span]) -> bool:
    return any(span.mark is not Mark.KEPT for span in spans)


def _spoken(spans: Sequence[Span]) -> str:
    """The redline in words, for people who hear it."""
    words = {
        Mark.KEPT: "{text}",
        Mark.DELETED: tr("[deleted: {text}]"),
        Mark.INSERTED: tr("[inserted: {text}]"),
    }
    return "".join(words[span.mark].format(text=span.text) for span in spans)


def sample() -> QWidget:
    """A clause."""
    view = RedlineView()
    view.set_texts(
        "The city shall reduce waste generation by 20 % until 2030 and close all dump sites.",
        "The city shall reduce waste landfilled by 30 % until 2031 and close all open dump sites.",
    )
    view.setMinimumWidth(520)
    return view


if __name__ == "__main__":
    raise SystemExit(show(sample))
