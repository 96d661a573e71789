"""What people change in the priorities: cells, weights, comparisons, rules, options and criteria."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from uuid import UUID

from yport_desktop.domain.changes import LIFE, Committed, Edit
from yport_desktop.domain.entity import Json
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.order import key_at
from yport_desktop.domain.text import N_

from .priorities import (
    CRITERION,
    OPTION,
    PAIRWISE,
    RULES,
    SCORE,
    SCREENING,
    pairwise_id,
    priorities_view,
    rules_id,
    score_id,
)
from .records import create, delete, set_values
from .workspace import Workspace

Cell = tuple[UUID, UUID]


def screening_id(engagement: UUID, sector: str) -> UUID:
    """The record of a sector's screening, the same on every laptop."""
    return derived_id(engagement, SCREENING, sector)


def add(workspace: Workspace, engagement: UUID, kind: str, values: Mapping[str, Json]) -> UUID:
    """A new option or criterion after those there are. Raises InvalidEntry."""
    known = [r.order for r in workspace.records(engagement, kind)]
    order = key_at(known, len(known), Random())
    edits = create(kind, values, engagement, order=order)
    workspace.commit(engagement, edits, workspace.entity(kind).label)
    return edits[0].record


def put_scores(workspace: Workspace, engagement: UUID, cells: Mapping[Cell, Mapping[str, Json]]) -> Committed:
    """Set fields of the values of options, by (option, criterion), in one save. Raises InvalidEntry."""
    edits: list[Edit] = []
    for (option, criterion), values in cells.items():
        fixed = {"criterion": str(criterion)}
        edits += _derived(workspace, SCORE, score_id(option, criterion), option, fixed, values)
    return workspace.commit(engagement, edits, N_("Value of an option"))


def put_comparison(
    workspace: Workspace, engagement: UUID, first: UUID, second: UUID, ratio: str | None
) -> Committed:
    """How much more `first` weighs than `second`, from "9" to "1/9"; None takes the comparison away."""
    if first > second:  # kept in one order, so that nobody's entry turns another's around
        first, second, ratio = second, first, str(1 / Fraction(ratio)) if ratio else ratio
    record = pairwise_id(engagement, first, second)
    names = {"first": str(first), "second": str(second)}
    edits = _derived(workspace, PAIRWISE, record, engagement, names, {"ratio": ratio})
    return workspace.commit(engagement, edits, N_("Pairwise comparison"))


def put_rules(workspace: Workspace, engagement: UUID, values: Mapping[str, Json]) -> Committed:
    """Set rules of the priorities."""
    edits = _derived(workspace, RULES, rules_id(engagement), engagement, {}, values)
    return workspace.commit(engagement, edits, N_("Rules of the priorities"))


def put_screening(
    workspace: Workspace, engagement: UUID, sector: str, values: Mapping[str, Json]
) -> Committed:
    """Set fields of a sector's screening."""
    record = screening_id(engagement, sector)
    edits = _derived(workspace, SCREENING, record, engagement, {"sector": sector}, values)
    return workspace.commit(engagement, edits, N_("Screening of a sector"))


def scale_weights(workspace: Workspace, engagement: UUID) -> Committed:
    """Write the weights set directly so that they add up to 100, in the proportions they have."""
    view = priorities_view(workspace, engagement)
    shares = {c.id: c.weight for c in view.criteria if c.weight is not None}
    edits = [
        edit
        for id, text in zip(shares, hundredths(list(shares.values())), strict=True)
        for edit in set_values(id, {"weight": text})
    ]
    return workspace.commit(engagement, edits, N_("Scale the weights to 100 %"))


def hundredths(shares: Sequence[float]) -> list[str]:
    """Shares of 1 as per cent with two decimals that add up to exactly 100 (largest remainders first)."""
    exact = [share * 10_000 for share in shares]
    whole = [int(x) for x in exact]
    left = 10_000 - sum(whole)
    for at in sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])[:left]:
        whole[at] += 1
    from_hundredths = (f"{n // 100}.{n % 100:02d}" for n in whole)
    return [text.rstrip("0").rstrip(".") for text in from_hundredths]


def remove_option(workspace: Workspace, engagement: UUID, option: UUID) -> Committed:
    """Delete an option with its values, in one save."""
    below = workspace.children(option, SCORE)
    edits = [edit for id in (option, *(r.id for r in below)) for edit in delete(id)]
    return workspace.commit(engagement, edits, workspace.entity(OPTION).label)


def remove_criterion(workspace: Workspace, engagement: UUID, criterion: UUID) -> Committed:
    """Delete a criterion with the values on it and the comparisons with it, in one save."""
    name = str(criterion)
    scores = [r for r in workspace.records(engagement, SCORE) if r.get("criterion") == name]
    pairs = [r for r in workspace.records(engagement, PAIRWISE) if name in (r.get("first"), r.get("second"))]
    edits = [edit for id in (criterion, *(r.id for r in (*scores, *pairs))) for edit in delete(id)]
    return workspace.commit(engagement, edits, workspace.entity(CRITERION).label)


def _derived(
    workspace: Workspace,
    kind: str,
    record: UUID,
    parent: UUID,
    fixed: Mapping[str, Json],
    values: Mapping[str, Json],
) -> list[Edit]:
    """Set fields of a record with a derived id; where it is not there it is made, or brought back to life."""
    known = workspace.store.read.record(record)
    if known is not None and not known.deleted:
        return set_values(record, {k: v for k, v in values.items() if known.values.get(k) != v})
    edits = create(kind, {**fixed, **values}, parent, record)
    if known is not None:
        gone = {k: None for k in known.values if k not in fixed and k not in values}
        edits += [Edit(record, LIFE, None), *set_values(record, gone)]
    return edits
