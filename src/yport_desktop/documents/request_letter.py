"""Data requests on paper: one page that can be handed over in a meeting, more only where they do not fit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from yport_desktop.domain.request_sheet import TABLE, Question, RequestSheet
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text

from .canvas import ReportCanvas, xmp
from .flowables import Block, HeadingBlock, Setting, Tag, TextBlock
from .fonts import load_fonts
from .model import Cell, Column, Row, Span, Table
from .painting import height_of, paint_lines
from .styles import ACCENT, LINE, MM, SECOND, TEXT, Page, StyleSheet, style_sheet
from .table import TableBlock
from .text import lay_out

Translate = Callable[[str], str]
PAGE = Page()
_TOP, _BOTTOM = 18 * MM, 20 * MM
DEPTH = PAGE.height - _TOP - _BOTTOM
SCALES = (1.0, 0.93, 0.86)  # of the text in the table, tried in this order
_LABELS = 0.22  # share of the measure that the names of the facts take
KIND = N_("Data request")
ASK = N_(
    "We would be grateful for the following data. Please write your answers here, or into the workbook that "
    "comes with this page, with the document they are taken from."
)
NO_FIGURE = N_(
    "If there is no figure, please say so: “not known” or “not applicable” is an answer too. A figure that "
    "is an estimate is welcome if it is marked as one."
)


def render_request(sheet: RequestSheet, fonts_dir: Path, tr: Translate) -> bytes:
    """The PDF of a set of requests, in the language of the sheet. Raises FontMissing."""
    fonts, looks = load_fonts(fonts_dir, sheet.language), style_sheet(sheet.language)
    settings = [Setting(fonts, _smaller(looks, scale)) for scale in SCALES]
    stories = [_story(sheet, tr, setting) for setting in settings]
    fitting = next((at for at, story in enumerate(stories) if _height(story) <= DEPTH), 0)
    return _build(sheet, settings[fitting], tr, _story(sheet, tr, settings[fitting]))


def _smaller(looks: StyleSheet, scale: float) -> StyleSheet:
    """The text of the table a little smaller, so that one page is enough."""
    cell = looks.cell.but(size=looks.cell.size * scale, leading=looks.cell.leading * scale)
    return replace(looks, cell=cell)


def _height(story: list[Flowable]) -> float:
    """What the blocks take on one page, in points."""
    sizes = [block.wrap(PAGE.measure, DEPTH)[1] for block in story]
    gaps = [block.getSpaceBefore() + block.getSpaceAfter() for block in story]
    return float(sum(sizes) + sum(gaps))


def _story(sheet: RequestSheet, tr: Translate, setting: Setting) -> list[Flowable]:
    small = setting.sheet.heading[0].but(size=17, leading=22, after=6)
    heading = HeadingBlock("", sheet.title, 1, "request", setting)
    heading.style = small
    return [
        heading,
        FactsBlock(_facts(sheet, tr), setting),
        TextBlock(tr(ASK), setting.sheet.body.but(before=6), setting, Tag("P")),
        TableBlock(_questions(sheet, tr), "", "", "questions", setting),
        TextBlock(tr(NO_FIGURE), setting.sheet.note.but(before=4), setting, Tag("P")),
    ]


def _facts(sheet: RequestSheet, tr: Translate) -> tuple[tuple[str, str], ...]:
    given = (
        (tr("To"), sheet.to),
        (tr("From"), sheet.sender),
        (tr("Date"), sheet.made_on),
        (tr("Please answer by"), sheet.due),
        (tr("Send the answer to"), sheet.return_to),
    )
    return tuple((label, text) for label, text in given if text)


def _questions(sheet: RequestSheet, tr: Translate) -> Table:
    columns = (
        Column(tr("No."), 0),
        Column(tr("What we ask for"), 3.2),
        Column(tr("Unit"), 0.9),
        Column(tr("Period"), 1.2),
        Column(tr("Your answer"), 1.6),
    )
    rows: list[Row] = []
    sectors = [q.sector for q in sheet.questions]
    for at, question in enumerate(sheet.questions):
        if len(set(sectors)) > 1 and question.sector and question.sector not in sectors[:at][-1:]:
            rows.append(Row((Cell(question.sector),), "group"))
        rows.append(_row(question, tr))
    return Table(tr("Data we ask for"), columns, tuple(rows))


def _row(question: Question, tr: Translate) -> Row:
    about = [question.definition]
    if question.choices:
        about.append(tr(", ").join(label for _, label in question.choices))
    if question.kind == TABLE:
        names = tr(", ").join(f"{c.label} ({c.unit})" if c.unit else c.label for c in question.columns)
        about.append(tr("A table with the columns: {names}").format(names=names))
    if question.so_far:
        about.append(tr("So far we use: {value}").format(value=question.so_far))
    spans = [Span(question.question, bold=True)]
    for text in about:
        if text:
            spans.append(Span(f"\n{text}", tone="second"))
    answer = tr("in the workbook") if question.kind == TABLE else ""
    return Row(
        (
            Cell(str(question.number)),
            Cell(spans=tuple(spans)),
            Cell(unit_text(question.unit, tr)),
            Cell(question.period),
            Cell(answer, tone="second"),
        )
    )


class FactsBlock(Block):
    """Who asks whom, by when: labels and values, one below the other."""

    def __init__(self, facts: tuple[tuple[str, str], ...], setting: Setting) -> None:
        super().__init__(0, 4)
        self.facts, self.setting = facts, setting

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay out all facts."""
        sheet, fonts = self.setting.sheet, self.setting.fonts
        self.split_at = width * _LABELS
        self.style = sheet.cell.but(size=9, leading=sheet.cell.leading * 1.1, colour=TEXT)
        self.laid = [
            (
                lay_out(label, sheet.label, fonts, self.split_at - 6, most=2),
                lay_out(text, self.style, fonts, width - self.split_at, most=3),
            )
            for label, text in self.facts
        ]
        self.width = width
        self.height = sum(self._height(a, b) for a, b in self.laid)
        return width, self.height

    def _height(self, label: Any, text: Any) -> float:
        return max(height_of(label, self.setting.sheet.label), height_of(text, self.style)) + 4

    def draw(self) -> None:
        """Each fact on a hairline."""
        top = self.height
        for label, text in self.laid:
            with self.canv.artifact():
                self.canv.setStrokeColor(LINE)
                self.canv.setLineWidth(0.5)
                self.canv.line(0, top, self.width, top)
            with self.canv.marked(Tag("P").element(self.canv)):
                paint_lines(self.canv, label, self.setting.sheet.label, 0, top - 2, self.split_at)
                room = self.width - self.split_at
                paint_lines(self.canv, text, self.style, self.split_at, top - 2, room)
            top -= self._height(label, text)


