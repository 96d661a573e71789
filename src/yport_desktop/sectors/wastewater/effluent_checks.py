"""What is said of each effluent measurement: within, beyond, unknown, or outside the time of force."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_

from .effluent import COMPLIED, EXCEEDED, MISFIT, OUTSIDE, UNKNOWN, Rule, Verdict, overlap, period
from .standards import OWN, PARAMETERS, STANDARDS

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]


def judged(values: Values) -> Problems:
    """Every measurement that could be judged: a warning beyond its limit, a note within."""
    texts = {
        EXCEEDED: (
            N_("{parameter}: {measured} measured on {day} is beyond the limit of {limit} ({standard})."),
            Severity.WARNING,
        ),
        COMPLIED: (
            N_("{parameter}: {measured} measured on {day} is within the limit of {limit} ({standard})."),
            Severity.NOTE,
        ),
    }
    return tuple(
        Problem(
            texts[verdict.state][0],
            texts[verdict.state][1],
            "effluent",
            verdict.row,
            (
                ("parameter", PARAMETERS[verdict.parameter]),
                ("measured", significant(verdict.measured)),
                ("day", verdict.day or "–"),
                ("limit", _limit(verdict.rule)),
                ("standard", _standard(values, verdict)),
            ),
        )
        for verdict in values["verdicts"]
        if verdict.state in texts
    )


def unknown_limits(values: Values) -> Problems:
    """Parameters without a known limit, units that do not fit, days on which no standard was in force."""
    misfit = N_("{parameter}: a concentration does not fit. Not judged.")
    text = N_("No limit is known for {parameter}: it is not judged.")
    without = dict.fromkeys(PARAMETERS[v.parameter] for v in values["verdicts"] if v.state == UNKNOWN)
    return (
        *(
            Problem(text, Severity.WARNING, "effluent", details=(("parameter", parameter),))
            for parameter in without
        ),
        *(
            Problem(misfit, Severity.WARNING, "effluent", v.row, (("parameter", PARAMETERS[v.parameter]),))
            for v in values["verdicts"]
            if v.state == MISFIT
        ),
        *(_outside(verdict) for verdict in values["verdicts"] if verdict.state == OUTSIDE),
    )


def _outside(verdict: Verdict) -> Problem:
    text = (
        N_("{parameter}: the limit was not in force on {day} ({start} to {end}). Not judged.")
        if period(verdict.day)
        else N_("{parameter}: a date is needed to tell whether the limit was in force. Not judged.")
    )
    start, end = (verdict.rule.start, verdict.rule.end) if verdict.rule else ("", "")
    details: tuple[tuple[str, Any], ...] = (
        ("parameter", PARAMETERS[verdict.parameter]),
        ("day", verdict.day),
        ("start", start or "…"),
        ("end", end or "…"),
    )
    return Problem(text, Severity.WARNING, "effluent", verdict.row, details)


def standard_notes(values: Values) -> Problems:
    """What is not settled about the standard chosen, and about its limits that were used."""
    if values["effluent_standard"] == OWN:
        if "own_limits" in values:
            return ()
        return (Problem(N_("Enter the limits of the standard."), Severity.WARNING, "own_limits"),)
    standard = STANDARDS[values["effluent_standard"]]
    details = (("standard", standard.label), ("note", standard.note))
    text = N_("{standard}: {note}")
    out = [Problem(text, Severity.NOTE, "effluent_standard", details=details)]
    used = {v.parameter for v in values["verdicts"] if v.rule and not v.rule.own}
    for limit in standard.limits:
        if limit.note and limit.parameter in used:
            shown = (("parameter", PARAMETERS[limit.parameter]), ("note", limit.note))
            out.append(Problem(N_("{parameter}: {note}"), Severity.NOTE, "effluent_standard", details=shown))
    return tuple(out)


def dates(values: Values) -> Problems:
    """Dates that cannot be read, of measurements and of the city's own limits."""
    out = []
    for table, columns in (("effluent", (3,)), ("own_limits", (3, 4))):
        for number, row in enumerate(values.get(table, ()), start=1):
            for at in columns:
                if row[at] and period(row[at]) is None:
                    text = N_("“{text}” is not a date: write year-month-day, e.g. 2024-05-31.")
                    out.append(Problem(text, Severity.WARNING, table, number, (("text", row[at]),)))
    return tuple(out)


def own_limits(values: Values) -> Problems:
    """The city's own limits: ends in order, one for a parameter at a time, differences from the table."""
    out = []
    chosen = STANDARDS.get(values["effluent_standard"]) if "effluent_standard" in values else None
    shipped = {limit.parameter: limit for limit in chosen.limits} if chosen else {}
    seen: dict[str, list[Rule]] = {}
    for number, row in enumerate(values["own_limits"], start=1):
        parameter, low, high = row[0], row[1], row[2]
        if parameter is None:
            continue
        shown: dict[str, Any] = {"parameter": PARAMETERS[parameter]}
        rule = Rule(low, high, row[3] or "", row[4] or "")
        if any(overlap(rule, other) for other in seen.get(parameter, ())):
            text = N_("{parameter} has two limits: the last one is used.")
            out.append(Problem(text, Severity.WARNING, "own_limits", number, tuple(shown.items())))
        seen.setdefault(parameter, []).append(rule)
        if low is not None and high is not None and low > high:
            text = N_("{parameter}: the lower limit is above the upper one. Nothing can comply.")
            out.append(Problem(text, Severity.WARNING, "own_limits", number, tuple(shown.items())))
        found = shipped.get(parameter)
        if found is not None and (found.low, found.high) != (low, high):
            text = N_("{parameter}: you entered {own}, the table has {table}. Yours is used.")
            shown |= {"own": _limit(Rule(low, high)), "table": _limit(Rule(found.low, found.high))}
            out.append(Problem(text, Severity.NOTE, "own_limits", number, tuple(shown.items())))
    return tuple(out)


def _limit(rule: Rule | None) -> str:
    if rule is None or (rule.low is None and rule.high is None):
        return "–"
    if rule.low is None:
        return f"≤ {significant(rule.high or 0.0)}"
    if rule.high is None:
        return f"≥ {significant(rule.low)}"
    return f"{significant(rule.low)}–{significant(rule.high)}"


def _standard(values: Values, verdict: Verdict) -> str:
    if verdict.rule is not None and verdict.rule.own:
        return N_("own limit")
    return STANDARDS[values["effluent_standard"]].label


EFFLUENT_CHECKS = (judged, unknown_limits, standard_notes, dates, own_limits)
