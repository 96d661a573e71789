"""Several conflicts decided at once: keep all that one person gave."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from yport_desktop.services import conflicts
from yport_desktop.services.clashes import Clash
from yport_desktop.services.settlements import Decision
from yport_desktop.ui.components.buttons import PlainButton, QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, L, S, Tone, Type

DecideAll = Callable[[Sequence[Decision]], object]


class ConflictBatch(QWidget):
    """What can be done with those that are ticked. Decisions go to `decide(decisions)`."""

    def __init__(self, clashes: Sequence[Clash], decide: DecideAll, clear: Callable[[], object]) -> None:
        super().__init__()
        n = len(clashes)
        title = tr("1 conflict selected") if n == 1 else tr("{n} conflicts selected").format(n=f"{n:,}")
        text = tr("Keep what one person gave, in all of them at once. One step of undo takes all of it back.")
        self.buttons: dict[bytes | None, PlainButton] = {}
        box = column(
            Label(title, Type.TITLE),
            Label(text, tone=Tone.SECOND, wrap=True),
            spacing=S,
            margins=(XL, L, XL, L),
        )
        box.addSpacing(S)
        for key, name in people_in(clashes):
            decisions, without = conflicts.by_author(clashes, key)
            if not decisions:
                continue
            verb = tr("Keep mine everywhere") if key is None else tr("Keep all of {name}").format(name=name)
            button = PlainButton(verb, partial(decide, decisions))
            self.buttons[key] = button
            rest = (
                tr("in {n} of them; the others stay open").format(n=f"{len(decisions):,}")
                if without
                else tr("in all of them")
            )
            box.addLayout(row(button, Label(rest, tone=Tone.SECOND), None, spacing=S))
        self.clear = QuietButton(tr("Clear the selection"), clear)
        box.addLayout(row(self.clear, None, margins=(-S, S, 0, 0)))
        box.addStretch(1)
        self.setLayout(box)


def people_in(clashes: Sequence[Clash]) -> list[tuple[bytes | None, str]]:
    """Whose values are among the sides: oneself (None) first, the others by name."""
    own = any(side.own for clash in clashes for side in clash.sides)
    others: dict[bytes, str] = {}
    for clash in clashes:
        for side in clash.sides:
            if side.own:
                continue
            names = side.who.split(", ") if len(side.keys) > 1 else [side.who]  # "Cruz, Ben" is one
            for key, name in zip(side.keys, names, strict=False):
                others.setdefault(key, name)
    found: list[tuple[bytes | None, str]] = [(None, "")] if own else []
    return found + sorted(others.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
