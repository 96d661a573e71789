"""Functions that formulas may use on numbers, arrays of draws and numbers that record themselves."""

from typing import Any

import numpy as np

from yport_desktop.domain.arithmetic import larger, smaller


def test_numbers_and_arrays() -> None:
    assert (larger(2, 3.5), smaller(2, 3.5)) == (3.5, 2)
    draws = np.array([-1.0, 0.0, 4.0])
    assert larger(draws, 0.0).tolist() == [0.0, 0.0, 4.0]
    assert smaller(1.0, draws).tolist() == [-1.0, 0.0, 1.0]


def test_what_records_itself_is_told() -> None:
    class Recording:
        def applied(self, name: str, compute: Any, numbers: tuple[Any, ...]) -> str:
            return f"{name}({len(numbers)})"

    assert larger(1.0, Recording()) == "MAX(2)"
