"""What a bundle would bring, read with the names of its records. Plain values only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import DELETED, LIFE, RESERVED
from yport_desktop.domain.entity import Record
from yport_desktop.services.arrivals import Rehearsal, SpaceRehearsal
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.parcels import Parcel
from yport_desktop.services.workspace import Workspace
from yport_desktop.store.outcomes import CellChange
from yport_desktop.ui.pages.exchange.clashes import Clash, describe, title_of

TITLES_SHOWN = 6
CLASHES_SHOWN = 12

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Group:
    """Records of one kind: how many, and what some of them are called."""

    kind: str
    count: int
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpaceNews:
    """What a bundle would do in one space."""

    rehearsal: SpaceRehearsal
    new: tuple[Group, ...]
    changed: tuple[Group, ...]
    deleted: tuple[Group, ...]
    clashes: tuple[Clash, ...]
    keys: tuple[str, ...] = ()  # what it says of keys that are not valid any more, in sentences


@dataclass(frozen=True)
class News:
    """A verified bundle in people's words."""

    rehearsal: Rehearsal
    spaces: tuple[SpaceNews, ...]
    missing: tuple[int, ...] = ()  # parts that are neither in the parcel nor imported before

    @property
    def must_ask(self) -> bool:
        """Whether a person has to accept the sender first."""
        return not self.rehearsal.sender.trusted


def rehearse(workspace: Workspace, exchange: Exchange, parcel: Parcel, tr: Translate) -> News:
    """Verify and rehearse a parcel. Raises BundleError or FileNotRead with a sentence."""
    found = exchange.rehearse(parcel)
    known = [s.space for s in found.spaces if not s.is_new]
    came = {n for s in known for a in exchange.arrivals(s) if a.bundle == parcel.bundle for n in a.parts}
    missing = tuple(n for n in parcel.missing if n not in came)
    return News(found, tuple(_news(workspace, exchange, s, tr) for s in found.spaces), missing)


def _news(workspace: Workspace, exchange: Exchange, found: SpaceRehearsal, tr: Translate) -> SpaceNews:
    after = _records_after(workspace, found)
    torn = {c.record for c in found.conflicts if c.field == LIFE}  # neither deleted nor kept yet
    gone = {c.record for c in found.changes if c.field == LIFE and c.after == DELETED}
    new = {c.record: c.kind for c in found.changes if c.is_new_record}
    changed = {c.record: c.kind for c in found.changes if not c.is_new_record and c.record not in gone}
    deleted = {c.record: c.kind for c in found.changes if c.record in gone - torn and c.record not in new}

    def groups(records: dict[UUID, str]) -> tuple[Group, ...]:
        kinds = dict.fromkeys(records.values())
        return tuple(_group(workspace, k, [i for i in records if records[i] == k], after, tr) for k in kinds)

    fresh = groups(new) if not found.is_new else tuple(Group(k, n) for k, n in found.new_records.items())
    clashes = describe(workspace, found.space, found.conflicts[:CLASHES_SHOWN], tr, after)
    keys = tuple(said.say(tr) for said in exchange.revoking.news(found.space, found.changes))
    return SpaceNews(found, fresh, groups(changed), groups(deleted), clashes, keys)


def _group(
    workspace: Workspace, kind: str, ids: list[UUID], after: dict[UUID, Record], tr: Translate
) -> Group:
    names = (title_of(workspace, after.get(i), tr) for i in ids)
    titles = list(dict.fromkeys(n for n in names if n))
    return Group(kind, len(ids), tuple(titles[:TITLES_SHOWN]))


def _records_after(workspace: Workspace, found: SpaceRehearsal) -> dict[UUID, Record]:
    """The records a bundle speaks of as they would be after it."""
    changes: dict[UUID, list[CellChange]] = {}
    for change in found.changes:
        changes.setdefault(change.record, []).append(change)
    known = workspace.store.read.several(changes)
    return {i: _after(i, found.space, known.get(i), cells) for i, cells in changes.items()}


def _after(record: UUID, space: UUID, known: Record | None, cells: Iterable[CellChange]) -> Record:
    cells = list(cells)
    values = {
        **(known.values if known else {}),
        **{c.field: c.after for c in cells if c.field not in RESERVED},
    }
    return Record(record, space, known.kind if known else cells[0].kind, values=values)
