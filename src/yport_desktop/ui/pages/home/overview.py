"""The engagement at a glance: its head, and two columns of cards."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from yport_desktop.domain.entity import Record
from yport_desktop.domain.registry import Registry
from yport_desktop.ui.components.buttons import MenuButton, PlainButton
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.flow import Flow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import REDRAW, clear, column, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type

from .cards import MissionsCard, NeedsCard, NewsCard, RecordsCard, TileCard, titled
from .reading import Overview, label_of

ONE_COLUMN_BELOW = 760
TILE_LEAST = 300
WIDEST = 1320


class OverviewView(QWidget):
    """`tile_requested(sector key)`, `kind_requested(kind)`, `page_requested(key, part of it)`,
    `record_requested(UUID)`, `seen_requested()`.
    """

    tile_requested = Signal(str)
    kind_requested = Signal(str)
    page_requested = Signal(str, str)
    record_requested = Signal(object)
    seen_requested = Signal()

    def __init__(
        self, registry: Registry, kinds: tuple[str, ...], fill_menu: Callable[[QMenu], object]
    ) -> None:
        super().__init__()
        self._registry, self._kinds = registry, kinds
        self._engagement = registry.entities["engagement"]
        self.needs = NeedsCard(self.page_requested.emit, self.record_requested.emit)
        self.news = NewsCard(registry, self.record_requested.emit, self.seen_requested.emit)
        self.missions = MissionsCard(
            registry, self.record_requested.emit, lambda: self.kind_requested.emit("mission")
        )
        self.records = RecordsCard(self.kind_requested.emit)
        self.tiles: dict[str, TileCard] = {}
        self._tile_grid = QGridLayout()
        self._tile_grid.setContentsMargins(0, 0, 0, 0)
        self._tile_grid.setSpacing(M)
        tiles = QWidget()
        tiles.setLayout(self._tile_grid)
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(column(self.needs, titled(tr("Sectors"), tiles), None, spacing=L))
        self._right.setLayout(column(self.news, self.missions, self.records, None, spacing=L))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(L)
        self._columns = 0
        content = self._content = QWidget()
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = self._make_head(fill_menu)
        content.setLayout(column(head, self._grid, None, spacing=L, margins=(XL, L, XL, XL)))
        middle = QWidget()
        middle.setLayout(row(content, spacing=0))
        self.setLayout(column(scrolled(middle)))
        self._arrange(2)

    def _make_head(self, fill_menu: Callable[[QMenu], object]) -> QWidget:
        self.title = Label("", Type.PAGE, wrap=True)
        self.place = Label("", tone=Tone.SECOND, wrap=True)
        self._chips = Flow(spacing=S)
        chips = QWidget()
        chips.setLayout(self._chips)
        edit = PlainButton(tr("Engagement"), lambda: self.kind_requested.emit("engagement"), "edit")
        edit.setToolTip(tr("Agreement, conventions and everything else about this engagement"))
        more = MenuButton(tr("More"), fill_menu)
        words = column(self.title, self.place, chips, spacing=S // 2)
        buttons = row(edit, more, spacing=S)
        head = QWidget()
        line = row(words, buttons, spacing=L)
        line.setStretchFactor(words, 1)
        line.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        head.setLayout(line)
        return head

    # showing -------------------------------------------------------------------------------

    def show_overview(self, seen: Overview) -> None:
        """Show what was read."""
        view = seen.view
        self._show_head(view.engagement, view.city, view.today)
        self.needs.show_needs(seen)
        self.news.show_news(view.news, view.seen_at)
        self.missions.show_missions(seen, view.today)
        self.records.show_counts(self._registry, self._kinds, view.counts)
        self._show_tiles(seen)

    def _show_head(self, top: Record, city: Record | None, today: date) -> None:
        self.title.setText(str(top.get("name") or tr("without a name")))
        where = (
            [str(city.get(key) or "") for key in ("name", "local_name", "region", "country")] if city else []
        )
        where = list(dict.fromkeys(part for part in where if part and part != top.get("name")))
        agreement = str(top.get("agreement_title") or "")
        self.place.setText(" · ".join([*where, agreement] if agreement else where))
        self.place.setVisible(bool(self.place.text()))
        clear(self._chips)
        for chip in self._facts(top, today):
            self._chips.addWidget(chip)

    def _facts(self, top: Record, today: date) -> list[Chip]:
        chips = []
        if status := label_of(self._engagement, top, "status"):
            chips.append(Chip(tr(status), Tone.GOOD if top.get("status") == "running" else Tone.NEUTRAL))
        if agreement := label_of(self._engagement, top, "agreement_kind"):
            signed = str(top.get("agreement_date") or "")
            text = tr("{agreement}, signed {date}").format(agreement=tr(agreement), date=signed)
            chips.append(Chip(text if signed else tr(agreement)))
        end = str(top.get("valid_until") or "")
        if end and end < today.isoformat()[: len(end)]:
            chips.append(Chip(tr("expired {date}").format(date=end), Tone.CAUTION, "clock"))
        elif end:
            chips.append(Chip(tr("valid until {date}").format(date=end)))
        else:
            chips.append(Chip(tr("end of validity not recorded"), Tone.CAUTION))
        if currency := top.get("currency"):
            chips.append(Chip(str(currency), hint=tr("Local currency")))
        return chips

    def _show_tiles(self, seen: Overview) -> None:
        """The sectors that the engagement works on; all of them where it names none."""
        chosen = seen.view.engagement.get("sectors") or ()
        found = [t for t in seen.view.tiles if not chosen or t.sector.key in chosen]
        clear(self._tile_grid)
        self.tiles = {t.sector.key: TileCard(t, self._asker(t.sector.key)) for t in found}
        for at, tile in enumerate(self.tiles.values()):
            self._tile_grid.addWidget(tile, at // 2, at % 2)
        for place in (0, 1):
            self._tile_grid.setColumnStretch(place, 1 if place < len(self.tiles) else 0)

    def _asker(self, key: str) -> Callable[[], object]:
        return lambda: self.tile_requested.emit(key)

    # room ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where the window is narrow or the text large."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs the room too."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_columns"):
            self._fit()

    def _fit(self) -> None:
        self._content.setMaximumWidth(tokens().px(WIDEST))
        self._arrange(1 if self.width() < tokens().px(ONE_COLUMN_BELOW) else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, 1 if columns == 1 else 0, 0 if columns == 1 else 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2 if columns == 2 else 0)
