"""What a person sees when her profile could not be opened: why, and the backups she can go back to."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication

from yport_desktop.domain.errors import DiskFull, FolderReadOnly, StoreBusy, StoreError, StoreTooNew
from yport_desktop.domain.text import N_
from yport_desktop.store.backups import Backup
from yport_desktop.ui.backup_list import BackupList
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import line
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.errors import sentence

WIDTH = 600
CHOOSE = N_("Go back to one of these backups. The store as it is now is set aside and kept.")
NOT_THE_FILE = (StoreTooNew, StoreBusy, FolderReadOnly, DiskFull)


def is_cured_by_backup(problem: Exception) -> bool:
    """Whether the file itself is at fault, so that an earlier one would open."""
    return isinstance(problem, StoreError) and not isinstance(problem, NOT_THE_FILE)


def could_not_open(
    app: QApplication,
    problem: Exception,
    backups: Sequence[Backup] = (),
    restore: Callable[[str], object] | None = None,
) -> Dialog:
    """Say why, and end the program when that was read, unless `restore(name of a backup)` is chosen."""
    dialog = Dialog(None, tr("Y-PORT Desktop could not open"), sentence(problem), WIDTH if backups else 460)
    chosen: list[Backup] = []

    def go_back(backup: Backup) -> None:
        chosen.append(backup)
        if restore is not None:
            restore(backup.path.name)
        dialog.close()

    if backups and restore is not None:
        dialog.add(Label(tr(CHOOSE), wrap=True), line(), BackupList(backups, go_back, tr("Restore")))
    dialog.verb(tr("Close"), primary=not backups)
    # The connection keeps the dialog alive: it has no parent that would.
    dialog.finished.connect(lambda _code, _kept=dialog: None if chosen else app.exit(1))
    dialog.open()
    return dialog
