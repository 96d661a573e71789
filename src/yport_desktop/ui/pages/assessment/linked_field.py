"""The row of an input that another sector answers: its value, unit, range and grade, and the way there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.domain.entity import Json
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.sector import Input
from yport_desktop.domain.values import Observed
from yport_desktop.ui.components.cell_button import CellButton
from yport_desktop.ui.components.grade_mark import GradeMark
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT, S, Tone, Type
from yport_desktop.ui.numbers_shown import unit_shown

from .fields import ValueField
from .measures import BESIDE, EVIDENCE, GAP, GRADE, MORE, PERIOD, STATE, UNIT, VALUE

DIGITS = 5
OTHERS = (PERIOD, GRADE, STATE, EVIDENCE, MORE)  # what stands there in the other rows


def linked_range(seen: Observed, asked: Input) -> str:
    """The 95 % range of a value taken over, cut off at what is possible; "" where it has none."""
    if not isinstance(seen.value, int | float) or not seen.uncertainty_pct:
        return ""
    half = abs(seen.value) * seen.uncertainty_pct / 100
    least, most = asked.possible
    low = seen.value - half if least is None else max(seen.value - half, least)
    high = seen.value + half if most is None else min(seen.value + half, most)
    ends = (significant(end, 3, language()) for end in (low, high))
    return tr("{low} to {high}").format(**dict(zip(("low", "high"), ends, strict=True)))


def linked_number(seen: Observed) -> str:
    """The value taken over, as text."""
    return significant(float(seen.value), DIGITS, language()) if isinstance(seen.value, int | float) else "–"


class LinkedField(ValueField):
    """Shows a number that is computed elsewhere: nothing can be typed."""

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__(asked, name)
        t = tokens()
        self.number = Label("–", strong=True, selectable=True)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setFixedWidth(t.px(VALUE))
        self.number.setFixedHeight(t.px(FORM_CONTROL_HEIGHT))
        self.unit = Label(unit_shown(asked.unit), tone=Tone.SECOND)
        self.unit.setFixedWidth(t.px(UNIT))
        self.number.setContentsMargins(0, 0, S, 0)
        self.unit.setContentsMargins(BESIDE, 0, 0, 0)
        self.setLayout(row(self.number, self.unit, spacing=GAP))

    def control(self) -> QWidget:
        return self.number

    def show_value(self, value: Json, unit: str, placeholder: str) -> None:
        """Nothing is stored: the value comes with `show_linked`."""

    def show_linked(self, seen: Observed) -> None:
        """Show the other sector's result."""
        text = linked_number(seen)
        self.number.setText(text)
        self.number.setAccessibleName(f"{self._name}: {text} {self.unit.text()}".strip())


class LinkedTail(QWidget):
    """What follows the number: its range, its grade, and a button to the other sector."""

    open_requested = Signal()

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__()
        self._asked = asked
        self.range = Label("", Type.CAPTION, Tone.SECOND)
        self.grade = GradeMark(None)
        self.open = CellButton(tr("Open"), 0, icon="chevron_right")
        self.open.set_content(tr("Open"), Tone.ACCENT)
        self.open.setAccessibleName(tr("{name}: open the sector that computes it").format(name=name))
        self.open.setToolTip(self.open.accessibleName())
        self.open.clicked.connect(lambda _on=False: self.open_requested.emit())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self.grade, self.range, self.open, None, spacing=S))
        t = tokens()
        self.setFixedWidth(sum(t.px(width) for width in OTHERS) + (len(OTHERS) - 1) * GAP)
        self.setFixedHeight(t.px(FORM_CONTROL_HEIGHT))

    def show_linked(self, seen: Observed) -> None:
        """Show the other sector's result."""
        text = linked_range(seen, self._asked)
        self.range.setText(text)
        self.range.setVisible(bool(text))
        self.range.setToolTip(tr("95 % range"))
        self.grade.set_grade(seen.grade)
        self.grade.setVisible(seen.known)
