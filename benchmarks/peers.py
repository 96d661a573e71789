"""Well-known ways to exchange edits, given the same work. Each imports its library when it runs."""

import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .workload import FIELDS, Workload

Row = dict[str, object]


def git_bundle(work: Workload) -> Row:
    """One JSON-like file a record, one commit an author, `git bundle`, merged with -X ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hub = folder / "hub"
        hub.mkdir()
        _git(hub, "init", "-q", "-b", "main")
        _git(hub, "config", "gc.auto", "0")
        for r in range(len(work.ids)):
            _write_record(hub, work, r, {})
        _git(hub, "add", "-A")
        _commit(hub, "base")
        bundles = []
        exported = 0.0
        for a, last in enumerate(work.last):
            clone = folder / f"a{a}"
            subprocess.run(
                ["git", "clone", "-q", "-l", str(hub), str(clone)], check=True, capture_output=True
            )
            for r in {r for r, _ in last}:
                _write_record(clone, work, r, _of(last, r))
            _git(clone, "add", "-A")
            _commit(clone, f"author {a}")
            bundles.append(folder / f"{a}.bundle")
            begin = time.perf_counter()
            _git(clone, "bundle", "create", "-q", str(bundles[-1]), "origin/main..main")
            exported += time.perf_counter() - begin
        begin = time.perf_counter()
        conflicts = 0
        for a, bundle in enumerate(bundles):
            _git(hub, "fetch", "-q", str(bundle), f"main:author{a}")
            if _git(hub, "merge", "-q", "--no-edit", f"author{a}", check=False).returncode:
                files = _git(hub, "diff", "--name-only", "--diff-filter=U").stdout.split()
                conflicts += len(files)
                _git(hub, "checkout", "-q", "--ours", "--", *files)
                _git(hub, "add", "-A")
                _commit(hub, f"merge {a}")
        imported = time.perf_counter() - begin
        size = sum(b.stat().st_size for b in bundles)
    return _row(exported, size, imported, False, True, f"{conflicts} files")


def _of(last: dict[tuple[int, int], str], record: int) -> dict[int, str]:
    return {f: last[record, f] for f in range(FIELDS) if (record, f) in last}


def _write_record(folder: Path, work: Workload, record: int, changed: dict[int, str]) -> None:
    values = [changed.get(f, work.base[record][f]) for f in range(FIELDS)]
    text = "".join(f"field_{f}: {v}\n" for f, v in enumerate(values))
    (folder / f"{work.ids[record]}.txt").write_text(text)


def _git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=bench", "-c", "user.email=bench@invalid", "-c", "merge.conflictStyle=merge"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=check, capture_output=True, text=True)


def _commit(folder: Path, message: str) -> None:
    _git(folder, "commit", "-q", "-m", message)


def loro(work: Workload) -> Row:
    """Loro: a map of maps, one document, update exports."""
    from loro import ExportMode, LoroDoc

    base = LoroDoc()
    base.peer_id = 99
    for r, i in enumerate(work.ids):
        cells = base.get_map(str(i))
        for f in range(FIELDS):
            cells.insert(f"field_{f}", work.base[r][f])
    base.commit()
    snapshot = base.export(ExportMode.Snapshot())
    version = base.state_vv
    authors = []
    for a, saves in enumerate(work.saves):
        doc = LoroDoc()
        doc.peer_id = a + 1
        doc.import_(snapshot)
        for record, edits in saves:
            cells = doc.get_map(str(work.ids[record]))
            for f, v in edits:
                cells.insert(f"field_{f}", v)
            doc.commit()
        authors.append(doc)
    begin = time.perf_counter()
    updates = [doc.export(ExportMode.Updates(version)) for doc in authors]
    exported = time.perf_counter() - begin
    begin = time.perf_counter()
    for update in updates:
        base.import_(update)
    imported = time.perf_counter() - begin
    other = LoroDoc()
    other.import_(snapshot)
    for update in reversed(updates):
        other.import_(update)
    before = base.get_deep_value()
    same = before == other.get_deep_value()
    base.import_(updates[0])
    return _row(exported, sum(map(len, updates)), imported, same, before == base.get_deep_value(), "0")


def yrs(work: Workload) -> Row:
    """Yrs through pycrdt: a map per record."""
    from pycrdt import Doc, Map

    def root(doc: Doc) -> Map:
        return doc.get("records", type=Map)

    base = Doc(client_id=99)
    with base.transaction():
        records = root(base)
        for r, i in enumerate(work.ids):
            records[str(i)] = Map({f"field_{f}": work.base[r][f] for f in range(FIELDS)})
    snapshot, version = base.get_update(), base.get_state()
    authors = []
    for a, saves in enumerate(work.saves):
        doc = Doc(client_id=a + 1)
        doc.apply_update(snapshot)
        records = root(doc)
        for record, edits in saves:
            with doc.transaction():
                cells = records[str(work.ids[record])]
                for f, v in edits:
                    cells[f"field_{f}"] = v
        authors.append(doc)
    begin = time.perf_counter()
    updates = [doc.get_update(version) for doc in authors]
    exported = time.perf_counter() - begin
    begin = time.perf_counter()
    for update in updates:
        base.apply_update(update)
    imported = time.perf_counter() - begin
    other = Doc()
    other.apply_update(snapshot)
    for update in reversed(updates):
        other.apply_update(update)
    before = root(base).to_py()
    same = before == root(other).to_py()
    base.apply_update(updates[0])
    return _row(exported, sum(map(len, updates)), imported, same, before == root(base).to_py(), "0")


def _table(path: Path, work: Workload) -> None:
    db = sqlite3.connect(path)
    fields = ", ".join(f"field_{f} TEXT" for f in range(FIELDS))
    db.execute(f"CREATE TABLE record (id TEXT PRIMARY KEY NOT NULL, {fields})")
    marks = ", ".join("?" * (FIELDS + 1))
    db.executemany(
        f"INSERT INTO record VALUES ({marks})",
        [(str(i), *work.base[r]) for r, i in enumerate(work.ids)],
    )
    db.commit()
    db.close()


def _edit(execute: Callable[..., object], work: Workload, author: int) -> None:
    for record, edits in work.saves[author]:
        for f, v in edits:
            execute(f"UPDATE record SET field_{f} = ? WHERE id = ?", (v, str(work.ids[record])))


def sqlite_session(work: Workload) -> Row:
    """SQLite's session extension through APSW: changesets, last writer wins at the hub."""
    import apsw

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _table(folder / "base.sqlite", work)
        changesets, exported = [], 0.0
        for a in range(len(work.saves)):
            path = shutil.copy(folder / "base.sqlite", folder / f"a{a}.sqlite")
            db = apsw.Connection(str(path))
            session = apsw.Session(db, "main")
            session.attach()
            with db:
                _edit(db.execute, work, a)
            begin = time.perf_counter()
            changesets.append(session.changeset())
            exported += time.perf_counter() - begin
            session.close()
            db.close()
        hub = apsw.Connection(str(folder / "base.sqlite"))
        conflicts = 0

        def clash(reason: int, change: object) -> int:
            nonlocal conflicts
            conflicts += 1
            differs = reason == apsw.SQLITE_CHANGESET_DATA
            return apsw.SQLITE_CHANGESET_REPLACE if differs else apsw.SQLITE_CHANGESET_OMIT

        begin = time.perf_counter()
        for changeset in changesets:
            apsw.Changeset.apply(changeset, hub, conflict=clash)
        imported = time.perf_counter() - begin
        hub.close()
    return _row(exported, sum(map(len, changesets)), imported, False, False, f"{conflicts} rows")


