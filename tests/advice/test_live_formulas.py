"""Recorded calculations: the same results, and formulas that mean what was computed."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.advice.a_sector import OBSERVED, tiny
from yport_desktop.advice.live_formulas import plan, record
from yport_desktop.advice.live_formulas.ledger import CELL, Ledger, Live, Place
from yport_desktop.domain.assess import assess
from yport_desktop.domain.values import Observed


def test_every_result_is_the_program_s_and_what_is_fixed_is_said() -> None:
    assessment = assess(tiny(), OBSERVED)
    recording = record(tiny(), assessment)
    for key, at in recording.results.items():
        assert recording.ledger.steps[at].value == assessment.estimates[key].value
    # math.sqrt makes a plain number of the first input, float() too: the formulas follow the second alone.
    assert recording.fixed == {"lost": ("a",), "rough": ("a",)}
    assert recording.decided == {"case": ("b",), "lost": ("a",), "rough": ("a",)}
    assert recording.fallen_back == frozenset()
    written = plan(recording.ledger, recording.results.values())
    assert [recording.ledger.steps[at].what for at in written.unknown] == ["NO_SUCH"]
    assert [recording.ledger.steps[at].what for at in written.ranges] == ["IRR"]


def test_a_table_and_a_number_are_cells_a_year_is_not() -> None:
    recording = record(tiny(), assess(tiny(), OBSERVED))
    cells = {step.what for step in recording.ledger.steps if step.kind == CELL}
    assert cells == {Place("a"), Place("b"), *(Place("flows", row, 1) for row in range(3))}


def test_what_is_missing_has_no_formula() -> None:
    observed: Mapping[str, Observed] = {"a": OBSERVED["a"]}
    recording = record(tiny(), assess(tiny(), observed))
    assert recording.results == {}
    assert recording.fallen_back == frozenset()


def evaluated(formula: tuple[Any, ...], values: Mapping[int, float]) -> float:
    """A formula as a spreadsheet reads it, for numbers, + - * / and signs; ^ stands in parentheses."""
    text = "".join(part if isinstance(part, str) else f"({values[part]!r})" for part in formula)
    assert re.fullmatch(r"[-+*/^().,0-9eE ]*", text), text
    return float(eval(text.replace("^", "**")))


numbers = st.floats(0.5, 50).map(lambda x: round(x, 3))
operators = st.sampled_from("+-*/^n")


@given(
    st.lists(st.tuples(operators, st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=40), numbers
)
def test_formulas_mean_what_was_computed(steps: list[tuple[str, int, int]], first: float) -> None:
    """Random calculations, read back from their texts: parentheses are where they must be."""
    ledger = Ledger()
    made: list[Live] = [ledger.cell(Place("a"), first), ledger.cell(Place("b"), 2.0), ledger.live(-3)]
    for sign, left, right in steps:
        x, y = made[left % len(made)], made[right % len(made)]
        try:
            if sign == "^":
                assume(abs(y.value) < 4)
            new = -x if sign == "n" else ledger.operation(sign, x, y)
        except ArithmeticError:
            continue
        if abs(new.value) < 1e12:
            made.append(new)
    written = plan(ledger, [made[-1].at])
    values = {at: step.value for at, step in enumerate(ledger.steps)}
    for at, formula in written.formulas.items():
        assert evaluated(formula, values) == pytest.approx(values[at], rel=1e-9, abs=1e-9)


def test_a_function_of_too_many_numbers_keeps_the_value_of_the_program() -> None:
    ledger = Ledger()
    cells = [ledger.cell(Place("flows", row, 1), 1.0 + row) for row in range(300)]
    total = ledger.call("NPV", lambda *numbers: sum(numbers), tuple(cells))
    rate = ledger.call("IRR", lambda *numbers: max(numbers), tuple(cells))
    written = plan(ledger, [total.at, rate.at])
    assert written.unknown == {total.at}
    assert len(written.ranges[rate.at]) == 300
