"""The two kinds of work off the UI thread: the database's own thread, and a small pool for the rest.

Only plain values cross. The long-lived objects here own the signals, so that a result always
finds its way to the UI thread, and a page that is gone by then is simply not called.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal
from shiboken6 import isValid

from yport_desktop.domain.errors import Cancelled
from yport_desktop.services.workspace import Workspace

T = TypeVar("T")
Then = Callable[[Any], object]
Failed = Callable[[Exception], object]
POOL_THREADS = 2


class OpenProfile(Protocol):
    """What the composition root opens: the workspace, and a way to let others in again."""

    workspace: Workspace

    def close(self) -> None:
        """Close the store."""


@dataclass(frozen=True)
class _Question:
    """One visit to the database thread."""

    ask: Callable[[Workspace], Any]
    then: Then | None
    failed: Failed | None
    owner: QObject | None
    key: Hashable | None
    serial: int


class DatabaseThread(QObject):
    """Owns the workspace: opened, used and closed on one thread, in the order of the questions.

    `opened()` once the workspace is there, `committed(Committed)` for every transaction,
    `failed(Exception)` for failures nobody asked to hear of. All arrive on the UI thread.
    """

    opened = Signal()
    committed = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    _answered = Signal(int, object, object)
    _let_go = Signal(int)

    def __init__(self, open_profile: Callable[[], OpenProfile], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = open_profile
        # Questions stay with the UI thread, which drops them after the database thread let go: a closure
        # may be the last thing that keeps a widget, and the thread that drops it last destroys it.
        self._asked: dict[int, _Question] = {}
        self._numbers: SimpleQueue[int | None] = SimpleQueue()
        self._latest: dict[Hashable, int] = {}
        self._serial = 0
        self._waiting = 0
        self._answered.connect(self._deliver)
        self._let_go.connect(self._drop)
        self._thread = _Loop(self._work)

    @property
    def busy(self) -> bool:
        """Whether questions are waiting for their answer."""
        return self._waiting > 0

    def start(self) -> None:
        """Open the workspace, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Answer what was asked, close the workspace and end the thread."""
        if self._thread.isRunning():
            self._numbers.put(None)
            self._thread.wait()

    def ask(
        self,
        question: Callable[[Workspace], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        key: Hashable | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `question(workspace)` on the database thread and `then(result)` on the UI thread.

        A newer question with the same `key` discards this one, or its result. With an `owner`
        the answer is dropped when that widget is gone by then.
        """
        self._serial += 1
        if key is not None:
            self._latest[key] = self._serial
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._asked[self._serial] = _Question(question, then, failed, owner, key, self._serial)
        self._numbers.put(self._serial)

    def _is_stale(self, question: _Question) -> bool:
        return question.key is not None and self._latest.get(question.key, 0) > question.serial

    def _work(self) -> None:
        try:
            profile = self._open()
        except Exception as problem:  # whatever went wrong, the person must be told
            self.failed.emit(problem)
            self._refuse_all(problem)
            return
        workspace = profile.workspace
        workspace.subscribe(self.committed.emit)
        self.opened.emit()
        while (number := self._numbers.get()) is not None:
            self._answer(number, workspace)
            self._let_go.emit(number)
        profile.close()

    def _answer(self, number: int, workspace: Workspace) -> None:
        """Nothing of the question is held on this thread once this returns."""
        question = self._asked[number]
        if self._is_stale(question):
            self._answered.emit(number, None, Cancelled())
            return
        try:
            result = question.ask(workspace)
        except Exception as problem:  # delivered to whoever asked
            self._answered.emit(number, None, problem)
        else:
            self._answered.emit(number, result, None)

    def _refuse_all(self, problem: Exception) -> None:
        while (number := self._numbers.get()) is not None:
            self._answered.emit(number, None, problem)
            self._let_go.emit(number)

    def _drop(self, number: int) -> None:
        self._asked.pop(number, None)

    def _deliver(self, number: int, result: Any, problem: Exception | None) -> None:
        question = self._asked[number]
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        gone = question.owner is not None and not isValid(question.owner)
        if gone or self._is_stale(question):
            return
        if problem is None:
            if question.then is not None:
                question.then(result)
        elif question.failed is not None:
            question.failed(problem)
        else:
            self.failed.emit(problem)


class _Loop(QThread):
    """A thread around one function."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Called by Qt on the new thread."""
        self._work()


@dataclass
class Progress:
    """Handed to long work: `step(done, total)` reports, and raises Cancelled after a stop."""

    report: Callable[[int, int], object]
    _stopped: threading.Event = field(default_factory=threading.Event)

    def step(self, done: int, total: int = 0) -> None:
        """Say how far the work is. Raises Cancelled."""
        if self._stopped.is_set():
            raise Cancelled
        self.report(done, total)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked the work to end."""
        return self._stopped.is_set()


class Task(QObject):
    """One piece of long work, for those who show it."""

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = Progress(self.progressed.emit)

    def stop(self) -> None:
        """Ask it to end."""
        self.progress.stop()


class _Job(QRunnable):
    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._task, self._work = task, work

    def run(self) -> None:
        """Called by the pool."""
        try:
            if self._task.progress.stopped:
                raise Cancelled
            result = self._work(self._task.progress)
        except Exception as problem:  # delivered to whoever asked
            self._task.failed.emit(problem)
        else:
            self._task.finished.emit(result)
        self._task.ended.emit()


class TaskPool(QObject):
    """Figures, PDFs and files from plain data. `started(Task)` tells the status line."""

    started = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(POOL_THREADS)
        self._tasks: set[Task] = set()
        self._leaving: list[Task] = []

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Run `work(progress)` in the pool and `then(result)` on the UI thread."""
        task = Task(title, self)
        self._tasks.add(task)

        def alive() -> bool:
            return owner is None or isValid(owner)

        if then is not None:
            task.finished.connect(lambda result: then(result) if alive() else None)
        task.failed.connect(lambda problem: (failed or self.failed.emit)(problem) if alive() else None)
        task.ended.connect(lambda: self._forget(task))
        self.started.emit(task)
        self._pool.start(_Job(task, work))
        return task

    def _forget(self, task: Task) -> None:
        self._tasks.discard(task)
        # The pool's thread may still be inside this task's last signal: it goes when the next one ends.
        for former in self._leaving:
            former.deleteLater()
        self._leaving = [task]

    @property
    def running(self) -> tuple[Task, ...]:
        """What has not ended yet."""
        return tuple(self._tasks)

    def stop(self) -> None:
        """Ask everything to end, and wait for it."""
        for task in self._tasks:
            task.stop()
        self._pool.clear()
        self._pool.waitForDone()
