"""A sector made for tests: every operation, branches, functions, and what cannot be written as a formula."""

import math
from typing import Any

from yport_desktop.domain.arithmetic import applied, larger, smaller
from yport_desktop.domain.evaluation import middle
from yport_desktop.domain.sector import Column, Indicator, Input, InputKind, InputSection, Sector, Source
from yport_desktop.domain.values import Observed

SOURCE = Source("A source", "https://example.org", "2020")


def rate_of_return(*flows: float) -> float:
    low, high = -0.9, 10.0
    for _ in range(200):
        rate = (low + high) / 2
        if sum(flow / (1 + rate) ** year for year, flow in enumerate(flows)) > 0:
            low = rate
        else:
            high = rate
    return low


FORMULAS: dict[str, Any] = {
    "plain": lambda v: (v["a"] - (v["b"] - 3)) / (v["a"] / v["b"]) - -v["b"],
    "power": lambda v: 2 ** -v["b"] + (v["a"] ** 2) ** v["b"] + math.e ** (-v["b"] / 10),
    "ends": lambda v: larger(v["a"], v["b"]) - smaller(v["a"], 3) + abs(v["b"] - v["a"]),
    "return": lambda v: applied("IRR", rate_of_return, -v["a"], *(cell for _, cell in v["flows"])),
    "case": lambda v: v["a"] * 2 if middle(v["b"]) > 1 else v["b"] * 0.5,
    "lost": lambda v: float(v["a"]) * v["b"],
    "strange": lambda v: applied("NO_SUCH", lambda x: x + 1, v["a"]) * v["b"],
    "rough": lambda v: math.sqrt(v["a"]) + v["b"],
    "last": lambda v: v["part"] * v["part"] + v["plain"],
}


def tiny() -> Sector:
    indicators = tuple(
        Indicator(key, f"Result {key}", "t", "d", "f", SOURCE, compute, ("a",), scale=10.0, display_unit="x")
        for key, compute in FORMULAS.items()
    )
    flows = (Column("year", "Year", kind="year"), Column("flow", "Flow", "t"))
    return Sector(
        key="tiny",
        label="Tiny",
        sections=(InputSection("s", "S"),),
        inputs=(
            Input("a", "First", "d", "s", "t"),
            Input("b", "Second", "d", "s", "t"),
            Input("flows", "Flows", "d", "s", kind=InputKind.TABLE, columns=flows),
        ),
        indicators=indicators,
        derived={"part": lambda v: v["a"] + v["b"] * v["flows"][0][1]},
    )


OBSERVED = {
    "a": Observed(40.0, "t", missing=None),
    "b": Observed(1.5, "t", missing=None),
    "flows": Observed(((2020, 10.0), (2021, 20.0), (2022, 30.5)), missing=None),
}
