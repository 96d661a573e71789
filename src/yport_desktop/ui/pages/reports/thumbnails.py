"""Small pictures of all pages, to go from one to another."""

from functools import partial

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from yport_desktop.ui.components.table_model import Index
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Type
from yport_desktop.ui.pages.reports.rendering import POINTS_PER_INCH, PageSize, PdfPages

WIDTH = 104
FOOT = 24
IMAGE_ROLE = Qt.ItemDataRole.UserRole + 1
SIZE_ROLE = Qt.ItemDataRole.UserRole + 2


class _PageDelegate(QStyledItemDelegate):
    """Draws a page with its number under it."""

    def __init__(self, owner: QListWidget) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one page."""
        t = tokens()
        size: QSize = index.data(SIZE_ROLE)
        image: QImage | None = index.data(IMAGE_ROLE)
        left = option.rect.left() + (option.rect.width() - size.width()) // 2
        paper = QRect(left, option.rect.top() + S, size.width(), size.height())
        current = self._owner.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(paper, QColor("white"))
        if image is not None:
            painter.drawImage(paper, image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(t.accent if current else t.strong_line), 2 if current else 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0) if not current else paper.adjusted(-2, -2, 1, 1))
        font = QFont(option.font)
        font.setPixelSize(t.size(Type.CAPTION))
        font.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(t.text if current else t.second))
        foot = QRect(option.rect.left(), paper.bottom() + 2, option.rect.width(), t.px(FOOT) - 4)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index | QModelIndex) -> QSize:
        """Paper and number."""
        size: QSize = index.data(SIZE_ROLE)
        return QSize(size.width(), size.height() + S + tokens().px(FOOT))


class Thumbnails(QListWidget):
    """`page_chosen(page)` counts from 0."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_PageDelegate(self))
        self.setAccessibleName(tr("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setFixedWidth(tokens().px(WIDTH) + 48)
        self._pages: PdfPages | None = None
        self._dpi = 0.0
        self.currentRowChanged.connect(self._tell)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._draw_seen())

    def set_pages(self, pages: PdfPages | None, sizes: tuple[PageSize, ...]) -> None:
        """Show the pages of another PDF; the current page stays."""
        row = self.currentRow()
        bar = self.verticalScrollBar().value()
        self.blockSignals(True)
        former = [self.item(n).data(IMAGE_ROLE) for n in range(min(self.count(), len(sizes)))]
        self.clear()
        self._pages = pages
        if pages is not None and sizes:
            wide = tokens().px(WIDTH)
            widest = max(size.width for size in sizes)
            self._dpi = round(wide / widest * POINTS_PER_INCH * self.devicePixelRatioF(), 1)
            for number, size in enumerate(sizes):
                item = QListWidgetItem(tr("Page {number}").format(number=number + 1))
                scale = wide / widest
                item.setData(SIZE_ROLE, QSize(round(size.width * scale), round(size.height * scale)))
                item.setData(IMAGE_ROLE, former[number] if number < len(former) else None)
                self.addItem(item)
            self.setCurrentRow(min(max(0, row), len(sizes) - 1))
            pages.drawn.connect(partial(self._take, pages))
        self.blockSignals(False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(bar)
        self._draw_seen()

    def set_current(self, page: int) -> None:
        """Follow the large view."""
        if page != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(page)
            self.blockSignals(False)
            self.viewport().update()

    def _tell(self, row: int) -> None:
        self.viewport().update()
        if row >= 0:
            self.page_chosen.emit(row)

    def _draw_seen(self) -> None:
        if self._pages is None or not self.count():
            return
        first = self.indexAt(self.viewport().rect().topLeft())
        last = self.indexAt(self.viewport().rect().bottomLeft())
        low = first.row() if first.isValid() else 0
        high = last.row() if last.isValid() else self.count() - 1
        seen = range(low, min(high + 2, self.count()))
        self._pages.keep_only(seen, self._dpi)
        for page in seen:
            self._pages.draw(page, self._dpi)

    def _take(self, source: PdfPages, page: int, dpi: float, image: QImage) -> None:
        if source is self._pages and dpi == self._dpi and page < self.count():
            self.item(page).setData(IMAGE_ROLE, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More may be seen."""
        super().resizeEvent(event)
        self._draw_seen()
