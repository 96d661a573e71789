"""Of every sector: what changes a result is listed among its terms; what is not listed changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from yport_desktop.domain.assess import assess, evaluation_of, with_defaults
from yport_desktop.domain.effects import scaled, value_of
from yport_desktop.domain.sector import Assessment, Input, InputKind, Sector
from yport_desktop.domain.values import Observed
from yport_desktop.services.calculate import read_inputs

from .test_sectors import SECTORS, examples

LONG = 60  # rows: one example with as many says no more than a short one


def cases() -> list[Any]:
    """One example for each set of inputs that are given together."""
    found, seen = [], set()
    for parameters in examples():
        name, example = parameters.values
        rows = [len(given) for given in example["inputs"].values() if isinstance(given, list)]
        kind = (name, frozenset(example["inputs"]))
        if max(rows, default=0) < LONG and kind not in seen:
            seen.add(kind)
            found.append(pytest.param(SECTORS[name], example["inputs"], id=parameters.id))
    return found


CASES = pytest.mark.parametrize(("sector", "inputs"), cases())


def shown(assessment: Assessment) -> dict[str, set[str]]:
    return {key: {term.key for term in e.terms} for key, e in assessment.estimates.items()}


def changed(before: Assessment, after: Assessment) -> set[str]:
    """The results that were there and are another number now."""
    pairs = ((key, e.value, after.estimates[key].value) for key, e in before.estimates.items())
    return {key for key, old, new in pairs if old is not None and new is not None and old != new}


def values_of(sector: Sector, observed: Mapping[str, Observed]) -> dict[str, float | None]:
    """The results alone, without ranges and explanations: most of what is tried here changes none."""
    evaluation = evaluation_of(sector, with_defaults(sector, observed))
    return {i.key: value_of(evaluation, i.key) for i in sector.indicators}


def other_values(asked: Input | None, seen: Observed) -> Iterator[Any]:
    if asked is not None and asked.kind is InputKind.CHOICE:
        yield from (key for key, _ in asked.choices if key != seen.value)
    elif not isinstance(seen.value, str):
        yield scaled(asked, seen.value, 0.97)


def first_value(asked: Input) -> Iterator[Any]:
    if asked.kind is InputKind.CHOICE:
        yield from (key for key, _ in asked.choices)
    elif asked.kind is InputKind.QUANTITY:
        bounds = [b for b in (*asked.plausible, *asked.possible) if b is not None]
        yield bounds[0] if len(bounds) < 2 else bounds[0] * 0.7 + bounds[1] * 0.3


@CASES
def test_what_changes_a_result_is_among_its_terms(sector: Sector, inputs: dict[str, Any]) -> None:
    observed, _ = read_inputs(sector, inputs)
    before = assess(sector, observed)
    terms, asked_for = shown(before), {asked.key: asked for asked in sector.inputs}
    plain = values_of(sector, observed)
    for key, seen in before.observed.items():
        if not seen.known:
            continue
        for value in other_values(asked_for.get(key), seen):
            given = {**observed, key: replace(seen, value=value, is_default=False)}
            if all(key in terms[r] or plain[r] == new for r, new in values_of(sector, given).items()):
                continue
            hidden = {r for r in changed(before, assess(sector, given)) if key not in terms[r]}
            assert not hidden, (key, value, hidden)


@CASES
def test_what_is_entered_besides_counts_only_where_it_is_named(
    sector: Sector, inputs: dict[str, Any]
) -> None:
    """Inputs of a method that is not chosen are left over: they change nothing, or they are shown."""
    observed, _ = read_inputs(sector, inputs)
    before, plain = assess(sector, observed), values_of(sector, observed)
    for asked in sector.inputs:
        if asked.key in inputs:
            continue
        for value in first_value(asked):
            given = {**observed, asked.key: Observed(value, unit=asked.unit, missing=None)}
            if values_of(sector, given) == plain:
                continue
            after = assess(sector, given)
            terms = shown(after)
            hidden = {r for r in changed(before, after) if asked.key not in terms[r]}
            assert not hidden, (asked.key, value, hidden)
