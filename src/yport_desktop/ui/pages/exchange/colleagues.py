"""The colleagues of an engagement: what is known of each, and what can be done, in a quiet menu."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.services.members import Member
from yport_desktop.services.revoking import Revoked, Why
from yport_desktop.ui.components.buttons import MenuButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.label import ElidedLabel, IconLabel, Label
from yport_desktop.ui.components.look import clear, column, line, row, shown_if, take_keys
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.load_card import CIRCLE_NAMES
from yport_desktop.ui.pages.exchange.people import Colleague, Standing, called
from yport_desktop.ui.pages.exchange.wording import listed, local_moment

WHY = {
    Why.LEFT: N_("left the engagement"),
    Why.LOST: N_("key lost"),
    Why.STOLEN: N_("key stolen"),
}


def confirmed_chip(member: Member) -> Chip:
    """Whether somebody compared the words of a colleague, and whether the key is valid."""
    if member.revoked:
        return Chip(tr("not valid any more"), Tone.NEUTRAL, "close")
    if member.confirmed:
        return Chip(tr("verified"), Tone.GOOD, "shield", tr("The fingerprint words were compared."))
    return Chip(tr("not verified"), Tone.CAUTION, hint=tr("Nobody compared the fingerprint words yet."))


def words_label(words: str) -> Label:
    """Fingerprint words, to be read out and compared."""
    shown = Label(words, Type.EMPHASIS, strong=True, wrap=True, selectable=True)
    shown.setAccessibleName(tr("Fingerprint words: {words}").format(words=words))
    return shown


class ColleaguesCard(Card):
    """The roster.

    `confirm_requested(Member)`, `open_requested(record id)`, `circle_toggled(Member, circle, left out)`,
    `laptop_requested(Colleague)`, `change_requested(Member)`, `revoke_requested(Member, Why)`,
    `lift_requested(Member)`, `everything_requested(Member)`.
    """

    confirm_requested = Signal(object)
    open_requested = Signal(object)
    circle_toggled = Signal(object, str, bool)
    laptop_requested = Signal(object)
    change_requested = Signal(object)
    revoke_requested = Signal(object, object)
    lift_requested = Signal(object)
    everything_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Colleagues of this engagement"), spacing=0)
        self.rows: dict[bytes, KeyRow] = {}
        self._shown: tuple[object, ...] = ()

    def show_standing(self, standing: Standing) -> None:
        """Show everybody; nothing moves where nothing changed."""
        shown = (standing.space, standing.colleagues)
        if shown == self._shown:
            return
        self._shown = shown
        held = next((key for key, r in self.rows.items() if r.more.hasFocus() or r.confirm.hasFocus()), None)
        clear(self.body)
        self.rows = {}
        n = sum(not c.is_me for c in standing.colleagues)
        self.set_title(tr("Colleagues of this engagement"), f"{n:,}" if n else "")
        for at, colleague in enumerate(sorted(standing.colleagues, key=lambda c: c.gone)):
            if at:
                self.add(line())
            self.add(self._person(colleague))
        if standing.space is None:
            self.add(_sentence(tr("Open or receive an engagement to add colleagues to it.")))
        elif not n:
            text = tr("Nobody yet. Ask a colleague for a contact card and paste it below.")
            self.add(_sentence(text))
        if held in self.rows:  # the keyboard stays where it was
            take_keys(self.rows[held].more)

    def _person(self, colleague: Colleague) -> QWidget:
        holder = QWidget()
        box = column(spacing=S, margins=(0, M, 0, M))
        for at, member in enumerate(colleague.members):
            shown = KeyRow(colleague, member, at == 0)
            shown.confirm.clicked.connect(partial(self._ask_confirm, member))
            shown.more.fill_with(partial(self._fill, colleague, member))
            self.rows[member.key] = shown
            box.addWidget(shown)
        holder.setLayout(box)
        return holder

    def _ask_confirm(self, member: Member, _checked: bool = False) -> None:
        self.confirm_requested.emit(member)

    def _fill(self, colleague: Colleague, member: Member, menu: QMenu) -> None:
        """What can be done about a person, or about one of her laptops."""
        if member.key == colleague.first.key:
            menu.addAction(tr("Open the record"), lambda: self.open_requested.emit(member.person))
            menu.addSeparator()
            if not colleague.is_me and not colleague.gone:
                self._fill_circles(member, menu)
        if member.is_me:
            return
        if member.revoked:
            menu.addAction(tr("Accept the key again…"), lambda: self.lift_requested.emit(member))
            return
        if not member.confirmed:
            menu.addAction(tr("Compare words…"), lambda: self.confirm_requested.emit(member))
        menu.addAction(tr("Send everything again…"), lambda: self.everything_requested.emit(member))
        menu.addSeparator()
        if member.key == colleague.first.key:
            menu.addAction(tr("Add another laptop…"), lambda: self.laptop_requested.emit(colleague))
        menu.addAction(tr("The key changed…"), lambda: self.change_requested.emit(member))
        menu.addSeparator()
        for text, why in (
            (tr("Leaves the engagement…"), Why.LEFT),
            (tr("The laptop or its key was lost…"), Why.LOST),
            (tr("The laptop or its key was stolen…"), Why.STOLEN),
        ):
            menu.addAction(text, partial(self.revoke_requested.emit, member, why))

    def _fill_circles(self, member: Member, menu: QMenu) -> None:
        for circle, name in CIRCLE_NAMES.items():
            action = menu.addAction(tr("Send {what}").format(what=tr(name)))
            action.setCheckable(True)
            action.setChecked(circle not in member.leave_out)
            action.toggled.connect(partial(self._toggle, member, circle))
        menu.addSeparator()

    def _toggle(self, member: Member, circle: str, sent: bool) -> None:
        self.circle_toggled.emit(member, circle, not sent)


class MoreButton(MenuButton):
    """Three dots; what its menu holds is said later."""

    def __init__(self, name: str) -> None:
        super().__init__("", lambda _menu: None, "more", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(tr("More"))

    def fill_with(self, fill: partial[None]) -> None:
        """What the menu holds."""
        self._fill = fill


class KeyRow(QWidget):
    """A person with her first key, or another laptop of hers."""

    def __init__(self, colleague: Colleague, member: Member, first: bool) -> None:
        super().__init__()
        self.member = member
        title = member.name if first else (member.laptop or tr("another laptop"))
        if first and colleague.is_me:
            title = tr("{name} (you)").format(name=member.name)
        name = ElidedLabel(title, strong=first)
        self.chip = confirmed_chip(member)
        self.confirm = QuietButton(tr("Compare words"))
        self.confirm.setAccessibleName(tr("Compare the words of {name}").format(name=called(member)))
        shown_if(not member.confirmed and not member.revoked, self.confirm)
        self.more = MoreButton(tr("More about {name}").format(name=called(member)))
        sign = IconLabel("person", "", Tone.SECOND, 16) if first else IconLabel("link", "", Tone.FAINT, 14)
        head = row(*([] if first else [XS]), sign, name, self.confirm, self.chip, self.more, spacing=S)
        head.setStretchFactor(name, 1)
        told = column(spacing=2, margins=(16 + S, 0, 0, 0))
        if first and (facts := person_facts(colleague)):
            told.addWidget(Label(" · ".join(facts), Type.CAPTION, Tone.SECOND, wrap=True, selectable=True))
        words = Label(member.words, Type.CAPTION, Tone.SECOND, wrap=True, selectable=True)
        words.setToolTip(tr("Fingerprint words"))
        told.addWidget(words)
        for icon, text in key_remarks(colleague, member):
            remark = Label(text, Type.CAPTION, Tone.SECOND, wrap=True)
            box = row(IconLabel(icon, "", Tone.SECOND, 14), remark, spacing=XS + 2, margins=(0, 2, 0, 0))
            box.setStretchFactor(remark, 1)
            box.setAlignment(remark, Qt.AlignmentFlag.AlignVCenter)
            told.addLayout(box)
        self.setLayout(column(head, told, spacing=0))


def person_facts(colleague: Colleague) -> list[str]:
    """Address, when she was heard of, and what she is not sent."""
    first = colleague.first
    facts = [first.email] if first.email else []
    if colleague.heard:
        facts.append(tr("last heard {when}").format(when=local_moment(colleague.heard)))
    elif not colleague.is_me and not colleague.gone:
        facts.append(tr("not heard yet"))
    if first.leave_out:
        names = listed(tr(CIRCLE_NAMES[c]) for c in CIRCLE_NAMES if c in first.leave_out)
        facts.append(tr("is not sent {what}").format(what=names))
    return facts


def key_remarks(colleague: Colleague, member: Member) -> list[tuple[str, str]]:
    """What else is known of a key: (icon, sentence)."""
    said = []
    if (revoked := colleague.revoked.get(member.key)) is not None:
        said.append(("close", revoked_words(revoked)))
    if member.changed is not None:
        if member.changed.signed_by_old:
            text = tr("The key changed; the change was signed with the old key.")
        else:
            text = counted(
                member.changed.voices,
                N_("The key changed; 1 colleague compared the new words. Two are needed."),
                N_("The key changed; {n} colleagues compared the new words. Two are needed."),
            )
            if member.changed.stands:
                text = tr("The key changed; two colleagues compared the new words.")
        said.append(("refresh", text))
    if member.key in colleague.torn or colleague.histories.get(member.key, 0) > 1:
        text = tr(
            "This laptop was set back to a backup, or its disk was copied: all of its histories are kept."
        )
        said.append(("history", text))
    return said


def revoked_words(revoked: Revoked) -> str:
    """Why a key is not valid, who said so, and what does not count."""
    known = {w.value for w in WHY}
    why = tr(WHY[Why(revoked.why)]) if revoked.why in known else tr("revoked")
    when = f"{datetime.fromtimestamp(revoked.at / 1000):%Y-%m-%d}" if revoked.at else "–"
    text = tr("{why}, said by {name} on {day}").format(why=why, name=revoked.by or "–", day=when)
    if revoked.aside:
        aside = counted(revoked.aside, N_("1 part does not count"), N_("{n} parts do not count"))
        text = tr("{sentence} · {remark}").format(sentence=text, remark=aside)
    return text


def _sentence(text: str) -> Label:
    return Label(text, tone=Tone.SECOND, wrap=True)
