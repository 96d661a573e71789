"""Whatever JSON comes in: an answer or a list of sentences, never a crash, never a number that is not one."""

import importlib
import json
import math
import pkgutil
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import yport_desktop.sectors
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.domain.sector import Input, InputKind, Sector
from yport_desktop.services.calculate import calculate

SECTORS: dict[str, Sector] = {
    name: importlib.import_module(f"yport_desktop.sectors.{name}").SECTOR
    for _, name, is_package in pkgutil.iter_modules(yport_desktop.sectors.__path__)
    if is_package
}
EVERY = pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
FEW = settings(
    phases=[Phase.generate], max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)
HUGE = st.sampled_from(
    [1e308, -1e308, 5e-324, 10**400, -(10**40), 0, -0.0, "1e400", "NaN", "１２，３４５", "∞"]
)
ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-(10**6), 10**6) | st.text(max_size=12) | HUGE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
RECORD = st.fixed_dictionaries(
    {"value": ANY},
    optional={
        key: ANY | st.sampled_from(["A", "E", "m3", "%", "USD/yr", "FY2020", "NA", "not_collected"])
        for key in ("unit", "grade", "source", "period", "uncertainty_pct", "status", "missing", "note", "x")
    },
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
    low = -1e6 if low is None else low
    return st.none() | st.floats(low, high if high is not None else 1e6) | st.sampled_from([low, 0.0, 100.0])


def plausible(asked: Input) -> st.SearchStrategy[Any]:
    if asked.kind is InputKind.CHOICE:
        return st.sampled_from([key for key, _ in asked.choices])
    if asked.kind is InputKind.TABLE:
        columns = [cell(c.kind, *c.possible, c.choices) for c in asked.columns]
        return st.lists(st.tuples(*columns).map(list), min_size=1, max_size=4)
    low, high = asked.possible
    number = st.floats(low or 0.0, high if high is not None else 1e9)
    if low is None or low == 0:
        number |= st.just(0.0)
    if asked.unit.startswith("currency"):
        return number.map(lambda x: {"value": x, "unit": asked.units[0]})
    return number


def rows(asked: Input) -> st.SearchStrategy[Any]:
    """A table with the columns that are asked for, in rows by name, with any cells and a column too many."""
    cells = {c.key: ANY | cell(c.kind, *c.possible, c.choices) for c in asked.columns}
    return st.lists(st.fixed_dictionaries({}, optional={**cells, "no_such_column": ANY}), max_size=4)


def entries(sector: Sector, keys: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Possible entries: all of `keys`, the others or not."""
    possible = {asked.key: plausible(asked) for asked in sector.inputs}
    needed = {key: found for key, found in possible.items() if key in keys}
    return st.fixed_dictionaries(needed, optional={k: v for k, v in possible.items() if k not in needed})


def mess(sector: Sector) -> st.SearchStrategy[dict[str, Any]]:
    """Entries of which some are possible and some are anything at all."""
    wild = {
        asked.key: ANY | RECORD | (rows(asked) if asked.kind is InputKind.TABLE else ANY)
        for asked in sector.inputs
    }
    chosen = st.lists(st.sampled_from(list(wild)), unique=True, max_size=6).flatmap(
        lambda keys: st.fixed_dictionaries({key: wild[key] for key in keys})
    )
    return st.builds(lambda known, wrong: {**known, **wrong}, entries(sector), chosen)


LANDFILL = (
    "msw_history",
    "deposits",
    "site_shares",
    "gas_recovery",
    "recovery",
    "deposit_basis",
    "report_year",
)


def check(sector: Sector, inputs: dict[str, Any], currency: str = "") -> None:
    try:
        answer = calculate(sector, inputs, SECTORS, currency)
    except InvalidEntry as refused:
        assert refused.problems and all(str(p) for p in refused.problems)
        return
    json.dumps(answer, allow_nan=False)
    for key, found in answer["indicators"].items():
        if found["value"] is None:
            assert found["missing"] or found["problems"], key
            continue
        assert math.isfinite(found["value"]), key
        assert found["low"] <= found["value"] <= found["high"], key


@EVERY
def test_possible_entries(sector: Sector) -> None:
    """All inputs, each within what is possible: the whole sector is computed."""

    @FEW
    @given(entries(sector, tuple(asked.key for asked in sector.inputs if not asked.linked)))
    def full(inputs: dict[str, Any]) -> None:
        check(sector, inputs, "USD")

    full()


@EVERY
def test_some_possible_entries(sector: Sector) -> None:
    @FEW
    @given(entries(sector))
    def some(inputs: dict[str, Any]) -> None:
        check(sector, inputs)

    some()


@FEW
@given(entries(SECTORS["solid_waste"], LANDFILL), st.sampled_from(["philippines", "sea_2019", "own"]))
def test_possible_landfills(inputs: dict[str, Any], composition: str) -> None:
    check(SECTORS["solid_waste"], {**inputs, "composition_basis": composition, "report_year": 2000})


@EVERY
def test_any_json(sector: Sector) -> None:
    @FEW
    @given(
        mess(sector)
        | st.dictionaries(st.sampled_from([*(a.key for a in sector.inputs), "sectors", "rates"]), ANY)
    )
    def any_json(inputs: dict[str, Any]) -> None:
        check(sector, inputs, "JPY")

    any_json()
