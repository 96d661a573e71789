"""The exchange workload, the same for every candidate.

10,000 records x 10 fields are known to all. Five authors each make 20,000 edits offline: 2,000
saves of 10 edits of one record; 90 % on records they own, 10 % on anybody's. Five bundles go to a
hub. Which cells truly conflict follows from the edits: two authors wrote them, last values differ.
"""

import random
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

RECORDS, FIELDS, AUTHORS, SAVES, PER_SAVE = 10_000, 10, 5, 2_000, 10


@dataclass(frozen=True)
class Workload:
    """`base[r][f]` is the common text; `saves[a]` are (record, [(field, text), ...])."""

    ids: list[UUID]
    base: list[list[str]]
    saves: list[list[tuple[int, list[tuple[int, str]]]]]

    @cached_property
    def last(self) -> list[dict[tuple[int, int], str]]:
        """Per author, the last value of each cell."""
        return [{(r, f): v for r, edits in saves for f, v in edits} for saves in self.saves]

    @cached_property
    def conflicts(self) -> set[tuple[int, int]]:
        """Cells that two authors left with differing values."""
        values: dict[tuple[int, int], set[str]] = {}
        for last in self.last:
            for cell, value in last.items():
                values.setdefault(cell, set()).add(value)
        return {cell for cell, texts in values.items() if len(texts) > 1}


def make(seed: int = 1, saves: int = SAVES, records: int = RECORDS) -> Workload:
    """The workload of that seed."""
    luck = random.Random(seed)
    ids = [UUID(int=luck.getrandbits(128), version=4) for _ in range(records)]
    base = [[_text(luck) for _ in range(FIELDS)] for _ in range(records)]
    authors = []
    for author in range(AUTHORS):
        own = range(author, records, AUTHORS)
        authors.append(
            [
                (
                    luck.choice(own) if luck.random() < 0.9 else luck.randrange(records),
                    [(luck.randrange(FIELDS), _text(luck)) for _ in range(PER_SAVE)],
                )
                for _ in range(saves)
            ]
        )
    return Workload(ids, base, authors)


_WORDS = [
    "collected",
    "disposed",
    "recovered",
    "measured",
    "weighed",
    "estimated",
    "household",
    "market",
    "barangay",
    "plant",
]


def _text(luck: random.Random) -> str:
    """A value as advisors enter it: mostly numbers, some words."""
    if luck.random() < 0.7:
        return f"{luck.randrange(100_000) / 10}"
    return f"{luck.choice(_WORDS)} {luck.randrange(1000)}"
