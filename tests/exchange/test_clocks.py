"""Time is for people: a clock that is ten years out keeps nothing from anybody."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from yport_desktop.exchange.bundle import Item, write_bundle
from yport_desktop.exchange.opening import read_bundle

from .laptop import Laptop, finding, meet


def dated(laptop: Laptop, path: Path, written: str) -> Path:
    """The bundle as that laptop writes it with such a clock."""
    with read_bundle(path, laptop.identity) as bundle:
        manifest = replace(bundle.manifest, written=written)
        items = [Item(i.head, partial(bytes, bundle.read(i))) for i in bundle.items]
    with path.open("wb") as file:
        write_bundle(file, manifest, items, laptop.identity)
    return path


@pytest.fixture
def space() -> UUID:
    return uuid4()


def test_a_restored_laptop_whose_clock_is_behind_gets_the_rest(tmp_path: Path, space: UUID) -> None:
    """Ben had all; his disk and his clock were set back. He writes nothing of his own and asks again."""
    laptops = aya, ben, chika = [Laptop(name, tmp_path / name) for name in ("Aya", "Ben", "Chika")]
    aya.desk.new_space({"name": "Metro Cebu"}, space)
    for other in laptops[1:]:
        aya.exchange.add_to_roster(space, aya.exchange.read_card(other.exchange.my_card()))
    meet(laptops, space)
    backup = ben.desk.back_up("by hand")
    finding(aya, space, "After the backup")
    ben.exchange.import_bundle(aya.send(space, ben))
    aya.exchange.import_bundle(dated(ben, ben.send(space, aya), "2036-02-19T09:30:00Z"))
    ben.desk.close()
    ben.store.backups.restore(backup.path.name)
    ben = Laptop("Ben", ben.folder)
    assert ben.desk.records(space, "finding") == ()
    aya.exchange.import_bundle(dated(ben, ben.send(space, aya), "2016-02-19T09:30:00Z"))
    ben.exchange.import_bundle(aya.send(space, ben))
    assert [r.get("heading") for r in ben.desk.records(space, "finding")] == ["After the backup"]
    assert ben.state(space) == aya.state(space)
    for laptop in (aya, ben, chika):
        laptop.desk.close()
