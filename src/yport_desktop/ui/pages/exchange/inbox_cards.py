"""The cards of the Receive part: what was refused, what waits, what is missing, what arrived so far."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.services.arrivals import Arrived, MissingParts, Standing
from yport_desktop.services.parcels import Parcel
from yport_desktop.ui.components.buttons import IconButton, MenuButton, PlainButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.label import ElidedLabel, IconLabel, Label
from yport_desktop.ui.components.look import clear, column, holding, line, row, shown_if, take_keys
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.incoming import Waiting
from yport_desktop.ui.pages.exchange.wording import (
    left_out_words,
    listed,
    local_moment,
    size_words,
)


class RefusedCard(Card):
    """Files that were not accepted, each with its reason, until somebody takes the card away."""

    def __init__(self) -> None:
        super().__init__(spacing=0)
        self.entries: list[tuple[str, str]] = []
        self._list = column(spacing=S)
        safe = Label(tr("Nothing was changed."), Type.CAPTION, Tone.SECOND)
        close = IconButton("close", tr("Close"), self.forget, size=14)
        box = row(
            IconLabel("critical", tr("Not accepted"), Tone.CRITICAL),
            column(self._list, XS, safe, spacing=S),
            close,
            spacing=M,
        )
        box.setStretch(1, 1)
        for at in (0, 2):
            box.itemAt(at).setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(box)
        self.hide()

    def say(self, found: Sequence[tuple[str, str]]) -> None:
        """Add files (name, sentence) to those on the card; the same is said once."""
        self.entries += [entry for entry in dict.fromkeys(found) if entry not in self.entries]
        clear(self._list)
        for name, sentence in self.entries:
            head = (
                tr("{name} was not accepted").format(name=name)
                if name
                else tr("Not everything could be read")
            )
            words = [Label(head, strong=True, wrap=True), Label(sentence, wrap=True, selectable=True)]
            self._list.addLayout(column(*words, spacing=2))
        self.setVisible(bool(self.entries))

    def forget(self) -> None:
        """They were read."""
        self.entries = []
        self.hide()

    @property
    def text(self) -> str:
        """Everything on the card."""
        return "\n".join(f"{name}: {sentence}" for name, sentence in self.entries)


class WaitingCard(Card):
    """The inbox. `opened(Waiting)`, `discarded(Parcel)`, `all_requested()`."""

    opened_one = Signal(object)
    discarded = Signal(object)
    all_requested = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Waiting for you"), spacing=0)
        self._list = column(spacing=0)
        self.rows: list[WaitingRow] = []
        self.take_all = PlainButton(tr("Import all from known people"), self.all_requested.emit)
        self.add_action(self.take_all)
        self.add(self._list)
        self.hide()

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """Show what waits; without anything there is no card."""
        at = next((i for i, r in enumerate(self.rows) if r.look.hasFocus() or r.more.hasFocus()), None)
        clear(self._list)
        self.rows = []
        for waiting in found:
            if self.rows:
                self._list.addWidget(line())
            shown = WaitingRow(waiting)
            shown.look.clicked.connect(partial(self._open, waiting))
            shown.discard = partial(self.discarded.emit, waiting.parcel)
            self.rows.append(shown)
            self._list.addWidget(shown)
        self.set_title(tr("Waiting for you"), f"{len(found):,}" if found else "")
        self.take_all.setVisible(sum(w.known for w in found) > 1)
        self.setVisible(bool(found))
        if at is not None and self.rows:  # the next one, where this one went
            take_keys(self.rows[min(at, len(self.rows) - 1)].look)

    def _open(self, waiting: Waiting, _checked: bool = False) -> None:
        self.opened_one.emit(waiting)


class WaitingRow(QWidget):
    """A parcel: from whom, of which engagement, when, which parts, and how large."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self.waiting = waiting
        self.discard: Callable[[], object] = lambda: None
        manifest = waiting.parcel.manifest
        name = waiting.name or tr("without a name")
        self.name = ElidedLabel(name, strong=True)
        self.chip = _standing_chip(waiting)
        head = row(self.name, *([self.chip] if self.chip else []), None, spacing=S)
        facts = [
            waiting.space,
            tr("written {when}").format(when=local_moment(manifest.written)),
            part_words(waiting.parcel),
            size_words(waiting.parcel.size),
        ]
        self.facts = Label(" · ".join(f for f in facts if f), Type.CAPTION, Tone.SECOND, wrap=True)
        self.look = PlainButton(tr("Look at it"))
        self.look.setAccessibleName(tr("Look at the bundle of {name}").format(name=name))
        self.more = MenuButton("", self._fill, "more", "quiet")
        self.more.setAccessibleName(tr("More about the bundle of {name}").format(name=name))
        words = column(head, self.facts, spacing=2)
        box = row(
            IconLabel("inbox", "", Tone.SECOND, 16),
            words,
            self.look,
            self.more,
            spacing=S,
            margins=(0, S, 0, S),
        )
        box.setStretchFactor(words, 1)
        self.setLayout(box)

    def _fill(self, menu: QMenu) -> None:
        menu.addAction(tr("Discard"), lambda: self.discard())


def _standing_chip(waiting: Waiting) -> Chip | None:
    if waiting.sender.standing is Standing.REVOKED:
        return Chip(tr("key revoked"), Tone.CAUTION, "shield")
    if waiting.sender.trusted:
        return None if waiting.here else Chip(tr("new here"), Tone.ACCENT, "add")
    if waiting.sender.name:
        return Chip(tr("known from another engagement"), Tone.CAUTION)
    return Chip(tr("not known here"), Tone.CAUTION, "question")


