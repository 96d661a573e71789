"""How long an assessment takes: after a keystroke, and with 10,000 draws, every sector with a full example.

Reported as ratios taken in one run: to one evaluation of every formula without ranges, so that the figure
says what the ranges cost on any machine.
"""

import importlib
import statistics
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from yport_desktop import bootstrap
from yport_desktop.advice.monte_carlo import DRAWS, simulate
from yport_desktop.domain.assess import assess, evaluation_of, with_defaults
from yport_desktop.domain.evaluation import MissingInput, NotComputable
from yport_desktop.domain.sector import Sector
from yport_desktop.domain.values import Observed
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


def once(sector: Sector, observed: dict[str, Observed]) -> None:
    """Every formula once, without ranges and explanations."""
    evaluation = evaluation_of(sector, with_defaults(sector, observed))
    for indicator in sector.indicators:
        try:
            _ = evaluation[indicator.key]
        except (MissingInput, NotComputable, ArithmeticError):
            continue


def fullest(sector: Sector) -> dict[str, Any]:
    """The worked example that computes most of it; of the landfill model 81 years in all materials."""
    if sector.key == "solid_waste":
        return FULL
    module = importlib.import_module(f"yport_desktop.sectors.{sector.key}")
    with (Path(str(module.__file__)).parent / "examples.toml").open("rb") as file:
        given = [example["inputs"] for example in tomllib.load(file)["example"]]
    found: dict[str, Any] = max(given, key=lambda inputs: _results(sector, inputs))
    return found


def _results(sector: Sector, inputs: dict[str, Any]) -> int:
    observed, _ = read_inputs(sector, inputs)
    return sum(e.value is not None for e in assess(sector, observed).estimates.values())


def main() -> None:
    """Measure and print a row for each sector."""
    print("| | inputs | results | formulas once, ms | with ranges, median / p95, ms | ratio | draws, s |")
    print("|---|---|---|---|---|---|---|")
    for sector in bootstrap.discover().sectors.values():
        given = fullest(sector)
        observed, _ = read_inputs(sector, given)
        plain = statistics.median(milliseconds(lambda s=sector, o=observed: once(s, o)))
        whole = milliseconds(lambda s=sector, o=observed: assess(s, o))
        middle, worst = statistics.median(whole), statistics.quantiles(whole, n=20)[-1]
        drawn = statistics.median(milliseconds(lambda s=sector, o=observed: simulate(s, o), 5))
        print(
            f"| {sector.label} | {len(sector.inputs)} | {_results(sector, given)} of {len(sector.indicators)}"
            f" | {plain:.1f} | {middle:.1f} / {worst:.1f} | {middle / plain:.1f} | {drawn / 1000:.2f} |"
        )
    print(f"\nlimits: {LIMIT_KEYSTROKE_MS:.0f} ms with ranges, {DRAWS} draws in {LIMIT_DRAWS_S:.0f} s")


if __name__ == "__main__":
    main()
