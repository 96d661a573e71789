"""Plan: a document of the city, kept as a tree of clauses with every revision."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_


def _period(values: FieldValues) -> tuple[Problem, ...]:
    start, end = values.get("period_from"), values.get("period_to")
    if start and end and end < start[: len(end)]:
        return (Problem(N_("The plan ends before it begins."), Severity.WARNING, "period_to"),)
    return ()


ENTITY = EntityType(
    kind="plan",
    label=N_("Plan"),
    label_plural=N_("Plans"),
    title="title",
    page="plan",
    parents=("engagement",),
    ordered=True,
    rules=(_period,),
    sections=(
        Section(
            "plan",
            N_("Plan"),
            (
                Field("title", N_("Title"), required=True, in_table=True),
                Field(
                    "level",
                    N_("Level"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("vision", N_("Vision")),
                        Choice("master_plan", N_("Master plan")),
                        Choice("roadmap", N_("Roadmap")),
                        Choice("sub_roadmap", N_("Sub-roadmap")),
                        Choice("development_goals", N_("Development goals")),
                        Choice("sector_plan", N_("Sector plan")),
                        Choice("action_plan", N_("Action plan")),
                        Choice("policy_guideline", N_("Policy guideline")),
                    ),
                    in_table=True,
                ),
                Field("city", N_("Partner city"), FieldKind.REFERENCE, refers_to=("partner_city",)),
                Field("period_from", N_("Period from"), FieldKind.DATE, in_table=True),
                Field("period_to", N_("Period to"), FieldKind.DATE, in_table=True),
                Field("goal", N_("Goal"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "standing",
            N_("Standing"),
            (
                Field("owner", N_("Plan of"), FieldKind.REFERENCE, refers_to=("organisation",)),
                Field(
                    "status",
                    N_("Status"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("draft", N_("Draft")),
                        Choice("in_revision", N_("In revision")),
                        Choice("adopted", N_("Adopted")),
                        Choice("superseded", N_("Superseded")),
                    ),
                    in_table=True,
                ),
                Field("adopted_on", N_("Adopted on"), FieldKind.DATE),
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("source_status", N_("Kind of source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"title": "Mega Cebu development goals", "level": "development_goals", "period_to": "2022"},
        {"title": "Roadmap 2050", "level": "roadmap", "status": "adopted"},
    ),
    invalid=(
        {"level": "roadmap"},
        {"title": "Roadmap", "level": "dream"},
        {"title": "Roadmap", "period_from": "mid-2020s"},
    ),
)
