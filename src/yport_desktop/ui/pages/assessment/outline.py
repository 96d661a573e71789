"""The outline: which sector, its sections with what is answered, and the data requests."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.sector import Sector
from yport_desktop.services.assessments import InputRow
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.look import column, dress, line
from yport_desktop.ui.components.tree_view import NodeTree, TreeNode
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L, S, Tone, Type

REQUESTS, CONVENTIONS = "requests", "conventions"
LINE_HIGH = 34


class Outline(QWidget):
    """`sector_chosen(key)`, `section_chosen(key)`, `requests_chosen()`, `conventions_chosen()`."""

    sector_chosen = Signal(str)
    section_chosen = Signal(str)
    requests_chosen = Signal()
    conventions_chosen = Signal()

    def __init__(self, sectors: Iterable[Sector]) -> None:
        super().__init__()
        self._nodes: list[TreeNode] = []
        dress(self, look="ground")
        self.chooser = ChoiceEditor([Choice(s.key, s.label) for s in sectors], empty="")
        self.chooser.set_name(tr("Sector"))
        self.chooser.edited.connect(lambda key: self.sector_chosen.emit(str(key)))
        self.tree = NodeTree(tr("Sections"), indent=0)
        dress(self.tree, look="bare")
        font = QFont(self.chooser.combo.font())
        font.setPixelSize(tokens().size(Type.CAPTION))
        self.chooser.combo.setFont(font)
        self.tree.setRootIsDecorated(False)
        self.tree.node_selected.connect(self._selected)
        self.tree.node_opened.connect(self._selected)
        self.tree.clicked.connect(lambda _index: self._selected(self.tree.current_key()))
        self.foot = NodeTree(tr("Data requests"), indent=0)
        dress(self.foot, look="bare")
        self.foot.setRootIsDecorated(False)
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot.setFixedHeight(2 * LINE_HIGH)
        self.foot.clicked.connect(lambda _index: self._foot_chosen(self.foot.current_key()))
        self.foot.node_opened.connect(self._foot_chosen)
        self._waiting, self._overdue, self._currency = 0, 0, ""
        box = column(self.chooser, self.tree, line(), self.foot, spacing=S, margins=(S, L, S, S))
        box.setStretchFactor(self.tree, 1)
        self.setLayout(box)
        self._box = box

    def add_tool(self, tool: QWidget) -> None:
        """Put a button at the foot."""
        self._box.addWidget(tool)

    def _foot_chosen(self, key: object) -> None:
        if key == CONVENTIONS:
            self.leave_requests()
            self.conventions_chosen.emit()
        else:
            self.requests_chosen.emit()

    def _selected(self, key: object) -> None:
        self.leave_requests()
        self.section_chosen.emit(str(key))

    def show_sector(self, sector: Sector, rows: Mapping[str, InputRow]) -> None:
        """Show the sections with how many of their inputs are answered."""
        self._currency = next((r.agreed.currency for r in rows.values()), "")
        self._show_foot()
        nodes = [self._node(sector, s.key, tr(s.label), rows) for s in sector.sections]
        if nodes != self._nodes:
            self._nodes = nodes
            self.chooser.set_value(sector.key)
            self.tree.set_nodes(nodes)

    def _node(self, sector: Sector, key: str, label: str, rows: Mapping[str, InputRow]) -> TreeNode:
        inputs = [i for i in sector.inputs if i.section == key]
        answered = sum(1 for i in inputs if i.key in rows and is_answered(rows[i.key]))
        disputed = sum(1 for i in inputs if i.key in rows and rows[i.key].conflicts)
        if disputed:
            tone, meaning = Tone.CRITICAL, tr("Conflicts: {n}").format(n=disputed)
        elif answered == len(inputs):
            tone, meaning = Tone.GOOD, tr("complete")
        else:
            tone, meaning = None, tr("{n} of {all} answered").format(n=answered, all=len(inputs))
        return TreeNode(key, label, tone=tone, meaning=meaning, count=f"{answered}/{len(inputs)}")

    def show_requests(self, open_requests: int, overdue: int) -> None:
        """How many questions wait for an answer."""
        self._waiting, self._overdue = open_requests, overdue
        self._show_foot()

    def _show_foot(self) -> None:
        tone = Tone.CAUTION if self._overdue else None
        meaning = tr("Overdue: {n}").format(n=self._overdue) if self._overdue else ""
        count = str(self._waiting) if self._waiting else ""
        self.foot.set_nodes(
            [
                TreeNode(CONVENTIONS, tr("Currency and years"), count=self._currency),
                TreeNode(REQUESTS, tr("Data requests"), tone=tone, meaning=meaning, count=count),
            ]
        )

    def select_section(self, key: str) -> None:
        """Follow the form; asks for nothing."""
        self.tree.blockSignals(True)
        self.tree.select(key)
        self.tree.blockSignals(False)

    def leave_requests(self) -> None:
        """Take the cursor off the lines at the foot."""
        self.foot.setCurrentIndex(self.foot.rootIndex())
        self.foot.clearSelection()

    def select_requests(self) -> None:
        """Put the cursor on the data requests."""
        self.foot.select(REQUESTS)
        self.tree.clearSelection()


def is_answered(row: InputRow) -> bool:
    """A value, or a reason why there is none."""
    seen = row.observed
    return row.record is not None and (seen.known or bool(row.record.get("missing")))
