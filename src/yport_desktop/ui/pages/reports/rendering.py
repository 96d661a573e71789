"""Pages of the PDF as pictures, drawn on a thread of their own: PDFium is not safe for several."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from yport_desktop.documents.preview import Preview

POINTS_PER_INCH = 72.0


class _Thread(QThreadPool):
    """The one thread that knows PDFium; it lives as long as the application."""

    def __init__(self, app: QObject) -> None:
        super().__init__(app)
        self.setMaxThreadCount(1)
        self.setExpiryTimeout(-1)


def _thread() -> _Thread:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("A QApplication must exist before pages are drawn.")
    found = app.findChild(_Thread)
    return found if found is not None else _Thread(app)


@dataclass(frozen=True)
class PageSize:
    """In points of 1/72 inch."""

    width: float
    height: float


class _Relay(QObject):
    """Outlives the document by as long as a drawing takes."""

    opened = Signal(tuple)
    drawn = Signal(int, float, object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.wanted: set[tuple[int, float]] = set()
        self.preview: Preview | None = None


class PdfPages(QObject):
    """A PDF opened for looking at. `opened(sizes of all pages)`, `drawn(page, dpi, QImage)`, `failed`.

    Ask for pages with `draw`; `keep_only` forgets what is no longer looked at.
    """

    opened = Signal(tuple)
    drawn = Signal(int, float, object)
    failed = Signal(object)

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay = _Relay()
        self._relay.opened.connect(self.opened)
        self._relay.drawn.connect(self._pass_on)
        self._relay.failed.connect(self.failed)
        _thread().start(_Open(self._relay, content))

    def draw(self, page: int, dpi: float) -> None:
        """Ask for a page at a resolution; asked again before it is drawn, it is drawn once."""
        wish = (page, dpi)
        if wish not in self._relay.wanted:
            self._relay.wanted.add(wish)
            _thread().start(_Draw(self._relay, page, dpi))

    def keep_only(self, pages: range, dpi: float) -> None:
        """Forget what was asked for at this resolution outside these pages."""
        for wish in tuple(self._relay.wanted):
            if wish[1] == dpi and wish[0] not in pages:
                self._relay.wanted.discard(wish)

    def close(self) -> None:
        """Give the document back."""
        self._relay.wanted.clear()
        _thread().start(_Close(self._relay))

    def _pass_on(self, page: int, dpi: float, image: QImage) -> None:
        self._relay.wanted.discard((page, dpi))
        self.drawn.emit(page, dpi, image)


class _Open(QRunnable):
    def __init__(self, relay: _Relay, content: bytes) -> None:
        super().__init__()
        self._relay, self._content = relay, content

    def run(self) -> None:
        """Called by the thread."""
        try:
            preview = Preview(self._content)
            sizes = tuple(PageSize(*preview.size(page)) for page in range(len(preview)))
        except Exception as problem:  # shown in place of the pages
            self._relay.failed.emit(problem)
            return
        self._relay.preview = preview
        self._relay.opened.emit(sizes)


class _Draw(QRunnable):
    def __init__(self, relay: _Relay, page: int, dpi: float) -> None:
        super().__init__()
        self._relay, self._page, self._dpi = relay, page, dpi

    def run(self) -> None:
        """Called by the thread; pages that nobody looks at any more are left out."""
        preview = self._relay.preview
        if preview is None or (self._page, self._dpi) not in self._relay.wanted:
            return
        try:
            picture = preview.render(self._page, self._dpi)
        except Exception as problem:  # shown in place of the page
            self._relay.failed.emit(problem)
            return
        stride = picture.width * 4
        made = QImage(picture.rgba, picture.width, picture.height, stride, QImage.Format.Format_RGBA8888)
        image = made.convertToFormat(QImage.Format.Format_RGB32)
        self._relay.drawn.emit(self._page, self._dpi, image)


class _Close(QRunnable):
    def __init__(self, relay: _Relay) -> None:
        super().__init__()
        self._relay = relay

    def run(self) -> None:
        """Called by the thread."""
        if self._relay.preview is not None:
            self._relay.preview.close()
            self._relay.preview = None
