"""Contact cards: one line of text with a person's name and keys, signed by that person.

    YPORT-CARD-1.<payload>.<signature>

Payload and signature are base64url without padding. The payload is canonical JSON with the
names "name", "email", "sign" (Ed25519 public key, hex) and "receive" (age recipient); the
signature, by the key in "sign", is over `yport-card-1\\0` and the payload. White space inside
the line is ignored, so that a card survives the line breaks of an email.
"""

import base64
import re
from dataclasses import dataclass
from unicodedata import category

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.errors import CardError
from yport_desktop.domain.text import N_

from .identity import KEY_BYTES, Identity, is_receiving_key, verify
from .words import fingerprint_words

_PREFIX = "YPORT-CARD-"
_TAG = b"yport-card-1\0"
_MAX_TEXT = 200
_MAX_CARD = 8_000
_UNPRINTABLE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_CARD = re.compile(r"YPORT-CARD-1\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{86})")

_TOO_NEW = N_("This contact card was made by a newer version of Y-PORT Desktop.")
_DAMAGED = N_("This contact card was altered or damaged on the way. Ask for it again.")


@dataclass(frozen=True)
class ContactCard:
    """A person as others need to know her: to check what she signs and to send her bundles."""

    name: str
    email: str
    signing_key: bytes
    receiving_key: str

    @property
    def words(self) -> str:
        """The fingerprint words of the signing key."""
        return fingerprint_words(self.signing_key)


def encode_card(identity: Identity, name: str, email: str = "") -> str:
    """This installation's own card, one line."""
    payload = dumps(
        {
            "name": printable(name, _MAX_TEXT),
            "email": printable(email, _MAX_TEXT),
            "sign": identity.public_key.hex(),
            "receive": identity.receiving_key,
        }
    ).encode()
    return f"{_PREFIX}1.{_base64(payload)}.{_base64(identity.sign(_TAG + payload))}"


def decode_card(text: str) -> ContactCard:
    """The card in a text that a person pasted; words around it are ignored.

    Raises CardError, with a sentence for what is no card, is damaged or is of a later format.
    """
    if len(text) > _MAX_CARD:
        raise CardError()
    squeezed = re.sub(r"[\s>]+", "", text)  # line breaks and the quote marks of a reply
    match = _CARD.search(squeezed)
    if match is None:
        later = re.search(r"YPORT-CARD-(\d+)\.", squeezed)
        raise CardError(_TOO_NEW) if later and later[1] != "1" else CardError()
    try:
        payload, signature = map(_unbase64, match.groups())
        fields = loads(payload.decode("utf-8"))
        key = bytes.fromhex(fields["sign"])
        card = ContactCard(
            name=printable(str(fields["name"]), _MAX_TEXT),
            email=printable(str(fields["email"]), _MAX_TEXT),
            signing_key=key,
            receiving_key=str(fields["receive"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CardError(_DAMAGED) from error
    if len(key) != KEY_BYTES or not verify(key, signature, _TAG + payload):
        raise CardError(_DAMAGED)
    if not is_receiving_key(card.receiving_key):
        raise CardError(_DAMAGED)
    return card


def printable(text: str, limit: int) -> str:
    """Text from elsewhere made safe for one line: no control or direction marks, bounded."""
    kept = (c if category(c) not in _UNPRINTABLE else " " for c in text[:limit])
    return " ".join("".join(kept).split())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
