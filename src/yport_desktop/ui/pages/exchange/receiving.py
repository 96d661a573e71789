"""Receiving bundles on the page: checked and rehearsed first, imported when a person says so."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from yport_desktop.domain.errors import Cancelled
from yport_desktop.services.arrivals import Imported
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import gettext, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.pages.exchange.asking import Report, Stop, run_long
from yport_desktop.ui.pages.exchange.receive_view import ReceiveView
from yport_desktop.ui.pages.exchange.rehearsing import News, rehearse
from yport_desktop.ui.pages.exchange.sending import FOLDER

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage


class Receiving(QObject):
    """Takes files one after the other."""

    def __init__(self, page: "ExchangePage", view: ReceiveView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._waiting: list[Path] = []
        self._busy = False
        view.open_requested.connect(self.choose)
        view.rehearsal.import_requested.connect(self.take_in)
        view.rehearsal.put_aside.connect(self._next)

    def choose(self) -> None:
        """Ask for files, then look at them."""
        if self._busy:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = str(self._desk.state.get(FOLDER) or documents or Path.home())
        kinds = f"{tr('Bundles (*.yport)')};;{tr('All files (*)')}"
        paths, _kind = QFileDialog.getOpenFileNames(self._page, tr("Open bundle"), folder, kinds)
        self.look_at([Path(p) for p in paths])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Check files and show what they would bring; the others wait for their turn."""
        if not paths:
            return
        self._page.tabs.setCurrentIndex(1)
        self._waiting += [p for p in paths if p not in self._waiting]
        if not self._busy and self._view.stack.currentIndex() != 2:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._view.show_start()
            return
        path, exchange, translate = self._waiting.pop(0), self._page.exchange, gettext()
        self._busy = True
        self._view.show_looking(path.name)
        self._desk.ask(
            lambda ws: rehearse(ws, exchange(ws), path, translate),
            self._found,
            lambda problem: self._refused(path, problem),
            owner=self._page,
        )

    def _found(self, news: News) -> None:
        self._busy = False
        self._view.show_news(news)

    def _refused(self, path: Path, problem: Exception) -> None:
        self._busy = False
        self._view.show_refusal(path.name, sentence(problem))
        if self._waiting:
            self._next()

    # importing -----------------------------------------------------------------------------

    def take_in(self, news: News, accepted: bool) -> None:
        """Import what was shown."""
        if self._busy:
            return
        exchange = self._page.exchange

        def work(workspace: Workspace, report: Report, stop: Stop) -> Imported:
            here = exchange(workspace)
            done = here.import_bundle(news.rehearsal, accepted, report, stop)
            if accepted:  # the words were compared: that is part of the roster
                for space in done.spaces:
                    here.accept_sender(space.space, news.rehearsal.manifest.sender, confirmed=True)
            return done

        self._busy = True
        task = run_long(
            self._desk,
            tr("Importing the bundle"),
            work,
            lambda done: self._imported(news, done),
            lambda problem: self._failed(news, problem),
            self._page,
        )
        self._view.rehearsal.show_task(task)

    def _imported(self, news: News, done: Imported) -> None:
        self._busy = False
        self._view.rehearsal.show_task(None)
        other = next((s.space for s in done.spaces if s.space != self._page.space), None)
        action = None
        if any(s.conflicts for s in done.spaces if s.space == self._page.space):
            action = (tr("Settle conflicts"), lambda: self._page.show_part(2))
        elif other is not None:
            action = (
                tr("Open the engagement"),
                lambda: self._desk.bus.show_engagement_requested.emit(other),
            )
        self._desk.tell(result_words(news, done), Tone.GOOD, action)
        if any(s.out_of_step for s in done.spaces):
            text = tr(
                "You and the sender hold the same changes and yet see different values. Please report this."
            )
            self._desk.tell(text, Tone.CRITICAL)
        if self._page.space is None and other is not None:
            self._desk.bus.show_engagement_requested.emit(other)
        self._page.read()
        self._next()

    def _failed(self, news: News, problem: Exception) -> None:
        self._busy = False
        self._view.rehearsal.show_task(None)
        if isinstance(problem, Cancelled):
            self._desk.tell(sentence(problem))
            return
        self._view.show_refusal(news.rehearsal.name, sentence(problem))


def result_words(news: News, done: Imported) -> str:
    """What an import did, in one sentence."""
    records = len({t.record for s in done.spaces for t in s.touched})
    conflicts = sum(len(s.conflicts) for s in news.rehearsal.spaces)
    name = done.sender.name or done.sender.claimed
    if news.rehearsal.nothing_new:
        return tr("Everything from {name} was here already.").format(name=name)
    said = tr("Imported from {name}. Records new or changed: {n}").format(name=name, n=f"{records:,}")
    if conflicts:
        said += " · " + tr("Conflicts to settle: {n}").format(n=f"{conflicts:,}")
    return said
