"""The runner: seeds spread over processes, each schedule in a folder of its own in memory where there is one.

python -m tests.exchange.storm [--schedules 10000] [--processes 2] [--first 0] [--steps 40]

One line per 500 schedules. A seed that fails is said at once, with the command that runs it again.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

from .storm import STEPS, run

ROOT = Path(__file__).parents[3]
MEMORY = Path("/dev/shm")
TOLD_EVERY = 500
MOST_FAILURES = 5


def main() -> int:
    """0 if every schedule kept the promises."""
    given = arguments()
    if given.worker:
        return worker(given)
    began = time.monotonic()
    seeds = range(given.first, given.first + given.schedules)
    print(
        f"{len(seeds)} schedules of {given.steps} moves, seeds {seeds.start} to {seeds.stop - 1}", flush=True
    )
    workers = [start(given, seeds[n :: given.processes]) for n in range(given.processes) if seeds[n:]]
    for process in workers:
        process.wait()
    failed = sum(process.returncode != 0 for process in workers)
    seconds = time.monotonic() - began
    outcome = "FAILED" if failed else "all kept"
    print(f"{len(seeds)} schedules from seed {given.first}, {seconds:.0f} s, {outcome}")
    return int(failed > 0)


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.exchange.storm")
    parser.add_argument("--schedules", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--steps", type=int, default=STEPS, help="moves of a schedule")
    parser.add_argument("--folder", type=Path, help="for the profiles; by default in memory")
    parser.add_argument("--stride", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def start(given: argparse.Namespace, seeds: range) -> "subprocess.Popen[bytes]":
    """A worker for these seeds; hashes of text are fixed, so that a seed always runs the same way."""
    command = [sys.executable, "-W", "error", "-m", "tests.exchange.storm", "--worker"]
    command += ["--first", str(seeds.start), "--schedules", str(len(seeds)), "--stride", str(seeds.step)]
    command += ["--steps", str(given.steps), *(["--folder", str(given.folder)] if given.folder else [])]
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": path})


def worker(given: argparse.Namespace) -> int:
    """Run the seeds one after the other."""
    warnings.simplefilter("error")
    failures, began = 0, time.monotonic()
    seeds = range(given.first, given.first + given.schedules * given.stride, given.stride)
    for number, seed in enumerate(seeds, start=1):
        failures += not survives(seed, given.steps, given.folder or memory())
        if number % TOLD_EVERY == 0:
            print(f"{number} schedules up to seed {seed}, {time.monotonic() - began:.0f} s", flush=True)
        if failures >= MOST_FAILURES:
            break
    return int(failures > 0)


def memory() -> Path | None:
    """A folder in memory, None for the system's own temporary one."""
    return MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None


def survives(seed: int, steps: int, base: Path | None) -> bool:
    """Whether that schedule keeps the promises; what broke is printed."""
    with tempfile.TemporaryDirectory(prefix="yport-storm-", dir=base, ignore_cleanup_errors=True) as folder:
        try:
            run(seed, Path(folder), steps)
        except Exception:
            again = f"python -m tests.exchange.storm --schedules 1 --first {seed} --steps {steps}"
            print(f"SEED {seed} FAILED; again: {again}\n{traceback.format_exc()}", flush=True)
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
