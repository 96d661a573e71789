"""The plan page: outline, clause and proposals side by side; revisions; meeting mode."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QTabBar, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.text import N_
from yport_desktop.services.plan_views import ClauseView, PlanView, ProposalView
from yport_desktop.ui.components.buttons import IconButton, MenuButton, PlainButton
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import ElidedLabel
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.pages.plan.acts import PlanActs
from yport_desktop.ui.pages.plan.clause_inspector import inspect_clause
from yport_desktop.ui.pages.plan.clause_pane import ClausePane
from yport_desktop.ui.pages.plan.outline import Outline
from yport_desktop.ui.pages.plan.proposals_pane import ProposalsPane
from yport_desktop.ui.pages.plan.questions import PlanState, owner_of, plan_state
from yport_desktop.ui.pages.plan.revisions_view import RevisionsView

KINDS = frozenset(
    ("plan", "clause", "proposal", "revision", "person", "organisation", "finding", "observation")
)
WIDTHS = (268, 520, 390)


class PlanPage(Page):
    """Shows one plan of the engagement. Keeps what is on the screen in step with the store."""

    key = "plan"
    title = N_("Plan")
    icon = "plan"
    order = 30

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        dress(self, look="ground")
        self.state = PlanState()
        self._wanted_plan: UUID | None = None
        self._wanted_clause: UUID | None = None
        self._picked: UUID | None = None
        self._to_write: UUID | None = None
        entities = desk.registry.entities
        self.outline = Outline()
        self.clause_pane = ClausePane(entities["clause"])
        self.proposals = ProposalsPane()
        self.revisions = RevisionsView(entities["revision"], entities["clause"], entities["plan"])
        self.acts = PlanActs(self)
        self._make_bar()
        self._lay_out()
        self._connect()

    # layout --------------------------------------------------------------------------------

    def _make_bar(self) -> None:
        self.name = ElidedLabel("", Type.EMPHASIS, strong=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.switch = MenuButton(tr("Plans"), self._fill_plans, "chevron_down", "quiet")
        self.more = IconButton("more", tr("More about the plan"), self._open_more)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("View of the plan"))
        self.tabs.addTab(tr("Clauses"))
        self.tabs.addTab(tr("Revisions"))
        self.meeting = PlainButton(tr("Meeting mode"), self.acts.start_meeting, "play")
        self.meeting.setToolTip(tr("Full screen, one clause at a time, decided with one key (F5)"))

    def _lay_out(self) -> None:
        bar = QWidget()
        dress(bar, look="surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = row(
            self.name,
            self.switch,
            self.more,
            M,
            self.tabs,
            None,
            self.meeting,
            spacing=S,
            margins=(L, S, L, 0),
        )
        bar.setLayout(inner)
        # Side panes grow by half of what the text grows by: the clause needs the room.
        widths = [(tokens().px(width) + width) // 2 for width in WIDTHS]
        self.split = SplitView([self.outline, self.clause_pane, self.proposals], (0, 1, 0), widths)
        self.split.set_sizes(self.desk.state.get("plan.widths"))
        self.no_clause = EmptyState(
            "plan",
            tr("This plan has no clauses yet"),
            tr("A plan is a tree of chapters, goals, targets and actions. Begin with the first one."),
            (tr("Add the first clause"), lambda: self.acts.add_clause(None, False)),
        )
        self._views = QStackedLayout()
        desk = QWidget()
        box = column(bar, line(), spacing=0)
        box.addLayout(self._views, 1)
        desk.setLayout(box)
        for view in (self.split, self.revisions, self.no_clause):
            self._views.addWidget(view)
        self.no_plan = EmptyState(
            "plan",
            tr("No plan yet"),
            tr(
                "Here the city's plan is revised clause by clause, with the reason and the evidence for "
                "every change."
            ),
            (tr("Create a plan…"), self.acts.new_plan),
        )
        self.no_engagement = EmptyState(
            "city",
            tr("No engagement yet"),
            tr("A plan belongs to an engagement. Begin one on the home page."),
            (tr("Go to Home"), lambda: self.desk.open_page("home")),
        )
        waiting = QWidget()
        waiting.setLayout(column(Skeleton(8), None, margins=(XL, XL, XL, XL)))
        self._stack = QStackedLayout(self)
        for part in (waiting, desk, self.no_plan, self.no_engagement):
            self._stack.addWidget(part)
        self._stack.setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        acts, tree, pane = self.acts, self.outline.tree, self.clause_pane
        self.tabs.currentChanged.connect(lambda _at: self._tab_chosen())
        self.split.sizes_changed.connect(lambda sizes: self.desk.state.set("plan.widths", sizes))
        self.outline.clause_selected.connect(self.show_clause)
        tree.move_requested.connect(acts.move_clause)
        tree.step_requested.connect(acts.step_clause)
        tree.add_requested.connect(acts.add_clause)
        tree.delete_requested.connect(acts.delete_clause)
        tree.edit_requested.connect(lambda _clause: pane.write())
        tree.node_opened.connect(lambda _clause: pane.write())
        pane.edited.connect(acts.edit_clause)
        pane.conflict_opened.connect(acts.open_conflict)
        pane.clause_opened.connect(self.show_clause)
        pane.add_below_requested.connect(lambda clause: acts.add_clause(clause, True))
        pane.preview_ended.connect(lambda: self._pick(None))
        self.proposals.propose_requested.connect(acts.propose)
        self.proposals.decide_requested.connect(acts.decide)
        self.proposals.withdraw_requested.connect(acts.withdraw)
        self.proposals.record_opened.connect(self.desk.open_record)
        self.proposals.picked.connect(self._pick)
        self.revisions.freeze_requested.connect(acts.freeze)
        self.revisions.compare_requested.connect(acts.compare)

    # what is shown -------------------------------------------------------------------------

    @property
    def plan(self) -> PlanView | None:
        """The plan on the screen."""
        return self.state.plan

    @property
    def clause(self) -> ClauseView | None:
        """The clause on the screen."""
        shown = self.clause_pane.clause
        return self.plan.clause(shown.id) if self.plan is not None and shown is not None else None

    def show_engagement(self, space: UUID | None) -> None:
        """Show the plans of another engagement."""
        super().show_engagement(space)
        self._wanted_plan = self._wanted_clause = self._picked = None
        self._ask()

    def refresh(self, committed: Committed) -> None:
        """Ask again when the change may be seen here."""
        if committed.space == self.space and committed.kinds & KINDS:
            self._ask()

    def show_plan(self, plan: UUID) -> None:
        """Show another plan of the engagement."""
        self._wanted_plan, self._wanted_clause = plan, None
        self._ask()

    def write_clause(self, clause: UUID) -> None:
        """Show a clause that was just added and write its heading."""
        self._wanted_clause = self._to_write = clause
        self._write_wanted()

    def _write_wanted(self) -> None:
        if self._to_write is None or self.plan is None or self.plan.clause(self._to_write) is None:
            return
        self.show_clause(self._to_write)
        self._to_write = None
        self.clause_pane.write()

    def wish_clause(self, clause: UUID | None) -> None:
        """Show this clause when the plan is read next."""
        self._wanted_clause = clause

    def _ask(self) -> None:
        space, wanted = self.space, self._wanted_plan
        if space is None:
            self._show(PlanState())
            return
        self.desk.ask(lambda ws: plan_state(ws, space, wanted), self._show, key="plan.state", owner=self)

    def _show(self, state: PlanState) -> None:
        self.state = state
        self._stack.setCurrentIndex(1 if state.plan is not None else 2 if self.space is not None else 3)
        if state.plan is None:
            self.acts.plan_changed(None)
            return
        self._wanted_plan = state.plan.id
        self.name.setText(state.plan.title)
        self.switch.setVisible(len(state.plans) > 1)
        self.outline.set_state(state)
        self._show_chosen(state.plan)
        self.revisions.set_plan(state.plan)
        self.acts.plan_changed(state.plan)
        self._show_view()
        self._write_wanted()

    def _show_chosen(self, plan: PlanView) -> None:
        """The wanted clause, else the one that was shown, else the first."""
        ids = [c.id for c in plan.clauses]
        shown = self.clause_pane.clause
        wishes = (self._wanted_clause, shown.id if shown else None, ids[0] if ids else None)
        chosen = next((wish for wish in wishes if wish in ids), ids[0] if ids else None)
        self._wanted_clause = None
        if chosen is not None:
            self.outline.tree.blockSignals(True)
            self.outline.tree.select(chosen)
            self.outline.tree.blockSignals(False)
            self._fill(chosen)

    def show_clause(self, id: UUID) -> None:
        """Show a clause in the middle and its proposals beside it."""
        if self.plan is None or self.plan.clause(id) is None:
            return
        self._picked = None
        self.outline.tree.blockSignals(True)
        self.outline.tree.select(id)
        self.outline.tree.blockSignals(False)
        self._fill(id)

    def _fill(self, id: UUID) -> None:
        plan = self.plan
        clause = plan.clause(id) if plan is not None else None
        if plan is None or clause is None:
            return
        latest = plan.latest_revision
        self.clause_pane.set_clause(plan, clause, self.state.since.get(id), latest.name if latest else "")
        self.proposals.set_proposals(clause, plan.loose_proposals)
        picked = next((p for p in clause.proposals if p.id == self._picked), None)
        self.clause_pane.preview(picked)
        self.proposals.mark(picked)
        inspect_clause(self.desk, plan, clause)

    def _pick(self, proposal: ProposalView | None) -> None:
        """Show in the text what a proposal would change; picking it again shows the clause."""
        if proposal is not None and (proposal.id == self._picked or proposal.clause is None):
            proposal = None
        self._picked = proposal.id if proposal is not None else None
        self.clause_pane.preview(proposal)
        self.proposals.mark(proposal)

    def _show_view(self) -> None:
        if self.tabs.currentIndex() == 1:
            self._views.setCurrentWidget(self.revisions)
        elif self.plan is not None and not self.plan.clauses:
            self._views.setCurrentWidget(self.no_clause)
        else:
            self._views.setCurrentWidget(self.split)

    def _tab_chosen(self) -> None:
        self.clause_pane.end_writing()
        self._show_view()
        at_revisions = self.tabs.currentIndex() == 1
        (self.revisions.revisions if at_revisions else self.outline.tree).setFocus()

    # menus ---------------------------------------------------------------------------------

    def _fill_plans(self, menu: QMenu) -> None:
        for link in self.state.plans:
            action = menu.addAction(link.title, partial(self.show_plan, link.id))
            action.setCheckable(True)
            action.setChecked(self.plan is not None and link.id == self.plan.id)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Plan details…"), self.acts.edit_plan)
        menu.addAction(tr("Freeze a revision…"), self.acts.freeze)
        menu.addSeparator()
        menu.addAction(tr("New plan…"), self.acts.new_plan)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # the window ----------------------------------------------------------------------------

    def open_record(self, record: UUID) -> bool:
        """Show a plan, a clause, a proposal with its clause, or a revision."""
        if self.plan is not None:
            proposal = next((p for p in self.plan.proposals if p.id == record), None)
            clause = proposal.clause if proposal is not None else record
            if clause is not None and self.plan.clause(clause) is not None:
                self.tabs.setCurrentIndex(0)
                self.show_clause(clause)
                return True
        self.desk.ask(lambda ws: owner_of(ws, record), self._go_to, key="plan.owner", owner=self)
        return False

    def _go_to(self, owner: tuple[UUID, UUID | None] | None) -> None:
        if owner is not None:
            self._wanted_plan, self._wanted_clause = owner
            self.tabs.setCurrentIndex(0)
            self._ask()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        acts = self.acts
        group = tr(self.title)

        def command(key: str, text: str, do: Callable[[], object], icon: str, keys: str = "") -> Command:
            return Command(f"plan.{key}", text, do, icon, keys, group)

        return (
            command("propose", tr("Propose a change…"), acts.propose, "quote", "Ctrl+P"),
            command("add", tr("Add a clause"), lambda: acts.add_clause(self._current(), False), "add"),
            command("edit", tr("Edit the clause"), self.clause_pane.write, "edit", "Ctrl+E"),
            command("filter", tr("Filter clauses"), self.outline.filter.setFocus, "filter", "Ctrl+F"),
            command("clauses", tr("Clauses"), lambda: self.tabs.setCurrentIndex(0), "plan"),
            command("revisions", tr("Revisions"), lambda: self.tabs.setCurrentIndex(1), "history"),
            command("freeze", tr("Freeze a revision…"), acts.freeze, "snow"),
            command("meeting", tr("Meeting mode"), acts.start_meeting, "play", "F5"),
            command("details", tr("Plan details…"), acts.edit_plan, "info"),
            command("new", tr("New plan…"), acts.new_plan, "add"),
        )

    def _current(self) -> UUID | None:
        return self.clause.id if self.clause is not None else None

    def first_focus(self) -> QWidget | None:
        """The tree."""
        return self.outline.tree
