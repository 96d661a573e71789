"""Making the report: content on the database thread, PDF in the pool, and only when it would differ."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from yport_desktop.documents.model import Report
from yport_desktop.domain.errors import Cancelled
from yport_desktop.env.resources import resources_folder
from yport_desktop.env.translations import Translator
from yport_desktop.services.plan_views import Link
from yport_desktop.services.record_links import candidates
from yport_desktop.services.reports import ReportRequest, build_report, named_by_state, report_pdf
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.threads import Progress, Task


@dataclass(frozen=True)
class Wish:
    """Which report a person wants. `left_out` are the keys of the parts that are not printed."""

    engagement: UUID
    language: str
    date: str
    mission: UUID | None = None
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Content:
    """What a report will say: the whole of it, the missions it may name, and what is to be printed."""

    wish: Wish
    whole: Report
    printed: Report
    missions: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Made:
    """A finished report."""

    content: Content
    pdf: bytes
    at: datetime = field(default_factory=datetime.now)


def content_of(workspace: Workspace, wish: Wish) -> Content:
    """Read the report out of the store. Runs on the database thread. Raises NotFound."""
    translate = Translator(wish.language).gettext
    request = ReportRequest(wish.engagement, wish.date, wish.language, wish.mission)
    whole = build_report(workspace, request, translate)
    space = workspace.get(wish.engagement).space
    missions = candidates(workspace, space, ("mission",))
    return Content(wish, whole, without(whole, wish.left_out), missions)


def without(report: Report, left_out: frozenset[str]) -> Report:
    """The report without some parts, named by what is left of it."""
    sections = tuple(s for s in report.sections if s.key not in left_out)
    if len(sections) == len(report.sections):
        return report
    only_state = report.revision_hash == report.state_hash
    revision = "" if only_state else report.revision_hash
    return named_by_state(replace(report, sections=sections, state_hash="", revision_hash=revision))


class ReportMaker(QObject):
    """Makes one report at a time; a newer wish stops the older work.

    `began(Task)` when a PDF is being made, `made(Made)`, `unchanged()` when the shown PDF is still true,
    `stopped()` by the person, `failed(Exception)`.
    """

    began = Signal(object)
    made = Signal(object)
    unchanged = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._serial = 0
        self.shown: Made | None = None

    @property
    def busy(self) -> bool:
        """Whether a report is on its way."""
        return self._task is not None

    def make(self, wish: Wish) -> None:
        """Make the report that is wished for, unless it is the one that is shown."""
        self._serial += 1
        serial = self._serial

        def read(content: Content) -> None:
            if serial == self._serial:
                self._render(content, serial)

        def refuse(problem: Exception) -> None:
            if serial == self._serial:
                self.failed.emit(problem)

        self._desk.ask(lambda ws: content_of(ws, wish), read, refuse, key="reports.content", owner=self)

    def forget(self) -> None:
        """Nothing is shown any more."""
        self._serial += 1
        self.shown = None
        self.stop()

    def stop(self) -> None:
        """Stop what is being made."""
        if self._task is not None:
            self._task.stop()

    def _render(self, content: Content, serial: int) -> None:
        self.stop()
        if self.shown is not None and self.shown.content.printed == content.printed:
            self._task = None
            self.shown = replace(self.shown, content=content)
            self.unchanged.emit()
            return
        fonts = resources_folder() / "fonts"
        report = content.printed

        def work(progress: Progress) -> bytes:
            translate = Translator(report.language).gettext
            return report_pdf(report, fonts, translate, progress.step, lambda: progress.stopped)

        def done(pdf: bytes) -> None:
            if serial == self._serial:
                self._task = None
                self.shown = Made(content, pdf)
                self.made.emit(self.shown)

        def refused(problem: Exception) -> None:
            if serial == self._serial:
                self._task = None
                (self.stopped.emit() if isinstance(problem, Cancelled) else self.failed.emit(problem))

        self._task = self._desk.run(tr("Making the report"), work, done, refused, owner=self)
        self.began.emit(self._task)
