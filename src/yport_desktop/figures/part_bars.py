"""Amounts side by side, each divided into the same parts: one bar per row, its sum written at the end."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from yport_desktop.domain.charts import PartBars
from yport_desktop.domain.numbers import significant

from .frame import Frame, frame, name_lines, plain, wrapped
from .style import POINT_MM, FigureStyle


def draw(
    data: PartBars, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]
) -> Figure:
    """Bars from the left, removals to the left of zero; the names of several parts stand above them."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    names = [tr(row.label) for row in data.rows]
    sums = [significant(sum(row.values), 3, style.language) for row in data.rows]
    room = 0.42 * made.width
    left = min(room, max(style.width_mm(name, style.label_size) for name in names)) + 3
    right = max(style.width_mm(text, style.small_size) for text in sums) + 3
    key = style.small_size * POINT_MM * 2.0 if len(data.parts) > 1 else 0.0
    axes = made.axes(left, right, 0.0, key)
    axes.set_xlim(min(0.0, *(_end(row.values, -1) for row in data.rows)), _widest(data))
    axes.set_ylim(len(data.rows) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    free = axes.get_position().height * made.height / len(data.rows)
    thick = min(0.66, 5.0 / free)
    lines = name_lines(style, free)
    for at, (row, name, text) in enumerate(zip(data.rows, names, sums, strict=True)):
        _bar(axes, style, at, row.values, thick)
        _beside(axes, style, at, _end(row.values, 1), text)
        shown = "\n".join(wrapped(style, name, style.label_size, room, lines))
        x = (made.width * axes.get_position().x0 - left) / made.width
        axes.annotate(
            plain(shown),
            (x, at),
            xycoords=("figure fraction", "data"),
            va="center",
            color=style.text,
            fontproperties=style.font(name, style.label_size),
            annotation_clip=False,
            linespacing=1.1,
        )
    axes.axvline(0.0, color=style.strong_line, linewidth=0.8)
    if key:
        _key(made, [tr(part) for part in data.parts], left)
    return made.figure


def _end(values: tuple[float, ...], sign: int) -> float:
    """How far a bar reaches to one side."""
    return sum(v for v in values if v * sign > 0)


def _widest(data: PartBars) -> float:
    return max(_end(row.values, 1) for row in data.rows) or 1.0


def _bar(axes: Axes, style: FigureStyle, at: int, values: tuple[float, ...], thick: float) -> None:
    ends = {1: 0.0, -1: 0.0}
    for part, value in enumerate(values):
        if value:
            side = 1 if value > 0 else -1
            colour = style.series[part % len(style.series)]
            axes.barh(at, value, thick, ends[side], color=colour, edgecolor=style.ground, linewidth=0.6)
            ends[side] += value


def _beside(axes: Axes, style: FigureStyle, at: int, end: float, text: str) -> None:
    axes.annotate(
        text,
        (end, at),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        color=style.second,
        fontproperties=style.font(text, style.small_size),
        annotation_clip=False,
    )


def _key(made: Frame, parts: list[str], left: float) -> None:
    """A square of its colour and the name of each part, in one line above the bars."""
    style, x = made.style, left
    y = made.top - style.small_size * POINT_MM * 0.5
    for at, part in enumerate(parts):
        size = style.small_size * POINT_MM * 0.8
        made.figure.add_artist(
            Rectangle(
                (x / made.width, (y - size / 2) / made.height),
                size / made.width,
                size / made.height,
                transform=made.figure.transFigure,
                facecolor=style.series[at % len(style.series)],
                linewidth=0,
            )
        )
        x += size + 1.2
        made.text(x, y, part, style.small_size, style.second, va="center")
        x += style.width_mm(part, style.small_size) + 4.0
