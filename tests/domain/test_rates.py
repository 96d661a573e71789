"""Converting amounts by dated rates: the nearest one, said with its date and source."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.conventions import Conventions
from yport_desktop.domain.errors import Severity
from yport_desktop.domain.rates import Rate, convert_amount, in_currency
from yport_desktop.domain.sector import Input
from yport_desktop.domain.values import Observed


def rate(date: str, base: str, quote_amount: str, quote: str, source: str = "A study") -> Rate:
    return Rate(date, Decimal(1), base, Decimal(quote_amount), quote, source)


RATES = (
    rate("2008", "USD", "110", "JPY", "DaCRISS"),
    rate("2008", "USD", "17000", "VND", "DaCRISS"),
    rate("2015-03", "USD", "119", "JPY", "Roadmap"),
    rate("2015-03", "USD", "44", "PHP", "Roadmap"),
)
COST = Input("cost", "Cost", "", "", "currency/t", units=("JPY/t", "PHP/t", "USD/t"))


@pytest.mark.parametrize(
    ("year", "jpy", "cited"),
    [
        ("2008", 110, "2008"),
        ("2010", 110, "2008"),
        ("2014", 119, "2015-03"),
        ("FY2015", 119, "2015-03"),
        ("", 119, "2015-03"),
    ],
)
def test_the_rate_nearest_to_the_price_year_is_used(year: str, jpy: int, cited: str) -> None:
    found = convert_amount(Decimal(1), "USD", "JPY", year, RATES)
    assert found is not None and found.amount == jpy
    assert f"({cited}, " in found.label


def test_a_rate_works_both_ways_and_through_a_third_currency() -> None:
    back = convert_amount(Decimal(119), "JPY", "USD", "2015", RATES)
    assert back is not None and back.amount == 1
    across = convert_amount(Decimal(44), "PHP", "JPY", "2015", RATES)
    assert across is not None and across.amount == 119
    assert across.label == "USD 1 = PHP 44 (2015-03, Roadmap) · USD 1 = JPY 119 (2015-03, Roadmap)"


def test_two_rates_of_one_date_and_source_are_preferred_to_a_mixture() -> None:
    rates = (*RATES, rate("2015", "USD", "102.6", "JPY", "Another study"))
    across = convert_amount(Decimal(44), "PHP", "JPY", "2015", rates)
    assert across is not None and {r.source for r in across.rates} == {"Roadmap"}


def test_without_a_rate_nothing_is_converted() -> None:
    assert convert_amount(Decimal(1), "THB", "JPY", "2015", RATES) is None
    assert in_currency(Observed(5.0, "THB/t"), "JPY", RATES) is None


def test_money_in_the_agreed_currency_says_what_was_done() -> None:
    agreed = Conventions("PHP", 1, RATES)
    seen, problems = agreed.observe(COST, {"value": "20", "unit": "USD/t", "period": "2015"})
    assert (seen.value, seen.unit, seen.entered) == (880.0, "PHP/t", "20 USD/t")
    assert seen.conversion == "USD 20/t; USD 1 = PHP 44 (2015-03, Roadmap)"
    assert [p.severity for p in problems] == [Severity.NOTE] and "2015-03" in str(problems[0])


@pytest.mark.parametrize(("period", "words"), [("2021", "about 6 years away"), ("", "has no period")])
def test_a_rate_of_another_time_warns(period: str, words: str) -> None:
    seen, problems = Conventions("PHP", 1, RATES).observe(
        COST, {"value": "20", "unit": "USD/t", "period": period}
    )
    assert seen.value == 880.0
    assert [p.severity for p in problems] == [Severity.WARNING] and words in str(problems[0])


def test_money_without_a_rate_stays_and_warns() -> None:
    seen, problems = Conventions("PHP", 1, ()).observe(COST, {"value": "20", "unit": "USD/t"})
    assert (seen.value, seen.unit, seen.conversion) == (20.0, "USD/t", "")
    assert [p.severity for p in problems] == [Severity.WARNING]


def test_without_an_agreement_amounts_stay_in_their_currency() -> None:
    seen, problems = Conventions(rates=RATES).observe(COST, {"value": "20", "unit": "USD/t"})
    assert (seen.value, seen.unit, problems) == (20.0, "USD/t", ())


def test_a_figure_per_year_is_divided_by_the_days_of_its_fiscal_year() -> None:
    asked = Input("flow", "Flow", "", "", "m3/d", units=("m3/yr",))
    leap = Conventions().observe(asked, {"value": "366", "unit": "m3/yr", "period": "FY1999"})[0]
    calendar = Conventions(fiscal_start=1).observe(
        asked, {"value": "365", "unit": "m3/yr", "period": "FY1999"}
    )[0]
    assert (leap.value, calendar.value) == (1.0, 1.0)


@given(
    st.decimals(min_value="0.01", max_value="1000000", places=2),
    st.sampled_from(["USD", "JPY", "PHP", "VND"]),
    st.sampled_from(["USD", "JPY", "PHP", "VND"]),
    st.sampled_from(["2008", "2015"]),
)
def test_there_and_back_again_is_the_same_amount(amount: Decimal, given: str, wanted: str, year: str) -> None:
    there = convert_amount(amount, given, wanted, year, RATES)
    if there is not None:
        back = convert_amount(there.amount, wanted, given, year, there.rates or RATES)
        assert back is not None and back.amount == pytest.approx(amount, rel=Decimal("1e-20"))
