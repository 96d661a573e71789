"""The people of a space who sign and receive: person records with keys."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from yport_desktop.domain.changes import SIGNING_KEY, Committed, Edit
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import YportError
from yport_desktop.domain.key_fields import CONFIRMED, KEY_STATE, RECEIVING_KEY, UNCONFIRMED
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import ContactCard, printable
from yport_desktop.exchange.words import fingerprint_words

from .members import KEPT_BACK, OTHER_LAPTOP, PERSON, Member, member_of
from .records import create, set_values
from .workspace import Workspace

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ME = "me"
_ADD = N_("Add {name} to the roster")
_LAPTOP = N_("Add a laptop of {name}")
_CHANGE = N_("Change the key of {name}")
_COMPARED = N_("Words compared")


class RosterError(YportError):
    """The choice of recipients cannot be carried out."""

    sentence = N_("Choose at least one person to send to.")


@dataclass(frozen=True)
class Me:
    """How the person at this desk is named in bundles, cards and on rosters."""

    name: str
    email: str = ""


class Roster:
    """Reading and extending the rosters of the spaces."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def members(self, space: UUID) -> tuple[Member, ...]:
        """All keys of living persons, in the order of the records: each laptop of a person is one."""
        mine, store = self._workspace.identity.public_key, self._workspace.store
        laptops: dict[UUID | None, list[Record]] = {}
        for record in self._workspace.records(space, OTHER_LAPTOP):
            laptops.setdefault(record.parent, []).append(record)
        found = [
            member_of(person, holder, mine, store)
            for person in self._workspace.records(space, PERSON)
            for holder in (person, *laptops.get(person.id, ()))
        ]
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
        """The name of the person with that key, also a former one, or the words of an unknown one."""
        member = self.member(space, key) or self.known_elsewhere(key)
        if member:
            return member.name
        return self._workspace.author_name(space, key) or fingerprint_words(key)

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

    def listed(self, space: UUID, card: ContactCard) -> Record | None:
        """The person a card seems to belong to, who stands on the roster with another key; else None."""
        found = self._listed(space, card)
        if found is None or not found.get(SIGNING_KEY) or self.member(space, card.signing_key):
            return None
        return found

    def add(self, space: UUID, card: ContactCard, confirmed: bool = False) -> Committed:
        """Put the holder of a contact card on the roster, or renew what it says of her.

        Nobody stands twice: of a person who is listed already, by email or by the very same name, the
        card becomes another laptop. Her first key stays as it is; `change_key` replaces it.
        """
        edits, label = self._adding(space, card, confirmed)
        return self._workspace.commit(space, edits, label)

    def _adding(self, space: UUID, card: ContactCard, confirmed: bool) -> tuple[list[Edit], str]:
        """What `add` writes, and what it is called."""
        known = self.member(space, card.signing_key)
        listed = self._workspace.get(known.person) if known else self._listed(space, card)
        label = _ADD.format(name=card.name)
        if listed is None:
            return create(PERSON, {**_names(card), **_keys(card, confirmed)}, parent=space), label
        if known is None and listed.get(SIGNING_KEY):
            return _laptop(listed.id, card, confirmed), _LAPTOP.format(name=card.name)
        holder = self._workspace.get(known.record) if known else listed
        wanted = {holder.id: _keys(card, confirmed)}
        wanted[listed.id] = {**_names(card), **wanted.get(listed.id, {})}
        edits = [
            Edit(record, key, value)
            for record, values in wanted.items()
            for key, value in values.items()
            if value is not None and self._workspace.get(record).values.get(key) != value
        ]
        return edits, label

    def add_laptop(
        self, space: UUID, person: UUID, card: ContactCard, confirmed: bool = False, name: str = ""
    ) -> Committed:
        """Another laptop of a person who is on the roster."""
        edits = _laptop(person, card, confirmed, name)
        return self._workspace.commit(space, edits, _LAPTOP.format(name=card.name))

    def change_key(self, space: UUID, record: UUID, card: ContactCard, confirmed: bool = False) -> Committed:
        """Another key in the place of one that was lost or changed.

        It counts as verified when it was signed with the old one, or when two colleagues compared its
        words. What was signed with the old key stays; `Revoking` says up to where it is to count.
        """
        edits = set_values(record, _keys(card, confirmed))
        return self._workspace.commit(space, edits, _CHANGE.format(name=card.name))

    def confirm(self, space: UUID, member: Member) -> Committed:
        """The person at this desk compared the words of a member. A second voice is a change as well."""
        return self._workspace.commit(space, set_values(member.record, {KEY_STATE: CONFIRMED}), _COMPARED)

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
        mine = self._workspace.identity.public_key
        member = self.member(space, mine)
        if member is None or renew:
            self.add(space, self._my_card(), confirmed=True)
            member = self.member(space, mine)
        if member is None:
            raise RosterError(N_("Your own entry on the roster could not be written."))
        return member

    def enrolling_me(self, space: UUID) -> Sequence[Edit]:
        """What `enrol_me` would write; nothing where this installation stands on the roster."""
        if self.member(space, self._workspace.identity.public_key):
            return ()
        edits, _ = self._adding(space, self._my_card(), confirmed=True)
        return self._workspace.circles.stamped(edits)

    def _my_card(self) -> ContactCard:
        identity, me = self._workspace.identity, self.me
        name = printable(me.name, 200) or identity.words
        return ContactCard(name, me.email, identity.public_key, identity.receiving_key)

    def set_leave_out(self, space: UUID, member: Member, circles: Collection[str]) -> Committed:
        """What bundles for that person leave out from now on."""
        edits = set_values(member.person, {KEPT_BACK: sorted(circles) or None})
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


def _names(card: ContactCard) -> dict[str, Json]:
    return {"name": card.name, "email": card.email if _EMAIL.fullmatch(card.email) else None}


def _laptop(person: UUID, card: ContactCard, confirmed: bool, name: str = "") -> list[Edit]:
    """Another laptop of that person, called by the first of its words where it has no name."""
    values = {"name": name or "-".join(card.words.split("-")[:2]), **_keys(card, confirmed)}
    return create(OTHER_LAPTOP, values, parent=person)


def _keys(card: ContactCard, confirmed: bool) -> dict[str, Json]:
    return {
        SIGNING_KEY: card.signing_key.hex(),
        RECEIVING_KEY: card.receiving_key,
        KEY_STATE: CONFIRMED if confirmed else UNCONFIRMED,
    }
