"""The card of peers: the strip with its filter, where this city stands, the figures with their sources."""

from dataclasses import replace

from PySide6.QtCore import Signal

from yport_desktop.domain.comparison import Peer, strip, unit_shown
from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_
from yport_desktop.services.comparison import ALL, ANY, GROUPS, SIZES, Comparison, PeerFilter, rank
from yport_desktop.services.comparison_words import rank_sentence
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.figure_canvas import FigureCanvas
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import gettext, language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M, Tone, Type
from yport_desktop.ui.drawing import drawer

from .words import cite_all, number, say, shown, status

HEIGHT, TABLE_HEIGHT, SIZE_WIDTH = 210, 250, 250


class PeersCard(Card):
    """`filtered(PeerFilter)` when a person chose other peers."""

    filtered = Signal(object)

    def __init__(self, wanted: PeerFilter) -> None:
        super().__init__(tr("Among peers"))
        self.wanted = wanted
        self._indicator: Indicator | None = None
        keys = [key for key, _ in GROUPS]
        self.groups = Segments(
            [tr(label) for _, label in GROUPS], tr("Countries of the peers"), keys.index(wanted.group)
        )
        self.groups.chosen.connect(lambda place: self.choose(group=keys[place]))
        self.sizes = ChoiceEditor([Choice(key, label) for key, label, _, _ in SIZES], empty="")
        self.sizes.combo.setAccessibleName(tr("Population of the peers"))
        self.sizes.setFixedWidth(tokens().px(SIZE_WIDTH))
        self.sizes.set_value(wanted.size)
        self.sizes.edited.connect(self._size_chosen)
        self.count = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.canvas = FigureCanvas(HEIGHT)
        self.place = Label("", wrap=True)
        self.nothing = Label("", tone=Tone.SECOND, wrap=True)
        self.source = Label("", Type.CAPTION, Tone.SECOND, wrap=True, selectable=True)
        self.unfold = QuietButton(tr("Figures and sources"), self.toggle, "columns")
        self.table = DataTable(
            self._columns(), tr("Peer cities"), lambda p: (p.name, p.source.title), filterable=False
        )
        self.table.setFixedHeight(tokens().px(TABLE_HEIGHT))
        self.table.hide()
        self.add_action(self.unfold)
        filters = row(self.groups, self.sizes, self.count, spacing=M)
        filters.setStretchFactor(self.count, 1)
        self.add(filters, self.canvas, self.nothing, self.place, self.source, self.table)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("city", tr("City"), lambda p: p.city, width=150),
            TableColumn("country", tr("Country"), lambda p: tr(p.country), width=120),
            TableColumn(
                "population",
                tr("Population"),
                lambda p: p.population,
                lambda v: "" if v is None else number(v, 0),
                number=True,
                width=110,
            ),
            TableColumn("year", tr("Year"), lambda p: p.year, width=70),
            TableColumn("value", tr("Value"), self._value, self._text, number=True, width=90),
            TableColumn("stated", tr("As printed"), self._stated, self._text, number=True, width=90),
            TableColumn(
                "source", tr("Source"), lambda p: p.source.title, width=0, hint=lambda p: p.source.address
            ),
            TableColumn("status", tr("Kind of source"), lambda p: status(p.source), width=150),
        )

    def _value(self, peer: Peer) -> float | None:
        return peer.values.get(self._indicator.key) if self._indicator else None

    def _stated(self, peer: Peer) -> float | None:
        return peer.stated.get(self._indicator.key) if self._indicator else None

    def _text(self, value: float | None) -> str:
        return shown(self._indicator, value) if self._indicator else ""

    def _size_chosen(self, value: Json) -> None:
        self.choose(size=str(value or ANY))

    def choose(self, group: str = "", size: str = "") -> None:
        """Show other peers; what is not named stays."""
        self.wanted = PeerFilter(group or self.wanted.group, size or self.wanted.size)
        self.groups.set_current([key for key, _ in GROUPS].index(self.wanted.group))
        self.sizes.set_value(self.wanted.size)
        self.filtered.emit(self.wanted)

    def toggle(self) -> None:
        """Fold or unfold the figures."""
        self.table.setVisible(self.table.isHidden())

    def show_comparison(self, found: Comparison, indicator: Indicator) -> None:
        """Show another indicator, or other peers."""
        self._indicator = indicator
        every = found.peers(indicator.key, PeerFilter())
        peers = found.peers(indicator.key, self.wanted)
        estimate = found.assessment.estimates[indicator.key]
        for part in (self.groups, self.sizes, self.unfold, self.count):
            part.setVisible(bool(every))
        for shown_with_peers in (self.canvas, self.source, self.place):
            shown_with_peers.setVisible(bool(peers))
        self.table.setVisible(bool(peers) and not self.table.isHidden())
        self.nothing.setVisible(not peers)
        self.nothing.setText(self._why_none(found, bool(every)))
        self.count.setText(self._count(every, peers))
        if not peers:
            return
        self.canvas.set_figure(
            drawer(replace(strip(indicator, estimate, peers), source=""), gettext(), language()),
            say(N_("{indicator} among {n} peers"), indicator=tr(indicator.label), n=len(peers)),
        )
        standing = rank(estimate, indicator.key, peers)
        if standing is None:
            self.place.setText(tr("This city's own value is not known yet."))
        else:
            median = f"{shown(indicator, standing.median)} {tr(unit_shown(indicator))}".strip()
            self.place.setText(rank_sentence(standing, median, say))
        self.source.setText(cite_all(peer.source for peer in peers))
        self.table.set_rows(sorted(peers, key=lambda p: p.values[indicator.key]))

    def _count(self, every: tuple[Peer, ...], peers: tuple[Peer, ...]) -> str:
        text = say(N_("{n} of {all} peers"), n=len(peers), all=len(every))
        unknown = sum(1 for peer in every if peer.population is None)
        if self.wanted.size != ANY and unknown:
            text = say(N_("{shown}; of {n} the population is not known"), shown=text, n=unknown)
        return text

    def _why_none(self, found: Comparison, any_peers: bool) -> str:
        if not any_peers:
            return tr("No published figures of other cities come with the program for this indicator.")
        if self.wanted.group != ALL and not found.city.country:
            return tr("Name the country of the partner city on Home to compare within it.")
        return tr("No peer fits this choice. Widen the countries or the population.")
