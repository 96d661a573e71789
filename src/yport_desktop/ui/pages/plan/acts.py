"""What a person does on the plan page: each act is one save through the services, and can be undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from yport_desktop.domain.changes import LIFE, PARENT
from yport_desktop.domain.entity import FieldKind, Json
from yport_desktop.domain.text import N_
from yport_desktop.services import records
from yport_desktop.services.conflicts import settle_value
from yport_desktop.services.plan_views import PlanView, ProposalView, RevisionView
from yport_desktop.services.plans import Decision, Plans, Proposed
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.pages.plan.decision_dialog import (
    DecisionDialog,
    Sitting,
    SittingDialog,
    sitting_of,
)
from yport_desktop.ui.pages.plan.meeting import MeetingMode
from yport_desktop.ui.pages.plan.plan_dialogs import (
    ConflictDialog,
    FreezeDialog,
    NewPlanDialog,
    PlanDetailsDialog,
)
from yport_desktop.ui.pages.plan.proposal_dialog import Basis, ProposalDialog
from yport_desktop.ui.pages.plan.questions import Circle, Head, circle, heads, issues, proofs
from yport_desktop.ui.pages.plan.steps import place_after, place_of_step
from yport_desktop.ui.pages.plan.words import DECISION, clause_name, label_of, short

if TYPE_CHECKING:  # the page owns its acts
    from yport_desktop.ui.pages.plan.page import PlanPage

T = TypeVar("T")
SITTING = "plan.sitting"


class PlanActs(QObject):
    """The verbs of the page. `meeting` is the meeting's window while there is one."""

    def __init__(self, page: "PlanPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.meeting: MeetingMode | None = None
        self.sitting: Sitting = sitting_of(page.desk.state.get(SITTING))

    def plan_changed(self, plan: PlanView | None) -> None:
        """The page shows something new; so does the meeting."""
        if self.meeting is None:
            return
        if plan is None:
            self.meeting.close()
        else:
            self.meeting.set_plan(plan)

    def _do(self, act: Callable[[Plans], T], then: Callable[[T], object] | None = None) -> None:
        self._desk.ask(lambda workspace: act(Plans(workspace)), then, owner=self)

    # plans ---------------------------------------------------------------------------------

    def new_plan(self) -> None:
        """Ask for a title and make the plan."""
        space = self._page.space
        if space is None:
            return

        def keep(values: dict[str, Json]) -> None:
            edits = records.create("plan", values, parent=space)
            plan = edits[0].record
            self._desk.commit(
                space, edits, N_("Create a plan"), lambda _done: self._page.show_plan(plan), owner=self
            )

        NewPlanDialog(self._page, self._desk.registry.entities["plan"], keep).open()

    def edit_plan(self) -> None:
        """The plan's own fields."""
        plan = self._page.plan
        if plan is None:
            return

        def edit(key: str, value: Json) -> None:
            edits = records.set_values(plan.id, {key: value})
            self._desk.commit(plan.space, edits, N_("Edit the plan"), owner=self)

        PlanDetailsDialog(self._page, self._desk.registry.entities["plan"], plan.values, edit).open()

    # clauses -------------------------------------------------------------------------------

    def edit_clause(self, clause: UUID, values: dict[str, Json]) -> None:
        """Keep an entry."""
        self._do(lambda plans: plans.edit_clause(clause, values))

    def add_clause(self, clause: UUID | None, below: bool) -> None:
        """A new clause after `clause` (None: at the end), or below it; then its heading is written."""
        plan = self._page.plan
        if plan is None:
            return
        parent, index = place_after(plan, clause, below)

        def show(id: UUID) -> None:
            self._page.tabs.setCurrentIndex(0)
            self._page.write_clause(id)

        self._do(lambda plans: plans.add_clause(plan.id, {}, parent, index), show)

    def move_clause(self, clause: UUID, parent: UUID | None, index: int) -> None:
        """Put a clause elsewhere."""
        self._page.wish_clause(clause)
        self._do(lambda plans: plans.move_clause(clause, parent, index))

    def step_clause(self, clause: UUID, direction: str) -> None:
        """Move a clause up, down, in or out by one step; nothing happens where there is no room."""
        plan = self._page.plan
        place = place_of_step(plan, clause, direction) if plan is not None else None
        if place is not None:
            self.move_clause(clause, *place)

    def delete_clause(self, clause: UUID) -> None:
        """Delete a clause with all below it; it can be undone."""
        plan = self._page.plan
        view = plan.clause(clause) if plan is not None else None
        if plan is None or view is None:
            return
        ids = [c.id for c in plan.clauses]
        place = ids.index(clause)
        self._page.wish_clause(ids[place - 1] if place else None)
        name = f"{view.number} {clause_name(view)}"
        said = tr("Deleted: {clause}").format(clause=name if len(name) < 60 else name[:59] + "…")
        self._do(lambda plans: plans.delete_clause(clause), lambda _done: self._desk.tell_undoable(said))

    def open_conflict(self, clause: UUID, name: str) -> None:
        """Show the versions of a field against each other."""
        field = self._desk.registry.entities["clause"].field(name)
        label = tr(field.label) if field is not None else tr("Place in the plan")
        writable = field is not None and field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)

        def settle(space: UUID, value: Json) -> None:
            self._desk.ask(lambda ws: settle_value(ws, space, clause, name, value), owner=self)

        def show(found: tuple[Head, ...]) -> None:
            plan = self._page.plan
            if plan is not None and len(found) > 1:
                dialog = ConflictDialog(
                    self._page,
                    label,
                    found,
                    lambda value: settle(plan.space, value),
                    lambda value: self._shown(name, value),
                    writable,
                )
                dialog.open()

        self._desk.ask(lambda workspace: heads(workspace, clause, name), show, owner=self)

    def _shown(self, name: str, value: Json) -> str:
        """A value of a clause's field as people read it."""
        if name == LIFE:
            return tr("Deleted") if value else tr("Not deleted")
        if value is None:
            return ""
        plan = self._page.plan
        if name == PARENT and plan is not None:
            above = next((c for c in plan.clauses if str(c.id) == value), None)
            return f"{above.number} {clause_name(above)}" if above else plan.title
        return label_of(self._desk.registry.entities["clause"], name, str(value))

    # proposals -----------------------------------------------------------------------------

    def propose(self) -> None:
        """Ask for a proposal on the clause that is shown, or on the plan while it has none."""
        plan, clause, space = self._page.plan, self._page.clause, self._page.space
        if plan is None or space is None:
            return
        target = clause.id if clause is not None else plan.id
        self._page.clause_pane.end_writing()

        def keep(proposed: Proposed) -> None:
            self._do(lambda plans: plans.propose(target, proposed))

        def show(basis: Basis) -> None:
            ProposalDialog(self._page, self._page.clause, basis, keep).open()

        def ask(workspace: Workspace) -> Basis:
            return Basis(circle(workspace, space), proofs(workspace, space), issues(workspace, space))

        self._desk.ask(ask, show, key="plan.basis", owner=self)

    def decide(self, proposal: ProposalView, result: str) -> None:
        """Ask who decides and at which meeting, and record it."""
        space, plan = self._page.space, self._page.plan
        if space is None or plan is None:
            return
        clause = plan.clause(proposal.clause) if proposal.clause is not None else None

        def show(people: Circle) -> None:
            DecisionDialog(self._page, proposal, result, clause, people, self.sitting, keep).open()

        def keep(decision: Decision, sitting: Sitting) -> None:
            self._keep_sitting(sitting)
            self.record(proposal, decision)

        self._desk.ask(lambda workspace: circle(workspace, space), show, key="plan.circle", owner=self)

    def record(self, proposal: ProposalView, decision: Decision) -> None:
        """Write a decision; what is accepted is written into the plan in the same save."""
        word = tr(DECISION[decision.result][0])

        def tell(_done: object) -> None:
            if self.meeting is None:
                self._desk.tell_undoable(tr("Recorded: {decision}").format(decision=word))

        self._do(lambda plans: plans.decide(proposal.id, decision), tell)

    def withdraw(self, proposal: ProposalView) -> None:
        """Withdraw a proposal; it stays readable."""
        said = tr("The proposal was withdrawn.")
        self._do(lambda plans: plans.withdraw(proposal.id), lambda _done: self._desk.tell_undoable(said))

    # revisions -----------------------------------------------------------------------------

    def freeze(self) -> None:
        """Ask for a name and freeze the plan as it stands."""
        plan = self._page.plan
        if plan is None:
            return
        self._page.clause_pane.end_writing()
        known = {r.content_hash for r in plan.revisions}

        def keep(name: str, day: str, kind: str, note: str) -> None:
            self._do(lambda plans: plans.freeze_revision(plan.id, name, day, kind, note), tell)

        def tell(revision: RevisionView) -> None:
            if revision.content_hash in known:
                text = tr("Nothing has changed since “{name}”: that revision stands.")
                self._desk.tell(text.format(name=revision.name), Tone.NEUTRAL)
            else:
                text = tr("Frozen: {name} ({hash})")
                said = text.format(name=revision.name, hash=short(revision.content_hash))
                self._desk.tell(said, Tone.GOOD)

        entity = self._desk.registry.entities["revision"]
        FreezeDialog(self._page, entity, len(plan.revisions) + 1, keep).open()

    def compare(self, old: UUID | None, new: Any) -> None:
        """Show the redline between two states; `new` True is the text with all open proposals."""
        plan = self._page.plan
        if plan is None:
            return

        def ask(workspace: Workspace) -> Any:
            if new is True:
                return Plans(workspace).redline_of_proposals(plan.id, old)
            return Plans(workspace).redline(plan.id, old, new)

        self._desk.ask(ask, self._page.revisions.set_redline, key="plan.redline", owner=self)

    # the meeting ---------------------------------------------------------------------------

    def start_meeting(self) -> None:
        """Ask once which meeting it is, then take the whole screen."""
        space = self._page.space
        if self.meeting is not None:
            self.meeting.activateWindow()
        elif space is not None and self._page.plan is not None and self._page.plan.clauses:
            self._page.clause_pane.end_writing()
            self._ask_sitting(self._open_meeting)

    def _ask_sitting(self, then: Callable[[], object]) -> None:
        space = self._page.space
        if space is None:
            return

        def keep(sitting: Sitting) -> None:
            self._keep_sitting(sitting)
            then()

        def show(people: Circle) -> None:
            parent = self.meeting or self._page
            SittingDialog(parent, people, self.sitting, keep).open()

        self._desk.ask(lambda workspace: circle(workspace, space), show, key="plan.circle", owner=self)

    def _open_meeting(self) -> None:
        plan, clause = self._page.plan, self._page.clause
        if plan is None:
            return
        meeting = MeetingMode(plan, self.sitting, clause.id if clause is not None else None)
        meeting.decided.connect(self.record)
        meeting.undo_requested.connect(self._desk.undo)
        meeting.sitting_requested.connect(lambda: self._ask_sitting(self._renew_sitting))
        meeting.left.connect(self._meeting_left)
        self.meeting = meeting
        meeting.setGeometry(self._desk.window.screen().geometry())
        meeting.showFullScreen()
        meeting.setFocus()

    def _renew_sitting(self) -> None:
        if self.meeting is not None:
            self.meeting.set_sitting(self.sitting)

    def _meeting_left(self) -> None:
        clause = self.meeting.clause if self.meeting is not None else None
        self.meeting = None
        if clause is not None:
            self._page.show_clause(clause.id)

    def _keep_sitting(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._desk.state.set(SITTING, sitting.kept())
