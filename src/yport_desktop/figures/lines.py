"""Values over time: one line per name, labelled at its end."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yport_desktop.domain.charts import Line, Lines

from .frame import NAMES_MOST, Frame, frame, key_above, nice_ticks, plain, spread, value_axis, year_axis
from .style import POINT_MM, FigureStyle

_DASHES = {"target": (0, (4, 2)), "baseline": (0, (1, 1.5)), "preliminary": (0, (6, 2, 1, 2))}

# The same in a key above the axes.
_MARKS = {"actual": "—", "target": "- -", "baseline": "···", "preliminary": "- ·"}


def draw(data: Lines, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """Lines with markers at the figures reported; years without a figure are bridged by dots."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    labels = [tr(line.label) for line in data.lines]
    right = max(style.width_mm(label, style.label_size) for label in labels) + 4
    colours = _colours(data.lines, style)
    beside = right <= NAMES_MOST * made.width
    if not beside:
        key_above(made, labels, colours, [_MARKS[line.style] for line in data.lines])
        right = style.width_mm("2000", style.small_size) / 2
    values = [v for line in data.lines for v in (*line.y, *line.low, *line.high) if v is not None]
    ticks = nice_ticks(min(0.0, *values), max(values))
    left = max(style.width_mm(f"{t:,.0f}", style.small_size) for t in ticks) + 3
    foot = style.small_size * POINT_MM * (3.4 if data.x_label else 1.7)
    axes = made.axes(left, right, foot)
    first = min(x for line in data.lines for x in line.x)
    last = max(x for line in data.lines for x in line.x)
    axes.set_xlim(first - 0.02 * (last - first or 1), last + 0.02 * (last - first or 1))
    axes.set_ylim(ticks[0], ticks[-1])
    value_axis(axes, made, ticks)
    year_axis(axes, made, first, last, made.width - left - right)
    if data.x_label:
        axes.set_xlabel(
            tr(data.x_label),
            fontproperties=style.font(tr(data.x_label), style.small_size),
            color=style.second,
            labelpad=1,
        )
    for line, colour in zip(data.lines, colours, strict=True):
        _line(axes, line, colour)
    if beside:
        _end_labels(axes, made, data.lines, labels, colours, last)
    return made.figure


def _colours(lines: tuple[Line, ...], style: FigureStyle) -> list[str]:
    free = iter(style.series)
    return [style.second if line.style in ("target", "baseline") else next(free) for line in lines]


def _line(axes: Axes, line: Line, colour: str) -> None:
    known = [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None]
    xs, ys = [x for x, _ in known], [y for _, y in known]
    if line.low and line.high:
        axes.fill_between(line.x, line.low, line.high, color=colour, alpha=0.15, linewidth=0)
    if line.style != "actual":
        (drawn,) = axes.plot(
            xs, ys, color=colour, linewidth=1.3, linestyle=_DASHES[line.style], clip_on=False
        )
        if line.style == "preliminary":
            drawn.set(marker="o", markersize=3.2, fillstyle="none")
        return
    gaps = len(known) < len(line.y)
    if gaps:
        axes.plot(xs, ys, color=colour, linewidth=1.0, linestyle=(0, (1, 2)))
    axes.plot(
        line.x, [float("nan") if y is None else y for y in line.y], color=colour, linewidth=1.9, clip_on=False
    )
    if len(xs) <= 30:
        axes.plot(xs, ys, color=colour, linewidth=0, marker="o", markersize=3.6, clip_on=False)


def _end_labels(
    axes: Axes, made: Frame, lines: tuple[Line, ...], labels: list[str], colours: list[str], last: float
) -> None:
    """Each name at the height of the last value of its line, moved apart where they would touch."""
    style = made.style
    low, high = axes.get_ylim()
    per_mm = (high - low) / (axes.get_position().height * made.height)
    ends = [next(y for y in reversed(line.y) if y is not None) for line in lines]
    places = spread(ends, style.label_size * POINT_MM * 1.25 * per_mm, low, high)
    start = axes.get_xlim()[1]
    for label, colour, place in zip(labels, colours, places, strict=True):
        axes.annotate(
            plain(label),
            (start, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=colour,
            fontproperties=style.font(label, style.label_size),
            annotation_clip=False,
        )
