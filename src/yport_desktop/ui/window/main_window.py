"""The window: a board with slots (rail, header, pages, inspector, status line) that connects them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Record
from yport_desktop.ui.components.look import REDRAW, column, dress, line, row
from yport_desktop.ui.components.notice import NoticeArea
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.window.facts import EngagementLine, NotSent, Standing, engagements, standing
from yport_desktop.ui.window.finder import Finder
from yport_desktop.ui.window.header import Header
from yport_desktop.ui.window.inspector import Inspector
from yport_desktop.ui.window.missed import Missed
from yport_desktop.ui.window.page_shelf import PageShelf
from yport_desktop.ui.window.rail import Rail
from yport_desktop.ui.window.shortcut_sheet import shortcut_sheet
from yport_desktop.ui.window.status_line import StatusLine

LABELS_FROM = 1200
TITLE = "Y-PORT Desktop"
TITLE_BAR = 40  # room for what the window manager puts around a window


class MainWindow(QMainWindow):
    """Built from parts by `application`; `make_desk(window, notices, inspector)` gives pages their desk."""

    def __init__(
        self,
        make_desk: Callable[[QWidget, NoticeArea, Inspector], Desk],
        pages: Sequence[type[Page]],
        not_sent: NotSent = lambda _workspace, _space: 0,
    ) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._not_sent = not_sent
        self._space: UUID | None = None
        self._missed = Missed()
        self._page_keys: list[QShortcut] = []
        self.rail, self.header, self.status = Rail(pages), Header(), StatusLine()
        self.inspector, self.stack = Inspector(), QStackedWidget()
        self._lay_out()
        self.notices = NoticeArea(self.stack)
        self.desk = make_desk(self, self.notices, self.inspector)
        self.pages = PageShelf(pages, self.desk, self.stack)
        self.finder = Finder(self, self._board)
        self._connect()
        self._make_shortcuts()
        self._restore()

    def _lay_out(self) -> None:
        self._divider = line(upright=True)
        body = row(self.stack, self._divider, self.inspector, spacing=0)
        body.setStretchFactor(self.stack, 1)
        self._divider.hide()
        right = column(self.header, line(), body, line(), self.status, spacing=0)
        right.setStretchFactor(body, 1)
        self._board = QWidget()
        dress(self._board, look="ground")
        self._board.setLayout(row(self.rail, line(upright=True), right, spacing=0))
        self.setCentralWidget(self._board)
        self.setMinimumSize(900, 560)

    def _connect(self) -> None:
        bus, header = self.desk.bus, self.header
        self.rail.chosen.connect(self.open_page)
        header.switcher.chosen.connect(self.show_engagement)
        header.find_button.clicked.connect(self.open_palette)
        header.undo.clicked.connect(self.desk.undo)
        header.redo.clicked.connect(self.desk.redo)
        header.inspector.clicked.connect(self.inspector.set_open)
        self.inspector.open_changed.connect(header.inspector.setChecked)
        self.inspector.open_changed.connect(self._divider.setVisible)
        self.inspector.open_changed.connect(lambda _open: self._fit())
        self.status.exchange_requested.connect(self._open_exchange)
        self.desk.pool.started.connect(self.status.add_task)
        self.desk.pool.failed.connect(self.desk.tell_failure)
        self.desk.database.failed.connect(self.desk.tell_failure)
        not_kept = tr("The last entry is not kept yet")
        bus.store_failed.connect(lambda _problem: self.status.set_not_kept(not_kept))
        bus.records_changed.connect(self._records_changed)
        bus.exchanged.connect(lambda: self._ask_standing(names_too=False))
        bus.open_page_requested.connect(self.open_page)
        bus.open_record_requested.connect(self.open_record)
        bus.show_engagement_requested.connect(self.show_engagement)
        bus.find_requested.connect(self.open_palette)

    # commands ------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """What can be done from everywhere."""
        pages = [
            Command(
                f"page.{page.key}",
                tr(page.title),
                self._goer(page.key),
                page.icon,
                f"Alt+{place}" if place < 10 else "",
            )
            for place, page in enumerate(self.pages.types.values(), start=1)
        ]
        return [
            *pages,
            Command("find", tr("Find or do anything"), self.open_palette, "search", "Ctrl+K"),
            Command("undo", tr("Undo"), self.desk.undo, "undo", "Ctrl+Z"),
            Command("redo", tr("Redo"), self.desk.redo, "redo", "Ctrl+Shift+Z"),
            Command("inspector", tr("Inspector"), self.toggle_inspector, "panel", "Ctrl+I"),
            Command("keyboard", tr("Keyboard"), self.open_sheet, "keyboard", "F1"),
            Command("full_screen", tr("Full screen"), self.toggle_full_screen, "open", "F11"),
        ]

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.open_page(key)

    def _make_shortcuts(self) -> None:
        for command in self.commands():
            if command.keys:
                QShortcut(QKeySequence(command.keys), self, command.do)
        QShortcut(QKeySequence("Ctrl+Y"), self, self.desk.redo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field or list wanted it: the notice, the full screen, the inspector."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.notices.current is not None:
            self.notices.dismiss()
        elif self.isFullScreen():
            self.toggle_full_screen()
        else:
            self.inspector.set_open(False)

    def toggle_inspector(self) -> None:
        """Open or close the inspector."""
        self.inspector.set_open(not self.inspector.is_open())

    def toggle_full_screen(self) -> None:
        """For the projector."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_sheet(self) -> None:
        """Show the shortcuts."""
        everywhere, page = self.commands(), self.current_page()
        going = [c for c in everywhere if c.key.startswith("page.")]
        groups: list[tuple[str, Sequence[Command]]] = [
            (tr("Everywhere"), [c for c in everywhere if c not in going]),
            (tr("Pages"), going),
        ]
        if page is not None:
            groups.insert(1, (tr(page.title), page.commands()))
        shortcut_sheet(self, groups).open()

    def open_palette(self) -> None:
        """Find or do anything."""
        self.finder.open()

    # pages ---------------------------------------------------------------------------------

    @property
    def space(self) -> UUID | None:
        """The engagement on the screen."""
        return self._space

    def current_page(self) -> Page | None:
        """The page on the screen."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def open_page(self, key: str) -> None:
        """Show a page; it hears of everything that changed while it was away."""
        page = self.pages.get(key)
        if page is None:
            return
        self.stack.setCurrentWidget(page)
        self.rail.set_current(key)
        self.header.set_title(tr(page.title))
        self.desk.state.set("page", key)
        for shortcut in self._page_keys:
            shortcut.deleteLater()
        self._page_keys = [QShortcut(QKeySequence(c.keys), page, c.do) for c in page.commands() if c.keys]
        self.inspector.show_nothing()
        page.inspect()
        if (missed := self._missed.take(key)) is not None:
            page.refresh(missed)
        self._focus_page()

    def _open_exchange(self, part: str) -> None:
        """Go to a part of the exchange page, which looks for it in the state."""
        self.desk.state.set("exchange part", part)
        self.open_page("exchange")

    def _focus_page(self) -> None:
        page = self.current_page()
        if page is not None:
            (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, record: Any) -> None:
        """Show a record on its page."""
        if not isinstance(record, Record):
            self.desk.ask(lambda ws: ws.get(record), self.open_record, owner=self)
            return
        entity = self.desk.registry.entities.get(record.kind)
        key = entity.page if entity and entity.page in self.pages else ""
        if key:
            self.open_page(key)
            if self.pages[key].open_record(record.id):
                return
        for other, page in self.pages.items():
            if other != key and page.open_record(record.id):
                self.open_page(other)
                return

    def open_files(self, paths: Sequence[Path]) -> None:
        """Let the exchange page look at files, and come to the front."""
        if paths:
            self.open_page("exchange")
            self.desk.bus.open_files_requested.emit(list(paths))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _records_changed(self, committed: Committed) -> None:
        self.status.set_kept(datetime.now())
        current = self.current_page()
        for key, page in self.pages.built.items():
            if page is current:
                page.refresh(committed)
            else:
                self._missed.note(key, committed)
        self._ask_standing("engagement" in committed.kinds or "partner_city" in committed.kinds)

    # engagements and standing --------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement on every page."""
        self._space = space
        self.desk.state.set("engagement", str(space) if space else None)
        self.inspector.show_nothing()
        self._missed.forget()
        self.pages.show_engagement(space)
        self.desk.bus.engagement_shown.emit(space)
        self._ask_standing(names_too=True)

    def _ask_standing(self, names_too: bool) -> None:
        space, not_sent = self._space, self._not_sent
        self.desk.ask(
            lambda ws: standing(ws, space, not_sent), self._show_standing, key="standing", owner=self
        )
        if names_too:
            self.desk.ask(engagements, self._show_names, key="engagements", owner=self)

    def _show_standing(self, facts: Standing) -> None:
        self.header.set_standing(facts)
        self.status.set_standing(facts)
        self.rail.set_waiting("exchange", facts.conflicts)

    def _show_names(self, lines: Sequence[EngagementLine]) -> None:
        self.header.switcher.set_engagements(lines, self._space)
        name = next((entry.name for entry in lines if entry.space == self._space), "")
        self.setWindowTitle(f"{name} – {TITLE}" if name else TITLE)

    # window state --------------------------------------------------------------------------

    def _restore(self) -> None:
        geometry = self.desk.state.get("geometry")
        if not isinstance(geometry, str) or not self.restoreGeometry(QByteArray.fromHex(geometry.encode())):
            room = self.screen().availableSize() - QSize(0, TITLE_BAR)
            self.resize(QSize(1280, 800).boundedTo(room))
        self.inspector.set_open(self.desk.state.get("inspector") is True)
        wanted = self.desk.state.get("page")
        self.open_page(wanted if wanted in self.pages else next(iter(self.pages), ""))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Complete what is being typed and remember the window."""
        self.complete()
        super().closeEvent(event)

    def complete(self) -> None:
        """Keep what is being typed, and the state of the window, before it goes."""
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()
        state = self.desk.state
        state.set("geometry", bytes(self.saveGeometry().toHex().data()).decode())
        state.set("inspector", self.inspector.is_open())
        state.keep()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts on the page, not on the rail."""
        super().showEvent(event)
        if self.focusWidget() is None or not self.stack.isAncestorOf(self.focusWidget()):
            self._focus_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail gives way first."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs the room of the labels too."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "inspector"):
            self._fit()

    def _fit(self) -> None:
        room = self.width() - (self.inspector.width() if self.inspector.is_open() else 0)
        wide = room >= tokens().px(LABELS_FROM)
        self.inspector.fit(self.width())
        if wide != self.rail.wide:
            self.rail.set_wide(wide)
