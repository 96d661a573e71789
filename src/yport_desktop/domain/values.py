"""A value as an advisor enters it: never a bare number."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .text import N_


class Grade(StrEnum):
    """Evidence grade, best first. Shown as a letter in a shaped mark, never by colour alone."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


# Meaning of the grades, and the relative uncertainty (half width of the 95 % interval, in %)
# that stands in where the person gives none. The widths are this program's own convention, not
# taken from any guideline, and every result that uses one says so.
GRADE_MEANING: dict[Grade, str] = {
    Grade.A: N_("Measured or weighed, recent, checked"),
    Grade.B: N_("Official record or published statistics"),
    Grade.C: N_("Estimated from a sample or a model"),
    Grade.D: N_("Stated in an interview or a press article"),
    Grade.E: N_("Assumed, or taken from a default table"),
}
GRADE_UNCERTAINTY_PCT: dict[Grade, float] = {
    Grade.A: 5.0,
    Grade.B: 10.0,
    Grade.C: 25.0,
    Grade.D: 40.0,
    Grade.E: 60.0,
}


class Missing(StrEnum):
    """Why there is no value. None of them is zero."""

    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"


MISSING_LABEL: dict[Missing, str] = {
    Missing.NOT_ASKED: N_("not asked"),
    Missing.NOT_KNOWN: N_("not known"),
    Missing.NOT_APPLICABLE: N_("not applicable"),
    Missing.REFUSED: N_("refused"),
}


class Status(StrEnum):
    """Whether the source may still revise the figure."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


STATUS_LABEL: dict[Status, str] = {
    Status.PRELIMINARY: N_("preliminary"),
    Status.FINAL: N_("final"),
}


# How well the source of a figure that ships with the program is known.
SOURCE_STATUS_LABEL: dict[str, str] = {
    "published": N_("published"),
    "derived": N_("computed from published figures"),
    "secondary": N_("secondary source"),
    "convention": N_("a convention"),
}
CONVENTION = "convention"  # of an answer that stands in until another is chosen: it has no document
STANDARD_CHOICE = N_("Standard choice of this program")


YEAR_NOT_STATED = N_("year not stated")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


def dated(title: str, year: str, undated: str) -> str:
    """A source's title with its year; with the words `undated` where neither has one."""
    if year:
        return title if year in title else f"{title}, {year}"
    return title if _YEAR.search(title) else f"{title}, {undated}"


@dataclass(frozen=True)
class Observed:
    """One input with everything that belongs to it.

    `value` is a number in `unit` (the unit of the input's declaration after conversion), a
    choice key, or a table (tuple of row tuples) for table inputs; None with a missing code.
    `entered` is the text as typed with its unit, so that nothing is rounded away.
    `uncertainty_pct` is the half width of the 95 % interval in per cent, None if not given.
    """

    value: float | str | tuple[tuple[float | str | None, ...], ...] | None = None
    unit: str = ""
    entered: str = ""
    period: str = ""
    source: str = ""
    method: str = ""
    grade: Grade | None = None
    status: Status | None = None
    missing: Missing | None = Missing.NOT_ASKED
    uncertainty_pct: float | None = None
    observation: str = ""
    evidence: int = 0
    is_default: bool = False
    source_address: str = ""  # of a default, with its `source_status`: a key of SOURCE_STATUS_LABEL
    source_status: str = ""
    linked: str = ""  # "sector.indicator" where the value is another sector's result
    conversion: str = ""  # the amount before and the dated rate, where the currency was converted
    settled: tuple[tuple[str, float], ...] = ()  # exact figures (potentials, ...) in a linked result

    @property
    def known(self) -> bool:
        """True when there is a value to compute with."""
        return self.value is not None
