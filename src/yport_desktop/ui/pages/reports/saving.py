"""Writing the report to a file: its name, complete or not at all, and what to say when it fails."""

import re
import tempfile
from pathlib import Path

from yport_desktop.documents.model import Report
from yport_desktop.env.files import write_atomically
from yport_desktop.exchange.files import explain

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
LONGEST = 80


def file_name(report: Report) -> str:
    """A name that every system accepts: what it is, of which city, of which day, in which language."""
    words = " ".join(part for part in (report.city, report.kind, report.date) if part)
    bare = FORBIDDEN.sub(" ", words)
    stem = " ".join(bare.split())[:LONGEST].strip(" .") or "report"
    return f"{stem} ({report.language}).pdf"


def with_suffix(path: Path) -> Path:
    """The path as chosen, ending in .pdf."""
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def save(path: Path, pdf: bytes) -> Path:
    """Write the file. Raises FolderReadOnly, DiskFull or FileNotWritten; then the old file stands."""
    try:
        write_atomically(path, pdf)
    except OSError as error:
        raise explain(error, path) from error
    return path


def save_for_viewer(report: Report, pdf: bytes) -> Path:
    """A copy in the temporary folder for another program to open."""
    folder = Path(tempfile.gettempdir()) / "y-port-desktop"
    return save(folder / file_name(report), pdf)
