"""Sealed segments: the unit that travels, in canonical bytes.

Layout of the sealed body (see docs/bundle-format.md)::

    b"YSEG1\\n"  4-byte big-endian length of the header  header (JSON)  payload (xz)

The segment's identity is the SHA-256 of that body; the signature (Ed25519, by the author's
installation key) is over `SIGNED_PREFIX + identity`. A body is never changed after sealing and
is relayed verbatim, so that hash and signature can be checked before anything is parsed.
"""

import base64
import hashlib
import json
import lzma
import struct
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import isfinite
from typing import Any

from .entity import Json
from .errors import BundleDamaged, BundleTooNew

MAGIC = b"YSEG1\n"
FORMAT = 1
SIGNED_PREFIX = b"yport-segment-1\0"
# Twice the 5,000 first planned: uuids repeat in every segment, and bundles come out 6 % smaller.
SEAL_AT_CHANGES = 10_000
SEAL_AT_BYTES = 512 * 1024
MAX_BODY = 16 * 1024 * 1024
MAX_RAW = 64 * 1024 * 1024
MAX_CHANGES = 200_000
MAX_DEPTH = 32
# Columns of small numbers and short text: hash chains compress them as well as binary trees do
# (within 1 %) in two thirds of the time, and no position bits suit text (measured).
_FILTERS = [
    {
        "id": lzma.FILTER_LZMA2,
        "mode": lzma.MODE_NORMAL,
        "mf": lzma.MF_HC4,
        "nice_len": 32,
        "depth": 8,
        "dict_size": 1 << 20,
        "lc": 3,
        "lp": 0,
        "pb": 0,
    }
]
_MEMORY_LIMIT = 48 * 1024 * 1024
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_LETTER_VALUES = {letter: number for number, letter in enumerate(_LETTERS)}


@dataclass(frozen=True)
class SealedSegment:
    """A segment as it travels: body and signature, both opaque bytes."""

    body: bytes
    signature: bytes

    @property
    def hash(self) -> bytes:
        """The identity, 32 bytes."""
        return hashlib.sha256(self.body).digest()


@dataclass(frozen=True)
class SegmentHeader:
    """Who wrote this run of changes, in which feed, after which segment."""

    space: bytes
    circle: str
    feed: bytes
    number: int
    previous: bytes
    author: bytes
    changes: int
    first_at: int
    last_at: int
    format: int = FORMAT


@dataclass(frozen=True)
class SegmentColumns:
    """The changes of a segment as columns; index i is one change, in the order written.

    `record[i]`, `field[i]` index `records` (16-byte uuids) and `fields`; `replaces[i]` indexes
    `replace_sets`, tuples of indexes into `sources` (32-byte segment hashes). Saves are runs:
    `save_sizes[s]` changes written at `save_times[s]` (ms since 1970 UTC) called `save_labels[s]`.

    On the wire the uuids are one base64 text, small field numbers one text of letters, values that
    are all text without line ends one text of lines, and record and replaces are stored once per
    run of equal pairs: 7 % smaller after xz than plain JSON columns (measured).
    """

    records: tuple[bytes, ...]
    fields: tuple[str, ...]
    sources: tuple[bytes, ...]
    replace_sets: tuple[tuple[int, ...], ...]
    record: list[int]
    field: list[int]
    value: list[Json]
    replaces: list[int]
    save_sizes: list[int]
    save_times: list[int]
    save_labels: list[str]


def signed_message(identity: bytes) -> bytes:
    """What the author's key signs for a segment of that identity."""
    return SIGNED_PREFIX + identity


