"""The formula with numbers in it shows the way that the result was computed."""

from typing import Any

import pytest

from yport_desktop.domain.evaluation import Evaluation
from yport_desktop.domain.substitution import substitute


def total(values: Any) -> Any:
    return values["stated"] if "stated" in values else values["one"] + values["other"]


FORMULAS = {"total_t": total, "double_t": lambda values: 2 * values["total_t"]}
FORMULA = "stated; or one + other; or a share of the sum"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"one": 30.0, "other": 70.0}, "30 + 70"),
        ({"stated": 110.0}, "110"),
        ({"stated": 110.0, "one": 30.0, "other": 70.0}, "110"),
        ({"one": 30.0}, "a share of the sum"),
    ],
)
def test_of_several_ways_the_one_that_was_gone(values: dict[str, float], shown: str) -> None:
    assert substitute(FORMULA, Evaluation(values, FORMULAS), "total_t") == shown


def test_names_become_numbers_and_words_stay() -> None:
    evaluation = Evaluation({"one": 30.0, "other": 70.0}, FORMULAS)
    shown = substitute("one / total_t + unknown_thing × double_t²", evaluation, "double_t")
    assert shown == "30 / 100 + unknown_thing × 200²"


def test_where_no_way_applies_all_are_shown() -> None:
    assert (
        substitute("stated; or one + other", Evaluation({}, FORMULAS), "total_t") == "stated; or one + other"
    )
