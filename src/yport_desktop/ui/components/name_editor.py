"""Choosing one of several records by its name. Names are what people wrote: they are never translated."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.showcase import show


class NameEditor(ChoiceEditor):
    """One of several names, or none (`empty` names the first entry; "" leaves it out)."""

    def set_choices(self, choices: Sequence[Choice], empty: str = "–") -> None:
        """Offer other names."""
        self.combo.clear()
        if empty:
            self.combo.addItem(empty, None)
        for choice in choices:
            self.combo.addItem(choice.label, choice.key)
        self._show(self._value)


def sample() -> QWidget:
    """Two people."""
    editor = NameEditor((Choice("1", "Maria Santos"), Choice("2", "田中 一郎")))
    editor.set_value("2")
    return editor


if __name__ == "__main__":
    raise SystemExit(show(sample))
