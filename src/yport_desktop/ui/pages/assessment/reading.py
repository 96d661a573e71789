"""What the page asks the database thread: whole sectors when it opens, single rows afterwards."""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.assess import assess
from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Record
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.services.assessments import OBSERVATION, InputRow, input_rows, known, primary_id
from yport_desktop.services.data_requests import DATA_REQUEST, open_requests
from yport_desktop.services.engagements import ENGAGEMENT
from yport_desktop.services.evidence import EVIDENCE
from yport_desktop.services.rates import EXCHANGE_RATE
from yport_desktop.services.workspace import Workspace

# Kinds of records whose values change how every amount and every figure per year is read.
AGREED = frozenset({ENGAGEMENT, EXCHANGE_RATE})


@dataclass(frozen=True)
class SectorReading:
    """A sector as it is stored, with its results."""

    space: UUID
    sector: Sector
    rows: tuple[InputRow, ...]
    assessment: Assessment
    requests: tuple[Record, ...]


def read_sector(workspace: Workspace, space: UUID, key: str) -> SectorReading:
    """Everything the page shows of one sector."""
    sector = workspace.registry.sectors[key]
    rows = input_rows(workspace, space, sector)
    return SectorReading(space, sector, rows, assess(sector, known(rows)), open_requests(workspace, space))


@dataclass(frozen=True)
class Changes:
    """What of the page a commit touched. `requests` is None where none of them was."""

    rows: tuple[InputRow, ...]
    requests: tuple[Record, ...] | None


def read_changes(workspace: Workspace, space: UUID, key: str, committed: Committed) -> Changes:
    """Only the rows and requests that a commit touched."""
    sector = workspace.registry.sectors[key]
    keys = touched_inputs(workspace, space, sector, committed)
    rows = input_rows(workspace, space, sector, keys) if keys else ()
    requests = open_requests(workspace, space) if DATA_REQUEST in committed.kinds else None
    return Changes(rows, requests)


def touched_inputs(workspace: Workspace, space: UUID, sector: Sector, committed: Committed) -> set[str]:
    """The inputs whose values or evidence a commit touched."""
    if not committed.kinds.isdisjoint(AGREED):
        return {i.key for i in sector.inputs}
    own = {primary_id(space, sector.key, i.key): i.key for i in sector.inputs}
    keys: set[str] = set()
    unknown: list[UUID] = []
    for touched in committed.touched:
        if touched.record in own:
            keys.add(own[touched.record])
        elif touched.kind in (OBSERVATION, EVIDENCE):
            unknown.append(touched.record)
    if unknown:
        keys |= _inputs_of(workspace, sector, unknown)
        keys |= {i.key for i in sector.inputs if i.linked}  # another sector's inputs may be among them
    if not keys.isdisjoint(sector.money or ()):
        keys |= {i.key for i in sector.inputs if i.money_columns or i.key in (sector.money or ())}
    return keys


def _inputs_of(workspace: Workspace, sector: Sector, records: list[UUID]) -> set[str]:
    """Alternatives name their input; evidence hangs below a value that does."""
    found = workspace.store.read.several(records)
    parents = [r.parent for r in found.values() if r.kind == EVIDENCE and r.parent is not None]
    found |= workspace.store.read.several(parents)
    declared = {i.key for i in sector.inputs}
    return {
        str(r.get("input"))
        for r in found.values()
        if r.kind == OBSERVATION and r.get("sector") == sector.key and r.get("input") in declared
    }
