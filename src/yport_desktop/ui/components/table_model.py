"""A table over frozen rows: sorted, filtered and shown without copying them.

The model holds an order of row numbers; sorting and filtering change the order only, so
100,000 rows stay light.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPixmap

from yport_desktop.ui.components.background import background
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
GRADE_ROLE = Qt.ItemDataRole.UserRole + 1
# More rows than this are sorted and filtered off the UI thread.
AT_ONCE = 5000
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class TableColumn:
    """One column. `value(row)` is what is sorted, `text(value)` what is shown and copied.

    `number` aligns right; `grade` draws the mark of the letter; `tone(row)` colours the text;
    `sign(row)` is an icon before the text with its meaning, ("", "") for none; `width` is px at
    100 %, 0 takes the room that is left; `shown` is the first choice of columns.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str] = lambda value: "" if value is None else str(value)
    number: bool = False
    grade: bool = False
    width: int = 120
    shown: bool = True
    tone: Callable[[Any], Tone | str] | None = None
    hint: Callable[[Any], str] | None = None
    sign: Callable[[Any], tuple[str, str]] | None = None


def _sign(name: str) -> QPixmap | None:
    """A small icon in a cell."""
    t = tokens()
    return icons.pixmap(name, t.px(14), t.second, 1.0) if name else None


def sort_key(value: Any) -> tuple[int, Any]:
    """Numbers before texts, empty last."""
    if value is None or value == "":
        return (2, "")
    if isinstance(value, bool | int | float):
        return (0, value)
    return (1, str(value).casefold())


def ordered(values: Sequence[Any], descending: bool) -> list[int]:
    """Row numbers in the order of their values; empty values are last both ways."""
    keys = [sort_key(v) for v in values]
    full = [i for i, key in enumerate(keys) if key[0] != 2]
    empty = [i for i, key in enumerate(keys) if key[0] == 2]
    try:
        full.sort(key=lambda i: keys[i], reverse=descending)
    except TypeError:
        full.sort(key=lambda i: (keys[i][0], str(keys[i][1])), reverse=descending)
    return full + empty


@dataclass(frozen=True)
class Arranged:
    """Rows with the order they are shown in, and their texts if a filter needed them."""

    rows: tuple[Any, ...]
    order: list[int]
    texts: list[str] | None


@dataclass(frozen=True)
class Arrangement:
    """Sorting and filtering as plain values, so that it can be done on any thread."""

    rows: tuple[Any, ...]
    columns: tuple[TableColumn, ...]
    sorted_by: tuple[int, bool] | None
    wanted: str
    texts: list[str] | None = None

    @property
    def is_plain(self) -> bool:
        """Neither sorted nor filtered: nothing to be done."""
        return self.sorted_by is None and not self.wanted.split()

    def done(self) -> Arranged:
        """The order of the rows that contain every wanted word."""
        if self.sorted_by is None:
            numbers = list(range(len(self.rows)))
        else:
            value = self.columns[self.sorted_by[0]].value
            numbers = ordered([value(row) for row in self.rows], self.sorted_by[1])
        words = self.wanted.split()
        if not words:
            return Arranged(self.rows, numbers, self.texts)
        texts = self.texts if self.texts is not None else [self._text(row) for row in self.rows]
        return Arranged(self.rows, [n for n in numbers if all(word in texts[n] for word in words)], texts)

    def _text(self, row: Any) -> str:
        return "\t".join([c.text(c.value(row)) for c in self.columns]).casefold()


class TableModel(QAbstractTableModel):
    """The rows as Qt sees them. `row_key(row)` names a row so that the selection survives new rows."""

    order_changed = Signal()
    arranging_failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        row_key: Callable[[Any], Hashable] = lambda row: getattr(row, "id", id(row)),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.row_key = row_key
        self._rows: tuple[Any, ...] = ()
        self._order: list[int] = []
        self._coming: tuple[Any, ...] = self._rows
        self._texts: list[str] | None = None
        self._serial = 0
        self._filter = ""
        self._sorted: tuple[int, bool] | None = None

    @property
    def rows(self) -> tuple[Any, ...]:
        """All rows, as set."""
        return self._rows

    @property
    def filter_text(self) -> str:
        """The words filtered by."""
        return self._filter

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, in the order and filter chosen before."""
        frozen = tuple(rows)
        self._arrange(Arrangement(frozen, self.columns, self._sorted, self._filter), self._reset)

    def set_filter(self, text: str) -> None:
        """Show only rows that contain every word of `text`, in any column."""
        if text.casefold() != self._filter:
            self._filter = text.casefold()
            self._rearrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 returns to the order of the rows as set."""
        chosen = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if chosen != self._sorted:
            self._sorted = chosen
            self._rearrange()

    def _rearrange(self) -> None:
        task = Arrangement(self._coming, self.columns, self._sorted, self._filter, self._texts)
        self._arrange(task, self._reset if self._coming is not self._rows else self._reorder)

    def _arrange(self, task: "Arrangement", then: Callable[["Arranged"], None]) -> None:
        """Few rows at once, many in the background; what was overtaken meanwhile is dropped."""
        self._coming = task.rows
        self._serial += 1
        if len(task.rows) <= AT_ONCE or task.is_plain:
            then(task.done())
            return
        serial = self._serial

        def apply(result: Arranged) -> None:
            if serial == self._serial:
                then(result)

        background("tables").run(task.done, apply, self.arranging_failed.emit, self)

    def _reset(self, result: "Arranged") -> None:
        self.beginResetModel()
        self._rows, self._order, self._texts = result.rows, result.order, result.texts
        self.endResetModel()
        self.order_changed.emit()

    def _reorder(self, result: "Arranged") -> None:
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.row_at(index.row())) for index in self.persistentIndexList()]
        self._order, self._texts = result.order, result.texts
        places = {self.row_key(self._rows[n]): place for place, n in enumerate(self._order)} if kept else {}
        for index, row in kept:
            place = places.get(self.row_key(row))
            self.changePersistentIndex(
                index, self.index(place, index.column()) if place is not None else QModelIndex()
            )
        self.layoutChanged.emit()
        self.order_changed.emit()

    def row_at(self, place: int) -> Any:
        """The row shown at a place."""
        return self._rows[self._order[place]]

    def place_of(self, key: Hashable) -> int:
        """Where the row of that key is shown, -1 if it is not."""
        return next((i for i, n in enumerate(self._order) if self.row_key(self._rows[n]) == key), -1)

    def cell_text(self, place: int, column: int) -> str:
        """The text of a cell."""
        spec = self.columns[column]
        return spec.text(spec.value(self.row_at(place)))

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows pass the filter."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tone, grade."""
        if not index.isValid():
            return None
        spec = self.columns[index.column()]
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.text(spec.value(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            meaning = spec.sign(row)[1] if spec.sign is not None else ""
            return ", ".join(part for part in (spec.text(spec.value(row)), meaning) if part)
        if role == Qt.ItemDataRole.DecorationRole and spec.sign is not None:
            return _sign(spec.sign(row)[0])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and spec.tone is not None:
            return QColor(tokens().tone(spec.tone(row)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return spec.hint(row) if spec.hint is not None else None
        if role == GRADE_ROLE:
            return spec.value(row) if spec.grade else None
        return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
