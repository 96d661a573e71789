"""Choosing what a proposal rests on: findings, observations and evidence, found as one types."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.search_field import SearchField
from yport_desktop.ui.components.table_model import Index
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone, Type
from yport_desktop.ui.pages.plan.bars import ICON_OF_KIND
from yport_desktop.ui.pages.plan.questions import Proof
from yport_desktop.ui.pages.plan.words import link_name

PROOF_ROLE = Qt.ItemDataRole.UserRole + 1
ROW = 40


class _ProofDelegate(QStyledItemDelegate):
    """Draws the box to tick, the name and under it what is known of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        proof: Proof = index.data(PROOF_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        t = tokens()
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        area = option.rect.adjusted(S, 0, -S, 0)
        size = t.px(16)
        top = area.center().y() - size // 2
        ratio = option.widget.devicePixelRatioF()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(t.accent if ticked else t.faint))
        painter.setBrush(QColor(t.accent if ticked else t.surface))
        painter.drawRoundedRect(area.left(), top, size, size, 4, 4)
        if ticked:
            painter.drawPixmap(area.left(), top, icons.pixmap("check", size, t.on_accent, ratio))
        left = area.left() + size + S
        kind = icons.pixmap(ICON_OF_KIND.get(proof.link.kind, "link"), size, t.second, ratio)
        painter.drawPixmap(left, top, kind)
        self._paint_words(painter, option, proof, left + size + S)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, proof: Proof, left: int) -> None:
        t = tokens()
        area = option.rect.adjusted(left - option.rect.left(), 3, -S, -3)
        name, below = area, area
        if proof.detail:
            name = area.adjusted(0, 0, 0, -area.height() // 2)
            below = area.adjusted(0, area.height() // 2, 0, 0)
        line = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(option.font)
        painter.setPen(QColor(t.text))
        metrics = QFontMetrics(option.font)
        title = link_name(proof.link)
        painter.drawText(name, line, metrics.elidedText(title, Qt.TextElideMode.ElideRight, name.width()))
        if proof.detail:
            small = option.font
            small.setPixelSize(t.size(Type.CAPTION))
            painter.setFont(small)
            painter.setPen(QColor(t.second))
            shown = QFontMetrics(small).elidedText(proof.detail, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, line, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text."""
        return QSize(200, tokens().px(ROW))


class EvidencePicker(QWidget):
    """A list to tick with a filter above it. `changed()` when something was ticked."""

    changed = Signal()

    def __init__(self, proofs: Sequence[Proof], chosen: Iterable[UUID] = (), rows: int = 4) -> None:
        super().__init__()
        self._quiet = True
        wanted = set(chosen)
        self.filter = SearchField(tr("Filter {count} findings and observations").format(count=len(proofs)))
        self.list = QListWidget()
        self.list.setItemDelegate(_ProofDelegate(self.list))
        self.list.setAccessibleName(tr("Evidence"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(tokens().px(ROW) * min(rows, max(1, len(proofs))) + 4)
        self.count = Label("", Type.CAPTION, Tone.SECOND)
        for proof in sorted(proofs, key=lambda p: p.link.id not in wanted):
            item = QListWidgetItem(link_name(proof.link))
            item.setData(PROOF_ROLE, proof)
            item.setToolTip(proof.detail)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = proof.link.id in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.filter.searched.connect(self._filter)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.itemClicked.connect(self._toggle)
        self.nothing = Label(
            tr("There are no findings or observations yet. The proposal can be kept without."),
            tone=Tone.SECOND,
            wrap=True,
        )
        has_any = bool(proofs)
        self.nothing.setVisible(not has_any)
        self.filter.setVisible(has_any)
        self.list.setVisible(has_any)
        self.setLayout(column(row(self.filter, self.count), self.list, self.nothing, spacing=S))
        self._quiet = False
        self._tell()

    def chosen(self) -> tuple[UUID, ...]:
        """What is ticked, in the order of the list."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(
            item.data(PROOF_ROLE).link.id for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _toggle(self, item: QListWidgetItem) -> None:
        ticked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _filter(self, text: str) -> None:
        wanted = text.casefold()
        for place in range(self.list.count()):
            item = self.list.item(place)
            proof: Proof = item.data(PROOF_ROLE)
            item.setHidden(wanted not in f"{item.text()} {proof.detail}".casefold())

    def _tell(self) -> None:
        count = len(self.chosen())
        self.count.setText(tr("{count} linked").format(count=count) if count else "")
        if not self._quiet:
            self.changed.emit()
