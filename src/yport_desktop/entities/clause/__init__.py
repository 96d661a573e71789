"""Clause: one statement of a plan, with an id that stays through every move and revision."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_


def _years(values: FieldValues) -> tuple[Problem, ...]:
    baseline, target = values.get("baseline_year"), values.get("target_year")
    if baseline and target and target[:4] < baseline[:4]:
        return (
            Problem(N_("The target year lies before the baseline year."), Severity.WARNING, "target_year"),
        )
    return ()


_MEASURE = Section(
    "measure",
    N_("Baseline and target"),
    (
        Field("indicator", N_("Indicator")),
        Field("unit", N_("Unit")),
        Field("baseline_value", N_("Baseline value"), FieldKind.NUMBER),
        Field("baseline_year", N_("Baseline year"), FieldKind.DATE),
        Field("target_value", N_("Target value"), FieldKind.NUMBER),
        Field("target_year", N_("Target year"), FieldKind.DATE),
        Field(
            "observations",
            N_("Observations behind the baseline"),
            FieldKind.REFERENCES,
            refers_to=("observation",),
        ),
    ),
)

_ACTION = Section(
    "action",
    N_("Responsibility, schedule and cost"),
    (
        Field(
            "responsible",
            N_("Responsible body"),
            FieldKind.REFERENCE,
            refers_to=("organisation",),
            in_table=True,
        ),
        Field("partners", N_("Partners"), FieldKind.REFERENCES, refers_to=("organisation",)),
        Field(
            "horizon",
            N_("Horizon"),
            FieldKind.CHOICE,
            choices=(
                Choice("short", N_("Short term")),
                Choice("medium", N_("Medium term")),
                Choice("long", N_("Long term")),
            ),
        ),
        Field("start", N_("Begins"), FieldKind.DATE),
        Field("end", N_("Ends"), FieldKind.DATE),
        Field("cost", N_("Cost"), FieldKind.NUMBER, lower=0),
        Field("currency", N_("Currency")),
        Field("price_year", N_("Price year"), FieldKind.DATE),
        Field("funding", N_("Source of funds")),
        Field("assumptions", N_("Assumptions"), FieldKind.LONG_TEXT),
    ),
)

ENTITY = EntityType(
    kind="clause",
    label=N_("Clause"),
    label_plural=N_("Clauses"),
    title="heading",
    page="plan",
    parents=("plan", "clause"),
    ordered=True,
    rules=(_years,),
    sections=(
        Section(
            "clause",
            N_("Clause"),
            (
                Field("heading", N_("Heading"), in_table=True),
                Field("text", N_("Text"), FieldKind.LONG_TEXT),
                Field(
                    "level",
                    N_("Level"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("chapter", N_("Chapter")),
                        Choice("goal", N_("Goal")),
                        Choice("strategy", N_("Strategy")),
                        Choice("target", N_("Target")),
                        Choice("indicator", N_("Indicator")),
                        Choice("assumption", N_("Assumption")),
                        Choice("program", N_("Program")),
                        Choice("project", N_("Project")),
                        Choice("policy", N_("Policy")),
                        Choice("action", N_("Action")),
                        Choice("paragraph", N_("Paragraph")),
                    ),
                    in_table=True,
                ),
                Field(
                    "status",
                    N_("Status"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("draft", N_("Draft")),
                        Choice("under_discussion", N_("Under discussion")),
                        Choice("agreed", N_("Agreed")),
                        Choice("adopted", N_("Adopted")),
                        Choice("under_way", N_("Under way")),
                        Choice("idle", N_("Idle")),
                        Choice("completed", N_("Completed")),
                    ),
                    in_table=True,
                ),
                Field("plan", N_("Plan"), FieldKind.REFERENCE, refers_to=("plan",)),
                Field(
                    "issues", N_("Urban issues it answers"), FieldKind.REFERENCES, refers_to=("urban_issue",)
                ),
            ),
        ),
        _MEASURE,
        _ACTION,
        Section(
            "source",
            N_("Source"),
            (
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"heading": "Recycling rate", "level": "indicator", "baseline_value": "24", "baseline_year": "2016"},
        {"text": "第4章 固形廃棄物の管理", "level": "chapter", "status": "draft"},
    ),
    invalid=(
        {"level": "slogan"},
        {"target_value": "40 %"},
        {"heading": "Two\nlines"},
        {"cost": "-1"},
    ),
)
