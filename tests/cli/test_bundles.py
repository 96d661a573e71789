"""The exchange of two people by the command line, from card to merged state."""

import json
from pathlib import Path
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner, Result

from yport_desktop import bootstrap
from yport_desktop.cli.app import app
from yport_desktop.cli.door import Door, OpenDesk, Parts
from yport_desktop.cli.roster import roster
from yport_desktop.env.paths import profile_in
from yport_desktop.env.translations import Translator
from yport_desktop.exchange.vault import Unlock
from yport_desktop.services.records import create


def open_profile(folder: Path | None, unlock: Unlock | None = None) -> OpenDesk:
    assert folder is not None
    return bootstrap.open_desk(profile_in(folder), unlock=unlock)


class Person:
    """One profile and its command line."""

    def __init__(self, folder: Path) -> None:
        parts = Parts(open_profile, bootstrap.discover, lambda *_: 0, lambda *_: ())
        self.folder = folder
        self.door = Door(parts, folder, Translator())

    def run(self, *args: object, code: int = 0) -> Result:
        command: click.Command = app.commands["bundle"]
        result = CliRunner().invoke(command, [str(a) for a in args], obj=self.door)
        assert result.exit_code == code, (result.output, result.exception)
        return result

    def card(self, name: str) -> tuple[str, str]:
        """The card and its words."""
        card, words = self.run("card", "--name", name, "--email", f"{name}@example.org").output.splitlines()
        return card, words.rpartition(": ")[2]


@pytest.fixture
def aya(tmp_path: Path) -> Person:
    person = Person(tmp_path / "aya")
    with person.door.desk() as desk:
        desk.new_space({"name": "Metro Cebu"}, uuid4())
    return person


@pytest.fixture
def ben(tmp_path: Path) -> Person:
    return Person(tmp_path / "ben")


def test_from_card_to_merged_state(aya: Person, ben: Person, tmp_path: Path) -> None:
    card, words = ben.card("Ben")
    _, aya_words = aya.card("Aya")
    assert words in aya.run("add", card, "--confirmed").output
    file = tmp_path / "for ben.yport"
    assert "changes and 0 attachments for Ben" in aya.run("write", file, "--to", "ben").output
    assert aya_words in ben.run("verify", file).output
    looked = json.loads(ben.run("rehearse", file, "--json").output)
    assert looked["spaces"][0]["new"] == {"engagement": 1, "person": 2} and looked["spaces"][0]["is_new"]
    assert "not on the roster" in ben.run("import", file, code=5).output
    assert "not the words" in ben.run("import", file, "--accept", "amber amber", code=4).output
    done = ben.run("import", file, "--accept", aya_words.replace("-", " "))
    assert "3 records changed, 0 conflicts open" in done.output
    assert "here already" in ben.run("rehearse", file).output
    with ben.door.desk() as desk:
        (space,) = desk.spaces()
        desk.commit(space.id, create("finding", {"heading": "No weighbridge"}, parent=space.id))
    ben.run("write", tmp_path / "back.yport", "--note", "From the site")
    assert "Metro Cebu: new finding: 1" in aya.run("rehearse", tmp_path / "back.yport").output
    assert "From Ben, on the roster" in aya.run("import", tmp_path / "back.yport").output


def test_errors_are_sentences(aya: Person, ben: Person, tmp_path: Path) -> None:
    (tmp_path / "photo.yport").write_bytes(b"\x89PNG\r\n\x1a\n")
    for command in ("rehearse", "import", "verify"):
        refused = ben.run(command, tmp_path / "photo.yport", code=5).output
        assert refused == "This file is not a Y-PORT bundle.\n"
        assert "could not be read" in ben.run(command, tmp_path / "missing.yport", code=1).output
    assert "not a Y-PORT contact card" in aya.run("add", "hello", code=1).output
    assert "at least one person" in aya.run("write", tmp_path / "x.yport", code=1).output
    assert "no engagement" in ben.run("write", tmp_path / "x.yport", code=4).output
    for nobody in ("Eva", ""):
        assert "not on the roster" in aya.run("write", tmp_path / "x.yport", "--to", nobody, code=4).output
    assert not (tmp_path / "x.yport").exists()


def test_signed_only_warns(aya: Person, ben: Person, tmp_path: Path) -> None:
    aya.run("add", ben.card("Ben")[0])
    assert "Not encrypted" in aya.run("write", tmp_path / "x.yport", "--signed-only").output


def test_parts_carriers_and_taking_back(aya: Person, ben: Person, tmp_path: Path) -> None:
    """A workbook out, a photo in parts, who holds what, and an import taken back."""
    card, _ = ben.card("Ben")
    _, words = aya.card("Aya")
    aya.run("add", card, "--confirmed")
    aya.run("write", tmp_path / "first.xlsx")
    ben.run("import", tmp_path / "first.xlsx", "--accept", words)
    with aya.door.desk() as desk:
        (space,) = desk.spaces()
        photo = desk.put_blob(bytes(range(256)) * 5000)
        values = {"kind": "photo", "blob": photo, "latitude": "10.3"}
        desk.commit(space.id, create("evidence", values, parent=space.id))
    told = aya.run("write", tmp_path / "safe.txt", "--leave-out", "places").output
    assert "places of photos" in told and "Left out: 1 attachments" in told
    stick = tmp_path / "stick"
    stick.mkdir()
    aya.run("write", stick / "photos.yport", "--limit", "0.5")
    parts = sorted(stick.iterdir())
    assert len(parts) == 4 and all(p.stat().st_size <= 500_000 for p in parts)
    assert "Waiting for part 1, 3, 4 of 4" in ben.run("import", parts[1]).output
    assert "Waiting" not in ben.run("import", stick).output
    with ben.door.desk() as desk:
        assert desk.blob(photo) is not None
    assert "lacks" not in ben.run("sent").output.splitlines()[0]
    assert "photos-1-of-4.yport" in aya.run("sent").output
    listed = ben.run("arrivals").output.splitlines()
    number = listed[0].split(":")[0]
    assert "Taken back" in ben.run("take-back", number).output
    assert "taken back" in ben.run("arrivals").output.splitlines()[0]
    assert "does not exist" in ben.run("take-back", "99", code=4).output
    (tmp_path / "memo.txt").write_text("nothing of ours")
    assert ben.run("import", tmp_path / "memo.txt", code=5).output


def test_the_roster_by_the_command_line(aya: Person, ben: Person) -> None:
    card, _ = ben.card("Ben")
    aya.card("Aya")
    aya.run("add", card, "--confirmed")
    runner = CliRunner()

    def roster_run(*args: str, code: int = 0) -> str:
        result = runner.invoke(roster, list(args), obj=aya.door)
        assert result.exit_code == code, (result.output, result.exception)
        return result.output

    assert "Ben" in roster_run("list") and "verified" in roster_run("list")
    roster_run("leave-out", "Ben", "places")
    assert "no longer valid" in roster_run("revoke", "Ben", "--why", "lost")
    assert "no longer valid" in roster_run("list")
    assert "not on the roster" in aya.run("write", "x.yport", "--to", "Ben", code=4).output
    roster_run("lift", "Ben")
    assert "no longer valid" not in roster_run("list")
    assert "does not name one person" in roster_run("lift", "Nobody", code=4)
