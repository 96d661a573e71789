"""Files beside the assessment: workbooks of one or all sectors written, foreign tables opened."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.errors import FileNotRead
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.env.translations import Translator, available_languages
from yport_desktop.exchange.files import replacing
from yport_desktop.interop.sheets import MAX_FILE, TextSheet, read_sheets

from .assessments import sector_view
from .table_layout import Vocabulary
from .workspace import Workspace


@dataclass(frozen=True)
class Content:
    """What workbooks are made from, read out of the store: the city, and its sectors with their results."""

    city: str
    sectors: tuple[tuple[Sector, Assessment], ...]


@dataclass(frozen=True)
class OpenedTable:
    """A foreign file: its sheets, and the words by which the inputs of a sector are known."""

    name: str
    sheets: tuple[TextSheet, ...]
    known: Vocabulary


def content_of(workspace: Workspace, engagement: UUID, keys: tuple[str, ...]) -> Content:
    """Read these sectors. Runs on the database thread."""
    views = [sector_view(workspace, engagement, key) for key in keys]
    city = workspace.title(workspace.get(engagement))
    return Content(city, tuple((view.sector, view.assessment) for view in views))


def write_workbooks(
    content: Content, path: Path, language: str, step: Callable[[int, int], object] = lambda _done, _all: None
) -> tuple[Path, ...]:
    """Write the workbook of the only sector to `path`, or one of each beside it, named by the sector.

    Each is written complete or not at all. Raises DiskFull, FolderReadOnly, FileNotWritten.
    """
    # openpyxl is loaded when a workbook is written, not when the program starts.
    from .live_export import live_workbook

    tr = Translator(language).gettext
    written = []
    for done, (sector, assessment) in enumerate(content.sectors):
        step(done, len(content.sectors))
        alone = len(content.sectors) == 1
        target = path if alone else path.with_name(f"{path.stem} {file_name(tr(sector.label))}.xlsx")
        with replacing(target, mode=0o644) as file:
            file.write(live_workbook(sector, assessment, content.city, language, tr))
        written.append(target)
    return tuple(written)


def file_name(text: str) -> str:
    """A text as part of a file's name on any system."""
    return " ".join("".join(" " if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in text).split())[:80]


def open_table(path: Path, sector: Sector, stopped: Callable[[], bool] = lambda: False) -> OpenedTable:
    """Read a foreign table. Raises FileNotRead, TableNotRead, Cancelled."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise FileNotRead(path=path.name, reason=error.strerror or type(error).__name__) from error
    sheets = read_sheets(content, path.name, stopped)
    languages = [Translator(code).gettext for code in available_languages()]
    return OpenedTable(path.name, sheets, Vocabulary(sector, languages))
