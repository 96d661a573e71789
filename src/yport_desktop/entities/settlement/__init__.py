"""Settlement: what people entered differently, what holds since, and why. Written once, with the decision."""

from uuid import UUID

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _names_a_record(values: FieldValues) -> tuple[Problem, ...]:
    text = values.get("record")
    try:
        named = not text or str(UUID(str(text))) == text
    except ValueError:
        named = False
    return () if named else (Problem(N_("This does not name a record."), field="record"),)


ENTITY = EntityType(
    kind="settlement",
    label=N_("Decision on a conflict"),
    label_plural=N_("Decisions on conflicts"),
    title="name",
    page="exchange",
    parents=("engagement",),
    immutable=True,
    rules=(_names_a_record,),
    sections=(
        Section(
            "settlement",
            N_("Decision on a conflict"),
            (
                Field("name", N_("Record"), required=True, in_table=True),
                Field("record", N_("Id of the record"), required=True),
                Field("record_kind", N_("Kind of record")),
                Field("field", N_("Field"), required=True),
                Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", in_table=True),
                Field(
                    "nature",
                    N_("What stood against each other"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("value", N_("Values")),
                        Choice("text", N_("Texts")),
                        Choice("list", N_("Lists")),
                        Choice("deletion", N_("A deletion and edits")),
                        Choice("place", N_("Places")),
                        Choice("ring", N_("Moves under each other")),
                        Choice("hanging", N_("A deletion and something added below it")),
                    ),
                ),
                Field("stood", N_("The values that stood"), FieldKind.OBJECT, required=True),
            ),
        ),
        Section(
            "decision",
            N_("Decision"),
            (
                Field("holds", N_("What holds now"), FieldKind.OBJECT, required=True),
                Field(
                    "how",
                    N_("How it was decided"),
                    FieldKind.CHOICE,
                    required=True,
                    in_table=True,
                    choices=(
                        Choice("mine", N_("own value kept")),
                        Choice("theirs", N_("the other's value kept")),
                        Choice("both", N_("both kept")),
                        Choice("new", N_("written anew")),
                        Choice("merged", N_("merged word by word")),
                    ),
                ),
                Field("reason", N_("Reason"), FieldKind.LONG_TEXT, in_table=True),
            ),
        ),
    ),
    valid=(
        {
            "name": "Waste collected per day",
            "record": "11111111-2222-4333-8444-555555555555",
            "record_kind": "observation",
            "field": "value",
            "nature": "value",
            "stood": {
                "values": [{"value": "340", "name": "Aya", "key": "ab" * 32, "at": 1, "segment": ""}],
            },
            "holds": {"value": "340"},
            "how": "mine",
            "reason": "Weighed, not estimated.",
        },
    ),
    invalid=(
        {"name": "Something"},
        {
            "name": "Waste",
            "record": "that one",
            "field": "value",
            "stood": {"values": []},
            "holds": {"value": None},
            "how": "mine",
        },
        {
            "name": "Waste",
            "record": "11111111-2222-4333-8444-555555555555",
            "field": "value",
            "stood": {"values": [1]},
            "holds": {"value": None},
            "how": "by lot",
        },
    ),
)
