"""The desk: what a page is given to work with. A page asks, commits and tells through it, and knows
neither the window nor the other pages."""

import logging
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.errors import StoreError, YportError
from yport_desktop.domain.registry import Registry
from yport_desktop.env.settings import Settings, WindowState
from yport_desktop.exchange.vault import Unlock
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.bus import Bus
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import theme
from yport_desktop.ui.design.tokens import Tokens, Tone
from yport_desktop.ui.errors import Shown, how, sentence
from yport_desktop.ui.ports import InspectorPort, NoticePort
from yport_desktop.ui.threads import DatabaseThread, Failed, Progress, Task, TaskPool

T = TypeVar("T")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Desk:
    """Everything a page may use, handed to its constructor.

    `rebuild()` makes the window anew, after language or text size was changed; the theme changes
    at once through `apply_appearance`. `restore(name)` goes back to a backup, and `unlock(Unlock)`
    opens the profile with other keys, both in a new window.
    """

    database: DatabaseThread
    pool: TaskPool
    bus: Bus
    registry: Registry
    settings: Settings
    state: WindowState
    notices: NoticePort
    inspector: InspectorPort
    window: QWidget
    rebuild: Callable[[], None]
    restore: Callable[[str], None]
    unlock: Callable[[Unlock], None]

    # asking and writing --------------------------------------------------------------------

    def ask(
        self,
        question: Callable[[Workspace], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        key: Hashable | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Read: `question(workspace)` on the database thread, `then(result)` here.

        A newer question with the same `key` discards this one. Give the page as `owner`.
        """
        self.database.ask(question, then, failed or self.tell_failure, key, owner)

    def commit(
        self,
        space: UUID,
        edits: Sequence[Edit],
        label: str = "",
        then: Callable[[Committed], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Write edits as one undo step. `records_changed` follows on the bus."""
        frozen = tuple(edits)
        self.database.ask(
            lambda workspace: workspace.commit(space, frozen, label),
            then,
            failed or self.tell_failure,
            owner=owner,
        )

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Long work on plain values, with progress and cancel in the status line."""
        return self.pool.run(title, work, then, failed or self.tell_failure, owner)

    # telling -------------------------------------------------------------------------------

    def tell(
        self,
        text: str,
        tone: Tone | str = Tone.NEUTRAL,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a notice under the title."""
        self.notices.tell(text, tone, action)

    def tell_undoable(self, text: str) -> None:
        """Show a notice that offers to undo what was just done."""
        self.tell(text, Tone.NEUTRAL, (tr("Undo"), self.undo))

    def tell_failure(self, problem: Exception) -> None:
        """Show a failure as the table of errors decides."""
        if not isinstance(problem, YportError):
            LOG.error("unexpected failure", exc_info=problem)
        if isinstance(problem, StoreError):
            self.bus.store_failed.emit(problem)
        shown, tone = how(problem)
        if shown is Shown.DIALOG:
            dialog = Dialog(self.window, tr("This did not work"), sentence(problem))
            dialog.verb(tr("Close"), primary=True)
            dialog.open()
        elif shown is not Shown.NOWHERE:
            self.tell(sentence(problem), tone)

    # going ---------------------------------------------------------------------------------

    def open_page(self, key: str) -> None:
        """Go to a page."""
        self.bus.open_page_requested.emit(key)

    def open_record(self, record: object) -> None:
        """Go to a record (a Record or its UUID) on the page it belongs to."""
        self.bus.open_record_requested.emit(record)

    def undo(self) -> None:
        """Take the newest change back."""
        self.ask(lambda workspace: workspace.undo(), self._tell_undone)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.ask(lambda workspace: workspace.redo(), self._tell_redone)

    def _tell_undone(self, committed: Committed | None) -> None:
        if committed is None:
            self.tell(tr("There is nothing to undo."))
        elif not committed.touched:
            self.tell(tr("Nothing was undone: it was changed again since."), Tone.CAUTION)
        else:
            what = tr(committed.label)
            self.tell(
                tr("Undone: {what}").format(what=what) if what else tr("Undone."),
                action=(tr("Redo"), self.redo),
            )

    def _tell_redone(self, committed: Committed | None) -> None:
        if committed is None:
            self.tell(tr("There is nothing to redo."))

    # looking -------------------------------------------------------------------------------

    @property
    def tokens(self) -> Tokens:
        """The look in force."""
        return theme().tokens

    @property
    def language(self) -> str:
        """The language in force."""
        return language()

    @staticmethod
    def tr(message: str) -> str:
        """The message in the language in force."""
        return tr(message)
