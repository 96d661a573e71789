"""A session on a real, temporary profile with a small plan, for the tests of the plan and reports pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.ids import derived_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services import records
from yport_desktop.services.plans import Plans, Proposed
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.application import Session, make_application, read_choices
from yport_desktop.ui.page import Page
from yport_desktop.ui.window.main_window import MainWindow

T = TypeVar("T")

SPACE = derived_id("test", "engagement")
PLAN = derived_id(SPACE, "plan")
PERSON = derived_id(SPACE, "person")
FINDING = derived_id(SPACE, "finding")
CLAUSES = {
    "goal": (None, "Less waste", "The city produces less waste every year."),
    "target": ("goal", "Residual waste", "By 2022 residual waste is reduced by 20 %."),
    "action": ("goal", "Separation", "Households separate organic waste."),
    "second": (None, "Clean water", "Every household has safe water."),
}


@dataclass
class Opened:
    """A window with its session, and the ids of the plan's clauses by name."""

    window: MainWindow
    session: Session
    clauses: dict[str, UUID]
    qtbot: Any

    def settle(self) -> None:
        """Wait until the database is idle."""
        self.qtbot.waitUntil(lambda: not self.session.database.busy, timeout=10_000)

    def ask(self, question: Callable[[Workspace], T]) -> T:
        """What the store says."""
        answers: list[T] = []
        self.session.database.ask(question, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        self.settle()
        return answers[0]

    def plan(self) -> Any:
        """The plan as the store has it."""
        return self.ask(lambda workspace: Plans(workspace).plan(PLAN))

    def propose(self, clause: str, text: str = "By 2025 residual waste is reduced by 30 %.") -> UUID:
        """A proposal that amends a clause."""
        proposed = Proposed("amend", text=text, reason="Measured.", evidence=(FINDING,), author=PERSON)
        return self.ask(lambda workspace: Plans(workspace).propose(self.clauses[clause], proposed))


def build(workspace: Workspace, with_plan: bool = True) -> dict[str, UUID]:
    """An engagement with a person, a finding and a plan of four clauses."""
    workspace.new_space({"name": "Metro Cebu"}, SPACE)
    edits = records.create("person", {"name": "Maria Santos"}, SPACE, PERSON)
    edits += records.create("finding", {"heading": "Most waste is dumped"}, SPACE, FINDING)
    if with_plan:
        edits += records.create("plan", {"title": "Development goals"}, SPACE, PLAN)
    workspace.commit(SPACE, edits)
    ids: dict[str, UUID] = {}
    if with_plan:
        plans = Plans(workspace)
        for name, (above, heading, text) in CLAUSES.items():
            parent = ids[above] if above else None
            values = {"heading": heading, "text": text, "status": "draft"}
            ids[name] = plans.add_clause(PLAN, values, parent=parent)
    return ids


@contextmanager
def opened(
    qtbot: Any, folder: Path, page: type[Page], prepare: Callable[[Workspace], dict[str, UUID]] = build
) -> Iterator[Opened]:
    """A window that shows one page on the prepared profile."""
    profile = profile_in(folder)
    session = Session(make_application(), profile, open_desk, read_choices(profile), page_types=(page,))
    clauses: dict[str, UUID] = {}
    session.database.start()
    session.database.ask(prepare, clauses.update)
    session.start()
    qtbot.waitUntil(lambda: session.window is not None and not session.database.busy, timeout=10_000)
    assert session.window is not None
    session.window.resize(1366, 768)
    session.window.show()
    session.window.activateWindow()
    qtbot.waitUntil(session.window.isActiveWindow)
    made = Opened(session.window, session, clauses, qtbot)
    made.settle()
    try:
        yield made
    finally:
        session.window.close()
        session.stop()
