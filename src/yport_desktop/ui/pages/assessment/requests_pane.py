"""The data requests of the engagement: a list with due dates and the sheet of the one chosen."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Choice, Record
from yport_desktop.services.data_requests import DATA_REQUEST, is_overdue
from yport_desktop.services.records import create, delete
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton, QuietButton
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import L, M, S, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.records.sheet import RecordSheet


class RequestsPane(QWidget):
    """`input_requested(sector, input)`: go to the input that a request asks for."""

    input_requested = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._space: UUID | None = None
        self._wanted: UUID | None = None
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        entity = desk.registry.entities[DATA_REQUEST]
        self.add = PlainButton(tr("New request"), self._new, "add")
        self.table = DataTable(self._columns(), tr(entity.label_plural), tools=(self.add,))
        self.table.row_selected.connect(self._select)
        self.sheet = RecordSheet(desk, leave_out=("sector", "input"))
        self.sheet.missing.connect(self._forget)
        self.remove = QuietButton(tr("Delete"), self._delete, "delete")
        self.show_input = QuietButton(tr("Show the input"), self._show_input, "assess")
        self._input: tuple[str, str] | None = None
        self.sheet.shown.connect(self._sheet_shown)
        below = QWidget()
        tools = row(Label(tr(entity.label), Type.EMPHASIS, strong=True), None, self.show_input, self.remove)
        below.setLayout(column(tools, self.sheet, spacing=M, margins=(0, M, S, L)))
        self._below = scrolled(below)
        title = Label(tr(entity.label_plural), Type.TITLE)
        lists = QWidget()
        box = column(row(title, None), self.table, line(), self._below, spacing=M, margins=(L, L, L, 0))
        box.setStretchFactor(self.table, 2)
        box.setStretchFactor(self._below, 3)
        lists.setLayout(box)
        text = tr(
            "What nobody knows becomes a question with an owner and a date. It stands here until answered."
        )
        empty = EmptyState("clock", tr("Nothing is waited for"), text, (tr("New request"), self._new))
        self._stack = QStackedWidget()
        self._stack.addWidget(lists)
        self._stack.addWidget(empty)
        self.setLayout(column(self._stack))
        self._below.hide()

    def _columns(self) -> tuple[TableColumn, ...]:
        today = date.today()

        def tone(request: Record) -> Tone:
            return Tone.CRITICAL if is_overdue(request, today) else Tone.SECOND

        def due(request: Record) -> str:
            text = str(request.get("due") or "")
            return tr("{date}, overdue").format(date=text) if is_overdue(request, today) else text

        states = {c.key: c.label for c in self._choices()}
        return (
            TableColumn("question", tr("What is asked for"), lambda r: r.get("question", ""), width=0),
            TableColumn("due", tr("Due"), due, width=170, tone=tone),
            TableColumn(
                "state",
                tr("State"),
                lambda r: tr(states.get(r.get("state", "open"), "")),
                width=120,
                tone=lambda _r: Tone.SECOND,
            ),
        )

    def _choices(self) -> Sequence[Choice]:
        field = self._desk.registry.entities[DATA_REQUEST].field("state")
        return field.choices if field else ()

    def show_engagement(self, space: UUID | None) -> None:
        """Show the requests of another engagement."""
        self._space = space
        self._forget()
        self._read()

    def refresh(self, committed: Committed) -> None:
        """Records changed."""
        if DATA_REQUEST in committed.kinds:
            self._read()
        self.sheet.refresh(committed)

    def open_request(self, record: UUID) -> None:
        """Show one request."""
        self._wanted = record
        if self.table.select(record):
            self._wanted = None

    def _read(self) -> None:
        space = self._space
        if space is not None:
            self._desk.ask(lambda ws: _in_order(ws, space), self._show, key="requests", owner=self)

    def _show(self, requests: Sequence[Record]) -> None:
        self._stack.setCurrentIndex(0 if requests else 1)
        self.table.set_rows(requests)
        if self._wanted is not None and self.table.select(self._wanted):
            self._wanted = None

    def _select(self, request: Record) -> None:
        if self._space is not None and self.sheet.record != request.id:
            self._below.show()
            self.sheet.show_record(self._space, request.id)

    def _sheet_shown(self, reading: object) -> None:
        record = reading.record  # type: ignore[attr-defined]
        sector, key = record.get("sector"), record.get("input")
        self._input = (str(sector), str(key)) if sector and key else None
        self.show_input.setVisible(self._input is not None)

    def _forget(self) -> None:
        self._below.hide()
        self.sheet.clear_sheet()

    def _new(self) -> None:
        if self._space is None:
            return
        values = {"question": tr("New request"), "asked_on": date.today().isoformat(), "state": "open"}
        edits = create(DATA_REQUEST, values, self._space)
        self._wanted = edits[0].record
        label = self._desk.registry.entities[DATA_REQUEST].label
        self._desk.commit(self._space, edits, label, owner=self)

    def _delete(self) -> None:
        if self._space is not None and self.sheet.record is not None:
            record = self.sheet.record
            self._forget()
            self._desk.commit(self._space, delete(record), tr("Delete"), owner=self)
            self._desk.tell_undoable(tr("The request was deleted."))

    def _show_input(self) -> None:
        if self._input is not None:
            self.input_requested.emit(*self._input)


def _in_order(workspace: Workspace, space: UUID) -> list[Record]:
    """Open ones first, the earliest due first."""
    found = workspace.records(space, DATA_REQUEST)
    return sorted(
        found, key=lambda r: (r.get("state", "open") not in ("open", "sent"), str(r.get("due", "9999")))
    )
