"""The priorities of an engagement: options, criteria and weights as records, and the order that follows.

A value of an option on a criterion lives in a record whose id follows from both, so that two advisors
offline meet in one cell; so do pairwise comparisons and the rules. Everything computed is a pure function
of these records: `priorities_view` reads them once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from yport_desktop.advice.mcda.flips import Flip, flips
from yport_desktop.advice.mcda.panel import Panel, panel
from yport_desktop.advice.mcda.ranking import Case, Cell, Criterion, Standing, standings
from yport_desktop.domain.check import is_decimal
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Grade

from .priority_weights import Weights, weights_of
from .record_links import referred
from .workspace import Workspace

CRITERION, OPTION, SCORE = "criterion", "option", "score"
PAIRWISE, RULES, SCREENING = "pairwise", "priority_rules", "screening"
KINDS = frozenset({CRITERION, OPTION, SCORE, PAIRWISE, RULES, SCREENING})
LARGEST = 1e15  # a value beyond this is no measurement, and its square would overflow


@dataclass(frozen=True)
class CriterionRow:
    """A criterion as it is used. `worst`, `best` and `middle` are None where they are not (well) given.

    `weight` is its share of all weights, None where it does not count (yet).
    """

    record: Record
    worst: float | None
    best: float | None
    middle: float | None
    weight: float | None = None

    @property
    def id(self) -> UUID:
        """The record's."""
        return self.record.id

    @property
    def name(self) -> str:
        """As people call it."""
        return str(self.record.get("name", ""))

    @property
    def unit(self) -> str:
        """The unit of its values."""
        return str(self.record.get("unit", ""))

    @property
    def has_range(self) -> bool:
        """Whether values can be valued on it."""
        return self.worst is not None and self.best is not None


@dataclass(frozen=True)
class ScoreCell:
    """What is known of an option on a criterion. `outside`: beyond the fixed range; `worth` 0 to 1."""

    record: Record | None = None
    value: float | None = None
    grade: Grade | None = None
    outside: bool = False
    worth: float | None = None

    @property
    def missing(self) -> str:
        """Why there is no value, as a code; "" where nobody said."""
        return str(self.record.get("missing", "")) if self.record else ""

    @property
    def conflicts(self) -> frozenset[str]:
        """Fields on which people disagree."""
        return self.record.conflicts if self.record else frozenset()


