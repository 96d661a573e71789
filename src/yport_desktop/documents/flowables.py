"""The building blocks of a page: paragraphs, headings, lists, notices, headline numbers."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable

from .canvas import ReportCanvas
from .fonts import FontSet
from .model import KeyFigure, Notice, Span, Spans
from .painting import GRADE_SIZE, baseline, height_of, paint_grade, paint_lines
from .styles import STRONG_LINE, TONES, Colour, Page, StyleSheet, TextStyle
from .tagging import Element
from .text import Line, lay_out


@dataclass
class Tag:
    """The structure element of a block, made when it is first drawn; parts of a split block share it."""

    role: str
    parent: "Tag | None" = None
    alt: str = ""
    attributes: str = ""
    made: Element | None = field(default=None, repr=False)

    def element(self, canvas: ReportCanvas) -> Element:
        """The element in the tree of this canvas."""
        if self.made is None:
            above = self.parent.element(canvas) if self.parent else canvas.tree.root
            self.made = above.add(self.role, self.alt, self.attributes)
        return self.made


@dataclass(frozen=True)
class Setting:
    """What every block needs: fonts and styles."""

    fonts: FontSet
    sheet: StyleSheet


PAGE = Page()


class Block(Flowable):  # type: ignore[misc]
    """A flowable whose spacing comes from a text style."""

    canv: ReportCanvas

    def __init__(self, before: float = 0.0, after: float = 0.0) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after


class TextBlock(Block):
    """A paragraph that splits between lines, never leaving one line alone."""

    def __init__(
        self, spans: Spans | str, style: TextStyle, setting: Setting, tag: Tag, bar: Colour | None = None
    ) -> None:
        super().__init__(style.before, style.after)
        self.spans, self.style, self.setting, self.tag, self.bar = spans, style, setting, tag, bar
        self.lines: tuple[Line, ...] = ()
        self._for = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay out for the width."""
        if self._for != width:
            inner = width - self.style.indent
            self.lines = lay_out(self.spans, self.style, self.setting.fonts, inner)
            self._for = width
        self.width, self.height = width, height_of(self.lines, self.style)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Two parts, each of at least two lines, or nothing."""
        self.wrap(width, height)
        fit = min(int(height / self.style.leading), len(self.lines) - 2)
        if fit < 2:
            return []
        begin = copy(self)
        begin.lines, begin.spaceAfter = self.lines[:fit], 0.0
        rest = TextBlock(self.spans, self.style.but(before=0.0), self.setting, self.tag, self.bar)
        rest.lines, rest._for = self.lines[fit:], self._for
        return [begin, rest]

    def draw(self) -> None:
        """Paint the lines and the bar beside them."""
        if self.bar is not None:
            with self.canv.artifact():
                self.canv.setFillColor(self.bar)
                self.canv.rect(0, 0, 1.6, self.height, stroke=0, fill=1)
        with self.canv.marked(self.tag.element(self.canv)):
            indent = self.style.indent
            paint_lines(self.canv, self.lines, self.style, indent, self.height, self.width - indent)


class HeadingBlock(TextBlock):
    """A heading with its number, a bookmark and an entry in the outline."""

    def __init__(
        self, number: str, title: str, level: int, key: str, setting: Setting, running: bool = True
    ) -> None:
        style = setting.sheet.heading[level - 1]
        spans = (Span(f"{number}\u2002", tone="accent"), Span(title)) if number else (Span(title),)
        super().__init__(spans, style, setting, Tag(f"H{level}"))
        self.title, self.level, self.key = f"{number} {title}".strip(), level, key
        self.running = running

    def split(self, width: float, height: float) -> list[Flowable]:
        """Headings stay whole, unless they are higher than a page."""
        self.wrap(width, height)
        return super().split(width, height) if self.height > PAGE.depth else []

    def draw(self) -> None:
        """Paint the title and leave the bookmark."""
        if self.level == 1 and self.running:
            self.canv.running_title = self.title
        self.canv.place(self.key)
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 8)
        self.canv.addOutlineEntry(self.title, self.key, self.level - 1, closed=self.level > 1)
        super().draw()


class ItemBlock(TextBlock):
    """One entry of a list: a hanging label and text."""

    def __init__(self, label: str, spans: Spans, style: TextStyle, setting: Setting, parent: Tag) -> None:
        item = Tag("LI", parent)
        super().__init__(spans, style, setting, Tag("LBody", item))
        self.label = label
        self.label_tag = Tag("Lbl", item)

    def draw(self) -> None:
        """Paint the label in the indent, then the text."""
        if self.label:
            face = self.setting.fonts.faces["regular"][0]
            with self.canv.marked(self.label_tag.element(self.canv)):
                lines = lay_out(
                    (Span(self.label, tone="accent"),),
                    self.style,
                    self.setting.fonts,
                    max(self.style.indent, 8),
                )
                inset = (
                    0.0 if len(self.label) > 1 else self.style.indent - face.width("••", self.style.size) - 2
                )
                paint_lines(self.canv, lines[:1], self.style, inset, self.height, self.width)
        super().draw()


class NoticeBlock(TextBlock):
    """A remark with a bar in its tone that must not be overlooked."""

    INSET, PAD = 12.0, 7.5

    def __init__(self, notice: Notice, setting: Setting) -> None:
        style = setting.sheet.body.but(before=4, after=10, size=9.2, indent=self.INSET * 2)
        super().__init__(notice.spans, style, setting, Tag("P"))
        self.tone = TONES[notice.tone]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The text with room all round."""
        super().wrap(width, height)
        self.height += 2 * self.PAD
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """A box stays whole, unless it is higher than a page; the rest then goes on as text."""
        self.wrap(width, height)
        return super().split(width, height - 2 * self.PAD) if self.height > PAGE.depth else []

    def draw(self) -> None:
        """A tinted ground, the bar, the text."""
        ground: Any = tuple(round(1 - (1 - c) * 0.08, 4) for c in self.tone)
        with self.canv.artifact():
            self.canv.setFillColor(ground)
            self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            self.canv.setFillColor(self.tone)
            self.canv.rect(0, 0, 2.4, self.height, stroke=0, fill=1)
        with self.canv.marked(self.tag.element(self.canv)):
            top, room = self.height - self.PAD, self.width - 2 * self.INSET
            paint_lines(self.canv, self.lines, self.style, self.INSET, top, room)


