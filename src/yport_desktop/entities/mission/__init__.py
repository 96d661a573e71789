"""Mission: one trip, or one workshop or forum, of the engagement."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_


def _days(values: FieldValues) -> tuple[Problem, ...]:
    start, end = values.get("start"), values.get("end")
    if start and end and end < start[: len(end)]:
        return (Problem(N_("The mission ends before it begins."), Severity.WARNING, "end"),)
    return ()


ENTITY = EntityType(
    kind="mission",
    label=N_("Mission"),
    label_plural=N_("Missions"),
    title="name",
    page="home",
    parents=("engagement",),
    rules=(_days,),
    sections=(
        Section(
            "mission",
            N_("Mission"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("scoping", N_("Scoping mission")),
                        Choice("joint_survey", N_("Joint survey mission")),
                        Choice("advisory", N_("Advisory mission")),
                        Choice("study", N_("Study or preparatory survey")),
                        Choice("planning_workshop", N_("Planning workshop")),
                        Choice("forum", N_("Urban development forum")),
                        Choice("joint_workshop", N_("Joint workshop")),
                        Choice("signing", N_("Signing of an agreement")),
                        Choice("meeting", N_("Meeting")),
                    ),
                    in_table=True,
                ),
                Field("start", N_("First day"), FieldKind.DATE, in_table=True),
                Field("end", N_("Last day"), FieldKind.DATE, in_table=True),
                Field("place", N_("Place"), in_table=True),
            ),
        ),
        Section(
            "people",
            N_("Delegation and counterparts"),
            (
                Field("leader", N_("Mission leader"), FieldKind.REFERENCE, refers_to=("person",)),
                Field("members", N_("Members"), FieldKind.REFERENCES, refers_to=("person",)),
                Field("counterparts", N_("Counterparts"), FieldKind.REFERENCES, refers_to=("person",)),
                Field(
                    "organisations", N_("Organisations"), FieldKind.REFERENCES, refers_to=("organisation",)
                ),
            ),
        ),
        Section(
            "record",
            N_("Course and outcome"),
            (
                Field("purpose", N_("Purpose"), FieldKind.LONG_TEXT),
                Field(
                    "agenda",
                    N_("Agenda"),
                    FieldKind.LONG_TEXT,
                    help=N_("For example courtesy call, kick-off, site visits, business matching, wrap-up."),
                ),
                Field("outcome", N_("Outcome and next steps"), FieldKind.LONG_TEXT),
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"name": "Joint Survey Mission", "kind": "joint_survey", "start": "2012-08-01"},
        {
            "name": "Planning workshop 2",
            "kind": "planning_workshop",
            "start": "2018-01-12",
            "end": "2018-01-12",
        },
    ),
    invalid=(
        {"kind": "scoping"},
        {"name": "Kick-off", "kind": "holiday"},
        {"name": "Kick-off", "start": "2018-02-30"},
        {"name": "Kick-off", "members": ["the whole team"]},
    ),
)
