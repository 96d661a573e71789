"""The dialog that shows what a foreign table holds: its layout, its values, everything wrong with it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.sector import InputKind
from yport_desktop.domain.values import Observed
from yport_desktop.env.settings import WindowState
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
    Layout,
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
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone, Type

from .import_layout import LayoutForm

LAYOUTS = "assessment.import layouts"
WIDTH, LIST_HEIGHT, PROBLEMS_HEIGHT = 1080, 196, 100
LOOKED_AT = 200  # rows of each sheet, to find the one that is meant
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
    """`chosen(fields by input)` once a person wants what is shown; before that nothing is stored."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, state: WindowState, opened: OpenedTable, current: Mapping[str, Observed]
    ) -> None:
        title = tr("Import from {name}").format(name=opened.name)
        text = tr("Nothing is stored until you import. One undo takes everything back.")
        super().__init__(parent, title, text, WIDTH)
        self._state, self._opened, self._current = state, opened, current
        self._saved = from_json(state.get(LAYOUTS))
        self.reading = TableReading((), ())
        sheets = [Choice(str(at), sheet.name) for at, sheet in enumerate(opened.sheets)]
        self.sheets = ChoiceEditor(sheets, empty="")
        self.sheets.set_name(tr("Sheet"))
        self.sheets.edited.connect(lambda key: self.show_sheet(int(str(key))))
        self.form = LayoutForm(opened.known.sector, self.sheets)
        self.form.changed.connect(self._show)
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
        self.show_sheet(self._likely_sheet())

    def _make_lists(self) -> None:
        labels = {asked.key: tr(asked.label) for asked in self._opened.known.sector.inputs}
        self.items = DataTable(
            (
                TableColumn("row", tr("Row"), lambda i: i.row, number=True, width=52),
                TableColumn("text", tr("In the table"), lambda i: i.text, width=240),
                TableColumn("input", tr("Input"), lambda i: labels.get(i.key, "–"), width=0),
                TableColumn("shown", tr("Value"), lambda i: i.shown, number=True, width=130),
                TableColumn("now", tr("Now"), lambda i: i.now, number=True, width=130),
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

    def _likely_sheet(self) -> int:
        """The sheet of which a kept layout or the headings explain most."""

        def explained(at: int) -> tuple[int, int]:
            whole = self._opened.sheets[at]
            sheet = replace(whole, rows=whole.rows[:LOOKED_AT])
            kept = saved_for(self._saved, self._opened.known.sector.key, sheet)
            layout = placed(kept, sheet) if kept else guess(sheet, self._opened.known)
            reading = self._read(sheet, layout)
            return sum(1 for i in reading.items if i.key), -at

        return max(range(len(self._opened.sheets)), key=explained)

    def show_sheet(self, at: int) -> None:
        """Show another sheet with the layout that is kept for its headings, or looks right."""
        self.sheets.set_value(str(at))
        sheet = self._opened.sheets[at]
        kept = saved_for(self._saved, self._opened.known.sector.key, sheet)
        self.name.set_value(kept.name if kept else None)
        self.kept.setText(tr("Found again by its headings.") if kept else "")
        self.form.set_layout(sheet, placed(kept, sheet) if kept else guess(sheet, self._opened.known))

    def _read(self, sheet: TextSheet, layout: Layout) -> TableReading:
        origin = tr("{file}, sheet {sheet}").format(file=self._opened.name, sheet=sheet.name)
        return read_table(sheet, layout, self._opened.known, self._current, origin)

    def _show(self) -> None:
        """Read the sheet again under the layout as it is now."""
        self.reading = self._read(self.sheet, self.form.layout_now)
        self._selected = None
        self.items.set_rows(self.reading.items)
        self.problems.set_rows(self.reading.findings)
        self.problems.setVisible(bool(self.reading.findings))
        wanted, found = len(self.reading.fields), len(self.reading.items)
        said = tr("{wanted} of {found} values would be stored; problems: {problems}")
        self.count.setText(said.format(wanted=wanted, found=found, problems=len(self.reading.findings)))
        self.take.setText(tr("Import {n} values").format(n=wanted))
        self.take.setEnabled(bool(wanted))

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
        self.form.set_layout(self.sheet, replace(layout, names=names))
        again = next((i for i in self.reading.items if (i.row, i.text) == (item.row, item.text)), item)
        self.items.select(again.id)

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
        self._state.set(LAYOUTS, to_json((*others, kept)))
        self._state.keep()


def _tone(finding: Finding) -> Tone:
    severity = finding.problem.severity
    if severity is Severity.REFUSED:
        return Tone.CRITICAL
    return Tone.CAUTION if severity is Severity.WARNING else Tone.SECOND
