"""Records that are referred to bear one name wherever they are cited."""

from uuid import UUID

from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.ids import new_id
from yport_desktop.services import records
from yport_desktop.services.plans import Plans, Proposed
from yport_desktop.services.record_links import link, links
from yport_desktop.services.workspace import Workspace

ANSWER = {
    "sector": "solid_waste",
    "input": "population",
    "value": "949000",
    "unit": "persons",
    "period": "2020",
}


def translate(text: str) -> str:
    return "人口" if text == "Population" else text


def answer(workspace: Workspace, space: UUID) -> UUID:
    record = new_id()
    workspace.commit(space, records.create("observation", ANSWER, parent=space, record=record))
    return record


def test_an_observation_is_cited_by_its_question_and_value_in_the_readers_language(
    workspace: Workspace, space: UUID
) -> None:
    measured, plan = answer(workspace, space), new_id()
    workspace.commit(space, records.create("plan", {"title": "Goals"}, parent=space, record=plan))
    plans = Plans(workspace)
    clause = plans.add_clause(plan, {"heading": "Goal", "text": "Less waste."})
    plans.propose(clause, Proposed("amend", text="Much less waste.", reason="Grows.", evidence=(measured,)))
    (cited,) = plans.plan(plan, translate).proposals[0].evidence
    assert cited.title == "人口: 949,000 persons (2020)"
    assert cited == link(workspace, measured, translate) == links(workspace, [measured], translate)[measured]
    assert plans.plan(plan).proposals[0].evidence[0].title == "Population: 949,000 persons (2020)"


def test_what_is_gone_or_never_came_has_no_link(workspace: Workspace, space: UUID) -> None:
    measured = answer(workspace, space)
    workspace.commit(space, records.delete(measured))
    assert link(workspace, measured) is None
    assert link(workspace, new_id()) is None


def test_a_kind_of_a_later_program_is_linked_without_a_name(workspace: Workspace, space: UUID) -> None:
    strange = new_id()
    workspace.store.commit(space, [Edit(strange, KIND, "budget_line"), Edit(strange, "title", "Trucks")])
    found = link(workspace, strange)
    assert found is not None and found.title == ""
