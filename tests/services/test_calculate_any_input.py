"""Whatever JSON comes in: an answer or a list of sentences, never a crash, never a number that is not one."""

import json
import math
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.domain.sector import Input, InputKind
from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.services.calculate import calculate

ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def cell(
    kind: str, low: float | None, high: float | None, choices: tuple[tuple[str, str], ...]
) -> st.SearchStrategy[Any]:
    if kind == "year":
        return st.integers(1990, 2010)
    if kind == "choice":
        return st.none() | st.sampled_from([key for key, _ in choices])
    if kind == "text":
        return st.text(max_size=5)
    return st.none() | st.floats(low or 0.0, high if high is not None else 1e6)


def plausible(asked: Input) -> st.SearchStrategy[Any]:
    if asked.kind is InputKind.CHOICE:
        return st.sampled_from([key for key, _ in asked.choices])
    if asked.kind is InputKind.TABLE:
        columns = [cell(c.kind, *c.possible, c.choices) for c in asked.columns]
        return st.lists(st.tuples(*columns).map(list), min_size=1, max_size=4)
    low, high = asked.possible
    number = st.floats(low or 0.0, high if high is not None else 1e9)
    if asked.unit.startswith("currency"):
        return number.map(lambda x: {"value": x, "unit": asked.units[0]})
    return number


ENTRIES = st.fixed_dictionaries({}, optional={asked.key: plausible(asked) for asked in SECTOR.inputs})
LANDFILL = (
    "msw_history",
    "deposits",
    "site_shares",
    "gas_recovery",
    "recovery",
    "deposit_basis",
    "report_year",
)
FULL = st.fixed_dictionaries(
    {asked.key: plausible(asked) for asked in SECTOR.inputs if asked.key in LANDFILL}
)
MESS = st.dictionaries(st.sampled_from([asked.key for asked in SECTOR.inputs]), ANY, max_size=6)


def check(inputs: dict[str, Any]) -> None:
    try:
        answer = calculate(SECTOR, inputs)
    except InvalidEntry as refused:
        assert refused.problems and all(str(p) for p in refused.problems)
        return
    json.dumps(answer)
    for key, found in answer["indicators"].items():
        if found["value"] is None:
            assert found["missing"] or found["problems"], key
            continue
        assert math.isfinite(found["value"]), key
        assert found["low"] <= found["value"] <= found["high"], key


@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
@given(ENTRIES)
def test_possible_entries(inputs: dict[str, Any]) -> None:
    check(inputs)


@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
@given(FULL, st.sampled_from(["philippines", "sea_2019", "own"]))
def test_possible_landfills(inputs: dict[str, Any], composition: str) -> None:
    check({**inputs, "composition_basis": composition, "report_year": 2000})


@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
@given(MESS)
def test_any_json(inputs: dict[str, Any]) -> None:
    check(inputs)
