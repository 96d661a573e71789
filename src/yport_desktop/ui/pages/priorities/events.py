"""What the panes of the page tell it: facts about what a person did."""

from PySide6.QtCore import QObject, Signal


class PriorityEvents(QObject):
    """One for all panes.

    `scored(cells)`: fields by (option, criterion). `weighed(criterion, value)`: a weight set directly.
    `compared(first, second, ratio)`. `ruled(fields)`: rules of the priorities.
    `screened(sector, fields)`. `scale_requested()`: make the weights add up to 100.
    `option_requested(id)`, `rules_requested()`, `screening_requested(sector)`: show them in the inspector.
    """

    scored = Signal(object)
    weighed = Signal(object, object)
    compared = Signal(object, object, object)
    ruled = Signal(object)
    screened = Signal(str, object)
    scale_requested = Signal()
    option_requested = Signal(object)
    rules_requested = Signal()
    screening_requested = Signal(str)
