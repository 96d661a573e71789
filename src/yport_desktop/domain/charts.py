"""Chart data: what a chart says, before anybody draws it. Labels are English, marked with `N_`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """A labelled value with an optional 95 % range.

    `mark` is "city", "peer", "partner" (a peer in a partner country) or "yokohama".
    `stated` is the value as its source states it, where that differs from the recomputed `value`.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    mark: str = "peer"
    stated: float | None = None


@dataclass(frozen=True)
class PeerStrip:
    """One indicator of this city among its peers, on one axis."""

    title: str
    unit: str
    points: tuple[Point, ...]
    source: str = ""


@dataclass(frozen=True)
class Flow:
    """One flow of a balance from a stage to the next, in the unit of the chart."""

    source: str
    target: str
    value: float


@dataclass(frozen=True)
class Balance:
    """A mass balance drawn as flows from left to right. `stages` are columns of node labels."""

    title: str
    unit: str
    stages: tuple[tuple[str, ...], ...]
    flows: tuple[Flow, ...]
    source: str = ""


@dataclass(frozen=True)
class Line:
    """One line; `low`/`high` draw a band; `style`: actual, target, baseline, preliminary."""

    label: str
    x: tuple[float, ...]
    y: tuple[float | None, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    style: str = "actual"


@dataclass(frozen=True)
class Lines:
    """Values over time."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    x_label: str = ""
    source: str = ""
    integer_x: bool = True


@dataclass(frozen=True)
class Stack:
    """Values over time, stacked: `values[i]` belongs to `labels[i]`."""

    title: str
    unit: str
    x: tuple[float, ...]
    labels: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    source: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a tornado: the result when the input is at its low and high end."""

    label: str
    low: float
    high: float


@dataclass(frozen=True)
class Tornado:
    """What drives the uncertainty of a result, widest first."""

    title: str
    unit: str
    centre: float
    bars: tuple[Bar, ...]
    source: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a cost curve: as wide as its amount, as high as its cost per amount.

    `shared`: it acts on the same thing as another step, so that their amounts do not simply add.
    """

    label: str
    amount: float
    cost: float
    shared: bool = False


@dataclass(frozen=True)
class CostCurve:
    """What each further amount costs, the cheapest first. `unit` is of the cost, `x_unit` of the amounts."""

    title: str
    unit: str
    steps: tuple[Step, ...]
    x_unit: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class RankedBar:
    """One option: its name, `text` beside the bar, what each part brings, what is lost, what is open."""

    label: str
    text: str
    parts: tuple[float, ...]
    lost: float = 0.0
    open: float = 0.0


@dataclass(frozen=True)
class Ranked:
    """Options in their order as stacked bars on one scale from 0 to `top`: `parts[i]` belongs to `labels[i]`.

    `lost_label` names what is drawn hatched behind the parts; what is open is drawn as an outline.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    bars: tuple[RankedBar, ...]
    top: float = 1.0
    lost_label: str = ""
    source: str = ""


@dataclass(frozen=True)
class PartRow:
    """One bar: `values[i]` belongs to part `i` of the chart; removals are negative."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class PartBars:
    """Amounts side by side, each divided into the same parts, the largest on top."""

    title: str
    unit: str
    parts: tuple[str, ...]
    rows: tuple[PartRow, ...]
    source: str = ""


ChartData = PeerStrip | Balance | Lines | Stack | Tornado | CostCurve | Ranked | PartBars
