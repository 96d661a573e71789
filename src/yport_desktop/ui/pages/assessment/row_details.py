"""What belongs to a value and is too long for its line: definition, source, method, uncertainty, note."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import EntityType, Record
from yport_desktop.domain.sector import Input
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.choice_editors import editor_for
from yport_desktop.ui.components.editors import LongTextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, S, Tone, Type

FIELDS = ("source", "source_address", "source_status", "method", "uncertainty_pct", "note")
NARROW = 160
LABELS = 150


class RowDetails(QWidget):
    """`edited(field, value)`; `inspect_requested`: everything else is in the inspector."""

    edited = Signal(str, object)
    inspect_requested = Signal()

    def __init__(self, asked: Input, entity: EntityType) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        box = column(spacing=XS, margins=(0, XS, 0, S))
        if asked.definition:
            box.addWidget(Label(tr(asked.definition), Type.CAPTION, Tone.SECOND, wrap=True, selectable=True))
            box.addSpacing(XS)
        for key in FIELDS:
            field = entity.field(key)
            editor = editor_for(field) if field else None
            if field is None or editor is None:
                continue
            if isinstance(editor, LongTextEditor):
                editor = LongTextEditor(least=2)
            width = NARROW if field.unit else 0
            made = FormRow(tr(field.label), editor, tr(field.help), label_width=LABELS, editor_width=width)
            made.edited.connect(lambda value, name=key: self.edited.emit(name, value))
            self.rows[key] = made
            box.addWidget(made)
        link = QuietButton(tr("Evidence, other values, history"), self.inspect_requested.emit, "panel")
        box.addLayout(row(LABELS - S, link, None))
        self.setLayout(box)

    def show_record(self, record: Record | None) -> None:
        """Show the fields of the value used."""
        for key, made in self.rows.items():
            made.set_value(record.get(key) if record else None)
