"""What rows of the form tell the page: facts about what a person did, and requests."""

from PySide6.QtCore import QObject, Signal


class FormEvents(QObject):
    """One for all rows. The first argument is always the key of the input.

    `typed(key, Observed or None)`: what the value would be, while it is being typed (None: as stored).
    `completed(key, fields)`: fields of the observation to be written.
    `inspect_requested(key)`, `attach_requested(key, list of paths)` (an empty list: ask for files),
    `ask_requested(key)`: make a data request.
    `open_requested(key)`: show the sector that computes it.
    `entered(key)`: the row has the keyboard. `moved(key, step)`: go `step` rows on.
    """

    typed = Signal(str, object)
    completed = Signal(str, object)
    inspect_requested = Signal(str)
    attach_requested = Signal(str, list)
    ask_requested = Signal(str)
    open_requested = Signal(str)
    entered = Signal(str)
    moved = Signal(str, int)
