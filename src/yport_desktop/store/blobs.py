"""Attachments as files named by their SHA-256 beside the database."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from .database import said


class BlobFolder:
    """Content-addressed files: written once, complete or absent, never changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep `content`; returns its SHA-256 as hex. Durable when it returns."""
        name = hashlib.sha256(content).hexdigest()
        path = self.path(name)
        with said(path):
            if path.exists():
                return name
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{uuid4().hex}.part")
            try:
                with partial.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
        return name

    def get(self, name: str) -> bytes | None:
        """The content, or None when it is not here (yet) or no longer what its name says."""
        path = self.path(name)
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

    def names(self) -> Iterator[str]:
        """All attachments here."""
        for path in sorted(self._folder.glob("??/*")):
            yield path.parent.name + path.name

    def path(self, name: str) -> Path:
        """Where it lies. Refuses anything that is not a SHA-256 in hex."""
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self._folder / name[:2] / name[2:]