@dataclass(frozen=True)
class _Foot:
    """The programme at the top of every page, and the page number at the foot."""

    sheet: RequestSheet
    setting: Setting
    tr: Translate

    def __call__(self, canvas: ReportCanvas) -> None:
        style, fonts = self.setting.sheet.running, self.setting.fonts
        number = self.tr("Page {page} of {count}").format(page=canvas.page_index + 1, count=canvas.page_count)
        with canvas.artifact():
            canvas.setFillColor(ACCENT)
            canvas.rect(0, 0, 4 * MM, PAGE.height, stroke=0, fill=1)
            bold = style.but(role="bold", colour=ACCENT)
            head = lay_out(f"Y-PORT · {self.sheet.city}", bold, fonts, PAGE.measure, most=1)
            paint_lines(canvas, head, bold, PAGE.left, PAGE.height - 9 * MM, PAGE.measure)
            foot = lay_out(number, style, fonts, PAGE.measure, most=1)
            paint_lines(canvas, foot, style.but(align="right"), PAGE.left, 14 * MM, PAGE.measure)
            canvas.setStrokeColor(SECOND)
            canvas.setLineWidth(0.4)
            canvas.line(PAGE.left, 15 * MM, PAGE.left + PAGE.measure, 15 * MM)


def _build(sheet: RequestSheet, setting: Setting, tr: Translate, story: list[Flowable]) -> bytes:
    target = BytesIO()
    stamp = f"D:{sheet.made_on.replace('-', ''):0<8}000000Z"

    def canvas_of(*args: Any, **options: Any) -> ReportCanvas:
        canvas = ReportCanvas(*args, **options)
        canvas.setDateFormatter(lambda *_: stamp)
        canvas.every_page = _Foot(sheet, setting, tr)
        canvas.metadata = xmp(
            sheet.title, sheet.sender, tr(KIND), sheet.language, sheet.made_on, sheet.engagement
        )
        return canvas

    template = BaseDocTemplate(
        target,
        pagesize=(PAGE.width, PAGE.height),
        title=sheet.title,
        author=sheet.sender,
        subject=tr(KIND),
        creator="Y-PORT Desktop",
        producer="Y-PORT Desktop",
        lang=sheet.language.replace("_", "-"),
        invariant=1,
        pageCompression=1,
        initialFontName=setting.fonts.faces["regular"][0].name,
    )
    frame = Frame(PAGE.left, _BOTTOM, PAGE.measure, DEPTH, 0, 0, 0, 0, id="text")
    template.addPageTemplates([PageTemplate("page", [frame])])
    template.build(story, canvasmaker=canvas_of)
    return target.getvalue()
