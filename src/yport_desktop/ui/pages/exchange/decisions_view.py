"""The log of decisions: filtered, read, and exported as it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.settlements import SETTLEMENT, Filter, Settled
from yport_desktop.ui.components.buttons import MenuButton, QuietButton
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, dress, holding, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.records.conflict_view import moment

DETAIL_WIDTH = 300


@dataclass(frozen=True)
class Choice:
    """One way to narrow the log."""

    text: str
    wanted: Filter


class DecisionsView(QWidget):
    """`open_requested(record id)`, `export_requested(form, ids)`: what is shown, in its order."""

    open_requested = Signal(object)
    export_requested = Signal(str, object)

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        declared = registry.entities[SETTLEMENT].field("how")
        self._how = {c.key: tr(c.label) for c in declared.choices} if declared else {}
        self._sectors = {key: tr(s.label) for key, s in registry.sectors.items()}
        self._all: tuple[Settled, ...] = ()
        self.wanted = Filter()
        self.person = self._menu(tr("Everybody"), self._people, "person")
        self.about = self._menu(tr("Everything"), self._subjects, "kind")
        self.period = self._menu(tr("At any time"), _periods, "since")
        self.export = MenuButton(tr("Export"), self._fill_export, "download")
        tools = (self.person, self.about, self.period, self.export)
        self.table = DataTable(self._columns(), tr("Decisions on conflicts"), tools=tools)
        self.table.row_selected.connect(self._show)
        self.table.row_opened.connect(lambda s: self.open_requested.emit(s.record))
        self._detail = column(spacing=L, margins=(L, L, L, L))
        panel = QWidget()
        panel.setLayout(self._detail)
        pane = scrolled(panel)
        pane.setMinimumWidth(tokens().px(240))
        dress(pane, look="surface")
        left = holding(column(self.table, margins=(XL, M, M, M)))
        self._stack = QStackedWidget()
        self._stack.addWidget(SplitView([left, pane], (1, 0), (800, DETAIL_WIDTH)))
        self.empty = EmptyState(
            "quote",
            tr("No decisions yet"),
            tr("Every conflict that is settled is noted here: what stood, what holds, who decided, and why."),
        )
        self._stack.addWidget(self.empty)
        self._stack.setCurrentIndex(1)
        self.setLayout(column(self._stack))

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("at", tr("When"), lambda s: s.at, moment, width=148),
            TableColumn("who", tr("Decided by"), lambda s: s.who, width=110),
            TableColumn("title", tr("Record"), lambda s: s.title, width=0, hint=lambda s: s.title),
            TableColumn("label", tr("Field"), lambda s: s.label, width=130, hint=lambda s: s.label),
            TableColumn("how", tr("How"), self._how_of, width=160, tone=_tone),
            TableColumn("kind", tr("Kind"), lambda s: s.kind_label, width=120, shown=False),
            TableColumn("holds", tr("Holds now"), _one_line, width=160, shown=False),
            TableColumn("reason", tr("Reason"), lambda s: s.reason, width=160, shown=False),
        )

    def _how_of(self, settled: Settled) -> str:
        how = self._how.get(settled.how, settled.how)
        return tr("taken back") if settled.taken_back_at else how

    # filtering -----------------------------------------------------------------------------

    def _menu(self, text: str, choices: Callable[[], list[Choice]], part: str) -> MenuButton:
        def fill(menu: QMenu) -> None:
            for choice in (Choice(text, Filter()), *choices()):
                menu.addAction(choice.text, partial(choose, choice))

        def choose(choice: Choice) -> None:
            parts = {"person": ("person",), "kind": ("kind", "sector"), "since": ("since", "until")}[part]
            self.wanted = replace(self.wanted, **{p: getattr(choice.wanted, p) for p in parts})
            button.setText(f" {choice.text}")
            button.setAccessibleName(choice.text)
            self._filter()

        button = MenuButton(text, fill, "filter", "quiet")
        return button

    def _people(self) -> list[Choice]:
        names = {s.key: s.who for s in self._all}
        ordered = sorted(names.items(), key=lambda pair: pair[1].casefold())
        return [Choice(name, Filter(person=key)) for key, name in ordered]

    def _subjects(self) -> list[Choice]:
        kinds = {s.kind: s.kind_label for s in self._all}
        sectors = {s.sector for s in self._all if s.sector in self._sectors}
        return [
            Choice(label, Filter(kind=kind)) for kind, label in sorted(kinds.items(), key=lambda p: p[1])
        ] + [Choice(self._sectors[key], Filter(sector=key)) for key in sorted(sectors)]

    def _filter(self) -> None:
        self.table.set_rows([s for s in self._all if self.wanted.wants(s)])

    def show_decisions(self, found: Sequence[Settled]) -> None:
        """Show the log."""
        if tuple(found) == self._all:
            return
        self._all = tuple(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._filter()
        if self.table.current() is None and found:
            self.table.select(found[0].id)

    def show_decision(self, id: UUID) -> bool:
        """Put the cursor on a decision; False where there is none of that id."""
        return self.table.select(id)

    def _fill_export(self, menu: QMenu) -> None:
        for text, form in ((tr("As a workbook (XLSX)…"), "xlsx"), (tr("As text (CSV)…"), "csv")):
            menu.addAction(text, partial(self._export, form))

    def _export(self, form: str) -> None:
        self.export_requested.emit(form, self.shown())

    def shown(self) -> tuple[UUID, ...]:
        """The decisions that are shown, in their order."""
        model = self.table.model
        return tuple(model.row_at(place).id for place in range(model.rowCount()))

    # one decision --------------------------------------------------------------------------

    def _show(self, settled: Settled) -> None:
        clear(self._detail)
        if settled.taken_back_at:
            said = tr("{who}, {when}").format(who=settled.taken_back_by, when=moment(settled.taken_back_at))
            words = Label(said, wrap=True)
            head = row(Chip(tr("taken back"), Tone.CAUTION, "undo"), words, spacing=S)
            head.setStretchFactor(words, 1)
            self._detail.addLayout(head)
        title = Label(settled.title, Type.EMPHASIS, strong=True, wrap=True)
        about = Label(f"{settled.kind_label} · {settled.label}", Type.CAPTION, Tone.SECOND, wrap=True)
        self._detail.addLayout(column(title, about, spacing=2))
        stood = [
            column(
                Label(f"{v.who}, {moment(v.at)}", Type.CAPTION, Tone.SECOND, wrap=True),
                Label(v.text, wrap=True, selectable=True),
                spacing=0,
            )
            for v in settled.stood
        ]
        self._part(tr("Values that stood"), *[holding(box) for box in stood])
        self._part(tr("What holds since"), Label(settled.holds, strong=True, wrap=True, selectable=True))
        how = tr("{who}, {when}: {how}").format(
            who=settled.who, when=moment(settled.at), how=self._how.get(settled.how, settled.how)
        )
        self._part(tr("Decision"), Label(how, wrap=True))
        if settled.reason:
            self._part(tr("Reason"), Label(settled.reason, wrap=True, selectable=True))
        button = QuietButton(tr("Open the record"), lambda: self.open_requested.emit(settled.record), "open")
        self._detail.addLayout(row(button, None, margins=(-S, 0, 0, 0)))
        self._detail.addStretch(1)

    def _part(self, heading: str, *parts: QWidget) -> None:
        self._detail.addLayout(
            column(Label(heading, Type.CAPTION, Tone.SECOND, strong=True), *parts, spacing=S)
        )


def _one_line(settled: Settled) -> str:
    return " ".join(settled.holds.split())


def _tone(settled: Settled) -> Tone:
    return Tone.CAUTION if settled.taken_back_at else Tone.NEUTRAL


def _periods() -> list[Choice]:
    today = date.today()
    last = str(today.year - 1)
    return [
        Choice(tr("Today"), Filter(since=today.isoformat())),
        Choice(tr("This month"), Filter(since=f"{today:%Y-%m}")),
        Choice(tr("This year"), Filter(since=f"{today:%Y}")),
        Choice(tr("Last year"), Filter(since=last, until=last)),
    ]
