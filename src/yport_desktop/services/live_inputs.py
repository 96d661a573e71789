"""The sheets of the live workbook that hold figures: inputs, tables, factors, sources."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.advice.live_formulas.ledger import Place
from yport_desktop.domain.conventions import CONVERTED
from yport_desktop.domain.sector import Coefficient, Input, InputKind, Source
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import CONVENTION, MISSING_LABEL, SOURCE_STATUS_LABEL, Observed
from yport_desktop.interop.live_workbook import Cell, Formula, Ref, Sheet

from . import live_words as words
from .live_words import Speech


def cell_name(place: Place) -> tuple[str, Place]:
    """What formulas call the cell of an input or factor."""
    return ("cell", place)


def inputs_sheet(speech: Speech, links: Mapping[str, str]) -> Sheet:
    """Every input with its value. `links`: the sheets of the table inputs."""
    rows: list[tuple[Cell, ...]] = []
    for section in speech.sector.sections:
        rows.append((Cell(speech.tr(section.label), "group"),))
        rows += [_input(speech, a, links) for a in speech.sector.inputs if a.section == section.key]
    headings = (
        words.INPUT,
        words.VALUE,
        words.UNIT,
        words.PERIOD,
        words.GRADE,
        words.WIDTH,
        words.SOURCE,
        words.STANDING,
        words.EFFECT,
        words.KEY,
    )
    return Sheet(
        speech.tr(words.INPUTS),
        speech.tr(words.INPUTS),
        (
            speech.tr(N_("Change a yellow cell: every result that depends on it is computed again.")),
            speech.tr(N_("Grey cells are fixed here: change them in the program and export again.")),
        ),
        tuple(speech.tr(heading) for heading in headings),
        tuple(rows),
        (46, 16, 14, 12, 9, 12, 40, 22, 22, 26),
        kept=2,
    )


def _input(speech: Speech, asked: Input, links: Mapping[str, str]) -> tuple[Cell, ...]:
    seen = speech.assessment.observed[asked.key]
    exact = asked.exact or asked.kind is InputKind.CHOICE
    width = None if exact else seen.uncertainty_pct
    return (
        Cell(speech.tr(asked.label)),
        _value(speech, asked, seen, links),
        Cell((seen.unit or asked.unit) if asked.kind is InputKind.QUANTITY else "", "quiet"),
        Cell(seen.period, "quiet"),
        Cell(str(seen.grade or ""), "quiet"),
        Cell(width, "quiet"),
        Cell(speech.tr(seen.source) if seen.source else "", "quiet"),
        Cell(_standing(speech, asked, seen), "quiet"),
        Cell(_effect(speech, asked.key), "quiet"),
        Cell(asked.key, "quiet"),
    )


def _value(speech: Speech, asked: Input, seen: Observed, links: Mapping[str, str]) -> Cell:
    if asked.kind is InputKind.TABLE:
        text = speech.tr(N_("see its sheet")) if asked.key in links else ""
        return Cell(text, "still", link=links.get(asked.key, ""))
    if isinstance(seen.value, str):
        return Cell(speech.tr(dict(asked.choices).get(seen.value, seen.value)), "still")
    if not isinstance(seen.value, int | float):
        return Cell(None, "still")
    place = Place(asked.key)
    return Cell(seen.value, "entry" if place in speech.used else "still", name=cell_name(place))


def _standing(speech: Speech, asked: Input, seen: Observed) -> str:
    if asked.linked and (seen.linked or not seen.known):
        return speech.text(N_("computed in {sector}"), sector=speech.tr(seen.source) or asked.linked)
    if seen.is_default:
        return speech.tr(N_("default of the program"))
    if seen.conversion:
        return speech.text(CONVERTED, conversion=seen.conversion)
    if seen.known:
        return speech.tr(N_("entered"))
    reason = MISSING_LABEL[seen.missing] if seen.missing else N_("not asked")
    return speech.text(N_("no value: {reason}"), reason=speech.tr(reason))


def _effect(speech: Speech, key: str) -> str:
    used, decides = key in speech.used_keys, key in speech.deciding
    if used and decides:
        return speech.tr(N_("used; also decided a case"))
    if used:
        return speech.tr(N_("used"))
    return speech.tr(N_("decided a case, fixed")) if decides else speech.tr(N_("not used"))


def table_sheets(speech: Speech) -> dict[str, Sheet]:
    """A sheet for every table input that is filled, by its key."""
    tables = [a for a in speech.sector.inputs if a.kind is InputKind.TABLE]
    return {
        asked.key: _table(speech, asked, seen.value, seen)
        for asked in tables
        if isinstance((seen := speech.assessment.observed[asked.key]).value, tuple)
    }


def _table(speech: Speech, asked: Input, value: tuple[Any, ...], seen: Observed) -> Sheet:
    rows = tuple(
        tuple(_table_cell(speech, asked, row, column, cell) for column, cell in enumerate(cells))
        for row, cells in enumerate(value)
    )
    said = [speech.tr(asked.definition), speech.text(N_("Key: {key}"), key=asked.key)]
    if seen.source:
        said.append(speech.text(N_("Source: {source}"), source=seen.source))
    if seen.period or seen.grade:
        text = N_("Period: {period}; evidence grade: {grade}")
        said.append(speech.text(text, period=seen.period or "–", grade=seen.grade or "–"))
    if seen.conversion:
        said.append(speech.text(CONVERTED, conversion=seen.conversion))
    labels = [speech.heading(c.label, c.unit_in(seen.unit)) for c in asked.columns]
    return Sheet(
        speech.tr(asked.label),
        speech.tr(asked.label),
        tuple(said),
        tuple(labels),
        rows,
        tuple(14.0 if c.kind in ("number", "year") else 26.0 for c in asked.columns),
    )


def _table_cell(speech: Speech, asked: Input, row: int, at: int, cell: float | str | None) -> Cell:
    column = asked.columns[at]
    if cell is None:
        return Cell(None, "still")
    if isinstance(cell, str):
        return Cell(speech.tr(dict(column.choices).get(cell, cell)) if column.choices else cell)
    if column.kind != "number":
        return Cell(cell, "still", "0")
    place = Place(asked.key, row, at)
    return Cell(cell, "entry" if place in speech.used else "still", name=cell_name(place))


def factors_sheet(speech: Speech) -> Sheet:
    """Every coefficient and default with value, unit, year, source and status."""
    rows = [_coefficient(speech, one) for one in speech.sector.coefficients]
    for asked in speech.sector.inputs:
        default = speech.default_of(asked)
        if default is not None:
            now = Formula((Ref(cell_name(Place(asked.key))),), default.value)
            rows.append(_factor(speech, asked.key, asked.label, default, Cell(now, "figure")))
    headings = (
        N_("Factor"),
        words.VALUE,
        words.UNIT,
        words.WIDTH,
        N_("Year"),
        words.SOURCE,
        N_("Place in the source"),
        N_("Status"),
        N_("Address"),
        words.NOTE,
        words.KEY,
    )
    return Sheet(
        speech.tr(words.FACTORS),
        speech.tr(words.FACTORS),
        (
            speech.tr(
                N_(
                    "Coefficients, and the defaults that stand in where nothing was entered: change a "
                    "default among the inputs."
                )
            ),
        ),
        tuple(speech.tr(heading) for heading in headings),
        tuple(rows),
        (40, 14, 14, 12, 10, 40, 26, 16, 36, 34, 24),
        kept=2,
    )


def _coefficient(speech: Speech, one: Coefficient) -> tuple[Cell, ...]:
    seen = speech.assessment.observed[one.key]
    place = Place(one.key)
    look = "entry" if place in speech.used else "still"
    value = seen.value if isinstance(seen.value, int | float) else one.value
    return _factor(speech, one.key, one.label, one, Cell(value, look, name=cell_name(place)))


def _factor(speech: Speech, key: str, label: str, one: Coefficient, value: Cell) -> tuple[Cell, ...]:
    source = one.source
    return (
        Cell(speech.tr(label)),
        value,
        Cell(one.unit, "quiet"),
        Cell(one.uncertainty_pct, "quiet"),
        Cell(source.year, "quiet"),
        Cell(source.title, "quiet"),
        Cell(source.locator, "quiet"),
        Cell(speech.tr(SOURCE_STATUS_LABEL.get(source.status, source.status)), "quiet"),
        Cell(source.address, "quiet"),
        Cell(speech.tr(one.note) if one.note else "", "quiet"),
        Cell(key, "quiet"),
    )


def source_sheet(speech: Speech) -> Sheet:
    """Every source once, with what it was used for."""
    used: dict[Source, list[str]] = {}
    for one in speech.sector.coefficients:
        used.setdefault(one.source, []).append(one.key)
    for asked in speech.sector.inputs:
        default, seen = speech.default_of(asked), speech.assessment.observed[asked.key]
        if default is not None:
            used.setdefault(default.source, []).append(asked.key)
        elif seen.known and seen.source and not seen.linked and seen.source_status != CONVENTION:
            used.setdefault(Source(seen.source, status=""), []).append(asked.key)
    for indicator in speech.sector.indicators:
        used.setdefault(indicator.source, []).append(indicator.key)
    rows = tuple(
        (
            Cell(source.title),
            Cell(source.locator, "quiet"),
            Cell(source.year, "quiet"),
            Cell(speech.tr(SOURCE_STATUS_LABEL.get(source.status, "")), "quiet"),
            Cell(source.address, "quiet"),
            Cell(speech.listed(dict.fromkeys(keys)), "quiet"),
        )
        for source, keys in used.items()
    )
    headings = (
        words.SOURCE,
        N_("Place in the source"),
        N_("Year"),
        N_("Status"),
        N_("Address"),
        N_("Used for"),
    )
    return Sheet(
        speech.tr(words.SOURCES),
        speech.tr(words.SOURCES),
        (),
        tuple(speech.tr(heading) for heading in headings),
        rows,
        (60, 30, 10, 16, 40, 60),
    )
