"""Whose segments count: revoked keys, moles, people who revoke each other; changed keys and two laptops."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.changes import Committed
from yport_desktop.services.members import Member
from yport_desktop.services.revoking import Why
from yport_desktop.services.roster import Me, RosterError

from .laptop import Laptop, finding, meet

NAMES = ("Aya", "Ben", "Chika", "Dan", "Eva")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in NAMES]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    """Aya founded it; Ben, Chika and Dan are on the roster by her. Eva is a stranger."""
    aya, space = laptops[0], uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:4]:
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    path = aya.send(space, *laptops[1:4])
    for other in laptops[1:4]:
        other.exchange.import_bundle(path, accept_sender=True)
    return space


def member(laptop: Laptop, space: UUID, of: Laptop) -> Member:
    found = laptop.exchange.roster.member(space, of.identity.public_key)
    assert found is not None
    return found


def headings(laptop: Laptop, space: UUID) -> set[str]:
    return {str(r.get("heading")) for r in laptop.desk.records(space, "finding")}


def everybody_gets(space: UUID, bundles: Sequence[tuple[Laptop, Path]], readers: Sequence[Laptop]) -> None:
    """Each reader imports the bundles in another order."""
    orders = list(permutations(bundles))
    for n, reader in enumerate(readers):
        for sender, path in orders[n * 5 % len(orders)]:
            if sender is not reader:
                reader.exchange.import_bundle(path)
    states = {reader.state(space) for reader in readers}
    assert len(states) == 1


def test_what_was_signed_after_the_last_good_part_does_not_count(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, dan, _ = laptops
    finding(ben, cebu, "Good")
    good = ben.send(cebu, aya, chika, dan)
    aya.exchange.import_bundle(good)
    finding(ben, cebu, "By the thief")
    bad = ben.send(cebu, aya, chika, dan)
    chika.exchange.import_bundle(bad)  # it counted here until the word came round
    assert headings(chika, cebu) == {"Good", "By the thief"}
    heard: list[Committed] = []
    chika.desk.subscribe(heard.append)
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.STOLEN)
    word = aya.send(cebu, chika, dan)
    (entry,) = chika.exchange.rehearse(word).spaces
    (news,) = chika.exchange.revoking.news(cebu, entry.changes)
    assert (news.name, news.revoked, news.parts) == ("Ben", True, 1) and news.changes >= 3
    assert news.say(str).startswith("The key of Ben is no longer valid. 1 part signed with it")
    chika.exchange.import_bundle(word)
    assert headings(chika, cebu) == {"Good"}
    assert any(t.kind == "finding" for c in heard for t in c.touched)
    dan.exchange.import_bundle(word)
    dan.exchange.import_bundle(bad)
    assert headings(dan, cebu) == {"Good"} and dan.state(cebu) == chika.state(cebu)
    (revoked,) = dan.exchange.revoking.revoked(cebu)
    assert (revoked.member.name, revoked.why, revoked.by, revoked.aside) == ("Ben", "stolen", "Aya", 1)
    assert ben.identity.public_key not in {m.key for m in dan.exchange.colleagues(cebu)}
    # kept and passed on: nothing is lost
    aya.exchange.import_bundle(dan.send(cebu, aya))
    assert aya.state(cebu) == dan.state(cebu) and aya.store.waiting(cebu)[0] == 1
    assert aya.store.check(None).sound


def test_whoever_revoked_takes_it_back_or_two_others_do(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, dan, _ = laptops
    finding(ben, cebu, "Early")
    chika.exchange.import_bundle(ben.send(cebu, chika))
    finding(ben, cebu, "Late")
    late = ben.send(cebu, aya, chika, dan)
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.LOST)  # Aya holds nothing of Ben yet
    for other in (chika, dan):
        other.exchange.import_bundle(aya.send(cebu, other))
        other.exchange.import_bundle(late)
        assert headings(other, cebu) == set()
    chika.exchange.revoking.lift(cebu, member(chika, cebu, ben))
    assert headings(chika, cebu) == set()  # one voice against one
    dan.exchange.import_bundle(chika.send(cebu, dan))
    dan.exchange.revoking.lift(cebu, member(dan, cebu, ben))
    assert headings(dan, cebu) == {"Early", "Late"}
    for other in (aya, chika):
        other.exchange.import_bundle(dan.send(cebu, other, everything=True))
        assert headings(other, cebu) == {"Early", "Late"} and other.state(cebu) == dan.state(cebu)
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.LOST, {})
    assert headings(aya, cebu) == set()
    aya.exchange.revoking.lift(cebu, member(aya, cebu, ben))
    assert headings(aya, cebu) == {"Early", "Late"} and aya.store.check(None).sound


def test_an_advisor_leaves_and_what_she_did_stays(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, _, _ = laptops
    finding(ben, cebu, "Ben's work")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.LEFT)
    chika.exchange.import_bundle(aya.send(cebu, chika))
    assert headings(aya, cebu) == headings(chika, cebu) == {"Ben's work"}
    assert "Ben" not in {m.name for m in chika.exchange.colleagues(cebu)}
    assert chika.exchange.roster.name(cebu, ben.identity.public_key) == "Ben"
    with pytest.raises(RosterError, match="this laptop"):
        aya.exchange.revoking.revoke(cebu, member(aya, cebu, aya), Why.LEFT)


def test_a_thief_brings_in_a_mole_and_revokes_the_honest(laptops: list[Laptop], cebu: UUID) -> None:
    """Whatever the order: Ben's thief enrols Eva, both revoke Chika; Chika and Dan revoke Ben."""
    aya, ben, chika, dan, eva = laptops
    finding(chika, cebu, "Honest")
    honest = chika.send(cebu, aya, ben, dan)
    ben.exchange.import_bundle(honest)
    ben.exchange.add_to_roster(cebu, ben.exchange.read_card(eva.exchange.my_card()))
    eva.exchange.import_bundle(ben.send(cebu, eva), accept_sender=True)
    for thief in (ben, eva):
        thief.exchange.revoking.revoke(cebu, member(thief, cebu, chika), Why.STOLEN, {})
    finding(eva, cebu, "Mole")
    ben.exchange.import_bundle(eva.send(cebu, ben))
    attack = ben.send(cebu, aya, dan)  # on Ben's roster Chika is no more
    chika.exchange.revoking.revoke(cebu, member(chika, cebu, ben), Why.STOLEN)
    defence = chika.send(cebu, aya, dan)
    dan.exchange.revoking.revoke(cebu, member(dan, cebu, ben), Why.STOLEN)
    second = dan.send(cebu, aya, chika)
    everybody_gets(cebu, [(ben, attack), (chika, defence), (dan, second)], (aya, dan))
    chika.exchange.import_bundle(aya.send(cebu, chika, everything=True))
    assert chika.state(cebu) == aya.state(cebu)
    for laptop in (aya, chika, dan):
        assert headings(laptop, cebu) == {"Honest"}
        assert eva.identity.public_key not in laptop.store.trusted(cebu)


