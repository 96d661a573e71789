"""The same letter in every carrier, from laptop to laptop through real files."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import openpyxl
import pytest

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.letters import Letter
from yport_desktop.services.records import create

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


@pytest.mark.parametrize("encrypted", [True, False])
@pytest.mark.parametrize("carrier", Carrier)
def test_every_carrier_brings_the_same(
    laptops: list[Laptop], cebu: UUID, carrier: Carrier, encrypted: bool
) -> None:
    aya, ben, _ = laptops
    finding(aya, cebu, "塵芥 Collection")
    letter = Letter(cebu, (ben.identity.public_key,), "Lunch", encrypted, carrier=carrier, language="ja")
    sent = aya.exchange.send(letter, aya.folder / f"out.{carrier.value}")
    (parcel,) = ben.exchange.look([sent.path]).parcels
    assert ben.exchange.rehearse(parcel).manifest.carrier == carrier.value
    ben.exchange.import_bundle(parcel)
    assert ben.state(cebu) == aya.state(cebu)
    # what came through is told with the next bundle, and remembered
    assert aya.exchange.passages.passed_to(ben.identity.public_key) == {}
    aya.exchange.import_bundle(ben.send(cebu, aya))
    assert set(aya.exchange.passages.passed_to(ben.identity.public_key)) == {Carrier.BINARY, carrier}


def test_a_workbook_in_parts_loses_a_sheet(laptops: list[Laptop], cebu: UUID) -> None:
    """Each data sheet is a bundle of its own: the rest counts, and what is missing is named."""
    aya, ben, _ = laptops
    noise = Random(7)
    for n in range(3):
        photo = aya.desk.put_blob(noise.randbytes(700_000))
        about = finding(aya, cebu, f"Gate {n}")
        aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=about))
    letter = Letter(cebu, (ben.identity.public_key,), carrier=Carrier.WORKBOOK, limit=7_000_000)
    sent = aya.exchange.send(letter, aya.folder / "out.xlsx")
    assert len(sent.files) == 1 and sent.parts == 3 and sent.size < 7_000_000
    book = openpyxl.load_workbook(sent.path)
    del book[book.sheetnames[2]]
    book.move_sheet(book.sheetnames[-1], -2)
    book.save(sent.path)
    (parcel,) = ben.exchange.look([sent.path]).parcels
    assert parcel.missing == (2,)
    ben.exchange.import_bundle(parcel)
    assert len(ben.desk.records(cebu, "finding")) == 3
    (missing,) = ben.exchange.missing_parts(cebu)
    assert missing.numbers == (2,)
    aya.exchange.import_bundle(ben.send(cebu, aya))  # asking is sending what one holds
    ben.exchange.import_bundle(aya.send(cebu, ben))
    assert ben.exchange.missing_parts(cebu) == () and ben.state(cebu) == aya.state(cebu)


def test_files_of_all_kinds_lie_in_one_folder(laptops: list[Laptop], cebu: UUID, tmp_path: Path) -> None:
    aya, ben, chika = laptops
    folder = tmp_path / "stick"
    folder.mkdir()
    finding(aya, cebu, "From Aya")
    chika.exchange.import_bundle(aya.send(cebu, chika))
    finding(chika, cebu, "From Chika")
    to = (ben.identity.public_key,)
    aya.exchange.send(Letter(cebu, to, carrier=Carrier.ARMOR), folder / "aya.txt")
    text = (folder / "aya.txt").read_text("utf-8")
    (folder / "aya.txt").write_text("\n".join("> " + line for line in text.splitlines()), "utf-16")
    chika.exchange.send(Letter(cebu, to), tmp_path / "chika.yport")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(tmp_path / "chika.yport", "chika.yport")
    (folder / "chika.zip").write_bytes(packed.getvalue())
    (folder / "notes.txt").write_text("Buy rice")
    looked = ben.exchange.inbox.take([folder])
    assert len(looked.parcels) == 2
    for parcel in looked.parcels:
        ben.exchange.import_bundle(parcel)
        ben.exchange.inbox.discard(parcel)
    assert ben.state(cebu) == chika.state(cebu) and ben.exchange.inbox.waiting() == ()


def test_armor_obeys_the_limit(laptops: list[Laptop], cebu: UUID) -> None:
    aya, ben, _ = laptops
    photo = aya.desk.put_blob(Random(3).randbytes(300_000))
    about = finding(aya, cebu, "Gate")
    aya.desk.commit(cebu, create("evidence", {"kind": "photo", "blob": photo}, parent=about))
    for carrier in Carrier:
        letter = Letter(cebu, (ben.identity.public_key,), carrier=carrier, limit=150_000, everything=True)
        sent = aya.exchange.send(letter, aya.folder / f"many.{carrier.value}")
        assert len(sent.files) > 1 and all(f.size <= 150_000 for f in sent.files), carrier
        (parcel,) = ben.exchange.look(reversed([f.path for f in sent.files])).parcels
        assert parcel.missing == ()
