"""The sheets of the live workbook that compute: named steps, steps by year, results by year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yport_desktop.advice.live_formulas import plan
from yport_desktop.advice.live_formulas.ledger import CELL, NUMBER
from yport_desktop.advice.live_formulas.planning import number_text
from yport_desktop.domain.sector import ResultColumn
from yport_desktop.domain.text import N_
from yport_desktop.interop.live_workbook import Cell, Formula, Ref, Sheet, Span

from . import live_words as words
from .live_inputs import cell_name
from .live_words import Speech

Name = tuple[str | int, ...]


class Steps:
    """Hands out the cell of each step: its formula where it is asked for first, then references to that."""

    def __init__(self, speech: Speech) -> None:
        recording = speech.recording
        self.ledger = recording.ledger
        roots = speech.roots
        reached = self.ledger.reached(roots)
        self.named: dict[Name, int] = {name: at for name, at in recording.named.items() if at in reached}
        self.plan = plan(self.ledger, {*roots, *self.named.values()})
        self._placed: set[int] = set()

    def left(self) -> list[int]:
        """Steps with a formula that have no place yet, in order."""
        plan = self.plan
        waiting = {*plan.formulas, *plan.ranges, *plan.unknown} - self._placed
        return sorted(waiting)

    def cell(self, at: int, look: str = "figure", number: str = "General") -> Cell:
        """The cell of a step."""
        step = self.ledger.steps[at]
        if step.kind == NUMBER:
            return Cell(step.value, look, number)
        if step.kind == CELL or at in self._placed:
            return Cell(Formula((self.ref(at),), step.value), look, number)
        self._placed.add(at)
        if at in self.plan.unknown:
            return Cell(step.value, "still", number, name=at)
        if at in self.plan.ranges:
            last = len(self.plan.ranges[at]) - 1
            span = Span(("range", at, 0), ("range", at, last))
            # Without a guess a spreadsheet looks near 10 % only, and finds no strongly negative rate.
            guess = f",{number_text(max(round(step.value, 6), -0.999999))})"
            return Cell(Formula((f"{step.what}(", span, guess), step.value), look, number, name=at)
        parts = tuple(p if isinstance(p, str) else self.ref(p) for p in self.plan.formulas[at])
        return Cell(Formula(parts, step.value), look, number, name=at)

    def ref(self, at: int) -> Ref | str:
        """A reference to a step or to the input it is; the number where it is a constant."""
        step = self.ledger.steps[at]
        if step.kind == NUMBER:
            return number_text(step.value)
        return Ref(cell_name(step.what) if step.kind == CELL else at)

    def scaled(self, at: int, scale: float, look: str, number: str) -> Cell:
        """A step in the unit that is shown: always a reference, its formula stands among the steps."""
        times = "" if scale == 1 else f"*{scale:.15g}"
        return Cell(Formula((self.ref(at), times), self.ledger.steps[at].value * scale), look, number)

    def arguments(self, at: int) -> Iterable[Cell]:
        """The cells that a function reads as one range."""
        for place, argument in enumerate(self.plan.ranges.get(at, ())):
            step = self.ledger.steps[argument]
            content = step.value if step.kind == NUMBER else Formula((self.ref(argument),), step.value)
            yield Cell(content, "figure", name=("range", at, place))


def calculation_sheet(speech: Speech, steps: Steps) -> Sheet:
    """Indicators and named quantities, then every other step with a cell; made after the sheets by year."""
    rows: list[tuple[Cell, ...]] = [(Cell(speech.tr(N_("Results")), "group"),)]
    for key, at in speech.recording.results.items():
        unit = speech.assessment.estimates[key].unit
        rows += _step_rows(speech, steps, at, speech.label(key), unit, key)
    rows.append((Cell(speech.tr(N_("Quantities between")), "group"),))
    for name, at in steps.named.items():
        if not isinstance(name[-1], int):
            rows += _step_rows(speech, steps, at, quantity(speech, name), "", ".".join(map(str, name)))
    heading = N_("Steps that are used more than once, or make a formula shorter")
    rows.append((Cell(speech.tr(heading), "group"),))
    counts: dict[str, int] = {}
    for at in steps.left():
        owner = steps.ledger.steps[at].made_by
        counts[owner] = counts.get(owner, 0) + 1
        text = N_("{name}: step {n}") if owner else N_("Step {n}")
        label = speech.text(text, name=speech.label(owner), n=counts[owner])
        rows += _step_rows(speech, steps, at, label, "", owner)
    headings = (N_("Quantity"), words.VALUE, words.UNIT, N_("As computed by the program"), words.KEY)
    said = N_("Every step from the inputs to the results, as formulas in the unit of the calculation.")
    return Sheet(
        speech.tr(words.CALCULATION),
        speech.tr(words.CALCULATION),
        (speech.tr(said),),
        tuple(speech.tr(heading) for heading in headings),
        tuple(rows),
        (58, 22, 16, 22, 34),
        kept=2,
    )


def _step_rows(
    speech: Speech, steps: Steps, at: int, label: str, unit: str, key: str
) -> Iterable[tuple[Cell, ...]]:
    step = steps.ledger.steps[at]
    cell = steps.cell(at)
    if at in steps.plan.unknown:
        label = speech.text(N_("{name} (value of the program, no formula)"), name=label)
    yield Cell(label), cell, Cell(unit, "quiet"), Cell(step.value, "still"), Cell(key, "quiet")
    if at in steps.plan.ranges and cell.name == at:
        for argument in steps.arguments(at):
            yield Cell(""), argument


def quantity(speech: Speech, name: Name) -> str:
    """The name of a quantity for people: its key in words, then what of it."""
    first, *more = name
    parts = [speech.label(str(first)), *(str(part).replace("_", " ") for part in more if part != "")]
    return " · ".join(parts)


@dataclass(frozen=True)
class Column:
    """One column of a sheet by year: its heading and the step at each place, None where there is none."""

    heading: str
    steps: tuple[int | None, ...]


@dataclass(frozen=True)
class Block:
    """Columns of one length below each other; `places` are their years, or numbers from 1."""

    title: str
    places: tuple[int, ...]
    columns: tuple[Column, ...]


def by_year_sheet(speech: Speech, steps: Steps) -> Sheet | None:
    """The quantities between that are given year by year; None where there are none."""
    places: dict[Name, dict[int, int]] = {}
    for name, at in steps.named.items():
        if isinstance(name[-1], int):
            places.setdefault(name[:-1], {})[name[-1]] = at
    columns: dict[int, dict[tuple[int | None, ...], Column]] = {}
    for name, found in places.items():
        length = max(found) + 1
        column = tuple(found.get(place) for place in range(length))
        columns.setdefault(length, {}).setdefault(column, Column(quantity(speech, name), column))
    years = speech.recording.years
    blocks = [
        Block("", years.get(length, tuple(range(1, length + 1))), tuple(known.values()))
        for length, known in columns.items()
    ]
    said = N_("What is computed year by year on the way to the results.")
    return _by_place(speech, steps, blocks, words.BY_YEAR, said)


def series_sheet(speech: Speech, steps: Steps) -> Sheet | None:
    """The series of the sector as formulas; None where there are none."""
    points = speech.recording.series
    blocks = []
    for key, series in speech.recording.series_of.items():
        columns = tuple(
            Column(
                speech.tr(series.labels.get(line, line)),
                tuple(points.get((key, line, at)) for at in range(len(values))),
            )
            for line, values in series.values.items()
        )
        filled = tuple(column for column in columns if any(at is not None for at in column.steps))
        if filled:
            blocks.append(Block(speech.heading(series.label, series.unit), series.years, filled))
    said = N_("The results that the program shows by year.")
    return _by_place(speech, steps, blocks, words.SERIES, said)


def result_sheets(speech: Speech, steps: Steps) -> dict[str, Sheet]:
    """A sheet for each result table of the sector, by its key."""
    sheets = {}
    for key, table in speech.recording.tables_of.items():
        rows = []
        for row, cells in enumerate(table.rows):
            shown = zip(table.columns, cells, strict=True)
            rows.append(tuple(_shown(speech, steps, (key, row, at), c, v) for at, (c, v) in enumerate(shown)))
        title = speech.text(N_("Results, {table}"), table=speech.tr(table.label))
        sheets[key] = Sheet(
            title,
            title,
            (speech.tr(table.note),) if table.note else (),
            tuple(speech.heading(c.label, c.unit) for c in table.columns),
            tuple(rows),
            tuple(16.0 if c.kind == "number" else 30.0 for c in table.columns),
        )
    return sheets


def _shown(speech: Speech, steps: Steps, name: Name, column: ResultColumn, value: object) -> Cell:
    """A cell of a result table, in the unit that is shown."""
    if isinstance(value, str):
        return Cell(speech.tr(value) if column.kind == "word" else value)
    number = "#,##0" + (f".{'0' * column.decimals}" if column.decimals else "")
    at = speech.recording.cells.get(name)
    if at is not None:
        return steps.scaled(at, column.scale, "figure", number)
    return Cell(value * column.scale if isinstance(value, int | float) else None, "still", number)


def _by_place(speech: Speech, steps: Steps, blocks: Sequence[Block], title: str, said: str) -> Sheet | None:
    """Blocks one below the other, each with a row of headings."""
    if not blocks:
        return None
    rows: list[tuple[Cell, ...]] = []
    for number, block in enumerate(blocks):
        if number:
            rows.append(())
        if block.title:
            rows.append((Cell(block.title, "group"),))
        heads = [Cell(speech.tr(N_("Year")), "strong"), *(Cell(c.heading, "strong") for c in block.columns)]
        rows.append(tuple(heads))
        for at, place in enumerate(block.places):
            found = [column.steps[at] if at < len(column.steps) else None for column in block.columns]
            cells = [Cell() if step is None else steps.cell(step) for step in found]
            rows.append((Cell(place, "still", "0"), *cells))
    widest = max(len(block.columns) for block in blocks)
    return Sheet(
        speech.tr(title), speech.tr(title), (speech.tr(said),), (), tuple(rows), (10, *(18.0,) * widest)
    )
