"""What the page puts into the inspector, and the actions that stand there."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.sector import Assessment
from yport_desktop.services.assessments import OBSERVATION, add_alternative, adopt, known
from yport_desktop.services.conflicts import settle_value
from yport_desktop.services.data_requests import DATA_REQUEST, request_input
from yport_desktop.services.drawing import draw_ranges
from yport_desktop.services.evidence import EVIDENCE, FileRead
from yport_desktop.services.input_dossier import (
    FieldConflict,
    InputDossier,
    attach,
    input_dossier,
)
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.records.files import choose_files, read_files

from .explanation import explanation
from .input_inspector import InputActions, input_sections
from .value_dialog import value_dialog

if TYPE_CHECKING:  # the page makes this part of itself; numpy is loaded by the first drawing
    from yport_desktop.advice.monte_carlo import Simulation

    from .page import AssessmentPage


class Inspecting(QObject):
    """Remembers what is inspected, so that it stays true while values change."""

    def __init__(self, page: "AssessmentPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._input = ""
        self._indicator = ""
        self._drawn: tuple[Assessment, Simulation] | None = None
        page.events.entered.connect(self._follow)
        page.desk.inspector.open_changed.connect(self._toggled)

    @staticmethod
    def today() -> date:
        """The day that due dates are judged by."""
        return date.today()

    # the inspector -------------------------------------------------------------------------

    def show_again(self) -> None:
        """The page came to the screen, or the inspector was opened: what is explained, or the row."""
        if not self._desk.inspector.is_open():
            return
        if self._indicator:
            self._show_explanation()
        else:
            self._input = self._input or self._page.current_key()
            self._read_dossier()

    def _follow(self, key: str) -> None:
        """The keyboard went to another row; what is explained stays."""
        if self._desk.inspector.is_open() and not self._indicator and key != self._input:
            self._input = key
            self._read_dossier()

    def _toggled(self, opened: bool) -> None:
        if opened:
            if self._page.isVisible() and not (self._input or self._indicator):
                self.show_again()
        else:
            self._input = self._indicator = ""
            if self._page.results is not None:
                self._page.results.select("")

    # results -------------------------------------------------------------------------------

    def explain(self, key: str) -> None:
        """Explain a result."""
        self._input, self._indicator = "", key
        self._show_explanation()
        self._desk.inspector.reveal()

    def _show_explanation(self) -> None:
        page = self._page
        if page.sector is None or page.assessment is None or page.results is None:
            return
        sector, indicator = page.sector, page.sector.indicator(self._indicator)
        sections = explanation(
            sector,
            indicator,
            page.assessment,
            lambda key: page.open_input(sector.key, key),
            self.ask_for,
            self._drawn[1] if self._drawn is not None and self._drawn[0] is page.assessment else None,
            self.draw,
        )
        self._desk.inspector.show_sections(tr("Result"), tr(indicator.label), sections)
        page.results.select(self._indicator)

    def draw(self) -> None:
        """Draw the ranges of the sector as it stands, off this thread, and show them."""
        page = self._page
        sector, assessment = page.sector, page.assessment
        if sector is None or assessment is None:
            return
        observed = known(page.rows.values())

        def show(drawn: "Simulation") -> None:
            self._drawn = (assessment, drawn)
            self.assessment_changed()

        self._desk.run(tr("Drawing"), lambda _progress: draw_ranges(sector, observed), show, owner=page)

    def assessment_changed(self) -> None:
        """Results changed: what is explained, too."""
        if self._indicator and self._desk.inspector.is_open():
            self._show_explanation()

    # inputs --------------------------------------------------------------------------------

    def inspect_input(self, key: str) -> None:
        """Show all that is known of an input."""
        self._input, self._indicator = key, ""
        self._read_dossier()
        self._desk.inspector.reveal()
        if self._page.results is not None:
            self._page.results.select("")

    def rows_changed(self, keys: Collection[str]) -> None:
        """Rows changed: what is inspected, too."""
        if self._input in keys and self._desk.inspector.is_open():
            self._read_dossier()

    def _read_dossier(self) -> None:
        space, sector, key = self._page.space, self._page.sector, self._input
        if space is not None and sector is not None and key:
            self._desk.ask(
                lambda ws: input_dossier(ws, space, sector.key, key),
                self._show_dossier,
                key="dossier",
                owner=self._page,
            )

    def _show_dossier(self, dossier: InputDossier) -> None:
        key = dossier.row.input.key
        if key != self._input:
            return
        actions = InputActions(
            settle=self._settle,
            adopt=lambda record: self._adopt(key, record),
            add_value=lambda: self._add_value(key),
            attach=lambda: self.attach(key, []),
            open_record=self._desk.open_record,
            ask=lambda: self.ask_for(key),
            open_linked=lambda: self._page.open_linked(key),
            computed_as=self._computed_as(dossier.row.input.linked),
        )
        entity = self._desk.registry.entities[OBSERVATION]
        title = tr(dossier.row.input.label)
        self._desk.inspector.show_sections(tr("Input"), title, input_sections(dossier, entity, actions))

    def _computed_as(self, link: str) -> str:
        """The name of another sector's result, translated; "" where there is none."""
        key, _, indicator = link.partition(".")
        other = self._desk.registry.sectors.get(key)
        return next((tr(i.label) for i in other.indicators if i.key == indicator), "") if other else ""

    def _settle(self, conflict: FieldConflict, value: Json) -> None:
        space = self._page.space
        if space is not None:
            self._desk.ask(
                lambda ws: settle_value(ws, space, conflict.record, conflict.field, value), owner=self._page
            )

    def _adopt(self, key: str, record: UUID) -> None:
        space, sector = self._page.space, self._page.sector
        if space is not None and sector is not None:
            self._desk.ask(lambda ws: adopt(ws, space, sector.key, key, record), owner=self._page)

    def _add_value(self, key: str) -> None:
        space, sector = self._page.space, self._page.sector
        if space is None or sector is None:
            return
        entity = self._desk.registry.entities[OBSERVATION]

        def keep(fields: dict[str, Json]) -> None:
            self._desk.ask(lambda ws: add_alternative(ws, space, sector.key, key, fields), owner=self._page)

        value_dialog(self._page, sector.input(key), entity, keep).open()

    # requests ------------------------------------------------------------------------------

    def ask_for(self, key: str) -> None:
        """Make a data request for an input, and offer to open it."""
        space, sector = self._page.space, self._page.sector
        if space is None or sector is None:
            return
        asked, today = sector.input(key), self.today()
        question, definition = tr(asked.label), tr(asked.definition)
        self._desk.ask(
            lambda ws: request_input(ws, space, sector.key, key, question, definition, today),
            self._tell_request,
            owner=self._page,
        )

    def _tell_request(self, request: Record) -> None:
        text = tr("Data request “{question}”, due {date}").format(
            question=request.get("question", ""), date=request.get("due", "–")
        )
        self._desk.tell(text, Tone.GOOD, (tr("Open"), lambda: self.open_request(request.id)))
        if self._input:
            self._read_dossier()

    def open_request(self, record: UUID) -> None:
        """Show a request in its list."""
        self._page.show_requests()
        self._page.requests.open_request(record)

    # evidence ------------------------------------------------------------------------------

    def attach(self, key: str, paths: Sequence[Path]) -> None:
        """Keep files as evidence of an input; without paths the person is asked for files."""
        if paths:
            self._read_files(key, paths)
            return
        choose_files(self._page, lambda chosen: self._read_files(key, chosen))

    def _read_files(self, key: str, paths: Sequence[Path]) -> None:
        read_files(self._desk, self._page, paths, lambda files: self._keep_files(key, files))

    def _keep_files(self, key: str, files: Sequence[FileRead]) -> None:
        space, sector = self._page.space, self._page.sector
        if space is not None and sector is not None:
            self._desk.ask(lambda ws: attach(ws, space, sector.key, key, files), owner=self._page)

    # finding -------------------------------------------------------------------------------

    def locate(self, record: UUID) -> None:
        """Go to the place of a record on this page."""
        self._desk.ask(lambda ws: _place_of(ws, record), self._go_to, owner=self._page)

    def _go_to(self, record: Record | None) -> None:
        if record is None:
            return
        if record.kind == DATA_REQUEST:
            self.open_request(record.id)
        elif record.kind == OBSERVATION and record.get("sector") and record.get("input"):
            self._page.open_input(str(record.get("sector")), str(record.get("input")))
            if self._page.sector is not None and self._page.sector.key == record.get("sector"):
                self.inspect_input(str(record.get("input")))


def _place_of(workspace: Workspace, record: UUID) -> Record | None:
    """The observation or request itself, or the observation a piece of evidence belongs to."""
    found = workspace.find(record)
    if found is not None and found.kind == EVIDENCE and found.parent is not None:
        return workspace.find(found.parent)
    return found
