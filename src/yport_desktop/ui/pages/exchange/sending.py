"""Writing bundles from the page: what would be in them, where to, and how it went."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from yport_desktop.services.letters import Letter, Outbox, WrittenBundle
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.pages.exchange.asking import Report, Stop, run_long
from yport_desktop.ui.pages.exchange.send_view import SendView, default_name, with_suffix

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

FOLDER = "exchange.folder"


class Sending(QObject):
    """Keeps the sending part of a page true."""

    def __init__(self, page: "ExchangePage", view: SendView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._busy = False
        view.selection_changed.connect(self.preview)
        view.write_requested.connect(self.choose)
        view.folder_requested.connect(self._show_folder)

    def forget(self) -> None:
        """Another engagement."""
        self._view.show_written(None)

    # what will be sent ---------------------------------------------------------------------

    def preview(self) -> None:
        """Count what would be in a bundle for those who are chosen."""
        space, chosen = self._page.space, self._view.chosen
        if space is None:
            return
        if not chosen:
            self._show(None)
            return
        exchange, everything = self._page.exchange, self._view.everything.isChecked()
        self._desk.ask(
            lambda ws: exchange(ws).preview(Letter(space, chosen, everything=everything)),
            lambda found: self._show(found) if chosen == self._view.chosen else None,
            key="exchange.preview",
            owner=self._page,
        )

    def _show(self, outbox: Outbox | None) -> None:
        standing = self._page.standing
        self._view.show_outbox(outbox, standing is not None and bool(standing.me.name))

    # writing -------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask where to, then write."""
        if not self._view.write.isEnabled() or self._page.standing is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(self._desk.state.get(FOLDER) or documents or Path.home()))
        start = str(folder / default_name(self._page.standing.city, date.today().isoformat()))
        path, _kind = QFileDialog.getSaveFileName(
            self._page, tr("Write bundle"), start, tr("Bundles (*.yport)")
        )
        if path:
            self.write_to(with_suffix(Path(path)))

    def write_to(self, path: Path) -> None:
        """Write a bundle for those who are chosen."""
        space, chosen = self._page.space, self._view.chosen
        if space is None or self._busy:
            return
        exchange = self._page.exchange
        note, everything = self._view.note_text(), self._view.everything.isChecked()
        self._desk.state.set(FOLDER, str(path.parent))

        def work(workspace: Workspace, report: Report, stop: Stop) -> WrittenBundle:
            return exchange(workspace).write(
                space, chosen, path, note, everything=everything, progress=report, stop=stop
            )

        self._busy = True
        self._view.show_written(None)
        task = run_long(self._desk, tr("Writing the bundle"), work, self._done, self._failed, self._page)
        self._view.show_task(task)

    def _done(self, written: WrittenBundle) -> None:
        self._end()
        self._view.show_written(written)
        self._desk.tell(
            tr("Written: {name}").format(name=written.path.name),
            Tone.GOOD,
            (tr("Show file in folder"), lambda: self._show_folder(written.path)),
        )

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._desk.tell_failure(problem)

    def _end(self) -> None:
        self._busy = False
        self._view.show_task(None)
        self._page.read()

    def _show_folder(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))):
            self._desk.tell(tr("The file is in {folder}.").format(folder=path.parent))
