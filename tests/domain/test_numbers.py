"""Numbers as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.errors import Severity
from yport_desktop.domain.numbers import format_number, in_millions, parse_number, plain, significant


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,234.5", "1234.5", ""),
        ("1.234,5", "1234.5", ""),
        ("1 234", "1234", ""),
        ("1\u202f234,5", "1234.5", ""),
        ("1'234'567.8", "1234567.8", ""),
        ("12,34,567", "1234567", ""),
        ("1.234.567", "1234567", ""),
        ("１２３", "123", ""),
        ("１，２３４．５", "1234.5", ""),
        ("๕๐๐ t/d", "500", "t/d"),
        ("1.2万", "12000", ""),
        ("5億", "500000000", ""),
        ("1億2,345万", "123450000", ""),
        ("3万5千", "35000", ""),
        ("5万トン/年", "50000", "トン/年"),
        ("800千人", "800000", "人"),
        ("1.5 million persons", "1500000", "persons"),
        ("5 MGD", "5", "MGD"),
        ("500 t/d", "500", "t/d"),
        ("５００ｔ／日", "500", "t/日"),
        ("12 %", "12", "%"),
        ("12％", "12", "%"),
        ("500 m3/d", "500", "m3/d"),
        ("PHP 700/t", "700", "PHP/t"),
        ("700 PHP/t", "700", "PHP/t"),
        ("¥5億", "500000000", "JPY"),
        ("₱1,100", "1100", "PHP"),
        ("(1,234)", "-1234", ""),
        ("△1,234", "-1234", ""),
        ("−5.5", "-5.5", ""),
        ("+5", "5", ""),
        (".5", "0.5", ""),
        ("0,385", "0.385", ""),
        ("1.06E+08", "106000000", ""),
        ("1.2 x 10^3", "1200", ""),
    ],
)
def test_reads(text: str, value: str, unit: str) -> None:
    number = parse_number(text)
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "Nothing"),
        ("abc", "not a number"),
        ("-", "missing"),
        ("–", "missing"),
        ("450-500", "range"),
        ("450 – 500 t/d", "range"),
        ("~55", "note"),
        ("≥ 19,000", "note"),
        ("約500", "note"),
        ("1,234,56", "grouped"),
        ("1.234,567.8", "grouped"),
        ("1..2", "grouped"),
        ("1e999", "too large"),
        ("9" * 200, "too long"),
    ],
)
def test_refuses_with_a_sentence(text: str, word: str) -> None:
    number = parse_number(text)
    assert number.refused
    assert word in str(number.problems[0])


def test_one_separator_with_three_digits_depends_on_the_language() -> None:
    assert parse_number("1,234", "en").value == 1234
    assert parse_number("1.234", "vi").value == 1234
    assert not parse_number("1,234", "ja").problems
    for text, lang in (("1.234", "en"), ("1,234", "vi")):
        number = parse_number(text, lang)
        assert number.value == Decimal("1.234")
        assert number.problems[0].severity is Severity.WARNING
        assert "1234" in str(number.problems[0])
    unknown = parse_number("1.234", None)
    assert unknown.refused
    assert "1234" in str(unknown.problems[0]) and "1.234" in str(unknown.problems[0])


def test_a_foreign_decimal_mark_is_read_and_said() -> None:
    number = parse_number("1,5", "en")
    assert number.value == Decimal("1.5") and number.problems[0].severity is Severity.WARNING
    assert not parse_number("1,5", "vi").problems


@pytest.mark.parametrize(
    ("value", "decimals", "lang", "text"),
    [
        (1234567.891, 2, "en", "1,234,567.89"),
        (Decimal("1234.5"), None, "vi", "1.234,5"),
        (-0.5, 0, "en", "−1"),
        (Decimal("2.5"), 0, "en", "3"),
        (0, 1, "en", "0.0"),
        (None, 1, "en", "–"),
        (float("nan"), 1, "en", "–"),
    ],
)
def test_writes(value: Decimal | float | None, decimals: int | None, lang: str, text: str) -> None:
    assert format_number(value, decimals, lang) == text


def test_significant_digits() -> None:
    assert [significant(v) for v in (0.0123456, 123456.7, 0.0, -1.5)] == ["0.01235", "123,457", "0", "−1.5"]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_what_is_written_is_read_back(value: Decimal) -> None:
    for lang in ("en", "ja", "vi"):
        assert parse_number(format_number(value, None, lang), lang).value == value
    assert (
        parse_number(plain(value), None if abs(value) >= 1000 or "." not in plain(value) else "en").value
        == value
    )


@given(st.integers(0, 10**12))
def test_digits_of_every_width_read_alike(value: int) -> None:
    wide = "".join(chr(0xFF10 + int(d)) for d in str(value))
    assert parse_number(wide).value == parse_number(str(value)).value == value


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    number = parse_number(text)
    assert (number.value is not None) or any(str(p) for p in number.problems)


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (1e7, "PHP", True),
        (-2.5e9, "VND/yr", True),
        (9_999_999, "PHP", False),
        (1e9, "kWh/yr", False),
        (1e9, "t", False),
    ],
)
def test_large_amounts_of_money_are_read_in_millions(value: float, unit: str, wanted: bool) -> None:
    assert in_millions(value, unit) is wanted


def test_a_number_out_of_all_bounds_is_still_written() -> None:
    assert significant(-1.234567e300) == "-1.235e+300"
    assert significant(4.0e-300, 2).startswith("0.000")
