"""Disks that really fill up and sticks that really refuse: small mounts where root may, limits elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

MAY_MOUNT = sys.platform == "linux" and os.geteuid() == 0


class SmallDisk:
    """A folder whose room can be taken away. Without the right to mount, no file may grow beyond a size."""

    def __init__(self, folder: Path, mebibytes: int = 96) -> None:
        self.folder = folder
        self._filler = folder / "filler"
        folder.mkdir()
        if MAY_MOUNT:
            _mount("-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", str(folder))

    @contextmanager
    def full(self, leave: int) -> Iterator[None]:
        """Inside, `leave` bytes are free (rounded to pages)."""
        if not MAY_MOUNT:
            with _limited(leave):
                yield
            return
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        with self._filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - leave))
        try:
            yield
        finally:
            self._filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Inside, nothing can be written."""
        if MAY_MOUNT:
            _mount("-o", "remount,ro", str(self.folder))
        else:
            self.folder.chmod(0o555)
        try:
            yield
        finally:
            if MAY_MOUNT:
                _mount("-o", "remount,rw", str(self.folder))
            else:
                self.folder.chmod(0o755)

    def leavings(self) -> list[str]:
        """Temporary files that somebody forgot."""
        ends = (".part", ".new", ".restoring", ".tmp")
        return [str(p) for p in self.folder.rglob("*") if p.name.endswith(ends) or p.name.startswith(".")]

    def close(self) -> None:
        """Unmount."""
        if MAY_MOUNT:
            with suppress(subprocess.CalledProcessError):
                subprocess.run(["umount", "--lazy", str(self.folder)], check=True, capture_output=True)


@contextmanager
def _limited(leave: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (leave, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
