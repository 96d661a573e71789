"""What is in the repository belongs there: no addresses of package registries, no paths of one machine."""

import itertools
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

BINARY = {
    ".ttf",
    ".png",
    ".jpg",
    ".jpeg",
    ".pdf",
    ".yport",
    ".ico",
    ".icns",
    ".xlsx",
    ".docx",
    ".mo",
    ".zip",
    ".age",
}

# Written so that a pattern does not match itself.
UNWANTED = {
    "a package registry": r"py[p]i\.org|pythonhos[t]ed|registry\.(np[m]js|yar[n]pkg)|/opt/py[p]i",
    "a path of one machine": r"(?<![\w.])/(work|root|t[m]p)/\w|[A-Z]:\\Users\\",
    "a local address": r"localhost:\d|127\.0\.0\.[1]",
}


def committed_files() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.fail("the repository is needed to know which files are committed")
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", UNWANTED)
def test_nothing_unwanted(what: str) -> None:
    pattern = re.compile(UNWANTED[what])
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:120]}"
        for path in committed_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_pins_are_exact_and_complete() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert all(re.fullmatch(r"[\w.+!]+", version) for version in pins.values())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values())]
    assert {re.split(r"[><=]", name)[0].lower().replace("_", "-") for name in wanted} <= set(pins)


def test_no_large_files() -> None:
    large = {
        str(p.relative_to(ROOT)): p.stat().st_size for p in committed_files() if p.stat().st_size > 6_000_000
    }
    assert large == {}
