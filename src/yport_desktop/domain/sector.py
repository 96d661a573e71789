"""What a sector is: inputs, indicators, coefficients, charts and report sections as declarations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .charts import ChartData
from .errors import Problem
from .text import N_
from .values import Grade, Observed

if TYPE_CHECKING:  # comparison speaks of indicators and sources itself
    from .comparison import CityPath, Peer


class InputKind(StrEnum):
    """How an input is entered."""

    QUANTITY = "quantity"
    CHOICE = "choice"
    TABLE = "table"


@dataclass(frozen=True)
class Source:
    """Where a figure or formula comes from. `status`: published, derived or secondary."""

    title: str
    address: str = ""
    year: str = ""
    status: str = "published"
    locator: str = ""


@dataclass(frozen=True)
class Coefficient:
    """A default or factor: nothing ships without value, unit, year, source and status."""

    key: str
    label: str
    value: float
    unit: str
    source: Source
    uncertainty_pct: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table input. `kind`: number, year, text or choice.

    `plausible` and `possible` are as with an input. `exact` numbers carry no uncertainty of their own:
    the table's uncertainty moves the others. Those of one `part` move together, those of different parts
    (amounts and prices, say) independently.
    """

    key: str
    label: str
    unit: str = ""
    kind: str = "number"
    choices: tuple[tuple[str, str], ...] = ()
    possible: tuple[float | None, float | None] = (None, None)
    exact: bool = False
    part: str = ""
    plausible: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True)
