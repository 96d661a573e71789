"""Sample engagements from declaration files, through the same neck as every other change.

A file (TOML) lists records by kind, each with a `key`; "kind/key" refers to another record and `source`
names an entry of its table of sources. An observation of an input names its `sector`, or belongs to
that of the file. Ids follow from the keys: built on two laptops, a sample is one engagement, and a
bundle between them brings nothing new.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.entity import EntityType, FieldKind, Json
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.order import spread
from yport_desktop.domain.text import N_
from yport_desktop.env.resources import resource

from . import records
from .assessments import primary_id
from .priorities import SCORE, SCREENING, score_id
from .priority_edits import screening_id
from .revisions import Revisions
from .workspace import Workspace


@dataclass(frozen=True)
class Offer:
    """A sample that comes with the program: its file, the city, and what is to be seen in it."""

    key: str
    city: str
    about: str

    @property
    def path(self) -> Path:
        """Its declaration file."""
        return resource(f"samples/{self.key}.toml")


SAMPLES: tuple[Offer, ...] = (
    Offer(
        "metro_cebu",
        N_("Metro Cebu"),
        N_("Philippines: waste, water and septage, a plan with proposals, figures that contradict"),
    ),
    Offer(
        "da_nang",
        N_("Da Nang"),
        N_("Viet Nam: water losses brought down, emissions, waste separation"),
    ),
    Offer(
        "bangkok",
        N_("Bangkok"),
        N_("Thailand: emissions and business as usual, sewage treatment plants, a waste campaign"),
    ),
)
_OWN_KEYS = frozenset({"key", "parent", "source"})
_SOURCE_FIELDS = {
    "source": "title",
    "source_address": "address",
    "source_year": "year",
    "source_status": "status",
}


@dataclass(frozen=True)
class Sample:
    """A declaration file as read: the engagement's own values and the records by kind, in order.

    `sector` is that of every input whose record names none.
    """

    key: str
    sector: str
    grades: Mapping[str, str]
    sources: Mapping[str, Mapping[str, str]]
    engagement: Mapping[str, Any]
    records: Mapping[str, tuple[Mapping[str, Any], ...]]

    @property
    def id(self) -> UUID:
        """The engagement, and so the space."""
        return derived_id("sample", self.key)


def read_sample(path: Path) -> Sample:
    """Read a declaration file. Raises OSError, tomllib.TOMLDecodeError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = {kind: tuple(rows) for kind, rows in data.items() if isinstance(rows, list)}
    grades, sources = data.get("grades", {}), data.get("sources", {})
    return Sample(data["key"], data.get("sector", ""), grades, sources, data["engagement"], kinds)


def open_sample(workspace: Workspace, path: Path | None = None) -> UUID:
    """The space of a sample (the first, if none is named): built if not there, restored if deleted."""
    sample = read_sample(path or SAMPLES[0].path)
    known = workspace.store.read.record(sample.id)
    if known is not None and known.deleted:
        workspace.commit(sample.id, records.restore(sample.id), N_("Restore the sample engagement"))
    elif known is None:
        before = workspace.history_of_session.next_undo
        _Builder(workspace, sample).build()
        workspace.history_of_session.forget_since(before)
    return sample.id


