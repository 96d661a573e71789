"""`python -m benchmarks.growth`: does an exchange cost more where more is in the store already?

The very same bundle of 20,000 edits is imported into stores that hold 10^4, 10^5 and 10^6 edits, imported
again, and a delta of 20,000 edits is written from each; every store in a process of its own, best of five
on fresh copies. *fold* is opening, verifying and folding; *import* is what a person waits for, the backup
before it included. Seconds depend on the machine; quote the ratios, which come from one run.
"""

import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from yport_desktop import bootstrap
from yport_desktop.domain.changes import Edit
from yport_desktop.domain.segment import SealedSegment, SegmentHeader, encode, signed_message
from yport_desktop.domain.segment_columns import SegmentColumns
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.letters import Letter
from yport_desktop.services.workspace import Workspace

from .ours import SPACE, Laptop

SIZES = (10_000, 100_000, 1_000_000)
EDITS, PER_RECORD = 20_000, 10
COMMON, PER_SEGMENT = 1_000, 10_000
RUNS = 5
FIELDS = (".kind", ".parent", "subject", "value", "unit", "period", "source", "grade", "note", "place")
_AT = 1_770_000_000_000
Row = tuple[UUID, list[object]]
Found = dict[str, float]


class Pen:
    """Writes sealed segments of whole records in one feed, without a store: a million edits in seconds."""

    def __init__(self, laptop: Laptop, feed: bytes) -> None:
        self._identity = laptop.identity
        self._feed = feed
        self._end: tuple[int, bytes] = (0, b"")

    def seal(self, rows: list[Row], fields: tuple[str, ...] = FIELDS) -> SealedSegment:
        """One segment of new records."""
        count, width = len(rows) * len(fields), len(fields)
        number, previous = self._end
        author = self._identity.public_key
        header = SegmentHeader(SPACE.bytes, "", self._feed, number + 1, previous, author, count, _AT, _AT)
        columns = SegmentColumns(
            records=tuple(record.bytes for record, _ in rows),
            fields=fields,
            sources=(),
            replace_sets=((),),
            record=[i for i in range(len(rows)) for _ in fields],
            field=list(range(width)) * len(rows),
            value=[v for _, values in rows for v in values],
            replaces=[0] * count,
            save_sizes=[width] * len(rows),
            save_times=[_AT + i for i in range(len(rows))],
            save_labels=["reading"] * len(rows),
        )
        bare = SealedSegment(encode(header, columns), b"")
        self._end = (number + 1, bare.hash)
        return SealedSegment(bare.body, self._identity.sign(signed_message(bare.hash)))


def observation(luck: random.Random) -> Row:
    """A reading with ten fields."""
    values = ["observation", str(SPACE), f"Household {luck.randrange(900)}, day {luck.randrange(90)}"]
    values += [f"{luck.gauss(1.9, 0.6):.2f}", "kg/d", "2026-02", "Survey", luck.choice("ABC")]
    return UUID(int=luck.getrandbits(128), version=4), [*values, "", f"barangay {luck.randrange(80)}"]


def roster(people: dict[str, Laptop], luck: random.Random) -> list[Row]:
    """A person record for each."""
    rows: list[Row] = []
    for name, laptop in people.items():
        keys = [laptop.identity.public_key.hex(), laptop.identity.receiving_key]
        rows.append((UUID(int=luck.getrandbits(128), version=4), ["person", str(SPACE), name, *keys]))
    return rows


