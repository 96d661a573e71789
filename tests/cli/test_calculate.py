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


MEASURES: dict[str, Any] = {
    "currency": "USD",
    "price_year": 2015,
    "discount_rate": 8,
    "price_electricity": {"value": 10, "unit": "PHP/kWh", "period": "2015", "uncertainty_pct": 10},
    "measures": [
        {
            "name": "Lamps",
            "carrier": "electricity",
            "baseline": 100_000,
            "saving": 40_000,
            "investment": 9000,
            "life": 10,
        }
    ],
}
RATE = {
    "date": "2015",
    "base_amount": 1,
    "base_currency": "USD",
    "quote_amount": "50",
    "quote_currency": "PHP",
    "source": "Central bank",
}


def energy(yport: Yport, file: Path, content: Any, *options: object) -> dict[str, Any]:
    done = yport("calculate", "energy_savings", "--inputs", write(file, content), "--json", *options)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_results_in_a_currency_by_rates_that_are_said(yport: Yport, file: Path) -> None:
    mixed = energy(yport, file, MEASURES)
    assert mixed["indicators"]["npv"]["value"] is None and mixed["tables"] == {}
    told = yport("calculate", "energy_savings", "--inputs", file).stdout
    assert "Net present value of all measures: Net present value of all measures mixes PHP, USD" in told
    published = energy(yport, file, MEASURES, "--currency", "php")
    assert published["indicators"]["investment"]["value"] == pytest.approx(9000 * 44)
    own = energy(yport, file, {**MEASURES, "rates": [RATE]}, "--currency", "PHP")
    assert own["indicators"]["investment"]["value"] == pytest.approx(9000 * 50)
    assert own["indicators"]["investment"]["unit"] == "PHP"
    assert own["indicators"]["npv"]["value"] is not None
    said = [p["message"] for p in own["problems"] if p["field"] == "measures"]
    assert any("USD 1 = PHP 50 (2015, Central bank)" in text for text in said)


def test_rows_may_have_a_currency_of_their_own(yport: Yport, file: Path) -> None:
    yen = {"value": MEASURES["measures"], "unit": "JPY", "period": "2015-03"}
    found = energy(yport, file, {**MEASURES, "measures": yen}, "--currency", "USD")
    assert found["indicators"]["investment"]["value"] == pytest.approx(9000 / 102.6)
    for unit, words in (("kWh", "the amounts are in one of"), ("USD/yr", "the amounts are in one of")):
        wrong = write(file, {**MEASURES, "measures": {**yen, "unit": unit}})
        assert words in yport("calculate", "energy_savings", "--inputs", wrong, code=3).stderr
    cell = [{**MEASURES["measures"][0], "investment": "9000 EUR"}]
    for unit, words in (("", "Write the number alone here"), ("USD", "needs one of: USD")):
        wrong = write(file, {**MEASURES, "measures": {"value": cell, "unit": unit}})
        assert words in yport("calculate", "energy_savings", "--inputs", wrong, code=3).stderr
    same = [{**MEASURES["measures"][0], "investment": "9 million USD"}]
    found = energy(yport, file, {**MEASURES, "measures": {"value": same, "unit": "USD"}}, "--currency", "USD")
    assert found["indicators"]["investment"]["value"] == 9_000_000
    loads = write(file, {"loads": {"value": [["a"]], "unit": "kW"}})
    assert "its own unit" in yport("calculate", "energy_savings", "--inputs", loads, code=3).stderr


def test_without_a_rate_it_says_so(yport: Yport, file: Path) -> None:
    told = energy(yport, file, MEASURES, "--currency", "THB")
    messages = [p["message"] for p in told["problems"]]
    assert any("no rate from USD to THB" in text for text in messages)
    assert any("no rate from PHP to THB" in text for text in messages)
    none = energy(yport, file, {**MEASURES, "rates": []}, "--currency", "PHP")
    assert any("no rate from USD to PHP" in p["message"] for p in none["problems"])
    refused = yport("calculate", "energy_savings", "--inputs", file, "--currency", "pesos", code=3)
    assert "pesos" in refused.stderr and "PHP" in refused.stderr


@pytest.mark.parametrize(
    "rates",
    [[1], "USD", {}, [{**RATE, "quote_amount": -1}], [{**RATE, "base_amount": "1e999999999"}], [RATE] * 1001],
)
def test_what_is_no_rate_is_refused(yport: Yport, file: Path, rates: Any) -> None:
    wrong = write(file, {**MEASURES, "rates": rates})
    refused = yport("calculate", "energy_savings", "--inputs", wrong, "--currency", "PHP", code=3)
    assert "rates" in refused.stderr and refused.stdout == ""


@pytest.mark.parametrize(
    "others", [[1], "x", {"wastewater": 5}, {"wastewater": [1]}, {"moon": {}}, {"wastewater": {"moon": 1}}]
)
def test_other_sectors_that_are_none_are_refused_with_a_sentence(
    yport: Yport, file: Path, others: Any
) -> None:
    refused = yport("calculate", "climate_mitigation", "--inputs", write(file, {"sectors": others}), code=3)
    assert refused.stderr.count("\n") >= 2 and "Traceback" not in refused.stderr


def test_draws_stand_beside_the_ranges_of_error_propagation(yport: Yport, file: Path) -> None:
    given = {**MEASURES, "currency": "PHP"}
    found = energy(yport, file, given, "--draws", 2000, "--seed", 7)
    drawn, plain = found["draws"], energy(yport, file, given)
    assert (drawn["draws"], drawn["seed"]) == (2000, 7)
    assert found["indicators"] == plain["indicators"]
    npv, saved = found["indicators"]["npv"], drawn["indicators"]["npv"]
    assert saved["high"] - saved["low"] == pytest.approx(npv["high"] - npv["low"], rel=0.1)
    assert drawn == energy(yport, file, given, "--draws", 2000, "--seed", 7)["draws"]
    assert drawn["indicators"] != energy(yport, file, given, "--draws", 2000)["draws"]["indicators"]
    assert "; drawn: " in yport("calculate", "energy_savings", "--inputs", file, "--draws", 200).stdout
    assert energy(yport, file, {}, "--draws", 100)["draws"]["indicators"] == {}
    for options in (("--draws", 99), ("--draws", 10**9), ("--seed", 1), ("--draws", 200, "--seed", -1)):
        yport("calculate", "energy_savings", "--inputs", file, *options, code=2)


@pytest.mark.parametrize("sector", ["priorities", "uncertainty"])
def test_the_other_templates_compute_as_they_are(yport: Yport, file: Path, sector: str) -> None:
    blank = json.loads(yport("calculate", sector, "--template").stdout)
    assert blank["about"] and json.loads(yport("calculate", sector).stdout) == blank
    assert json.loads(yport("calculate", sector, "--inputs", write(file, blank)).stdout)
    for options in (("--xlsx", file), ("--currency", "PHP"), ("--draws", 200)):
        yport("calculate", sector, "--inputs", file, *options, code=2)
    assert "priorities" in yport("calculate", "moon", code=4).stderr


def test_both_parts_of_an_uncertainty_are_answered(yport: Yport, file: Path) -> None:
    blank = json.loads(yport("calculate", "uncertainty", "--template").stdout)
    found = json.loads(yport("calculate", "uncertainty", "--inputs", write(file, blank)).stdout)
    assert found["base"] == 100 and found["total"] == 10
    wrong = write(file, {**blank, "terms": [["moon"]]})
    assert "names of quantities" in yport("calculate", "uncertainty", "--inputs", wrong, code=3).stderr
