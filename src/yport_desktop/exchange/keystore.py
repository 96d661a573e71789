"""The keystore of the system: Windows Credential Manager, macOS Keychain, Secret Service.

Only these three are ever used: never a backend that a configuration file names, none that keeps
secrets in the clear or forgets them. A keystore may ask the person something, or hang on a bus
that does not answer: every call is made on a thread of its own and waited for only so long.
"""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol, TypeVar

from .key_errors import KeystoreClosed

if TYPE_CHECKING:  # costs 100 ms to load
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "Y-PORT Desktop"
SWITCH = "YPORT_KEYSTORE"  # "off" leaves the keystore of the system alone
ASK_S = 60.0  # for a person to answer what the keystore asks
PROBE_S = 2.0
MOST_LETTERS = 1200  # Windows keeps 2560 bytes of UTF-16


class Keystore(Protocol):
    """What a vault needs of the system. All but `is_ready` raise KeystoreClosed."""

    name: str  # for people; a proper name, not translated

    def is_ready(self) -> bool:
        """Whether it can be used now without asking the person anything."""

    def read(self, entry: str) -> str | None:
        """The secret under that name, None if there is none."""

    def write(self, entry: str, secret: str) -> None:
        """Keep a secret, and see that it is kept."""

    def remove(self, entry: str) -> None:
        """Forget a secret; no error if there is none."""


FindKeystore = Callable[[], Keystore | None]


class SystemKeystore:
    """A keystore behind a `keyring` backend.

    `is_open()` tells whether it would answer without a question to the person.
    """

    def __init__(
        self,
        backend: "KeyringBackend",
        name: str,
        is_open: Callable[[], bool] = lambda: True,
        patience_s: float = ASK_S,
        probe_s: float = PROBE_S,
    ) -> None:
        self.name = name
        self._backend, self._is_open = backend, is_open
        self._patience_s, self._probe_s = patience_s, probe_s

    def is_ready(self) -> bool:
        """Whether it can be used now without asking the person anything; never takes long."""
        try:
            return within(self._probe_s, self._is_open)
        except KeystoreClosed:
            return False

    def read(self, entry: str) -> str | None:
        """The secret under that name, None if there is none. Raises KeystoreClosed."""
        return within(self._patience_s, lambda: self._backend.get_password(_service(entry), entry))

    def write(self, entry: str, secret: str) -> None:
        """Keep a secret, and see that it is kept. Raises KeystoreClosed."""
        if len(secret) > MOST_LETTERS:
            raise KeystoreClosed
        within(self._patience_s, lambda: self._backend.set_password(_service(entry), entry, secret))
        if self.read(entry) != secret:
            raise KeystoreClosed

    def remove(self, entry: str) -> None:
        """Forget a secret; no error if there is none. Raises KeystoreClosed."""
        if self.read(entry) is not None:
            within(self._patience_s, lambda: self._backend.delete_password(_service(entry), entry))


def no_keystore() -> Keystore | None:
    """For profiles that keep everything in their folder, and for tests."""
    return None


def find_keystore(environment: Mapping[str, str] | None = None) -> Keystore | None:
    """The keystore of this system, None where there is none. Takes at most PROBE_S seconds."""
    environment = os.environ if environment is None else environment
    if environment.get(SWITCH, "").lower() == "off":
        return None
    if sys.platform not in ("win32", "darwin") and not _has_session_bus(environment):
        return None
    try:
        return within(PROBE_S, _usable)
    except KeystoreClosed:
        return None


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of `work`, waited for so long. Raises KeystoreClosed when it fails or is late.

    Work that never ends is left behind on its thread, which does not keep the program alive.
    """
    results: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            results.put((work(), None))
        except BaseException as error:  # handed to the thread that waits
            results.put((None, error))

    threading.Thread(target=run, name="keystore", daemon=True).start()
    try:
        result, error = results.get(timeout=seconds)
    except Empty:
        raise KeystoreClosed from None
    if error is not None:
        raise KeystoreClosed from error
    return result  # type: ignore[return-value]


def _service(entry: str) -> str:
    """A service of its own for each entry: Windows keeps one secret for a service."""
    return f"{SERVICE} {entry}"


def _has_session_bus(environment: Mapping[str, str]) -> bool:
    if environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR")
    return bool(runtime) and (Path(str(runtime)) / "bus").exists()


def _usable() -> Keystore | None:
    """The backend of this system if it says that it works."""
    by_platform = {"win32": _windows, "darwin": _mac}
    return by_platform.get(sys.platform, _secret_service)()


def _windows() -> Keystore | None:
    # keyring costs 100 ms to load
    from keyring.backends.Windows import WinVaultKeyring

    return SystemKeystore(WinVaultKeyring(), "Windows Credential Manager") if WinVaultKeyring.viable else None


def _mac() -> Keystore | None:
    # keyring costs 100 ms to load
    from keyring.backends.macOS import Keyring

    return SystemKeystore(Keyring(), "macOS Keychain") if Keyring.viable else None


def _secret_service() -> Keystore | None:
    # keyring costs 100 ms to load
    from keyring.backends.SecretService import Keyring

    return SystemKeystore(Keyring(), "Secret Service", _collection_is_open) if Keyring.viable else None


def _collection_is_open() -> bool:
    """Whether there is a lasting collection and it is not locked: neither would go without a question."""
    # loaded by the keyring backend already
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        collection = secretstorage.get_collection_by_alias(connection, "default")
        lasting = not collection.collection_path.endswith("/session")
        return bool(lasting and not collection.is_locked())
    finally:
        connection.close()
