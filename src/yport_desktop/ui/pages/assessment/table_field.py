"""The field of a table input: a word on how much there is, and a grid that unfolds below the row."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.domain.entity import Json
from yport_desktop.domain.entry import Entry, parse_entry
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.sector import Column, Input
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.grid import Grid, GridColumn
from yport_desktop.ui.components.look import row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT
from yport_desktop.ui.numbers_shown import unit_shown

from .fields import ValueField, number_text
from .measures import GAP, UNIT, VALUE


class TableField(ValueField):
    """A button that unfolds the grid; `unfolded(bool)`."""

    unfolded = Signal(bool)

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__(asked, name)
        self._rows: list[list[str]] = []
        self._unit = ""
        self._refused = False
        self.grid: Grid | None = None
        self.button = PlainButton(tr("Fill in"), self.toggle, "chevron_right")
        self.button.setFixedWidth(tokens().px(VALUE + UNIT + GAP))
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedHeight(tokens().px(FORM_CONTROL_HEIGHT))
        self.setLayout(row(self.button, spacing=0))
        self.setFocusProxy(self.button)

    def control(self) -> QWidget:
        return self.button

    def toggle(self) -> None:
        """Fold or unfold the grid."""
        self.unfolded.emit(self.grid is None or self.grid.isHidden())

    def open_grid(self) -> Grid:
        """The grid, made when it is first wanted."""
        if self.grid is None:
            self.grid = Grid([_grid_column(c, self._unit) for c in self._asked.columns], self._name)
            self.grid.set_rows(self._rows)
            self.grid.edited.connect(self._edited)
        return self.grid

    def show_value(self, value: Json, unit: str, placeholder: str) -> None:
        self._unit = unit
        rows = value if isinstance(value, list | tuple) else []
        self._rows = [
            [_shown(c, cell) for c, cell in zip(self._asked.columns, line, strict=False)] for line in rows
        ]
        count = len(self._rows)
        text = tr("Rows: {n}").format(n=count) if count else placeholder or tr("Fill in")
        self.button.setText(f" {text}")
        self.button.setAccessibleName(f"{self._name}: {text}")
        if self.grid is not None and not self._refused:
            self.grid.set_rows(self._rows)

    def set_unfolded(self, shown: bool) -> None:
        """Turn the sign on the button."""
        self.button.set_icon("chevron_down" if shown else "chevron_right")

    def is_pending(self) -> bool:
        return self._refused

    def _edited(self, rows: list[list[str]]) -> None:
        entry = parse_entry(self._asked, rows, self._unit, language()) if rows else Entry()
        self._refused = entry.refused
        if self.grid is not None:
            self.grid.mark(marked_cells(self._asked, entry.problems))
        self.completed.emit(entry)


def marked_cells(asked: Input, problems: tuple[Problem, ...]) -> set[tuple[int, int]]:
    """Where problems of a table stand: (row, column) from 0; column -1 for a whole row."""
    labels = {c.label: at for at, c in enumerate(asked.columns)}
    return {(p.row - 1, labels.get(str(dict(p.details).get("label")), -1)) for p in problems if p.row}


def _grid_column(spec: Column, currency: str) -> GridColumn:
    label, unit = tr(spec.label), unit_shown(spec.unit_in(currency))
    return GridColumn(
        tr("{label} ({unit})").format(label=label, unit=unit) if unit else label,
        spec.kind in ("number", "year"),
        tuple((key, tr(text)) for key, text in spec.choices),
    )


def _shown(spec: Column, cell: str | None) -> str:
    if cell is None:
        return ""
    return number_text(cell) if spec.kind == "number" and spec.unit != "year" else str(cell)
