"""Loose ends: each kind appears when a link is missing and goes when it is made."""

from uuid import UUID

import pytest

from yport_desktop.domain.entity import Json
from yport_desktop.domain.ids import new_id
from yport_desktop.services import records
from yport_desktop.services.loose_ends import LOOSE_LABEL, Loose, loose_ends
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace


@pytest.fixture
def add(workspace: Workspace, space: UUID):  # type: ignore[no-untyped-def]
    def _add(record_kind: str, parent: UUID | None = None, **values: Json) -> UUID:
        id = new_id()
        workspace.commit(space, records.create(record_kind, values, parent or space, id))
        return id

    return _add


def found(workspace: Workspace, space: UUID) -> list[Loose]:
    return [end.kind for end in loose_ends(workspace, space, "2026-02-19")]


def test_an_empty_engagement_has_none(workspace: Workspace, space: UUID) -> None:
    assert found(workspace, space) == []


def test_the_thread_from_value_to_clause(workspace: Workspace, space: UUID, add) -> None:  # type: ignore[no-untyped-def]
    observation = add("observation", subject="Waste", value="500", unit="t/d", standing="adopted")
    finding = add("finding", heading="Much waste")
    issue = add("urban_issue", heading="Too much waste")
    assert found(workspace, space) == [
        Loose.FINDING_WITHOUT_OBSERVATION,
        Loose.FINDING_WITHOUT_ISSUE,
        Loose.ISSUE_WITHOUT_FINDING,
        Loose.ISSUE_WITHOUT_CLAUSE,
        Loose.VALUE_WITHOUT_SOURCE,
    ]
    workspace.commit(space, records.set_values(observation, {"source": "Weighbridge"}))
    workspace.commit(space, records.set_values(finding, {"observations": [str(observation)]}))
    workspace.commit(space, records.set_values(issue, {"findings": [str(finding)]}))
    assert found(workspace, space) == [Loose.ISSUE_WITHOUT_CLAUSE]
    for emptied in (None, ""):
        workspace.commit(space, records.set_values(observation, {"source": emptied}))
        assert found(workspace, space) == [Loose.ISSUE_WITHOUT_CLAUSE, Loose.VALUE_WITHOUT_SOURCE]
    workspace.commit(space, records.set_values(observation, {"source": "Weighbridge"}))
    plan = add("plan", title="Plan")
    clause = add("clause", plan, heading="Less waste", issues=[str(issue)])
    assert found(workspace, space) == []
    workspace.commit(space, records.delete(clause))
    assert found(workspace, space) == [Loose.ISSUE_WITHOUT_CLAUSE]


def test_proposals_and_their_decisions(workspace: Workspace, space: UUID, add) -> None:  # type: ignore[no-untyped-def]
    plan = add("plan", title="Plan")
    proposal = add("proposal", plan, kind="add", proposed_text="New", state="proposed")
    assert found(workspace, space) == [Loose.PROPOSAL_WITHOUT_EVIDENCE, Loose.PROPOSAL_WITHOUT_REASON]
    add("evidence", proposal, caption="Photo", kind="photo")
    decided = {"reason": "Because.", "state": "decided", "decision": "rejected"}
    workspace.commit(space, records.set_values(proposal, decided))
    assert found(workspace, space) == [Loose.DECISION_WITHOUT_MEETING]
    workspace.commit(space, records.set_values(proposal, {"state": "withdrawn"}))
    assert found(workspace, space) == []


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("2026-02-18", "open", True),
        ("2026-02-19", "open", False),
        ("2026-01", "sent", True),
        ("2026-02", "open", False),
        ("2025", None, True),
        ("2025", "answered", False),
        (None, "open", False),
    ],
)
def test_requests_are_overdue_after_their_date(  # type: ignore[no-untyped-def]
    workspace: Workspace, space: UUID, add, due: str | None, state: str | None, overdue: bool
) -> None:
    add("data_request", question="Tonnes?", due=due, state=state)
    assert found(workspace, space) == ([Loose.REQUEST_OVERDUE] if overdue else [])


def test_the_sample_leaves_two_issues_open_on_purpose(workspace: Workspace) -> None:
    space = open_sample(workspace)
    ends = loose_ends(workspace, space, "2026-02-20")
    assert [(e.kind, e.record.title) for e in ends] == [
        (Loose.ISSUE_WITHOUT_CLAUSE, "Equipment falls idle after a pilot is handed over"),
        (Loose.ISSUE_WITHOUT_CLAUSE, "Electricity takes a growing part of the city's income"),
    ]


def test_every_kind_has_its_words() -> None:
    assert set(LOOSE_LABEL) == set(Loose)
