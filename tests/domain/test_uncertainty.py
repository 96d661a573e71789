"""Approach 1 against the IPCC's own examples.

`data/ipcc_2006_table_3_4.csv`: 2006 IPCC Guidelines, Volume 1, chapter 3, Table 3.4 (Finland 2003), 100
rows as printed. Box 3.1A: 2019 Refinement, Volume 1, chapter 3.
"""

import csv
from math import prod
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.uncertainty import (
    Inventory,
    InventoryRow,
    approach_1,
    combine_product,
    combine_sum,
    half_width,
)

TABLE = Path(__file__).parent / "data" / "ipcc_2006_table_3_4.csv"


@pytest.fixture(scope="module")
def printed() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def finland(printed: list[dict[str, str]]) -> Inventory:
    return approach_1(
        [
            InventoryRow(
                row["category"],
                row["gas"],
                float(row["C_base_Gg_CO2e"]),
                float(row["D_year_t_Gg_CO2e"]),
                float(row["E_activity_data_uncertainty_pct"]),
                float(row["F_emission_factor_uncertainty_pct"]),
            )
            for row in printed
        ]
    )


def test_totals_of_table_3_4(finland: Inventory) -> None:
    assert finland.base == pytest.approx(47604.4, abs=0.05)
    assert finland.current == pytest.approx(67735.0, abs=0.05)
    assert finland.uncertainty_pct == pytest.approx(15.9, abs=0.05)
    assert finland.uncertainty_pct == pytest.approx(15.876, abs=0.0005)
    assert finland.trend_uncertainty_points == pytest.approx(18.7, abs=0.05)
    assert finland.trend_uncertainty_points == pytest.approx(18.696, abs=0.0005)
    assert finland.trend_pct == pytest.approx(42.29, abs=0.01)


def test_rows_of_table_3_4(finland: Inventory, printed: list[dict[str, str]]) -> None:
    """The printed inputs are rounded to whole per cent: compared within that."""
    columns = (
        ("G_combined_uncertainty_pct", "combined_pct", 0.9),
        ("H_contribution_to_variance", "variance", 0.0001),
        ("I_type_A_sensitivity", "type_a", 0.0001),
        ("J_type_B_sensitivity", "type_b", 0.0001),
        ("K_trend_from_emission_factor_pct", "trend_factor_pct", 0.03),
        ("L_trend_from_activity_data_pct", "trend_activity_pct", 0.3),
        ("M_trend_variance_pct", "trend_variance", 0.01),
    )
    for row, got in zip(printed, finland.contributions, strict=True):
        for column, name, tolerance in columns:
            shown = float(row[column])
            scale = 0.01 if column.startswith("M") else 1.0
            assert getattr(got, name) * scale == pytest.approx(shown, abs=tolerance), (row["row"], column)


def test_large_removals_are_said(finland: Inventory) -> None:
    assert any("removals" in str(p) for p in finland.problems)


def test_box_3_1a() -> None:
    herd = (3.0, 20.0, 4.0, 20.0, 30.0)  # head, VS rate, mass, share of system, emission factor
    each = combine_product(herd)
    assert each == pytest.approx(41.5331, abs=5e-5)
    factors = {"pasture": (0.28, 0.6), "slurry": (0.25, 33.8), "solid": (0.47, 3.2)}
    methane = {k: prod((350000, 7.5 / 1000, 570, 365, share, ef)) / 1e9 for k, (share, ef) in factors.items()}
    assert methane["slurry"] == pytest.approx(4.61, abs=0.005)
    assert sum(methane.values()) == pytest.approx(5.53, abs=0.005)
    assert combine_sum((m, each) for m in methane.values()) == pytest.approx(35.22, abs=0.05)
    assert combine_sum((m, each) for m in methane.values()) == pytest.approx(35.2242, abs=5e-5)


def test_above_100_per_cent_is_not_symmetric() -> None:
    said = approach_1([InventoryRow("a", "CH4", 10, 10, 80, 80)]).problems
    assert any("symmetric" in str(p) for p in said)


amounts = st.lists(st.tuples(st.floats(1, 1e6), st.floats(0, 200)), min_size=1, max_size=12)


@given(amounts)
def test_a_sum_is_no_less_certain_than_its_worst_part_and_scales(terms: list[tuple[float, float]]) -> None:
    total = combine_sum(terms)
    assert total <= max(u for _, u in terms) * (1 + 1e-9) + 1e-9
    assert combine_sum([(7 * x, u) for x, u in terms]) == pytest.approx(total, rel=1e-9, abs=1e-12)
    assert half_width(terms) == pytest.approx(total / 100 * sum(x for x, _ in terms), rel=1e-9, abs=1e-12)


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_a_product_is_at_least_as_uncertain_as_each_factor(widths: list[float]) -> None:
    assert combine_product(widths) >= max(widths) - 1e-9
