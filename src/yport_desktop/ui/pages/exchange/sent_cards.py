"""What was written: the files just made, and everything sent so far with who acknowledged it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.receipts import Dispatch
from yport_desktop.ui.components.buttons import IconButton, PlainButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.label import ElidedLabel, IconLabel, Label
from yport_desktop.ui.components.look import clear, column, holding, line, row
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import XS, S, Tone, Type
from yport_desktop.ui.pages.exchange.people import Standing
from yport_desktop.ui.pages.exchange.wording import (
    left_out_words,
    listed,
    local_moment,
    size_words,
    way_words,
)

SHOWN = 8


@dataclass(frozen=True)
class Ready:
    """A file to be passed on. `text` is what an email around it says, `draft` the file of that email."""

    path: Path
    size: int
    people: tuple[str, ...]
    part: str = ""
    text: str = ""
    draft: Path | None = None


class ReadyCard(Card):
    """Files that were just written. `open_requested(path)`, `folder_requested(path)`, `copied(text)`."""

    open_requested = Signal(object)
    folder_requested = Signal(object)
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Ready to be passed on"), spacing=0)
        self._hint = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self._list = column(spacing=0)
        self.buttons: list[QuietButton] = []
        self.add_action(IconButton("close", tr("Close"), self.hide, size=14))
        self.add(self._hint, self._list)
        self.hide()

    def show_ready(self, found: Sequence[Ready], hint: str = "") -> None:
        """Show these; nothing takes the card away."""
        clear(self._list)
        self.buttons = []
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        for at, ready in enumerate(found):
            if at:
                self._list.addWidget(line())
            self._list.addWidget(self._row(ready))
        self.setVisible(bool(found))

    def _row(self, ready: Ready) -> QWidget:
        name = ElidedLabel(ready.path.name, strong=True)
        facts = [tr("for {people}").format(people=listed(ready.people)), ready.part, size_words(ready.size)]
        words = Label(" · ".join(f for f in facts if f), Type.CAPTION, Tone.SECOND, wrap=True)
        buttons: list[QWidget | None] = []
        if ready.draft is not None:
            text = tr("Open in mail program")
            draft = ready.draft
            buttons.append(self._button(text, ready, lambda _path: self.open_requested.emit(draft), "open"))
        if ready.text:
            copy = QuietButton(tr("Copy text"), lambda: self.copied.emit(ready.text), "copy")
            copy.setAccessibleName(tr("Copy the text of {name}").format(name=ready.path.name))
            buttons.append(copy)
            self.buttons.append(copy)
        buttons.append(self._button(tr("Show file"), ready, self.folder_requested.emit, "folder"))
        return holding(
            column(
                name,
                words,
                row(*buttons, None, spacing=0, margins=(-S, 0, 0, 0)),
                spacing=2,
                margins=(0, S, 0, XS),
            )
        )

    def _button(self, text: str, ready: Ready, do: Callable[[Path], object], icon: str) -> QuietButton:
        button = QuietButton(text, lambda: do(ready.path), icon)
        button.setAccessibleName(tr("{action}: {name}").format(action=text, name=ready.path.name))
        self.buttons.append(button)
        return button


class SentCard(Card):
    """What was written so far, newest first, and who said to hold it."""

    def __init__(self) -> None:
        super().__init__(tr("Sent so far"), spacing=0)
        self._all = False
        self._shown: tuple[Sequence[Dispatch], Mapping[bytes, str]] | None = None
        self._standing: Standing | None = None
        self._list = column(spacing=0)
        self.more = PlainButton("", self._show_all, look="quiet")
        self.add(self._list, row(self.more, None, margins=(-S, XS, 0, 0)))
        self.more.hide()

    def show_standing(self, standing: Standing) -> None:
        """Show what was sent."""
        key = (standing.dispatches, standing.names)
        if key == self._shown:
            return
        self._shown, self._standing = key, standing
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        if self._standing is None:
            return
        standing, dispatches = self._standing, self._standing.dispatches
        as_of = {r.member.key: r.as_of for r in standing.receipts}
        shown = dispatches if self._all else dispatches[:SHOWN]
        for at, dispatch in enumerate(shown):
            if at:
                self._list.addWidget(line())
            self._list.addWidget(dispatch_row(dispatch, standing.names, as_of))
        rest = len(dispatches) - len(shown)
        self.more.setText(tr("Show more ({n})").format(n=f"{rest:,}"))
        self.more.setVisible(rest > 0)
        if not dispatches:
            text = tr("Nothing yet. What you send is listed here, with who said to hold it.")
            self._list.addWidget(Label(text, tone=Tone.SECOND, wrap=True))


def dispatch_row(dispatch: Dispatch, names: Mapping[bytes, str], as_of: Mapping[bytes, str]) -> QWidget:
    """One bundle: for whom, what was in it, and what came back."""

    def called(key: bytes) -> str:
        return names.get(key, tr("somebody who left"))

    people = ElidedLabel(listed(called(k) for k in dispatch.recipients), strong=True)
    head = row(people, Label(local_moment(dispatch.written), Type.CAPTION, Tone.SECOND), spacing=S)
    head.setStretchFactor(people, 1)
    facts = [counted(dispatch.changes, N_("1 change"), N_("{n} changes"))]
    if dispatch.attachments:
        facts.append(counted(dispatch.attachments, N_("1 attachment"), N_("{n} attachments")))
    facts.append(counted(dispatch.parts, N_("1 part"), N_("{n} parts")) if dispatch.parts > 1 else "")
    facts.append(size_words(dispatch.size))
    if dispatch.carrier in set(Carrier):
        facts.append(way_words(Carrier(dispatch.carrier), dispatch.encrypted))
    if left_out := left_out_words(dispatch.left_out):
        facts.append(tr("left out: {what}").format(what=left_out))
    box = column(
        head,
        Label(" · ".join(f for f in facts if f), Type.CAPTION, Tone.SECOND, wrap=True),
        spacing=2,
        margins=(0, S, 0, S),
    )
    holders = [k for k in dispatch.recipients if k in dispatch.acknowledged]
    for key in holders:
        text = tr("{name} holds it")  # of those who left it is not known any more as of when
        if when := as_of.get(key, ""):
            text = tr("{name} holds it, as of {when}")
        said = text.format(name=called(key), when=local_moment(when))
        box.addLayout(_said("done", said, Tone.GOOD))
    if dispatch.waiting:
        people_waited = listed(called(k) for k in dispatch.waiting)
        box.addLayout(_said("clock", tr("Waiting for {people}").format(people=people_waited), Tone.SECOND))
    return holding(box)


def _said(icon: str, text: str, tone: Tone) -> QLayout:
    words = Label(text, Type.CAPTION, wrap=True)
    box = row(IconLabel(icon, "", tone, 14), words, spacing=XS + 2, margins=(0, 2, 0, 0))
    box.setStretchFactor(words, 1)
    box.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
    return box
