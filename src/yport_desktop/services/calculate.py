"""A sector's calculation from and to plain JSON: what `yport calculate` and imports use.

The same `assess` as in the window. `template` lists what may be given; `calculate` takes
`{key: number | text | rows | {"value": …, "unit": …, "grade": …, "source": …, "period": …,
"uncertainty_pct": …, "status": …, "missing": …}}` and answers with every indicator, its range and its
explanation. The rows of a table may have a currency as their "unit". Nothing is computed while an entry is
refused: all problems are listed instead.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

from yport_desktop.domain.assess import assess
from yport_desktop.domain.conventions import Conventions
from yport_desktop.domain.errors import InvalidEntry, Problem, Severity
from yport_desktop.domain.linking import links_of, with_links
from yport_desktop.domain.rates import Rate
from yport_desktop.domain.sector import Assessment, Coefficient, Estimate, Input, InputKind, Sector, Source
from yport_desktop.domain.text import N_
from yport_desktop.domain.unit_list import CURRENCIES
from yport_desktop.domain.values import Missing, Observed

from .published_rates import PUBLISHED
from .rates import rate_of

ENTRY_KEYS = frozenset(
    {"value", "unit", "grade", "source", "period", "method", "uncertainty_pct", "status", "missing", "note"}
)
OTHERS, RATES = "sectors", "rates"
MOST_RATES = 1000


def calculate(
    sector: Sector,
    inputs: Mapping[str, Any],
    sectors: Mapping[str, Sector] | None = None,
    currency: str = "",
) -> dict[str, Any]:
    """Compute a sector. Raises InvalidEntry with all problems when an entry is refused.

    `inputs` may hold "sectors": {other sector: its inputs}; linked inputs are then computed from those.
    What another sector computes may also be given directly, where that sector is not given. Amounts are
    converted to `currency` by the "rates" among the inputs (the fields of an exchange rate each), or where
    there are none by those that published studies state.
    """
    assessment, warnings = assessed(sector, inputs, sectors, currency)
    return result_json(sector, assessment, warnings)


def assessed(
    sector: Sector,
    inputs: Mapping[str, Any],
    sectors: Mapping[str, Sector] | None = None,
    currency: str = "",
) -> tuple[Assessment, tuple[Problem, ...]]:
    """The assessment that `calculate` answers with, and what is to be warned of. Raises InvalidEntry."""
    others = inputs.get(OTHERS, {})
    own = {key: given for key, given in inputs.items() if key not in (OTHERS, RATES)}
    agreed = Conventions(_code(currency), rates=_rates(inputs[RATES]) if RATES in inputs else PUBLISHED)
    observed, warnings = read_inputs(sector, own, agreed)
    if others and sectors:
        observed |= _computed_elsewhere(sector, own, others, sectors, agreed)
    return assess(sector, observed), warnings


def _code(currency: str) -> str:
    """A currency as its code. Raises InvalidEntry."""
    code = currency.strip().upper()
    if code and code not in CURRENCIES:
        text = N_("“{text}” is not one of: {choices}.")
        details = (("text", currency), ("choices", ", ".join(CURRENCIES)))
        raise InvalidEntry((Problem(text, field="currency", details=details),))
    return code


def _rates(given: object) -> tuple[Rate, ...]:
    """The dated rates that are given. Raises InvalidEntry, naming every one that is none."""
    rows = given if isinstance(given, list) else [given]
    if len(rows) > MOST_RATES:
        raise InvalidEntry(
            (Problem(N_("No more than {most} rates."), field=RATES, details=(("most", MOST_RATES),)),)
        )
    read = [rate_of(row) if isinstance(row, Mapping) else None for row in rows]
    text = N_("A rate has a date, base_amount, base_currency, quote_amount and quote_currency (row {row}).")
    wrong = [at for at, rate in enumerate(read, start=1) if rate is None]
    if wrong:
        raise InvalidEntry(tuple(Problem(text, field=RATES, row=at, details=(("row", at),)) for at in wrong))
    return tuple(rate for rate in read if rate is not None)


def _computed_elsewhere(
    sector: Sector,
    own: Mapping[str, Any],
    others: Any,
    sectors: Mapping[str, Sector],
    agreed: Conventions,
) -> dict[str, Observed]:
    """The linked inputs, from the other sectors' inputs that are given with them."""
    if not isinstance(others, Mapping) or not all(isinstance(given, Mapping) for given in others.values()):
        text = N_("Here stand other sectors by name, each with its inputs by name.")
        raise InvalidEntry((Problem(text, field=OTHERS),))
    unknown = [key for key in others if key not in sectors]
    if unknown:
        text = N_("There is no sector “{name}”. There is: {names}.")
        details = (("name", unknown[0]), ("names", ", ".join(sectors)))
        raise InvalidEntry((Problem(text, field=OTHERS, details=details),))
    read = {}
    for key, given in others.items():
        try:
            read[key] = read_inputs(sectors[key], given, agreed)[0]
        except InvalidEntry as error:
            raise InvalidEntry(tuple(replace(p, field=f"{key}.{p.field}") for p in error.problems)) from error
    filled, _ = with_links(sectors, sector, lambda other: read.get(other.key, {}))
    links = [(asked, key) for asked, key, _ in links_of(sector) if key in read]
    twice = [asked for asked, _ in links if asked.key in own]
    if twice:
        text = N_("{label} is computed in another sector that is given too: it cannot be entered twice.")
        raise InvalidEntry(tuple(Problem(text, field=a.key, details=(("label", a.label),)) for a in twice))
    return {asked.key: filled[asked.key] for asked, _ in links}


