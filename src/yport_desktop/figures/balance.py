"""A mass balance as bands that flow from left to right; heights are amounts."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from yport_desktop.domain.charts import Balance
from yport_desktop.domain.numbers import format_number, significant

from .frame import NARROW, Frame, frame, plain, spread, wrapped
from .style import POINT_MM, FigureStyle

NODE = 2.6  # mm, width of a node
GAP = 0.07  # of the height, between nodes of a stage
NARROW_NAMES = 0.32  # of the width, for the names of the last stage


@dataclass
class _Node:
    """Where a node lies: x in mm, bottom and top in data; `out` and `into` grow as bands are drawn."""

    x: float
    low: float
    high: float
    stage: int
    out: float = 0.0
    into: float = 0.0


@dataclass(frozen=True)
class _Label:
    """The lines beside a node: its name, then its amount in bold; heights in mm."""

    name: tuple[str, ...]
    amount: str
    size: float
    small: float

    @property
    def height(self) -> float:
        """Height of the block of lines."""
        return (len(self.name) * self.size + self.small) * POINT_MM * 1.25


def draw(data: Balance, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """Nodes in columns, bands between them, each node named with its amount and share."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    amounts = _amounts(data)
    whole = sum(amounts[name] for name in data.stages[0])
    ends = [name for name in data.stages[-1] if name in amounts]
    room = made.width * NARROW_NAMES if made.width < NARROW else made.width
    parts = {name: (amount, amount / whole) for name, amount in amounts.items()}
    labels = _labels(made, ends, parts, room)
    right = max(_wide(style, label) for label in labels.values()) + 2
    axes = made.axes(1.0, right)
    wide = axes.get_position().width * made.width
    axes.set_xlim(0, wide)
    axes.set_xticks([])
    axes.set_yticks([])
    nodes = _places(data, amounts, wide)
    axes.set_ylim(-0.02 * whole, whole * (1 + _gaps(data, amounts) * GAP) + 0.02 * whole)
    inner = (wide - NODE) / (len(data.stages) - 1) - NODE - 2
    for stage in data.stages[:-1]:
        labels |= _labels(made, [name for name in stage if name in amounts], parts, inner)
    colours = _colours(data, style)
    for flow in data.flows:
        _band(axes, nodes[flow.source], nodes[flow.target], flow.value, colours[flow.target])
    for name, node in nodes.items():
        axes.add_patch(
            Rectangle((node.x, node.low), NODE, node.high - node.low, color=colours[name], linewidth=0)
        )
    for at in range(len(data.stages)):
        _write(axes, made, [(nodes[n], labels[n]) for n in data.stages[at] if n in nodes])
    return made.figure


def _amounts(data: Balance) -> dict[str, float]:
    """Amount of each node: what flows in, or out of the first."""
    amounts: dict[str, float] = {}
    for at, stage in enumerate(data.stages):
        for name in stage:
            total = sum(f.value for f in data.flows if (f.source if at == 0 else f.target) == name)
            if total > 0:
                amounts[name] = total
    return amounts


def _gaps(data: Balance, amounts: dict[str, float]) -> int:
    """Gaps between the nodes of the fullest stage."""
    return max(2, *(sum(name in amounts for name in stage) - 1 for stage in data.stages))


def _places(data: Balance, amounts: dict[str, float], wide: float) -> dict[str, _Node]:
    whole = sum(amounts[name] for name in data.stages[0] if name in amounts)
    gaps = _gaps(data, amounts)
    nodes: dict[str, _Node] = {}
    for at, stage in enumerate(data.stages):
        present = [name for name in stage if name in amounts]
        x = at * (wide - NODE) / (len(data.stages) - 1)
        top = whole * (1 + gaps * GAP) if at else whole * (1 + gaps * GAP / 2)
        for name in present:
            nodes[name] = _Node(x, top - amounts[name], top, at)
            top -= amounts[name] + GAP * whole
    return nodes


def _colours(data: Balance, style: FigureStyle) -> dict[str, str]:
    """Good to bad down the last stage; what is lost in the critical colour with a name beside it."""
    out = {name: style.series[8] for stage in data.stages for name in stage}
    for name, colour in zip(
        data.stages[-1],
        (style.series[2], style.series[0], style.series[1], style.critical),
        strict=False,
    ):
        out[name] = colour
    leaves = {f.target for f in data.flows} - {f.source for f in data.flows}
    for name in leaves - set(data.stages[-1]):
        out[name] = style.critical
    return out


def _band(axes: Axes, source: _Node, target: _Node, value: float, colour: str) -> None:
    top, end = source.high - source.out, target.high - target.into
    source.out += value
    target.into += value
    left, right = source.x + NODE, target.x
    bend = (left + right) / 2
    points = [
        (left, top),
        (bend, top),
        (bend, end),
        (right, end),
        (right, end - value),
        (bend, end - value),
        (bend, top - value),
        (left, top - value),
        (left, top),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.32, linewidth=0))


def _labels(
    made: Frame, names: list[str], parts: dict[str, tuple[float, float]], room: float
) -> dict[str, _Label]:
    """The labels of one stage, in as many lines as there is height for all; `parts`: amount, share."""
    labels: dict[str, _Label] = {}
    for most in (4, 3, 2, 1):
        labels = {name: _label(made, name, parts[name], room, most) for name in names}
        tallest = max((label.height for label in labels.values()), default=0.0)
        if len(labels) * tallest <= made.top - made.bottom:
            break
    return labels


def _label(made: Frame, name: str, part: tuple[float, float], room: float, most: int) -> _Label:
    """Name and amount in `room` mm; where the amount does not fit, its share alone."""
    style, language, (amount, of_whole) = made.style, made.style.language, part
    size = style.label_size if made.width >= NARROW else style.small_size
    share = f"{format_number(100 * of_whole, 0 if of_whole >= 0.1 else 1, language)} %"
    full = f"{significant(amount, 3, language)}  ·  {share}"
    fits = style.width_mm(full, style.small_size, True) <= room
    lines = wrapped(style, made.tr(name), size, room, most)
    return _Label(tuple(lines), full if fits else share, size, style.small_size)


def _wide(style: FigureStyle, label: _Label) -> float:
    names = (style.width_mm(line, label.size) for line in label.name)
    return max(*names, style.width_mm(label.amount, label.small, True))


def _write(axes: Axes, made: Frame, column: list[tuple[_Node, _Label]]) -> None:
    """The labels of one stage to the right of their nodes, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    per_mm = (high - low) / (axes.get_position().height * made.height)
    tallest = max((label.height for _, label in column), default=0.0) * per_mm
    middles = spread(
        [(node.low + node.high) / 2 for node, _ in column], tallest, low + tallest / 2, high - tallest / 2
    )
    style = made.style
    for (node, label), middle in zip(column, middles, strict=True):
        behind = (
            {"facecolor": style.ground, "edgecolor": "none", "alpha": 0.55, "pad": 0.5} if node.out else None
        )
        top = middle + label.height * per_mm / 2
        lines = [(line, label.size, style.text, False) for line in label.name]
        for line, size, colour, bold in (*lines, (label.amount, label.small, style.second, True)):
            axes.annotate(
                plain(line),
                (node.x, top),
                xytext=((NODE + 1) / POINT_MM, 0),
                textcoords="offset points",
                va="top",
                color=colour,
                fontproperties=style.font(line, size, bold),
                annotation_clip=False,
                bbox=behind,
            )
            top -= size * POINT_MM * 1.25 * per_mm
