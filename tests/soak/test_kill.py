"""A few rounds of the soak with every run of the tests; two hundred with `python -m tests.soak.kill`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork")
def test_what_was_said_to_be_saved_survives_a_kill_at_any_moment() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.kill", "15"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("15 kills"), done.stdout
    assert int(done.stdout.split()[6]) > 5, done.stdout
