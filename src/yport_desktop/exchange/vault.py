"""Where the private keys of an installation lie, and how they get from one place to another.

Three places: the key file as it is, the key file sealed with a passphrase, the keystore of the
system. The key file always says which; it is replaced in one step. A move first puts the keys in
the new place and reads them back, then replaces the key file, then clears the old place; a
process that ends between leaves working keys, and what is left over is removed at the next start.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pyrage

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.errors import Problem, Severity, YportError
from yport_desktop.domain.text import N_

from .files import create, explain, replacing
from .key_errors import KeysDamaged, KeysLocked, KeysNotHere, KeysTooNew, KeystoreClosed, RecoveryRefused
from .key_file import (
    KEY_FILE,
    KeyRecord,
    Place,
    keep_former,
    read_record,
    set_damaged_aside,
    write_record,
)
from .keys import Keys, keys_of
from .keystore import MOST_LETTERS, FindKeystore, Keystore, no_keystore
from .sealing import MAX_SEALED, WORK, checked, seal, unseal

SECRETS_FILE = "secrets.age"
RECOVERY_SUFFIX = ".yport-keys"
_RECOVERY = "yport-recovery-1"

DAMAGED = N_(
    "The keys of this installation were damaged. They were set aside as {name} and new ones made. "
    "Send your new contact card to your colleagues."
)
NEW_KEYS = N_(
    "This profile has new keys now; the former ones were kept as {name}. Send your new contact card to "
    "your colleagues."
)
RECOVERED = N_("Your keys were taken from the recovery file. What was here before was kept as {name}.")


@dataclass(frozen=True)
class Unlock:
    """How a person gets at her keys: by passphrase, by a recovery file with its passphrase, or by
    giving the old ones up for new ones."""

    passphrase: str = ""
    recovery: Path | None = None
    new_keys: bool = False

    def __repr__(self) -> str:
        return "Unlock(…)"  # must not reach a log


@dataclass(frozen=True)
class Standing:
    """Where the keys lie, for people. `keystore` is the name of the system's, "" where there is none.

    `recovery` is the day (ISO) of the last recovery file, "" before the first; `leftover` says that a
    copy could not be removed from the keystore yet.
    """

    place: Place
    file: Path
    keystore: str
    recovery: str
    leftover: bool


class KeyVault:
    """The keys kept in one folder. One thread at a time, one process at a time.

    `in_keystore` lets new keys go to the keystore of the system where there is one that asks
    nothing; `find_keystore` is called only when one is needed. `work` is what a passphrase costs to try
    (see `sealing.WORK`). `notices` tell what happened on the way.
    """

    def __init__(
        self,
        folder: Path,
        find_keystore: FindKeystore = no_keystore,
        in_keystore: bool = False,
        work: int = WORK,
    ) -> None:
        self._folder, self._work = folder, work
        self._find, self._in_keystore = find_keystore, in_keystore
        self._found: tuple[Keystore | None] | None = None
        self._keys: Keys | None = None
        self._record: KeyRecord | None = None
        self.notices: tuple[Problem, ...] = ()

    # opening -------------------------------------------------------------------------------

    def open(self, unlock: Unlock | None = None) -> Keys:
        """The keys; made at the first run, without asking anything.

        A damaged plain key file is set aside, never deleted, and new keys are made. Raises
        KeysLocked, WrongPassphrase, KeysNotHere, KeystoreClosed, KeysDamaged, KeysTooNew,
        RecoveryRefused, or IdentityError for a file that cannot be read now. Nothing was changed then.
        """
        unlock = unlock or Unlock()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, self._folder / KEY_FILE) from error
        if unlock.recovery is not None:
            keys = read_recovery(unlock.recovery, unlock.passphrase)
            return self._take_over(keys, unlock.passphrase, RECOVERED)
        if unlock.new_keys:
            return self._take_over(Keys.generate(), "", NEW_KEYS)
        record, content = read_record(self._folder)
        if record is not None:
            self._keys, self._record = self._open(record, unlock.passphrase), record
            self._tidy()
            return self._keys
        if content is not None:
            self._tell(DAMAGED, set_damaged_aside(self._folder))
        self._keys = Keys.generate()
        self._record = self._first_record(self._keys, "", self._in_keystore)
        create(self._folder / KEY_FILE, self._record.content())
        return self._keys

    def _open(self, record: KeyRecord, passphrase: str) -> Keys:
        text: str | None = record.secret
        if record.place is Place.PASSPHRASE:
            if not passphrase:
                raise KeysLocked
            text = unseal(record.secret, passphrase)
        elif record.place is Place.KEYSTORE:
            store = self._keystore()
            if store is None:
                raise KeystoreClosed
            text = store.read(_keys_entry(record.entry))
            if text is None:
                raise KeysNotHere
        keys = keys_of(text or "")
        if keys is None or keys.public.hex() != record.public:
            raise KeysDamaged
        return keys

    def _first_record(self, keys: Keys, passphrase: str, in_keystore: bool) -> KeyRecord:
        """Where keys go that were nowhere before: keystore, else sealed if there is a passphrase."""
        record = KeyRecord.of(keys)
        store = self._keystore() if in_keystore else None
        if store is not None and store.is_ready():
            entry = token_hex(8)
            with suppress(KeystoreClosed):
                store.write(_keys_entry(entry), keys.text())
                return record.moved(Place.KEYSTORE, entry=entry)
        if passphrase:
            return record.moved(Place.PASSPHRASE, self._sealed(keys.text(), passphrase))
        return record

    def _take_over(self, keys: Keys, passphrase: str, notice: str) -> Keys:
        """Put other keys in the place of those that are here; the key file before is kept."""
        try:
            former, content = read_record(self._folder)
        except (KeysDamaged, KeysTooNew):
            former, content = None, (self._folder / KEY_FILE).read_bytes()
        was_there = former is not None and former.place is Place.KEYSTORE
        record = self._first_record(keys, passphrase, self._in_keystore or was_there)
        if content is not None:
            self._tell(notice, keep_former(self._folder, content))
        write_record(self._folder, record)
        self._keys, self._record = keys, record
        return keys

    def _tell(self, message: str, name: str) -> None:
        self.notices += (Problem(message, Severity.WARNING, details=(("name", name),)),)

    # moving --------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys lie."""
        return self._opened()[1].place

    def standing(self) -> Standing:
        """Where the keys lie and what else could be chosen; looks for a keystore, for two seconds at most."""
        record, store = self._opened()[1], self._keystore()
        leftover = bool(record.entry) and record.place is not Place.KEYSTORE
        name = store.name if store else ""
        return Standing(record.place, self._folder / KEY_FILE, name, record.recovery, leftover)

    def confirm(self, passphrase: str) -> None:
        """Whether the person knows the passphrase in use, if there is one. Raises WrongPassphrase."""
        record = self._opened()[1]
        if record.place is Place.PASSPHRASE:
            unseal(record.secret, passphrase)

    def protect(self, passphrase: str, current: str = "") -> None:
        """Keep the keys in the file, sealed with a passphrase, or change the passphrase.

        `current` is the passphrase in use, if there is one. Raises WrongPassphrase, PassphraseTooShort,
        or the errors of `write_record`; the keys are where they were then.
        """
        self.confirm(current)
        keys = self._opened()[0]
        self._settle(Place.PASSPHRASE, self._sealed(keys.text(), checked(passphrase)))

    def unprotect(self, current: str = "") -> None:
        """Keep the keys in the file as they are. Raises as `protect`."""
        self.confirm(current)
        self._settle(Place.FILE, self._opened()[0].text())

    def move_to_keystore(self, current: str = "") -> None:
        """Keep the keys in the keystore of the system. Raises KeystoreClosed, or as `protect`."""
        self.confirm(current)
        keys, record = self._opened()
        store = self._keystore()
        if store is None:
            raise KeystoreClosed
        if record.place is Place.KEYSTORE:
            return
        secrets, entry = self._secrets(), record.entry or token_hex(8)
        self._keep(replace(record, entry=entry))  # what is left there if this ends before its end
        try:
            store.write(_keys_entry(entry), keys.text())
            self._keep(record.moved(Place.KEYSTORE, entry=entry))
        except YportError:
            self._tidy()
            raise
        self._move_secrets(secrets, record)

    def _settle(self, place: Place, secret: str) -> None:
        """Keep the keys in the file, then clear the keystore."""
        record, secrets = self._opened()[1], self._secrets()
        self._keep(record.moved(place, secret, record.entry))
        self._move_secrets(secrets, record)
        self._tidy()

    def _keep(self, record: KeyRecord) -> None:
        write_record(self._folder, record)
        self._record = record

    def _tidy(self) -> None:
        """Remove what is left in the keystore, if that asks nothing; else it is tried at the next start."""
        record = self._opened()[1]
        if not record.entry or record.place is Place.KEYSTORE:
            return
        store = self._keystore()
        if store is not None and store.is_ready():
            with suppress(YportError):
                store.remove(_keys_entry(record.entry))
                store.remove(_secrets_entry(record.entry))
                self._keep(replace(record, entry=""))

    def _opened(self) -> tuple[Keys, KeyRecord]:
        if self._keys is None or self._record is None:
            raise KeysLocked
        return self._keys, self._record

    def _keystore(self) -> Keystore | None:
        if self._found is None:
            self._found = (self._find(),)
        return self._found[0]

    def _sealed(self, text: str, passphrase: str) -> str:
        """Sealed, and seen to open again."""
        sealed = seal(text, passphrase, self._work)
        if unseal(sealed, passphrase) != text:
            raise KeysDamaged
        return sealed

    # recovery ------------------------------------------------------------------------------

    def save_recovery(self, path: Path, passphrase: str, current: str = "") -> None:
        """Write a copy of the keys, sealed with a passphrase of its own. Raises as `protect`."""
        self.confirm(current)
        keys, record = self._opened()
        today = datetime.now(UTC).date().isoformat()
        content = dumps({"kind": _RECOVERY, "saved": today, **keys.fields()})
        sealed = self._sealed(content, checked(passphrase))
        with replacing(path) as file:
            file.write(sealed.encode())
        with suppress(YportError):  # the copy is there; only its day is not noted
            self._keep(replace(record, recovery=today))

    # other secrets -------------------------------------------------------------------------

    def remember_secret(self, name: str, value: str) -> bool:
        """Keep another secret, such as a password, as safely as the keys. False: it is not kept.

        Nothing is kept beside a key file without a passphrase: the person is asked each time.
        """
        return self._write_secrets({**self._secrets(), name: value}, self._opened()[1])

    def secret(self, name: str) -> str | None:
        """A secret that was remembered, None if there is none or it cannot be had now."""
        return self._secrets().get(name)

    def forget(self, name: str) -> bool:
        """Forget a secret. False: it could not be removed."""
        secrets = self._secrets()
        if secrets.pop(name, None) is None:
            return True
        return self._write_secrets(secrets, self._opened()[1])

    def _secrets(self) -> dict[str, str]:
        keys, record = self._opened()
        try:
            if record.place is Place.KEYSTORE:
                store = self._keystore()
                text = store.read(_secrets_entry(record.entry)) if store else None
            elif record.place is Place.PASSPHRASE:
                sealed = (self._folder / SECRETS_FILE).read_bytes()
                text = pyrage.decrypt(sealed, [keys.receiving]).decode()
            else:
                return {}
            return {str(k): str(v) for k, v in loads(text or "{}").items()}
        except (KeystoreClosed, OSError, pyrage.DecryptError, ValueError, AttributeError):
            return {}

    def _write_secrets(self, secrets: Mapping[str, str], record: KeyRecord) -> bool:
        text, keys = json.dumps(secrets, ensure_ascii=False), self._opened()[0]
        try:
            if record.place is Place.KEYSTORE and len(text) <= MOST_LETTERS:
                store = self._keystore()
                if store is not None:
                    store.write(_secrets_entry(record.entry), text)
                    return True
            elif record.place is Place.PASSPHRASE:
                with replacing(self._folder / SECRETS_FILE) as file:
                    file.write(pyrage.encrypt(text.encode(), [keys.receiving.to_public()]))
                return True
        except YportError:
            return False
        return False

    def _move_secrets(self, secrets: Mapping[str, str], former: KeyRecord) -> None:
        """After the keys moved: the other secrets go along, or are given up where nothing guards them."""
        record = self._opened()[1]
        if secrets:
            self._write_secrets(secrets, record)
        if former.place is Place.PASSPHRASE and record.place is not Place.PASSPHRASE:
            with suppress(OSError):
                (self._folder / SECRETS_FILE).unlink(missing_ok=True)


def read_recovery(path: Path, passphrase: str) -> Keys:
    """The keys in a recovery file. Raises WrongPassphrase or RecoveryRefused."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_SEALED + 1).decode("utf-8-sig")
        content = unseal(text, passphrase)
        keys = keys_of(content)
        if keys is None or loads(content)["kind"] != _RECOVERY:
            raise RecoveryRefused
    except (OSError, ValueError, KeyError, KeysDamaged) as error:
        raise RecoveryRefused from error
    return keys


def _keys_entry(entry: str) -> str:
    return f"{entry} keys"


def _secrets_entry(entry: str) -> str:
    return f"{entry} secrets"
