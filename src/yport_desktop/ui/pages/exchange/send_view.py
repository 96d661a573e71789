"""Sending: who holds what, what will be sent in people's words, and one button."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, dress, line, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.holders import HolderRow, HoldersCard
from yport_desktop.ui.pages.exchange.load_card import LoadCard
from yport_desktop.ui.pages.exchange.me_card import MeCard
from yport_desktop.ui.pages.exchange.outbox import Loaded, Purpose
from yport_desktop.ui.pages.exchange.people import Standing
from yport_desktop.ui.pages.exchange.sent_cards import ReadyCard, SentCard
from yport_desktop.ui.pages.exchange.wide import WIDEST, side_by_side
from yport_desktop.ui.threads import Task


class SendView(QWidget):
    """`drafts_requested()`, `files_requested()`, `mail_requested()`: three ways to send what is shown."""

    drafts_requested = Signal()
    files_requested = Signal()
    mail_requested = Signal()

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._strip: ProgressStrip | None = None
        self._can_write = self._has_account = False
        self.me = MeCard(tr("First: who are you?"))
        self.holders = HoldersCard()
        self.load = LoadCard(registry)
        self.ready = ReadyCard()
        self.sent = SentCard()
        self.drafts = PrimaryButton(tr("Make email drafts"), self.drafts_requested.emit, "send")
        self.drafts.setToolTip(
            tr("One email per file, ready in a folder: open them in your mail program and send them.")
        )
        self.mail = PlainButton(tr("Send now"), self.mail_requested.emit)
        self.files = PlainButton(tr("Save files…"), self.files_requested.emit)
        self.save = PrimaryButton(tr("Save files…"), self.files_requested.emit, "download")
        self._progress = row(spacing=S)
        self.summary = Label("", Type.CAPTION, Tone.SECOND)
        self._lay_out()
        self.load.changed.connect(self._enable)
        self._enable()

    def _lay_out(self) -> None:
        self._body = body = side_by_side(
            column(self.load, None, spacing=L), column(self.ready, self.sent, None, spacing=L), (6, 5)
        )
        self.holders.setMaximumWidth(tokens().px(WIDEST))
        self.me.setMaximumWidth(tokens().px(WIDEST))
        content = QWidget()
        content.setLayout(column(self.me, self.holders, body, None, spacing=L, margins=(XL, L, XL, XL)))
        self._foot = foot = QWidget()
        self._edge = line()
        dress(foot, look="surface")
        foot.setLayout(
            row(
                self.drafts,
                self.save,
                self.mail,
                self.files,
                self._progress,
                self.summary,
                None,
                spacing=M,
                margins=(XL, M, XL, M),
            )
        )
        self.setLayout(column(scrolled(content), self._edge, foot, spacing=0))

    # showing -------------------------------------------------------------------------------

    def show_standing(self, standing: Standing) -> None:
        """Show the colleagues and what went to them."""
        self.me.setVisible(not standing.me.name or self.me.is_being_filled)
        self.me.show_me(standing.me)
        self.holders.show_standing(standing)
        self.sent.show_standing(standing)
        for part in (self._body, self._edge, self._foot):  # nothing to decide where there is nobody
            part.setVisible(bool(standing.receipts or standing.dispatches))

    def show_load(self, loaded: Sequence[Loaded], may_write: bool) -> None:
        """Say what would be sent; nothing where nobody is chosen."""
        self.load.show_load(loaded)
        self._can_write = bool(loaded) and may_write
        people = sum(len(one.group.members) for one in loaded)
        files = sum(one.outbox.parts for one in loaded)
        text = tr("{files} for {people}").format(
            files=counted(files, N_("1 file"), N_("{n} files")),
            people=counted(people, N_("1 person"), N_("{n} people")),
        )
        self.summary.setText(text if loaded else "")
        self._enable()

    def show_account(self, has_account: bool) -> None:
        """Whether mail can be sent from here."""
        self._has_account = has_account
        self._enable()

    def _enable(self) -> None:
        email = self.purpose is Purpose.EMAIL
        for button, shown in (
            (self.drafts, email),
            (self.mail, email and self._has_account),
            (self.files, email),
            (self.save, not email),
        ):
            button.setVisible(shown)
            button.setEnabled(self._can_write and self._strip is None)
        self.summary.setVisible(self._strip is None)

    def show_task(self, task: Task | None, title: str = "") -> None:
        """Show how far the writing is, with a way to stop it; None when it has ended."""
        clear(self._progress)
        self._strip = None
        if task is not None:
            self._strip = ProgressStrip(title or tr("Writing"))
            self._strip.amount.hide()
            task.progressed.connect(self._strip.set_progress)
            self._strip.cancel_requested.connect(task.stop)
            self._progress.addWidget(self._strip)
        self._enable()

    # what was decided ----------------------------------------------------------------------

    @property
    def purpose(self) -> Purpose:
        """How the files travel."""
        return self.load.purpose

    @property
    def chosen(self) -> tuple[bytes, ...]:
        """The signing keys of those who are ticked."""
        return self.holders.chosen

    @property
    def rows(self) -> list[HolderRow]:
        """The colleagues on the screen."""
        return self.holders.rows

    @property
    def can_write(self) -> bool:
        """Whether somebody is chosen, this desk has a name, and nothing is being written."""
        return self._can_write and self._strip is None
