"""From observed inputs to indicators with range, grade and explanation: one pure function.

Ranges follow the IPCC's Approach 1: every input is moved alone, the effects on the result are added
as independent errors (root sum of squares). The effect is the partial derivative at the best
estimate, so that products, quotients and sums give exactly Equations 3.1 and 3.2.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from math import hypot, isfinite
from typing import Any

from .bounds import permitted, unlike
from .effects import WIDTHS, Effect, effects_of, scaled, width_of
from .errors import Problem, Severity
from .evaluation import Evaluation, MissingInput, NotComputable, formulas
from .numbers import plain
from .rates import currency_of
from .sector import Assessment, Coefficient, Estimate, Indicator, Input, Sector, Term
from .substitution import substitute
from .text import N_
from .uncertainty import ASYMMETRIC_ABOVE_PCT, asymmetric
from .unit_list import CURRENCIES
from .values import CONVENTION, STANDARD_CHOICE, Grade, Observed

STANDING_IN = "standing_in"
CUT_OFF = N_("The 95 % range of {label} is cut off at the end that it cannot pass.")
__all__ = [
    "STANDING_IN",
    "WIDTHS",
    "assess",
    "evaluation_of",
    "scaled",
    "shown",
    "width_of",
    "with_defaults",
]
MATTERS = 0.1  # share of the variance from which an input's grade counts for the result


def assess(sector: Sector, observed: Mapping[str, Observed]) -> Assessment:
    """Compute every indicator and series of `sector` from what is known of `observed`.

    Defaults stand in visibly (`is_default`); a missing input stays missing through every formula
    that reads it; values that are impossible are refused and count as missing.
    """
    chosen_by: dict[str, frozenset[str]] = {}
    complete = with_defaults(sector, observed, chosen_by)
    complete, problems = permitted(sector, complete)
    evaluation = evaluation_of(sector, complete)
    effects = effects_of(sector, complete, evaluation)
    names = _Names(sector, complete, chosen_by)
    estimates = {i.key: _estimate(names, i, evaluation, effects.get(i.key, [])) for i in sector.indicators}
    problems += unlike(sector, complete)
    problems += tuple(p for check in sector.checks for p in _run_check(check, evaluation, complete, sector))
    series = {
        key: replace(found, values={name: _finite(line) for name, line in found.values.items()})
        for key, found in _by_key(sector.series, evaluation, names).items()
    }
    tables = {
        key: replace(found, rows=tuple(map(_finite, found.rows)))
        for key, found in _by_key(sector.tables, evaluation, names).items()
    }
    return Assessment(sector.key, complete, estimates, series, problems, tables)


class _Choosing(dict[str, Any]):
    """What is known, noting what the choice of a default asks for."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def with_defaults(
    sector: Sector, observed: Mapping[str, Observed], chosen_by: dict[str, frozenset[str]] | None = None
) -> dict[str, Observed]:
    """`observed` for every input and coefficient of the sector, with defaults where nothing is known.

    `chosen_by` is filled with the inputs by which each default was chosen (climate, region), or by which
    there is none.
    """
    complete: dict[str, Observed] = {}
    for coefficient in sector.coefficients:
        given = observed.get(coefficient.key)
        complete[coefficient.key] = given if given and given.known else _from_coefficient(coefficient, given)
    later = []
    for asked in sector.inputs:
        seen = observed.get(asked.key, Observed())
        if not seen.known and asked.default is not None:
            seen = _from_default(asked.default, seen)
        elif not seen.known and asked.default_for is not None:
            later.append(asked)
        complete[asked.key] = seen
    known = _Choosing({key: seen.value for key, seen in complete.items() if seen.known})
    for asked in later:
        known.asked.clear()
        chosen = asked.default_for(known) if asked.default_for else None
        if chosen is not None:
            complete[asked.key] = _from_coefficient(chosen, complete[asked.key])
        if chosen_by is not None:
            chosen_by[asked.key] = frozenset(known.asked)
    return complete


def evaluation_of(sector: Sector, complete: Mapping[str, Observed]) -> Evaluation:
    """The sector's quantities, ready to be read.

    `STANDING_IN` names the inputs that are defaults, `WIDTHS` has the uncertainty (%) of each.
    """
    values: dict[str, Any] = {key: seen.value for key, seen in complete.items() if seen.known}
    asked = {i.key: i for i in sector.inputs}
    values[WIDTHS] = {key: width_of(asked.get(key), seen)[0] for key, seen in complete.items() if seen.known}
    values[STANDING_IN] = frozenset(key for key, seen in complete.items() if seen.is_default)
    return Evaluation(values, formulas(sector))


