"""Adding a sector is one folder: a tiny sixth one on the shelf, and everything else finds it.

In processes of their own, so that the sector is nowhere else to be found afterwards.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 300
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONIOENCODING": "utf-8",
}


def python(*arguments: str) -> str:
    """What a fresh interpreter prints; its own words when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a walk through the program found."""
    printed = python("-m", "tests.contract.sixth_sector.walk", str(tmp_path_factory.mktemp("sixth")))
    read: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return read


def test_it_keeps_the_contract_of_a_sector() -> None:
    shown = python(
        *("-m", "pytest", "-q", "-p", "tests.contract.sixth_sector.on_the_shelf", "-p", "no:cacheprovider"),
        *("tests/contract/test_sectors.py", "-k", "street_trees"),
    )
    assert "passed" in shown and "failed" not in shown


def test_the_command_computes_it(found: dict[str, Any]) -> None:
    assert found["calculated"] == {"trees_per_thousand": 50.0, "replanting": 250.0}


def test_its_form_and_results_are_in_the_window(found: dict[str, Any]) -> None:
    assert found["window"]["rows"] == ["population", "trees"]
    assert found["window"]["value"] == pytest.approx(50.0)
    assert found["window"]["charts"] == ["among_peers", "replanted"]


def test_its_charts_are_drawn(found: dict[str, Any]) -> None:
    assert found["charts"] == {"among_peers": True, "replanted": True}


def test_it_has_its_section_in_the_report(found: dict[str, Any]) -> None:
    assert found["report"]["title"] == "Street trees"
    assert found["report"]["figures"] == ["Street trees among peers", "Trees to replant"]
    assert "This city among its peers" in found["report"]["compared"]
    assert found["report"]["pdf"] == "%PDF-"


def test_data_requests_ask_for_its_inputs(found: dict[str, Any]) -> None:
    assert found["asked"] == ["population", "trees"]


def test_it_is_compared(found: dict[str, Any]) -> None:
    assert found["compared"]["offered"][0] == "trees_per_thousand"
    assert found["compared"]["all"] == ["Northtown", "Southtown"]
    assert found["compared"]["partner"] == ["Northtown"]
    assert found["compared"]["year"] == pytest.approx(1965.0)
    assert found["window"]["peers"] == 2
    assert "in about 1965" in found["window"]["said"]


def test_it_is_nowhere_else() -> None:
    """A fresh process knows the sectors of the program only: nothing that was found is kept elsewhere."""
    known = python("-c", "from yport_desktop.bootstrap import discover; print(*discover().sectors)").split()
    assert known and "street_trees" not in known
