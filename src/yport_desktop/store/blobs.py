"""Attachments as files named by their SHA-256 beside the database."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from yport_desktop.env.files import sync_folder

from .database import said

_NAME = re.compile("[0-9a-f]{64}")


class BlobFolder:
    """Content-addressed files: written once, complete or absent, never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep `content`; returns its SHA-256 as hex. Durable when it returns; mends a damaged file."""
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        with said(path):
            if self.get(name) is not None:
                return name
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{uuid4().hex}.part")
            try:
                with partial.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(path)
                sync_folder(path.parent)
            finally:
                partial.unlink(missing_ok=True)
        return name

    def get(self, name: str) -> bytes | None:
        """The content, or None when it is not here (yet) or no longer what its name says."""
        path = self.path(name)
        with said(path):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                return None
        return content if hashlib.sha256(content).hexdigest() == name else None

    def has(self, name: str) -> bool:
        """Whether the file is here (its content is checked when read)."""
        return self.path(name).exists()

    def size(self, name: str) -> int:
        """Size in bytes; 0 when it is not here."""
        path = self.path(name)
        return path.stat().st_size if path.exists() else 0

    def here(self, names: Iterable[str]) -> set[str]:
        """Which of many are here: every folder is listed once, instead of asking file by file."""
        return {name for name, _ in self._listed(names)}

    def sizes(self, names: Iterable[str]) -> dict[str, int]:
        """Sizes in bytes of those of many that are here."""
        found = {}
        for name, entry in self._listed(names):
            with suppress(FileNotFoundError):  # removed meanwhile
                found[name] = entry.stat().st_size
        return found

    def _listed(self, names: Iterable[str]) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
        """Those of the names that are here, with their files."""
        starts: dict[str, set[str]] = {}
        for name in names:
            starts.setdefault(name[:2], set()).add(name[2:])
        for start, wanted in starts.items():
            folder = self.path(start + "0" * 62).parent
            with said(folder), suppress(FileNotFoundError), os.scandir(folder) as entries:
                yield from [(start + e.name, e) for e in entries if e.name in wanted]

    def remove(self, name: str) -> None:
        """Let go of a file; nothing happens if it is not here."""
        path = self.path(name)
        with said(path):
            path.unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """All attachments here."""
        for path in sorted(self._folder.glob("??/*")):
            name = path.parent.name + path.name
            if _NAME.fullmatch(name):  # not what a killed program left half written
                yield name

    def path(self, name: str) -> Path:
        """Where it lies. Refuses anything that is not a SHA-256 in hex."""
        if not _NAME.fullmatch(name):
            raise ValueError("not a SHA-256")
        return self._folder / name[:2] / name[2:]
