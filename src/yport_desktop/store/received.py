"""What became of segments that were handed in."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .fold import Folded


@dataclass
class Received:
    """What became of segments that were handed in."""

    applied: int = 0
    known: int = 0
    shut_out: int = 0  # of those that wait: their author's key was revoked before them
    waiting: int = 0  # author not on the roster, newer format or unsound: kept, not applied
    unknown_authors: set[bytes] = field(default_factory=set)
    refolded: bool = False  # something that was folded does not count any more
    gone: dict[int, str] = field(default_factory=dict)  # records that do not count any more: their kinds
    folded: Folded = field(default_factory=Folded)
    forks: list[tuple[bytes, int]] = field(default_factory=list)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A bulk fold makes a million small values and no cycles: the collector only walks them (13 %)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
