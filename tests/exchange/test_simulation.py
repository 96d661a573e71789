"""Seeded storms between laptops, held against the brute-force oracle; and the oracle against faults.

A few dozen with every run of the tests (YPORT_SCHEDULES), ten thousand with `make soak`. The runner prints
the seed that fails; `python -m tests.exchange.storm --schedules 1 --first SEED` runs one again.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from .storm.station import Station
from .storm.storm import run

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
FIRST = int(os.environ.get("YPORT_SEED", "0"))
SCHEDULES = int(os.environ.get("YPORT_SCHEDULES", "24"))


@pytest.mark.slow
def test_any_storm_ends_in_one_state_and_nothing_is_lost() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.exchange.storm", "--schedules", str(SCHEDULES), "--first", str(FIRST)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{SCHEDULES} schedules from seed {FIRST}" in done.stdout


class LastOneWins(Station):
    """After every import the value that is shown is the only one."""

    def settle(self, arriving: frozenset[str] = frozenset()) -> None:
        super().settle(arriving)
        for table in ("p_rival", "p_conflict"):
            self.laptop.store.database.conn.execute(f"DELETE FROM {table}")
        self.laptop.store.database.conn.execute("UPDATE p_cell SET rivals = 0")


class QuietDeletion(Station):
    """What somebody deleted is gone, whatever others wrote into it."""

    def settle(self, arriving: frozenset[str] = frozenset()) -> None:
        super().settle(arriving)
        connection = self.laptop.store.database.conn
        connection.execute("UPDATE p_record SET deleted = 1 WHERE id IN (SELECT record FROM p_grave)")


class Forgetful(Station):
    """The first change of a bundle's segment is gone before it is sealed."""

    def act(self, work: Callable[[], T]) -> T:
        if self.memory.open and self.memory.open[0].cell[1] == "heading":
            connection = self.laptop.store.database.conn
            connection.execute("DELETE FROM change WHERE id = (SELECT min(id) FROM change)")
            connection.execute("UPDATE segment SET changes = changes - 1 WHERE state = 0")
        return super().act(work)


@pytest.mark.parametrize("kind", [LastOneWins, QuietDeletion, Forgetful])
def test_the_oracle_notices_what_is_lost(kind: type[Station], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"conflict|overruled|deleted over|lost|entered|life"):
        for seed in range(20):
            (tmp_path / str(seed)).mkdir()
            run(seed, tmp_path / str(seed), kind=kind)


def test_a_seed_runs_the_same_way_again(tmp_path: Path) -> None:
    traces: list[list[str]] = [[], []]
    for number, trace in enumerate(traces):
        (tmp_path / str(number)).mkdir()
        run(7, tmp_path / str(number), trace=trace)
    assert traces[0] == traces[1] and len(traces[0]) >= 40
