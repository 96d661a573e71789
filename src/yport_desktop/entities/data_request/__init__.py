"""Data request: what is still missing, who is asked for it, by when, and what it would improve."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_


def _dates(values: FieldValues) -> tuple[Problem, ...]:
    asked, due = values.get("asked_on"), values.get("due")
    if asked and due and due < asked[: len(due)]:
        return (Problem(N_("The answer is due before it was asked for."), Severity.WARNING, "due"),)
    return ()


ENTITY = EntityType(
    kind="data_request",
    label=N_("Data request"),
    label_plural=N_("Data requests"),
    title="question",
    page="assessment",
    parents=("engagement",),
    ordered=True,
    rules=(_dates,),
    sections=(
        Section(
            "question",
            N_("Question"),
            (
                Field("question", N_("What is asked for"), required=True, in_table=True),
                Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors"),
                Field("input", N_("Input of the assessment")),
                Field("unit", N_("Unit")),
                Field("period", N_("Period")),
                Field("improves", N_("What it would improve"), FieldKind.LONG_TEXT),
                Field("definition", N_("Definition given to the counterpart"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "course",
            N_("Course"),
            (
                Field(
                    "asked_of",
                    N_("Asked of"),
                    FieldKind.REFERENCE,
                    refers_to=("person", "organisation"),
                    in_table=True,
                ),
                Field(
                    "owner", N_("Followed up by"), FieldKind.REFERENCE, refers_to=("person",), in_table=True
                ),
                Field("asked_on", N_("Asked on"), FieldKind.DATE),
                Field("due", N_("Due"), FieldKind.DATE, in_table=True),
                Field(
                    "state",
                    N_("State"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("open", N_("Still open")),
                        Choice("sent", N_("Sent")),
                        Choice("answered", N_("Answered")),
                        Choice("unavailable", N_("Not available")),
                        Choice("withdrawn", N_("Withdrawn")),
                    ),
                    default="open",
                    in_table=True,
                ),
                Field("answered_on", N_("Answered on"), FieldKind.DATE),
                Field("answer", N_("Answer"), FieldKind.LONG_TEXT),
                Field(
                    "observation",
                    N_("Observation that answers it"),
                    FieldKind.REFERENCE,
                    refers_to=("observation",),
                ),
                Field("mission", N_("Raised on"), FieldKind.REFERENCE, refers_to=("mission",)),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"question": "Waste recovered for recycling", "unit": "t/d", "state": "open", "due": "2026-03-31"},
        {"question": "Weighbridge records 2025", "state": "answered", "answered_on": "2026-02-20"},
    ),
    invalid=(
        {"state": "open"},
        {"question": "Weighbridge records", "due": "end of March"},
        {"question": "Weighbridge records", "state": "lost"},
    ),
)
