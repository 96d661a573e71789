"""Pairwise comparison: how much more one criterion weighs than another, on the scale from 1 to 9."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _two(values: FieldValues) -> tuple[Problem, ...]:
    if values.get("first") is not None and values.get("first") == values.get("second"):
        return (Problem(N_("A criterion is compared with another one."), field="second"),)
    return ()


# How the first criterion stands against the second; the keys are the numbers computed with.
SCALE = (
    Choice("9", N_("9 · extremely more important")),
    Choice("8", "8"),
    Choice("7", N_("7 · very much more important")),
    Choice("6", "6"),
    Choice("5", N_("5 · much more important")),
    Choice("4", "4"),
    Choice("3", N_("3 · somewhat more important")),
    Choice("2", "2"),
    Choice("1", N_("1 · equally important")),
    Choice("1/2", "1/2"),
    Choice("1/3", N_("1/3 · somewhat less important")),
    Choice("1/4", "1/4"),
    Choice("1/5", N_("1/5 · much less important")),
    Choice("1/6", "1/6"),
    Choice("1/7", N_("1/7 · very much less important")),
    Choice("1/8", "1/8"),
    Choice("1/9", N_("1/9 · extremely less important")),
)

ENTITY = EntityType(
    kind="pairwise",
    label=N_("Pairwise comparison"),
    label_plural=N_("Pairwise comparisons"),
    title="first",
    page="priorities",
    parents=("engagement",),
    rules=(_two,),
    sections=(
        Section(
            "comparison",
            N_("Pairwise comparison"),
            (
                Field(
                    "first",
                    N_("Criterion"),
                    FieldKind.REFERENCE,
                    refers_to=("criterion",),
                    required=True,
                    in_table=True,
                ),
                Field(
                    "second",
                    N_("Compared with"),
                    FieldKind.REFERENCE,
                    refers_to=("criterion",),
                    required=True,
                    in_table=True,
                ),
                Field("ratio", N_("How much more it weighs"), FieldKind.CHOICE, choices=SCALE, in_table=True),
                Field("reason", N_("Reason"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {
            "first": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
            "second": "1d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
            "ratio": "1/3",
        },
    ),
    invalid=(
        {"first": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f", "ratio": "3"},
        {
            "first": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
            "second": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
        },
        {
            "first": "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
            "second": "1d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f",
            "ratio": "10",
        },
    ),
)
