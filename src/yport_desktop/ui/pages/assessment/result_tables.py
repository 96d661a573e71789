"""Results of several things side by side, as the sector's tables give them: a card for each of the first,
to unfold, and all of them in a table to open."""

from collections.abc import Mapping

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from yport_desktop.domain.numbers import format_number, in_millions
from yport_desktop.domain.sector import ResultColumn, ResultTable
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import IconButton, QuietButton
from yport_desktop.ui.components.data_table import ROW_HEIGHT, DataTable, clipboard_cell
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.list_line import ListLine
from yport_desktop.ui.components.look import clear, column, dress, holding, row, stack
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import counted, language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type
from yport_desktop.ui.numbers_shown import unit_shown

Value = float | str | None
CARDS = 8  # of the first rows; hundreds would bury the charts below
WIDTH, HEIGHT, FIRST = 1080, 420, 220
WORDS_MOST = 320  # px at 100 %; longer words end in an ellipsis


class ResultTables(QWidget):
    """One list of cards per table. They are made again only when the results changed."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Mapping[str, ResultTable] = {}
        self._box = column(spacing=M)
        self.setLayout(self._box)
        self.hide()

    def show_tables(self, tables: Mapping[str, ResultTable]) -> None:
        """Show other results; nothing moves when they are the same."""
        if tables == self._shown:
            return
        self._shown = dict(tables)
        clear(self._box)
        for table in tables.values():
            if table.rows:
                self._box.addWidget(_TableView(table))
        self.setVisible(any(table.rows for table in tables.values()))


class _TableView(QWidget):
    """A table: title, its cards in the order of the rows, how it is to be read."""

    def __init__(self, table: ResultTable) -> None:
        super().__init__()
        self._table = table
        name = tr(table.label)
        self.setAccessibleName(name)
        copy = IconButton("copy", tr("Copy as a table"), self.copy)
        lead = _leading(table)
        title = Label(name, Type.CAPTION, Tone.SECOND, strong=True, wrap=True)
        head = row(title, copy)
        head.setStretchFactor(title, 1)
        shown_first = Label("" if lead is None else tr(table.columns[lead].label), Type.CAPTION, Tone.SECOND)
        shown_first.setVisible(lead is not None)
        over = row(None, shown_first, margins=(0, 0, M, 0))
        cards = [_Card(table, values, lead) for values in table.rows[:CARDS]]
        every = N_("Show as a table"), N_("Show all {n} as a table")
        more = QuietButton(counted(len(table.rows), *every), self.open, "columns")
        note = Label(tr(table.note), Type.CAPTION, Tone.SECOND, wrap=True)
        self.setLayout(column(head, over, *cards, row(more, None), note, spacing=XS))
        note.setVisible(bool(table.note))

    def open(self) -> Dialog:
        """Show all rows and columns in a dialog of their own."""
        table = self._table
        dialog = Dialog(self.window(), tr(table.label), tr(table.note), WIDTH)
        filled = [at for at in range(len(table.columns)) if any(r[at] not in (None, "") for r in table.rows)]
        widths = [self._width(at) for at in filled]
        room = tokens().px(WIDTH) - sum(widths[1:])
        widths[0] = 0 if room > max(2 * FIRST, widths[0]) else widths[0]
        columns = [_table_column(table.columns[at], at, w) for at, w in zip(filled, widths, strict=True)]
        listed = DataTable(columns, tr(table.label), row_key=id, filterable=False)
        listed.set_rows(table.rows)
        listed.setMinimumHeight(min(tokens().px(HEIGHT), (len(table.rows) + 2) * tokens().px(ROW_HEIGHT)))
        dialog.add(listed)
        dialog.verb(tr("Close"), primary=True)
        dialog.open()
        return dialog

    def _width(self, at: int) -> int:
        """Px at 100 % for a column whose heading is read to its end, and its words as far as they may."""
        spec = self._table.columns[at]
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(tokens().size(Type.CAPTION))
        wide = QFontMetrics(font).horizontalAdvance(heading(spec)) + 2 * M
        if spec.kind != "number":
            font.setBold(False)
            font.setPixelSize(tokens().size(Type.BODY))
            cells = (QFontMetrics(font).horizontalAdvance(shown(spec, r[at])) for r in self._table.rows)
            wide = max(wide, min(max(cells, default=0), tokens().px(WORDS_MOST)) + 2 * M)
        return max(round(wide / tokens().px(100) * 100) + S, 0 if at else FIRST)

    def copy(self) -> None:
        """Put the whole table on the clipboard, as spreadsheets read it."""
        lines = [[heading(c) for c in self._table.columns]]
        lines += [
            [shown(c, v) for c, v in zip(self._table.columns, values, strict=True)]
            for values in self._table.rows
        ]
        QApplication.clipboard().setText("\n".join("\t".join(map(clipboard_cell, line)) for line in lines))


class _Card(QFrame):
    """One row: its name with the leading number; the others unfold below."""

    def __init__(self, table: ResultTable, values: tuple[Value, ...], lead: int | None) -> None:
        super().__init__()
        dress(self, look="card")
        cells = zip(table.columns[1:], values[1:], strict=True)
        known = [(c, _with_unit(c, v)) for c, v in cells if v is not None and v != ""]
        first = (
            ""
            if lead is None
            else "–"
            if values[lead] is None
            else _with_unit(table.columns[lead], values[lead])
        )
        self.line = ListLine(str(values[0]), self.toggle, first, strong=True)
        whole = Label(str(values[0]), Type.CAPTION, wrap=True)  # the line above may have cut it
        self.facts = stack([whole, *(_fact(c, text) for c, text in known)], XS)
        self.facts.layout().setContentsMargins(S, 0, S, S)
        self.facts.hide()
        self.setLayout(column(self.line, self.facts, spacing=0, margins=(XS, XS, XS, XS)))
        said = ", ".join(f"{tr(c.label)}: {text}" for c, text in known)
        self.line.setAccessibleDescription(said)

    def toggle(self) -> None:
        """Fold or unfold the other results."""
        self.facts.setVisible(self.facts.isHidden())


def _leading(table: ResultTable) -> int | None:
    """The column of numbers that stands beside the names: the first that the most rows have."""
    numbers = [place for place, c in enumerate(table.columns) if c.kind == "number"]
    known = {place: sum(values[place] is not None for values in table.rows) for place in numbers}
    return max(numbers, key=lambda place: known[place], default=None)


def _table_column(spec: ResultColumn, at: int, width: int) -> TableColumn:
    """A column of the table that is opened: sorted by its values, shown as they are read."""
    number = spec.kind == "number"
    return TableColumn(
        spec.key,
        heading(spec),
        lambda values: values[at],
        lambda value: shown(spec, value),
        number=number,
        width=width,
    )


def _with_unit(spec: ResultColumn, value: Value) -> str:
    unit = spec.unit
    if value is None:
        return "–"
    if isinstance(value, float) and in_millions(value, unit):
        number = format_number(value / 1e6, 2, language())
        return f"{number} {tr('million {unit}').format(unit=unit)}"
    return f"{shown(spec, value)} {unit_shown(unit)}".strip()


def _fact(spec: ResultColumn, text: str) -> QWidget:
    if spec.kind != "number":
        return Label(text, Type.CAPTION, Tone.SECOND, wrap=True)
    name = Label(tr(spec.label), Type.CAPTION, Tone.SECOND, wrap=True)
    box = row(name, Label(text, Type.CAPTION))
    box.setStretchFactor(name, 1)
    return holding(box)


def heading(spec: ResultColumn) -> str:
    """A column's label with its unit."""
    label = tr(spec.label)
    return tr("{label} ({unit})").format(label=label, unit=unit_shown(spec.unit)) if spec.unit else label


def shown(spec: ResultColumn, value: Value) -> str:
    """A cell as it is read."""
    if value is None:
        return ""
    if isinstance(value, str):
        return tr(value) if spec.kind == "word" else value
    return format_number(value * spec.scale, spec.decimals, language())
