"""How the page reaches the exchange: one `Exchange` per workspace, and long work that can be stopped."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from yport_desktop.services.exchange import Exchange
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.threads import Task

T = TypeVar("T")
Report = Callable[[float], None]
Stop = Callable[[], bool]
Work = Callable[[Workspace, Report, Stop], T]


class Exchanges:
    """The exchange of the open workspace, made when it is first asked for. Only on the database thread."""

    def __init__(self) -> None:
        self._made: tuple[Workspace, Exchange] | None = None

    def __call__(self, workspace: Workspace) -> Exchange:
        if self._made is None or self._made[0] is not workspace:
            self._made = workspace, Exchange(workspace)
        return self._made[1]


def run_long(
    desk: Desk,
    title: str,
    work: Work[T],
    then: Callable[[T], object],
    failed: Callable[[Exception], object],
    owner: QObject,
) -> Task:
    """Long work on the store: `work(workspace, report, stop)` on the database thread.

    The status line shows it with a way to stop it, as it does with all long work.
    """
    task = Task(title, desk.window)
    desk.pool.started.emit(task)

    def report(done: float) -> None:
        task.progressed.emit(round(done * 100), 100)

    def end(deliver: Callable[[], object]) -> None:
        task.ended.emit()
        task.deleteLater()
        if isValid(owner):
            deliver()

    desk.ask(
        lambda workspace: work(workspace, report, lambda: task.progress.stopped),
        lambda result: end(lambda: then(result)),
        lambda problem: end(lambda: failed(problem)),
        owner=desk.window,
    )
    return task
