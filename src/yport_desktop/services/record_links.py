"""Records that are referred to: the names they are shown by, and what may be chosen for a field."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from uuid import UUID

from yport_desktop.domain.entity import FieldKind, Json, Record
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Input

from .plan_views import Link
from .workspace import Workspace

OBSERVATION = "observation"
LONGEST_NAME = 80


Translate = Callable[[str], str]


def ids_in(value: Json) -> list[UUID]:
    """The records that a field names. What a later program wrote there in another form names none."""
    found = []
    for text in value if isinstance(value, list | tuple) else [value]:
        with suppress(TypeError, ValueError, AttributeError):
            found.append(UUID(text))
    return found


def referred(record: Record, field: str) -> UUID | None:
    """The record that a reference names; None for none."""
    return next(iter(ids_in(record.get(field))), None)


def links(workspace: Workspace, ids: Iterable[UUID], tr: Translate = str) -> dict[UUID, Link]:
    """Names of records by id; deleted and unknown ones are left out."""
    found = workspace.store.read.several(ids)
    return {i: link_of(workspace, record, tr) for i, record in found.items() if not record.deleted}


def link(workspace: Workspace, id: UUID, tr: Translate = str) -> Link | None:
    """A living record by the name it is shown by; None when it is gone or has not arrived."""
    return links(workspace, [id], tr).get(id)


def link_of(workspace: Workspace, record: Record, tr: Translate = str) -> Link:
    """A record as it is referred to."""
    return Link(record.id, record.kind, name_of(workspace, record, tr))


def name_of(workspace: Workspace, record: Record, tr: Translate = str) -> str:
    """The name of a record; an observation of an input is named by its question, value and period."""
    if record.kind == OBSERVATION:
        subject, value = observation_parts(workspace, record, tr)
        return f"{subject}: {value}" if value else subject
    return (
        _by_what_it_names(workspace, record, tr) or workspace.title(record) or _first_words(workspace, record)
    )


def _by_what_it_names(workspace: Workspace, record: Record, tr: Translate) -> str:
    """A record that is named by others bears their names: a value those of its option and criterion."""
    entity = workspace.registry.entities.get(record.kind)
    titled = entity.field(entity.title) if entity else None
    if entity is None or titled is None:
        return ""
    if titled.choices_from == "sectors":
        sector = workspace.registry.sectors.get(str(record.get(titled.key) or ""))
        return tr(sector.label) if sector else ""
    if titled.kind is not FieldKind.REFERENCE:
        return ""
    named = [record.parent] if record.parent != record.space else []
    named += [referred(record, f.key) for f in entity.fields if f.kind is FieldKind.REFERENCE and f.required]
    found = workspace.store.read.several(i for i in named if i is not None)
    return " · ".join(workspace.title(found[i]) for i in named if i in found)


def _first_words(workspace: Workspace, record: Record) -> str:
    """What a record without a name begins with."""
    entity = workspace.registry.entities.get(record.kind)  # None for a kind of a later program
    fields = entity.fields if entity else ()
    texts = (str(record.get(f.key, "")) for f in fields if f.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT))
    words = " ".join(next((t for t in texts if t.strip()), "").split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


def observation_parts(workspace: Workspace, record: Record, tr: Translate = str) -> tuple[str, str]:
    """(label of the input or subject, value with unit and period)."""
    asked = asked_input(workspace, record)
    subject = tr(asked.label) if asked else str(record.get("subject") or record.get("input") or "")
    value, unit = record.get("value"), str(record.get("unit") or "")
    if isinstance(value, list):
        shown = f"{len(value)} ×"
    elif isinstance(value, str):
        shown = f"{_number(value, asked, tr)} {unit}".strip()
    else:
        shown = ""
    period = str(record.get("period") or "")
    return subject, f"{shown} ({period})" if shown and period else shown


def _number(value: str, asked: Input | None, tr: Translate) -> str:
    if asked is not None and (label := dict(asked.choices).get(value)):
        return tr(label)
    try:
        return format_number(Decimal(value), None)
    except InvalidOperation:
        return value


def asked_input(workspace: Workspace, record: Record) -> Input | None:
    """The declared input that an observation answers."""
    sector = workspace.registry.sectors.get(str(record.get("sector") or ""))
    key = str(record.get("input") or "")
    return next((i for i in sector.inputs if i.key == key), None) if sector else None


def candidates(
    workspace: Workspace, space: UUID, kinds: Iterable[str], tr: Translate = str
) -> tuple[Link, ...]:
    """Everything a reference may name, by kind, then in the order of the records."""
    return tuple(
        link_of(workspace, record, tr)
        for kind in kinds
        if kind in workspace.registry.entities
        for record in workspace.records(space, kind)
    )
