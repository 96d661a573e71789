"""Taking an import back from the list of arrivals: said in a sentence, asked, done, undone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from yport_desktop.domain.text import N_
from yport_desktop.services.arrivals import Arrived
from yport_desktop.services.taking_back import TakenBack
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.pages.exchange.asking import Report, Stop, run_long
from yport_desktop.ui.pages.exchange.receive_view import ReceiveView
from yport_desktop.ui.pages.exchange.wording import local_moment

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage


class TakingBack(QObject):
    """Asks and takes back for one page."""

    def __init__(self, page: "ExchangePage", view: ReceiveView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        self._busy = False
        view.arrivals.take_back_requested.connect(self.ask)

    def ask(self, arrival: Arrived) -> None:
        """Say what taking an import back would do, and ask."""
        space, exchange = self._page.space, self._page.exchange
        if space is not None:
            self._desk.ask(
                lambda ws: exchange(ws).preview_take_back(space, arrival.number),
                lambda found: self._ask(arrival, found),
                owner=self._page,
            )

    def _ask(self, arrival: Arrived, found: TakenBack) -> None:
        title = tr("Take back what {name} sent, written {when}?").format(
            name=arrival.name or tr("without a name"), when=local_moment(arrival.written)
        )
        self.dialog = Dialog(self._page, title, " ".join(take_back_words(found)))
        self.dialog.cancel_verb()
        self.dialog.verb(tr("Take back"), lambda: self.take_back(arrival), primary=True)
        self.dialog.open()

    def take_back(self, arrival: Arrived) -> None:
        """Write what stood here before an import."""
        space, exchange = self._page.space, self._page.exchange
        if space is None or self._busy:
            return

        def work(workspace: Workspace, report: Report, stop: Stop) -> TakenBack:
            return exchange(workspace).take_back(space, arrival.number, report, stop)

        self._busy = True
        title = tr("Taking back the import")
        task = run_long(self._desk, title, work, self._done, self._failed, self._page)
        self._view.show_task(task, title)

    def _done(self, found: TakenBack) -> None:
        self._end()
        if found.cells or found.deleted:
            self._desk.tell_undoable(tr("The import was taken back."))
        else:
            self._desk.tell(tr("The import was taken back: nothing of it was left."))

    def _failed(self, problem: Exception) -> None:
        self._end()
        self._desk.tell_failure(problem)

    def _end(self) -> None:
        self._busy = False
        self._view.show_task(None)
        self._page.read()


def take_back_words(found: TakenBack) -> list[str]:
    """What taking an import back does, in sentences."""
    said = []
    if found.cells:
        text = counted(
            found.cells, N_("1 entry goes back to what it was."), N_("{n} entries go back to what they were.")
        )
        said.append(text)
    if found.deleted:
        said.append(
            counted(
                found.deleted,
                N_("1 record that came with it is deleted."),
                N_("{n} records that came with it are deleted."),
            )
        )
    if found.kept:
        said.append(
            counted(
                len(found.kept),
                N_("1 record stays because somebody has worked on it since."),
                N_("{n} records stay because somebody has worked on them since."),
            )
        )
    if not said:
        said.append(tr("Nothing of it is left: everything was changed again since."))
    said.append(tr("Colleagues see this with your next bundle. It can be undone."))
    return said
