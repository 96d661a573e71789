"""Data requests for a counterpart: one sheet of questions in their language, as a page and as a workbook."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.entity import Record
from yport_desktop.domain.entry import entered_words
from yport_desktop.domain.request_sheet import (
    CHOICE,
    QUANTITY,
    TABLE,
    TEXT,
    FilledSheet,
    Question,
    RequestSheet,
)
from yport_desktop.domain.sector import Column, Input, InputKind, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text
from yport_desktop.domain.values import GRADE_MEANING, MISSING_LABEL, Missing
from yport_desktop.env.translations import LANGUAGE_NAMES, Translator, available_languages
from yport_desktop.interop.request_sheet import read_request_sheet, write_request_sheet

from .assessments import InputRow, input_rows
from .rates import conventions_of
from .record_links import name_of, referred
from .workspace import Workspace

Translate = Callable[[str], str]
LANGUAGES = ("en", "ja", "vi")
_KINDS = {InputKind.QUANTITY: QUANTITY, InputKind.CHOICE: CHOICE, InputKind.TABLE: TABLE}
_TITLE = N_("Data request: {city}")


def languages() -> tuple[tuple[str, str], ...]:
    """The languages a request can be written in; what a catalogue does not hold stays English."""
    return tuple((code, LANGUAGE_NAMES[code]) for code in LANGUAGES)


def build_sheet(
    workspace: Workspace, engagement: UUID, requests: Sequence[UUID], language: str, today: date
) -> RequestSheet:
    """What is handed over for these requests, in their order but for a sector's, which stand together.

    On the database thread. Raises NotFound.
    """
    tr = Translator(language).gettext
    found = workspace.store.read.several(requests)
    records = [found[r] for r in requests if r in found and not found[r].deleted]
    sectors = list(dict.fromkeys(r.get("sector") for r in records))
    records.sort(key=lambda r: sectors.index(r.get("sector")))
    city = workspace.title(workspace.get(engagement))
    sender, reply = _sender(workspace, engagement, records)
    due = sorted(str(r.get("due")) for r in records if r.get("due"))
    return RequestSheet(
        str(engagement),
        language,
        tr(_TITLE).format(city=city),
        city,
        _names(workspace, records, tr),
        sender,
        reply,
        today.isoformat(),
        due[0] if due else "",
        tuple(_Questions(workspace, engagement, tr, language).of(records)),
        tuple((str(grade), tr(text)) for grade, text in GRADE_MEANING.items()),
        tuple((str(code), tr(text)) for code, text in MISSING_LABEL.items() if code is not Missing.NOT_ASKED),
    )


def request_pdf(sheet: RequestSheet, fonts_dir: Path) -> bytes:
    """The page. Raises FontMissing."""
    # reportlab is loaded when the first page is made, not when the program starts.
    from yport_desktop.documents.request_letter import render_request

    return render_request(sheet, fonts_dir, Translator(sheet.language).gettext)


def request_workbook(sheet: RequestSheet) -> bytes:
    """The workbook that is to be filled in."""
    return write_request_sheet(sheet, Translator(sheet.language).gettext)


def read_workbook(content: bytes) -> FilledSheet:
    """A workbook that came back. Raises WorkbookError."""
    return read_request_sheet(content)


class _Questions:
    def __init__(self, workspace: Workspace, engagement: UUID, tr: Translate, language: str) -> None:
        self._workspace, self._engagement, self._tr, self._language = workspace, engagement, tr, language
        self._rows: dict[str, dict[str, InputRow]] = {}
        self._agreed = conventions_of(workspace, engagement)
        # A request bears the words of the language it was made in.
        self._ours = [tr, *(Translator(code).gettext for code in available_languages())]

    def of(self, records: Iterable[Record]) -> Iterable[Question]:
        """The questions in the order of the requests, counted from 1."""
        for number, record in enumerate(records, start=1):
            sector = self._workspace.registry.sectors.get(str(record.get("sector") or ""))
            asked = _input_of(sector, str(record.get("input") or ""))
            plain = Question(
                str(record.id),
                number,
                str(record.get("question") or ""),
                str(record.get("definition") or ""),
                TEXT,
                unit=str(record.get("unit") or ""),
                period=str(record.get("period") or ""),
            )
            yield plain if sector is None or asked is None else self._declared(plain, sector, asked)

    def _declared(self, plain: Question, sector: Sector, asked: Input) -> Question:
        """A question about an input says it in its own words, unless a person wrote others."""
        tr = self._tr
        units = self._agreed.units_of(asked)
        kind, row = _KINDS[asked.kind], self._row(sector, asked)
        return replace(
            plain,
            question=self._words(plain.question, asked.label),
            definition=self._words(plain.definition, asked.definition),
            kind=kind,
            sector=tr(sector.label),
            unit=(plain.unit if plain.unit in units else next(iter(units), "")) if kind == QUANTITY else "",
            units=units if kind == QUANTITY else (),
            choices=tuple((key, tr(label)) for key, label in asked.choices),
            columns=tuple(_column(c, row.agreed.amounts.currency, tr) for c in asked.columns),
            so_far=self._so_far(row),
            period=plain.period or tr(asked.period_hint),
        )

    def _words(self, text: str, declared: str) -> str:
        """The declared text in the language of the sheet, unless a person wrote something else."""
        ours = {translate(declared) for translate in self._ours}
        return self._tr(declared) if not text or text in ours else text

    def _row(self, sector: Sector, asked: Input) -> InputRow:
        rows = self._rows.get(sector.key)
        if rows is None:
            made = input_rows(self._workspace, self._engagement, sector)
            rows = self._rows[sector.key] = {r.input.key: r for r in made}
        return rows[asked.key]

    def _so_far(self, row: InputRow) -> str:
        seen = row.observed
        if not seen.known or not seen.entered:
            return ""
        words = entered_words(row.input, seen.entered, self._tr, self._language)
        return f"{words} ({seen.period})" if seen.period else words


def _column(column: Column, currency: str, tr: Translate) -> Column:
    choices = tuple((key, tr(label)) for key, label in column.choices)
    unit = column.unit_in(currency)
    return replace(column, label=tr(column.label), choices=choices, unit=unit_text(unit, tr))


def _input_of(sector: Sector | None, key: str) -> Input | None:
    return next((i for i in sector.inputs if i.key == key), None) if sector else None


def _names(workspace: Workspace, records: Iterable[Record], tr: Translate) -> str:
    """The names of those who are asked, each once."""
    ids = dict.fromkeys(referred(r, "asked_of") for r in records)
    found = (workspace.find(i) for i in ids if i is not None)
    return tr(", ").join(name_of(workspace, r, tr) for r in found if r is not None)


def _sender(workspace: Workspace, engagement: UUID, records: Sequence[Record]) -> tuple[str, str]:
    """Who asks, and where the answer goes: the one who follows it up, else whoever sits at this desk."""
    owner = next((id for r in records if (id := referred(r, "owner")) is not None), None)
    person = workspace.find(owner) if owner is not None else None
    if person is None:
        return workspace.author_name(engagement, workspace.identity.public_key), ""
    name, email = str(person.get("name") or ""), str(person.get("email") or "")
    return name, f"{name} <{email}>" if email else name
