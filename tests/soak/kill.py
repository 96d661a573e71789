"""Kill an advisor's program again and again while it saves, undoes, attaches, seals and backs up.

    python -m tests.soak.kill [kills] [seed]

Each round forks a process that opens one and the same profile, works, and says after every save
what was kept; it is killed (SIGKILL) at a seeded moment, which may lie in the opening, the first run
included. Then the profile is opened again: every save that was acknowledged is there, none by half.
"""

import hashlib
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from yport_desktop import bootstrap
from yport_desktop.domain.changes import Edit
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import signed_message
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.exchange.identity import verify
from yport_desktop.services.records import create, set_values
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import Store

SPACE = UUID("11111111-2222-4333-8444-555555555555")
LONGEST = 0.25  # seconds of work before the kill


@dataclass
class Told:
    """What happened over all rounds."""

    kills: int = 0
    early: int = 0  # killed before the first save
    saves: int = 0
    unsaid: int = 0  # kept, but killed before it could be said
    numbers: set[int] = field(default_factory=set)


def save_of(number: int, photo: str) -> list[Edit]:
    """One save of four records that belong together."""
    finding = create("finding", {"heading": f"Finding {number}", "text": "語" * 300}, parent=SPACE)
    shown = create("evidence", {"caption": str(number), "blob": photo}, parent=finding[0].record)
    request = create("data_request", {"question": f"Finding {number}"}, parent=SPACE)
    return [*finding, *shown, *request, *set_values(SPACE, {"summary": str(number)})]


def photo_of(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * 40


def work(profile: Profile, registry: Registry, seed: int, say: int) -> None:
    """What the killed process does; `say` is the pipe on which it acknowledges."""
    chance = random.Random(seed)
    desk = bootstrap.open_desk(profile, registry)
    workspace = desk.workspace
    if not workspace.spaces():
        workspace.new_space({"name": "Metro Cebu"}, SPACE)
    number = workspace.count(SPACE, "finding")
    while True:
        number += 1
        workspace.commit(SPACE, save_of(number, workspace.put_blob(photo_of(number))), "Find")
        os.write(say, f"{number}\n".encode())
        if chance.random() < 0.3:
            workspace.commit(SPACE, set_values(SPACE, {"name": f"Port {number}"}))
            workspace.undo()
        if chance.random() < 0.2:
            workspace.seal(SPACE)
        if chance.random() < 0.05:
            workspace.back_up("before import")


def round_of(profile: Profile, registry: Registry, seed: int, opening: bool = False) -> list[int]:
    """Fork, let it work, kill it (`opening`: at once or soon); the numbers it acknowledged."""
    chance = random.Random(seed)
    hears, says = os.pipe()
    child = os.fork()
    if not child:
        os.close(hears)
        try:
            work(profile, registry, seed, says)
        finally:
            os._exit(3)
    os.close(says)
    if not opening:
        select.select([hears], [], [], 30)
    time.sleep(chance.random() * (LONGEST / 2 if opening else LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the program ended by itself: {status}"
    with os.fdopen(hears) as lines:
        return [int(line) for line in lines]


def examine(workspace: Workspace, said: set[int]) -> set[int]:
    """The promise: all that was said is there, whole; at most one save more, whole as well.

    Returns the numbers of the saves that are there.
    """
    store = workspace.store
    assert not workspace.is_copy, "taken for a copy"
    findings = store.check(lambda author, name, mark: verify(author, mark, signed_message(name)))
    assert findings.sound, findings.faults
    if not workspace.spaces():
        assert not said
        return set()
    headings = [r.get("heading") for r in workspace.records(SPACE, "finding")]
    top = workspace.get(SPACE)
    last = int(top.get("summary", "0"))
    assert sorted(headings) == sorted(f"Finding {n + 1}" for n in range(last)), "a save is missing or doubled"
    assert sorted(r.get("question") for r in workspace.records(SPACE, "data_request")) == sorted(headings)
    for shown in workspace.records(SPACE, "evidence"):
        assert workspace.blob(shown.get("blob")) == photo_of(int(shown.get("caption")))
    assert workspace.count(SPACE, "evidence") == last
    assert max(said, default=0) <= last <= max(said, default=0) + 1, "a save that was acknowledged is lost"
    assert top.get("name") in {"Metro Cebu", *(f"Port {n}" for n in range(1, last + 1))}
    assert store.gaps(SPACE) == [] and len(store.have_list(SPACE)["chains"]) <= 1, "more than one feed"
    assert store.have_list(SPACE)["also"] == []
    return set(range(1, last + 1))


def soak(folder: Path, kills: int, seed: int) -> Told:
    """So many kills of one profile; raises AssertionError where the promise is broken."""
    registry, told = bootstrap.discover(), Told()
    old = profile_in(folder / "profile")
    for number in range(kills):
        chance = random.Random(seed * 10_000 + number)
        first_run = number % 4 == 3
        profile = profile_in(folder / f"new {number}") if first_run else old
        before = set() if first_run else told.numbers
        said = round_of(profile, registry, chance.getrandbits(32), first_run or chance.random() < 0.3)
        told.kills += 1
        told.early += not said
        told.saves += len(said)
        desk = bootstrap.open_desk(profile, registry)
        kept = examine(desk.workspace, before | set(said))
        desk.close()
        told.unsaid += len(kept - before - set(said))
        if not first_run:
            told.numbers = kept
    desk = bootstrap.open_desk(old, registry)
    travel(desk.workspace, folder / "second")
    desk.close()
    return told


def travel(workspace: Workspace, folder: Path) -> None:
    """Whatever was killed: a second laptop reads all segments into the same state."""
    workspace.seal(SPACE)
    second = Store(folder, bytes(32))
    second.add_space(SPACE)
    second.receive(
        SPACE, list(workspace.store.segments_not_in(SPACE, None)), lambda: {workspace.identity.public_key}
    )
    assert second.fingerprint(SPACE) == workspace.store.fingerprint(SPACE)
    assert second.have_list(SPACE) == workspace.store.have_list(SPACE)
    second.close()


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:3]]
    wanted, first_seed = given + [200, 1][len(given) :]
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        done = soak(Path(place), wanted, first_seed)
        print(
            f"{done.kills} kills, {done.early} before a save, {done.saves} saves acknowledged and kept,"
            f" {done.unsaid} kept unsaid, {time.monotonic() - began:.0f} s"
        )
