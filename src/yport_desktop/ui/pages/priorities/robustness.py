"""How far the order holds: the ranks by other methods, and how often each option is first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.advice.mcda.panel import PROMETHEE, SPOTIS, TOPSIS, VIKOR, Panel
from yport_desktop.domain.numbers import format_number
from yport_desktop.services.priorities import PrioritiesView
from yport_desktop.services.priority_words import DRAWS_NOTE, METHOD_NAMES, PANEL_NOTE, place_text, verdict
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import clear, column, holding
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import S, Tone, Type

from .words import say

ABOUT = {TOPSIS: "TOPSIS", VIKOR: "VIKOR", PROMETHEE: "PROM. II", SPOTIS: "SPOTIS"}


class Robustness(QWidget):
    """A sentence, a small table, and what the methods stand on."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(tr("How far the order holds"), Type.EMPHASIS, strong=True)
        self.verdict = Label("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S)
        self._grid.setVerticalSpacing(S)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self.note = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.setLayout(column(self.title, self.verdict, holding(self._grid), self.note, spacing=S))
        self.cells: dict[tuple[int, int], str] = {}

    def show_view(self, view: PrioritiesView) -> None:
        """Show another panel; nothing where there are not two options to compare."""
        found = view.panel
        self.setVisible(found is not None)
        clear(self._grid)
        self.cells = {}
        if found is None:
            return
        self.verdict.setText(verdict(view, found, say))
        self.verdict.set_tone(Tone.NEUTRAL if len(found.winners) == 1 else Tone.CAUTION)
        draws = tr(DRAWS_NOTE).format(
            draws=format_number(found.near.draws, 0, language()), seed=str(found.near.seed)
        )
        self.note.setText(f"{tr(PANEL_NOTE)}\n{draws}")
        self._heads(found)
        for at, option in enumerate(found.options):
            self._row(view.names[option], found, at)

    def _heads(self, found: Panel) -> None:
        heads = [(tr("Sum"), tr("Weighted sum on fixed ranges"))]
        heads += [(ABOUT[o.method], METHOD_NAMES[o.method]) for o in found.opinions]
        heads += [
            (tr("±50 %"), tr("Share of draws in which it is first, weights near those set")),
            (tr("any"), tr("Share of draws in which it is first, any weights")),
        ]
        for place, (text, hint) in enumerate(heads, 1):
            label = Label(text, Type.CAPTION, Tone.SECOND, strong=True)
            label.setToolTip(hint)
            label.setAccessibleName(hint)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label, 0, place)

    def _row(self, name: str, found: Panel, at: int) -> None:
        self._grid.addWidget(ElidedLabel(name), at + 1, 0)
        headline = found.headline[at]
        ranks = [headline, *(o.ranks[at] for o in found.opinions)]
        columns = [found.headline, *(o.ranks for o in found.opinions)]
        texts = [place_text(column, at) for column in columns]
        texts += [f"{format_number(f.shares[at] * 100, 0, language())} %" for f in (found.near, found.any)]
        for place, text in enumerate(texts, 1):
            other = place <= len(ranks) and ranks[place - 1] != headline
            label = Label(text, tone=Tone.CAUTION if other else Tone.NEUTRAL, strong=place == 1 or other)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(label, at + 1, place)
            self.cells[at, place] = text
