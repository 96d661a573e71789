"""The canvas of a report: tags what it draws, knows its page count before the footers are drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from .tagging import Element, StructureTree

Late = Callable[["ReportCanvas"], None]


class ReportCanvas(Canvas):  # type: ignore[misc]
    """A reportlab canvas with marked content and late drawing.

    What needs page numbers (footers, the contents) is drawn by `late` callbacks after the last
    page is laid out, in one pass. `places` remembers the page of every bookmark.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tree = StructureTree()
        self.places: dict[str, int] = {}
        self.running_title = ""
        self.titles: list[str] = []
        self._late: dict[int, list[Late]] = {}
        self._target: int | None = None
        self.every_page: Late | None = None
        self.metadata = ""

    @property
    def page_index(self) -> int:
        """0-based number of the page being drawn."""
        return self._target if self._target is not None else self.getPageNumber() - 1

    @property
    def page_count(self) -> int:
        """Pages so far; all of them in late callbacks."""
        return len(self._doc.Pages.pages)

    def place(self, key: str) -> None:
        """Bookmark this page and height, and remember the page number."""
        self.places[key] = self.page_index + 1

    def late(self, draw: Late) -> None:
        """Draw here, at this place in the page and in the reading order, once all pages are known."""
        waiting = self._late.setdefault(self.page_index, [])
        self._code.append(f"%late{len(waiting)}%")
        waiting.append(draw)

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to `element`."""
        number = self.tree.mark(element, self.page_index)
        self._code.append(f"/{element.role} <</MCID {number}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is ornament: rules, grounds, running heads."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def operators(self, code: str) -> None:
        """Put page operators into the stream as they are."""
        self._code.append(code)

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        """End the page, keeping its running title."""
        self.titles.append(self.running_title)
        super().showPage()

    def save(self) -> None:
        """Draw what waited for the page count, add structure and metadata, write the file."""
        if len(self._code):
            self.showPage()
        for index, page in enumerate(self._doc.Pages.pages):
            self._draw_late(index, page)
        self.tree.write(self._doc)
        self._write_metadata()
        super().save()

    def _draw_late(self, index: int, page: Any) -> None:
        self._target = index
        self._restartAccumulators()
        content = page.stream
        for place, draw in enumerate(self._late.get(index, ())):
            content = content.replace(f"%late{place}%", self._drawn(draw), 1)
        if self.every_page is not None:
            content += self._drawn(self.every_page) + "\n"
        page.Annots = [*(page.Annots or ()), *self._annotationrefs]
        page.Contents = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        self._target = None

    def _drawn(self, draw: Late) -> str:
        """The operators of a drawing by itself."""
        self.init_graphics_state()
        self.state_stack: list[Any] = []
        self._code: list[str] = []
        self.saveState()
        draw(self)
        self.restoreState()
        code, self._code = self._code, []
        return "\n".join(code)

    def _write_metadata(self) -> None:
        if not self.metadata:
            return
        stream = pdfdoc.PDFStream(content=self.metadata.encode("utf-8") + b"\n")
        stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
        self._doc.Catalog.Metadata = stream
        self.setViewerPreference("DisplayDocTitle", "true")


def xmp(title: str, author: str, subject: str, language: str, date: str, revision: str) -> str:
    """An XMP packet with the document's Dublin Core, dated by the report's own date."""
    lang, body = escape(language, {'"': "&quot;"}), escape
    alternative = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        "<dc:format>application/pdf</dc:format>"
        f"<dc:title>{alternative.format(body(title))}</dc:title>"
        f"<dc:creator><rdf:Seq><rdf:li>{body(author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:description>{alternative.format(body(subject))}</dc:description>"
        f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"
        f"<dc:identifier>{body(revision)}</dc:identifier>"
        f"<xmp:CreateDate>{body(date)}</xmp:CreateDate><xmp:CreatorTool>Y-PORT Desktop</xmp:CreatorTool>"
        "<pdf:Producer>Y-PORT Desktop</pdf:Producer>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    )
