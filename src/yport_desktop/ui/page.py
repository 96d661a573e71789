"""What a page is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.changes import Committed

if TYPE_CHECKING:  # the desk knows pages by this protocol only
    from yport_desktop.ui.desk import Desk


@dataclass(frozen=True)
class Command:
    """Something a person can do: shown in the palette, on the shortcut sheet and in menus.

    `text` is translated; `keys` is a QKeySequence text or empty.
    """

    key: str
    text: str
    do: Any
    icon: str = ""
    keys: str = ""
    group: str = ""


class Page(QWidget):
    """A page of the window. A module under `ui/pages` exports its class as `PAGE`.

    `key` is what `EntityType.page` names; `title` is English, marked with `N_`; `order` is the
    place in the rail (0 to 89; from 90 on it stands at the foot).
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    order: ClassVar[int] = 50

    def __init__(self, desk: "Desk") -> None:
        super().__init__()
        self.desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.space: UUID | None = None

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement (None: there is none). Called before the page is first seen."""
        self.space = space

    def refresh(self, committed: Committed) -> None:
        """Records changed: ask again for what is shown. Only called while the page is visible;
        a page in the background is told with all it missed when it is shown next."""

    def open_record(self, record: UUID) -> bool:
        """Show one record of this page; False when it is not the page's."""
        del record
        return False

    def commands(self) -> Sequence[Command]:
        """What can be done on this page, for the palette and the shortcut sheet."""
        return ()

    def inspect(self) -> None:
        """Fill the inspector with what is selected; called when the page comes to the screen. A page
        that is not on the screen leaves the inspector alone."""

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts on this page."""
        return None
