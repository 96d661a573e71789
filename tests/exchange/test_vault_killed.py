"""Really killed at every step of a move: there is always one working identity, and it is the same."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from yport_desktop.exchange.keystore import SystemKeystore
from yport_desktop.exchange.vault import KeyVault, Place, Unlock

from .keyrings import CHEAP, FileKeyring

ROOT = Path(__file__).parents[2]
WORDS = "amber kiwi harbor lantern"
# Every step in the soak, every fourth in the ordinary run: each is a process of its own.
STRIDE = 1 if int(os.environ.get("YPORT_KILLS", "0")) >= 100 else 4

# Ends itself just before the n-th file is opened, renamed, linked or removed after the vault is open.
_MOVE = """
import os, signal, sys
from pathlib import Path
from tests.exchange.keyrings import CHEAP, FileKeyring
from yport_desktop.exchange.keystore import SystemKeystore
from yport_desktop.exchange.vault import KeyVault, Unlock
folder, act, last, words = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
store = SystemKeystore(FileKeyring(folder / "keystore"), "file")
vault = KeyVault(folder / "keys", lambda: store, work=CHEAP)
vault.open(Unlock(words))
acts = {
    "protect": lambda: vault.protect(words),
    "unprotect": lambda: vault.unprotect(words),
    "keystore": lambda: vault.move_to_keystore(words),
    "recover": lambda: vault.open(Unlock(words, recovery=folder / "saved")),
}
count = 0
def watch(event, arguments):
    global count
    if event in ("open", "os.rename", "os.remove", "os.link", "os.chmod") and str(folder) in str(arguments):
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
acts[act]()
print(count)
"""


def vault_in(folder: Path) -> KeyVault:
    store = SystemKeystore(FileKeyring(folder / "keystore"), "file")
    return KeyVault(folder / "keys", lambda: store, work=CHEAP)


def begin(folder: Path, place: Place) -> bytes:
    """Keys in that place; the public one."""
    vault = vault_in(folder)
    key = vault.open().public
    if place is Place.PASSPHRASE:
        vault.protect(WORDS)
    elif place is Place.KEYSTORE:
        vault.move_to_keystore()
    return key


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize(
    ("place", "act"),
    [
        (Place.FILE, "protect"),
        (Place.FILE, "keystore"),
        (Place.PASSPHRASE, "unprotect"),
        (Place.PASSPHRASE, "keystore"),
        (Place.KEYSTORE, "protect"),
        (Place.KEYSTORE, "unprotect"),
    ],
)
def test_killed_at_every_step_of_a_move(tmp_path: Path, place: Place, act: str) -> None:
    (tmp_path / "before").mkdir()
    key = begin(tmp_path / "before", place)
    step, ended = 1 - STRIDE, False
    target = {"protect": Place.PASSPHRASE, "unprotect": Place.FILE, "keystore": Place.KEYSTORE}[act]
    while not ended:
        step += STRIDE
        folder = tmp_path / str(step)
        shutil.copytree(tmp_path / "before", folder)
        ended = not killed(folder, act, step)
        vault = vault_in(folder)
        assert vault.open(Unlock(WORDS)).public == key
        assert vault.place in ((target,) if ended else (place, target))
        # What was left over is gone with the next start: the keystore has the keys only if it is their place.
        assert any((folder / "keystore").glob("*.json")) == (vault.place is Place.KEYSTORE)
    assert step > 3


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_while_recovering(tmp_path: Path) -> None:
    (tmp_path / "lost").mkdir()
    lost = begin(tmp_path / "lost", Place.FILE)
    vault = vault_in(tmp_path / "lost")
    vault.open()
    vault.save_recovery(tmp_path / "saved", WORDS)
    step, ended = 1 - STRIDE, False
    while not ended:
        step += STRIDE
        folder = tmp_path / str(step)
        folder.mkdir()
        own = begin(folder, Place.FILE)
        (folder / "saved").write_bytes((tmp_path / "saved").read_bytes())
        ended = not killed(folder, "recover", step)
        after = vault_in(folder).open(Unlock(WORDS)).public
        assert after == lost if ended else after in (own, lost)
    assert step > 3


def killed(folder: Path, act: str, step: int) -> bool:
    """Whether the move was killed at that step; False when it had ended before."""
    done = subprocess.run(
        [sys.executable, "-c", _MOVE, str(folder), act, str(step), WORDS],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9
