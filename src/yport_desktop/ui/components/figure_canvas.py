"""The one widget that shows matplotlib figures: drawn off the UI thread at the exact pixel size.

Drawing is done by Agg into a picture; the figure itself comes from floor 3 and is the same that
the PDF draws.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from yport_desktop.ui.components.background import background
from yport_desktop.ui.components.look import REDRAW
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Mode

if TYPE_CHECKING:  # matplotlib is loaded by the first drawing, off the UI thread
    from matplotlib.figure import Figure

PX_PER_INCH = 96.0
SETTLE_MS = 60
THREAD = "figures"  # one for all: matplotlib draws one figure at a time


@dataclass(frozen=True)
class FigureRequest:
    """What a figure is drawn for: size in inches (at 96 px per inch and text scale 1), and the mode."""

    width: float
    height: float
    dark: bool
    scale: float = 1.0


Build = Callable[[FigureRequest], "Figure"]


@dataclass
class Turn:
    """Which drawing is wanted. Shared with the drawing thread, which must not hold the widget itself:
    the last to let go of a widget destroys it, and that is for the UI thread."""

    latest: int = 0


def rendered(build: Build, request: FigureRequest, dots_per_inch: float) -> QImage:
    """Build a figure and draw it: a picture of width x height inches at that resolution."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # heavy: only where figures are drawn

    figure = build(request)
    figure.set_size_inches(request.width, request.height)
    figure.set_dpi(dots_per_inch)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def figures_pending() -> bool:
    """Whether a figure is still being drawn."""
    return background(THREAD).busy


class FigureCanvas(QWidget):
    """Shows the figure that `build` makes. `drawn()` and `failed(Exception)` tell how it went.

    `description` is read out in place of the picture: say what the figure shows.
    """

    drawn = Signal()
    failed = Signal(object)

    def __init__(self, height: int = 260) -> None:
        super().__init__()
        self._build: Build | None = None
        self._image: QImage | None = None
        self._turn = Turn()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._request)
        self._height = height
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figure(self, build: Build | None, description: str = "") -> None:
        """Show another figure; the former one stays until it is drawn. None empties the canvas."""
        self._build = build
        self._note = ""
        self.setAccessibleName(description)
        if build is None:
            self._turn.latest += 1
            self._image = None
            self.update()
        else:
            self._settle.start(0)

    def sizeHint(self) -> QSize:
        """The height it was made with."""
        return QSize(360, tokens().px(self._height))

    @property
    def image(self) -> QImage | None:
        """The picture on the screen."""
        return self._image

    def _request(self) -> None:
        if self._build is None or self.width() < 40 or self.height() < 40 or not self.isVisible():
            return
        self._turn.latest += 1
        t = tokens()
        size = FigureRequest(
            self.width() / PX_PER_INCH / t.scale,
            self.height() / PX_PER_INCH / t.scale,
            t.mode is Mode.DARK,
            t.scale,
        )
        dpi = PX_PER_INCH * t.scale * self.devicePixelRatioF()
        turn, serial, build = self._turn, self._turn.latest, self._build
        background(THREAD).run(
            lambda: rendered(build, size, dpi) if serial == turn.latest else None,
            lambda image: self._show(serial, image),
            lambda problem: self._tell(serial, problem),
            self,
        )

    def _show(self, serial: int, image: QImage | None) -> None:
        if serial == self._turn.latest and image is not None:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._image = image
            self.update()
            self.drawn.emit()

    def _tell(self, serial: int, problem: Exception) -> None:
        if serial == self._turn.latest:
            self._image = None
            self._note = tr("This figure could not be drawn.")
            self.update()
            self.failed.emit(problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture, stretched for the moment while the window is being resized."""
        painter = QPainter(self)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            fits = self._image.size() == self.size() * self.devicePixelRatioF()
            painter.drawImage(self.rect(), self._image) if not fits else painter.drawImage(0, 0, self._image)
        elif self._note:
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again when the size has settled."""
        super().resizeEvent(event)
        self._settle.start(SETTLE_MS if self._image is not None else 0)

    def showEvent(self, event: object) -> None:
        """Figures are drawn when they are first seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._settle.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and screen."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_settle"):
            self._settle.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the picture to other programs."""
        if (image := self._image) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy picture"), lambda: QGuiApplication.clipboard().setImage(image))
        menu.popup(event.globalPos())


def sample() -> QWidget:
    """A line."""

    def build(request: FigureRequest) -> "Figure":
        from matplotlib.figure import Figure  # heavy: only for the sample

        figure = Figure(layout="constrained")
        axes = figure.add_subplot()
        axes.plot([2019, 2020, 2021, 2022], [4.1, 4.0, 4.4, 4.9])
        return figure

    canvas = FigureCanvas()
    canvas.set_figure(build, "Waste generated, 2019 to 2022")
    return canvas


if __name__ == "__main__":
    raise SystemExit(show(sample))
