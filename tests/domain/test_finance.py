"""Cash flows: the published cases, the identities of finance, and flows that have no single rate."""

from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yport_desktop.domain.finance import annuity, irr, npv, payback, rates_of_return, sign_changes

amounts = st.floats(1, 1e6)
rates = st.floats(0.0, 1.0)
later = st.lists(amounts, min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("flows", "rate", "within"),
    [
        ([-150_000, 15_000, 25_000, 35_000, 45_000, 60_000], 0.0524, 5e-5),
        ([-100, 0, 0, 74], -0.0955, 5e-5),
        ([-100, 39, 59, 55, 20], 0.28095, 5e-6),
        ([-100, 100, 0, -7], None, 0),
        ([-5, 10.5, 1, -8, 1], None, 0),
    ],
)
def test_published_rates(flows: list[float], rate: float | None, within: float) -> None:
    if rate is None:
        assert sign_changes(flows) > 1
        with pytest.raises(ValueError, match="exactly one"):
            irr(flows)
    else:
        assert irr(flows) == pytest.approx(rate, abs=within)


def test_the_first_flow_is_not_discounted() -> None:
    assert npv(0.05, [-15_000, 1_500, 2_500, 3_500, 4_500, 6_000]) == pytest.approx(122.89, abs=0.005)
    assert npv(0.3, [-7]) == -7
    assert npv(0.3, []) == 0


@settings(max_examples=200, deadline=None)
@given(amounts, later, rates)
def test_present_value_is_the_sum_of_discounted_flows(
    invested: float, flows: list[float], rate: float
) -> None:
    cash = [-invested, *flows]
    wanted = sum(amount / (1 + rate) ** t for t, amount in enumerate(cash))
    scale = sum(map(abs, cash))
    assert npv(rate, cash) == pytest.approx(wanted, abs=1e-9 * scale)
    assert npv(0.0, cash) == pytest.approx(sum(cash), abs=1e-9 * scale)
    assert npv(rate, [2 * amount for amount in cash]) == pytest.approx(2 * npv(rate, cash), abs=1e-9 * scale)


@settings(max_examples=200, deadline=None)
@given(amounts, later)
def test_at_the_rate_of_return_nothing_is_left(invested: float, flows: list[float]) -> None:
    cash = [-invested, *flows]
    rate = irr(cash)
    assert rate > -1
    if rate > -0.5:  # below, a last flow weighs 2^40 times as much as it is
        assert npv(rate, cash) == pytest.approx(0, abs=1e-6 * sum(map(abs, cash)))
    assert rates_of_return(cash) == pytest.approx((rate,), rel=1e-9, abs=1e-9)
    assert irr([-amount for amount in cash]) == pytest.approx(rate, rel=1e-9, abs=1e-9)
    # More money back, or the same money earlier, cannot lower the rate.
    assert irr([-invested, *flows[:-1], flows[-1] * 2]) >= rate - 1e-9


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-0.4, 2.0), min_size=2, max_size=4, unique=True))
def test_every_rate_of_a_flow_with_several_is_found(wanted: list[float]) -> None:
    wanted.sort()
    assume(all(b - a > 0.05 for a, b in pairwise(wanted)))
    cash = [1.0]
    for rate in wanted:  # flow = Π (x - 1/(1 + rate)) in x = 1/(1 + r)
        root = 1 / (1 + rate)
        shifted, kept = [0.0, *cash], [*[-root * c for c in cash], 0.0]
        cash = [a + b for a, b in zip(shifted, kept, strict=True)]
    assert rates_of_return(cash) == pytest.approx(tuple(wanted), rel=1e-5, abs=1e-5)


def test_flows_without_a_rate() -> None:
    for flows in ([], [0, 0], [5], [1, 2, 3], [-1, -2], [100, -200, 150]):
        assert rates_of_return(flows) == ()
    assert sign_changes([0, -1, 0, 0, 2, 0, -1]) == 2
    assert rates_of_return([-1, 3, -2.25]) == pytest.approx((0.5,))  # the curve only touches zero


@settings(max_examples=100, deadline=None)
@given(rates, st.integers(1, 60))
def test_annuity_pays_one_back(rate: float, years: int) -> None:
    assume(rate == 0 or rate > 1e-6)
    yearly = annuity(rate, years)
    assert npv(rate, [-1.0, *[yearly] * years]) == pytest.approx(0, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(amounts, later, rates)
def test_payback_is_where_the_sum_reaches_zero(invested: float, flows: list[float], rate: float) -> None:
    cash = [-invested, *flows]
    years = payback(cash, rate)
    if years is None:
        assert npv(rate, cash) < 1e-9 * sum(map(abs, cash))
        return
    whole = int(years)
    assert 0 <= years <= len(flows)
    assert npv(rate, cash[: whole + 1]) <= 1e-6 * sum(map(abs, cash))
    plain = payback(cash)
    assert plain is not None and plain <= years + 1e-9  # discounting never pays back sooner


def test_payback_is_for_good() -> None:
    assert payback([-10, 20, -15, 10]) == pytest.approx(2.5)  # back after half a year, but not for good
    assert payback([-100, 50]) is None
    assert payback([0, 10]) == 0


def test_draws_agree_with_single_numbers() -> None:
    generator = np.random.default_rng(7)
    invested, yearly = generator.normal(1000, 100, 50), generator.normal(200, 40, 50)
    cash: list[Any] = [-invested, *[yearly] * 10]
    drawn = {"npv": npv(0.07, cash), "irr": irr(cash)}
    for at in range(50):
        single = [float(flow[at]) for flow in cash]
        assert drawn["npv"][at] == pytest.approx(npv(0.07, single))
        assert drawn["irr"][at] == pytest.approx(irr(single), abs=1e-9)


def test_a_draw_that_brings_nothing_back_counts_as_all_lost() -> None:
    found = irr([np.array([-100.0, -100.0]), np.array([110.0, -5.0])])
    assert found == pytest.approx([0.1, -1.0])


def test_never_more_rates_than_changes_of_sign() -> None:
    product = [1.0]  # fifty rates so close to each other that no float tells them apart
    for step in range(50):
        shifted, kept = [0.0, *product], [*product, 0.0]
        product = [a - b * (0.2 + step * 0.02) for a, b in zip(shifted, kept, strict=True)]
    for flows in (product, [(-1.0) ** t * (1 + t % 7) for t in range(101)]):
        assert len(rates_of_return(flows)) <= sign_changes(flows)


def test_long_and_extreme_flows_neither_overflow_nor_hang() -> None:
    for flows in ([-1e12, *[1e-3] * 200], [-1.0, *[1e3] * 200], [-1.0, *[0.0] * 200, 1.0]):
        assert isfinite(irr(flows))
    with pytest.raises(ArithmeticError):
        irr([-1e-6, *[1e12] * 200])
    assert rates_of_return([-1e-6, 1e12]) == ()
