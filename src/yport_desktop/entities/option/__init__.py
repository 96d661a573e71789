"""Option: a measure or project that may be chosen, compared with others by the criteria."""

from yport_desktop.domain.entity import EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="option",
    label=N_("Option"),
    label_plural=N_("Options"),
    title="name",
    page="priorities",
    parents=("engagement",),
    ordered=True,
    sections=(
        Section(
            "option",
            N_("Option"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", in_table=True),
                Field("description", N_("Description"), FieldKind.LONG_TEXT),
                Field(
                    "responsible",
                    N_("Responsible body"),
                    FieldKind.REFERENCE,
                    refers_to=("organisation",),
                ),
            ),
        ),
        Section(
            "links",
            N_("What it answers"),
            (
                Field("issues", N_("Urban issues"), FieldKind.REFERENCES, refers_to=("urban_issue",)),
                Field("clauses", N_("Clauses of the plan"), FieldKind.REFERENCES, refers_to=("clause",)),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"name": "Composting of market waste"},
        {"name": "Leak detection", "issues": ["8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f"]},
    ),
    invalid=({"description": "Without a name"}, {"name": "Leak detection", "clauses": "4.2"}),
)
