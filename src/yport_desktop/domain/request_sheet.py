"""A set of data requests as it is handed to a counterpart, and what came back, as plain values.

The paper and the workbook are made from the same `RequestSheet`; its texts are in the counterpart's
language already. Answers are matched by the id of their request, wherever they stand in the file.
"""

from dataclasses import dataclass

from .sector import Column

QUANTITY, CHOICE, TABLE, TEXT = "quantity", "choice", "table", "text"


@dataclass(frozen=True)
class Question:
    """One request. `kind`: quantity, choice, table or text; `id` is that of its record.

    `unit` is the unit asked for and `units` those that are understood besides; `so_far` is the value
    that is used now. `choices` and `columns` have labels in the language of the sheet.
    """

    id: str
    number: int
    question: str
    definition: str = ""
    kind: str = QUANTITY
    sector: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    period: str = ""
    so_far: str = ""


@dataclass(frozen=True)
class RequestSheet:
    """What is handed over. Dates are ISO texts; `return_to` says to whom the answer goes, and where."""

    engagement: str
    language: str
    title: str
    city: str
    to: str
    sender: str
    return_to: str
    made_on: str
    due: str
    questions: tuple[Question, ...]
    grades: tuple[tuple[str, str], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and where. `value`: text or number, None where nothing was written.

    `in_percent`: the cell is formatted as a percentage, so that 0.65 in it is seen as 65 %.
    """

    value: str | int | float | None = None
    sheet: str = ""
    row: int = 0
    column: str = ""
    in_percent: bool = False

    @property
    def text(self) -> str:
        """The value as text, without an end ".0" of whole numbers."""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True)
class FilledAnswer:
    """The answer cells of one request, by key: value, unit, period, source, grade, reason, note."""

    id: str
    cells: dict[str, Cell]


@dataclass(frozen=True)
class FilledTable:
    """The rows written into the table of one request: cells by column key, blank rows left out."""

    id: str
    rows: tuple[dict[str, Cell], ...]


@dataclass(frozen=True)
class FilledSheet:
    """A workbook as it came back. `filled_by` and `filled_on` are what the counterpart wrote."""

    engagement: str
    language: str
    answers: tuple[FilledAnswer, ...]
    tables: tuple[FilledTable, ...] = ()
    filled_by: Cell = Cell()
    filled_on: Cell = Cell()
