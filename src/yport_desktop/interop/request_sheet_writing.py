"""Writing data requests as a workbook: a sheet of questions, one for every table, lists to choose from."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from yport_desktop.domain.request_sheet import CHOICE, TABLE, Question, RequestSheet
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text

from .request_sheet import BY, HEADINGS, ON, TABLE_VERSION, VERSION
from .request_sheet_looks import Looks, put, validated

Translate = Callable[[str], str]
TABLE_ROWS, TABLE_WIDTH = 120, 20
# Key, heading, width in digits, whether the counterpart writes there.
_COLUMNS: tuple[tuple[str, str, int, bool], ...] = (
    ("number", N_("No."), 5, False),
    ("question", N_("What we ask for"), 30, False),
    ("definition", N_("What exactly is meant"), 36, False),
    ("asked_unit", N_("Unit"), 10, False),
    ("asked_period", N_("Period"), 12, False),
    ("so_far", N_("What we use so far"), 16, False),
    ("value", N_("Your answer"), 16, True),
    ("unit", N_("Unit of your answer"), 12, True),
    ("period", N_("Period of your answer"), 13, True),
    ("source", N_("Document it is taken from"), 20, True),
    ("grade", N_("How it was obtained"), 20, True),
    ("reason", N_("If there is no figure: why"), 14, True),
    ("note", N_("Remarks"), 20, True),
)
_HOW = N_(
    "Please write into the yellow cells only. A number may be written with its unit, as in 1,200 t/d. "
    "Leave a row empty if the answer comes later."
)
_OTHER_SHEET = N_("see the sheet “{name}”")


def write(sheet: RequestSheet, tr: Translate) -> bytes:
    """See `request_sheet.write_request_sheet`."""
    book = Workbook()
    book.properties.title, book.properties.creator = sheet.title, "Y-PORT Desktop"
    looks = Looks(sheet.language)
    _main(book.active, sheet, tr, looks)
    for question in sheet.questions:
        if question.kind == TABLE:
            _table(book.create_sheet(_table_name(question)), question, tr, looks)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _main(page: Any, sheet: RequestSheet, tr: Translate, looks: Looks) -> None:
    page.title = looks.sheet_name(tr("Data request"))
    last = len(_COLUMNS) + 1
    looks.columns(page, [width for _, _, width, _ in _COLUMNS])
    put(page.cell(1, 2), sheet.title, looks.title)
    put(page.cell(2, 2), tr(_HOW), looks.text)
    page.merge_cells(start_row=2, end_row=2, start_column=2, end_column=last)
    page.row_dimensions[2].height = 30
    facts = (
        (tr("To"), sheet.to, ""),
        (tr("From"), sheet.sender, ""),
        (tr("Date"), sheet.made_on, ""),
        (tr("Please answer by"), sheet.due, ""),
        (tr("Send the answer to"), sheet.return_to, ""),
        (tr("Filled in by"), "", BY),
        (tr("Filled in on"), "", ON),
    )
    row = 3
    for label, text, mark in facts:
        put(page.cell(row, 1), mark, looks.hidden)
        put(page.cell(row, 2), label, looks.label)
        page.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        put(page.cell(row, 4), text, looks.answer if mark else looks.value)
        row += 1
    row += 1
    put(page.cell(row, 1), f"{VERSION} {sheet.engagement} {sheet.language}", looks.hidden)
    for place, (key, heading, _, _) in enumerate(_COLUMNS, start=2):
        put(page.cell(row, place), key, looks.hidden)
        put(page.cell(row + 1, place), tr(heading), looks.heading)
    page.row_dimensions[row].hidden = True
    looks.fit(page, row + 1, [(tr(heading), width) for _, heading, width, _ in _COLUMNS])
    first = row + 2
    for at, question in enumerate(sheet.questions, start=first):
        _question(page, at, question, tr, looks)
    final = max(first, first + len(sheet.questions) - 1)
    _lists(page, sheet, first, final)
    looks.finish(page, row + 1, f"A1:{looks.letter(last)}{final}", sheet.title)


def _question(page: Any, row: int, question: Question, tr: Translate, looks: Looks) -> None:
    put(page.cell(row, 1), question.id, looks.hidden)
    link = tr(_OTHER_SHEET).format(name=_table_name(question)) if question.kind == TABLE else ""
    texts = {
        "number": str(question.number),
        "question": question.question,
        "definition": question.definition,
        "asked_unit": unit_text(question.unit, tr),
        "asked_period": question.period,
        "so_far": question.so_far,
        "value": link,
    }
    for place, (key, _, _, written) in enumerate(_COLUMNS, start=2):
        cell = page.cell(row, place)
        locked = not written or (key == "value" and question.kind == TABLE)
        put(cell, texts.get(key, ""), looks.cell if locked else looks.answer)
    if link:
        cell = page.cell(row, _place("value"))
        cell.hyperlink = f"#'{_table_name(question)}'!B4"
    if question.choices:
        validated(page, f"{looks.letter(_place('value'))}{row}", [label for _, label in question.choices])
    elif question.kind != CHOICE and question.units:
        units = list(dict.fromkeys((question.unit, *question.units)))
        validated(page, f"{looks.letter(_place('unit'))}{row}", units, strict=False)
    looks.fit(page, row, [(texts.get(key, ""), width) for key, _, width, _ in _COLUMNS])


def _lists(page: Any, sheet: RequestSheet, first: int, last: int) -> None:
    """Answers that are chosen from a list."""
    for key, choices in (("grade", sheet.grades), ("reason", sheet.reasons)):
        letter = Looks.letter(_place(key))
        validated(page, f"{letter}{first}:{letter}{last}", [label for _, label in choices])


def _table(page: Any, question: Question, tr: Translate, looks: Looks) -> None:
    """A sheet of its own for the rows of one request."""
    looks.columns(page, [TABLE_WIDTH] * max(4, len(question.columns)))
    put(page.cell(1, 2), f"{question.number}. {question.question}", looks.title)
    put(page.cell(2, 2), question.definition or tr(_HOW), looks.text)
    page.merge_cells(start_row=2, end_row=2, start_column=2, end_column=1 + max(4, len(question.columns)))
    looks.fit(page, 2, [(question.definition, TABLE_WIDTH * 3)])
    put(page.cell(3, 1), f"{TABLE_VERSION} {question.id}", looks.hidden)
    put(page.cell(4, 1), HEADINGS, looks.hidden)
    for place, column in enumerate(question.columns, start=2):
        put(page.cell(3, place), column.key, looks.hidden)
        heading = f"{column.label} ({column.unit})" if column.unit else column.label
        put(page.cell(4, place), heading, looks.heading)
        for row in range(5, 5 + TABLE_ROWS):
            put(page.cell(row, place), "", looks.answer)
        if column.choices:
            letter = looks.letter(place)
            validated(page, f"{letter}5:{letter}{4 + TABLE_ROWS}", [label for _, label in column.choices])
    page.row_dimensions[3].hidden = True
    looks.fit(page, 4, [(f"{c.label} ({c.unit})", TABLE_WIDTH) for c in question.columns])
    looks.finish(page, 4, f"A1:{looks.letter(1 + len(question.columns))}{4 + TABLE_ROWS}", question.question)


def _table_name(question: Question) -> str:
    return f"{question.number}"


def _place(key: str) -> int:
    return next(at for at, (name, *_) in enumerate(_COLUMNS, start=2) if name == key)
