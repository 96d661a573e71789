"""The list of one kind of record, with its filter and the way to a new one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from yport_desktop.domain.entity import EntityType, Field, FieldKind, Json, Record
from yport_desktop.domain.registry import Registry
from yport_desktop.services.clash_words import choices_for
from yport_desktop.services.record_links import ids_in, links
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.look import column
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.records.reading import referred

REFERENCES = (FieldKind.REFERENCE, FieldKind.REFERENCES)


@dataclass(frozen=True)
class Listed:
    """One row: the record, the names of what it refers to in the table, its loose ends, and its lock."""

    record: Record
    names: dict[UUID, str]
    loose: tuple[str, ...] = ()
    private: bool = False

    @property
    def id(self) -> UUID:
        """The record's id: the key of the row."""
        return self.record.id


def read_list(workspace: Workspace, space: UUID, kind: str, loose: dict[UUID, list[str]]) -> list[Listed]:
    """All records of a kind with the names of what they refer to."""
    entity = workspace.entity(kind)
    records = workspace.records(space, kind)
    wanted = {i for r in records for i in referred(entity, r)}
    names = {i: link.title for i, link in links(workspace, wanted).items()}
    private = {r.id for r in records if workspace.is_private(r.id)} if workspace.circles.in_use else set()
    return [Listed(r, names, tuple(loose.get(r.id, ())), r.id in private) for r in records]


class RecordList(QWidget):
    """Columns are the fields that the record type marks for tables, and what is loose.

    `selected(Listed)`, `new_requested(kind)`.
    """

    selected = Signal(object)
    new_requested = Signal(str)

    def __init__(
        self,
        registry: Registry,
        entity: EntityType,
        icon: str,
        purpose: str,
        new: str,
        shows_loose: bool = True,
    ) -> None:
        super().__init__()
        self.kind = entity.kind
        self.add = PlainButton(new, lambda: self.new_requested.emit(self.kind), "add")
        columns = tuple(_column(registry, f, f.key == entity.title) for f in entity.fields if f.in_table)
        columns += (_loose_ends(),) if shows_loose else ()
        self.table = DataTable(columns, tr(entity.label_plural), tools=(self.add,))
        self.table.row_selected.connect(self.selected)
        first = (new, lambda: self.new_requested.emit(self.kind))
        self.empty = EmptyState(
            icon, tr("No {kind} yet").format(kind=tr(entity.label_plural)), purpose, first
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.setLayout(column(self._stack))

    def show_rows(self, rows: Sequence[Listed]) -> None:
        """Show these; what is selected stays selected."""
        self._stack.setCurrentIndex(0 if rows else 1)
        self.table.set_rows(rows)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the list."""
        return self._stack.currentIndex() == 1


def _loose_ends() -> TableColumn:
    return TableColumn(
        "loose",
        tr("Loose ends"),
        lambda row: len(row.loose) or None,
        lambda n: str(n) if n else "",
        number=True,
        width=92,
        tone=lambda _row: Tone.CAUTION,
        hint=lambda row: "\n".join(tr(text) for text in row.loose),
    )


def _column(registry: Registry, field: Field, is_title: bool) -> TableColumn:
    return TableColumn(
        field.key,
        tr(field.label),
        _reader(registry, field),
        width=0 if is_title else _width(registry, field),
        shown=is_title or (field.kind is FieldKind.CHOICE and not field.choices_from),
        tone=None if is_title else lambda _row: Tone.SECOND,
        hint=_reader(registry, field) if is_title else None,
        sign=_lock if is_title else None,
    )


def _lock(row: Listed) -> tuple[str, str]:
    """The mark of a private record, with its meaning."""
    return ("lock", tr("private")) if row.private else ("", "")


def _width(registry: Registry, field: Field) -> int:
    """Room for the longest choice, within reason; px at 100 %."""
    words = [tr(field.label), *(tr(c.label) for c in choices_for(registry, field))]
    metrics = QFontMetrics(QApplication.font())
    longest = max(metrics.horizontalAdvance(word) for word in words) / tokens().scale
    return int(min(max(longest + 28, 84), 220))


def _reader(registry: Registry, field: Field) -> Callable[[Listed], str]:
    labels = {c.key: tr(c.label) for c in choices_for(registry, field)}

    def text(row: Listed) -> str:
        value: Json = row.record.get(field.key)
        if value is None:
            return ""
        if field.kind in REFERENCES:
            return ", ".join(row.names.get(id, "–") for id in ids_in(value))
        if isinstance(value, list | tuple):
            return ", ".join(labels.get(str(v), str(v)) for v in value)
        return labels.get(str(value), str(value))

    return text
