"""The tree of clauses: number, name, status in a shape of its own; moved by mouse and by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from yport_desktop.services.plan_views import ClauseView, PlanView
from yport_desktop.ui.components.table_model import Index
from yport_desktop.ui.components.tree_view import NODE_ROLE, NodeTree, TreeNode
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tokens, Tone, Type
from yport_desktop.ui.pages.plan.words import Shape, Sign, clause_name, clause_sign

ROW = 30
MARK = 11


@dataclass(frozen=True)
class ClauseNode(TreeNode):
    """A line of the tree; `sign` is its mark, `changed` says that it differs from the latest revision."""

    sign: Sign | None = None
    changed: bool = False


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """What fits of a text; where words are spaced it ends after a whole word."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown == text or " " not in shown:
        return shown
    whole = shown[:-1].rstrip()
    if not text[len(whole) :].startswith(" "):
        whole = whole.rpartition(" ")[0] or whole
    return whole.rstrip(" ,;:·") + "…"


def paint_sign(painter: QPainter, box: QRectF, sign: Sign, t: Tokens) -> None:
    """Draw a status mark into a square box."""
    colour = QColor(t.tone(sign.tone))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    middle = box.center()
    if sign.shape is Shape.RING:
        painter.drawEllipse(inner)
    elif sign.shape is Shape.HALF:
        painter.drawEllipse(inner)
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)
    elif sign.shape is Shape.BAR:
        painter.setPen(QPen(colour, 2.5))
        painter.drawLine(QPointF(inner.left(), middle.y()), QPointF(inner.right(), middle.y()))
    elif sign.shape is Shape.TICK:
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(
            QPolygonF([
                QPointF(inner.left(), middle.y()),
                QPointF(middle.x() - 1, inner.bottom() - 0.5),
                QPointF(inner.right() + 0.5, inner.top() + 0.5),
            ])
        )  # fmt: skip
    elif sign.shape is Shape.BROKEN:
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
        painter.drawRect(inner)
    else:
        painter.setBrush(colour)
        painter.drawPath(_solid(sign.shape, inner))
    painter.restore()


def _solid(shape: Shape, box: QRectF) -> QPainterPath:
    path = QPainterPath()
    middle = box.center()
    if shape is Shape.SQUARE:
        path.addRoundedRect(box, 1.5, 1.5)
    elif shape is Shape.DIAMOND:
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif shape is Shape.TRIANGLE:
        corners = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        path.addEllipse(box)
    return path


class _ClauseDelegate(QStyledItemDelegate):
    """Draws a clause: number, name, how many proposals wait, and the mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        node: ClauseNode = index.data(NODE_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        t = tokens()
        painter.save()
        if node.changed:  # the bar in the margin, as in printed redlines
            bar = QRectF(option.rect.left(), option.rect.top() + 7, 2, option.rect.height() - 14)
            painter.fillRect(bar, QColor(t.accent))
        area = QRectF(option.rect).adjusted(XS + 2, 0, -S, 0)
        area = self._paint_right(painter, option, node, area, t)
        self._paint_left(painter, option, node, area, t)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(t.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), XS, XS)
        painter.restore()

    def _paint_right(
        self, painter: QPainter, option: QStyleOptionViewItem, node: ClauseNode, area: QRectF, t: Tokens
    ) -> QRectF:
        side = t.px(MARK)
        if node.sign is not None:
            top = area.center().y() - side / 2
            paint_sign(painter, QRectF(area.right() - side, top, side, side), node.sign, t)
        area.setRight(area.right() - side - S)
        if node.count:
            small = QFont(option.font)
            small.setPixelSize(t.size(Type.CAPTION))
            width = max(QFontMetrics(small).horizontalAdvance(node.count) + t.px(10), t.px(18))
            height = t.px(16)
            box = QRectF(area.right() - width, area.center().y() - height / 2, width, height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setBrush(QColor(t.surface if selected else t.tint_of(Tone.ACCENT)))
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setFont(small)
            painter.setPen(QColor(t.accent))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), node.count)
            area.setRight(box.left() - S)
        return area

    def _paint_left(
        self, painter: QPainter, option: QStyleOptionViewItem, node: ClauseNode, area: QRectF, t: Tokens
    ) -> None:
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        metrics = QFontMetrics(option.font)
        painter.setFont(option.font)
        painter.setPen(QColor(t.second))
        painter.drawText(area, middle, node.number)
        area.setLeft(area.left() + max(metrics.horizontalAdvance(node.number), t.px(14)) + S)
        painter.setPen(QColor(t.text))
        painter.drawText(area, middle, elided(node.text, metrics, int(area.width())))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line of the tree."""
        return QSize(120, tokens().px(ROW))


