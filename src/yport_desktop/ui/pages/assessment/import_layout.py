"""The part of the import dialog that says how a sheet is laid out: shape, headings, columns."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.sector import InputKind, Sector
from yport_desktop.domain.text import N_
from yport_desktop.interop.sheets import TextSheet
from yport_desktop.services.table_import import column_letter
from yport_desktop.services.table_layout import (
    HEADINGS_WITHIN,
    RECORD_ROLES,
    ROLES,
    SHAPE_LABEL,
    Layout,
    Shape,
    headings_of,
)
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type

ACROSS = 4  # columns of the sheet that are chosen in one line
RECORDS_SHOWN = 400
_ROLE_LABEL = {
    "key": N_("Key"),
    "input": N_("Input"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "period": N_("Period"),
    "source": N_("Source"),
    "grade": N_("Evidence grade"),
    "uncertainty_pct": N_("Uncertainty, ± %"),
    "note": N_("Note"),
}


class LayoutForm(QWidget):
    """Editors for a layout. `changed()` after each choice; `layout_now` is what was chosen."""

    changed = Signal()

    def __init__(self, sector: Sector, sheets: QWidget) -> None:
        super().__init__()
        self._sector, self._sheet = sector, TextSheet("", ())
        self.layout_now = Layout()
        self.shape = ChoiceEditor([Choice(str(s), label) for s, label in SHAPE_LABEL.items()], empty="")
        self.header = ChoiceEditor((), empty="")
        self.table = ChoiceEditor(
            [Choice(a.key, a.label) for a in sector.inputs if a.kind is InputKind.TABLE and not a.linked], ""
        )
        self.record = ChoiceEditor((), empty="")
        self.comma = CheckBox(tr("Decimal comma"))
        for editor, name in (
            (self.shape, tr("Layout")),
            (self.header, tr("Row of headings")),
            (self.table, tr("Table")),
            (self.record, tr("Row of values")),
        ):
            editor.set_name(name)
        self.shape.edited.connect(self._other_shape)
        self.header.edited.connect(lambda at: self._change(header=int(str(at))))
        self.table.edited.connect(lambda key: self._change(table=str(key), columns={}))
        self.record.edited.connect(lambda at: self._change(row=int(str(at))))
        self.comma.clicked.connect(lambda on: self._change(decimal_comma=bool(on)))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S)
        self._grid.setVerticalSpacing(XS)
        self._table_part = _labelled(tr("Table"), self.table)
        self._record_part = _labelled(tr("Row of values"), self.record)
        first = row(
            _labelled(tr("Sheet"), sheets),
            _labelled(tr("Layout"), self.shape),
            _labelled(tr("Row of headings"), self.header),
            self._table_part,
            self._record_part,
            _labelled(" ", self.comma),
            spacing=S,
        )
        self.setLayout(column(first, self._grid, spacing=S))
        self.columns: dict[str, ChoiceEditor] = {}

    def set_layout(self, sheet: TextSheet, layout: Layout) -> None:
        """Show a layout of a sheet."""
        self._sheet, self.layout_now = sheet, layout
        self.shape.set_value(str(layout.shape))
        top = range(min(HEADINGS_WITHIN, len(sheet.rows)))
        self.header.set_choices([_row_choice(sheet, at) for at in top], empty="")
        self.header.set_value(str(layout.header))
        below = range(layout.header + 1, min(len(sheet.rows), layout.header + 1 + RECORDS_SHOWN))
        self.record.set_choices([_row_choice(sheet, at) for at in below if sheet.rows[at]], empty="")
        self.record.set_value(str(layout.row))
        self.table.set_value(layout.table or None)
        self.comma.setChecked(layout.decimal_comma)
        self._table_part.setVisible(layout.shape is Shape.TABLE)
        self._record_part.setVisible(layout.shape is Shape.RECORD)
        self._show_columns()
        self.changed.emit()

    def _meanings(self) -> Sequence[tuple[str, str]]:
        """What columns may hold, with its label."""
        layout = self.layout_now
        if layout.shape is Shape.TABLE:
            asked = next((a for a in self._sector.inputs if a.key == layout.table), None)
            return [(c.key, c.label) for c in asked.columns] if asked else []
        if layout.shape is Shape.RECORD:
            return [(f".{role}", _ROLE_LABEL[role]) for role in RECORD_ROLES]
        return [(role, _ROLE_LABEL[role]) for role in ROLES if role != "key"]

    def _show_columns(self) -> None:
        clear(self._grid)
        self.columns = {}
        headings = headings_of(self._sheet, self.layout_now)
        choices = [Choice(str(at), f"{column_letter(at)}: {text}"[:40]) for at, text in enumerate(headings)]
        for place, (meaning, label) in enumerate(self._meanings()):
            editor = ChoiceEditor(choices, empty="–")
            editor.set_name(tr(label))
            chosen = self.layout_now.columns.get(meaning)
            editor.set_value(None if chosen is None else str(chosen))
            editor.edited.connect(lambda at, meaning=meaning: self._choose_column(meaning, at))
            line, across = divmod(place, ACROSS)
            self._grid.addWidget(_labelled(tr(label), editor), line, across)
            self.columns[meaning] = editor
        for across in range(ACROSS):
            self._grid.setColumnStretch(across, 1)

    def _choose_column(self, meaning: str, at: Json) -> None:
        columns = {key: known for key, known in self.layout_now.columns.items() if key != meaning}
        if at is not None:
            columns[meaning] = int(str(at))
        self._change(columns=columns)

    def _other_shape(self, shape: Json) -> None:
        """Another layout begins with the columns that keep their meaning: none."""
        wanted, last = Shape(str(shape)), len(self._sheet.rows) - 1
        table = self.layout_now.table or str(self.table.combo.itemData(0) or "")
        self._change(
            shape=wanted,
            columns={},
            table=table if wanted is Shape.TABLE else "",
            row=last if wanted is Shape.RECORD else -1,
        )

    def _change(self, **parts: object) -> None:
        self.set_layout(self._sheet, replace(self.layout_now, **parts))  # type: ignore[arg-type]


def _labelled(text: str, editor: QWidget) -> QWidget:
    """A small label above an editor."""
    part = QWidget()
    part.setLayout(column(Label(text, Type.CAPTION, Tone.SECOND), editor, spacing=2))
    part.setMinimumWidth(tokens().px(120))
    return part


def _row_choice(sheet: TextSheet, at: int) -> Choice:
    texts = ", ".join(text for text in sheet.rows[at] if text)
    return Choice(str(at), f"{at + 1}: {texts[:36]}")
