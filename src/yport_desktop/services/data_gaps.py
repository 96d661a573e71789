"""What is missing, stands on a default or has a weak grade, and what knowing it would improve.

The range that an indicator would have is computed by `assess` with the input known at grade B, all
else as it is. Gaps come in the order of what they give: first what results wait for, then by the share
of the variance that would go.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot
from uuid import UUID

from yport_desktop.domain.assess import assess
from yport_desktop.domain.comparison import unit_shown
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Assessment, Estimate, Indicator, Input, InputKind, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text
from yport_desktop.domain.values import Grade, Missing, Observed

from .assessments import input_rows, known
from .data_requests import open_requests
from .workspace import Workspace

KNOWN_AT = Grade.B
MATTERS = 0.005  # share of a variance below which another width is not computed
NAMED = 3  # indicators that the words name
Translate = Callable[[str], str]


class Need(StrEnum):
    """Why an input is worth asking for."""

    MISSING = "missing"
    DEFAULT = "default"
    WEAK = "weak"


NEED_LABEL: dict[Need, str] = {
    Need.MISSING: N_("missing"),
    Need.DEFAULT: N_("a default stands in"),
    Need.WEAK: N_("weak evidence"),
}


@dataclass(frozen=True)
class Narrowing:
    """The 95 % range of an indicator now, and were the input known; `gain`: share of variance that goes."""

    indicator: Indicator
    now: tuple[float, float]
    then: tuple[float, float]
    gain: float
    unit: str


@dataclass(frozen=True)
class Gap:
    """One input worth asking for. `waits`: results that cannot be computed without it."""

    sector: Sector
    input: Input
    need: Need
    seen: Observed
    waits: tuple[Indicator, ...] = ()
    narrows: tuple[Narrowing, ...] = ()
    request: UUID | None = None

    @property
    def id(self) -> tuple[str, str]:
        """The sector and the input."""
        return self.sector.key, self.input.key

    @property
    def gain(self) -> float:
        """The largest share of a result's variance that would go, 0-1."""
        return max((n.gain for n in self.narrows), default=0.0)

    @property
    def order(self) -> tuple[bool, int, int, float, float]:
        """The most useful first."""
        heads = sum(i.headline for i in self.waits)
        return not self.waits, -heads, -len(self.waits), -self.gain, -sum(n.gain for n in self.narrows)


@dataclass(frozen=True)
class SectorState:
    """What the gaps of a sector are found in: plain values, to be taken to another thread."""

    sector: Sector
    observed: Mapping[str, Observed]
    requests: Mapping[str, UUID]


def sector_states(workspace: Workspace, engagement: UUID) -> tuple[SectorState, ...]:
    """All sectors as they stand, read on the database thread."""
    asked: dict[tuple[str, str], UUID] = {}
    for request in open_requests(workspace, engagement):
        asked.setdefault((str(request.get("sector")), str(request.get("input"))), request.id)
    return tuple(
        SectorState(
            sector,
            known(input_rows(workspace, engagement, sector)),
            {key: record for (name, key), record in asked.items() if name == sector.key},
        )
        for sector in workspace.registry.sectors.values()
    )


def find_gaps(state: SectorState, stopped: Callable[[], bool] = lambda: False) -> tuple[Gap, ...]:
    """The gaps of one sector, the most useful first; `stopped` is asked between computations."""
    sector, observed = state.sector, state.observed
    now = assess(sector, observed)
    gaps = []
    for asked in sector.inputs:
        need = None if asked.linked else _need(asked, now.observed[asked.key])
        if need is None or stopped():
            continue
        seen = now.observed[asked.key]
        waits = tuple(i for i in sector.indicators if asked.key in now.estimates[i.key].missing)
        if need is Need.MISSING and asked.optional and not waits:
            continue
        narrows = () if need is Need.MISSING else _narrowed(sector, observed, now, asked)
        gaps.append(Gap(sector, asked, need, seen, waits, narrows, state.requests.get(asked.key)))
    return tuple(sorted(gaps, key=lambda gap: gap.order))


def _need(asked: Input, seen: Observed) -> Need | None:
    if not seen.known:
        return None if seen.missing is Missing.NOT_APPLICABLE else Need.MISSING
    if asked.exact or asked.kind is InputKind.CHOICE:
        return None  # a convention to be chosen, not a figure to be asked for
    if seen.is_default:
        return Need.DEFAULT
    return Need.WEAK if seen.grade is None or seen.grade > KNOWN_AT else None


def _narrowed(
    sector: Sector, observed: Mapping[str, Observed], now: Assessment, asked: Input
) -> tuple[Narrowing, ...]:
    """Every indicator whose range becomes narrower, the one that gains most first."""
    affected = [i for i in sector.indicators if _share(now.estimates[i.key], asked.key) >= MATTERS]
    if not affected:
        return ()
    better = replace(now.observed[asked.key], grade=KNOWN_AT, uncertainty_pct=None, is_default=False)
    then = assess(sector, {**observed, asked.key: better})
    found = []
    for indicator in affected:
        before, after = now.estimates[indicator.key], then.estimates[indicator.key]
        wide, narrow = _half(indicator, before), _half(indicator, after)
        if after.value is None or not narrow < wide:
            continue
        found.append(
            Narrowing(indicator, _range(before), _range(after), 1 - (narrow / wide) ** 2, after.unit)
        )
    return tuple(sorted(found, key=lambda n: -n.gain))


def _share(estimate: Estimate, key: str) -> float:
    return next((t.variance_share or 0.0 for t in estimate.terms if t.key == key), 0.0)


def _half(indicator: Indicator, estimate: Estimate) -> float:
    """Half the width of the range: the wider side where one end is cut off, of the terms where both are."""
    low, high = _range(estimate)
    if estimate.value is None or (low, high) == indicator.bounds:
        return hypot(*(t.effect or 0.0 for t in estimate.terms))
    return max(high - estimate.value, estimate.value - low)


def _range(estimate: Estimate) -> tuple[float, float]:
    return estimate.low or 0.0, estimate.high or 0.0


def improvement(gap: Gap, tr: Translate, language: str) -> str:
    """What knowing the input would improve, a line per indicator."""
    lines = []
    if gap.waits:
        names = tr(", ").join(tr(i.label) for i in gap.waits[:NAMED])
        lines.append(tr("Waiting for it: {names}").format(names=names))
    for narrowing in gap.narrows[:NAMED]:
        indicator = narrowing.indicator
        text = tr("{label}: {now} now, {then} if it were known with grade B")
        now, then = (range_text(narrowing, r, tr, language) for r in (narrowing.now, narrowing.then))
        lines.append(text.format(label=tr(indicator.label), now=now, then=then))
    return "\n".join(lines)


def range_text(narrowing: Narrowing, bounds: tuple[float, float], tr: Translate, language: str) -> str:
    """A range as the indicator is displayed, with its unit."""
    indicator = narrowing.indicator
    low, high = (format_number(b * indicator.scale, indicator.decimals, language) for b in bounds)
    unit = unit_shown(indicator, narrowing.unit)
    return f"{low} – {high} {unit_text(unit, tr)}".strip()
