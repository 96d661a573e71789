"""A brute-force model of the state, sharing no code with the merge.

It reads sealed segments with the standard library alone and asks, for every value ever
written: does any other change of that cell name this segment as replaced?
"""

import base64
import hashlib
import json
import lzma
import unicodedata
from collections import defaultdict


def read(body: bytes) -> dict:
    """The columns of a sealed body."""
    start = 10 + int.from_bytes(body[6:10], "big")
    return json.loads(lzma.decompress(body[start:]))


def _names(text: str, size: int) -> list[str]:
    joined = base64.b64decode(text)
    return [joined[i : i + size].hex() for i in range(0, len(joined), size)]


def heads(bodies: list[bytes]) -> dict[tuple[str, str], dict[str, object]]:
    """Per cell (record hex, field): {segment hash hex: value} of the values nothing replaces."""
    said: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    replaced: dict[tuple[str, str], set[str]] = defaultdict(set)
    for body in set(bodies):
        name, columns = hashlib.sha256(body).hexdigest(), read(body)
        records = _names(columns["records"], 16)
        sources = _names(columns["sources"], 32)
        runs = zip(columns["record"], columns["replaces"], columns["run"], strict=True)
        where = [(records[r], columns["sets"][s]) for r, s, n in runs for _ in range(n)]
        values = columns["value"].split("\n") if isinstance(columns["value"], str) else columns["value"]
        for (record, named), letter, value in zip(where, columns["field"], values, strict=True):
            cell = record, columns["fields"]["0123456789".index(letter)]
            said[cell][name] = value
            replaced[cell] |= {sources[i] for i in named}
    return {
        cell: {name: v for name, v in values.items() if name not in replaced[cell]}
        for cell, values in said.items()
    }


def conflicts(bodies: list[bytes]) -> set[tuple[str, str]]:
    """Cells whose heads differ in NFC (deletions against edits are not judged here)."""
    found = set()
    for cell, values in heads(bodies).items():
        texts = {
            unicodedata.normalize("NFC", json.dumps(v, sort_keys=True, ensure_ascii=False))
            for v in values.values()
        }
        if len(texts) > 1:
            found.add(cell)
    return found
