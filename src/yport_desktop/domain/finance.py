"""Cash flows: present value, rates of return, payback, annuity. Rates are fractions per year.

Flow t stands at index t; **the first flow stands at t = 0 and is not discounted** (a spreadsheet's NPV
discounts it). Textbook formulas; checked against the test cases of numpy-financial (BSD-3).
A number may also be an array of draws, or record itself (see `arithmetic`).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from .arithmetic import applied
from .evaluation import middle

STEPS = 200  # halvings at most; each bracket ends much earlier
LEAST, MOST = 1e-12, 1e12  # 1 + rate is looked for between these


def npv(rate: Any, flows: Sequence[Any]) -> Any:
    """Net present value: Σ flow_t / (1 + rate)^t from t = 0. Raises ZeroDivisionError at a rate of -1."""
    if len(flows) < 2:
        return flows[0] if flows else 0.0
    return flows[0] + applied("NPV", _discounted, rate, *flows[1:])


def annuity(rate: Any, years: Any) -> Any:
    """What each of so many years has to bring to pay 1 back: r / (1 - (1 + r)^-n); 1/n at rate 0."""
    if middle(rate) == 0:
        return 1 / years
    return rate / (1 - (1 + rate) ** -years)


def sign_changes(flows: Sequence[Any]) -> int:
    """How often the flows that are not zero change their sign, in the order of time."""
    signs = [amount > 0 for amount in map(middle, flows) if amount]
    return sum(a != b for a, b in pairwise(signs))


def irr(flows: Sequence[Any]) -> Any:
    """The rate at which the present value is zero, where the flows change their sign exactly once.

    Raises ValueError otherwise: then several rates, or none, solve the equation; ArithmeticError where the
    rate lies out of all bounds (a trillion-fold gain in a year). Draws in which nothing is paid back count
    as -100 %.
    """
    if sign_changes(flows) != 1:
        raise ValueError("a single rate of return needs exactly one change of sign")
    return applied("IRR", _single_rate, *flows)


def rates_of_return(flows: Sequence[float]) -> tuple[float, ...]:
    """All rates above -100 % at which the present value is zero, in ascending order; there may be none."""
    amounts = [float(amount) for amount in flows]
    while amounts and amounts[-1] == 0:
        amounts.pop()
    while amounts and amounts[0] == 0:
        amounts.pop(0)
    if not amounts:
        return ()
    rates = (1 / root - 1 for root in _positive_roots(amounts))
    return tuple(sorted(rates))


def payback(flows: Sequence[Any], rate: Any = 0.0) -> Any:
    """Years until the discounted flows have paid back, for good; between two years on a straight line.

    None where they have not by the last flow; 0 where nothing has to be paid back.
    """
    total: Any = 0.0
    factor: Any = 1.0
    sums = []
    for amount in flows:
        total = total + amount * factor
        factor = factor / (1 + rate)
        sums.append(total)
    # Sums of floating point may miss zero by a little.
    zero = -1e-12 * sum(abs(middle(amount)) for amount in flows)
    below = [year for year, amount in enumerate(sums) if middle(amount) < zero]
    if not below:
        return 0.0
    last = below[-1]
    if last + 1 == len(sums):
        return None
    return last + sums[last] / (sums[last] - sums[last + 1])


def _discounted(rate: Any, *flows: Any) -> Any:
    """Σ flow_t / (1 + rate)^t, the first of the flows at t = 1: a spreadsheet's NPV."""
    factor = 1 / (1 + rate)
    total: Any = 0.0
    for amount in reversed(flows):
        total = (total + amount) * factor
    return total


def _single_rate(*flows: Any) -> Any:
    """The one rate, by halving the interval of 1 + rate in its logarithm: works draw by draw."""
    low, high = _at(flows, LEAST), _at(flows, MOST)
    if not hasattr(low * high, "mean"):
        found = _positive_roots([float(amount) for amount in flows])
        if not found:
            raise ArithmeticError("the rate of return is out of all bounds")
        return 1 / found[0] - 1
    ends_differ = (low > 0) != (high > 0)
    ground, top = low * 0 + LEAST, low * 0 + MOST
    for _ in range(64):
        mean = (ground * top) ** 0.5
        same = (_at(flows, mean) > 0) == (low > 0)
        ground, top = ground + (mean - ground) * same, top + (mean - top) * ~same
    return (ground * top) ** 0.5 * ends_differ - 1


def _at(flows: Sequence[Any], growth: Any) -> Any:
    """A number with the sign of the present value at 1 + rate = `growth`; it never overflows."""
    if not hasattr(growth, "mean"):
        step = growth if growth < 1 else 1 / growth
        total = 0.0
        for amount in flows if growth < 1 else reversed(flows):
            total = total * step + amount
        return total
    early: Any = 0.0
    late: Any = 0.0
    inverse = 1 / growth
    slow, fast = (growth < 1) * growth + (growth >= 1), (growth >= 1) * inverse + (growth < 1)
    for amount in flows:
        late = late * slow + amount
    for amount in reversed(flows):
        early = early * fast + amount
    return (growth < 1) * late + (growth >= 1) * early


def _positive_roots(amounts: Sequence[float]) -> list[float]:
    """The positive roots of Σ amount_t x^t, ascending: between those of its derivative lies one at most."""
    scale = max(abs(amount) for amount in amounts)
    amounts = [amount / scale for amount in amounts]
    if sign_changes(amounts) == 0 or len(amounts) < 2:
        return []
    bounds = [1 / MOST, 1 / LEAST]
    if sign_changes(amounts) > 1:
        bounds[1:1] = [r for r in _positive_roots([t * a for t, a in enumerate(amounts)][1:]) if r]
    values = [_at(amounts, 1 / x) for x in bounds]
    found = []
    for (left, at_left), (right, at_right) in pairwise(zip(bounds, values, strict=True)):
        if at_left and (at_left > 0) != (at_right > 0):
            found.append(_between(amounts, left, right))
    # A root where the curve only touches zero lies at a turning point itself.
    for x, value in zip(bounds[1:-1], values[1:-1], strict=True):
        if abs(value) < 1e-14 and all(abs(x / other - 1) > 1e-6 for other in found):
            found.append(x)
    return sorted(found)[: sign_changes(amounts)]  # Descartes: there are no more


def _between(amounts: Sequence[float], left: float, right: float) -> Any:
    """The root between two ends of different sign: secant steps, halving where they do not help."""
    at_left, at_right = _at(amounts, 1 / left), _at(amounts, 1 / right)
    for _ in range(STEPS):
        if right / left - 1 < 4e-16 or not at_right:
            break
        secant = right - at_right * (right - left) / (at_right - at_left)
        middle_of = (left * right) ** 0.5
        inside = left < secant < right
        for guess in (secant, middle_of) if inside else (middle_of,):
            value = _at(amounts, 1 / guess)
            if value == 0:
                return guess
            if not left < guess < right:
                continue
            if (value > 0) == (at_left > 0):
                left, at_left = guess, value
            else:
                right, at_right = guess, value
    return (left * right) ** 0.5
