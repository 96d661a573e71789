"""Floor 7: builds the program from its parts. Imported by the two doors' entry only."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeVar

from filelock import FileLock, Timeout

import yport_desktop.entities
import yport_desktop.sectors
from yport_desktop.domain.entity import EntityType
from yport_desktop.domain.errors import FolderReadOnly, StoreBusy
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.sector import Sector
from yport_desktop.env.paths import Profile
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.keystore import FindKeystore, find_keystore
from yport_desktop.exchange.vault import KeyVault, Unlock
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import Store, backups_in

T = TypeVar("T")


def discover() -> Registry:
    """Every folder of the shelves; a sixth sector or a new record type needs no other line."""
    entities = [m.ENTITY for m in _shelf(yport_desktop.entities)]
    sectors = sorted((m.SECTOR for m in _shelf(yport_desktop.sectors)), key=lambda s: (s.order, s.key))
    return Registry(
        {e.kind: _typed(e, EntityType) for e in entities}, {s.key: _typed(s, Sector) for s in sectors}
    )


def _shelf(package: ModuleType) -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        if found.ispkg:
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def _typed(value: Any, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"a shelf folder exports {type(value).__name__}, expected {kind.__name__}")
    return value


@dataclass
class Desk:
    """An open profile: the workspace and the lock that keeps a second instance out."""

    profile: Profile
    workspace: Workspace
    identity: Identity
    lock: FileLock

    def close(self) -> None:
        """Close the store and let others in."""
        self.workspace.close()
        self.lock.release()


def open_desk(
    profile: Profile,
    registry: Registry | None = None,
    restore: str = "",
    unlock: Unlock | None = None,
    keystore: FindKeystore = find_keystore,
) -> Desk:
    """Open a profile, first putting the backup of that name in its store's place where one is named.

    Raises StoreBusy, FolderReadOnly, StoreTooNew or another StoreError; NotFound for an unknown backup;
    KeysLocked or another IdentityError when `unlock` does not give the keys away. Nothing is restored then.
    """
    profile.prepare()
    lock = FileLock(profile.data / "in use.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreBusy() from error
    except OSError as error:
        raise FolderReadOnly(folder=str(profile.data)) from error
    try:
        vault = KeyVault(profile.keys, keystore, in_keystore=not profile.in_one_folder)
        identity = Identity.load_or_create(profile.keys, vault=vault, unlock=unlock)
        if restore:
            backups_in(profile.data).restore(restore)
        store = Store(profile.data, identity.public_key)
        try:
            workspace = Workspace(registry or discover(), store, identity)
        except BaseException:
            store.close()
            raise
    except BaseException:
        lock.release()
        raise
    return Desk(profile, workspace, identity, lock)
