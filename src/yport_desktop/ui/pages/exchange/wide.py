"""Two columns where there is room for them, one below the other where there is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L

ONE_BELOW = 780
WIDEST = 1180


class SideBySide(QWidget):
    """Two columns with shares of the width."""

    def __init__(self, left: QLayout, right: QLayout, shares: tuple[int, int]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumWidth(tokens().px(WIDEST))
        self._shares = shares
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(L)
        for part, share in zip((left, right), shares, strict=True):
            holder = QWidget()
            holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            part.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(part)
            self._box.addWidget(holder, share)

    def minimumSizeHint(self) -> QSize:
        """May become one narrow column."""
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the columns where the room ends."""
        super().resizeEvent(event)
        wide = event.size().width() >= tokens().px(ONE_BELOW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            for at, share in enumerate(self._shares):
                self._box.setStretch(at, share if wide else 0)


def side_by_side(left: QLayout, right: QLayout, shares: tuple[int, int] = (1, 1)) -> SideBySide:
    """Two columns."""
    return SideBySide(left, right, shares)
