"""The neck: checked, written, undone; a copied store goes on in feeds of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.errors import InvalidEntry, NotFound, StoreBusy
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.services.records import create, delete, set_values
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return profile_in(tmp_path / "profile")


@pytest.fixture
def workspace(profile: Profile) -> Iterator[Workspace]:
    desk = bootstrap.open_desk(profile)
    yield desk.workspace
    desk.close()


@pytest.fixture
def space(workspace: Workspace):
    identity = new_id()
    workspace.new_space({"name": "Harbour City"}, identity)
    return identity


def test_a_record_is_made_edited_and_read(workspace: Workspace, space) -> None:
    edits = create("finding", {"heading": "Open dump"}, parent=space)
    workspace.commit(space, edits)
    finding = edits[0].record
    workspace.commit(space, set_values(finding, {"heading": "Uncontrolled dump"}))
    assert workspace.get(finding).get("heading") == "Uncontrolled dump"
    assert [r.id for r in workspace.children(space, "finding")] == [finding]
    assert [h.value for h in workspace.history(finding, "heading")] == ["Uncontrolled dump", "Open dump"]


def test_all_problems_come_at_once_and_nothing_is_written(workspace: Workspace, space) -> None:
    with pytest.raises(InvalidEntry) as refused:
        workspace.commit(space, create("data_request", {"due": "soon", "state": "lost"}, parent=space))
    assert {p.field for p in refused.value.problems} == {"question", "due", "state"}
    assert workspace.count(space, "data_request") == 0


def test_unknown_kinds_are_refused(workspace: Workspace, space) -> None:
    with pytest.raises(NotFound):
        workspace.commit(space, create("spaceship", {"name": "x"}))


def test_undo_and_redo_of_an_edit(workspace: Workspace, space) -> None:
    workspace.commit(space, set_values(space, {"name": "Port City"}))
    workspace.undo()
    assert workspace.get(space).get("name") == "Harbour City"
    workspace.redo()
    assert workspace.get(space).get("name") == "Port City"


def test_undo_of_a_creation_deletes_and_redo_restores(workspace: Workspace, space) -> None:
    edits = create("finding", {"heading": "Open dump"}, parent=space)
    workspace.commit(space, edits)
    workspace.undo()
    assert workspace.count(space, "finding") == 0
    workspace.redo()
    assert workspace.get(edits[0].record).get("heading") == "Open dump"
    assert workspace.count(space, "finding") == 1


def test_undo_of_a_deletion_brings_the_record_back(workspace: Workspace, space) -> None:
    edits = create("finding", {"heading": "Open dump"}, parent=space)
    workspace.commit(space, edits)
    workspace.commit(space, delete(edits[0].record))
    assert workspace.count(space, "finding") == 0
    workspace.undo()
    assert workspace.count(space, "finding") == 1


def test_a_new_save_ends_what_could_be_redone(workspace: Workspace, space) -> None:
    workspace.commit(space, set_values(space, {"name": "A"}))
    workspace.undo()
    workspace.commit(space, set_values(space, {"name": "B"}))
    assert workspace.redo() is None
    assert workspace.get(space).get("name") == "B"


def test_listeners_hear_what_was_touched(workspace: Workspace, space) -> None:
    heard = []
    workspace.subscribe(heard.append)
    workspace.commit(space, set_values(space, {"name": "A"}))
    assert [(t.kind, t.fields) for c in heard for t in c.touched] == [("engagement", frozenset({"name"}))]


def test_a_second_instance_is_kept_out(workspace: Workspace, profile: Profile) -> None:
    with pytest.raises(StoreBusy):
        bootstrap.open_desk(profile)


def test_a_restored_store_is_noticed_and_nothing_clashes(profile: Profile, tmp_path: Path) -> None:
    """A copy of the store is put back after more was written and sealed."""
    desk = bootstrap.open_desk(profile)
    identity = new_id()
    desk.workspace.new_space({"name": "Harbour City"}, identity)
    desk.close()
    shutil.copytree(profile.data, tmp_path / "copy")
    desk = bootstrap.open_desk(profile)
    desk.workspace.commit(identity, set_values(identity, {"name": "Sealed later"}))
    desk.workspace.seal(identity)
    lost = list(desk.workspace.store.segments_not_in(identity, None))
    desk.close()
    shutil.rmtree(profile.data)
    shutil.copytree(tmp_path / "copy", profile.data)
    desk = bootstrap.open_desk(profile)
    workspace = desk.workspace
    assert workspace.is_copy
    workspace.commit(identity, set_values(identity, {"name": "After the restore"}))
    workspace.seal(identity)
    outcome = workspace.store.receive(identity, lost, lambda: workspace.store.trusted(identity))
    (conflict,) = workspace.conflicts(identity)
    assert outcome.forks == ()
    assert {h.value for h in conflict.heads} == {"Sealed later", "After the restore"}
    assert workspace.store.check().sound
    desk.close()