class _Names:
    """The declarations of a sector by key and their order, and what each known value shows as a term."""

    def __init__(
        self,
        sector: Sector,
        complete: Mapping[str, Observed],
        chosen_by: Mapping[str, frozenset[str]],
    ) -> None:
        self.chosen_by = chosen_by
        self.asked = {asked.key: asked for asked in sector.inputs}
        self.label = {c.key: c.label for c in sector.coefficients} | {a.key: a.label for a in sector.inputs}
        self.complete, self.money = complete, sector.money
        self.order = {key: at for at, key in enumerate(self.label)}
        self.terms = {key: self._term(key, seen) for key, seen in complete.items() if seen.known}

    def _term(self, key: str, seen: Observed) -> Term:
        """A term as yet without its effect."""
        asked = self.asked.get(key)
        width, basis = _shown_width(asked, seen)
        exact = basis == "exact"
        return Term(
            key,
            self.label.get(key, key),
            shown(seen, asked),
            "" if isinstance(seen.value, tuple) else seen.unit,
            seen.source,
            None if exact and seen.is_default else seen.grade,
            None if exact else width,
            is_default=seen.is_default,
            uncertainty_basis=basis,
        )

    def currencies(self, keys: Iterable[str]) -> list[str]:
        """The currencies of what is known of these inputs and factors, each once."""
        return sorted({self._currency(key, self.complete[key]) for key in keys if key in self.terms} - {""})

    def _currency(self, key: str, seen: Observed) -> str:
        asked, choice = self.asked.get(key), self.money[0] if self.money else ""
        if asked is not None and asked.money_columns:
            return seen.unit or str(self.complete[choice].value or "")
        if key == choice:
            return str(seen.value)
        code = currency_of(seen.unit)
        return code if code in CURRENCIES or (asked and asked.unit.startswith("currency")) else ""


def _from_default(default: Coefficient | str, seen: Observed) -> Observed:
    if isinstance(default, str):
        return replace(
            seen,
            value=default,
            entered=default,
            is_default=True,
            source=STANDARD_CHOICE,
            source_status=CONVENTION,
        )
    return _from_coefficient(default, seen)


def _from_coefficient(coefficient: Coefficient, seen: Observed | None) -> Observed:
    source = ", ".join(part for part in (coefficient.source.title, coefficient.source.locator) if part)
    return replace(
        seen or Observed(),
        value=coefficient.value,
        unit=coefficient.unit,
        entered=f"{plain(Decimal(repr(coefficient.value)))} {coefficient.unit}".strip(),
        source=source,
        method=coefficient.note,
        period=coefficient.source.year,
        grade=Grade.E,
        uncertainty_pct=coefficient.uncertainty_pct,
        is_default=True,
        source_address=coefficient.source.address,
        source_status=coefficient.source.status,
    )


def _estimate(
    names: _Names,
    indicator: Indicator,
    evaluation: Evaluation,
    effects: list[Effect],
) -> Estimate:
    try:
        value = float(evaluation[indicator.key])
    except MissingInput as absent:
        return Estimate(indicator.key, indicator.unit, missing=absent.keys)
    except NotComputable as error:
        return Estimate(indicator.key, indicator.unit, problems=(error.problem,))
    except ArithmeticError:
        return Estimate(indicator.key, indicator.unit, problems=(_no_result(indicator),))
    half = hypot(*(e.half_width for e in effects))
    if indicator.half_width is not None:
        half = _prescribed(indicator.half_width, evaluation, half)
    if not isfinite(value) or not isfinite(half):
        return Estimate(indicator.key, indicator.unit, problems=(_no_result(indicator),))
    terms = _terms(names, indicator, evaluation, {e.key: e.half_width for e in effects})
    low, high, problems = _range(indicator, value, half)
    unit, mixed = _currency(names, indicator, terms)
    if mixed is not None:
        return Estimate(indicator.key, unit, problems=(mixed,), terms=terms)
    return Estimate(
        indicator.key,
        unit,
        value,
        low,
        high,
        _grade(terms),
        max(effects, key=lambda e: e.half_width).key if half else "",
        (),
        terms,
        substitute(indicator.formula, evaluation, indicator.key),
        problems,
        _band(indicator, evaluation),
    )


def _band(indicator: Indicator, evaluation: Evaluation) -> str:
    if indicator.band is None:
        return ""
    try:
        return indicator.band(evaluation)
    except (MissingInput, NotComputable, ArithmeticError):
        return ""


def _prescribed(half_width: Callable[[Mapping[str, Any]], float], values: Evaluation, half: float) -> float:
    """The width that the method prescribes; where it cannot be computed, that of the inputs."""
    try:
        return float(half_width(values))
    except (MissingInput, NotComputable, ArithmeticError):
        return half


def _no_result(indicator: Indicator) -> Problem:
    return Problem(
        N_("{label} has no result: these values lead to a division by zero or out of all bounds."),
        field=indicator.key,
        details=(("label", indicator.label),),
    )


