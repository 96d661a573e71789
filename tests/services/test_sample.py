"""The sample engagements: sourced, alive, the same on every laptop, quickly built."""

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
from yport_desktop.services.sample import SAMPLES, open_sample, read_sample
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def sample(workspace: Workspace) -> UUID:
    return open_sample(workspace)


@pytest.fixture(params=[offer.key for offer in SAMPLES])
def any_sample(request: pytest.FixtureRequest, workspace: Workspace) -> UUID:
    """Each sample that comes with the program, in turn."""
    return open_sample(workspace, next(o.path for o in SAMPLES if o.key == request.param))


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


def test_two_laptops_build_the_same_records(workspace: Workspace, second_workspace: Workspace) -> None:
    for offer in SAMPLES:
        sample = open_sample(workspace, offer.path)
        assert open_sample(second_workspace, offer.path) == sample
        assert everything(second_workspace, sample) == everything(workspace, sample)
        assert second_workspace.store.fingerprint(sample) == workspace.store.fingerprint(sample)


def test_the_samples_are_engagements_of_their_own_named_as_offered(workspace: Workspace) -> None:
    spaces = {open_sample(workspace, offer.path): offer for offer in SAMPLES}
    assert len(spaces) == 3
    for space, offer in spaces.items():
        assert workspace.title(workspace.get(space)) == offer.city
        kinds = ("mission", "observation", "data_request", "finding", "urban_issue", "plan", "clause")
        assert all(workspace.count(space, kind) > 0 for kind in kinds)
        assert set(workspace.get(space).get("sectors")) == set(workspace.registry.sectors)


def test_every_record_is_accepted_by_its_declaration(workspace: Workspace, any_sample: UUID) -> None:
    sample = any_sample
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


def test_every_figure_has_source_and_grade_or_a_reason(workspace: Workspace, any_sample: UUID) -> None:
    sample = any_sample
    grades = {"published": Grade.B, "derived": Grade.C, "secondary": Grade.D}
    for record in workspace.records(sample, "observation"):
        if record.get("value") is None:
            assert record.get("missing"), record
        else:
            assert record.get("source"), record
            assert record.get("grade") == grades[record.get("source_status")]
            if record.get("source_status") == "derived":
                assert record.get("method"), record


def test_every_input_is_asked_by_its_sector_and_nothing_is_refused(
    workspace: Workspace, any_sample: UUID
) -> None:
    for sector in workspace.registry.sectors.values():
        view = sector_view(workspace, any_sample, sector.key)
        assert not [p for row in view.rows for p in row.problems], sector.key
        asked = {i.key for i in sector.inputs if not i.linked}
        for kind in ("observation", "data_request"):
            found = [r for r in workspace.records(any_sample, kind) if r.get("sector") == sector.key]
            assert {r.get("input") for r in found if r.get("input")} <= asked, (sector.key, kind)
        for chart in sector.charts:
            chart.build(view.assessment)


def test_no_source_is_named_that_nobody_cites() -> None:
    for offer in SAMPLES:
        sample = read_sample(offer.path)
        rows = [sample.engagement, *(row for rows in sample.records.values() for row in rows)]
        assert {row["source"] for row in rows if "source" in row} == set(sample.sources), offer.key


def test_da_nang_and_bangkok_show_what_was_published(workspace: Workspace) -> None:
    da_nang, bangkok = (open_sample(workspace, offer.path) for offer in SAMPLES[1:])

    def result(space: UUID, sector: str, key: str) -> float:
        found = sector_view(workspace, space, sector).assessment.estimates[key].value
        assert found is not None, (sector, key)
        return found

    assert result(da_nang, "water_supply", "nrw_latest") == pytest.approx(0.15)
    assert result(bangkok, "solid_waste", "kg_cap_d") == pytest.approx(1.238, abs=5e-4)
    assert result(bangkok, "solid_waste", "campaign_total_t") == 67_245
    assert result(bangkok, "climate_mitigation", "total_co2e") == pytest.approx(43_910_000)
    assert result(bangkok, "climate_mitigation", "bau_change_pct") == pytest.approx(5.88, abs=5e-3)
    assert result(bangkok, "wastewater", "capacity_share") == pytest.approx(0.448)
    said = [str(p) for p in sector_view(workspace, bangkok, "solid_waste").assessment.problems]
    assert any("67,248 t stated, 67,245 t follow" in text for text in said)


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


def test_no_figure_about_waste_is_unusual(workspace: Workspace, any_sample: UUID) -> None:
    rows = sector_view(workspace, any_sample, "solid_waste").rows
    assert any(row.record is not None for row in rows)
    assert not [str(p) for row in rows for p in row.problems if "unusually" in str(p)]
