"""Options in their order: one stacked bar each on one scale, what is lost hatched, what is open outlined."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from yport_desktop.domain.charts import Ranked, RankedBar

from .frame import Frame, frame, name_lines, plain, wrapped
from .style import POINT_MM, FigureStyle

THICK_MM = 4.5
HATCH = "//////"


def draw(data: Ranked, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]) -> Figure:
    """The first option on top; names at the left, scores at the right, a legend at the foot."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    room = 0.34 * made.width
    left = min(room, max(style.width_mm(bar.label, style.label_size) for bar in data.bars)) + 3
    beside = max(style.width_mm(bar.text, style.label_size, True) for bar in data.bars) + 3
    foot = _legend(made, data, tr)
    axes = made.axes(left, beside, foot)
    axes.set_xlim(0, data.top)
    axes.set_ylim(len(data.bars) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    free = axes.get_position().height * made.height / len(data.bars)
    thick = min(0.62, THICK_MM / free)
    for at, bar in enumerate(data.bars):
        _bar(axes, style, data, bar, at, thick)
        _name(axes, made, bar, at, left, free)
    return made.figure


def _bar(axes: Axes, style: FigureStyle, data: Ranked, bar: RankedBar, at: int, thick: float) -> None:
    axes.barh(at, data.top, thick, 0, color=style.line, linewidth=0)
    start = 0.0
    for place, part in enumerate(bar.parts):
        colour = style.series[place % len(style.series)]
        axes.barh(at, part, thick, start, color=colour, edgecolor=style.ground, linewidth=0.6)
        start += part
    if bar.lost > 0:
        axes.barh(
            at, bar.lost, thick, start, color=style.ground, edgecolor=style.faint, hatch=HATCH, linewidth=0
        )
        start += bar.lost
    if bar.open > 0:
        axes.barh(at, bar.open, thick, start, color="none", edgecolor=style.second, ls="--", linewidth=0.8)
    axes.annotate(
        bar.text,
        (1, at),
        xytext=(5, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        color=style.text,
        fontproperties=style.font(bar.text, style.label_size, bold=True),
        annotation_clip=False,
    )


def _name(axes: Axes, made: Frame, bar: RankedBar, at: int, left: float, free: float) -> None:
    style = made.style
    shown = "\n".join(wrapped(style, bar.label, style.label_size, left - 2, name_lines(style, free)))
    axes.annotate(
        plain(shown),
        ((made.width * axes.get_position().x0 - left) / made.width, at),
        xycoords=("figure fraction", "data"),
        va="center",
        color=style.text,
        fontproperties=style.font(bar.label, style.label_size),
        annotation_clip=False,
        linespacing=1.1,
    )


def _legend(made: Frame, data: Ranked, tr: Callable[[str], str]) -> float:
    """Draw the legend in as many lines as it needs; its height in mm."""
    style, pitch = made.style, made.style.small_size * POINT_MM * 1.7
    entries: list[tuple[str, str | None]] = [
        (label, style.series[at % len(style.series)]) for at, label in enumerate(data.labels)
    ]
    if data.lost_label and any(bar.lost > 0 for bar in data.bars):
        entries.append((tr(data.lost_label), None))
    side, gap = pitch * 0.5, 1.2
    lines: list[list[tuple[float, str, str | None]]] = [[]]
    x = 2.0
    for label, colour in entries:
        text = wrapped(style, label, style.small_size, made.width * 0.45, 1)[0]
        width = side + gap + style.width_mm(text, style.small_size) + 4
        if lines[-1] and x + width > made.width:
            lines.append([])
            x = 2.0
        lines[-1].append((x, text, colour))
        x += width
    for down, line in enumerate(reversed(lines)):
        y = made.bottom + down * pitch
        for place, text, colour in line:
            _swatch(made, place, y + (pitch - side) / 2 - 0.3, side, colour)
            made.text(place + side + gap, y, text, style.small_size, style.second, va="bottom")
    return len(lines) * pitch + 1.5


def _swatch(made: Frame, x: float, y: float, side: float, colour: str | None) -> None:
    """A small square of the colour, hatched where there is none."""
    square = Rectangle(
        (x / made.width, y / made.height),
        side / made.width,
        side / made.height,
        facecolor=colour or made.style.ground,
        edgecolor=made.style.faint,
        linewidth=0,
        hatch=None if colour else HATCH,
        transform=made.figure.transFigure,
    )
    made.figure.add_artist(square)
