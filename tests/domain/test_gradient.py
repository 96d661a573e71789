"""Derivatives from one traced evaluation against small steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.arithmetic import applied, larger, smaller
from yport_desktop.domain.gradient import Record, Traced

number = st.floats(0.5, 3.0)


def formula(a, b, c):  # type: ignore[no-untyped-def]
    grown = a * (1 + b / 100) ** 3 - 2 / c
    capped = smaller(larger(grown, b - 1), 50.0)
    return -(capped / (a + b)) + abs(1 - c) * 2**b + applied("LN", lambda x: x**0.5, c) - (3 - a)


@given(number, number, st.floats(1.1, 3.0))
def test_every_operation_has_its_derivative(a: float, b: float, c: float) -> None:
    record = Record()
    factors = [record.error(key, 100.0) for key in "abc"]
    result = formula(*(v * f for v, f in zip((a, b, c), factors, strict=True)))
    assert isinstance(result, Traced)
    centre = formula(a, b, c)
    assert float(result) == pytest.approx(centre)
    effects = record.effects(result)
    for at, key in enumerate("abc"):
        moved = [v * (1 + 1e-7 * (at == n)) for n, v in enumerate((a, b, c))]
        step = abs(formula(*moved) - centre) / 1e-7
        assert effects.get(key, 0.0) == pytest.approx(step, rel=1e-3, abs=1e-4)


def test_errors_of_one_key_add_up_as_independent() -> None:
    record = Record()
    one, two = record.error("rows", 30.0), record.error("rows", 40.0)
    assert record.effects(10 * one + 10 * two) == {"rows": pytest.approx(5.0)}
    assert record.effects(3.0) == {}
    assert (one > 0.5) and (one >= 1) and (one < 2) and (one <= 1) and one == 1.0
