"""Revisions: the frozen states of the plan, and the redline between any two of them."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice, EntityType
from yport_desktop.services.plan_views import PlanView, RedlineView
from yport_desktop.ui.components.buttons import IconButton, PrimaryButton
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.flow import Flow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, dress, line, row
from yport_desktop.ui.components.name_editor import NameEditor
from yport_desktop.ui.components.split_view import SplitView
from yport_desktop.ui.components.tree_view import NodeTree, TreeNode
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.pages.plan.plan_redline import PlanRedline
from yport_desktop.ui.pages.plan.revision_list import RevisionList
from yport_desktop.ui.pages.plan.words import change_of

CURRENT = "current"
PROPOSED = "proposed"


class RevisionsView(QWidget):
    """Shows revisions and a comparison.

    `freeze_requested()`; `compare_requested(old, new)`: revisions, None for the text as it stands, and as
    `new` also True for the text with all open proposals carried out.
    """

    freeze_requested = Signal()
    compare_requested = Signal(object, object)

    def __init__(self, entity: EntityType, clause: EntityType, plan: EntityType) -> None:
        super().__init__()
        self._entity = entity
        self._plan: PlanView | None = None
        self._redline: RedlineView | None = None
        self.freeze = PrimaryButton(tr("Freeze a revision…"), self.freeze_requested.emit)
        self.revisions = RevisionList()
        self.revisions.chosen.connect(self._compare_with_before)
        self.changes = NodeTree(tr("Changed clauses"), indent=0)
        self.changes.setRootIsDecorated(False)
        self.changes_title = Label("", Type.CAPTION, Tone.SECOND, strong=True)
        self.old = NameEditor((), empty="")
        self.new = NameEditor((), empty="")
        for editor in (self.old, self.new):
            editor.combo.setMinimumContentsLength(20)
        self.old.set_name(tr("Compare from"))
        self.new.set_name(tr("Compare to"))
        self.swap = IconButton("exchange", tr("Swap the two sides"), self._swap)
        self.only = CheckBox(tr("Changes only"))
        self.counts = Flow(spacing=S)
        self.text = PlanRedline(clause, plan)
        self.same = EmptyState("done", tr("No differences"), tr("The two states of the plan read the same."))
        self.none = EmptyState(
            "snow",
            tr("No revisions yet"),
            tr("A frozen revision keeps the text as it stands; later texts are compared with it."),
            (tr("Freeze the first revision…"), self.freeze_requested.emit),
        )
        for editor in (self.old, self.new):
            editor.edited.connect(lambda _value: self._ask())
        self.only.toggled.connect(lambda _on: self._show_redline())
        self.changes.node_selected.connect(lambda key: self.text.go_to(key))
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        dress(left, look="surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = row(
            Label(tr("Revisions"), Type.EMPHASIS, strong=True), None, self.freeze, margins=(L, M, M, S)
        )
        title = column(self.changes_title, self.counts, spacing=S, margins=(L, M, M, S))
        box = column(head, self.revisions, line(), title, self.changes, spacing=0)
        box.setStretchFactor(self.revisions, 2)
        box.setStretchFactor(self.changes, 3)
        left.setLayout(box)
        left.setMinimumWidth(tokens().px(296))
        right = QWidget()
        dress(right, look="surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        to = Label("→", tone=Tone.SECOND)
        to.setAccessibleName(tr("compared with"))
        bar = row(self.old, to, self.new, self.swap, None, self.only, margins=(XL, M, XL, M))
        self.bar = QWidget()
        self.bar.setLayout(bar)
        content = column(self.bar, line(), self.text, self.same, self.none, spacing=0)
        for part in (self.text, self.same, self.none):
            content.setStretchFactor(part, 1)
        right.setLayout(content)
        self.split = SplitView([left, right], (0, 1), (tokens().px(320), tokens().px(900)))
        self.setLayout(column(self.split, spacing=0))

    # showing -------------------------------------------------------------------------------

    def set_plan(self, plan: PlanView) -> None:
        """Show the revisions of a plan; another plan begins with its latest changes."""
        another = self._plan is None or self._plan.id != plan.id
        before = () if another else self._plan.revisions if self._plan else ()
        self._plan = plan
        self.revisions.set_revisions(plan.revisions, self._entity)
        choices = [Choice(CURRENT, tr("Current text"))]
        choices += [Choice(str(r.id), r.name) for r in reversed(plan.revisions)]
        kept = (self.old.value(), self.new.value())
        self.old.set_choices(choices, empty="")
        if any(p.is_open for p in plan.proposals):
            proposed = Choice(PROPOSED, tr("If all proposals were accepted"))
            choices = [choices[0], proposed, *choices[1:]]
        self.new.set_choices(choices, empty="")
        known = {c.key for c in choices}
        if another or plan.revisions != before or not set(kept) <= known:
            self.old.set_value(str(plan.revisions[-1].id) if plan.revisions else CURRENT)
            self.new.set_value(CURRENT)
            self.revisions.blockSignals(True)
            self.revisions.select(None)
            self.revisions.blockSignals(False)
        else:
            self.old.set_value(kept[0])
            self.new.set_value(kept[1])
        self._ask()

    def set_redline(self, view: RedlineView) -> None:
        """Show a comparison."""
        self._redline = view
        self._show_redline()

    def _show_redline(self) -> None:
        view, plan = self._redline, self._plan
        has_revisions = plan is not None and bool(plan.revisions)
        changed = view is not None and bool(view.changed or view.plan_fields)
        self.bar.setVisible(has_revisions)
        self.none.setVisible(not has_revisions)
        self.text.setVisible(has_revisions and changed)
        self.same.setVisible(has_revisions and not changed)
        self._fill_counts(view if has_revisions else None)
        self._fill_changes(view if has_revisions else None)
        self.text.set_redline(view if changed and has_revisions else None, self.only.isChecked())

    def _fill_counts(self, view: RedlineView | None) -> None:
        clear(self.counts)
        if view is None:
            return
        words = {
            "rewritten": (tr("{count} changed"), Tone.CAUTION, "edit"),
            "moved": (tr("{count} moved"), Tone.CAUTION, "arrow_down"),
            "added": (tr("{count} added"), Tone.ACCENT, "add"),
            "removed": (tr("{count} removed"), Tone.CRITICAL, "delete"),
        }
        for key, (text, tone, icon) in words.items():
            if view.counts[key]:
                self.counts.addWidget(Chip(text.format(count=view.counts[key]), tone, icon))

    def _fill_changes(self, view: RedlineView | None) -> None:
        changed = view.changed if view is not None else ()
        nodes = []
        for change in changed:
            clause = change.clause
            word, tone, _icon = change_of(change)
            name = clause.heading or " ".join(clause.text.split()) or tr("Clause without text")
            nodes.append(TreeNode(clause.id, name, clause.number, tone, word, not change.added, word))
        self.changes.set_nodes(nodes)
        words = (tr("No clause differs"), tr("1 clause differs"), tr("{count} clauses differ"))
        self.changes_title.setText(words[min(len(nodes), 2)].format(count=len(nodes)))

    # asking --------------------------------------------------------------------------------

    def _compare_with_before(self, revision: UUID | None) -> None:
        """Choosing a revision shows what it changed: against the one before it."""
        plan = self._plan
        if plan is None:
            return
        ids = [r.id for r in plan.revisions]
        place = len(ids) if revision is None else ids.index(revision)
        self.old.set_value(str(ids[place - 1]) if place > 0 else CURRENT)
        self.new.set_value(CURRENT if revision is None else str(revision))
        if place == 0 and revision is not None:
            self.old.set_value(str(revision))
            self.new.set_value(CURRENT)
        self._ask()

    def _swap(self) -> None:
        old, new = self.old.value(), self.new.value()
        if new == PROPOSED:
            return
        self.old.set_value(new)
        self.new.set_value(old)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Compare when it is looked at."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if not self.isVisible():
            return
        if self._plan is None or not self._plan.revisions:
            self._redline = None
            self._show_redline()
            return
        self.swap.setEnabled(self.new.value() != PROPOSED)
        self.compare_requested.emit(
            _id(self.old.value()), self.new.value() == PROPOSED or _id(self.new.value())
        )


def _id(value: object) -> UUID | None:
    return None if value in (None, CURRENT) else UUID(str(value))
