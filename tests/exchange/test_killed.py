"""Really killed while saving, sealing, writing and importing: no half file, no half state, nothing lost.

A few kills with every run of the tests (YPORT_KILLS), two hundred with `make soak`.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("YPORT_KILLS", "12"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL and fork")
def test_killed_while_exchanging() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.kill_exchange", str(KILLS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    kills, saves, wrote, took, _ = map(int, re.findall(r"\d+", done.stdout))
    assert kills == KILLS and min(saves, wrote, took) > 0, done.stdout
