"""Ranking from and to plain JSON: what `yport calculate priorities` prints, by the functions of the window.

Input: `matrix` (options x criteria, null is missing), `criteria` (each "max", "min" or {"name", "unit",
"worst", "best", "middle"}), `weights` (numbers, or "equal") or `comparisons` (the matrix of pairwise
comparisons); optionally `options` (names), `grades` (like the matrix), `discount`, `v` of VIKOR,
`normalisation` of TOPSIS ("vector" or "linear") and `accept_inconsistent`; `about` is not read. Everything
that can be computed from it is answered; by comparisons that contradict each other nothing is ranked unless
that is accepted.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from yport_desktop.advice.mcda.ahp import Consistency, weigh
from yport_desktop.advice.mcda.flips import flips
from yport_desktop.advice.mcda.methods import (
    column_shares,
    promethee,
    ranks,
    spotis,
    topsis,
    vikor,
    weighted_sum,
)
from yport_desktop.advice.mcda.panel import panel
from yport_desktop.advice.mcda.ranking import Case, Cell, Criterion, Standing, standings
from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Grade

from .calculate import problem_json
from .priorities import LARGEST
from .priority_weights import contradiction

PRIORITIES = "priorities"
MOST_OPTIONS, MOST_CRITERIA = 200, 50
KEYS = frozenset(
    {
        *("about", "matrix", "criteria", "weights", "comparisons", "options", "grades"),
        *("discount", "v", "normalisation", "accept_inconsistent"),
    }
)
LINEAR = frozenset({"linear", "minmax", "min-max"})
_Row = tuple[float | None, ...]


def rank_json(given: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that can be computed from the input. Raises InvalidEntry."""
    if unknown := sorted(str(key) for key in given if key not in KEYS):
        text = N_("There is no field “{name}” here.")
        raise InvalidEntry(tuple(Problem(text, field=k, details=(("name", k),)) for k in unknown))
    consistency = _weigh(given["comparisons"]) if "comparisons" in given else None
    result: dict[str, Any] = {}
    accepted = _yes_or_no(given, "accept_inconsistent", False)
    if consistency is not None:
        result["ahp"] = _ahp_json(consistency)
        if not consistency.accepted:
            result["problems"] = [problem_json(contradiction(consistency, accepted))]
    if "matrix" not in given:
        return result
    rows = _matrix(given["matrix"])
    criteria = given.get("criteria", ["max"] * len(rows[0]))
    if not isinstance(criteria, list) or len(criteria) != len(rows[0]):
        raise _refused("criteria", N_("There must be one criterion for each column of the matrix."))
    weights = _weights(given.get("weights"), consistency, len(criteria))
    if consistency is not None and "weights" not in given and not (consistency.accepted or accepted):
        return result
    result["weights"] = weights
    declared = [_criterion(c, str(at), w) for at, (c, w) in enumerate(zip(criteria, weights, strict=True))]
    high = [d.higher_is_better for d in declared]
    full = [[x for x in row if x is not None] for row in rows]
    if all(len(row) == len(criteria) for row in full):
        linear = str(given.get("normalisation", "")).strip().casefold() in LINEAR
        result |= _methods_json(full, weights, high, _fraction(given.get("v", 0.5)), linear)
    if all(isinstance(c, Mapping) for c in criteria):
        result |= _fixed_json(given, rows, full, declared)
    return result


def ranking_template() -> dict[str, Any]:
    """What may be given, to be filled in."""
    return {
        "about": {
            "criteria": '"max" or "min", or a range with ends that are fixed beforehand; middle is the value '
            "worth half, if it is not halfway.",
            "matrix": "One row for each option, one value for each criterion; null where it is not known.",
            "weights": 'One for each criterion, or "equal"; or leave it out and give comparisons: the square '
            "table of how many times more the criterion of the row weighs than that of the column.",
            "grades": "A to E for each value, or null; with discount the weaker evidence counts less.",
            "v": "VIKOR: from 0 (the worst criterion alone) to 1 (the sum alone).",
        },
        "options": ["Option 1", "Option 2"],
        "criteria": [
            {"name": "Cost", "unit": "million PHP", "worst": 100, "best": 0, "middle": None},
            {"name": "Waste avoided", "unit": "t/d", "worst": 0, "best": 50, "middle": None},
        ],
        "matrix": [[None, None], [None, None]],
        "weights": "equal",
        "grades": [[None, None], [None, None]],
        "discount": False,
        "v": 0.5,
    }


