"""The live workbook in the real LibreOffice: the same figures, and formulas that follow the inputs."""

import io
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import yport_desktop
from tests.advice.a_sector import OBSERVED, tiny
from yport_desktop.advice.live_formulas import record
from yport_desktop.bootstrap import discover
from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Assessment, ResultTable, Sector
from yport_desktop.domain.values import Observed
from yport_desktop.env.translations import Translator
from yport_desktop.interop.live_workbook import sheet_names
from yport_desktop.services.calculate import read_inputs
from yport_desktop.services.live_export import live_workbook

SOFFICE = shutil.which("soffice")
REQUIRED = os.environ.get("YPORT_OFFICE") == "required"
office = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed"),
]
SAME = 1e-9
Recomputed = Callable[..., Any]


def office_test(function: Any) -> Any:
    for mark in office:
        function = mark(function)
    return function


def examples() -> Iterator[Any]:
    """The worked examples of every sector that have a result."""
    for name, sector in discover().sectors.items():
        path = Path(yport_desktop.__file__).parent / "sectors" / name / "examples.toml"
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            yield pytest.param(sector, example["inputs"], id=f"{name}-{example['id']}")


EXAMPLES = list(examples())


def mixed_cases() -> Iterator[Any]:
    """Three of each sector with what meets in one city: missing answers, other units and currencies,
    several years, factors of one's own."""
    sectors = discover().sectors
    cases = json.loads((Path(__file__).parent / "live_cases.json").read_text(encoding="utf-8"))
    for number, case in enumerate(cases, 1):
        yield pytest.param(sectors[case["sector"]], case["inputs"], id=f"{case['sector']}-mixed-{number}")


MIXED = list(mixed_cases())


def assessed(sector: Sector, inputs: Mapping[str, Any]) -> Assessment:
    return assess(sector, read_inputs(sector, inputs)[0])


def some_of_each() -> list[Any]:
    """Of each sector the examples with the most results, and the two with the most inputs."""
    chosen: list[Any] = []
    for name in discover().sectors:
        own = [e for e in EXAMPLES if e.id.startswith(f"{name}-")]
        own.sort(key=lambda e: -len(str(e.values[1])))
        chosen += own[:3] + own[-1:]
    return chosen


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory: pytest.TempPathFactory) -> Recomputed:
    """The workbook as LibreOffice computes it, after `change(book)`; no value that we wrote is in it."""
    folder = tmp_path_factory.mktemp("office")

    def run(content: bytes, change: Callable[[Any], object] = lambda _book: None) -> Any:
        book = openpyxl.load_workbook(io.BytesIO(content))
        change(book)
        book.save(folder / "made.xlsx")
        command = [
            SOFFICE or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "xlsx", "--outdir"),
            *(str(folder / "out"), str(folder / "made.xlsx")),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return openpyxl.load_workbook(folder / "out" / "made.xlsx", data_only=True)

    return run


def by_label(sheet: Any, column: int = 2) -> dict[str, Any]:
    """The cells of a column by the text in the first."""
    return {row[0].value: row[column - 1].value for row in sheet.iter_rows() if row[0].value}


def cell_of(sheet: Any, key: str) -> Any:
    """The value cell of the row with that key."""
    for row in sheet.iter_rows():
        if row[-1].value == key or (len(row) > 9 and row[9].value == key):
            return row[1]
    raise KeyError(key)


def assert_same(book: Any, sector: Sector, assessment: Assessment) -> int:
    """Every indicator with a value has it in the workbook too; how many there are."""
    values = by_label(book.worksheets[0])
    count = 0
    for indicator in sector.indicators:
        value = assessment.estimates[indicator.key].value
        if value is not None:
            assert values[indicator.label] == pytest.approx(value * indicator.scale, rel=SAME, abs=1e-12)
            count += 1
    for table in assessment.tables.values():
        count += assert_same_table(book, table)
    return count


def assert_same_table(book: Any, table: ResultTable) -> int:
    """Every number of a result table stands in the sheet of the table; how many there are."""
    (name,) = sheet_names((f"Results, {table.label}",))
    sheet = book[name]
    top = next(c.row for row in sheet.iter_rows(max_col=1) for c in row if c.value == table.columns[0].label)
    count = 0
    for at, cells in enumerate(table.rows, start=top + 1):
        for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True), start=1):
            if isinstance(cell, int | float):
                value = cell * column.scale
                assert sheet.cell(at, place).value == pytest.approx(value, rel=SAME, abs=1e-12)
                count += 1
    return count


@pytest.mark.parametrize(("sector", "inputs"), [*EXAMPLES, *MIXED])
def test_every_indicator_is_written_as_a_formula(sector: Sector, inputs: dict[str, Any]) -> None:
    assessment = assessed(sector, inputs)
    recording = record(sector, assessment)
    valued = {key for key, e in assessment.estimates.items() if e.value is not None}
    assert recording.results.keys() == valued
    assert recording.fallen_back == frozenset()
    ledger = recording.ledger
    for key, at in recording.results.items():
        assert ledger.steps[at].value == assessment.estimates[key].value
        # What is fixed is an answer, or a number by which something was decided, and both are said.
        deciding = {name for names in recording.decided.values() for name in names}
        for fixed in recording.fixed.get(key, ()):
            name = fixed.partition(".")[0]
            assert isinstance(assessment.observed[name].value, str) or name in deciding, (key, fixed)


