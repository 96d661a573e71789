"""Engagement: the standing technical cooperation with a partner city under an agreement."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_

_MONTHS = (
    Choice("01", N_("January: the calendar year")),
    Choice("02", N_("February")),
    Choice("03", N_("March")),
    Choice("04", N_("April, as in Japan")),
    Choice("05", N_("May")),
    Choice("06", N_("June")),
    Choice("07", N_("July")),
    Choice("08", N_("August")),
    Choice("09", N_("September")),
    Choice("10", N_("October, as in Thailand")),
    Choice("11", N_("November")),
    Choice("12", N_("December")),
)


def _validity(values: FieldValues) -> tuple[Problem, ...]:
    start, end = values.get("valid_from"), values.get("valid_until")
    if start and end and end < start[: len(end)]:
        return (Problem(N_("The agreement ends before it begins."), Severity.WARNING, "valid_until"),)
    return ()


def _currency(values: FieldValues) -> tuple[Problem, ...]:
    code = values.get("currency")
    if code and not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        return (
            Problem(N_("Write the currency as its three-letter code, for example PHP."), field="currency"),
        )
    return ()


_AGREEMENT = Section(
    "agreement",
    N_("Agreement"),
    (
        Field(
            "agreement_kind",
            N_("Kind of agreement"),
            FieldKind.CHOICE,
            choices=(
                Choice("mou", N_("Memorandum of understanding (MOU)")),
                Choice("mou_renewal", N_("Renewal of the MOU")),
                Choice("record_of_discussions", N_("Record of Discussions (R/D)")),
                Choice("minutes_of_discussions", N_("Minutes of Discussions (M/D)")),
                Choice("exchange_of_notes", N_("Exchange of Notes (E/N)")),
                Choice("grant_agreement", N_("Grant Agreement (G/A)")),
                Choice("none", N_("None yet")),
            ),
            in_table=True,
        ),
        Field("agreement_title", N_("Title of the agreement")),
        Field("agreement_date", N_("Signed on"), FieldKind.DATE, in_table=True),
        Field("valid_from", N_("Valid from"), FieldKind.DATE),
        Field(
            "valid_until",
            N_("Valid until"),
            FieldKind.DATE,
            help=N_("An MOU usually runs for about three years and can be renewed."),
            in_table=True,
        ),
        Field("parties", N_("Parties"), FieldKind.REFERENCES, refers_to=("organisation",)),
        Field("agreement_note", N_("Note on the agreement"), FieldKind.LONG_TEXT),
        Field("source", N_("Source")),
        Field("source_address", N_("Address of the source")),
    ),
)

ENTITY = EntityType(
    kind="engagement",
    label=N_("Engagement"),
    label_plural=N_("Engagements"),
    title="name",
    page="home",
    rules=(_validity, _currency),
    sections=(
        Section(
            "identity",
            N_("Engagement"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field(
                    "partner_city",
                    N_("Partner city"),
                    FieldKind.REFERENCE,
                    refers_to=("partner_city",),
                    in_table=True,
                ),
                Field(
                    "status",
                    N_("Status"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("preparation", N_("In preparation")),
                        Choice("running", N_("Running")),
                        Choice("idle", N_("Idle")),
                        Choice("completed", N_("Completed")),
                    ),
                    in_table=True,
                ),
                Field("sectors", N_("Sectors"), FieldKind.CHOICES, choices_from="sectors"),
                Field(
                    "counterpart", N_("Counterpart body"), FieldKind.REFERENCE, refers_to=("organisation",)
                ),
                Field("summary", N_("Summary"), FieldKind.LONG_TEXT),
            ),
        ),
        _AGREEMENT,
        Section(
            "conventions",
            N_("Conventions"),
            (
                Field(
                    "currency",
                    N_("Local currency"),
                    help=N_(
                        "Three-letter code, for example PHP. Amounts in another currency are converted "
                        "with the exchange rates of the engagement."
                    ),
                ),
                Field("fiscal_year", N_("Fiscal year begins in"), FieldKind.CHOICE, choices=_MONTHS),
                Field("languages", N_("Languages of the documents")),
            ),
        ),
    ),
    valid=(
        {"name": "Metro Cebu", "agreement_kind": "mou", "agreement_date": "2012-03-28", "currency": "PHP"},
        {"name": "Da Nang", "valid_from": "2022-03", "valid_until": "2025-02", "sectors": ["some_sector"]},
    ),
    invalid=(
        {"agreement_kind": "mou"},
        {"name": "Metro Cebu", "agreement_date": "28 March 2012"},
        {"name": "Metro Cebu", "currency": "peso"},
        {"name": "Metro Cebu", "sectors": "some_sector"},
        {"name": "Metro Cebu", "fiscal_year": "13"},
    ),
)
