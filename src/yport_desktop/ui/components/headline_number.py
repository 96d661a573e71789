"""A number as the hero: value and unit, its range and its grade."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.values import Grade
from yport_desktop.ui.components.grade_mark import GradeMark, grade_name
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, XS, S, Tone, Type

LONGEST = 14  # characters of a number and its unit in the largest type


class HeadlineNumber(QWidget):
    """Shows texts that are already formatted; without a value a dash and the reason for it."""

    def __init__(self, label: str = "", step: Type = Type.HEADLINE) -> None:
        super().__init__()
        self.label = Label(label, Type.CAPTION, Tone.SECOND, wrap=True)
        shown_if(label, self.label)
        self._step = step
        self.value = Label("–", step, selectable=True)
        self.unit = Label("", Type.BODY, Tone.SECOND)
        self.range = Label("", Type.CAPTION, Tone.SECOND)
        self.grade = GradeMark()
        number = row(self.value, self.unit, spacing=XS + 2)
        number.setAlignment(self.unit, Qt.AlignmentFlag.AlignBottom)
        self.unit.setContentsMargins(0, 0, 0, 5)
        number.addSpacing(S)
        number.addWidget(self.grade, 0, Qt.AlignmentFlag.AlignVCenter)
        number.addStretch(1)
        self.setLayout(column(self.label, number, self.range, None, spacing=0))
        self.grade.hide()
        self.range.hide()

    def set_number(
        self, value: str, unit: str = "", low: str = "", high: str = "", grade: Grade | str | None = None
    ) -> None:
        """Show a value with its unit, 95 % range and grade."""
        self.value.setText(value)
        self.value.set_tone(Tone.NEUTRAL)
        # A long number with a long unit steps back, so that a card stays within its column.
        long = self._step is Type.HEADLINE and len(value) + len(unit) > LONGEST
        dress(self.value, type=Type.PAGE if long else self._step)
        self.unit.setText(unit)
        shown = tr("95 % range {low} – {high}").format(low=low, high=high) if low and high else ""
        self.range.setText(shown)
        self.range.setVisible(bool(shown))
        self.grade.set_grade(grade)
        self.grade.show()
        spoken = (self.label.text(), f"{value} {unit}".strip(), shown, grade_name(self.grade.grade))
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def set_missing(self, reason: str = "") -> None:
        """Show that there is no value yet, and why."""
        self.value.setText("–")
        self.value.set_tone(Tone.FAINT)
        self.unit.setText("")
        self.range.setText(reason)
        self.range.setVisible(bool(reason))
        self.grade.hide()
        self.setAccessibleName(", ".join(p for p in (self.label.text(), tr("no value yet"), reason) if p))


def sample() -> QWidget:
    """A number with everything, and one without a value."""
    page = QWidget()
    full = HeadlineNumber("Waste collected and managed in controlled facilities (SDG 11.6.1)")
    full.set_number("47.3", "%", "38.0", "56.1", "C")
    bare = HeadlineNumber("Methane from landfill, 2024")
    bare.set_missing("Waits for: waste landfilled per year")
    page.setLayout(row(full, XL, bare, None))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
