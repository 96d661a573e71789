"""Pages of the PDF as pictures, drawn on a thread of their own: PDFium is not safe for several."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Signal
from PySide6.QtGui import QImage

from yport_desktop.documents.preview import Preview
from yport_desktop.ui.components.background import one_thread

POINTS_PER_INCH = 72.0
PDFIUM = "pdfium"  # the one thread that knows PDFium


@dataclass(frozen=True)
class PageSize:
    """In points of 1/72 inch."""

    width: float
    height: float


class _Relay(QObject):
    """Outlives the document: it belongs to the application, so that no other thread ever destroys it.

    The PDF is open only while pages are drawn.
    """

    opened = Signal(tuple)
    drawn = Signal(int, float, object)
    failed = Signal(object)

    def __init__(self, content: bytes) -> None:
        super().__init__(QCoreApplication.instance())
        self.wanted: set[tuple[int, float]] = set()
        self._content = content
        self._preview: Preview | None = None

    def preview(self) -> Preview:
        """The open document; on the drawing thread only."""
        if self._preview is None:
            self._preview = Preview(self._content)
        return self._preview

    def forget(self) -> None:
        """Nobody looks at the document any more."""
        self.wanted.clear()
        self._content = b""

    def rest(self) -> None:
        """Give the document back when nothing more is to be drawn; on the drawing thread only."""
        if self._preview is not None and not self.wanted:
            self._preview.close()
            self._preview = None


class PdfPages(QObject):
    """A PDF to be looked at. `opened(sizes of all pages)`, `drawn(page, dpi, QImage)`, `failed(Exception)`.

    Ask for pages with `draw`; `keep_only` forgets what is no longer looked at.
    """

    opened = Signal(tuple)
    drawn = Signal(int, float, object)
    failed = Signal(object)

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = _Relay(content)
        self._relay.opened.connect(self.opened)
        self._relay.drawn.connect(self.drawn)
        self._relay.failed.connect(self.failed)
        one_thread(PDFIUM).start(_Measure(self._relay))

    def draw(self, page: int, dpi: float) -> None:
        """Ask for a page at a resolution; asked again before it is drawn, it is drawn once."""
        wish = (page, dpi)
        if wish not in self._relay.wanted:
            self._relay.wanted.add(wish)
            one_thread(PDFIUM).start(_Draw(self._relay, page, dpi))

    def keep_only(self, pages: range, dpi: float) -> None:
        """Forget what was asked for at this resolution outside these pages."""
        for wish in tuple(self._relay.wanted):
            if wish[1] == dpi and wish[0] not in pages:
                self._relay.wanted.discard(wish)

    def close(self) -> None:
        """Draw nothing more."""
        self._relay.forget()


class _Measure(QRunnable):
    def __init__(self, relay: _Relay) -> None:
        super().__init__()
        self._relay = relay

    def run(self) -> None:
        """Called by the thread."""
        relay = self._relay
        try:
            preview = relay.preview()
            sizes = tuple(PageSize(*preview.size(page)) for page in range(len(preview)))
            relay.rest()
        except Exception as problem:  # shown in place of the pages
            relay.failed.emit(problem)
        else:
            relay.opened.emit(sizes)


class _Draw(QRunnable):
    def __init__(self, relay: _Relay, page: int, dpi: float) -> None:
        super().__init__()
        self._relay, self._page, self._dpi = relay, page, dpi

    def run(self) -> None:
        """Called by the thread; pages that nobody looks at any more are left out."""
        relay, wish = self._relay, (self._page, self._dpi)
        try:
            if wish in relay.wanted:
                image = self._drawn(relay.preview())
                relay.wanted.discard(wish)
                relay.drawn.emit(self._page, self._dpi, image)
            relay.rest()
        except Exception as problem:  # shown in place of the page
            relay.wanted.discard(wish)
            relay.failed.emit(problem)

    def _drawn(self, preview: Preview) -> QImage:
        picture = preview.render(self._page, self._dpi)
        stride = picture.width * 4
        image = QImage(picture.rgba, picture.width, picture.height, stride, QImage.Format.Format_RGBA8888)
        return image.convertToFormat(QImage.Format.Format_RGB32)
