"""A mass balance as bands that flow from left to right; heights are amounts."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from yport_desktop.domain.charts import Balance
from yport_desktop.domain.numbers import format_number, significant

from .frame import Frame, frame, plain
from .style import POINT_MM, FigureStyle

NODE = 2.6  # mm, width of a node
GAP = 0.07  # of the height, between nodes of a stage


@dataclass
class _Node:
    """Where a node lies: x in mm, bottom and top in data; `out` and `into` grow as bands are drawn."""

    x: float
    low: float
    high: float
    stage: int
    out: float = 0.0
    into: float = 0.0


def draw(data: Balance, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """Nodes in columns, bands between them, each node named with its amount and share."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    amounts = _amounts(data)
    whole = sum(amounts[name] for name in data.stages[0])
    texts = {name: _text(made, name, amounts[name], whole) for name in amounts}
    right = max(_wide(style, texts[name]) for name in data.stages[-1] if name in texts) + 2
    axes = made.axes(1.0, right)
    wide = axes.get_position().width * made.width
    axes.set_xlim(0, wide)
    axes.set_xticks([])
    axes.set_yticks([])
    nodes = _places(data, amounts, wide)
    axes.set_ylim(-0.02 * whole, whole * (1 + 2 * GAP) + 0.02 * whole)
    colours = _colours(data, style)
    for flow in data.flows:
        _band(axes, nodes[flow.source], nodes[flow.target], flow.value, colours[flow.target])
    for name, node in nodes.items():
        axes.add_patch(
            Rectangle((node.x, node.low), NODE, node.high - node.low, color=colours[name], linewidth=0)
        )
        _label(axes, made, node, texts[name])
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


def _places(data: Balance, amounts: dict[str, float], wide: float) -> dict[str, _Node]:
    whole = sum(amounts[name] for name in data.stages[0] if name in amounts)
    nodes: dict[str, _Node] = {}
    for at, stage in enumerate(data.stages):
        present = [name for name in stage if name in amounts]
        x = at * (wide - NODE) / (len(data.stages) - 1)
        top = whole * (1 + 2 * GAP) if at else whole * (1 + GAP)
        for name in present:
            nodes[name] = _Node(x, top - amounts[name], top, at)
            top -= amounts[name] + GAP * whole
    return nodes


def _colours(data: Balance, style: FigureStyle) -> dict[str, str]:
    """Good to bad down the last stage; what is lost in the critical colour with a name beside it."""
    out = {name: style.series[8] for stage in data.stages for name in stage}
    for name, colour in zip(
        data.stages[-1], (style.series[2], style.series[0], style.series[1]), strict=False
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


def _text(made: Frame, name: str, amount: float, whole: float) -> tuple[str, str]:
    language = made.style.language
    share = format_number(100 * amount / whole, 0 if amount / whole >= 0.1 else 1, language)
    return made.tr(name), f"{significant(amount, 3, language)}  ·  {share} %"


def _wide(style: FigureStyle, text: tuple[str, str]) -> float:
    return max(style.width_mm(text[0], style.label_size), style.width_mm(text[1], style.small_size))


def _label(axes: Axes, made: Frame, node: _Node, text: tuple[str, str]) -> None:
    """Name and amount to the right of the node, above each other."""
    style = made.style
    behind = {"facecolor": style.ground, "edgecolor": "none", "alpha": 0.55, "pad": 0.5} if node.out else None
    middle, shift = (node.low + node.high) / 2, NODE / POINT_MM + 3
    for line, size, colour, bold, rise, va in (
        (text[0], style.label_size, style.text, False, 0.5, "bottom"),
        (text[1], style.small_size, style.second, True, -0.5, "top"),
    ):
        axes.annotate(
            plain(line),
            (node.x, middle),
            xytext=(shift, rise),
            textcoords="offset points",
            va=va,
            color=colour,
            fontproperties=style.font(line, size, bold),
            annotation_clip=False,
            bbox=behind,
        )
