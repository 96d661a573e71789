"""Writing files so that a crash leaves either the old file or the new one, and nothing between."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from yport_desktop.domain.errors import DiskFull, FileNotWritten, FolderReadOnly, YportError
from yport_desktop.env.files import sync_folder

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def explain(error: OSError, path: Path) -> YportError:
    """The sentence for a write that failed."""
    if error.errno in _FULL:
        return DiskFull()
    if error.errno in _REFUSED:
        return FolderReadOnly(folder=str(path.parent))
    return FileNotWritten(path=str(path), reason=error.strerror or type(error).__name__)


@contextmanager
def replacing(path: Path, mode: int = 0o600) -> Iterator[BinaryIO]:
    """A file to write into, that takes the place of `path` when the block ends well.

    Written beside it under a temporary name, flushed to the disk, given `mode`, then renamed.
    If anything fails, `path` is as it was and the temporary file is removed. Raises DiskFull,
    FolderReadOnly or FileNotWritten for the failures of the disk.
    """
    scratch: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        scratch = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(mode)
        scratch.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from error
    finally:
        if scratch is not None:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)


def create(path: Path, content: bytes) -> None:
    """Write a new file (mode 0600) that must not exist yet; never overwrites.

    Raises FileExistsError, or the errors of `replacing`.
    """
    scratch = path.with_name(f".{path.name}.new")
    try:
        scratch.unlink(missing_ok=True)
        _write(scratch, content)
        try:
            os.link(scratch, path)
        except FileExistsError:
            raise
        except OSError:  # FAT and some network folders know no links
            _write(path, content)
        sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise explain(error, path) from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
