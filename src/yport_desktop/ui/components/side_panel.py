"""A panel at the side: a title, a way to close it, and sections below each other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import Margins, clear, column, dress, holding, line, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type

WIDTH = 320


def scrolled(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def centred(content: QWidget, width: int, margins: Margins) -> QScrollArea:
    """The content as a column of at most `width` px (at 100 %) in the middle of an area that scrolls."""
    content.setMaximumWidth(tokens().px(width))
    content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    middle = row(None, content, None, spacing=0, margins=margins)
    middle.setStretchFactor(content, 100)
    return scrolled(holding(middle))


class SidePanel(QWidget):
    """Shows what `show_sections` is given; Esc and the cross ask to close it."""

    close_requested = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.kind = Label("", Type.CAPTION, Tone.SECOND)
        self.title = Label("", Type.EMPHASIS, strong=True, wrap=True)
        self.close_button = IconButton("close", tr("Close"), self.close_requested.emit, "Esc")
        self._content = QWidget()
        self._sections = column(spacing=L, margins=(L, M, L, XL))
        self._content.setLayout(self._sections)
        names = column(self.kind, self.title, spacing=0)
        head = row(names, self.close_button, spacing=S, margins=(L, M, S, M))
        head.setStretchFactor(names, 1)
        head.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, line(), scrolled(self._content), spacing=0))

    def show_sections(self, kind: str, title: str, sections: list[tuple[str, QWidget]]) -> None:
        """Replace the content: each section is a heading ("" for none) and a widget."""
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self.title.setText(title)
        clear(self._sections)
        for heading, widget in sections:
            if heading:
                self._sections.addLayout(
                    column(Label(heading, Type.CAPTION, Tone.SECOND, strong=True), widget, spacing=S)
                )
            else:
                self._sections.addWidget(widget)
        self._sections.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def sample() -> QWidget:
    """An observation."""
    panel = SidePanel("Inspector")
    panel.setFixedSize(WIDTH, 320)
    panel.show_sections(
        "Observation",
        "Waste generated per day",
        [
            ("", Label("1,045.5 t/d, 2023")),
            ("Evidence", Label("Weighbridge log, January", tone=Tone.ACCENT)),
            ("History", Label("Tanaka, 12 March: 980 t/d")),
        ],
    )
    return panel


if __name__ == "__main__":
    raise SystemExit(show(sample))
