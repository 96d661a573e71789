"""How long an assessment takes: after a keystroke, and with 10,000 draws of a full sector.

Reported as ratios taken in one run: to one evaluation of every formula without ranges, so that the figure
says what the ranges cost on any machine.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from yport_desktop.advice.monte_carlo import DRAWS, simulate
from yport_desktop.domain.assess import assess, evaluation_of, with_defaults
from yport_desktop.domain.values import Observed
from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.services.calculate import read_inputs

RUNS = 60
LIMIT_KEYSTROKE_MS = 20.0
LIMIT_DRAWS_S = 1.0

# Every input of the balance, and 81 years of deposits in all materials of the decay model.
FULL: dict[str, Any] = {
    "population": 923_000,
    "household_t_d": 323,
    "non_household_t_d": 307,
    "recovered_received_t_d": 120,
    "recovered_controlled_t_d": 60,
    "disposal_received_t_d": 400,
    "disposal_controlled_share": 40,
    "coverage_by_population": 90,
    "coverage_by_waste": 80,
    "coverage_by_households": 85,
    "annual_cost": {"value": 381_000_000, "unit": "PHP/yr"},
    "msw_history": [[year, 100 + year - 1950, 0.8, 1, 20] for year in range(1950, 2031)],
    "site_shares": [
        {"year": 1950, "unmanaged_shallow": 100},
        {"year": 1990, "unmanaged_deep": 60, "managed_anaerobic": 40},
    ],
    "gas_recovery": "measured",
    "recovery": [[year, 0.5] for year in range(2000, 2031)],
    **{
        f"composition_{key}": share
        for key, share in (
            ("food", 45),
            ("garden", 5),
            ("paper", 12),
            ("wood", 3),
            ("textiles", 3),
            ("nappies", 4),
            ("rubber", 1),
            ("plastics", 15),
            ("metal", 2),
            ("glass", 3),
            ("other", 7),
        )
    },
}


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """The time of each run, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return times


def once(observed: dict[str, Observed]) -> None:
    """Every formula once, without ranges and explanations."""
    evaluation = evaluation_of(SECTOR, with_defaults(SECTOR, observed))
    for indicator in SECTOR.indicators:
        _ = evaluation[indicator.key]


def main() -> None:
    """Measure and print."""
    observed, _ = read_inputs(SECTOR, FULL)
    plain = statistics.median(milliseconds(lambda: once(observed)))
    whole = milliseconds(lambda: assess(SECTOR, observed))
    middle, worst = statistics.median(whole), statistics.quantiles(whole, n=20)[-1]
    drawn = statistics.median(milliseconds(lambda: simulate(SECTOR, observed), 5))
    print(f"formulas once {plain:.1f} ms, inputs {len(SECTOR.inputs)}, indicators {len(SECTOR.indicators)}")
    print(f"with ranges: median {middle:.1f} ms, p95 {worst:.1f} ms (limit {LIMIT_KEYSTROKE_MS:.0f} ms)")
    print(f"ratio, with ranges / formulas once: {middle / plain:.1f}")
    print(f"{DRAWS} draws: {drawn / 1000:.2f} s (limit {LIMIT_DRAWS_S:.0f} s)")
    print(f"ratio, {DRAWS} draws / formulas once: {drawn / plain:.0f}")


if __name__ == "__main__":
    main()
