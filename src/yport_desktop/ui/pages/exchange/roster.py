"""Keeping the roster from the page: oneself, a pasted card, words that were compared."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import ContactCard
from yport_desktop.services.members import CONFIRMED, KEY_STATE, Member
from yport_desktop.services.records import set_values
from yport_desktop.services.roster import Me
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.pages.exchange.people_view import PeopleView

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

COMPARED = N_("Words compared")


class RosterKeeping(QObject):
    """Writes what the people part asks for."""

    def __init__(self, page: "ExchangePage", view: PeopleView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        view.me.introduced.connect(self.introduce)
        view.add.pasted.connect(self.read_card)
        view.add.wanted.connect(self.add)
        view.confirm_requested.connect(self.confirm)
        view.told.connect(lambda text: self._desk.tell(text, Tone.GOOD))

    def introduce(self, me: Me) -> None:
        """Keep who is at this desk."""
        exchange, space = self._page.exchange, self._page.space

        def write(_done: None) -> None:
            if space == self._page.space:
                self._page.read()

        self._desk.ask(lambda ws: exchange(ws).introduce(me), write, owner=self._page)

    def read_card(self, text: str) -> None:
        """Whose card a pasted text is."""
        exchange = self._page.exchange
        self._desk.ask(
            lambda ws: exchange(ws).read_card(text),
            self._view.add.show_card,
            lambda problem: self._view.add.show_problem(sentence(problem)),
            key="exchange.card",
            owner=self._page,
        )

    def add(self, card: ContactCard, compared: bool) -> None:
        """Put the holder of a card on the roster."""
        space, exchange = self._page.space, self._page.exchange
        if space is None:
            return

        def added(_done: Committed) -> None:
            self._view.add.clear_card()
            self._desk.tell_undoable(tr("{name} is on the roster.").format(name=card.name))
            self._page.read()

        self._desk.ask(
            lambda ws: exchange(ws).add_to_roster(space, card, compared),
            added,
            lambda problem: self._view.add.show_problem(sentence(problem)),
            owner=self._page,
        )

    def confirm(self, member: Member) -> None:
        """The words of a colleague were compared."""
        if self._page.space is not None:
            self._desk.commit(
                self._page.space,
                set_values(member.record, {KEY_STATE: CONFIRMED}),
                COMPARED,
                lambda _done: self._desk.tell_undoable(tr("{name} is verified.").format(name=member.name)),
                owner=self._page,
            )
