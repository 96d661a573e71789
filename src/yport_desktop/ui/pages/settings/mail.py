"""The mail account: for sending bundles directly, and how large one file may be."""

from pathlib import Path
from typing import TypeVar

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_
from yport_desktop.env.settings import (
    MAIL_ADDRESS,
    MAIL_HOST,
    MAIL_LIMIT_MB,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_USER,
    Setting,
)
from yport_desktop.exchange.files import explain
from yport_desktop.exchange.mail.smtp import MailAccount, send
from yport_desktop.services.roster import Me, Roster
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.editors import Reading, TextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.look import holding, row
from yport_desktop.ui.components.passphrase_field import PassphraseField
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.mail_account import account_of, forget_password, keeping, kept_password
from yport_desktop.ui.threads import Progress

from .parts import CHOICE_WIDTH, Verdict, remark, told
from .you import read_email

Value = TypeVar("Value", str, int, float, bool)
NUMBER_WIDTH = 120
LIMIT_PROBLEM = Problem(N_("Write a number from 1 to 2000."), Severity.REFUSED)
PORT_PROBLEM = Problem(N_("Write a number from 1 to 65535."), Severity.REFUSED)


def read_port(text: str) -> Reading:
    """A port."""
    bare = text.strip()
    good = bare.isdecimal() and MAIL_PORT.accepts(int(bare))
    return Reading(str(int(bare))) if good else Reading(None, problems=(PORT_PROBLEM,))


def read_limit(text: str) -> Reading:
    """Megabytes, with a point or a comma."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        number = 0.0
    good = MAIL_LIMIT_MB.accepts(number)
    return Reading(f"{number:g}") if good else Reading(None, problems=(LIMIT_PROBLEM,))


def read_known(workspace: Workspace) -> tuple[Me, bool]:
    """The person at this desk, and whether a password is kept."""
    return Roster(workspace).me, kept_password(workspace) is not None


class MailCard(Card):
    """Each entry is kept as soon as it is complete; the password only when a test went well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Email"), spacing=M)
        self._desk = desk
        self._me = Me("")
        settings = desk.settings
        self.limit = TextEditor(read=read_limit)
        self.host, self.user = TextEditor("smtp.example.org"), TextEditor()
        self.port, self.address = TextEditor(read=read_port), TextEditor(read=read_email)
        self.security = ChoiceEditor(MAIL_SECURITY.choices, empty="")
        self.password = PassphraseField(tr("Password"), captioned=False)
        self.test = PlainButton(tr("Test the account"), self.try_account)
        self.forget = QuietButton(tr("Forget the password"), self._forget)
        self.verdict = Verdict()
        self.limit.set_value(f"{settings.get(MAIL_LIMIT_MB):g}")
        self.host.set_value(settings.get(MAIL_HOST) or None)
        self.port.set_value(str(settings.get(MAIL_PORT)))
        self.security.set_value(settings.get(MAIL_SECURITY))
        self.user.set_value(settings.get(MAIL_USER) or None)
        self.address.set_value(settings.get(MAIL_ADDRESS) or None)
        limit = FormRow(tr("Largest file (MB)"), self.limit, editor_width=NUMBER_WIDTH)
        why = tr(
            "Optional: with an account, bundles are sent from here. Without one, drafts open in your mail"
            " program."
        )
        rows = (
            FormRow(tr("Mail server"), self.host, tr(MAIL_HOST.help)),
            FormRow(tr("Port"), self.port, tr(MAIL_PORT.help), editor_width=NUMBER_WIDTH),
            FormRow(tr("Encryption"), self.security, editor_width=CHOICE_WIDTH),
            FormRow(tr("Login"), self.user, tr(MAIL_USER.help)),
            FormRow(tr("Sender"), self.address, tr(MAIL_ADDRESS.help)),
        )
        buttons = holding(row(self.test, self.forget, None, spacing=S))
        self.add(limit, told("", remark(tr(MAIL_LIMIT_MB.help))), told(tr("Account"), remark(why)))
        self.add(*rows, told(tr("Password"), self.password, buttons, self.verdict))
        limit.edited.connect(lambda value: self._keep(MAIL_LIMIT_MB, float(value)) if value else None)
        rows[0].edited.connect(lambda value: self._keep(MAIL_HOST, str(value or "")))
        rows[1].edited.connect(lambda value: self._keep(MAIL_PORT, int(value)) if value else None)
        rows[2].edited.connect(lambda value: self._keep(MAIL_SECURITY, str(value)))
        rows[3].edited.connect(lambda value: self._keep(MAIL_USER, str(value or "")))
        rows[4].edited.connect(lambda value: self._keep(MAIL_ADDRESS, str(value or "")))

    def read(self) -> None:
        """Show what is kept."""
        self._desk.ask(read_known, self._show, key="settings.mail", owner=self)

    def _show(self, known: tuple[Me, bool]) -> None:
        self._me, kept = known
        self.address.field().setPlaceholderText(self._me.email)  # type: ignore[attr-defined]
        self.forget.setVisible(kept)
        self.password.line.setPlaceholderText(tr("kept") if kept else "")

    def _keep(self, setting: Setting[Value], value: Value) -> None:
        try:
            self._desk.settings.set(setting, value)
        except OSError as error:
            self._desk.tell_failure(explain(error, Path("settings.json")))

    # trying --------------------------------------------------------------------------------

    def try_account(self) -> None:
        """Connect and log in, without sending anything."""
        account = account_of(self._desk.settings, self._me)
        if account is None:
            text = tr("Enter the mail server, and your own address.")
            self.verdict.tell(text, "info", "", Tone.CAUTION)
        elif not account.user or self.password.text():
            self._try(account, self.password.text())
        else:
            self._desk.ask(kept_password, lambda kept: self._try(account, kept or ""), owner=self)

    def _try(self, account: MailAccount, password: str) -> None:
        def work(progress: Progress) -> None:
            send(account, password, (), stop=lambda: progress.stopped)

        self.test.setEnabled(False)
        self.verdict.tell(tr("Connecting…"), "clock", "", Tone.SECOND)
        title = tr("Trying the mail account")
        self._desk.run(title, work, lambda _none: self._works(password), self._fails, owner=self)

    def _works(self, password: str) -> None:
        self.test.setEnabled(True)
        if not password:
            self.verdict.tell(tr("It works."), "done", tr("Good"), Tone.GOOD)
            return
        self._desk.ask(keeping(password), self._kept, owner=self)

    def _kept(self, kept: bool) -> None:
        self.password.clear()
        text = tr("It works. The password is kept beside your keys.")
        if not kept:
            text = tr("It works. There is no safe place for the password: you are asked each time.")
        self.verdict.tell(text, "done", tr("Good"), Tone.GOOD)
        self.read()

    def _fails(self, problem: Exception) -> None:
        self.test.setEnabled(True)
        self.verdict.tell(sentence(problem), "critical", tr("Not good"), Tone.CRITICAL)

    def _forget(self) -> None:
        self._desk.ask(forget_password, lambda _gone: self.read(), owner=self)
