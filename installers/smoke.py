"""Tries the frozen program as a person would, in a folder of its own, without a display.

Usage: smoke.py DIST   where DIST is the folder that PyInstaller made (dist/yport)

It must say its version, list what is on its shelves, make the report and the bundle of the sample
engagement, open the window and close it again. Prints one line per step; fails on the first failure.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZE_LIMIT_MB = 300
STEP_LIMIT_S = 300


def main(folder: Path) -> int:
    """Run all steps; the exit code."""
    name = "yport.exe" if os.name == "nt" else "yport"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"build: {folder.name} {size / 1e6:.0f} MB", flush=True)
    if size > SIZE_LIMIT_MB * 1e6:
        return failed(f"larger than {SIZE_LIMIT_MB} MB")
    with tempfile.TemporaryDirectory(prefix="yport-smoke-", ignore_cleanup_errors=True) as scratch:
        program = Program((folder / name).resolve(), Path(scratch))
        try:
            return program.run_all()
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            return failed(str(error))


class Program:
    """The frozen program with a home folder and a profile of its own."""

    def __init__(self, path: Path, scratch: Path) -> None:
        self.path = path
        self.scratch = scratch
        self.profile = ["--profile", str(scratch / "profile")]
        kept = {"SYSTEMROOT", "PATH", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH"}
        self.environment = {k: v for k, v in os.environ.items() if k.upper() in kept}
        self.environment |= {
            "HOME": str(scratch),
            "USERPROFILE": str(scratch),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self.environment |= {"LOCALAPPDATA": str(scratch), "APPDATA": str(scratch), "PYTHONUTF8": "1"}

    def run_all(self) -> int:
        """All steps in order; 0, or AssertionError with what went wrong."""
        said = self.run("version", "--version")
        assert any(letter.isdigit() for letter in said), f"no version in {said!r}"
        listed = self.run("list", *self.profile, "list")
        for wanted in ("solid_waste", "clause", "observation"):
            assert wanted in listed, f"{wanted} is not on the shelves of the frozen program:\n{listed}"
        spoken = self.run("list in Japanese", *self.profile, "--lang", "ja", "list")
        assert any("\u3040" <= letter <= "\u9fff" for letter in spoken), f"no Japanese in {spoken!r}"
        out = self.scratch / "out"
        self.run("demo", "demo", "--out", str(out))
        made = sorted(path for path in out.rglob("*") if path.is_file())
        for suffix, start in ((".pdf", b"%PDF-"), (".yport", b""), (".png", b"\x89PNG")):
            found = [path for path in made if path.suffix == suffix]
            assert found, f"the demo made no {suffix} file, only {[path.name for path in made]}"
            assert all(path.read_bytes().startswith(start) for path in found), (
                f"a {suffix} file is no such file"
            )
            print(
                f"smoke: {len(found)} {suffix}, {sum(p.stat().st_size for p in found) / 1e3:.0f} kB",
                flush=True,
            )
        self.open_window()
        print("smoke: passed", flush=True)
        return 0

    def run(self, label: str, *arguments: str) -> str:
        """What the program prints; AssertionError if it fails."""
        started = time.monotonic()
        done = subprocess.run(
            [str(self.path), *arguments],
            cwd=self.scratch,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=STEP_LIMIT_S,
            check=False,
        )
        assert done.returncode == 0, f"{label}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
        print(f"smoke: {label} in {time.monotonic() - started:.1f} s", flush=True)
        return done.stdout

    def open_window(self) -> None:
        """Start the window, see that it stays, and end it."""
        window = subprocess.Popen(
            [str(self.path), *self.profile, "--sample"],
            cwd=self.scratch,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            output, _ = window.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            window.terminate()
            output, _ = window.communicate(timeout=30)
            assert b"Traceback" not in output, f"the window complained:\n{output.decode()}"
            print("smoke: window opened and stayed", flush=True)
            return
        raise AssertionError(f"the window closed by itself, exit code {window.returncode}\n{output.decode()}")


def failed(reason: str) -> int:
    """Say why and give the exit code."""
    print(f"smoke: FAILED: {reason}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