def encode(header: SegmentHeader, columns: SegmentColumns) -> bytes:
    """The canonical body. The same header and columns give the same bytes."""
    runs = [
        (*pair, len(list(group)))
        for pair, group in groupby(zip(columns.record, columns.replaces, strict=True))
    ]
    raw = _canonical(
        {
            "records": _join(columns.records),
            "fields": columns.fields,
            "sources": _join(columns.sources),
            "sets": columns.replace_sets,
            "record": [r for r, _, _ in runs],
            "replaces": [s for _, s, _ in runs],
            "run": [n for _, _, n in runs],
            "field": _letters(columns.field, len(columns.fields)),
            "value": _lines(columns.value),
            "save_size": columns.save_sizes,
            "save_time": _deltas(columns.save_times),
            "save_label": columns.save_labels,
        }
    )
    head = _canonical(
        {
            "format": header.format,
            "space": header.space.hex(),
            "circle": header.circle,
            "feed": header.feed.hex(),
            "number": header.number,
            "previous": header.previous.hex(),
            "author": header.author.hex(),
            "changes": header.changes,
            "first_at": header.first_at,
            "last_at": header.last_at,
        }
    )
    payload = lzma.compress(raw, format=lzma.FORMAT_XZ, check=lzma.CHECK_NONE, filters=_FILTERS)
    return MAGIC + struct.pack(">I", len(head)) + head + payload


