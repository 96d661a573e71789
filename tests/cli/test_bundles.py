"""The exchange of two people by the command line, from card to merged state."""

import json
from pathlib import Path
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner, Result

from yport_desktop import bootstrap
from yport_desktop.cli.bundles import bundle
from yport_desktop.cli.door import Door, OpenDesk, Parts
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
        command: click.Command = bundle
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
    assert "not on the roster" in aya.run("write", tmp_path / "x.yport", "--to", "Eva", code=4).output
    assert not (tmp_path / "x.yport").exists()


def test_signed_only_warns(aya: Person, ben: Person, tmp_path: Path) -> None:
    aya.run("add", ben.card("Ben")[0])
    assert "Not encrypted" in aya.run("write", tmp_path / "x.yport", "--signed-only").output
