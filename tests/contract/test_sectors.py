"""Every sector on the shelf keeps the contract: its declarations hold together and its examples compute.

A new sector needs no test of its own here: put `examples.toml` beside it.
"""

import csv
import importlib
import json
import pkgutil
import tomllib
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

import yport_desktop.sectors
from yport_desktop.domain.assess import assess
from yport_desktop.domain.entry import parse_entry
from yport_desktop.domain.sector import Coefficient, InputKind, Sector
from yport_desktop.domain.units import find_unit
from yport_desktop.services.calculate import calculate, template

SHELF = {
    name: importlib.import_module(f"yport_desktop.sectors.{name}")
    for _, name, is_package in pkgutil.iter_modules(yport_desktop.sectors.__path__)
    if is_package
}
SECTORS: dict[str, Sector] = {name: module.SECTOR for name, module in SHELF.items()}


def folder(name: str) -> Path:
    return Path(SHELF[name].__file__).parent


def examples() -> list[Any]:
    out = []
    for name in SECTORS:
        with (folder(name) / "examples.toml").open("rb") as file:
            read = tomllib.load(file)
        keys = {source["key"] for source in read["source"]}
        for example in read["example"]:
            assert example["source"] in keys
            out.append(pytest.param(name, example, id=f"{name}-{example['id']}"))
    return out


def close(got: float | None, wanted: float, rule: dict[str, float]) -> bool:
    if got is None:
        return False
    if "relative" in rule:
        return abs(got - wanted) <= rule["relative"] * abs(wanted)
    return abs(got - wanted) <= rule["absolute"]


@pytest.mark.parametrize(("name", "example"), examples())
def test_worked_example(name: str, example: dict[str, Any]) -> None:
    result = calculate(SECTORS[name], example["inputs"])
    value = {key: found["value"] for key, found in result["indicators"].items()}
    expected = dict(example.get("expected", {}))
    rule = {k: expected.pop(k) for k in ("absolute", "relative") if k in expected}
    for key, wanted in expected.items():
        assert close(value[key], wanted, rule), f"{key}: {value[key]} instead of {wanted}"
    flagged = set(example.get("inconsistent", ()))
    for key, printed in example.get("printed", {}).items():
        assert close(value[key], printed["value"], printed) != (key in flagged), key
    for key, wanted in example.get("expected_series", {}).items():
        series = result["series"][key]
        assert series["years"] == wanted["years"]
        for line in wanted.keys() - {"absolute", "relative", "years"}:
            pairs = zip(series["values"][line], wanted[line], strict=True)
            assert all(close(got, want, wanted) for got, want in pairs), line
    if "expected_csv" in example:
        check_csv(name, example["expected_csv"], result)


