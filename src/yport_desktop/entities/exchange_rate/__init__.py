"""Exchange rate: what a source states that an amount of one currency is worth in another, and when."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_

_AMOUNTS = ("base_amount", "quote_amount")
_CURRENCIES = ("base_currency", "quote_currency")


def _codes(values: FieldValues) -> tuple[Problem, ...]:
    codes = {key: values.get(key) for key in _CURRENCIES}
    text = N_("Write the currency as its three-letter code, for example PHP.")
    problems = [
        Problem(text, field=key)
        for key, code in codes.items()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper())
    ]
    if codes["base_currency"] and codes["base_currency"] == codes["quote_currency"]:
        problems.append(Problem(N_("A rate is between two different currencies."), field="quote_currency"))
    return tuple(problems)


def _positive(values: FieldValues) -> tuple[Problem, ...]:
    text = N_("The amounts of a rate are greater than zero.")
    return tuple(Problem(text, field=k) for k in _AMOUNTS if values.get(k) and float(values[k]) <= 0)


ENTITY = EntityType(
    kind="exchange_rate",
    label=N_("Exchange rate"),
    label_plural=N_("Exchange rates"),
    title="name",
    page="home",
    parents=("engagement",),
    rules=(_codes, _positive),
    sections=(
        Section(
            "rate",
            N_("Rate"),
            (
                Field("name", N_("Name"), in_table=True, help=N_("For example: USD to JPY, March 2015.")),
                Field(
                    "date",
                    N_("Date of the rate"),
                    FieldKind.DATE,
                    required=True,
                    in_table=True,
                    help=N_("The day, month or year that the rate is for."),
                ),
                Field("base_amount", N_("Amount"), FieldKind.NUMBER, required=True, lower=0, in_table=True),
                Field("base_currency", N_("Currency"), required=True, in_table=True),
                Field(
                    "quote_amount",
                    N_("Amount it is worth"),
                    FieldKind.NUMBER,
                    required=True,
                    lower=0,
                    in_table=True,
                ),
                Field("quote_currency", N_("In this currency"), required=True, in_table=True),
            ),
        ),
        Section(
            "source",
            N_("Source"),
            (
                Field("source", N_("Source"), in_table=True),
                Field("source_address", N_("Address of the source")),
                Field("source_year", N_("Year of the source"), FieldKind.DATE),
                Field(
                    "source_status",
                    N_("Kind of source"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("published", N_("Published")),
                        Choice("derived", N_("Computed from published figures")),
                        Choice("secondary", N_("Secondary: press, relay")),
                    ),
                ),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {
            "date": "2015-03",
            "base_amount": "1",
            "base_currency": "USD",
            "quote_amount": "119",
            "quote_currency": "JPY",
            "source": "Study report",
        },
    ),
    invalid=(
        {"date": "2015-03", "base_amount": "1", "base_currency": "USD", "quote_amount": "119"},
        {
            "date": "March 2015",
            "base_amount": "1",
            "base_currency": "USD",
            "quote_amount": "119",
            "quote_currency": "JPY",
        },
        {
            "date": "2015-03",
            "base_amount": "0",
            "base_currency": "USD",
            "quote_amount": "119",
            "quote_currency": "JPY",
        },
        {
            "date": "2015-03",
            "base_amount": "1",
            "base_currency": "US$",
            "quote_amount": "119",
            "quote_currency": "JPY",
        },
        {
            "date": "2015-03",
            "base_amount": "1",
            "base_currency": "JPY",
            "quote_amount": "1",
            "quote_currency": "JPY",
        },
    ),
)
