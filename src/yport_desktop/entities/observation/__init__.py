"""Observation: one value with all that belongs to it; several may stand beside each other."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import GRADE_MEANING, MISSING_LABEL, STATUS_LABEL


def _value_or_reason(values: FieldValues) -> tuple[Problem, ...]:
    if values.get("value") not in (None, "", [], ()) and values.get("missing"):
        message = N_("Give either a value or the reason why there is none, not both.")
        return (Problem(message, field="missing"),)
    return ()


_VALUE = Section(
    "value",
    N_("Value"),
    (
        Field(
            "subject",
            N_("What was observed"),
            in_table=True,
            help=N_("Left empty for an input of an assessment, which has its own name."),
        ),
        Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", in_table=True),
        Field("input", N_("Input of the assessment"), in_table=True),
        Field("value", N_("Value"), FieldKind.VALUE, in_table=True),
        Field("unit", N_("Unit"), in_table=True),
        Field(
            "period",
            N_("Period"),
            in_table=True,
            help=N_("The year, month or fiscal year that the value is about, for example 2016 or FY2016."),
        ),
        Field(
            "missing",
            N_("Why there is no value"),
            FieldKind.CHOICE,
            choices=tuple(Choice(code.value, label) for code, label in MISSING_LABEL.items()),
        ),
        Field(
            "standing",
            N_("Standing"),
            FieldKind.CHOICE,
            help=N_(
                "The adopted value is computed with; alternatives are kept beside it with their sources."
            ),
            choices=(Choice("adopted", N_("Adopted")), Choice("alternative", N_("Alternative"))),
            default="adopted",
            in_table=True,
        ),
    ),
)

_SOURCE = Section(
    "source",
    N_("Source and quality"),
    (
        Field("source", N_("Source"), in_table=True),
        Field("source_address", N_("Address of the source")),
        Field("source_year", N_("Year of the source"), FieldKind.DATE),
        Field(
            "source_status",
            N_("Kind of source"),
            FieldKind.CHOICE,
            choices=(
                Choice("measured", N_("Measured by us")),
                Choice("interview", N_("Interview")),
                Choice("published", N_("Published")),
                Choice("derived", N_("Computed from published figures")),
                Choice("secondary", N_("Secondary: press, relay")),
            ),
        ),
        Field("method", N_("Method"), FieldKind.LONG_TEXT, help=N_("How the value was obtained.")),
        Field(
            "grade",
            N_("Evidence grade"),
            FieldKind.CHOICE,
            choices=tuple(Choice(grade.value, label) for grade, label in GRADE_MEANING.items()),
            in_table=True,
        ),
        Field(
            "status",
            N_("Status"),
            FieldKind.CHOICE,
            choices=tuple(Choice(status.value, label) for status, label in STATUS_LABEL.items()),
        ),
        Field(
            "uncertainty_pct",
            N_("Uncertainty"),
            FieldKind.NUMBER,
            unit="± %",
            lower=0,
            upper=1_000,
            help=N_(
                "Half width of the 95 % interval. Left empty, the width that goes with the grade is used."
            ),
        ),
        Field("mission", N_("Gathered on"), FieldKind.REFERENCE, refers_to=("mission",)),
        Field("informant", N_("Told by"), FieldKind.REFERENCE, refers_to=("person", "organisation")),
        Field("note", N_("Note"), FieldKind.LONG_TEXT),
    ),
)

ENTITY = EntityType(
    kind="observation",
    label=N_("Observation"),
    label_plural=N_("Observations"),
    title="subject",
    page="assessment",
    parents=("engagement", "observation"),
    rules=(_value_or_reason,),
    sections=(_VALUE, _SOURCE),
    valid=(
        {"sector": "some_sector", "input": "population", "value": "923000", "unit": "persons", "grade": "B"},
        {
            "sector": "some_sector",
            "input": "history",
            "value": [["2010", "164250"], ["2011", None]],
            "unit": "t/yr",
        },
        {"sector": "some_sector", "input": "recycled_t_d", "value": None, "missing": "not_known"},
        {"subject": "Land area of Cebu City", "value": "326.10", "unit": "km2", "standing": "alternative"},
    ),
    invalid=(
        {"input": "population", "value": 923000},
        {"input": "population", "value": "923000", "missing": "not_known"},
        {"input": "population", "value": "923000", "grade": "F"},
        {"input": "population", "uncertainty_pct": "-5"},
        {"input": "population", "uncertainty_pct": "５"},
        {"input": "population", "value": [[1, 2]]},
        {"input": "population", "standing": "preferred"},
    ),
)
