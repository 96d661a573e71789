"""Makes the golden bundles of the format, once for each version; they are then kept for ever.

PYTHONPATH=src python -m tests.exchange.make_golden FOLDER
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random
from uuid import UUID

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.letters import Letter
from yport_desktop.services.records import create, delete

from .laptop import Laptop, finding, meet

SPACE = UUID("c0ffee00-1521-4116-8a1b-2b7c4f0e8d11")


def make(folder: Path, scratch: Path) -> None:
    """Aya's bundles for Dan, a newcomer: everything, with a conflict, a deletion and a photo."""
    names = ("Aya", "Ben", "Chika", "Dan")
    aya, ben, chika, dan = laptops = [Laptop(name, scratch / name) for name in names]
    aya.desk.new_space({"name": "Metro Cebu", "summary": "塵芥・廃棄物\nマンダウエ市"}, SPACE)
    for other in (ben, chika, dan):
        aya.exchange.add_to_roster(SPACE, aya.exchange.read_card(other.exchange.my_card()))
    meet(laptops, SPACE)
    shared, doomed = (
        finding(aya, SPACE, "Collection covers half the barangays"),
        finding(aya, SPACE, "Mistaken"),
    )
    photo = aya.desk.put_blob(b"\xff\xd8\xff\xe0 not quite a photo")
    aya.desk.commit(SPACE, create("evidence", {"kind": "photo", "blob": photo, "size": "23"}, parent=shared))
    meet(laptops, SPACE)
    ben.set(SPACE, shared, heading="Collection covers 48 % of the barangays")
    chika.set(SPACE, shared, heading="Collection covers 52 % of the barangays")
    aya.desk.commit(SPACE, delete(doomed))
    for other in (ben, chika):
        aya.exchange.import_bundle(other.send(SPACE, aya))
    secret = finding(aya, SPACE, "Tariff talk")
    aya.desk.mark_private(secret, True)
    aya.set(SPACE, secret, text="Only among us")
    large = aya.desk.put_blob(Random(1).randbytes(60_000))
    values = {"kind": "photo", "blob": large, "latitude": "10.3", "longitude": "123.9"}
    aya.desk.commit(SPACE, create("evidence", values, parent=shared))
    keys = (dan.identity.public_key, chika.identity.public_key)
    folder.mkdir(parents=True, exist_ok=True)
    for carrier in Carrier:
        aya.exchange.send(Letter(SPACE, keys, "For ever", carrier=carrier), folder / f"encrypted.{carrier}")
        letter = Letter(SPACE, keys, "For ever", encrypted=False, carrier=carrier)
        aya.exchange.send(letter, folder / f"signed-only.{carrier}")
    aya.exchange.send(Letter(SPACE, keys, "In parts", limit=40_000), folder / "parts.yport")
    less = Letter(SPACE, keys, "Less", leave_out=frozenset((PRIVATE, PLACES)))
    aya.exchange.send(less, folder / "left-out.yport")
    shutil.copy(dan.folder / "keys" / "identity.json", folder / "identity.json")
    expected = {
        "fingerprint": aya.store.fingerprint(SPACE),
        "headings": sorted(str(r.get("heading")) for r in aya.desk.records(SPACE, "finding")),
        "conflict": [shared.hex, "heading"],
        "deleted": doomed.hex,
        "photo": photo,
        "large": large,
        "private": secret.hex,
        "authors": {p.exchange.my_words: p.name for p in laptops},
        "card": aya.exchange.my_card(),
    }
    (folder / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for laptop in laptops:
        laptop.desk.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch_name:
        make(Path(sys.argv[1]), Path(scratch_name))
