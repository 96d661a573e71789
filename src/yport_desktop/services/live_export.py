"""A sector of a city as a workbook whose cells compute: inputs to change, every step, the same results."""

from collections.abc import Sequence
from dataclasses import replace

from yport_desktop.advice.live_formulas import record
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.domain.text import N_
from yport_desktop.interop.live_workbook import Book, Sheet, sheet_names, write_live

from .live_inputs import factors_sheet, inputs_sheet, source_sheet, table_sheets
from .live_results import notes_sheet, results_sheet
from .live_steps import Steps, by_year_sheet, calculation_sheet, result_sheets, series_sheet
from .live_words import Speech, Translate


def live_workbook(
    sector: Sector,
    assessment: Assessment,
    city: str = "",
    language: str = "en",
    tr: Translate = str,
) -> bytes:
    """The content of an .xlsx file."""
    return write_live(live_book(sector, assessment, city, language, tr))


def live_book(
    sector: Sector,
    assessment: Assessment,
    city: str = "",
    language: str = "en",
    tr: Translate = str,
) -> Book:
    """The same as a value, before it is written."""
    recording = record(sector, assessment)
    speech = Speech(sector, assessment, recording, tr)
    steps = Steps(speech)
    asked, found = table_sheets(speech), result_sheets(speech, steps)
    named = _named(speech, (*asked.values(), *found.values()))
    tables = dict(zip(asked, named, strict=False))
    # What is made first holds the formula of a step, what follows refers to it.
    by_year = by_year_sheet(speech, steps)
    series = series_sheet(speech, steps)
    calculation = calculation_sheet(speech, steps)
    sheets = [
        results_sheet(speech, steps),
        *named[len(asked) :],
        inputs_sheet(speech, {key: sheet.name for key, sheet in tables.items()}),
        *tables.values(),
        factors_sheet(speech),
        series,
        calculation,
        by_year,
        source_sheet(speech),
        notes_sheet(speech, steps),
    ]
    title = tr(sector.label)
    if city:
        title = speech.text(N_("{sector}, {city}"), sector=title, city=city)
    fixed = speech.sheet_titles()
    accepted = dict(zip(fixed, sheet_names(fixed), strict=True))
    made = (replace(s, name=accepted.get(s.name, s.name)) for s in sheets if s is not None)
    return Book(title, language, tuple(made))


def _named(speech: Speech, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets of tables under names that every program accepts and no other sheet has."""
    fixed = speech.sheet_titles()
    names = sheet_names((*fixed, *(sheet.name for sheet in sheets)))[len(fixed) :]
    return tuple(replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True))
