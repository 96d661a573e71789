"""Values of a sector from a foreign table: read with all problems at once, stored in one step.

Nothing is stored while it is read. What is stored is written as a person would have entered it: the value
with its unit, and its period, source and grade as far as the table gives them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from math import isclose
from uuid import UUID

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.entity import Json
from yport_desktop.domain.entry import Entry, observe, parse_entry
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import parse_number, plain
from yport_desktop.domain.sector import Input, InputKind
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Observed
from yport_desktop.interop.sheets import UNCOMPUTED, TextSheet

from .assessments import put_all, stored
from .table_layout import (
    RECORD_ROLES,
    YEAR,
    Layout,
    SavedLayout,
    Shape,
    Vocabulary,
    guess,
    headings_of,
    placed,
    saved_for,
    spelling,
    unit_in,
)
from .workspace import Workspace

IMPORTED = N_("Values imported from a table")
# What belongs to a value and not to its input: it goes when another value comes from elsewhere.
OF_A_VALUE = (
    "period",
    "source",
    "source_address",
    "source_year",
    "source_status",
    "method",
    "grade",
    "status",
    "uncertainty_pct",
    "mission",
    "informant",
    "note",
)
_GIVEN = ("period", "source", "grade", "uncertainty_pct", "note")
_COMMA_LANGUAGE = "de"
NAMED_ROWS = 8  # of those that give one input, named in the sentence about them
_LOOKED_AT = 200  # rows of each sheet, to find the one that is meant


class Standing(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    LEFT_OUT = "left_out"


STANDING_LABEL: Mapping[Standing, str] = {
    Standing.NEW: N_("new"),
    Standing.CHANGED: N_("changed"),
    Standing.SAME: N_("as it is"),
    Standing.REFUSED: N_("not accepted"),
    Standing.UNKNOWN: N_("no input of this name"),
    Standing.LEFT_OUT: N_("left out"),
}


@dataclass(frozen=True)
class Finding:
    """A problem with its place in the sheet: `row` from 1, `column` as a letter, "" for the whole row."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class Item:
    """One value found. `row` from 1; `text` what the table calls it; `key` the input, "" for none.

    `shown` is the value as in the table, `read` how it is understood ("" where it is not), `now` the one in
    use, both in the program's spelling. `fields` are those of an observation.
    """

    row: int
    text: str
    key: str
    standing: Standing
    shown: str = ""
    now: str = ""
    fields: Mapping[str, Json] = field(default_factory=dict)
    read: str = ""

    @property
    def id(self) -> tuple[int, str]:
        """What tells items apart."""
        return self.row, self.key or self.text

    @property
    def wanted(self) -> bool:
        """Whether it would be stored."""
        return self.standing in (Standing.NEW, Standing.CHANGED)


