"""Screening: a product of three factors on fixed ranges, where missing is not zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.advice.screening import Factors, share_of_range

shares = st.floats(0, 1)


def test_the_ends_of_a_range_hold_both_ways() -> None:
    assert [share_of_range(v, 0, 20) for v in (-1, 0, 5, 20, 30)] == [0, 0, 0.25, 1, 1]
    assert [share_of_range(v, 100, 0) for v in (120, 100, 75, 0)] == [0, 0, 0.25, 1]


@given(shares, shares, shares)
def test_the_product_is_of_all_three(need: float, spending: float, authority: float) -> None:
    found = Factors(need, spending, authority)
    assert found.product == pytest.approx(need * spending * authority)
    assert found.product == found.highest


@given(shares, shares)
def test_a_missing_factor_leaves_it_open(one: float, other: float) -> None:
    assert Factors(None, one, other).product is None
    assert Factors(None, one, other).highest == pytest.approx(one * other)
    assert Factors(one, None, 0.0).highest == 0


@given(shares, shares, shares, shares)
def test_more_of_a_factor_is_never_less(need: float, more: float, spending: float, authority: float) -> None:
    low, high = sorted((need, more))
    assert (Factors(low, spending, authority).product or 0) <= (
        Factors(high, spending, authority).product or 0
    )
