"""Published ranking methods on a full matrix of raw values.

`rows[i][j]` is the value of option i on criterion j, every one a number; `weights` add up to 1;
`better_high[j]` says whether more is better. A criterion that is equal for all options contributes
nothing and divides nothing by zero. Scores are returned per option, in the order of the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Rows = Sequence[Sequence[float]]
TIE = 1e-9  # scores nearer than this are a tie, not an order


def ranks(scores: Sequence[float], high_first: bool = True) -> tuple[int, ...]:
    """Places from 1; equal scores share the better place, and the next one counts on (1, 1, 3)."""
    signed = [s if high_first else -s for s in scores]
    return tuple(1 + sum(1 for other in signed if other > mine + TIE) for mine in signed)


def weighted_sum(rows: Rows, weights: Sequence[float]) -> tuple[float, ...]:
    """Sum of weight times value; the values are comparable already. Higher is better."""
    return tuple(sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows)


def column_shares(rows: Rows, better_high: Sequence[bool]) -> tuple[tuple[float, ...], ...]:
    """Every value as its share of the criterion's sum, of 1/x where less is better.

    Raises ZeroDivisionError for a zero where less is better, or a criterion that sums to zero.
    """
    turned = [[x if high else 1.0 / x for x, high in zip(row, better_high, strict=True)] for row in rows]
    sums = [sum(column) for column in zip(*turned, strict=True)]
    return tuple(tuple(x / total for x, total in zip(row, sums, strict=True)) for row in turned)


def topsis(rows: Rows, weights: Sequence[float], better_high: Sequence[bool]) -> tuple[float, ...]:
    """TOPSIS with vector normalisation: closeness to the best point, 0 to 1, higher is better.

    Where all options are equal there is no best and no worst: each then has 0.5.
    """
    lengths = [sum(x * x for x in column) ** 0.5 for column in zip(*rows, strict=True)]
    scaled = [
        [w * x / length if length else 0.0 for x, w, length in zip(row, weights, lengths, strict=True)]
        for row in rows
    ]
    columns = list(zip(*scaled, strict=True))
    best = [max(c) if high else min(c) for c, high in zip(columns, better_high, strict=True)]
    worst = [min(c) if high else max(c) for c, high in zip(columns, better_high, strict=True)]
    out = []
    for row in scaled:
        to_best = sum((x - b) ** 2 for x, b in zip(row, best, strict=True)) ** 0.5
        to_worst = sum((x - w) ** 2 for x, w in zip(row, worst, strict=True)) ** 0.5
        whole = to_best + to_worst
        out.append(to_worst / whole if whole else 0.5)
    return tuple(out)


@dataclass(frozen=True)
class Vikor:
    """Group utility S, individual regret R and their compromise Q per option; lower is better."""

    s: tuple[float, ...]
    r: tuple[float, ...]
    q: tuple[float, ...]


def vikor(rows: Rows, weights: Sequence[float], better_high: Sequence[bool], v: float = 0.5) -> Vikor:
    """VIKOR; `v` from 0 to 1 is the weight of the group utility against the largest regret."""
    columns = list(zip(*rows, strict=True))
    best = [max(c) if high else min(c) for c, high in zip(columns, better_high, strict=True)]
    worst = [min(c) if high else max(c) for c, high in zip(columns, better_high, strict=True)]
    lost = [
        [w * _part(b - x, b - a) for x, w, b, a in zip(row, weights, best, worst, strict=True)]
        for row in rows
    ]
    s, r = tuple(map(sum, lost)), tuple(map(max, lost))
    q = tuple(
        v * _part(one - min(s), max(s) - min(s)) + (1 - v) * _part(other - min(r), max(r) - min(r))
        for one, other in zip(s, r, strict=True)
    )
    return Vikor(s, r, q)


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

    `worst` and `best` are the ends of each criterion's range; the bounds differ.
    """
    return tuple(
        sum(w * abs(x - b) / abs(b - a) for x, w, a, b in zip(row, weights, worst, best, strict=True))
        for row in rows
    )


def _part(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