def test_values_are_there_before_anything_is_computed() -> None:
    sector, inputs = EXAMPLES[0].values
    assessment = assessed(sector, inputs)
    book = openpyxl.load_workbook(io.BytesIO(live_workbook(sector, assessment)), data_only=True)
    assert assert_same(book, sector, assessment) > 3


def test_in_japanese_with_a_hostile_source() -> None:
    sector = discover().sectors["solid_waste"]
    inputs = {"population": {"value": 5, "source": '=HYPERLINK("http://example.org")\x00'}}
    content = live_workbook(sector, assessed(sector, inputs), "横浜", "ja", Translator("ja").gettext)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[1]
    found = [c for row in sheet.iter_rows() for c in row if "HYPERLINK" in str(c.value)]
    assert [c.data_type for c in found] == ["s"]
    assert "人口" in by_label(sheet)


@office_test
@pytest.mark.parametrize(("sector", "inputs"), [*some_of_each(), *MIXED])
def test_libreoffice_computes_the_same(
    sector: Sector, inputs: dict[str, Any], recomputed: Recomputed
) -> None:
    assessment = assessed(sector, inputs)
    book = recomputed(live_workbook(sector, assessment))
    assert assert_same(book, sector, assessment) > 0
    errors = [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "e"]
    assert errors == []
    for sheet in book:
        if sheet.title == "Calculation":
            for row in sheet.iter_rows(values_only=True):
                if isinstance(row[1], float) and isinstance(row[3], float):
                    assert row[1] == pytest.approx(row[3], rel=SAME)


@office_test
def test_an_input_that_is_changed_in_the_workbook_changes_what_depends_on_it(recomputed: Recomputed) -> None:
    sector, inputs = next(e.values for e in EXAMPLES if e.id == "solid_waste-wact_hue")
    changed = assessed(sector, {**inputs, "population": 500_000, "disposal_received_t_d": 250.5})

    def change(book: Any) -> None:
        sheet = book["Inputs"]
        cell_of(sheet, "population").value = 500_000
        cell_of(sheet, "disposal_received_t_d").value = 250.5

    book = recomputed(live_workbook(sector, assessed(sector, inputs)), change)
    assert assert_same(book, sector, changed) > 8


@office_test
def test_cells_of_tables_and_factors_are_followed(recomputed: Recomputed) -> None:
    sector, inputs = next(e.values for e in EXAMPLES if e.id.endswith("fod_2006_workbook_total_waste"))
    history = [dict(row) for row in inputs["msw_history"]]
    history[-1]["msw"] = 12_345.0
    observed = {**inputs, "msw_history": history, "methane_fraction": 0.6}
    changed = assessed(sector, observed)

    def change(book: Any) -> None:
        sheet = book["Waste by year"]
        top = next(row[0].row for row in sheet.iter_rows() if str(row[1].value).startswith("Municipal waste"))
        sheet.cell(top + len(history), 2).value = 12_345.0
        cell_of(book["Inputs"], "methane_fraction").value = 0.6

    book = recomputed(live_workbook(sector, assessed(sector, inputs)), change)
    assert assert_same(book, sector, changed) == 4


@office_test
def test_a_sector_with_every_operation_and_function(recomputed: Recomputed) -> None:
    sector = tiny()
    assessment = assess(sector, OBSERVED)
    content = live_workbook(sector, assessment)
    book = recomputed(content)
    assert assert_same(book, sector, assessment) == len(sector.indicators)

    def change(book: Any) -> None:
        cell_of(book["Inputs"], "b").value = 2.5

    changed = assess(sector, {**OBSERVED, "b": Observed(2.5, "t", missing=None)})
    assert assert_same(recomputed(content, change), sector, changed) == len(sector.indicators)


@office_test
@pytest.mark.parametrize("saving", [0.115, 90.0, 5e6])
def test_a_rate_of_return_far_from_ten_per_cent_is_found(recomputed: Recomputed, saving: float) -> None:
    """A spreadsheet looks near a guess: strongly negative and very large rates lie far from 10 %."""
    sector = discover().sectors["energy_savings"]
    measure = {"name": "Lamps", "area": "lighting", "carrier": "electricity"}
    measure |= {"saving": saving, "investment": 1000.0, "life": 3, "price": 1.0}
    inputs = {"currency": "PHP", "discount_rate": 5.0, "grid_factor": 0.7, "measures": [measure]}
    assessment = assessed(sector, inputs)
    (table,) = assessment.tables.values()
    assert sum(isinstance(cell, int | float) for cell in table.rows[0]) > 5
    assert assert_same(recomputed(live_workbook(sector, assessment)), sector, assessment) > 5
