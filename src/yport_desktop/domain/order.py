"""Keys that put siblings in order without ever renumbering them.

A key is a fraction 0.d1d2d3… in base 62 without its leading "0.", so that keys compare as text.
There is always room between two different keys. A key ends in random digits: when two
laptops insert at the same place offline, their keys almost never agree, and where they do
the record id decides (sort by key, then by id).
"""

from bisect import bisect_right
from collections.abc import Sequence
from random import Random

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
_BASE = len(DIGITS)
_JITTER = 4


def key_between(low: str | None, high: str | None, rng: Random | None = None) -> str:
    """A key strictly between `low` and `high`; None stands for the beginning or the end.

    Without `rng` the key is the shortest near the middle, the same on every machine.
    Raises ValueError for a malformed key, or where `low` is not below `high`.
    """
    for key in (low, high):
        if key is not None and not is_key(key):
            raise ValueError(f"not an order key: {key!r}")
    if low is not None and high is not None and low >= high:
        raise ValueError(f"no room between {low!r} and {high!r}")
    middle = _middle(low or "", high)
    if rng is None:
        return middle
    # Anything appended to `middle` stays above it; it stays below `high` unless high begins with it.
    while high is not None and high.startswith(middle):
        middle = _middle(middle, high)
    tail = "".join(rng.choice(DIGITS) for _ in range(_JITTER - 1))
    return middle + tail + rng.choice(DIGITS[1:])


def key_at(siblings: Sequence[str], index: int, rng: Random | None = None) -> str:
    """A key for a new sibling before position `index` of the keys given in order.

    Where the keys on both sides are equal (two laptops agreed by chance), the new one follows both.
    """
    usable = [key for key in siblings if is_key(key)]
    if index >= len(siblings) or len(usable) < len(siblings):
        return key_between(max(usable, default=None), None, rng)
    low = siblings[index - 1] if index > 0 else None
    after = index if low is None else max(index, bisect_right(siblings, low))
    return key_between(low, siblings[after] if after < len(siblings) else None, rng)


def spread(count: int) -> tuple[str, ...]:
    """`count` ascending keys with even room between them, the same on every machine."""
    width = 1
    while _BASE**width <= 2 * count:
        width += 1
    step = _BASE**width // (count + 1)
    return tuple(_text(step * (i + 1), width) for i in range(count))


def is_key(key: str) -> bool:
    """True for a well-formed key: base-62 digits, not empty, not ending in the lowest digit."""
    return bool(key) and key[-1] != DIGITS[0] and all(digit in _VALUE for digit in key)


def _text(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits)).rstrip(DIGITS[0])


def _middle(low: str, high: str | None) -> str:
    """A short key between `low` ("" = beginning) and `high` (None = end)."""
    shared = 0
    if high is not None:
        while shared < len(high) and (low[shared] if shared < len(low) else DIGITS[0]) == high[shared]:
            shared += 1
    prefix = high[:shared] if high is not None else ""
    low, high = low[shared:], high[shared:] if high is not None else None
    bottom = _VALUE[low[0]] if low else 0
    top = _VALUE[high[0]] if high else _BASE
    if top - bottom > 1:
        return prefix + DIGITS[(bottom + top) // 2]
    if high is not None and len(high) > 1:
        return prefix + high[0]
    return prefix + DIGITS[bottom] + _middle(low[1:], None)
