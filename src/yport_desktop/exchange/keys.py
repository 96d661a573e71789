"""The two private keys of an installation, and the text in which they are kept."""

from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from yport_desktop.domain.canonical import dumps, loads


@dataclass(frozen=True)
class Keys:
    """Ed25519 to sign with, age X25519 to receive with."""

    signing: Ed25519PrivateKey = field(repr=False)
    receiving: pyrage.x25519.Identity = field(repr=False)

    @classmethod
    def generate(cls) -> "Keys":
        """New ones."""
        return cls(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())

    @property
    def public(self) -> bytes:
        """The public signing key, 32 bytes."""
        return self.signing.public_key().public_bytes_raw()

    def fields(self) -> dict[str, str]:
        """The secrets as JSON values; `public` betrays a letter that changed."""
        return {
            "public": self.public.hex(),
            "signing": self.signing.private_bytes_raw().hex(),
            "receiving": str(self.receiving),
        }

    def text(self) -> str:
        """The secrets as one line of canonical JSON, some 250 letters."""
        return dumps(self.fields())


def keys_of(text: str) -> Keys | None:
    """The keys in such a text (other names in it are no fault), None if it holds none."""
    try:
        state = loads(text)
        keys = Keys(
            Ed25519PrivateKey.from_private_bytes(bytes.fromhex(state["signing"])),
            pyrage.x25519.Identity.from_str(state["receiving"]),
        )
        return keys if keys.public.hex() == state["public"] else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, pyrage.IdentityError):
        return None
