"""What an advisor sees first: what came since last time, what needs her, how the sectors stand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yport_desktop.domain.entity import Record
from yport_desktop.domain.sector import Estimate, Indicator, Sector

from . import conflicts
from .assessments import sector_view
from .loose_ends import Loose, LooseEnd, loose_ends
from .record_links import Translate, name_of
from .roster import Roster
from .workspace import Workspace

SEEN = "seen "
OPEN_REQUEST = ("open", "sent")


@dataclass(frozen=True)
class NewsGroup:
    """What one colleague's segments brought of one kind since last time."""

    author: str
    author_key: bytes
    kind: str
    count: int
    titles: tuple[str, ...]
    first: UUID


@dataclass(frozen=True)
class SectorTile:
    """A sector in one look. `estimate` is of the headline indicator; None when it has none.

    `series` are its years, where the sector gives them under the same name.
    """

    sector: Sector
    indicator: Indicator | None
    estimate: Estimate | None
    answered: int
    total: int
    series: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class HomeView:
    """The engagement at a glance.

    `undecided` are proposals that wait for a decision; `not_compared` counts colleagues whose words
    nobody compared yet; `seen_at` is when the news were last marked as seen (ms since 1970, 0: never).
    """

    engagement: Record
    city: Record | None
    news: tuple[NewsGroup, ...]
    conflicts: int
    waiting_segments: int
    requests: tuple[Record, ...]
    tiles: tuple[SectorTile, ...]
    counts: dict[str, int]
    missions: tuple[Record, ...]
    today: date
    undecided: tuple[Record, ...] = ()
    loose: tuple[LooseEnd, ...] = ()
    not_compared: int = 0
    seen_at: int = 0

    @property
    def overdue(self) -> tuple[Record, ...]:
        """Open data requests whose date has passed."""
        now = self.today.isoformat()
        return tuple(
            r for r in self.requests if r.get("due") and str(r.get("due")) < now[: len(str(r.get("due")))]
        )


def home_view(workspace: Workspace, engagement: UUID, today: date, tr: Translate = str) -> HomeView:
    """Everything on the Home page of one engagement."""
    top = workspace.get(engagement)
    city_id = top.get("partner_city")
    waiting, _ = workspace.store.waiting(engagement)
    requests = [
        r for r in workspace.records(engagement, "data_request") if r.get("state", "open") in OPEN_REQUEST
    ]
    requests.sort(key=lambda r: (str(r.get("due", "9999")), r.order, str(r.id)))
    counted = [kind for kind in workspace.registry.entities if kind != top.kind]
    return HomeView(
        top,
        workspace.find(UUID(city_id)) if isinstance(city_id, str) else None,
        news(workspace, engagement, tr),
        conflicts.count(workspace, engagement),
        waiting,
        tuple(requests),
        tuple(sector_tile(workspace, engagement, key) for key in workspace.registry.sectors),
        {kind: workspace.count(engagement, kind) for kind in counted},
        workspace.records(engagement, "mission"),
        today,
        tuple(r for r in workspace.records(engagement, "proposal") if r.get("state") == "proposed"),
        tuple(
            end
            for end in loose_ends(workspace, engagement, today.isoformat())
            if end.kind is not Loose.REQUEST_OVERDUE  # said with the requests
        ),
        sum(1 for m in Roster(workspace).colleagues(engagement) if not m.confirmed),
        _seen_at(workspace, engagement),
    )


def sector_tile(workspace: Workspace, engagement: UUID, key: str) -> SectorTile:
    """A sector's headline: the first headline indicator with a value, else the first headline."""
    view = sector_view(workspace, engagement, key)
    headlines = [i for i in view.sector.indicators if i.headline] or list(view.sector.indicators[:1])
    with_value = [i for i in headlines if view.assessment.estimates[i.key].value is not None]
    chosen = next(iter(with_value or headlines), None)
    estimate = view.assessment.estimates[chosen.key] if chosen else None
    years = view.assessment.series.get(chosen.key) if chosen else None
    series = next(iter(years.values.values()), ()) if years else ()
    return SectorTile(view.sector, chosen, estimate, view.answered, len(view.rows), tuple(series))


def news(workspace: Workspace, engagement: UUID, tr: Translate = str) -> tuple[NewsGroup, ...]:
    """What colleagues' segments brought since the engagement was last marked as seen."""
    groups = workspace.store.changed_since(engagement, _seen_at(workspace, engagement))
    groups.sort(key=lambda group: -group[2])
    return tuple(_group(workspace, engagement, tr, *group) for group in groups)


def _group(
    workspace: Workspace,
    engagement: UUID,
    tr: Translate,
    author: bytes,
    kind: str,
    count: int,
    records: list[UUID],
) -> NewsGroup:
    shown = workspace.store.read.several(records)
    titles = tuple(t for t in (name_of(workspace, r, tr) for r in shown.values()) if t)
    name = workspace.author_name(engagement, author)
    return NewsGroup(name, author, kind, count, titles, records[0])


def _seen_at(workspace: Workspace, engagement: UUID) -> int:
    return int(workspace.store.note(SEEN + str(engagement)) or 0)


def mark_seen(workspace: Workspace, engagement: UUID, at: int) -> None:
    """The person has read the list; `at` in ms since 1970."""
    workspace.store.set_note(SEEN + str(engagement), str(at))
