"""The inspector: the same everywhere; pages fill it, Ctrl+I opens it, Esc closes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.side_panel import WIDTH, SidePanel
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone


class Inspector(SidePanel):
    """Answers `InspectorPort`. `open_changed(bool)` for the button in the header."""

    open_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tr("Inspector"))
        self.close_requested.connect(lambda: self.set_open(False))
        self.show_nothing()
        self.hide()

    def fit(self, window_width: int) -> None:
        """Take its width, but never more than a third of the window."""
        self.setFixedWidth(min(tokens().px(WIDTH), max(WIDTH, window_width // 3)))

    def show_nothing(self) -> None:
        """Say what would be shown."""
        hint = Label(
            tr("Select anything on the page to see its thread, evidence and history here."),
            tone=Tone.SECOND,
            wrap=True,
        )
        self.show_sections("", tr("Inspector"), [("", hint)])

    def set_open(self, shown: bool) -> None:
        """Open or close."""
        if shown == self.is_open():
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or QWidget())
        self.setVisible(shown)
        self.open_changed.emit(shown)
        if not shown and had_focus:
            self.window().setFocus()

    def reveal(self) -> None:
        """Open."""
        self.set_open(True)

    def is_open(self) -> bool:
        """Whether it is open."""
        return not self.isHidden()
