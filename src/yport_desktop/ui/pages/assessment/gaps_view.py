"""What to ask for: every input that is missing, a default or weak, the most useful first."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.services.data_gaps import NEED_LABEL, Gap, Need, find_gaps, improvement, sector_states
from yport_desktop.services.data_gaps import SectorState as State
from yport_desktop.ui.components.buttons import PrimaryButton, QuietButton
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L, M, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.threads import Progress

WORDS_HIGH = 92
TONES = {Need.MISSING: Tone.CRITICAL, Need.DEFAULT: Tone.CAUTION, Need.WEAK: Tone.CAUTION}


class GapsView(QWidget):
    """`back_requested()`; `request_requested(gaps)`: make requests for the rows that are selected."""

    back_requested = Signal()
    request_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._space: UUID | None = None
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = QuietButton(tr("Data requests"), self.back_requested.emit, "chevron_left")
        self.ask = PrimaryButton(tr("Ask for the selected"), self._ask, "add")
        self.ask.setEnabled(False)
        self.table = DataTable(_columns(), tr("What to ask for"), tools=(self.ask,))
        self.table.row_selected.connect(self._show_words)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.words = Label("", tone=Tone.SECOND, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(tokens().px(WORDS_HIGH))
        explained = Label(
            tr(
                "The most useful first: what results wait for, then what would narrow a range most if it "
                "were known with grade B. Several rows can be selected."
            ),
            tone=Tone.SECOND,
            wrap=True,
        )
        lists = QWidget()
        box = column(explained, self.table, line(), self.words, spacing=M)
        box.setStretchFactor(self.table, 1)
        lists.setLayout(box)
        text = tr("Every input has a value with good evidence.")
        self._stack = QStackedWidget()
        for part in (Skeleton(10), lists, EmptyState("done", tr("Nothing is missing"), text)):
            self._stack.addWidget(part)
        title = row(self.back, None, margins=(-M, 0, 0, 0))
        head = column(title, Label(tr("What to ask for"), Type.TITLE), spacing=0)
        self.setLayout(column(head, self._stack, spacing=M, margins=(L, M, L, L)))

    def read(self, space: UUID) -> None:
        """Find the gaps of all sectors, off the UI thread."""
        self._space = space
        self._desk.ask(lambda ws: sector_states(ws, space), self._compute, key="gaps", owner=self)

    def _compute(self, states: Sequence[State]) -> None:
        space = self._space

        def work(progress: Progress) -> list[Gap]:
            found: list[Gap] = []
            for done, state in enumerate(states):
                progress.step(done, len(states))
                found += find_gaps(state, lambda: progress.stopped)
            return sorted(found, key=lambda gap: gap.order)

        def show(gaps: list[Gap]) -> None:
            if space == self._space:
                self.show_gaps(gaps)

        self._desk.run(tr("Looking for what is missing"), work, show, owner=self)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these."""
        self.table.set_rows(gaps)
        self._stack.setCurrentIndex(1 if gaps else 2)
        if gaps and self.table.current() is None:
            first = next((gap for gap in gaps if gap.request is None), gaps[0])
            self.table.select(first.id)
        self._count()

    def chosen(self) -> tuple[Gap, ...]:
        """The selected rows that are not asked for yet."""
        return tuple(gap for gap in self.table.selected() if gap.request is None)

    def _count(self) -> None:
        count = len(self.chosen())
        self.ask.setEnabled(count > 0)
        self.ask.setText(" " + (tr("Ask for {n}").format(n=count) if count else tr("Ask for the selected")))

    def _show_words(self, gap: Gap) -> None:
        text = improvement(gap, tr, language()) or tr("It would not change a range by much.")
        self.words.setText(f"{tr(gap.input.definition)}\n{text}")

    def _ask(self) -> None:
        if gaps := self.chosen():
            self.request_requested.emit(gaps)


def _columns() -> tuple[TableColumn, ...]:
    return (
        TableColumn(
            "input",
            tr("Input of the assessment"),
            lambda gap: tr(gap.input.label),
            width=0,
            sign=lambda gap: ("clock", tr("Asked for already")) if gap.request else ("", ""),
        ),
        TableColumn("sector", tr("Sector"), lambda gap: tr(gap.sector.label), width=170, tone=_second),
        TableColumn(
            "need",
            tr("Why"),
            lambda gap: tr(NEED_LABEL[gap.need]),
            width=140,
            tone=lambda gap: TONES[gap.need],
        ),
        TableColumn("waits", tr("Results waiting"), _waits, number=True, width=120, tone=_second),
        TableColumn(
            "gain",
            tr("Variance that would go"),
            lambda gap: gap.gain if gap.gain else None,
            lambda value: f"{value * 100:.0f} %" if value else "",
            number=True,
            width=170,
            hint=lambda gap: improvement(gap, tr, language()),
        ),
    )


def _second(_gap: Gap) -> Tone:
    return Tone.SECOND


def _waits(gap: Gap) -> int | None:
    return len(gap.waits) or None
