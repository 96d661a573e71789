"""The pages of the report below each other, crisp at every zoom; only what is seen is drawn."""

from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from yport_desktop.ui.components.look import REDRAW
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L
from yport_desktop.ui.pages.reports.rendering import POINTS_PER_INCH, PageSize, PdfPages

PX_PER_INCH = 96.0
STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
KEPT = 8
WIDEST_FIT = 1.25


class PageView(QAbstractScrollArea):
    """Shows a PDF. `page_changed(page)` counts from 0; `zoom_changed(share, fits width)`."""

    page_changed = Signal(int)
    zoom_changed = Signal(float, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Pages of the report"))
        self._pages: PdfPages | None = None
        self._sizes: tuple[PageSize, ...] = ()
        self._images: dict[int, tuple[float, QImage]] = {}
        self._zoom: float | None = None
        self._current = 0
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._moved())

    # content -------------------------------------------------------------------------------

    def set_pages(self, pages: PdfPages | None, sizes: tuple[PageSize, ...]) -> None:
        """Show another PDF, staying on the page that was looked at."""
        self._pages, self._sizes = pages, sizes
        self._images = {n: kept for n, kept in self._images.items() if n < len(sizes)}
        # What was drawn of the former PDF stands in until the new page is there.
        self._images = {n: (0.0, image) for n, (_dpi, image) in self._images.items()}
        if pages is None:
            self._images = {}
        else:
            pages.drawn.connect(partial(self._take, pages))
        self._arrange()
        self._moved()

    def _take(self, source: PdfPages, page: int, dpi: float, image: QImage) -> None:
        if source is not self._pages or dpi != self._dpi():
            return
        self._images[page] = (dpi, image)
        for number in sorted(self._images, key=lambda n: abs(n - self._current))[KEPT:]:
            del self._images[number]
        self.viewport().update()

    # geometry ------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        widest = max(size.width for size in self._sizes) / POINTS_PER_INCH * PX_PER_INCH
        room = self.viewport().width() - 2 * L
        return min(max(0.3, room / widest), WIDEST_FIT)

    def _dpi(self) -> float:
        return round(PX_PER_INCH * self.zoom * self.devicePixelRatioF(), 1)

    def _length(self, points: float) -> float:
        return points / POINTS_PER_INCH * PX_PER_INCH * self.zoom

    def _tops(self) -> list[float]:
        """Where each page begins, and at last where the end is."""
        tops = [float(L)]
        for size in self._sizes:
            tops.append(tops[-1] + self._length(size.height) + L)
        return tops

    def _box(self, page: int, tops: list[float]) -> QRectF:
        size = self._sizes[page]
        width, height = self._length(size.width), self._length(size.height)
        room = self.viewport().width()
        left = max(float(L), (room - width) / 2) - self.horizontalScrollBar().value()
        return QRectF(round(left), round(tops[page] - self.verticalScrollBar().value()), width, height)

    def _arrange(self) -> None:
        tops = self._tops()
        view = self.viewport().size()
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, view.height() - 2 * L))
        bar.setSingleStep(48)
        bar.setRange(0, max(0, int(tops[-1]) - view.height()))
        widest = max((self._length(s.width) for s in self._sizes), default=0.0) + 2 * L
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, int(widest) - view.width()))
        self.zoom_changed.emit(self.zoom, self._zoom is None)
        self.viewport().update()

    def visible_pages(self) -> range:
        """The pages that can be seen at the moment."""
        tops = self._tops()
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [n for n in range(len(self._sizes)) if tops[n + 1] - L > top and tops[n] < bottom]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def _moved(self) -> None:
        seen = self.visible_pages()
        self.viewport().update()
        if self._pages is None or not seen:
            return
        dpi = self._dpi()
        self._pages.keep_only(seen, dpi)
        for page in seen:
            if self._images.get(page, (0.0, None))[0] != dpi:
                self._pages.draw(page, dpi)
        tops = self._tops()
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        current = next((n for n in seen if tops[n + 1] > middle), seen[0])
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)

    # doing ---------------------------------------------------------------------------------

    @property
    def current(self) -> int:
        """The page that is looked at, from 0."""
        return self._current

    def go_to(self, page: int) -> None:
        """Scroll to a page."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(int(self._tops()[page]) - L // 2)

    def set_zoom(self, zoom: float | None) -> None:
        """A share of the size on paper; None fits the width. The place on the page stays."""
        tops = self._tops()
        place = self.verticalScrollBar().value() / max(1.0, tops[-1])
        self._zoom = zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(place * self._tops()[-1]))
        self._moved()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in STEPS if step > self.zoom + 0.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(STEPS) if step < self.zoom - 0.01), STEPS[0]))

    # events --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are seen, or their paper until they are there."""
        t = tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(t.ground))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tops = self._tops()
        for page in self.visible_pages():
            box = self._box(page, tops)
            painter.setPen(QColor(t.strong_line))
            painter.setBrush(QColor("white"))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
            dpi, image = self._images.get(page, (0.0, None))
            if image is None:
                continue
            if dpi == self._dpi():
                ratio = self.devicePixelRatioF()
                box.setSize(image.size().toSizeF() / ratio)
            painter.drawImage(box, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        place = self.verticalScrollBar().value() / max(1.0, self._tops()[-1])
        self._arrange()
        self.verticalScrollBar().setValue(round(place * self._tops()[-1]))
        self._moved()

    def changeEvent(self, event: QEvent) -> None:
        """Another screen may have finer pixels."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_images"):
            self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End; Page up and down go page by page with Ctrl."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sizes) - 1)
        elif control and event.key() == Qt.Key.Key_PageDown:
            self.go_to(self._current + 1)
        elif control and event.key() == Qt.Key.Key_PageUp:
            self.go_to(self._current - 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)
