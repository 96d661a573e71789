"""A few rounds of the soak with every run of the tests (YPORT_KILLS); two hundred with `make soak`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("YPORT_KILLS", "15"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork")
def test_what_was_said_to_be_saved_survives_a_kill_at_any_moment() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.kill", str(KILLS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{KILLS} kills"), done.stdout
    print(done.stdout)
    assert int(done.stdout.split()[6]) > 0, done.stdout
