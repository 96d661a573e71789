"""Files that become evidence: asked for, and read off the UI thread."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from yport_desktop.services.evidence import FileRead, read_file
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.threads import Progress


def choose_files(owner: QWidget, then: Callable[[list[Path]], object]) -> None:
    """Ask for files; `then(paths)` when some were chosen."""
    dialog = QFileDialog(owner, tr("Add evidence"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def read_files(
    desk: Desk, owner: QWidget, paths: Sequence[Path], then: Callable[[list[FileRead]], object]
) -> None:
    """Read files; `then(files)` when all are read."""

    def read(progress: Progress) -> list[FileRead]:
        files = []
        for done, path in enumerate(paths):
            progress.step(done, len(paths))
            files.append(read_file(path))
        return files

    desk.run(tr("Reading files"), read, then, owner=owner)
