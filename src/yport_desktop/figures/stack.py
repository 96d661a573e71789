"""Values over time, stacked, each layer named at its right end."""

from collections.abc import Callable

from matplotlib.figure import Figure

from yport_desktop.domain.charts import Stack

from .frame import NAMES_MOST, frame, key_above, nice_ticks, plain, spread, value_axis, year_axis
from .style import POINT_MM, FigureStyle


def draw(data: Stack, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """Stacked areas; the first label lies at the bottom."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    labels = [tr(label) for label in data.labels]
    totals = [sum(layer[i] for layer in data.values) for i in range(len(data.x))]
    colours = [style.series[i % len(style.series)] for i in range(len(labels))]
    names = [_readable(colour, style) for colour in colours]
    ticks = nice_ticks(0.0, max(totals) or 1.0)
    left = max(style.width_mm(f"{t:,.0f}", style.small_size) for t in ticks) + 3
    right = max(style.width_mm(label, style.label_size) for label in labels) + 4
    beside = right <= NAMES_MOST * made.width
    if not beside:
        key_above(made, labels, names, ["•"] * len(labels))
        right = style.width_mm("2000", style.small_size) / 2
    axes = made.axes(left, right, style.small_size * POINT_MM * 1.7)
    axes.set_xlim(data.x[0], data.x[-1])
    axes.set_ylim(0, ticks[-1])
    value_axis(axes, made, ticks)
    year_axis(axes, made, data.x[0], data.x[-1], made.width - left - right)
    axes.stackplot(data.x, *data.values, colors=colours, edgecolor=style.ground, linewidth=0.6, zorder=2)
    if not beside:
        return made.figure
    centres, base = [], 0.0
    for layer in data.values:
        centres.append(base + layer[-1] / 2)
        base += layer[-1]
    per_mm = ticks[-1] / (axes.get_position().height * made.height)
    places = spread(centres, style.label_size * POINT_MM * 1.25 * per_mm, 0, ticks[-1])
    for label, colour, centre, place in zip(labels, colours, centres, places, strict=True):
        if abs(centre - place) > per_mm:
            axes.annotate(
                "",
                (1, centre),
                xytext=(4, (place - centre) / per_mm / POINT_MM),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                arrowprops={"arrowstyle": "-", "color": style.strong_line, "linewidth": 0.7},
                annotation_clip=False,
            )
        axes.annotate(
            plain(label),
            (1, place),
            xytext=(6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            color=_readable(colour, style),
            fontproperties=style.font(label, style.label_size),
            annotation_clip=False,
        )
    return made.figure


def _readable(colour: str, style: FigureStyle) -> str:
    """The layer's colour for its name where it can be read on the ground, else the text colour."""
    return colour if contrast(colour, style.ground) >= 3.0 else style.text


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
