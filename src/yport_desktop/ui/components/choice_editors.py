"""Editors where a value is chosen rather than typed, and the date that may be typed in part."""

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QMenu,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
    QWidgetAction,
)

from yport_desktop.domain.entity import Choice, Field, FieldKind, Json
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import IconButton, MenuButton
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.editors import Editor, LongTextEditor, NumberEditor, Reading, TextEditor
from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT, S


class Combo(QComboBox):
    """Does not change its value when somebody scrolls past it; ends in "…" where an entry is too long."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        style, part = self.style(), QStyle.SubControl.SC_ComboBoxEditField
        field = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        room = field.width() - 2  # the style leaves a pixel at either side
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = tokens()
        size = t.px(14)
        sign = icons.pixmap(
            "chevron_down", size, t.second if self.isEnabled() else t.faint, self.devicePixelRatioF()
        )
        QPainter(self).drawPixmap(self.width() - size - t.px(S), (self.height() - size) // 2, sign)


class ChoiceEditor(Editor):
    """One of several choices, or none (`empty` names the first entry; "" leaves it out)."""

    def __init__(self, choices: Sequence[Choice], empty: str = "–") -> None:
        super().__init__()
        self.combo = Combo()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.combo.view().setAccessibleName(tr("Choices"))
        self.set_choices(choices, empty)
        self.combo.activated.connect(lambda _place: self._take(Reading(self.combo.currentData())))
        self._box.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def set_choices(self, choices: Sequence[Choice], empty: str = "–") -> None:
        """Offer other choices; labels are translated here."""
        self.combo.clear()
        if empty:
            self.combo.addItem(empty, None)
        for choice in choices:
            self.combo.addItem(tr(choice.label), choice.key)
        self._show(self._value)

    def field(self) -> QWidget:
        """The list."""
        return self.combo

    def _show(self, value: Json) -> None:
        self.combo.setCurrentIndex(max(self.combo.findData(value), 0 if value is None else -1))


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.check = CheckBox(text)
        self.setMinimumHeight(tokens().px(FORM_CONTROL_HEIGHT))
        self.check.clicked.connect(lambda on: self._take(Reading(bool(on))))
        self._box.addWidget(self.check)
        self._box.addStretch(1)
        self.setFocusProxy(self.check)

    def field(self) -> QWidget:
        """The box to tick."""
        return self.check

    def _show(self, value: Json) -> None:
        self.check.setChecked(bool(value))


class ChoicesEditor(Editor):
    """Any number of choices, ticked in a menu; the button names those that are ticked."""

    def __init__(self, choices: Sequence[Choice], empty: str = "–") -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._empty = empty
        self.button = MenuButton(empty, self._fill)
        self._box.addWidget(self.button)
        self._box.addStretch(1)
        self.setFocusProxy(self.button)

    def field(self) -> QWidget:
        """The button."""
        return self.button

    def _fill(self, menu: QMenu) -> None:
        chosen = self._value or []
        for choice in self._choices:
            action = menu.addAction(tr(choice.label))
            action.setCheckable(True)
            action.setChecked(choice.key in chosen)
            action.toggled.connect(lambda on, key=choice.key: self._toggle(key, on))

    def _toggle(self, key: str, on: bool) -> None:
        chosen = {*(self._value or []), key} if on else {*(self._value or [])} - {key}
        value = [c.key for c in self._choices if c.key in chosen]
        self._show(value)
        self._take(Reading(value or None))

    def _show(self, value: Json) -> None:
        labels = [tr(c.label) for c in self._choices if c.key in (value or [])]
        self.button.setText(", ".join(labels) or self._empty)


_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")
_WIDE = str.maketrans("０１２３４５６７８９－／．年月", "0123456789-/.--", "日")


def read_date(text: str) -> Reading:
    """A year, a month or a day as ISO text: 2026, 2026-02, 2026-02-19 (also 2026/2/19, 2026年2月)."""
    bare = text.strip().translate(_WIDE).strip("-")
    if not bare:
        return Reading(None)
    match = _DATE.fullmatch(bare)
    problem = Problem(N_("Write a date as 2026, 2026-02 or 2026-02-19."))
    if match is None:
        return Reading(None, problems=(problem,))
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return Reading(None, problems=(problem,))
    iso = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
    return Reading(iso, iso)


class DateEditor(TextEditor):
    """A date that may be known to the year or month only; a calendar offers days."""

    def __init__(self) -> None:
        super().__init__(tr("YYYY-MM-DD"), read_date)
        self.calendar_button = IconButton("calendar", tr("Choose a day"), self._open_calendar)
        self._box.addWidget(self.calendar_button)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        known = QDate.fromString(str(self._value or ""), Qt.DateFormat.ISODate)
        if known.isValid():
            calendar.setSelectedDate(known)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def choose(day: QDate) -> None:
            menu.close()
            iso = day.toString(Qt.DateFormat.ISODate)
            self._show(iso)
            self._take(Reading(iso, iso))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()


def editor_for(field: Field) -> Editor | None:
    """The editor of a declared field; None for kinds that a generic form only shows."""
    if field.kind is FieldKind.TEXT:
        return TextEditor()
    if field.kind is FieldKind.LONG_TEXT:
        return LongTextEditor()
    if field.kind is FieldKind.NUMBER:
        return NumberEditor(tr(field.unit))
    if field.kind is FieldKind.DATE:
        return DateEditor()
    if field.kind is FieldKind.CHOICE:
        return ChoiceEditor(field.choices)
    if field.kind is FieldKind.CHOICES:
        return ChoicesEditor(field.choices)
    if field.kind is FieldKind.FLAG:
        return FlagEditor()
    return None


def sample() -> QWidget:
    """One of each."""
    page = QWidget()
    options = (Choice("a", "Managed landfill"), Choice("b", "Open dump"))
    choice = ChoiceEditor(options)
    choice.set_value("b")
    several = ChoicesEditor(options)
    several.set_value(["a", "b"])
    day = DateEditor()
    day.set_value("2026-02")
    page.setLayout(row(choice, several, day, FlagEditor("In operation")))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
