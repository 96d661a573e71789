"""Y-PORT Desktop's own log in the exchange workload: real files, keys, encryption."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.segment import SEAL_AT_CHANGES, read_header
from yport_desktop.exchange.bundle import segment_item, write_bundle
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import Manifest, Party, SpaceEntry
from yport_desktop.exchange.opening import read_bundle
from yport_desktop.store import Store

from .workload import Workload

SPACE = UUID("11111111-2222-4333-8444-555555555555")


class Laptop:
    """A store with its identity."""

    def __init__(self, folder: Path) -> None:
        self.identity = Identity.load_or_create(folder / "keys", machine="bench")
        self.store = Store(folder / "store", self.identity.public_key)
        self.store.add_space(SPACE)

    @property
    def party(self) -> Party:
        return Party(key=self.identity.public_key, receiving=self.identity.receiving_key, name="bench")

    def save(self, edits: list[Edit]) -> None:
        self.store.commit(SPACE, edits)
        if self.store.open_changes(SPACE) >= SEAL_AT_CHANGES:
            self.store.seal(SPACE, self.identity.sign)

    def write(self, target: Path, have: dict | None, to: tuple[Party, ...]) -> None:
        """Seal, sign, encrypt and put on the disk what a holder of `have` lacks."""
        self.store.seal(SPACE, self.identity.sign)
        lacking = self.store.segments_not_in(SPACE, have)
        items = [segment_item(read_header(s.body).author, s) for s in lacking]
        entry = SpaceEntry(
            SPACE, "bench", "engagement", self.store.have_list(SPACE), self.store.fingerprint(SPACE), ()
        )
        written = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with target.open("wb") as file:
            manifest = Manifest(uuid4(), written, True, self.party, to, (entry,))
            write_bundle(file, manifest, items, self.identity)

    def take(self, source: Path, roster: set[bytes]) -> None:
        """Open, verify and fold a bundle."""
        with read_bundle(source, self.identity) as bundle:
            segments = [item.sealed for item in bundle.segments()]
        self.store.receive(SPACE, segments, lambda: roster, arrival="{}")


def run(work: Workload) -> dict[str, object]:
    """Seconds, bytes and outcomes of the whole exchange."""
    with tempfile.TemporaryDirectory() as name:
        return _run(work, Path(name))


def _run(work: Workload, folder: Path) -> dict[str, object]:
    hub = Laptop(folder / "hub")
    authors = [Laptop(folder / f"author{a}") for a in range(len(work.saves))]
    roster = {laptop.identity.public_key for laptop in (hub, *authors)}
    for start in range(0, len(work.ids), 500):
        hub.save(
            [
                Edit(work.ids[r], f"field_{f}", v)
                for r in range(start, min(start + 500, len(work.ids)))
                for f, v in enumerate(work.base[r])
            ]
        )
    hub.store.seal(SPACE, hub.identity.sign)
    base = list(hub.store.segments_not_in(SPACE, None))
    have = hub.store.have_list(SPACE)
    editing = 0.0
    for author, saves in zip(authors, work.saves, strict=True):
        author.store.receive(SPACE, base, lambda: roster)
        begin = time.perf_counter()
        for record, edits in saves:
            author.save([Edit(work.ids[record], f"field_{f}", v) for f, v in edits])
        editing += time.perf_counter() - begin
    to = tuple(laptop.party for laptop in (hub, authors[0], authors[1]))
    bundles = [folder / f"{a}.yport" for a in range(len(authors))]
    begin = time.perf_counter()
    for author, bundle in zip(authors, bundles, strict=True):
        author.write(bundle, have, to)
    exported = time.perf_counter() - begin
    begin = time.perf_counter()
    for bundle in bundles:
        hub.take(bundle, roster)
    imported = time.perf_counter() - begin
    found = {(c.record, c.field) for c in hub.store.conflicts(SPACE)}
    expected = {(work.ids[r], f"field_{f}") for r, f in work.conflicts}
    again = time.perf_counter()
    hub.take(bundles[0], roster)
    repeated = time.perf_counter() - again
    other = Laptop(folder / "other")
    for bundle in [folder / "base.yport"]:
        hub.write(bundle, None, (other.party,))
        other.take(bundle, roster)
    same = other.store.fingerprint(SPACE) == hub.store.fingerprint(SPACE)
    sealed = sum(len(s.body) for a in authors for s in a.store.segments_not_in(SPACE, have))
    return {
        "edit_ms_per_save": editing * 1000 / sum(map(len, work.saves)),
        "export_s": exported,
        "bundle_kb": sum(b.stat().st_size for b in bundles) / 1000,
        "sealed_kb": sealed / 1000,
        "import_s": imported,
        "again_ms": repeated * 1000,
        "converges": same,
        "repeat_safe": found == {(c.record, c.field) for c in hub.store.conflicts(SPACE)},
        "conflicts": f"{len(found & expected)} of {len(expected)}"
        + (", wrong ones too" if found - expected else ""),
    }
