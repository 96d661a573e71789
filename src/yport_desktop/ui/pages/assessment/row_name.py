"""The name of an input at the left of its row."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent

from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT

from .measures import LABEL


class RowName(Label):
    """As high as its lines are at the width that it has, not at the narrowest."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wrap=True)
        self.setMinimumWidth(tokens().px(LABEL))
        self.setMinimumHeight(tokens().px(FORM_CONTROL_HEIGHT))

    def sizeHint(self) -> QSize:
        """Otherwise the note below would be pushed down by lines that are not there."""
        width = max(self.width(), self.minimumWidth())
        return QSize(self.minimumWidth(), max(self.heightForWidth(width), self.minimumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
