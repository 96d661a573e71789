"""Noticing that a database was restored, copied or cloned.

A *run mark* is written both into the key folder and into the database, a new one at every
start and at every sealing. A database whose mark the key folder does not know came from a
backup, another profile or another machine: it must start a new feed, so that no two
segments bear the same feed and number. The last two marks are accepted, because the program
may be killed between the two writes; `confirm` drops the older one.
"""

import hashlib
import json
import platform
import sys
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .files import replacing

if sys.platform == "win32":
    import winreg

RUNS_FILE = "runs.json"
_LINUX_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


@dataclass(frozen=True)
class RunMark:
    """Which installation, on which machine, in which run. Stored as one line of text."""

    installation: str
    machine: str
    run: str

    def __str__(self) -> str:
        return f"{self.installation}.{self.machine}.{self.run}"

    @classmethod
    def parse(cls, text: str) -> "RunMark | None":
        """The mark of that text, or None if it is none."""
        parts = text.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


class RunJournal:
    """The run marks that this installation accepts, in its key folder."""

    def __init__(self, folder: Path, installation: str, machine: str) -> None:
        self._path = folder / RUNS_FILE
        self._installation = installation
        self._machine = machine
        self._runs = self._load()

    def begin(self) -> RunMark:
        """A new mark, durable in the key folder before it is returned."""
        run = uuid.uuid4().hex
        self._keep([*self._runs[-1:], run])
        return RunMark(self._installation, self._machine, run)

    def confirm(self, mark: RunMark) -> None:
        """The database holds `mark` now: no older one is accepted any more."""
        if self.matches(mark) and self._runs != [mark.run]:
            self._keep([mark.run])

    def matches(self, mark: "RunMark | str | None") -> bool:
        """True if a database with this mark is the one this installation wrote last."""
        known = RunMark.parse(mark) if isinstance(mark, str) else mark
        return (
            known is not None
            and known.installation == self._installation
            and known.machine == self._machine
            and known.run in self._runs
        )

    def _keep(self, runs: list[str]) -> None:
        state = {"installation": self._installation, "machine": self._machine, "runs": runs}
        with replacing(self._path) as file:
            file.write(json.dumps(state, indent=1).encode())
        self._runs = runs

    def _load(self) -> list[str]:
        """The accepted runs; none if the file is missing, damaged or from another machine."""
        try:
            state = json.loads(self._path.read_bytes())
            if state["installation"] == self._installation and state["machine"] == self._machine:
                return [str(run) for run in state["runs"]][-2:]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return []


def machine_mark() -> str:
    """Sixteen hex digits that differ from one machine to the next and stay over restarts."""
    source = "\0".join(("yport-machine-1", _machine_id(), platform.node()))
    return hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:16]


def _machine_id() -> str:
    if sys.platform == "win32":
        with suppress(OSError):
            key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography")
            with key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for name in _LINUX_MACHINE_IDS:
        with suppress(OSError):
            return Path(name).read_text(encoding="ascii", errors="replace").strip()
    return f"{uuid.getnode():012x}"