class RowErrors:
    """How a table moves whose rows carry uncertainties of their own.

    `widths` gives one half width (% of the 95 % interval) for each independent error; `moved` the
    quantities by key when error n multiplies what it touches by `factors[n]`. The table's own
    uncertainty stands in, there, for a row that gives none.
    """

    widths: Callable[[Mapping[str, Any]], tuple[float, ...]]
    moved: Callable[[Mapping[str, Any], Sequence[Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Input:
    """One question of the assessment.

    `unit` is the canonical unit, `units` what a person may type instead. `plausible` warns outside its
    bounds, `possible` refuses; `plausible_source` cites the published range, where it is one. Plausible
    money is in US dollars of any year, to one digit (domain.bounds). `default` is used, visibly, where
    nothing is given; `default_for` chooses it from what is known so far (a climate, a guideline).
    `exact` inputs (a year, a convention) carry no uncertainty. A `linked` input ("sector.indicator") is
    not asked: it is what another sector computes, so that nothing is entered twice. `width_from` reads
    the half width (%) of a whole table from its rows, where they state one. A table with `errors` does
    not move as one, but row by row. In a `yearly` table each row is a figure of its own year, so that
    the city over time can read a past year's rows alone.
    """

    key: str
    label: str
    definition: str
    section: str
    unit: str = ""
    kind: InputKind = InputKind.QUANTITY
    units: tuple[str, ...] = ()
    plausible: tuple[float | None, float | None] = (None, None)
    possible: tuple[float | None, float | None] = (None, None)
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    default: Coefficient | str | None = None
    period_hint: str = ""
    optional: bool = False
    exact: bool = False
    default_for: Callable[[Mapping[str, Any]], Coefficient | None] | None = None
    linked: str = ""
    width_from: Callable[[tuple[tuple[Any, ...], ...]], float | None] | None = None
    errors: RowErrors | None = None
    yearly: bool = False
    plausible_source: str = ""


# Where the width of a term comes from, in words, to be shown beside its figure.
UNCERTAINTY_BASIS: dict[str, str] = {
    "given": N_("as given"),
    "grade": N_("from the evidence grade, a convention of this program"),
    "ungraded": N_("no grade was given: as for grade E, a convention of this program"),
    "factor": N_("as given with the factor"),
    "linked": N_("as computed in the other sector"),
    "rows": N_("row by row, as given in the table"),
    "exact": N_("exact"),
}


@dataclass(frozen=True)
class Term:
    """One input or factor inside an indicator's explanation.

    `uncertainty_basis`, a key of UNCERTAINTY_BASIS, says where the width comes from. `effect` is
    the half width of the result's 95 % range that this term alone causes, in the result's unit.
    """

    key: str
    label: str
    value: str
    unit: str
    source: str
    grade: Grade | None
    uncertainty_pct: float | None
    variance_share: float | None = None
    is_default: bool = False
    uncertainty_basis: str = ""
    effect: float | None = None


@dataclass(frozen=True)
class Estimate:
    """The result of an indicator.

    `low` and `high` bound the 95 % interval; `grade` is that of the weakest input that
    matters; `weakest` names it. `missing` lists inputs without a value: then `value` is None.
    `substituted` is the formula with this city's numbers in it; `band` is the class that the value
    falls in, in words.
    """

    key: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    grade: Grade | None = None
    weakest: str = ""
    missing: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    substituted: str = ""
    problems: tuple[Problem, ...] = ()
    band: str = ""


@dataclass(frozen=True)
class Indicator:
    """One indicator: `compute` takes the known inputs by key and returns a number in `unit`.

    The mapping also answers for the sector's coefficients, `derived` quantities and other
    indicators; what `compute` reads is what the explanation shows. `bounds` are the ends that the
    quantity cannot pass by its nature: a range is cut off there, and says so. `half_width` is set
    where the method prescribes how wide the 95 % range is, in the same unit.

    `needs` are the input keys without which there is no result (`uses` are read when known);
    `formula` is shown with symbols, `source` cites it. `decimals` is how it is displayed;
    `scale` and `display_unit` turn e.g. a share into per cent on the screen. `band` names the class of
    a published scale that the value falls in ("" for none).
    """

    key: str
    label: str
    unit: str
    definition: str
    formula: str
    source: Source
    compute: Callable[[Mapping[str, Any]], float]
    needs: tuple[str, ...]
    uses: tuple[str, ...] = ()
    decimals: int = 2
    scale: float = 1.0
    display_unit: str = ""
    better: str = ""  # "higher", "lower" or "" (neither)
    headline: bool = False
    bounds: tuple[float | None, float | None] = (None, None)
    band: Callable[[Mapping[str, Any]], str] | None = None
    half_width: Callable[[Mapping[str, Any]], float] | None = None


@dataclass(frozen=True)
class InputSection:
    """A titled group of inputs in the outline. `folded` groups open on demand (factors, overrides)."""

    key: str
    label: str
    description: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Series:
    """A result over years: one line per name. `values[name][i]` belongs to `years[i]`."""

    key: str
    label: str
    unit: str
    years: tuple[int, ...]
    values: Mapping[str, tuple[float | None, ...]]
    source: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ResultColumn:
    """One column of a table of results. `kind`: number, text (as entered) or word (a term to translate)."""

    key: str
    label: str
    unit: str = ""
    kind: str = "number"
    decimals: int = 2
    scale: float = 1.0


@dataclass(frozen=True)
class ResultTable:
    """Results of several things side by side, one row each; the first column names the thing.

    A cell is None where there is no result. `note` says in a sentence how the table is to be read.
    """

    key: str
    label: str
    columns: tuple[ResultColumn, ...]
    rows: tuple[tuple[float | str | None, ...], ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Assessment:
    """Everything computed for one sector of one city, a pure function of its inputs."""

    sector: str
    observed: Mapping[str, Observed]
    estimates: Mapping[str, Estimate]
    series: Mapping[str, Series] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    tables: Mapping[str, ResultTable] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """Input keys that some indicator waits for, each once, in the order of need."""
        seen = dict.fromkeys(k for e in self.estimates.values() for k in e.missing)
        return tuple(seen)


@dataclass(frozen=True)
class Chart:
    """A chart of the sector: pure data from an assessment; None when it cannot be drawn yet.

    `indicator` names the result that the chart shows among peers, where it is also shown small.
    """

    key: str
    label: str
    build: Callable[["Assessment"], ChartData | None]
    indicator: str = ""


@dataclass(frozen=True)
class Sector:
    """A sector as one frozen value: what a folder under `sectors/` exports as `SECTOR`.

    `derived` are named quantities between inputs and indicators, each computed once. `shares` are
    groups of inputs that make up a whole: where draws are made, the last is what the others leave.
    `peers` are figures of other cities by indicator, `paths` the ways that Yokohama went: comparison
    follows from both.
    """

    key: str
    label: str
    sections: tuple[InputSection, ...]
    inputs: tuple[Input, ...]
    indicators: tuple[Indicator, ...]
    coefficients: tuple[Coefficient, ...] = ()
    charts: tuple[Chart, ...] = ()
    series: Callable[[Mapping[str, Any]], Mapping[str, Series]] | None = None
    checks: tuple[Callable[[Mapping[str, Any]], tuple[Problem, ...]], ...] = ()
    order: int = 0
    derived: Mapping[str, Callable[[Mapping[str, Any]], Any]] = field(default_factory=dict)
    shares: tuple[tuple[str, ...], ...] = ()
    tables: Callable[[Mapping[str, Any]], Mapping[str, ResultTable]] | None = None
    peers: "tuple[Peer, ...]" = ()
    paths: "tuple[CityPath, ...]" = ()

    def input(self, key: str) -> Input:
        """The input of that key. Raises KeyError."""
        return next(i for i in self.inputs if i.key == key)

    def indicator(self, key: str) -> Indicator:
        """The indicator of that key. Raises KeyError."""
        return next(i for i in self.indicators if i.key == key)
