"""A city beside others: among peers, against its own past, and on the path that Yokohama went.

Read once per sector; what is compared with which indicator is then chosen from plain values.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from uuid import UUID

from yport_desktop.advice.yokohama_path import POPULATION, Standing, next_deeds, standing
from yport_desktop.domain.charts import Line, Lines
from yport_desktop.domain.comparison import CityPath, Deed, Peer, country_key, unit_shown, with_figure
from yport_desktop.domain.sector import Assessment, Estimate, Indicator, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Observed

from .assessments import SectorView, input_rows, sector_view
from .histories import YearResult, histories
from .record_links import referred
from .workspace import Workspace

# The input that every sector calls so: the number of people who live in the city.
POPULATION_INPUT = POPULATION.subject
ALL, PARTNERS, SAME = "all", "partner", "same"
GROUPS: tuple[tuple[str, str], ...] = (
    (ALL, N_("All countries")),
    (PARTNERS, N_("Countries with partner cities")),
    (SAME, N_("This country")),
)
ANY, SIMILAR = "any", "similar"
# Key, label, and the population from (included) and to (left out); a similar one is half to double.
SIZES: tuple[tuple[str, str, float, float], ...] = (
    (ANY, N_("Any population"), 0.0, inf),
    (SIMILAR, N_("Half to double this city's population"), 0.5, 2.0),
    ("small", N_("Under 300,000"), 0.0, 3e5),
    ("medium", N_("300,000 to 1 million"), 3e5, 1e6),
    ("large", N_("1 to 3 million"), 1e6, 3e6),
    ("largest", N_("3 million and more"), 3e6, inf),
)


@dataclass(frozen=True)
class City:
    """Who is compared. `population` is as the assessment knows it, with its period and source."""

    name: str = ""
    country: str = ""
    population: Observed = field(default_factory=Observed)

    @property
    def persons(self) -> float | None:
        """The population as a number."""
        value = self.population.value
        return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True)
class PeerFilter:
    """Which peers are shown: a key of GROUPS and a key of SIZES."""

    group: str = ALL
    size: str = ANY


@dataclass(frozen=True)
class OnPath:
    """This city on one path. `found` is None while its own value is not known.

    `reaches`: the value lies outside the published figures, but its 95 % range reaches into them.
    """

    path: CityPath
    found: Standing | None
    before: tuple[Deed, ...]
    after: tuple[Deed, ...]
    reaches: bool = False


@dataclass(frozen=True)
class Comparison:
    """Everything that one sector of a city is compared by. `deeds` are those of all sectors together."""

    engagement: UUID
    sector: Sector
    city: City
    assessment: Assessment
    histories: Mapping[str, tuple[YearResult, ...]]
    deeds: tuple[Deed, ...] = ()

    def offered(self) -> tuple[Indicator, ...]:
        """The indicators: those with something to compare with first, known results before others."""
        paths = {path.subject for path in self.sector.paths}

        def order(indicator: Indicator) -> tuple[bool, ...]:
            on_path = indicator.key in paths
            compared = on_path or bool(with_figure(self.sector.peers, indicator.key))
            value = self.assessment.estimates[indicator.key].value
            return (not compared, value is None, not on_path, not indicator.headline)

        return tuple(sorted(self.sector.indicators, key=order))

    def peers(self, indicator: str, wanted: PeerFilter) -> tuple[Peer, ...]:
        """The peers of which the indicator is known, as filtered."""
        return tuple(p for p in with_figure(self.sector.peers, indicator) if self._fits(p, wanted))

    def _fits(self, peer: Peer, wanted: PeerFilter) -> bool:
        if wanted.group == PARTNERS and not peer.partner_country:
            return False
        if wanted.group == SAME and country_key(peer.country) != country_key(self.city.country):
            return False
        if wanted.size == ANY:
            return True
        low, high = next((low, high) for key, _, low, high in SIZES if key == wanted.size)
        unit = (self.city.persons or 0.0) if wanted.size == SIMILAR else 1.0
        return peer.population is not None and low * unit <= peer.population < high * unit

    def paths(self, indicator: str) -> tuple[OnPath, ...]:
        """This city on the paths of the indicator, and on that of the population."""
        estimate = self.assessment.estimates[indicator]
        own = [_on(path, estimate, path.deeds) for path in self.sector.paths if path.subject == indicator]
        return (*own, self.population())

    def population(self) -> OnPath:
        """This city on the path of the population, beside which all deeds stand."""
        return _on(POPULATION, Estimate(POPULATION.subject, POPULATION.unit, self.city.persons), self.deeds)


def _on(path: CityPath, own: Estimate, deeds: Iterable[Deed]) -> OnPath:
    if own.value is None:
        return OnPath(path, None, *next_deeds(None, deeds))
    found = standing(path, own.value)
    ends = [standing(path, end).side for end in (own.low, own.high) if end is not None]
    reaches = not found.places and any(side is not found.side for side in ends)
    return OnPath(path, found, *next_deeds(found, deeds), reaches)


@dataclass(frozen=True)
class Rank:
    """Where a value stands among its peers: how many lie below, how many there are, and their median."""

    below: int
    of: int
    median: float


def rank(estimate: Estimate, indicator: str, peers: Iterable[Peer]) -> Rank | None:
    """None where the value is not known, or there are no peers."""
    values = sorted(peer.values[indicator] for peer in with_figure(peers, indicator))
    if estimate.value is None or not values:
        return None
    middle = len(values) // 2
    median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    return Rank(sum(value < estimate.value for value in values), len(values), median)


def comparison_of(workspace: Workspace, engagement: UUID, sector_key: str) -> Comparison:
    """Read a sector and compute its results of every year. Raises NotFound, KeyError."""
    return compared(workspace, sector_view(workspace, engagement, sector_key))


def compared(workspace: Workspace, view: SectorView) -> Comparison:
    """What a sector that was read is compared by; its results of every year are computed. Raises NotFound."""
    return Comparison(
        view.engagement,
        view.sector,
        city_of(workspace, view.engagement, view.sector.key),
        view.assessment,
        histories(view.sector, view.rows),
        all_deeds(workspace.registry.sectors.values()),
    )


def all_deeds(sectors: Iterable[Sector]) -> tuple[Deed, ...]:
    """What Yokohama did, in all sectors and as it grew."""
    return (*POPULATION.deeds, *(deed for s in sectors for path in s.paths for deed in path.deeds))


def city_of(workspace: Workspace, engagement: UUID, first: str = "") -> City:
    """Name, country and population of the city; the population of the sector `first`, else of any."""
    record = workspace.get(engagement)
    named = referred(record, "partner_city")
    city = workspace.find(named) if named else None
    name = workspace.title(city) if city else ""
    country = str(city.get("country") or "") if city else ""
    return City(name, country, next(_populations(workspace, engagement, first), Observed()))


def _populations(workspace: Workspace, engagement: UUID, first: str) -> Iterator[Observed]:
    sectors = sorted(workspace.registry.sectors.values(), key=lambda sector: sector.key != first)
    for sector in sectors:
        if any(i.key == POPULATION_INPUT and not i.linked for i in sector.inputs):
            (row,) = input_rows(workspace, engagement, sector, (POPULATION_INPUT,))
            if row.observed.known:
                yield row.observed


def history_units(indicator: Indicator, years: Iterable[YearResult]) -> tuple[str, ...]:
    """The units in which the results by year are displayed: several where they are in several currencies."""
    computed = (y.estimate.unit for y in years if y.estimate.value is not None)
    return tuple(dict.fromkeys(unit_shown(indicator, unit) for unit in computed))


def history_lines(indicator: Indicator, years: Iterable[YearResult]) -> Lines | None:
    """The results by year with their ranges; None for fewer than two, or in several currencies."""
    computed = [y for y in years if y.estimate.value is not None]
    units = history_units(indicator, computed)
    if len(computed) < 2 or len(units) > 1:
        return None
    scale = indicator.scale

    def ends(y: YearResult) -> tuple[float, float]:
        value = y.estimate.value or 0.0
        low = value if y.estimate.low is None else y.estimate.low
        high = value if y.estimate.high is None else y.estimate.high
        return low * scale, high * scale

    line = Line(
        N_("This city"),
        tuple(float(y.year) for y in computed),
        tuple((y.estimate.value or 0.0) * scale for y in computed),
        tuple(ends(y)[0] for y in computed),
        tuple(ends(y)[1] for y in computed),
    )
    return Lines(
        indicator.label,
        units[0],
        (line,),
        source=N_("Own calculation from the inputs of each year; 95 % range"),
    )
