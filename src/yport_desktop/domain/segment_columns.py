"""The columns of a segment: as the program holds them, and as they travel."""

import base64
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from .canonical import check_depth
from .entity import Json

MAX_CHANGES = 200_000
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_LETTER_VALUES = {letter: number for number, letter in enumerate(_LETTERS)}


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


def pack(columns: SegmentColumns) -> dict[str, Any]:
    """The columns as they travel."""
    runs = [
        (*pair, len(list(group)))
        for pair, group in groupby(zip(columns.record, columns.replaces, strict=True))
    ]
    return {
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


def unpack(raw: Any) -> SegmentColumns:
    """The columns, every type, index and length checked. Raises ValueError, TypeError or KeyError."""
    records = _split_names(raw["records"], 16)
    fields = tuple(text(f, 120) for f in _list(raw["fields"]))
    sources = _split_names(raw["sources"], 32)
    sets = tuple(tuple(_indexes(s, len(sources))) for s in _list(raw["sets"]))
    runs = [natural(n) for n in _list(raw["run"])]
    if sum(runs) > MAX_CHANGES:
        raise ValueError("too many changes")
    record = _spread(_indexes(raw["record"], len(records)), runs)
    replaces = _spread(_indexes(raw["replaces"], len(sets)), runs)
    field = _numbers(raw["field"], len(fields))
    value = raw["value"].split("\n") if type(raw["value"]) is str else _list(raw["value"])
    if not {dict, list}.isdisjoint(map(type, value)):
        for v in value:
            check_depth(v)
    sizes = [natural(n) for n in _list(raw["save_size"])]
    times = list(accumulate(whole(t) for t in _list(raw["save_time"])))
    labels = [text(label, 400) for label in _list(raw["save_label"])]
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


def _split_names(joined_text: Any, size: int) -> tuple[bytes, ...]:
    if type(joined_text) is not str:
        raise TypeError("base64 text expected")
    joined = base64.b64decode(joined_text, validate=True)
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


def sized(value: Any, size: int) -> bytes:
    """Bytes of exactly that size from hex text."""
    content = bytes.fromhex(text(value, 2 * size))
    if len(content) != size:
        raise ValueError("wrong length")
    return content


def text(value: Any, limit: int) -> str:
    """Text of at most `limit` characters."""
    if type(value) is not str or len(value) > limit:
        raise TypeError("short text expected")
    value.encode()  # a lone surrogate is no text: UnicodeEncodeError is a ValueError
    return value


def whole(value: Any) -> int:
    """A whole number that every reader holds exactly."""
    if type(value) is not int or abs(value) > 1 << 53:
        raise TypeError("whole number expected")
    return value


def natural(value: Any) -> int:
    """A whole number from 0."""
    if whole(value) < 0:
        raise ValueError("negative")
    return int(value)
