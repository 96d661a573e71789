"""Published ranking methods on a full matrix of raw values.

`rows[i][j]` is the value of option i on criterion j, every one a number; `weights` add up to 1;
`better_high[j]` says whether more is better. A criterion that is equal for all options contributes
nothing and divides nothing by zero. Scores are returned per option, in the order of the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

Rows = Sequence[Sequence[float]]
TIE = 1e-9  # scores nearer than this are a tie, not an order


def step(score: float) -> int:
    """The score in steps of a tie: whether two are equal does not depend on any third one."""
    return round(score / TIE)


def ranks(scores: Sequence[float], high_first: bool = True) -> tuple[int, ...]:
    """Places from 1; equal scores share the better place, and the next one counts on (1, 1, 3)."""
    signed = [step(s if high_first else -s) for s in scores]
    return tuple(1 + sum(1 for other in signed if other > mine) for mine in signed)


def weighted_sum(rows: Rows, weights: Sequence[float]) -> tuple[float, ...]:
    """Sum of weight times value; the values are comparable already. Higher is better."""
    return tuple(sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows)


def column_shares(rows: Rows, better_high: Sequence[bool]) -> tuple[tuple[float, ...], ...]:
    """Every value as its share of the criterion's sum, of 1/x where less is better.

    Raises ZeroDivisionError for a zero where less is better, or a criterion that sums to zero, and
    OverflowError where a value is too near to zero to be turned around.
    """
    turned = [[x if high else 1.0 / x for x, high in zip(row, better_high, strict=True)] for row in rows]
    sums = [sum(column) for column in zip(*turned, strict=True)]
    if not all(isfinite(total) for total in sums):
        raise OverflowError("a value is too near to zero to be turned around")
    return tuple(tuple(x / total for x, total in zip(row, sums, strict=True)) for row in turned)


def topsis(
    rows: Rows, weights: Sequence[float], better_high: Sequence[bool], linear: bool = False
) -> tuple[float, ...]:
    """TOPSIS: closeness to the best point, 0 to 1, higher is better.

    With vector normalisation, or with the linear one, by which each criterion reaches from 0 to 1. Where all
    options are equal there is no best and no worst: each then has 0.5.
    """
    columns = list(zip(*rows, strict=True))
    scale = [max(c) - min(c) if linear else sum(x * x for x in c) ** 0.5 for c in columns]
    scaled = [[w * _part(x, size) for x, w, size in zip(r, weights, scale, strict=True)] for r in rows]
    best, worst = _ends(scaled, better_high)
    out = []
    for row in scaled:
        to_best = sum((x - b) ** 2 for x, b in zip(row, best, strict=True)) ** 0.5
        to_worst = sum((x - w) ** 2 for x, w in zip(row, worst, strict=True)) ** 0.5
        whole = to_best + to_worst
        out.append(to_worst / whole if whole else 0.5)
    return tuple(out)


@dataclass(frozen=True)
class Vikor:
    """Group utility S, individual regret R and their compromise Q per option; lower is better.

    `compromise`: the options (by place in the rows) that the method proposes, the best by Q first. One alone
    where it is better by at least 1/(options - 1) and first by S or by R as well.
    """

    s: tuple[float, ...]
    r: tuple[float, ...]
    q: tuple[float, ...]
    compromise: tuple[int, ...] = ()


def vikor(rows: Rows, weights: Sequence[float], better_high: Sequence[bool], v: float = 0.5) -> Vikor:
    """VIKOR; `v` from 0 to 1 is the weight of the group utility against the largest regret."""
    best, worst = _ends(rows, better_high)
    lost = [
        [w * _part(b - x, b - a) for x, w, b, a in zip(row, weights, best, worst, strict=True)]
        for row in rows
    ]
    s, r = tuple(map(sum, lost)), tuple(map(max, lost))
    q = tuple(
        v * _part(one - min(s), max(s) - min(s)) + (1 - v) * _part(other - min(r), max(r) - min(r))
        for one, other in zip(s, r, strict=True)
    )
    return Vikor(s, r, q, _compromise(s, r, q))


def _compromise(s: Sequence[float], r: Sequence[float], q: Sequence[float]) -> tuple[int, ...]:
    """What is proposed: the best by Q, and what is too near to it to be told apart."""
    order = sorted(range(len(q)), key=lambda i: step(q[i]))
    if len(order) < 2:
        return tuple(order)
    first, limit = order[0], 1 / (len(order) - 1)
    if q[order[1]] - q[first] < limit - TIE:
        return tuple(i for i in order if q[i] - q[first] < limit - TIE)
    stable = step(s[first]) == step(min(s)) or step(r[first]) == step(min(r))
    return (first,) if stable else tuple(order[:2])


def promethee(rows: Rows, weights: Sequence[float], better_high: Sequence[bool]) -> tuple[float, ...]:
    """PROMETHEE II with the usual criterion: net flow from -1 to 1, higher is better."""

    def preference(one: Sequence[float], other: Sequence[float]) -> float:
        pairs = zip(one, other, weights, better_high, strict=True)
        return sum(w for a, b, w, high in pairs if (a > b if high else a < b))

    others = max(len(rows) - 1, 1)
    return tuple(sum(preference(a, b) - preference(b, a) for b in rows) / others for a in rows)


def spotis(
    rows: Rows, weights: Sequence[float], worst: Sequence[float], best: Sequence[float]
) -> tuple[float, ...]:
    """SPOTIS on fixed bounds: weighted distance to the ideal, lower is better.

    `worst` and `best` are the ends of each criterion's range; the bounds differ. The method is defined for
    values within them: one beyond counts as the end, so that nothing is worse for being better than best.
    """
    return tuple(
        sum(
            w * min(max((b - x) / (b - a), 0.0), 1.0)
            for x, w, a, b in zip(row, weights, worst, best, strict=True)
        )
        for row in rows
    )


def _ends(rows: Rows, better_high: Sequence[bool]) -> tuple[list[float], list[float]]:
    """The best and the worst value of each criterion among the options."""
    ends = [(max(c), min(c)) for c in zip(*rows, strict=True)]
    turned = [pair if high else pair[::-1] for pair, high in zip(ends, better_high, strict=True)]
    return [best for best, _ in turned], [worst for _, worst in turned]


def _part(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
