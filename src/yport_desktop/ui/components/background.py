"""Short work of components off the UI thread: drawing figures, arranging long tables.

The long-lived object owns the signal: it belongs to the application, so that a result always finds
its way back, and a component that is gone by then is not called.
"""

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

T = TypeVar("T")
Then = Callable[[Any], object]


class Background(QObject):
    """One thread with a name; work is done in the order it comes."""

    _ended = Signal(int, object, object)

    def __init__(self, app: QCoreApplication, name: str) -> None:
        super().__init__(app)
        self.setObjectName(name)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: dict[int, tuple[QObject, Then, Then]] = {}
        self._serial = 0
        self._ended.connect(self._deliver)

    def run(self, work: Callable[[], T], then: Callable[[T], object], failed: Then, owner: QObject) -> None:
        """Do `work()` there and `then(result)` or `failed(exception)` here, unless the owner is gone."""
        self._serial += 1
        serial = self._serial
        self._waiting[serial] = (owner, then, failed)

        def visit() -> None:
            result: T | None = None
            failure: Exception | None = None
            try:
                result = work()
            except Exception as problem:  # delivered to the component
                failure = problem
            with contextlib.suppress(RuntimeError):  # the application has ended meanwhile
                self._ended.emit(serial, result, failure)

        self._pool.start(visit)

    @property
    def busy(self) -> bool:
        """Whether something is still to come."""
        return bool(self._waiting)

    def _deliver(self, serial: int, result: Any, problem: Exception | None) -> None:
        owner, then, failed = self._waiting.pop(serial)
        if isValid(owner):
            then(result) if problem is None else failed(problem)


def background(name: str) -> Background:
    """The thread of that name; made when it is first needed."""
    app = _application()
    found = app.findChild(Background, name, Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Background(app, name)


def one_thread(name: str) -> QThreadPool:
    """The thread of that name for work that tells its results itself; it lasts as long as the application.

    It belongs to the application: a pool waits for its thread when it is destroyed, which must not
    happen while that thread waits for the one that destroys it.
    """
    app = _application()
    found = app.findChild(QThreadPool, name, Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        found = QThreadPool(app)
        found.setObjectName(name)
        found.setMaxThreadCount(1)
        found.setExpiryTimeout(-1)
    return found


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("An application must exist before its background work.")
    return app
