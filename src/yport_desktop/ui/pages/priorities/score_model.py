"""Options x criteria as a table to fill in: texts in, readings out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from yport_desktop.domain.entity import Json
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.domain.values import MISSING_LABEL, Missing
from yport_desktop.services.priorities import CriterionRow, PrioritiesView, ScoreCell
from yport_desktop.ui.components.editors import read_number
from yport_desktop.ui.components.grade_mark import grade_name
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
BELOW_ROLE = Qt.ItemDataRole.UserRole + 2
# A number, perhaps with the letter of its grade behind it: "1,200 C".
_GRADED = re.compile(r"^(.*?)[\s　]*([A-EＡ-Ｅa-eａ-ｅ])?$", re.DOTALL)
_WIDE = str.maketrans("ＡＢＣＤＥａｂｃｄｅ", "ABCDEabcde")
Cells = dict[tuple[UUID, UUID], Mapping[str, Json]]


@dataclass(frozen=True)
class CellReading:
    """What was typed into a cell: fields of the value, or why it is not accepted."""

    values: Mapping[str, Json]
    problems: tuple[Problem, ...] = ()


def read_cell(text: str) -> CellReading:
    """A number with an optional grade letter; nothing empties the cell."""
    if not text.strip():
        return CellReading({"value": None, "grade": None})
    match = _GRADED.match(text.strip())
    bare, letter = match.groups() if match else (text, None)
    reading = read_number(bare)
    if reading.refused or reading.value is None:
        return CellReading({}, reading.problems)
    values: dict[str, Json] = {"value": reading.value, "missing": None}
    if letter:
        values["grade"] = letter.translate(_WIDE).upper()
    return CellReading(values)


class ScoreModel(QAbstractTableModel):
    """`entered(cells)`: fields by (option, criterion) to be kept. `refused(problems)`."""

    entered = Signal(object)  # a dict with pairs as keys is none that Qt can copy
    refused = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._view: PrioritiesView | None = None

    def set_view(self, view: PrioritiesView) -> None:
        """Show another state; the place of the keyboard is kept where rows and columns are the same."""
        before, self._view = self._view, view
        same = before is not None and self._shape(before) == self._shape(view)
        if not same:
            self.beginResetModel()
            self.endResetModel()
        elif view.options and view.criteria:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    @staticmethod
    def _shape(view: PrioritiesView) -> tuple[list[UUID], list[UUID]]:
        return [o.id for o in view.options], [c.id for c in view.criteria]

    def place(self, index: Index) -> tuple[UUID, UUID] | None:
        """Option and criterion of a cell."""
        if self._view is None or not index.isValid():
            return None
        return self._view.options[index.row()].id, self._view.criteria[index.column()].id

    def index_of(self, option: UUID, criterion: UUID | None = None) -> QModelIndex:
        """The cell of an option, the first one where no criterion is named; invalid when unknown."""
        if self._view is None:
            return ROOT
        options, criteria = self._shape(self._view)
        if option not in options or (criterion is not None and criterion not in criteria):
            return ROOT
        return self.index(options.index(option), criteria.index(criterion) if criterion else 0)

    def cell(self, index: Index) -> ScoreCell:
        """What stands in a cell."""
        place = self.place(index)
        return self._view.cell(*place) if self._view is not None and place else ScoreCell()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Options."""
        return len(self._view.options) if self._view and not parent.isValid() else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        """Criteria."""
        return len(self._view.criteria) if self._view and not parent.isValid() else 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, colour, what a reader says."""
        if self._view is None or not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(cell)
        if role == Qt.ItemDataRole.EditRole:
            return typed(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = Tone.CRITICAL if cell.conflicts else Tone.CAUTION if cell.outside else Tone.NEUTRAL
            return QColor(tokens().tone(tone if cell.value is not None else Tone.FAINT))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(cell, self._view.criteria[index.column()])
        return cell if role == CELL_ROLE else None

    def _said(self, cell: ScoreCell, criterion: CriterionRow) -> str:
        parts = [f"{shown(cell)} {criterion.unit}".strip()]
        if cell.value is not None:
            parts.append(grade_name(cell.grade))
        if cell.outside:
            parts.append(tr("Beyond the fixed range: it counts as the end of the range."))
        if cell.conflicts:
            parts.append(tr("People entered this differently."))
        return "\n".join(p for p in parts if p)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person wrote into a cell; what is kept comes back with the next view."""
        place = self.place(index)
        if role != Qt.ItemDataRole.EditRole or place is None or str(value) == typed(self.cell(index)):
            return False
        self.take({place: str(value)})
        return True

    def fill(self, top: int, left: int, lines: Sequence[Sequence[str]]) -> None:
        """Write a block of texts, as pasting does; what lies beyond the table is left out."""
        texts = {
            place: text
            for down, line in enumerate(lines)
            for right, text in enumerate(line)
            if top + down < self.rowCount() and left + right < self.columnCount()
            if (place := self.place(self.index(top + down, left + right)))
        }
        self.take(texts)

    def take(self, texts: Mapping[tuple[UUID, UUID], str]) -> None:
        """Read texts; all are kept, or none where one is not accepted."""
        readings = {place: read_cell(text) for place, text in texts.items()}
        problems = tuple(p for r in readings.values() for p in r.problems if not r.values)
        if problems:
            self.refused.emit(problems)
        elif readings:
            self.entered.emit({place: r.values for place, r in readings.items()})

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names; under a criterion its unit and range."""
        if self._view is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            name = str(self._view.options[section].get("name", ""))
            return name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        row = self._view.criteria[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == BELOW_ROLE:
            return row.unit, range_text(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(part for part in (row.name, row.unit, range_text(row)) if part)
        return None


def range_text(row: CriterionRow) -> str:
    """The fixed range from worst to best."""
    if row.worst is None or row.best is None:
        return tr("no range yet")
    ends = (significant(x, 4, language()) for x in (row.worst, row.best))
    return " → ".join(ends)


def shown(cell: ScoreCell) -> str:
    """The value as it is read, or why there is none."""
    if cell.value is not None:
        return format_number(cell.value, None, language())
    return tr(MISSING_LABEL[Missing(cell.missing)]) if cell.missing in list(Missing) else ""


def typed(cell: ScoreCell) -> str:
    """The value as a person would type it, with its grade."""
    if cell.value is None:
        return ""
    return f"{shown(cell)} {cell.grade or ''}".strip()
