"""What every part of a report is written with: translated words, names of records, numbered sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from yport_desktop.documents.model import SourceNote, Span, Spans
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text

from .record_links import ids_in, links
from .workspace import Workspace

Translate = Callable[[str], str]


@dataclass
class Citations:
    """Sources numbered in the order of their first mention; the same source keeps its number."""

    known: dict[tuple[str, str], SourceNote] = field(default_factory=dict)

    def number(self, text: str, address: str = "", status: str = "") -> int:
        """The number of a source, which must have a text."""
        key = (" ".join(text.split()), address.strip(" –"))
        if key not in self.known:
            self.known[key] = SourceNote(len(self.known) + 1, *key, status[:1].upper() + status[1:])
        return self.known[key].number

    def notes(self) -> tuple[SourceNote, ...]:
        """All sources by number."""
        return tuple(self.known.values())


@dataclass
class Draft:
    """One report being written: read only, on the thread that owns the store."""

    workspace: Workspace
    engagement: Record
    language: str
    tr: Translate
    citations: Citations = field(default_factory=Citations)

    def say(self, template: str, **details: object) -> str:
        """A translated template with its blanks filled."""
        return self.tr(template).format(**details)

    def problem(self, problem: Problem) -> str:
        """A problem as a sentence in the report's language."""
        details = {k: self.tr(v) if isinstance(v, str) else v for k, v in problem.details}
        return self.tr(problem.message).format(**details)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """A number as the report's readers write it."""
        return format_number(value, decimals, self.language)

    def unit(self, unit: str) -> str:
        """A unit as its readers write it: words are translated, symbols stay."""
        return unit_text(unit, self.tr)

    def heading(self, label: str, unit: str) -> str:
        """The heading of a column: its label with its unit, where it has one."""
        title = self.tr(label)
        return self.say(N_("{label} ({unit})"), label=title, unit=self.unit(unit)) if unit else title

    def cite(self, text: str, address: str = "", status: str = "", raised: bool = True) -> Spans:
        """The mark of a source, linked to the list; nothing for a value without a source."""
        if not text.strip():
            return ()
        number = self.citations.number(text, address, status)
        tone = "" if raised else "accent"
        return (Span(f"[{number}]", raised=raised, link=f"source-{number}", tone=tone),)

    def cite_record(self, record: Record, raised: bool = True) -> Spans:
        """The source that a record names, with its address and year."""
        text, year = str(record.get("source", "")), str(record.get("source_year", ""))
        if text and year and year not in text:
            text = f"{text}, {year}"
        status = self.choice(record, "source_status")
        return self.cite(text, str(record.get("source_address", "")), status, raised)

    def text(self, record: Record | None, key: str) -> str:
        """A text field, empty where nothing is known."""
        return str(record.get(key, "")) if record is not None else ""

    def choice(self, record: Record | None, key: str) -> str:
        """The label of a choice field."""
        if record is None:
            return ""
        value = str(record.get(key, ""))
        declared = self.workspace.entity(record.kind).field(key)
        labels = {c.key: c.label for c in declared.choices} if declared else {}
        return self.tr(labels[value]) if value in labels else value

    def name(self, value: Json) -> str:
        """The name of the record that a reference field points to."""
        return self.names([value])

    def names(self, values: Iterable[Json]) -> str:
        """The names of several records, each once."""
        wanted = ids_in(list(values or ()))
        found = links(self.workspace, wanted, self.tr)
        titles = (found[id].title for id in wanted if id in found)
        return self.comma.join(dict.fromkeys(title for title in titles if title))

    @property
    def comma(self) -> str:
        """What stands between items of a list."""
        return "、" if self.language == "ja" else ", "

    @property
    def gap(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "ja" else " "

    def label(self, kind: str, key: str) -> str:
        """The label of a field, as on the record's sheet."""
        declared = self.workspace.entity(kind).field(key)
        return self.tr(declared.label) if declared else key

    def facts(self, record: Record, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Label and text of the fields that are filled in."""
        named = []
        for key in keys:
            value = record.get(key)
            declared = self.workspace.entity(record.kind).field(key)
            if not value or declared is None:
                continue
            if declared.choices and isinstance(value, str):
                text = self.choice(record, key)
            elif isinstance(value, list):
                text = self.names(value)
            else:
                text = self.name(value) if declared.refers_to else str(value)
            if text:
                named.append((self.tr(declared.label), text))
        return tuple(named)


def spans(text: str, *more: Spans) -> Spans:
    """Plain text followed by marks."""
    return (Span(text), *(s for part in more for s in part))
