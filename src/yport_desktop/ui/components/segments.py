"""A few choices side by side of which one holds: a switch between views, or between versions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M


class Segments(QFrame):
    """`chosen(place)` when a person chose; `set_current` says nothing. None may hold (-1)."""

    chosen = Signal(int)

    def __init__(self, texts: Sequence[str], name: str = "", current: int = 0) -> None:
        super().__init__()
        dress(self, look="segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for place, text in enumerate(texts):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(text)
            dress(button, look="segment")
            self._fit(button)
            self._group.addButton(button, place)
            self.buttons.append(button)
        self.setLayout(row(*self.buttons, spacing=2, margins=(2, 2, 2, 2)))
        self._group.idClicked.connect(self.chosen)
        self.set_current(current)

    def set_current(self, place: int) -> None:
        """Let one hold; -1 lets none."""
        self._group.setExclusive(place >= 0)
        for at, button in enumerate(self.buttons):
            button.setChecked(at == place)
        self._group.setExclusive(True)

    @property
    def current(self) -> int:
        """The place of the one that holds, -1 for none."""
        return self._group.checkedId()

    def set_text(self, place: int, text: str) -> None:
        """Change what one of them says."""
        self.buttons[place].setText(text)
        self.buttons[place].setAccessibleName(text)
        self._fit(self.buttons[place])

    @staticmethod
    def _fit(button: QPushButton) -> None:
        """Wide enough for the strong letters of the one that holds, whichever does."""
        font = QFont(button.font())
        font.setWeight(QFont.Weight.DemiBold)
        button.setMinimumWidth(QFontMetrics(font).horizontalAdvance(button.text()) + 2 * tokens().px(M))


def sample() -> QWidget:
    """Two views, and a choice that is not made yet."""
    page = QWidget()
    page.setLayout(
        column(
            row(Segments(("To decide (7)", "Decided (12)")), None),
            row(Segments(("Mine", "Theirs", "Both"), current=-1), None),
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
