"""The left side of the plan page: the filter, the tree of clauses and a way to add one."""

from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.search_field import SearchField
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import M, S, Tone, Type
from yport_desktop.ui.pages.plan.clause_tree import ClauseNode, ClauseTree, nodes_of
from yport_desktop.ui.pages.plan.questions import PlanState


class Outline(QWidget):
    """Shows a plan's clauses. `clause_selected(UUID)`; the tree's own requests are on `tree`."""

    clause_selected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state = PlanState()
        self._nodes: tuple[ClauseNode, ...] = ()
        self.filter = SearchField(tr("Filter clauses"))
        self.add = IconButton("add", tr("Add a clause"), self._add, "Ins")
        self.tree = ClauseTree()
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.nothing = Label(tr("No clause contains this."), tone=Tone.SECOND)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        self.count = Label("", Type.CAPTION, Tone.SECOND)
        self.filter.searched.connect(lambda _text: self._fill())
        self.tree.node_selected.connect(self.clause_selected)
        head = row(self.filter, self.add, spacing=S, margins=(M, M, S, S))
        foot = row(self.count, margins=(M, S, M, S))
        box = column(head, self.nothing, self.tree, foot, spacing=0)
        box.setStretchFactor(self.tree, 1)
        self.setLayout(box)
        self.setMinimumWidth(180)

    def set_state(self, state: PlanState) -> None:
        """Show the clauses of a plan."""
        self._state = state
        self._fill()

    def _fill(self) -> None:
        plan = self._state.plan
        if plan is None:
            self._nodes = ()
            self.tree.set_nodes(())
            return
        wanted = self.filter.text().strip()
        nodes = nodes_of(plan, frozenset(self._state.since), wanted)
        if nodes != self._nodes:
            self._nodes = nodes
            self.tree.set_nodes(nodes, unfold=9 if wanted else 3)
        if wanted:
            self.tree.expandAll()
        self.tree.set_movable(not wanted)
        self.nothing.setVisible(bool(wanted) and not nodes)
        self.count.setText(self._counted())

    def _counted(self) -> str:
        plan = self._state.plan
        if plan is None:
            return ""
        text = counted(len(plan.clauses), N_("1 clause"), N_("{n} clauses"))
        waiting = sum(p.is_open for p in plan.proposals)
        if waiting:
            text += " · " + counted(waiting, N_("1 proposal waits"), N_("{n} proposals wait"))
        return text

    def _add(self) -> None:
        self.tree.add_requested.emit(self.tree.current_key(), False)

    def _open_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        clause = self.tree.current_key() if index.isValid() else None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, clause if isinstance(clause, UUID) else None)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def fill_menu(self, menu: QMenu, clause: UUID | None) -> None:
        """What can be done with a clause, with the keys that do it."""
        tree = self.tree
        _entry(menu, tr("Add a clause after this"), "Ins", lambda: tree.add_requested.emit(clause, False))
        if clause is None:
            return
        _entry(
            menu, tr("Add a clause below this"), "Shift+Ins", lambda: tree.add_requested.emit(clause, True)
        )
        _entry(menu, tr("Edit"), "F2", lambda: tree.edit_requested.emit(clause))
        menu.addSeparator()
        for text, keys, step in (
            (tr("Move up"), "Alt+Up", "up"),
            (tr("Move down"), "Alt+Down", "down"),
            (tr("Move one level in"), "Alt+Right", "in"),
            (tr("Move one level out"), "Alt+Left", "out"),
        ):
            _entry(menu, text, keys, lambda step=step: tree.step_requested.emit(clause, step))
        menu.addSeparator()
        _entry(menu, tr("Delete"), "Del", lambda: tree.delete_requested.emit(clause))


def _entry(menu: QMenu, text: str, keys: str, do: object) -> None:
    action = menu.addAction(text)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: do())  # type: ignore[operator]
