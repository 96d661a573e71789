"""The weights of the criteria: numbers whose sum is shown, or comparisons of pairs with their consistency."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.numbers import format_number
from yport_desktop.services.priorities import PrioritiesView
from yport_desktop.services.priority_weights import BY_PAIRS, DIRECT, WHOLE
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.editors import NumberEditor
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.stacked_bar import BarPart, StackedBar
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type

from .events import PriorityEvents
from .pairs_form import PairsForm
from .words import decimal

METHODS = (DIRECT, BY_PAIRS)
NAME, ENTRY = 220, 120


class DirectForm(QWidget):
    """One line per criterion: its weight as given, and what it counts."""

    def __init__(self, events: PriorityEvents) -> None:
        super().__init__()
        self._events = events
        self._made: tuple[UUID, ...] = ()
        self.editors: dict[UUID, NumberEditor] = {}
        self._bars: dict[UUID, StackedBar] = {}
        self._shares: dict[UUID, Label] = {}
        self._names: dict[UUID, ElidedLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(2, 1)
        self.total = Label("", strong=True)
        self.scale = QuietButton(tr("Scale to 100 %"), events.scale_requested.emit)
        text = tr("No criterion yet: once one is added, its weight is set here.")
        self.nothing = Label(text, tone=Tone.SECOND, wrap=True)
        below = row(self.total, self.scale, None, spacing=M)
        self.setLayout(column(self.nothing, self._grid, below, None, spacing=L))

    def show_view(self, view: PrioritiesView) -> None:
        """Show other weights."""
        ids = tuple(c.id for c in view.criteria)
        if ids != self._made:
            self._make(view)
        for at, criterion in enumerate(view.criteria):
            self._names[criterion.id].setText(criterion.name)
            self.editors[criterion.id].set_name(tr("Weight of {name}").format(name=criterion.name))
            self.editors[criterion.id].set_value(decimal(criterion.record.get("weight")))
            share = criterion.weight
            text = tr("does not count") if share is None else f"{format_number(share * 100, 1, language())} %"
            self._shares[criterion.id].setText(text)
            self._shares[criterion.id].set_tone(Tone.FAINT if share is None else Tone.NEUTRAL)
            self._bars[criterion.id].set_parts((BarPart(share or 0.0, f"{criterion.name}: {text}", at),))
        self.nothing.setVisible(not ids)
        self.total.setVisible(bool(ids))
        total = view.weights.total if view.weights.method == DIRECT else 0.0
        off = bool(total) and abs(total - WHOLE) > 0.005
        self.total.setText(
            tr("Sum: {total} %").format(total=format_number(round(total, 4), None, language()))
        )
        self.total.set_tone(Tone.CAUTION if off else Tone.NEUTRAL)
        self.scale.setVisible(off)

    def _make(self, view: PrioritiesView) -> None:
        clear(self._grid)
        self._made = tuple(c.id for c in view.criteria)
        t = tokens()
        for at, criterion in enumerate(view.criteria):
            name, editor, bar, share = ElidedLabel(criterion.name), NumberEditor("%"), StackedBar(), Label()
            name.setFixedWidth(t.px(NAME))
            editor.setFixedWidth(t.px(ENTRY))
            share.setFixedWidth(t.px(100))
            editor.edited.connect(lambda value, id=criterion.id: self._events.weighed.emit(id, value))
            for place, part in enumerate((name, editor, bar, share)):
                self._grid.addWidget(part, at, place, Qt.AlignmentFlag.AlignVCenter)
            self._names[criterion.id], self.editors[criterion.id] = name, editor
            self._bars[criterion.id], self._shares[criterion.id] = bar, share


class WeightsPane(QWidget):
    """A switch between both ways, and who set them."""

    def __init__(self, events: PriorityEvents, scale: Sequence[Choice]) -> None:
        super().__init__()
        names = (tr("Directly"), tr("By pairwise comparison"))
        self.method = Segments(names, tr("How weights are set"))
        self.method.chosen.connect(lambda place: events.ruled.emit({"weighting": METHODS[place]}))
        self.who = QuietButton(tr("Who set them, and when"), events.rules_requested.emit, "person")
        self.direct, self.pairs = DirectForm(events), PairsForm(events, scale)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.direct)
        self._stack.addWidget(self.pairs)
        text = tr(
            "The weights are the city's own. Directly: how much of the decision each criterion makes up. "
            "By pairwise comparison: criteria two by two, which also shows whether the answers fit together."
        )
        content = QWidget()
        content.setLayout(
            column(
                row(self.method, None, self.who),
                Label(text, Type.CAPTION, Tone.SECOND, wrap=True),
                self._stack,
                None,
                spacing=L,
                margins=(0, 0, S, XL),
            )
        )
        self.setLayout(column(scrolled(content)))

    def show_view(self, view: PrioritiesView) -> None:
        """Show other weights."""
        place = METHODS.index(view.weights.method)
        self.method.set_current(place)
        self._stack.setCurrentIndex(place)
        self.direct.show_view(view)
        self.pairs.show_view(view)
