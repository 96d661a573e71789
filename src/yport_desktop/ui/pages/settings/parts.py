"""The lines that the sections of the page are made of, all on the edges of a form row."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.components.form_row import LABEL_WIDTH
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type

CHOICE_WIDTH = 240


def told(name: str, *parts: QWidget, trailing: QWidget | None = None) -> QWidget:
    """A fact with its name at the left; the parts stand under each other, `trailing` at the right."""
    t = tokens()
    head = Label(name, wrap=True)
    head.setFixedWidth(t.px(LABEL_WIDTH))
    body = column(*parts, spacing=XS)
    box = row(head, body, *([trailing] if trailing is not None else []), spacing=S)
    box.setStretchFactor(body, 1)
    box.setAlignment(head, Qt.AlignmentFlag.AlignTop)
    line = QWidget()
    line.setLayout(box)
    return line


class Verdict(QWidget):
    """A sentence with its sign."""

    def __init__(self) -> None:
        super().__init__()
        self.sign, self.text = IconLabel("info", size=16), Label("", wrap=True, selectable=True)
        box = row(self.sign, self.text, spacing=S)
        box.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        box.setStretchFactor(self.text, 1)
        self.setLayout(box)
        self.hide()

    def tell(self, text: str, icon: str, meaning: str, tone: Tone) -> None:
        """Show it; an empty sentence takes no room."""
        self.sign.set_icon(icon, meaning, tone)
        self.text.setText(text)
        self.text.set_tone(tone if tone is not Tone.GOOD else Tone.NEUTRAL)
        self.setVisible(bool(text))


def remark(text: str) -> Label:
    """A small explanation."""
    return Label(text, Type.CAPTION, Tone.SECOND, wrap=True)
