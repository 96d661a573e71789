"""The fields in which the value of an input is entered: a number with its unit, or a choice.

Each says `completed(Entry)` when an entry is complete and `typed(Entry or None)` while it is being
typed; an empty entry takes the value away. A refused entry stays on the screen and is not stored.
"""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.entry import Entry, parse_entry
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.periods import parse_period
from yport_desktop.domain.sector import Input
from yport_desktop.ui.components.choice_editors import Combo
from yport_desktop.ui.components.editors import Line
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import dress, row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.numbers_shown import unit_shown

from .measures import BESIDE, GAP, UNIT, VALUE

PREVIEW_MS = 90


class ValueField(QWidget):
    """What the kinds of fields have in common."""

    completed = Signal(object)
    typed = Signal(object)
    stepped = Signal(int)

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__()
        self._asked, self._name = asked, name

    def control(self) -> QWidget:
        """The widget that takes the keyboard."""
        raise TypeError(f"{type(self).__name__} has no control")

    def show_value(self, value: Json, unit: str, placeholder: str) -> None:
        """Show what is stored; an entry being typed or refused stays."""
        raise TypeError(f"{type(self).__name__} shows nothing")

    def set_problems(self, problems: tuple[Problem, ...]) -> None:
        """Mark the field by the worst problem."""
        worst = {p.severity for p in problems}
        state = "refused" if Severity.REFUSED in worst else "warning" if Severity.WARNING in worst else ""
        dress(self.control(), state=state)

    def is_pending(self) -> bool:
        """Whether something was typed that is not stored."""
        return False


class UnitCombo(Combo):
    """Closer set than other lists, so that a unit such as “kg CO2e/kWh” is read to its end."""

    def __init__(self) -> None:
        super().__init__()
        font = QFont(self.font())
        font.setPixelSize(tokens().size(Type.CAPTION))
        self.setFont(font)
        dress(self, look="unit")


class QuantityField(ValueField):
    """A number as people write it, with the unit it is meant in."""

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__(asked, name)
        self._value: Json = None
        self._unit = asked.unit
        self._currency = ""
        t = tokens()
        self.line = Line()
        self.line.setFixedWidth(t.px(VALUE))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setAccessibleName(f"{name}, {unit_shown(asked.unit)}" if asked.unit else name)
        self.unit: QWidget = self._unit_field(name)
        self.unit.setFixedWidth(t.px(UNIT))
        self.setLayout(row(self.line, self.unit, spacing=GAP))
        self.setFocusProxy(self.line)
        self._pause = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.reading()))
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.editingFinished.connect(self.complete)
        self.line.returnPressed.connect(lambda: self.stepped.emit(1))
        self.line.taken_back.connect(self._take_back)

    def _unit_field(self, name: str) -> QWidget:
        units = tuple(dict.fromkeys((self._asked.unit, *self._asked.units)))
        if "currency" in self._asked.unit:
            units = self._asked.units
        if len(units) < 2:
            label = Label(unit_shown(units[0]) if units else "", tone=Tone.SECOND)
            label.setContentsMargins(BESIDE, 0, 0, 0)
            return label
        combo = UnitCombo()
        combo.setAccessibleName(tr("Unit of {name}").format(name=name))
        for unit in units:
            combo.addItem(unit_shown(unit), unit)
        metrics = combo.fontMetrics()
        longest = max(metrics.horizontalAdvance(unit_shown(u)) for u in units)
        combo.view().setMinimumWidth(longest + tokens().px(32))
        combo.activated.connect(self._unit_chosen)
        return combo

    def control(self) -> QWidget:
        return self.line

    def chosen_unit(self) -> str:
        """The unit beside the number."""
        return str(self.unit.currentData()) if isinstance(self.unit, Combo) else self._asked.unit

    def reading(self) -> Entry | None:
        """What the text means; None for no text."""
        text = self.line.text()
        if not text.strip():
            return None
        return parse_entry(self._asked, text, self.chosen_unit(), language())

    def complete(self) -> None:
        """Take the entry as it stands."""
        self._pause.stop()
        if not self.line.isModified():
            return
        entry = self.reading()
        if entry is None:
            self.line.setModified(False)
            if self._value is not None:
                self.completed.emit(Entry())
            else:
                self.completed.emit(None)
            return
        if not entry.refused:
            self.line.setModified(False)
            self._show(entry.entered, entry.entered_unit)
        self.completed.emit(entry)

    def _unit_chosen(self, _place: int) -> None:
        if self.line.text().strip():
            self.line.setModified(True)
            self.complete()

    def _take_back(self) -> None:
        self._pause.stop()
        self.line.setModified(False)
        self._show(self._value, self._unit)
        self.completed.emit(None)

    def prefer_currency(self, code: str) -> None:
        """An amount that is not entered yet is meant in the currency agreed on."""
        if code and code != self._currency and "currency" in self._asked.unit and not self.line.text():
            self._currency = code
            self._show_unit(self._asked.unit.replace("currency", code))

    def is_pending(self) -> bool:
        return bool(self.line.isModified())

    def show_value(self, value: Json, unit: str, placeholder: str) -> None:
        self._value, self._unit = value, unit
        self.line.setPlaceholderText(placeholder)
        if not self.line.isModified():
            self._show(value, unit)

    def _show(self, value: Json, unit: str) -> None:
        text = quantity_text(self._asked, value)
        if text != self.line.text():
            self.line.setText(text)
        self.line.setModified(False)
        self._show_unit(unit)

    def _show_unit(self, unit: str) -> None:
        combo = self.unit
        if isinstance(combo, Combo) and unit and combo.currentData() != unit:
            if combo.findData(unit) < 0:
                combo.addItem(unit_shown(unit), unit)
            combo.setCurrentIndex(combo.findData(unit))