@dataclass(frozen=True)
class TableReading:
    """Everything a sheet gives under a layout, and everything that is wrong with it."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...]

    @property
    def fields(self) -> dict[str, Mapping[str, Json]]:
        """What would be stored, by input."""
        return {item.key: item.fields for item in self.items if item.wanted}


@dataclass(frozen=True)
class _Sheet:
    """What the readers of all shapes read from."""

    sheet: TextSheet
    layout: Layout
    known: Vocabulary
    current: Mapping[str, Observed]
    origin: str
    findings: list[Finding]

    @property
    def language(self) -> str:
        return _COMMA_LANGUAGE if self.layout.decimal_comma else "en"

    def cell(self, row: int, meaning: str) -> str:
        """The text of a cell, "" where there is none."""
        at = self.layout.columns.get(meaning, -1)
        cells = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else ()
        return cells[at] if 0 <= at < len(cells) else ""

    def heading(self, meaning: str) -> str:
        at, headings = self.layout.columns.get(meaning, -1), headings_of(self.sheet, self.layout)
        return headings[at] if 0 <= at < len(headings) else ""

    def find(self, row: int, meaning: str | int, problem: Problem) -> None:
        """Note a problem at its place: in the column of a meaning, or in that column."""
        at = meaning if isinstance(meaning, int) else self.layout.columns.get(meaning, -1)
        self.findings.append(Finding(row + 1, column_letter(at) if at >= 0 else "", problem))


def read_table(
    sheet: TextSheet, layout: Layout, known: Vocabulary, current: Mapping[str, Observed], origin: str = ""
) -> TableReading:
    """Read a sheet. `current`: what is observed now; `origin`: the source where the table names none."""
    source = _Sheet(sheet, layout, known, current, origin, [])
    readers = {Shape.LIST: _list, Shape.RECORD: _record, Shape.TABLE: _rows}
    items = tuple(readers[layout.shape](source))
    return TableReading(_once(items, source), tuple(sorted(source.findings, key=lambda f: f.row)))


def likely_sheet(sheets: Sequence[TextSheet], known: Vocabulary, saved: Sequence[SavedLayout] = ()) -> int:
    """The sheet of which a kept layout or the headings explain most."""

    def explained(at: int) -> tuple[int, int]:
        sheet = replace(sheets[at], rows=sheets[at].rows[:_LOOKED_AT])
        kept = saved_for(saved, known.sector.key, sheet)
        layout = placed(kept, sheet) if kept else guess(sheet, known)
        return sum(1 for i in read_table(sheet, layout, known, {}).items if i.key), -at

    return max(range(len(sheets)), key=explained)


def column_letter(at: int) -> str:
    """The letters of a column, from 0."""
    letters = ""
    while at >= 0:
        at, letter = divmod(at, 26)
        letters = chr(65 + letter) + letters
        at -= 1
    return letters


def _list(source: _Sheet) -> Iterator[Item]:
    """One input in each row. Rows without a value say nothing."""
    for row in range(source.layout.header + 1, len(source.sheet.rows)):
        key, name, text = source.cell(row, "key"), source.cell(row, "input"), source.cell(row, "value")
        if not text or not (key or name):
            continue
        yield _named(source, row, key or name, name or key, text, source.cell(row, "unit"))


def _record(source: _Sheet) -> Iterator[Item]:
    """One input in each column, known by its heading; one row holds the values."""
    row, layout = source.layout.row, source.layout
    cells = source.sheet.rows[row] if 0 <= row < len(source.sheet.rows) else ()
    beside = {at for meaning, at in layout.columns.items() if meaning.startswith(".")}
    chosen = {at: key for key, at in layout.columns.items()}
    for at, (heading, text) in enumerate(zip(headings_of(source.sheet, layout), cells, strict=False)):
        if heading and text and at not in beside:
            yield _named(source, row, chosen.get(at, heading), heading, text, unit_in(heading), place=at)


def _named(
    source: _Sheet, row: int, name: str, text: str, value: str, unit: str, place: str | int = "value"
) -> Item:
    """The value of an input that the table calls `name`."""
    known = source.known
    key = source.layout.names.get(text)
    if key is None:
        key = known.inputs.get(spelling(name)) or known.inputs.get(spelling(text))
    if key == "" or (key is None and spelling(name) in known.linked):
        return Item(row + 1, text, "", Standing.LEFT_OUT, value)
    inputs = {asked.key: asked for asked in known.sector.inputs if not asked.linked}
    if key is None or key not in inputs:
        message = N_("“{text}” is not an input here: choose which it is, or leave it out.")
        source.find(row, place, Problem(message, Severity.WARNING, details=(("text", text),)))
        return Item(row + 1, text, "", Standing.UNKNOWN, f"{value} {unit}".strip())
    asked = inputs[key]
    if asked.kind is InputKind.TABLE:
        # Its rows are read from their own sheet.
        return Item(row + 1, text, key, Standing.LEFT_OUT, value)
    if value == UNCOMPUTED:
        source.find(row, place, _uncomputed())
        return Item(row + 1, text, key, Standing.REFUSED, "")
    answer = known.answer(asked, value) if asked.kind is InputKind.CHOICE else value
    entry = parse_entry(asked, answer, unit, source.language)
    for problem in entry.problems:
        source.find(row, place, problem)
    given = _given(source, row, asked)
    return _item(source, Item(row + 1, text, key, Standing.REFUSED, f"{value} {unit}".strip()), entry, given)


def _rows(source: _Sheet) -> Iterator[Item]:
    """The rows of a table input."""
    key = source.layout.table
    asked = next((a for a in source.known.sector.inputs if a.key == key and a.columns), None)
    if asked is None:
        return
    below = range(source.layout.header + 1, len(source.sheet.rows))
    places = [row for row in below if source.sheet.rows[row]]
    columns = [column for column in asked.columns if column.key in source.layout.columns]
    rows: list[dict[str, str | None]] = []
    uncomputed = False
    for row in places:
        cells: dict[str, str | None] = {}
        for column in columns:
            text = source.cell(row, column.key)
            if text == UNCOMPUTED:
                source.find(row, column.key, _uncomputed())
                text, uncomputed = "", True
            text = source.known.answer(asked, text, column.key) if column.choices else text
            unit = "" if column.kind != "number" or column.is_money else unit_in(source.heading(column.key))
            plain_number = text and unit and unit != column.unit and not parse_number(text, "en").unit
            cells[column.key] = f"{text} {unit}" if plain_number else text or None
        rows.append(cells)
    money = [unit_in(source.heading(column.key)) for column in columns if column.is_money]
    entry = parse_entry(asked, rows, next(filter(None, money), ""), source.language)
    labels = {column.label: column.key for column in asked.columns}
    for problem in entry.problems:
        row = places[problem.row - 1] if problem.row else source.layout.header
        where = labels.get(str(dict(problem.details).get("label")), "")
        source.find(row, where, replace(problem, row=None))
    if uncomputed:
        entry = Entry()
    first = Item(source.layout.header + 1, source.sheet.name, key, Standing.REFUSED, f"{len(rows)} ×")
    yield _item(source, first, entry, {"source": source.origin or None})


def _given(source: _Sheet, row: int, asked: Input) -> dict[str, Json]:
    """Period, source, grade, uncertainty and note beside a value."""
    record = source.layout.shape is Shape.RECORD
    meanings = {role: f".{role}" if record else role for role in _GIVEN if not record or role in RECORD_ROLES}
    texts = {role: source.cell(row, meaning) for role, meaning in meanings.items()}
    if not texts["period"] and not record and YEAR.fullmatch(source.heading("value")):
        texts["period"] = source.heading("value")  # one column of values for each year
    given: dict[str, Json] = {role: text for role, text in texts.items() if text}
    if "grade" in given:
        given["grade"] = str(given["grade"]).strip().upper()[:1]
    if "uncertainty_pct" in given:
        number = parse_number(str(given["uncertainty_pct"]).lstrip("±"), source.language)
        given["uncertainty_pct"] = number.canonical or str(given["uncertainty_pct"])
    for role in ("grade", "uncertainty_pct"):
        if role in given:
            _, problems = observe(asked, {role: given[role]})
            for problem in problems:
                source.find(row, meanings[role], problem)
            if problems:
                del given[role]
    if source.origin and "source" not in given:
        given["source"] = source.origin
    return given


def _item(source: _Sheet, item: Item, entry: Entry, given: Mapping[str, Json]) -> Item:
    """What an entry would change."""
    seen = source.current.get(item.key, Observed())
    item = replace(item, now=_in_use(seen))
    if entry.refused or entry.value is None:
        return item
    item = replace(item, read=f"{entry.entered} {entry.entered_unit}".strip() or item.shown)
    if seen.known and _same(entry, seen):
        said = _said_anew(given, seen, source.origin)
        return replace(item, standing=Standing.CHANGED if said else Standing.SAME, fields=said)
    fields: dict[str, Json] = {"missing": None, **stored(entry)}
    known_source = given.get("source")
    if seen.is_default and known_source == seen.source:
        given = {"source": source.origin} if source.origin else {}  # a new value is not what the default was
    if seen.is_default or not seen.source or known_source != seen.source:
        fields |= dict.fromkeys(OF_A_VALUE)
    standing = Standing.CHANGED if seen.known and not seen.is_default else Standing.NEW
    return replace(item, standing=standing, fields={**fields, **given})


def _in_use(seen: Observed) -> str:
    """The value that is computed with, spelt as what is read."""
    if isinstance(seen.value, tuple):
        return f"{len(seen.value)} ×"
    if seen.entered or not isinstance(seen.value, int | float):
        return seen.entered or str(seen.value or "")
    return f"{plain(Decimal(repr(seen.value)))} {seen.unit}".strip()


def _said_anew(given: Mapping[str, Json], seen: Observed, origin: str) -> dict[str, Json]:
    """What the table says anew of a value that stays."""
    if seen.is_default:
        return {}
    width = seen.uncertainty_pct
    now = {
        "period": seen.period,
        "source": seen.source,
        "grade": str(seen.grade or ""),
        "uncertainty_pct": "" if width is None else plain(Decimal(repr(width))),
    }
    stated = {role: text for role, text in given.items() if role in now}
    if stated.get("source") == origin:
        del stated["source"]
    return {role: text for role, text in stated.items() if text != now[role]}


def _same(entry: Entry, seen: Observed) -> bool:
    if isinstance(entry.value, Decimal) and isinstance(seen.value, int | float):
        return entry.unit == seen.unit and isclose(float(entry.value), seen.value, rel_tol=1e-12)
    return entry.value == seen.value and entry.unit in ("", seen.unit)


def _once(items: Sequence[Item], source: _Sheet) -> tuple[Item, ...]:
    """An input that is given twice is given by neither."""
    rows: dict[str, list[int]] = {}
    for item in items:
        if item.key and item.standing is not Standing.LEFT_OUT:
            rows.setdefault(item.key, []).append(item.row)
    out = []
    for item in items:
        twice = rows.get(item.key, [])
        if len(twice) > 1 and item.standing is not Standing.LEFT_OUT:
            label = source.known.sector.input(item.key).label
            named = [*map(str, twice[:NAMED_ROWS]), *(["…"] if len(twice) > NAMED_ROWS else [])]
            details = (("label", label), ("rows", ", ".join(named)))
            text = N_("{label} is given more than once (rows {rows}): leave out all but one.")
            source.find(item.row - 1, "value", Problem(text, field=item.key, details=details))
            item = replace(item, standing=Standing.REFUSED, fields={})
        out.append(item)
    return tuple(out)


def _uncomputed() -> Problem:
    return Problem(
        N_("The formula in this cell was never computed: open the file in a spreadsheet and save it again.")
    )


def import_values(
    workspace: Workspace, engagement: UUID, sector: str, fields: Mapping[str, Mapping[str, Json]]
) -> Committed:
    """Store what was read in one step, which one undo takes back.

    A value from another source that is replaced stays beside the new one.
    """
    return put_all(workspace, engagement, sector, fields, IMPORTED, from_elsewhere=True)
