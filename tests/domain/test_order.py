"""Order keys: always room, always between, never the same by chance."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.order import DIGITS, is_key, key_at, key_between, spread

keys = st.text(DIGITS, min_size=1, max_size=8).filter(is_key)


@given(st.sets(keys, max_size=2), st.booleans(), st.integers(0, 99))
def test_a_key_lies_between_its_neighbours(pair: set[str], jitter: bool, seed: int) -> None:
    bounds = sorted(pair)
    low = bounds[0] if bounds else None
    high = bounds[1] if len(bounds) > 1 else None
    rng = Random(seed) if jitter else None
    for a, b in ((low, high), (None, low), (high, None)):
        key = key_between(a, b, rng)
        assert is_key(key)
        assert a is None or a < key
        assert b is None or key < b


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=120), st.booleans())
def test_there_is_always_room(positions: list[int], jitter: bool) -> None:
    rng = Random(3) if jitter else None
    siblings: list[str] = []
    for position in positions:
        index = position % (len(siblings) + 1)
        siblings.insert(index, key_at(siblings, index, rng))
    assert siblings == sorted(set(siblings))


def test_a_thousand_insertions_at_one_place_keep_room() -> None:
    low, high = key_between(None, None), None
    for _ in range(1_000):
        high = key_between(low, high, Random(1))
    assert low < high


def test_two_laptops_at_the_same_place_almost_never_agree() -> None:
    low, high = spread(2)
    here = {key_between(low, high, Random(seed)) for seed in range(2_000)}
    assert len(here) == 2_000


def test_after_equal_keys_the_new_one_follows() -> None:
    assert key_at(["V", "V", "k"], 1) > "V"
    assert key_at(["V", "V"], 1) > "V"


@pytest.mark.parametrize("count", [0, 1, 2, 30, 61, 62, 500])
def test_spread_is_even_and_repeatable(count: int) -> None:
    keys = spread(count)
    assert len(keys) == count and list(keys) == sorted(set(keys)) and all(map(is_key, keys))
    assert keys == spread(count)


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a"), ("a0", None), ("-", None), ("", None)])
def test_impossible_neighbours_are_refused(low: str, high: str | None) -> None:
    with pytest.raises(ValueError):
        key_between(low, high)
