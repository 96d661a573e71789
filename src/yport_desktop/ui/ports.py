"""What pages may ask of the parts of the window, without knowing them."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.design.tokens import Tone


class NoticePort(Protocol):
    """Where notices are shown."""

    def tell(
        self,
        text: str,
        tone: Tone | str = Tone.NEUTRAL,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> object:
        """Show one sentence."""


class InspectorPort(Protocol):
    """The panel at the right. `open_changed(bool)`."""

    @property
    def open_changed(self) -> SignalInstance:
        """Said when it is opened and closed."""

    def show_sections(self, kind: str, title: str, sections: list[tuple[str, QWidget]]) -> None:
        """Replace its content: headings ("" for none) and widgets; opens it only if it is wanted."""

    def reveal(self) -> None:
        """Open it."""

    def is_open(self) -> bool:
        """Whether it is on the screen."""
