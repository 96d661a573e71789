"""A window with chosen pages on a real profile, and a colleague who writes into the same engagement."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.changes import Committed
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.application import Session, make_application, read_choices
from yport_desktop.ui.components.background import one_thread
from yport_desktop.ui.page import Page
from yport_desktop.ui.window.main_window import MainWindow

SPACE = new_id()
WAIT_MS = 60_000


def begin(workspace: Workspace) -> None:
    """An empty engagement."""
    workspace.new_space({"name": "Metro Cebu"}, SPACE)


@contextmanager
def open_window(
    qtbot: Any, folder: Path, pages: tuple[type[Page], ...], fill: Callable[[Workspace], object] = begin
) -> Iterator[MainWindow]:
    """The window, shown and active, after `fill(workspace)`."""
    profile = profile_in(folder)
    session = Session(make_application(), profile, open_desk, read_choices(profile), page_types=pages)
    session.database.start()
    session.database.ask(fill)
    session.start()
    try:
        qtbot.waitUntil(lambda: session.window is not None and not session.database.busy, timeout=WAIT_MS)
        window = session.window
        assert window is not None
        window.resize(1366, 768)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
        settle(qtbot, window)
        yield window
    finally:
        session.stop()
        if session.window is not None:
            session.window.close()


def settle(qtbot: Any, window: MainWindow) -> None:
    """Wait until nothing is asked of the database, nothing runs and nothing is computed."""
    desk = window.desk

    def idle() -> bool:
        computing = one_thread("computing").activeThreadCount()
        return not (desk.database.busy or desk.pool.running or computing)

    for _ in range(2):  # what came back may ask for more
        qtbot.waitUntil(idle, timeout=WAIT_MS)
        qtbot.wait(20)
    qtbot.waitUntil(idle, timeout=WAIT_MS)


def ask(qtbot: Any, window: MainWindow, question: Callable[[Workspace], Any]) -> Any:
    """The answer of the workspace."""
    answers: list[Any] = []
    window.desk.ask(question, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    return answers[0]


def from_colleague(
    qtbot: Any, window: MainWindow, folder: Path, write: Callable[[Workspace], object]
) -> None:
    """A colleague who never saw our changes writes into the engagement; we receive what she wrote."""
    other = open_desk(profile_in(folder))
    other.workspace.new_space({"name": "Metro Cebu"}, SPACE)
    write(other.workspace)
    other.workspace.seal(SPACE)
    segments = list(other.workspace.store.segments_not_in(SPACE, None))
    key = other.identity.public_key
    other.close()

    def receive(workspace: Workspace) -> None:
        outcome = workspace.store.receive(SPACE, segments, lambda: {key, workspace.identity.public_key})
        workspace.announce(Committed(SPACE, 0, outcome.touched, (), "Import"))

    ask(qtbot, window, receive)
    settle(qtbot, window)


def values_of(workspace: Workspace, record: UUID) -> Mapping[str, Any]:
    """The fields of a living record, empty when there is none."""
    found = workspace.find(record)
    return found.values if found else {}
