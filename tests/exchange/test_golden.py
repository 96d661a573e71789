"""Bundles of every released format open for ever, here and in a reader that knows only the document."""

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from yport_desktop.domain.errors import BundleNotForMe
from yport_desktop.exchange.card import decode_card
from yport_desktop.exchange.identity import KEY_FILE, Identity
from yport_desktop.exchange.opening import read_bundle
from yport_desktop.exchange.words import fingerprint_words

from . import independent_reader, make_golden
from .laptop import Laptop

GOLDEN = sorted((Path(__file__).parent.parent / "data").glob("golden-*"))
FILES = ("encrypted.yport", "signed-only.yport")


@pytest.fixture(params=GOLDEN, ids=lambda folder: folder.name)
def golden(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


@pytest.fixture
def expected(golden: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((golden / "expected.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("name", FILES)
def test_imports_to_the_same_state(golden: Path, expected: dict[str, Any], tmp_path: Path, name: str) -> None:
    (tmp_path / "keys").mkdir()
    shutil.copy(golden / KEY_FILE, tmp_path / "keys" / KEY_FILE)
    dan = Laptop("Dan", tmp_path)
    done = dan.exchange.import_bundle(golden / name, accept_sender=True)
    (space,) = (s.id for s in dan.desk.spaces())
    assert not done.spaces[0].out_of_step and done.spaces[0].unapplied == 0
    assert dan.store.fingerprint(space) == expected["fingerprint"]
    assert sorted(str(r.get("heading")) for r in dan.desk.records(space, "finding")) == expected["headings"]
    assert [[c.record.hex, c.field] for c in dan.desk.conflicts(space)] == [expected["conflict"]]
    assert dan.desk.blob(expected["photo"]) is not None
    dan.desk.close()


@pytest.mark.parametrize("name", FILES)
def test_an_independent_reader_agrees(golden: Path, expected: dict[str, Any], name: str) -> None:
    secret = json.loads((golden / KEY_FILE).read_text())["receiving"]
    manifest, segments, blobs = independent_reader.read((golden / name).read_bytes(), secret)
    assert manifest["sender"]["name"] == "Aya" and manifest["spaces"][0]["name"] == "Metro Cebu"
    assert set(blobs) == {expected["photo"], expected.get("large", expected["photo"])}
    written = {fingerprint_words(bytes.fromhex(header["author"])) for _, header, _ in segments}
    assert written <= set(expected["authors"]) and len(written) == 3
    state = independent_reader.fold(segments)
    assert [list(c) for c in independent_reader.conflicts(state)] == [expected["conflict"]]
    assert state[expected["deleted"], ".life"] == ["deleted"]
    living = {r for r, f in state if f == ".kind" and state[r, f] == ["finding"]} - {expected["deleted"]}
    assert sorted(state[r, "heading"][0] for r in living) == expected["headings"]


NEWEST = GOLDEN[-1]


def dan_of(golden: Path, folder: Path) -> Laptop:
    (folder / "keys").mkdir(parents=True)
    shutil.copy(golden / KEY_FILE, folder / "keys" / KEY_FILE)
    return Laptop("Dan", folder)


@pytest.mark.parametrize("carrier", ["txt", "xlsx"])
@pytest.mark.parametrize("name", ["encrypted", "signed-only"])
def test_every_carrier_opens_for_ever(tmp_path: Path, name: str, carrier: str) -> None:
    expected = json.loads((NEWEST / "expected.json").read_text(encoding="utf-8"))
    dan = dan_of(NEWEST, tmp_path)
    (parcel,) = dan.exchange.look([NEWEST / f"{name}.{carrier}"]).parcels
    dan.exchange.import_bundle(parcel, accept_sender=True)
    assert dan.store.fingerprint(make_golden.SPACE) == expected["fingerprint"]
    dan.desk.close()


def test_parts_and_what_was_left_out_come_together(tmp_path: Path) -> None:
    expected = json.loads((NEWEST / "expected.json").read_text(encoding="utf-8"))
    dan = dan_of(NEWEST, tmp_path)
    (less,) = dan.exchange.look([NEWEST / "left-out.yport"]).parcels
    assert set(dan.exchange.rehearse(less).spaces[0].left_out) == {"private", "places"}
    dan.exchange.import_bundle(less, accept_sender=True)
    assert dan.desk.get(UUID(expected["private"])).get("text") is None
    assert dan.desk.blob(expected["large"]) is None and dan.exchange.missing_parts(make_golden.SPACE) == ()
    for path in sorted(NEWEST.glob("parts-*"), reverse=True):
        dan.exchange.import_bundle(path)
    assert dan.store.fingerprint(make_golden.SPACE) == expected["fingerprint"]
    assert dan.desk.blob(expected["large"]) is not None
    assert len(dan.desk.conflicts(make_golden.SPACE)) == 1
    dan.desk.close()


def test_the_independent_reader_imports_nothing_of_ours() -> None:
    text = Path(independent_reader.__file__).read_text(encoding="utf-8")
    assert "yport_desktop" not in text and "from ." not in text
    assert len(text.splitlines()) <= 100


def test_cards_and_addresses_stay(golden: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    card = decode_card(expected["card"])
    assert expected["authors"][card.words] == card.name == "Aya"
    with pytest.raises(BundleNotForMe):
        read_bundle(golden / FILES[0], Identity.load_or_create(tmp_path))


def test_golden_bundles_can_be_made_anew(tmp_path: Path) -> None:
    """For the next format; and today's program still writes what the document says."""
    make_golden.make(tmp_path / "golden", tmp_path / "scratch")
    made = json.loads((tmp_path / "golden" / "expected.json").read_text(encoding="utf-8"))
    _, segments, _ = independent_reader.read((tmp_path / "golden" / FILES[1]).read_bytes())
    state = independent_reader.fold(segments)
    assert [list(c) for c in independent_reader.conflicts(state)] == [made["conflict"]]
    assert state[make_golden.SPACE.hex, "name"] == ["Metro Cebu"]
