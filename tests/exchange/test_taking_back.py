"""One import is taken back later: what it wrote goes, what came after stays, and all agree."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.errors import NotFound
from yport_desktop.services.conflicts import count, inbox, keep, settle, settle_value
from yport_desktop.services.records import create, delete

from .laptop import Laptop, finding, meet


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Laptop]]:
    made = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika")]
    yield made
    for laptop in made:
        laptop.desk.close()


@pytest.fixture
def cebu(laptops: list[Laptop]) -> UUID:
    aya, space = laptops[0], uuid4()
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:]:
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    meet(laptops, space)
    return space


def headings(laptop: Laptop, space: UUID) -> dict[UUID, str]:
    return {r.id: str(r.get("heading")) for r in laptop.desk.records(space, "finding")}


def test_values_records_and_deletions_come_back(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    changed, later, doomed = (finding(aya, cebu, name) for name in ("Changed", "Later", "Doomed"))
    ben.exchange.import_bundle(aya.send(cebu, ben))
    before = headings(aya, cebu)
    ben.set(cebu, changed, heading="By Ben", text="new")
    ben.set(cebu, changed, heading="By Ben again")
    ben.set(cebu, later, heading="By Ben")
    ben.desk.commit(cebu, delete(doomed))
    made, worked_on = finding(ben, cebu, "Made"), finding(ben, cebu, "Worked on")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    aya.set(cebu, later, heading="After the import")
    aya.set(cebu, worked_on, text="Aya's own words")
    number = aya.exchange.arrivals(cebu)[0].number
    told = aya.exchange.preview_take_back(cebu, number)
    assert headings(aya, cebu)[changed] == "By Ben again"
    assert aya.exchange.take_back(cebu, number) == told
    assert told.kept == (worked_on,) and told.deleted == 1
    found = headings(aya, cebu)
    assert found == {
        **before,
        later: "After the import",
        worked_on: "Worked on",
    }
    assert aya.desk.get(changed).get("text") is None and aya.desk.get(made).deleted
    assert aya.exchange.arrivals(cebu)[0].taken_back > 0
    # nothing left to take back; the same file again changes nothing; the others follow
    assert aya.exchange.preview_take_back(cebu, number).cells == 0
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert ben.state(cebu) == aya.state(cebu) and headings(ben, cebu) == found
    assert ben.desk.conflicts(cebu) == ()


def test_a_conflict_that_came_with_it_goes_with_it(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    record = finding(aya, cebu, "Shared")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.set(cebu, record, heading="Aya")
    ben.set(cebu, record, heading="Ben")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert len(aya.desk.conflicts(cebu)) == 1
    aya.exchange.take_back(cebu, aya.exchange.arrivals(cebu)[0].number)
    assert aya.desk.conflicts(cebu) == () and aya.desk.get(record).get("heading") == "Aya"


def test_it_is_undone_like_anything_else(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    record = finding(ben, cebu, "Made")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    aya.exchange.take_back(cebu, aya.exchange.arrivals(cebu)[0].number)
    assert aya.desk.get(record).deleted and aya.exchange.arrivals(cebu)[0].taken_back > 0
    aya.desk.undo()
    assert not aya.desk.get(record).deleted and aya.exchange.arrivals(cebu)[0].taken_back == 0
    aya.desk.redo()
    assert aya.desk.get(record).deleted and aya.exchange.arrivals(cebu)[0].taken_back > 0
    aya.desk.undo()
    assert not aya.desk.get(record).deleted and aya.exchange.arrivals(cebu)[0].taken_back == 0
    assert aya.store.check(None).sound
    with pytest.raises(NotFound):
        aya.exchange.take_back(cebu, 999)


def test_two_imports_that_build_on_each_other(laptops: list[Laptop], cebu: UUID) -> None:
    """Taking back the earlier one leaves what the later one says."""
    aya, ben, _ = laptops
    record = finding(aya, cebu, "Zero")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    ben.set(cebu, record, heading="One", text="first")
    aya.exchange.import_bundle(ben.send(cebu, aya))
    ben.set(cebu, record, heading="Two")
    ben.desk.commit(cebu, create("finding", {"heading": "x"}, parent=cebu))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    second, first = (a.number for a in aya.exchange.arrivals(cebu)[:2])
    aya.exchange.take_back(cebu, first)
    assert aya.desk.get(record).get("heading") == "Two" and aya.desk.get(record).get("text") is None
    aya.exchange.take_back(cebu, second)
    assert aya.desk.get(record).get("heading") == "One"


def test_the_first_import_leaves_the_engagement_and_its_people(laptops: list[Laptop], cebu: UUID) -> None:
    _, ben, _ = laptops
    arrivals = ben.exchange.arrivals(cebu)
    ben.exchange.take_back(cebu, arrivals[-1].number)
    assert [s.name for s in ben.desk.spaces()] == ["Metro Cebu"]
    assert {m.name for m in ben.exchange.colleagues(cebu)} == {"Aya", "Chika"}


def test_a_conflict_among_others_is_not_settled_by_it(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, chika = laptops
    record = finding(aya, cebu, "Gate")
    aya.set(cebu, record, text="Base")
    for other in (ben, chika):
        other.exchange.import_bundle(aya.send(cebu, other))
    for laptop in laptops:
        laptop.set(cebu, record, text=laptop.name)
    aya.exchange.import_bundle(ben.send(cebu, aya))
    aya.exchange.import_bundle(chika.send(cebu, aya))
    aya.exchange.take_back(cebu, aya.exchange.arrivals(cebu)[0].number)
    (conflict,) = aya.desk.conflicts(cebu)
    assert {"Aya", "Ben"} <= {h.value for h in conflict.heads}


def test_a_conflict_that_it_settled_is_open_again(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    record = finding(aya, cebu, "Shared")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.set(cebu, record, heading="Aya")
    ben.set(cebu, record, heading="Ben")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    settle_value(ben.desk, cebu, record, "heading", "Ben")
    assert count(aya.desk, cebu) == 1
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert count(aya.desk, cebu) == 0
    aya.exchange.take_back(cebu, aya.exchange.arrivals(cebu)[0].number)
    assert count(aya.desk, cebu) == 1


@pytest.mark.parametrize("place", [0, 1])
def test_a_deletion_that_it_settled_is_in_question_again(
    laptops: list[Laptop], cebu: UUID, place: int
) -> None:
    aya, ben, _ = laptops
    record = finding(aya, cebu, "Shared")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.set(cebu, record, heading="Aya")
    ben.desk.commit(cebu, delete(record))
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.exchange.import_bundle(ben.send(cebu, aya))
    (clash,) = inbox(ben.desk, cebu).clashes
    settle(ben.desk, cebu, [keep(clash, place)])
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert count(aya.desk, cebu) == 0
    aya.exchange.take_back(cebu, aya.exchange.arrivals(cebu)[0].number)
    assert count(aya.desk, cebu) == 1
    aya.desk.undo()
    assert count(aya.desk, cebu) == 0
