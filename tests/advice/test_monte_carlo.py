"""Monte Carlo (Approach 2) against Box 3.1A and against error propagation.

Box 3.1A: 2019 Refinement to the 2006 IPCC Guidelines, Volume 1, chapter 3: methane from manure of dairy
cows; 37.21 % without and 36.41 % with correlated shares.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from yport_desktop.advice.monte_carlo import SEED, factor_draws, simulate, summary
from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Indicator, Input, Sector, Source
from yport_desktop.domain.values import Observed
from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.services.calculate import read_inputs

SOURCE = Source("Box 3.1A", "IPCC")
EF = {"pasture": 0.6, "slurry": 33.8, "solid": 3.2}
SHARES = {"pasture": 0.28, "slurry": 0.25, "solid": 0.47}
COWS: dict[str, tuple[float, float]] = {
    "n": (350_000, 3),
    "vs": (7.5, 20),
    "tam": (570, 4),
    **{f"ef_{k}": (v, 30) for k, v in EF.items()},
    **{f"share_{k}": (v, 20) for k, v in SHARES.items()},
}


def methane(values: Mapping[str, Any], correlated: bool) -> Any:
    shares = {k: values[f"share_{k}"] for k in EF}
    if correlated:
        shares["solid"] = 1 - shares["pasture"] - shares["slurry"]
    mixed = sum(share * values[f"ef_{k}"] for k, share in shares.items())
    return values["n"] * values["vs"] / 1000 * values["tam"] * 365 * mixed / 1e9


HERD = Sector(
    "herd",
    "Herd",
    (),
    tuple(Input(k, k, "", "", "") for k in COWS),
    (
        Indicator("free", "Free", "Gg", "", "", SOURCE, lambda v: methane(v, False), ()),
        Indicator("tied", "Tied", "Gg", "", "", SOURCE, lambda v: methane(v, True), ()),
    ),
)


def test_box_3_1a_by_drawing() -> None:
    observed = {k: Observed(v, missing=None, uncertainty_pct=u) for k, (v, u) in COWS.items()}
    ranges = simulate(HERD, observed, draws=400_000).ranges
    assert ranges["free"].mean == pytest.approx(5.53, abs=0.02)
    assert ranges["free"].half_width_pct == pytest.approx(37.21, abs=0.6)
    assert ranges["tied"].half_width_pct == pytest.approx(36.41, abs=0.6)


def test_small_uncertainties_agree_with_propagation() -> None:
    inputs = {
        "population": 1e6,
        "household_t_d": 400,
        "non_household_t_d": 200,
        "recovered_received_t_d": 100,
        "recovered_controlled_t_d": 50,
        "disposal_received_t_d": 300,
        "disposal_controlled_share": 50,
        "msw_history": [[2000, 100, 0.9], [2020, 200, 0.8]],
        "gas_recovery": "none",
        "site_shares": [{"year": 2000, "unmanaged_deep": 100}],
        "composition_basis": "viet_nam",
    }
    observed, _ = read_inputs(SECTOR, inputs)
    certain = {
        k: Observed(**{**s.__dict__, "uncertainty_pct": 3.0})
        for k, s in assess(SECTOR, observed).observed.items()
    }
    propagated, drawn = assess(SECTOR, certain), simulate(SECTOR, certain, 20_000)
    for key in ("sdg_11_6_1", "kg_cap_d", "collected_share", "ch4_emitted", "co2e_emitted"):
        estimate, found = propagated.estimates[key], drawn.ranges[key]
        assert estimate.value is not None and estimate.high is not None
        assert found.mean == pytest.approx(estimate.value, rel=0.01)
        assert found.high - found.low == pytest.approx(2 * (estimate.high - estimate.value), rel=0.05), key


def test_shares_of_a_whole_add_up_in_every_draw() -> None:
    part = Input("a", "A", "", "", "%"), Input("b", "B", "", "", "%"), Input("c", "C", "", "", "%")
    total = Indicator("t", "T", "%", "", "", SOURCE, lambda v: v["a"] + v["b"] + v["c"], ())
    last = Indicator("c_only", "C", "%", "", "", SOURCE, lambda v: v["c"], ())
    observed = {
        k: Observed(x, missing=None, uncertainty_pct=20.0) for k, x in (("a", 50.0), ("b", 30.0), ("c", 20.0))
    }
    free = simulate(Sector("s", "S", (), part, (total, last)), observed).ranges
    tied = simulate(Sector("s", "S", (), part, (total, last), shares=(("a", "b", "c"),)), observed).ranges
    assert free["t"].high - free["t"].low > 10
    assert tied["t"].low == pytest.approx(100) and tied["t"].high == pytest.approx(100)
    assert tied["c_only"].high - tied["c_only"].low == pytest.approx(2 * (10**2 + 6**2) ** 0.5, rel=0.05)


def test_the_same_seed_draws_the_same() -> None:
    observed = {k: Observed(v, missing=None, uncertainty_pct=u) for k, (v, u) in COWS.items()}
    assert simulate(HERD, observed, 1000) == simulate(HERD, observed, 1000)
    assert simulate(HERD, observed, 1000).seed == SEED
    assert simulate(HERD, observed, 1000, seed=7) != simulate(HERD, observed, 1000)


def test_draws_have_the_width_asked_for() -> None:
    drawn = summary(5 * factor_draws(20, 200_000, np.random.default_rng(1)))
    assert drawn.half_width_pct == pytest.approx(20, abs=0.3)
    assert summary(np.asarray(3.0)).low == 3.0


def test_draws_without_a_result_are_left_out_and_many_of_them_leave_none() -> None:
    few = np.append(np.ones(999), np.nan)
    assert summary(few).mean == 1.0
    with pytest.raises(ArithmeticError):
        summary(np.append(np.ones(90), np.full(10, np.inf)))


def test_a_mean_that_a_few_draws_make_is_no_middle() -> None:
    near_nothing = summary(np.append(np.linspace(1.0, 3.0, 999), 1e9))
    assert near_nothing.mean > near_nothing.high and near_nothing.middle is None
    assert summary(np.full(999, 0.1)).middle == pytest.approx(0.1)
