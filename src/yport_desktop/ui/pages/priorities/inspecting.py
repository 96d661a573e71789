"""What the page puts into the inspector: the sheet of a cell, an option, a criterion or the rules."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Choice
from yport_desktop.domain.values import MISSING_LABEL
from yport_desktop.services.priorities import (
    CRITERION,
    OPTION,
    RULES,
    SCORE,
    SCREENING,
    rules_id,
)
from yport_desktop.services.priority_edits import (
    put_rules,
    put_screening,
    remove_criterion,
    remove_option,
    screening_id,
)
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import column, holding, row, stack
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import L, S, Tone
from yport_desktop.ui.records.sheet import RecordSheet

if TYPE_CHECKING:  # the page makes this part of itself
    from .page import PrioritiesPage

Sections = list[tuple[str, QWidget]]


class Inspecting(QObject):
    """Remembers what is inspected: (kind, ids)."""

    def __init__(self, page: "PrioritiesPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self._shown: tuple[str, tuple[UUID, ...]] | None = None
        self.sheet: RecordSheet | None = None

    def refresh(self, committed: Committed) -> None:
        """Records changed: the sheet reads again; a cell that has its first value now gets its sheet."""
        if not self._desk.inspector.is_open() or self._shown is None:
            return
        if self._shown[0] == SCORE and self.sheet is None:
            self.show_again()
        elif self.sheet is not None:
            self.sheet.refresh(committed)

    def forget(self) -> None:
        """Another engagement: nothing of the former one is shown again."""
        self._shown, self.sheet = None, None

    def show_again(self) -> None:
        """The page came to the screen: what was inspected, else the cell under the keyboard."""
        place = self._page.table.current_place()
        if self._shown is None and place is not None:
            self._shown = (SCORE, place)
        if self._shown is None:
            return
        kind, ids = self._shown
        if kind == SCORE:
            self._show_cell(*ids)
        else:
            self._show_record(kind, ids[0])

    def follow(self, option: UUID, criterion: UUID) -> None:
        """The keyboard went to another cell."""
        if self._desk.inspector.is_open():
            self._shown = (SCORE, (option, criterion))
            self._show_cell(option, criterion)

    def cell(self) -> None:
        """Open the inspector on the cell under the keyboard."""
        if (place := self._page.table.current_place()) is not None:
            self._shown = (SCORE, place)
            self._show_cell(*place)
            self._desk.inspector.reveal()

    def record(self, kind: str, record: UUID) -> None:
        """Open the inspector on an option, a criterion or another record of the page."""
        self._shown = (kind, (record,))
        self._show_record(kind, record)
        self._desk.inspector.reveal()

    def rules(self) -> None:
        """The rules; their record is made when somebody wants to see it."""
        if (space := self._page.space) is not None:
            method = self._page.view.weights.method if self._page.view else "direct"
            self._desk.ask(
                lambda ws: ws.find(rules_id(space)) or put_rules(ws, space, {"weighting": method}),
                lambda _made: self.record(RULES, rules_id(space)),
                owner=self,
            )

    def screening(self, sector: str) -> None:
        """The screening of a sector; likewise."""
        if (space := self._page.space) is not None:
            record = screening_id(space, sector)
            self._desk.ask(
                lambda ws: ws.find(record) or put_screening(ws, space, sector, {}),
                lambda _made: self.record(SCREENING, record),
                owner=self,
            )

    # what is shown -------------------------------------------------------------------------

    def _show_cell(self, option: UUID, criterion: UUID) -> None:
        view, space = self._page.view, self._page.space
        names = view.names if view is not None else {}
        if view is None or space is None or str(option) not in names or str(criterion) not in names:
            return
        cell = view.cell(option, criterion)
        links: list[QWidget] = []
        for kind, id in ((OPTION, option), (CRITERION, criterion)):
            line = LinkLine("", names[str(id)], indent=0)
            line.opened.connect(lambda kind=kind, id=id: self.record(kind, id))
            links.append(line)
        self.sheet = None
        body: QWidget
        if cell.record is None:
            body = self._empty_cell(option, criterion)
        else:
            self.sheet = self._sheet(space, cell.record.id, ("criterion",))
            body = self.sheet
        title = f"{names[str(option)]} · {names[str(criterion)]}"
        kind_text = tr(self._desk.registry.entities[SCORE].label)
        self._desk.inspector.show_sections(kind_text, title, [("", stack(links, 0)), ("", body)])

    def _empty_cell(self, option: UUID, criterion: UUID) -> QWidget:
        """No value yet: say why, if it is known why."""
        choices = [Choice(code.value, label) for code, label in MISSING_LABEL.items()]
        why = FormRow(tr("Why there is no value"), ChoiceEditor(choices), label_width=120)
        why.edited.connect(
            lambda value: self._page.events.scored.emit({(option, criterion): {"missing": value}})
        )
        text = tr("No value yet. Type it into the table, with the letter of its grade if you know it: 1200 C")
        return holding(column(Label(text, tone=Tone.SECOND, wrap=True), why, spacing=L))

    def _show_record(self, kind: str, record: UUID) -> None:
        space, view = self._page.space, self._page.view
        if space is None or view is None:
            return
        entity = self._desk.registry.entities[kind]
        self.sheet = self._sheet(space, record, ("sector",) if kind == SCREENING else ())
        sections: Sections = [("", self.sheet)]
        if kind in (OPTION, CRITERION):
            remove = QuietButton(tr("Delete"), lambda: self._remove(kind, record), "delete")
            sections.append(("", holding(row(remove, None, margins=(-S, 0, 0, 0)))))
        self._desk.inspector.show_sections(tr(entity.label), view.names.get(str(record), ""), sections)

    def _sheet(self, space: UUID, record: UUID, leave_out: tuple[str, ...]) -> RecordSheet:
        sheet = RecordSheet(self._desk, leave_out)
        sheet.show_record(space, record)
        return sheet

    def _remove(self, kind: str, record: UUID) -> None:
        space, view = self._page.space, self._page.view
        if space is None or view is None:
            return
        act = remove_option if kind == OPTION else remove_criterion
        self.forget()
        self._desk.inspector.show_sections("", "", [])
        text = tr("“{name}” was deleted with its values.").format(name=view.names.get(str(record), ""))
        self._desk.ask(
            lambda ws: act(ws, space, record), lambda _done: self._desk.tell_undoable(text), owner=self
        )
