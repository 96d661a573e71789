"""Whose segments count: the roster as a function of the set of segments, revocations included.

A key is on the roster when a segment that counts says so. A *revocation* names a key and its last
good segments; what that key signed beyond them does not count: it is kept, passed on, and folded
should the revocation be lifted. Keys that only such segments enrolled are not on the roster.

A revocation holds when a colleague made it (nobody revokes herself this way) and until she, or two
others, lift it. It never takes whoever made it off the roster: as far as it would, it does not hold.
Where people revoke each other, the one with more voices behind it is settled first,
and what it shuts out has no say any more; voices of keys that are revoked themselves, or that only
such keys enrolled, do not count; between equals the key nearer to the founder of the space prevails.
The outcome depends on nothing but the set.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = bytes
_FAR = 1 << 30


@dataclass(frozen=True)
class Sealed:
    """A segment as far as trust is concerned. `id` is any name of it, unique on this installation."""

    id: int
    author: Key
    feed: bytes
    number: int
    hash: bytes
    previous: bytes


@dataclass(frozen=True)
class Enrolment:
    """A segment puts a key on the roster."""

    segment: int
    key: Key


@dataclass(frozen=True)
class Revocation:
    """A segment revokes a key; `last` are the ends of what is good: (feed, number, hash).

    `cell` is any name of the place where it says so: one segment may revoke several keys.
    """

    segment: int
    key: Key
    last: tuple[tuple[bytes, int, bytes], ...]
    cell: int = 0


@dataclass(frozen=True)
class Lift:
    """A segment replaces what the named segments say in that cell, or agrees with those that did.

    `restated`: with another revocation of the key; that takes back no more than its author's own word.
    """

    segment: int
    lifted: frozenset[int]
    restated: bool = False
    cell: int = 0


@dataclass(frozen=True)
class Said:
    """All that the segments of a space say of keys. `roots` are the keys a person accepted here.

    `founding` are the segments that made the space.
    """

    roots: frozenset[Key]
    segments: Mapping[int, Sealed]
    founding: frozenset[int]
    enrolments: Sequence[Enrolment]
    revocations: Sequence[Revocation]
    lifts: Sequence[Lift]


def shut_out(said: Said) -> frozenset[int]:
    """The segments that do not count because their author's key was revoked before them."""
    out: frozenset[int] = frozenset()
    settled: set[Key] = set()
    while True:
        roster = enrolled(said, out)
        holding = _holding(said, roster, out)
        open_ = {r.key for r in holding} - settled
        if not open_:
            return out
        target = _first(said, roster, holding, open_, out)
        settled.add(target)
        out |= _settled(said, target, [r for r in holding if r.key == target], out)


def _settled(
    said: Said, target: Key, revocations: Sequence[Revocation], out: frozenset[int]
) -> frozenset[int]:
    """What goes with a key: nobody's word counts by which she would lose her own place."""
    while revocations:
        gone = _beyond(said, target, revocations)
        roster = enrolled(said, out | gone)
        lasting = [r for r in revocations if said.segments[r.segment].author in roster]
        if len(lasting) == len(revocations):
            return gone
        revocations = lasting
    return frozenset()


def enrolled(said: Said, out: Collection[int]) -> frozenset[Key]:
    """The keys on the roster when the segments in `out` do not count."""
    return frozenset(_depths(said, said.roots, out))


def _depths(said: Said, roots: Iterable[Key], out: Collection[int]) -> dict[Key, int]:
    """How many enrolments lie between a root and each key."""
    made_by: dict[Key, set[Key]] = {}
    for enrolment in said.enrolments:
        if enrolment.segment not in out:
            made_by.setdefault(said.segments[enrolment.segment].author, set()).add(enrolment.key)
    depths = dict.fromkeys(roots, 0)
    waiting = list(depths)
    for key in waiting:
        for other in sorted(made_by.get(key, ())):
            if other not in depths:
                depths[other] = depths[key] + 1
                waiting.append(other)
    return depths


def _holding(said: Said, roster: Collection[Key], out: Collection[int]) -> list[Revocation]:
    """The revocations that count and were not lifted."""

    def author(segment: int) -> Key:
        return said.segments[segment].author

    def counts(segment: int) -> bool:
        return segment not in out and author(segment) in roster

    lifters: dict[tuple[int, int], set[Key]] = {}
    own_words = {(r.segment, r.cell, author(r.segment)) for r in said.revocations}
    agreed_with = {(lift.segment, lift.cell): lift for lift in said.lifts if not lift.restated}
    for lift in said.lifts:
        if counts(lift.segment):
            by = author(lift.segment)
            for segment in _lifted(agreed_with, lift):
                if not lift.restated or (segment, lift.cell, by) in own_words:
                    lifters.setdefault((segment, lift.cell), set()).add(by)
    return [
        r
        for r in said.revocations
        if counts(r.segment)
        and author(r.segment) != r.key
        and author(r.segment) not in lifters.get((r.segment, r.cell), ())
        and len(lifters.get((r.segment, r.cell), set()) - {r.key}) < 2
    ]


def _lifted(others: Mapping[tuple[int, int], Lift], lift: Lift) -> set[int]:
    """Whoever writes again over a lift has seen what that one lifted, and agrees."""
    found: set[int] = set()
    waiting = list(lift.lifted)
    while waiting:
        segment = waiting.pop()
        if segment not in found:
            found.add(segment)
            if (segment, lift.cell) in others and not lift.restated:
                waiting += others[segment, lift.cell].lifted
    return found


def _first(
    said: Said,
    roster: Collection[Key],
    holding: Sequence[Revocation],
    open_: Collection[Key],
    out: frozenset[int],
) -> Key:
    """The revoked key that is settled next: see the module."""
    contested = {r.key for r in holding}
    if len(open_) == 1:
        return next(iter(open_))
    would_go = out.union(*(_beyond(said, key, [r for r in holding if r.key == key]) for key in contested))
    free = enrolled(said, would_go) - contested
    founders = {said.segments[s].author for s in said.founding if s not in out}
    depths = _depths(said, sorted(founders & set(roster)), out)

    def weight(key: Key) -> tuple[int, int, Key]:
        voices = {said.segments[r.segment].author for r in holding if r.key == key}
        nearest = min(depths.get(v, _FAR) for v in voices)
        return len(voices & free), -nearest, key

    return max(open_, key=weight)


def _beyond(said: Said, key: Key, revocations: Sequence[Revocation]) -> frozenset[int]:
    """The segments of a key that lie beyond what each of its revocations calls good."""
    mine = [s for s in said.segments.values() if s.author == key]
    good = {s.id for s in mine}
    for revocation in revocations:
        good &= _good(mine, revocation)
    return frozenset(s.id for s in mine if s.id not in good)


def _good(mine: Sequence[Sealed], revocation: Revocation) -> set[int]:
    """The chain up to each end; as long as an end is not here itself, all of its feed up to its number."""
    by_hash = {s.hash: s for s in mine}
    found: set[int] = set()
    for feed, number, end in revocation.last:
        if end not in by_hash:
            found |= {s.id for s in mine if s.feed == feed and s.number <= number}
            continue
        at: Sealed | None = by_hash[end]
        while at is not None and at.id not in found:
            found.add(at.id)
            at = by_hash.get(at.previous)
    return found
