"""What each further amount costs: bars as wide as the amount, as high as the cost, the cheapest first."""

from collections.abc import Callable
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yport_desktop.domain.charts import CostCurve, Step
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_

from .frame import EDGE, Frame, frame, nice_ticks, plain, tick_texts, value_axis, wrapped
from .style import POINT_MM, FigureStyle

LONGEST_NAME = 0.42  # of the width
PLOT_HIGH = 0.5  # of the free height, at least
TICK_MM = 6.5
SHARED = N_("* acts on the same load as another: together they give less.")
UNNAMED = N_("Not named here: {n}.")


def draw(
    data: CostCurve, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]
) -> Figure:
    """Steps along the amounts added up; names above, each led to its step."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    ends = [0.0, *accumulate(step.amount for step in data.steps)]
    costs = [step.cost for step in data.steps]
    line = style.small_size * POINT_MM * 1.35
    foot = 2 * line + 1.0
    _remarks(made, data, line)
    free = made.top - made.bottom - foot - 1.0
    ticks = nice_ticks(min(0.0, *costs), max(0.0, *costs), max(int(free * PLOT_HIGH / TICK_MM), 2))
    left = max(style.width_mm(text, style.small_size) for text in tick_texts(ticks, style)) + 2
    right = style.width_mm("000", style.small_size)
    wide = made.width - 2 * EDGE - left - right
    names, rows = _names(made, data.steps, ends, wide, max(int(free * (1 - PLOT_HIGH) / line), 1))
    axes = made.axes(left, right, foot, rows * line + 1.0)
    axes.set_xlim(0, ends[-1])
    axes.set_ylim(ticks[0], ticks[-1])
    value_axis(axes, made, ticks)
    _foot(axes, made, data, ends[-1], foot)
    if len(names) < len(data.steps):
        text = tr(UNNAMED).format(n=len(data.steps) - len(names))
        made.text(EDGE, made.bottom + line, text, style.small_size, style.second, va="top")
    per_mm = (ticks[-1] - ticks[0]) / (axes.get_position().height * made.height)
    for step, start in zip(data.steps, ends, strict=False):
        axes.bar(
            start,
            step.cost,
            step.amount,
            align="edge",
            color=style.series[2] if step.cost < 0 else style.series[0],
            alpha=0.6 if step.shared else 0.9,
            edgecolor=style.ground,
            linewidth=0.8,
        )
    axes.axhline(0, color=style.text, linewidth=1.0)
    for at, text, middle, row in names:
        x = (ends[at] + ends[at + 1]) / 2
        y = ticks[-1] + (1.0 + row * line) * per_mm
        _name(axes, style, (x, max(costs[at], 0.0)), text, middle * ends[-1] / wide, y)
    return made.figure


def _names(
    made: Frame, steps: tuple[Step, ...], ends: list[float], wide: float, most: int
) -> tuple[list[tuple[int, str, float, int]], int]:
    """Names in at most so many rows, the widest steps first: step, text, middle in mm along the axis, row.

    Also the number of rows used.
    """
    style = made.style
    taken: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    out = []
    for at in sorted(range(len(steps)), key=lambda i: -steps[i].amount):
        step = steps[at]
        cost = significant(step.cost, 3, style.language)
        room = LONGEST_NAME * made.width - style.width_mm(f"*  {cost}", style.small_size)
        name = wrapped(style, made.tr(step.label), style.small_size, room, 1)[0]
        text = f"{name}{'*' if step.shared else ''}  {cost}"
        width = style.width_mm(text, style.small_size) + 2.0
        middle = (ends[at] + ends[at + 1]) / 2 / ends[-1] * wide
        start = min(max(middle - width / 2, 0.0), wide - width)
        free = (i for i, row in enumerate(taken) if all(start >= e or start + width <= s for s, e in row))
        if (row_at := next(free, None)) is not None:
            taken[row_at].append((start, start + width))
            out.append((at, text, start + width / 2, row_at))
    return out, sum(1 for row in taken if row)


def _remarks(made: Frame, data: CostCurve, line: float) -> None:
    """Above the source: how the curve is to be read."""
    style = made.style
    said = [made.tr(data.note)] if data.note else []
    if any(step.shared for step in data.steps):
        said.append(made.tr(SHARED))
    space = made.width - 2 * EDGE
    lines = [part for text in said for part in wrapped(style, text, style.small_size, space, 2)]
    for text in reversed(lines):
        made.text(EDGE, made.bottom, text, style.small_size, style.second, va="bottom")
        made.bottom += line
    made.bottom += 1.0 if lines else 0.0


def _foot(axes: Axes, made: Frame, data: CostCurve, whole: float, foot: float) -> None:
    """The amounts added up along the foot, and their unit."""
    style = made.style
    ticks = [t for t in nice_ticks(0.0, whole, 6) if t <= whole]
    axes.set_xticks(ticks)
    axes.set_xticklabels(
        tick_texts(ticks, style), fontproperties=style.font("0", style.small_size), color=style.second
    )
    text = made.tr("{unit}, added up").format(unit=made.tr(data.x_unit))
    x = axes.get_position().x1 * made.width
    made.text(x, made.bottom + foot / 2 - 0.5, text, style.small_size, style.second, ha="right", va="top")


def _name(
    axes: Axes, style: FigureStyle, tip: tuple[float, float], text: str, middle: float, height: float
) -> None:
    """A name led to its step by a hairline."""
    axes.plot(
        [tip[0], tip[0]],
        [tip[1], height],
        color=style.strong_line,
        linewidth=0.6,
        zorder=1,
        clip_on=False,
        scaley=False,
        scalex=False,
    )
    axes.annotate(
        plain(text),
        (middle, height),
        ha="center",
        va="bottom",
        color=style.text,
        annotation_clip=False,
        fontproperties=style.font(text, style.small_size),
        bbox={"facecolor": style.ground, "edgecolor": "none", "pad": 0.6},
    )
