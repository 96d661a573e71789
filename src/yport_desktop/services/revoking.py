"""Keys that are no longer valid: lost, stolen, or their owner left; and from which part on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from yport_desktop.domain.canonical import dumps
from yport_desktop.domain.changes import REVOKED_KEY, Committed, Edit
from yport_desktop.domain.entity import Json
from yport_desktop.domain.key_fields import KEY_STATE, REVOKED, UNCONFIRMED
from yport_desktop.domain.text import N_
from yport_desktop.store.holdings import SegmentLine
from yport_desktop.store.outcomes import CellChange
from yport_desktop.store.said import revocation_in

from .members import Member
from .records import set_values
from .roster import Roster, RosterError
from .workspace import Workspace

_REVOKE = N_("Revoke the key of {name}")
_LIFT = N_("Accept the key of {name} again")
_OWN = N_("This is the key of this laptop. Let a colleague revoke it, or do it from your other laptop.")


class Why(StrEnum):
    """Why a key is revoked."""

    LEFT = "left"  # the person leaves the engagement: what she did stays
    LOST = "lost"  # nobody else can have it
    STOLEN = "stolen"  # somebody else may have signed with it


@dataclass(frozen=True)
class Revoked:
    """A revoked key. `by` and `at` (ms since 1970) say who and when; `aside` parts of hers do not count."""

    member: Member
    why: str
    by: str
    at: int
    aside: int


@dataclass(frozen=True)
class KeyNews:
    """What an import says of a key: revoked, or the revocation taken back.

    `parts` signed with it, which hold `changes`, are here and will not count any more.
    """

    name: str
    revoked: bool
    parts: int = 0
    changes: int = 0

    def say(self, tr: Callable[[str], str]) -> str:
        """In a sentence."""
        if not self.revoked:
            text = tr(N_("The revocation of the key of {name} was taken back."))
        elif not self.parts:
            text = tr(N_("The key of {name} is no longer valid. What is here of it still counts."))
        elif self.parts == 1:
            text = tr(
                N_(
                    "The key of {name} is no longer valid. 1 part signed with it (changes: {changes}) does"
                    " not count any more."
                )
            )
        else:
            text = tr(
                N_(
                    "The key of {name} is no longer valid. {n} parts signed with it (changes: {changes}) do"
                    " not count any more."
                )
            )
        return text.format(name=self.name, n=f"{self.parts:,}", changes=f"{self.changes:,}")


class Revoking:
    """Use cases for one workspace."""

    def __init__(self, workspace: Workspace, roster: Roster) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._roster = roster

    def parts(self, space: UUID, key: bytes) -> list[SegmentLine]:
        """What that key signed and is here, feed by feed: to choose the last good part from."""
        return self._store.keys.segments_by(space, key)

    def revoke(
        self, space: UUID, member: Member, why: Why, last: Mapping[bytes, int] | None = None
    ) -> Committed:
        """Say that a key is no longer valid. It is signed at once, so that it can travel.

        `last` gives per feed the number of the last good part; a feed it does not name has none. None:
        everything that is here now counts. What lies beyond is kept and passed on, and does not count.
        Raises RosterError for the key of this laptop itself.
        """
        if member.is_me:
            raise RosterError(_OWN)
        ends: dict[tuple[bytes, str], SegmentLine] = {}
        for line in self.parts(space, member.key):
            if last is None or line.number <= last.get(line.feed, 0):
                ends[line.feed, line.circle] = line
        value: Json = {
            "key": member.key.hex(),
            "why": why.value,
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "last": [[line.feed.hex(), line.number, line.hash.hex()] for line in ends.values()],
        }
        edits = set_values(member.record, {REVOKED_KEY: value, KEY_STATE: REVOKED})
        return self._say(space, edits, _REVOKE.format(name=member.name))

    def lift(self, space: UUID, member: Member) -> Committed:
        """Take a revocation back: at once if it was one's own, else when a second colleague agrees."""
        edits = set_values(member.record, {REVOKED_KEY: None, KEY_STATE: UNCONFIRMED})
        return self._say(space, edits, _LIFT.format(name=member.name))

    def _say(self, space: UUID, edits: Sequence[Edit], label: str) -> Committed:
        committed = self._workspace.commit(space, edits, label)
        self._workspace.seal(space)
        return committed

    def news(self, space: UUID, changes: Iterable[CellChange]) -> tuple[KeyNews, ...]:
        """What the changes of a rehearsal say of keys."""
        found = []
        for change in changes:
            if change.field != REVOKED_KEY:
                continue
            if said := revocation_in(dumps(change.after)):
                key, last = said
                good = {bytes.fromhex(str(feed)): int(number) for feed, number, _ in last}
                lines = self.parts(space, key)
                bad = [line for line in lines if line.counts and line.number > good.get(line.feed, 0)]
                name = self._roster.name(space, key)
                found.append(KeyNews(name, True, len(bad), sum(line.changes for line in bad)))
            elif said := revocation_in(dumps(change.before)):
                found.append(KeyNews(self._roster.name(space, said[0]), False))
        return tuple(found)

    def revoked(self, space: UUID) -> tuple[Revoked, ...]:
        """The revoked keys of a space."""
        found = []
        for member in self._roster.members(space):
            if not member.revoked:
                continue
            value = self._workspace.get(member.record).get(REVOKED_KEY) or {}
            history = self._workspace.history(member.record, KEY_STATE)
            head = next((e for e in history if e.is_head), None)
            by = self._roster.name(space, head.author or self._workspace.identity.public_key) if head else ""
            aside = sum(not line.counts for line in self.parts(space, member.key))
            why = str(value.get("why", "")) if isinstance(value, dict) else ""
            found.append(Revoked(member, why, by, head.at if head else 0, aside))
        return tuple(found)
