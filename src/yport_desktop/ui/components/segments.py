"""One of a few choices, all in sight: buttons joined to one strip; arrow keys move between them."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from yport_desktop.ui.components.look import dress, row
from yport_desktop.ui.components.showcase import show


class Segments(QWidget):
    """`chosen(key)` when a person chooses another one; the first choice holds at the start."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        box = row(spacing=0)
        for at, (key, text) in enumerate(choices.items()):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(text)
            place = {0: "first", len(choices) - 1: "last"}.get(at, "middle")
            dress(button, look="segment", place=place)
            button.clicked.connect(lambda _on=False, k=key: self.chosen.emit(k))
            self._group.addButton(button)
            self.buttons[key] = button
            box.addWidget(button)
        self.setLayout(box)
        self.choose(next(iter(choices)))

    @property
    def key(self) -> str:
        """The choice in force."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Put a choice in force without saying so."""
        self.buttons[key].setChecked(True)


def sample() -> QWidget:
    """Two ways."""
    page = QWidget()
    page.setLayout(row(Segments({"email": "Email", "stick": "USB stick or folder"}, "How"), None))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
