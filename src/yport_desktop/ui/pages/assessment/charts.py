"""The sector's charts under the results: the same figures that the report prints.

A chart is drawn again when the values have settled and it is in view: not while somebody types.
"""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.charts import Balance, ChartData, Lines, PartBars, Tornado
from yport_desktop.domain.sector import Assessment, Chart, Sector
from yport_desktop.ui.components.figure_canvas import FigureCanvas
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column
from yport_desktop.ui.design.texts import gettext, language, tr
from yport_desktop.ui.design.tokens import XS, M, Tone, Type
from yport_desktop.ui.drawing import drawer

HEIGHT = 250
NAME_HEIGHT = 20  # of a further line
NODE_HEIGHT = 80  # of a further node in a column of a balance: three lines, its amount, and a gap
BAR_HEIGHT = 36  # of a further bar, with its name in two lines
SETTLED_MS = 250


class ChartCanvas(FigureCanvas):
    """Draws its data when it is seen."""

    def __init__(self, chart: Chart, height: int) -> None:
        super().__init__(height)
        self._chart = chart
        self._data: ChartData | None = None
        self._drawn: ChartData | None = None

    def set_chart(self, data: ChartData) -> None:
        """Show other data."""
        self._data = data
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Being painted means being in view."""
        super().paintEvent(event)
        if self._data is not None and self._data != self._drawn:
            self._drawn = self._data
            self.set_figure(drawer(self._data, gettext(), language()), tr(self._chart.label))


class ChartStack(QWidget):
    """One canvas per chart that can be drawn; the others take no room."""

    def __init__(self, sector: Sector) -> None:
        super().__init__()
        self._charts = sector.charts
        self.canvases: dict[str, ChartCanvas] = {}
        self._holders: dict[str, QWidget] = {}
        self._box = column(spacing=M)
        self.setLayout(self._box)
        self._assessment: Assessment | None = None
        self._settled = QTimer(self, singleShot=True)
        self._settled.timeout.connect(self._build)

    def show_assessment(self, assessment: Assessment) -> None:
        """Draw what changed, when the values have settled."""
        self._settled.start(SETTLED_MS if self._assessment is not None else 0)
        self._assessment = assessment

    def _build(self) -> None:
        assessment = self._assessment
        if assessment is None:
            return
        for chart in self._charts:
            data = chart.build(assessment)
            if data is None:
                if chart.key in self._holders:
                    self._holders[chart.key].hide()
                continue
            if chart.key not in self._holders:
                self._make(chart, data)
            self._holders[chart.key].show()
            self.canvases[chart.key].set_chart(data)

    def _make(self, chart: Chart, data: ChartData) -> None:
        canvas = ChartCanvas(chart, height_of(data))
        holder = QWidget()
        title = Label(tr(chart.label), Type.CAPTION, Tone.SECOND, strong=True, wrap=True)
        holder.setLayout(column(title, canvas, spacing=XS))
        self.canvases[chart.key], self._holders[chart.key] = canvas, holder
        order = [c.key for c in self._charts if c.key in self._holders]
        self._box.insertWidget(order.index(chart.key), holder)


def height_of(data: ChartData) -> int:
    """Height of a chart in px: where there are many names, each takes room of its own."""
    if isinstance(data, Lines):
        return HEIGHT + NAME_HEIGHT * max(0, len(data.lines) - 2)
    if isinstance(data, Balance):
        return HEIGHT + NODE_HEIGHT * max(0, max(map(len, data.stages)) - 3)
    if isinstance(data, Tornado | PartBars):
        bars = data.bars if isinstance(data, Tornado) else data.rows
        return HEIGHT + BAR_HEIGHT * max(0, len(bars) - 4)
    return HEIGHT
