"""What the palette offers: the page's own actions, pages and actions of the window, records by name."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.window.page_shelf import PageShelf
from yport_desktop.ui.window.palette import Found, Palette
from yport_desktop.ui.window.records_index import NamedRecord, named_records


class Board(Protocol):
    """What the finder needs of the window."""

    desk: Desk
    pages: PageShelf

    @property
    def space(self) -> UUID | None:
        """The engagement on the screen."""

    def commands(self) -> list[Command]:
        """What can be done from everywhere."""

    def current_page(self) -> Page | None:
        """The page on the screen."""

    def open_record(self, record: Any) -> None:
        """Show a record."""


class Finder(QObject):
    """Fills the palette: at once with what can be done, a moment later with records."""

    def __init__(self, board: Board, over: QWidget) -> None:
        super().__init__(over)
        self._board = board
        self.palette = Palette(over)

    def open(self) -> None:
        """Open the palette."""
        board = self._board
        self.palette.open_with([*self._of_page(), *self._of_window()])
        if (space := board.space) is not None:
            board.desk.ask(lambda ws: named_records(ws, space), self._offer, key="palette", owner=self)

    def _of_page(self) -> list[Found]:
        page = self._board.current_page()
        if page is None:
            return []
        return [Found(c.text, c.do, c.icon, tr(page.title), c.keys) for c in page.commands()]

    def _of_window(self) -> list[Found]:
        commands = [c for c in self._board.commands() if c.key != "find"]
        return [Found(c.text, c.do, c.icon, c.group, c.keys) for c in commands]

    def _offer(self, records: Sequence[NamedRecord]) -> None:
        pages = self._board.pages.types
        entities = self._board.desk.registry.entities
        icons = {e.kind: pages[e.page].icon for e in entities.values() if e.page in pages}
        self.palette.add_found(
            [Found(r.title, self._opener(r.id), icons.get(r.kind, "file"), tr(r.kind_label)) for r in records]
        )

    def _opener(self, record: UUID) -> Callable[[], None]:
        return lambda: self._board.open_record(record)
