"""What a city is compared with: peer cities with their figures, and a path through the years of another city.

A sector declares both beside its indicators (`Sector.peers`, `Sector.paths`); nothing else has to know
that they are there. Values are in the unit of the indicator, as it is computed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .charts import Line, Lines, PeerStrip, Point
from .sector import Estimate, Indicator, Source
from .text import N_

# Countries with a partner city of Yokohama, as `country_key` spells them.
PARTNER_COUNTRIES = frozenset({"philippines", "thailand", "vietnam"})
YOKOHAMA = "Yokohama"


@dataclass(frozen=True)
class Peer:
    """What one source says of one city: results by indicator.

    `stated` are results as the source prints them, where they do not follow from its own inputs.
    `year` is "" where the source gives none.
    """

    city: str
    country: str
    values: Mapping[str, float]
    source: Source
    population: int | None = None
    year: str = ""
    stated: Mapping[str, float] = field(default_factory=dict)

    @property
    def partner_country(self) -> bool:
        """True for cities in a country where Yokohama has partner cities."""
        return country_key(self.country) in PARTNER_COUNTRIES

    @property
    def mark(self) -> str:
        """How a chart marks it: see `Point`."""
        return "yokohama" if self.city == YOKOHAMA else "partner" if self.partner_country else "peer"

    @property
    def name(self) -> str:
        """The city with the year of its figures, where that is known."""
        return f"{self.city} {self.year}" if self.year else self.city


@dataclass(frozen=True)
class PathPoint:
    """A published figure of one year. A fiscal year is named by the year in which it begins."""

    year: int
    value: float
    source: Source


@dataclass(frozen=True)
class Deed:
    """What was done, or had been reached, in a year or from `year` to `until`; `fiscal` years say so."""

    year: int
    text: str
    source: Source
    until: int | None = None
    fiscal: bool = False


@dataclass(frozen=True)
class CityPath:
    """One quantity of Yokohama through the years, and what it did about it.

    `subject` is the indicator that it is compared with; `points` are in its unit, by year. `scale`, `unit`
    and `decimals` say how both are displayed, `note` where the definitions differ.
    """

    key: str
    label: str
    subject: str
    unit: str
    points: tuple[PathPoint, ...]
    deeds: tuple[Deed, ...] = ()
    scale: float = 1.0
    decimals: int = 0
    fiscal: bool = False
    note: str = ""


def country_key(country: str) -> str:
    """A country's name without the differences that do not matter: case, blanks and points."""
    return "".join(letter for letter in country.casefold() if letter.isalnum())


def unit_shown(indicator: Indicator, unit: str = "") -> str:
    """The unit in which an indicator is displayed, or a result of it whose `unit` names its currency."""
    unit = unit or indicator.unit
    return indicator.display_unit or ("" if unit == "fraction" else unit)


def with_figure(peers: Iterable[Peer], indicator: str) -> tuple[Peer, ...]:
    """The peers of which an indicator is known."""
    return tuple(peer for peer in peers if indicator in peer.values)


def strip(
    indicator: Indicator, estimate: Estimate | None, peers: Iterable[Peer], title: str = ""
) -> PeerStrip:
    """One indicator of this city, where it is known, among those peers of which it is known."""
    scale, known = indicator.scale, with_figure(peers, indicator.key)
    points = [
        Point(
            peer.name,
            peer.values[indicator.key] * scale,
            mark=peer.mark,
            stated=_times(peer.stated.get(indicator.key), scale),
        )
        for peer in known
    ]
    if estimate is not None and estimate.value is not None:
        low, high = _times(estimate.low, scale), _times(estimate.high, scale)
        points.append(Point(N_("This city"), estimate.value * scale, low, high, "city"))
    source = "; ".join(cited(peer.source for peer in known))
    unit = unit_shown(indicator, estimate.unit if estimate is not None else "")
    return PeerStrip(title or indicator.label, unit, tuple(points), source)


def path_lines(path: CityPath, value: float | None) -> Lines:
    """Yokohama's figures by year, those in between left open, and this city's as a line across them."""
    figures = {point.year: point.value * path.scale for point in path.points}
    span = range(path.points[0].year, path.points[-1].year + 1)
    years = tuple(map(float, span))
    lines = [Line(N_("Yokohama"), years, tuple(figures.get(year) for year in span))]
    if value is not None:
        own = value * path.scale
        lines.append(Line(N_("This city"), (years[0], years[-1]), (own, own), style="baseline"))
    source = "; ".join(cited(point.source for point in path.points))
    return Lines(path.label, path.unit, tuple(lines), N_("fiscal year") if path.fiscal else "", source)


def cited(sources: Iterable[Source]) -> tuple[str, ...]:
    """Each source once, with its year and status, in the order of mention."""
    named = (
        f"{source.title}, {source.year} ({source.status})"
        if source.year and source.year not in source.title
        else f"{source.title} ({source.status})"
        for source in sources
    )
    return tuple(dict.fromkeys(named))


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale
