"""The database thread answers in order, drops what is stale, and delivers failures."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from yport_desktop.domain.errors import Cancelled, NotFound
from yport_desktop.ui.threads import DatabaseThread, Progress, TaskPool


class FakeWorkspace:
    """Stands in for a workspace: counts its readers and remembers its thread."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.listeners: list[Any] = []

    def subscribe(self, listener: Any) -> None:
        self.listeners.append(listener)


class FakeProfile:
    def __init__(self) -> None:
        self.workspace = FakeWorkspace()
        self.closed_on = 0

    def close(self) -> None:
        self.closed_on = threading.get_ident()


@pytest.fixture
def profiles() -> list[FakeProfile]:
    return []


@pytest.fixture
def database(qapp, profiles: list[FakeProfile]) -> Iterator[DatabaseThread]:
    def open_profile() -> FakeProfile:
        profiles.append(FakeProfile())
        return profiles[-1]

    thread = DatabaseThread(open_profile)  # type: ignore[arg-type]
    yield thread
    thread.stop()


def test_asks_there_and_answers_here(qtbot, database: DatabaseThread, profiles: list[FakeProfile]) -> None:
    seen: list[tuple[int, int]] = []
    database.start()
    database.ask(lambda _ws: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != seen[0][1] == threading.get_ident()
    assert profiles[0].workspace.thread == seen[0][0]
    database.stop()
    assert profiles[0].closed_on == seen[0][0]


def test_a_newer_question_discards_the_older(qtbot, database: DatabaseThread) -> None:
    gate = threading.Event()
    answers: list[str] = []
    asked: list[str] = []
    database.start()
    database.ask(lambda _ws: (gate.wait(5), "first")[1], answers.append, key="page")
    database.ask(lambda _ws: asked.append("second"), answers.append, key="page")
    database.ask(lambda _ws: "third", answers.append, key="page")
    database.ask(lambda _ws: "other", answers.append, key="elsewhere")
    gate.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["third", "other"]
    assert asked == []  # it was overtaken before its turn: not even asked


def test_failures_go_to_who_asked_else_to_all(qtbot, database: DatabaseThread) -> None:
    def fail(_ws: object) -> None:
        raise NotFound()

    mine: list[Exception] = []
    database.start()
    database.ask(fail, failed=mine.append)
    with qtbot.waitSignal(database.failed) as everybody:
        database.ask(fail)
    assert isinstance(mine[0], NotFound)
    assert isinstance(everybody.args[0], NotFound)


def test_no_answer_to_a_widget_that_is_gone(qtbot, database: DatabaseThread) -> None:
    owner, answers = QObject(), []
    database.start()
    database.ask(lambda _ws: "late", answers.append, owner=owner)
    from shiboken6 import delete

    delete(owner)
    done: list[str] = []
    database.ask(lambda _ws: "done", done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == []


def test_a_store_that_cannot_be_opened_is_reported_and_refuses_questions(qtbot) -> None:
    def cannot() -> Any:
        raise NotFound()

    database = DatabaseThread(cannot)
    refused: list[Exception] = []
    with qtbot.waitSignal(database.failed):
        database.ask(lambda _ws: 1, failed=refused.append)
        database.start()
    qtbot.waitUntil(lambda: bool(refused))
    database.stop()


def test_commits_reach_the_ui_thread(qtbot, database: DatabaseThread) -> None:
    database.start()
    with qtbot.waitSignal(database.committed) as heard:
        database.ask(lambda ws: ws.listeners[0]("fact"))  # type: ignore[attr-defined]
    assert heard.args == ["fact"]


def test_busy_until_the_last_answer(qtbot, database: DatabaseThread) -> None:
    database.start()
    with qtbot.waitSignals([database.busy_changed, database.busy_changed]):
        database.ask(lambda _ws: 1)
    assert not database.busy


def test_long_work_reports_and_delivers(qtbot, qapp) -> None:
    pool, results, steps = TaskPool(), [], []

    def work(progress: Progress) -> int:
        for done in range(3):
            progress.step(done, 3)
        return 42

    # Heard of before the work begins, which may be over at once.
    pool.started.connect(
        lambda task: task.progressed.connect(lambda done, total: steps.append((done, total)))
    )
    with qtbot.waitSignal(pool.started) as started:
        pool.run("Photos", work, results.append)
    assert started.args[0].title == "Photos"
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert steps[-1] == (2, 3)
    pool.stop()


def test_long_work_can_be_stopped(qtbot, qapp) -> None:
    pool, failures, gate = TaskPool(), [], threading.Event()

    def work(progress: Progress) -> None:
        gate.wait(5)
        progress.step(1, 2)

    task = pool.run("Photos", work, failed=failures.append)
    task.stop()
    gate.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    qtbot.waitUntil(lambda: not pool.running)
    pool.stop()
