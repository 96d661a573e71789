"""The people of a space who sign and receive: person records with keys."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import SIGNING_KEY, Committed
from yport_desktop.domain.entity import Record
from yport_desktop.domain.errors import YportError
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import ContactCard, printable
from yport_desktop.exchange.manifest import Party
from yport_desktop.exchange.words import fingerprint_words

from .records import create, set_values
from .workspace import Workspace

PERSON = "person"
RECEIVING_KEY = "receiving_key"
KEY_STATE = "key_state"
KEPT_BACK = "kept_back"
CONFIRMED, UNCONFIRMED, REVOKED = "confirmed", "unconfirmed", "revoked"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ME = "me"
_ADD = N_("Add {name} to the roster")


class RosterError(YportError):
    """The choice of recipients cannot be carried out."""

    sentence = N_("Choose at least one person to send to.")


@dataclass(frozen=True)
class Me:
    """How the person at this desk is named in bundles, cards and on rosters."""

    name: str
    email: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody on the roster. `words` are compared by voice; `confirmed` says that it was done."""

    record: UUID
    name: str
    email: str
    key: bytes
    receiving_key: str
    confirmed: bool
    revoked: bool
    is_me: bool
    leave_out: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The fingerprint words of the signing key."""
        return fingerprint_words(self.key)

    @property
    def party(self) -> Party:
        """The entry of this person in a manifest."""
        return Party(self.key, self.receiving_key, self.name, self.email)


class Roster:
    """Reading and extending the rosters of the spaces."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def members(self, space: UUID) -> tuple[Member, ...]:
        """All living persons with a signing key, in the order of the records."""
        mine = self._workspace.identity.public_key
        found = [_member(r, mine) for r in self._workspace.records(space, PERSON)]
        return tuple(m for m in found if m is not None)

    def colleagues(self, space: UUID) -> tuple[Member, ...]:
        """Those a bundle can go to: everybody but oneself and those whose key was revoked."""
        return tuple(m for m in self.members(space) if not m.is_me and not m.revoked)

    def member(self, space: UUID, key: bytes) -> Member | None:
        """The person with that key, None if the roster has none."""
        return next((m for m in self.members(space) if m.key == key), None)

    def known_elsewhere(self, key: bytes) -> Member | None:
        """The person with that key on the roster of any space here."""
        for space in self._workspace.store.spaces():
            if member := self.member(space.id, key):
                return member
        return None

    def name(self, space: UUID, key: bytes) -> str:
        """The name of the person with that key, or the fingerprint words of an unknown one."""
        member = self.member(space, key) or self.known_elsewhere(key)
        return member.name if member else fingerprint_words(key)

    def chosen(self, space: UUID, keys: Sequence[bytes]) -> tuple[Member, ...]:
        """The members with these keys. Raises RosterError for none, or for somebody unknown."""
        members = {m.key: m for m in self.colleagues(space)}
        if not keys:
            raise RosterError()
        for key in keys:
            if key not in members:
                raise RosterError(
                    N_("{name} is not on the roster, or the key was revoked."), name=self.name(space, key)
                )
        return tuple(members[key] for key in dict.fromkeys(keys))

    def add(self, space: UUID, card: ContactCard, confirmed: bool = False) -> Committed:
        """Put the holder of a contact card on the roster, or renew her keys there.

        A person who is listed already by email, or by the very same name, gets the keys; so
        nobody stands twice.
        """
        values = {
            "name": card.name,
            "email": card.email if _EMAIL.fullmatch(card.email) else None,
            SIGNING_KEY: card.signing_key.hex(),
            RECEIVING_KEY: card.receiving_key,
            KEY_STATE: CONFIRMED if confirmed else UNCONFIRMED,
        }
        listed = self._listed(space, card)
        if listed is None:
            edits = create(PERSON, values, parent=space)
        else:
            changed = {k: v for k, v in values.items() if v is not None and listed.values.get(k) != v}
            edits = set_values(listed.id, changed)
        return self._workspace.commit(space, edits, _ADD.format(name=card.name))

    @property
    def me(self) -> Me:
        """How the person at this desk is named; empty until she said so."""
        note = self._workspace.store.note(_ME)
        return Me(**json.loads(note)) if note else Me("")

    def introduce(self, me: Me) -> None:
        """Keep the name of the person at this desk, and correct it on the rosters she stands on."""
        self._workspace.store.set_note(_ME, json.dumps({"name": me.name, "email": me.email}))
        for space in self._workspace.store.spaces():
            listed = self.member(space.id, self._workspace.identity.public_key)
            if listed and (listed.name, listed.email) != (me.name, me.email):
                self.enrol_me(space.id, renew=True)

    def enrol_me(self, space: UUID, renew: bool = False) -> Member:
        """The entry of this installation on the roster, made if it is missing."""
        identity, me = self._workspace.identity, self.me
        member = self.member(space, identity.public_key)
        if member is None or renew:
            card = ContactCard(
                printable(me.name, 200) or identity.words,
                me.email,
                identity.public_key,
                identity.receiving_key,
            )
            self.add(space, card, confirmed=True)
            member = self.member(space, identity.public_key)
        if member is None:
            raise RosterError(N_("Your own entry on the roster could not be written."))
        return member

    def set_leave_out(self, space: UUID, member: Member, circles: Collection[str]) -> Committed:
        """What bundles for that person leave out from now on."""
        edits = set_values(member.record, {KEPT_BACK: sorted(circles) or None})
        return self._workspace.commit(space, edits, N_("Change what {name} is sent").format(name=member.name))

    def _listed(self, space: UUID, card: ContactCard) -> Record | None:
        """The record of that person, if it is there: by key, by email, or by name without a key."""
        people = self._workspace.records(space, PERSON)
        key = card.signing_key.hex()
        tests = (
            lambda r: r.get(SIGNING_KEY) == key,
            lambda r: bool(card.email) and str(r.get("email", "")).casefold() == card.email.casefold(),
            lambda r: not r.get(SIGNING_KEY) and r.get("name") == card.name,
        )
        return next((r for test in tests for r in people if test(r)), None)


def _member(record: Record, mine: bytes) -> Member | None:
    try:
        key = bytes.fromhex(str(record.get(SIGNING_KEY, "")))
    except ValueError:
        return None
    if len(key) != 32:
        return None
    state = record.get(KEY_STATE)
    return Member(
        record.id,
        str(record.get("name", "")),
        str(record.get("email", "")),
        key,
        str(record.get(RECEIVING_KEY, "")),
        state == CONFIRMED or key == mine,
        state == REVOKED,
        key == mine,
        frozenset(c for c in record.get(KEPT_BACK) or () if isinstance(c, str)),
    )
