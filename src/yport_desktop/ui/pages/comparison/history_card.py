"""The card of the city over time: an indicator in every year of which values were recorded."""

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_
from yport_desktop.services.comparison import Comparison, history_lines, history_units
from yport_desktop.services.histories import YearResult
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.data_table import ROW_HEIGHT, DataTable
from yport_desktop.ui.components.figure_canvas import FigureCanvas
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import gettext, language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.drawing import drawer
from yport_desktop.ui.numbers_shown import label_of, why_missing

from .words import say, shown

HEIGHT, ROWS_AT_MOST = 200, 7


class HistoryCard(Card):
    """A line with its range, and the years in a table."""

    def __init__(self) -> None:
        super().__init__(tr("This city over time"))
        self._found: Comparison | None = None
        self._indicator: Indicator | None = None
        self._units: tuple[str, ...] = ()
        self.canvas = FigureCanvas(HEIGHT)
        self.nothing = Label("", tone=Tone.SECOND, wrap=True)
        text = tr(
            "Each year is computed from values of that year only: record further values of an input with "
            "their period to add years."
        )
        self.how = Label(text, Type.CAPTION, Tone.SECOND, wrap=True)
        self.table = DataTable(self._columns(), tr("This city over time"), lambda y: y.year, filterable=False)
        self.add(self.canvas, self.nothing, self.table, self.how)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("year", tr("Year"), lambda y: y.year, number=True, width=70),
            TableColumn("value", tr("Value"), lambda y: y.estimate.value, self._text, number=True, width=100),
            TableColumn("range", tr("95 % range"), self._range, width=160),
            TableColumn(
                "grade",
                tr("Grade"),
                lambda y: y.estimate.grade.value if y.estimate.grade else "",
                grade=True,
                width=70,
            ),
            TableColumn("about", tr("From values of that year"), self._about, width=0, hint=self._about),
        )

    def _text(self, value: float | None) -> str:
        return shown(self._indicator, value) if self._indicator and value is not None else "–"

    def _range(self, year: YearResult) -> str:
        found = year.estimate
        if self._indicator is None or found.low is None or found.high is None:
            return ""
        low, high = shown(self._indicator, found.low), shown(self._indicator, found.high)
        return say(N_("{low} to {high}"), low=low, high=high)

    def _about(self, year: YearResult) -> str:
        if self._found is None:
            return ""
        sector = self._found.sector
        if year.estimate.value is None:
            return why_missing(sector, year.estimate)
        names = tr(", ").join(label_of(sector, key) for key in year.given)
        if len(self._units) > 1:
            names = say(N_("in {unit}: {inputs}"), unit=year.estimate.unit, inputs=names)
        if not year.several:
            return names
        several = tr(", ").join(label_of(sector, key) for key in year.several)
        return say(N_("{inputs}; several values of: {several}"), inputs=names, several=several)

    def show_comparison(self, found: Comparison, indicator: Indicator) -> None:
        """Show another indicator."""
        self._found, self._indicator = found, indicator
        years = found.histories.get(indicator.key, ())
        lines = history_lines(indicator, years)
        self._units = history_units(indicator, years)
        self.set_title(tr("This city over time"), tr(self._units[0]) if len(self._units) == 1 else "")
        self.canvas.setVisible(lines is not None)
        self.table.setVisible(bool(years))
        self.nothing.setVisible(not years)
        self.nothing.setText(tr("No value that this indicator reads is recorded with a year yet."))
        self.table.set_rows(years)
        header = self.table.view.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(
            header + 4 + min(max(len(years), 1), ROWS_AT_MOST) * tokens().px(ROW_HEIGHT)
        )
        if lines is not None:
            name = say(N_("{indicator} by year"), indicator=tr(indicator.label))
            self.canvas.set_figure(drawer(lines, gettext(), language()), name)
