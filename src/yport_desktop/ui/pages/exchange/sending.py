"""Sending from the page: what would go out, where to, and how it went."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from yport_desktop.domain.text import N_
from yport_desktop.env.settings import MAIL_LIMIT_MB
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.letters import WrittenFile
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.pages.exchange.asking import Report, Stop, run_long
from yport_desktop.ui.pages.exchange.outbox import (
    Loaded,
    Order,
    Sent,
    default_name,
    grouped,
    limit_for,
    preview,
    send,
)
from yport_desktop.ui.pages.exchange.send_view import SendView
from yport_desktop.ui.pages.exchange.sent_cards import Ready
from yport_desktop.ui.pages.exchange.wording import counted

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

FOLDER = "exchange.folder"
PURPOSE = "exchange.purpose"


class Sending(QObject):
    """Keeps the sending part of a page true."""

    def __init__(self, page: "ExchangePage", view: SendView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._busy = False
        self.loaded: tuple[Loaded, ...] = ()
        if (purpose := self._desk.state.get(PURPOSE)) in view.load.purpose.buttons:
            view.load.purpose.choose(purpose)
        view.load.purpose.chosen.connect(lambda key: self._desk.state.set(PURPOSE, key))
        view.load.changed.connect(self.preview)
        view.holders.selection_changed.connect(self.preview)
        view.holders.way_chosen.connect(self.choose_way)
        view.files_requested.connect(self.choose)
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

    def folder(self) -> Path:
        """Where files went last, or the documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(str(self._desk.state.get(FOLDER) or documents or Path.home()))

    def name(self) -> str:
        """What files are called where nobody says otherwise."""
        city = self._page.standing.city if self._page.standing is not None else ""
        return default_name(city, date.today().isoformat())

    def choose(self) -> None:
        """Ask where to, then write."""
        order = self.order()
        if not self._view.can_write or order is None:
            return
        start = self.folder() / f"{self.name()}.{order.groups[0].carrier.value}"
        suffix = order.groups[0].carrier.value
        kinds = tr("Bundles (*.{suffix})").format(suffix=suffix)
        path, _kind = QFileDialog.getSaveFileName(self._page, tr("Save files"), str(start), kinds)
        if path:
            self.write_to(Path(path))

    def write_to(self, path: Path) -> None:
        """Write files for those who are chosen; each group's beside `path`."""
        self._desk.state.set(FOLDER, str(path.parent))
        self.write(path, self._written)

    def write(self, path: Path, then: Callable[[Order, tuple[Sent, ...]], object]) -> None:
        """Write what is shown, and hand it on."""
        order, exchange = self.order(), self._page.exchange
        if order is None or self._busy:
            return

        def work(workspace: Workspace, report: Report, stop: Stop) -> tuple[Sent, ...]:
            return send(exchange(workspace), order, path, report, stop)

        def done(sent: tuple[Sent, ...]) -> None:
            self._end()
            self._view.load.forget()
            then(order, sent)

        self._busy = True
        self._view.ready.show_ready(())
        task = run_long(self._desk, tr("Writing the bundle"), work, done, self._failed, self._page)
        self._view.show_task(task)

    def _written(self, order: Order, sent: tuple[Sent, ...]) -> None:
        files = [
            Ready(f.path, f.size, s.group.names, part_words(f, s)) for s in sent for f in s.written.files
        ]
        self._view.ready.show_ready(files)
        del order
        first = sent[0].written.path
        text = tr("Written: {name}").format(name=first.name)
        if len(files) > 1:
            text = counted(len(files), N_("1 file written"), N_("{n} files written"))
        self._desk.tell(text, Tone.GOOD, (tr("Show file in folder"), lambda: self.show_folder(first)))

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._desk.tell_failure(problem)

    def _end(self) -> None:
        self._busy = False
        self._view.show_task(None)
        self._page.read()

    # passing on ----------------------------------------------------------------------------

    def show_folder(self, path: Path) -> None:
        """Show where a file is."""
        folder = path if path.is_dir() else path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._desk.tell(tr("The file is in {folder}.").format(folder=folder))

    def open_file(self, path: Path) -> None:
        """Open a file in the program that is meant for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = tr("No program is set up for {name}. The file is in {folder}.")
            self._desk.tell(text.format(name=path.name, folder=path.parent))

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._desk.tell(tr("The text was copied."), Tone.GOOD)


def part_words(file: WrittenFile, sent: Sent) -> str:
    """Which parts are in a file."""
    parts = sent.written.parts
    if parts == 1:
        return ""
    if file.first == file.last:
        return tr("part {n} of {all}").format(n=file.first, all=parts)
    return tr("parts {first} to {last} of {all}").format(first=file.first, last=file.last, all=parts)
