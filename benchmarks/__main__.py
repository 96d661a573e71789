"""`python -m benchmarks [NAME ...]`: every measurement, each in a process of its own, one after the other."""

import subprocess
import sys

MEASUREMENTS = ("exchange", "growth", "desk", "report", "assessment")


def main(names: list[str]) -> int:
    """Run the measurements named, or all; the number that failed."""
    unknown = sorted(set(names) - set(MEASUREMENTS))
    if unknown:
        print(
            f"There is no measurement {', '.join(unknown)}; there are: {', '.join(MEASUREMENTS)}.",
            file=sys.stderr,
        )
        return 2
    failed = 0
    for name in names or MEASUREMENTS:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
