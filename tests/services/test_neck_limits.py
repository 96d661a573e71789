"""What the neck must refuse or keep apart, each found by attacking it."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.changes import KIND, LIFE, PARENT, Edit
from yport_desktop.domain.errors import FolderReadOnly, InvalidEntry, NotFound, StoreError
from yport_desktop.domain.ids import new_id
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.segment import SEAL_AT_CHANGES, decode
from yport_desktop.env.paths import profile_in
from yport_desktop.services.records import create, delete, set_values
from yport_desktop.services.workspace import MAX_EDIT_BYTES, MAX_EDITS, Workspace


@pytest.fixture
def finding(workspace: Workspace, space: UUID) -> UUID:
    edits = create("finding", {"heading": "Open dump"}, parent=space)
    workspace.commit(space, edits)
    return edits[0].record


def refused(workspace: Workspace, space: UUID, edits: list[Edit]) -> str:
    before = workspace.store.fingerprint(space), workspace.store.open_changes(space)
    with pytest.raises(InvalidEntry) as error:
        workspace.commit(space, edits)
    assert (workspace.store.fingerprint(space), workspace.store.open_changes(space)) == before
    return str(error.value)


def test_a_record_of_another_engagement_is_not_written_through_this_one(
    workspace: Workspace, space: UUID, finding: UUID
) -> None:
    """It would be kept as a ghost that no page shows."""
    other = new_id()
    workspace.new_space({"name": "Da Nang"}, other)
    for edits in (
        set_values(finding, {"heading": "Elsewhere"}),
        create("finding", {"heading": "x"}, record=finding),
    ):
        with pytest.raises(NotFound):
            workspace.commit(other, edits)
    with pytest.raises(NotFound):
        workspace.new_space({"name": "Twice"}, finding)
    assert workspace.get(finding).get("heading") == "Open dump"
    assert workspace.store.open_changes(other) == 2
    assert len(workspace.spaces()) == 2


def test_a_record_stays_of_its_kind(workspace: Workspace, space: UUID, finding: UUID) -> None:
    assert "kind" in refused(workspace, space, create("person", {"name": "x"}, record=finding))
    workspace.commit(space, create("finding", {"heading": "Again"}, record=finding))
    assert workspace.get(finding).get("heading") == "Again"


def test_a_frozen_record_is_not_made_anew_with_other_content(workspace: Workspace, space: UUID) -> None:
    values = {"name": "As advised", "date": "2026-02-19", "content_hash": "a" * 64, "blob": "a" * 64}
    edits = create("revision", values, parent=space)
    workspace.commit(space, edits)
    forged = create("revision", {**values, "name": "As adopted"}, parent=space, record=edits[0].record)
    assert "frozen" in refused(workspace, space, forged)
    assert "frozen" in refused(workspace, space, set_values(edits[0].record, {"name": "As adopted"}))
    workspace.commit(space, edits)  # frozen a second time from the same state
    assert workspace.get(edits[0].record).get("name") == "As advised"


@pytest.mark.parametrize("parent", ["", "x" * 200, "nobody", 5, ["a"]])
def test_a_place_below_nobody(workspace: Workspace, space: UUID, finding: UUID, parent: object) -> None:
    assert "does not name a record" in refused(workspace, space, [Edit(finding, PARENT, parent)])


@pytest.mark.parametrize(
    "value", [{"a": float("nan")}, {"a": {1, 2}}, {"a": b"x"}, {1: "a", "1": "b"}, {"a": 10**5000}]
)
def test_what_is_no_plain_json_is_refused(
    workspace: Workspace, space: UUID, finding: UUID, value: object
) -> None:
    assert refused(workspace, space, set_values(finding, {"text": value}))


def test_what_no_segment_could_hold_is_refused_before_it_is_written(
    workspace: Workspace, space: UUID
) -> None:
    """A segment too large or too deep could be sealed and never be read again, not even here."""
    text = "語" * 200_000
    count = MAX_EDIT_BYTES // (4 * len(text)) + 1
    many = [e for _ in range(count) for e in create("finding", {"heading": "x", "text": text}, parent=space)]
    assert "split" in refused(workspace, space, many)
    assert "split" in refused(
        workspace, space, set_values(new_id(), {}) + [Edit(space, "name", "x")] * (MAX_EDITS + 1)
    )
    workspace.commit(space, many[: -len(many) // count])  # as much as is allowed
    workspace.commit(space, set_values(space, {"name": "Port City"}))
    workspace.seal(space)
    for segment in workspace.store.segments_not_in(space, None):
        decode(segment.body)
    assert workspace.store.check().sound


def test_a_long_series_of_saves_is_sealed_on_the_way(
    workspace: Workspace, space: UUID, finding: UUID
) -> None:
    for number in range(3):
        edits = [Edit(finding, "heading", f"{number} {n}") for n in range(SEAL_AT_CHANGES // 2)]
        workspace.commit(space, edits)
    assert 0 < workspace.store.open_changes(space) <= SEAL_AT_CHANGES
    assert len(list(workspace.store.segments_not_in(space, None))) == 1


def test_where_sealing_fails_a_save_is_refused_not_reported_as_lost(
    workspace: Workspace, space: UUID, finding: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.commit(space, [Edit(finding, "heading", str(n)) for n in range(SEAL_AT_CHANGES)])
    label = workspace.history_of_session.next_undo

    def fail() -> None:
        raise FolderReadOnly(folder="keys")

    monkeypatch.setattr(workspace.identity, "begin_run", fail)
    with pytest.raises(StoreError):
        workspace.commit(space, set_values(finding, {"heading": "While the key folder is away"}))
    assert workspace.get(finding).get("heading") == str(SEAL_AT_CHANGES - 1)
    assert workspace.history_of_session.next_undo is label
    monkeypatch.undo()
    workspace.commit(space, set_values(finding, {"heading": "Again"}))
    assert workspace.get(finding).get("heading") == "Again"


def give(one: Workspace, other: Workspace, space: UUID) -> None:
    one.seal(space)
    other.store.add_space(space)
    for desk in (one, other):
        desk.store.trust(space, one.identity.public_key)
        desk.store.trust(space, other.identity.public_key)
    segments = list(one.store.segments_not_in(space, None))
    other.store.receive(space, segments, lambda: other.store.trusted(space))


@pytest.mark.parametrize("again", [False, True])
def test_taking_back_a_creation_does_not_delete_what_a_colleague_wrote_since(
    workspace: Workspace, second_workspace: Workspace, space: UUID, finding: UUID, again: bool
) -> None:
    if again:
        workspace.undo()
        workspace.redo()
    give(workspace, second_workspace, space)
    second_workspace.commit(space, set_values(finding, {"note": "Seen on site"}))
    give(second_workspace, workspace, space)
    workspace.undo()
    assert workspace.get(finding).get("note") == "Seen on site"
    assert not workspace.get(finding).deleted and workspace.conflicts(space) == ()


def test_a_deletion_of_a_colleagues_record_can_be_taken_back_and_done_again(
    workspace: Workspace, second_workspace: Workspace, space: UUID, finding: UUID
) -> None:
    give(workspace, second_workspace, space)
    second_workspace.commit(space, delete(finding))
    second_workspace.undo()
    assert second_workspace.count(space, "finding") == 1
    second_workspace.redo()
    assert second_workspace.count(space, "finding") == 0
    second_workspace.commit(space, [Edit(finding, LIFE, None)])
    second_workspace.undo()
    assert second_workspace.count(space, "finding") == 0


def test_undo_leaves_alone_what_a_colleague_deleted_meanwhile(
    workspace: Workspace, second_workspace: Workspace, space: UUID, finding: UUID
) -> None:
    workspace.commit(space, set_values(finding, {"note": "mine"}))
    give(workspace, second_workspace, space)
    second_workspace.commit(space, delete(finding))
    give(second_workspace, workspace, space)
    for _ in range(2):  # the note, then the making
        assert workspace.undo() is not None
        assert workspace.get(finding).deleted and workspace.conflicts(space) == ()


def test_an_engagement_that_was_never_written_is_not_shown(workspace: Workspace, space: UUID) -> None:
    """What a kill between making the space and its first save leaves, or a cancelled import."""
    workspace.store.add_space(new_id())
    assert [s.id for s in workspace.spaces()] == [space]
    with pytest.raises(InvalidEntry):
        workspace.new_space({"name": ""}, new_id())
    assert len(workspace.store.spaces()) == 2


def test_unknown_kinds_and_fields_of_edits(workspace: Workspace, space: UUID, finding: UUID) -> None:
    for edits in (
        [Edit(new_id(), KIND, ["finding"])],
        [Edit(new_id(), "heading", "x")],
        [Edit(finding, KIND, None)],
    ):
        with pytest.raises(NotFound):
            workspace.commit(space, edits)
    assert ".unknown" in refused(workspace, space, [Edit(finding, ".unknown", "x")])


def test_a_desk_that_cannot_be_opened_lets_go_of_the_profile(tmp_path: Path, registry: Registry) -> None:
    profile = profile_in(tmp_path / "profile")
    bootstrap.open_desk(profile, registry).close()
    runs = profile.keys / "runs.json"
    content = json.loads(runs.read_text())
    runs.unlink()
    runs.mkdir()
    with pytest.raises(Exception, match="could not be written"):
        bootstrap.open_desk(profile, registry)
    runs.rmdir()
    runs.write_text(json.dumps(content))
    desk = bootstrap.open_desk(profile, registry)
    assert not desk.workspace.is_copy
    desk.close()
