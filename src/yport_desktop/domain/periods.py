"""What a period means: the days from the first to the last of a year, a fiscal year, a month or a range.

Read: 2014 · 2014-03 · 2014-03-15 · FY2014 · FY2014/15 · 2014/15 · JFY2014 · 2014年度 · 平成26年度 ·
H26年度 · 平成26(2014)年度 · 令和元年度 · 平成26年 · 2014-04-01/2015-03-31 · 2014-04-01 - 2015-03-31 ·
2014年4月〜2015年3月 · 2010-2014 · CY2014 · ปีงบประมาณ 2567 · พ.ศ. 2567.
A fiscal year that begins in January to June bears the number of the year in which it begins (Japan:
FY2014 is 2014-04-01 to 2015-03-31), one that begins in July to December that of the year in which it
ends (Thailand: FY2014 is 2013-10-01 to 2014-09-30).
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .units import DAYS_PER_YEAR

JAPANESE_START = 4  # month in which the Japanese fiscal year begins
THAI_START = 10
NAMED_BY_ITS_END = 7  # from this month on a fiscal year is named by the year in which it ends
BUDDHIST_FROM, BUDDHIST_AHEAD = 2400, 543
# The year before the first of each era, and its last year.
_ERAS = {
    "明治": (1867, 1912),
    "大正": (1911, 1926),
    "昭和": (1925, 1989),
    "平成": (1988, 2019),
    "令和": (2018, 2199),
}
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_LONGEST = 60
_YEARS = range(1800, 2200)

_ERA = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\.?\s*(?P<number>\d{1,2}|元)\s*(?P<kind>年度|年|)"
)
_FISCAL = re.compile(
    r"(?P<whose>J?FY|fiscal\s+year|ปีงบประมาณ)\s*(?P<year>\d{4})(?:\s*[/-]\s*(?P<next>\d{2}|\d{4}))?",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\d{4}/(?:1[3-9]|[2-9]\d)")  # 2014/15, which is no month
_CALENDAR = re.compile(r"(?:CY|พ\.ศ\.|ค\.ศ\.|ปี)\s*(?P<year>\d{4})", re.IGNORECASE)
_BESIDE = re.compile(r"(?P<before>[^()]+)\((?P<inner>[^()]+)\)(?P<after>[^()]*)")
_NENDO = re.compile(r"(?P<year>\d{4})\s*年度")
_ISO = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?"
_ONE = re.compile(_ISO)
_RANGE = re.compile(
    rf"(?P<first>{_ISO})\s*(?:/|–|—|~|〜|to|から|\s-\s|-(?=\d{{4}}))\s*(?P<last>{_ISO})", re.IGNORECASE
)
_KANJI = re.compile(r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?")


class PeriodKind(StrEnum):
    """What was meant."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    RANGE = "range"


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included."""

    start: date
    end: date
    kind: PeriodKind

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    @property
    def middle(self) -> date:
        """The day in its middle."""
        return self.start + timedelta(days=(self.days - 1) // 2)

    @property
    def is_one_year(self) -> bool:
        """Whether it is twelve months long, wherever it begins."""
        following = self.end + timedelta(days=1)
        return (following.year - 1, following.month, following.day) == (
            self.start.year,
            self.start.month,
            self.start.day,
        )


def parse_period(text: str, fiscal_start: int = JAPANESE_START) -> Period | None:
    """The period that a text names, None where it names none that is understood.

    `fiscal_start` is the month (1-12) in which fiscal years begin that do not say so themselves; a
    Japanese 年度 begins in April wherever it is written, a ปีงบประมาณ in October.
    """
    cleaned = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    beside = _BESIDE.fullmatch(cleaned)
    if beside is None:
        return _read(cleaned, fiscal_start)
    if beside["inner"].strip().upper() == "FY":
        return _read(f"FY{beside['before'].strip()}", fiscal_start)
    # Another name of the same year, 平成26(2014)年度, or a remark: FY2014 (provisional).
    outer = _read(f"{beside['before'].strip()}{beside['after'].strip()}", fiscal_start)
    inner = _read(beside["inner"].strip() + beside["after"].strip(), fiscal_start)
    if outer is not None and inner is not None and outer.start.year != inner.start.year:
        return None
    return outer


def _read(text: str, start: int) -> Period | None:
    calendar_year = _CALENDAR.fullmatch(text)
    if calendar_year is not None:
        text = calendar_year["year"]
    try:
        return _fiscal(text, start) or _japanese(text) or _range(text) or _one(text)
    except ValueError:  # a month or day that the calendar does not have
        return None


def days_of_year(text: str, fiscal_start: int = JAPANESE_START) -> int:
    """Days by which a figure per year of that period is divided: 365, or 366 where it holds 29 February.

    Anything but twelve months (a month, several years, nothing understood) counts as 365.
    """
    period = parse_period(text, fiscal_start)
    return period.days if period is not None and period.is_one_year else DAYS_PER_YEAR


def fiscal_year(year: int, start: int) -> Period:
    """The fiscal year of that number, beginning in the month `start`. Raises ValueError."""
    first = date(year - 1 if start >= NAMED_BY_ITS_END else year, start, 1)
    last = date(first.year + 1, start, 1) - timedelta(days=1)
    return Period(first, last, PeriodKind.YEAR if start == 1 else PeriodKind.FISCAL_YEAR)


def _fiscal(text: str, start: int) -> Period | None:
    match = _FISCAL.fullmatch(f"FY{text}" if _SPLIT.fullmatch(text) else text)
    if match is None:
        return None
    thai = text.startswith("ป")
    if match["whose"].upper() == "JFY":
        start = JAPANESE_START
    year = _common_era(int(match["year"]))
    if match["next"] is None:
        return fiscal_year(year, THAI_START if thai else start) if year in _YEARS else None
    # Both years are written: the number of the first is that of its beginning.
    following = int(match["next"]) if len(match["next"]) == 4 else year // 100 * 100 + int(match["next"])
    if following % 100 != (year + 1) % 100 or year not in _YEARS:
        return None
    return fiscal_year(year + 1 if start >= NAMED_BY_ITS_END else year, start)


def _japanese(text: str) -> Period | None:
    match = _ERA.fullmatch(text)
    if match is not None:
        before, last = _ERAS[_LETTERS.get(match["era"], match["era"])]
        year = before + (1 if match["number"] == "元" else int(match["number"]))
        if not before < year <= last or (not match["kind"] and match["era"] not in _LETTERS):
            return None
        return fiscal_year(year, 1 if match["kind"] == "年" else JAPANESE_START)
    match = _NENDO.fullmatch(text)
    if match is not None and int(match["year"]) in _YEARS:
        return fiscal_year(int(match["year"]), JAPANESE_START)
    match = _KANJI.fullmatch(text)
    if match is not None:
        return _one("-".join(part for part in match.groups() if part))
    return None


def _range(text: str) -> Period | None:
    match = _RANGE.fullmatch(re.sub(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?(?:まで)?", _iso, text))
    first = _one(match["first"]) if match else None
    last = _one(match["last"]) if match else None
    if first is None or last is None or last.end < first.start:
        return None
    return Period(first.start, last.end, PeriodKind.RANGE)


def _iso(match: re.Match[str]) -> str:
    return "-".join(part for part in match.groups() if part)


def _one(text: str) -> Period | None:
    if _ONE.fullmatch(text) is None:
        return None
    parts = [int(part) for part in text.split("-")]
    year = _common_era(parts[0])
    if year not in _YEARS:
        return None
    if len(parts) == 1:
        return Period(date(year, 1, 1), date(year, 12, 31), PeriodKind.YEAR)
    if len(parts) == 2:
        last = calendar.monthrange(year, parts[1])[1]
        return Period(date(year, parts[1], 1), date(year, parts[1], last), PeriodKind.MONTH)
    day = date(year, parts[1], parts[2])
    return Period(day, day, PeriodKind.DAY)


def _common_era(year: int) -> int:
    """Thai documents count from the death of the Buddha."""
    return year - BUDDHIST_AHEAD if year >= BUDDHIST_FROM else year
