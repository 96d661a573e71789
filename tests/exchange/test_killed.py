"""Really killed while writing and importing: no half file, no half state, nothing lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.errors import BundleError

from .laptop import Laptop, finding, meet

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("YPORT_KILLS", "12"))

# Runs until it is killed: one line on standard output when the work begins.
_WRITE = """
import sys; from pathlib import Path; from uuid import UUID
from tests.exchange.laptop import Laptop, finding
folder, space, key, out = sys.argv[1:5]
aya = Laptop("Aya", Path(folder)); space = UUID(space)
print("go", flush=True)
for n in range(10_000):
    finding(aya, space, f"Finding {n}")
    aya.exchange.write(space, [bytes.fromhex(key)], Path(out))
    print(n, flush=True)
"""
_IMPORT = """
import sys; from pathlib import Path
from tests.exchange.laptop import Laptop
ben = Laptop("Ben", Path(sys.argv[1]))
print("go", flush=True)
for path in sorted(Path(sys.argv[2]).glob("*.yport")):
    ben.exchange.import_bundle(path)
    print(path.name, flush=True)
"""


def killed(program: str, *arguments: object, after: float) -> list[str]:
    """The lines a program printed before it was killed, `after` seconds from its first one."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    assert first == "go\n"
    return rest.splitlines()


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Laptop, Laptop, UUID]:
    aya, ben, chika = (Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika"))
    space = uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in (ben, chika):
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    meet([aya, ben, chika], space)
    chika.desk.close()
    return aya, ben, space


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_while_writing(pair: tuple[Laptop, Laptop, UUID], tmp_path: Path) -> None:
    aya, ben, space = pair
    out = tmp_path / "out" / "aya.yport"
    out.parent.mkdir()
    aya.desk.close()
    chance, kept = random.Random(1), 0
    for _ in range(KILLS // 2):
        lines = killed(
            _WRITE, aya.folder, space, ben.identity.public_key.hex(), out, after=chance.random() * 0.4
        )
        aya = Laptop("Aya", aya.folder)
        assert not aya.desk.is_copy and aya.store.check(None).sound
        kept += len(lines)
        assert aya.desk.count(space, "finding") >= kept
        if out.exists():
            ben.exchange.verify(out)
        aya.desk.close()
    aya = Laptop("Aya", aya.folder)
    ben.exchange.import_bundle(aya.send(space, ben))
    assert ben.state(space) == aya.state(space) and ben.desk.count(space, "finding") >= kept > 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_while_importing(pair: tuple[Laptop, Laptop, UUID], tmp_path: Path) -> None:
    aya, ben, space = pair
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(40):
        for _ in range(5):
            finding(aya, space, f"Finding {number}")
        aya.exchange.write(space, [ben.identity.public_key], inbox / f"{number:03}.yport")
    ben.desk.close()
    chance = random.Random(2)
    for _ in range(KILLS // 2):
        lines = killed(_IMPORT, ben.folder, inbox, after=chance.random() * 0.5)
        ben = Laptop("Ben", ben.folder)
        assert not ben.desk.is_copy and ben.store.check(None).sound
        count = ben.desk.count(space, "finding")
        assert count % 5 == 0 and count >= 5 * len(lines)
        ben.desk.close()
    ben = Laptop("Ben", ben.folder)
    for path in sorted(inbox.glob("*.yport")):
        try:
            ben.exchange.import_bundle(path)
        except BundleError as error:
            pytest.fail(str(error))
    assert ben.state(space) == aya.state(space)
