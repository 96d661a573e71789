"""The floor under every design: bare columns through xz, and bare indexed inserts into SQLite."""

import json
import lzma
import sqlite3
import tempfile
import time
from pathlib import Path

from .workload import Workload


def columns(work: Workload) -> dict[str, object]:
    """Every author's edits as columns, xz-compressed, unsigned: the smallest a bundle can sensibly be."""
    begin = time.perf_counter()
    size = 0
    for saves in work.saves:
        seen: dict[int, int] = {}
        record = [seen.setdefault(r, len(seen)) for r, edits in saves for _ in edits]
        raw = json.dumps(
            {
                "ids": [work.ids[r].hex for r in seen],
                "record": record,
                "field": [f for _, edits in saves for f, _ in edits],
                "value": [v for _, edits in saves for _, v in edits],
            },
            separators=(",", ":"),
        )
        size += len(lzma.compress(raw.encode(), preset=6))
    return {"export_s": time.perf_counter() - begin, "bundle_kb": size / 1000}


def insert(work: Workload, key: str) -> dict[str, object]:
    """All edits by one executemany into a table keyed by `int`, `uuid` or `uuid + index`."""
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "bare.sqlite", isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        kind = "INTEGER" if key == "int" else "TEXT"
        db.execute(f"CREATE TABLE edit (id INTEGER PRIMARY KEY, record {kind}, field INTEGER, value TEXT)")
        if "index" in key:
            db.execute("CREATE INDEX by_cell ON edit (record, field)")
        names = list(range(len(work.ids))) if key == "int" else [str(i) for i in work.ids]
        rows = [(names[r], f, v) for saves in work.saves for r, edits in saves for f, v in edits]
        begin = time.perf_counter()
        db.execute("BEGIN")
        db.executemany("INSERT INTO edit (record, field, value) VALUES (?, ?, ?)", rows)
        db.execute("COMMIT")
        return {"import_s": time.perf_counter() - begin}
