"""What is worth asking for, and what it would improve, through the same `assess` as the window."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from yport_desktop.domain.assess import assess
from yport_desktop.domain.values import Grade, Missing
from yport_desktop.services.assessments import input_rows, known, put
from yport_desktop.services.data_gaps import Gap, Need, find_gaps, improvement, sector_states
from yport_desktop.services.data_requests import (
    DATA_REQUEST,
    Terms,
    Wish,
    mark_sent,
    open_requests,
    progress_of,
    request_inputs,
)
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace

SECTOR = "solid_waste"
TODAY = date(2026, 3, 2)


def gaps_of(workspace: Workspace, space: UUID) -> dict[str, Gap]:
    state = next(s for s in sector_states(workspace, space) if s.sector.key == SECTOR)
    return {gap.input.key: gap for gap in find_gaps(state)}


def test_a_missing_input_names_the_results_that_wait_for_it(workspace: Workspace, space: UUID) -> None:
    put(workspace, space, SECTOR, "population", {"value": "900000", "unit": "persons", "grade": "B"})
    gaps = gaps_of(workspace, space)
    gap = gaps["household_t_d"]
    assert gap.need is Need.MISSING and gap.waits
    assert "population" not in gaps
    first = next(iter(gaps.values()))
    assert first.waits
    assert improvement(gap, str, "en").startswith("Waiting for it: ")


def test_a_weak_input_shows_the_range_now_and_then(workspace: Workspace) -> None:
    space = open_sample(workspace)
    gaps = gaps_of(workspace, space)
    weak = [g for g in gaps.values() if g.need is Need.WEAK and g.narrows]
    assert weak
    sector = workspace.registry.sectors[SECTOR]
    observed = known(input_rows(workspace, space, sector))
    for gap in weak:
        key = gap.input.key
        better = replace(observed[key], grade=Grade.B, uncertainty_pct=None)
        then = assess(sector, {**observed, key: better})
        for narrowing in gap.narrows:
            estimate = then.estimates[narrowing.indicator.key]
            assert narrowing.then == (estimate.low, estimate.high)
            assert 0 < narrowing.gain <= 1
            assert narrowing.then[1] - narrowing.then[0] <= narrowing.now[1] - narrowing.now[0]


def test_the_most_useful_come_first_and_waiting_results_before_narrower_ones(workspace: Workspace) -> None:
    space = open_sample(workspace)
    gaps = list(gaps_of(workspace, space).values())
    assert [g.order for g in gaps] == sorted(g.order for g in gaps)
    gains = [g.gain for g in gaps if not g.waits]
    assert gains == sorted(gains, reverse=True)


def test_the_variance_that_goes_is_that_of_the_narrower_input(workspace: Workspace, space: UUID) -> None:
    for key, grade in (("population", "B"), ("household_t_d", "E")):
        put(workspace, space, SECTOR, key, {"value": "1000", "grade": grade})
    gap = gaps_of(workspace, space)["household_t_d"]
    alone = [n for n in gap.narrows if n.gain == pytest.approx(1 - (10 / 60) ** 2)]
    assert all(n.gain <= 1 - (10 / 60) ** 2 + 1e-9 for n in gap.narrows)
    assert alone or gap.narrows == () or gap.gain < 1 - (10 / 60) ** 2


def test_what_does_not_apply_is_no_gap(workspace: Workspace, space: UUID) -> None:
    put(workspace, space, SECTOR, "household_t_d", {"missing": str(Missing.NOT_APPLICABLE)})
    assert "household_t_d" not in gaps_of(workspace, space)


def test_several_requests_are_one_undoable_save_and_none_is_made_twice(
    workspace: Workspace, space: UUID
) -> None:
    wishes = [Wish(SECTOR, key, key) for key in ("population", "household_t_d", "population")]
    terms = Terms(TODAY + timedelta(days=7))
    request_inputs(workspace, space, wishes, terms, TODAY)
    request_inputs(workspace, space, wishes, terms, TODAY)
    assert workspace.count(space, DATA_REQUEST) == 2
    assert gaps_of(workspace, space)["population"].request is not None
    requests = open_requests(workspace, space)
    mark_sent(workspace, space, [r.id for r in requests])
    assert {r.get("state") for r in workspace.records(space, DATA_REQUEST)} == {"sent"}
    late = progress_of(workspace.records(space, DATA_REQUEST), TODAY + timedelta(days=8))
    assert (late.total, late.settled, late.overdue) == (2, 0, 2)
    workspace.undo()
    workspace.undo()
    assert workspace.count(space, DATA_REQUEST) == 0
