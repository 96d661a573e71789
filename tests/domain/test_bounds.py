"""The impossible is refused, the unusual is asked about: in fields, in tables, and for money."""

from decimal import Decimal

import pytest

from yport_desktop.domain.bounds import ABOUT_ONE_DOLLAR, ROWS_SHOWN, check_bounds
from yport_desktop.domain.entry import parse_entry
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.units import CURRENCIES

FACTOR = Input(
    "mcf",
    "MCF",
    "",
    "",
    "fraction",
    plausible=(0.4, 0.6),
    possible=(0.0, 1.0),
    plausible_source="2019 Refinement, Volume 5, Table 6.3",
)
FEE = Input("fee", "Gate fee", "", "", "currency/t", plausible=(1.0, 200.0), possible=(0.0, None))
LOADS = Input(
    "loads",
    "Loads",
    "",
    "",
    kind=InputKind.TABLE,
    columns=(
        Column("name", "Load", kind="text"),
        Column("hours", "Hours", "h", possible=(0.0, 8784.0), plausible=(100.0, 8760.0)),
    ),
)


def test_the_unusual_is_asked_about_with_the_table_that_says_what_is_usual() -> None:
    (problem,) = check_bounds(FACTOR, Decimal("0.9"), "fraction")
    assert problem.severity is Severity.WARNING
    assert str(problem) == (
        "MCF: 0.9 fraction is unusually high; at most 0.6 is expected "
        "(2019 Refinement, Volume 5, Table 6.3). Please check."
    )


def test_the_impossible_is_refused_and_not_asked_about_as_well() -> None:
    (problem,) = check_bounds(FACTOR, Decimal("1.2"), "fraction")
    assert problem.severity is Severity.REFUSED


@pytest.mark.parametrize(
    ("text", "unit", "asked_about"),
    [
        ("700", "PHP/t", False),
        ("700", "USD/t", True),
        ("25000000", "VND/t", True),
        ("350000", "VND/t", False),
        ("4000", "JPY/t", False),
        ("10", "JPY/t", True),
    ],
)
def test_money_is_judged_in_its_own_currency(text: str, unit: str, asked_about: bool) -> None:
    assert bool(parse_entry(FEE, text, unit).problems) is asked_about


def test_every_currency_is_known_to_one_digit() -> None:
    assert set(ABOUT_ONE_DOLLAR) == set(CURRENCIES)


def test_unusual_rows_are_kept_named_and_counted() -> None:
    rows = [["Pumps", 4000], ["Lamps", 12], *[[f"Fan {n}", n] for n in range(1, 6)]]
    entry = parse_entry(LOADS, rows)
    assert not entry.refused
    assert isinstance(entry.value, tuple) and len(entry.value) == len(rows)
    assert [p.row for p in entry.problems] == [2, 3, 4, 5]
    assert len(entry.problems) == ROWS_SHOWN + 1
    assert str(entry.problems[-1]) == "Hours: 3 more rows are outside of what is expected."


def test_a_year_is_written_as_a_year() -> None:
    asked = Input(
        "target", "Target year", "", "", "year", plausible=(1985.0, 2100.0), possible=(1900.0, 2200.0)
    )
    (unusual,), (impossible,) = (check_bounds(asked, Decimal(year), "year") for year in (2140, 3000))
    assert str(unusual) == "Target year: 2140 is unusually high; at most 2100 is expected. Please check."
    assert str(impossible) == "Target year cannot be more than 2200; 3000 was given."


def test_a_converted_value_is_not_shown_to_its_last_digit() -> None:
    asked = Input("pressure", "Pressure", "", "", "m", units=("psi",), possible=(0.0, 500.0))
    refused = parse_entry(asked, "4000", "psi")
    assert str(refused.problems[0]) == "Pressure cannot be more than 500 m; 2,812.278319 was given."
