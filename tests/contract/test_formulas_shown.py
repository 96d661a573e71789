"""Of every sector: a formula with numbers in it gives the result beside which it stands."""

import re
from typing import Any

import pytest

from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Sector
from yport_desktop.services.calculate import read_inputs

from .test_nothing_hidden import CASES

ARITHMETIC = re.compile(r"[0-9.,+*/() −×²³^]+")
SHOWN_DIGITS = 5e-4  # relative: numbers are shown to five digits


def computed(shown: str) -> float:
    """What a line of numbers and signs comes to."""
    for sign, written in (("×", "*"), ("−", "-"), ("²", "**2"), ("³", "**3"), ("^", "**"), (",", "")):
        shown = shown.replace(sign, written)
    return float(eval(shown, {"__builtins__": {}}))  # only digits and signs come here


@CASES
def test_a_formula_in_numbers_gives_its_result(sector: Sector, inputs: dict[str, Any]) -> None:
    observed, _ = read_inputs(sector, inputs)
    wrong = {}
    for key, found in assess(sector, observed).estimates.items():
        if found.value is None or not ARITHMETIC.fullmatch(found.substituted):
            continue
        terms = [abs(computed(n)) for n in re.findall(r"[0-9][0-9.,]*", found.substituted)]
        try:
            got = computed(found.substituted)
        except ZeroDivisionError:
            got = 0.0  # the margin of nothing
        if got != pytest.approx(found.value, rel=SHOWN_DIGITS, abs=SHOWN_DIGITS * max(terms)):
            wrong[key] = (found.substituted, found.value)
    assert not wrong
