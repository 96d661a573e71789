"""Findings and urban issues: the list at the left, the sheet and its golden thread at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import EntityType, Record
from yport_desktop.domain.text import N_
from yport_desktop.services.loose_ends import LOOSE_LABEL, loose_ends
from yport_desktop.services.records import create
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.look import column, dress
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, S
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.records.detail import RecordDetail
from yport_desktop.ui.records.listing import Listed, RecordList, read_list

SPLIT = "issues split"


@dataclass(frozen=True)
class KindWords:
    """What the page says about a kind of record where it has none yet."""

    icon: str
    purpose: str
    new: str


WORDS = {
    "finding": KindWords(
        "quote",
        N_("A finding says what the numbers mean, and rests on observations that can be looked up."),
        N_("New finding"),
    ),
    "urban_issue": KindWords(
        "issues",
        N_("An urban issue is a problem of the city that findings show and that the plan has to answer."),
        N_("New urban issue"),
    ),
}


@dataclass(frozen=True)
class Reading:
    """All lists of the page."""

    space: UUID
    lists: dict[str, list[Listed]]


def read(workspace: Workspace, space: UUID, kinds: Sequence[str], today: str) -> Reading:
    """Read the lists with what hangs loose in each record."""
    loose: dict[UUID, list[str]] = {}
    for end in loose_ends(workspace, space, today):
        loose.setdefault(end.record.id, []).append(LOOSE_LABEL[end.kind])
    return Reading(space, {kind: read_list(workspace, space, kind, loose) for kind in kinds})


class IssuesPage(Page):
    """One tab per kind of record that belongs to this page."""

    key = "issues"
    title = N_("Findings and issues")
    icon = "issues"
    order = 20

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        found = [e for e in desk.registry.entities.values() if e.page == self.key]
        self.kinds: tuple[EntityType, ...] = tuple(sorted(found, key=lambda e: list(WORDS).index(e.kind)))
        self._stale = True
        self._wanted: UUID | None = None
        self.lists = {e.kind: self._list(e) for e in self.kinds}
        self.tabs = self._make_tabs()
        self.detail = RecordDetail(desk)
        self.detail.gone.connect(self._detail_gone)
        self._stack = QStackedWidget()
        for part in self.lists.values():
            self._stack.addWidget(part)
        self._lay_out()
        self.tabs.currentChanged.connect(self._tab_changed)

    def _list(self, entity: EntityType) -> RecordList:
        words = WORDS[entity.kind]
        made = RecordList(self.desk.registry, entity, words.icon, tr(words.purpose), tr(words.new))
        made.selected.connect(self._selected)
        made.new_requested.connect(self.new_record)
        return made

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setAccessibleName(tr("Findings and issues"))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for entity in self.kinds:
            tabs.addTab(tr(entity.label_plural))
        return tabs

    def _lay_out(self) -> None:
        left = QWidget()
        dress(left, look="surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setLayout(column(self.tabs, self._stack, spacing=L, margins=(L, S, L, S)))
        self.split = SplitView([left, self.detail], (1, 1), (620, 560))
        self.split.set_sizes(self.desk.state.get(SPLIT))
        self.split.sizes_changed.connect(lambda sizes: self.desk.state.set(SPLIT, sizes))
        waiting = QWidget()
        waiting.setLayout(column(Skeleton(10), None, margins=(XL, XL, XL, XL)))
        text = tr("Here the numbers become findings, and findings become the issues that the plan answers.")
        first = (tr("Go to Home"), lambda: self.desk.open_page("home"))
        self.empty = EmptyState("issues", tr("No engagement yet"), text, first)
        self._pages = QStackedWidget()
        for part in (waiting, self.split, self.empty):
            self._pages.addWidget(part)
        self.setLayout(column(self._pages))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet needs room for its labels."""
        super().resizeEvent(event)
        self.detail.setMinimumWidth(min(tokens().px(520), self.width() * 11 // 20))

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement: read when the page is seen."""
        super().show_engagement(space)
        self._stale = True
        self.detail.clear_detail()
        self._pages.setCurrentIndex(0 if space is not None else 2)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        space = self.space
        if space is None:
            return
        self._stale = False
        kinds, today = tuple(self.lists), date.today().isoformat()
        self.desk.ask(lambda ws: read(ws, space, kinds, today), self._show, key="issues", owner=self)

    def _show(self, reading: Reading) -> None:
        if reading.space != self.space:
            return
        self._pages.setCurrentIndex(1)
        for at, (kind, rows) in enumerate(reading.lists.items()):
            self.lists[kind].show_rows(rows)
            label = tr(self.kinds[at].label_plural)
            self.tabs.setTabText(at, f"{label}  {len(rows)}" if rows else label)
        if self._wanted is not None and self._select_in_lists(self._wanted):
            self._wanted = None
        elif self.detail.record is None:
            self._select_first()

    def _select_first(self) -> None:
        table = self._current_list().table
        if table.model.rowCount():
            table.select(table.model.row_at(0).id)

    def _select_in_lists(self, record: UUID) -> bool:
        for at, part in enumerate(self.lists.values()):
            if part.table.model.place_of(record) >= 0:
                self.tabs.setCurrentIndex(at)
                return part.table.select(record)
        return False

    def refresh(self, committed: Committed) -> None:
        """The lists show loose ends, which hang on many kinds of records: read them again, they are short."""
        if committed.space == self.space:
            self._read()
            self.detail.refresh(committed)

    # what a person does --------------------------------------------------------------------

    def _current_list(self) -> RecordList:
        return list(self.lists.values())[max(0, self.tabs.currentIndex())]

    def _tab_changed(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        current = self._current_list().table.current()
        if current is not None:
            self._selected(current)
        elif self._current_list().table.model.rowCount():
            self._select_first()
        else:
            self.detail.clear_detail()

    def _selected(self, row: Listed) -> None:
        if self.space is not None and row.record.kind == self._current_list().kind:
            self.detail.show_record(self.space, row.record.id, row.loose)

    def _detail_gone(self) -> None:
        self.detail.clear_detail()

    def new_record(self, kind: str) -> None:
        """Make a new record and open its sheet."""
        if self.space is None:
            return
        entity = self.desk.registry.entities[kind]
        values = {entity.title: tr(WORDS[kind].new)}
        edits = create(kind, {**_defaults(entity), **values}, self.space)
        self._wanted = edits[0].record
        self.detail.focus_when_shown()
        self.desk.commit(self.space, edits, entity.label, owner=self)

    def open_record(self, record: UUID) -> bool:
        """Show a finding or an issue; others are not of this page."""
        if self._select_in_lists(record):
            return True
        if self.space is not None and self._stale:
            self._wanted = record
            self._read()
            return True
        self.desk.ask(lambda ws: ws.find(record), self._open_if_own, owner=self)
        return True

    def _open_if_own(self, record: Record | None) -> None:
        if record is not None and record.kind in self.lists:
            self._wanted = record.id
            self._read()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return tuple(
            Command(f"issues.new.{e.kind}", tr(WORDS[e.kind].new), self._maker(e.kind), "add")
            for e in self.kinds
        )

    def _maker(self, kind: str) -> object:
        return lambda: self.new_record(kind)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self._current_list().table.view


def _defaults(entity: EntityType) -> dict[str, object]:
    return {f.key: f.default for f in entity.fields if f.default is not None}


PAGE = IssuesPage
