"""The signed first page of a bundle: from whom, to whom, about which space, what is held.

Canonical JSON (sorted names, no white space, UTF-8, no numbers but whole ones). A reader
accepts names it does not know (a later minor format) and keeps them in `extra`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from yport_desktop.domain.canonical import dumps, loads
from yport_desktop.domain.entity import Json
from yport_desktop.domain.errors import BundleDamaged, BundleTooNew

from .card import printable
from .identity import KEY_BYTES

MAJOR = 1
MINOR = 1
MAX_RECIPIENTS = 500
MAX_SPACES = 50
MAX_WANTED = 5_000
MAX_PARTS = 10_000
MAX_HELD = 20_000
MAX_NUMBER = 1 << 53
MAX_CIRCLES = 20
MAX_CARRIERS = 10
_MAX_LINKS = 64
_MAX_TEXT = 200
_MAX_NOTE = 2_000
_HEX_64 = re.compile(r"[0-9a-f]{64}")
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NAMES = {
    "format",
    "bundle",
    "part",
    "written",
    "encrypted",
    "sender",
    "recipients",
    "spaces",
    "note",
    "carrier",
    "came",
}


@dataclass(frozen=True)
class Party:
    """A sender or recipient: signing key (32 bytes), receiving key (age recipient), names."""

    key: bytes
    receiving: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class SpaceEntry:
    """One space a bundle is about, as the sender holds it.

    `have` is the sender's have-list (the acknowledgement), `state` the fingerprint of its
    folded state, `wanted` the SHA-256 of attachments it has no bytes of. `left_out` says how many
    changes of which narrower circle the recipients are not sent, `kept_back` names the feeds of these
    circles; `conflicts` is how many are open.
    """

    id: UUID
    name: str
    kind: str
    have: Json
    state: str
    wanted: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    kept_back: tuple[str, ...] = ()
    conflicts: int = 0


@dataclass(frozen=True)
class Manifest:
    """What the sender signed. `written` is UTC, for people; `part` counts from 1.

    `carrier` is the form the sender sent it in; `came` says per recipient (signing key, hex) in which
    carriers bundles of hers came through to the sender.
    """

    bundle: UUID
    written: str
    encrypted: bool
    sender: Party
    recipients: tuple[Party, ...]
    spaces: tuple[SpaceEntry, ...]
    part: int = 1
    parts: int = 1
    note: str = ""
    minor: int = MINOR
    carrier: str = ""
    came: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)

    def is_for(self, key: bytes, receiving: str) -> bool:
        """True if the holder of these keys is the sender or among the recipients.

        A bundle that names no recipients (signed only) is for everybody on the roster.
        """
        if not self.recipients and not self.encrypted:
            return True
        return any(p.key == key or p.receiving == receiving for p in (self.sender, *self.recipients))


def encode_manifest(manifest: Manifest) -> bytes:
    """The canonical bytes, as they are signed."""
    fields: dict[str, Json] = {
        **manifest.extra,
        "format": [MAJOR, manifest.minor],
        "bundle": str(manifest.bundle),
        "part": [manifest.part, manifest.parts],
        "written": manifest.written,
        "encrypted": manifest.encrypted,
        "sender": _party_json(manifest.sender),
        "recipients": [_party_json(p) for p in manifest.recipients],
        "spaces": [_space_json(s) for s in manifest.spaces],
        "note": manifest.note,
    }
    if manifest.carrier:
        fields["carrier"] = manifest.carrier
    if manifest.came:
        fields["came"] = {key: list(carriers) for key, carriers in manifest.came.items()}
    return dumps(fields).encode("utf-8")


def decode_manifest(content: bytes) -> Manifest:
    """The manifest in bytes whose signature was checked.

    Raises BundleTooNew for a later major format, BundleDamaged for anything that does not
    follow the schema or is not canonical.
    """
    try:
        text = content.decode("utf-8")
        fields = loads(text)
        major, minor = (_whole(n, 1_000_000) for n in fields["format"])
        if major > MAJOR:
            raise BundleTooNew()
        if major < 1 or dumps(fields) != text:
            raise ValueError("not canonical")
        return _manifest(fields, minor)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BundleDamaged() from error


def _manifest(fields: Mapping[str, Any], minor: int) -> Manifest:
    part, parts = (_whole(n, MAX_PARTS) for n in fields["part"])
    if not 1 <= part <= parts:
        raise ValueError("part out of range")
    return Manifest(
        bundle=UUID(_text(fields["bundle"])),
        written=_matching(_WRITTEN, fields["written"]),
        encrypted=_flag(fields["encrypted"]),
        sender=_party(fields["sender"]),
        recipients=tuple(_party(p) for p in _list(fields["recipients"], MAX_RECIPIENTS)),
        spaces=tuple(_space(s) for s in _list(fields["spaces"], MAX_SPACES)),
        part=part,
        parts=parts,
        note=_text(fields["note"], _MAX_NOTE),
        minor=minor,
        carrier=_text(fields.get("carrier", "")),
        came=_came(fields.get("came", {})),
        extra={name: value for name, value in fields.items() if name not in _NAMES},
    )


def _party_json(party: Party) -> Json:
    # A person's record may hold more than a reader accepts here: it must not cost her the bundle.
    name, email = (printable(text, _MAX_TEXT) for text in (party.name, party.email))
    return {"key": party.key.hex(), "receiving": party.receiving, "name": name, "email": email}


def _party(fields: Mapping[str, Any]) -> Party:
    key = bytes.fromhex(_text(fields["key"]))
    if len(key) != KEY_BYTES:
        raise ValueError("key of a wrong length")
    name, email = (printable(_text(fields[n]), _MAX_TEXT) for n in ("name", "email"))
    return Party(key, _text(fields["receiving"]), name, email)


def _came(fields: Any) -> dict[str, tuple[str, ...]]:
    """Per recipient's key the carriers that came through."""
    return {
        _matching(_HEX_64, key): tuple(_text(c) for c in _list(carriers, MAX_CARRIERS))
        for key, carriers in _object(fields, MAX_RECIPIENTS).items()
    }


