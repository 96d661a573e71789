"""Who this installation is: one key to sign with, one to receive with, kept outside the store.

Signing is Ed25519 (RFC 8032), receiving is age with X25519 (https://age-encryption.org/v1). Where
the private halves lie is the affair of `vault`.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .key_file import KEY_FILE as KEY_FILE
from .keys import Keys
from .runs import RunJournal, RunMark, machine_mark
from .vault import KeyVault, Unlock
from .words import fingerprint_words

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_RECEIVING_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class Identity:
    """The keys of this installation, the vault they lie in, and the marks of its runs.

    `notices` tells what happened to the keys on the way (damaged ones set aside, new ones made).
    """

    def __init__(self, keys: Keys, vault: KeyVault, journal: RunJournal) -> None:
        self._keys = keys
        self._journal = journal
        self.vault = vault
        self.notices = vault.notices
        self.public_key: bytes = keys.public
        self.receiving_key = str(keys.receiving.to_public())

    @classmethod
    def load_or_create(
        cls,
        folder: Path,
        machine: str | None = None,
        vault: KeyVault | None = None,
        unlock: Unlock | None = None,
    ) -> "Identity":
        """The identity kept in `folder`; made there at the first run, without asking anything.

        `vault` is one that knows a keystore; without it the keys are sought in the folder only. See
        `KeyVault.open` for the errors. `machine` stands in for the mark of this machine in tests.
        """
        vault = vault or KeyVault(folder)
        keys = vault.open(unlock)
        return cls(keys, vault, RunJournal(folder, keys.public.hex()[:16], machine or machine_mark()))

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
