"""Receiving on the page: what comes is kept in the inbox, rehearsed first, imported when a person says so."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from yport_desktop.domain.errors import Cancelled
from yport_desktop.domain.text import N_
from yport_desktop.services.arrivals import Imported
from yport_desktop.services.parcels import Looked, Parcel
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.design.texts import counted, gettext, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.pages.exchange.asking import Report, Stop, run_long
from yport_desktop.ui.pages.exchange.folders import note_opened, opening_folder
from yport_desktop.ui.pages.exchange.incoming import Incoming, Waiting, import_known
from yport_desktop.ui.pages.exchange.receive_view import ReceiveView
from yport_desktop.ui.pages.exchange.rehearsing import News, rehearse
from yport_desktop.ui.pages.exchange.wording import listed, local_moment

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

UNDO_MS = 8_000


class Receiving(QObject):
    """Takes files, one batch after the other."""

    def __init__(self, page: "ExchangePage", view: ReceiveView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._waiting: list[Path] = []
        self._busy = False
        self._incoming = Incoming(None)
        self._discarded: dict[frozenset[bytes], QTimer] = {}  # not gone before nobody can undo it
        view.open_requested.connect(self.choose)
        view.folder_requested.connect(self.choose_folder)
        view.waiting.opened_one.connect(lambda one: self.rehearse(one.parcel))
        view.waiting.discarded.connect(self.discard)
        view.waiting.all_requested.connect(self.take_all)
        view.missing.asked.connect(page.bare.ask_for)
        view.rehearsal.import_requested.connect(self.take_in)
        view.rehearsal.put_aside.connect(self._next)
        view.rehearsal.ask_requested.connect(self.ask_sender)
        view.rehearsal.discard_requested.connect(lambda news: self._drop(news.rehearsal.parcel))

    def show(self, found: Incoming) -> None:
        """What was read of the inbox, without what was just discarded."""
        self._incoming = found
        waiting = tuple(w for w in found.waiting if _key(w.parcel) not in self._discarded)
        self._view.show_incoming(
            Incoming(found.space, waiting, found.missing, found.arrived, found.on_roster)
        )

    # taking files --------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files, then look at them."""
        kinds = f"{tr('Bundles and emails')} (*.yport *.txt *.xlsx *.zip *.eml *.msg);;{tr('All files (*)')}"
        folder = str(opening_folder(self._desk.state))
        paths, _kind = QFileDialog.getOpenFileNames(self._page, tr("Open files"), folder, kinds)
        self._take(paths)

    def choose_folder(self) -> None:
        """Ask for a folder, then look at everything in it."""
        folder = str(opening_folder(self._desk.state))
        self._take([QFileDialog.getExistingDirectory(self._page, tr("Choose folder"), folder)])

    def _take(self, paths: Sequence[str]) -> None:
        found = [Path(p) for p in paths if p]
        if found:
            note_opened(self._desk.state, found[0])
        self.look_at(found)

    def look_at(self, paths: Sequence[Path]) -> None:
        """Keep files in the inbox and show what they would bring."""
        if not paths:
            return
        self._page.tabs.setCurrentIndex(1)
        self._waiting += [p for p in paths if p not in self._waiting]
        if not self._busy:
            self._look()

    def _look(self) -> None:
        paths, exchange = tuple(self._waiting), self._page.exchange
        self._waiting = []
        self._busy = True
        if not self._view.is_rehearsing:
            name = paths[0].name if len(paths) == 1 else counted(len(paths), N_("1 file"), N_("{n} files"))
            self._view.show_looking(name)
        self._desk.ask(
            lambda ws: exchange(ws).inbox.take(paths), self._looked, self._not_looked, owner=self._page
        )

    def _looked(self, looked: Looked) -> None:
        self._busy = False
        self._view.refusal.say(
            [*((r.name, sentence(r.problem)) for r in looked.refused)]
            + [("", problem_text(fault)) for fault in looked.faults]
        )
        for parcel in looked.parcels:
            self._discarded.pop(_key(parcel), None)
        self._changed()
        if self._waiting:
            self._look()
        elif self._view.is_rehearsing:
            if looked.parcels:
                self._desk.tell(tr("It waits in the list under Receive."))
        elif len(looked.parcels) == 1 and not looked.refused:
            self.rehearse(looked.parcels[0])
        else:
            self._view.show_start()

    def _not_looked(self, problem: Exception) -> None:
        self._busy = False
        self._view.show_start()
        self._desk.tell_failure(problem)

    def _changed(self) -> None:
        """The inbox is another."""
        self._page.read_incoming()
        self._desk.bus.exchanged.emit()

    # looking -------------------------------------------------------------------------------

    def rehearse(self, parcel: Parcel) -> None:
        """Show what a parcel would bring."""
        if self._busy:
            return
        exchange, translate = self._page.exchange, gettext()
        self._busy = True
        self._view.show_looking(parcel.name)
        self._desk.ask(
            lambda ws: rehearse(ws, exchange(ws), parcel, translate),
            self._found,
            partial(self._refused, parcel.name),
            owner=self._page,
        )

    def _found(self, news: News) -> None:
        self._busy = False
        self._view.show_news(news)
        if self._page.isVisible():
            self._view.rehearsal.first_focus().setFocus()

    def _refused(self, name: str, problem: Exception) -> None:
        self._busy = False
        self._view.refusal.say([(name, sentence(problem))])
        self._next()

    def _next(self) -> None:
        """Back to the list, or on to files that came meanwhile."""
        self._view.show_start()
        if self._view.isVisible():  # what had the focus is hidden now: it would go to the rail
            self._view.open.setFocus()
        if self._waiting:
            self._look()

    def ask_sender(self, news: News) -> None:
        """Write to somebody unknown, in the person's own mail program: who are you, what are your words?"""
        manifest = news.rehearsal.manifest
        body = tr(
            "I received a Y-PORT bundle of {when} that says it is from you. Before I open it: please tell me"
            " by phone the fingerprint words that your program shows under Exchange, People."
        ).format(when=local_moment(manifest.written))
        query = QUrlQuery()
        for name, text in (("subject", tr("Is this bundle from you?")), ("body", body)):
            query.addQueryItem(name, bytes(QUrl.toPercentEncoding(text).data()).decode("ascii"))
        url = QUrl(f"mailto:{manifest.sender.email}")
        url.setQuery(query)
        if not QDesktopServices.openUrl(url):
            self._desk.tell(
                tr("No mail program is set up. The address is {email}.").format(email=manifest.sender.email)
            )

    # discarding ----------------------------------------------------------------------------

    def _drop(self, parcel: Parcel) -> None:
        self.discard(parcel)
        self._next()

    def discard(self, parcel: Parcel) -> None:
        """Take a parcel off the list; its copy goes when nobody undoes it in time."""
        key, exchange = _key(parcel), self._page.exchange

        def let_go() -> None:
            if self._discarded.pop(key, None) is not None:
                self._desk.ask(
                    lambda ws: exchange(ws).inbox.discard(parcel),
                    lambda _none: self._changed(),
                    owner=self._page,
                )

        clock = QTimer(self, singleShot=True, interval=UNDO_MS)
        clock.timeout.connect(let_go)
        self._discarded[key] = clock
        clock.start()
        self.show(self._incoming)
        self._desk.tell(tr("Discarded."), action=(tr("Undo"), lambda: self._keep(key)))

    def _keep(self, key: frozenset[bytes]) -> None:
        if (clock := self._discarded.pop(key, None)) is not None:
            clock.stop()
            self.show(self._incoming)
        else:
            self._desk.tell(tr("It is gone already. Open the file again."), Tone.CAUTION)

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
            here.inbox.discard(news.rehearsal.parcel)
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
        elif other is not None and self._page.space is not None:
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
        self._desk.bus.exchanged.emit()
        self._page.read()
        self._next()

    def _failed(self, news: News, problem: Exception) -> None:
        self._busy = False
        self._view.rehearsal.show_task(None)
        if isinstance(problem, Cancelled):
            self._desk.tell(sentence(problem))
            return
        self._view.refusal.say([(news.rehearsal.name, sentence(problem))])
        self._next()

    def take_all(self) -> None:
        """Import everything that waits from people who are known."""
        known = tuple(w for w in self._incoming.waiting if w.known and _key(w.parcel) not in self._discarded)
        if self._busy or not known:
            return
        exchange = self._page.exchange

        def work(workspace: Workspace, report: Report, stop: Stop) -> tuple[Waiting, ...]:
            return import_known(exchange(workspace), known, report, stop)

        self._busy = True
        title = tr("Importing bundles")
        task = run_long(self._desk, title, work, self._all_taken, self._not_all_taken, self._page)
        self._view.show_task(task, title)

    def _all_taken(self, done: Sequence[Waiting]) -> None:
        self._end_all()
        names = list(dict.fromkeys(w.name for w in done))
        text = counted(
            len(done),
            N_("1 bundle imported, from {people}"),
            N_("{n} bundles imported, from {people}"),
            people=listed(names),
        )
        self._desk.tell(text, Tone.GOOD)

    def _not_all_taken(self, problem: Exception) -> None:
        self._end_all()
        self._desk.tell_failure(problem)

    def _end_all(self) -> None:
        self._busy = False
        self._view.show_task(None)
        if self._view.isVisible():
            self._view.open.setFocus()
        self._desk.bus.exchanged.emit()
        self._page.read()


def _key(parcel: Parcel) -> frozenset[bytes]:
    return frozenset(piece.digest for piece in parcel.pieces)


def result_words(news: News, done: Imported) -> str:
    """What an import did, in one sentence."""
    records = len({t.record for s in done.spaces for t in s.touched})
    conflicts = sum(s.clashes for s in news.rehearsal.spaces)
    name = done.sender.name or done.sender.claimed
    if news.rehearsal.nothing_new:
        return tr("Everything from {name} was here already.").format(name=name)
    said = tr("Imported from {name}. Records new or changed: {n}").format(name=name, n=f"{records:,}")
    if not records and done.attachments:
        text = tr("Imported from {name}. Attachments: {n}")
        said = text.format(name=name, n=f"{done.attachments:,}")
    if conflicts:
        said += " · " + tr("Conflicts to settle: {n}").format(n=f"{conflicts:,}")
    if done.pieces_dropped:
        said += " · " + tr("No room for pieces of attachments, ask for these again: {n}").format(
            n=f"{done.pieces_dropped:,}"
        )
    return said
