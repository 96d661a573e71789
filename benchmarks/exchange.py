"""`python -m benchmarks.exchange`: the exchange workload, every candidate in a process of its own.

Seconds depend on the machine; quote the ratios, which come from one run. Peak memory is that of the
candidate's whole process, the authors' part included.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable

from . import limits, ours, peers
from .workload import Workload, make

CANDIDATES: dict[str, Callable[[Workload], dict[str, object]]] = {
    "limit: columns, xz, unsigned": limits.columns,
    "limit: bare insert, int key": lambda work: limits.insert(work, "int"),
    "limit: bare insert, uuid": lambda work: limits.insert(work, "uuid"),
    "limit: bare insert, uuid + index": lambda work: limits.insert(work, "uuid + index"),
    "Y-PORT Desktop": ours.run,
    "SQLite session (APSW)": peers.sqlite_session,
    "geodiff (Mergin Maps)": peers.geodiff,
    "Loro": peers.loro,
    "Yrs (pycrdt)": peers.yrs,
    "git bundle": peers.git_bundle,
}
COLUMNS = ("export_s", "bundle_kb", "import_s", "rss_mib", "converges", "repeat_safe", "conflicts")


def one(name: str) -> dict[str, object]:
    """Run a candidate in this process."""
    work = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    row = CANDIDATES[name](work)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if name.startswith("git") else 0
    peak = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, children)
    row["rss_mib"] = (peak - before) / 1024
    return row


def main() -> None:
    """All candidates, best of three runs each, as a table."""
    if len(sys.argv) > 1:
        print(json.dumps(one(sys.argv[1])))
        return
    rows = {name: min((_child(name) for _ in range(3)), key=_cost) for name in CANDIDATES}
    print("| | " + " | ".join(COLUMNS) + " |\n|---|" + "---|" * len(COLUMNS))
    for name, row in rows.items():
        print(f"| {name} | " + " | ".join(_shown(row.get(c)) for c in COLUMNS) + " |")
    mine, columns = rows["Y-PORT Desktop"], rows["limit: columns, xz, unsigned"]
    indexed = rows["limit: bare insert, uuid + index"]
    print(f"\nbundles / column limit: {_ratio(mine, columns, 'bundle_kb')}")
    print(f"import / bare indexed insert: {_ratio(mine, indexed, 'import_s')}")
    for key in ("edit_ms_per_save", "again_ms", "sealed_kb"):
        print(f"{key}: {mine[key]:.2f}")


def _child(name: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.exchange", name], capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["failed"])[-1]
        return {"conflicts": reason[:80]}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _cost(row: dict[str, object]) -> float:
    return float(str(row.get("import_s", row.get("export_s", 1e9))))


def _ratio(a: dict[str, object], b: dict[str, object], key: str) -> str:
    return f"{float(str(a[key])) / float(str(b[key])):.2f}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,.2f}" if isinstance(value, float) else str(value if value is not None else "")


if __name__ == "__main__":
    main()
