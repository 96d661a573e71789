"""The range of a result by both approaches: propagated errors, and draws made on request."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Estimate, Indicator, Sector
from yport_desktop.services.drawing import DRAWS
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row, stack
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import XS, S, Tone, Type
from yport_desktop.ui.numbers_shown import label_of, shown_estimate

if TYPE_CHECKING:  # numpy is loaded by the first drawing
    from yport_desktop.advice.monte_carlo import Simulation


class DrawnRange(QWidget):
    """Shows both ranges side by side; until somebody asks for draws, a button for them."""

    def __init__(
        self,
        sector: Sector,
        indicator: Indicator,
        estimate: Estimate,
        drawn: "Simulation | None",
        draw: Callable[[], object],
    ) -> None:
        super().__init__()
        self._sector, self._indicator, self._estimate = sector, indicator, estimate
        text = tr("Draw {n} times").format(n=format_number(DRAWS, 0, language()))
        self.button = QuietButton(text, self._begin, "refresh")
        self._draw = draw
        if drawn is None:
            about = tr(
                "Every uncertain input is drawn at random, and all results are computed for every draw."
            )
            head = row(self.button, None, margins=(-S, 0, 0, 0))
            self.setLayout(column(Label(about, Type.CAPTION, Tone.SECOND, wrap=True), head, spacing=XS))
        else:
            self.button.hide()
            self.button.setParent(self)
            self.setLayout(column(self._both(drawn), self._notes(drawn), spacing=S))

    def _begin(self) -> None:
        self.button.setEnabled(False)
        drawing = tr("Drawing…")
        self.button.setText(f" {drawing}")
        self._draw()

    def _both(self, drawn: "Simulation") -> QGridLayout:
        """Approach, range and middle, one line each."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        shown = shown_estimate(self._sector, self._indicator, self._estimate)
        low, high = shown.low or shown.value, shown.high or shown.value
        lines = [(tr("Errors propagated (Approach 1)"), low, high, shown.value)]
        found = drawn.ranges.get(self._indicator.key)
        name = tr("{n} draws (Approach 2)").format(n=format_number(drawn.draws, 0, language()))
        if found is not None:
            middle = "–" if found.middle is None else self._text(found.middle)
            lines.append((name, self._text(found.low), self._text(found.high), middle))
        for at, (approach, lowest, highest, middle) in enumerate(lines):
            ends = Label(f"{lowest} – {highest} {shown.unit}".strip(), strong=True)
            ends.setAccessibleName(f"{approach}: {ends.text()}")
            grid.addWidget(Label(approach, Type.CAPTION, Tone.SECOND, wrap=True), 2 * at, 0, 1, 2)
            grid.addWidget(ends, 2 * at + 1, 0)
            centre = tr("middle {value}").format(value=middle)
            grid.addWidget(Label(centre, Type.CAPTION, Tone.SECOND), 2 * at + 1, 1)
        return grid

    def _notes(self, drawn: "Simulation") -> QWidget:
        seed = tr("Seed {seed}: the same values always give the same range.").format(seed=drawn.seed)
        parts: list[QWidget] = [Label(seed, Type.CAPTION, Tone.SECOND, wrap=True)]
        read = {term.key for term in self._estimate.terms}
        if names := [label_of(self._sector, key) for key in drawn.clipped if key in read]:
            text = tr("Drawn values were cut off where the input cannot go: {names}.")
            listed = text.format(names=tr(", ").join(names))
            parts.append(Label(listed, Type.CAPTION, Tone.CAUTION, wrap=True))
        return stack(parts, XS)

    def _text(self, value: float) -> str:
        return format_number(value * self._indicator.scale, self._indicator.decimals, language())
