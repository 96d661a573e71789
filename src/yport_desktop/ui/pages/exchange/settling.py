"""Settling conflicts from the page: reading the inbox, writing decisions, exporting the log."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.exchange.files import replacing
from yport_desktop.services import conflicts
from yport_desktop.services.clashes import Clash, Inbox
from yport_desktop.services.settlements import SETTLEMENT, Decision, Settled, export, settled
from yport_desktop.ui.components.buttons import Action
from yport_desktop.ui.design.texts import gettext, tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.page import Command
from yport_desktop.ui.pages.exchange.conflicts_view import STEP, ConflictsView
from yport_desktop.ui.pages.exchange.folders import note_saved, saving_folder

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage


class Settling(QObject):
    """Keeps the conflicts part of a page true."""

    def __init__(self, page: "ExchangePage", view: ConflictsView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._limit = STEP
        view.dossier_requested.connect(self._ask_dossier)
        view.decided.connect(self.settle)
        view.orders_accepted.connect(self._accept_orders)
        view.log_requested.connect(self._read_log)
        view.more_requested.connect(self._show_more)
        view.open_requested.connect(self._desk.open_record)
        view.export_requested.connect(self.choose_export)

    # reading -------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another engagement."""
        self._limit = STEP

    def read(self) -> None:
        """Read what waits and what was decided."""
        space, limit, translate = self._page.space, self._limit, gettext()
        if space is None:
            self._show_inbox(Inbox(0))
            return
        self._desk.ask(
            lambda ws: conflicts.inbox(ws, space, translate, limit),
            self._show_inbox,
            key="exchange.conflicts",
            owner=self._page,
        )
        self._desk.ask(
            lambda ws: ws.count(space, SETTLEMENT),
            self._view.show_decided,
            key="exchange.decided",
            owner=self._page,
        )
        if self._view.wants_log:
            self._read_log()

    def _read_log(self) -> None:
        space, translate = self._page.space, gettext()
        if space is not None:
            self._desk.ask(
                lambda ws: settled(ws, space, None, translate),
                self._view.show_decisions,
                key="exchange.decisions",
                owner=self._page,
            )

    def _show_inbox(self, found: Inbox) -> None:
        self._view.show_inbox(found)
        self._page.show_conflict_count(found.total)

    def _show_more(self) -> None:
        self._limit += STEP
        self.read()

    def _ask_dossier(self, clash: Clash) -> None:
        space, translate = self._page.space, gettext()
        if space is not None:
            self._desk.ask(
                lambda ws: conflicts.dossier(ws, space, clash, translate),
                lambda known: self._view.show_dossier(clash, known),
                key="exchange.dossier",
                owner=self._page,
            )

    # deciding ------------------------------------------------------------------------------

    def settle(self, decisions: Sequence[Decision], reason: str = "") -> None:
        """Write decisions in one save."""
        space = self._page.space
        if space is None or not decisions:
            return
        self._desk.ask(
            lambda ws: conflicts.settle(ws, space, decisions, reason),
            lambda done: self._settled(decisions, done),
            self._refused,
            owner=self._page,
        )

    def _settled(self, decisions: Sequence[Decision], _done: Committed) -> None:
        self._view.settled()
        if len(decisions) == 1:
            clash = decisions[0].clash
            said = tr("Settled: {name} · {field}").format(field=clash.label, name=clash.title)
        else:
            said = tr("{n} conflicts settled").format(n=f"{len(decisions):,}")
        self._desk.tell_undoable(said)

    def _refused(self, problem: Exception) -> None:
        """Say beside the entry what is wrong with it."""
        detail = self._view.detail
        shown = isinstance(problem, InvalidEntry) and detail is not None
        if not (shown and detail is not None and detail.show_problem(sentence(problem))):
            self._desk.tell_failure(problem)
        self.read()

    def _accept_orders(self) -> None:
        space = self._page.space
        if space is not None:
            self._desk.ask(
                lambda ws: conflicts.accept_orders(ws, space),
                lambda _done: self._desk.tell_undoable(tr("The order shown holds.")),
                owner=self._page,
            )

    # exporting -----------------------------------------------------------------------------

    def choose_export(self, form: str, ids: Sequence[UUID]) -> None:
        """Ask where to, then write the decisions that are shown."""
        folder = saving_folder(self._desk.state)
        name = tr("Decisions on conflicts")
        kinds = {"xlsx": tr("Workbooks (*.xlsx)"), "csv": tr("Tables as text (*.csv)")}
        path, _kind = QFileDialog.getSaveFileName(
            self._page, tr("Export decisions"), str(folder / f"{name}.{form}"), kinds[form]
        )
        if path:
            note_saved(self._desk.state, Path(path))
            self.export_to(Path(path).with_suffix(f".{form}"), form, ids)

    def export_to(self, path: Path, form: str, ids: Sequence[UUID]) -> None:
        """Write these decisions, complete or not at all."""
        space, translate, wanted = self._page.space, gettext(), frozenset(ids)
        if space is None:
            return

        def write(content: bytes) -> None:
            with replacing(path, mode=0o644) as file:
                file.write(content)

        def written(_none: None) -> None:
            self._desk.tell(tr("Written: {name}").format(name=path.name), Tone.GOOD)

        def keep(content: bytes) -> None:  # a disk may be slow
            title = tr("Export decisions")
            self._desk.run(title, lambda _progress: write(content), written, owner=self._page)

        def chosen(found: Sequence[Settled]) -> list[Settled]:
            return [s for s in found if s.id in wanted]

        self._desk.ask(
            lambda ws: export(ws, chosen(settled(ws, space, None, translate)), form, translate),
            keep,
            owner=self._page,
        )

    # the keyboard --------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """What the keys do among the conflicts."""
        view, group = self._view, tr("Conflicts")

        def act(name: str) -> Action:
            return lambda: view.act(name)

        def keep(place: int) -> Action:
            return lambda: view.keep_side(place)

        return [
            Command("conflict.next", tr("Next conflict"), act("next"), "chevron_down", "J", group),
            Command("conflict.previous", tr("Conflict before"), act("previous"), "chevron_up", "K", group),
            Command("conflict.first", tr("Keep the left side"), keep(0), "check", "1", group),
            Command("conflict.second", tr("Keep the right side"), keep(1), "check", "2", group),
            Command("conflict.third", tr("Third way to decide"), keep(2), "check", "3", group),
            Command("conflict.both", tr("Keep both"), act("both"), "add", "B", group),
            Command("conflict.write", tr("Write something else"), act("write"), "edit", "E", group),
            Command("conflict.merge", tr("Keep the merged text"), act("merge"), "done", "M", group),
            Command(
                "conflict.pick",
                tr("Select a conflict (Space in the list)"),
                act("pick"),
                "check",
                "X",
                group,
            ),
        ]
