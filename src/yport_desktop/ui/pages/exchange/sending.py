"""Sending from the page: what would go out, where to, and how it went."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from yport_desktop.domain.text import N_
from yport_desktop.env.settings import MAIL_LIMIT_MB
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.letters import Outbox
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import counted, gettext, language, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.pages.exchange.asking import Report, Stop, Work, run_long
from yport_desktop.ui.pages.exchange.drafting import (
    Envelope,
    Mail,
    mails,
    new_folder,
    own_folder,
    write_drafts,
)
from yport_desktop.ui.pages.exchange.folders import note_saved, saving_folder
from yport_desktop.ui.pages.exchange.load_card import attachment_words
from yport_desktop.ui.pages.exchange.outbox import (
    Loaded,
    Order,
    Purpose,
    default_name,
    grouped,
    limit_for,
    preview,
    send,
)
from yport_desktop.ui.pages.exchange.send_view import SendView
from yport_desktop.ui.pages.exchange.sent_cards import Ready
from yport_desktop.ui.pages.exchange.wording import (
    CARRIER_NAMES,
    record_lines,
)

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

T = TypeVar("T")
PURPOSE = "exchange.purpose"


class Sending(QObject):
    """Keeps the sending part of a page true."""

    def __init__(self, page: "ExchangePage", view: SendView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._busy = False
        self.loaded: tuple[Loaded, ...] = ()
        if (purpose := self._desk.state.get(PURPOSE)) in set(Purpose):
            view.load.choose_purpose(Purpose(purpose))
        view.load.changed.connect(lambda: self._desk.state.set(PURPOSE, view.purpose.value))
        view.load.changed.connect(self.preview)
        view.holders.selection_changed.connect(self.preview)
        view.holders.way_chosen.connect(self.choose_way)
        view.files_requested.connect(self.choose)
        view.drafts_requested.connect(self.make_drafts)
        view.ready.folder_requested.connect(self.show_folder)
        view.ready.open_requested.connect(self.open_file)
        view.ready.copied.connect(self._copy)

    def forget(self) -> None:
        """Another engagement."""
        self._view.ready.show_ready(())
        self._view.load.forget()

    # what will be sent ---------------------------------------------------------------------

    def order(self) -> Order | None:
        """What was decided; None where nobody is chosen."""
        standing, chosen = self._page.standing, set(self._view.chosen)
        if self._page.space is None or standing is None or standing.space != self._page.space:
            return None
        receipts = [r for r in standing.receipts if r.member.key in chosen]
        if not receipts:
            return None
        load = self._view.load
        return Order(
            self._page.space,
            grouped(receipts, standing.ways, load.leave_out),
            load.note_text(),
            load.everything.isChecked(),
            limit_for(self._view.purpose, self._desk.settings.get(MAIL_LIMIT_MB)),
            language(),
        )

    def preview(self) -> None:
        """Count what would go to those who are chosen."""
        order, exchange = self.order(), self._page.exchange
        members = [m for g in order.groups for m in g.members] if order else []
        self._view.load.show_circles(members)
        if order is None:
            self._show(())
            return
        self._desk.ask(
            lambda ws: preview(exchange(ws), order), self._show, key="exchange.preview", owner=self._page
        )

    def _show(self, loaded: tuple[Loaded, ...]) -> None:
        standing = self._page.standing
        self.loaded = loaded
        self._view.show_load(loaded, standing is not None and bool(standing.me.name))

    def choose_way(self, key: bytes, carrier: Carrier, encrypted: bool) -> None:
        """Remember how a colleague is sent to."""
        exchange = self._page.exchange
        self._desk.ask(
            lambda ws: exchange(ws).passages.choose(key, carrier, encrypted),
            lambda _none: self._page.read(),
            owner=self._page,
        )

    # writing -------------------------------------------------------------------------------

    def name(self) -> str:
        """What files are called where nobody says otherwise."""
        city = self._page.standing.city if self._page.standing is not None else ""
        return default_name(city, date.today().isoformat())

    def choose(self) -> None:
        """Ask where to, then write."""
        order = self.order()
        if not self._view.can_write or order is None:
            return
        suffix = order.groups[0].carrier.value
        start = saving_folder(self._desk.state) / f"{self.name()}.{suffix}"
        kinds = f"{tr(CARRIER_NAMES[order.groups[0].carrier])} (*.{suffix})"
        path, _kind = QFileDialog.getSaveFileName(self._page, tr("Save files"), str(start), kinds)
        if path:
            self.write_to(Path(path))

    def write_to(self, path: Path) -> None:
        """Write files for those who are chosen; each group's beside `path`."""
        note_saved(self._desk.state, path)
        order, exchange = self.order(), self._page.exchange
        if order is None:
            return

        def work(workspace: Workspace, report: Report, stop: Stop) -> tuple[Ready, ...]:
            sent = send(exchange(workspace), order, path, report, stop)
            return tuple(
                Ready(f.path, f.size, s.group.names, part_words(f.first, f.last, s.written.parts))
                for s in sent
                for f in s.written.files
            )

        self.run(work, self._written)

    def make_drafts(self) -> None:
        """Write the files with an email around each, into a folder of their own, and open it."""
        order = self.order()
        if self._view.can_write and order is not None:
            self.draft(order, self.drafted)

    def draft(self, order: Order, then: Callable[[tuple[Mail, ...]], object]) -> None:
        """Write the files and drafts of an order into a new folder, and hand the emails on."""
        parent = saving_folder(self._desk.state)
        exchange, envelope, name = self._page.exchange, self.envelope(order.note), self.name()

        def work(workspace: Workspace, report: Report, stop: Stop) -> tuple[Mail, ...]:
            folder = own_folder(parent, name)
            new_folder(folder)
            try:
                sent = send(exchange(workspace), order, folder / name, report, stop)
                return write_drafts(mails(sent, envelope))
            except BaseException:
                with suppress(OSError):  # only where nothing is in it
                    folder.rmdir()
                raise

        self.run(work, then)

    def run(self, work: Work[T], then: Callable[[T], object]) -> None:
        """Do long work on the store that gives files, and hand them on."""
        if self._busy:
            return

        def done(found: T) -> None:
            self._end()
            self._view.load.forget()
            then(found)

        self._busy = True
        self._view.ready.show_ready(())
        task = run_long(self._desk, tr("Writing the bundle"), work, done, self._failed, self._page)
        self._view.show_task(task)

    def envelope(self, note: str) -> Envelope:
        """What emails say besides their files."""
        standing = self._page.standing
        registry, translate = self._desk.registry, gettext()

        def contents(outbox: Outbox) -> list[str]:
            said = record_lines(registry, outbox.records)
            return [*said, attachment_words(outbox)] if outbox.attachments else said

        city, name = (standing.city, standing.me.name) if standing is not None else ("", "")
        return Envelope(city, name, note, contents, part_words, translate)

    def _written(self, ready: tuple[Ready, ...]) -> None:
        self._view.ready.show_ready(ready)
        first = ready[0].path
        text = tr("Written: {name}").format(name=first.name)
        if len(ready) > 1:
            text = counted(len(ready), N_("1 file written"), N_("{n} files written"))
        self._desk.tell(text, Tone.GOOD, (tr("Show file in folder"), lambda: self.show_folder(first)))

    def drafted(self, found: tuple[Mail, ...]) -> None:
        """Show drafts that were written, and open their folder."""
        ready = self.show_drafts(found)
        first = ready[0].path
        if _opened(first.parent):
            text = counted(len(ready), N_("1 email draft is ready"), N_("{n} email drafts are ready"))
            action = (tr("Show file in folder"), lambda: self.show_folder(first))
            self._desk.tell(text, Tone.GOOD, action)
        else:
            said = counted(
                len(ready),
                N_("1 email draft is ready in {folder}."),
                N_("{n} email drafts are ready in {folder}."),
                folder=str(first.parent),
            )
            self._desk.tell(said, Tone.GOOD)

    def show_drafts(self, found: tuple[Mail, ...]) -> tuple[Ready, ...]:
        """Show drafts that were written, with what can be done with them."""
        ready = tuple(mail.ready for mail in found)
        hint = tr(
            "Each email is a draft with its file attached. Where your mail is in the browser, copy the text"
            " and attach the file yourself."
        )
        self._view.ready.show_ready(ready, hint)
        return ready

    def mail_limit(self) -> int:
        """Bytes that one file may have which goes by mail."""
        return limit_for(Purpose.EMAIL, self._desk.settings.get(MAIL_LIMIT_MB))

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._desk.tell_failure(problem)

    def _end(self) -> None:
        self._busy = False
        self._view.show_task(None)
        self._desk.bus.exchanged.emit()
        self._page.read()

    # passing on ----------------------------------------------------------------------------

    def show_folder(self, path: Path) -> None:
        """Show where a file is."""
        folder = path if path.is_dir() else path.parent
        if not _opened(folder):
            self._desk.tell(tr("The file is in {folder}.").format(folder=folder))

    def open_file(self, path: Path) -> None:
        """Open a file in the program that is meant for it."""
        if not _opened(path):
            text = tr("No program is set up for {name}. The file is in {folder}.")
            self._desk.tell(text.format(name=path.name, folder=path.parent))

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._desk.tell(tr("The text was copied."), Tone.GOOD)


def _opened(path: Path) -> bool:
    """Open a file or folder in the program that is meant for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def part_words(first: int, last: int, parts: int) -> str:
    """Which parts are in a file; "" where there is only one."""
    if parts == 1:
        return ""
    if first == last:
        return tr("part {n} of {all}").format(n=first, all=parts)
    return tr("parts {first} to {last} of {all}").format(first=first, last=last, all=parts)
