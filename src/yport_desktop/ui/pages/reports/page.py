"""The reports page: thumbnails, the pages as they will print, and the choices beside them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.text import N_
from yport_desktop.env.settings import REPORT_LANGUAGE
from yport_desktop.env.translations import available_languages
from yport_desktop.ui.components.buttons import IconButton, QuietButton
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, line, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.page import Command, Page
from yport_desktop.ui.pages.reports.making import Made, ReportMaker, Wish
from yport_desktop.ui.pages.reports.options import Options
from yport_desktop.ui.pages.reports.page_view import PageView
from yport_desktop.ui.pages.reports.rendering import PageSize, PdfPages
from yport_desktop.ui.pages.reports.saving import file_name, save, save_for_viewer, with_suffix
from yport_desktop.ui.pages.reports.thumbnails import Thumbnails
from yport_desktop.ui.threads import Task

SETTLE_MS = 700
FOLDER = "reports.folder"


class ReportsPage(Page):
    """Shows the report of the engagement; it is made again when, and only when, it would read differently."""

    key = "reports"
    title = N_("Reports")
    icon = "reports"
    order = 40

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        dress(self, look="ground")
        languages = available_languages()
        self.options = Options(languages, desk.settings.get(REPORT_LANGUAGE))
        self.thumbnails, self.pages = Thumbnails(), PageView()
        self.maker = ReportMaker(desk, self)
        self._pdf: PdfPages | None = None
        self._count = 0
        self._strip: ProgressStrip | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._make)
        self._make_bar()
        self._lay_out()
        self._connect()

    # layout --------------------------------------------------------------------------------

    def _make_bar(self) -> None:
        self.place = Label("", tone=Tone.SECOND)
        self.zoom = QuietButton("100 %", lambda: self.pages.set_zoom(1.0), hint=tr("Size on paper"))
        self.smaller = IconButton("minus", tr("Smaller"), self.pages.zoom_out, "Ctrl+-", size=16)
        self.larger = IconButton("add", tr("Larger"), self.pages.zoom_in, "Ctrl++", size=16)
        self.fit = QuietButton(tr("Fit width"), lambda: self.pages.set_zoom(None), hint="Ctrl+0")
        self._progress = row(spacing=S)
        self.stale = QWidget()
        self.stale_text = Label("", tone=Tone.CAUTION)
        self.again = QuietButton(tr("Refresh"), self._make, "refresh")
        self.stale.setLayout(
            row(IconLabel("warning", tone=Tone.CAUTION), self.stale_text, self.again, spacing=S)
        )
        self.stale.hide()

    def _lay_out(self) -> None:
        bar = QWidget()
        dress(bar, look="surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setLayout(
            row(
                self.place, None, self._progress, self.stale, None,
                self.smaller, self.zoom, self.larger, self.fit,
                spacing=S, margins=(M, 6, M, 6),
            )
        )  # fmt: skip
        preview = QWidget()
        body = row(self.thumbnails, line(upright=True), self.pages, spacing=0)
        body.setStretchFactor(self.pages, 1)
        inner = column(bar, line(), spacing=0)
        inner.addLayout(body, 1)
        preview.setLayout(inner)
        self.waiting = Label(tr("Making the report…"), Type.TITLE, Tone.SECOND)
        self._first_progress = row(spacing=S)
        waiting = QWidget()
        waiting.setLayout(
            column(
                None, row(None, self.waiting, None), row(None, self._first_progress, None), None, spacing=M
            )
        )
        self._trouble = QWidget()
        self._trouble.setLayout(column(spacing=0))
        self._no_space = EmptyState(
            "reports",
            tr("No engagement yet"),
            tr("Here the advisory report is shown as it will print, and saved as PDF."),
            (tr("Go to Home"), lambda: self.desk.open_page("home")),
        )
        left = QWidget()
        self._stack = QStackedLayout(left)
        for part in (waiting, preview, self._trouble, self._no_space):
            self._stack.addWidget(part)
        self._preview, self._waiting = preview, waiting
        box = row(left, line(upright=True), self.options, spacing=0)
        box.setStretchFactor(left, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.options.changed.connect(self._choice_made)
        self.options.save_requested.connect(self.choose_file)
        self.options.view_requested.connect(self.open_in_viewer)
        self.thumbnails.page_chosen.connect(self.pages.go_to)
        self.pages.page_changed.connect(self._page_changed)
        self.pages.zoom_changed.connect(self._zoom_changed)
        self.maker.began.connect(self._began)
        self.maker.made.connect(self._show)
        self.maker.unchanged.connect(self._unchanged)
        self.maker.stopped.connect(self._stopped)
        self.maker.failed.connect(self._failed)

    # making --------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Another engagement: the former report is put away."""
        super().show_engagement(space)
        self._settle.stop()
        self.maker.forget()
        self._close_pdf()
        self.options.reset_parts()
        self.options.set_ready(False)
        self._show_progress(None)
        if space is None:
            self._stack.setCurrentWidget(self._no_space)
        else:
            self._stack.setCurrentWidget(self._waiting)
            if self.isVisible():
                self._make()

    def refresh(self, committed: Committed) -> None:
        """Something changed: read the report anew when the typing has settled."""
        if committed.space == self.space:
            self.options.set_ready(False)
            self._settle.start()

    def showEvent(self, event: object) -> None:
        """The first report is made when the page is first seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self.space is not None and self.maker.shown is None and not self.maker.busy:
            self._make()

    def wish(self) -> Wish | None:
        """The report that the choices ask for."""
        if self.space is None:
            return None
        mission = self.options.mission.value()
        return Wish(
            self.space,
            str(self.options.language.value()),
            str(self.options.date.value() or ""),
            UUID(mission) if mission else None,
            self.options.left_out,
        )

    def _make(self) -> None:
        wish = self.wish()
        if wish is not None:
            self.maker.make(wish)

    def _choice_made(self) -> None:
        language = str(self.options.language.value())
        if REPORT_LANGUAGE.accepts(language) and language != self.desk.settings.get(REPORT_LANGUAGE):
            self.desk.settings.set(REPORT_LANGUAGE, language)
        self.options.set_ready(False)
        self._make()

    def _began(self, task: Task) -> None:
        self.options.set_ready(False)
        self._show_progress(task)
        if self.maker.shown is None:
            self._stack.setCurrentWidget(self._waiting)

    def _show_progress(self, task: Task | None) -> None:
        self.stale.hide()
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        if task is None:
            return
        first = self.maker.shown is None
        strip = ProgressStrip("" if first else tr("Bringing it up to date"))
        strip.amount.hide()
        task.progressed.connect(strip.set_progress)
        strip.cancel_requested.connect(self.maker.stop)
        (self._first_progress if first else self._progress).addWidget(strip)
        self._strip = strip

    # showing -------------------------------------------------------------------------------

    def _show(self, made: Made) -> None:
        self._show_progress(None)
        self.options.set_content(made.content)
        former = self._pdf
        self._pdf = PdfPages(made.pdf, self)
        self._pdf.opened.connect(partial(self._opened, self._pdf, made))
        self._pdf.failed.connect(self._failed)
        if former is not None:
            former.close()
            former.deleteLater()

    def _opened(self, source: PdfPages, made: Made, sizes: tuple[PageSize, ...]) -> None:
        if source is not self._pdf:
            return
        self._count = len(sizes)
        self._stack.setCurrentWidget(self._preview)
        self.pages.set_pages(source, sizes)
        self.thumbnails.set_pages(source, sizes)
        self.thumbnails.set_current(self.pages.current)
        self._page_changed(self.pages.current)
        self.options.set_made(made, self._count)
        self.options.set_ready(True)

    def _unchanged(self) -> None:
        self._show_progress(None)
        if self.maker.shown is not None:
            self.options.set_content(self.maker.shown.content)
            self._stack.setCurrentWidget(self._preview)
            self.options.set_ready(True)

    def _stopped(self) -> None:
        self._show_progress(None)
        if self._show_stale(tr("The figures changed since this preview.")):
            return
        self._show_trouble(
            "reports", tr("The preview was stopped"), tr("The figures are safe."), tr("Make the report")
        )

    def _failed(self, problem: Exception) -> None:
        self._show_progress(None)
        self.options.set_ready(False)
        if self._show_stale(sentence(problem)):
            return
        self._show_trouble("warning", tr("The report could not be made"), sentence(problem), tr("Try again"))

    def _show_stale(self, text: str) -> bool:
        """The former preview stays, marked as what it is; False where there is none."""
        if self.maker.shown is None or self._pdf is None:
            return False
        self.stale_text.setText(text)
        self.stale.show()
        return True

    def _show_trouble(self, icon: str, title: str, text: str, verb: str) -> None:
        box = self._trouble.layout()
        while box is not None and (item := box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.trouble = EmptyState(icon, title, text, (verb, self._make))
        if box is not None:
            box.addWidget(self.trouble)
        self._stack.setCurrentWidget(self._trouble)

    def _close_pdf(self) -> None:
        self.pages.set_pages(None, ())
        self.thumbnails.set_pages(None, ())
        if self._pdf is not None:
            self._pdf.close()
            self._pdf.deleteLater()
            self._pdf = None

    def _page_changed(self, page: int) -> None:
        self.thumbnails.set_current(page)
        text = tr("Page {number} of {count}").format(number=page + 1, count=self._count)
        self.place.setText(text if self._count else "")

    def _zoom_changed(self, zoom: float, fits: bool) -> None:
        self.zoom.setText(f"{round(zoom * 100)} %")
        self.fit.setEnabled(not fits)

    # saving --------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, then save."""
        made = self.maker.shown
        if made is None or not self.options.save.isEnabled():
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(str(self.desk.state.get(FOLDER) or documents or Path.home()))
        start = str(folder / file_name(made.content.printed))
        path, _kind = QFileDialog.getSaveFileName(self, tr("Save the report"), start, "PDF (*.pdf)")
        if path:
            self.save_to(with_suffix(Path(path)))

    def save_to(self, path: Path) -> None:
        """Write the report that is shown to a file, in the background."""
        made = self.maker.shown
        if made is None:
            return
        self.desk.state.set(FOLDER, str(path.parent))

        def saved(where: Path) -> None:
            text = tr("Saved: {name}").format(name=where.name)
            self.desk.tell(text, Tone.GOOD, (tr("Open"), partial(_open, where)))

        self.desk.run(tr("Saving the report"), lambda _progress: save(path, made.pdf), saved, owner=self)

    def open_in_viewer(self) -> None:
        """Hand a copy to the program that shows PDF files on this computer."""
        made = self.maker.shown
        if made is None or not self.options.view.isEnabled():
            return
        report = made.content.printed

        def opened(where: Path) -> None:
            if not _open(where):
                self.desk.tell(
                    tr("No program for PDF files was found. Save the report instead."), Tone.CAUTION
                )

        self.desk.run(
            tr("Opening the report"), lambda _progress: save_for_viewer(report, made.pdf), opened, owner=self
        )

    # the window ----------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        group = tr(self.title)

        def command(key: str, text: str, do: Callable[[], object], icon: str, keys: str = "") -> Command:
            return Command(f"reports.{key}", text, do, icon, keys, group)

        return (
            command("save", tr("Save PDF…"), self.choose_file, "download", "Ctrl+S"),
            command("view", tr("Open in viewer"), self.open_in_viewer, "open", "Ctrl+O"),
            command("larger", tr("Larger"), self.pages.zoom_in, "add", "Ctrl++"),
            command("smaller", tr("Smaller"), self.pages.zoom_out, "minus", "Ctrl+-"),
            command("fit", tr("Fit width"), lambda: self.pages.set_zoom(None), "panel", "Ctrl+0"),
        )

    def first_focus(self) -> QWidget | None:
        """The pages."""
        return self.pages


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
