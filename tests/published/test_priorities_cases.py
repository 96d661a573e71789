"""Ranking of options: the published cases on which each method's name stands, through `yport calculate`.

The figures are typed from the sources named with each case; a printed figure holds within half a unit of its
last digit, unless the source says otherwise.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from yport_desktop import bootstrap
from yport_desktop.cli.app import app
from yport_desktop.cli.door import OpenDesk, Parts

Priorities = Callable[..., dict[str, Any]]


def no_profile(_folder: Path | None, *_: object) -> OpenDesk:
    raise AssertionError("a calculation opens no profile")


@pytest.fixture
def priorities(tmp_path: Path) -> Priorities:
    """What `yport calculate priorities --json` answers to the inputs given by name."""
    parts = Parts(no_profile, bootstrap.discover, lambda *_: 0, lambda *_: ())

    def run(**given: Any) -> dict[str, Any]:
        file = tmp_path / "inputs.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        command = ["calculate", "priorities", "--inputs", str(file), "--json"]
        result = CliRunner().invoke(app, command, obj=parts)
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout))

    return run


# TOPSIS


def test_topsis_fighter_aircraft(priorities: Priorities) -> None:
    """Four aircraft by speed, range, payload, cost, reliability and manoeuvrability.

    Hwang, C.-L., Yoon, K. (1981), Multiple Attribute Decision Making, Springer, the worked example of TOPSIS
    (p. 133), printed to three decimals after a rounded normalisation.
    """
    found = priorities(
        matrix=[
            [2.0, 1500, 20000, 5.5, 5, 9],
            [2.5, 2700, 18000, 6.5, 3, 5],
            [1.8, 2000, 21000, 4.5, 7, 7],
            [2.2, 1800, 20000, 5.0, 5, 5],
        ],
        weights=[0.2, 0.1, 0.1, 0.1, 0.2, 0.3],
        criteria=["max", "max", "max", "min", "max", "max"],
    )["topsis"]
    assert found["scores"] == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=1e-3)
    assert found["ranks"] == [1, 4, 2, 3]


MOUNTAIN: dict[str, Any] = {
    "matrix": [[1, 3000], [2, 3750], [5, 4500]],
    "weights": [0.5, 0.5],
    "criteria": ["min", "max"],
}


def test_topsis_with_linear_normalisation_mountain_climbing(priorities: Priorities) -> None:
    """Three ways up a mountain by risk and altitude.

    Opricovic, S., Tzeng, G.-H. (2004), Compromise solution by MCDM methods, European Journal of Operational
    Research 156(2), 445-455, doi 10.1016/S0377-2217(03)00020-1.
    """
    found = priorities(**MOUNTAIN, normalisation="linear")["topsis"]
    assert found["scores"] == pytest.approx([0.500, 0.617, 0.500], abs=5e-4)
    assert found["normalisation"] == "linear"


# VIKOR


def test_vikor_mountain_climbing(priorities: Priorities) -> None:
    """The same three ways (Opricovic and Tzeng 2004, above): the second is the compromise, in either unit."""
    for scale, shift in ((1, 0), (1 / 1000, -1)):
        turned = [
            [risk + (0 if scale == 1 else 5), high * scale + shift] for risk, high in MOUNTAIN["matrix"]
        ]
        found = priorities(**{**MOUNTAIN, "matrix": turned})["vikor"]
        assert found["s"] == pytest.approx([0.5, 0.375, 0.5])
        assert found["r"] == pytest.approx([0.5, 0.25, 0.5])
        assert found["scores"] == pytest.approx([1, 0, 1])
        assert (found["ranks"], found["compromise"]) == ([2, 1, 2], [2])


HYDROPOWER = [
    [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
    [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
    [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
    [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
    [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
    [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
]


@pytest.mark.parametrize(
    ("weights", "s", "r", "q", "rank", "compromise"),
    [
        (
            [1, 1, 1, 1, 1, 1, 1, 1],
            [0.692, 0.7, 0.29, 0.423, 0.28, 0.346],
            [0.125, 0.125, 0.121, 0.125, 0.067, 0.125],
            [0.991, 1.0, 0.473, 0.670, 0.0, 0.578],
            [5, 6, 2, 4, 1, 3],
            {5},
        ),
        (
            [2, 2, 2, 2, 1, 1, 1, 1],
            [0.701, 0.6, 0.386, 0.365, 0.317, 0.459],
            [0.167, 0.114, 0.161, 0.167, 0.089, 0.167],
            [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
            [6, 2, 3, 4, 1, 5],
            {5},
        ),
        (
            [1, 1, 1, 1, 2, 2, 2, 2],
            [0.683, 0.8, 0.193, 0.48, 0.243, 0.232],
            [0.113, 0.167, 0.08, 0.122, 0.044, 0.083],
            [0.684, 1.0, 0.147, 0.554, 0.041, 0.191],
            [5, 6, 2, 4, 1, 3],
            {3, 5, 6},
        ),
        (
            [1, 1, 1, 1, 3.2, 3.2, 3.2, 3.2],
            [0.678, 0.857, 0.138, 0.513, 0.222, 0.167],
            [0.129, 0.190, 0.057, 0.139, 0.042, 0.060],
            [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
            [5, 6, 1, 4, 2, 3],
            {3, 5, 6},
        ),
    ],
)
def test_vikor_hydropower_on_the_drina(
    priorities: Priorities,
    weights: list[float],
    s: list[float],
    r: list[float],
    q: list[float],
    rank: list[int],
    compromise: set[int],
) -> None:
    """Six systems of reservoirs by eight criteria, with four sets of weights.

    Opricovic, S., Tzeng, G.-H. (2007), Extended VIKOR method in comparison with outranking methods, European
    Journal of Operational Research 178(2), 514-529, as carried in the tests of scikit-criteria (BSD-3).
    """
    up = ["max", "min", "max", "max", "min", "min", "min", "max"]
    found = priorities(matrix=HYDROPOWER, weights=weights, criteria=up)["vikor"]
    assert found["s"] == pytest.approx(s, abs=6e-4)
    assert found["r"] == pytest.approx(r, abs=6e-4)
    assert found["scores"] == pytest.approx(q, abs=1e-3)
    assert found["ranks"] == rank
    assert set(found["compromise"]) == compromise


def test_vikor_five_by_four(priorities: Priorities) -> None:
    """Five options by four criteria.

    Yang, W., Wu, Y. (2020), A new improvement method to avoid rank reversal in VIKOR, IEEE Access 8,
    21261-21271, as carried in the tests of pymcdm (MIT).
    """
    matrix = [[78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29]]
    found = priorities(matrix=matrix, weights="equal", criteria=["max"] * 4)["vikor"]
    assert found["scores"] == pytest.approx([0.5679, 0.7667, 1, 0.7493, 0], abs=5e-5)


# PROMETHEE II


def test_promethee_ii_with_the_usual_criterion(priorities: Priorities) -> None:
    """Three options by three criteria.

    Zhao, H., Peng, Y., Li, W. (2013), Revised PROMETHEE II for improving efficiency in emergency response,
    Procedia Computer Science 17, 181-188, as carried in the tests of pymcdm (MIT).
    """
    found = priorities(matrix=[[4, 3, 2], [3, 2, 4], [5, 1, 3]], weights=[0.5, 0.3, 0.2])["promethee_ii"]
    assert found["scores"] == pytest.approx([0.1, -0.3, 0.2], abs=5e-3)
    assert found["ranks"] == [2, 3, 1]


# SPOTIS


def test_spotis_of_its_authors_three_criteria(priorities: Priorities) -> None:
    """Four options by three criteria.

    Dezert, J., Tchamova, A., Han, D., Tacnet, J.-M. (2020), The SPOTIS rank reversal free method for
    multi-criteria decision-making support, FUSION 2020, doi 10.23919/FUSION45008.2020.9190347.
    """
    given = {
        "matrix": [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]],
        "weights": [0.2, 0.3, 0.5],
        "criteria": [{"worst": -5, "best": 12}, {"worst": 10, "best": -6}, {"worst": -8, "best": 5}],
    }
    found = priorities(**given)
    assert found["spotis"]["scores"] == pytest.approx([0.1989, 0.3705, 0.3063, 0.7491], abs=6e-5)
    assert found["spotis"]["ranks"] == [1, 3, 2, 4]
    assert [row["option"] for row in found["ranking"]] == ["1", "3", "2", "4"]


def test_spotis_of_its_authors_five_criteria(priorities: Priorities) -> None:
    """Four options by five criteria (Dezert et al. 2020, above), the ideal at the ends of the ranges.

    As carried in the tests of scikit-criteria (BSD-3), which hold it within 1e-4.
    """
    ends = [(16000, 14000), (8, 3), (140, 80), (35, 60), (650, 1300)]
    found = priorities(
        matrix=[
            [15000, 4.3, 99, 42, 737],
            [15290, 5.0, 116, 42, 892],
            [15350, 5.0, 114, 45, 952],
            [15490, 5.3, 123, 45, 1120],
        ],
        weights=[0.2941, 0.2353, 0.2353, 0.0588, 0.1765],
        criteria=[{"worst": worst, "best": best} for worst, best in ends],
    )
    assert found["spotis"]["scores"] == pytest.approx([0.4779, 0.5781, 0.5558, 0.5801], abs=1e-4)
    assert found["spotis"]["ranks"] == [1, 3, 2, 4]


# AHP


def reciprocal(upper: list[list[float]]) -> list[list[float]]:
    """The whole matrix from what stands above its diagonal."""
    size = range(len(upper) + 1)
    matrix = [[1.0 for _ in size] for _ in size]
    for i, row in enumerate(upper):
        for j, value in enumerate(row, i + 1):
            matrix[i][j], matrix[j][i] = value, 1 / value
    return matrix


# Eight criteria for buying a house: size, transport, neighbourhood, age, yard, modernity, condition, finance.
HOUSE = reciprocal(
    [
        [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
        [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
        [6, 3, 4, 6, 1 / 5],
        [1 / 3, 1 / 4, 1 / 7, 1 / 8],
        [1 / 2, 1 / 5, 1 / 6],
        [1 / 5, 1 / 6],
        [1 / 2],
    ]
)


def test_ahp_buying_a_house_is_stopped_by_the_gate(priorities: Priorities) -> None:
    """The comparisons contradict each other, and neighbourhood over condition fits the others least.

    Saaty, T. L. (1990), How to make a decision: the analytic hierarchy process, European Journal of
    Operational Research 48(1), 9-26, doi 10.1016/0377-2217(90)90057-I, table 2.
    """
    ranked = {"matrix": [[1] * 8, [2] * 8], "criteria": [{"worst": 0, "best": 4}] * 8}
    found = priorities(comparisons=HOUSE, **ranked)
    ahp = found["ahp"]
    assert ahp["weights"] == pytest.approx([0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], abs=5e-4)
    assert ahp["lambda_max"] == pytest.approx(9.669, abs=5e-4)
    assert ahp["consistency_index"] == pytest.approx(0.238, abs=5e-4)
    assert ahp["consistency_ratio"] == pytest.approx(0.169, abs=5e-4)
    assert not ahp["accepted"]
    assert (ahp["doubt"]["first"], ahp["doubt"]["second"], ahp["doubt"]["given"]) == (2, 6, 6)
    assert "ranking" not in found and "topsis" not in found
    assert found["problems"][0]["severity"] == "refused"
    decided = priorities(comparisons=HOUSE, accept_inconsistent=True, **ranked)
    assert [row["rank"] for row in decided["ranking"]] == [1, 2]
    assert decided["problems"][0]["severity"] == "warning"


@pytest.mark.parametrize(
    ("upper", "weights", "printed"),
    [
        # Financing of the three houses, table 3 of Saaty 1990.
        ([[1 / 7, 1 / 5], [3]], [0.072, 0.650, 0.278], {"lambda_max": 3.065, "consistency_ratio": 0.056}),
        # Size of the three houses: above the gate.
        ([[6, 8], [4]], [0.754, 0.181, 0.065], {"lambda_max": 3.136, "consistency_ratio": 0.117}),
    ],
)
def test_ahp_the_three_houses(
    priorities: Priorities, upper: list[list[float]], weights: list[float], printed: dict[str, float]
) -> None:
    """The houses compared by one criterion (Saaty 1990, above)."""
    found = priorities(comparisons=reciprocal(upper))["ahp"]
    assert found["weights"] == pytest.approx(weights, abs=1e-3)
    assert {key: found[key] for key in printed} == pytest.approx(printed, abs=6e-4)
    assert found["accepted"] == (printed["consistency_ratio"] <= 0.10)


def test_ahp_consumption_of_drinks(priorities: Priorities) -> None:
    """Seven drinks by how much of them is drunk.

    Saaty, T. L. (2008), Decision making with the analytic hierarchy process, International Journal of
    Services Sciences 1(1), 83-98, doi 10.1504/IJSSCI.2008.017590, table 2. Tea over wine is printed as 2 and
    wine over tea as 1/3; the printed weights belong to 3 and 1/3.
    """
    upper: list[list[float]] = [
        [9, 5, 2, 1, 1, 1 / 2],
        [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
        [1 / 3, 1 / 4, 1 / 3, 1 / 9],
        [1 / 2, 1, 1 / 3],
        [2, 1 / 2],
        [1 / 3],
    ]
    found = priorities(comparisons=reciprocal(upper))["ahp"]
    assert found["weights"] == pytest.approx([0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], abs=5e-4)
    assert found["consistency_ratio"] == pytest.approx(0.022, abs=5e-4)
    assert found["accepted"]


def test_ahp_choosing_a_job(priorities: Priorities) -> None:
    """Flexibility, opportunities, security, reputation and salary (Saaty 2008, above, table 3)."""
    upper: list[list[float]] = [[1 / 4, 1 / 6, 1 / 4, 1 / 8], [1 / 3, 3, 1 / 7], [4, 1 / 2], [1 / 7]]
    found = priorities(comparisons=reciprocal(upper))["ahp"]
    assert found["weights"] == pytest.approx([0.036, 0.122, 0.262, 0.075, 0.506], abs=5e-4)
