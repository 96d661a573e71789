"""The sides of a conflict beside each other: every value with who gave it and when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from yport_desktop.domain.redline import Mark, redline
from yport_desktop.services.clashes import Clash, Nature, Side
from yport_desktop.ui.components.buttons import ElidedButton
from yport_desktop.ui.components.key_hint import KeyHint
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type
from yport_desktop.ui.records.conflict_view import moment

Keep = Callable[[int], object]
LINE_HEIGHT = 135


class SideView(QFrame):
    """One side: who and when, the value, and the button that keeps it."""

    def __init__(self, side: Side, text: QWidget, verb: str = "", keep: Keep | None = None, place: int = 0):
        super().__init__()
        dress(self, look="card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        name = side.who or tr("somebody")
        who = Label(tr("{who} (you)").format(who=name) if side.own else name, strong=True, wrap=True)
        when = Label(moment(side.at) if side.at else "", Type.CAPTION, Tone.SECOND)
        head = row(who, when, spacing=S)
        head.setStretchFactor(who, 1)
        head.setAlignment(when, Qt.AlignmentFlag.AlignTop)
        box = column(head, text, None, spacing=S, margins=(M, S + 2, M, M))
        if keep is not None:
            self.keep = ElidedButton(verb, lambda: keep(place))
            said = tr("{verb}: {value} of {who}").format(verb=verb, value=side.text, who=name)
            self.keep.setAccessibleName(said)
            box.addSpacing(XS)
            box.addLayout(row(self.keep, KeyHint(str(place + 1)), None, spacing=S))
        self.setLayout(box)


def sides_of(clash: Clash, before: str | None = None, keep: Keep | None = None) -> list[SideView]:
    """Views of all sides. A text is marked against what was `before`, or against the other side."""
    return [
        SideView(side, _text(clash, place, before), clash.options[place].verb, keep, place)
        for place, side in enumerate(clash.sides)
    ]


def in_pairs(views: Sequence[QWidget]) -> QGridLayout:
    """Two beside each other, of one height."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(M)
    for at, shown in enumerate(views):
        grid.addWidget(shown, at // 2, at % 2)
    for at in range(2):
        grid.setColumnStretch(at, 1)
        grid.setColumnMinimumWidth(at, 120)
    return grid


class ClashView(QWidget):
    """One field with what stands against each other, only to be read."""

    def __init__(self, clash: Clash) -> None:
        super().__init__()
        self.clash = clash
        self.sides = sides_of(clash)
        self.setLayout(column(Label(clash.label, tone=Tone.SECOND), in_pairs(self.sides), spacing=XS))


def by_record(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Conflicts of the same record together, in their order."""
    found: dict[object, list[Clash]] = {}
    for clash in clashes:
        found.setdefault(clash.record, []).append(clash)
    return list(found.values())


def _text(clash: Clash, place: int, before: str | None) -> QWidget:
    side = clash.sides[place]
    if clash.nature is Nature.DELETION and not side.value and clash.edited:
        lines = [Label(text, wrap=True, selectable=True) for text in clash.edited]
        words = QWidget()
        words.setLayout(column(Label(side.text, tone=Tone.SECOND), *lines, spacing=XS))
        return words
    if not clash.is_text:
        return Label(side.text, Type.EMPHASIS, strong=True, wrap=True, selectable=True)
    view = RedlineView(Type.BODY, LINE_HEIGHT)
    if before is not None:
        view.set_texts(before, side.text)
    elif place == 0:
        spans = redline(side.text, clash.sides[1].text) if len(clash.sides) > 1 else ()
        view.set_spans(s for s in spans if s.mark is not Mark.INSERTED)
    else:
        view.set_spans(s for s in redline(clash.sides[0].text, side.text) if s.mark is not Mark.DELETED)
    return view
