"""Alignment of two sequences: matches are real, ordered, and found within bounded work."""

import random
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.domain.align import common_runs, increasing

sequences = st.lists(st.integers(0, 6), max_size=60)


def lcs_length(a: list[int], b: list[int]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b):
            diagonal, row[j + 1] = row[j + 1], diagonal + 1 if x == y else max(row[j], row[j + 1])
    return row[-1]


@given(sequences, sequences)
@settings(max_examples=400)
def test_runs_match_and_never_cross(a: list[int], b: list[int]) -> None:
    x_end = y_end = 0
    for x, y, length in common_runs(a, b):
        assert length > 0 and x >= x_end and y >= y_end
        assert a[x : x + length] == b[y : y + length]
        x_end, y_end = x + length, y + length
    assert x_end <= len(a) and y_end <= len(b)


doubled = st.lists(st.integers(0, 2), max_size=30).map(lambda v: v * 2)


@given(doubled, doubled)
@settings(max_examples=300)
def test_without_anchors_the_longest_common_subsequence_is_found(a: list[int], b: list[int]) -> None:
    matched = sum(length for _, _, length in common_runs(a, b))
    longest = lcs_length(a, b)
    # An anchor may appear after trimming; the alignment is then still close to the longest one.
    assert matched <= longest and matched >= longest * 0.6


@given(st.lists(st.integers(0, 50), max_size=80))
def test_increasing_is_increasing(values: list[int]) -> None:
    chain = increasing(values)
    assert chain == sorted(set(chain))
    picked = [values[i] for i in chain]
    assert all(p < q for p, q in pairwise(picked))


def test_hostile_sequences_stay_within_bounded_time() -> None:
    rng = random.Random(7)
    a = [rng.randrange(40) for _ in range(20_000)]
    b = [rng.randrange(40) for _ in range(20_000)]
    started = time.process_time()
    runs = common_runs(a, b)
    assert sum(length for _, _, length in runs) > 4_000
    assert time.process_time() - started < 20.0
