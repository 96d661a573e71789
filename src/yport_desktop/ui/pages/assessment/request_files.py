"""Handing data requests out as files, and reading the filled workbook back: all file work in the pool."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from yport_desktop.domain.entity import Record
from yport_desktop.domain.errors import FileNotRead
from yport_desktop.domain.request_sheet import FilledSheet, RequestSheet
from yport_desktop.env.files import write_atomically
from yport_desktop.env.resources import resources_folder
from yport_desktop.exchange.files import explain
from yport_desktop.interop.opened_workbook import MAX_FILE
from yport_desktop.services.data_requests import mark_sent, open_requests
from yport_desktop.services.record_links import links, referred
from yport_desktop.services.request_answers import Answers, check_answers, store_answers
from yport_desktop.services.request_letter import build_sheet, read_workbook, request_pdf, request_workbook
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.threads import Progress

from .answers_dialog import answers_dialog
from .request_dialogs import hand_out_dialog

FOLDER = "requests.folder"
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
LONGEST = 80


class RequestFiles(QObject):
    """The way of requests to the counterpart and back, for the pane that shows them."""

    def __init__(self, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self._space: UUID | None = None

    def show_engagement(self, space: UUID | None) -> None:
        """Work with another engagement."""
        self._space = space

    # out -----------------------------------------------------------------------------------

    def hand_out(self) -> None:
        """Ask for whom and in which language, then where to."""
        space = self._space
        if space is not None:
            self._desk.ask(lambda ws: _waiting(ws, space), self._ask_how, owner=self._pane)

    def _ask_how(self, found: tuple[Sequence[Record], Mapping[str, str]]) -> None:
        requests, names = found
        if not requests:
            self._desk.tell(tr("No data request waits for an answer."))
            return
        hand_out_dialog(self._pane, requests, names, language(), self._choose_folder).open()

    def _choose_folder(self, requests: tuple[UUID, ...], in_language: str) -> None:
        dialog = QFileDialog(self._pane, tr("Folder for the page and the workbook"), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self.write_to(Path(names[0]), requests, in_language))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(self._desk.state.get(FOLDER) or documents or Path.home())

    def write_to(self, folder: Path, requests: tuple[UUID, ...], in_language: str) -> None:
        """Write both files, and note that the requests were handed out."""
        space = self._space
        if space is None:
            return
        self._desk.state.set(FOLDER, str(folder))

        def read(sheet: RequestSheet) -> None:
            def work(progress: Progress) -> tuple[Path, ...]:
                progress.step(0, 2)
                page = request_pdf(sheet, resources_folder() / "fonts")
                progress.step(1, 2)
                return _write(folder, sheet, page, request_workbook(sheet))

            self._desk.run(tr("Making the data request"), work, written, owner=self._pane)

        def written(paths: tuple[Path, ...]) -> None:
            self._desk.ask(lambda ws: mark_sent(ws, space, requests), owner=self._pane)
            names = tr(", ").join(path.name for path in paths)
            show = (tr("Show the folder"), lambda: _show(folder))
            self._desk.tell(tr("Saved: {name}").format(name=names), Tone.GOOD, show)

        today = date.today()
        self._desk.ask(
            lambda ws: build_sheet(ws, space, requests, in_language, today), read, owner=self._pane
        )

    # and back ------------------------------------------------------------------------------

    def choose_answers(self) -> None:
        """Ask for the filled workbook."""
        dialog = QFileDialog(self._pane, tr("Read answers"), self._folder(), "Excel (*.xlsx)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(lambda names: self.read_answers(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_answers(self, path: Path) -> None:
        """Read a filled workbook, check it, and show what it says."""
        space = self._space
        if space is None:
            return
        today = date.today()

        def work(progress: Progress) -> FilledSheet:
            progress.step(0)
            try:
                with path.open("rb") as file:
                    content = file.read(MAX_FILE + 1)  # what is longer is refused by its length
            except OSError as error:
                raise FileNotRead(path=path.name, reason=error.strerror or type(error).__name__) from error
            return read_workbook(content)

        def check(filled: FilledSheet) -> None:
            self._desk.ask(lambda ws: check_answers(ws, space, filled, today), self._show, owner=self._pane)

        self._desk.run(tr("Reading the answers"), work, check, owner=self._pane)

    def _show(self, answers: Answers) -> None:
        self.dialog = answers_dialog(self._pane, answers, lambda adopt: self._store(answers, adopt))
        self.dialog.open()

    def _store(self, answers: Answers, adopt: bool) -> None:
        count, today = len(answers.usable), date.today()
        text = tr("{n} answers were stored.").format(n=count) if count > 1 else tr("One answer was stored.")
        self._desk.ask(
            lambda ws: store_answers(ws, answers, today, adopt),
            lambda _committed: self._desk.tell_undoable(text),
            owner=self._pane,
        )


def _waiting(workspace: Workspace, space: UUID) -> tuple[Sequence[Record], Mapping[str, str]]:
    """The open requests, and the names of those who are asked."""
    requests = open_requests(workspace, space)
    asked = {id for r in requests if (id := referred(r, "asked_of")) is not None}
    return requests, {str(id): link.title for id, link in links(workspace, asked, tr).items()}


def _write(folder: Path, sheet: RequestSheet, page: bytes, workbook: bytes) -> tuple[Path, ...]:
    """Both files under one name. Raises FolderReadOnly, DiskFull or FileNotWritten."""
    bare = " ".join(FORBIDDEN.sub(" ", f"{sheet.title} {sheet.made_on}").split())[:LONGEST].strip(" .")
    paths = []
    for suffix, content in (("pdf", page), ("xlsx", workbook)):
        path = folder / f"{bare} ({sheet.language}).{suffix}"
        try:
            write_atomically(path, content)
        except OSError as error:
            raise explain(error, path) from error
        paths.append(path)
    return tuple(paths)


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
