"""From a report as a value to the bytes of its PDF: a pure function, the same bytes each time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak

from yport_desktop.domain.charts import ChartData
from yport_desktop.domain.errors import Cancelled
from yport_desktop.figures import Figure as Plot
from yport_desktop.figures.vector import record

from .canvas import ReportCanvas, xmp
from .clauses import clause_blocks
from .figure_flowable import FigureBlock, FontMetrics
from .flowables import HeadingBlock, ItemBlock, KeyFiguresBlock, NoticeBlock, Setting, Tag, TextBlock
from .fonts import load_fonts
from .model import (
    Block,
    Bullets,
    Clause,
    Figure,
    Heading,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Section,
    Span,
    Table,
)
from .pages import PAGE, ContentsEntry, CoverBlock, ReportTemplate, RunningText, Translate, pages_of
from .styles import MM, style_sheet
from .table import TableBlock

DrawChart = Callable[[ChartData, tuple[float, float]], Plot]
Progress = Callable[[int, int], None]

CLOSE = 0.9  # of the usual distance between lines of the contents


def render_report(
    report: Report,
    fonts_dir: Path,
    tr: Translate,
    draw: DrawChart,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The PDF of a report.

    `draw` makes a Figure of chart data at a size in millimetres, as the window does. `progress` is
    told (done, of); `cancelled` is asked between steps. Raises Cancelled, FontMissing.
    """
    setting = Setting(load_fonts(fonts_dir, report.language), style_sheet(report.language))
    steps = _Steps(progress, cancelled, sum(len(s.blocks) + 1 for s in report.sections) + 1)
    story = list(_Story(report, setting, tr, draw, steps).flowables())
    return _build(report, setting, tr, story, steps)


