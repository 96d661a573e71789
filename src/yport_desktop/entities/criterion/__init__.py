"""Criterion: what options are compared by, on a range that is fixed before the options are known."""

from decimal import Decimal

from yport_desktop.domain.entity import EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _range(values: FieldValues) -> tuple[Problem, ...]:
    worst, best, middle = (values.get(key) for key in ("worst", "best", "middle"))
    if worst is None or best is None:
        return ()
    if Decimal(worst) == Decimal(best):
        return (Problem(N_("The worst and the best value must not be the same."), field="best"),)
    ends = sorted((Decimal(worst), Decimal(best)))
    if middle is not None and not ends[0] < Decimal(middle) < ends[1]:
        text = N_("The value worth half must lie between the worst and the best value.")
        return (Problem(text, field="middle"),)
    return ()


_WHAT = Section(
    "criterion",
    N_("Criterion"),
    (
        Field("name", N_("Name"), required=True, in_table=True),
        Field("definition", N_("Definition"), FieldKind.LONG_TEXT),
        Field("unit", N_("Unit"), in_table=True),
    ),
)

_RANGE = Section(
    "range",
    N_("Fixed range"),
    (
        Field(
            "worst",
            N_("Worst value"),
            FieldKind.NUMBER,
            in_table=True,
            help=N_(
                "Counts 0. Fix the range before the options are known, and keep it: then one option "
                "more never "
                "reorders the others. Where less is better, the worst value is the larger one."
            ),
        ),
        Field("best", N_("Best value"), FieldKind.NUMBER, in_table=True, help=N_("Counts 1.")),
        Field(
            "middle",
            N_("Value worth half"),
            FieldKind.NUMBER,
            help=N_("Left empty it is halfway between the worst and the best value."),
        ),
        Field("range_reason", N_("Reason for the range"), FieldKind.LONG_TEXT),
    ),
)

_WEIGHT = Section(
    "weight",
    N_("Weight and source"),
    (
        Field(
            "weight",
            N_("Weight"),
            FieldKind.NUMBER,
            unit="%",
            lower=0,
            upper=100,
            in_table=True,
            help=N_("Used where weights are set directly."),
        ),
        Field("source", N_("Source")),
        Field("source_address", N_("Address of the source")),
    ),
)

ENTITY = EntityType(
    kind="criterion",
    label=N_("Criterion"),
    label_plural=N_("Criteria"),
    title="name",
    page="priorities",
    parents=("engagement",),
    ordered=True,
    rules=(_range,),
    sections=(_WHAT, _RANGE, _WEIGHT),
    valid=(
        {"name": "Cost", "unit": "PHP/t", "worst": "4000", "best": "0", "weight": "40"},
        {"name": "Households served", "worst": "0", "best": "100", "middle": "30"},
    ),
    invalid=(
        {"unit": "PHP/t"},
        {"name": "Cost", "worst": "5", "best": "5.0"},
        {"name": "Cost", "worst": "10", "best": "0", "middle": "12"},
        {"name": "Cost", "weight": "120"},
        {"name": "Cost", "weight": "-1"},
    ),
)
