"""The engagement's own records: the engagement, cities, missions, organisations and people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import EntityType, FieldValues, Record
from yport_desktop.domain.text import N_
from yport_desktop.services.records import create
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L, M, S
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.records.detail import RecordDetail
from yport_desktop.ui.records.listing import Listed, RecordList, read_list

SPLIT = "home split"
# Keys come with contact cards, and are compared on the exchange page; they are not typed.
KEY_FIELDS = ("signing_key", "receiving_key", "key_state")


@dataclass(frozen=True)
class KindWords:
    """What is said about a kind of record where it has none yet."""

    icon: str
    purpose: str
    new: str


WORDS = {
    "engagement": KindWords("flag", N_("The cooperation with the city and its agreement."), N_("Engagement")),
    "mission": KindWords(
        "flag", N_("Each trip, workshop or forum, with who took part and what came of it."), N_("New mission")
    ),
    "person": KindWords(
        "person", N_("The people of the engagement, on the city's side and on Yokohama's."), N_("New person")
    ),
    "organisation": KindWords(
        "city", N_("Departments, agencies, councils and firms that take part."), N_("New organisation")
    ),
    "partner_city": KindWords(
        "city", N_("The city that is advised, and its local governments."), N_("New partner city")
    ),
}


def kinds_here(entities: Mapping[str, EntityType], page: str) -> tuple[str, ...]:
    """The kinds of records that belong to the page, the known ones in the order of the tabs."""
    order = {kind: at for at, kind in enumerate(WORDS)}
    found = [e.kind for e in entities.values() if e.page == page]
    return tuple(sorted(found, key=lambda kind: (order.get(kind, len(order)), kind)))


def words_for(entity: EntityType) -> KindWords:
    """The words of a kind, made from its label where it has none of its own."""
    return WORDS.get(entity.kind) or KindWords("file", entity.label_plural, entity.label)


def read_lists(workspace: Workspace, space: UUID, kinds: Sequence[str]) -> dict[str, list[Listed]]:
    """All lists of the view."""
    return {kind: read_list(workspace, space, kind, {}) for kind in kinds}


class RecordsView(QWidget):
    """A tab per kind, the list at the left, the sheet at the right. `closed()`: back to the overview."""

    closed = Signal()

    def __init__(self, desk: Desk, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self._desk, self.kinds = desk, kinds
        self._space: UUID | None = None
        self._wanted: UUID | None = None
        entities = desk.registry.entities
        self.lists = {kind: self._list(entities[kind]) for kind in kinds}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Who and where"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.detail = RecordDetail(desk, KEY_FIELDS)
        self.detail.gone.connect(self.detail.clear_detail)
        self._stack = QStackedWidget()
        for kind, part in self.lists.items():
            self.tabs.addTab(tr(entities[kind].label_plural))
            self._stack.addWidget(part)
        self._lay_out()
        self.tabs.currentChanged.connect(self._tab_changed)
        self._tab_changed(0)

    def _list(self, entity: EntityType) -> RecordList:
        words = words_for(entity)
        made = RecordList(
            self._desk.registry, entity, words.icon, tr(words.purpose), tr(words.new), shows_loose=False
        )
        made.add.setVisible(bool(entity.parents))
        made.selected.connect(self._selected)
        made.new_requested.connect(self.new_record)
        return made

    def _lay_out(self) -> None:
        self.back = QuietButton(tr("Overview"), self.closed.emit, "chevron_left")
        head, left = QWidget(), QWidget()
        head.setLayout(row(self.back, self.tabs, None, spacing=S, margins=(L, S, L, S)))
        left.setLayout(column(self._stack, margins=(L, M, L, S)))
        for part in (head, left):
            dress(part, look="surface")
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left = left
        self.split = SplitView([left, self.detail], (1, 1), (700, 520))
        self.split.set_sizes(self._desk.state.get(SPLIT))
        self.split.sizes_changed.connect(lambda sizes: self._desk.state.set(SPLIT, sizes))
        box = column(head, line(), self.split, spacing=0)
        box.setStretchFactor(self.split, 1)
        self.setLayout(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet needs room for its labels."""
        super().resizeEvent(event)
        self.detail.setMinimumWidth(min(tokens().px(440), self.width() // 2))

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """The records of another engagement."""
        self._space = space
        self._wanted = None
        self.detail.clear_detail()
        if space is not None:
            self.read()

    def read(self) -> None:
        """Read the lists again."""
        space, kinds = self._space, self.kinds
        if space is not None:
            self._desk.ask(
                lambda ws: read_lists(ws, space, kinds), self._show, key="home records", owner=self
            )

    def refresh(self, committed: Committed) -> None:
        """Records changed."""
        self.read()
        self.detail.refresh(committed)

    def inspect(self) -> None:
        """Fill the inspector with the record on the sheet."""
        if self._space is not None and self.detail.record is not None:
            self.detail.sheet.show_record(self._space, self.detail.record)

    def _show(self, lists: dict[str, list[Listed]]) -> None:
        for at, (kind, rows) in enumerate(lists.items()):
            entity = self._desk.registry.entities[kind]
            many = f"{tr(entity.label_plural)}  {len(rows)}" if rows else tr(entity.label_plural)
            self.tabs.setTabText(at, many if entity.parents else tr(entity.label))
            self.lists[kind].show_rows(rows)
        if self._wanted is not None and self._select(self._wanted):
            self._wanted = None
        elif self.detail.record is None:
            self._select_first()

    # what a person does --------------------------------------------------------------------

    def show_kind(self, kind: str) -> None:
        """Show the tab of a kind."""
        if kind in self.kinds:
            self.tabs.setCurrentIndex(self.kinds.index(kind))
            self._select_first()

    def show_record(self, record: UUID) -> None:
        """Show one record, now or when the lists are read."""
        if not self._select(record):
            self._wanted = record
            self.read()

    @property
    def current(self) -> RecordList:
        """The list on the screen."""
        return self.lists[self.kinds[max(0, self.tabs.currentIndex())]]

    def _select(self, record: UUID) -> bool:
        for at, part in enumerate(self.lists.values()):
            if part.table.model.place_of(record) >= 0:
                self.tabs.setCurrentIndex(at)
                return part.table.select(record)
        return False

    def _select_first(self) -> None:
        table = self.current.table
        if (current := table.current()) is not None:
            self._selected(current)
        elif table.model.rowCount():
            table.select(table.model.row_at(0).id)
        else:
            self.detail.clear_detail()

    def _tab_changed(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        # There is one engagement, and no need of a list.
        self._left.setVisible(bool(self._desk.registry.entities[self.kinds[place]].parents))
        self._select_first()

    def _selected(self, row_now: Listed) -> None:
        if self._space is not None and row_now.record.kind == self.current.kind:
            self.detail.show_record(self._space, row_now.record.id, ())

    def new_record(self, kind: str) -> None:
        """Make a new record and open its sheet."""
        if self._space is None:
            return
        entity = self._desk.registry.entities[kind]
        values = {**_defaults(entity), entity.title: tr(words_for(entity).new)}
        edits = create(kind, values, self._space)
        self._wanted = edits[0].record
        self.detail.focus_when_shown()
        self._desk.commit(self._space, edits, entity.label, owner=self)

    def is_own(self, record: Record | None) -> bool:
        """Whether a record is shown here."""
        return record is not None and record.kind in self.kinds


def _defaults(entity: EntityType) -> FieldValues:
    return {f.key: f.default for f in entity.fields if f.default is not None}
