"""The results beside the form: headline numbers, all others in lines, contradictions, charts."""

import re
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from yport_desktop.domain.charts import PeerStrip
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.sector import Assessment, Estimate, Indicator, Sector
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.form_row import ProblemLine, problem_text
from yport_desktop.ui.components.grade_mark import GradeMark
from yport_desktop.ui.components.headline_number import HeadlineNumber
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row, shown_if
from yport_desktop.ui.components.mini_series import MiniSeries
from yport_desktop.ui.components.peer_marks import PeerMarks
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.numbers_shown import series_for, shown_estimate, why_missing

from .charts import ChartStack
from .result_tables import ResultTables

WITHOUT_VALUE = (N_("Show 1 result without a value"), N_("Show {n} results without a value"))
SOURCES = re.compile(r"\s*[(（]\{sources\}[)）]")


class ResultCard(QFrame):
    """One headline result; opens its explanation. `opened(indicator key)`."""

    opened = Signal(str)

    def __init__(self, sector: Sector, indicator: Indicator, large: bool) -> None:
        super().__init__()
        self._sector, self.indicator = sector, indicator
        dress(self, look="card", open=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = HeadlineNumber(tr(indicator.label), Type.HEADLINE if large else Type.PAGE)
        self.number.value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.number.range.setWordWrap(True)
        self.band = Label("", Type.CAPTION, wrap=True)
        self.peers, self.series = PeerMarks(), MiniSeries()
        parts = (self.number, self.band, self.peers, self.series)
        self.setLayout(column(*parts, spacing=XS, margins=(M, S, M, S)))
        self.shown: Estimate | None = None

    def show_estimate(self, assessment: Assessment, strip: PeerStrip | None) -> None:
        """Show the result; nothing moves when it is the same."""
        estimate = assessment.estimates[self.indicator.key]
        if estimate == self.shown:
            return
        self.shown = estimate
        text = shown_estimate(self._sector, self.indicator, estimate)
        if estimate.value is None:
            self.number.set_missing(why_missing(self._sector, estimate, named=1))
        else:
            self.number.set_number(text.value, text.unit, text.low, text.high, estimate.grade)
        for part in (self.number.value, self.number.unit):
            part.setVisible(estimate.value is not None)
        self.setToolTip(text.reason)
        self.band.setText(tr(estimate.band) if estimate.band else "")
        self.band.setVisible(bool(estimate.band))
        has_own = strip is not None and estimate.value is not None
        self.peers.set_strip(strip if has_own else None)
        self.peers.setVisible(has_own)
        years = series_for(assessment, self.indicator)
        self.series.set_values(years, tr(self.indicator.label))
        self.series.setVisible(sum(value is not None for value in years) > 1)
        spoken = (self.number.accessibleName(), self.band.text())
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def set_preview(self, preview: bool) -> None:
        """A preview is what the result would be with what is being typed."""
        if self.shown is not None and self.shown.value is not None:
            self.number.value.set_tone(Tone.ACCENT if preview else Tone.NEUTRAL)

    def set_selected(self, selected: bool) -> None:
        """Show that the inspector speaks of it."""
        dress(self, state="selected" if selected else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click explains."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.indicator.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.indicator.key)
        else:
            super().keyPressEvent(event)


class ResultLine(ResultCard):
    """One of the other results, in one line: name at the left, number and grade at the right."""

    def __init__(self, sector: Sector, indicator: Indicator) -> None:
        QFrame.__init__(self)
        self._sector, self.indicator = sector, indicator
        dress(self, look="row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = Label(tr(indicator.label), Type.CAPTION, Tone.SECOND, wrap=True)
        self.value = Label("–", strong=True)
        self.unit = Label("", Type.CAPTION, Tone.SECOND)
        self.grade = GradeMark(side=16)
        self.grade.hide()
        box = row(self.name, self.value, self.unit, self.grade, spacing=XS + 2, margins=(S, 3, S, 3))
        box.setStretchFactor(self.name, 1)
        self.setLayout(box)
        self.shown: Estimate | None = None

    def show_estimate(self, assessment: Assessment, strip: PeerStrip | None) -> None:
        """Show the result."""
        estimate = assessment.estimates[self.indicator.key]
        if estimate == self.shown:
            return
        self.shown = estimate
        text = shown_estimate(self._sector, self.indicator, estimate)
        self.value.setText(text.value or "–")
        self.value.set_tone(Tone.NEUTRAL if text.value else Tone.FAINT)
        self.unit.setText(text.unit)
        self.grade.set_grade(estimate.grade)
        self.grade.setVisible(estimate.value is not None)
        band = tr(estimate.band) if estimate.band else ""
        interval = f"{text.low} – {text.high}".strip(" –")
        self.setToolTip(text.reason or "\n".join(part for part in (interval, band) if part))
        self.setAccessibleName(
            ", ".join(
                p for p in (self.name.text(), f"{text.value} {text.unit}".strip(), text.reason, band) if p
            )
        )

    def set_preview(self, preview: bool) -> None:
        """As the cards do."""
        if self.shown is not None and self.shown.value is not None:
            self.value.set_tone(Tone.ACCENT if preview else Tone.NEUTRAL)


def _in_short(problem: Problem) -> Problem:
    """A contradiction without its sources: there may be several, and the results stand below."""
    return replace(problem, message=SOURCES.sub("", tr(problem.message)))


class ResultsPane(QWidget):
    """`explain_requested(indicator key)`; made for one sector."""

    explain_requested = Signal(str)

    def __init__(self, sector: Sector) -> None:
        super().__init__()
        self._sector = sector
        self.setAccessibleName(tr("Indicators"))
        headlines = [i for i in sector.indicators if i.headline]
        self.cards: dict[str, ResultCard] = {
            i.key: ResultCard(sector, i, large=at == 0) for at, i in enumerate(headlines)
        }
        self.cards |= {i.key: ResultLine(sector, i) for i in sector.indicators if not i.headline}
        for card in self.cards.values():
            card.opened.connect(self.explain_requested)
        self.preview = Label("", Type.CAPTION, Tone.ACCENT)
        self.preview.hide()
        self.checks = ProblemLine()
        self.charts, self.tables = ChartStack(sector), ResultTables()
        title = row(Label(tr("Indicators"), Type.EMPHASIS, strong=True), None, self.preview)
        heads = column(*[self.cards[i.key] for i in headlines], spacing=S)
        self._others = [self.cards[i.key] for i in sector.indicators if not i.headline]
        self.unfold = QuietButton("", self._turn, "chevron_right")
        self.unfold.hide()
        self._unfolded = False
        rest_title = Label(tr("All other results"), Type.CAPTION, Tone.SECOND, strong=True)
        shown_if(self._others, rest_title)
        content = QWidget()
        content.setLayout(
            column(
                title,
                self.checks,
                heads,
                self.tables,
                self.charts,
                column(rest_title, *self._others, row(self.unfold, None), spacing=2),
                None,
                spacing=M,
                margins=(M, L, M, XL),
            )
        )
        self.setLayout(column(scrolled(content)))

    def show_assessment(self, assessment: Assessment, preview: bool) -> None:
        """Show all results; only what changed is touched."""
        strips = self._strips(assessment)
        for key, card in self.cards.items():
            before = card.shown
            card.show_estimate(assessment, strips.get(key))
            card.set_preview(preview and (before is None or before.value != assessment.estimates[key].value))
        self._fold()
        self.preview.setText(tr("while typing") if preview else "")
        self.preview.setVisible(preview)
        if not preview:
            found = self._contradictions(assessment)
            self.checks.set_problems([_in_short(p) for p in found])
            self.checks.setToolTip("\n\n".join(map(problem_text, found)))
            self.tables.show_tables(assessment.tables)
            self.charts.show_assessment(assessment)

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._fold()

    def _fold(self) -> None:
        """Results without a value stand back: where little is known they would bury the others."""
        empty = [card for card in self._others if card.shown is None or card.shown.value is None]
        for card in self._others:
            card.setVisible(self._unfolded or card not in empty)
        text = tr("Hide results without a value") if self._unfolded else counted(len(empty), *WITHOUT_VALUE)
        self.unfold.setText(f" {text}")
        self.unfold.setVisible(bool(empty))

    def _strips(self, assessment: Assessment) -> Mapping[str, PeerStrip]:
        wanted = [c for c in self._sector.charts if c.indicator in self.cards]
        built = {c.indicator: c.build(assessment) for c in wanted}
        return {key: data for key, data in built.items() if isinstance(data, PeerStrip)}

    def _contradictions(self, assessment: Assessment) -> list[Problem]:
        """What does not fit together; what is wrong with one input alone stands at its row."""
        inputs = {i.key for i in self._sector.inputs}
        grave = (p for p in assessment.problems if p.severity is not Severity.NOTE)
        return [p for p in grave if p.field not in inputs or "sources" in dict(p.details)]

    @property
    def previewing(self) -> bool:
        """Whether the results are those of what is being typed."""
        return not self.preview.isHidden()

    def select(self, key: str) -> None:
        """Mark the result that is explained; "" for none."""
        for name, card in self.cards.items():
            card.set_selected(name == key)
        if key in self.cards and self.cards[key].isHidden():
            self._turn()
