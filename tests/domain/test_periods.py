"""Periods as people write them: what they begin and end with, and how many days a year of them holds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.entry import parse_entry
from yport_desktop.domain.periods import PeriodKind, days_of_year, fiscal_year, parse_period
from yport_desktop.domain.sector import Input


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2015-03", date(2015, 3, 1), date(2015, 3, 31)),
        ("2015-03-15", date(2015, 3, 15), date(2015, 3, 15)),
        ("FY2014", date(2014, 4, 1), date(2015, 3, 31)),
        ("fy 2014", date(2014, 4, 1), date(2015, 3, 31)),
        ("FY2014/15", date(2014, 4, 1), date(2015, 3, 31)),
        ("２０１４年度", date(2014, 4, 1), date(2015, 3, 31)),
        ("平成26年度", date(2014, 4, 1), date(2015, 3, 31)),
        ("平成21年度", date(2009, 4, 1), date(2010, 3, 31)),
        ("H26年度", date(2014, 4, 1), date(2015, 3, 31)),
        ("令和元年度", date(2019, 4, 1), date(2020, 3, 31)),
        ("昭和60年", date(1985, 1, 1), date(1985, 12, 31)),
        ("2014年", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014年3月", date(2014, 3, 1), date(2014, 3, 31)),
        ("2014-04-01/2015-03-31", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014-04-01 - 2015-03-31", date(2014, 4, 1), date(2015, 3, 31)),
        ("2010-2014", date(2010, 1, 1), date(2014, 12, 31)),
        ("ปีงบประมาณ 2567", date(2023, 10, 1), date(2024, 9, 30)),
        ("2567", date(2024, 1, 1), date(2024, 12, 31)),
        ("พ.ศ. 2567", date(2024, 1, 1), date(2024, 12, 31)),
        ("CY2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("JFY2014", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014/15", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014 (FY)", date(2014, 4, 1), date(2015, 3, 31)),
        ("FY2014 (provisional)", date(2014, 4, 1), date(2015, 3, 31)),
        ("平成26（2014）年度", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014(平成26)年度", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014年度(平成26年度)", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014年4月〜2015年3月", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014年4月1日から2015年3月31日まで", date(2014, 4, 1), date(2015, 3, 31)),
    ],
)
def test_a_period_is_understood(text: str, start: date, end: date) -> None:
    found = parse_period(text)
    assert found is not None and (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "last year",
        "FY2014/17",
        "2014-13",
        "2014-02-30",
        "平成40年度",
        "2015-2010",
        "FY9999",
        "9" * 80,
        "平成0年度",
        "平成26(2015)年度",
        "2014/12",
    ],
)
def test_what_is_not_understood_is_no_period(text: str) -> None:
    assert parse_period(text) is None
    assert days_of_year(text) == 365


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("平成26年度", 2014),
        ("H26年度", 2014),
        ("2014年度", 2014),
        ("FY2014", 2014),
        ("2567", 2024),
        ("平成26(2014)年度", 2014),
        ("JFY2014", 2014),
        ("２０１４年度", 2014),
        ("2014", 2014),
    ],
)
def test_a_year_is_asked_for_and_written_in_an_era(typed: str, year: int) -> None:
    entry = parse_entry(Input("y", "Year", "", "", "year", possible=(1900.0, 2200.0)), typed)
    assert entry.value == year and not entry.problems


def test_half_a_year_is_no_year() -> None:
    entry = parse_entry(Input("y", "Year", "", "", "year"), "2014.5")
    assert entry.refused and str(entry.problems[0]) == "Year needs a year."


def test_the_months_in_which_fiscal_years_begin() -> None:
    thai = parse_period("FY2014", fiscal_start=10)
    assert thai is not None and (thai.start, thai.end) == (date(2013, 10, 1), date(2014, 9, 30))
    both = parse_period("FY2013/14", fiscal_start=10)
    assert both == thai
    calendar_year = parse_period("FY2014", fiscal_start=1)
    assert calendar_year is not None and calendar_year.kind is PeriodKind.YEAR
    assert (calendar_year.start, calendar_year.end) == (date(2014, 1, 1), date(2014, 12, 31))


def test_a_japanese_year_holds_29_february_where_the_next_calendar_year_does() -> None:
    assert [days_of_year(f"FY{year}") for year in (1998, 1999, 2000)] == [365, 366, 365]
    assert days_of_year("平成11年度") == 366
    assert days_of_year("FY2000", fiscal_start=10) == 366
    assert days_of_year("2000") == 366
    assert days_of_year("1999-04-01/2000-03-31") == 366
    assert days_of_year("2000-02") == 365


@pytest.mark.parametrize(
    ("period", "thousand_m3", "printed"),
    [("FY1998", 564230, 1546), ("FY1999", 536770, 1467), ("FY2000", 559460, 1533)],
)
def test_yokohama_s_sewage_per_day_as_printed(period: str, thousand_m3: int, printed: int) -> None:
    asked = Input("sewage", "Sewage", "", "", "m3/d", units=("m3/yr",))
    entry = parse_entry(asked, thousand_m3 * 1000, "m3/yr", days=days_of_year(period))
    assert round(float(entry.value) / 1000) == printed


@given(st.integers(1801, 2190), st.integers(1, 12))
def test_fiscal_years_follow_each_other_without_a_gap(year: int, start: int) -> None:
    one, following = fiscal_year(year, start), fiscal_year(year + 1, start)
    assert (following.start - one.end).days == 1
    assert one.is_one_year and one.days in (365, 366)
    assert parse_period(f"{one.start}/{one.end}").days == one.days


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = parse_period(text)
    assert found is None or found.days >= 1
