"""The pages: cover, contents, and body pages with running head and foot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate

from .canvas import ReportCanvas
from .flowables import Block, Setting, Tag
from .model import Report, Span
from .painting import height_of, paint_lines
from .styles import ACCENT, LINE, MM, SECOND, STRONG_LINE, TEXT, Page, TextStyle
from .text import lay_out

Translate = Callable[[str], str]
PAGE = Page()


class ReportTemplate(BaseDocTemplate):  # type: ignore[misc]
    """A document with a cover and body pages; `after` is told of each block that was placed."""

    def __init__(self, target: Any, after: Callable[[], None], **options: Any) -> None:
        super().__init__(target, pagesize=(PAGE.width, PAGE.height), **options)
        self.after = after
        bare = Frame(0, 0, PAGE.width, PAGE.height, 0, 0, 0, 0, id="cover")
        text = Frame(PAGE.left, PAGE.bottom, PAGE.measure, PAGE.depth, 0, 0, 0, 0, id="text")
        self.addPageTemplates([PageTemplate("cover", [bare]), PageTemplate("body", [text])])

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 (reportlab's name)
        """Progress and cancelling."""
        self.after()


@dataclass(frozen=True)
class RunningText:
    """Draws head and foot of every page but the cover, once the page count is known."""

    report: Report
    setting: Setting
    tr: Translate

    def __call__(self, canvas: ReportCanvas) -> None:
        index = canvas.page_index
        if index == 0:
            return
        style, right = self.setting.sheet.running, PAGE.width - PAGE.right
        with canvas.artifact():
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(LINE)
            head, foot = PAGE.height - 21 * MM, 18 * MM
            canvas.line(PAGE.left, head, right, head)
            canvas.line(PAGE.left, foot, right, foot)
            left = f"{self.report.city} · {self.report.kind}"
            self._put(canvas, left, style.but(role="bold"), head + 14, "left", PAGE.measure * 0.5)
            title = canvas.titles[index] if index < len(canvas.titles) else ""
            self._put(canvas, title, style, head + 14, "right", PAGE.measure * 0.48)
            small = style.but(size=6.2, leading=8.4)
            for place, mark in enumerate(self._marks()):
                self._put(canvas, mark, small, foot - 5 - place * small.leading, "left", PAGE.measure * 0.8)
            number = self.tr("Page {page} of {count}").format(page=index + 1, count=canvas.page_count)
            self._put(
                canvas, number, style.but(role="bold", colour=TEXT), foot - 4, "right", PAGE.measure * 0.3
            )

    def _marks(self) -> list[str]:
        """The revision of the plan, and the state of the record where that is another."""
        revision, state = self.report.revision_hash, self.report.state_hash
        marks = [self.tr("Revision {hash}").format(hash=revision)]
        if state not in ("", revision):
            marks.append(self.tr("State of the record {hash}").format(hash=state))
        return marks

    def _put(
        self, canvas: ReportCanvas, text: str, style: TextStyle, top: float, align: str, room: float
    ) -> None:
        fonts = self.setting.fonts
        lines = lay_out(shortened(text, room, style, self.setting), style, fonts, PAGE.measure)
        paint_lines(canvas, lines[:1], style.but(align=align), PAGE.left, top, PAGE.measure)


def shortened(text: str, room: float, style: TextStyle, setting: Setting) -> str:
    """`text`, or its beginning with an ellipsis where it is wider than `room`."""
    lines = lay_out(text, style, setting.fonts, room, most=1)
    return "".join(part.text for part in lines[0].fragments)


class CoverBlock(Block):
    """The first page: what, for which city, from which mission, when, by whom, in which state."""

    def __init__(self, report: Report, setting: Setting, tr: Translate) -> None:
        super().__init__()
        self.report, self.setting, self.tr = report, setting, tr

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole page."""
        self.width, self.height = width, height
        return width, height

    def draw(self) -> None:
        """Band, sender, title, facts."""
        canvas, sheet = self.canv, self.setting.sheet
        canvas.place("cover")
        canvas.bookmarkHorizontal("cover", 0, self.height)
        canvas.addOutlineEntry(self.report.title, "cover", 0)
        with canvas.artifact():
            canvas.setFillColor(ACCENT)
            canvas.rect(0, 0, 7 * MM, PAGE.height, stroke=0, fill=1)
            canvas.rect(PAGE.left, PAGE.height - 96 * MM, 22 * MM, 2.6, stroke=0, fill=1)
        self._text("Y-PORT", sheet.body.but(role="bold", size=12, colour=ACCENT), PAGE.height - 24 * MM, "P")
        about = self.tr("Yokohama Partnership of Resources and Technologies")
        self._text(about, sheet.label, PAGE.height - 30 * MM, "P")
        top = PAGE.height - 102 * MM
        top = self._text(self.report.kind, sheet.cover_line.but(role="bold", colour=ACCENT), top, "P") - 5
        top = self._text(self.report.title, sheet.cover_title, top, "P") - 9
        for line in (self.report.mission, self.report.date_text):
            if line:
                top = self._text(line, sheet.cover_line, top, "P") - 1
        self._draw_facts()

    def _text(self, text: str, style: TextStyle, top: float, role: str) -> float:
        """Draw a paragraph and return the height below it."""
        lines = lay_out(text, style, self.setting.fonts, PAGE.measure, most=6)
        with self.canv.marked(Tag(role).element(self.canv)):
            paint_lines(self.canv, lines, style, PAGE.left, top, PAGE.measure)
        return top - height_of(lines, style)

    def _draw_facts(self) -> None:
        sheet, fonts, canvas = self.setting.sheet, self.setting.fonts, self.canv
        facts = (
            *self.report.facts,
            (self.tr("State of the record"), self.report.state_hash or self.report.revision_hash),
        )
        style, label = sheet.cell.but(size=8.6, leading=12.2), sheet.label
        split = PAGE.measure * 0.27
        laid = [
            (
                lay_out(a, label, fonts, split - 8, most=3),
                lay_out(b, style, fonts, PAGE.measure - split, most=4),
            )
            for a, b in facts
        ]
        heights = [max(height_of(a, label), height_of(b, style)) + 9 for a, b in laid]
        top = 24 * MM + sum(heights)
        for (name, value), height in zip(laid, heights, strict=True):
            with canvas.artifact():
                canvas.setStrokeColor(STRONG_LINE)
                canvas.setLineWidth(0.5)
                canvas.line(PAGE.left, top, PAGE.left + PAGE.measure, top)
            with canvas.marked(Tag("P").element(canvas)):
                paint_lines(canvas, name, label, PAGE.left, top - 4.5, split)
                paint_lines(canvas, value, style, PAGE.left + split, top - 4, PAGE.measure - split)
            top -= height


