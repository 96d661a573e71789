"""The exchange page: Send, Receive, Conflicts, People."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, S
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.pages.exchange.asking import Exchanges
from yport_desktop.ui.pages.exchange.bare_letters import BareLetters
from yport_desktop.ui.pages.exchange.conflicts_view import ConflictsView
from yport_desktop.ui.pages.exchange.incoming import Incoming, read_incoming
from yport_desktop.ui.pages.exchange.keeping_keys import KeepingKeys
from yport_desktop.ui.pages.exchange.mailing import Mailing
from yport_desktop.ui.pages.exchange.people import Standing, read_standing
from yport_desktop.ui.pages.exchange.people_view import PeopleView
from yport_desktop.ui.pages.exchange.receive_view import ReceiveView
from yport_desktop.ui.pages.exchange.receiving import Receiving
from yport_desktop.ui.pages.exchange.roster import RosterKeeping
from yport_desktop.ui.pages.exchange.send_view import SendView
from yport_desktop.ui.pages.exchange.sending import Sending
from yport_desktop.ui.pages.exchange.settling import Settling
from yport_desktop.ui.pages.exchange.taking_back import TakingBack

PART = "exchange part"  # which part is to be shown next; Home sets it too
PARTS = ("send", "receive", "conflicts", "people")
SEND, RECEIVE, CONFLICTS, PEOPLE = range(4)


class ExchangePage(Page):
    """Everything that goes out and comes in, by files."""

    key = "exchange"
    title = N_("Exchange")
    icon = "exchange"
    order = 50

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        dress(self, look="ground")
        self.setAcceptDrops(True)
        self.exchange = Exchanges()
        self.standing: Standing | None = None
        self._stale, self._came = True, False
        self.send_view, self.receive_view = SendView(desk.registry), ReceiveView(desk.registry)
        self.people_view = PeopleView()
        self.conflicts_view = ConflictsView(desk.registry)
        self.sending = Sending(self, self.send_view)
        self.mailing = Mailing(self, self.send_view)
        self.bare = BareLetters(self, self.send_view)
        self.receiving = Receiving(self, self.receive_view)
        self.taking_back = TakingBack(self, self.receive_view)
        self.roster = RosterKeeping(self, self.people_view)
        self.keys = KeepingKeys(self, self.people_view.colleagues)
        self.settling = Settling(self, self.conflicts_view)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Parts of the exchange"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for text in (tr("Send"), tr("Receive"), tr("Conflicts"), tr("People")):
            self.tabs.addTab(text)
        self._no_send = self._empty("send", tr("Here changes go out to colleagues, signed and encrypted."))
        self._no_conflicts = self._empty("conflict", tr("Here you settle what people entered differently."))
        self._send, self._conflicts = QStackedWidget(), QStackedWidget()
        for stack, parts in (
            (self._send, (self.send_view, self._no_send)),
            (self._conflicts, (self.conflicts_view, self._no_conflicts)),
        ):
            for part in parts:
                stack.addWidget(part)
        self.stack = QStackedWidget()
        for page in (self._send, self.receive_view, self._conflicts, self.people_view):
            self.stack.addWidget(page)
        bar = QWidget()
        dress(bar, look="surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setLayout(row(self.tabs, None, spacing=0, margins=(XL - 12, S, XL, 0)))
        self.setLayout(column(bar, line(), self.stack, spacing=0))

    def _empty(self, icon: str, text: str) -> EmptyState:
        first = (tr("Receive a bundle"), lambda: self.show_part(RECEIVE))
        other = (tr("Go to Home"), lambda: self.desk.open_page("home"))
        return EmptyState(icon, tr("No engagement yet"), text, first, other)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.send_view.holders.people_requested.connect(lambda: self.show_part(PEOPLE))
        self.receive_view.people_requested.connect(lambda: self.show_part(PEOPLE))
        self.send_view.me.introduced.connect(self.roster.introduce)
        self.people_view.open_requested.connect(self.desk.open_record)
        self.desk.bus.open_files_requested.connect(self.receiving.look_at)

    def show_part(self, part: int) -> None:
        """Go to a part of the page."""
        self.tabs.setCurrentIndex(part)

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement."""
        super().show_engagement(space)
        self._stale, self._came = True, False
        self.settling.forget()
        self._send.setCurrentIndex(0 if space is not None else 1)
        self._conflicts.setCurrentIndex(0 if space is not None else 1)
        self.sending.forget()
        if self.isVisible():
            self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet; go where somebody was sent."""
        super().showEvent(event)
        if not self._go_where_sent() and self.space is None and not self._came:
            self.show_part(RECEIVE)
        if self._stale:
            self.read()
        else:
            self.sending.preview()  # the size limit may be another meanwhile

    def inspect(self) -> None:
        """The inspector has nothing to show; somebody may have been sent to another part."""
        self._go_where_sent()

    def _go_where_sent(self) -> bool:
        """Show the part that another page or the status line asked for."""
        wanted = self.desk.state.get(PART)
        if wanted not in PARTS:
            return False
        self.desk.state.set(PART, "")
        self._came = True
        self.show_part(PARTS.index(wanted))
        return True

    def refresh(self, committed: Committed) -> None:
        """Anything may change what is to be sent; conflicts and people are read again with it."""
        if committed.space == self.space:
            self.read()

    def read(self) -> None:
        """Read everything that is shown, in short questions."""
        self._stale = False
        space, exchange = self.space, self.exchange
        self.settling.read()
        self.desk.ask(
            lambda ws: read_standing(ws, exchange(ws), space), self._show, key="exchange.people", owner=self
        )
        self.read_incoming()

    def read_incoming(self) -> None:
        """Read what waits and what arrived."""
        space, exchange = self.space, self.exchange
        self.desk.ask(
            lambda ws: read_incoming(ws, exchange(ws), space),
            self._show_incoming,
            key="exchange.incoming",
            owner=self,
        )

    def _show_incoming(self, found: Incoming) -> None:
        if found.space != self.space:
            return
        self.receiving.show(found)
        n = len(found.waiting)
        text = tr("Receive")
        self.tabs.setTabText(RECEIVE, f"{text} ({n:,})" if n else text)

    def _show(self, standing: Standing) -> None:
        if standing.space != self.space:
            return
        self.standing = standing
        self.send_view.show_standing(standing)
        self.people_view.show_standing(standing)
        self.receive_view.show_aside(standing.aside)
        self.mailing.show_account()
        self.sending.preview()

    def show_conflict_count(self, total: int) -> None:
        """Say on the tab how many conflicts wait; go there when the page is seen first."""
        text = tr("Conflicts")
        self.tabs.setTabText(CONFLICTS, f"{text} ({total:,})" if total else text)
        if total and not self._came:
            self.show_part(CONFLICTS)
        self._came = self._came or self.space is not None

    # dropping ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()
            self.show_part(RECEIVE)
            self.receive_view.show_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.receive_view.show_dropping(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped, one after the other."""
        self.receive_view.show_dropping(False)
        event.acceptProposedAction()
        self.receiving.look_at(_files(event))

    # the window ----------------------------------------------------------------------------

    def open_record(self, record: UUID) -> bool:
        """Show a decision on a conflict, or the conflict of a record."""
        found = self.conflicts_view.open_record(record)
        if found:
            self.show_part(CONFLICTS)
        return found

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        group = tr(self.title)
        here = [
            Command("exchange.open", tr("Open files…"), self.receiving.choose, "folder", "Ctrl+O", group),
            Command(
                "exchange.people", tr("Add a colleague"), lambda: self.show_part(PEOPLE), "person", "", group
            ),
        ]
        if self.space is not None:
            write = Command(
                "exchange.write", tr("Write bundle…"), self.sending.choose, "send", "Ctrl+S", group
            )
            settle = Command(
                "exchange.conflicts",
                tr("Settle conflicts"),
                lambda: self.show_part(CONFLICTS),
                "conflict",
                "",
                group,
            )
            here = [write, *here, settle]
        return [*here, *self.settling.commands()]

    def first_focus(self) -> QWidget | None:
        """The parts."""
        return self.tabs


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
