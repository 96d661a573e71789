"""Where the file dialogs begin: the folder last saved to, and apart from it the one last opened from."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from yport_desktop.env.settings import WindowState

SAVED_TO = "exchange.folder"
OPENED_FROM = "exchange.folder opened"


def saving_folder(state: WindowState) -> Path:
    """Where something was saved last, or the documents."""
    return _kept(state, SAVED_TO) or _documents()


def opening_folder(state: WindowState) -> Path:
    """Where something was opened last, or the documents."""
    return _kept(state, OPENED_FROM) or _documents()


def note_saved(state: WindowState, file: Path) -> None:
    """A file was saved there."""
    state.set(SAVED_TO, str(file.parent))


def note_opened(state: WindowState, file: Path) -> None:
    """A file was opened from there."""
    state.set(OPENED_FROM, str(file.parent))


def _kept(state: WindowState, key: str) -> Path | None:
    """The folder, where it is still there: a stick may have been taken out."""
    kept = state.get(key)
    if not isinstance(kept, str) or not kept:
        return None
    try:
        return Path(kept) if Path(kept).is_dir() else None
    except OSError:
        return None


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
