"""Screening of sectors: need x spending x the city's authority to act, each with where it comes from."""

from dataclasses import dataclass, replace
from uuid import UUID

from yport_desktop.advice.mcda.methods import ranks
from yport_desktop.advice.screening import Factors, share_of_range
from yport_desktop.domain.entity import Record
from yport_desktop.domain.sector import Estimate, Indicator, Sector

from .assessments import sector_view
from .priorities import number, rule, rules_id
from .priority_edits import screening_id
from .workspace import Workspace

# What the steps of authority count; a convention of this program.
AUTHORITY = {"none": 0.0, "little": 0.25, "shared": 0.5, "large": 0.75, "full": 1.0}
SPENDING_TOP = 20.0  # % of the city's expenditure that counts fully where nobody set another end


@dataclass(frozen=True)
class ScreenedSector:
    """One sector. `indicator` and `estimate` show the need where it comes from a result; `rank` from 1."""

    sector: Sector
    record: Record | None
    factors: Factors
    indicator: Indicator | None = None
    estimate: Estimate | None = None
    rank: int | None = None
    tied: bool = False


@dataclass(frozen=True)
class ScreeningView:
    """All sectors of the engagement; `spending_top` is the end of the fixed range of spending, in %."""

    engagement: UUID
    rows: tuple[ScreenedSector, ...]
    spending_top: float = SPENDING_TOP

    @property
    def ordered(self) -> tuple[ScreenedSector, ...]:
        """Those with all factors from first to last, then the best known of the others by their reach."""

        def place(row: ScreenedSector) -> tuple[bool, int, int, float]:
            return row.rank is None, row.rank or 0, row.factors.all.count(None), -row.factors.highest

        return tuple(sorted(self.rows, key=place))


def screening_view(workspace: Workspace, engagement: UUID) -> ScreeningView:
    """Read and multiply."""
    rules = workspace.find(rules_id(engagement))
    top = number(rule(rules, "spending_top", None)) or SPENDING_TOP
    named = workspace.get(engagement).get("sectors") or ()
    sectors = [s for s in workspace.registry.sectors.values() if not named or s.key in named]
    rows = [_row(workspace, engagement, sector, top) for sector in sectors]
    products = [p for r in rows if (p := r.factors.product) is not None]
    places = dict(zip(products, ranks(products), strict=True))
    return ScreeningView(engagement, tuple(_placed(r, places, products) for r in rows), top)


def _placed(row: ScreenedSector, places: dict[float, int], products: list[float]) -> ScreenedSector:
    product = row.factors.product
    if product is None:
        return row
    rank = places[product]
    tied = sum(1 for other in products if places[other] == rank) > 1
    return replace(row, rank=rank, tied=tied)


def _row(workspace: Workspace, engagement: UUID, sector: Sector, top: float) -> ScreenedSector:
    record = workspace.find(screening_id(engagement, sector.key))
    if record is None:
        return ScreenedSector(sector, None, Factors())
    spending = number(record.get("spending"))
    authority = AUTHORITY.get(str(record.get("authority")))
    shared = None if spending is None else share_of_range(spending, 0.0, top)
    indicator = _indicator(sector, str(record.get("need_from") or ""))
    if indicator is None:
        need = number(record.get("need"))
        stated = None if need is None else share_of_range(need, 0.0, 100.0)
        return ScreenedSector(sector, record, Factors(stated, shared, authority))
    estimate = sector_view(workspace, engagement, sector.key).assessment.estimates[indicator.key]
    need = _need(record, indicator, estimate)
    return ScreenedSector(sector, record, Factors(need, shared, authority), indicator, estimate)


def _indicator(sector: Sector, name: str) -> Indicator | None:
    """The indicator of this sector that a record names."""
    owner, _, key = name.partition(".")
    return next((i for i in sector.indicators if i.key == key), None) if owner == sector.key else None


def _need(record: Record, indicator: Indicator, estimate: Estimate) -> float | None:
    """Where the result stands between good (0) and bad (1), both as the indicator is displayed."""
    bad, good = number(record.get("need_bad")), number(record.get("need_good"))
    if bad is None or good is None or bad == good or estimate.value is None:
        return None
    return share_of_range(estimate.value * indicator.scale, good, bad)
