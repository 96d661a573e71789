"""Garbage is collected on the UI thread only.

Python may run its collector on any thread, and a widget that is destroyed outside the UI thread
takes the program down. So the automatic collector is switched off and a timer does its work here.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

EVERY_MS = 2000


class Collector(QObject):
    """Collects what has become due, youngest generation first; belongs to the application."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()

    def collect_due(self) -> int:
        """Collect the generations that have passed their threshold; the number of objects found."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
        return gc.collect(max(due)) if due else 0


def collect_on_ui_thread(app: QCoreApplication) -> Collector:
    """Put the collector in force, once for an application."""
    found = app.findChild(Collector, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Collector(app)
