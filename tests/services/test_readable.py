"""What a workbook tells a person without the program: names, labels, titles, and no more than it may."""

import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from yport_desktop.domain.changes import ORDER, Edit
from yport_desktop.domain.registry import Registry
from yport_desktop.env.translations import Translator
from yport_desktop.exchange.carriers.forms import Readable
from yport_desktop.exchange.manifest import Manifest, Party, SpaceEntry
from yport_desktop.services.readable import LONGEST_VALUE, armor_heading, readable
from yport_desktop.services.records import create, delete, set_values
from yport_desktop.services.roster import Me, Roster
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def manifest(workspace: Workspace, space: UUID) -> Manifest:
    Roster(workspace).introduce(Me("Aya Sato", "aya@example.org"))
    Roster(workspace).enrol_me(space)
    aya = Party(
        workspace.identity.public_key, workspace.identity.receiving_key, "Aya Sato", "aya@example.org"
    )
    entry = SpaceEntry(space, "Metro Cebu", "engagement", {"chains": [], "also": []}, "")
    ben = Party(bytes(32), "", "Ben")
    return Manifest(uuid4(), "2026-02-19T01:30:00Z", False, aya, (ben,), (entry,), note="After the visit")


def read(
    workspace: Workspace, space: UUID, manifest: Manifest, language: str = "en", **more: object
) -> Readable:
    workspace.seal(space)
    segments = list(workspace.store.segments_not_in(space, None))
    tr = Translator(language).gettext
    return readable(workspace, space, segments, manifest, tr, language=language, **more)  # type: ignore[arg-type]


def rows(found: Readable, record: str) -> dict[str, str]:
    """Field and value of the changes of a record."""
    return {c.field: c.value for c in found.changes if c.record == record}


def test_changes_in_words(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    issue = create("urban_issue", {"heading": "Nobody weighs the waste"}, parent=space)
    finding = create("finding", {"heading": "No weighbridge", "kind": "gap"}, parent=space)
    workspace.commit(space, [*issue, *finding])
    workspace.commit(
        space,
        [
            *set_values(issue[0].record, {"findings": [str(finding[0].record)], "priority": "high"}),
            *set_values(finding[0].record, {"heading": "No weighbridge at all", "text": "word " * 300}),
        ],
    )
    found = read(workspace, space, manifest)
    changed = rows(found, "Nobody weighs the waste")
    assert changed[""] == "New" and changed["Findings behind it"] == "No weighbridge at all"
    assert changed["Priority"] == "High"
    text = rows(found, "No weighbridge at all")["What was found"]
    assert text.endswith("word…") and len(text) <= LONGEST_VALUE
    assert rows(found, "No weighbridge at all")["In one line"] == "No weighbridge at all"  # the last of two
    first = found.changes[0]
    assert first.who == "Aya Sato" and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", first.when)
    assert {c.kind for c in found.changes} >= {"Finding", "Urban issue", "Person"}
    assert not any(value.startswith("age1") and len(value) > 20 for value in rows(found, "Aya Sato").values())


def test_deleted_and_moved(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    gone, moved = (create("finding", {"heading": h}, parent=space) for h in ("No weighbridge", "No scales"))
    workspace.commit(space, [*gone, *moved])
    workspace.seal(space)
    known = {s.hash for s in workspace.store.segments_not_in(space, None)}
    workspace.commit(space, [*delete(gone[0].record), Edit(moved[0].record, ORDER, "zz")])
    workspace.seal(space)
    segments = [s for s in workspace.store.segments_not_in(space, None) if s.hash not in known]
    found = readable(workspace, space, segments, manifest, str)
    assert rows(found, "No weighbridge") == {"": "Deleted"} and rows(found, "No scales") == {"": "Moved"}


def test_what_stands_above(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    workspace.commit(space, create("finding", {"heading": "No weighbridge"}, parent=space))
    found = read(workspace, space, replace(manifest, part=2, parts=5), last_part=4)
    written = datetime.fromisoformat("2026-02-19T01:30:00+00:00").astimezone()
    assert found.title == "Changes in Metro Cebu"
    assert dict(found.summary) == {
        "From": "Aya Sato <aya@example.org>",
        "To": "Ben",
        "Engagement": "Metro Cebu",
        "Written on": f"{written:%Y-%m-%d %H:%M}",  # by the clock of this laptop
        "Part": "2 to 4 of 5",
        "What is in it": "Engagements: 1, Findings: 1, People: 1",
        "Note": "After the visit",
    }


def test_no_more_rows_than_the_limit(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    for number in range(30):
        workspace.commit(space, create("finding", {"heading": f"Finding {number}"}, parent=space))
    found = read(workspace, space, manifest, limit=10)
    assert len(found.changes) == 10 and found.left_out > 50
    assert found.more == f"{found.left_out} more changes are in this file and are not listed here."
    assert found.changes[0].record == "Finding 29"  # the newest first


def test_an_encrypted_file_tells_nothing(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    workspace.commit(space, create("finding", {"heading": "No weighbridge"}, parent=space))
    found = read(workspace, space, replace(manifest, encrypted=True))
    assert found.changes == () and found.left_out == 0
    assert "Cebu" not in str(found) and "weighbridge" not in str(found) and "visit" not in str(found)
    assert "encrypted" in found.explanation[0]


def test_hidden_records_are_not_named(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    hidden = create("finding", {"heading": "Confidential"}, parent=space)
    issue = create("urban_issue", {"heading": "Known", "findings": [str(hidden[0].record)]}, parent=space)
    workspace.commit(space, [*hidden, *issue])
    workspace.seal(space)
    found = read(workspace, space, manifest, hidden={hidden[0].record})
    assert rows(found, "Known")["Findings behind it"] == "without a name"


def test_in_the_language_of_the_reader(workspace: Workspace, space: UUID, manifest: Manifest) -> None:
    workspace.commit(space, create("finding", {"heading": "計量器がない"}, parent=space))
    found = read(workspace, space, manifest, "ja")
    assert rows(found, "計量器がない")[""] == "新規" and found.language == "ja"
    assert ("協力案件", "Metro Cebu") in found.summary


def test_a_kind_of_a_later_program(
    workspace: Workspace, space: UUID, manifest: Manifest, registry: Registry
) -> None:
    workspace.commit(space, create("finding", {"heading": "No weighbridge"}, parent=space))
    older = {kind: entity for kind, entity in registry.entities.items() if kind != "finding"}
    workspace.registry = replace(registry, entities=older)
    found = read(workspace, space, manifest)
    workspace.registry = registry
    assert rows(found, "without a name")["heading"] == "No weighbridge"


def test_the_sentences_above_an_armored_text(manifest: Manifest) -> None:
    heading = armor_heading(manifest, str)
    assert heading.startswith("Aya Sato <aya@example.org> sends you changes") and heading.count("\n") == 1
