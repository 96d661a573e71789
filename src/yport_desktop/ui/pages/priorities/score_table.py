"""The table of options x criteria: type a number and perhaps the letter of its grade, paste, empty."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from yport_desktop.services.priorities import PrioritiesView, ScoreCell
from yport_desktop.ui.components.editors import Line
from yport_desktop.ui.components.grade_mark import paint_grade
from yport_desktop.ui.components.look import REDRAW
from yport_desktop.ui.components.notice import in_lines
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Type

from .score_model import BELOW_ROLE, CELL_ROLE, ScoreModel

ROW_HEIGHT, COLUMN, NAMES, NAMES_WIDEST, MARK, BAR = 38, 112, 232, 360, 16, 3
Index = QModelIndex | QPersistentModelIndex


class _CellDelegate(QStyledItemDelegate):
    """Number, grade, and along the foot how much of the way from worst to best it is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL_ROLE)
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not isinstance(cell, ScoreCell):
            return
        t = tokens()
        side, rect = t.px(MARK), QRectF(option.rect)
        mark = QRectF(rect.right() - side - XS, rect.center().y() - side / 2, side, side)
        if cell.value is not None:
            paint_grade(painter, mark, cell.grade, t)
        painter.setPen(QColor(index.data(Qt.ItemDataRole.ForegroundRole)))
        room = rect.adjusted(S, 0, -(side + S + XS), 0)
        if cell.value is None and option.fontMetrics.horizontalAdvance(text) > room.width():
            room = rect.adjusted(S, 0, -XS, 0)  # no grade stands there
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        if cell.worth is not None:
            foot = QRectF(rect.left() + 1, rect.bottom() - BAR, rect.width() - 2, BAR)
            painter.fillRect(foot, QColor(t.hover))
            foot.setWidth(foot.width() * cell.worth)
            painter.fillRect(foot, QColor(t.accent))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = Line(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(tr("Value, and perhaps its grade"))
        return editor


class _CriteriaHeader(QHeaderView):
    """Name, unit and range of a criterion below each other."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t, model = tokens(), self.model()
        unit, ends = model.headerData(section, Qt.Orientation.Horizontal, BELOW_ROLE) or ("", "")
        name = str(model.headerData(section, Qt.Orientation.Horizontal))
        painter.save()
        painter.fillRect(rect, QColor(t.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.strong_line))
        font = QFont(self.font())
        font.setPixelSize(t.size(Type.CAPTION))
        right = int(Qt.AlignmentFlag.AlignRight)
        pitch = QFontMetrics(font).lineSpacing()
        room = rect.adjusted(S, XS, -(t.px(MARK) + S + XS), -XS)
        lines = [(ends, t.second), (unit, t.second)]
        for up, (text, colour) in enumerate(lines):
            wide = QFontMetrics(font).horizontalAdvance(text) > room.width()
            reach = t.px(MARK) + S if wide else 0
            line = QRect(room.left(), room.bottom() - (up + 1) * pitch, room.width() + reach, pitch)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, right, shown)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(t.text))
        head = room.adjusted(0, 0, 0, -2 * pitch)
        shown = in_lines(name, font, head.width())
        painter.drawText(head, right | int(Qt.AlignmentFlag.AlignBottom), shown)
        painter.restore()


class ScoreTable(QTableView):
    """Relays the model's `entered`. `cell_chosen(option, criterion)`, `option_chosen`, `criterion_chosen`."""

    cell_chosen = Signal(object, object)
    option_chosen = Signal(object)
    criterion_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.scores = ScoreModel()
        self.setModel(self.scores)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(tr("Options and criteria"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeader(_CriteriaHeader())
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(True)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().sectionClicked.connect(self._criterion_clicked)
        self.verticalHeader().sectionClicked.connect(self._option_clicked)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.scores.modelReset.connect(self._fit)
        self._fit()

    def show_view(self, view: PrioritiesView) -> None:
        """Show another state."""
        self.scores.set_view(view)
        self.verticalHeader().viewport().update()

    def _fit(self) -> None:
        t = tokens()
        self.verticalHeader().setDefaultSectionSize(t.px(ROW_HEIGHT))
        self._fit_names()
        self.horizontalHeader().setFixedHeight(t.px(80))
        for place in range(self.scores.columnCount()):
            self.setColumnWidth(place, t.px(COLUMN))

    def _fit_names(self) -> None:
        """Names take the width that the criteria leave, up to what reads well."""
        t = tokens()
        left = self.width() - self.scores.columnCount() * t.px(COLUMN) - t.px(MARK)
        self.verticalHeader().setFixedWidth(max(t.px(NAMES), min(left, t.px(NAMES_WIDEST))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room goes to the names."""
        super().resizeEvent(event)
        self._fit_names()

    def changeEvent(self, event: Any) -> None:
        """Sizes follow the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "scores"):
            self._fit()

    def current_place(self) -> tuple[UUID, UUID] | None:
        """Option and criterion under the keyboard."""
        return self.scores.place(self.currentIndex())

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if (place := self.scores.place(current)) is not None:
            self.cell_chosen.emit(*place)

    def _option_clicked(self, section: int) -> None:
        if place := self.scores.place(self.scores.index(section, 0)):
            self.option_chosen.emit(place[0])

    def _criterion_clicked(self, section: int) -> None:
        if place := self.scores.place(self.scores.index(0, section)):
            self.criterion_chosen.emit(place[1])

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes down, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        at = self.currentIndex()
        if at.row() + 1 < self.scores.rowCount():
            self.setCurrentIndex(self.scores.index(at.row() + 1, at.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, empty; Enter goes down, also out of a cell that is being written."""
        chosen = [i for i in self.selectedIndexes() if i.isValid()]
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().rstrip("\r\n").replace("\r\n", "\n")
            at = self.currentIndex()
            if text and at.isValid():
                self.scores.fill(at.row(), at.column(), [line.split("\t") for line in text.split("\n")])
        elif event.matches(QKeySequence.StandardKey.Copy):
            lines: dict[int, list[str]] = {}
            for index in sorted(chosen, key=lambda i: (i.row(), i.column())):
                lines.setdefault(index.row(), []).append(str(index.data(Qt.ItemDataRole.EditRole)))
            QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and chosen:
            self.scores.take({place: "" for i in chosen if (place := self.scores.place(i))})
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.state() is not QAbstractItemView.State.EditingState:  # else the editor closes first
                self._go_down()
        else:
            super().keyPressEvent(event)
