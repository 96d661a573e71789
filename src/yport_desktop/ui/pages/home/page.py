"""Home: the engagement at a glance; its records one step away; three ways to begin where there is none."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.text import N_
from yport_desktop.services.engagements import start_engagement
from yport_desktop.services.home import mark_seen
from yport_desktop.services.sample import SAMPLES, Offer, open_sample
from yport_desktop.ui.components.look import column
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import gettext, tr
from yport_desktop.ui.design.tokens import XL
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page

from .first_run import FirstRun, StartDialog
from .overview import OverviewView
from .reading import Overview, read_overview
from .records_view import RecordsView, kinds_here, words_for

EXCHANGE_PART = "exchange part"  # the part that the exchange page shows next
SECTOR = "sector"
WAITING, OVERVIEW, RECORDS, FIRST = range(4)


class HomePage(Page):
    """Overview and records of one engagement."""

    key = "home"
    title = N_("Home")
    icon = "home"
    order = 0

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stale = True
        kinds = kinds_here(desk.registry.entities, self.key)
        self.overview = OverviewView(
            desk.registry,
            tuple(k for k in kinds if desk.registry.entities[k].parents and k != "mission"),
            self._fill_menu,
        )
        self.records = RecordsView(desk, kinds)
        self.first_run = FirstRun(self.ask_start, self.open_sample, self.receive)
        waiting = QWidget()
        waiting.setLayout(column(Skeleton(10), None, margins=(XL, XL, XL, XL)))
        self.parts = QStackedWidget()
        for part in (waiting, self.overview, self.records, self.first_run):
            self.parts.addWidget(part)
        self.setLayout(column(self.parts))
        self._connect()

    def _connect(self) -> None:
        view = self.overview
        view.tile_requested.connect(self._open_sector)
        view.kind_requested.connect(self.show_kind)
        view.page_requested.connect(self._go)
        view.record_requested.connect(self.desk.open_record)
        view.seen_requested.connect(self.mark_seen)
        self.records.closed.connect(self.show_overview)

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement, from its overview."""
        super().show_engagement(space)
        self._stale = True
        self.records.show_engagement(space)
        self.parts.setCurrentIndex(WAITING if space is not None else FIRST)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        space, translate, today = self.space, gettext(), date.today()
        if space is None:
            return
        self._stale = False
        self.desk.ask(
            lambda ws: read_overview(ws, space, today, translate), self._show, key="home", owner=self
        )

    def _show(self, seen: Overview) -> None:
        if seen.space != self.space:
            return
        self.overview.show_overview(seen)
        if self.parts.currentIndex() == WAITING:
            self.parts.setCurrentIndex(OVERVIEW)

    def refresh(self, committed: Committed) -> None:
        """Everything on the page is a summary: read it again, it is quick."""
        if committed.space == self.space:
            self._read()
            self.records.refresh(committed)

    # going ---------------------------------------------------------------------------------

    def show_overview(self) -> None:
        """Back from the records."""
        self.parts.setCurrentIndex(OVERVIEW)
        self._read()

    def show_kind(self, kind: str) -> None:
        """The records of a kind."""
        self.parts.setCurrentIndex(RECORDS)
        self.records.show_kind(kind)

    def open_record(self, record: UUID) -> bool:
        """Show a record that belongs to this page."""
        if self.space is None:
            return False
        self.desk.ask(lambda ws: ws.find(record), self._open_if_own, owner=self)
        return True

    def _open_if_own(self, record: Record | None) -> None:
        if record is not None and self.records.is_own(record):
            self.parts.setCurrentIndex(RECORDS)
            self.records.show_record(record.id)

    def _open_sector(self, key: str) -> None:
        self.desk.state.set(SECTOR, key)
        self.desk.open_page("assessment")

    def _go(self, page: str, part: str = "") -> None:
        if part:
            self.desk.state.set(EXCHANGE_PART, part)
        self.desk.open_page(page)

    # what a person does --------------------------------------------------------------------

    def mark_seen(self) -> None:
        """The list of news was read."""
        if (space := self.space) is not None:
            now = int(time.time() * 1000)
            self.desk.ask(lambda ws: mark_seen(ws, space, now), lambda _none: self._read(), owner=self)

    def ask_start(self) -> None:
        """Ask for the few facts of a new engagement."""
        self.dialog = StartDialog(self, self.desk.registry, self._start)
        self.dialog.open()

    def _start(
        self, city: dict[str, Json], agreed: dict[str, Json], failed: Callable[[Exception], object]
    ) -> None:
        self.desk.ask(lambda ws: start_engagement(ws, city, agreed), self._started, failed, owner=self.dialog)

    def _started(self, space: UUID) -> None:
        self.dialog.accept()
        self.desk.bus.show_engagement_requested.emit(space)

    def open_sample(self, offer: Offer) -> None:
        """Open a sample engagement; it is built where it is not there yet."""
        self.desk.ask(
            lambda ws: open_sample(ws, offer.path), self.desk.bus.show_engagement_requested.emit, owner=self
        )

    def _sample_ways(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Every sample: its key, the words of its command, and what opens it."""
        text = tr("Open the sample engagement {city}")
        return [(o.key, text.format(city=tr(o.city)), partial(self.open_sample, o)) for o in SAMPLES]

    def receive(self) -> None:
        """Go to where bundles are opened."""
        self._go("exchange", "receive")

    def _fill_menu(self, menu: QMenu) -> None:
        for kind in self.records.kinds:
            entity = self.desk.registry.entities[kind]
            if entity.parents:
                menu.addAction(tr(words_for(entity).new), self._maker(kind))
        menu.addSeparator()
        menu.addAction(tr("Start another engagement"), self.ask_start)
        for _, words, do in self._sample_ways():
            menu.addAction(words, do)

    def _maker(self, kind: str) -> Callable[[], object]:
        def make() -> None:
            self.show_kind(kind)
            self.records.new_record(kind)

        return make

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        start = Command("home.start", tr("Start an engagement"), self.ask_start, "city")
        samples = [
            Command(f"home.sample.{key}", words, do, "assess") for key, words, do in self._sample_ways()
        ]
        if self.space is None:
            return (start, *samples)
        makers = [
            Command(
                f"home.new.{kind}",
                tr(words_for(self.desk.registry.entities[kind]).new),
                self._maker(kind),
                "add",
            )
            for kind in self.records.kinds
            if self.desk.registry.entities[kind].parents
        ]
        return (*makers, start, *samples)

    def inspect(self) -> None:
        """The record on the sheet; the overview itself has nothing to inspect."""
        if self.parts.currentIndex() == RECORDS:
            self.records.inspect()

    def first_focus(self) -> QWidget | None:
        """The list of records where it is shown, the first step where there is nothing yet."""
        if self.parts.currentIndex() == RECORDS:
            return self.records.current.table.view
        return self.first_run if self.space is None else None


PAGE = HomePage