class ChoiceField(ValueField):
    """One of the answers of an input."""

    def __init__(self, asked: Input, name: str) -> None:
        super().__init__(asked, name)
        self.combo = Combo()
        self.combo.setAccessibleName(name)
        self.combo.setFixedWidth(tokens().px(VALUE + UNIT + GAP))
        self.combo.addItem("", None)
        for choice in choices_of(asked):
            self.combo.addItem(choice.label, choice.key)
            self.combo.setItemData(self.combo.count() - 1, choice.label, Qt.ItemDataRole.ToolTipRole)
        self.combo.view().setMinimumWidth(tokens().px(VALUE + UNIT + GAP))
        self.combo.activated.connect(self._chosen)
        self.combo.setPlaceholderText("–")
        self.setLayout(row(self.combo, spacing=0))
        self.setFocusProxy(self.combo)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list is as wide as its longest answer."""
        metrics = self.combo.fontMetrics()
        longest = max((metrics.horizontalAdvance(c.label) for c in choices_of(self._asked)), default=0)
        self.combo.view().setMinimumWidth(max(self.combo.width(), longest + tokens().px(32)))

    def control(self) -> QWidget:
        return self.combo

    def _chosen(self, place: int) -> None:
        key = self.combo.itemData(place)
        self.completed.emit(parse_entry(self._asked, key) if key else Entry())

    def show_value(self, value: Json, unit: str, placeholder: str) -> None:
        self.combo.setItemText(0, placeholder or "–")
        self.combo.setCurrentIndex(max(0, self.combo.findData(value)))
        self.combo.setToolTip(self.combo.currentText())
        faint = "standing_in" if value is None else ""
        dress(self.combo, standing=faint)


def choices_of(asked: Input) -> tuple[Choice, ...]:
    """The answers with their labels in the language in force."""
    return tuple(Choice(key, tr(label)) for key, label in asked.choices)


def period_text(text: str, fiscal_start: int) -> str:
    """From when to when a period goes and how many days it holds; "" for no period."""
    if not text:
        return ""
    period = parse_period(text, fiscal_start)
    if period is None:
        said = tr("“{text}” is not understood as a period: figures per year are divided by 365 days.")
        return said.format(text=text)
    said = tr("{first} to {last}: {n} days")
    return said.format(first=period.start.isoformat(), last=period.end.isoformat(), n=f"{period.days:,}")


def quantity_text(asked: Input, value: Json) -> str:
    """Decimal text for people; the digits of a year are not grouped."""
    return str(value) if asked.unit == "year" and value is not None else number_text(value)


def number_text(value: Json) -> str:
    """Decimal text for people; text that is no number as it is."""
    if value is None:
        return ""
    try:
        return format_number(Decimal(str(value)), None, language())
    except InvalidOperation:
        return str(value)
