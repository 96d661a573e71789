"""`python -m benchmarks.report`: a report of 40 pages with 12 charts, against plain paragraphs.

The reference is the least that reportlab does for as many pages: its own paragraphs in the same embedded
font, with no tables, charts, contents, tags or footers. Seconds depend on the machine; quote the ratio.
"""

import io
import sys
import time
from collections.abc import Callable

from matplotlib.figure import Figure as Plot
from pypdfium2 import PdfDocument
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as PlainParagraph
from reportlab.platypus import SimpleDocTemplate

from yport_desktop.documents.model import (
    Block,
    Cell,
    Clause,
    Column,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Report,
    Row,
    Section,
    SourceNote,
    Span,
    Table,
)
from yport_desktop.documents.report import render_report
from yport_desktop.domain.charts import ChartData, Line, Lines
from yport_desktop.env.resources import resources_folder

CHARTS, PAGES = 12, 40
RUNS = 5
BODY = (
    "The balance follows each tonne from the household to its end and says for every number where it came "
    "from and how good it is. Collection is recorded by trips and not by weight, so that the largest part "
    "of the uncertainty of the result stands on one assumption that a weighbridge would remove. "
)


def charts_of(plain: bool) -> Callable[[ChartData, tuple[float, float]], Plot]:
    """The program's own drawing, or bare matplotlib."""
    if plain:
        return _bare
    from yport_desktop.figures import PAPER, draw

    return lambda data, size: draw(data, PAPER, str, size)


def _bare(data: ChartData, size: tuple[float, float]) -> Plot:
    assert isinstance(data, Lines)
    plot = Plot(figsize=(size[0] / 25.4, size[1] / 25.4))
    axes = plot.add_subplot()
    for line in data.lines:
        axes.plot(line.x, line.y, label=line.label)
    axes.legend()
    return plot


def chart(number: int) -> Lines:
    """Three lines over thirty years with a band."""
    years = tuple(float(y) for y in range(1996, 2026))
    lines = []
    for index, label in enumerate(("Recorded", "Estimated", "Target")):
        values = tuple(400 + 9 * (y - 1996) * (1 - 0.3 * index) + (number * 37 + y) % 11 for y in years)
        band = (tuple(v * 0.9 for v in values), tuple(v * 1.1 for v in values)) if index == 1 else ((), ())
        lines.append(Line(label, years, values, *band, style="target" if index == 2 else "actual"))
    return Lines(f"Residual waste, district {number}", "t/d", tuple(lines), source="Synthetic figures")


def table(rows: int) -> Table:
    """Inputs as a sector has them."""
    titles = ("Input", "Value", "Unit", "Period", "Grade", "Status", "Source")
    weights = (1.0, 0, 0, 0, 0, 0, 0)
    aligns = ("left", "right", "left", "left", "centre", "left", "left")
    columns = tuple(Column(t, w, a) for t, w, a in zip(titles, weights, aligns, strict=True))
    body = [Row((Cell("Generation and collection"),), "group")]
    for n in range(rows):
        source = (Span(f"[{n % 9 + 1}]", link=f"source-{n % 9 + 1}", tone="accent"),)
        grade = "ABCDE"[n % 5]
        value = f"{(n * 3271.25) % 9000:,.2f}"
        cells = (Cell(f"Household waste collected, route {n + 1}"), Cell(value), Cell("t/d"), Cell("FY2016"))
        body.append(Row((*cells, Cell(grade=grade), Cell("preliminary"), Cell(spans=source))))
    return Table("Inputs of the balance", columns, tuple(body))


def synthetic() -> Report:
    """Twelve chapters, each with text, headline numbers, a chart, a table and a redline."""
    sections = []
    figures = KeyFigures(tuple(KeyFigure(f"Indicator {n}", f"{n * 17}", "%", "± 12", "C") for n in (1, 2, 3)))
    for number in range(CHARTS):
        words = [Span("Households "), Span("should", change="deleted"), Span("shall", change="inserted")]
        clause = Clause(
            f"4.{number}", "Segregation", (*words, Span(" separate waste. " + BODY)), (("Reason", BODY),)
        )
        blocks: list[Block] = [
            Paragraph((Span(BODY),), "lead"),
            figures,
            Heading("Situation"),
            *[Paragraph((Span(BODY * 2),))] * 4,
            Heading("Figure"),
            Figure(f"Residual waste of district {number}", chart(number)),
            Heading("Inputs"),
            table(24),
            Heading("Redline"),
            clause,
            clause,
        ]
        sections.append(Section(f"District {number + 1}", tuple(blocks)))
    sources = tuple(SourceNote(n, "JICA, Roadmap Study, 2015", "", "published") for n in range(1, 10))
    return Report(
        "Advisory report",
        "Synthetic",
        "Metro Cebu",
        "",
        "2026-02-19",
        "19 February 2026",
        "en",
        "0" * 64,
        "Y-PORT",
        (),
        tuple(sections),
        sources,
    )


def plain(pages: int) -> bytes:
    """As many pages of reportlab's own paragraphs."""
    target = io.BytesIO()
    style = ParagraphStyle("body", fontName="NotoSans-Regular", fontSize=9.6, leading=14.2, spaceAfter=7)
    document = SimpleDocTemplate(target, invariant=1, pageCompression=1, initialFontName="NotoSans-Regular")
    document.build([PlainParagraph(BODY * 2, style) for _ in range(pages * 8)])
    return target.getvalue()


def main() -> None:
    """Render, time, print."""
    draw = charts_of("--bare-charts" in sys.argv)
    fonts, report = resources_folder() / "fonts", synthetic()
    first, pdf = timed(lambda: render_report(report, fonts, str, draw))
    again = [timed(lambda: render_report(report, fonts, str, draw))[0] for _ in range(RUNS)]
    pages = len(PdfDocument(pdf))
    reference = min(timed(lambda: plain(pages))[0] for _ in range(RUNS))
    plain_pages = len(PdfDocument(plain(pages)))
    per_page = (min(again) / pages) / (reference / plain_pages)
    print(f"pages {pages} (of at least {PAGES}), charts {CHARTS}, {len(pdf) / 1000:.0f} kB")
    print(f"first report of a process {first:.2f} s, best of {RUNS} after it {min(again):.2f} s")
    print(f"plain paragraphs, {plain_pages} pages: {reference:.2f} s")
    print(f"ratio per page, report / plain paragraphs: {per_page:.2f}")


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Seconds, and what was made."""
    begin = time.perf_counter()
    made = work()
    return time.perf_counter() - begin, made


if __name__ == "__main__":
    main()
