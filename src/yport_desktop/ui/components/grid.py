"""A grid to fill in: type, paste from a spreadsheet, add and remove rows; problems mark their cells.

The grid keeps texts; what they mean is read by whoever listens to `edited(rows)`. One empty row
stands at the end, ready for typing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.look import REDRAW, column, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, XS

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROWS_SHOWN = 9
TEXT_WIDEST = 260


@dataclass(frozen=True)
class GridColumn:
    """One column. `choices` are (key, label): the grid keeps the key and shows the label."""

    title: str
    number: bool = True
    choices: tuple[tuple[str, str], ...] = ()


class GridModel(QAbstractTableModel):
    """Texts in rows, with an empty one at the end. `edited()` after a person changed something."""

    edited = Signal()

    def __init__(self, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._cells: list[list[str]] = [self._blank()]
        self._marked: frozenset[tuple[int, int]] = frozenset()

    def _blank(self) -> list[str]:
        return [""] * len(self.columns)

    def rows(self) -> list[list[str]]:
        """All rows down to the last that holds anything: numbered as on the screen."""
        last = max((at for at, r in enumerate(self._cells) if any(r)), default=-1)
        return [list(r) for r in self._cells[: last + 1]]

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; where they are already on the screen nothing moves."""
        wanted = [[*r, *self._blank()][: len(self.columns)] for r in rows]
        if wanted == self._cells[:-1]:
            return
        self.beginResetModel()
        self._cells = [*wanted, self._blank()]
        self.endResetModel()

    def mark(self, cells: Collection[tuple[int, int]]) -> None:
        """Mark cells (row, column) that were not accepted; -1 marks a whole row."""
        self._marked = frozenset(cells)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._cells) - 1, len(self.columns) - 1))

    def fill(self, top: int, left: int, cells: Sequence[Sequence[str]]) -> None:
        """Write a block of cells, adding rows as needed: what pasting does."""
        self.beginResetModel()
        while len(self._cells) < top + len(cells) + 1:
            self._cells.append(self._blank())
        for down, line in enumerate(cells):
            for right, text in enumerate(line[: len(self.columns) - left]):
                self._cells[top + down][left + right] = self._key_of(left + right, text.strip())
        self.endResetModel()
        self.edited.emit()

    def _key_of(self, place: int, text: str) -> str:
        labels = {label.casefold(): key for key, label in self.columns[place].choices}
        return labels.get(text.casefold(), text)

    def empty(self, cells: Collection[tuple[int, int]]) -> None:
        """Take the content out of cells."""
        for down, right in cells:
            self._cells[down][right] = ""
        self.mark(self._marked)
        self.edited.emit()

    def remove(self, rows: Collection[int]) -> None:
        """Take rows out."""
        self.beginResetModel()
        self._cells = [r for at, r in enumerate(self._cells) if at not in rows]
        if not self._cells or any(self._cells[-1]):
            self._cells.append(self._blank())
        self.endResetModel()
        self.edited.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """All rows and the empty one."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The declared columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, mark."""
        place = index.column()
        spec, text = self.columns[place], self._cells[index.row()][place]
        if role == Qt.ItemDataRole.DisplayRole:
            return dict(spec.choices).get(text, text)
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        wrong = {(index.row(), place), (index.row(), -1)} & self._marked
        if role == Qt.ItemDataRole.BackgroundRole and wrong:
            return QColor(tokens().critical_tint)
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return QColor(tokens().critical)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person wrote into a cell."""
        text = "" if value is None else str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self._cells[index.row()][index.column()]:
            return False
        self._cells[index.row()][index.column()] = text
        if index.row() == len(self._cells) - 1 and text:
            self.beginInsertRows(ROOT, len(self._cells), len(self._cells))
            self._cells.append(self._blank())
            self.endInsertRows()
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be written."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles, and numbers of rows as problems name them."""
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return "" if section == len(self._cells) - 1 else str(section + 1)
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class _CellDelegate(QStyledItemDelegate):
    """A list where a column has choices."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        choices = model.columns[index.column()].choices if isinstance(model, GridModel) else ()
        if not choices:
            return super().createEditor(parent, option, index)
        combo = QComboBox(parent)
        combo.addItem("", "")
        for key, label in choices:
            combo.addItem(label, key)
        combo.activated.connect(lambda _place: self._take(combo))
        return combo

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class _View(QTableView):
    """Keys of a spreadsheet."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._grid = model
        self.setModel(model)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, empty; Enter goes down."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_cells())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._grid.empty({(i.row(), i.column()) for i in self.selectedIndexes()})
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            below = min(self.currentIndex().row() + 1, self._grid.rowCount() - 1)
            self.setCurrentIndex(self._grid.index(below, max(0, self.currentIndex().column())))
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Write the clipboard's cells from the current cell on."""
        text = QGuiApplication.clipboard().text().rstrip("\r\n")
        if not text:
            return
        cells = [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        at = self.currentIndex()
        self._grid.fill(max(0, at.row()), max(0, at.column()), cells)

    def as_cells(self) -> str:
        """The selected cells as a spreadsheet reads them."""
        chosen = sorted((i.row(), i.column()) for i in self.selectedIndexes())
        lines = {down: [c for r, c in chosen if r == down] for down, _ in chosen}
        return "\n".join(
            "\t".join(str(self._grid.index(down, right).data()) for right in places)
            for down, places in lines.items()
        )


class Grid(QWidget):
    """The grid with its two buttons. `edited(rows)`: a person changed something."""

    edited = Signal(list)

    def __init__(self, columns: Sequence[GridColumn], name: str) -> None:
        super().__init__()
        self.model = GridModel(columns)
        self.view = _View(self.model)
        self.view.setAccessibleName(name)
        self.view.setItemDelegate(_CellDelegate(self.view))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setCornerButtonEnabled(False)
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.remove = QuietButton(tr("Remove rows"), self._remove)
        self.paste = QuietButton(tr("Paste from a spreadsheet"), self.view.paste, "copy")
        self.setLayout(column(self.view, row(self.paste, self.remove, None), spacing=XS))
        self.setFocusProxy(self.view)
        self.model.edited.connect(lambda: self.edited.emit(self.model.rows()))
        self.model.modelReset.connect(self._fit)
        self.model.rowsInserted.connect(self._fit)
        self._fit()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.model.set_rows(rows)

    def mark(self, cells: Collection[tuple[int, int]]) -> None:
        """Mark what was not accepted."""
        self.model.mark(cells)

    def _remove(self) -> None:
        rows = {i.row() for i in self.view.selectedIndexes()}
        if rows:
            self.model.remove(rows)

    def _fit(self) -> None:
        """Room for the rows there are, up to a limit."""
        t = tokens()
        pitch = t.px(CONTROL_HEIGHT)
        header = self.view.verticalHeader()
        header.setDefaultSectionSize(pitch)
        header.setMinimumWidth(t.px(34))
        shown = min(self.model.rowCount(), ROWS_SHOWN)
        self.view.setFixedHeight(pitch * (shown + 1) + t.px(16))
        metrics = self.view.fontMetrics()
        written = self.model.rows()
        for place, spec in enumerate(self.model.columns):
            width = max(metrics.horizontalAdvance(spec.title), t.px(56 if spec.number else 122))
            if not spec.number and not spec.choices:  # names are read to their end, if they are not long
                longest = max((metrics.horizontalAdvance(row[place]) for row in written), default=0)
                width = max(width, min(longest, t.px(TEXT_WIDEST)))
            self.view.setColumnWidth(place, width + t.px(28))

    def changeEvent(self, event: Any) -> None:
        """Row height follows the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "model"):
            self._fit()


def sample() -> QWidget:
    """A few years, one of them wrong."""
    grid = Grid((GridColumn("Year"), GridColumn("Waste, Gg/yr"), GridColumn("Note", number=False)), "History")
    grid.set_rows([["2019", "151.2", ""], ["2020", "-4", ""], ["2021", "160", "estimated"]])
    grid.mark([(1, 1)])
    grid.setMinimumWidth(420)
    return grid


if __name__ == "__main__":
    raise SystemExit(show(sample))
