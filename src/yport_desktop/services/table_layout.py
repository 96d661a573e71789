"""What the cells of a foreign table mean: found by its headings, corrected by a person, kept by name."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from yport_desktop.domain.sector import Input, InputKind, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import find_unit
from yport_desktop.interop.sheets import TextSheet

from . import live_words as words

Translate = Callable[[str], str]


class Shape(StrEnum):
    """How a sheet is laid out."""

    LIST = "list"
    RECORD = "record"
    TABLE = "table"


SHAPE_LABEL: Mapping[Shape, str] = {
    Shape.LIST: N_("One input in each row"),
    Shape.RECORD: N_("One input in each column"),
    Shape.TABLE: N_("The rows of one table input"),
}

# What a column of a list may hold, with the headings by which it is known.
ROLES: Mapping[str, tuple[str, ...]] = {
    "key": (words.KEY,),
    "input": (words.INPUT, N_("Indicator"), N_("Item"), N_("Parameter")),
    "value": (words.VALUE, N_("Amount"), N_("Figure")),
    "unit": (words.UNIT, N_("Units")),
    "period": (words.PERIOD, N_("Year"), N_("Fiscal year")),
    "source": (words.SOURCE, N_("Reference")),
    "grade": (words.GRADE, N_("Grade")),
    "uncertainty_pct": (words.WIDTH, N_("Uncertainty")),
    "note": (words.NOTE, N_("Remarks")),
}
# What a record may hold beside its inputs: these stand for all of them.
RECORD_ROLES = ("period", "source", "grade")
HEADINGS_WITHIN = 25  # rows from the top
_IN_BRACKETS = re.compile(r"\s*[(（\[［]([^()（）\[\]［］]*)[)）\]］]\s*$")
_MOST_NAMES = 2_000
# A heading of one column of values for each year.
YEAR = re.compile(r"\s*(FY\s*)?(19|20)\d\d\s*(年度?|FY)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """What stands where. Rows and columns count from 0.

    `columns`: of a list, the column of each of ROLES; of a record, of each input key, and of RECORD_ROLES
    with a point before them; of a table, of each column key of the input `table`. `row` is the record that
    is read. `names`: what a person decided for texts of the first column, "" to leave them out.
    """

    shape: Shape = Shape.LIST
    header: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    table: str = ""
    row: int = -1
    decimal_comma: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


class Vocabulary:
    """By which words the inputs of a sector are known, in any language of the program."""

    def __init__(self, sector: Sector, languages: Iterable[Translate] = (str,)) -> None:
        spoken = tuple(languages)

        def named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
            known: dict[str, str] = {}
            for label, key in pairs:
                for translate in spoken:
                    known.setdefault(spelling(translate(label)), key)
            return known

        self.sector = sector
        self.roles = named((heading, role) for role, headings in ROLES.items() for heading in headings)
        inputs = [asked for asked in sector.inputs if not asked.linked]
        self.inputs = {spelling(a.key): a.key for a in inputs} | named((a.label, a.key) for a in inputs)
        self.linked = {spelling(a.key): a.key for a in sector.inputs if a.linked}
        self.linked |= named((a.label, a.key) for a in sector.inputs if a.linked)
        self.columns = {
            a.key: {spelling(c.key): c.key for c in a.columns} | named((c.label, c.key) for c in a.columns)
            for a in inputs
            if a.kind is InputKind.TABLE
        }
        self._answers = {a.key: named((label, key) for key, label in a.choices) for a in inputs if a.choices}
        self._cells = {
            (a.key, c.key): named((label, key) for key, label in c.choices)
            for a in inputs
            for c in a.columns
            if c.choices
        }

    def answer(self, asked: Input, text: str, column: str = "") -> str:
        """The key of an answer written in any language; the text itself where it is none."""
        known = self._cells.get((asked.key, column), {}) if column else self._answers.get(asked.key, {})
        return known.get(spelling(text), text)


def spelling(text: str) -> str:
    """One writing of a label: without what stands in brackets at its end, capitals and signs."""
    bare = _IN_BRACKETS.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("_", " ")
    return re.sub(r"[^\w]+", " ", bare).strip()


def unit_in(heading: str) -> str:
    """The unit in brackets at the end of a heading, "" where there is none that is known."""
    match = _IN_BRACKETS.search(unicodedata.normalize("NFKC", heading))
    unit = match.group(1).strip() if match else ""
    return unit if unit and find_unit(unit) else ""


def headings_of(sheet: TextSheet, layout: Layout) -> tuple[str, ...]:
    """The texts of the row of headings."""
    return sheet.rows[layout.header] if 0 <= layout.header < len(sheet.rows) else ()


def guess(sheet: TextSheet, words_known: Vocabulary) -> Layout:
    """The layout that explains most of the headings; a list by the look of its columns where none does."""
    best: tuple[int, int, Layout] | None = None
    for header, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        for layout in _readings(sheet, header, row, words_known):
            score = (len(layout.columns), -header)
            if best is None or score > best[:2]:
                best = (*score, layout)
    if best is not None and best[0] >= 2:
        return best[2]
    return _by_look(sheet)


def _readings(sheet: TextSheet, header: int, row: Sequence[str], known: Vocabulary) -> Iterable[Layout]:
    comma = sheet.decimal_comma
    spelt = [spelling(cell) for cell in row]
    roles = _first_of(spelt, known.roles)
    if "value" in roles and ("input" in roles or "key" in roles):
        yield Layout(Shape.LIST, header, roles, decimal_comma=comma)
    for key, names in known.columns.items():
        columns = _first_of(spelt, names)
        if len(columns) >= 2:
            yield Layout(Shape.TABLE, header, columns, key, decimal_comma=comma)
    inputs = _first_of(spelt, known.inputs)
    if len(inputs) >= 2:
        beside = {f".{role}": at for role, at in roles.items() if role in RECORD_ROLES}
        last = max((at for at in range(header + 1, len(sheet.rows)) if sheet.rows[at]), default=-1)
        yield Layout(Shape.RECORD, header, inputs | beside, row=last, decimal_comma=comma)


def _first_of(spelt: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """For each meaning the first column that has it; a column has one meaning."""
    found: dict[str, int] = {}
    for at, text in enumerate(spelt):
        meaning = names.get(text) if text else None
        if meaning is not None:
            found.setdefault(meaning, at)
    return found


def _by_look(sheet: TextSheet) -> Layout:
    """A list whose first texts are names and whose first numbers are values."""
    header = next((at for at, row in enumerate(sheet.rows) if sum(map(bool, row)) >= 2), 0)
    body = [row for row in sheet.rows[header + 1 : header + 60] if row]
    width = max((len(row) for row in body), default=0)
    kinds = [_kind([row[at] for row in body if at < len(row) and row[at]]) for at in range(width)]
    columns: dict[str, int] = {}
    for at, kind in enumerate(kinds):
        columns.setdefault(kind, at)
    found = {role: at for role, at in columns.items() if role in ("input", "value", "unit")}
    headings = sheet.rows[header] if header < len(sheet.rows) else ()
    named = zip(headings, kinds, strict=False)
    years = [at for at, (text, kind) in enumerate(named) if kind == "value" and YEAR.fullmatch(text)]
    if years:
        found["value"] = years[-1]
    return Layout(Shape.LIST, header, found, decimal_comma=sheet.decimal_comma)


def _kind(cells: Sequence[str]) -> str:
    if not cells:
        return ""
    numbers = sum(1 for cell in cells if re.match(r"[-+(△▲]?\s*\d", unicodedata.normalize("NFKC", cell)))
    if 2 * numbers > len(cells):
        return "value"
    return "unit" if 2 * sum(1 for cell in cells if find_unit(cell)) > len(cells) else "input"


# kept under a name -----------------------------------------------------------------------------


@dataclass(frozen=True)
class SavedLayout:
    """A layout under the name a person gave it, for files with these headings in a sector."""

    name: str
    sector: str
    headings: tuple[str, ...]
    layout: Layout


def saved_for(saved: Iterable[SavedLayout], sector: str, sheet: TextSheet) -> SavedLayout | None:
    """The newest layout kept for headings that this sheet has in one of its first rows."""
    rows = sheet.rows[:HEADINGS_WITHIN]
    for known in reversed(tuple(saved)):
        if known.sector == sector and known.headings in rows:
            return known
    return None


def placed(known: SavedLayout, sheet: TextSheet) -> Layout:
    """A kept layout on a sheet that has its headings, perhaps in another row, and another last record."""
    header = sheet.rows.index(known.headings)
    last = len(sheet.rows) - 1 if known.layout.shape is Shape.RECORD else -1
    layout = known.layout
    return Layout(
        layout.shape, header, layout.columns, layout.table, last, layout.decimal_comma, layout.names
    )


def to_json(saved: Iterable[SavedLayout]) -> list[dict[str, Any]]:
    """As JSON values."""
    return [
        {
            "name": one.name,
            "sector": one.sector,
            "headings": list(one.headings),
            "shape": str(one.layout.shape),
            "columns": dict(one.layout.columns),
            "table": one.layout.table,
            "decimal_comma": one.layout.decimal_comma,
            "names": dict(one.layout.names),
        }
        for one in saved
    ]


def from_json(values: Any) -> tuple[SavedLayout, ...]:
    """From JSON values; what cannot be one of ours is left out."""
    out = []
    for value in values if isinstance(values, list) else ():
        try:
            columns = {str(key): int(at) for key, at in value["columns"].items()}
            names = {str(text): str(key) for text, key in list(value["names"].items())[:_MOST_NAMES]}
            shape, comma = Shape(value["shape"]), bool(value["decimal_comma"])
            layout = Layout(shape, 0, columns, str(value["table"]), -1, comma, names)
            headings = tuple(str(text) for text in value["headings"])
            out.append(SavedLayout(str(value["name"]), str(value["sector"]), headings, layout))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return tuple(out)
