"""Members of a roster: the keys of persons, each laptop one, and what is known of them."""

from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import SIGNING_KEY
from yport_desktop.domain.entity import Record
from yport_desktop.domain.key_fields import CONFIRMED, KEY_STATE, RECEIVING_KEY, REVOKED
from yport_desktop.exchange.manifest import Party
from yport_desktop.exchange.words import fingerprint_words
from yport_desktop.store import Store

PERSON, OTHER_LAPTOP = "person", "other_laptop"
KEPT_BACK = "kept_back"
VOICES = 2


@dataclass(frozen=True)
class Change:
    """A key that took the place of another: signed with the old one, or how many compared its words."""

    signed_by_old: bool
    voices: int

    @property
    def stands(self) -> bool:
        """Whether it is vouched for well enough to call the person verified."""
        return self.signed_by_old or self.voices >= VOICES


@dataclass(frozen=True)
class Member:
    """Somebody on the roster with one key. `words` are compared by voice; `confirmed` says that it was done.

    `record` holds the key: the `person` herself, or one of her other laptops, which `laptop` names.
    `leave_out` names the circles that she is not sent. `changed` is set if the key replaced another.
    """

    record: UUID
    person: UUID
    name: str
    email: str
    key: bytes
    receiving_key: str
    confirmed: bool
    revoked: bool
    is_me: bool
    leave_out: frozenset[str] = frozenset()
    laptop: str = ""
    language: str = ""
    changed: Change | None = None

    @property
    def words(self) -> str:
        """The fingerprint words of the signing key."""
        return fingerprint_words(self.key)

    @property
    def party(self) -> Party:
        """The entry of this person in a manifest."""
        return Party(self.key, self.receiving_key, self.name, self.email)


def member_of(person: Record, holder: Record, mine: bytes, store: Store) -> Member | None:
    """The member whose key stands in `holder`: the person's record, or that of a laptop of hers."""
    try:
        key = bytes.fromhex(str(holder.get(SIGNING_KEY, "")))
    except ValueError:
        return None
    if len(key) != 32:
        return None
    state = holder.get(KEY_STATE)
    changed = _changed(holder.id, key, store)
    return Member(
        holder.id,
        person.id,
        str(person.get("name", "")),
        str(person.get("email", "")),
        key,
        str(holder.get(RECEIVING_KEY, "")),
        key == mine or (state == CONFIRMED and (changed is None or changed.stands)),
        state == REVOKED,
        key == mine,
        frozenset(c for c in person.get(KEPT_BACK) or () if isinstance(c, str)),
        str(holder.get("name", "")) if holder is not person else "",
        str(person.get("language", "")),
        changed,
    )


def _changed(record: UUID, key: bytes, store: Store) -> Change | None:
    """How a key came into the place of another; None for a first key."""
    said = store.keys.keys_said(record)
    earlier = {k for k, _ in said} - {key}
    if not earlier:
        return None
    writers = {author for k, author in said if k == key}
    if writers & earlier:
        return Change(True, 0)
    history = store.read.history(record, KEY_STATE)
    since = min((e.at for e in store.read.history(record, SIGNING_KEY) if e.value == key.hex()), default=0)
    voices = {e.author for e in history if e.value == CONFIRMED and e.at >= since} - earlier
    return Change(False, len(voices))
