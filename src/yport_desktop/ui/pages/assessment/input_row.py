"""One input of the assessment in one calm line; what is long unfolds below it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from yport_desktop.domain.entity import EntityType, Json
from yport_desktop.domain.entry import Entry
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Input, InputKind
from yport_desktop.domain.values import MISSING_LABEL, STATUS_LABEL, Missing, Observed, Status
from yport_desktop.services.assessments import InputRow, stored
from yport_desktop.ui.components.cell_button import CellButton, GradeButton
from yport_desktop.ui.components.editors import TextEditor
from yport_desktop.ui.components.form_row import ProblemLine
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import RADIUS, XS, S, Tone

from .events import FormEvents
from .fields import ChoiceField, QuantityField, ValueField, period_text
from .linked_field import LinkedField, LinkedTail
from .measures import EVIDENCE, GAP, GRADE, MORE, PERIOD, STATE
from .row_details import RowDetails
from .row_name import RowName
from .row_note import RowNote
from .table_field import TableField

FIELDS: Mapping[InputKind, type[ValueField]] = {
    InputKind.QUANTITY: QuantityField,
    InputKind.CHOICE: ChoiceField,
    InputKind.TABLE: TableField,
}


class InputLine(QWidget):
    """Shows an `InputRow` and tells `events` what a person does with it."""

    def __init__(self, asked: Input, entity: EntityType, events: FormEvents) -> None:
        super().__init__()
        self.asked, self._entity, self._events = asked, entity, events
        self.key = asked.key
        self._row = InputRow(asked, Observed(), None)
        self._own_problems: tuple[Problem, ...] = ()
        self._focused = False
        self._compact: bool | None = None
        self.details: RowDetails | None = None
        self._make_parts(tr(asked.label))
        self._lay_out()
        self._connect()
        self.setAcceptDrops(not self.asked.linked)
        self.show_row(self._row, None)

    def _make_parts(self, name: str) -> None:
        t = tokens()
        self.label = RowName(name)
        self.label.setToolTip(tr(self.asked.definition))
        kind = LinkedField if self.asked.linked else FIELDS[self.asked.kind]
        self.value: ValueField = kind(self.asked, name)
        self.label.setBuddy(self.value.control())
        self.value.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.period = TextEditor()
        self.period.set_name(f"{name}, {tr('Period')}")
        self.period.setToolTip(tr(self.asked.period_hint))
        self.period.setFixedWidth(t.px(PERIOD))
        self.grade = GradeButton(lambda grade: self._put({"grade": grade}), GRADE)
        self.state = CellButton(tr("Status"), STATE, self._fill_state)
        self.evidence = CellButton(tr("Evidence"), EVIDENCE, icon="photo")
        self.more = CellButton(tr("Details"), MORE, icon="chevron_right")
        self.note = RowNote()
        self.problems = ProblemLine()

    def _lay_out(self) -> None:
        self._tail = self._linked_tail() if self.asked.linked else QWidget()
        self._tail.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if not self.asked.linked:
            tail = (self.period, self.grade, self.state, self.evidence, self.more)
            self._tail.setLayout(row(*tail, spacing=GAP))
        for part in (self.note, self.problems):  # however long, they move nothing above them
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            part.setSizePolicy(policy)
        self._under = column(self.note, self.problems, spacing=XS)
        self._box = QGridLayout(self)
        self._box.setContentsMargins(S, 3, S, 3)
        self._box.setHorizontalSpacing(GAP)
        self._box.setVerticalSpacing(1)
        top = Qt.AlignmentFlag.AlignTop
        self._box.addWidget(self.label, 0, 0, 2, 1, top)
        self._box.addWidget(self.value, 0, 1, top)
        self._box.addWidget(self._tail, 0, 2, top)
        self._box.addLayout(self._under, 2, 1, 1, 2)
        self._box.setColumnStretch(0, 1)
        self._compact = False

    def _linked_tail(self) -> QWidget:
        """Answered by another sector: shown, not asked; nothing of its own can be kept here."""
        for part in (self.period, self.grade, self.state, self.evidence, self.more):
            part.setParent(self)
            part.hide()
        tail = LinkedTail(self.asked, tr(self.asked.label))
        tail.open_requested.connect(lambda: self._events.open_requested.emit(self.key))
        return tail

    def set_compact(self, compact: bool) -> None:
        """Break the line where room is short."""
        if compact == self._compact:
            return
        self._compact = compact
        self._box.removeWidget(self._tail)
        self.period.line.setPlaceholderText(tr("Period") if compact else "")
        self._box.setColumnStretch(2, 1 if compact else 0)
        at = (1, 1, 1, 2) if compact else (0, 2, 1, 1)
        self._box.addWidget(self._tail, *at, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.value.completed.connect(self._completed)
        self.value.typed.connect(self._typed)
        self.value.stepped.connect(lambda step: self._events.moved.emit(self.key, step))
        self.period.edited.connect(lambda text: self._put({"period": text}))
        self.evidence.clicked.connect(self._evidence_clicked)
        self.more.clicked.connect(lambda _on=False: self.set_unfolded(not self.is_unfolded()))
        self.note.inspect_requested.connect(lambda: self._events.inspect_requested.emit(self.key))
        if isinstance(self.value, TableField):
            self.value.unfolded.connect(self._unfold_grid)
        for part in self.findChildren(QWidget):
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                part.installEventFilter(self)

    # showing -------------------------------------------------------------------------------

    def show_row(self, shown: InputRow, standing: Observed | None) -> None:
        """Show what is stored; `standing` is the default that stands in for a missing value."""
        self._row = shown
        record = shown.record
        value = record.get("value") if record else None
        unit = str(record.get("unit") or "") if record else ""
        if isinstance(self.value, QuantityField):
            self.value.prefer_currency(shown.agreed.currency)
        self.value.show_value(value, unit, self._placeholder(standing))
        if isinstance(self.value, LinkedField) and isinstance(self._tail, LinkedTail):
            self.value.show_linked(shown.observed)
            self._tail.show_linked(shown.observed)
        self.period.set_value(record.get("period") if record else None)
        self.period.line.setCursorPosition(0)  # of a long period its beginning
        self.period.setToolTip(period_text(shown.observed.period, shown.agreed.fiscal_start))
        self.grade.set_grade(shown.observed.grade)
        self._show_state(value is not None)
        self._show_evidence(shown.evidence)
        self.note.show_row(shown, standing)
        self._show_problems()
        if self.details is not None:
            self.details.show_record(record)

    def show_standing(self, standing: Observed | None) -> None:
        """Only the default changed, because another value did."""
        record = self._row.record
        value = record.get("value") if record else None
        if value is None:
            self.value.show_value(None, "", self._placeholder(standing))
        self.note.show_row(self._row, standing)

    def _placeholder(self, standing: Observed | None) -> str:
        missing = self._row.observed.missing
        if standing is not None and standing.is_default and standing.known:
            if isinstance(standing.value, str):
                return tr(dict(self.asked.choices).get(standing.value, standing.value))
            if isinstance(standing.value, float | int):
                return format_number(standing.value, None, language())
        if self._row.record is not None and missing not in (None, Missing.NOT_ASKED):
            return "–"
        return ""

    def _show_state(self, has_value: bool) -> None:
        seen = self._row.observed
        if has_value:
            text = tr(STATUS_LABEL[seen.status]) if seen.status else "–"
            tone = Tone.CAUTION if seen.status is Status.PRELIMINARY else Tone.SECOND
            self.state.set_content(text, tone if seen.status else Tone.FAINT)
            spoken = f"{tr('Status')}: {text}"
        else:
            missing = seen.missing or Missing.NOT_ASKED
            asked = missing is not Missing.NOT_ASKED or not self.asked.optional
            text = tr(MISSING_LABEL[missing]) if asked else tr("optional")
            given = missing is not Missing.NOT_ASKED
            self.state.set_content(text, Tone.SECOND if given else Tone.FAINT)
            spoken = f"{tr('Why there is no value')}: {text}"
        self.state.setAccessibleName(f"{tr(self.asked.label)}, {spoken}")
        self.state.setToolTip(spoken)

    def _show_evidence(self, count: int) -> None:
        self.evidence.set_content(str(count) if count else "", Tone.ACCENT if count else Tone.FAINT)
        text = tr("Evidence: {n}").format(n=count) if count else tr("Add evidence")
        self.evidence.setAccessibleName(f"{tr(self.asked.label)}, {text}")
        self.evidence.setToolTip(text)

    def _show_problems(self) -> None:
        problems = self._own_problems or self._row.problems
        self.problems.set_problems([_placed(p) for p in problems])
        self.value.set_problems(problems)

    # what a person does --------------------------------------------------------------------

    def _typed(self, entry: Entry | None) -> None:
        refused = entry is not None and entry.refused
        if entry is None:
            self._events.typed.emit(self.key, Observed())
        elif not refused and entry.value is not None:
            self._events.typed.emit(self.key, _observed(entry, self._row))
        self.note.show_echo(_echo(entry) if entry and not refused else "")

    def _completed(self, entry: Entry | None) -> None:
        self.note.show_echo("")
        self._own_problems = entry.problems if entry is not None and entry.refused else ()
        self._show_problems()
        if entry is None or entry.refused:
            self._events.typed.emit(self.key, None)
        elif entry.value is None:
            self._put({"value": None, "unit": None})
        else:
            self._put({"missing": None, **stored(entry)})

    def _put(self, fields: Mapping[str, Json]) -> None:
        self._events.completed.emit(self.key, dict(fields))

    def _fill_state(self, menu: QMenu) -> None:
        if self._row.record is not None and self._row.record.get("value") is not None:
            for status, label in STATUS_LABEL.items():
                self._choice(menu, tr(label), self._row.observed.status is status, {"status": str(status)})
            self._choice(menu, tr("No status"), self._row.observed.status is None, {"status": None})
            menu.addSeparator()
            menu = menu.addMenu(tr("There is no value"))
        for code, label in MISSING_LABEL.items():
            fields = {"value": None, "unit": None, "missing": str(code)}
            self._choice(menu, tr(label), self._row.observed.missing is code, fields)
        menu.addSeparator()
        menu.addAction(tr("Make a data request"), lambda: self._events.ask_requested.emit(self.key))

    def _choice(self, menu: QMenu, text: str, on: bool, fields: Mapping[str, Json]) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on=False: self._put(fields))

    def _evidence_clicked(self) -> None:
        if self._row.evidence:
            self._events.inspect_requested.emit(self.key)
        else:
            self._events.attach_requested.emit(self.key, [])

    # unfolding -----------------------------------------------------------------------------

    def is_unfolded(self) -> bool:
        """Whether the details are shown."""
        return self.details is not None and not self.details.isHidden()

    def set_unfolded(self, shown: bool) -> None:
        """Show or hide definition, source, method, uncertainty and note; of another sector's, explain it."""
        if self.asked.linked:
            self._events.inspect_requested.emit(self.key)
            return
        if shown and self.details is None:
            self.details = RowDetails(self.asked, self._entity)
            self.details.edited.connect(lambda key, value: self._put({key: value}))
            self.details.inspect_requested.connect(lambda: self._events.inspect_requested.emit(self.key))
            self.details.show_record(self._row.record)
            self._box.addWidget(self.details, 4, 0, 1, 3)
        if self.details is not None:
            self.details.setVisible(shown)
        self.more.set_content(
            "", Tone.ACCENT if shown else Tone.SECOND, "chevron_down" if shown else "chevron_right"
        )
        self.update()

    def _unfold_grid(self, shown: bool) -> None:
        field = self.value
        if isinstance(field, TableField):
            grid = field.open_grid()
            if self._box.indexOf(grid) < 0:  # as wide as the row, without pushing its columns apart
                grid.setSizePolicy(QSizePolicy.Policy.Ignored, grid.sizePolicy().verticalPolicy())
                self._box.addWidget(grid, 3, 0, 1, 3)
            grid.setVisible(shown)
            field.set_unfolded(shown)
            if shown:
                grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # keyboard, drops, look -----------------------------------------------------------------

    def focus_value(self) -> None:
        """Give the keyboard to the value."""
        control = self.value.control()
        control.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know when the keyboard is in this row."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._set_focused(True)
            self._events.entered.emit(self.key)
        elif event.type() == QEvent.Type.FocusOut:
            self._set_focused(False)
        return super().eventFilter(watched, event)

    def _set_focused(self, focused: bool) -> None:
        if focused != self._focused:
            self._focused = focused
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down between rows, F2 to the value, Alt+Enter for the details."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not alt:
            self._events.moved.emit(self.key, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_F2:
            self.focus_value()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alt:
            self.set_unfolded(not self.is_unfolded())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files become evidence."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self._events.attach_requested.emit(self.key, paths)
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground where the keyboard is, and around what is unfolded."""
        if not self._focused and not self.is_unfolded():
            return
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.ground))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)


def _observed(entry: Entry, shown: InputRow) -> Observed:
    """What the indicators would be computed with, were this entry completed."""
    seen = shown.observed
    typed = shown.agreed.typed(shown.input, entry, seen.period)
    return replace(typed, grade=seen.grade, uncertainty_pct=seen.uncertainty_pct)


def _echo(entry: Entry | None) -> str:
    """How an entry will be kept, where that is not what is typed."""
    if entry is None or not entry.entered:
        return ""
    return f"{format_number_text(entry)} {entry.entered_unit}".strip()


def format_number_text(entry: Entry) -> str:
    """The canonical number of an entry for people."""
    from_decimal = entry.value if entry.entered_unit == entry.unit else None
    if isinstance(from_decimal, str | tuple):
        return ""
    return format_number(from_decimal, None, language()) if from_decimal is not None else entry.entered


def _placed(problem: Problem) -> Problem:
    """Problems of a table say their row."""
    if problem.row is None or "{row}" in problem.message or problem.severity is Severity.NOTE:
        return problem
    details = dict(problem.details) | {"row": problem.row}
    text = tr(problem.message).format(
        **{k: tr(v) if isinstance(v, str) and v else v for k, v in details.items()}
    )
    return Problem(
        tr("Row {row}: {text}").format(row=problem.row, text=text), problem.severity, problem.field
    )
