"""Laptops for the store's tests: a store each, with a real Ed25519 key."""

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.segment import SealedSegment, signed_message
from yport_desktop.store import Store

SPACE = UUID("11111111-2222-4333-8444-555555555555")


class Laptop:
    """One installation: `write` saves locally, `segments` seals and hands out, `take` receives."""

    def __init__(self, folder: Path, number: int, trusted: set[bytes] | None = None) -> None:
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.public = self.key.public_key().public_bytes_raw()
        self.trusted = trusted if trusted is not None else set()
        self.trusted.add(self.public)
        self.now = 1_700_000_000.0
        self.store = Store(folder / f"laptop-{number}", self.public, clock=lambda: self.now)
        self.store.database.conn.execute("PRAGMA synchronous = OFF")  # tests of order, not of power cuts
        self.store.add_space(SPACE)

    def write(self, record: UUID, field: str, value: object) -> None:
        """One save of one cell."""
        self.store.commit(SPACE, [Edit(record, field, value)])

    def segments(self) -> list[SealedSegment]:
        """All sealed segments held here, own changes sealed first."""
        self.store.seal(SPACE, self.key.sign)
        return list(self.store.segments_not_in(SPACE, None))

    def take(self, segments: list[SealedSegment]) -> None:
        """Receive; in the given order."""
        self.store.receive(SPACE, segments, lambda: self.trusted)


def genuine(author: bytes, identity: bytes, signature: bytes) -> bool:
    """Verify with the library, as `check` does."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(author).verify(signature, signed_message(identity))
    except InvalidSignature:
        return False
    return True
