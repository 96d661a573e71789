"""The bus: facts that every page may hear, and requests that the window answers."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Lives on the UI thread.

    Facts: `records_changed(Committed)` after every commit, undo or import; `engagement_shown(UUID
    or None)`; `store_failed(Exception)`; `exchanged()` when bundles were written, came in or were let go of.
    Requests: `open_page_requested(page key)`, `open_record_requested(Record or UUID)`,
    `show_engagement_requested(UUID)`, `find_requested()`, `open_files_requested(list of Path)`: the
    exchange page looks at them. Who asks goes through `MainWindow.open_files`, which builds that page first.
    """

    records_changed = Signal(object)
    engagement_shown = Signal(object)
    store_failed = Signal(object)
    exchanged = Signal()

    open_page_requested = Signal(str)
    open_record_requested = Signal(object)
    show_engagement_requested = Signal(object)
    find_requested = Signal()
    open_files_requested = Signal(object)
