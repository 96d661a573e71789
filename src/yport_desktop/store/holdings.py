"""Have-lists: who holds which segments, what to send, what is waited for.

A have-list names the end of every gapless feed by number and hash, with the hashes 1, 2, 4, ...
segments before it, and every segment beyond a gap by hash. Since segments name the one before
them by hash, holding one link proves the chain up to it; what is not proven is sent again.
Gapless means that each names the very one before it that is here: of a forked feed a laptop may
hold every number and yet not the segment that the next one was built on.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from yport_desktop.domain.changes import is_left_out
from yport_desktop.domain.segment import SealedSegment

from .names import APPLIED, NAMED, OPEN

_Link = tuple[bytes, bytes]  # a segment and the one it names as the one before it
HaveList = dict[str, Any]  # {"chains": [[feed, number, [hash, ...]], ...], "also": [hash, ...]}


def have_list(connection: sqlite3.Connection, space: int) -> HaveList:
    """What this store holds of a space, applied or not, as plain JSON."""
    chains, also = [], []
    for feed, numbers in _feeds(connection, space).items():
        chain = _chain(numbers)
        if end := len(chain):
            steps = [0, *(1 << i for i in range(32))]
            chains.append([feed, end, [chain[end - 1 - s].hex() for s in steps if s < end]])
        also += [h.hex() for n, here in sorted(numbers.items()) if n > end for h, _ in here]
    return {"chains": sorted(chains), "also": sorted(also)}


def _chain(numbers: dict[int, list[_Link]]) -> list[bytes]:
    """The segments from number 1 on, as far as there is one of each and it names the one before it."""
    chain: list[bytes] = []
    while len(here := numbers.get(len(chain) + 1, [])) == 1:
        identity, previous = here[0]
        if previous != (chain[-1] if chain else b""):
            break
        chain.append(identity)
    return chain


def _feeds(connection: sqlite3.Connection, space: int) -> dict[str, dict[int, list[_Link]]]:
    query = (
        "SELECT f.uuid, f.author, s.number, s.hash, s.previous FROM segment s JOIN feed f ON f.id = s.feed"
        " WHERE s.space = ? AND s.state NOT IN (?, ?) ORDER BY s.feed, s.number, s.hash"
    )
    feeds: dict[str, dict[int, list[_Link]]] = {}
    for feed, author, number, identity, previous in connection.execute(query, [space, OPEN, NAMED]):
        numbers = feeds.setdefault(feed.hex() + author.hex()[:16], {})
        numbers.setdefault(number, []).append((identity, previous))
    return feeds


def feeds_of(connection: sqlite3.Connection, space: int, circles: Collection[str]) -> set[str]:
    """The feeds of these circles, named as in the chains of a have-list."""
    query = "SELECT uuid, author, circle FROM feed WHERE space = ?"
    return {
        feed.hex() + author.hex()[:16]
        for feed, author, circle in connection.execute(query, [space])
        if is_left_out(circle, circles)
    }


@dataclass(frozen=True)
class SegmentLine:
    """A sealed segment in a list: times in ms since 1970, `counts` says whether it is folded."""

    feed: bytes
    number: int
    hash: bytes
    changes: int
    first_at: int
    last_at: int
    counts: bool
    circle: str


def segments_by(connection: sqlite3.Connection, space: int, author: bytes) -> list[SegmentLine]:
    """The segments of one author that are here, feed by feed."""
    query = (
        f"SELECT f.uuid, s.number, s.hash, s.changes, s.first_at, s.last_at, s.state = {APPLIED}, f.circle"
        " FROM segment s JOIN feed f ON f.id = s.feed"
        " WHERE s.space = ? AND s.author = ? AND s.state NOT IN (?, ?) ORDER BY f.id, s.number, s.hash"
    )
    rows = connection.execute(query, [space, author, OPEN, NAMED])
    return [
        SegmentLine(feed, number, identity, changes, first, last, bool(counts), circle)
        for feed, number, identity, changes, first, last, counts, circle in rows
    ]


def not_in(connection: sqlite3.Connection, space: int, have: HaveList | None) -> list[int]:
    """Local ids of the segments a holder of `have` provably lacks or may lack, feed by feed."""
    query = (
        "SELECT id, hash, previous FROM segment WHERE space = ? AND state NOT IN (?, ?) ORDER BY feed, number"
    )
    mine = connection.execute(query, [space, OPEN, NAMED]).fetchall()
    proven = _proven({h: p for _, h, p in mine}, have or {})
    return [i for i, identity, _ in mine if identity not in proven]


def _proven(previous: dict[bytes, bytes], have: HaveList) -> set[bytes]:
    proven = {bytes.fromhex(h) for h in have.get("also", ())}
    for _, _, links in have.get("chains", ()):
        for link in links:
            identity = bytes.fromhex(link)
            while identity in previous and identity not in proven:
                proven.add(identity)
                identity = previous[identity]
    return proven


def sealed(connection: sqlite3.Connection, ids: list[int]) -> Iterator[SealedSegment]:
    """The sealed segments of those local ids, one at a time."""
    for i in ids:
        row = connection.execute("SELECT body, signature FROM segment_body WHERE id = ?", [i]).fetchone()
        yield SealedSegment(*row)


def gaps(connection: sqlite3.Connection, space: int) -> list[tuple[bytes, int, bytes]]:
    """What is waited for: (feed uuid, number, hash) of segments named but not held."""
    query = (
        "SELECT f.uuid, s.number - 1, s.previous FROM segment s JOIN feed f ON f.id = s.feed"
        " LEFT JOIN segment p ON p.hash = s.previous AND p.state <> ?"
        " WHERE s.space = ? AND s.number > 1 AND p.id IS NULL"
    )
    return connection.execute(query, [NAMED, space]).fetchall()


def remember(connection: sqlite3.Connection, space: int, holder: bytes, at: int, have: HaveList) -> None:
    """Keep what a colleague said to hold; an older word never overwrites a newer one."""
    connection.execute(
        "INSERT INTO holding VALUES (?1, ?2, ?3, ?4) ON CONFLICT (space, holder) DO UPDATE"
        " SET at = excluded.at, have = excluded.have WHERE excluded.at >= holding.at",
        [space, holder, at, json.dumps(have)],
    )


def remembered(connection: sqlite3.Connection, space: int) -> dict[bytes, tuple[int, HaveList]]:
    """Per colleague's key: when they said so (ms), and their have-list."""
    query = "SELECT holder, at, have FROM holding WHERE space = ?"
    return {h: (at, json.loads(have)) for h, at, have in connection.execute(query, [space])}