def _methods_json(
    rows: Sequence[Sequence[float]], weights: Sequence[float], high: Sequence[bool], v: float, linear: bool
) -> dict[str, Any]:
    compromise = vikor(rows, weights, high, v)
    found: dict[str, Any] = {
        "topsis": {
            **_scored(topsis(rows, weights, high, linear)),
            "normalisation": "linear" if linear else "vector",
        },
        "vikor": {
            **_scored(compromise.q, high_first=False),
            "s": list(compromise.s),
            "r": list(compromise.r),
            "compromise": [at + 1 for at in compromise.compromise],
        },
        "promethee_ii": _scored(promethee(rows, weights, high)),
    }
    with suppress(ZeroDivisionError, OverflowError):  # not defined with a zero where less is better
        found["weighted_sum_of_shares"] = _scored(weighted_sum(column_shares(rows, high), weights))
    return found


def _fixed_json(
    given: Mapping[str, Any], rows: Sequence[_Row], full: Sequence[Sequence[float]], criteria: list[Criterion]
) -> dict[str, Any]:
    """What stands on fixed ranges: the headline, SPOTIS, the draws and what would flip the order."""
    names = given.get("options") or [str(at + 1) for at in range(len(rows))]
    if not isinstance(names, list) or len({str(n) for n in names}) != len(rows):
        raise _refused("options", N_("There must be one name for each row of the matrix, each once."))
    options = tuple(str(name) for name in names)
    grades = _grades(given.get("grades"), len(rows), len(criteria))
    cells = {
        (option, c.key): Cell(row[at], graded[at])
        for option, row, graded in zip(options, rows, grades, strict=True)
        for at, c in enumerate(criteria)
    }
    case = Case(tuple(criteria), options, cells, _yes_or_no(given, "discount", "grades" in given))
    order = standings(case)
    found: dict[str, Any] = {"ranking": [_standing_json(s) for s in order]}
    if all(len(row) == len(criteria) for row in full):
        worst, best = [c.worst for c in criteria], [c.best for c in criteria]
        found["spotis"] = _scored(spotis(full, [c.weight for c in criteria], worst, best), high_first=False)
    if (seen := panel(case, order)) is not None:
        found["first_places"] = {
            "options": list(seen.options),
            "near": list(seen.near.shares),
            "any": list(seen.any.shares),
            "draws": seen.near.draws,
            "seed": seen.near.seed,
        }
    found["flips"] = [
        {
            "upper": f.upper,
            "lower": f.lower,
            "gap": f.gap,
            "tied": f.tied,
            "weight": f.weight and vars(f.weight),
            "value": f.value and vars(f.value),
        }
        for f in flips(case, order)
    ]
    return found


def _standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "option": standing.option,
        "rank": standing.rank,
        "tied": standing.tied,
        "score": standing.score,
        "without_discount": standing.full,
        "low": standing.low,
        "high": standing.high,
        "missing": list(standing.missing),
        "contributions": [p.points for p in standing.parts],
    }


def _scored(scores: Sequence[float], high_first: bool = True) -> dict[str, Any]:
    return {"scores": list(scores), "ranks": list(ranks(scores, high_first))}


def _ahp_json(found: Consistency) -> dict[str, Any]:
    return {
        "weights": list(found.weights),
        "lambda_max": found.eigenvalue,
        "consistency_index": found.index,
        "consistency_ratio": found.ratio,
        "accepted": found.accepted,
        "doubt": found.doubt and vars(found.doubt),
    }


