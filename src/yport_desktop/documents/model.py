"""What a report says, as frozen values; how it looks is decided elsewhere.

All texts are already in the report's language. Numbers are already written as they are to be
read; a missing value is its code, never a zero.
"""

from dataclasses import dataclass

from yport_desktop.domain.charts import ChartData


@dataclass(frozen=True)
class Span:
    """A stretch of text.

    `change`: "", "inserted" or "deleted" (redline). `tone`: "", second, faint, accent, good,
    caution, critical. `link`: the key of a bookmark in this document. `raised`: a source number.
    """

    text: str
    bold: bool = False
    italic: bool = False
    change: str = ""
    tone: str = ""
    link: str = ""
    raised: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text. `kind`: body, lead (an opening in larger type) or note (small print)."""

    spans: Spans
    kind: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of short statements; `numbered` counts them."""

    items: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside a section, level 2 or 3; `key` lets other places link to it."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A headline number with its range, grade and what it means."""

    label: str
    value: str
    unit: str = ""
    range: str = ""
    grade: str = ""
    note: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Headline numbers side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Column:
    """A column: `weight` is its share of the width, `align` left, right or centre."""

    title: str
    weight: float = 1.0
    align: str = "left"


@dataclass(frozen=True)
class Cell:
    """A table cell: text or spans, and after it a grade mark. `tone` colours plain text."""

    text: str = ""
    spans: Spans = ()
    grade: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Row:
    """A row. `kind`: body, group (one title across all columns) or total."""

    cells: tuple[Cell, ...]
    kind: str = "body"


@dataclass(frozen=True)
class Table:
    """A numbered table; its header is repeated on every page it reaches."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Spans = ()
    key: str = ""


@dataclass(frozen=True)
class Figure:
    """A numbered figure: chart data, drawn by the same code as on the screen.

    `description` is read aloud by a screen reader in place of the picture.
    """

    caption: str
    chart: ChartData
    height_mm: float = 72.0
    description: str = ""
    key: str = ""


@dataclass(frozen=True)
class Clause:
    """One clause of a plan in redline, with why and by whom. `facts` are label and text."""

    number: str
    title: str
    text: Spans
    facts: tuple[tuple[str, str], ...] = ()
    status: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Notice:
    """A boxed remark that must not be overlooked; `tone` caution, critical, good or accent."""

    spans: Spans
    tone: str = "accent"


Block = Paragraph | Bullets | Heading | KeyFigures | Table | Figure | Clause | Notice


@dataclass(frozen=True)
class Section:
    """A numbered part of the report that begins on a new page (level 1)."""

    title: str
    blocks: tuple[Block, ...]
    key: str = ""
    numbered: bool = True


@dataclass(frozen=True)
class SourceNote:
    """One entry of the list of sources: number as cited, what it is and how good."""

    number: int
    text: str
    address: str = ""
    status: str = ""


@dataclass(frozen=True)
class Report:
    """A whole advisory report.

    `date` is ISO 8601 and the only date in the file. `revision_hash` names the plan revision frozen
    last and `state_hash` all that the report says; both are printed on every page. `conflicts` counts
    fields with open conflicts.
    """

    kind: str
    title: str
    city: str
    mission: str
    date: str
    date_text: str
    language: str
    revision_hash: str
    author: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    sources_title: str = ""
    conflicts: int = 0
    state_hash: str = ""


def plain(spans: Spans) -> str:
    """The text of spans without their dress."""
    return "".join(s.text for s in spans)
