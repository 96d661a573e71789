"""Two versions of a list and what both were made from, brought together."""

from collections.abc import Sequence

from .canonical import dumps
from .entity import Json


def united(base: Sequence[Json], mine: Sequence[Json], theirs: Sequence[Json]) -> list[Json]:
    """What either side added, less what either side took out, in my order.

    What only the other side has stands where it stood there: after the entry before it, or before the one
    after it. An entry that one side changed is that side's addition. Entries are
    compared as JSON; each stands once.
    """
    in_base, in_mine, in_theirs = ([dumps(e) for e in entries] for entries in (base, mine, theirs))
    entry = {dumps(e): e for e in (*base, *theirs, *mine)}
    removed = set(in_base) - (set(in_mine) & set(in_theirs))
    left = [k for k in dict.fromkeys(in_mine) if k not in removed]
    coming = [k for k in in_theirs if k not in removed]
    known = set(left)
    if coming and coming[0] not in known:
        after = next((k for k in coming if k in known), None)
        left.insert(left.index(after) if after is not None else len(left), coming[0])
    # Linked, not inserted one by one: a list from elsewhere may be very long.
    following: dict[str, str | None] = dict(zip(left, (*left[1:], None), strict=False))
    before = coming[0] if coming else ""
    for key in coming:
        if key not in following:
            following[key], following[before] = following[before], key
        before = key
    found: list[Json] = []
    at = left[0] if left else None
    while at is not None:
        found.append(entry[at])
        at = following[at]
    return found