def _weigh(given: object) -> Consistency:
    rows = _numbers("comparisons", given, lambda x: False)
    try:
        return weigh([[x or 0.0 for x in row] for row in rows])
    except ValueError as error:
        text = N_(
            "The comparisons must be a square table of positive numbers for at most 9 criteria, each the "
            "inverse of its reverse."
        )
        raise _refused("comparisons", text) from error


def _matrix(given: object) -> list[_Row]:
    rows = _numbers("matrix", given, lambda x: x is None)
    if len(rows) > MOST_OPTIONS or len(rows[0]) > MOST_CRITERIA:
        raise _refused("matrix", N_("The matrix is too large: at most 200 options and 50 criteria."))
    return rows


def _numbers(name: str, given: object, empty: Callable[[object], bool]) -> list[_Row]:
    """A rectangle of numbers. Raises InvalidEntry."""
    rows = given if isinstance(given, list) else []
    width = len(rows[0]) if rows and isinstance(rows[0], list) else 0
    if not width or any(not isinstance(row, list) or len(row) != width for row in rows):
        raise _refused(name, N_("This must be a table of numbers, all rows of the same length."))
    if any(not (empty(x) or _is_number(x)) for row in rows for x in row):
        raise _refused(name, N_("This must be a table of numbers, all rows of the same length."))
    return [tuple(None if x is None else float(x) for x in row) for row in rows]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _weights(given: object, consistency: Consistency | None, count: int) -> list[float]:
    """Weights that add up to 1. Raises InvalidEntry."""
    if given is None and consistency is not None:
        given = list(consistency.weights)
    if given is None or (isinstance(given, str) and given.startswith("equal")):
        return [1.0 / count] * count
    if not isinstance(given, list) or len(given) != count or not all(_is_number(w) and w >= 0 for w in given):
        raise _refused("weights", N_("There must be one weight for each criterion, none below zero."))
    total = sum(given)
    if total <= 0:
        raise _refused("weights", N_("All weights are zero: there is nothing to rank by."))
    return [float(w) / total for w in given]


def _criterion(given: object, key: str, weight: float) -> Criterion:
    """A direction alone has no range: it is never valued on one. Raises InvalidEntry."""
    if given in ("max", "min"):
        return Criterion(key, *((0.0, 1.0) if given == "max" else (1.0, 0.0)), weight)
    problem = _refused("criteria", N_("A criterion is “max”, “min”, or has a worst and a best value."))
    if not isinstance(given, Mapping):
        raise problem
    worst, best, middle = (given.get(k) for k in ("worst", "best", "middle"))
    if not (_is_number(worst) and _is_number(best)) or worst == best:
        raise problem
    ends = sorted((float(worst), float(best)))  # type: ignore[arg-type]
    if middle is not None and not (_is_number(middle) and ends[0] < middle < ends[1]):
        raise problem
    half = None if middle is None else float(middle)
    return Criterion(key, float(worst), float(best), weight, half)  # type: ignore[arg-type]


def _grades(given: object, rows: int, width: int) -> list[list[Grade | None]]:
    if given is None:
        return [[None] * width for _ in range(rows)]
    fits = isinstance(given, list) and len(given) == rows
    fits = fits and all(isinstance(r, list) and len(r) == width for r in given)  # type: ignore[attr-defined]
    if not fits or any(g is not None and g not in Grade.__members__ for r in given for g in r):  # type: ignore[attr-defined]
        raise _refused("grades", N_("There must be a grade from A to E, or null, for each value."))
    return [[Grade(g) if g else None for g in r] for r in given]  # type: ignore[attr-defined]


def _yes_or_no(given: Mapping[str, Any], key: str, otherwise: bool) -> bool:
    answer = given.get(key, otherwise)
    if not isinstance(answer, bool):
        raise _refused(key, N_("This must be true or false."))
    return answer


def _fraction(given: object) -> float:
    if not _is_number(given) or not 0 <= float(given) <= 1:  # type: ignore[arg-type]
        raise _refused("v", N_("This must be a number from 0 to 1."))
    return float(given)  # type: ignore[arg-type]


def _refused(field: str, text: str) -> InvalidEntry:
    return InvalidEntry((Problem(text, field=field),))
