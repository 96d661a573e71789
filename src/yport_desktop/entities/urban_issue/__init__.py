"""Urban issue: the city's problem, as the findings show it and as the plan has to answer it."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="urban_issue",
    label=N_("Urban issue"),
    label_plural=N_("Urban issues"),
    title="heading",
    page="issues",
    parents=("engagement",),
    ordered=True,
    sections=(
        Section(
            "issue",
            N_("Urban issue"),
            (
                Field("heading", N_("In one line"), required=True, in_table=True),
                Field("text", N_("The problem"), FieldKind.LONG_TEXT),
                Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", in_table=True),
                Field("area", N_("Area and people concerned")),
                Field("findings", N_("Findings behind it"), FieldKind.REFERENCES, refers_to=("finding",)),
            ),
        ),
        Section(
            "weight",
            N_("Weight and responsibility"),
            (
                Field(
                    "priority",
                    N_("Priority"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("high", N_("High")),
                        Choice("medium", N_("Medium")),
                        Choice("low", N_("Low")),
                    ),
                    in_table=True,
                ),
                Field("priority_reason", N_("Reason for the priority"), FieldKind.LONG_TEXT),
                Field(
                    "responsible",
                    N_("Responsible body"),
                    FieldKind.REFERENCE,
                    refers_to=("organisation",),
                    in_table=True,
                ),
                Field("sdg_targets", N_("SDG targets"), help=N_("For example 11.6, 12.5.")),
                Field(
                    "state",
                    N_("State"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("open", N_("Still open")),
                        Choice("in_plan", N_("Answered in the plan")),
                        Choice("in_pilot", N_("In a pilot")),
                        Choice("solved", N_("Solved")),
                        Choice("set_aside", N_("Set aside")),
                    ),
                    default="open",
                    in_table=True,
                ),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"heading": "Disposal without control", "priority": "high", "state": "open", "sdg_targets": "11.6"},
        {"heading": "Cost of hauling", "findings": ["8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f"]},
    ),
    invalid=(
        {"priority": "high"},
        {"heading": "Cost", "priority": "urgent"},
        {"heading": "Cost", "findings": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f"},
    ),
)
