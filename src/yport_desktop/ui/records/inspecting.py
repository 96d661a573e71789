"""What the page shows of a record in the inspector: where its thread leads, and its evidence."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.evidence import FileRead, keep
from yport_desktop.services.golden_thread import STEPS, Thread
from yport_desktop.services.plan_views import Link
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import holding, row, stack
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import S, Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.records.files import choose_files, read_files
from yport_desktop.ui.records.proof_view import ProofView
from yport_desktop.ui.records.reading import RecordReading

Sections = list[tuple[str, QWidget]]


def record_sections(
    registry: Registry,
    reading: RecordReading,
    open_record: Callable[[UUID], object],
    attach: Callable[[], object],
) -> Sections:
    """The thread step by step, then the evidence under the record."""
    sections = _thread(registry, reading.thread, open_record) if reading.thread else []
    proofs: list[QWidget] = [ProofView(p) for p in reading.proofs]
    if not proofs:
        proofs.append(Label(tr("No file yet."), tone=Tone.SECOND))
    add = holding(row(QuietButton(tr("Add files"), attach, "add"), None, margins=(-S, 0, 0, 0)))
    sections.append((tr("Evidence"), stack([*proofs, add])))
    return sections


def _thread(registry: Registry, thread: Thread, open_record: Callable[[UUID], object]) -> Sections:
    sections: Sections = []
    for kind in STEPS:
        others = [link for link in thread.steps.get(kind, ()) if link.id != thread.record]
        lines: list[QWidget] = [_line(link, open_record) for link in others]
        if lines:
            sections.append((tr(registry.entities[kind].label_plural), stack(lines, 0, -S)))
    return sections


def _line(link: Link, open_record: Callable[[UUID], object]) -> LinkLine:
    line = LinkLine("", link.title)
    line.opened.connect(lambda: open_record(link.id))
    return line


def attach_files(desk: Desk, owner: QWidget, space: UUID, record: UUID) -> None:
    """Ask for files and keep them as evidence of a record."""
    choose_files(owner, lambda paths: keep_files(desk, owner, space, record, paths))


def keep_files(desk: Desk, owner: QWidget, space: UUID, record: UUID, paths: Sequence[Path]) -> None:
    """Read files off the UI thread and keep them as evidence."""

    def write(files: list[FileRead]) -> None:
        desk.ask(lambda ws: keep(ws, space, record, files), owner=owner)

    read_files(desk, owner, paths, write)
