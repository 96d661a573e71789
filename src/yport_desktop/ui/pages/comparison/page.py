"""The page of comparison: a sector and an indicator, among peers, over time, and on Yokohama's path."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_
from yport_desktop.services.assessments import OBSERVATION
from yport_desktop.services.comparison import GROUPS, SIZES, Comparison, PeerFilter, comparison_of
from yport_desktop.services.engagements import CITY, ENGAGEMENT
from yport_desktop.services.rates import EXCHANGE_RATE
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.empty_state import EmptyState
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import column, dress, holding, line, row
from yport_desktop.ui.components.side_panel import centred
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.numbers_shown import shown_estimate
from yport_desktop.ui.page import Command, Page

from .history_card import HistoryCard
from .path_card import PathCard
from .peers_card import PeersCard

SECTOR, INDICATOR, GROUP, SIZE = (
    "comparison sector",
    "comparison indicator",
    "comparison countries",
    "comparison population",
)
READS = frozenset({OBSERVATION, ENGAGEMENT, CITY, EXCHANGE_RATE})
SECTOR_WIDTH, INDICATOR_WIDTH, WIDEST = 220, 400, 1040


class ComparisonPage(Page):
    """Reads a sector at a time; choosing among what was read asks nobody."""

    key = "comparison"
    title = N_("Comparison")
    icon = "comparison"
    order = 15

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Comparison | None = None
        self.indicator: Indicator | None = None
        self._stale = True
        self._lay_out()

    # layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        sectors = self.desk.registry.sectors.values()
        self.sectors = ChoiceEditor([Choice(s.key, s.label) for s in sectors], empty="")
        self.sectors.combo.setAccessibleName(tr("Sector"))
        self.sectors.setFixedWidth(tokens().px(SECTOR_WIDTH))
        self.sectors.edited.connect(self._sector_chosen)
        self.indicators = ChoiceEditor((), empty="")
        self.indicators.combo.setAccessibleName(tr("Indicator"))
        self.indicators.combo.setMaxVisibleItems(18)
        self.indicators.setFixedWidth(tokens().px(INDICATOR_WIDTH))
        self.indicators.edited.connect(self._indicator_chosen)
        self.own = Label("", Type.BODY, strong=True)
        self.own_range = ElidedLabel("", Type.CAPTION, Tone.SECOND)
        self.peers = PeersCard(self._kept_filter())
        self.peers.filtered.connect(self._filtered)
        self.history, self.path = HistoryCard(), PathCard()
        chosen = (self.sectors, self.indicators, self.own, self.own_range)
        head = row(*chosen, spacing=M, margins=(L, S, L, S))
        head.setStretchFactor(self.own_range, 1)
        content = QWidget()
        content.setLayout(column(self.peers, self.path, self.history, None, spacing=L))
        body = QWidget()
        dress(body, look="ground")
        body.setLayout(column(head, line(), centred(content, WIDEST, (L, L, L, XL)), spacing=0))
        go_home = (tr("Go to Home"), lambda: self.desk.open_page("home"))
        why = tr(
            "Here a city is seen beside others, beside its own past, and on the path that Yokohama went."
        )
        self.empty = EmptyState("comparison", tr("No engagement yet"), why, go_home)
        self._pages = QStackedWidget()
        waiting = holding(column(Skeleton(10), None, margins=(XL, XL, XL, XL)))
        for part in (waiting, body, self.empty):
            self._pages.addWidget(part)
        self.setLayout(column(self._pages))

    def _kept_filter(self) -> PeerFilter:
        group, size = self.desk.state.get(GROUP), self.desk.state.get(SIZE)
        return PeerFilter(
            group if group in {key for key, _ in GROUPS} else GROUPS[0][0],
            size if size in {key for key, *_ in SIZES} else SIZES[0][0],
        )

    # reading -------------------------------------------------------------------------------

    def show_engagement(self, space: UUID | None) -> None:
        """Show another engagement: read when the page is seen."""
        super().show_engagement(space)
        self._stale = True
        self._pages.setCurrentIndex(0 if space is not None else 2)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is not read yet."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        space, sectors = self.space, self.desk.registry.sectors
        kept = self.desk.state.get(SECTOR) or self.desk.state.get("sector")
        chosen = kept if kept in sectors else next(iter(sectors), "")
        if space is None or not chosen:
            return
        self._stale = False
        self.desk.ask(lambda ws: comparison_of(ws, space, chosen), self._show, key="comparison", owner=self)

    def _show(self, found: Comparison) -> None:
        if found.engagement != self.space:
            return
        self.found = found
        offered = found.offered()
        self.sectors.set_value(found.sector.key)
        self.indicators.set_choices([Choice(i.key, i.label) for i in offered], empty="")
        kept = self.desk.state.get(INDICATOR)
        self.indicator = next((i for i in offered if f"{found.sector.key}.{i.key}" == kept), offered[0])
        self._pages.setCurrentIndex(1)
        self._show_indicator()

    def _show_indicator(self) -> None:
        found, indicator = self.found, self.indicator
        if found is None or indicator is None:
            return
        self.indicators.set_value(indicator.key)
        shown = shown_estimate(found.sector, indicator, found.assessment.estimates[indicator.key])
        self.own.setText(f"{shown.value} {tr(shown.unit)}".strip() if shown.value else "–")
        ends = tr("95 % range: {low} to {high}").format(low=shown.low, high=shown.high)
        self.own_range.setText(ends if shown.low else shown.reason)
        self.peers.show_comparison(found, indicator)
        self.path.show_comparison(found, indicator)
        self.history.show_comparison(found, indicator)

    def refresh(self, committed: Committed) -> None:
        """Read again what a commit touched."""
        if committed.space == self.space and committed.kinds & READS:
            self._read()

    # choosing ------------------------------------------------------------------------------

    def _sector_chosen(self, value: Json) -> None:
        self.show_sector(str(value))

    def show_sector(self, key: str) -> None:
        """Compare another sector."""
        self.desk.state.set(SECTOR, key)
        self._read()

    def _indicator_chosen(self, value: Json) -> None:
        self.show_indicator(str(value))

    def show_indicator(self, key: str) -> None:
        """Compare another indicator of the sector."""
        if self.found is None:
            return
        self.indicator = self.found.sector.indicator(key)
        self.desk.state.set(INDICATOR, f"{self.found.sector.key}.{key}")
        self._show_indicator()

    def _filtered(self, wanted: PeerFilter) -> None:
        self.desk.state.set(GROUP, wanted.group)
        self.desk.state.set(SIZE, wanted.size)
        if self.found is not None and self.indicator is not None:
            self.peers.show_comparison(self.found, self.indicator)

    def commands(self) -> Sequence[Command]:
        """The sectors, and the peers."""
        sectors = [
            Command(
                f"comparison.{sector.key}",
                tr("Compare: {sector}").format(sector=tr(sector.label)),
                lambda key=sector.key: self.show_sector(key),
                "comparison",
            )
            for sector in self.desk.registry.sectors.values()
        ]
        groups = [
            Command(
                f"comparison.peers.{key}",
                tr("Peers: {countries}").format(countries=tr(label)),
                lambda key=key: self.peers.choose(group=key),
                "filter",
            )
            for key, label in GROUPS
        ]
        figures = Command("comparison.figures", tr("Figures and sources"), self.peers.toggle, "columns")
        return (*sectors, *groups, figures)

    def first_focus(self) -> QWidget | None:
        """The sector."""
        return self.sectors


PAGE = ComparisonPage
