"""The assessment of one sector of one city: from observation records to indicators and back.

The first value of an input lives in a record whose id follows from the engagement, the sector and
the input, so that two advisors offline meet in one cell. Further values from other sources are
records below it with the standing "alternative"; one that is adopted stands in for the first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from yport_desktop.domain.assess import assess
from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.conventions import Conventions
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.entry import Entry, parse_entry
from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.ids import derived_id, new_id
from yport_desktop.domain.linking import with_links
from yport_desktop.domain.numbers import plain
from yport_desktop.domain.sector import Assessment, Input, Sector
from yport_desktop.domain.values import Observed

from .rates import conventions_of
from .records import create, set_values
from .workspace import Workspace

OBSERVATION = "observation"
EVIDENCE = "evidence"
ADOPTED, ALTERNATIVE = "adopted", "alternative"


@dataclass(frozen=True)
class InputRow:
    """One row of the form: the question, the value used, and every value there is."""

    input: Input
    observed: Observed
    record: Record | None
    alternatives: tuple[Record, ...] = ()
    evidence: int = 0
    problems: tuple[Problem, ...] = ()
    agreed: Conventions = field(default_factory=Conventions)

    @property
    def conflicts(self) -> frozenset[str]:
        """Fields of the value used on which people disagree."""
        return self.record.conflicts if self.record else frozenset()


@dataclass(frozen=True)
class SectorView:
    """A sector as the page shows it."""

    engagement: UUID
    sector: Sector
    rows: tuple[InputRow, ...]
    assessment: Assessment

    @property
    def answered(self) -> int:
        """Inputs with a value or with a reason why there is none."""
        return sum(1 for row in self.rows if row.record is not None or row.observed.known)


def primary_id(engagement: UUID, sector: str, key: str) -> UUID:
    """The record of the first value of an input, the same on every laptop."""
    return derived_id(engagement, OBSERVATION, sector, key)


def sector_view(workspace: Workspace, engagement: UUID, sector_key: str) -> SectorView:
    """Rows and results of one sector."""
    sector = workspace.registry.sectors[sector_key]
    rows = input_rows(workspace, engagement, sector)
    return SectorView(engagement, sector, rows, assess(sector, known(rows)))


def known(rows: Iterable[InputRow]) -> dict[str, Observed]:
    """What the results are computed from."""
    return {row.input.key: row.observed for row in rows if row.record is not None or row.observed.linked}


def input_rows(
    workspace: Workspace, engagement: UUID, sector: Sector, keys: Collection[str] | None = None
) -> tuple[InputRow, ...]:
    """The rows of all inputs, or of those named, without computing anything."""
    chosen = [i for i in sector.inputs if keys is None or i.key in keys]
    asked = [i for i in sector.inputs if not i.linked and (i in chosen or i.key in (sector.money or ()))]
    primary = {i.key: primary_id(engagement, sector.key, i.key) for i in asked}
    first = workspace.store.read.several(primary.values())
    below = workspace.store.read.offspring(primary.values())
    values = {
        i.key: [r for r in (first.get(primary[i.key]),) if r and not r.deleted]
        + [r for r in below.get(primary[i.key], []) if r.kind == OBSERVATION]
        for i in asked
    }
    used = {
        k: min(v, key=lambda r: (r.get("standing") != ADOPTED, v.index(r))) for k, v in values.items() if v
    }
    proofs = workspace.store.read.offspring(r.id for r in used.values())
    agreed = conventions_of(workspace, engagement).in_sector(sector, {k: r.values for k, r in used.items()})
    rows = {i.key: _row(i, values[i.key], used.get(i.key), proofs, agreed) for i in asked}
    if any(i.linked for i in chosen):
        rows |= _linked_rows(workspace, engagement, sector, chosen)
    return tuple(rows[i.key] for i in chosen)


def _linked_rows(
    workspace: Workspace, engagement: UUID, sector: Sector, chosen: Iterable[Input]
) -> dict[str, InputRow]:
    """The rows that another sector answers."""

    def observe(other: Sector) -> Mapping[str, Observed]:
        if other is sector:
            return {}
        entered = [i.key for i in other.inputs if not i.linked]
        return known(input_rows(workspace, engagement, other, entered))

    seen, _ = with_links(workspace.registry.sectors, sector, observe)
    return {i.key: InputRow(i, seen[i.key], None) for i in chosen if i.linked}


def _row(
    asked: Input,
    values: list[Record],
    used: Record | None,
    proofs: Mapping[UUID, list[Record]],
    agreed: Conventions,
) -> InputRow:
    if used is None:
        return InputRow(asked, Observed(), None, agreed=agreed)
    evidence = sum(1 for r in proofs.get(used.id, ()) if r.kind == EVIDENCE)
    observed, problems = agreed.observe(asked, {**used.values, "id": str(used.id), "evidence": evidence})
    others = tuple(r for r in values if r.id != used.id)
    return InputRow(asked, observed, used, others, evidence, problems, agreed)


def put_entry(
    workspace: Workspace, engagement: UUID, sector_key: str, key: str, text: str, unit: str, lang: str
) -> tuple[Entry, Committed | None]:
    """What a person typed into a row. Empty text takes the value away; a refused one is not stored."""
    asked = workspace.registry.sectors[sector_key].input(key)
    if not text.strip():
        committed = put(workspace, engagement, sector_key, key, {"value": None, "unit": None})
        return Entry(), committed
    entry = parse_entry(asked, text, unit, lang)
    if entry.refused:
        return entry, None
    values: dict[str, Json] = {"missing": None, **stored(entry)}
    return entry, put(workspace, engagement, sector_key, key, values)


def stored(entry: Entry) -> dict[str, Json]:
    """An accepted entry as fields of an observation: as typed, in the unit it was typed in."""
    if isinstance(entry.value, tuple):
        rows = [[_cell_text(cell) for cell in row] for row in entry.value]
        return {"value": rows, "unit": entry.unit or None}
    if isinstance(entry.value, Decimal):
        return {
            "value": entry.entered or plain(entry.value),
            "unit": entry.entered_unit or entry.unit or None,
        }
    return {"value": entry.value, "unit": None}


def _cell_text(cell: float | str | None) -> str | None:
    return plain(Decimal(repr(cell))) if isinstance(cell, float | int) else cell


def put(
    workspace: Workspace, engagement: UUID, sector_key: str, key: str, values: Mapping[str, Json]
) -> Committed:
    """Set fields of the value used for an input; the record is made when it is the first."""
    label = workspace.registry.sectors[sector_key].input(key).label
    return put_all(workspace, engagement, sector_key, {key: values}, label)


def put_all(
    workspace: Workspace,
    engagement: UUID,
    sector_key: str,
    fields: Mapping[str, Mapping[str, Json]],
    label: str,
    from_elsewhere: bool = False,
) -> Committed:
    """Set fields of the values used for several inputs, in one step under `label`.

    `from_elsewhere`: a value of another source than the one used so far stands in for it, and that stays
    beside it as an alternative.
    """
    sector = workspace.registry.sectors[sector_key]
    edits: list[Edit] = []
    for row in input_rows(workspace, engagement, sector, fields):
        key, values = row.input.key, fields[row.input.key]
        if row.record is None:
            first = {"sector": sector_key, "input": key, "standing": ADOPTED, **values}
            edits += first_value(workspace, engagement, primary_id(engagement, sector_key, key), first)
        elif from_elsewhere and "value" in values and _of_another_source(row, values):
            given = {field: value for field, value in values.items() if value is not None}
            edits += further_value(engagement, row, sector_key, given, adopted=True)[1]
        else:
            edits += set_values(row.record.id, values)
    return workspace.commit(engagement, edits, label)


def _of_another_source(row: InputRow, values: Mapping[str, Json]) -> bool:
    known = row.record is not None and row.record.get("value") is not None
    return known and (values.get("source") or "") != row.observed.source


def first_value(
    workspace: Workspace, engagement: UUID, record: UUID, values: Mapping[str, Json]
) -> list[Edit]:
    """Edits that make the first value of an input; a deleted one comes back to life under its own id."""
    edits = create(OBSERVATION, values, parent=engagement, record=record)
    earlier = workspace.store.read.record(record)
    if earlier is not None and earlier.deleted:
        gone = {k: None for k in earlier.values if k not in values}
        edits += [Edit(record, ".life", None), *set_values(record, gone)]
    return edits


def further_value(
    engagement: UUID, row: InputRow, sector: str, values: Mapping[str, Json], adopted: bool
) -> tuple[UUID, list[Edit]]:
    """A further value of an input, and its record; where it is `adopted`, the others become alternatives."""
    record = new_id()
    standing = ADOPTED if adopted else ALTERNATIVE
    fields = {"sector": sector, "input": row.input.key, **values, "standing": standing}
    edits = create(OBSERVATION, fields, parent=primary_id(engagement, sector, row.input.key), record=record)
    if adopted:
        for other in (row.record, *row.alternatives):
            if other is not None and other.get("standing", ADOPTED) == ADOPTED:
                edits += set_values(other.id, {"standing": ALTERNATIVE})
    return record, edits


def adopt(workspace: Workspace, engagement: UUID, sector_key: str, key: str, record: UUID) -> Committed:
    """Use this value from now on; the one used so far becomes an alternative."""
    sector = workspace.registry.sectors[sector_key]
    (row,) = input_rows(workspace, engagement, sector, (key,))
    known = [r for r in (row.record, *row.alternatives) if r]
    if record not in {r.id for r in known}:
        raise InvalidEntry(())
    edits = [
        Edit(r.id, "standing", ADOPTED if r.id == record else ALTERNATIVE)
        for r in known
        if (r.id == record) != (r.get("standing") == ADOPTED)
    ]
    return workspace.commit(engagement, edits, row.input.label)


def add_alternative(
    workspace: Workspace, engagement: UUID, sector_key: str, key: str, values: Mapping[str, Json]
) -> Committed:
    """A further value of an input from another source, below the first one."""
    sector = workspace.registry.sectors[sector_key]
    fields = {"sector": sector_key, "input": key, **values, "standing": ALTERNATIVE}
    edits = create(OBSERVATION, fields, parent=primary_id(engagement, sector_key, key))
    return workspace.commit(engagement, edits, sector.input(key).label)
