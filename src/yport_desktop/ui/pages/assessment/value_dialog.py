"""A further value of an input, from another source: asked for at once, because it belongs together."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import EntityType, Json
from yport_desktop.domain.entry import Entry
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.sector import Input
from yport_desktop.services.assessments import stored
from yport_desktop.ui.components.choice_editors import editor_for
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import LongTextEditor
from yport_desktop.ui.components.form_row import FormRow, ProblemLine
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, S

from .input_row import FIELDS as VALUE_FIELDS
from .table_field import TableField

FIELDS = ("period", "source", "grade", "status", "note")
LABELS = 130


class ValueEntry(QWidget):
    """Value, period, source, grade, status and note of one more observation."""

    def __init__(self, asked: Input, entity: EntityType) -> None:
        super().__init__()
        self.value = VALUE_FIELDS[asked.kind](asked, tr(asked.label))
        self.value.completed.connect(self._completed)
        self.problems = ProblemLine()
        self._entry: Entry | None = None
        self._fields: dict[str, Json] = {}
        label = Label(tr("Value"))
        label.setFixedWidth(LABELS)
        box = column(row(label, self.value, None, spacing=S), self.problems, spacing=XS)
        if isinstance(self.value, TableField):
            box.addWidget(self.value.open_grid())
        for key in FIELDS:
            field = entity.field(key)
            editor: Any = editor_for(field) if field else None
            if field is None or editor is None:
                continue
            if isinstance(editor, LongTextEditor):
                editor = LongTextEditor(least=2)
            made = FormRow(tr(field.label), editor, tr(field.help), label_width=LABELS)
            made.edited.connect(lambda value, name=key: self._fields.update({name: value}))
            box.addWidget(made)
        self.setLayout(box)

    def _completed(self, entry: Entry | None) -> None:
        self._entry = entry
        problems: tuple[Problem, ...] = entry.problems if entry else ()
        self.problems.set_problems(problems)
        self.value.set_problems(problems)

    def fields(self) -> dict[str, Json] | None:
        """The fields of the observation; None while there is no value that can be kept."""
        if self._entry is None or self._entry.refused or self._entry.value is None:
            return None
        return {**stored(self._entry), **self._fields}


def value_dialog(
    parent: QWidget, asked: Input, entity: EntityType, keep: Callable[[dict[str, Json]], object]
) -> Dialog:
    """Ask for a value from another source; `keep(fields)` is called with what was entered."""
    text = tr("It is kept beside the value in use. You can use it instead at any time.")
    name = tr("Another value: {name}").format(name=tr(asked.label))
    dialog = Dialog(parent, name, text, width=560)
    entry = ValueEntry(asked, entity)
    dialog.add(entry)

    def take() -> None:
        if (focused := dialog.focusWidget()) is not None:
            focused.clearFocus()
        fields = entry.fields()
        if fields is None:
            entry.value.setFocus()
        else:
            dialog.accept()
            keep(fields)

    dialog.cancel_verb()
    dialog.verb(tr("Keep this value"), take, primary=True, stays=True)
    dialog.entry = entry  # type: ignore[attr-defined]
    entry.value.setFocus()
    return dialog
