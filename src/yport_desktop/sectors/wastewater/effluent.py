"""Measured effluent against the chosen standard: each measurement is judged, or said to be unknown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable, middle, require
from yport_desktop.domain.text import N_

from .standards import CONCENTRATIONS, NO_CONCENTRATION, OWN, STANDARDS

Values = Mapping[str, Any]
COMPLIED, EXCEEDED, UNKNOWN, OUTSIDE, MISFIT = "complied", "exceeded", "unknown", "outside", "misfit"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Rule:
    """A limit with its period of force; `own` where the city entered it."""

    low: float | None
    high: float | None
    start: str = ""
    end: str = ""
    own: bool = False


@dataclass(frozen=True)
class Verdict:
    """One measurement and what can be said of it. `state`: complied, exceeded, unknown, outside or misfit.

    `measured` is in the unit of the parameter; `row` counts from 1. `outside` means that the standard was
    not in force on that day, or that this cannot be told; `misfit` that the unit given does not fit.
    """

    row: int
    parameter: str
    measured: float
    day: str
    state: str
    rule: Rule | None = None

    @property
    def of_limit(self) -> float | None:
        """Measured value over its upper limit; None without one, or where there is a lower one too."""
        if self.rule is None or not self.rule.high or self.rule.low is not None:
            return None
        return self.measured / self.rule.high


def verdicts(values: Values) -> tuple[Verdict, ...]:
    """Every measurement with its verdict. Rows without a parameter or a value are left out."""
    rows, chosen = require(values, "effluent", "effluent_standard")
    own = _own_limits(values)
    if chosen == OWN and not own:
        return ()
    out = []
    for number, (parameter, measured, unit, day, *_) in enumerate(rows, start=1):
        if parameter is None or measured is None:
            continue
        rule = _on(own.get(parameter, ()), day or "") or _rule(chosen, parameter)
        amount = middle(measured) * CONCENTRATIONS.get(unit, 1.0)
        fits = not unit or parameter not in NO_CONCENTRATION
        state = _state(rule, amount, day or "") if fits else MISFIT
        out.append(Verdict(number, parameter, amount, day or "", state, rule))
    return tuple(out)


def count(values: Values, *states: str) -> Any:
    """How many measurements have one of the states."""
    return float(sum(verdict.state in states for verdict in values["verdicts"]))


def complied_share(values: Values) -> Any:
    """Measurements within their limit over those that could be judged."""
    met, missed = require(values, "effluent_complied", "effluent_exceeded")
    if met + missed == 0:
        text = N_("No measurement could be judged: no limit is known for any of them.")
        raise NotComputable(Problem(text, field="effluent"))
    return met / (met + missed)


def period(text: str) -> tuple[date, date] | None:
    """First and last day of a date written as year, year and month, or day (ISO); None if it is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        following = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
    except ValueError:
        return None
    return first, date.fromordinal(following.toordinal() - 1)


def in_force(rule: Rule, day: str) -> bool | None:
    """Whether a limit was in force all through a day or period; None where that cannot be told."""
    if not rule.start and not rule.end:
        return True
    measured = period(day)
    if measured is None:
        return None
    begins, ends = period(rule.start), period(rule.end)
    if (rule.start and begins is None) or (rule.end and ends is None):
        return None
    return (begins is None or measured[0] >= begins[0]) and (ends is None or measured[1] <= ends[1])


def _state(rule: Rule | None, measured: float, day: str) -> str:
    if rule is None or (rule.low is None and rule.high is None):
        return UNKNOWN
    if in_force(rule, day) is not True:
        return OUTSIDE
    within = (rule.low is None or measured >= rule.low) and (rule.high is None or measured <= rule.high)
    return COMPLIED if within else EXCEEDED


def _rule(chosen: str, parameter: str) -> Rule | None:
    standard = STANDARDS.get(chosen)
    if standard is None:
        return None
    limit = next((found for found in standard.limits if found.parameter == parameter), None)
    low, high = (limit.low, limit.high) if limit else (None, None)
    return Rule(low, high, standard.in_force_from, standard.in_force_to)


def _on(rules: tuple[Rule, ...], day: str) -> Rule | None:
    """Of several limits of one parameter, the one in force on that day; else the last."""
    if not rules:
        return None
    return next((rule for rule in reversed(rules) if in_force(rule, day)), rules[-1])


def _own_limits(values: Values) -> dict[str, tuple[Rule, ...]]:
    """The limits that the city entered, by parameter: they come before those of the chosen standard."""
    found: dict[str, tuple[Rule, ...]] = {}
    for parameter, low, high, start, end, *_ in values.get("own_limits", ()):
        if parameter is not None:
            least, most = (None if end_ is None else middle(end_) for end_ in (low, high))
            rule = Rule(least, most, start or "", end or "", True)
            found[parameter] = (*found.get(parameter, ()), rule)
    return found


def overlap(one: Rule, other: Rule) -> bool:
    """Whether two limits may be in force on one day."""
    first, last = date.min, date.max
    spans = []
    for rule in (one, other):
        begins, ends = period(rule.start), period(rule.end)
        spans.append((begins[0] if begins else first, ends[1] if ends else last))
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]
