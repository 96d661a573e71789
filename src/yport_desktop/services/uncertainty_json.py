"""Uncertainty from and to plain JSON: `yport calculate uncertainty`, by the functions of the window.

Either `rows` of an inventory (`name`, `base`, `current`, `activity_pct`, `factor_pct`, optionally
`factor_correlated`, `activity_correlated`): Approach 1 with columns G to M of the IPCC's Table 3.2; where no
row has a `base`, without the trend. Or
`quantities` ({name: {"value", "uncertainty_pct"}}) and `terms` (lists of names): a sum of products, by
Approach 1 (Equations 3.1 and 3.2) and by Approach 2, where a quantity that stands in several terms is drawn
once. `whole` names shares that keep their sum: the last is what the others leave. `draws` and `seed` may be
given.
"""

from collections.abc import Mapping
from math import isfinite, prod
from typing import Any

from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.text import N_
from yport_desktop.domain.uncertainty import (
    InventoryRow,
    approach_1,
    combine_product,
    combine_sum,
    half_width,
)

UNCERTAINTY = "uncertainty"
MOST_ROWS, MOST_DRAWS, DRAWS, SEED = 2000, 1_000_000, 100_000, 20_110_204
AT_ONCE = 20_000_000  # numbers drawn together: what a laptop holds
LARGEST = 1e30
KEYS = frozenset({"rows", "quantities", "terms", "whole", "draws", "seed"})
_NUMBERS = ("base", "current", "activity_pct", "factor_pct")


def uncertainty_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """The uncertainty of an inventory, or of a sum of products. Raises InvalidEntry."""
    if unknown := sorted(str(key) for key in given if key not in KEYS):
        text = N_("There is no field “{name}” here.")
        raise InvalidEntry(tuple(Problem(text, field=k, details=(("name", k),)) for k in unknown))
    try:
        return _inventory(given["rows"]) if "rows" in given else _products(given)
    except ZeroDivisionError as error:
        raise _refused("rows", N_("A total is zero: only absolute widths have a meaning there.")) from error


def _inventory(rows: Any) -> dict[str, Any]:
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        raise _refused("rows", N_("The rows must be a list of 1 to {most}."), most=MOST_ROWS)
    read = []
    dated = any(isinstance(row, Mapping) and "base" in row for row in rows)
    for row in rows:
        if not isinstance(row, Mapping):
            raise _refused("rows", N_("Each row must be an object of names and values."))
        base, current, activity, factor = (
            _number(row.get(key, 0.0 if key == "base" and not dated else None), key) for key in _NUMBERS
        )
        if min(activity, factor) < 0:
            raise _refused("rows", N_("An uncertainty cannot be negative."))
        by_factor, by_activity = row.get("factor_correlated", True), row.get("activity_correlated", False)
        name = str(row.get("name", ""))
        read.append(
            InventoryRow(name, "", base, current, activity, factor, by_factor is True, by_activity is True)
        )
    base, current = sum(row.base for row in read), sum(row.current for row in read)
    if not base or not current:
        return _without_a_total(read, dated)
    found = approach_1(read)
    return {
        "base": found.base,
        "current": found.current,
        "uncertainty_pct": found.uncertainty_pct,
        "half_width": found.half_width,
        "trend_pct": found.trend_pct,
        "trend_uncertainty_points": found.trend_uncertainty_points,
        "problems": [str(problem) for problem in found.problems],
        "rows": [
            {
                "name": c.row.category,
                "G_combined_pct": c.combined_pct,
                "H_variance": c.variance,
                "type_a": c.type_a,
                "type_b": c.type_b,
                "K_trend_factor_pct": c.trend_factor_pct,
                "L_trend_activity_pct": c.trend_activity_pct,
                "M_trend_variance": c.trend_variance,
            }
            for c in found.contributions
        ],
    }


