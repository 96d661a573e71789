"""Value of an option on a criterion; its id follows from both, so that two advisors meet in one cell."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import GRADE_MEANING, MISSING_LABEL


def _value_or_reason(values: FieldValues) -> tuple[Problem, ...]:
    if values.get("value") is not None and values.get("missing"):
        message = N_("Give either a value or the reason why there is none, not both.")
        return (Problem(message, field="missing"),)
    return ()


ENTITY = EntityType(
    kind="score",
    label=N_("Value of an option"),
    label_plural=N_("Values of options"),
    title="criterion",
    page="priorities",
    parents=("option",),
    rules=(_value_or_reason,),
    sections=(
        Section(
            "value",
            N_("Value"),
            (
                Field(
                    "criterion",
                    N_("Criterion"),
                    FieldKind.REFERENCE,
                    refers_to=("criterion",),
                    required=True,
                    in_table=True,
                ),
                Field("value", N_("Value"), FieldKind.NUMBER, in_table=True),
                Field(
                    "missing",
                    N_("Why there is no value"),
                    FieldKind.CHOICE,
                    choices=tuple(Choice(code.value, label) for code, label in MISSING_LABEL.items()),
                ),
                Field(
                    "grade",
                    N_("Grade"),
                    FieldKind.CHOICE,
                    choices=tuple(Choice(grade.value, label) for grade, label in GRADE_MEANING.items()),
                    in_table=True,
                ),
            ),
        ),
        Section(
            "source",
            N_("Source and quality"),
            (
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("period", N_("Period")),
                Field(
                    "evidence",
                    N_("Evidence"),
                    FieldKind.REFERENCES,
                    refers_to=("observation", "finding", "evidence"),
                ),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"criterion": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "value": "1200", "grade": "C"},
        {"criterion": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "missing": "not_known"},
    ),
    invalid=(
        {"value": "1200"},
        {"criterion": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "value": "much"},
        {"criterion": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "grade": "F"},
        {"criterion": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "value": "0", "missing": "not_known"},
    ),
)
