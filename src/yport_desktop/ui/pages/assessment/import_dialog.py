"""The dialog that shows what a foreign table holds: its layout, its values, everything wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.entry import entered_words
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.sector import InputKind
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Observed
from yport_desktop.interop.sheets import TextSheet
from yport_desktop.services.table_files import OpenedTable
from yport_desktop.services.table_import import (
    STANDING_LABEL,
    Finding,
    Item,
    Standing,
    TableReading,
    read_table,
)
from yport_desktop.services.table_layout import (
    SavedLayout,
    from_json,
    guess,
    headings_of,
    placed,
    saved_for,
    to_json,
)
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import TextEditor
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import holding, row
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import counted, language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone, Type
from yport_desktop.ui.desk import Desk

from .import_layout import LayoutForm

LAYOUTS = "assessment.import layouts"
WIDTH, LIST_HEIGHT, PROBLEMS_HEIGHT = 1080, 196, 100
LEAVE_OUT = "\u0000leave out"

Chosen = Mapping[str, Mapping[str, Json]]
_TONES = {
    Standing.NEW: Tone.GOOD,
    Standing.CHANGED: Tone.ACCENT,
    Standing.SAME: Tone.SECOND,
    Standing.REFUSED: Tone.CRITICAL,
    Standing.UNKNOWN: Tone.CAUTION,
    Standing.LEFT_OUT: Tone.SECOND,
}


class ImportDialog(Dialog):
    """`chosen(fields by input)` once a person wants what is shown; before that nothing is stored.

    `current` is what is observed now, `first` the sheet that is shown first. A sheet is read again off the
    UI thread when its layout changes; meanwhile nothing can be imported.
    """

    chosen = Signal(object)

    def __init__(
        self, desk: Desk, opened: OpenedTable, current: Mapping[str, Observed], first: int = 0
    ) -> None:
        title = tr("Import from {name}").format(name=opened.name)
        text = tr("Nothing is stored until you import. One undo takes everything back.")
        super().__init__(desk.window, title, text, WIDTH)
        self._desk, self._opened, self._current = desk, opened, current
        self._saved = kept_layouts(desk)
        self.reading = TableReading((), ())
        self._wanted, self._running = 0, False
        self._again: Item | None = None
        sheets = [Choice(str(at), sheet.name) for at, sheet in enumerate(opened.sheets)]
        self.sheets = ChoiceEditor(sheets, empty="")
        self.sheets.set_name(tr("Sheet"))
        self.sheets.edited.connect(lambda key: self.show_sheet(int(str(key))))
        self.form = LayoutForm(opened.known.sector, self.sheets)
        self.form.changed.connect(self._read)
        self._make_lists()
        self._make_choice()
        self.name = TextEditor(tr("Name"))
        self.name.set_name(tr("Keep this layout as"))
        self.name.setFixedWidth(tokens().px(220))
        keep = row(Label(tr("Keep this layout as"), tone=Tone.SECOND), self.name, self.kept, spacing=S)
        self.add(self.form, self.items, self.choice, self.problems)
        self.aside(holding(keep))
        self.cancel_verb()
        self.take = self.verb(tr("Import"), self._take, primary=True)
        self.show_sheet(first)

    def _make_lists(self) -> None:
        inputs = {asked.key: asked for asked in self._opened.known.sector.inputs}

        def label(item: Item) -> str:
            return tr(inputs[item.key].label) if item.key else "–"

        def words(item: Item, entered: str, otherwise: str) -> str:
            if not item.key or not entered:
                return otherwise
            return entered_words(inputs[item.key], entered, tr, language())

        self.items = DataTable(
            (
                TableColumn("row", tr("Row"), lambda i: i.row, number=True, width=52),
                TableColumn("text", tr("In the table"), lambda i: i.text, width=240),
                TableColumn("input", tr("Input"), label, width=0),
                TableColumn(
                    "shown", tr("Value"), lambda i: words(i, i.read, i.shown), number=True, width=150
                ),
                TableColumn("now", tr("Now"), lambda i: words(i, i.now, i.now), number=True, width=150),
                TableColumn(
                    "standing",
                    tr("State"),
                    lambda i: tr(STANDING_LABEL[i.standing]),
                    width=170,
                    tone=lambda i: _TONES[i.standing],
                ),
            ),
            tr("Values found"),
            row_key=lambda item: item.id,
            filterable=False,
        )
        self.items.setMinimumHeight(tokens().px(LIST_HEIGHT))
        self.items.row_selected.connect(self._select)
        self.problems = DataTable(
            (
                TableColumn("place", tr("Cell"), lambda f: f"{f.column}{f.row}", width=64),
                TableColumn("problem", tr("Problem"), lambda f: problem_text(f.problem), width=0, tone=_tone),
            ),
            tr("Problems"),
            row_key=id,
            filterable=False,
        )
        self.problems.setFixedHeight(tokens().px(PROBLEMS_HEIGHT))
        self.count = Label("", Type.CAPTION, Tone.SECOND)
        self.kept = Label("", Type.CAPTION, Tone.SECOND)

    def _make_choice(self) -> None:
        """Which input the selected row is."""
        inputs = [
            a for a in self._opened.known.sector.inputs if not a.linked and a.kind is not InputKind.TABLE
        ]
        choices = [Choice(LEAVE_OUT, tr("Leave it out")), *(Choice(a.key, a.label) for a in inputs)]
        self._selected: Item | None = None
        self.which = ChoiceEditor(choices, empty="–")
        self.which.setMinimumWidth(tokens().px(320))
        self.which.edited.connect(self._decide)
        self.asked = Label(tr("Select a row to say which input it is."), tone=Tone.SECOND)
        self.choice = holding(row(self.asked, self.which, None, self.count, spacing=S))
        self.which.setEnabled(False)

    @property
    def sheet(self) -> TextSheet:
        """The sheet that is shown."""
        return self._opened.sheets[int(str(self.sheets.value() or 0))]

    def show_sheet(self, at: int) -> None:
        """Show another sheet with the layout that is kept for its headings, or looks right."""
        self.sheets.set_value(str(at))
        sheet = self._opened.sheets[at]
        kept = saved_for(self._saved, self._opened.known.sector.key, sheet)
        self.name.set_value(kept.name if kept else None)
        self.kept.setText(tr("Found again by its headings.") if kept else "")
        self.form.set_layout(sheet, placed(kept, sheet) if kept else guess(sheet, self._opened.known))

    def _read(self) -> None:
        """Read the sheet again under the layout as it is now; one reading at a time, the newest wins."""
        self._wanted += 1
        self._selected = None
        self.which.setEnabled(False)
        self.take.setEnabled(False)
        if not self._running:
            self._start()

    def _start(self) -> None:
        wanted, sheet, layout = self._wanted, self.sheet, self.form.layout_now
        known, current = self._opened.known, self._current
        origin = tr("{file}, sheet {sheet}").format(file=self._opened.name, sheet=sheet.name)

        def done(reading: TableReading) -> None:
            self._running = False
            if wanted == self._wanted:
                self._show(reading)
            else:
                self._start()

        def failed(problem: Exception) -> None:
            self._running = False
            self._desk.tell_failure(problem)

        self._running = True
        self._desk.run(
            tr("Reading files"),
            lambda _progress: read_table(sheet, layout, known, current, origin),
            done,
            failed,
            owner=self,
        )

    def _show(self, reading: TableReading) -> None:
        self.reading = reading
        self.items.set_rows(self.reading.items)
        self.problems.set_rows(self.reading.findings)
        self.problems.setVisible(bool(self.reading.findings))
        wanted, found = len(self.reading.fields), len(self.reading.items)
        said = tr("{wanted} of {found} values would be stored; problems: {problems}")
        self.count.setText(said.format(wanted=wanted, found=found, problems=len(self.reading.findings)))
        self.take.setText(counted(wanted, N_("Import 1 value"), N_("Import {n} values")))
        self.take.setEnabled(bool(wanted))
        if (decided := self._again) is not None:
            self._again = None
            same = (i for i in reading.items if (i.row, i.text) == (decided.row, decided.text))
            self.items.select(next(same, decided).id)

    def _select(self, item: Item) -> None:
        self._selected = item
        self.asked.setText(tr("“{text}” is").format(text=item.text[:60]))
        decided = item.key or (LEAVE_OUT if item.standing is Standing.LEFT_OUT else None)
        self.which.set_value(decided)
        self.which.setEnabled(True)

    def _decide(self, key: Json) -> None:
        """Remember what a text of the table means."""
        if self._selected is None:
            return
        item, layout = self._selected, self.form.layout_now
        names = {text: known for text, known in layout.names.items() if text != item.text}
        if key is not None:
            names[item.text] = "" if key == LEAVE_OUT else str(key)
        self._again = item
        self.form.set_layout(self.sheet, replace(layout, names=names))

    def _take(self) -> None:
        self.name.complete()
        self._keep_layout(str(self.name.value() or "").strip())
        self.chosen.emit(self.reading.fields)

    def _keep_layout(self, name: str) -> None:
        """Keep the layout under its name, in place of an older one of that name."""
        if not name:
            return
        sheet, layout = self.sheet, self.form.layout_now
        sector = self._opened.known.sector.key
        kept = SavedLayout(name, sector, headings_of(sheet, layout), layout)
        others = [s for s in self._saved if (s.name, s.sector) != (name, sector)]
        self._desk.state.set(LAYOUTS, to_json((*others, kept)))
        self._desk.state.keep()


def kept_layouts(desk: Desk) -> Sequence[SavedLayout]:
    """The layouts that were given a name."""
    return from_json(desk.state.get(LAYOUTS))


def _tone(finding: Finding) -> Tone:
    severity = finding.problem.severity
    if severity is Severity.REFUSED:
        return Tone.CRITICAL
    return Tone.CAUTION if severity is Severity.WARNING else Tone.SECOND
