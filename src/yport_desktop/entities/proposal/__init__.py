"""Clause proposal: a change asked for in one clause, with its reason, evidence and decision."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _decided(values: FieldValues) -> tuple[Problem, ...]:
    if values.get("state") == "decided" and "decision" in values and not values.get("decision"):
        return (Problem(N_("A decided proposal needs its decision."), field="decision"),)
    return ()


_PROPOSAL = Section(
    "proposal",
    N_("Proposal"),
    (
        Field(
            "kind",
            N_("Kind"),
            FieldKind.CHOICE,
            choices=(
                Choice("amend", N_("Amend the clause")),
                Choice("add", N_("Add a clause below")),
                Choice("delete", N_("Delete the clause")),
            ),
            required=True,
            in_table=True,
        ),
        Field("heading", N_("Proposed heading"), in_table=True),
        Field("proposed_text", N_("Proposed text"), FieldKind.LONG_TEXT),
        Field("level", N_("Level of the new clause")),
        Field("after", N_("To stand after"), FieldKind.REFERENCE, refers_to=("clause",)),
        Field("original_heading", N_("Heading when it was proposed")),
        Field("original_text", N_("Text when it was proposed"), FieldKind.LONG_TEXT),
        Field("reason", N_("Reason"), FieldKind.LONG_TEXT),
        Field(
            "evidence",
            N_("Evidence"),
            FieldKind.REFERENCES,
            refers_to=("observation", "finding", "evidence"),
        ),
        Field("issues", N_("Urban issues it answers"), FieldKind.REFERENCES, refers_to=("urban_issue",)),
        Field(
            "author", N_("Author"), FieldKind.REFERENCE, refers_to=("person", "organisation"), in_table=True
        ),
        Field("supporters", N_("Supporters"), FieldKind.REFERENCES, refers_to=("person", "organisation")),
        Field("proposed_on", N_("Proposed on"), FieldKind.DATE),
    ),
)

_DECISION = Section(
    "decision",
    N_("Decision"),
    (
        Field(
            "state",
            N_("State"),
            FieldKind.CHOICE,
            choices=(
                Choice("draft", N_("Draft")),
                Choice("proposed", N_("Proposed")),
                Choice("withdrawn", N_("Withdrawn")),
                Choice("decided", N_("Decided")),
            ),
            default="proposed",
            in_table=True,
        ),
        Field(
            "decision",
            N_("Decision"),
            FieldKind.CHOICE,
            choices=(
                Choice("accepted", N_("Accepted")),
                Choice("accepted_modified", N_("Accepted modified")),
                Choice("deferred", N_("Deferred")),
                Choice("rejected", N_("Rejected")),
            ),
            in_table=True,
        ),
        Field("decided_text", N_("Text as accepted"), FieldKind.LONG_TEXT),
        Field("decided_by", N_("Decided by"), FieldKind.REFERENCE, refers_to=("person", "organisation")),
        Field("decided_at", N_("Decided on"), FieldKind.DATE, in_table=True),
        Field("meeting", N_("Meeting"), help=N_("The meeting at which it was decided.")),
        Field("mission", N_("Mission"), FieldKind.REFERENCE, refers_to=("mission",)),
        Field("decision_reason", N_("Reason for the decision"), FieldKind.LONG_TEXT),
    ),
)

ENTITY = EntityType(
    kind="proposal",
    label=N_("Clause proposal"),
    label_plural=N_("Clause proposals"),
    title="heading",
    page="plan",
    parents=("clause", "plan"),
    ordered=True,
    rules=(_decided,),
    sections=(_PROPOSAL, _DECISION),
    valid=(
        {"kind": "amend", "proposed_text": "Reduce residual waste by a quarter.", "state": "proposed"},
        {"kind": "delete", "state": "decided", "decision": "rejected", "decided_at": "2026-02-19"},
    ),
    invalid=(
        {"proposed_text": "Without a kind"},
        {"kind": "rewrite"},
        {"kind": "amend", "state": "decided", "decision": None},
        {"kind": "amend", "decision": "perhaps"},
        {"kind": "amend", "evidence": ["see annex"]},
    ),
)
