"""Lists of two people brought together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.union import united

lists = st.lists(st.sampled_from("abcdef"), max_size=6, unique=True)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("ab", "abc", "abd", "abdc"),
        ("ab", "a", "abc", "ac"),
        ("", "ab", "bc", "abc"),
        ("ab", "ba", "abx", "bxa"),
        ("", "", "ab", "ab"),
        ("", "c", "abc", "abc"),
        ("", "c", "ab", "cab"),
        ("a", "", "", ""),
    ],
)
def test_both_edits_hold(base: str, mine: str, theirs: str, expected: str) -> None:
    assert "".join(united(base, mine, theirs)) == expected


def test_rows_of_tables_are_entries_too() -> None:
    row, other = {"a": 1, "b": 2}, ["x", None]
    assert united([], [row], [{"b": 2, "a": 1}, other]) == [row, other]


@given(lists, lists, lists)
def test_nothing_is_lost_or_doubled(base: list[str], mine: list[str], theirs: list[str]) -> None:
    found = united(base, mine, theirs)
    assert len(set(found)) == len(found)
    assert {*mine, *theirs} - {*base} <= {*found}
    assert {*base} & {*mine} & {*theirs} <= {*found}
    assert united(base, mine, base) == list(mine)
    assert sorted(united(base, theirs, mine)) == sorted(found)


def test_lists_as_long_as_a_segment_holds() -> None:
    mine, theirs = list(range(0, 200_000, 2)), list(range(1, 200_000, 2))
    assert united([], mine, theirs) == mine + theirs
