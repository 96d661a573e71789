"""Real `keyring` backends for tests: one in memory, one in a file so that it outlives a killed process."""

import json
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from yport_desktop.exchange.keystore import SystemKeystore

CHEAP = 10  # what trying a passphrase costs in tests, a hundredth of what it costs a person


class MemoryKeyring(KeyringBackend):
    """Keeps secrets as long as it lives; can be locked, slow, or lose what it was given."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.forgetful = False
        self.takes_s = 0.0

    def _ask(self) -> None:
        time.sleep(self.takes_s)
        if self.locked:
            raise KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._ask()
        del self.kept[service, username]


class FileKeyring(KeyringBackend):
    """Keeps each secret in a file of its own, written in one step."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def _path(self, service: str, username: str) -> Path:
        return self._folder / f"{service}_{username}.json"

    def get_password(self, service: str, username: str) -> str | None:
        path = self._path(service, username)
        return str(json.loads(path.read_text())) if path.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        scratch = self._folder / "new"
        scratch.write_text(json.dumps(password))
        scratch.replace(self._path(service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._path(service, username).unlink()


def keystore_in_memory(patience_s: float = 60) -> tuple[MemoryKeyring, SystemKeystore]:
    """The backend, and the keystore around it."""
    backend = MemoryKeyring()
    return backend, SystemKeystore(backend, "Test keystore", lambda: not backend.locked, patience_s)
