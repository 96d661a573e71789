"""The sheet of a record: every declared field with its editor, kept as it is completed.

Pages use it for any kind of record: `sheet.show_record(space, id)`, and `sheet.refresh(committed)`
when records changed.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import EntityType, Field, FieldKind, Json
from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.services.clash_words import choices_for
from yport_desktop.services.conflicts import settle_value
from yport_desktop.services.input_dossier import FieldConflict
from yport_desktop.services.plan_views import Link
from yport_desktop.services.record_links import candidates
from yport_desktop.services.records import set_values
from yport_desktop.ui.components.choice_editors import ChoiceEditor, ChoicesEditor, editor_for
from yport_desktop.ui.components.editors import Editor, LongTextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column
from yport_desktop.ui.design.texts import gettext, tr
from yport_desktop.ui.design.tokens import XL, L, S, Type
from yport_desktop.ui.desk import Desk

from .conflict_view import ConflictView
from .reading import RecordReading, read_record
from .reference_editors import ReferencesEditor

LABELS = 150
SHORT = {FieldKind.NUMBER: 160, FieldKind.DATE: 190, FieldKind.CHOICE: 290, FieldKind.CHOICES: 320}


class RecordSheet(QWidget):
    """`shown(RecordReading)` whenever the record was read; `missing()` when it is not there any more."""

    shown = Signal(object)
    missing = Signal()

    def __init__(self, desk: Desk, leave_out: Iterable[str] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._leave_out = frozenset(leave_out)
        self._space: UUID | None = None
        self._record: UUID | None = None
        self._kind = ""
        self.rows: dict[str, FormRow] = {}
        self.conflicts: list[ConflictView] = []
        self._conflict_box = column(spacing=S)
        self._form_box = column(spacing=S)
        self.setLayout(column(self._conflict_box, self._form_box, spacing=L))

    # showing -------------------------------------------------------------------------------

    @property
    def record(self) -> UUID | None:
        """The record on the sheet."""
        return self._record

    def show_record(self, space: UUID, record: UUID) -> None:
        """Show another record."""
        self._space, self._record = space, record
        self._read()

    def clear_sheet(self) -> None:
        """Show nothing."""
        self._record = None
        self._show_conflicts(())
        self._make_form(None)

    def refresh(self, committed: Committed) -> None:
        """Records changed: read again when the record, or what it refers to, was touched."""
        if self._record is not None and committed.touched:
            self._read()

    def _read(self) -> None:
        space, record, translate = self._space, self._record, gettext()
        if space is None or record is None:
            return
        self._desk.ask(
            lambda ws: read_record(ws, space, record, translate),
            self._show,
            lambda _problem: self.missing.emit(),
            key=("sheet", id(self)),
            owner=self,
        )

    def _show(self, reading: RecordReading) -> None:
        if reading.record.id != self._record:
            return
        if reading.record.deleted:
            self.missing.emit()
            return
        if reading.record.kind != self._kind:
            self._make_form(self._desk.registry.entities[reading.record.kind])
        for key, made in self.rows.items():
            if isinstance(made.editor, ReferencesEditor):
                made.editor.set_links(reading.links)
            made.set_value(reading.record.get(key))
            made.set_problems([p for p in reading.problems if p.field == key])
        self._show_conflicts(reading.conflicts)
        self.shown.emit(reading)

    def _show_conflicts(self, conflicts: Sequence[FieldConflict]) -> None:
        clear(self._conflict_box)
        entity = self._desk.registry.entities.get(self._kind)
        self.conflicts = [ConflictView(c, entity, self._settle) for c in conflicts] if entity else []
        for view in self.conflicts:
            self._conflict_box.addWidget(view)

    # the form ------------------------------------------------------------------------------

    def _make_form(self, entity: EntityType | None) -> None:
        clear(self._form_box)
        self.rows = {}
        self._kind = entity.kind if entity else ""
        if entity is None:
            return
        for at, section in enumerate(entity.sections):
            made = [(f, e) for f in section.fields if f.key not in self._leave_out and (e := self._editor(f))]
            if made and at:
                self._form_box.addSpacing(XL - S)
                self._form_box.addWidget(Label(tr(section.label), Type.EMPHASIS, strong=True))
            for field, editor in made:
                self._form_box.addWidget(self._row(field, editor))
        self._form_box.addStretch(1)

    def _row(self, field: Field, editor: Editor) -> FormRow:
        made = FormRow(
            tr(field.label),
            editor,
            tr(field.help),
            field.required,
            label_width=LABELS,
            editor_width=SHORT.get(field.kind, 0),
        )
        made.edited.connect(lambda value, key=field.key: self._keep(key, value))
        self.rows[field.key] = made
        return made

    def _editor(self, field: Field) -> Editor | None:
        if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES):
            editor = ReferencesEditor(self._offer(field), field.kind is FieldKind.REFERENCE)
            editor.link_opened.connect(self._desk.open_record)
            return editor
        if field.choices_from:
            choices = choices_for(self._desk.registry, field)
            one = field.kind is FieldKind.CHOICE
            return ChoiceEditor(choices) if one else ChoicesEditor(choices)
        if field.kind is FieldKind.LONG_TEXT:
            return LongTextEditor(least=2)
        return editor_for(field)

    def _offer(self, field: Field) -> Callable[[Callable[[Sequence[Link]], object]], object]:
        def offer(then: Callable[[Sequence[Link]], object]) -> None:
            space, translate = self._space, gettext()
            if space is not None:
                self._desk.ask(lambda ws: candidates(ws, space, field.refers_to, translate), then, owner=self)

        return offer

    # keeping -------------------------------------------------------------------------------

    def _keep(self, key: str, value: Json) -> None:
        if self._space is None or self._record is None:
            return
        entity = self._desk.registry.entities[self._kind]
        field = entity.field(key)
        self._desk.commit(
            self._space,
            set_values(self._record, {key: value}),
            field.label if field else entity.label,
            failed=lambda problem: self._refused(key, problem),
            owner=self,
        )

    def _refused(self, key: str, problem: Exception) -> None:
        """Say at the row what is wrong; what was typed stays on the screen."""
        if isinstance(problem, InvalidEntry):
            own = [p for p in problem.problems if p.field in (key, "")]
            self.rows[key].set_problems(own or problem.problems)
        else:
            self._desk.tell_failure(problem)

    def _settle(self, conflict: FieldConflict, value: Json) -> None:
        if self._space is not None:
            space = self._space
            self._desk.ask(
                lambda ws: settle_value(ws, space, conflict.record, conflict.field, value), owner=self
            )

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems at their fields."""
        for key, made in self.rows.items():
            made.set_problems([p for p in problems if p.field == key])

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        if self.rows:
            next(iter(self.rows.values())).editor.setFocus()
