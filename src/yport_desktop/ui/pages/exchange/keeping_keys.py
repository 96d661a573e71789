"""What the People part does about colleagues and their keys: what they are sent, laptops, revocations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from yport_desktop.domain.changes import Committed
from yport_desktop.exchange.card import ContactCard
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.members import Member
from yport_desktop.services.revoking import Why
from yport_desktop.store.holdings import SegmentLine
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.pages.exchange.colleagues import ColleaguesCard
from yport_desktop.ui.pages.exchange.key_dialogs import CardDialog, Last, RevokeDialog
from yport_desktop.ui.pages.exchange.people import Colleague, called

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

Write = Callable[[Exchange], Committed]


class KeepingKeys(QObject):
    """Asks and writes for one page."""

    def __init__(self, page: "ExchangePage", card: ColleaguesCard) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        card.circle_toggled.connect(self.set_circle)
        card.laptop_requested.connect(self.ask_laptop)
        card.change_requested.connect(self.ask_change)
        card.revoke_requested.connect(self.ask_revoke)
        card.lift_requested.connect(self.ask_lift)
        card.everything_requested.connect(self.send_everything)

    def _write(self, write: Write, told: str, undoable: bool = True) -> None:
        """Write to the roster and say so."""
        exchange = self._page.exchange

        def done(_committed: Committed) -> None:
            self._desk.tell_undoable(told) if undoable else self._desk.tell(told)
            self._page.read()

        self._desk.ask(lambda ws: write(exchange(ws)), done, owner=self._page)

    # what a colleague is sent --------------------------------------------------------------

    def set_circle(self, member: Member, circle: str, left_out: bool) -> None:
        """Whether a colleague is sent a circle from now on."""
        space = self._page.space
        if space is None:
            return
        circles = (member.leave_out | {circle}) if left_out else (member.leave_out - {circle})
        told = tr("What {name} is sent was changed.").format(name=member.name)
        self._write(lambda here: here.roster.set_leave_out(space, member, circles), told)

    def send_everything(self, member: Member) -> None:
        """Go to Send with one colleague, who gets everything."""
        self._page.show_part(0)
        self._page.send_view.holders.choose_only(member.key)
        self._page.send_view.load.everything.setChecked(True)

    # laptops and changed keys --------------------------------------------------------------

    def ask_laptop(self, colleague: Colleague) -> None:
        """Ask for the card of another laptop."""
        space, name = self._page.space, colleague.first.name
        if space is None:
            return

        def decide(card: ContactCard, compared: bool) -> None:
            told = tr("{name} has another laptop on the roster.").format(name=name)
            self._write(lambda ex: ex.roster.add_laptop(space, colleague.person, card, compared), told)

        title = tr("Another laptop of {name}").format(name=name)
        text = tr(
            "Both laptops are valid. Each is sent bundles of its own. Paste the card of the other laptop."
        )
        self._ask_card(title, text, tr("Add the laptop"), decide)

    def ask_change(self, member: Member) -> None:
        """Ask for the card that takes the place of another."""
        space, name = self._page.space, called(member)
        if space is None:
            return

        def decide(card: ContactCard, compared: bool) -> None:
            told = tr("The key of {name} was changed.").format(name=name)
            self._write(lambda ex: ex.roster.change_key(space, member.record, card, compared), told)

        title = tr("Another key for {name}").format(name=name)
        text = tr(
            "The new key takes the place of the old one; what was signed with the old one stays. It counts as"
            " verified when two colleagues have compared its words. Paste the new card."
        )
        self._ask_card(title, text, tr("Change the key"), decide)

    def _ask_card(
        self, title: str, text: str, verb: str, decide: Callable[[ContactCard, bool], object]
    ) -> None:
        exchange = self._page.exchange
        self.card_dialog = dialog = CardDialog(self._page, title, text, verb, decide)
        dialog.pasted.connect(
            lambda pasted: self._desk.ask(
                lambda ws: exchange(ws).read_card(pasted),
                dialog.show_card,
                lambda problem: dialog.show_problem(sentence(problem)),
                key="exchange.card dialog",
                owner=dialog,
            )
        )
        dialog.open()

    # keys that are not valid any more ------------------------------------------------------

    def ask_revoke(self, member: Member, why: Why) -> None:
        """Read what a key signed, then ask up to where it counts."""
        space, exchange = self._page.space, self._page.exchange
        if space is not None:
            self._desk.ask(
                lambda ws: exchange(ws).revoking.parts(space, member.key),
                lambda parts: self._ask_revoke(member, why, parts),
                owner=self._page,
            )

    def _ask_revoke(self, member: Member, why: Why, parts: list[SegmentLine]) -> None:
        self.revoke_dialog = RevokeDialog(self._page, member, why, parts)
        self.revoke_dialog.decided.connect(lambda last: self.revoke(member, why, last))
        self.revoke_dialog.open()

    def revoke(self, member: Member, why: Why, last: Last) -> None:
        """A key is not valid any more. It can be accepted again, which is said in the open."""
        space = self._page.space
        if space is None:
            return
        told = tr("The key of {name} is not valid any more.").format(name=called(member))
        self._write(lambda here: here.revoking.revoke(space, member, why, last), told, undoable=False)

    def ask_lift(self, member: Member) -> None:
        """Ask before a key is accepted again."""
        space = self._page.space
        if space is None:
            return
        text = tr(
            "What was signed with it counts again, and bundles go there again. Where somebody else revoked"
            " the key, a second colleague has to agree."
        )
        title = tr("Accept the key of {name} again?").format(name=called(member))
        told = tr("The key of {name} is accepted again.").format(name=called(member))
        self.lift_dialog = Dialog(self._page, title, text)
        self.lift_dialog.cancel_verb()
        self.lift_dialog.verb(
            tr("Accept it"),
            lambda: self._write(lambda here: here.revoking.lift(space, member), told, undoable=False),
            primary=True,
        )
        self.lift_dialog.open()
