"""The robustness panel: the same options by other methods, and with weights drawn at random.

The published methods see the raw values of the options that have all of them, without value functions and
without the discount for evidence. TOPSIS, VIKOR and PROMETHEE II look at the options among themselves: their
ranks may change when an option is added or taken out. The headline and SPOTIS stand on fixed ranges.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .draws import FirstPlaces, first_places
from .methods import promethee, ranks, spotis, topsis, vikor
from .ranking import Case, Standing

TOPSIS, VIKOR, PROMETHEE, SPOTIS = "topsis", "vikor", "promethee", "spotis"
MOST = 200  # options; more are not compared with each other


@dataclass(frozen=True)
class Opinion:
    """What one method says: a score and a rank per option, in the order of the panel's options."""

    method: str
    scores: tuple[float, ...]
    ranks: tuple[int, ...]


@dataclass(frozen=True)
class Panel:
    """Options in the order of the headline, its own ranks, the other methods, and shares of first places.

    `near`: weights within half and one and a half of what they are; `any`: any weights whatever.
    """

    options: tuple[str, ...]
    headline: tuple[int, ...]
    opinions: tuple[Opinion, ...]
    near: FirstPlaces
    any: FirstPlaces

    @property
    def winners(self) -> frozenset[str]:
        """The options that some method puts first."""
        columns = (self.headline, *(o.ranks for o in self.opinions))
        return frozenset(
            option
            for column in columns
            for option, rank in zip(self.options, column, strict=True)
            if rank == 1
        )


def panel(case: Case, order: Sequence[Standing]) -> Panel | None:
    """All of them for the ranked options; None where fewer than two, or more than 200, are ranked."""
    ranked = [s for s in order if s.rank is not None]
    criteria = case.counting
    if not 2 <= len(ranked) <= MOST or not criteria:
        return None
    options = tuple(s.option for s in ranked)
    rows = [[case.cell(o, c).value or 0.0 for c in criteria] for o in options]  # none of them is missing
    weights = [c.weight for c in criteria]
    high = [c.higher_is_better for c in criteria]
    found = (
        (TOPSIS, topsis(rows, weights, high), True),
        (VIKOR, vikor(rows, weights, high).q, False),
        (PROMETHEE, promethee(rows, weights, high), True),
        (SPOTIS, spotis(rows, weights, [c.worst for c in criteria], [c.best for c in criteria]), False),
    )
    opinions = tuple(Opinion(key, scores, ranks(scores, up)) for key, scores, up in found)
    gains = [[(p.worth or 0.0) * p.reliability for p in s.parts if p.weight > 0] for s in ranked]
    return Panel(
        options,
        tuple(s.rank or 0 for s in ranked),
        opinions,
        first_places(gains, weights),
        first_places(gains, weights, spread=None),
    )
