"""The Assessment page: outline, form, live results; what changed is asked for row by row."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Missing, Observed
from yport_desktop.services.assessments import OBSERVATION, InputRow, known, put
from yport_desktop.services.data_requests import is_overdue
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.look import column
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page

from .board import Board
from .computing import Computing
from .conventions_dialog import open_conventions
from .events import FormEvents
from .inspecting import Inspecting
from .outline import Outline
from .reading import Changes, SectorReading, read_changes, read_sector
from .requests_pane import RequestsPane
from .results import ResultsPane
from .section_form import InputForm
from .tables import Tables


class AssessmentPage(Page):
    """Reads a sector once when it is shown; afterwards only what a commit touched."""

    key = "assessment"
    title = N_("Assessment")
    icon = "assess"
    order = 10

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.events = FormEvents(self)
        self.computing = Computing(self)
        self.sector: Sector | None = None
        self.rows: dict[str, InputRow] = {}
        self.assessment: Assessment | None = None
        self.form: InputForm | None = None
        self.results: ResultsPane | None = None
        self._stale = True
        self._wanted: tuple[str, str] | None = None
        self._wanted_result = ""
        self.outline = Outline(desk.registry.sectors.values())
        self.requests = RequestsPane(desk)
        self.inspecting = Inspecting(self)
        self.tables = Tables(self)
        self._lay_out()
        self._connect()

    # layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        tools = (self.tables.button(), self.tables.button())
        sectors = tuple(self.desk.registry.sectors.values())
        self.board = Board(sectors, self.outline, self.requests, tools)
        text = tr(
            "Here a city's services are assessed: every number with its source, its grade and its range."
        )
        self.empty = EmptyState("assess", tr("No engagement yet"), text, (tr("Go to Home"), self._go_home))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.board)
        self._pages.addWidget(self.empty)
        self.setLayout(column(self._pages))

    def _connect(self) -> None:
        self.outline.sector_chosen.connect(self.show_sector)
        self.outline.section_chosen.connect(self._go_to_section)
        self.outline.requests_chosen.connect(self.show_requests)
        self.outline.conventions_chosen.connect(self._agree)
        self.board.sectors.edited.connect(lambda key: self.show_sector(str(key)))
        self.board.sections.edited.connect(self._go_to_section)
        self.requests.input_requested.connect(self.open_input)
        self.events.typed.connect(self._typed)
        self.events.completed.connect(self._keep)
        self.events.inspect_requested.connect(self.inspecting.inspect_input)
        self.events.attach_requested.connect(self.inspecting.attach)
        self.events.ask_requested.connect(self.inspecting.ask_for)
        self.events.open_requested.connect(self.open_linked)
        self.computing.computed.connect(self._computed)

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement: read when the page is seen."""
        super().show_engagement(space)
        self._stale = True
        self._pages.setCurrentIndex(0 if space is not None else 1)
        self.requests.show_engagement(space)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def show_sector(self, key: str) -> None:
        """Show another sector."""
        self.desk.state.set("sector", key)
        self._stale = True
        self._read(key)

    def _read(self, key: str = "") -> None:
        space = self.space
        chosen = key or self.desk.state.get("sector") or ""
        sectors = self.desk.registry.sectors
        chosen = chosen if chosen in sectors else next(iter(sectors), "")
        if space is None or not chosen:
            return
        self._stale = False
        self.desk.ask(lambda ws: read_sector(ws, space, chosen), self._show, key="sector", owner=self)

    def _show(self, reading: SectorReading) -> None:
        if reading.space != self.space:
            return
        if self.sector is not reading.sector:
            self._make_form(reading.sector)
        self.rows = {r.input.key: r for r in reading.rows}
        self.assessment = reading.assessment
        if self.form is not None:
            self.form.show_rows(self.rows, reading.assessment.observed)
        if self.results is not None:
            self.results.show_assessment(reading.assessment, preview=False)
        self._show_outline()
        self._show_requests(reading.requests)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.open_input(*wanted)
        if self._wanted_result in self.results_shown():
            self.inspecting.explain(self._wanted_result)
        self._wanted_result = ""

    def results_shown(self) -> frozenset[str]:
        """Keys of the results on the screen."""
        return frozenset(self.assessment.estimates) if self.assessment is not None else frozenset()

    def _make_form(self, sector: Sector) -> None:
        self.sector = sector
        entity = self.desk.registry.entities[OBSERVATION]
        self.form = InputForm(sector, entity, self.events)
        self.form.section_shown.connect(self._section_shown)
        self.results = ResultsPane(sector)
        self.results.explain_requested.connect(self.inspecting.explain)
        self.board.set_sector(sector, self.form, self.results)

    def _show_outline(self) -> None:
        if self.sector is not None:
            self.outline.show_sector(self.sector, self.rows)

    def _show_requests(self, requests: Sequence[Record]) -> None:
        today = self.inspecting.today()
        self.outline.show_requests(len(requests), sum(1 for r in requests if is_overdue(r, today)))

    def refresh(self, committed: Committed) -> None:
        """Ask again for the rows a commit touched."""
        space, sector = self.space, self.sector
        if committed.space != space or space is None:
            return
        self.requests.refresh(committed)
        if sector is None or self._stale:
            return
        self.desk.ask(
            lambda ws: read_changes(ws, space, sector.key, committed), self._show_changes, owner=self
        )

    def _show_changes(self, changes: Changes) -> None:
        if changes.requests is not None:
            self._show_requests(changes.requests)
        changed = [r for r in changes.rows if self.rows.get(r.input.key) != r]
        if not changed or self.sector is None or self.form is None:
            return
        for row_now in changed:
            self.rows[row_now.input.key] = row_now
            self.form.show_row(row_now, self._standing(row_now.input.key))
        self.computing.ask(self.sector, known(self.rows.values()))
        self._show_outline()
        self.inspecting.rows_changed({r.input.key for r in changed})

    def _standing(self, key: str) -> Observed | None:
        return self.assessment.observed.get(key) if self.assessment else None

    # typing and keeping --------------------------------------------------------------------

    def _typed(self, key: str, seen: Observed | None) -> None:
        if self.sector is None:
            return
        now = known(self.rows.values())
        if seen is None:
            if self.results is not None and self.results.previewing and self.assessment is not None:
                self.computing.drop()
                self.results.show_assessment(self.assessment, preview=False)
        else:
            self.computing.ask(self.sector, {**now, key: seen}, preview=True)

    def _keep(self, key: str, fields: Mapping[str, Json]) -> None:
        space, sector = self.space, self.sector
        if space is None or sector is None:
            return
        self.desk.ask(
            lambda ws: put(ws, space, sector.key, key, fields),
            failed=lambda problem: self._not_kept(key, problem),
            owner=self,
        )
        if fields.get("missing") == Missing.NOT_KNOWN:
            self.desk.tell(
                tr("Noted as not known. Somebody may know it."),
                action=(tr("Make a data request"), lambda: self.inspecting.ask_for(key)),
            )

    def _not_kept(self, key: str, problem: Exception) -> None:
        self.desk.tell_failure(problem)
        if self.sector is not None:
            self.computing.ask(self.sector, known(self.rows.values()))
        if self.form is not None:
            self.form.show_row(self.rows[key], self._standing(key))

    def _computed(self, assessment: Assessment, preview: bool) -> None:
        if self.sector is None or assessment.sector != self.sector.key or self.results is None:
            return
        self.results.show_assessment(assessment, preview)
        if not preview:
            self.assessment = assessment
            if self.form is not None:
                self.form.show_standing(assessment.observed)
            self.inspecting.assessment_changed()

    # going ---------------------------------------------------------------------------------

    def _go_to_section(self, key: str) -> None:
        self.show_form()
        if self.form is not None and key in self.form.blocks:
            self.form.go_to_section(key, with_keyboard=False)

    def _section_shown(self, key: str) -> None:
        if self.board.middle.currentWidget() is not self.requests:
            self.outline.select_section(key)
        self.board.sections.set_value(key)

    def show_form(self) -> None:
        """Back from the data requests to the inputs."""
        self.board.show_form()

    def show_requests(self) -> None:
        """The data requests of the engagement."""
        self.board.show_requests()

    def _agree(self) -> None:
        if self.space is not None:
            open_conventions(self, self.desk, self.space)

    def open_input(self, sector: str, key: str) -> None:
        """Show one row and give it the keyboard."""
        if self.sector is None or self.sector.key != sector:
            self._wanted = (sector, key)
            self.show_sector(sector)
            return
        self.show_form()
        if self.form is not None and key in self.rows:
            self.form.go_to(key)

    def open_linked(self, key: str) -> None:
        """Go to the sector that computes an input, with its result explained."""
        link = self.sector.input(key).linked if self.sector is not None else ""
        sector, _, self._wanted_result = link.partition(".")
        if sector in self.desk.registry.sectors:
            self.show_sector(sector)

    def open_record(self, record: UUID) -> bool:
        """Observations and evidence at their row, data requests in their list."""
        if self.space is None:
            return False
        self.inspecting.locate(record)
        return True

    def _go_home(self) -> None:
        self.desk.open_page("home")

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("assessment.form", tr("Inputs of the assessment"), self.show_form, "assess"),
            *self.requests.commands(self.show_requests),
            Command("assessment.conventions", tr("Currency, rates and fiscal year"), self._agree, "calendar"),
            Command(
                "assessment.details",
                tr("Show or hide the details of the row"),
                self._details,
                "edit",
                "Alt+Return",
            ),
            Command(
                "assessment.inspect",
                tr("Show the row in the inspector"),
                self._inspect,
                "panel",
                "Ctrl+Shift+I",
            ),
            *self.tables.commands(),
        )

    def _details(self) -> None:
        if self.form is not None and (line_now := self.form.current_line()) is not None:
            line_now.set_unfolded(not line_now.is_unfolded())

    def current_key(self) -> str:
        """The input of the row that has or last had the keyboard; "" before there is one."""
        line_now = self.form.current_line() if self.form is not None else None
        return line_now.key if line_now is not None else ""

    def inspect(self) -> None:
        """The result that is explained, or the row."""
        self.inspecting.show_again()

    def _inspect(self) -> None:
        if key := self.current_key():
            self.inspecting.inspect_input(key)

    def first_focus(self) -> QWidget | None:
        """The first row."""
        return self.form.first_control() if self.form is not None else None


PAGE = AssessmentPage
