"""Everything that is known of one input: every value with its source, evidence, history, conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.text import N_

from .assessments import InputRow, input_rows, primary_id, put
from .data_requests import open_requests
from .evidence import EVIDENCE, FileRead, evidence_edits
from .workspace import Workspace

SETTLE = N_("Settle a conflict")
HISTORY_SHOWN = 6


@dataclass(frozen=True)
class Said:
    """A value that somebody gave: `who` is a name from the roster, "" where it is not known.

    `own`: given on this installation. `at` is in ms since 1970.
    """

    value: Json
    who: str
    at: int
    own: bool
    is_head: bool


@dataclass(frozen=True)
class FieldConflict:
    """A field on which people disagree, with every value that stands."""

    record: UUID
    field: str
    heads: tuple[Said, ...]


@dataclass(frozen=True)
class Proof:
    """A piece of evidence with its small picture (JPEG, b"" for none)."""

    record: Record
    thumbnail: bytes


@dataclass(frozen=True)
class InputDossier:
    """One input for the inspector."""

    row: InputRow
    proofs: tuple[Proof, ...]
    conflicts: tuple[FieldConflict, ...]
    history: tuple[Said, ...]
    requests: tuple[Record, ...]


def input_dossier(workspace: Workspace, engagement: UUID, sector: str, key: str) -> InputDossier:
    """Read all of it, once, for the inspector."""
    (row,) = input_rows(workspace, engagement, workspace.registry.sectors[sector], (key,))
    requests = open_requests(workspace, engagement, sector, key)
    if row.record is None:
        return InputDossier(row, (), (), (), requests)
    return InputDossier(
        row,
        proofs_of(workspace, row.record.id),
        conflicts_of(workspace, engagement, row.record),
        said(workspace, engagement, row.record.id, "value")[:HISTORY_SHOWN],
        requests,
    )


def proofs_of(workspace: Workspace, record: UUID) -> tuple[Proof, ...]:
    """The evidence under a record, in order."""
    return tuple(
        Proof(r, (workspace.blob(str(r.get("thumbnail"))) or b"") if r.get("thumbnail") else b"")
        for r in workspace.children(record, EVIDENCE)
    )


def conflicts_of(workspace: Workspace, space: UUID, record: Record) -> tuple[FieldConflict, ...]:
    """The open conflicts of one record."""
    return tuple(
        FieldConflict(
            record.id, field, tuple(s for s in said(workspace, space, record.id, field) if s.is_head)
        )
        for field in sorted(record.conflicts)
    )


def said(workspace: Workspace, space: UUID, record: UUID, field: str) -> tuple[Said, ...]:
    """Every value a field was given, newest first, with the names of those who gave it."""
    own = workspace.identity.public_key
    return tuple(
        Said(
            h.value,
            workspace.author_name(space, h.author or own),
            h.at,
            h.author in (b"", own),
            h.is_head,
        )
        for h in workspace.history(record, field)
    )


def attach(
    workspace: Workspace, engagement: UUID, sector: str, key: str, files: Sequence[FileRead]
) -> Committed:
    """Keep files as evidence of an input; its first record is made when there is none yet."""
    (row,) = input_rows(workspace, engagement, workspace.registry.sectors[sector], (key,))
    if row.record is None:
        put(workspace, engagement, sector, key, {})
    parent = row.record.id if row.record else primary_id(engagement, sector, key)
    edits = evidence_edits(workspace, parent, files)
    return workspace.commit(engagement, edits, workspace.registry.sectors[sector].input(key).label)
