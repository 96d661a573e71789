"""JSON as it is signed and stored: one text for one value, and nothing that JSON does not have."""

import json
from math import isfinite
from typing import Any

from .entity import Json

MAX_DEPTH = 32


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
        check_depth(loads(text))
    except (TypeError, RecursionError) as error:
        raise ValueError("no plain JSON") from error
    return text


def dump_bytes(value: Any) -> bytes:
    """`dumps` as UTF-8; what is no text passes through unchanged, to be refused where it is read."""
    return dumps(value).encode("utf-8", "surrogatepass")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("number out of range")
    return number


def check_depth(value: Json, room: int = MAX_DEPTH) -> None:
    """A value that nests deeper than any form needs could not be read again from a deep stack."""
    if isinstance(value, dict | list):
        if not room:
            raise ValueError("value nests too deep")
        for inner in value.values() if isinstance(value, dict) else value:
            check_depth(inner, room - 1)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not allowed")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name stands twice")
    return result
