"""The card of Yokohama's path: when it stood here, and what it did next."""

from collections.abc import Iterator
from dataclasses import replace

from yport_desktop.domain.comparison import Deed, path_lines
from yport_desktop.domain.sector import Indicator
from yport_desktop.services.comparison import POPULATION_INPUT, Comparison, OnPath
from yport_desktop.services.comparison_words import standing_sentences, when, year_of
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.figure_canvas import FigureCanvas
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.design.texts import gettext, language, tr
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.drawing import drawer
from yport_desktop.ui.numbers_shown import why_missing

from .timeline import Entry, Timeline
from .words import cite, cite_all, number, say

HEIGHT = 220


class PathCard(Card):
    """One path at a time: that of the indicator, or that of the population."""

    def __init__(self) -> None:
        super().__init__(tr("Yokohama's path"))
        self._paths: tuple[OnPath, ...] = ()
        self._found: Comparison | None = None
        self._indicator: Indicator | None = None
        self._key = ""
        self._choices = row()
        self.segments: Segments | None = None
        self.said = Label("", wrap=True, selectable=True)
        self.canvas = FigureCanvas(HEIGHT)
        self.source = Label("", Type.CAPTION, Tone.SECOND, wrap=True, selectable=True)
        self.next = Label(tr("What Yokohama did"), Type.CAPTION, Tone.SECOND, strong=True)
        self.timeline = Timeline()
        self.add(self._choices, self.said, self.canvas, self.source, self.next, self.timeline)

    def show_comparison(self, found: Comparison, indicator: Indicator) -> None:
        """Show the paths of another indicator; the first is its own where it has one."""
        self._found = found
        former, self._indicator = self._indicator, indicator
        shown = [on.path.key for on in self._paths]
        self._paths = found.paths(indicator.key)
        keys = [on.path.key for on in self._paths]
        if former is not indicator or self._key not in keys:
            self._key = keys[0]
        if keys != shown:
            self._offer(keys)
        self._show()

    def _offer(self, keys: list[str]) -> None:
        clear(self._choices)
        labels = [tr(on.path.label) for on in self._paths]
        self.segments = Segments(labels, tr("Yokohama's path"), keys.index(self._key))
        self.segments.chosen.connect(lambda place: self.choose(keys[place]))
        self._choices.addWidget(self.segments)
        self.segments.setVisible(len(keys) > 1)
        self._choices.addStretch(1)

    def choose(self, key: str) -> None:
        """Show another path."""
        self._key = key
        self._show()

    def _show(self) -> None:
        on = next(on for on in self._paths if on.path.key == self._key)
        if self.segments is not None:
            self.segments.set_current(self._paths.index(on))
        self.set_title(tr("Yokohama's path"), tr(on.path.label))
        self.said.setText(self._sentences(on))
        self.said.set_tone(Tone.SECOND if on.found is None else Tone.NEUTRAL)
        value = on.found.value if on.found else None
        lines = replace(path_lines(on.path, value), source="")  # told below, to be copied from
        self.canvas.set_figure(drawer(lines, gettext(), language()), self.said.text())
        self.source.setText(cite_all(point.source for point in on.path.points))
        self.next.setVisible(bool(on.before or on.after))
        self.timeline.show_entries(tuple(_entries(on)))

    def _sentences(self, on: OnPath) -> str:
        if on.found is not None:
            return "\n".join(standing_sentences(on, say, number))
        if on.path.subject == POPULATION_INPUT or self._found is None:
            return tr("Enter the population of this city in an assessment to see when Yokohama had it.")
        estimate = self._found.assessment.estimates[on.path.subject]
        return why_missing(self._found.sector, estimate)


def _entries(on: OnPath) -> Iterator[Entry]:
    """The deeds before, this city's place, and the deeds after it."""
    yield from (_entry(deed, past=True) for deed in on.before)
    place = on.found.latest if on.found else None
    if place is not None:
        text = (
            tr("This city stands here now")
            if not place.interpolated
            else tr("About here this city stands now")
        )
        yield Entry(year_of(on.path, place, say), text, here=True)
    yield from (_entry(deed) for deed in on.after)


def _entry(deed: Deed, past: bool = False) -> Entry:
    return Entry(when(deed, say), tr(deed.text), cite(deed.source), past=past)
