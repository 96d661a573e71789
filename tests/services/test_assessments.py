"""From a typed text to an observation, an indicator, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services.assessments import add_alternative, adopt, put, put_entry, sector_view
from yport_desktop.services.workspace import Workspace

SECTOR = "solid_waste"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = bootstrap.open_desk(profile_in(tmp_path))
    yield desk.workspace
    desk.close()


@pytest.fixture
def space(workspace: Workspace):
    identity = new_id()
    workspace.new_space({"name": "Harbour City"}, identity)
    return identity


def row(workspace: Workspace, space, key: str):
    view = sector_view(workspace, space, SECTOR)
    return next(r for r in view.rows if r.input.key == key)


def test_what_is_typed_is_kept_as_typed_and_computed_in_the_canonical_unit(workspace, space) -> None:
    entry, _ = put_entry(workspace, space, SECTOR, "msw_stated_t_d", "229,950 t/yr", "", "en")
    assert entry.problems == ()
    found = row(workspace, space, "msw_stated_t_d")
    assert (found.record.get("value"), found.record.get("unit")) == ("229950", "t/yr")
    assert found.observed.value == pytest.approx(630.0)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("household_t_d", "-5"),
        ("coverage_by_population", "130 %"),
        ("household_t_d", "12 km"),
        ("population", "many"),
    ],
)
def test_a_refused_entry_says_why_and_stores_nothing(workspace, space, key: str, text: str) -> None:
    entry, committed = put_entry(workspace, space, SECTOR, key, text, "", "en")
    assert entry.refused
    assert str(entry.problems[0])
    assert committed is None
    assert row(workspace, space, key).record is None


def test_full_width_digits_and_man_are_read(workspace, space) -> None:
    put_entry(workspace, space, SECTOR, "population", "９２.３万", "", "ja")
    assert row(workspace, space, "population").observed.value == 923_000


def test_a_missing_code_is_no_zero(workspace, space) -> None:
    put(workspace, space, SECTOR, "household_t_d", {"missing": "not_known"})
    view = sector_view(workspace, space, SECTOR)
    assert view.assessment.estimates["sdg_11_6_1"].value is None
    assert view.answered == 1


def test_clearing_takes_the_value_away(workspace, space) -> None:
    put_entry(workspace, space, SECTOR, "population", "1000", "", "en")
    put_entry(workspace, space, SECTOR, "population", "", "", "en")
    assert not row(workspace, space, "population").observed.known


def test_undoing_the_first_value_and_typing_again(workspace, space) -> None:
    put_entry(workspace, space, SECTOR, "population", "1000", "", "en")
    workspace.undo()
    assert row(workspace, space, "population").record is None
    put_entry(workspace, space, SECTOR, "population", "2000", "", "en")
    assert row(workspace, space, "population").observed.value == 2000


def test_an_alternative_waits_until_it_is_adopted(workspace, space) -> None:
    put_entry(workspace, space, SECTOR, "population", "1000", "", "en")
    values = {"value": "1200", "unit": "persons", "source": "census"}
    added = add_alternative(workspace, space, SECTOR, "population", values)
    (other,) = row(workspace, space, "population").alternatives
    assert row(workspace, space, "population").observed.value == 1000
    adopt(workspace, space, SECTOR, "population", other.id)
    assert row(workspace, space, "population").observed.value == 1200
    assert {t.kind for t in added.touched} == {"observation"}


def test_two_laptops_meet_in_one_cell(tmp_path: Path) -> None:
    """Both type the population of the same engagement offline: one record, one conflict."""
    one, two = (bootstrap.open_desk(profile_in(tmp_path / name)) for name in ("one", "two"))
    identity = new_id()
    for desk, text in ((one, "1000"), (two, "1100")):
        desk.workspace.new_space({"name": "Harbour City"}, identity)
        put_entry(desk.workspace, identity, SECTOR, "population", text, "", "en")
        desk.workspace.seal(identity)
    keys = {one.identity.public_key, two.identity.public_key}
    for here, there in ((one, two), (two, one)):
        segments = list(there.workspace.store.segments_not_in(identity, None))
        here.workspace.store.receive(identity, segments, lambda: keys)
    fields = {c.field for c in one.workspace.conflicts(identity)}
    assert fields == {"value"}
    assert one.workspace.count(identity, "observation") == 1
    assert one.workspace.store.fingerprint(identity) == two.workspace.store.fingerprint(identity)
    for desk in (one, two):
        desk.close()
