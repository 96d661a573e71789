"""Records that are referred to bear one name wherever they are cited."""

from uuid import UUID

import pytest

from yport_desktop.domain.changes import KIND, Edit
from yport_desktop.domain.entity import Json
from yport_desktop.domain.ids import new_id
from yport_desktop.services import records
from yport_desktop.services.golden_thread import thread
from yport_desktop.services.plans import Plans, Proposed
from yport_desktop.services.record_links import link, links, referred
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


@pytest.mark.parametrize("value", ["nonsense", 5, True, ["nonsense", 5, None], {"a": 1}])
def test_what_names_no_record_is_tied_to_nothing(workspace: Workspace, space: UUID, value: Json) -> None:
    finding = new_id()
    workspace.commit(space, records.create("finding", {"heading": "Too much"}, parent=space, record=finding))
    wrong = [Edit(finding, "observations", value)]
    workspace.compensate(space, wrong, "As a colleague's program may send it")
    found = thread(workspace, space, finding)
    assert found is not None and not found.steps["observation"]
    assert referred(workspace.get(finding), "observations") is None
