"""The key file: who this installation is, where its private keys lie, and the keys themselves where
they lie in the file. It is the one place that says so, and it changes in one step.

Format 1 holds the keys as they are. Format 2 holds them sealed with a passphrase, or only says
under which name the keystore of the system has them. See docs/keys.md.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.errors import IdentityError

from .files import create, replacing
from .key_errors import KeysDamaged, KeysTooNew
from .keys import Keys, keys_of

KEY_FILE = "identity.json"
MAX_KEY_FILE = 64 * 1024
NEWEST = 2
_NOTE = "Private keys of this Y-PORT Desktop installation. Keep them here; show them to nobody."


class Place(StrEnum):
    """Where the private keys lie."""

    FILE = "file"
    PASSPHRASE = "passphrase"
    KEYSTORE = "keystore"


@dataclass(frozen=True)
class KeyRecord:
    """What the key file says.

    `public` (hex) and `receiving` are the public keys. `secret` is the text of the keys, as it is or
    sealed; empty when the keystore has them. `entry` names them there; in another place it names
    what may be left there and is to be removed. `recovery` is the day of the last recovery file.
    """

    place: Place
    public: str
    receiving: str
    created: str
    secret: str = ""
    entry: str = ""
    recovery: str = ""

    @classmethod
    def of(cls, keys: Keys) -> "KeyRecord":
        """The keys in the file as they are."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(Place.FILE, keys.public.hex(), str(keys.receiving.to_public()), created, keys.text())

    def moved(self, place: Place, secret: str = "", entry: str = "") -> "KeyRecord":
        """The same keys in another place."""
        return replace(self, place=place, secret=secret, entry=entry)

    def content(self) -> bytes:
        """The bytes of the file."""
        fields: dict[str, str | int] = {"note": _NOTE, "created": self.created}
        fields |= {k: v for k, v in (("entry", self.entry), ("recovery", self.recovery)) if v}
        if self.place is Place.FILE:
            fields |= {"format": 1, **loads(self.secret)}
        else:
            fields |= {"format": 2, "place": self.place.value, "public": self.public}
            fields |= {"recipient": self.receiving, "sealed": self.secret, "check": _check(self.secret)}
        return dumps(fields).encode()


def read_record(folder: Path) -> tuple[KeyRecord | None, bytes | None]:
    """The record in `folder` and the bytes of the file. No bytes: no file; bytes but no record: damaged.

    Raises IdentityError for a file that cannot be read now, KeysTooNew for one of a later program
    and KeysDamaged for sealed keys that were altered.
    """
    try:
        with (folder / KEY_FILE).open("rb") as file:
            content = file.read(MAX_KEY_FILE)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        raise IdentityError(folder=str(folder)) from error
    try:
        state = loads(content.decode("utf-8"))
        return _parsed(state), content
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, content


def write_record(folder: Path, record: KeyRecord) -> None:
    """Put `record` in the place of the one before, in one step, and read it back.

    Raises DiskFull, FolderReadOnly or FileNotWritten, and then the file is as it was.
    """
    with replacing(folder / KEY_FILE) as file:
        file.write(record.content())
    if read_record(folder)[0] != record:
        raise KeysDamaged


def keep_former(folder: Path, content: bytes) -> str:
    """Keep a copy of a key file that is about to be replaced, under a free name, which is returned."""
    path = folder / free_name(folder, "former")
    create(path, content)
    return path.name


def set_damaged_aside(folder: Path) -> str:
    """Move a damaged key file out of the way under a free name, which is returned. Raises IdentityError."""
    aside = folder / free_name(folder, "damaged")
    try:
        (folder / KEY_FILE).rename(aside)
    except OSError as error:
        raise IdentityError(folder=str(folder)) from error
    with suppress(OSError):
        aside.chmod(0o600)
    return aside.name


def free_name(folder: Path, why: str) -> str:
    """A name beside the key file that nothing has yet. Raises IdentityError."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{KEY_FILE}.{why}-{stamp}{tail}" for tail in ("", "-2", "-3", "-4"))
    found = next((name for name in names if not (folder / name).exists()), None)
    if found is None:
        raise IdentityError(folder=str(folder))
    return found


def _parsed(state: Mapping[str, Any]) -> KeyRecord | None:
    version = state["format"]
    if type(version) is int and version > NEWEST:
        raise KeysTooNew
    created, entry, recovery = (_text(state, k) for k in ("created", "entry", "recovery"))
    if version == 1:
        keys = keys_of(dumps(state))
        return replace(KeyRecord.of(keys), created=created, entry=entry, recovery=recovery) if keys else None
    place = Place(state["place"])
    record = KeyRecord(place, state["public"], state["recipient"], created, state["sealed"], entry, recovery)
    if version != NEWEST or place is Place.FILE or len(bytes.fromhex(record.public)) != 32:
        return None
    if place is Place.KEYSTORE and not record.entry:
        return None
    if state["check"] != _check(record.secret):
        raise KeysDamaged
    return record


def _text(state: Mapping[str, Any], name: str) -> str:
    value = state.get(name, "")
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _check(sealed: str) -> str:
    """Tells a damaged file from a wrong passphrase."""
    return hashlib.sha256(sealed.encode()).hexdigest()
