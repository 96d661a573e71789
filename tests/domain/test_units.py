"""Units: conversion within a dimension, and a sentence across."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.units import UNITS, convert, convert_text, find_unit, unit_text


@pytest.mark.parametrize(
    ("value", "given_unit", "wanted", "result"),
    [
        ("500", "t/day", "t/d", "500"),
        ("500", "MT/day", "t/d", "500"),
        ("2", "tons per day", "t/d", "2"),
        ("１".translate({0xFF11: "1"}), "万トン/年", "t/yr", "10000"),
        ("1182892", "t/yr", "t/d", "3240.8"),
        ("365", "Gg/yr", "t/d", "1000"),
        ("5", "MGD", "m3/d", "18927.05892"),
        ("475", "g CO2/kWh", "t CO2/MWh", "0.475"),
        ("0.4750", "kgCO2e/kWh", "kg CO2/kWh", "0.4750"),
        ("1", "kL", "m3", "1"),
        ("0.5", "fraction", "%", "50"),
        ("500", "g/cap/d", "kg/cap/d", "0.5"),
        ("0.365", "t/cap/yr", "kg/cap/d", "1"),
        ("80", "万人", "persons", "800000"),
        ("3.6", "MJ", "kWh", "1"),
        ("100", "ha", "km2", "1"),
        ("7", "%/yr", "1/yr", "0.07"),
        ("3", "トン/日", "t/d", "3"),
        ("3", "m³/d", "m3/d", "3"),
        ("1797", "万t-CO2/年", "t CO2e/yr", "17970000"),
        ("1797", "万トン-CO2", "t CO2e/yr", "17970000"),
        ("17970", "Gg CO2-eq/yr", "t CO2e/yr", "17970000"),
        ("17970", "千t-CO2", "t CO2e/yr", "17970000"),
        ("0.441", "kg-CO2/kWh", "kg CO2/kWh", "0.441"),
        ("0.000441", "t-CO2/kWh", "kg CO2/kWh", "0.441"),
        ("5", "m3 per day", "m3/d", "5"),
    ],
)
def test_converts(value: str, given_unit: str, wanted: str, result: str) -> None:
    assert convert_text(Decimal(value), given_unit, wanted)[0] == Decimal(result)


def test_a_year_may_hold_366_days() -> None:
    a_year, a_day = find_unit("t/yr"), find_unit("t/d")
    assert a_year and a_day
    assert convert(Decimal(366), a_year, a_day, days=366) == 1
    assert convert(Decimal(536770), find_unit("m3/yr"), find_unit("m3/d"), days=366).quantize(
        Decimal("0.1")
    ) == Decimal("1466.6")  # type: ignore[arg-type]


def test_a_wrong_dimension_names_what_is_accepted() -> None:
    value, unit, problem = convert_text(Decimal(5), "kWh", "t/d", ("kg/d", "t/yr"))
    assert value is None and unit == "" and problem is not None
    assert str(problem) == "“kWh” is an amount of energy; this needs one of: t/d, kg/d, t/yr."
    assert "not known" in str(convert_text(Decimal(5), "furlong", "t/d")[2])
    assert str(convert_text(Decimal(5), "kL", "")[2]) == "Write the number alone here, without “kL”."


def test_capitals_that_change_the_meaning_are_not_guessed() -> None:
    assert find_unit("Mt") != find_unit("MT")
    assert find_unit("mt") is None and find_unit("mL") is None


def test_currencies_pass_through_and_are_never_converted() -> None:
    assert convert_text(Decimal(700), "PHP/ton", "currency/t")[:2] == (Decimal(700), "PHP/t")
    assert convert_text(Decimal(1), "JPY/yr", "PHP/yr")[2] is not None
    assert "PHP/yr" in str(convert_text(Decimal(5), "PHP", "currency/yr")[2])


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("円/kWh", "JPY/kWh"),
        ("US$/kWh", "USD/kWh"),
        ("₱ per kWh", "PHP/kWh"),
        ("đồng/kWh", "VND/kWh"),
        ("THB/kWh", "THB/kWh"),
    ],
)
def test_a_price_may_be_written_with_a_sign(written: str, unit: str) -> None:
    assert convert_text(Decimal(3), written, "currency/kWh") == (Decimal(3), unit, None)


def test_a_number_without_unit_is_in_the_canonical_one() -> None:
    assert convert_text(Decimal(5), "", "t/d")[:2] == (Decimal(5), "t/d")


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.sampled_from(UNITS),
    st.sampled_from(UNITS),
    st.sampled_from((365, 366)),
)
def test_there_and_back(value: Decimal, one: object, other: object, days: int) -> None:
    if one.dimension != other.dimension:  # type: ignore[attr-defined]
        with pytest.raises(ValueError, match="is not"):
            convert(value, one, other, days)  # type: ignore[arg-type]
        return
    back = convert(convert(value, one, other, days), other, one, days)  # type: ignore[arg-type]
    assert abs(back - value) <= abs(value) * Decimal("1e-24")


@pytest.mark.parametrize(
    ("typed", "amount", "wanted", "unit"),
    [
        ("million PHP", 38_680_000, "currency", "PHP"),
        ("THB million", 38_680_000, "currency", "THB"),
        ("億円", 3_868_000_000, "currency", "JPY"),
        ("百万円/年", 38_680_000, "currency/yr", "JPY/yr"),
        ("billion VND/yr", 38_680_000_000, "currency/yr", "VND/yr"),
    ],
)
def test_large_amounts_of_money_keep_their_currency(typed: str, amount: int, wanted: str, unit: str) -> None:
    assert convert_text(Decimal("38.68"), typed, wanted) == (Decimal(amount), unit, None)


@pytest.mark.parametrize(
    ("typed", "amount", "metres"),
    [
        ("kgf/cm2", "4", 40),
        ("MPa", "0.3", 30.5914864),
        ("bar", "3", 30.5914864),
        ("kPa", "300", 30.5914864),
        ("psi", "44", 30.9350615),
    ],
)
def test_a_pressure_is_a_height_of_water_where_the_field_says_so(
    typed: str, amount: str, metres: float
) -> None:
    value, unit, problem = convert_text(Decimal(amount), typed, "m", ("MPa", "kPa", "bar", "kgf/cm2", "psi"))
    assert problem is None and unit == "m"
    assert float(value or 0) == pytest.approx(metres, abs=5e-7)
    refused = str(convert_text(Decimal(amount), typed, "m")[2])
    assert "a pressure" in refused


def test_american_volumes_and_lengths() -> None:
    assert convert_text(Decimal(1), "million gallons", "m3")[0] == Decimal("3785.411784")
    assert convert_text(Decimal(1), "Mgal/d", "m3/d")[0] == Decimal("3785.411784")
    assert convert_text(Decimal(69), "mi", "km")[0] == Decimal("111.044736")
    assert convert_text(Decimal(20), "ft", "m")[0] == Decimal("6.096")


def test_millions_of_a_unit_are_read_in_the_readers_language() -> None:
    words = {"million {unit}": "百万{unit}", "million persons": "百万人"}
    assert unit_text("million m3/d", lambda s: words.get(s, s)) == "百万m3/d"
    assert unit_text("million persons", lambda s: words.get(s, s)) == "百万人"