def build(folder: Path) -> None:
    """The three stores, the bundle for them, and the author who wrote it."""
    luck = random.Random(1)
    base, author = Laptop(folder / "base"), Laptop(folder / "author")
    hubs = {size: Laptop(folder / f"hub {size}") for size in SIZES}
    people = {"Base": base, "Author": author, **{f"Hub {size}": hub for size, hub in hubs.items()}}
    pen = Pen(base, b"c" * 16)
    start = [
        pen.seal([(SPACE, ["engagement", "Metro Cebu"])], (".kind", "name")),
        pen.seal(roster(people, luck), (".kind", ".parent", "name", "signing_key", "receiving_key")),
    ]
    known = [observation(luck) for _ in range(COMMON)]
    common = [pen.seal(known[n : n + COMMON // 10]) for n in range(0, COMMON, COMMON // 10)]
    author.store.trust(SPACE, base.identity.public_key)
    author.store.receive(SPACE, [*start, *common], lambda: author.store.trusted(SPACE))
    have = author.store.have_list(SPACE)
    for edits in saves(known, luck):
        author.save(edits)
    author.write(folder / "bundle.yport", have, tuple(hub.party for hub in hubs.values()))
    for size, hub in hubs.items():
        hub.store.trust(SPACE, base.identity.public_key)
        fill(hub, size, Pen(base, str(size).zfill(16).encode()), start, common, luck)
        hub.store.remember_have(SPACE, author.identity.public_key, 1, hub.store.have_list(SPACE))
        hub.store.close()


def fill(
    hub: Laptop,
    size: int,
    pen: Pen,
    start: list[SealedSegment],
    common: list[SealedSegment],
    luck: random.Random,
) -> None:
    """So many edits; those that the bundle will touch lie scattered between the others."""
    began = time.perf_counter()
    trusted = lambda: hub.store.trusted(SPACE)  # noqa: E731
    rest, pause = list(common), max(1, size // 100_000)
    hub.store.receive(SPACE, start, trusted)
    for number in range(size // PER_SEGMENT - 1):
        batch = [pen.seal([observation(luck) for _ in range(PER_SEGMENT // PER_RECORD)])]
        if rest and number % pause == 0:
            batch.append(rest.pop())
        hub.store.receive(SPACE, batch, trusted)
    hub.store.receive(SPACE, rest, trusted)
    print(f"{size:>9,} edits written in {time.perf_counter() - began:.1f} s", file=sys.stderr, flush=True)


def saves(known: list[Row], luck: random.Random) -> Iterator[list[Edit]]:
    """Ten edits of one record each: nine saves in ten a new record, one in ten a known one."""
    for number in range(EDITS // PER_RECORD):
        record, values = observation(luck)
        if number % 10 == 9:
            record = luck.choice(known)[0]
        yield [Edit(record, f, v) for f, v in zip(FIELDS, values, strict=True)]


def measure(folder: Path, size: int) -> Found:
    """Seconds and MiB of everything, on copies of one store."""
    bundle, hub = folder / "bundle.yport", folder / f"hub {size}"
    found: Found = {"store_mib": (hub / "store" / "yport.sqlite").stat().st_size / (1 << 20)}
    registry = bootstrap.discover()
    before = peak_mib()
    for _ in range(RUNS):
        with copied(hub) as laptop:
            fold(found, laptop, bundle)
            found.setdefault("fold_mib", peak_mib() - before)
        with copied(hub) as laptop:
            come_in(found, Workspace(registry, laptop.store, laptop.identity), bundle)
            found.setdefault("import_mib", peak_mib() - before)
        with copied(hub) as laptop:
            go_out(found, laptop, Workspace(registry, laptop.store, laptop.identity))
    return found


def peak_mib() -> float:
    """The most memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fold(found: Found, laptop: Laptop, bundle: Path) -> None:
    """The bundle, and once more."""
    roster = laptop.store.trusted(SPACE)
    keep(found, "fold_s", lambda: laptop.take(bundle, roster))
    keep(found, "again_ms", lambda: laptop.take(bundle, roster), 1000)


def come_in(found: Found, desk: Workspace, bundle: Path) -> None:
    """Looked at, imported and imported again by a person."""
    exchange = Exchange(desk)
    keep(found, "backup_s", lambda: desk.back_up("measured"))
    keep(found, "rehearse_s", lambda: exchange.rehearse(bundle))
    keep(found, "import_s", lambda: exchange.import_bundle(bundle))
    keep(found, "known_ms", lambda: exchange.import_bundle(bundle), 1000)


def go_out(found: Found, laptop: Laptop, desk: Workspace) -> None:
    """Twenty thousand edits of one's own, and what a colleague lacks of them."""
    exchange, luck = Exchange(desk), random.Random(2)
    for _ in range(EDITS // PER_RECORD):
        record, values = observation(luck)
        laptop.save([Edit(record, f, v) for f, v in zip(FIELDS, values, strict=True)])
    keys = [m.key for m in exchange.colleagues(SPACE) if m.name == "Author"]
    target = laptop.store.path.parent / "delta.yport"
    keep(found, "preview_ms", lambda: exchange.preview(Letter(SPACE, tuple(keys))), 1000)
    keep(found, "delta_ms", lambda: exchange.write(SPACE, keys, target), 1000)
    found["delta_kb"] = target.stat().st_size / 1000


@contextmanager
def copied(folder: Path) -> Iterator[Laptop]:
    """A fresh copy of a laptop, opened; removed in the end."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        shutil.copytree(folder, Path(name) / "copy")
        laptop = Laptop(Path(name) / "copy")
        yield laptop
        laptop.store.close()


def keep(found: Found, name: str, work: Callable[[], object], scale: float = 1) -> None:
    """Time it; the best of all runs stays."""
    began = time.perf_counter()
    work()
    seconds = (time.perf_counter() - began) * scale
    found[name] = min(found.get(name, seconds), seconds)


ROWS = {
    "store, MiB": "store_mib",
    "open, verify and fold the bundle, s": "fold_s",
    "the same bundle again, ms": "again_ms",
    "memory of that, MiB": "fold_mib",
    "import as a person waits for it, s": "import_s",
    "of which the backup before it, s": "backup_s",
    "known bundle through the same door, ms": "known_ms",
    "rehearsal, s": "rehearse_s",
    "memory of all that, MiB": "import_mib",
    "what would be sent (preview), ms": "preview_ms",
    "delta of 20,000 edits written, ms": "delta_ms",
    "delta, kB": "delta_kb",
}


def main(arguments: list[str]) -> None:
    """Build, measure each size in a process of its own, print the table."""
    if arguments[:1] == ["build"]:
        build(Path(arguments[1]))
    elif arguments:
        print(json.dumps(measure(Path(arguments[0]), int(arguments[1]))))
    else:
        with tempfile.TemporaryDirectory() as name:
            _child("build", name)  # apart: a child's peak of memory begins with that of its parent
            found = {size: dict(json.loads(_child(name, str(size)))) for size in SIZES}
        _print(found)


def _print(found: dict[int, Found]) -> None:
    print("| | " + " | ".join(f"{size:,} edits" for size in SIZES) + " | last / first |")
    print("|---" * (len(SIZES) + 2) + "|")
    for title, key in ROWS.items():
        values = [found[size][key] for size in SIZES]
        print(
            f"| {title} | " + " | ".join(f"{v:,.2f}" for v in values) + f" | {values[-1] / values[0]:.2f} |"
        )


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.growth", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
