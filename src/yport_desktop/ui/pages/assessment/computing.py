"""Computes assessments off the UI thread; of several requests only the newest counts."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Signal

from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.domain.values import Observed
from yport_desktop.ui.components.background import one_thread


class _Run(QRunnable):
    def __init__(
        self, relay: "_Relay", serial: int, sector: Sector, observed: Mapping[str, Observed]
    ) -> None:
        super().__init__()
        self._relay, self._serial, self._sector, self._observed = relay, serial, sector, observed

    def run(self) -> None:
        """Called by the pool."""
        if self._serial == self._relay.newest:
            self._relay.done.emit(self._serial, assess(self._sector, self._observed))


class _Relay(QObject):
    """Outlives its owner: it belongs to the application, so that no other thread ever destroys it."""

    done = Signal(int, object)
    newest = 0

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())


class Computing(QObject):
    """`computed(Assessment, is_preview)` on the UI thread."""

    computed = Signal(object, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._relay = _Relay()
        self._relay.done.connect(self._deliver)
        self._preview = False
        self._asked: tuple[str, Mapping[str, Observed], bool] | None = None

    def ask(self, sector: Sector, observed: Mapping[str, Observed], preview: bool = False) -> None:
        """Compute, unless just that was asked for last; a request that was not begun yet is dropped."""
        wanted = (sector.key, dict(observed), preview)
        if wanted == self._asked:
            return
        self._asked = wanted
        self._relay.newest += 1
        self._preview = preview
        one_thread("computing").start(_Run(self._relay, self._relay.newest, sector, dict(observed)))

    def drop(self) -> None:
        """Forget what was asked."""
        self._asked = None
        self._relay.newest += 1

    def _deliver(self, serial: int, assessment: Assessment) -> None:
        if serial == self._relay.newest:
            self.computed.emit(assessment, self._preview)
