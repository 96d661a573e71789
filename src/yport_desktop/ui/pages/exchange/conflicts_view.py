"""The conflict inbox: what waits at the left, what is decided at the right, and the log of decisions."""

from collections.abc import Hashable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.clashes import Clash, Dossier, Inbox
from yport_desktop.services.settlements import Decision, Settled
from yport_desktop.ui.components.buttons import MenuButton, PlainButton, QuietButton
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.editors import TextEditor
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, holding, line, row
from yport_desktop.ui.components.pick_list import PickList, PickRow
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.conflict_batch import ConflictBatch, people_in
from yport_desktop.ui.pages.exchange.conflict_detail import ConflictDetail
from yport_desktop.ui.pages.exchange.decisions_view import DecisionsView

STEP = 500
LIST_WIDTH = 320
WIDEST = 900
OPEN, DECIDED = range(2)


class ConflictsView(QWidget):
    """`dossier_requested(clash)`, `decided(decisions, reason)`, `orders_accepted()`, `more_requested()`,
    `log_requested()`, `open_requested(record id)`, `export_requested(form, ids of decisions)`."""

    dossier_requested = Signal(object)
    decided = Signal(object, str)
    orders_accepted = Signal()
    more_requested = Signal()
    log_requested = Signal()
    open_requested = Signal(object)
    export_requested = Signal(str, object)

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._shown: Inbox | None = None
        self._clashes: dict[Hashable, Clash] = {}
        self._wanted: UUID | None = None
        self.detail: ConflictDetail | None = None
        self.batch: ConflictBatch | None = None
        self.switch = Segments((tr("To decide"), tr("Decided")), tr("Conflicts"))
        self.decisions = DecisionsView(registry)
        self.decisions.open_requested.connect(self.open_requested)
        self.decisions.export_requested.connect(self.export_requested)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._open_part())
        self._stack.addWidget(self.decisions)
        self.switch.chosen.connect(self.show_part)
        bar = row(self.switch, None, spacing=S, margins=(XL, M, XL, M))
        self.setLayout(column(bar, line(), self._stack, spacing=0))

    def _open_part(self) -> QWidget:
        self.empty = EmptyState(
            "done",
            tr("No conflicts"),
            tr(
                "When two people change the same field without knowing of each other, both values are kept"
                " and shown here side by side until somebody decides."
            ),
        )
        self._inbox = QStackedWidget()
        self._inbox.addWidget(SplitView([self._list_pane(), self._right_pane()], (0, 1), (LIST_WIDTH, 900)))
        self._inbox.addWidget(self.empty)
        return self._inbox

    def _list_pane(self) -> QWidget:
        self.list = PickList(tr("Conflicts"))
        self.list.current_changed.connect(self._current_changed)
        self.list.picks_changed.connect(lambda _keys: self._show_right())
        self.list.opened.connect(lambda key: self.open_requested.emit(self._clashes[key].record))
        self.select = MenuButton(tr("Select"), self._fill_selection, "chevron_down", "quiet")
        self.more = QuietButton("", self.more_requested.emit)
        self.more.hide()
        self.orders_note = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.accept = QuietButton(tr("Keep the order shown"), self.orders_accepted.emit)
        orders = column(self.orders_note, row(self.accept, None, margins=(-S, 0, 0, 0)), spacing=2)
        self._orders = holding(column(line(), holding(column(orders, margins=(L, S, M, S))), spacing=0))
        self._orders.hide()
        self.all = CheckBox(tr("All"))
        self.all.setAccessibleName(tr("Select all"))
        self.all.clicked.connect(lambda on: self.list.pick(self._clashes if on else ()))
        head = row(self.all, None, self.select, spacing=S, margins=(L - 2, S - 2, S, S - 2))
        pane = QWidget()
        pane.setLayout(column(head, self.list, row(None, self.more, None), self._orders, spacing=0))
        dress(pane, look="surface")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setMinimumWidth(tokens().px(240))
        return pane

    def _right_pane(self) -> QWidget:
        self._room = column(spacing=0)
        content = QWidget()
        content.setMaximumWidth(tokens().px(WIDEST))
        content.setLayout(self._room)
        outer = row(content, None, spacing=0)
        outer.setStretch(0, 1000)
        self._area = scrolled(holding(outer))
        self.reason = TextEditor(tr("Why it is decided so; kept with the decision"))
        self.reason.set_name(tr("Reason"))
        foot = row(Label(tr("Reason"), tone=Tone.SECOND), self.reason, spacing=M, margins=(XL, S, XL, S))
        foot.setStretch(1, 1)
        self.foot = holding(foot)
        self.foot.setMaximumWidth(tokens().px(WIDEST))
        bar = QWidget()
        dress(bar, look="surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        below = row(self.foot, None, spacing=0)
        below.setStretch(0, 1000)
        bar.setLayout(below)
        return holding(column(self._area, line(), bar, spacing=0))

    # showing -------------------------------------------------------------------------------

    def show_inbox(self, found: Inbox) -> None:
        """Show what waits; nothing moves where nothing changed."""
        if found == self._shown:
            return
        self._shown = found
        before = self._clashes.get(self.list.current_key)
        self._clashes = {c.id: c for c in found.clashes}
        self._inbox.setCurrentIndex(0 if found.total or found.orders else 1)
        text = tr("To decide")
        self.switch.set_text(OPEN, f"{text} ({found.total:,})" if found.total else text)
        rest = found.total - len(found.clashes)
        self.more.setText(tr("Show more ({n})").format(n=f"{rest:,}"))
        self.more.setVisible(rest > 0)
        self._show_orders(len(found.orders))
        self.list.set_rows([_line_of(c) for c in found.clashes])
        after = self._clashes.get(self.list.current_key)
        if after is None or (before is not None and after.id == before.id and after != before):
            self._current_changed(self.list.current_key)

    def _show_orders(self, n: int) -> None:
        one = tr("One record was put at two places of the same list. The same order is shown to everybody.")
        many = tr(
            "{n} records were put at two places of the same list. The same order is shown to everybody."
        )
        self.orders_note.setText(one if n == 1 else many.format(n=f"{n:,}"))
        self._orders.setVisible(n > 0)

    def show_decided(self, n: int) -> None:
        """Say how many decisions hold."""
        text = tr("Decided")
        self.switch.set_text(DECIDED, f"{text} ({n:,})" if n else text)

    @property
    def wants_log(self) -> bool:
        """Whether the log is on the screen, or about to be."""
        return self._stack.currentIndex() == DECIDED or self._wanted is not None

    def show_decisions(self, found: Sequence[Settled]) -> None:
        """Show the log."""
        self.decisions.show_decisions(found)
        if self._wanted is not None and self.decisions.show_decision(self._wanted):
            self._wanted = None
            self.show_part(DECIDED)

    def show_part(self, part: int) -> None:
        """Go to what waits, or to the log."""
        self.switch.set_current(part)
        self._stack.setCurrentIndex(part)
        if part == DECIDED:
            self.log_requested.emit()

    @property
    def current(self) -> Clash | None:
        """The conflict under the cursor."""
        return self._clashes.get(self.list.current_key)

    @property
    def picked(self) -> tuple[Clash, ...]:
        """Those that are ticked, in their order."""
        picks = self.list.picks
        return tuple(c for key, c in self._clashes.items() if key in picks)

    def _current_changed(self, _key: Hashable) -> None:
        self.detail = None
        self._show_right()

    def _show_right(self) -> None:
        """The ticked ones together, or the one under the cursor."""
        picked, clash = self.picked, self.current
        self.all.setChecked(bool(picked) and len(picked) == len(self._clashes))
        if picked:
            self.detail = None
            self.batch = ConflictBatch(picked, self._decide, lambda: self.list.pick(()))
            self._put(self.batch)
        elif clash is None:
            self.batch = self.detail = None
            self._put(QWidget())
        else:
            self.batch = None
            if self.detail is None:
                if not isinstance(self._in_room(), Skeleton):
                    self._put(Skeleton(6))
                self.dossier_requested.emit(clash)

    def show_dossier(self, clash: Clash, known: Dossier) -> None:
        """Show one conflict, if it is still the one under the cursor."""
        if clash != self.current or self.picked:
            return
        self.detail = ConflictDetail(
            clash, known, lambda decision: self._decide([decision]), self.open_requested.emit
        )
        self._put(self.detail)

    def _in_room(self) -> QWidget | None:
        item = self._room.itemAt(0)
        return item.widget() if item is not None else None

    def _put(self, widget: QWidget) -> None:
        while (item := self._room.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if isinstance(widget, Skeleton):
            widget.setContentsMargins(XL, L, XL, L)
        self._room.addWidget(widget)
        self._area.verticalScrollBar().setValue(0)
        self.foot.setVisible(isinstance(widget, ConflictDetail | ConflictBatch))

    # deciding ------------------------------------------------------------------------------

    def _decide(self, decisions: Sequence[Decision]) -> None:
        self.reason.complete()
        self.decided.emit(tuple(decisions), str(self.reason.value() or ""))

    def settled(self) -> None:
        """A decision was kept: its reason is not that of the next one."""
        self.reason.set_value(None)
        self.reason.line.clear()
        self.list.pick(())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # where J and K go on

    def _fill_selection(self, menu: QMenu) -> None:
        """What can be ticked together."""
        clashes = tuple(self._clashes.values())

        def add(text: str, wanted: Sequence[Clash]) -> None:
            keys = [c.id for c in wanted]
            said = tr("{what} ({n})").format(what=text, n=f"{len(keys):,}") if keys else text
            menu.addAction(said, lambda: self.list.pick(keys))

        add(tr("All"), clashes)
        add(tr("None"), ())
        menu.addSeparator()
        for key, name in people_in(clashes):
            mine = key is None
            by = [c for c in clashes if any(s.own if mine else key in s.keys for s in c.sides)]
            add(tr("With a value of mine") if mine else tr("With a value of {name}").format(name=name), by)
        menu.addSeparator()
        for kind in sorted({c.kind_label for c in clashes}):
            add(kind, [c for c in clashes if c.kind_label == kind])

    # the keyboard --------------------------------------------------------------------------

    def keep_side(self, place: int) -> None:
        """Keep a side of the conflict under the cursor."""
        if self.detail is not None and self.detail.isVisible():
            self.detail.keep(place)

    def act(self, name: str) -> None:
        """One of "next", "previous", "pick", "both", "write", "merge"."""
        if not self.isVisible() or self._stack.currentIndex() != OPEN:
            return
        if name in ("next", "previous"):
            self.list.go(1 if name == "next" else -1)
        elif name == "pick":
            self.list.toggle_current()
        elif self.detail is not None:
            {"both": self.detail.both, "write": self.detail.write, "merge": self.detail.keep_merge}[name]()

    def primary_buttons(self) -> list[PlainButton]:
        """The buttons that keep a side of the conflict that is shown."""
        return [side.keep for side in self.detail.sides] if self.detail is not None else []

    def open_record(self, record: UUID) -> bool:
        """Show a decision of the log, or the conflict of a record; False where there is none."""
        if self.decisions.show_decision(record):
            self.show_part(DECIDED)
            return True
        self._wanted = record  # it may not be read yet
        self.log_requested.emit()
        found = next((key for key, c in self._clashes.items() if c.record == record), None)
        if found is not None:
            self.show_part(OPEN)
        return found is not None and self.list.set_current(found)


def _line_of(clash: Clash) -> PickRow:
    who = " / ".join(side.who for side in clash.sides if side.who)
    remark = f"{clash.label} · {who}" if who else clash.label
    return PickRow(clash.id, clash.title, remark, tr("Decision taken back") if clash.reopened else "")