def check_csv(name: str, wanted: dict[str, Any], result: dict[str, Any]) -> None:
    """Every cell of the file against the series of the same name; a line that is left out is zero."""
    lines = {k: v for s in result["series"].values() if s["unit"] == "Gg/yr" for k, v in s["values"].items()}
    years = next(s["years"] for s in result["series"].values() if s["unit"] == "Gg/yr")
    with (folder(name) / wanted["file"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row.pop("year")) for row in rows] == years
    for at, row in enumerate(rows):
        for key, cell in row.items():
            got = lines[key][at] if key in lines else 0.0
            assert close(got, float(cell), wanted), (years[at], key)


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_keys_are_unique_and_refer_to_something(sector: Sector) -> None:
    inputs = [asked.key for asked in sector.inputs]
    everything = [
        *inputs,
        *(i.key for i in sector.indicators),
        *(c.key for c in sector.coefficients),
        *sector.derived,
    ]
    assert len(everything) == len(set(everything))
    assert {asked.section for asked in sector.inputs} == {section.key for section in sector.sections}
    for indicator in sector.indicators:
        assert {*indicator.needs, *indicator.uses} <= set(inputs), indicator.key


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_every_figure_shipped_has_unit_and_source(sector: Sector) -> None:
    defaults = [a.default for a in sector.inputs if isinstance(a.default, Coefficient)]
    choices: list[dict[str, str]] = [{}]
    for asked in sector.inputs:
        if asked.kind is InputKind.CHOICE:
            choices += [{asked.key: key} for key, _ in asked.choices]
    for asked in sector.inputs:
        if asked.default_for:
            found = [asked.default_for(choice) for choice in choices]
            defaults += [c for c in found if c is not None]
    for coefficient in [*defaults, *sector.coefficients]:
        source = coefficient.source
        assert coefficient.unit and source.title and source.address, coefficient.key
        assert source.status in ("published", "derived", "secondary"), coefficient.key
    for indicator in sector.indicators:
        assert indicator.source.title and indicator.formula and indicator.definition, indicator.key


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_peers_and_paths_speak_of_the_sector_and_name_their_sources(sector: Sector) -> None:
    keys = {indicator.key for indicator in sector.indicators}
    sources = [peer.source for peer in sector.peers]
    for peer in sector.peers:
        assert peer.city and peer.country and peer.values, peer.name
        assert {*peer.values, *peer.stated} <= keys, peer.name
        for key, value in peer.values.items():
            low, _ = sector.indicator(key).bounds
            assert isfinite(value) and (low is None or value >= low), (peer.name, key)
    for path in sector.paths:
        years = [point.year for point in path.points]
        assert path.subject in keys and len(years) > 1 and years == sorted(set(years)), path.key
        sources += [item.source for item in (*path.points, *path.deeds)]
    for source in sources:
        assert source.title and source.status in ("published", "derived", "secondary"), source


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_units_are_known_and_convert(sector: Sector) -> None:
    for asked in sector.inputs:
        if asked.kind is not InputKind.QUANTITY or not asked.units:
            continue
        for unit in asked.units:
            entry = parse_entry(asked, "1", unit)
            words = [str(p) for p in entry.problems if p.severity == "refused"]
            assert not words, (asked.key, unit, words)
        for column in asked.columns:
            assert column.kind != "number" or find_unit(column.unit), (asked.key, column.key)


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_nothing_known_gives_nothing_but_says_what_is_missing(sector: Sector) -> None:
    assessment = assess(sector, {})
    for estimate in assessment.estimates.values():
        assert estimate.value is None
        assert estimate.missing or estimate.problems, estimate.key
    for chart in sector.charts:
        chart.build(assessment)


@pytest.mark.parametrize("sector", SECTORS.values(), ids=SECTORS.keys())
def test_template_is_complete_json(sector: Sector) -> None:
    made = json.loads(json.dumps(template(sector)))
    assert list(made["inputs"]) == [asked.key for asked in sector.inputs]
    for shown in made["inputs"].values():
        assert shown["label"] and shown["definition"] and shown["kind"]
        assert shown["kind"] != "quantity" or shown["unit"] in shown["accepted_units"]
        assert shown["kind"] != "choice" or shown["choices"]
        assert shown["kind"] != "table" or shown["columns"]


# Why every value that is possible is also usual.
ALL_USUAL = {"disposal_controlled_share": "of the 19 cities of the overview 11 report 0 % and 6 report 100 %"}


@pytest.mark.parametrize("sector", SECTORS.values(), ids=lambda s: s.key)
def test_every_quantity_says_what_is_usual(sector: Sector) -> None:
    """The unusual is asked about: within the possible, around the default, narrower somewhere."""
    for asked in sector.inputs:
        if asked.kind is not InputKind.QUANTITY:
            continue
        low, high = asked.plausible
        least, most = asked.possible
        assert (low, high) != (None, None), asked.key
        assert low is None or high is None or low < high, asked.key
        money = asked.unit.startswith("currency")  # whose range is in US dollars
        assert least is None or money or low is None or low >= least, asked.key
        assert most is None or money or high is None or high <= most, asked.key
        assert ((low, high) != (least, most)) is (asked.key not in ALL_USUAL), asked.key
        if isinstance(asked.default, Coefficient):
            assert low is None or low <= asked.default.value, asked.key
            assert high is None or asked.default.value <= high, asked.key
