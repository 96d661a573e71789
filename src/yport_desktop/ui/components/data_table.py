"""A table to work in: filter as you type, sort, choose columns, copy cells into a spreadsheet."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yport_desktop.domain.values import Grade
from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.grade_mark import SIDE, paint_grade
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import REDRAW, column, row
from yport_desktop.ui.components.search_field import SearchField
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.components.table_model import GRADE_ROLE, Index, TableColumn, TableModel
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone, Type

ROW_HEIGHT = 32


class _GradeDelegate(QStyledItemDelegate):
    """Draws the mark in columns of grades."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grade = index.data(GRADE_ROLE)
        if not grade:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            option.widget.style().ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        t = tokens()
        side = t.px(SIDE)
        box = QRectF(
            option.rect.left() + S, option.rect.top() + (option.rect.height() - side) / 2, side, side
        )
        paint_grade(painter, box, Grade(grade), t)


class _View(QTableView):
    """The grid: Enter opens, Ctrl+C copies."""

    entered_row = Signal()
    copy_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class DataTable(QWidget):
    """Rows in, facts out: `row_selected(row)` and `row_opened(row)`; `columns_chosen(keys)` to be kept.

    `row_menu(menu, row)` fills the context menu. `tools` stand at the right of the filter field.
    """

    row_selected = Signal(object)
    row_opened = Signal(object)
    columns_chosen = Signal(tuple)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        name: str,
        row_key: Callable[[Any], Hashable] = lambda item: getattr(item, "id", id(item)),
        filterable: bool = True,
        tools: Iterable[QWidget] = (),
    ) -> None:
        super().__init__()
        self.model = TableModel(columns, row_key, self)
        self.row_menu: Callable[[QMenu, Any], object] | None = None
        self._kept: Hashable = None
        self.view = self._make_view(name)
        self.filter = SearchField(tr("Filter"), tr("Filter {name}").format(name=name))
        self.filter.setMaximumWidth(320)
        self.filter.searched.connect(self.model.set_filter)
        self.count = Label("", Type.CAPTION, Tone.SECOND)
        self.chooser = IconButton("columns", tr("Choose columns"), self._open_chooser)
        bar = row(self.filter, self.count, None, *tools, self.chooser)
        bar.setStretchFactor(self.filter, 1)
        self.setLayout(column(bar, self.view, spacing=S) if filterable else column(self.view))
        for part in (self.filter, self.count, self.chooser):
            part.setParent(self)
            part.setVisible(filterable)
        self.setFocusProxy(self.view)
        self.model.order_changed.connect(self._tell_count)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._restore_selection)

    def _make_view(self, name: str) -> _View:
        view = _View()
        view.setModel(self.model)
        view.setAccessibleName(name)
        view.setItemDelegate(_GradeDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.entered_row.connect(self._open_current)
        view.doubleClicked.connect(lambda index: self.row_opened.emit(self.model.row_at(index.row())))
        view.copy_requested.connect(self.copy)
        view.selectionModel().currentRowChanged.connect(self._current_changed)
        self._size_columns(view)
        return view

    def _size_columns(self, view: QTableView) -> None:
        t = tokens()
        view.verticalHeader().setDefaultSectionSize(t.px(ROW_HEIGHT))
        for place, spec in enumerate(self.model.columns):
            view.setColumnHidden(place, not spec.shown)
            if spec.width:
                view.setColumnWidth(place, t.px(spec.width))
            else:
                view.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; selection, order, filter and columns stay."""
        self.model.set_rows(rows)

    def current(self) -> Any | None:
        """The row under the cursor, or None."""
        index = self.view.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def selected(self) -> tuple[Any, ...]:
        """All selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.row_at(place) for place in places)

    def select(self, key: Hashable) -> bool:
        """Put the cursor on the row of that key."""
        place = self.model.place_of(key)
        if place < 0:
            return False
        first = next(i for i in range(len(self.model.columns)) if not self.view.isColumnHidden(i))
        self.view.setCurrentIndex(self.model.index(place, first))
        return True

    def shown_columns(self) -> tuple[str, ...]:
        """Keys of the columns shown."""
        return tuple(c.key for i, c in enumerate(self.model.columns) if not self.view.isColumnHidden(i))

    def show_columns(self, keys: Iterable[str]) -> None:
        """Show these columns (those that do not exist are ignored; none at all means all)."""
        wanted = set(keys) & {c.key for c in self.model.columns}
        for place, spec in enumerate(self.model.columns):
            self.view.setColumnHidden(place, bool(wanted) and spec.key not in wanted)

    def as_cells(self, with_titles: bool = True) -> str:
        """The selected rows (all rows if none is selected) as tab-separated cells."""
        shown = [i for i in range(len(self.model.columns)) if not self.view.isColumnHidden(i)]
        places = sorted(i.row() for i in self.view.selectionModel().selectedRows()) or range(
            self.model.rowCount()
        )
        lines = [[self.model.columns[i].title for i in shown]] if with_titles else []
        lines += [[self.model.cell_text(place, i) for i in shown] for place in places]
        return "\n".join("\t".join(clipboard_cell(text) for text in line) for line in lines)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as cells."""
        QGuiApplication.clipboard().setText(self.as_cells(with_titles=len(self.selected()) != 1))

    def _tell_count(self) -> None:
        shown, all_rows = self.model.rowCount(), len(self.model.rows)
        text = (
            tr("{shown} of {all}").format(shown=f"{shown:,}", all=f"{all_rows:,}")
            if shown != all_rows
            else f"{all_rows:,}"
        )
        self.count.setText(text)

    def _keep_selection(self) -> None:
        row_now = self.current()
        self._kept = None if row_now is None else self.model.row_key(row_now)

    def _restore_selection(self) -> None:
        if self._kept is not None:
            self.select(self._kept)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.row_selected.emit(self.model.row_at(index.row()))

    def _open_current(self) -> None:
        if (item := self.current()) is not None:
            self.row_opened.emit(item)

    def _open_menu(self, point: Any) -> None:
        index = self.view.indexAt(point)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if index.isValid() and self.row_menu is not None:
            self.row_menu(menu, self.model.row_at(index.row()))
            menu.addSeparator()
        menu.addAction(tr("Copy as cells"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def _open_chooser(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, spec in enumerate(self.model.columns):
            action = menu.addAction(spec.title)
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(place))
            action.setEnabled(place != 0)
            action.toggled.connect(lambda shown, at=place: self._choose_column(at, shown))
        menu.popup(self.chooser.mapToGlobal(self.chooser.rect().bottomLeft()))

    def _choose_column(self, place: int, shown: bool) -> None:
        self.view.setColumnHidden(place, not shown)
        self.columns_chosen.emit(self.shown_columns())

    def changeEvent(self, event: Any) -> None:
        """Row height follows the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "view"):
            self.view.verticalHeader().setDefaultSectionSize(tokens().px(ROW_HEIGHT))


def clipboard_cell(text: str) -> str:
    """A cell as spreadsheets read it from the clipboard: quoted where it contains breaks or quotes."""
    if any(c in text for c in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text


@dataclass(frozen=True)
class _Sample:
    id: int
    city: str
    share: float
    grade: str
    source: str


def sample() -> QWidget:
    """A few cities."""
    columns = (
        TableColumn("city", "City", lambda r: r.city, width=150),
        TableColumn("share", "Collected, %", lambda r: r.share, lambda v: f"{v:.1f}", number=True, width=110),
        TableColumn("grade", "Grade", lambda r: r.grade, grade=True, width=70),
        TableColumn("source", "Source", lambda r: r.source, width=0, tone=lambda r: Tone.SECOND),
    )
    table = DataTable(columns, "Peer cities")
    names = ("Metro Cebu", "Da Nang", "Bangkok", "Yokohama")
    table.set_rows(
        [_Sample(i, n, 40 + 13.7 * i, "CBBA"[i], "Municipal statistics 2023") for i, n in enumerate(names)]
    )
    table.select(1)
    table.setMinimumSize(640, 220)
    return table


if __name__ == "__main__":
    raise SystemExit(show(sample))
