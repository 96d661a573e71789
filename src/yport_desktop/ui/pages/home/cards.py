"""The cards of the overview: what needs somebody, what is new, the sectors, the missions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from PySide6.QtWidgets import QProgressBar, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.services.home import NewsGroup, SectorTile
from yport_desktop.services.loose_ends import LOOSE_LABEL, Loose, LooseEnd
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.headline_number import HeadlineNumber
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.list_line import ListLine
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.components.mini_series import MiniSeries
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, XS, M, S, Tone, Type
from yport_desktop.ui.numbers_shown import shown_estimate, why_missing

from .reading import NAMED, Overview, label_of, newest_first, period

Go = Callable[[str, str], object]
Open = Callable[[UUID], object]
SUB_HEIGHT = 24
MISSIONS_SHOWN = 5
TITLES_SHOWN = 3
GROUPS_SHOWN = 6


def _opener(open_record: Open, record: UUID) -> Callable[[], object]:
    return lambda: open_record(record)


class ListCard(Card):
    """A card of lines; their words stand under its title."""

    def __init__(self, title: str) -> None:
        super().__init__(title, spacing=0)
        self.layout().setContentsMargins(S, M, S, S)
        self.head.setContentsMargins(S, 0, S, 0)
        self.title.setMinimumHeight(tokens().px(CONTROL_HEIGHT))  # with and without actions beside it

    def say(self, text: str, icon: str = "", tone: Tone = Tone.SECOND) -> None:
        """A sentence instead of lines."""
        words = Label(text, tone=Tone.SECOND, wrap=True)
        line = row(*([IconLabel(icon, "", tone, 16)] if icon else []), words, spacing=S, margins=(S, 0, S, S))
        line.setStretchFactor(words, 1)
        self.body.addLayout(line)


@dataclass(frozen=True)
class Need:
    """How one kind of need is said, for one and for several.

    `page` is where it is dealt with, `part` the part of the exchange page.
    """

    one: str
    many: str
    icon: str
    tone: Tone
    page: str = ""
    part: str = ""


NEEDS = {
    "conflicts": Need(
        N_("1 conflict to settle"),
        N_("{n} conflicts to settle"),
        "conflict",
        Tone.CRITICAL,
        "exchange",
        "conflicts",
    ),
    "inbox": Need(
        N_("1 bundle waits to be looked at"),
        N_("{n} bundles wait to be looked at"),
        "inbox",
        Tone.ACCENT,
        "exchange",
        "receive",
    ),
    "missing": Need(
        N_("1 part of a bundle is still to come"),
        N_("{n} parts of bundles are still to come"),
        "clock",
        Tone.CAUTION,
        "exchange",
        "receive",
    ),
    "waiting": Need(
        N_("1 part written by somebody not on the roster"),
        N_("{n} parts written by people not on the roster"),
        "shield",
        Tone.CAUTION,
        "exchange",
        "people",
    ),
    "words": Need(
        N_("1 colleague whose words were not compared yet"),
        N_("{n} colleagues whose words were not compared yet"),
        "shield",
        Tone.CAUTION,
        "exchange",
        "people",
    ),
    "requests": Need(N_("1 data request open"), N_("{n} data requests open"), "question", Tone.SECOND),
    "late": Need(N_("1 data request open"), N_("{n} data requests open"), "question", Tone.CAUTION),
    "undecided": Need(
        N_("1 proposal without a decision"),
        N_("{n} proposals without a decision"),
        "plan",
        Tone.SECOND,
        "plan",
    ),
    "loose": Need(N_("1 loose end"), N_("{n} loose ends"), "link", Tone.SECOND),
    "not_sent": Need(
        N_("1 change not sent to anybody"),
        N_("{n} changes not sent to anybody"),
        "send",
        Tone.SECOND,
        "exchange",
        "send",
    ),
}


class NeedsCard(ListCard):
    """What waits for somebody, the gravest first; each line leads to where it is dealt with."""

    def __init__(self, go: Go, open_record: Open) -> None:
        super().__init__(tr("What needs you"))
        self._go, self._open = go, open_record
        self.lines: dict[str, ListLine] = {}

    def show_needs(self, seen: Overview) -> None:
        """Show what waits."""
        clear(self.body)
        self.lines = {}
        self._line("conflicts", seen.view.conflicts)
        self._line("inbox", seen.inbox)
        self._line("missing", seen.missing)
        self._line("waiting", seen.view.waiting_segments)
        self._line("words", seen.view.not_compared)
        self._requests(seen)
        self._undecided(seen)
        self._loose(seen.view.loose)
        self._line("not_sent", seen.not_sent)
        if not self.lines:
            self.say(tr("Nothing waits for you."), "done", Tone.GOOD)

    def _line(self, key: str, n: int, record: UUID | None = None, remark: str = "") -> None:
        if not n:
            return
        need = NEEDS[key]
        text = tr(need.one) if n == 1 else tr(need.many).format(n=f"{n:,}")
        do = _opener(self._open, record) if record else lambda: self._go(need.page, need.part)
        self.lines[key] = ListLine(text, do, remark, need.icon, need.tone, strong=True)
        self.body.addWidget(self.lines[key])

    def _sub(self, text: str, record: UUID, remark: str = "", tone: Tone = Tone.SECOND) -> None:
        words = text or tr("without a name")
        do = _opener(self._open, record)
        self.body.addWidget(ListLine(words, do, remark, "", tone, indented=True, height=SUB_HEIGHT))

    def _requests(self, seen: Overview) -> None:
        requests, late = seen.view.requests, {r.id for r in seen.view.overdue}
        if not requests:
            return
        remark = tr("{n} overdue").format(n=len(late)) if late else ""
        self._line("late" if late else "requests", len(requests), requests[0].id, remark)
        for request in requests[:NAMED]:
            due, tone = str(request.get("due") or ""), Tone.CAUTION if request.id in late else Tone.SECOND
            self._sub(seen.names[request.id], request.id, due, tone)

    def _undecided(self, seen: Overview) -> None:
        self._line("undecided", len(seen.view.undecided))
        for proposal in seen.view.undecided[:NAMED]:
            self._sub(seen.names[proposal.id], proposal.id)

    def _loose(self, ends: tuple[LooseEnd, ...]) -> None:
        if not ends:
            return
        self._line("loose", len(ends), ends[0].record.id)
        for kind in Loose:
            found = [e for e in ends if e.kind is kind]
            if found:
                remark = f"{len(found):,}" if len(found) > 1 else ""
                self._sub(tr(LOOSE_LABEL[kind]), found[0].record.id, remark)


class NewsCard(ListCard):
    """What colleagues brought since it was last marked as seen."""

    def __init__(self, registry: Registry, open_record: Open, mark: Callable[[], object]) -> None:
        super().__init__(tr("Since last time"))
        self._registry, self._open = registry, open_record
        self._groups: tuple[NewsGroup, ...] = ()
        self._whole = False
        self.lines: list[ListLine] = []
        self.seen_button = QuietButton(tr("Mark as seen"), mark, "check")
        self.add_action(self.seen_button)

    def show_news(self, groups: tuple[NewsGroup, ...], seen_at: int) -> None:
        """Group by person; each line opens the first of its records."""
        since = f"{datetime.fromtimestamp(seen_at / 1000):%Y-%m-%d %H:%M}" if seen_at else ""
        self.set_title(tr("Since last time"), since)
        self.seen_button.setVisible(bool(groups))
        self._groups = groups
        self._fill()

    def _fill(self) -> None:
        clear(self.body)
        self.lines = []
        people: dict[tuple[str, bytes], list[NewsGroup]] = {}
        for group in self._groups:
            people.setdefault((group.author, group.author_key), []).append(group)
        for (name, _key), found in people.items():
            shown = Label(name or tr("somebody not on the roster"), strong=True)
            head = row(IconLabel("person", "", Tone.SECOND, 16), shown, None, margins=(S, XS, S, XS))
            self.body.addLayout(head)
            for group in found if self._whole else found[:GROUPS_SHOWN]:
                self.lines.append(self._line(group))
                self.body.addWidget(self.lines[-1])
            if not self._whole and len(found) > GROUPS_SHOWN:
                more = tr("Show {n} more").format(n=len(found) - GROUPS_SHOWN)
                self.body.addWidget(
                    ListLine(more, self._show_all, indented=True, height=SUB_HEIGHT, text_tone=Tone.ACCENT)
                )
        if not self._groups:
            self.say(tr("Nothing new from colleagues. What their bundles bring is listed here."))

    def _show_all(self) -> None:
        self._whole = True
        self._fill()

    def _line(self, group: NewsGroup) -> ListLine:
        entity = self._registry.entities.get(group.kind)
        kind = tr(entity.label_plural if group.count > 1 else entity.label) if entity else group.kind
        titles = tr(", ").join(group.titles[:TITLES_SHOWN])
        text = f"{kind}: {titles}" if titles else kind
        remark = f"{group.count:,}" if group.count > 1 else ""
        return ListLine(text, _opener(self._open, group.first), remark, indented=True, height=SUB_HEIGHT)


class TileCard(Card):
    """A sector in one look; opens its assessment."""

    def __init__(self, tile: SectorTile, go: Callable[[], object]) -> None:
        super().__init__(tr(tile.sector.label), opens=True)
        self.opened.connect(lambda: go())
        self.number = HeadlineNumber(tr(tile.indicator.label) if tile.indicator else "")
        if tile.indicator is not None and tile.estimate is not None:
            shown = shown_estimate(tile.sector, tile.indicator, tile.estimate)
            if shown.value:
                self.number.set_number(shown.value, shown.unit, shown.low, shown.high, tile.estimate.grade)
            else:
                self.number.set_missing(why_missing(tile.sector, tile.estimate, named=1))
        else:
            self.number.set_missing(tr("No result yet"))
        self.number.range.setWordWrap(True)
        self.add(self.number)
        if len([v for v in tile.series if v is not None]) > 1:
            self.add(MiniSeries(tile.series, tr("Development over the years")))
        self.add(self._completion(tile))

    def _completion(self, tile: SectorTile) -> QWidget:
        holder, bar = QWidget(), QProgressBar()
        text = tr("{n} of {all} inputs").format(n=tile.answered, all=tile.total)
        bar.setTextVisible(False)
        bar.setRange(0, max(1, tile.total))
        bar.setValue(tile.answered)
        bar.setAccessibleName(text)
        line = row(bar, Label(text, Type.CAPTION, Tone.SECOND), spacing=M, margins=(0, XS, 0, 0))
        line.setStretchFactor(bar, 1)
        holder.setLayout(line)
        return holder


class MissionsCard(ListCard):
    """The newest missions."""

    def __init__(self, registry: Registry, open_record: Open, show_all: Callable[[], object]) -> None:
        super().__init__(tr("Missions"))
        self._entity, self._open = registry.entities["mission"], open_record
        self.lines: list[ListLine] = []
        self.add_action(QuietButton(tr("Show all"), show_all))

    def show_missions(self, overview: Overview, today: date) -> None:
        """The newest first, those to come before them."""
        clear(self.body)
        self.lines = []
        missions = newest_first(overview.view.missions, ("start", "end"))
        self.set_title(tr("Missions"), f"{len(missions):,}" if missions else "")
        for record in missions[:MISSIONS_SHOWN]:
            when = period(record.get("start"), record.get("end"))
            to_come = when > today.isoformat()
            icon, tone = ("calendar", Tone.ACCENT) if to_come else ("flag", Tone.SECOND)
            text = str(record.get("name") or tr("without a name"))
            line = ListLine(text, _opener(self._open, record.id), when, icon, tone)
            line.setToolTip(tr(label_of(self._entity, record, "kind")))
            self.lines.append(line)
            self.body.addWidget(line)
        if not missions:
            self.say(tr("No mission yet."))


class RecordsCard(ListCard):
    """Who and where: the kinds of records that are kept on this page, with how many there are."""

    def __init__(self, show_kind: Callable[[str], object]) -> None:
        super().__init__(tr("Who and where"))
        self._show_kind = show_kind

    def show_counts(self, registry: Registry, kinds: tuple[str, ...], counts: dict[str, int]) -> None:
        """One line per kind."""
        clear(self.body)
        for kind in kinds:
            label, n = tr(registry.entities[kind].label_plural), counts.get(kind, 0)
            self.body.addWidget(ListLine(label, self._shower(kind), f"{n:,}" if n else "–"))

    def _shower(self, kind: str) -> Callable[[], object]:
        return lambda: self._show_kind(kind)


def titled(text: str, *cards: QWidget) -> QWidget:
    """A heading over cards."""
    holder = QWidget()
    holder.setLayout(column(Label(text, Type.EMPHASIS, strong=True), *cards, spacing=S))
    return holder
