"""A clause of a plan in redline: its number and status, the text with changes, why and by whom."""

from collections.abc import Iterator

from reportlab.platypus import CondPageBreak, Flowable

from .flowables import Block, Setting, Tag, TextBlock
from .model import Clause, Span, plain
from .painting import baseline, height_of, paint_lines
from .styles import STRONG_LINE, TONES
from .text import lay_out


def clause_blocks(clause: Clause, setting: Setting) -> Iterator[Flowable]:
    """The blocks of one clause; long text may run over the page."""
    sheet = setting.sheet
    yield CondPageBreak(76)
    yield ClauseHead(clause, setting)
    bar = TONES[clause.tone] if clause.tone else STRONG_LINE
    if plain(clause.text).strip():
        yield TextBlock(clause.text, sheet.clause.but(indent=11), setting, Tag("P"), bar=bar)
    facts = [(label, text) for label, text in clause.facts if text]
    for index, (label, text) in enumerate(facts):
        last = index == len(facts) - 1
        spans = (Span(f"{label}  ", bold=True), Span(text))
        yield TextBlock(spans, sheet.note.but(indent=11, after=12 if last else 1.5), setting, Tag("P"))


class ClauseHead(Block):
    """Number and title at left, the status at right."""

    def __init__(self, clause: Clause, setting: Setting) -> None:
        super().__init__(9, 3)
        self.clause, self.setting = clause, setting

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """One line, or more for a long title."""
        sheet, fonts = self.setting.sheet, self.setting.fonts
        self.style = sheet.heading[2]
        self.chip = lay_out(
            (Span(self.clause.status, bold=True, tone=self.clause.tone),), sheet.label, fonts, width * 0.4
        )
        room = width - (self.chip[0].width + 14 if self.clause.status else 0)
        spans = (Span(f"{self.clause.number}\u2002", tone="accent"), Span(self.clause.title))
        self.title = lay_out(spans, self.style, fonts, room, most=8)
        self.width, self.height = width, height_of(self.title, self.style)
        return width, self.height

    def draw(self) -> None:
        """Title, then the status aligned with its first line."""
        with self.canv.marked(Tag("H3").element(self.canv)):
            paint_lines(self.canv, self.title, self.style, 0, self.height, self.width)
        if not self.clause.status:
            return
        label = self.setting.sheet.label
        drop = label.leading / 2 + label.size * 0.357
        with self.canv.marked(Tag("P").element(self.canv)):
            top = baseline(self.height, self.style) + drop
            paint_lines(self.canv, self.chip[:1], label.but(align="right"), 0, top, self.width)
