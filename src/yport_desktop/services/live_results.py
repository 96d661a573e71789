"""The first and the last sheet of the live workbook: the results, and what one must know of them."""

from collections.abc import Iterator

from yport_desktop.domain.sector import Estimate, Indicator
from yport_desktop.domain.text import N_
from yport_desktop.interop.live_workbook import Cell, Formula, Ref, Sheet

from . import live_words as words
from .live_steps import Steps
from .live_words import Speech

_RATIO = "0.0E+00;-0.0E+00;0"


def results_sheet(speech: Speech, steps: Steps) -> Sheet:
    """Every indicator as a live formula, with what the program computed beside it."""
    indicators = speech.sector.indicators
    known = [i for i in indicators if speech.assessment.estimates[i.key].value is not None]
    rows = [_result(speech, steps, i) for i in sorted(known, key=lambda i: not i.headline)]
    if len(known) < len(indicators):
        rows.append((Cell(speech.tr(N_("Without a result")), "group"),))
        rows += [_result(speech, steps, i) for i in indicators if i not in known]
    headings = (
        N_("Indicator"),
        words.VALUE,
        words.UNIT,
        N_("As computed by the program"),
        N_("Difference, relative"),
        N_("95 % range, from"),
        N_("95 % range, to"),
        words.GRADE,
        N_("Formula"),
        words.SOURCE,
        N_("Remark"),
    )
    return Sheet(
        speech.tr(words.RESULTS),
        speech.tr(speech.sector.label),
        (speech.tr(N_("The values follow the inputs; ranges and grades are those of the export.")),),
        tuple(speech.tr(heading) for heading in headings),
        tuple(rows),
        (46, 16, 14, 16, 12, 14, 14, 9, 44, 44, 44),
        kept=2,
    )


def _result(speech: Speech, steps: Steps, indicator: Indicator) -> tuple[Cell, ...]:
    estimate = speech.assessment.estimates[indicator.key]
    unit = indicator.display_unit or estimate.unit
    number = "#,##0" + (f".{'0' * indicator.decimals}" if indicator.decimals else "")
    at = speech.recording.results.get(indicator.key)
    source = ", ".join(part for part in (indicator.source.title, indicator.source.locator) if part)
    name = ("result", indicator.key)

    def shown(value: float | None) -> float | None:
        return None if value is None else value * indicator.scale

    now, difference = Cell(shown(estimate.value), "still", number), Cell(None, "quiet")
    if at is not None:
        now = steps.scaled(at, indicator.scale, "strong", number)
        difference = _difference(name, shown(estimate.value))
    return (
        Cell(speech.tr(indicator.label)),
        Cell(now.content, now.look, now.number, name),
        Cell(unit, "quiet"),
        Cell(shown(estimate.value), "still", number),
        difference,
        Cell(shown(estimate.low), "quiet", number),
        Cell(shown(estimate.high), "quiet", number),
        Cell(str(estimate.grade or ""), "quiet"),
        Cell(indicator.formula, "quiet"),
        Cell(source, "quiet"),
        Cell(" ".join(_remarks(speech, indicator, estimate)), "quiet"),
    )


def _difference(name: object, before: float | None) -> Cell:
    """How far the cell has moved from the program's value: 0 until an input is changed."""
    if not before:
        return Cell(None, "quiet")
    return Cell(Formula((Ref(name), f"/{before!r}-1"), 0.0), "quiet", _RATIO)


def _remarks(speech: Speech, indicator: Indicator, estimate: Estimate) -> Iterator[str]:
    recording = speech.recording
    if estimate.missing:
        yield speech.text(N_("No result yet; missing: {inputs}."), inputs=speech.listed(estimate.missing))
    if indicator.key in recording.fallen_back:
        yield speech.tr(N_("Value of the program: its calculation cannot be written as formulas."))
    if fixed := recording.fixed.get(indicator.key):
        yield speech.text(N_("Fixed as exported: {inputs}."), inputs=speech.listed(fixed))
    for problem in estimate.problems:
        yield speech.problem(problem)


def notes_sheet(speech: Speech, steps: Steps) -> Sheet:
    """How the workbook is to be read, and what in it is fixed."""
    rows = tuple((Cell(line),) for line in dict.fromkeys(_notes(speech, steps)))
    return Sheet(speech.tr(words.NOTES), speech.tr(words.NOTES), (), (), rows, (105,))


def _notes(speech: Speech, steps: Steps) -> Iterator[str]:
    recording = speech.recording
    yield speech.tr(
        N_(
            "The results are computed in this workbook from the inputs and factors, by the formulas of the "
            "program. Yellow cells can be changed. A changed workbook can be read into the program again."
        )
    )
    yield speech.tr(
        N_(
            "Where a calculation depends on a case (which answer, which year, whether a value is there or is "
            "zero), the case at the time of export is fixed. Empty cells are left out of the formulas: "
            "what is written there later has no effect."
        )
    )
    for owner, keys in recording.decided.items():
        text = N_("{name}: a case was decided by the values of {inputs}.")
        yield speech.text(text, name=speech.label(owner), inputs=speech.listed(keys))
    for key, keys in recording.fixed.items():
        text = N_("{name} does not follow: {inputs}.")
        yield speech.text(text, name=speech.label(key), inputs=speech.listed(keys))
    if steps.plan.unknown:
        yield speech.tr(
            N_("Some steps have no function in a spreadsheet. They hold the value that the program computed.")
        )
    yield speech.tr(
        N_("A missing value is not zero: an indicator that waits for an input has no value and no formula.")
    )
    for problem in speech.assessment.problems:
        yield speech.problem(problem)
