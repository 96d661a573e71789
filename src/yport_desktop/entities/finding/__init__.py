"""Finding: a statement about the city's service that rests on observations."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="finding",
    label=N_("Finding"),
    label_plural=N_("Findings"),
    title="heading",
    page="issues",
    parents=("engagement",),
    ordered=True,
    sections=(
        Section(
            "finding",
            N_("Finding"),
            (
                Field("heading", N_("In one line"), required=True, in_table=True),
                Field("text", N_("What was found"), FieldKind.LONG_TEXT),
                Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", in_table=True),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("gap", N_("Gap")),
                        Choice("risk", N_("Risk")),
                        Choice("strength", N_("Strength")),
                        Choice("opportunity", N_("Opportunity")),
                        Choice("data_gap", N_("Data gap")),
                    ),
                    in_table=True,
                ),
            ),
        ),
        Section(
            "basis",
            N_("Basis"),
            (
                Field(
                    "observations",
                    N_("Observations it rests on"),
                    FieldKind.REFERENCES,
                    refers_to=("observation",),
                ),
                Field(
                    "indicators", N_("Indicators it rests on"), FieldKind.CHOICES, choices_from="indicators"
                ),
                Field("data_requests", N_("Waits for"), FieldKind.REFERENCES, refers_to=("data_request",)),
                Field("reasoning", N_("From the figures to the finding"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "origin",
            N_("Origin"),
            (
                Field("author", N_("Author"), FieldKind.REFERENCE, refers_to=("person",)),
                Field("mission", N_("Mission"), FieldKind.REFERENCE, refers_to=("mission",)),
                Field("date", N_("Date"), FieldKind.DATE, in_table=True),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"heading": "Most waste ends in an open dump", "kind": "gap", "sector": "some_sector"},
        {"heading": "Sources disagree on tonnage", "indicators": ["some_sector.some_indicator"]},
    ),
    invalid=(
        {"text": "No heading"},
        {"heading": "Gap", "kind": "guess"},
        {"heading": "Gap", "observations": ["population"]},
        {"heading": "Gap", "indicators": ["Waste per head"]},
    ),
)
