"""`yport calculate priorities`: the published cases through the same functions as the window."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Yport

TOPSIS: dict[str, Any] = {
    "matrix": [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]],
    "weights": [0.3, 0.4, 0.3],
    "criteria": ["max", "max", "max"],
    "normalisation": "vector",
}


def write(folder: Path, content: Any) -> Path:
    file = folder / "priorities.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_topsis_of_tzeng_and_huang(yport: Yport, tmp_path: Path) -> None:
    found = json.loads(yport("calculate", "priorities", "--inputs", write(tmp_path, TOPSIS), "--json").stdout)
    assert found["topsis"]["scores"] == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=5e-5)
    assert found["topsis"]["ranks"] == [3, 2, 1, 4]
    assert "ranking" not in found  # a direction alone is no fixed range


def test_fixed_ranges_give_the_headline_and_what_flips_it(yport: Yport, tmp_path: Path) -> None:
    given = {
        "options": ["a", "b", "c"],
        "matrix": [[50, 25], [20, 40], [None, 10]],
        "criteria": [{"worst": 100, "best": 0}, {"worst": 0, "best": 50}],
        "weights": [40, 60],
    }
    found = json.loads(yport("calculate", "priorities", "--inputs", write(tmp_path, given), "--json").stdout)
    assert [(r["option"], r["rank"]) for r in found["ranking"]] == [("b", 1), ("a", 2), ("c", None)]
    assert found["ranking"][0]["score"] == pytest.approx(0.8)
    assert found["flips"][0]["upper"] == "b"
    assert "topsis" not in found  # a missing value is not a zero


def test_comparisons_become_weights(yport: Yport, tmp_path: Path) -> None:
    given = {**TOPSIS, "comparisons": [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]]}
    del given["weights"]
    found = json.loads(yport("calculate", "priorities", "--inputs", write(tmp_path, given), "--json").stdout)
    assert found["weights"] == found["ahp"]["weights"] and found["ahp"]["accepted"]


def test_comparisons_that_contradict_each_other_rank_nothing_until_accepted(
    yport: Yport, tmp_path: Path
) -> None:
    given = {**TOPSIS, "comparisons": [[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]]}
    del given["weights"]
    found = json.loads(yport("calculate", "priorities", "--inputs", write(tmp_path, given), "--json").stdout)
    assert set(found) == {"ahp", "problems"} and "contradict" in found["problems"][0]["message"]
    given["accept_inconsistent"] = True
    found = json.loads(yport("calculate", "priorities", "--inputs", write(tmp_path, given), "--json").stdout)
    assert found["topsis"]["ranks"] and found["problems"][0]["severity"] == "warning"


def test_every_number_of_an_answer_is_one(yport: Yport, tmp_path: Path) -> None:
    """What is next to zero divides into nothing that JSON cannot hold."""
    given = {"matrix": [[1e-320, 1], [2e-320, 2]], "criteria": ["min", "max"]}
    answer = yport("calculate", "priorities", "--inputs", write(tmp_path, given), "--json").stdout
    assert "NaN" not in answer and "Infinity" not in answer


@pytest.mark.parametrize(
    "wrong",
    [
        {"matrix": []},
        {"matrix": [[1, 2], [1]]},
        {"matrix": [["1", 2]]},
        {"matrix": [[1, True]]},
        {"matrix": [[1e300, 1]]},
        {"matrix": [[1, 2]], "weights": [1, -1]},
        {"matrix": [[1, 2]], "weights": [0, 0]},
        {"matrix": [[1, 2]], "criteria": ["max"]},
        {"matrix": [[1, 2]], "criteria": ["max", {"worst": 1, "best": 1}]},
        {"matrix": [[1, 2]], "criteria": [{"worst": 0, "best": 1}] * 2, "grades": [["A", "F"]]},
        {"matrix": [[1, 2]], "criteria": [{"worst": 0, "best": 1}] * 2, "options": ["a", "b"]},
        {"matrix": [[1, 2]], "v": 2},
        {"matrix": [[1, 2]], "criteria": [{"worst": 0, "best": 1}] * 2, "discount": "no"},
        {"comparisons": [[1, 2], [0.5, 1]], "accept_inconsistent": 1},
        {"comparisons": [[1, 2], [2, 1]]},
        {"matrix": [[1] * 60]},
        {"matrx": [[1]]},
    ],
)
def test_what_cannot_be_ranked_is_refused_with_a_sentence(yport: Yport, tmp_path: Path, wrong: Any) -> None:
    done = yport("calculate", "priorities", "--inputs", write(tmp_path, wrong), "--json", code=3)
    assert done.stderr.strip().endswith(".")