def read_header(body: bytes) -> SegmentHeader:
    """The header alone, of this or a later format: its names stay for ever. Raises BundleDamaged."""
    head, _ = _split(body)
    try:
        fields = loads(head)
        header = SegmentHeader(
            format=_natural(fields["format"]),
            space=_sized(fields["space"], 16),
            circle=_text(fields["circle"], 80),
            feed=_sized(fields["feed"], 16),
            number=_natural(fields["number"]),
            previous=_sized(fields["previous"], 32) if fields["previous"] else b"",
            author=_sized(fields["author"], 32),
            changes=_natural(fields["changes"]),
            first_at=_whole(fields["first_at"]),
            last_at=_whole(fields["last_at"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BundleDamaged() from error
    if header.format < FORMAT or not 0 < header.changes <= MAX_CHANGES or header.number < 1:
        raise BundleDamaged()
    return header


def decode(body: bytes) -> tuple[SegmentHeader, SegmentColumns]:
    """Header and columns of a body whose hash and signature were checked.

    Output and memory are bounded; every index, length and type is checked. Raises
    BundleDamaged for anything that does not follow the schema, BundleTooNew for a later format
    (such a segment is kept and passed on until the program is newer).
    """
    header = read_header(body)
    if header.format > FORMAT:
        raise BundleTooNew()
    _, payload = _split(body)
    try:
        columns = _columns(loads(_decompress(payload)))
    except (KeyError, TypeError, ValueError, IndexError, RecursionError, lzma.LZMAError, EOFError) as error:
        raise BundleDamaged() from error
    if len(columns.record) != header.changes:
        raise BundleDamaged()
    return header, columns


def loads(text: bytes | str) -> Any:
    """JSON without NaN and infinities, and without duplicate names in an object."""
    return json.loads(
        text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_duplicates
    )


def dumps(value: Any) -> str:
    """Canonical JSON text: sorted names, no spaces, no NaN, text as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def storable(value: Json) -> str:
    """The canonical text of a value that a segment can hold and give back. Raises ValueError."""
    try:
        text = dumps(value)
        _check_depth(loads(text))
    except (TypeError, RecursionError) as error:
        raise ValueError("no plain JSON") from error
    return text


def _canonical(value: Any) -> bytes:
    return dumps(value).encode("utf-8", "surrogatepass")


def _split(body: bytes) -> tuple[bytes, bytes]:
    if len(body) > MAX_BODY or not body.startswith(MAGIC) or len(body) < len(MAGIC) + 4:
        raise BundleDamaged()
    start = len(MAGIC) + 4
    (size,) = struct.unpack(">I", body[len(MAGIC) : start])
    if not 0 < size <= 4096 or start + size > len(body):
        raise BundleDamaged()
    return body[start : start + size], body[start + size :]


def _decompress(payload: bytes) -> bytes:
    unpacker = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MEMORY_LIMIT)
    raw = unpacker.decompress(payload, max_length=MAX_RAW)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("payload is not one complete xz stream within bounds")
    return raw


def _columns(raw: dict[str, Any]) -> SegmentColumns:
    records = _split_names(raw["records"], 16)
    fields = tuple(_text(f, 120) for f in _list(raw["fields"]))
    sources = _split_names(raw["sources"], 32)
    sets = tuple(tuple(_indexes(s, len(sources))) for s in _list(raw["sets"]))
    runs = [_natural(n) for n in _list(raw["run"])]
    if sum(runs) > MAX_CHANGES:
        raise ValueError("too many changes")
    record = _spread(_indexes(raw["record"], len(records)), runs)
    replaces = _spread(_indexes(raw["replaces"], len(sets)), runs)
    field = _numbers(raw["field"], len(fields))
    value = raw["value"].split("\n") if type(raw["value"]) is str else _list(raw["value"])
    if not {dict, list}.isdisjoint(map(type, value)):
        for v in value:
            _check_depth(v)
    sizes = [_natural(n) for n in _list(raw["save_size"])]
    times = list(accumulate(_whole(t) for t in _list(raw["save_time"])))
    labels = [_text(label, 400) for label in _list(raw["save_label"])]
    lengths = {len(record), len(field), len(replaces), len(value), sum(sizes)}
    if len(lengths) != 1 or not len(sizes) == len(times) == len(labels) or min(sizes, default=1) < 1:
        raise ValueError("columns differ in length")
    for names in (records, fields, sources):
        if len(set(names)) != len(names):
            raise ValueError("a name stands twice")
    return SegmentColumns(
        records, fields, sources, sets, record, field, value, replaces, sizes, times, labels
    )


def _join(names: tuple[bytes, ...]) -> str:
    return base64.b64encode(b"".join(names)).decode("ascii")


def _split_names(text: Any, size: int) -> tuple[bytes, ...]:
    if type(text) is not str:
        raise TypeError("base64 text expected")
    joined = base64.b64decode(text, validate=True)
    if len(joined) % size:
        raise ValueError("wrong length")
    return tuple(joined[i : i + size] for i in range(0, len(joined), size))


def _letters(indexes: list[int], limit: int) -> str | list[int]:
    return "".join(map(_LETTERS.__getitem__, indexes)) if limit <= len(_LETTERS) else indexes


def _numbers(column: Any, limit: int) -> list[int]:
    if type(column) is str:
        column = [_LETTER_VALUES[letter] for letter in column]
    return _indexes(column, limit)


def _lines(values: list[Json]) -> str | list[Json]:
    plain = values and all(type(v) is str and "\n" not in v for v in values)
    return "\n".join(values) if plain else values


def _spread(column: list[int], runs: list[int]) -> list[int]:
    return [x for x, n in zip(column, runs, strict=True) for _ in range(n)]


def _deltas(times: list[int]) -> list[int]:
    return [t - p for p, t in zip([0, *times], times, strict=False)]


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise TypeError("list expected")
    return value


def _indexes(value: Any, limit: int) -> list[int]:
    indexes = _list(value)
    if indexes and (set(map(type, indexes)) != {int} or min(indexes) < 0 or max(indexes) >= limit):
        raise ValueError("index out of range")
    return indexes


def _sized(value: Any, size: int) -> bytes:
    content = bytes.fromhex(_text(value, 2 * size))
    if len(content) != size:
        raise ValueError("wrong length")
    return content


def _text(value: Any, limit: int) -> str:
    if type(value) is not str or len(value) > limit:
        raise TypeError("short text expected")
    value.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or abs(value) > 1 << 53:
        raise TypeError("whole number expected")
    return value


def _natural(value: Any) -> int:
    if _whole(value) < 0:
        raise ValueError("negative")
    return int(value)


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("number out of range")
    return number


def _check_depth(value: Json, room: int = MAX_DEPTH) -> None:
    """A value that nests deeper than any form needs could not be read again from a deep stack."""
    if isinstance(value, dict | list):
        if not room:
            raise ValueError("value nests too deep")
        for inner in value.values() if isinstance(value, dict) else value:
            _check_depth(inner, room - 1)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not allowed")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name stands twice")
    return result