def _range(indicator: Indicator, value: float, half: float) -> tuple[float, float, tuple[Problem, ...]]:
    """The 95 % interval, cut off where the quantity cannot go."""
    low, high = value - half, value + half
    floor, ceiling = indicator.bounds
    problems: list[Problem] = []
    if value and half / abs(value) * 100 > ASYMMETRIC_ABOVE_PCT:
        problems.append(replace(asymmetric(half / abs(value) * 100), field=indicator.key))
    cut = (floor is not None and low < floor <= value) or (ceiling is not None and high > ceiling >= value)
    if floor is not None and floor <= value:
        low = max(low, floor)
    if ceiling is not None and ceiling >= value:
        high = min(high, ceiling)
    if cut:
        problems.append(Problem(CUT_OFF, Severity.NOTE, indicator.key, details=(("label", indicator.label),)))
    return low, high, tuple(problems)


def _terms(
    names: _Names, indicator: Indicator, evaluation: Evaluation, effects: Mapping[str, float]
) -> tuple[Term, ...]:
    """Everything the result was computed from, the weakest first."""
    half = hypot(*effects.values()) or 1.0
    terms = []
    reads = evaluation.reads(indicator.key)
    for key in reads.union(*(names.chosen_by[key] for key in reads if key in names.chosen_by)):
        term = names.terms.get(key)
        if term is not None and term.uncertainty_basis == "exact":
            terms.append(term)
        elif term is not None:
            effect = effects.get(key, 0.0)
            terms.append(_moved(term, (effect / half) ** 2, effect))
    return tuple(sorted(terms, key=lambda t: (-(t.variance_share or 0.0), names.order.get(t.key, 0))))


def _moved(term: Term, share: float, effect: float) -> Term:
    """A term with its effect (made anew: replacing fields would cost most of the time of a keystroke)."""
    first = (term.key, term.label, term.value, term.unit, term.source, term.grade, term.uncertainty_pct)
    return Term(*first, share, term.is_default, term.uncertainty_basis, effect)


def _shown_width(asked: Input | None, seen: Observed) -> tuple[float | None, str]:
    """The width of a term; of a table that moves row by row there is none to show."""
    return (None, "rows") if asked is not None and asked.errors is not None else width_of(asked, seen)


def shown(seen: Observed, asked: Input | None = None) -> str:
    """A value as text: the number, the answer chosen, or the number of rows."""
    if isinstance(seen.value, str):
        return dict(asked.choices).get(seen.value, seen.value) if asked else seen.value
    if isinstance(seen.value, tuple):
        return f"{len(seen.value)} ×" if asked is None else f"{len(seen.value)} × {len(asked.columns)}"
    return "" if seen.value is None else plain(Decimal(repr(seen.value)))


def _grade(terms: tuple[Term, ...]) -> Grade | None:
    """The worst grade among the inputs that matter; without a grade an input counts as E."""
    measured = [t for t in terms if t.variance_share is not None]
    weighty = [t for t in measured if (t.variance_share or 0.0) >= MATTERS] or measured
    return max((t.grade or Grade.E for t in weighty), default=None)


def _currency(names: _Names, indicator: Indicator, terms: tuple[Term, ...]) -> tuple[str, Problem | None]:
    """Money results carry the currency of their inputs; two currencies cannot be mixed without a rate.

    A ratio of two currencies (a payback, a rate of return) means as little as their sum: no result either.
    """
    codes = names.currencies(term.key for term in terms)
    if len(codes) > 1:
        text = N_(
            "{label} mixes {codes}: choose the currency of the engagement and a dated rate, or enter all "
            "amounts in one currency."
        )
        details = (("label", indicator.label), ("codes", ", ".join(codes)))
        return indicator.unit, Problem(text, Severity.WARNING, indicator.key, details=details)
    if "currency" in indicator.unit and codes:
        return indicator.unit.replace("currency", codes[0]), None
    return indicator.unit, None


def _run_check(
    check: Any, evaluation: Evaluation, complete: Mapping[str, Observed], sector: Sector
) -> tuple[Problem, ...]:
    """Run one check; add the sources of the fields it names, so that both sides can be seen."""
    try:
        found = check(evaluation)
    except (MissingInput, NotComputable, ArithmeticError):
        return ()
    labels = {a.key: a.label for a in sector.inputs}
    out = []
    for problem in found:
        fields = dict(problem.details).get("fields", ())
        named = [f"{labels.get(f, f)}: {complete[f].source}" for f in fields if complete[f].source]
        out.append(replace(problem, details=(*problem.details, ("sources", "; ".join(named) or "–"))))
    return tuple(out)


def _finite(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """What lies out of all bounds is no result."""
    return tuple(None if isinstance(cell, float) and not isfinite(cell) else cell for cell in cells)


def _by_key(build: Any, evaluation: Evaluation, names: _Names) -> Mapping[str, Any]:
    """Series or tables of a sector; none where something they need is missing, or in two currencies."""
    if build is None:
        return {}
    found, reads, failure = evaluation.run(build)
    return found if failure is None and len(names.currencies(reads)) < 2 else {}
