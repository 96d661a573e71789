"""Who holds what, as of when, and how each colleague is sent to: one look, and the choice of recipients."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.receipts import Receipt
from yport_desktop.ui.components.buttons import MenuButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, holding, line, row, shown_if, take_keys
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.people import Standing, Way, called
from yport_desktop.ui.pages.exchange.wording import (
    CARRIER_NAMES,
    left_out_words,
    local_day,
    local_moment,
    way_words,
)

ONE_BELOW = 720


@dataclass(frozen=True)
class Holding:
    """What a colleague holds, in words with a sign."""

    text: str
    detail: str
    icon: str
    tone: Tone


def holding_of(receipt: Receipt, standing: Standing) -> Holding:
    """What a colleague holds, as of when, and what is lacking."""
    lacking = standing.lacking(receipt)
    sent = tr("last sent {when}").format(when=local_moment(receipt.sent_at)) if receipt.sent_at else ""
    if not receipt.member.receiving_key:
        return Holding(
            tr("No contact card yet"), tr("ask for one and paste it under People"), "question", Tone.CAUTION
        )
    if not receipt.as_of:
        return Holding(tr("Nothing heard yet: everything will be sent."), sent, "clock", Tone.SECOND)
    details = [tr("as of {when}").format(when=local_moment(receipt.as_of)), sent]
    if receipt.conflicts:
        details.append(
            counted(receipt.conflicts, N_("1 conflict open there"), N_("{n} conflicts open there"))
        )
    if receipt.left_out:
        details.append(tr("not sent: {what}").format(what=left_out_words(receipt.left_out)))
    detail = " · ".join(d for d in details if d)
    files = receipt.attachments_wanted
    if lacking:
        return Holding(
            counted(lacking, N_("Lacks 1 change"), N_("Lacks {n} changes")), detail, "minus", Tone.SECOND
        )
    if files:
        text = counted(files, N_("Lacks 1 attachment"), N_("Lacks {n} attachments"))
        return Holding(text, detail, "photo", Tone.SECOND)
    return Holding(tr("Holds everything"), detail, "done", Tone.GOOD)


class HolderRow(QWidget):
    """A colleague to tick, what she holds, and how she is sent to."""

    def __init__(
        self, receipt: Receipt, standing: Standing, chosen: bool, choose: Callable[[Carrier, bool], object]
    ) -> None:
        super().__init__()
        self.member = receipt.member
        self._way = standing.ways.get(self.member.key, Way())
        self._choose = choose
        self.box = CheckBox(called(self.member))
        self.box.setChecked(chosen)
        self.box.setEnabled(bool(self.member.receiving_key))
        found = holding_of(receipt, standing)
        self.holds = Label(
            found.text, strong=found.tone is not Tone.SECOND or found.icon == "minus", wrap=True
        )
        self.detail = Label(found.detail, Type.CAPTION, Tone.SECOND, wrap=True)
        shown_if(found.detail, self.detail)
        self.way = MenuButton(
            way_words(self._way.carrier, self._way.encrypted), self.fill, "chevron_down", "quiet"
        )
        self.way.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign of the menu stands behind
        self.way.setAccessibleName(
            tr("How {name} is sent to: {way}").format(name=self.member.name, way=self.way.text())
        )
        shown_if(self.member.receiving_key, self.way)
        self.passed = Label(passed_words(self._way), Type.CAPTION, Tone.SECOND, wrap=True)
        self.passed.setIndent(15)
        shown_if(self.passed.text(), self.passed)
        self._lay_out(found)

    def _lay_out(self, found: Holding) -> None:
        sign = IconLabel(found.icon, "", found.tone, 16)
        words = column(self.holds, self.detail, spacing=2)
        says = row(sign, words, spacing=S, margins=(0, 2, 0, 0))
        says.setStretchFactor(words, 1)
        says.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        unsure = Label(tr("not verified"), Type.CAPTION, Tone.CAUTION)
        unsure.setIndent(28)
        unsure.setToolTip(tr("Nobody compared the fingerprint words yet."))
        shown_if(not self.member.confirmed, unsure)
        who = holding(column(self.box, unsure, None, spacing=0))
        how = holding(column(row(self.way, None), self.passed, None, spacing=0))
        parts = (who, holding(column(says, None, spacing=0)), how)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, S, 0, S)
        self._box.setSpacing(M)
        for part, share in zip(parts, (3, 6, 4), strict=True):
            part.setMinimumWidth(0)
            self._box.addWidget(part, share)

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to this row."""
        return self.box.hasFocus() or self.way.hasFocus()

    def fill(self, menu: QMenu) -> None:
        """The ways to send, with what is known to have come through."""
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for carrier in Carrier:
            text = tr(CARRIER_NAMES[carrier])
            if when := self._way.passed.get(carrier):
                text = tr("{form}: came through {day}").format(form=text, day=local_day(when))
            action = menu.addAction(text, partial(self._choose, carrier, self._way.encrypted))
            action.setCheckable(True)
            action.setChecked(carrier is self._way.carrier)
        menu.addSeparator()
        for text, encrypted in (
            (tr("Encrypted"), True),
            (tr("Signed only: anybody who gets it can read it"), False),
        ):
            action = menu.addAction(text, partial(self._choose, self._way.carrier, encrypted))
            action.setCheckable(True)
            action.setChecked(encrypted is self._way.encrypted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where the room ends."""
        super().resizeEvent(event)
        wide = event.size().width() >= tokens().px(ONE_BELOW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
            self._box.setSpacing(M if wide else XS)


def passed_words(way: Way) -> str:
    """What is known to have come through, the newest first."""
    if not way.passed:
        return ""
    newest = sorted(way.passed.items(), key=lambda pair: pair[1], reverse=True)
    said = [
        tr("{form}, {day}").format(form=f".{carrier.value}", day=local_day(when)) for carrier, when in newest
    ]
    return tr("came through: {what}").format(what=tr("; ").join(said))


class HoldersCard(Card):
    """`selection_changed()`, `way_chosen(key, Carrier, encrypted)`, `people_requested()` and
    `test_requested()`.
    """

    selection_changed = Signal()
    way_chosen = Signal(object, object, bool)
    people_requested = Signal()
    test_requested = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Who holds what"), spacing=0)
        self.rows: list[HolderRow] = []
        self._unticked: set[bytes] = set()
        self._shown: Standing | None = None
        self._list = column(spacing=0)
        self.test = QuietButton(tr("Test what comes through…"), self.test_requested.emit, "send")
        self.test.setToolTip(
            tr("Sends a small sample in each form; the next bundle from there tells which ones arrived.")
        )
        add = QuietButton(tr("Add a colleague"), self.people_requested.emit, "add")
        self.add(self._list, row(add, self.test, None, margins=(-S, S, 0, 0)))

    def show_standing(self, standing: Standing) -> None:
        """Show the colleagues; those who were unticked stay so."""
        text = counted(
            standing.not_sent,
            N_("1 change of yours not sent to anybody"),
            N_("{n} changes of yours not sent to anybody"),
        )
        if not standing.not_sent and standing.receipts:
            text = tr("All of your changes were sent at least once.")
        self.set_title(tr("Who holds what"), text if standing.not_sent or standing.receipts else "")
        key = (standing.receipts, standing.open_changes, standing.ways)
        if self._shown is not None and key == (
            self._shown.receipts,
            self._shown.open_changes,
            self._shown.ways,
        ):
            return  # nothing moves where nothing changed
        self._shown = standing
        at = next(((r.member.key, r.way.hasFocus()) for r in self.rows if r.has_keyboard), None)
        clear(self._list)
        self.rows = []
        for receipt in standing.receipts:
            if self.rows:
                self._list.addWidget(line())
            self._add_row(receipt, standing)
            if at is not None and at[0] == receipt.member.key:  # the keyboard stays where it was
                take_keys(self.rows[-1].way if at[1] else self.rows[-1].box)
        self.test.setVisible(any(r.box.isEnabled() for r in self.rows))
        if not self.rows:
            words = tr("Nobody to send to yet. A colleague is added with a contact card.")
            self._list.addWidget(Label(words, tone=Tone.SECOND, wrap=True))

    def _add_row(self, receipt: Receipt, standing: Standing) -> None:
        key = receipt.member.key
        chosen = key not in self._unticked and bool(receipt.member.receiving_key)
        shown = HolderRow(receipt, standing, chosen, lambda c, e: self.way_chosen.emit(key, c, e))
        shown.box.toggled.connect(lambda on: self._tick(key, on))
        self.rows.append(shown)
        self._list.addWidget(shown)

    def _tick(self, key: bytes, on: bool) -> None:
        (self._unticked.discard if on else self._unticked.add)(key)
        self.selection_changed.emit()

    def choose_only(self, key: bytes) -> None:
        """Tick one colleague and nobody else."""
        for shown in self.rows:
            shown.box.setChecked(shown.member.key == key and shown.box.isEnabled())

    @property
    def chosen(self) -> tuple[bytes, ...]:
        """The signing keys of those who are ticked."""
        return tuple(r.member.key for r in self.rows if r.box.isChecked() and r.box.isEnabled())
