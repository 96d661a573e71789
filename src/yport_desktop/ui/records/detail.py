"""One record: its thread, what hangs loose, and its sheet."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import EntityType
from yport_desktop.services.evidence import delete_with_evidence
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, dress, line, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, L, M, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.records.reading import RecordReading
from yport_desktop.ui.records.sheet import RecordSheet
from yport_desktop.ui.records.thread_strip import ThreadStrip

from .inspecting import attach_files, record_sections

WIDEST = 760


class RecordDetail(QWidget):
    """`gone()`: the record is not there any more."""

    gone = Signal()

    def __init__(self, desk: Desk, leave_out: Iterable[str] = ()) -> None:
        super().__init__()
        self._desk = desk
        self._space: UUID | None = None
        self._focus = False
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.kind = Label("", Type.CAPTION, Tone.SECOND)
        self.title = Label("", Type.TITLE, wrap=True)
        self.strip = ThreadStrip(desk.registry)
        self.strip.record_requested.connect(desk.open_record)
        self.loose = column(spacing=XS)
        self.lock = IconLabel("lock", tr("Private"), Tone.SECOND, 14)
        self.private = QuietButton(tr("Mark as private"), self._mark, "lock")
        self._is_private = False
        self.remove = QuietButton(tr("Delete"), self._delete, "delete")
        self.sheet = RecordSheet(desk, leave_out)
        self.sheet.shown.connect(self._shown)
        self.sheet.missing.connect(self.gone)
        kind = row(self.lock, self.kind, None, spacing=XS)
        acts = row(self.private, self.remove, spacing=0)
        head = row(column(kind, self.title, spacing=0), acts, spacing=M)
        head.setStretch(0, 1)
        head.setAlignment(acts, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        content.setLayout(
            column(head, self.strip, self.loose, line(), self.sheet, None, spacing=M, margins=(L, L, L, L))
        )
        content.setMaximumWidth(tokens().px(WIDEST))  # lines stay readable where the window is wide
        holder = QWidget()
        box = row(content, spacing=0)
        box.setStretchFactor(content, 1)
        box.addStretch(0)
        holder.setLayout(box)
        self._stack = QStackedWidget()
        hint = Label(tr("Select a line to see it here."), tone=Tone.SECOND)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(hint)
        self._stack.addWidget(scrolled(holder))
        self.setLayout(column(self._stack))

    @property
    def record(self) -> UUID | None:
        """The record shown."""
        return self.sheet.record

    def show_record(self, space: UUID, record: UUID, loose: Sequence[str]) -> None:
        """Show a record with what it lacks."""
        self._space = space
        self._show_loose(loose)
        if self.sheet.record != record:
            self.sheet.show_record(space, record)

    def focus_when_shown(self) -> None:
        """The next record shown is a new one: the keyboard goes to its first field."""
        self._focus = True

    def clear_detail(self) -> None:
        """Show nothing."""
        self.sheet.clear_sheet()
        self._stack.setCurrentIndex(0)

    def refresh(self, committed: Committed) -> None:
        """Records changed."""
        self.sheet.refresh(committed)

    def _show_loose(self, loose: Sequence[str]) -> None:
        clear(self.loose)
        for text in loose:
            sign = IconLabel("warning", "", Tone.CAUTION, 14)
            self.loose.addLayout(row(sign, Label(tr(text), Type.CAPTION, Tone.CAUTION), None, spacing=XS))

    def _shown(self, reading: RecordReading) -> None:
        entity = self._desk.registry.entities[reading.record.kind]
        self._show_privacy(entity, reading)
        self.title.setText(str(reading.record.get(entity.title) or tr("without a name")))
        self.strip.show_thread(reading.thread)
        self.remove.setVisible(bool(entity.parents))  # the top record of a space stays
        self._stack.setCurrentIndex(1)
        if self.isVisible():
            self._inspect(entity, reading)
        if self._focus:
            self._focus = False
            self.sheet.focus_first()

    def _show_privacy(self, entity: EntityType, reading: RecordReading) -> None:
        """Whether it is private, and a way to change that."""
        self._is_private = reading.private
        self.lock.setVisible(reading.private)
        kind = tr(entity.label)
        self.kind.setText(tr("{kind} · private").format(kind=kind) if reading.private else kind)
        text = tr("Make it everybody's") if reading.private else tr("Mark as private")
        self.private.setText(f" {text}")
        self.private.setAccessibleName(text)
        hint = tr(
            "Private records are left out of bundles for those who are not sent them. What was sent before"
            " stays with those who have it."
        )
        if reading.inherited:
            hint = tr("It is private because what it belongs to is.")
        self.private.setToolTip(hint)
        self.private.setEnabled(not reading.inherited)
        self.private.setVisible(bool(entity.parents))  # the top record of a space is everybody's

    def _mark(self) -> None:
        if (record := self.sheet.record) is None:
            return
        private, name = not self._is_private, self.title.text()
        text = tr("“{name}” is everybody's again.")
        if private:
            text = tr("“{name}” is private from now on. What was sent before stays with those who have it.")
        self._desk.ask(
            lambda ws: ws.mark_private(record, private),
            lambda _done: self._desk.tell_undoable(text.format(name=name)),
            owner=self,
        )

    def _inspect(self, entity: EntityType, reading: RecordReading) -> None:
        """The inspector shows the thread and the evidence of the same record."""
        sections = record_sections(self._desk.registry, reading, self._desk.open_record, self._attach)
        self._desk.inspector.show_sections(tr(entity.label), self.title.text(), sections)

    def _attach(self) -> None:
        if self._space is not None and self.sheet.record is not None:
            attach_files(self._desk, self, self._space, self.sheet.record)

    def _delete(self) -> None:
        if self._space is None or self.sheet.record is None:
            return
        record, name = self.sheet.record, self.title.text()
        self.clear_detail()
        space = self._space
        self._desk.ask(lambda ws: delete_with_evidence(ws, space, record), owner=self)
        self._desk.tell_undoable(tr("“{name}” was deleted.").format(name=name))
