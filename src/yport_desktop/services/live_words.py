"""Headings and words of the live workbook, and what its sheets are made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yport_desktop.advice.live_formulas import Recording
from yport_desktop.advice.live_formulas.ledger import CELL, Place
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.sector import Assessment, Coefficient, Input, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.units import unit_text
from yport_desktop.domain.values import Observed

Translate = Callable[[str], str]

# Headings by which a table of inputs is read back; the import knows them in every language.
INPUT, VALUE, UNIT, PERIOD = N_("Input"), N_("Value"), N_("Unit"), N_("Period")
GRADE, SOURCE, WIDTH, KEY = N_("Evidence grade"), N_("Source"), N_("Uncertainty, ± %"), N_("Key")
STANDING, EFFECT, NOTE = N_("Where it comes from"), N_("Effect in this workbook"), N_("Note")

RESULTS, INPUTS, FACTORS = N_("Results"), N_("Inputs"), N_("Factors")
SERIES, CALCULATION, BY_YEAR = N_("Results by year"), N_("Calculation"), N_("Calculation by year")
SOURCES, NOTES = N_("Sources"), N_("How to read this")
_FIXED_SHEETS = (RESULTS, INPUTS, FACTORS, SERIES, CALCULATION, BY_YEAR, SOURCES, NOTES)
_NAMED_AT_MOST = 8


@dataclass(frozen=True)
class Speech:
    """What is exported, and the words for it in the person's language."""

    sector: Sector
    assessment: Assessment
    recording: Recording
    tr: Translate

    def text(self, message: str, **details: object) -> str:
        """A sentence in the person's language."""
        return self.tr(message).format(**details)

    def heading(self, label: str, unit: str) -> str:
        """The heading of a column: its label with its unit, where it has one."""
        return f"{self.tr(label)} ({unit_text(unit, self.tr)})" if unit else self.tr(label)

    def problem(self, problem: Problem) -> str:
        """A problem as a sentence; labels in it are translated too."""
        details = {k: self.tr(v) if isinstance(v, str) and v else v for k, v in problem.details}
        return self.tr(problem.message).format(**details) if details else self.tr(problem.message)

    def sheet_titles(self) -> tuple[str, ...]:
        """The names of the sheets that are always called so."""
        return tuple(self.tr(title) for title in _FIXED_SHEETS)

    def listed(self, keys: Iterable[str]) -> str:
        """Labels of some keys, not more than a person reads."""
        labels = [self.label(key) for key in keys]
        shown = ", ".join(labels[:_NAMED_AT_MOST])
        more = len(labels) - _NAMED_AT_MOST
        return self.text(N_("{names} and {n} more"), names=shown, n=more) if more > 0 else shown

    def label(self, key: str) -> str:
        """What an input, factor, indicator or quantity is called; the key where it has no label."""
        if key in self.labels:
            return self.tr(self.labels[key])
        table, _, column = key.partition(".")
        if column and table in self.asked:
            label = next((c.label for c in self.asked[table].columns if c.key == column), column)
            return self.text(N_("{table}: {column}"), table=self.label(table), column=self.tr(label))
        return key.replace("_", " ")

    @cached_property
    def labels(self) -> dict[str, str]:
        """Labels by key, in English."""
        sector = self.sector
        everything: tuple[Any, ...] = (*sector.inputs, *sector.coefficients, *sector.indicators)
        return {one.key: one.label for one in everything}

    @cached_property
    def asked(self) -> dict[str, Input]:
        """The inputs by key."""
        return {asked.key: asked for asked in self.sector.inputs}

    @property
    def roots(self) -> tuple[int, ...]:
        """The steps that are shown as results: of indicators, of series, of result tables."""
        recording = self.recording
        shown = (recording.results, recording.series, recording.cells)
        return tuple(at for steps in shown for at in steps.values())

    @cached_property
    def used(self) -> frozenset[Place]:
        """The cells that a result or a series is computed from."""
        ledger = self.recording.ledger
        steps = (ledger.steps[at] for at in ledger.reached(self.roots))
        return frozenset(step.what for step in steps if step.kind == CELL)

    @cached_property
    def used_keys(self) -> frozenset[str]:
        """The inputs and factors that these cells belong to."""
        return frozenset(place.key for place in self.used)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The inputs by which something was decided, or that the formulas do not follow."""
        recording = self.recording
        lists = (*recording.decided.values(), *recording.fixed.values())
        return frozenset(key.partition(".")[0] for keys in lists for key in keys)

    def default_of(self, asked: Input) -> Coefficient | None:
        """The factor that stands in for an input, where one does."""
        seen = self.assessment.observed[asked.key]
        if not seen.is_default:
            return None
        if isinstance(asked.default, Coefficient):
            return asked.default
        if asked.default_for is None:
            return None
        observed: Mapping[str, Observed] = self.assessment.observed
        return asked.default_for({key: known.value for key, known in observed.items() if known.known})
