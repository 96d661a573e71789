"""A timeline from top to bottom: what was done before, "you are here", and what came next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, holding
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M, Tone, Type

YEARS, MARK = 132, 24
FIRST_LINE = 10.0  # middle of the first line of text, px at 100 %


@dataclass(frozen=True)
class Entry:
    """One line: when, what, from which source. `here` is this city's own place; `past` came before it."""

    when: str
    text: str
    source: str = ""
    here: bool = False
    past: bool = False


class _Mark(QWidget):
    """The line of time with a dot, a larger one where the city stands."""

    def __init__(self, entry: Entry, first: bool, last: bool) -> None:
        super().__init__()
        self._entry, self._first, self._last = entry, first, last
        self.setFixedWidth(tokens().px(MARK))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, then dot."""
        del event
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self.width() / 2, FIRST_LINE * t.scale
        painter.setPen(QPen(QColor(t.line), 2))
        top, bottom = (y if self._first else 0.0), (y if self._last else float(self.height()))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        size = (7.0 if self._entry.here else 4.0) * t.scale
        colour = t.accent if self._entry.here else t.faint if self._entry.past else t.second
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(x - size, y - size, 2 * size, 2 * size))


class Timeline(QWidget):
    """Entries in their order, one below the other, each with its source under it."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self._box = column(spacing=0)
        self.setLayout(self._box)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others; nothing moves when they are the same."""
        if tuple(entries) == self.entries:
            return
        self.entries = tuple(entries)
        clear(self._box)
        for place, entry in enumerate(self.entries):
            self._box.addWidget(_line(entry, place == 0, place == len(self.entries) - 1))


def _line(entry: Entry, first: bool, last: bool) -> QWidget:
    tone = Tone.ACCENT if entry.here else Tone.SECOND if entry.past else Tone.NEUTRAL
    line, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4)
    when = Label(entry.when, Type.BODY, tone, strong=entry.here)
    when.setFixedWidth(tokens().px(YEARS))
    when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    text = Label(entry.text, Type.BODY, tone, strong=entry.here, wrap=True, selectable=True)
    source = Label(entry.source, Type.CAPTION, Tone.FAINT if entry.past else Tone.SECOND, wrap=True)
    source.setVisible(bool(entry.source))
    grid.addWidget(when, 0, 0)
    grid.addWidget(_Mark(entry, first, last), 0, 1)
    grid.addWidget(holding(column(text, source, spacing=0, margins=(0, 0, 0, M))), 0, 2)
    grid.setColumnStretch(2, 1)
    line.setLayout(grid)
    line.setAccessibleName(f"{entry.when}: {entry.text}")
    return line
