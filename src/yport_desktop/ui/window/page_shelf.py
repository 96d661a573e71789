"""The window's pages by key, each built when it is first asked for: the start pays for one page only."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Page


class PageShelf(Mapping[str, Page]):
    """`types` are all pages there are, `built` those that were asked for so far."""

    def __init__(self, types: Sequence[type[Page]], desk: Desk, stack: QStackedWidget) -> None:
        self.types = {page.key: page for page in types}
        self.built: dict[str, Page] = {}
        self._desk, self._stack = desk, stack
        self._space: UUID | None = None
        self._told = False

    def __getitem__(self, key: str) -> Page:
        page = self.built.get(key)
        if page is None:
            page = self.built[key] = self.types[key](self._desk)
            self._stack.addWidget(page)
            if self._told:
                page.show_engagement(self._space)
        return page

    def __contains__(self, key: object) -> bool:
        return key in self.types

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement on every page; those not built yet learn of it when they are."""
        self._space, self._told = space, True
        for page in self.built.values():
            page.show_engagement(space)
