"""A filled workbook of data requests: read, checked like typed entries, shown, then stored in one save.

Nothing is stored while it is only read. Every answer names the cell it stands in, so that all problems
can be listed at once. What is stored is the counterpart's contribution: their name and the date are
its source, and it never overwrites a value that somebody else entered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from yport_desktop.domain.changes import Committed, Edit
from yport_desktop.domain.check import MAX_LINE, is_date
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.entry import Entry, parse_entry
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.periods import days_of_year, parse_period
from yport_desktop.domain.request_sheet import Cell, FilledAnswer, FilledSheet, FilledTable
from yport_desktop.domain.sector import Input, InputKind
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import GRADE_MEANING, MISSING_LABEL, Grade, Missing
from yport_desktop.env.translations import Translator, available_languages

from .assessments import (
    ADOPTED,
    InputRow,
    first_value,
    further_value,
    input_rows,
    primary_id,
    stored,
)
from .data_requests import ANSWERED, DATA_REQUEST, OPEN_STATES, UNAVAILABLE
from .rates import conventions_of
from .record_links import name_of, referred
from .records import set_values
from .request_letter import LANGUAGES
from .workspace import Workspace

STORE = N_("Take over answers to data requests")
_LINES = ("source", "period")  # answers that fit one line


@dataclass(frozen=True)
class Placed:
    """A problem and the cell it stands in; no cell where it concerns the whole file."""

    problem: Problem
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Answer:
    """One request of the file. `fields` are those of the observation; empty where nothing was answered.

    `text` answers a request that names no input. `shown` is the answer in words. `again`: the same is
    stored already.
    """

    request: Record
    sector: str = ""
    input: Input | None = None
    fields: Mapping[str, Json] = field(default_factory=dict)
    text: str = ""
    shown: str = ""
    problems: tuple[Placed, ...] = ()
    again: bool = False

    @property
    def refused(self) -> bool:
        """Whether something is wrong with it."""
        return any(p.problem.severity is Severity.REFUSED for p in self.problems)

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not self.fields and not self.text and not self.refused

    @property
    def usable(self) -> bool:
        """Whether it can be stored."""
        return not self.refused and not self.blank and not self.again

    @property
    def has_figure(self) -> bool:
        """Whether there is an answer, and not only a reason why there is none."""
        return bool(self.text) or self.fields.get("value") is not None


@dataclass(frozen=True)
class Answers:
    """A filled workbook as it would be stored. `filled_on` is an ISO date."""

    engagement: UUID
    answers: tuple[Answer, ...]
    problems: tuple[Placed, ...]
    filled_by: str = ""
    filled_on: str = ""

    @property
    def all_problems(self) -> tuple[Placed, ...]:
        """Every problem of the file, in the order of its cells."""
        return (*self.problems, *(p for answer in self.answers for p in answer.problems))

    @property
    def usable(self) -> tuple[Answer, ...]:
        """What can be stored."""
        return tuple(a for a in self.answers if a.usable)


def check_answers(workspace: Workspace, engagement: UUID, filled: FilledSheet, today: date) -> Answers:
    """What a filled workbook says, checked; runs on the database thread and writes nothing."""
    return _Check(workspace, engagement, filled, today).answers()


class _Check:
    def __init__(self, workspace: Workspace, engagement: UUID, filled: FilledSheet, today: date) -> None:
        self._workspace, self._engagement, self._filled = workspace, engagement, filled
        self._today = today
        self._tables = {t.id: t for t in filled.tables}
        self._agreed = conventions_of(workspace, engagement)
        codes = dict.fromkeys((filled.language, *LANGUAGES, *available_languages()))
        # People answer in the language of the sheet, or in another that they know.
        self._languages: list[Callable[[str], str]] = [str, *(Translator(code).gettext for code in codes)]

    def answers(self) -> Answers:
        """All answers, each request once, and what is wrong with the file as a whole."""
        problems: list[Placed] = []
        if self._filled.engagement != str(self._engagement):
            text = N_("This workbook was handed out in another engagement. Open it there.")
            return Answers(self._engagement, (), (Placed(Problem(text)),))
        ids = [UUID(a.id) for a in self._filled.answers]
        known = self._workspace.store.read.several(ids)
        found: dict[UUID, Answer] = {}
        for answer, id in zip(self._filled.answers, ids, strict=True):
            request = known.get(id)
            at = next(iter(answer.cells.values()), Cell())
            if request is None or request.kind != DATA_REQUEST or request.space != self._engagement:
                text = N_("This row belongs to no data request of this engagement.")
                problems.append(_placed(Problem(text), at))
            elif request.deleted:
                problems.append(_placed(Problem(N_("This data request was deleted."), Severity.WARNING), at))
            elif id in found:
                text = N_("This request stands in the file twice: only the first row is read.")
                problems.append(_placed(Problem(text, Severity.WARNING), at))
            else:
                found[id] = self._read(request, answer)
        by = self._filled.filled_by.text[:MAX_LINE]
        return Answers(
            self._engagement, tuple(found.values()), tuple(problems), by, self._filled_on(problems)
        )

    def _filled_on(self, problems: list[Placed]) -> str:
        cell = self._filled.filled_on
        if not cell.text:
            return self._today.isoformat()
        period = parse_period(cell.text)
        if period is not None and period.days == 1:
            return period.start.isoformat()
        text = N_("“{text}” is not a day such as 2026-03-31: today is used instead.")
        problem = Problem(text, Severity.WARNING, details=(("text", cell.text),))
        problems.append(_placed(problem, cell))
        return self._today.isoformat()

    def _read(self, request: Record, answer: FilledAnswer) -> Answer:
        sector = self._workspace.registry.sectors.get(str(request.get("sector") or ""))
        key = str(request.get("input") or "")
        asked = next((i for i in sector.inputs if i.key == key), None) if sector else None
        if sector is None or asked is None:
            text = answer.cells.get("value", Cell()).text
            note = answer.cells.get("note", Cell()).text
            said = "\n".join(part for part in (text, note) if part)
            return Answer(request, text=said, shown=text or note, again=request.get("answer") == said)
        problems: list[Placed] = []
        fields, shown = self._value(asked, answer, problems)
        reason = self._chosen(answer, "reason", MISSING_LABEL, problems)
        if reason and fields:
            text = N_("Both an answer and a reason why there is none are given: the answer is used.")
            problems.append(_placed(Problem(text, Severity.WARNING), answer.cells["reason"]))
        elif reason:
            fields, shown = {"value": None, "unit": None, "missing": reason}, MISSING_LABEL[Missing(reason)]
        about = self._about(answer, problems)  # also where the value is refused: all problems at once
        fields = {**fields, **about} if fields else {}
        again = bool(fields) and self._is_stored(sector.key, asked, fields)
        if fields and not again and request.get("state", OPEN_STATES[0]) not in OPEN_STATES:
            text = N_("This request was settled already: the answer is kept as a further value.")
            problems.append(_placed(Problem(text, Severity.WARNING), answer.cells.get("value", Cell())))
        return Answer(request, sector.key, asked, fields, "", shown, tuple(problems), again)

    def _value(
        self, asked: Input, answer: FilledAnswer, problems: list[Placed]
    ) -> tuple[dict[str, Json], str]:
        """The value as fields of an observation and in words; nothing where the cell is empty."""
        cell, unit = answer.cells.get("value", Cell()), answer.cells.get("unit", Cell()).text
        if asked.kind is InputKind.TABLE:
            return self._table(asked, problems, self._tables.get(answer.id))
        if cell.value is None:
            return {}, ""
        entry = self._entry(asked, cell, unit, answer.cells.get("period", Cell()).text)
        problems += [_placed(p, cell) for p in entry.problems]
        if entry.refused or entry.value is None:
            return {}, ""
        fields = stored(entry)
        if isinstance(entry.value, str):
            return fields, dict(asked.choices).get(entry.value, entry.value)
        return fields, f"{fields['value']} {fields['unit'] or ''}".strip()

    def _entry(self, asked: Input, cell: Cell, unit: str, period: str) -> Entry:
        given: object = cell.value
        if asked.kind is InputKind.CHOICE:
            given = self._key_of(cell.text, dict(asked.choices)) or cell.text
        elif isinstance(given, int | float) and cell.in_percent:
            given, unit = Decimal(repr(given)) * 100, "%"
        days = days_of_year(period, self._agreed.fiscal_start)
        return parse_entry(asked, given, unit, self._filled.language, days)

    def _table(
        self, asked: Input, problems: list[Placed], table: FilledTable | None
    ) -> tuple[dict[str, Json], str]:
        rows = table.rows if table is not None else ()
        if not rows:
            return {}, ""
        written = [
            [self._cell(row.get(c.key, Cell()), dict(c.choices)) for c in asked.columns] for row in rows
        ]
        entry = parse_entry(asked, written, lang=self._filled.language)
        for problem in entry.problems:
            row = rows[min((problem.row or 1), len(rows)) - 1]
            label = str(dict(problem.details).get("label", ""))
            at = next((row[c.key] for c in asked.columns if c.label == label and c.key in row), None)
            problems.append(_placed(problem, at or next(iter(row.values()), Cell())))
        return ({}, "") if entry.refused else (stored(entry), f"{len(rows)} ×")

    def _cell(self, cell: Cell, choices: Mapping[str, str]) -> object:
        """A cell of a table: the key of a choice, whatever language its label was chosen in."""
        return (self._key_of(cell.text, choices) or cell.text) if choices and cell.text else cell.value

    def _about(self, answer: FilledAnswer, problems: list[Placed]) -> dict[str, Json]:
        """Period, source, grade and remark beside the value."""
        about: dict[str, Json] = {}
        for key in _LINES:
            text = " ".join(answer.cells.get(key, Cell()).text.split())[:MAX_LINE]
            if text:
                about[key] = text
        if grade := self._chosen(answer, "grade", GRADE_MEANING, problems):
            about["grade"] = grade
        if note := answer.cells.get("note", Cell()).text:
            about["note"] = note
        return about

    def _chosen(
        self,
        answer: FilledAnswer,
        key: str,
        labels: Mapping[Grade, str] | Mapping[Missing, str],
        problems: list[Placed],
    ) -> str:
        cell = answer.cells.get(key, Cell())
        if not cell.text:
            return ""
        found = self._key_of(cell.text, {str(k): label for k, label in labels.items()})
        if not found:
            text = N_("“{text}” is not one of the answers of the list.")
            problems.append(_placed(Problem(text, details=(("text", cell.text),)), cell))
        return found

    def _key_of(self, text: str, labels: Mapping[str, str]) -> str:
        """The key of an answer that was chosen by its label, in any of our languages."""
        wanted = " ".join(text.split()).casefold()
        for key, label in labels.items():
            if wanted == key.casefold() or any(wanted == tr(label).casefold() for tr in self._languages):
                return key
        return ""

    def _is_stored(self, sector: str, asked: Input, fields: Mapping[str, Json]) -> bool:
        """Whether a value of this input says the same, so that a file read twice adds nothing."""
        declared = self._workspace.registry.sectors[sector]
        (row,) = input_rows(self._workspace, self._engagement, declared, (asked.key,))
        values = [r for r in (row.record, *row.alternatives) if r is not None]
        same = ("value", "unit", "missing", "period")
        return any(all(r.get(k) == fields.get(k) for k in same) for r in values)


def store_answers(workspace: Workspace, answers: Answers, today: date, adopt: bool = True) -> Committed:
    """Store what can be stored in one undoable save, and mark the requests. Raises InvalidEntry.

    `adopt`: the answers are computed with from now on, and what was used so far becomes an alternative.
    Two advisors may have asked for the same input: of two answers to it, the first is adopted.
    """
    edits: list[Edit] = []
    made: set[tuple[str, str]] = set()
    for answer in answers.usable:
        place = (answer.sector, answer.input.key if answer.input else str(answer.request.id))
        edits += _stored(workspace, answers, answer, today, None if place in made else adopt)
        made.add(place)
    return workspace.commit(answers.engagement, edits, STORE)


def _stored(
    workspace: Workspace, answers: Answers, answer: Answer, today: date, adopt: bool | None
) -> list[Edit]:
    """`adopt` is None for a further answer to an input that was answered in this save."""
    request = answer.request
    state = ANSWERED if answer.has_figure else UNAVAILABLE
    course: dict[str, Json] = {"state": state, "answered_on": answers.filled_on or today.isoformat()}
    if answer.input is None:
        return set_values(request.id, {**course, "answer": answer.text})
    sector = workspace.registry.sectors[answer.sector]
    (row,) = input_rows(workspace, answers.engagement, sector, (answer.input.key,))
    if not answer.has_figure and row.observed.known:
        return set_values(request.id, course)  # that they have no figure does not take ours away
    record, edits = _observation(workspace, answers, answer, row, adopt)
    shown = answer.shown if answer.has_figure else None
    return [*edits, *set_values(request.id, {**course, "observation": str(record), "answer": shown})]


def _observation(
    workspace: Workspace, answers: Answers, answer: Answer, row: InputRow, adopt: bool | None
) -> tuple[UUID, list[Edit]]:
    """The value as a record: the first of its input, or one beside those of others."""
    engagement, asked = answers.engagement, row.input
    values = {"sector": answer.sector, "input": asked.key, **answer.fields}
    values |= _contribution(workspace, answers, answer)
    if row.record is None and adopt is not None:
        record = primary_id(engagement, answer.sector, asked.key)
        return record, first_value(workspace, engagement, record, {**values, "standing": ADOPTED})
    return further_value(engagement, row, answer.sector, values, adopt is True)


def _contribution(workspace: Workspace, answers: Answers, answer: Answer) -> dict[str, Json]:
    """Whose figure it is: the one who filled it in, the one who was asked, and when."""
    asked_of = referred(answer.request, "asked_of")
    person = workspace.find(asked_of) if asked_of is not None else None
    name = name_of(workspace, person) if person is not None else ""
    who = ", ".join(dict.fromkeys(part for part in (answers.filled_by, name) if part))
    document = str(answer.fields.get("source") or "")
    said = ", ".join(part for part in (document, who, answers.filled_on) if part)
    found: dict[str, Json] = {"source": said[:MAX_LINE]}
    if person is not None:
        found["informant"] = str(person.id)
    if is_date(answers.filled_on):
        found["source_year"] = answers.filled_on
    return found


def _placed(problem: Problem, cell: Cell) -> Placed:
    return Placed(problem, cell.sheet, cell.row, cell.column)
