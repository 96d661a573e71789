"""The command line on a profile whose keys are protected by a passphrase."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yport_desktop.exchange.vault import KeyVault, Place

from .conftest import Yport

ROOT = Path(__file__).parents[2]
WORDS = "amber kiwi harbor ランタン"


@pytest.fixture
def locked(tmp_path: Path, yport: Yport) -> Path:
    """A profile with a passphrase."""
    yport("list")
    vault = KeyVault(tmp_path / "profile" / "keys")
    vault.open()
    vault.protect(WORDS)
    return tmp_path / "profile"


def test_without_a_terminal_it_says_what_to_do(locked: Path, yport: Yport) -> None:
    said = yport("list", code=7).stderr
    assert "YPORT_PASSPHRASE_FILE" in said and "passphrase" in said


def test_a_file_names_the_passphrase(
    locked: Path, yport: Yport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "passphrase.txt"
    monkeypatch.setenv("YPORT_PASSPHRASE_FILE", str(file))
    assert "cannot be read" in yport("list", code=4).stderr
    file.write_text("something else\n", encoding="utf-8")
    assert "not the right passphrase" in yport("list", code=7).stderr
    file.write_bytes(f"\ufeff{WORDS}\r\n".encode())
    assert "Sector solid_waste" in yport("list").stdout
    assert (locked / "keys" / "identity.json").read_text().count(Place.PASSPHRASE) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo terminal")
def test_on_a_terminal_it_asks_and_shows_nothing(locked: Path) -> None:
    import pty

    main, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "yport_desktop", "--profile", str(locked), "--lang", "en", "list"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src"},
        stdin=side,
        stdout=subprocess.PIPE,
        stderr=side,
        start_new_session=True,
    )
    os.close(side)
    seen = b""
    for answer in ("wrong one", WORDS):
        seen += until(main, b"Passphrase: ")
        os.write(main, f"{answer}\n".encode())
    output, _ = process.communicate(timeout=60)
    os.close(main)
    assert process.returncode == 0 and b"Sector solid_waste" in output
    assert b"not the right passphrase" in seen
    assert b"wrong one" not in seen and b"harbor" not in seen


def until(handle: int, wanted: bytes) -> bytes:
    """What a terminal shows up to these words."""
    seen, ends = b"", time.monotonic() + 60
    while wanted not in seen:
        assert time.monotonic() < ends, seen
        if select.select([handle], [], [], 1)[0]:
            seen += os.read(handle, 1000)
    return seen
