"""The bus: facts that every page may hear, and requests that the window answers."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Lives on the UI thread.

    Facts: `records_changed(Committed)` after every commit, undo or import; `engagement_shown(UUID
    or None)`; `store_failed(Exception)`; `exchanged()` when bundles were written, came in or were let go of.
    Requests: `open_page_requested(page key)`, `open_record_requested(Record or UUID)`,
    `show_engagement_requested(UUID)`, `find_requested()`.
    """

    records_changed = Signal(object)
    engagement_shown = Signal(object)
    store_failed = Signal(object)
    exchanged = Signal()

    open_page_requested = Signal(str)
    open_record_requested = Signal(object)
    show_engagement_requested = Signal(object)
    find_requested = Signal()
