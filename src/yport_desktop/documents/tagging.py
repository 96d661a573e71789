"""Tagged PDF: which stretch of a page is a heading, a paragraph, a table cell or a figure.

reportlab writes untagged files. The marks in the page streams and the tree of structure elements
are added here as plain PDF objects (ISO 32000-1, 14.7 and 14.8), so that screen readers follow
the reading order and know the table headers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc


@dataclass
class Element:
    """A structure element under construction; `kids` are elements and marks (page, mcid)."""

    role: str
    parent: "Element | None" = None
    alt: str = ""
    attributes: str = ""
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)
    number: int = 0

    def add(self, role: str, alt: str = "", attributes: str = "") -> "Element":
        """A new element under this one."""
        kid = Element(role, self, alt, attributes)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """A PDF object written as it stands."""

    __RefOnly__ = 1
    content = b""

    def format(self, document: Any) -> bytes:
        return self.content


@dataclass
class StructureTree:
    """The structure of one document, filled while pages are drawn."""

    root: Element = field(default_factory=lambda: Element("Document"))
    pages: list[list[Element]] = field(default_factory=list)

    def mark(self, element: Element, page: int) -> int:
        """A new marked-content number on `page` (0-based) that belongs to `element`."""
        while len(self.pages) <= page:
            self.pages.append([])
        marks = self.pages[page]
        marks.append(element)
        element.kids.append((page, len(marks) - 1))
        return len(marks) - 1

    def write(self, document: Any) -> None:
        """Add the tree to a reportlab document whose pages are all drawn."""
        elements = [e for e in self.root.walk() if e.kids or e is self.root or e.role in ("TD", "TH")]
        raws = [_Raw() for _ in elements]
        for index, (element, raw) in enumerate(zip(elements, raws, strict=True)):
            element.number = _number(document, raw, f"Struct{index}")
        page_refs = [
            f"{_number(document, page, f'Page{i + 1}')} 0 R" for i, page in enumerate(document.Pages.pages)
        ]
        tree = _Raw()
        tree_number = _number(document, tree, "StructTreeRoot")
        for element, raw in zip(elements, raws, strict=True):
            raw.content = _element(element, tree_number, page_refs)
        tree.content = self._tree(document)
        document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("StructTreeRoot")
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        for index, page in enumerate(document.Pages.pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = index
            page.Tabs = pdfdoc.PDFName("S")

    def _tree(self, document: Any) -> bytes:
        nums = []
        for index in range(len(document.Pages.pages)):
            marks = self.pages[index] if index < len(self.pages) else []
            nums.append(f"{index} [{' '.join(f'{e.number} 0 R' for e in marks)}]")
        return (
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTreeNextKey {len(nums)} "
            f"/ParentTree << /Nums [{' '.join(nums)}] >> >>"
        ).encode()


def _number(document: Any, item: Any, name: str) -> int:
    """The object number of `item`, known to the document by `name`."""
    document.Reference(item, name)
    return int(document.idToObjectNumberAndVersion[name][0])


def _element(element: Element, tree: int, pages: list[str]) -> bytes:
    parent = element.parent.number if element.parent else tree
    own = next((k[0] for k in element.kids if not isinstance(k, Element)), None)
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.number:
                kids.append(f"{kid.number} 0 R")
        elif kid[0] == own:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<< /Type /MCR /Pg {pages[kid[0]]} /MCID {kid[1]} >>")
    parts = [f"<< /Type /StructElem /S /{element.role} /P {parent} 0 R"]
    if own is not None:
        parts.append(f"/Pg {pages[own]}")
    if element.alt:
        parts.append(f"/Alt {utf16(element.alt)}")
    if element.attributes:
        parts.append(f"/A << {element.attributes} >>")
    parts.append(f"/K [{' '.join(kids)}] >>")
    return " ".join(parts).encode("ascii")


def utf16(text: str) -> str:
    """A PDF text string as hexadecimal UTF-16."""
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"