def read_inputs(
    sector: Sector, inputs: Mapping[str, Any], agreed: Conventions | None = None
) -> tuple[dict[str, Observed], tuple[Problem, ...]]:
    """The observed values from JSON, and what is to be warned of. Raises InvalidEntry."""
    asked_for = {asked.key: asked for asked in sector.inputs}
    asked_for |= {c.key: _as_input(c) for c in sector.coefficients}
    observed: dict[str, Observed] = {}
    problems: list[Problem] = []
    entries = {
        key: given if isinstance(given, Mapping) else {"value": given} for key, given in inputs.items()
    }
    here = (agreed or Conventions()).in_sector(sector, entries)
    for key, record in entries.items():
        asked = asked_for.get(key)
        if asked is None:
            text = N_("{sector} has no input “{key}”.")
            problems.append(Problem(text, field=key, details=(("sector", sector.key), ("key", key))))
            continue
        problems += _unknown(asked, record)
        observed[key], found = here.observe(asked, record)
        problems += found
    if any(p.severity is Severity.REFUSED for p in problems):
        raise InvalidEntry(tuple(p for p in problems if p.severity is Severity.REFUSED))
    # Bounds that only warn are found again, with everything else, by the assessment itself.
    bounds = {str(p) for p in assess(sector, observed).problems}
    return observed, tuple(p for p in problems if str(p) not in bounds)


def template(sector: Sector) -> dict[str, Any]:
    """Every input with unit, definition, accepted units, choices and columns; indicators likewise."""
    return {
        "sector": sector.key,
        "label": sector.label,
        "inputs": {asked.key: _input_json(sector, asked) for asked in sector.inputs},
        "factors": {c.key: _coefficient_json(c) for c in sector.coefficients},
        "indicators": {
            i.key: {
                "label": i.label,
                "unit": i.unit,
                "definition": i.definition,
                "formula": i.formula,
                "needs": list(i.needs),
                "source": _source_json(i.source),
            }
            for i in sector.indicators
        },
        "missing_codes": [str(code) for code in Missing],
    }


