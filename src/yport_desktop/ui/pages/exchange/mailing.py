"""Sending emails directly, where an account is set up: drafts first, so that nothing is lost if it fails."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from yport_desktop.domain.text import N_
from yport_desktop.exchange.mail.smtp import MailAccount, Outgoing, send
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.passphrase_field import PassphraseField
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.mail_account import account_of, keeping, kept_password
from yport_desktop.ui.pages.exchange.drafting import Mail
from yport_desktop.ui.pages.exchange.send_view import SendView
from yport_desktop.ui.pages.exchange.wording import listed
from yport_desktop.ui.threads import Progress

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage


class Mailing(QObject):
    """Hands emails to the mail server for one page."""

    def __init__(self, page: "ExchangePage", view: SendView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        view.mail_requested.connect(self.send_now)

    @property
    def account(self) -> MailAccount | None:
        """The account, if one is set up."""
        standing = self._page.standing
        return account_of(self._desk.settings, standing.me) if standing is not None else None

    def show_account(self) -> None:
        """Offer to send directly, or not."""
        self._view.show_account(self.account is not None)

    def send_now(self) -> None:
        """Send what is shown: to people with an address, with the password that is kept or asked for."""
        account, order = self.account, self._page.sending.order()
        if account is None or order is None or not self._view.can_write:
            return
        lacking = [m.name for g in order.groups for m in g.members if not m.email]
        if lacking:
            text = tr("No email address is known of {people}. Enter it under People, or save files.")
            self._desk.tell(text.format(people=listed(lacking)), Tone.CAUTION)
            return
        if not account.user:
            self._make(account, "")
            return
        self._desk.ask(kept_password, lambda kept: self._with(account, kept), owner=self._page)

    def _with(self, account: MailAccount, password: str | None) -> None:
        if password is not None:
            self._make(account, password)
        else:
            self._ask(account)

    def _ask(self, account: MailAccount) -> None:
        text = tr("For {user} at {host}. It is kept only where there is a safe place for it.")
        self.dialog = Dialog(
            self._page, tr("Password of the mail account"), text.format(user=account.user, host=account.host)
        )
        self.field = PassphraseField(tr("Password"))
        self.dialog.add(self.field)
        self.dialog.cancel_verb()
        self.dialog.verb(tr("Send"), lambda: self._typed(account, self.field.text()), primary=True)
        self.dialog.open()
        self.field.setFocus()

    def _typed(self, account: MailAccount, password: str) -> None:
        self._make(account, password, fresh=True)

    def _make(self, account: MailAccount, password: str, fresh: bool = False) -> None:
        order = self._page.sending.order()
        if order is not None:
            self._page.sending.draft(order, lambda found: self._hand_over(account, password, found, fresh))

    def _hand_over(self, account: MailAccount, password: str, found: tuple[Mail, ...], fresh: bool) -> None:
        self._page.sending.show_drafts(found)

        def work(progress: Progress) -> int:
            outgoing: list[Outgoing] = [mail.outgoing() for mail in found]
            sent = send(
                account,
                password,
                outgoing,
                lambda done: progress.report(round(done * 100), 100),
                lambda: progress.stopped,
            )
            return len(sent)

        task = self._desk.run(
            tr("Sending emails"),
            work,
            lambda n: self._sent(n, password if fresh else ""),
            self._failed,
            owner=self._page,
        )
        self._view.show_task(task, tr("Sending"))

    def _sent(self, n: int, password: str) -> None:
        self._view.show_task(None)
        self._view.ready.show_ready(())
        self._desk.tell(counted(n, N_("1 email was sent."), N_("{n} emails were sent.")), Tone.GOOD)
        if password:
            self._desk.ask(keeping(password), owner=self._page)

    def _failed(self, problem: Exception) -> None:
        """The drafts stay on the screen: they can be sent in another way."""
        self._view.show_task(None)
        self._desk.tell_failure(problem)
