"""Workbooks and tables of the page: exporting with live formulas, importing from any table."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.sector import Sector
from yport_desktop.domain.text import N_
from yport_desktop.services.table_files import (
    Content,
    OpenedTable,
    content_of,
    file_name,
    open_table,
    write_workbooks,
)
from yport_desktop.services.table_import import import_values, likely_sheet
from yport_desktop.ui.components.buttons import MenuButton
from yport_desktop.ui.design.texts import counted, language, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.page import Command
from yport_desktop.ui.threads import Progress

from .import_dialog import Chosen, ImportDialog, kept_layouts

if TYPE_CHECKING:  # the page makes this part of itself
    from .page import AssessmentPage

FOLDER = "assessment.tables folder"
IMPORTED = (N_("1 value imported from {name}"), N_("{n} values imported from {name}"))


class Tables(QObject):
    """What the page does with files that other programs read and write."""

    def __init__(self, page: "AssessmentPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.dialog: ImportDialog | None = None

    def button(self) -> MenuButton:
        """A button with everything that can be done here."""
        return MenuButton(tr("Excel"), self._fill, "download")

    def _fill(self, menu: QMenu) -> None:
        for command in self.commands():
            menu.addAction(command.text, command.do)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return (
            Command("assessment.export", tr("Export this sector to Excel…"), self.choose_export, "download"),
            Command(
                "assessment.export_all",
                tr("Export all to Excel…"),
                self.choose_export_all,
                "download",
            ),
            Command("assessment.import", tr("Import from a table…"), self.choose_import, "folder"),
        )

    # export --------------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Ask where to, then write the workbook of the sector that is shown."""
        if self._page.sector is not None:
            self._choose((self._page.sector.key,), tr(self._page.sector.label))

    def choose_export_all(self) -> None:
        """Ask where to, then write a workbook of every sector."""
        self._choose(tuple(self._desk.registry.sectors), tr("Assessment"))

    def _choose(self, keys: tuple[str, ...], name: str) -> None:
        suggested = str(self._folder() / f"{file_name(name)}.xlsx")
        path, _kind = QFileDialog.getSaveFileName(
            self._page, tr("Export to Excel"), suggested, tr("Workbooks (*.xlsx)")
        )
        if path:
            self._keep_folder(Path(path))
            self.export_to(Path(path).with_suffix(".xlsx"), keys)

    def export_to(self, path: Path, keys: tuple[str, ...]) -> None:
        """Write the workbooks of these sectors."""
        space, spoken = self._page.space, language()
        if space is None:
            return

        def write(content: Content) -> None:
            def work(progress: Progress) -> tuple[Path, ...]:
                return write_workbooks(content, path, spoken, progress.step)

            self._desk.run(tr("Export to Excel"), work, self._written, owner=self._page)

        self._desk.ask(lambda ws: content_of(ws, space, keys), write, owner=self._page)

    def _written(self, files: tuple[Path, ...]) -> None:
        target = files[0] if len(files) == 1 else files[0].parent
        text = (
            tr("Written: {name}").format(name=files[0].name)
            if len(files) == 1
            else tr("{n} workbooks written").format(n=len(files))
        )
        url = QUrl.fromLocalFile(str(target))
        self._desk.tell(text, Tone.GOOD, (tr("Open"), lambda: QDesktopServices.openUrl(url)))

    # import --------------------------------------------------------------------------------

    def choose_import(self) -> None:
        """Ask for a file, then show what is in it."""
        if self._page.sector is None:
            return
        path, _kind = QFileDialog.getOpenFileName(
            self._page,
            tr("Import from a table"),
            str(self._folder()),
            tr("Tables (*.xlsx *.xlsm *.csv *.txt *.tsv);;All files (*)"),
        )
        if path:
            self._keep_folder(Path(path))
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read a file and show what is in it; nothing is stored."""
        sector = self._page.sector
        if sector is None:
            return
        saved = kept_layouts(self._desk)

        def read(progress: Progress) -> tuple[OpenedTable, int]:
            opened = open_table(path, sector, lambda: progress.stopped)
            return opened, likely_sheet(opened.sheets, opened.known, saved)

        self._desk.run(tr("Reading files"), read, lambda found: self._show(sector, *found), owner=self._page)

    def _show(self, sector: Sector, opened: OpenedTable, first: int) -> None:
        page = self._page
        if page.sector is not sector or page.assessment is None:
            return
        self.dialog = ImportDialog(self._desk, opened, page.assessment.observed, first)
        self.dialog.chosen.connect(lambda chosen: self._store(sector, opened.name, chosen))
        self.dialog.open()

    def _store(self, sector: Sector, name: str, chosen: Chosen) -> None:
        space = self._page.space
        if space is None:
            return

        def stored(_committed: Committed) -> None:
            text = counted(len(chosen), *IMPORTED, name=name)
            self._desk.tell_undoable(text)

        self._desk.ask(lambda ws: import_values(ws, space, sector.key, chosen), stored, owner=self._page)

    # folders -------------------------------------------------------------------------------

    def _folder(self) -> Path:
        kept = self._desk.state.get(FOLDER)
        return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else Path.home()

    def _keep_folder(self, path: Path) -> None:
        self._desk.state.set(FOLDER, str(path.parent))
