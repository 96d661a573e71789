"""`yport calculate uncertainty`: the IPCC's published cases, and what cannot be computed.

Table 3.4: 2006 Guidelines, Volume 1, chapter 3. Box 3.1A: 2019 Refinement (manure of dairy cows).
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Yport

TABLE = Path(__file__).parents[1] / "domain" / "data" / "ipcc_2006_table_3_4.csv"
FACTORS = {"pasture": 0.6, "slurry": 33.8, "solid": 3.2}
SHARES = {"pasture": 0.28, "slurry": 0.25, "solid": 0.47}
COWS: dict[str, Any] = {
    "quantities": {
        "head": {"value": 350_000, "uncertainty_pct": 3},
        "solids": {"value": 0.0075, "uncertainty_pct": 20},
        "mass": {"value": 570, "uncertainty_pct": 4},
        "days": 365e-9,
        **{f"factor {k}": {"value": v, "uncertainty_pct": 30} for k, v in FACTORS.items()},
        **{f"share {k}": {"value": v, "uncertainty_pct": 20} for k, v in SHARES.items()},
    },
    "terms": [["head", "solids", "mass", "days", f"share {k}", f"factor {k}"] for k in FACTORS],
}


def answer(yport: Yport, folder: Path, given: Any) -> dict[str, Any]:
    file = folder / "uncertainty.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    found: dict[str, Any] = json.loads(yport("calculate", "uncertainty", "--inputs", file, "--json").stdout)
    return found


def test_table_3_4(yport: Yport, tmp_path: Path) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))
    keys = ("base", "current", "activity_pct", "factor_pct")
    columns = [c for c in printed[0] if c[:2] in ("C_", "D_", "E_", "F_")]
    rows = [{k: float(row[c]) for k, c in zip(keys, columns, strict=True)} for row in printed]
    found = answer(yport, tmp_path, {"rows": rows})
    assert len(found["rows"]) == 100 and found["base"] == pytest.approx(47604.4)
    assert found["uncertainty_pct"] == pytest.approx(15.9, abs=0.05)
    assert found["trend_uncertainty_points"] == pytest.approx(18.7, abs=0.05)
    assert found["trend_pct"] == pytest.approx(42.29, abs=0.01)


def test_box_3_1a_by_both_approaches(yport: Yport, tmp_path: Path) -> None:
    free = answer(yport, tmp_path, COWS)
    assert free["terms"] == pytest.approx([0.09, 4.61, 0.82], abs=0.005)
    assert free["approach_1"]["terms_pct"] == pytest.approx([41.5331] * 3, abs=1e-4)
    assert free["approach_1"]["total_pct"] == pytest.approx(35.2242, abs=1e-4)
    assert free["approach_2"]["half_width_pct"] == pytest.approx(37.21, abs=0.6)
    assert free == answer(yport, tmp_path, COWS)
    tied = answer(yport, tmp_path, {**COWS, "whole": [f"share {k}" for k in SHARES]})
    assert tied["approach_2"]["half_width_pct"] == pytest.approx(36.41, abs=0.6)


def test_where_a_total_is_zero_the_absolute_width_is_left(yport: Yport, tmp_path: Path) -> None:
    sink = {"name": "sink", "base": -50, "current": -50, "activity_pct": 0, "factor_pct": 6}
    source = {"name": "source", "base": 60, "current": 50, "activity_pct": 8, "factor_pct": 0}
    zero = answer(yport, tmp_path, {"rows": [sink, source]})
    assert zero["half_width"] == pytest.approx(5) and zero["uncertainty_pct"] is None
    assert zero["trend_pct"] == -100 and "zero" in zero["problems"][0]
    new = answer(yport, tmp_path, {"rows": [{**source, "base": 0}]})
    assert new["uncertainty_pct"] == pytest.approx(8) and new["trend_pct"] is None
    del source["base"]
    undated = answer(yport, tmp_path, {"rows": [source]})
    assert undated["uncertainty_pct"] == pytest.approx(8) and undated["problems"] == [
        "Without a base year there is no trend."
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"rows": []},
        {"rows": [1]},
        {"rows": [{"base": 1, "current": "1", "activity_pct": 1, "factor_pct": 1}]},
        {"rows": [{"base": 1, "current": 1, "activity_pct": -1, "factor_pct": 1}]},
        {"rows": [{"base": 1, "current": 1, "activity_pct": 1, "factor_pct": 1}, {"current": 1}]},
        {"quantities": {"a": 1}, "terms": [["b"]]},
        {"quantities": {"a": 1}, "terms": [["a"]], "draws": 10**9},
        {"quantities": {"a": 10**400}, "terms": [["a"]]},
        {"quantities": {"a": 0}, "terms": [["a"]]},
        {"quantity": {}},
    ],
)
def test_what_cannot_be_computed_is_refused_with_a_sentence(yport: Yport, tmp_path: Path, wrong: Any) -> None:
    file = tmp_path / "uncertainty.json"
    file.write_text(json.dumps(wrong), encoding="utf-8")
    done = yport("calculate", "uncertainty", "--inputs", file, "--json", code=3)
    assert done.stderr.strip().endswith(".")
