"""Screening of a sector: how great the need is, how much is spent, how far the city may act."""

from decimal import Decimal

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _range(values: FieldValues) -> tuple[Problem, ...]:
    bad, good = values.get("need_bad"), values.get("need_good")
    if bad is not None and good is not None and Decimal(bad) == Decimal(good):
        return (Problem(N_("The bad and the good value must not be the same."), field="need_good"),)
    return ()


AUTHORITY = (
    Choice("none", N_("None: others decide")),
    Choice("little", N_("Little: the city is heard")),
    Choice("shared", N_("Shared with others")),
    Choice("large", N_("Large: others must agree")),
    Choice("full", N_("Full: the city decides alone")),
)

_NEED = Section(
    "need",
    N_("Need"),
    (
        Field("sector", N_("Sector"), FieldKind.CHOICE, choices_from="sectors", required=True, in_table=True),
        Field(
            "need_from",
            N_("Indicator that shows the need"),
            FieldKind.CHOICE,
            choices_from="indicators",
            help=N_("Left empty, the need is stated directly."),
        ),
        Field("need_bad", N_("Bad value: full need"), FieldKind.NUMBER),
        Field("need_good", N_("Good value: no need"), FieldKind.NUMBER),
        Field("need", N_("Need, stated directly"), FieldKind.NUMBER, unit="%", lower=0, upper=100),
        Field("need_reason", N_("Reason and source"), FieldKind.LONG_TEXT),
    ),
)

_ACTING = Section(
    "acting",
    N_("Spending and authority"),
    (
        Field(
            "spending",
            N_("Share of the city's expenditure"),
            FieldKind.NUMBER,
            unit="%",
            lower=0,
            upper=100,
            in_table=True,
        ),
        Field("spending_source", N_("Source of the spending")),
        Field(
            "authority", N_("The city's authority to act"), FieldKind.CHOICE, choices=AUTHORITY, in_table=True
        ),
        Field("authority_reason", N_("Reason"), FieldKind.LONG_TEXT),
    ),
)

ENTITY = EntityType(
    kind="screening",
    label=N_("Screening of a sector"),
    label_plural=N_("Screening of sectors"),
    title="sector",
    page="priorities",
    parents=("engagement",),
    rules=(_range,),
    sections=(_NEED, _ACTING),
    valid=(
        {"sector": "some_sector", "need": "60", "spending": "12.5", "authority": "full"},
        {
            "sector": "some_sector",
            "need_from": "some_sector.recycling_rate",
            "need_bad": "0",
            "need_good": "40",
        },
    ),
    invalid=(
        {"need": "60"},
        {"sector": "some_sector", "need": "160"},
        {"sector": "some_sector", "authority": "some"},
        {"sector": "some_sector", "need_bad": "1", "need_good": "1.0"},
    ),
)