def test_between_two_who_revoke_each_other_the_founder_prevails(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, dan, _ = laptops
    finding(ben, cebu, "Ben")
    finding(aya, cebu, "Aya")
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.STOLEN)
    ben.exchange.revoking.revoke(cebu, member(ben, cebu, aya), Why.STOLEN)
    bundles = [(aya, aya.send(cebu, chika, dan)), (ben, ben.send(cebu, chika, dan))]
    everybody_gets(cebu, bundles, (chika, dan))
    assert headings(chika, cebu) == {"Aya"}
    aya.exchange.import_bundle(dan.send(cebu, aya))
    assert aya.state(cebu) == dan.state(cebu)


def test_a_person_with_two_laptops(laptops: list[Laptop], cebu: UUID) -> None:
    aya, _, chika, _, eva = laptops
    eva.exchange.introduce(Me("Chika", "chika@example.org"))
    card = aya.exchange.read_card(eva.exchange.my_card())
    listed = aya.exchange.roster.listed(cebu, card)
    assert listed is not None and listed.get("name") == "Chika"
    aya.exchange.add_to_roster(cebu, card)
    found = [m for m in aya.exchange.colleagues(cebu) if m.name == "Chika"]
    assert [bool(m.laptop) for m in found] == [False, True]
    assert found[0].key == chika.identity.public_key and found[1].key == eva.identity.public_key
    path = aya.send(cebu, chika, eva)
    chika.exchange.import_bundle(path)
    eva.exchange.import_bundle(path, accept_sender=True)
    finding(eva, cebu, "From the second laptop")
    chika.exchange.import_bundle(eva.send(cebu, chika))
    assert chika.state(cebu) == eva.state(cebu)
    assert chika.exchange.roster.name(cebu, eva.identity.public_key) == "Chika"
    assert len(chika.desk.records(cebu, "person")) == 4


def test_a_changed_key_is_vouched_for(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, dan, eva = laptops
    eva.exchange.introduce(Me("Ben", "ben@example.org"))
    card = aya.exchange.read_card(eva.exchange.my_card())
    record = member(aya, cebu, ben).record
    aya.exchange.roster.change_key(cebu, record, card, confirmed=True)
    changed = member(aya, cebu, eva)
    assert changed.changed is not None and not changed.confirmed and changed.changed.voices == 1
    chika.exchange.import_bundle(aya.send(cebu, chika))
    chika.exchange.roster.confirm(cebu, member(chika, cebu, eva))
    assert member(chika, cebu, eva).confirmed
    aya.exchange.import_bundle(chika.send(cebu, aya))
    assert member(aya, cebu, eva).confirmed and member(aya, cebu, eva).name == "Ben"
    # signed with the old key it needs nobody else
    dan.exchange.import_bundle(ben.send(cebu, dan))
    ben.exchange.roster.change_key(cebu, record, ben.exchange.read_card(laptops[4].exchange.my_card()), True)
    assert member(ben, cebu, eva).confirmed


def test_a_newcomer_gets_everything(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika, _, eva = laptops
    meet(laptops[:3], cebu)
    finding(ben, cebu, "Before Eva came")
    chika.exchange.import_bundle(ben.send(cebu, chika))
    chika.exchange.add_to_roster(cebu, chika.exchange.read_card(eva.exchange.my_card()), True)
    eva.exchange.import_bundle(chika.send(cebu, eva), accept_sender=True)
    assert eva.state(cebu) == chika.state(cebu) and headings(eva, cebu) == {"Before Eva came"}
    assert aya.identity.public_key in eva.store.trusted(cebu)


def test_a_revocation_that_is_undone_redone_and_undone_is_lifted_for_all(
    laptops: list[Laptop], cebu: UUID
) -> None:
    aya, ben, chika, _, _ = laptops
    finding(ben, cebu, "Ben's work")
    for other in (aya, chika):
        other.exchange.import_bundle(ben.send(cebu, other))
    aya.exchange.revoking.revoke(cebu, member(aya, cebu, ben), Why.STOLEN, {})
    assert headings(aya, cebu) == set()
    aya.desk.undo()
    aya.desk.redo()
    aya.desk.undo()
    assert headings(aya, cebu) == {"Ben's work"} and aya.store.check(None).sound
    chika.exchange.import_bundle(aya.send(cebu, chika))
    assert headings(chika, cebu) == {"Ben's work"} and chika.state(cebu) == aya.state(cebu)
