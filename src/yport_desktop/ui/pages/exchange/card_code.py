"""One's contact card as a QR code, shown when it is wanted: to be photographed from the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from yport_desktop.exchange.card_image import card_png
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone, Type

WIDEST = 360  # of the code, in pixels at 100 %


class CardCode(QWidget):
    """The code with name and words under it; `toggle` shows and hides it. Black on white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._card = ""
        self.toggle = PlainButton(tr("Show QR code"), self._toggle, "photo")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.name = Label("", Type.EMPHASIS, strong=True, wrap=True)
        self.words = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.setLayout(
            column(row(self.picture, None), self.name, self.words, spacing=S, margins=(0, S, 0, S))
        )
        self.hide()

    def set_card(self, card: str, name: str, words: str) -> None:
        """Show this card when it is wanted; "" for none yet."""
        self.name.setText(name)
        self.words.setText(words)
        self.picture.setAccessibleName(tr("QR code with the contact card of {name}").format(name=name))
        changed = card != self._card
        self._card = card
        self.toggle.setEnabled(bool(card))
        if self.isHidden():
            return
        if not card:
            self._toggle()
        elif changed:
            self._draw()

    def _toggle(self) -> None:
        shown = self.isHidden() and bool(self._card)
        if shown:
            self._draw()
        self.setVisible(shown)
        text = tr("Hide QR code") if shown else tr("Show QR code")
        self.toggle.setText(f" {text}")
        self.toggle.setAccessibleName(text)

    def _draw(self) -> None:
        """Whole pixels for every module, as large as there is room."""
        ratio = self.devicePixelRatioF()
        small = QPixmap()
        small.loadFromData(card_png(self._card, 1))
        scale = max(2, int(tokens().px(WIDEST) * ratio) // max(1, small.width()))
        drawn = QPixmap()
        drawn.loadFromData(card_png(self._card, scale))
        drawn.setDevicePixelRatio(ratio)
        self.picture.setPixmap(drawn)
        self.picture.setFixedSize(drawn.deviceIndependentSize().toSize())
