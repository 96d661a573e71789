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
    keys = {side: [dumps(e) for e in entries] for side, entries in enumerate((base, mine, theirs))}
    entry = {dumps(e): e for e in (*base, *theirs, *mine)}
    removed = {k for k in keys[0] if k not in keys[1] or k not in keys[2]}
    found = [k for k in dict.fromkeys(keys[1]) if k not in removed]
    for place, key in enumerate(keys[2]):
        if key in removed or key in found:
            continue
        before = next((k for k in reversed(keys[2][:place]) if k in found), None)
        after = next((k for k in keys[2][place + 1 :] if k in found), None)
        if before is not None:
            found.insert(found.index(before) + 1, key)
        else:
            found.insert(found.index(after) if after is not None else len(found), key)
    return [entry[k] for k in found]
