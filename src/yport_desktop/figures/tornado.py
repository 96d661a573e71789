"""What drives the uncertainty of a result: one bar per input, the widest on top."""

from collections.abc import Callable

from matplotlib.figure import Figure

from yport_desktop.domain.charts import Tornado
from yport_desktop.domain.numbers import significant

from .frame import frame, name_lines, plain, wrapped
from .style import POINT_MM, FigureStyle


def draw(data: Tornado, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """Bars about the result, their ends written beside them."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    ends = [
        (significant(bar.low, 3, style.language), significant(bar.high, 3, style.language))
        for bar in data.bars
    ]
    names = [tr(bar.label) for bar in data.bars]
    room = 0.42 * made.width
    left = min(room, max(style.width_mm(name, style.label_size) for name in names)) + 3
    beside = max(style.width_mm(t, style.small_size) for pair in ends for t in pair) + 2.5
    axes = made.axes(left + beside, beside, style.small_size * POINT_MM * 1.8)
    low, high = min(bar.low for bar in data.bars), max(bar.high for bar in data.bars)
    axes.set_xlim(low, high)
    axes.set_ylim(len(data.bars) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    free = axes.get_position().height * made.height / len(data.bars)
    thick = min(0.62, 4.5 / free)
    for at, (bar, name, (low_text, high_text)) in enumerate(zip(data.bars, names, ends, strict=True)):
        axes.barh(at, data.centre - bar.low, thick, bar.low, color=style.series[0], alpha=0.55, linewidth=0)
        axes.barh(at, bar.high - data.centre, thick, data.centre, color=style.series[0], linewidth=0)
        for value, text, side, shift in ((bar.low, low_text, "right", -3), (bar.high, high_text, "left", 3)):
            axes.annotate(
                text,
                (value, at),
                xytext=(shift, 0),
                textcoords="offset points",
                ha=side,
                va="center",
                color=style.second,
                fontproperties=style.font(text, style.small_size),
                annotation_clip=False,
            )
        shown = "\n".join(wrapped(style, name, style.label_size, room, name_lines(style, free)))
        x = (made.width * axes.get_position().x0 - left - beside) / made.width
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
    axes.axvline(data.centre, color=style.text, linewidth=1.0)
    centre = f"{significant(data.centre, 3, style.language)}"
    axes.annotate(
        centre,
        (data.centre, 0),
        xycoords=("data", "axes fraction"),
        xytext=(0, -3),
        textcoords="offset points",
        ha="center",
        va="top",
        color=style.text,
        annotation_clip=False,
        fontproperties=style.font(centre, style.label_size, bold=True),
    )
    return made.figure
