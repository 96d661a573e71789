"""One way in for forms, command line and imports: every bad entry gets a sentence."""

import pytest

from yport_desktop.domain.entry import observe, parse_entry
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.values import Grade, Missing

TONNAGE = Input(
    "waste", "Waste", "", "s", "t/d", units=("kg/d", "t/yr"), plausible=(1, 5000), possible=(0, 100_000)
)
SHARE = Input("share", "Share", "", "s", "%", units=("fraction",), possible=(0, 100))
COST = Input("cost", "Cost", "", "s", "currency/yr", units=("PHP/yr",))
CHOICE = Input(
    "kind", "Kind", "", "s", kind=InputKind.CHOICE, choices=(("wet", "Tropical, wet"), ("dry", "Dry"))
)
TABLE = Input(
    "rows",
    "Rows",
    "",
    "s",
    kind=InputKind.TABLE,
    columns=(
        Column("year", "Year", kind="year"),
        Column("mass", "Mass", "Gg/yr", possible=(0, 100)),
        Column("name", "Name", kind="text"),
    ),
)


@pytest.mark.parametrize(
    ("asked", "text", "unit", "value"),
    [
        (TONNAGE, "500", "", "500"),
        (TONNAGE, "５００", "t/d", "500"),
        (TONNAGE, "1,825 t/yr", "", "5"),
        (TONNAGE, "500 kg/d", "t/d", "0.5"),
        (SHARE, "0.4", "fraction", "40"),
        (SHARE, "40 %", "", "40"),
        (COST, "3億 JPY/yr", "", "300000000"),
    ],
)
def test_accepts(asked: Input, text: str, unit: str, value: str) -> None:
    entry = parse_entry(asked, text, unit)
    assert not entry.refused and str(entry.value) == value


@pytest.mark.parametrize(
    ("asked", "text", "unit", "words"),
    [
        (TONNAGE, "-5", "t/d", "Waste cannot be less than 0 t/d; −5 was given."),
        (SHARE, "110.67", "%", "Share cannot be more than 100 %; 110.67 was given."),
        (SHARE, "1.2", "fraction", "Share cannot be more than 100 %; 120 was given."),
        (TONNAGE, "500 kWh", "", "“kWh” is an amount of energy; this needs one of: t/d, kg/d, t/yr."),
        (TONNAGE, "five", "", "“five” is not a number."),
        (TONNAGE, "", "", "Nothing was entered."),
        (COST, "5 t/d", "", "“t/d” is a mass per time; this needs a currency code as in PHP/yr."),
        (COST, "5", "", "Say in which currency: PHP/yr."),
        (CHOICE, "cold", "", "“cold” is not one of the answers to Kind: wet, dry."),
    ],
)
def test_refuses_with_a_sentence(asked: Input, text: str, unit: str, words: str) -> None:
    entry = parse_entry(asked, text, unit)
    assert entry.refused and entry.value is None
    assert [str(p) for p in entry.problems if p.severity is Severity.REFUSED] == [words]
    assert all(p.field == asked.key for p in entry.problems)


def test_the_unusual_is_warned_and_kept() -> None:
    entry = parse_entry(TONNAGE, "8,000", "t/d")
    assert entry.value == 8000 and entry.problems[0].severity is Severity.WARNING


def test_the_echo_is_canonical_and_keeps_the_unit_typed() -> None:
    entry = parse_entry(TONNAGE, "１，８２５．００ トン/年")
    assert (entry.entered, entry.entered_unit, str(entry.value)) == ("1825", "トン/年", "5")


def test_a_choice_may_be_given_by_its_label() -> None:
    assert parse_entry(CHOICE, " tropical, WET ").value == "wet"


def test_a_table_reads_objects_and_lists_and_lists_all_problems() -> None:
    good = parse_entry(TABLE, [{"year": 2000, "mass": "1.5"}, [2001, None, "x"]])
    assert good.value == ((2000.0, 1.5, None), (2001.0, None, "x"))
    assert parse_entry(TABLE, "[[2000, 1, null]]").value == ((2000.0, 1.0, None),)
    bad = parse_entry(TABLE, [[2000, -1], {"year": 2000, "mas": 3}, [1, 2, 3, 4], ["20.5", 500]])
    assert bad.value is None
    assert [p.row for p in bad.problems if p.severity is Severity.REFUSED] == [1, 2, 3, 4, 4, 2]
    assert parse_entry(TABLE, []).refused and parse_entry(TABLE, "no table").refused


def test_an_observation_record_becomes_a_value() -> None:
    seen, problems = observe(
        TONNAGE,
        {
            "value": "1825",
            "unit": "t/yr",
            "grade": "C",
            "source": "Weighbridge",
            "uncertainty_pct": "12",
            "id": "x",
            "evidence": 2,
        },
    )
    assert not problems
    assert (seen.value, seen.unit, seen.grade, seen.uncertainty_pct, seen.missing) == (
        5.0,
        "t/d",
        Grade.C,
        12.0,
        None,
    )
    assert seen.entered == "1825 t/yr" and seen.evidence == 2


def test_a_missing_code_stays() -> None:
    seen, problems = observe(TONNAGE, {"value": None, "missing": "refused"})
    assert (seen.known, seen.missing, problems) == (False, Missing.REFUSED, ())


def test_wrong_codes_are_problems() -> None:
    _, problems = observe(TONNAGE, {"value": "5", "grade": "Z", "status": "maybe", "uncertainty_pct": "-3"})
    assert len([p for p in problems if p.severity is Severity.REFUSED]) == 3


def test_a_year_may_come_again_in_another_series() -> None:
    columns = (
        Column("name", "Series", kind="text"),
        Column("year", "Year", kind="year"),
        Column("v", "Value"),
    )
    table = Input("t", "Table", "", "", kind=InputKind.TABLE, columns=columns)
    assert not parse_entry(table, [["a", 2010, 1], ["b", 2010, 2]]).refused
    assert parse_entry(table, [["a", 2010, 1], ["a", 2010, 2]]).refused


@pytest.mark.parametrize("cell", [[["a"]], {"a": 1}, True])
def test_a_text_in_a_table_is_a_text(cell: object) -> None:
    asked = Input("t", "T", "", "s", kind=InputKind.TABLE, columns=(Column("name", "Name", kind="text"),))
    entry = parse_entry(asked, [[cell]])
    assert entry.refused and "Name needs a text." in str(entry.problems[0])
    assert parse_entry(asked, [[2020], ["a "]]).value == (("2020",), ("a",))


def test_what_is_endless_is_refused_in_a_short_sentence() -> None:
    asked = Input("t", "T", "", "s", kind=InputKind.TABLE, columns=(Column("name", "Name", kind="text"),))
    assert "at most" in str(parse_entry(asked, [["a"]] * 100_000).problems[0])
    choice = Input("c", "C", "", "s", kind=InputKind.CHOICE, choices=(("a", "A"),))
    assert len(str(parse_entry(choice, "x" * 100_000).problems[0])) < 200
