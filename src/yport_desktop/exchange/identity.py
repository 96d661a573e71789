"""Who this installation is: one key to sign with, one to receive with, kept outside the store.

The key file is written once and never overwritten. Signing is Ed25519 (RFC 8032), receiving
is age with X25519 (https://age-encryption.org/v1).
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.errors import IdentityError, Problem, Severity
from yport_desktop.domain.text import N_

from .files import create, explain
from .runs import RunJournal, RunMark, machine_mark
from .words import fingerprint_words

KEY_FILE = "identity.json"
KEY_BYTES = 32
SIGNATURE_BYTES = 64
_MAX_KEY_FILE = 64 * 1024
_NOTE = "Private keys of this Y-PORT Desktop installation. Keep them here; show them to nobody."
_RECEIVING_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")


@dataclass(frozen=True)
class _Keys:
    signing: Ed25519PrivateKey
    receiving: pyrage.x25519.Identity


class Identity:
    """The keys of this installation and the marks of its runs.

    `notices` tells what happened to the key file on the way (a damaged one set aside).
    """

    def __init__(self, keys: _Keys, journal: RunJournal, notices: tuple[Problem, ...] = ()) -> None:
        self._keys = keys
        self._journal = journal
        self.notices = notices
        self.public_key: bytes = keys.signing.public_key().public_bytes_raw()
        self.receiving_key = str(keys.receiving.to_public())

    @classmethod
    def load_or_create(cls, folder: Path, machine: str | None = None) -> "Identity":
        """The identity kept in `folder`; made there at the first run.

        A damaged key file is set aside under another name, never deleted, and reported in
        `notices`; then new keys are made. A file that cannot be read at all (locked, no
        permission) raises IdentityError: it may be well tomorrow. `machine` stands in for the
        mark of this machine in tests.
        """
        path = folder / KEY_FILE
        notices: tuple[Problem, ...] = ()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise explain(error, path) from error
        content = _content(path)
        keys = _parse(content) if content is not None else None
        if content is not None and keys is None:
            notices = (_set_aside(path),)
        if keys is None:
            keys = _make(path)
        public = keys.signing.public_key().public_bytes_raw()
        journal = RunJournal(folder, public.hex()[:16], machine or machine_mark())
        return cls(keys, journal, notices)

    @property
    def words(self) -> str:
        """The fingerprint of the signing key, to be compared by voice."""
        return fingerprint_words(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return self._keys.signing.sign(message)

    def decrypt(self, source: BinaryIO, target: BinaryIO) -> None:
        """Open an age file that was encrypted to this installation. Raises pyrage.DecryptError."""
        pyrage.decrypt_io(source, target, [self._keys.receiving])

    def begin_run(self) -> RunMark:
        """A new run mark for the database, at a start and before each sealing."""
        return self._journal.begin()

    def confirm_run(self, mark: RunMark) -> None:
        """The database has committed `mark`: older ones are not accepted any more."""
        self._journal.confirm(mark)

    def matches(self, mark: RunMark | str | None) -> bool:
        """False if a database with this mark was restored, copied or cloned."""
        return self._journal.matches(mark)


def verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """True if `signature` over `message` was made with the private half of `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_receiving_key(text: str) -> bool:
    """True for a well-formed age X25519 recipient."""
    return bool(_RECEIVING_KEY.fullmatch(text)) and recipients([text]) is not None


def recipients(keys: Sequence[str]) -> list[pyrage.x25519.Recipient] | None:
    """The age recipients of these texts, or None if one of them is none."""
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError:
        return None


def _content(path: Path) -> bytes | None:
    """The key file's bytes, None where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_MAX_KEY_FILE)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IdentityError(folder=str(path.parent)) from error


def _parse(content: bytes) -> _Keys | None:
    try:
        state = loads(content.decode("utf-8"))
        signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(state["signing"]))
        if state["format"] != 1 or signing.public_key().public_bytes_raw().hex() != state["public"]:
            return None
        return _Keys(signing, pyrage.x25519.Identity.from_str(state["receiving"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, pyrage.IdentityError):
        return None


def _make(path: Path) -> _Keys:
    keys = _Keys(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())
    state = {
        "format": 1,
        "note": _NOTE,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "public": keys.signing.public_key().public_bytes_raw().hex(),
        "signing": keys.signing.private_bytes_raw().hex(),
        "receiving": str(keys.receiving),
    }
    create(path, dumps(state).encode())
    return keys


def _set_aside(path: Path) -> Problem:
    """Move a damaged key file out of the way under a free name and say so."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (path.with_name(f"{path.name}.damaged-{stamp}{tail}") for tail in ("", "-2", "-3", "-4"))
    aside = next((name for name in names if not name.exists()), None)
    try:
        if aside is None:
            raise FileExistsError(path)
        path.rename(aside)
    except OSError as error:
        raise IdentityError(folder=str(path.parent)) from error
    with suppress(OSError):
        aside.chmod(0o600)
    return Problem(
        N_(
            "The keys of this installation were damaged. They were set aside as {name} and new ones made. "
            "Send your new contact card to your colleagues."
        ),
        Severity.WARNING,
        details=(("name", aside.name),),
    )