def part_words(parcel: Parcel) -> str:
    """Which parts are here; "" where there is only one."""
    if parcel.manifest.parts == 1:
        return ""
    if not parcel.missing:
        return tr("all {n} parts").format(n=f"{parcel.manifest.parts:,}")
    text = tr("part {n} of {all}") if len(parcel.parts) == 1 else tr("parts {n} of {all}")
    return text.format(n=listed(map(str, sorted(parcel.parts))), all=parcel.manifest.parts)


class MissingCard(Card):
    """Parts that did not come. `asked(MissingParts)`."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Still to come"), spacing=0)
        self._list = column(spacing=0)
        self.buttons: list[QuietButton] = []
        self.add(self._list)
        self.hide()

    def show_missing(self, found: Sequence[MissingParts], may_ask: Callable[[MissingParts], bool]) -> None:
        """Show them; what is here is applied already."""
        clear(self._list)
        self.buttons = []
        for missing in found:
            if self.buttons:
                self._list.addWidget(line())
            sign = IconLabel("clock", "", Tone.CAUTION, 16)
            ask = QuietButton(tr("Ask for it"), partial(self.asked.emit, missing), "send")
            ask.setAccessibleName(tr("Ask {name} for it").format(name=missing.name))
            ask.setEnabled(may_ask(missing))
            self.buttons.append(ask)
            said = column(
                Label(missing_words(missing), wrap=True),
                Label(tr("What came is shown meanwhile."), Type.CAPTION, Tone.SECOND, wrap=True),
                spacing=2,
            )
            box = row(sign, said, ask, spacing=S, margins=(0, S, 0, S))
            box.setStretchFactor(said, 1)
            self._list.addWidget(holding(box))
        self.setVisible(bool(found))


def missing_words(missing: MissingParts) -> str:
    """Which parts of which bundle are waited for."""
    one = len(missing.numbers) == 1
    text = N_("Waiting for part {n} of {all} of the bundle of {name}, written {when}")
    several = N_("Waiting for parts {n} of {all} of the bundle of {name}, written {when}")
    return tr(text if one else several).format(
        n=listed(map(str, missing.numbers)),
        all=missing.parts,
        name=missing.name,
        when=local_moment(missing.written),
    )


class ArrivedCard(Card):
    """Past imports. `take_back_requested(Arrived)`."""

    take_back_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Arrived so far"), spacing=0)
        self._shown: Sequence[Arrived] | None = None
        self.backs: list[IconButton] = []

    def show_arrivals(self, found: Sequence[Arrived]) -> None:
        """The list of past imports; nothing moves where nothing changed."""
        if found == self._shown:
            return
        self._shown = found
        clear(self.body)
        self.backs = []
        for at, arrival in enumerate(found):
            if at:
                self.add(line())
            self.add(self._row(arrival))
        if not found:
            text = tr("Nothing yet. Bundles of colleagues are listed here with sender and day.")
            self.add(Label(text, tone=Tone.SECOND, wrap=True))

    def _row(self, arrival: Arrived) -> QWidget:
        name = ElidedLabel(arrival.name or tr("without a name"), strong=True)
        head: list[QWidget | None] = [name]
        if arrival.taken_back:
            head.append(Chip(tr("taken back {day}").format(day=_moment(arrival.taken_back)[:10])))
        head += [None, Label(_moment(arrival.at), Type.CAPTION, Tone.SECOND)]
        words = column(row(*head, spacing=S), spacing=2)
        words.addWidget(Label(" · ".join(arrival_facts(arrival)), Type.CAPTION, Tone.SECOND, wrap=True))
        if kept_back := left_out_words(arrival.left_out):
            text = tr("Left out by the sender: {what}").format(what=kept_back)
            words.addWidget(Label(text, Type.CAPTION, Tone.SECOND, wrap=True))
        back = IconButton(
            "undo", tr("Take back this import…"), partial(self.take_back_requested.emit, arrival)
        )
        back.setAccessibleName(
            tr("Take back what {name} sent, written {when}…").format(
                name=arrival.name or tr("without a name"), when=local_moment(arrival.written)
            )
        )
        shown_if(not arrival.taken_back, back)
        self.backs.append(back)
        box = row(words, back, spacing=S, margins=(0, S, 0, S))
        box.setStretchFactor(words, 1)
        return holding(box)


def arrival_facts(arrival: Arrived) -> list[str]:
    """What is known of a past import."""
    facts = [tr("written {when}").format(when=local_moment(arrival.written)), size_words(arrival.size)]
    if arrival.of > 1 and len(arrival.parts) == arrival.of:
        facts.append(tr("all {n} parts").format(n=f"{arrival.of:,}"))
    elif arrival.of > 1:
        text = tr("part {n} of {all}") if len(arrival.parts) == 1 else tr("parts {n} of {all}")
        facts.append(text.format(n=listed(map(str, arrival.parts)), all=arrival.of))
    if arrival.note:
        facts.append(tr("“{note}”").format(note=arrival.note))
    return facts


def _moment(at: int) -> str:
    """A moment in ms since 1970 in local time."""
    return f"{datetime.fromtimestamp(at / 1000):%Y-%m-%d %H:%M}"
