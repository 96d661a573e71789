"""The care of a store: where it lies, its backups, and whether all is well with it."""

from dataclasses import dataclass
from pathlib import Path

from yport_desktop.domain.errors import StoreError
from yport_desktop.domain.segment import signed_message
from yport_desktop.env.paths import synced_by
from yport_desktop.exchange.identity import verify
from yport_desktop.store import backups_in
from yport_desktop.store.backups import Backup
from yport_desktop.store.checking import Findings

from .workspace import Workspace

BY_HAND = "by hand"


@dataclass(frozen=True)
class Keeping:
    """Where a store lies, who synchronises its folder ("" for nobody), its backups, newest first."""

    folder: Path
    synced: str
    backups: tuple[Backup, ...]


def keeping(workspace: Workspace) -> Keeping:
    """What a person should know about where her work lies. Raises StoreError."""
    folder = workspace.store.path.parent
    return Keeping(folder, synced_by(folder) or "", workspace.store.backups.all())


def backups_beside(folder: Path) -> tuple[Backup, ...]:
    """The backups of a store that cannot be opened, newest first; none when they cannot be read either."""
    try:
        return backups_in(folder).all()
    except StoreError:
        return ()


def check_store(workspace: Workspace) -> Findings:
    """Integrity of the file, hashes and signatures of the log, and that a rebuild gives the same state."""
    return workspace.store.check(_is_genuine)


def _is_genuine(author: bytes, identity: bytes, signature: bytes) -> bool:
    return verify(author, signature, signed_message(identity))
