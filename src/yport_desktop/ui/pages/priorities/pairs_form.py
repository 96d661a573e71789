"""Pairwise comparisons: each pair once, with the consistency of all, and the pair that fits least."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.services.priorities import PrioritiesView
from yport_desktop.services.priority_weights import Pair
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M, S, Tone, Type

from .events import PriorityEvents

NAME, SCALE_WIDTH = 190, 250


class PairsForm(QWidget):
    """One line per pair: the first criterion, how much more it weighs, the second."""

    def __init__(self, events: PriorityEvents, scale: Sequence[Choice]) -> None:
        super().__init__()
        self._events, self._scale = events, scale
        self._made: tuple[tuple[UUID, str], ...] = ()
        self.editors: dict[Pair, ChoiceEditor] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(3, 1)
        self.state = Chip("")
        self.ratio = Label("", Type.CAPTION, Tone.SECOND)
        self.doubt = Label("", Type.CAPTION, Tone.CAUTION, wrap=True)
        self.use = CheckBox(tr("Use comparisons that contradict each other"))
        self.use.clicked.connect(lambda on: events.ruled.emit({"accept_inconsistent": bool(on)}))
        head = row(self.state, self.ratio, None, spacing=S)
        text = tr("Pairs are compared once two criteria have a range from the worst to the best value.")
        self.nothing = Label(text, tone=Tone.SECOND, wrap=True)
        self.setLayout(column(self.nothing, head, self.doubt, self.use, self._grid, None, spacing=M))

    def show_view(self, view: PrioritiesView) -> None:
        """Show other comparisons."""
        usable = [(c.id, c.name) for c in view.criteria if c.has_range]
        if tuple(usable) != self._made:
            self._make(usable)
        for pair, editor in self.editors.items():
            editor.set_value(view.weights.ratios.get(pair))
        self.nothing.setVisible(not self.editors)
        self.state.setVisible(bool(self.editors))
        self._show_consistency(view)

    def _make(self, usable: list[tuple[UUID, str]]) -> None:
        clear(self._grid)
        self._made = tuple(usable)
        self.editors = {}
        for at, ((one, first), (other, second)) in enumerate(combinations(usable, 2)):
            editor = ChoiceEditor(self._scale)
            editor.set_name(tr("{first} compared with {second}").format(first=first, second=second))
            editor.setFixedWidth(tokens().px(SCALE_WIDTH))
            editor.edited.connect(
                lambda value, one=one, other=other: self._events.compared.emit(one, other, value)
            )
            left, right = ElidedLabel(first), ElidedLabel(second)
            left.setFixedWidth(tokens().px(NAME))
            left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for place, part in enumerate((left, editor, right)):
                self._grid.addWidget(part, at, place, Qt.AlignmentFlag.AlignVCenter)
            self.editors[one, other] = editor

    def _show_consistency(self, view: PrioritiesView) -> None:
        weights = view.weights
        found = weights.consistency
        done = tr("{done} of {all} pairs compared").format(done=len(weights.ratios), all=weights.pairs)
        self.use.setVisible(found is not None and not found.accepted)
        self.use.setChecked(view.accepts_contradictions)
        self.doubt.setVisible(weights.doubt is not None and found is not None and found.ratio > 0)
        if found is None:
            self.state.set_chip(done)
            self.ratio.setText("")
            return
        ratio = format_number(found.ratio, 2, language())
        self.ratio.setText(tr("Consistency ratio {ratio}; accepted up to 0.10").format(ratio=ratio))
        if found.accepted:
            self.state.set_chip(tr("They fit together"), Tone.GOOD, "done")
        else:
            self.state.set_chip(tr("They contradict each other"), Tone.CRITICAL, "warning")
        if weights.doubt is not None and found.doubt is not None:
            first, second = (view.names.get(str(i), "") for i in weights.doubt)
            text = tr(
                "Fits least: “{first}” compared with “{second}” is {given}, "
                "all answers together say about {implied}."
            )
            given = str(Fraction(found.doubt.given).limit_denominator(9))
            implied = significant(found.doubt.implied, 2, language())
            self.doubt.setText(text.format(first=first, second=second, given=given, implied=implied))
            self.doubt.set_tone(Tone.SECOND if found.accepted else Tone.CAUTION)
