"""A text merged of two versions, with what still has to be chosen marked in it and offered below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from yport_desktop.domain.merge3 import Chunk, Origin, Take, merge3, merged
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import REDRAW, column, dress, row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, M, S, Tone, Type

TAKES = (Take.MINE, Take.THEIRS, Take.BOTH)
LINE_HEIGHT = 145


class MergeView(QWidget):
    """`changed()` whenever something was chosen. `names`: whose the two versions are."""

    changed = Signal()

    def __init__(self, chunks: Sequence[Chunk], names: tuple[str, str]) -> None:
        super().__init__()
        self.chunks = tuple(chunks)
        self._names = names
        self.takes: dict[int, Take] = {}
        self.choices: dict[int, Segments] = {}
        self.page = _Merged()
        clashes = [i for i, c in enumerate(self.chunks) if c.origin is Origin.CLASH]
        rows = [self._choice(number, place) for number, place in enumerate(clashes, 1)]
        self.setLayout(column(self.page, *rows, spacing=S))
        self._show()

    @property
    def text(self) -> str:
        """The text as it is chosen so far; where nothing was chosen, both versions one after the other."""
        return merged(self.chunks, self.takes, Take.BOTH)

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to choose."""
        return set(self.choices) <= set(self.takes)

    def _choice(self, number: int, place: int) -> QWidget:
        """A clash as a line: its number, both versions and the choice between them."""
        chunk = self.chunks[place]
        versions = [
            Label(tr("{who}: {value}").format(who=name, value=_words(text)), wrap=True)
            for name, text in zip(self._names, (chunk.mine, chunk.theirs), strict=True)
        ]
        choice = Segments((*self._names, tr("Both")), tr("Place {n}").format(n=number), -1)
        choice.chosen.connect(lambda at: self._take(place, TAKES[at]))
        self.choices[place] = choice
        line = QFrame()
        dress(line, look="card")
        words = column(*versions, spacing=XS)
        box = row(Label(str(number), strong=True), words, choice, spacing=M, margins=(M, S, S, S))
        box.setStretchFactor(words, 1)
        line.setLayout(box)
        return line

    def _take(self, place: int, take: Take) -> None:
        self.takes[place] = take
        self.choices[place].set_current(TAKES.index(take))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.page.show_chunks(self.chunks, self.takes)


class _Merged(QTextBrowser):
    """The merged text: what one side brought in is tinted, what is not chosen yet is framed by its number."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Chunk, ...], dict[int, Take]] = ((), {})
        dress(self, look="bare")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(self.verticalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(tr("Merged text"))
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def show_chunks(self, chunks: Sequence[Chunk], takes: dict[int, Take]) -> None:
        """Show these, with what was chosen."""
        self._shown = (tuple(chunks), dict(takes))
        self._write()

    def _write(self) -> None:
        self.document().clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        chunks, takes = self._shown
        number = 0
        for place, chunk in enumerate(chunks):
            if chunk.origin is Origin.CLASH:
                number += 1
                take = takes.get(place)
                text = chunk.taken(take or Take.BOTH)
                cursor.insertText(
                    f"[{number}] ", self._form(Tone.CAUTION if take is None else Tone.ACCENT, True)
                )
                if take is None:
                    cursor.insertText(
                        f"{_words(chunk.mine)} | {_words(chunk.theirs)}", self._form(Tone.CAUTION)
                    )
                else:
                    cursor.insertText(text, self._form(Tone.ACCENT))
            elif chunk.origin is Origin.AGREED:
                cursor.insertText(chunk.text, self._form(Tone.NEUTRAL))
            else:
                cursor.insertText(chunk.text, self._form(Tone.GOOD))

    def _form(self, tone: Tone, strong: bool = False) -> QTextCharFormat:
        t = tokens()
        form = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(t.size(Type.BODY))
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        form.setFont(font)
        form.setForeground(QColor(t.tone(tone)))
        if tone is not Tone.NEUTRAL:
            form.setBackground(QColor(t.tint_of(tone)))
        return form

    def _fit(self) -> None:
        height = int(self.document().size().height()) + 4
        if self.height() != height:
            self.setFixedHeight(max(height, tokens().size(Type.BODY) + 8))

    def changeEvent(self, event: QEvent) -> None:
        """Colours and size follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_shown"):
            self._write()


def _words(text: str) -> str:
    """A version of a place in words."""
    return " ".join(text.split()) or tr("nothing")


def sample() -> QWidget:
    """A clause that two people rewrote."""
    base = "The city shall reduce waste by 20 % until 2030 and close all dump sites."
    mine = "The city shall reduce landfilled waste by 30 % until 2030 and close all dump sites."
    theirs = "The city shall reduce waste by 25 % until 2030 and close all open dump sites by 2032."
    view = MergeView(merge3(base, mine, theirs), ("Aya", "Ben"))
    view.setMinimumWidth(560)
    return view


if __name__ == "__main__":
    raise SystemExit(show(sample))
