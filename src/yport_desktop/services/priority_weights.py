"""The weights of criteria: set directly, or from pairwise comparisons that agree with each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from uuid import UUID

from yport_desktop.advice.mcda.ahp import ACCEPTED_UP_TO, MOST, Consistency, weigh
from yport_desktop.domain.check import is_decimal
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_

DIRECT, BY_PAIRS = "direct", "pairwise"
WHOLE = 100.0
Pair = tuple[UUID, UUID]
_SCALE = re.compile(r"(1/)?[1-9]")


@dataclass(frozen=True)
class Weights:
    """Shares of the criteria that count (they add up to 1), and how they came about.

    `total` is the sum of the weights set directly, in %; `ratios` are the comparisons made, in the order of
    the criteria; `pairs` counts all there are. `doubt` names the pair that fits the others least.
    """

    method: str
    shares: Mapping[UUID, float] = field(default_factory=dict)
    total: float = 0.0
    ratios: Mapping[Pair, str] = field(default_factory=dict)
    pairs: int = 0
    consistency: Consistency | None = None
    doubt: Pair | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether options may be ranked with them."""
        return bool(self.shares)


def weights_of(
    criteria: Sequence[Record],
    comparisons: Mapping[tuple[UUID | None, UUID | None], str],
    rules: Record | None,
) -> Weights:
    """The weights of the criteria that have a range, by the method that was chosen."""
    if rules is not None and rules.get("weighting") == BY_PAIRS:
        return _by_pairs(criteria, comparisons, rules.get("accept_inconsistent") is True)
    return _direct(criteria)


def _direct(criteria: Sequence[Record]) -> Weights:
    given = {r.id: value for r in criteria if (value := _weight(r.get("weight"))) is not None}
    total = sum(given.values())
    if not criteria:
        return Weights(DIRECT)
    if not given:
        text = N_("No weights are set yet: all criteria count equally.")
        even = {r.id: 1.0 / len(criteria) for r in criteria}
        return Weights(DIRECT, even, 0.0, problems=(Problem(text, Severity.WARNING),))
    if total <= 0:
        return Weights(DIRECT, problems=(Problem(N_("All weights are zero: there is nothing to rank by.")),))
    problems = []
    if abs(total - WHOLE) > 0.005:
        text = N_("The weights add up to {total} %, not 100 %: each counts as its share of that sum.")
        problems.append(Problem(text, Severity.WARNING, details=(("total", f"{total:g}"),)))
    for record in criteria:
        if record.id not in given:
            text = N_("“{name}” does not count: it has no weight.")
            details = (("name", record.get("name", "")),)
            problems.append(Problem(text, Severity.WARNING, str(record.id), details=details))
    shares = {key: value / total for key, value in given.items()}
    return Weights(DIRECT, shares, total, problems=tuple(problems))


def _weight(value: Json) -> float | None:
    if not isinstance(value, str) or not is_decimal(value):
        return None
    weight = float(value)
    return weight if 0 <= weight <= WHOLE else None


def _by_pairs(
    criteria: Sequence[Record], comparisons: Mapping[tuple[UUID | None, UUID | None], str], accepted: bool
) -> Weights:
    ids = [r.id for r in criteria]
    ratios = {pair: text for pair in combinations(ids, 2) if (text := _ratio(pair, comparisons))}
    pairs = len(ids) * (len(ids) - 1) // 2
    if not ids:
        return Weights(BY_PAIRS)
    if len(ids) > MOST:
        text = N_("Pairwise comparison is for at most {most} criteria. Set the weights directly.")
        problem = Problem(text, details=(("most", MOST),))
        return Weights(BY_PAIRS, ratios=ratios, pairs=pairs, problems=(problem,))
    if len(ratios) < pairs:
        text = N_("Compare all pairs of criteria first: {done} of {all} are done.")
        problem = Problem(text, details=(("done", len(ratios)), ("all", pairs)))
        return Weights(BY_PAIRS, ratios=ratios, pairs=pairs, problems=(problem,))
    found = weigh(_matrix(ids, ratios))
    doubt = (ids[found.doubt.first], ids[found.doubt.second]) if found.doubt else None
    shares = dict(zip(ids, found.weights, strict=True))
    if found.accepted:
        return Weights(BY_PAIRS, shares, 0.0, ratios, pairs, found, doubt)
    problems = (contradiction(found, accepted),)
    return Weights(BY_PAIRS, shares if accepted else {}, 0.0, ratios, pairs, found, doubt, problems)


def contradiction(found: Consistency, accepted: bool) -> Problem:
    """What is said of comparisons that contradict each other: refused, or a warning where `accepted`."""
    details = (("ratio", f"{found.ratio:.2f}"), ("limit", f"{ACCEPTED_UP_TO:.2f}"))
    if not accepted:
        text = N_(
            "The comparisons contradict each other: their consistency ratio is {ratio}, above {limit}. "
            "Look at them again before options are ranked by them."
        )
        return Problem(text, details=details)
    text = N_(
        "The weights come from comparisons that contradict each other: their consistency ratio "
        "is {ratio}, "
        "above {limit}. It was decided to use them nevertheless."
    )
    return Problem(text, Severity.WARNING, details=details)


def _ratio(pair: Pair, comparisons: Mapping[tuple[UUID | None, UUID | None], str]) -> str:
    """The comparison of a pair as first over second; "" where it was not made."""
    one, other = pair
    if (text := comparisons.get((one, other))) and _value(text):
        return text
    if (text := comparisons.get((other, one))) and (value := _value(text)):
        return str(1 / value)
    return ""


def _value(text: str) -> Fraction | None:
    """A key of the scale from 1/9 to 9 as a number."""
    return Fraction(text) if _SCALE.fullmatch(text) else None


def _matrix(ids: Sequence[UUID], ratios: Mapping[Pair, str]) -> list[list[float]]:
    size = range(len(ids))
    matrix = [[1.0 for _ in size] for _ in size]
    for i, j in combinations(size, 2):
        value = float(Fraction(ratios[ids[i], ids[j]]))
        matrix[i][j], matrix[j][i] = value, 1.0 / value
    return matrix
