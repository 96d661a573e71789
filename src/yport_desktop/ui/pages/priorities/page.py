"""The page of priorities: options and criteria, weights and screening at the left, the order at the right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.services.assessments import OBSERVATION
from yport_desktop.services.priorities import (
    CRITERION,
    KINDS,
    OPTION,
    PAIRWISE,
    SCORE,
    SCREENING,
    PrioritiesView,
    priorities_view,
)
from yport_desktop.services.priority_edits import (
    add,
    put_comparison,
    put_rules,
    put_scores,
    put_screening,
    scale_weights,
)
from yport_desktop.services.records import set_values
from yport_desktop.services.screening import ScreeningView, screening_view
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, holding, row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page

from .events import PriorityEvents
from .inspecting import Inspecting
from .new_dialogs import CRITERION_FIELDS, OPTION_FIELDS, new_dialog
from .ranking_pane import RankingPane
from .score_model import Cells
from .score_table import ScoreTable
from .screening_pane import ScreeningPane
from .weights_pane import WeightsPane

SPLIT, TAB = "priorities split", "priorities tab"
VALUES, WEIGHTS, SCREENED = range(3)
Act = Callable[[Workspace, UUID], object]


@dataclass(frozen=True)
class Reading:
    """All that is shown."""

    space: UUID
    view: PrioritiesView
    screening: ScreeningView


def read(workspace: Workspace, space: UUID) -> Reading:
    """Ask for all of it: a few dozen records."""
    return Reading(space, priorities_view(workspace, space), screening_view(workspace, space))


class PrioritiesPage(Page):
    """Reads again after every change; the panes touch only what changed."""

    key = "priorities"
    title = N_("Priorities")
    icon = "priorities"
    order = 25

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.events = PriorityEvents(self)
        self.view: PrioritiesView | None = None
        self._stale = True
        self._wanted: UUID | None = None
        self.table = ScoreTable()
        ratio = desk.registry.entities[PAIRWISE].field("ratio")
        self.weights = WeightsPane(self.events, ratio.choices if ratio else ())
        self.ranking = RankingPane(self.events)
        self.screening = ScreeningPane(desk.registry.sectors, desk.registry.entities[SCREENING], self.events)
        self.inspecting = Inspecting(self)
        self._lay_out()
        self._connect()

    # layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        names = (tr("Options and criteria"), tr("Weights"), tr("Screening of sectors"))
        self.tabs = Segments(names, tr("Priorities"), int(self.desk.state.get(TAB) or 0))
        self.tabs.chosen.connect(self.show_tab)
        self.add_option = PlainButton(tr("Add an option"), self.new_option, "add")
        self.add_criterion = PlainButton(tr("Add a criterion"), self.new_criterion, "add")
        hint = tr("Type a value, and after it the letter of its grade: 1200 C. Paste from a spreadsheet.")
        self.hint = Label(hint, Type.CAPTION, Tone.SECOND, wrap=True)
        text = tr(
            "Options are compared by criteria whose ranges are fixed beforehand, with weights that the city "
            "sets. Begin with what the choice depends on."
        )
        nothing = EmptyState(
            "priorities",
            tr("Nothing to choose from yet"),
            text,
            (tr("Add a criterion"), self.new_criterion),
            (tr("Add an option"), self.new_option),
        )
        self._values = QStackedWidget()
        below = row(self.add_option, self.add_criterion, self.hint, spacing=S)
        below.setStretchFactor(self.hint, 1)
        filled = column(self.table, below, spacing=S)
        filled.setStretchFactor(self.table, 1)
        self._values.addWidget(holding(filled))
        self._values.addWidget(nothing)
        self._left = QStackedWidget()
        for shown in (self._values, self.weights, self.screening):
            self._left.addWidget(shown)
        left = QWidget()
        dress(left, look="ground")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setLayout(column(row(self.tabs, None), self._left, spacing=M, margins=(L, M, L, M)))
        self.split = SplitView([left, self.ranking], (3, 2), (690, 480))
        self.split.set_sizes(self.desk.state.get(SPLIT))
        self.split.sizes_changed.connect(lambda sizes: self.desk.state.set(SPLIT, sizes))
        go_home = (tr("Go to Home"), lambda: self.desk.open_page("home"))
        why = tr("Here a city decides what to do first, and sees how far that order holds.")
        self.empty = EmptyState("priorities", tr("No engagement yet"), why, go_home)
        self._pages = QStackedWidget()
        waiting = holding(column(Skeleton(10), None, margins=(XL, XL, XL, XL)))
        for part in (waiting, self.split, self.empty):
            self._pages.addWidget(part)
        self.setLayout(column(self._pages))
        self.show_tab(self.tabs.current)

    def _connect(self) -> None:
        events = self.events
        self.table.scores.entered.connect(events.scored)
        self.table.scores.refused.connect(self._refused)
        self.table.cell_chosen.connect(self.inspecting.follow)
        self.table.option_chosen.connect(lambda id: self.inspecting.record(OPTION, id))
        self.table.criterion_chosen.connect(lambda id: self.inspecting.record(CRITERION, id))
        events.option_requested.connect(lambda id: self.inspecting.record(OPTION, id))
        events.rules_requested.connect(self.inspecting.rules)
        events.screening_requested.connect(self.inspecting.screening)
        events.scored.connect(self._keep_scores)
        events.weighed.connect(self._keep_weight)
        events.compared.connect(
            lambda one, other, ratio: self._write(
                lambda ws, space: put_comparison(ws, space, one, other, ratio)
            )
        )
        events.ruled.connect(lambda values: self._write(lambda ws, space: put_rules(ws, space, values)))
        events.screened.connect(
            lambda sector, values: self._write(lambda ws, space: put_screening(ws, space, sector, values))
        )
        events.scale_requested.connect(lambda: self._write(scale_weights))

    def show_tab(self, place: int) -> None:
        """Values, weights or screening; the order stands beside the first two."""
        self.tabs.set_current(place)
        self.desk.state.set(TAB, place)
        self._left.setCurrentIndex(place)
        self.ranking.setVisible(place != SCREENED)

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement: read when the page is seen."""
        super().show_engagement(space)
        self._stale = True
        self.inspecting.forget()
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
        self.desk.ask(lambda ws: read(ws, space), self._show, key="priorities", owner=self)

    def _show(self, reading: Reading) -> None:
        if reading.space != self.space:
            return
        self.view = view = reading.view
        self._pages.setCurrentIndex(1)
        self._values.setCurrentIndex(0 if view.options or view.criteria else 1)
        self.table.show_view(view)
        self.weights.show_view(view)
        self.ranking.show_view(view)
        self.screening.show_view(reading.screening)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._go_to(wanted)

    def refresh(self, committed: Committed) -> None:
        """Read again what a commit touched; a result may have changed the need of a sector."""
        if committed.space == self.space and committed.kinds & (KINDS | {OBSERVATION}):
            self._read()
            self.inspecting.refresh(committed)

    # keeping -------------------------------------------------------------------------------

    def _write(self, act: Act) -> None:
        if (space := self.space) is not None:
            self.desk.ask(lambda ws: act(ws, space), failed=self._not_kept, owner=self)

    def _keep_scores(self, cells: Cells) -> None:
        self._write(lambda ws, space: put_scores(ws, space, cells))

    def _keep_weight(self, criterion: UUID, value: Json) -> None:
        if self.space is not None:
            edits = set_values(criterion, {"weight": value})
            self.desk.commit(self.space, edits, N_("Weight"), failed=self._not_kept, owner=self)

    def _not_kept(self, problem: Exception) -> None:
        self.desk.tell_failure(problem)
        self._read()

    def _refused(self, problems: Sequence[Problem]) -> None:
        self.desk.tell(" ".join(dict.fromkeys(map(problem_text, problems))), Tone.CRITICAL)

    # what a person does --------------------------------------------------------------------

    def new_option(self) -> None:
        """Ask for an option and add it."""
        text = tr("A measure or project that may be chosen.")
        self._new(OPTION, OPTION_FIELDS, tr("Add an option"), text)

    def new_criterion(self) -> None:
        """Ask for a criterion and add it."""
        text = tr(
            "Fix its range from the worst to the best value now: options that come later change no other's."
        )
        self._new(CRITERION, CRITERION_FIELDS, tr("Add a criterion"), text)

    def _new(self, kind: str, fields: tuple[str, ...], sentence: str, text: str) -> None:
        space = self.space
        if space is None:
            return
        self.show_tab(VALUES)

        def make(values: Mapping[str, Json]) -> None:
            self.desk.ask(lambda ws: add(ws, space, kind, values), self._want, owner=self)

        new_dialog(self.window(), self.desk.registry.entities[kind], fields, sentence, text, make)

    def _want(self, record: UUID) -> None:
        self._wanted = record
        self._read()

    def _go_to(self, record: UUID) -> None:
        """The keyboard to the row of an option, or the column of a criterion."""
        if self.view is None or not self.view.options:
            return
        first = self.view.options[0].id
        index = self.table.scores.index_of(record)
        if not index.isValid() and any(c.id == record for c in self.view.criteria):
            index = self.table.scores.index_of(first, record)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.setFocus()

    def open_record(self, record: UUID) -> bool:
        """Show an option, a criterion, a value, or another record of this page."""
        self.desk.ask(lambda ws: ws.find(record), self._open, owner=self)
        return True

    def _open(self, record: Record | None) -> None:
        if record is None or record.kind not in KINDS:
            return
        tab = SCREENED if record.kind == SCREENING else WEIGHTS if record.kind == PAIRWISE else VALUES
        self.show_tab(tab)
        if record.kind == SCORE and record.parent is not None:
            self._want(record.parent)
        elif tab == VALUES:
            self._want(record.id)
        if record.kind in (OPTION, CRITERION, SCREENING):
            self.inspecting.record(record.kind, record.id)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("priorities.option", tr("Add an option"), self.new_option, "add"),
            Command("priorities.criterion", tr("Add a criterion"), self.new_criterion, "add"),
            Command(
                "priorities.values", tr("Options and criteria"), lambda: self.show_tab(VALUES), "priorities"
            ),
            Command("priorities.weights", tr("Weights"), lambda: self.show_tab(WEIGHTS), "priorities"),
            Command(
                "priorities.screening", tr("Screening of sectors"), lambda: self.show_tab(SCREENED), "filter"
            ),
            Command(
                "priorities.inspect",
                tr("Show the value in the inspector"),
                self.inspecting.cell,
                "panel",
                "Ctrl+Shift+I",
            ),
            Command("priorities.rules", tr("Rules of the priorities"), self.inspecting.rules, "settings"),
            Command(
                "priorities.scale", tr("Scale the weights to 100 %"), self.events.scale_requested.emit, "edit"
            ),
        )

    def inspect(self) -> None:
        """The cell, or what was opened."""
        if self.desk.inspector.is_open():
            self.inspecting.show_again()

    def first_focus(self) -> QWidget | None:
        """The table."""
        return self.table


PAGE = PrioritiesPage
