"""`yport calculate`: template, filled, result; whatever the file holds, a sentence and an exit code."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .conftest import Yport

CITY: dict[str, Any] = {
    "population": 778642,
    "household_t_d": 208,
    "non_household_t_d": 89,
    "disposal_received_t_d": 260.0,
    "disposal_controlled_share": {"value": 100, "unit": "%"},
    "recovered_received_t_d": 15.71,
    "recovered_controlled_t_d": 12,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inputs.json"


def write(file: Path, content: Any) -> Path:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def test_from_the_template_to_a_result(yport: Yport, file: Path) -> None:
    asked = json.loads(yport("calculate", "solid_waste", "--template").stdout)
    assert CITY.keys() <= asked["inputs"].keys()
    assert all(i["label"] and i["definition"] for i in asked["inputs"].values())
    write(file, CITY)
    found = json.loads(yport("calculate", "solid_waste", "--inputs", file, "--json").stdout)
    assert found["indicators"]["sdg_11_6_1"]["value"] == pytest.approx(0.9158249158)
    assert found["indicators"].keys() == asked["indicators"].keys()
    shown = yport("calculate", "solid_waste", "--inputs", file)
    assert "0.915825" in shown.stdout
    assert "no result yet; missing: " in shown.stdout


def test_without_inputs_it_asks_and_an_empty_object_computes_nothing(yport: Yport, file: Path) -> None:
    template = yport("calculate", "solid_waste", "--template").stdout
    assert yport("calculate", "solid_waste").stdout == template
    found = json.loads(yport("calculate", "solid_waste", "--inputs", write(file, {}), "--json").stdout)
    assert found["indicators"]["sdg_11_6_1"]["value"] is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_as_windows_writes_them(yport: Yport, file: Path, encoding: str) -> None:
    file.write_text(json.dumps(CITY), encoding=encoding)
    yport("calculate", "solid_waste", "--inputs", file)


def test_full_width_digits_and_other_units_are_understood(yport: Yport, file: Path) -> None:
    plain = yport("calculate", "solid_waste", "--inputs", write(file, CITY)).stdout
    wide = CITY | {
        "population": "７７８，６４２",
        "household_t_d": {"value": "２０８，０００", "unit": "kg/d"},
        "disposal_controlled_share": {"value": "１", "unit": "fraction"},
    }
    assert yport("calculate", "solid_waste", "--inputs", write(file, wide)).stdout == plain


@pytest.mark.parametrize(
    ("key", "value", "names"),
    [
        ("household_t_d", -5, "household_t_d"),
        ("household_t_d", "many", "household_t_d"),
        ("household_t_d", {"value": 5, "unit": "litres"}, "litres"),
        ("household_t_d", {"value": 5, "colour": "red"}, "colour"),
        ("household_t_d", {"value": 5, "missing": "forgotten"}, "household_t_d"),
        ("household_t_d", [[1], {"a": None}], "household_t_d"),
        ("household_t_d", True, "household_t_d"),
        ("household_t_d", 10**400, "household_t_d"),
        ("disposal_controlled_share", {"value": 120, "unit": "%"}, "disposal_controlled_share"),
        ("disposal_controlled_share", {"value": "-1", "unit": "%"}, "disposal_controlled_share"),
        ("moon", 5, "moon"),
        ("{0.__class__}", 5, "{0.__class__}"),
        ("", 5, "no input"),
    ],
)
def test_a_refused_entry_is_named(yport: Yport, file: Path, key: str, value: Any, names: str) -> None:
    refused = yport("calculate", "solid_waste", "--inputs", write(file, CITY | {key: value}), code=3)
    assert names in refused.stderr and "cannot be accepted" in refused.stderr
    assert refused.stdout == ""


def test_all_refusals_come_at_once_and_in_japanese(yport: Yport, file: Path) -> None:
    wrong = {
        "household_t_d": -5,
        "population": "x",
        "moon": 1,
        "disposal_controlled_share": {"value": 120, "unit": "%"},
    }
    for language, sentence, label in (
        ("en", "cannot be accepted", "Household waste"),
        ("ja", "受け付けられない", "家庭ごみ"),
    ):
        refused = yport("calculate", "solid_waste", "--inputs", write(file, wrong), code=3, language=language)
        assert all(text in refused.stderr for text in (*wrong, sentence, label))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b'{"population": NaN}',
        b'{"population": Infinity}',
        b'{"population": 1e999}',
        b'{"population": ' + b"9" * 5000 + b"}",
        b'{"population": 1, "population": 2}',
        b"\xff\xfe\x00garbage",
        b"\x89PNG\r\n\x1a\n",
        b"[" * 100_000,
        b'{"population": ' * 50_000,
        b"[]",
        b'"text"',
        b"null",
    ],
    ids=lambda c: repr(c[:20]),
)
def test_a_file_that_is_no_list_of_inputs(yport: Yport, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    refused = yport("calculate", "solid_waste", "--inputs", file, code=3)
    assert "JSON" in refused.stderr and refused.stdout == ""


def test_what_is_not_there(yport: Yport, tmp_path: Path, file: Path) -> None:
    assert "no sector “moon”" in yport("calculate", "moon", "--template", code=4).stderr
    assert "cannot be read" in yport("calculate", "solid_waste", "--inputs", file, code=4).stderr
    below = write(file, {}) / "below.json"
    assert "cannot be read" in yport("calculate", "solid_waste", "--inputs", below, code=4).stderr
    assert "is a directory" in yport("calculate", "solid_waste", "--inputs", tmp_path, code=2).stderr


def test_a_workbook_with_live_formulas_in_the_language_of_the_person(yport: Yport, file: Path) -> None:
    target = file.with_name("live.xlsx")
    for language, sheet, label in (("en", "Results", "Waste per person"), ("ja", "結果", "一人当たりごみ量")):
        yport("calculate", "solid_waste", "--inputs", write(file, CITY), "--xlsx", target, language=language)
        book = openpyxl.load_workbook(target)
        assert book.sheetnames[0] == sheet
        labels = [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value]
        assert any(label in text for text in labels), labels
        assert any(str(row[1].value).startswith("=") for row in book.worksheets[0].iter_rows())


def test_a_workbook_that_cannot_be_written_is_said(yport: Yport, file: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "not there" / "live.xlsx"
    refused = yport("calculate", "solid_waste", "--inputs", write(file, CITY), "--xlsx", nowhere, code=1)
    assert refused.stdout == ""