@dataclass
class _Steps:
    """Counts what is done: half of the work is preparing the blocks, half is placing them."""

    progress: Progress | None
    cancelled: Callable[[], bool] | None
    total: int
    placed: int = 0
    prepared: int = 0

    def prepare(self) -> None:
        self.prepared = min(self.prepared + 1, self.total)
        self._tell()

    def place(self) -> None:
        self.placed += 1
        self._tell()

    def _tell(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled()
        if self.progress is not None:
            self.progress(self.prepared + min(self.placed, self.total), 2 * self.total)


@dataclass
class _Story:
    """Turns sections into flowables, counting headings, tables and figures."""

    report: Report
    setting: Setting
    tr: Translate
    draw: DrawChart
    steps: _Steps
    chapter: int = 0
    part: int = 0
    headings: int = 0
    tables: int = 0
    figures: int = 0
    contents: list[tuple[str, str, int, str]] = field(default_factory=list)
    lists: dict[str, list[tuple[str, str, int, str]]] = field(default_factory=dict)

    def flowables(self) -> Iterator[Flowable]:
        """Cover, contents, sections, sources."""
        body: list[Flowable] = []
        for section in self.report.sections:
            body.extend(self._section(section))
        if self.report.sources:
            body.extend(self._sources())
        yield NextPageTemplate("body")
        yield CoverBlock(self.report, self.setting, self.tr)
        yield PageBreak()
        yield from self._contents()
        yield from body

    def _contents(self) -> Iterator[Flowable]:
        """Contents and lists; set closer where that saves a page with a few lines on it."""
        wide, close = list(self._contents_set(1.0)), list(self._contents_set(CLOSE))
        yield from close if pages_of(close) < pages_of(wide) else wide

    def _contents_set(self, spacing: float) -> Iterator[Flowable]:
        yield HeadingBlock("", self.tr("Contents"), 1, "contents", self.setting)
        toc = Tag("TOC")
        for number, title, level, key in self.contents:
            yield ContentsEntry(number, title, level, key, self.setting, toc, spacing)
        for title, entries in self.lists.items():
            yield CondPageBreak(90)
            style = self.setting.sheet.heading[2].but(before=16 * spacing)
            yield TextBlock(title, style, self.setting, Tag("P"))
            toc = Tag("TOC")
            for number, caption, level, key in entries:
                yield ContentsEntry(number, caption, level, key, self.setting, toc, spacing)

    def _section(self, section: Section) -> Iterator[Flowable]:
        number = ""
        if section.numbered:
            self.chapter += 1
            number = str(self.chapter)
        self.part = 0
        key = section.key or f"section-{len(self.contents)}"
        self.contents.append((number, section.title, 1, key))
        yield PageBreak()
        yield HeadingBlock(number, section.title, 1, key, self.setting)
        self.steps.prepare()
        for index, block in enumerate(section.blocks):
            following = section.blocks[index + 1] if index + 1 < len(section.blocks) else None
            yield from self._block(block, following, number)
            self.steps.prepare()

    def _block(self, block: Block, following: Block | None, chapter: str) -> Iterator[Flowable]:
        sheet, setting = self.setting.sheet, self.setting
        if isinstance(block, Paragraph):
            style = {"lead": sheet.lead, "note": sheet.note}.get(block.kind, sheet.body)
            yield TextBlock(block.spans, style, setting, Tag("P"))
        elif isinstance(block, Heading):
            yield from self._heading(block, following, chapter)
        elif isinstance(block, Bullets):
            yield from self._bullets(block)
        elif isinstance(block, KeyFigures):
            for at in range(0, len(block.figures), KeyFiguresBlock.PER_ROW):
                yield KeyFiguresBlock(block.figures[at : at + KeyFiguresBlock.PER_ROW], setting)
        elif isinstance(block, Notice):
            yield NoticeBlock(block, setting)
        elif isinstance(block, Clause):
            yield from clause_blocks(block, setting)
        elif isinstance(block, Table):
            if block.columns:
                yield self._table(block)
        else:
            yield self._figure(block)

    def _heading(self, block: Heading, following: Block | None, chapter: str) -> Iterator[Flowable]:
        number = ""
        self.headings += 1
        key = block.key or f"part-{self.headings}"
        if block.level == 2:
            self.part += 1
            number = f"{chapter}.{self.part}" if chapter else ""
            self.contents.append((number, block.text, 2, key))
        room = 70.0
        if isinstance(following, Figure):
            room += following.height_mm * MM + 30
        elif isinstance(following, Table | KeyFigures):
            room += 70
        yield CondPageBreak(room)
        yield HeadingBlock(number, block.text, block.level, key, self.setting)

    def _bullets(self, block: Bullets) -> Iterator[Flowable]:
        parent = Tag("L", attributes=f"/O /List /ListNumbering /{'Decimal' if block.numbered else 'Disc'}")
        style = self.setting.sheet.body.but(indent=15, after=4)
        for index, spans in enumerate(block.items):
            label = f"{index + 1}." if block.numbered else "•"
            last = index == len(block.items) - 1
            yield ItemBlock(label, spans, style.but(after=9) if last else style, self.setting, parent)

    def _table(self, block: Table) -> Flowable:
        self.tables += 1
        key = block.key or f"table-{self.tables}"
        label = self.tr("Table {number}").format(number=self.tables)
        continued = self.tr("Table {number} (continued)").format(number=self.tables)
        self.lists.setdefault(self.tr("Tables"), []).append((str(self.tables), block.caption, 2, key))
        return TableBlock(block, label, continued, key, self.setting)

    def _figure(self, block: Figure) -> Flowable:
        self.figures += 1
        key = block.key or f"figure-{self.figures}"
        label = self.tr("Figure {number}").format(number=self.figures)
        self.lists.setdefault(self.tr("Figures"), []).append((str(self.figures), block.caption, 2, key))
        plot = self.draw(block.chart, (PAGE.measure / MM, block.height_mm))
        drawing = record(plot, FontMetrics(self.setting.fonts))
        return FigureBlock(drawing, label, block.caption, block.description, key, self.setting)

    def _sources(self) -> Iterator[Flowable]:
        title = self.report.sources_title or self.tr("Sources")
        yield from self._section(Section(title, (), key="sources"))
        parent = Tag("L", attributes="/O /List /ListNumbering /Decimal")
        style = self.setting.sheet.note.but(indent=25, after=5, size=8.4)
        for source in self.report.sources:
            spans = [Span(source.text, tone="")]
            if source.address:
                spans.append(Span(f"  {source.address}", tone="accent"))
            if source.status:
                spans.append(Span(f"  · {source.status}", italic=True, tone="second"))
            yield SourceBlock(source.number, tuple(spans), style, self.setting, parent)


class SourceBlock(ItemBlock):
    """An entry of the list of sources, which the numbers in the text link to."""

    def __init__(
        self, number: int, spans: tuple[Span, ...], style: Any, setting: Setting, parent: Tag
    ) -> None:
        super().__init__(f"[{number}]", spans, style, setting, parent)
        self.key = f"source-{number}"

    def draw(self) -> None:
        """Leave the bookmark, then paint."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 8)
        super().draw()


def _build(report: Report, setting: Setting, tr: Translate, story: list[Flowable], steps: _Steps) -> bytes:
    target = BytesIO()
    subject = " · ".join(part for part in (report.kind, report.city, report.mission) if part)
    stamp = f"D:{report.date.replace('-', ''):0<8}000000Z" if report.date else "D:20000101000000Z"

    def canvas_of(*args: Any, **options: Any) -> ReportCanvas:
        canvas = ReportCanvas(*args, **options)
        canvas.setDateFormatter(lambda *_: stamp)
        canvas.every_page = RunningText(report, setting, tr)
        canvas.metadata = xmp(
            report.title, report.author, subject, report.language, report.date, report.revision_hash
        )
        return canvas

    template = ReportTemplate(
        target,
        steps.place,
        title=report.title,
        author=report.author,
        subject=subject,
        creator="Y-PORT Desktop",
        producer="Y-PORT Desktop",
        keywords=report.revision_hash,
        lang=report.language.replace("_", "-"),
        invariant=1,
        pageCompression=1,
        initialFontName=setting.fonts.faces["regular"][0].name,
    )
    template.build(story, canvasmaker=canvas_of)
    return target.getvalue()