def geodiff(work: Workload) -> Row:
    """geodiff (Mergin Maps): changesets rebased at the hub."""
    import pygeodiff

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tool = pygeodiff.GeoDiff()
        _table(folder / "base.sqlite", work)
        diffs, exported = [], 0.0
        for a in range(len(work.saves)):
            path = folder / f"a{a}.sqlite"
            shutil.copy(folder / "base.sqlite", path)
            db = sqlite3.connect(path)
            _edit(db.execute, work, a)
            db.commit()
            db.close()
            begin = time.perf_counter()
            tool.create_changeset(str(folder / "base.sqlite"), str(path), str(folder / f"{a}.diff"))
            exported += time.perf_counter() - begin
            diffs.append(folder / f"{a}.diff")
        hub = folder / "hub.sqlite"
        shutil.copy(folder / "base.sqlite", hub)
        conflicts = 0
        begin = time.perf_counter()
        for a, diff in enumerate(diffs):
            if not a:
                tool.apply_changeset(str(hub), str(diff))
                continue
            theirs, rebased, clash = (str(folder / f"{a}.{kind}") for kind in ("theirs", "rebased", "clash"))
            tool.create_changeset(str(folder / "base.sqlite"), str(hub), theirs)
            tool.create_rebased_changeset(
                str(folder / "base.sqlite"), str(folder / f"a{a}.sqlite"), theirs, rebased, clash
            )
            tool.apply_changeset(str(hub), rebased)
            if Path(clash).exists():
                conflicts += Path(clash).read_text().count('"fid"')
        imported = time.perf_counter() - begin
        size = sum(d.stat().st_size for d in diffs)
    return _row(exported, size, imported, False, False, f"{conflicts} rows")


def _row(exported: float, size: int, imported: float, same: bool, repeat: bool, conflicts: str) -> Row:
    return {
        "export_s": exported,
        "bundle_kb": size / 1000,
        "import_s": imported,
        "converges": same,
        "repeat_safe": repeat,
        "conflicts": conflicts,
    }
