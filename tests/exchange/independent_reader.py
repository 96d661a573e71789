"""A second reader of bundles, written from docs/bundle-format.md alone: imports nothing of ours.

python independent_reader.py BUNDLE [AGE-SECRET-KEY-1...]
"""

import base64
import hashlib
import json
import lzma
import struct
import sys
import unicodedata

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey as PublicKey

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def read(content, age_key=None):
    """The manifest, the segments and the attachments of a verified bundle."""
    assert content[:8] == b"\x89YPORT\r\n", "magic"
    major, _, flags = struct.unpack(">BBH", content[8:12])
    assert major == 1 and flags in (0, 1), "version"
    payload = content[12:]
    if flags:
        payload = pyrage.decrypt(payload, [pyrage.x25519.Identity.from_str(age_key)])
    sender, signature, m, n = struct.unpack(">32s64sII", payload[:104])
    manifest, table = payload[104 : 104 + m], payload[104 + m : 104 + m + 44 * n]
    digest = hashlib.sha256(struct.pack(">II", m, n) + manifest + table).digest()
    PublicKey.from_public_bytes(sender).verify(signature, b"yport-bundle-1\0" + digest)
    fields = json.loads(manifest)
    assert canonical(fields).encode() == manifest, "canonical"
    assert fields["sender"]["key"] == sender.hex() and fields["encrypted"] == bool(flags), "sender"
    place, segments, blobs = 104 + m + 44 * n, [], {}
    for kind, sha256, length in struct.iter_unpack(">4s32sQ", table):
        item = payload[place : place + length]
        place += length
        assert len(item) == length and hashlib.sha256(item).digest() == sha256, "item"
        if kind == b"SEGM":
            segments.append(segment(item[:32], item[32:96], item[96:]))
        elif kind == b"BLOB":
            blobs[sha256.hex()] = item
    assert place == len(payload), "length"
    return fields, segments, blobs


def segment(author, signature, body):
    """Identity, header and changes (record, field, value, replaced identities) of one segment."""
    identity = hashlib.sha256(body).digest()
    PublicKey.from_public_bytes(author).verify(signature, b"yport-segment-1\0" + identity)
    assert body[:6] == b"YSEG1\n", "segment"
    (size,) = struct.unpack(">I", body[6:10])
    header = json.loads(body[10 : 10 + size])
    assert header["author"] == author.hex(), "author"
    raw = json.loads(lzma.decompress(body[10 + size :], format=lzma.FORMAT_XZ))
    records, sources = names(raw["records"], 16), names(raw["sources"], 32)
    runs = list(zip(raw["record"], raw["replaces"], raw["run"], strict=True))
    sets = [frozenset(sources[s] for s in indexes) for indexes in raw["sets"]]
    where = [(records[r], sets[p]) for r, p, n in runs for _ in range(n)]
    fields = [raw["fields"][LETTERS.index(x) if isinstance(x, str) else x] for x in raw["field"]]
    values = raw["value"].split("\n") if isinstance(raw["value"], str) else raw["value"]
    changes = [(r, f, v, old) for (r, old), f, v in zip(where, fields, values, strict=True)]
    assert len(changes) == header["changes"] == sum(raw["save_size"]), "changes"
    return identity.hex(), header, changes


def names(text, size):
    joined = base64.b64decode(text, validate=True)
    return [joined[i : i + size].hex() for i in range(0, len(joined), size)]


def fold(segments):
    """Per cell (record, field) its heads, the one shown first. All authors count."""
    said, replaced = {}, set()
    for identity, _, changes in segments:
        for record, field, value, replaces in changes:
            said.setdefault((record, field), {})[identity] = value
            replaced |= {(record, field, other) for other in replaces - {identity}}
    return {
        cell: [v for i, v in sorted(values.items(), reverse=True) if (*cell, i) not in replaced]
        for cell, values in said.items()
    }


def conflicts(state):
    plain = lambda value: unicodedata.normalize("NFC", canonical(value))  # noqa: E731
    return sorted(cell for cell, heads in state.items() if len(set(map(plain, heads))) > 1)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:  # noqa: PTH123
        opened = read(file.read(), *sys.argv[2:])
    print(json.dumps({"manifest": opened[0], "conflicts": conflicts(fold(opened[1]))}, indent=1))
