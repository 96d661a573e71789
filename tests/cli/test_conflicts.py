"""Conflicts by the command line: listed, settled one by one or at once, and the log exported."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Yport, open_profile
from yport_desktop.services.records import create, set_values
from yport_desktop.services.roster import PERSON

SPACE, FINDING = UUID(int=1), UUID(int=2)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Aya's profile, in which Ben disagrees on three fields of a finding."""
    desks = [open_profile(tmp_path / name) for name in ("profile", "ben")]
    aya, ben = (desk.workspace for desk in desks)
    aya.new_space({"name": "Metro Cebu"}, SPACE)
    for name, workspace in (("Aya", aya), ("Ben", ben)):
        values = {"name": name, "signing_key": workspace.identity.public_key.hex()}
        aya.commit(SPACE, create(PERSON, values, parent=SPACE))
    aya.commit(SPACE, create("finding", {"heading": "Before"}, parent=SPACE, record=FINDING))
    keys = {w.identity.public_key for w in (aya, ben)}
    for giver, taker in ((aya, ben), (ben, aya)):
        taker.store.add_space(SPACE)
        giver.seal(SPACE)
        taker.store.receive(SPACE, list(giver.store.segments_not_in(SPACE, None)), lambda: keys)
        if giver is aya:
            lists = {"indicators": ["solid_waste.a"]}
            aya.commit(SPACE, set_values(FINDING, {"heading": "No scales", "note": "mine", **lists}))
            lists = {"indicators": ["solid_waste.b"]}
            ben.commit(SPACE, set_values(FINDING, {"heading": "=None", "note": "theirs", **lists}))
    for desk in desks:
        desk.close()
    yield tmp_path


def test_conflicts_are_listed(folder: Path, yport: Yport) -> None:
    said = yport("conflicts", "list").output
    assert "1) Keep mine | Aya" in said and "2) Keep the other | Ben" in said
    found = json.loads(yport("conflicts", "list", "--json").output)
    assert [c["field"] for c in found] == ["heading", "indicators", "note"]
    assert found[0]["sides"][1]["value"] == "=None" and found[0]["taken_back"] is False


def test_conflicts_are_settled_and_the_log_exported(folder: Path, yport: Yport) -> None:
    assert "Still open: 2" in yport("conflicts", "settle", 1, "--keep", 2, "--reason", "Ben knows").output
    yport("conflicts", "settle", 1, "--both")
    yport("conflicts", "settle", 1, "--value", "none of both")
    assert yport("conflicts", "list").output.strip() == "No conflicts."
    out = folder / "log.csv"
    assert "Decisions: 3" in yport("conflicts", "export", "--out", out).output
    text = out.read_text("utf-8-sig")
    assert "'=None" in text and "Ben knows" in text and "none of both" in text
    book = folder / "log.xlsx"
    yport("conflicts", "export", "--out", book, "--text", "Ben knows")
    sheet = load_workbook(BytesIO(book.read_bytes())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2 and rows[1][6] == "=None"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_all_of_one_person(folder: Path, yport: Yport) -> None:
    assert "Settled: 3. Still open: 0." in yport("conflicts", "settle", "--all-of", "ben").output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("settle", 9, "--keep", 1), 4),
        (("settle", 1), 3),
        (("settle", 1, "--both", "--keep", 7), 0),
        (("settle", 2, "--value", "{not json"), 3),
        (("settle", "--all-of", "Nobody"), 4),
        (("export", "--out", "log.pdf"), 3),
        (("export", "--out", "nowhere/at/all.csv"), 1),
    ],
)
def test_what_cannot_be_done_is_said(
    folder: Path, yport: Yport, arguments: tuple[object, ...], code: int
) -> None:
    yport("conflicts", *(folder / str(a) if "." in str(a) else a for a in arguments), code=code)