def _without_a_total(rows: list[InventoryRow], dated: bool) -> dict[str, Any]:
    """What is known without a base year, or where a total is zero: no trend, of zero the width alone."""
    base, current = sum(row.base for row in rows), sum(row.current for row in rows)
    widths = [(row.current, combine_product((row.activity_pct, row.factor_pct))) for row in rows]
    zero = N_("A total is zero: only absolute widths have a meaning there.")
    problems = [N_("Without a base year there is no trend.")] if not dated else []
    problems += [zero] if dated or not current else []
    return {
        "base": base if dated else None,
        "current": current,
        "uncertainty_pct": combine_sum(widths) if current else None,
        "half_width": half_width(widths),
        "trend_pct": -100.0 if base else None,
        "trend_uncertainty_points": None,
        "problems": problems,
        "rows": [
            {
                "name": row.category,
                "G_combined_pct": width,
                "H_variance": (row.current * width / 100 / current) ** 2 if current else None,
            }
            for row, (_, width) in zip(rows, widths, strict=True)
        ],
    }


def _products(given: Mapping[str, Any]) -> dict[str, Any]:
    quantities = given.get("quantities")
    if not isinstance(quantities, Mapping) or not 0 < len(quantities) <= MOST_ROWS:
        raise _refused("quantities", N_("Give rows of an inventory, or quantities and terms."))
    known = {str(key): _quantity(seen) for key, seen in quantities.items()}
    terms = _names(given.get("terms"), known)
    whole = _names([given["whole"]], known)[0] if given.get("whole") else ()
    draws, seed = _whole_number(given, "draws", DRAWS), _whole_number(given, "seed", SEED)
    values = [prod(known[name][0] for name in term) for term in terms]
    each = [combine_product(known[name][1] for name in term) for term in terms]
    if max(draws, 100) * len(known) > AT_ONCE:
        raise _refused("draws", N_("No more than {most} draws."), most=AT_ONCE // len(known))
    return {
        "terms": values,
        "total": sum(values),
        "approach_1": {
            "terms_pct": each,
            "total_pct": combine_sum(zip(values, each, strict=True)),
        },
        "approach_2": _drawn(known, terms, whole, max(draws, 100), seed),
    }


def _drawn(
    known: Mapping[str, tuple[float, float]],
    terms: tuple[tuple[str, ...], ...],
    whole: tuple[str, ...],
    draws: int,
    seed: int,
) -> dict[str, Any]:
    # numpy is loaded with the first drawing, not when the program starts.
    import numpy as np

    from yport_desktop.advice.monte_carlo import factor_draws, summary

    drawn: dict[str, Any] = {}
    for number, (key, (value, width)) in enumerate(known.items()):
        drawn[key] = value * factor_draws(width, draws, np.random.default_rng((seed, number)))
    if whole:
        rest = sum(known[key][0] for key in whole)
        drawn[whole[-1]] = rest - sum(drawn[key] for key in whole[:-1])
    total = sum(prod(drawn[key] for key in term) for term in terms)
    found = summary(np.asarray(total, dtype=np.float64))
    return {
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "half_width_pct": found.half_width_pct if found.mean else None,
        "draws": draws,
        "seed": seed,
    }


def _names(terms: Any, known: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(terms, list) or not 0 < len(terms) <= MOST_ROWS:
        raise _refused("terms", N_("The terms must be lists of names of quantities."))
    for term in terms:
        if (
            not isinstance(term, list)
            or not term
            or any(not isinstance(n, str) or n not in known for n in term)
        ):
            raise _refused("terms", N_("The terms must be lists of names of quantities."))
    return tuple(tuple(term) for term in terms)


def _quantity(seen: Any) -> tuple[float, float]:
    if not isinstance(seen, Mapping):
        return _number(seen, "quantities"), 0.0
    width = _number(seen.get("uncertainty_pct", 0), "uncertainty_pct")
    if width < 0:
        raise _refused("uncertainty_pct", N_("An uncertainty cannot be negative."))
    return _number(seen.get("value"), "value"), width


def _number(given: Any, name: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise _refused(name, N_("“{text}” is not a number."), text=given)
    if abs(given) > LARGEST or not isfinite(given):
        raise _refused(name, N_("“{text}” is not a number."), text="∞")
    return float(given)


def _whole_number(given: Mapping[str, Any], name: str, otherwise: int) -> int:
    found = given.get(name, otherwise)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST_DRAWS * 1000:
        raise _refused(name, N_("“{text}” is not a number."), text=found)
    if name == "draws" and found > MOST_DRAWS:
        raise _refused(name, N_("No more than {most} draws."), most=MOST_DRAWS)
    return found


def _refused(field: str, message: str, /, **details: Any) -> InvalidEntry:
    return InvalidEntry((Problem(message, field=field, details=tuple(details.items())),))
