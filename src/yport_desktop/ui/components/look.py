"""Dynamic properties that the style sheet reads, and layouts without surprises."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from yport_desktop.ui.design.tokens import S

REDRAW = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)


def dress(widget: QWidget, **properties: Any) -> None:
    """Set style properties (`look`, `tone`, `type`, `state`...) and have the style sheet read them again."""
    changed = False
    for key, value in properties.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if widget.property(key) != text:
            widget.setProperty(key, text)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is read then
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def shown_if(wanted: object, widget: QWidget) -> None:
    """Hide a new widget unless it is wanted. To show it before it stands in another would open a window."""
    if not wanted:
        widget.hide()


def take_keys(widget: QWidget) -> None:
    """Give the keyboard to a widget that was just put into a layout: only what is shown can have it."""
    part: QWidget | None = widget
    while part is not None and not part.isVisible():
        part.show()
        part = part.parentWidget()
    widget.setFocus()


Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)


def row(*parts: Part, spacing: int = S, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """A row of widgets and layouts; an int is a fixed gap, None takes the room that is left."""
    box = QHBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def column(*parts: Part, spacing: int = S, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """A column of widgets and layouts; an int is a fixed gap, None takes the room that is left."""
    box = QVBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def _fill(box: QBoxLayout, parts: tuple[Part, ...], spacing: int, margins: Margins) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    add_parts(box, parts)


def add_parts(box: QBoxLayout, parts: Iterable[Part]) -> None:
    """Put further parts at the end of a row or column."""
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def holding(layout: QLayout) -> QWidget:
    """A plain widget around a layout."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def stack(parts: Sequence[QWidget], spacing: int = S, indent: int = 0) -> QWidget:
    """Widgets one below the other, as one."""
    return holding(column(*parts, spacing=spacing, margins=(indent, 0, 0, 0)))


def line(upright: bool = False) -> QFrame:
    """A hairline between groups."""
    frame = QFrame()
    dress(frame, look="upright" if upright else "line")
    if upright:
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    return frame


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