class ClauseTree(NodeTree):
    """The clauses of a plan. What a person does is asked for by signals; the tree itself changes nothing.

    `move_requested(clause, parent or None, index)`: index counts the siblings without the clause.
    `step_requested(clause, direction)`: "up", "down", "in" or "out". `add_requested(clause or None,
    below)`, `delete_requested(clause)`, `edit_requested(clause)`.
    """

    move_requested = Signal(object, object, int)
    step_requested = Signal(object, str)
    add_requested = Signal(object, bool)
    delete_requested = Signal(object)
    edit_requested = Signal(object)

    STEPS: ClassVar = {
        Qt.Key.Key_Up: "up",
        Qt.Key.Key_Down: "down",
        Qt.Key.Key_Right: "in",
        Qt.Key.Key_Left: "out",
    }

    def __init__(self) -> None:
        super().__init__(tr("Clauses"), indent=14)
        self.setItemDelegate(_ClauseDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)

    def set_movable(self, movable: bool) -> None:
        """While the tree is filtered, clauses are not moved by mouse."""
        self.setDragEnabled(movable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+arrows move, Insert adds (Shift: below), Delete deletes, Enter and F2 edit."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        clause = self.current_key()
        if modifiers & Qt.KeyboardModifier.AltModifier and key in self.STEPS and clause is not None:
            self.step_requested.emit(clause, self.STEPS[key])
        elif key == Qt.Key.Key_Insert:
            self.add_requested.emit(clause, bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Delete and clause is not None:
            self.delete_requested.emit(clause)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and clause is not None:
            self.edit_requested.emit(clause)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move; the tree is drawn anew when it was made."""
        moving = self.current_key()
        place = self._place(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moving is not None and place is not None and place[0] != moving:
            self.move_requested.emit(moving, *place)

    def _place(self, at: QPoint) -> tuple[object, int] | None:
        """(parent or None, index among the siblings without the moved clause) of a drop."""
        moving = self.currentIndex()
        target = self.indexAt(at)
        where = self.dropIndicatorPosition()
        on, below = (
            QAbstractItemView.DropIndicatorPosition.OnItem,
            QAbstractItemView.DropIndicatorPosition.BelowItem,
        )
        if not target.isValid() or where == QAbstractItemView.DropIndicatorPosition.OnViewport:
            return None, self._without(QModelIndex(), self.model().rowCount(), moving)
        if where == on:
            return target.data(NODE_ROLE).key, self._without(target, self.model().rowCount(target), moving)
        parent = target.parent()
        index = self._without(parent, target.row() + (1 if where == below else 0), moving)
        return (parent.data(NODE_ROLE).key if parent.isValid() else None), index

    @staticmethod
    def _without(parent: QModelIndex, index: int, moving: QModelIndex) -> int:
        beside = moving.parent() == parent
        return index - 1 if beside and moving.row() < index else index


def nodes_of(
    plan: PlanView, changed: Sequence[UUID] | frozenset[UUID] = frozenset(), wanted: str = ""
) -> tuple[ClauseNode, ...]:
    """The lines of the tree; with `wanted` only clauses that contain it, and the way to them."""
    below: dict[UUID | None, list[ClauseView]] = {}
    for clause in plan.clauses:
        below.setdefault(clause.parent, []).append(clause)
    return _nodes(below, None, frozenset(changed), wanted.casefold())


def _nodes(
    below: dict[UUID | None, list[ClauseView]], parent: UUID | None, changed: frozenset[UUID], wanted: str
) -> tuple[ClauseNode, ...]:
    found = []
    for clause in below.get(parent, []):
        children = _nodes(below, clause.id, changed, wanted)
        if wanted and not children and not _contains(clause, wanted):
            continue
        found.append(_node(clause, children, clause.id in changed))
    return tuple(found)


def _contains(clause: ClauseView, wanted: str) -> bool:
    return any(wanted in text.casefold() for text in (clause.number, clause.heading, clause.text))


def _node(clause: ClauseView, children: tuple[ClauseNode, ...], changed: bool) -> ClauseNode:
    sign = clause_sign(clause)
    waiting = len(clause.open_proposals)
    meaning = [tr(sign.meaning)] if sign else []
    if changed:
        meaning.append(tr("Changed since the latest revision"))
    if waiting:
        meaning.append(tr("Proposals that wait for a decision: {count}").format(count=waiting))
    return ClauseNode(
        key=clause.id,
        text=clause_name(clause),
        number=clause.number,
        tone=sign.tone if sign else None,
        meaning="; ".join(meaning),
        count=str(waiting) if waiting else "",
        children=children,
        sign=sign,
        changed=changed,
    )