def pages_of(flowables: Iterable[Flowable]) -> int:
    """How many pages of text these take when they are set one below the other."""
    depth, pages = 0.0, 1
    for flowable in flowables:
        above = flowable.getSpaceBefore() if depth else 0.0
        height = 0.0 if isinstance(flowable, CondPageBreak) else flowable.wrap(PAGE.measure, PAGE.depth)[1]
        if depth + above + height > PAGE.depth:
            depth, above, pages = 0.0, 0.0, pages + 1
        depth += above + height + flowable.getSpaceAfter()
    return pages


class ContentsEntry(Block):
    """One line of the contents; its page number is drawn when it is known."""

    def __init__(
        self,
        number: str,
        title: str,
        level: int,
        key: str,
        setting: Setting,
        parent: Tag,
        spacing: float = 1.0,
    ) -> None:
        """`spacing` multiplies what lies between the lines."""
        top_level = level == 1
        super().__init__(5 * spacing if top_level else 0, 0)
        base = setting.sheet.body.but(size=8.8, leading=11.8 * spacing, colour=SECOND)
        bold = base.but(role="bold", size=10, leading=13.6 * spacing, colour=TEXT)
        self.style = bold if top_level else base
        self.number, self.title, self.level, self.key = number, title, level, key
        self.setting, self.tag = setting, Tag("TOCI", parent)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Leave room for the page number at the right."""
        self.start = 11 * MM if self.level else 17 * MM
        room = width - self.start - 14 * MM
        self.lines = lay_out(self.title, self.style, self.setting.fonts, room, most=3)
        self.width, self.height = width, height_of(self.lines, self.style) + 1.5
        return width, self.height

    def draw(self) -> None:
        """Number, title, and the page number later."""
        element = self.tag.element(self.canv)
        with self.canv.marked(element):
            if self.number:
                style = self.style.but(colour=ACCENT if self.level == 1 else SECOND)
                number = lay_out(self.number, style, self.setting.fonts, self.start)
                paint_lines(self.canv, number[:1], style, 0, self.height, self.start)
            paint_lines(self.canv, self.lines, self.style, self.start, self.height, self.width)
        self.canv.linkRect("", self.key, (0, 0, self.width, self.height), relative=1, thickness=0)
        self.canv.late(lambda canvas: self._draw_page(canvas, element))

    def _draw_page(self, canvas: ReportCanvas, element: Any) -> None:
        style = self.style.but(align="right")
        page = lay_out((Span(str(canvas.places[self.key])),), style, self.setting.fonts, self.width)
        with canvas.artifact():
            used = self.lines[-1].width + self.start + 6
            y = self.height - height_of(self.lines, self.style) + self.style.leading * 0.28
            canvas.setStrokeColor(STRONG_LINE)
            canvas.setLineWidth(0.6)
            canvas.setDash([0.6, 3.2])
            canvas.setLineCap(1)
            canvas.line(used, y, self.width - page[0].width - 6, y)
            canvas.setDash([])
        with canvas.marked(element):
            top = self.height - height_of(self.lines[:-1], self.style)
            paint_lines(canvas, page, style, 0, top, self.width)