def result_json(sector: Sector, assessment: Assessment, warnings: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """An assessment as plain JSON."""
    return {
        "sector": sector.key,
        "indicators": {i.key: _estimate_json(sector, assessment.estimates[i.key]) for i in sector.indicators},
        "series": {
            key: {
                "label": s.label,
                "unit": s.unit,
                "years": list(s.years),
                "source": s.source,
                "values": {name: list(row) for name, row in s.values.items()},
            }
            for key, s in assessment.series.items()
        },
        "tables": {
            key: {
                "label": t.label,
                "units": {c.key: c.unit for c in t.columns if c.unit},
                "rows": [dict(zip([c.key for c in t.columns], row, strict=True)) for row in t.rows],
                "note": t.note,
                "source": t.source,
            }
            for key, t in assessment.tables.items()
        },
        "defaults": {
            key: {
                "value": seen.value,
                "unit": seen.unit,
                "year": seen.period,
                "source": seen.source,
                "address": seen.source_address,
                "status": seen.source_status,
            }
            for key, seen in assessment.observed.items()
            if seen.is_default
        },
        "missing": list(assessment.missing),
        "problems": [problem_json(p) for p in (*warnings, *assessment.problems)],
    }


def draws_json(sector: Sector, assessment: Assessment, draws: int, seed: int | None = None) -> dict[str, Any]:
    """The ranges of all results of an assessment by Monte Carlo, in the unit of each."""
    # numpy is loaded with the first drawing, not when the program starts.
    from yport_desktop.advice.monte_carlo import SEED, simulate

    found = simulate(sector, assessment.observed, draws, SEED if seed is None else seed)
    results = {
        key: {"mean": drawn.middle, "low": drawn.low, "high": drawn.high}
        for key, drawn in found.ranges.items()
        if assessment.estimates[key].value is not None and all(map(isfinite, vars(drawn).values()))
    }
    return {
        "draws": found.draws,
        "seed": found.seed,
        "clipped": list(found.clipped),
        "indicators": results,
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as plain JSON."""
    shown: dict[str, Any] = {
        "field": problem.field,
        "severity": str(problem.severity),
        "message": str(problem),
    }
    return shown if problem.row is None else {**shown, "row": problem.row}


def _unknown(asked: Input, record: Mapping[str, Any]) -> list[Problem]:
    """What is not part of an entry."""
    text, names = N_("“{key}” is not part of an entry; known are {keys}."), ", ".join(sorted(ENTRY_KEYS))
    unknown = (key for key in record if key not in ENTRY_KEYS)
    return [Problem(text, field=asked.key, details=(("key", key), ("keys", names))) for key in unknown]


def _as_input(coefficient: Coefficient) -> Input:
    return Input(
        coefficient.key, coefficient.label, coefficient.note, "", coefficient.unit, default=coefficient
    )


def _estimate_json(sector: Sector, estimate: Estimate) -> dict[str, Any]:
    indicator = sector.indicator(estimate.key)
    return {
        "label": indicator.label,
        "value": estimate.value,
        "unit": estimate.unit,
        "low": estimate.low,
        "high": estimate.high,
        "display": {
            "scale": indicator.scale,
            "unit": indicator.display_unit or estimate.unit,
            "decimals": indicator.decimals,
        },
        "band": estimate.band,
        "grade": estimate.grade and str(estimate.grade),
        "weakest": estimate.weakest,
        "missing": list(estimate.missing),
        "formula": indicator.formula,
        "substituted": estimate.substituted,
        "source": _source_json(indicator.source),
        "terms": [
            {
                "key": t.key,
                "label": t.label,
                "value": t.value,
                "unit": t.unit,
                "source": t.source,
                "grade": t.grade and str(t.grade),
                "uncertainty_pct": t.uncertainty_pct,
                "uncertainty_basis": t.uncertainty_basis,
                "variance_share": t.variance_share,
                "default": t.is_default,
            }
            for t in estimate.terms
        ],
        "problems": [problem_json(p) for p in estimate.problems],
    }


def _input_json(sector: Sector, asked: Input) -> dict[str, Any]:
    section = next(s.label for s in sector.sections if s.key == asked.section)
    shown: dict[str, Any] = {
        "label": asked.label,
        "definition": asked.definition,
        "section": section,
        "kind": str(asked.kind),
        "optional": asked.optional,
    }
    if asked.linked:
        shown["computed_by"] = asked.linked
    if asked.kind is InputKind.QUANTITY:
        shown |= {
            "unit": asked.unit,
            "accepted_units": [asked.unit, *asked.units],
            "possible": list(asked.possible),
            "plausible": list(asked.plausible),
        }
    if asked.choices:
        shown["choices"] = dict(asked.choices)
    if asked.columns:
        shown["columns"] = [
            {"key": c.key, "label": c.label, "unit": c.unit, "kind": c.kind, "choices": dict(c.choices)}
            for c in asked.columns
        ]
    if isinstance(asked.default, Coefficient):
        shown["default"] = _coefficient_json(asked.default)
    elif asked.default is not None:
        shown["default"] = asked.default
    return shown


def _coefficient_json(coefficient: Coefficient) -> dict[str, Any]:
    return {
        "value": coefficient.value,
        "unit": coefficient.unit,
        "label": coefficient.label,
        "note": coefficient.note,
        "source": _source_json(coefficient.source),
    }


def _source_json(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "locator": source.locator,
        "year": source.year,
        "status": source.status,
        "address": source.address,
    }
