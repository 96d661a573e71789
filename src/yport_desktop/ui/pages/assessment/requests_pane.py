"""The data requests of the engagement: what to ask for, who was asked until when, and what came back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Choice, Record
from yport_desktop.services.data_gaps import Gap, improvement
from yport_desktop.services.data_requests import (
    DATA_REQUEST,
    OPEN_STATES,
    Progress,
    Terms,
    Wish,
    is_overdue,
    progress_of,
    request_inputs,
)
from yport_desktop.services.record_links import links, referred
from yport_desktop.services.records import create, delete
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton, QuietButton
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, holding, line, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import XS, L, M, S, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command
from yport_desktop.ui.records.sheet import RecordSheet

from .gaps_view import GapsView
from .request_dialogs import terms_dialog
from .request_files import RequestFiles

BAR = 120


class RequestsPane(QWidget):
    """`input_requested(sector, input)`: go to the input that a request asks for."""

    input_requested = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._space: UUID | None = None
        self._wanted: UUID | None = None
        self._any = False
        self._names: Mapping[str, str] = {}
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        entity = desk.registry.entities[DATA_REQUEST]
        self.files = RequestFiles(desk, self)
        self.add = QuietButton(tr("New request"), self._new, "add")
        self.look = PlainButton(tr("What to ask for"), self.show_gaps, "search")
        self.give = PlainButton(tr("Hand out"), self.files.hand_out, "send")
        self.take = PlainButton(tr("Read answers"), self.files.choose_answers, "inbox")
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
        lists = QWidget()
        box = column(
            self._head(tr(entity.label_plural)),
            self.table,
            line(),
            self._below,
            spacing=M,
            margins=(L, L, L, 0),
        )
        box.setStretchFactor(self.table, 2)
        box.setStretchFactor(self._below, 3)
        lists.setLayout(box)
        text = tr(
            "What nobody knows becomes a question with an owner and a date. It stands here until answered."
        )
        first, other = (tr("What to ask for"), self.show_gaps), (tr("New request"), self._new)
        empty = EmptyState("clock", tr("Nothing is waited for"), text, first, other)
        self.gaps = GapsView(desk)
        self.gaps.back_requested.connect(self._show_list)
        self.gaps.request_requested.connect(self._ask_terms)
        self._stack = QStackedWidget()
        self._stack.addWidget(lists)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.gaps)
        self.setLayout(column(self._stack))
        self._below.hide()

    def _head(self, title: str) -> QWidget:
        """Title and verbs, and below them how far the requests are."""
        self.progress = Label("", Type.CAPTION, Tone.SECOND)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR)
        self.bar.setAccessibleName(tr("Answered"))
        verbs = row(Label(title, Type.TITLE), None, self.look, self.give, self.take)
        return holding(column(verbs, row(self.bar, self.progress, None), spacing=XS))

    def commands(self, go: Callable[[], object]) -> tuple[Command, ...]:
        """What can be done with requests; `go()` brings this pane to the screen."""

        def there(do: Callable[[], object]) -> Callable[[], None]:
            def go_and_do() -> None:
                go()
                do()

            return go_and_do

        return (
            Command("assessment.requests", tr("Data requests"), go, "clock"),
            Command("assessment.gaps", tr("What to ask for"), there(self.show_gaps), "search"),
            Command("assessment.hand_out", tr("Hand out data requests"), there(self.files.hand_out), "send"),
            Command(
                "assessment.answers",
                tr("Read answers to data requests"),
                there(self.files.choose_answers),
                "inbox",
            ),
        )

    def _columns(self) -> tuple[TableColumn, ...]:
        def tone(request: Record) -> Tone:
            return Tone.CRITICAL if is_overdue(request, date.today()) else Tone.SECOND

        def due(request: Record) -> str:
            text = str(request.get("due") or "")
            return tr("{date}, overdue").format(date=text) if is_overdue(request, date.today()) else text

        states = {c.key: c.label for c in self._choices()}
        return (
            TableColumn("question", tr("What is asked for"), lambda r: r.get("question", ""), width=0),
            TableColumn(
                "asked_of",
                tr("Asked of"),
                lambda r: self._names.get(str(r.get("asked_of") or ""), ""),
                width=236,
                tone=lambda _r: Tone.SECOND,
            ),
            TableColumn("due", tr("Due"), due, width=150, tone=tone),
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
        self.files.show_engagement(space)
        self._stack.setCurrentIndex(0)
        self._forget()
        self._read()

    def refresh(self, committed: Committed) -> None:
        """Records changed."""
        if DATA_REQUEST in committed.kinds:
            self._read()
        if self._stack.currentWidget() is self.gaps and self.isVisible() and self._space is not None:
            self.gaps.read(self._space)
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

    def _show(self, found: tuple[Sequence[Record], Mapping[str, str]]) -> None:
        requests, self._names = found
        self._any = bool(requests)
        if self._stack.currentWidget() is not self.gaps:
            self._show_list()
        self._show_progress(progress_of(requests, date.today()))
        self.table.set_rows(requests)
        if self._wanted is not None and self.table.select(self._wanted):
            self._wanted = None

    def _show_progress(self, so_far: Progress) -> None:
        text = tr("{settled} of {total} settled").format(settled=so_far.settled, total=so_far.total)
        if so_far.overdue:
            text = tr("{settled} of {total} settled, {overdue} overdue").format(
                settled=so_far.settled, total=so_far.total, overdue=so_far.overdue
            )
        self.progress.setText(text)
        self.progress.set_tone(Tone.CRITICAL if so_far.overdue else Tone.SECOND)
        self.bar.setRange(0, max(1, so_far.total))
        self.bar.setValue(so_far.settled)

    def _show_list(self) -> None:
        """Back to the requests."""
        self._stack.setCurrentIndex(0 if self._any else 1)

    def show_gaps(self) -> None:
        """What is missing or weak, to choose from."""
        if self._space is not None:
            self._stack.setCurrentWidget(self.gaps)
            self.gaps.read(self._space)

    def _ask_terms(self, gaps: Sequence[Gap]) -> None:
        space = self._space
        if space is not None:
            today = date.today()
            dialog = terms_dialog(
                self, self._desk, space, len(gaps), today, lambda terms: self.request(gaps, terms)
            )
            dialog.open()

    def request(self, gaps: Sequence[Gap], terms: Terms) -> None:
        """Make data requests for these, in one save."""
        space, today = self._space, date.today()
        if space is None:
            return
        wishes = [
            Wish(
                gap.sector.key,
                gap.input.key,
                tr(gap.input.label),
                tr(gap.input.definition),
                improvement(gap, tr, language()),
            )
            for gap in gaps
        ]

        def made(_committed: Committed) -> None:
            self._show_list()
            text = tr("{n} data requests were made.").format(n=len(wishes))
            self._desk.tell_undoable(text if len(wishes) > 1 else tr("One data request was made."))

        self._any = True
        self._desk.ask(lambda ws: request_inputs(ws, space, wishes, terms, today), made, owner=self)

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
            done = tr("The request was deleted.")
            self._desk.commit(
                self._space,
                delete(record),
                tr("Delete"),
                lambda _c: self._desk.tell_undoable(done),
                owner=self,
            )

    def _show_input(self) -> None:
        if self._input is not None:
            self.input_requested.emit(*self._input)


def _in_order(workspace: Workspace, space: UUID) -> tuple[list[Record], Mapping[str, str]]:
    """Open ones first, the earliest due first; and the names of those asked, by the text of their id."""
    found = workspace.records(space, DATA_REQUEST)
    asked = {id for r in found if (id := referred(r, "asked_of")) is not None}
    names = {str(id): link.title for id, link in links(workspace, asked, tr).items()}
    return sorted(
        found, key=lambda r: (r.get("state", "open") not in OPEN_STATES, str(r.get("due", "9999")))
    ), names