@dataclass(frozen=True)
class PrioritiesView:
    """Everything on the page. `case` and what follows from it is empty while weights cannot be used."""

    engagement: UUID
    criteria: tuple[CriterionRow, ...]
    options: tuple[Record, ...]
    cells: Mapping[tuple[UUID, UUID], ScoreCell]
    rules: Record | None
    weights: Weights
    case: Case | None = None
    standings: tuple[Standing, ...] = ()
    panel: Panel | None = None
    flips: tuple[Flip, ...] = ()
    problems: tuple[Problem, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def cell(self, option: UUID, criterion: UUID) -> ScoreCell:
        """One cell, empty where nothing was entered."""
        return self.cells.get((option, criterion), ScoreCell())

    def criterion(self, key: str) -> CriterionRow:
        """The criterion that the ranking calls so. Raises StopIteration."""
        return next(c for c in self.criteria if str(c.id) == key)

    @property
    def discounted(self) -> bool:
        """Whether weak evidence counts less."""
        return rule(self.rules, "discount", True) is True

    @property
    def accepts_contradictions(self) -> bool:
        """Whether it was decided to use comparisons that contradict each other."""
        return rule(self.rules, "accept_inconsistent", False) is True


def score_id(option: UUID, criterion: UUID) -> UUID:
    """The record of a cell, the same on every laptop."""
    return derived_id(option, SCORE, criterion)


def pairwise_id(engagement: UUID, one: UUID, other: UUID) -> UUID:
    """The record of a comparison, whichever criterion was named first."""
    return derived_id(engagement, PAIRWISE, *sorted((one, other)))


def rules_id(engagement: UUID) -> UUID:
    """The record of the rules."""
    return derived_id(engagement, RULES)


def rule(rules: Record | None, key: str, otherwise: Json) -> Json:
    """A rule, or what holds where nobody set it."""
    return rules.get(key, otherwise) if rules is not None else otherwise


def number(value: Json) -> float | None:
    """The number a field holds; None for what is none, or is beyond every measurement."""
    if not isinstance(value, str) or not is_decimal(value) or abs(float(value)) > LARGEST:
        return None
    return float(value)


def priorities_view(workspace: Workspace, engagement: UUID) -> PrioritiesView:
    """Read all records of the page and rank."""
    rules = workspace.find(rules_id(engagement))
    criteria = tuple(_criterion(r) for r in workspace.records(engagement, CRITERION))
    options = workspace.records(engagement, OPTION)
    usable = [c for c in criteria if c.has_range]
    comparisons = {
        pair: str(r.get("ratio", ""))
        for r in workspace.records(engagement, PAIRWISE)
        if (pair := (referred(r, "first"), referred(r, "second")))
    }
    weights = weights_of([c.record for c in usable], comparisons, rules)
    criteria = tuple(_weighed(c, weights) for c in criteria)
    cells = _cells(workspace, engagement, criteria, options)
    view = PrioritiesView(engagement, criteria, options, cells, rules, weights)
    found = (*weights.problems, *_problems(view))
    return _ranked(view, found)


def _criterion(record: Record) -> CriterionRow:
    worst, best, middle = (number(record.get(key)) for key in ("worst", "best", "middle"))
    if worst is None or best is None or worst == best:
        return CriterionRow(record, None, None, None)
    between = middle is not None and min(worst, best) < middle < max(worst, best)
    return CriterionRow(record, worst, best, middle if between else None)


def _weighed(row: CriterionRow, weights: Weights) -> CriterionRow:
    return replace(row, weight=weights.shares.get(row.id))


def _cells(
    workspace: Workspace, engagement: UUID, criteria: tuple[CriterionRow, ...], options: tuple[Record, ...]
) -> dict[tuple[UUID, UUID], ScoreCell]:
    """The cells by option and criterion; of two records for one cell the one with the derived id counts."""
    wanted, asked = {o.id for o in options}, {c.id: c for c in criteria}
    found: dict[tuple[UUID, UUID], Record] = {}
    for record in workspace.records(engagement, SCORE):
        criterion = referred(record, "criterion")
        if record.parent not in wanted or criterion not in asked:
            continue
        place = (record.parent, criterion)
        if place not in found or record.id == score_id(*place):
            found[place] = record
    return {place: _cell(record, asked[place[1]]) for place, record in found.items()}


def _cell(record: Record, criterion: CriterionRow) -> ScoreCell:
    value = number(record.get("value"))
    letter = str(record.get("grade"))
    grade = Grade(letter) if letter in Grade.__members__ else None
    if value is None or criterion.worst is None or criterion.best is None:
        return ScoreCell(record, value, grade)
    scale = Criterion("", criterion.worst, criterion.best, 0.0, criterion.middle)
    return ScoreCell(record, value, grade, scale.is_outside(value), scale.worth(value))


def _problems(view: PrioritiesView) -> list[Problem]:
    """What should be looked at: criteria that do not count, values beyond their range."""
    found = []
    for row in view.criteria:
        if not row.has_range:
            text = N_("“{name}” does not count yet: it has no fixed range from worst to best.")
            found.append(Problem(text, Severity.WARNING, str(row.id), details=(("name", row.name),)))
    for option in view.options:
        for row in view.criteria:
            if view.cell(option.id, row.id).outside:
                text = N_(
                    "“{option}”: the value for “{criterion}” lies beyond the fixed range and counts "
                    "as its end."
                )
                details = (("option", option.get("name", "")), ("criterion", row.name))
                found.append(Problem(text, Severity.WARNING, str(row.id), details=details))
    return found


def _ranked(view: PrioritiesView, problems: tuple[Problem, ...]) -> PrioritiesView:
    names = {str(r.id): str(r.get("name", "")) for r in (*view.options, *(c.record for c in view.criteria))}
    case = None
    if view.weights.usable and view.options:
        criteria = tuple(
            Criterion(str(c.id), c.worst, c.best, c.weight, c.middle)
            for c in view.criteria
            if c.worst is not None and c.best is not None and c.weight is not None
        )
        cells = {(str(o), str(c)): Cell(cell.value, cell.grade) for (o, c), cell in view.cells.items()}
        case = Case(criteria, tuple(str(o.id) for o in view.options), cells, view.discounted)
    order = standings(case) if case else ()
    return replace(
        view,
        case=case,
        standings=order,
        panel=panel(case, order) if case else None,
        flips=flips(case, order) if case else (),
        problems=problems,
        names=names,
    )