class _Builder:
    def __init__(self, workspace: Workspace, sample: Sample) -> None:
        self._workspace = workspace
        self._sample = sample
        self._ids = {f"{kind}/{row['key']}": self._id(kind, row) for kind, row in self._rows()}

    def build(self) -> None:
        """Three saves: the space, everything in it, and the frozen revisions."""
        sample, workspace = self._sample, self._workspace
        entity = workspace.entity("engagement")
        workspace.new_space(self._values(entity, sample.engagement), sample.id)
        edits: list[Edit] = []
        for kind, rows in sample.records.items():
            if kind not in ("revision", "proposal"):
                edits += self._created(kind, rows)
        workspace.commit(sample.id, edits, N_("Build the sample engagement"))
        for row in sample.records.get("revision", ()):
            plan = self._ids[row["plan"]]
            Revisions(workspace).freeze(plan, row["name"], row["date"], row["kind"], row.get("note", ""))
        proposals = self._created("proposal", sample.records.get("proposal", ()))
        workspace.commit(sample.id, proposals, N_("Propose changes in the sample plan"))

    def _rows(self) -> list[tuple[str, Mapping[str, Any]]]:
        return [(kind, row) for kind, rows in self._sample.records.items() for row in rows]

    def _id(self, kind: str, row: Mapping[str, Any]) -> UUID:
        first_value = kind == "observation" and "input" in row and row.get("standing") != "alternative"
        if first_value:
            return self._primary(row)
        if kind == SCORE:
            return score_id(self._named(row["parent"]), self._named(row["criterion"]))
        if kind == SCREENING:
            return screening_id(self._sample.id, row["sector"])
        return derived_id(self._sample.id, kind, row["key"])

    def _named(self, name: str) -> UUID:
        """The record called "kind/key", of a kind whose ids follow from the key alone."""
        kind, key = name.split("/")
        return derived_id(self._sample.id, kind, key)

    def _primary(self, row: Mapping[str, Any]) -> UUID:
        """The record of the first value of the input that `row` is about."""
        return primary_id(self._sample.id, self._sector(row), row["input"])

    def _sector(self, row: Mapping[str, Any]) -> str:
        return str(row.get("sector", self._sample.sector))

    def _created(self, kind: str, rows: tuple[Mapping[str, Any], ...]) -> list[Edit]:
        entity = self._workspace.entity(kind)
        edits: list[Edit] = []
        for row, order in zip(rows, spread(len(rows)), strict=True):
            values = self._values(entity, row) | self._implied(kind, row)
            id = self._ids[f"{kind}/{row['key']}"]
            ordered = entity.ordered or row.get("standing") == "alternative"
            edits += records.create(kind, values, self._parent(row), id, order if ordered else None)
        return edits

    def _parent(self, row: Mapping[str, Any]) -> UUID:
        """As declared; another source's value of an input hangs below the first value of that input."""
        if "parent" in row:
            return self._ids[row["parent"]]
        if row.get("standing") == "alternative":
            return self._primary(row)
        return self._sample.id

    def _values(self, entity: EntityType, row: Mapping[str, Any]) -> dict[str, Json]:
        values: dict[str, Json] = self._cited(entity, row.get("source"))
        for key, value in row.items():
            if key not in _OWN_KEYS:
                values[key] = self._value(entity, key, value)
        return values

    def _value(self, entity: EntityType, key: str, value: Any) -> Json:
        field = entity.field(key)
        kind = field.kind if field else None
        if kind is FieldKind.REFERENCE:
            return str(self._ids[value])
        if kind is FieldKind.REFERENCES:
            return [str(self._ids[name]) for name in value]
        if kind is FieldKind.VALUE and isinstance(value, list):
            return [[cell or None for cell in row] for row in value]
        return value

    def _cited(self, entity: EntityType, name: str | None) -> dict[str, Json]:
        if name is None:
            return {}
        source = self._sample.sources[name]
        known = ((field, source.get(part)) for field, part in _SOURCE_FIELDS.items() if entity.field(field))
        return {field: value for field, value in known if value}

    def _implied(self, kind: str, row: Mapping[str, Any]) -> dict[str, Json]:
        """What the declaration leaves to convention: grades, the sector of an input, the text proposed on."""
        if kind == "observation":
            implied: dict[str, Json] = {"standing": row.get("standing", "adopted")}
            if "input" in row:
                implied["sector"] = self._sector(row)
            return implied | self._graded(row)
        if kind == SCORE:
            return self._graded(row)
        if kind == "clause":
            return {"plan": str(self._plan_above(row))}
        if kind == "proposal" and row["kind"] != "add":
            clause = self._workspace.get(self._ids[row["parent"]])
            return {"original_heading": clause.get("heading"), "original_text": clause.get("text")}
        return {}

    def _graded(self, row: Mapping[str, Any]) -> dict[str, Json]:
        """The grade of a value with a source, by the kind of source."""
        if "source" not in row or "value" not in row:
            return {}
        return {"grade": self._sample.grades[self._sample.sources[row["source"]]["status"]]}

    def _plan_above(self, row: Mapping[str, Any]) -> UUID:
        clauses = {f"clause/{r['key']}": r for r in self._sample.records["clause"]}
        while row["parent"] in clauses:
            row = clauses[row["parent"]]
        return self._ids[row["parent"]]
