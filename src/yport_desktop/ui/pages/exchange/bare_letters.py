"""Letters that hold no changes: to ask for what did not come, and to see what comes through."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from yport_desktop.services.arrivals import MissingParts
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.pages.exchange.outbox import Circles, Order, grouped, sample_groups
from yport_desktop.ui.pages.exchange.send_view import SendView
from yport_desktop.ui.pages.exchange.wording import listed, local_moment

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage


class BareLetters(QObject):
    """Writes them for one page, as drafts."""

    def __init__(self, page: "ExchangePage", view: SendView) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        view.holders.test_requested.connect(self.ask_test)

    def ask_for(self, missing: MissingParts) -> None:
        """Make a small bundle that asks for parts that did not come."""
        standing = self._page.standing
        receipts = [r for r in standing.receipts if r.member.key == missing.sender] if standing else []
        if standing is None or self._page.space is None or not receipts:
            return
        note = tr("Please send part {n} of {all} of your bundle of {when} again.").format(
            n=listed(map(str, missing.numbers)), all=missing.parts, when=local_moment(missing.written)
        )
        groups = grouped(receipts, standing.ways, Circles())
        order = Order(
            self._page.space,
            groups,
            note,
            limit=self._page.sending.mail_limit(),
            language=language(),
            bare=True,
        )
        self._page.show_part(0)
        self._page.sending.draft(order, self._page.sending.drafted)

    def ask_test(self) -> None:
        """Explain the test of what comes through, and make its samples."""
        order = self._page.sending.order()
        if not self._view.can_write or order is None:
            return
        people = listed(name for g in order.groups for name in g.names)
        text = tr(
            "Three small samples are made for {people}, one in each form in which bundles travel. They hold"
            " no changes. Send each in an email of its own. The next bundle from there tells which ones"
            " arrived, and it is remembered."
        ).format(people=people)
        self.dialog = Dialog(self._page, tr("Test what comes through?"), text)
        self.dialog.cancel_verb()
        self.dialog.verb(tr("Make samples"), lambda: self.test(order), primary=True)
        self.dialog.open()

    def test(self, order: Order) -> None:
        """Make a sample in every carrier for the people of an order."""
        note = tr(
            "This is a test of what comes through by email. Please open what arrives in Y-PORT Desktop."
        )
        samples = replace(order, groups=sample_groups(order.groups), note=note, bare=True)
        self._page.sending.draft(samples, self._page.sending.drafted)
