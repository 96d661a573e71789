"""The rehearsal foresees conflicts that no field shows: rings, and what hangs under something deleted."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.services.arrivals import SpaceRehearsal
from yport_desktop.services.conflicts import count
from yport_desktop.services.records import create, delete, move

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


def as_foreseen(reader: Laptop, space: UUID, path: Path) -> SpaceRehearsal:
    """What the rehearsal says; nothing of it stays, and the import then says the same."""
    before, state = count(reader.desk, space), reader.state(space)
    rehearsal = reader.exchange.rehearse(path)
    (found,) = rehearsal.spaces
    assert (count(reader.desk, space), reader.state(space)) == (before, state)
    (done,) = reader.exchange.import_bundle(rehearsal).spaces
    assert count(reader.desk, space) - before == found.clashes and done.conflicts == before + found.clashes
    return found


def test_a_ring_is_foreseen(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    a, b = finding(aya, cebu, "Collection"), finding(aya, cebu, "Finance")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    aya.desk.commit(cebu, move(a, b, "01a"))
    ben.desk.commit(cebu, move(b, a, "01b"))
    assert as_foreseen(aya, cebu, ben.send(cebu, aya)).misplaced == 1
    # the ring that is there already is no news
    ben.set(cebu, finding(ben, cebu, "Later"), text="Not about it")
    assert as_foreseen(aya, cebu, ben.send(cebu, aya)).misplaced == 0


@pytest.mark.parametrize("reader_deletes", [True, False])
def test_what_hangs_under_something_deleted_is_foreseen(
    laptops: list[Laptop], cebu: UUID, reader_deletes: bool
) -> None:
    aya, ben, _ = laptops
    above = finding(aya, cebu, "Collection")
    ben.exchange.import_bundle(aya.send(cebu, ben))
    deleter, writer = (aya, ben) if reader_deletes else (ben, aya)
    deleter.desk.commit(cebu, delete(above))
    writer.desk.commit(cebu, create("evidence", {"kind": "interview", "quote": "Told"}, parent=above))
    found = as_foreseen(aya, cebu, ben.send(cebu, aya))
    assert (found.misplaced, found.conflicts) == (1, ())
