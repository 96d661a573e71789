"""One indicator of this city among its peers: a strip of dots on one axis."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse

from yport_desktop.domain.charts import PeerStrip, Point
from yport_desktop.domain.numbers import significant

from .frame import EDGE, Frame, frame, nice_ticks, plain, tick_texts
from .style import POINT_MM, FigureStyle

DOT = 2.3  # mm, diameter of a peer's dot
NAMED = ("partner", "yokohama")


def draw(
    data: PeerStrip, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]
) -> Figure:
    """Peers as dots, those in partner countries named above, this city with its range below."""
    made = frame(style, tr, size_mm, data.title, data.unit, data.source)
    known = [p for p in data.points if p.value is not None]
    cities = [p for p in known if p.mark == "city"]
    named = [p for p in known if p.mark in NAMED]
    _key(made, data.unit, any(p.mark == "partner" for p in named))
    axes, per_mm = _axis(made, known)
    high = axes.get_position().height * made.height
    below = style.label_size * POINT_MM * 1.6 + 5.0 if cities else 3.0
    levels = _levels([p for p in known if p.mark != "city"], per_mm)
    line = style.small_size * POINT_MM * 1.35
    above = (max(levels.values(), default=0) + 1) * DOT * 1.1 + 1.5
    names = _names(made, named, axes.get_xlim(), per_mm, max(int((high - below - above) / line), 0))
    used = below + above + line * (1 + max((row for _, _, _, row in names), default=-1))
    base = below + max(high - used, 0.0) / 2
    for point in known:
        if point.mark != "city":
            _dot(axes, style, point, base + levels[point.label] * DOT * 1.1)
    for point, label, middle, row in names:
        foot = base + levels[point.label] * DOT * 1.1 + DOT / 2
        _name(axes, style, (float(point.value or 0.0), foot), label, middle, base + above + row * line)
    for city in cities:
        _city(axes, made, city, base, per_mm)
    return made.figure


def _key(made: Frame, unit: str, named: bool) -> None:
    """Behind the unit, or below it where there is no room: which dots have a name."""
    if named:
        style, text = made.style, made.tr("named: cities in partner countries")
        x = EDGE + style.width_mm(made.tr(unit), style.small_size) + 4
        y = made.top + 1.5 + style.small_size * POINT_MM * 1.4
        if x + 2.4 + style.width_mm(text, style.small_size) > made.width - EDGE:
            line = style.small_size * POINT_MM * 1.4
            x, y, made.top = EDGE + DOT / 2, y - line, made.top - line
        place = (x / made.width, (y - style.small_size * POINT_MM * 0.62) / made.height)
        made.figure.add_artist(
            Ellipse(place, DOT / made.width, DOT / made.height, color=style.series[1], linewidth=0)
        )
        made.text(x + 2.4, y, text, style.small_size, style.second, va="top")


def _axis(made: Frame, known: list[Point]) -> tuple[Axes, float]:
    """The axis of values; y counts in mm. Returns also the value of one mm."""
    style = made.style
    ends = [float(v) for p in known for v in (p.value, *_range(p)) if v is not None]
    ticks = nice_ticks(min(0.0, *ends), max(ends), 6)
    side = max(style.width_mm("000", style.small_size), 3.0)
    axes = made.axes(side, side, style.small_size * POINT_MM * 1.7)
    axes.set_xlim(ticks[0], ticks[-1])
    axes.set_ylim(0, axes.get_position().height * made.height)
    axes.set_xticks(ticks)
    axes.set_xticklabels(
        tick_texts(ticks, style), fontproperties=style.font("0", style.small_size), color=style.second
    )
    axes.set_yticks([])
    axes.grid(axis="x", color=style.line, linewidth=0.7)
    axes.set_axisbelow(True)
    return axes, (ticks[-1] - ticks[0]) / (axes.get_position().width * made.width)


def _range(point: Point) -> tuple[float | None, ...]:
    return (point.low, point.high) if point.mark == "city" else ()


def _levels(points: list[Point], per_mm: float) -> dict[str, int]:
    """How high each dot is stacked so that none lies on another."""
    placed: list[tuple[float, int]] = []
    levels: dict[str, int] = {}
    for point in sorted(points, key=lambda p: p.value or 0.0):
        x, level = float(point.value or 0.0), 0
        while any(other == level and abs(x - px) / per_mm < DOT * 1.05 for px, other in placed):
            level += 1
        placed.append((x, level))
        levels[point.label] = level
    return levels


def _dot(axes: Axes, style: FigureStyle, point: Point, height: float) -> None:
    axes.plot(
        float(point.value or 0.0),
        height,
        marker="o",
        markersize=DOT / POINT_MM,
        clip_on=False,
        markerfacecolor=style.series[1] if point.mark in NAMED else style.faint,
        markeredgecolor=style.ground,
        markeredgewidth=0.6,
    )


def _names(
    made: Frame, points: list[Point], ends: tuple[float, float], per_mm: float, most: int
) -> list[tuple[Point, str, float, int]]:
    """Names in as many rows as needed: point, text, middle of the text on the axis, row."""
    style = made.style
    rows: list[float] = []  # right end of the last name in each row, mm
    out = []
    for point in sorted(points, key=lambda p: p.value or 0.0):
        label = made.tr(point.label)
        if point.stated is not None:
            stated = significant(point.stated, 3, style.language)
            label = made.tr("{name} (printed {value})").format(name=label, value=stated)
        wide = style.width_mm(label, style.small_size) + 2.0
        at = (float(point.value or 0.0) - ends[0]) / per_mm
        left = min(max(at - wide / 2, 0.0), (ends[1] - ends[0]) / per_mm - wide)
        row = next((i for i, end in enumerate(rows) if end <= left), len(rows))
        if row >= most:
            continue
        if row == len(rows):
            rows.append(0.0)
        rows[row] = left + wide
        out.append((point, label, ends[0] + (left + wide / 2) * per_mm, row))
    return out


def _name(
    axes: Axes, style: FigureStyle, dot: tuple[float, float], label: str, middle: float, height: float
) -> None:
    """A name led to its dot by a hairline."""
    axes.plot([dot[0], dot[0]], [dot[1], height], color=style.strong_line, linewidth=0.6, zorder=1)
    axes.annotate(
        plain(label),
        (middle, height),
        ha="center",
        va="bottom",
        color=style.second,
        annotation_clip=False,
        fontproperties=style.font(label, style.small_size),
        bbox={"facecolor": style.ground, "edgecolor": "none", "pad": 0.6},
    )


def _city(axes: Axes, made: Frame, city: Point, base: float, per_mm: float) -> None:
    """This city: a diamond with its 95 % range, named under the strip."""
    style = made.style
    x, y = float(city.value or 0.0), base - 4.2
    if city.low is not None and city.high is not None:
        axes.plot(
            [city.low, city.high],
            [y, y],
            color=style.accent,
            linewidth=2.2,
            alpha=0.45,
            clip_on=False,
            solid_capstyle="butt",
        )
    axes.plot(
        x, y, marker="D", markersize=7.5, color=style.accent, markeredgecolor=style.ground, clip_on=False
    )
    name = f"{made.tr(city.label)}  {significant(x, 3, style.language)}"
    wide = style.width_mm(name, style.label_size, True)
    low_end, high_end = axes.get_xlim()
    middle = min(max(x, low_end + wide / 2 * per_mm), high_end - wide / 2 * per_mm)
    axes.annotate(
        plain(name),
        (middle, y - 2.0),
        ha="center",
        va="top",
        color=style.accent,
        annotation_clip=False,
        fontproperties=style.font(name, style.label_size, bold=True),
        bbox={"facecolor": style.ground, "edgecolor": "none", "pad": 0.6},
    )