def _space_json(space: SpaceEntry) -> Json:
    fields: dict[str, Json] = {
        "id": str(space.id),
        "name": space.name,
        "kind": space.kind,
        "have": space.have,
        "state": space.state,
        "wanted": list(space.wanted),
    }
    if space.left_out:
        fields["left_out"] = dict(space.left_out)
    if space.kept_back:
        fields["kept_back"] = list(space.kept_back)
    if space.conflicts:
        fields["conflicts"] = space.conflicts
    return fields


def _space(fields: Mapping[str, Any]) -> SpaceEntry:
    return SpaceEntry(
        id=UUID(_text(fields["id"])),
        name=printable(_text(fields["name"]), _MAX_TEXT),
        kind=_text(fields["kind"]),
        have=_have(fields["have"]),
        state=_text(fields["state"]),
        wanted=tuple(_matching(_HEX_64, w) for w in _list(fields["wanted"], MAX_WANTED)),
        left_out={
            _text(circle): _whole(n, MAX_NUMBER)
            for circle, n in _object(fields.get("left_out", {}), MAX_CIRCLES).items()
        },
        kept_back=tuple(_text(f) for f in _list(fields.get("kept_back", []), MAX_HELD)),
        conflicts=_whole(fields.get("conflicts", 0), MAX_NUMBER),
    )


def _have(fields: Mapping[str, Any]) -> Json:
    """A have-list: per feed its end by number and links of its chain, further segments by hash.

    `items` are those of later kinds that are kept, by type and SHA-256.
    """
    for feed, number, links in _list(fields["chains"], MAX_HELD):
        _text(feed)
        _whole(number, MAX_NUMBER)
        for link in _list(links, _MAX_LINKS):
            _matching(_HEX_64, link)
    for identity in _list(fields["also"], MAX_HELD):
        _matching(_HEX_64, identity)
    for kept in _list(fields.get("items", []), MAX_HELD):
        _text(kept)
    return fields


def _object(value: Any, limit: int) -> dict[str, Any]:
    if type(value) is not dict or len(value) > limit:
        raise TypeError("object expected")
    return value


def _list(value: Any, limit: int) -> list[Any]:
    if type(value) is not list or len(value) > limit:
        raise TypeError("list expected")
    return value


def _text(value: Any, limit: int = _MAX_TEXT) -> str:
    if type(value) is not str or len(value) > limit:
        raise TypeError("short text expected")
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError("text of another form expected")
    return str(value)


def _flag(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("true or false expected")
    return value


def _whole(value: Any, limit: int) -> int:
    if type(value) is not int or not 0 <= value <= limit:
        raise TypeError("whole number expected")
    return value