class KeyFiguresBlock(Block):
    """Headline numbers side by side: one row of cards."""

    GAP, PER_ROW = 16.0, 3

    def __init__(self, figures: tuple[KeyFigure, ...], setting: Setting) -> None:
        super().__init__(6, 13)
        self.figures, self.setting = figures, setting

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All cards are as high as the highest."""
        sheet, fonts = self.setting.sheet, self.setting.fonts
        bold = sheet.label.but(role="bold")
        self.width = width
        self.card = (width - self.GAP * (self.PER_ROW - 1)) / self.PER_ROW
        self.labels = [lay_out(f.label, bold, fonts, self.card, most=4) for f in self.figures]
        self.notes = [lay_out(_under(f), sheet.label, fonts, self.card, most=8) for f in self.figures]
        self.label_lines = max(len(x) for x in self.labels)
        lines = self.label_lines + max(len(x) for x in self.notes)
        self.height = 13 + lines * sheet.label.leading + sheet.number.leading
        return width, self.height

    def draw(self) -> None:
        """Each card: rule, label, number with unit and grade, range."""
        for index in range(len(self.figures)):
            self._draw_card(index, index * (self.card + self.GAP), self.height)

    def _draw_card(self, index: int, x: float, top: float) -> None:
        sheet, fonts, figure = self.setting.sheet, self.setting.fonts, self.figures[index]
        with self.canv.artifact():
            self.canv.setStrokeColor(STRONG_LINE)
            self.canv.setLineWidth(0.9)
            self.canv.line(x, top, x + self.card, top)
        with self.canv.marked(Tag("P").element(self.canv)):
            label, top = sheet.label.but(role="bold"), top - 7
            paint_lines(self.canv, self.labels[index], label, x, top, self.card)
            top -= self.label_lines * label.leading
            room = self.card - (GRADE_SIZE + 6 if figure.grade else 0)
            number = _fitted(figure, sheet, self.setting.fonts, room)
            lines = lay_out(figure.value, number, fonts, self.card)
            paint_lines(self.canv, lines[:1], number, x, top, self.card)
            end = x + lines[0].width + 3.5
            unit = lay_out(figure.unit, sheet.unit, fonts, self.card)
            drop = sheet.unit.leading / 2 + sheet.unit.size * 0.357
            paint_lines(self.canv, unit[:1], sheet.unit, end, baseline(top, number) + drop, self.card)
            if figure.grade:
                middle = baseline(top, number) + number.size * 0.33
                end += (unit[0].width + 6 if figure.unit else 4) + GRADE_SIZE * 0.6
                paint_grade(self.canv, fonts, figure.grade, end, middle, GRADE_SIZE * 1.15)
            top -= number.leading + 2
            paint_lines(self.canv, self.notes[index], sheet.label, x, top, self.card)


def _under(figure: KeyFigure) -> Spans:
    parts = [Span(p) for p in (figure.range, figure.note) if p]
    return (parts[0], Span("\n"), parts[1]) if len(parts) == 2 else tuple(parts) or (Span(" "),)


def _fitted(figure: KeyFigure, sheet: StyleSheet, fonts: FontSet, room: float) -> TextStyle:
    """The number's style, smaller where number and unit would not fit side by side."""
    wanted = fonts.width(figure.value, sheet.number.size, "bold")
    left = room - 4 - fonts.width(figure.unit, sheet.unit.size)
    scale = max(0.55, min(1.0, left / wanted)) if wanted else 1.0
    return sheet.number.but(size=sheet.number.size * scale)
