"""The care of the store: its backups, where it lies, and the check that all is well with it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from yport_desktop.domain.text import N_
from yport_desktop.services.upkeep import BY_HAND, Keeping, check_store, keeping
from yport_desktop.store.backups import Backup
from yport_desktop.store.checking import Findings
from yport_desktop.ui.backup_list import SYNCED, BackupList, when
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import ElidedLabel
from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, Tone
from yport_desktop.ui.desk import Desk

from .parts import Verdict, remark, told

GOING_BACK = N_(
    "What was entered after that leaves the screen, but nothing is lost: the store as it is now is set "
    "aside among the backups and can be brought back in the same way. Photos and files are not touched. "
    "The window opens anew."
)
SOUND = N_("All is well. Checked: {changes} changes, {segments} sealed segments.")
AMISS = N_("Something is amiss; nothing was changed. Make a backup, or go back to an earlier one.")
FAULTS_SHOWN = 8


class BackupsCard(Card):
    """All backups; one more at once; back to any of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Backups"))
        self._desk = desk
        self._shown: tuple[Backup, ...] | None = None
        self.make = PlainButton(tr("Make a backup now"), self.back_up)
        self.add_action(self.make)
        self.none_yet = remark(tr("There is no backup yet."))
        self.list = BackupList((), self.ask_restore)
        self.add(
            remark(tr("One is made before every import. Each holds all entries, but not photos and files.")),
            self.none_yet,
            self.list,
        )

    def show_keeping(self, kept: Keeping) -> None:
        """Show the backups."""
        if kept.backups != self._shown:
            self._shown = kept.backups
            self.none_yet.setVisible(not kept.backups)
            self.list.set_backups(kept.backups)

    def back_up(self) -> None:
        """Make a backup now."""
        self.make.setEnabled(False)

        def made(kept: Keeping) -> None:
            self.make.setEnabled(True)
            self.show_keeping(kept)
            self._desk.tell(tr("The backup is made."), Tone.GOOD)

        def failed(problem: Exception) -> None:
            self.make.setEnabled(True)
            self._desk.tell_failure(problem)

        self._desk.ask(lambda ws: (ws.back_up(BY_HAND), keeping(ws))[1], made, failed, owner=self)

    def ask_restore(self, backup: Backup) -> Dialog:
        """Say what happens before it does."""
        question = tr("Go back to the backup of {when}?").format(when=when(backup.made_at))
        dialog = Dialog(self._desk.window, question, tr(GOING_BACK))
        dialog.cancel_verb()
        dialog.verb(tr("Restore"), lambda: self._desk.restore(backup.path.name), primary=True)
        dialog.open()
        return dialog


class PlaceCard(Card):
    """The folder of the store, and a warning where a service would damage it."""

    def __init__(self) -> None:
        super().__init__(tr("Where your work lies"), spacing=M)
        self._folder: Path | None = None
        self.open = PlainButton(tr("Open folder"), self._open, "folder")
        self.folder, self.backups = ElidedLabel(), ElidedLabel()
        self.warning = Verdict()
        self.add_action(self.open)
        self.add(told(tr("Store"), self.folder), told(tr("Backups"), self.backups), self.warning)

    def show_keeping(self, kept: Keeping) -> None:
        """Show the folder."""
        self._folder = kept.folder
        self.folder.setText(str(kept.folder))
        self.backups.setText(str(kept.folder / "backups"))
        text = tr(SYNCED).format(service=kept.synced, folder=kept.folder) if kept.synced else ""
        self.warning.tell(text, "warning", tr("Please check"), Tone.CAUTION)

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


class CheckCard(Card):
    """Checks the store on the database thread and says what came out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Check the store"))
        self._desk = desk
        self.start = PlainButton(tr("Check now"), self.check)
        self.add_action(self.start)
        self.running = ProgressStrip(
            tr("Checking… What you enter meanwhile is kept afterwards."), cancellable=False
        )
        self.running.hide()
        self.verdict, self.faults = Verdict(), remark("")
        self.faults.hide()
        self.add(
            remark(tr("Reads the whole file, proves every signature, and folds all changes once more.")),
            row(self.running, None),
            self.verdict,
            self.faults,
        )

    def check(self) -> None:
        """Begin."""
        self.start.setEnabled(False)
        self.verdict.hide()
        self.faults.hide()
        self.running.show()
        self._desk.ask(check_store, self._show, self._failed, owner=self)

    def _end(self) -> None:
        self.start.setEnabled(True)
        self.running.hide()

    def _show(self, findings: Findings) -> None:
        self._end()
        if findings.sound:
            text = tr(SOUND).format(changes=f"{findings.changes:,}", segments=f"{findings.segments:,}")
            self.verdict.tell(text, "done", tr("All is well."), Tone.GOOD)
            return
        self.verdict.tell(tr(AMISS), "critical", tr("Something is amiss"), Tone.CRITICAL)
        self.faults.setText("\n".join(findings.faults[:FAULTS_SHOWN]))
        self.faults.show()

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._desk.tell_failure(problem)
