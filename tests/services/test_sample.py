"""The sample engagement: sourced, alive, the same on every laptop, quickly built."""

import time
from decimal import Decimal
from uuid import UUID

import pytest

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.check import is_decimal
from yport_desktop.domain.entity import FieldKind, Record
from yport_desktop.domain.values import Grade
from yport_desktop.services import records
from yport_desktop.services.assessments import sector_view
from yport_desktop.services.plans import Decision, Plans
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def sample(workspace: Workspace) -> UUID:
    return open_sample(workspace)


def everything(workspace: Workspace, space: UUID) -> dict[UUID, Record]:
    kinds = workspace.registry.entities
    return {r.id: r for kind in kinds for r in workspace.records(space, kind)}


def test_it_builds_in_a_moment_and_only_once(workspace: Workspace) -> None:
    started = time.process_time()
    space = open_sample(workspace)
    assert time.process_time() - started < 1.0
    before = everything(workspace, space)
    assert open_sample(workspace) == space
    assert everything(workspace, space) == before


def test_undo_does_not_take_the_sample_apart(workspace: Workspace, space: UUID) -> None:
    own = workspace.commit(space, [Edit(space, "summary", "Mine")])
    sample = open_sample(workspace)
    undone = workspace.undo()
    assert undone is not None and {t.record for t in undone.touched} == {t.record for t in own.touched}
    assert workspace.find(sample) is not None


def test_a_deleted_sample_comes_back_as_it_was(workspace: Workspace, sample: UUID) -> None:
    workspace.commit(sample, records.delete(sample))
    assert workspace.find(sample) is None
    assert open_sample(workspace) == sample
    assert workspace.find(sample) is not None and workspace.count(sample, "proposal") == 3


def test_two_laptops_build_the_same_records(
    workspace: Workspace, sample: UUID, second_workspace: Workspace
) -> None:
    assert open_sample(second_workspace) == sample
    assert everything(second_workspace, sample) == everything(workspace, sample)
    assert second_workspace.store.fingerprint(sample) == workspace.store.fingerprint(sample)


def test_every_record_is_accepted_by_its_declaration(workspace: Workspace, sample: UUID) -> None:
    for record in everything(workspace, sample).values():
        assert workspace.problems_of(record) == (), record
        assert not record.conflicts
        entity = workspace.entity(record.kind)
        for field in entity.fields:
            names = record.get(field.key, [])
            if field.kind is FieldKind.REFERENCE and names:
                names = [names]
            if field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES):
                kinds = {workspace.get(UUID(name)).kind for name in names}
                assert kinds <= {*field.refers_to}, (record.kind, field.key)
        if record.parent is not None and record.parent != sample:
            assert workspace.get(record.parent).kind in entity.parents


def test_every_figure_has_source_and_grade_or_a_reason(workspace: Workspace, sample: UUID) -> None:
    grades = {"published": Grade.B, "derived": Grade.C, "secondary": Grade.D}
    for record in workspace.records(sample, "observation"):
        if record.get("value") is None:
            assert record.get("missing"), record
        else:
            assert record.get("source"), record
            assert record.get("grade") == grades[record.get("source_status")]
            if record.get("source_status") == "derived":
                assert record.get("method"), record


def test_the_assessment_is_alive(workspace: Workspace, sample: UUID) -> None:
    view = sector_view(workspace, sample, "solid_waste")
    assert not [p for row in view.rows for p in row.problems]
    estimates = view.assessment.estimates
    per_person = estimates["kg_cap_d"]
    assert per_person.value == pytest.approx(229_950 * 1000 / 365 / 923_000)
    assert per_person.grade is Grade.B
    assert (estimates["ch4_generated"].value or 0) > 0
    assert estimates["sdg_11_6_1"].value is None
    shares = [
        row.observed.value for row in view.rows if row.input.key.startswith("composition_") and row.record
    ]
    assert sum(s for s in shares if isinstance(s, float)) == pytest.approx(100)


def test_what_is_missing_is_asked_for(workspace: Workspace, sample: UUID) -> None:
    asked = {r.get("input") for r in workspace.records(sample, "data_request")}
    for key in ("recovered_received_t_d", "recovered_controlled_t_d", "household_t_d", "gas_recovery"):
        assert key in asked
    assert all(r.get("improves") for r in workspace.records(sample, "data_request"))


def test_contradicting_figures_stand_beside_each_other(workspace: Workspace, sample: UUID) -> None:
    rows = {row.input.key: row for row in sector_view(workspace, sample, "solid_waste").rows}
    tonnages = {r.get("value") for r in rows["msw_stated_t_d"].alternatives}
    assert tonnages == {"450", "500", "600", "953261", "963367"}
    areas = {
        r.get("value") for r in workspace.records(sample, "observation") if "area" in r.get("subject", "")
    }
    assert areas == {"326.10", "291"}
    assert all(is_decimal(a) and Decimal(a) > 0 for a in areas)


def test_the_plan_and_its_proposals(workspace: Workspace, sample: UUID) -> None:
    plans = Plans(workspace)
    (plan,) = plans.plans(sample)
    assert [c.number for c in plan.clauses][:3] == ["1", "1.1", "1.1.1"]
    assert len(plan.proposals) == 3 and all(p.is_open and p.reason and p.evidence for p in plan.proposals)
    assert not any(p.outdated for p in plan.proposals)
    (revision,) = plan.revisions
    assert not plans.redline(plan.id, revision.id).changed
    assert plans.redline_of_proposals(plan.id, revision.id).counts["added"] == 1
    for proposal in plan.proposals:
        plans.decide(proposal.id, Decision("accepted", meeting="Test"))
    assert len(plans.redline(plan.id, revision.id).changed) == 3
