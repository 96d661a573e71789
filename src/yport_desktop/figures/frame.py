"""What every figure shares: ground, title, unit, source line, and a place for the axes in mm."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from yport_desktop.domain.breaking import clusters, units
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.values import SOURCE_STATUS_LABEL

from .style import POINT_MM, FigureStyle

Translate = Callable[[str], str]
EDGE = 2.0  # mm kept free all round
NAMES_MOST = 0.36  # share of the width that names beside the axes may take
YEARS_BELOW = 6.0  # points, so that the first year stays clear of the lowest value beside it
KEY_LEAVES = 0.38  # of the height, for what is below names that take two lines
SOURCE_LINES = 2
STATUS = re.compile(rf"\((?P<status>{'|'.join(SOURCE_STATUS_LABEL)})\)")
NARROW = 90.0  # mm; below, what is said takes more lines


@dataclass
class Frame:
    """A figure with its heading and source drawn, and what is left for the axes, in mm from below left."""

    figure: Figure
    style: FigureStyle
    tr: Translate
    width: float
    height: float
    top: float
    bottom: float

    def axes(self, left: float, right: float, bottom: float = 0.0, top: float = 0.0) -> Axes:
        """Axes inside the free area; margins in mm on each side of it."""
        low = self.bottom + bottom
        axes = self.figure.add_axes(
            (
                (EDGE + left) / self.width,
                low / self.height,
                max(self.width - 2 * EDGE - left - right, 5.0) / self.width,
                max(self.top - top - low, 5.0) / self.height,
            )
        )
        axes.patch.set_alpha(0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        axes.tick_params(length=0)
        return axes

    def text(
        self, x: float, y: float, text: str, size: float, colour: str, bold: bool = False, **place: str
    ) -> None:
        """A text at (x, y) mm of the figure, already translated."""
        self.figure.text(
            x / self.width,
            y / self.height,
            plain(text),
            color=colour,
            fontproperties=self.style.font(text, size, bold),
            **place,  # type: ignore[arg-type]
        )


def key_above(made: Frame, labels: Sequence[str], colours: Sequence[str], marks: Sequence[str]) -> None:
    """Names in their colours above the axes, where beside them they would leave the axes no room."""
    style, size, x = made.style, made.style.small_size, EDGE
    high, full = size * POINT_MM * 1.4, made.width - 2 * EDGE
    names = [f"{mark} {label}" for label, mark in zip(labels, marks, strict=True)]
    lines = sum(len(wrapped(style, name, size, full, 2)) for name in names)
    most = 2 if made.top - lines * high - made.bottom >= KEY_LEAVES * made.height else 1
    for name, colour in zip(names, colours, strict=True):
        first, *more = wrapped(style, name, size, full, most)
        if x > EDGE and (more or x + style.width_mm(first, size) > made.width - EDGE):
            x, made.top = EDGE, made.top - high
        made.text(x, made.top, first, size, colour, va="top")
        x += style.width_mm(first, size) + 3
        for line in more:  # the name is longer than the figure is wide
            made.top -= high
            made.text(EDGE, made.top, line, size, colour, va="top")
            x = made.width
    made.top -= high + 2


def plain(text: str) -> str:
    """Keep dollar signs from being read as formulas."""
    return text.replace("$", r"\$")


def frame(
    style: FigureStyle, tr: Translate, size_mm: tuple[float, float], title: str, unit: str, source: str
) -> Frame:
    """An empty figure with its heading (title, unit) and its source."""
    width, height = size_mm
    figure = Figure(figsize=(width / 25.4, height / 25.4), facecolor=style.ground)
    top, bottom = height - EDGE, EDGE
    made = Frame(figure, style, tr, width, height, top, bottom)
    if style.titled and title:
        for line in wrapped(style, tr(title), style.title_size, width - 2 * EDGE, 2, bold=True):
            made.text(EDGE, top, line, style.title_size, style.text, True, va="top")
            top -= style.title_size * POINT_MM * 1.35
    if unit:
        made.text(EDGE, top, tr(unit), style.small_size, style.second, va="top")
        top -= style.small_size * POINT_MM * 1.4
    if source:
        lines = wrapped(
            style,
            tr("Source: {source}").format(source=_said(source, tr)),
            style.small_size,
            width - 2 * EDGE,
            SOURCE_LINES + (width < NARROW),
        )
        for line in reversed(lines):
            made.text(EDGE, bottom, line, style.small_size, style.faint, va="bottom")
            bottom += style.small_size * POINT_MM * 1.3
        bottom += 1.0
    made.top, made.bottom = top - 1.5, bottom
    return made


def _said(source: str, tr: Translate) -> str:
    """A source whose titles stay as published; how it stands is said in the reader's words."""
    return STATUS.sub(lambda found: f"({tr(SOURCE_STATUS_LABEL[found['status']])})", tr(source))


def wrapped(
    style: FigureStyle, text: str, size: float, width: float, most: int, bold: bool = False
) -> list[str]:
    """A text in at most so many lines of `width` mm; the last ends in an ellipsis where it is cut."""
    lines, current = [], ""
    for piece in _pieces(style, text, size, width, bold):
        longer = current + piece
        if current.strip() and style.width_mm(longer.rstrip(), size, bold) > width:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current = longer
    lines.append(current.rstrip())
    if len(lines) > most:
        last = lines[most - 1]
        while last and style.width_mm(last + "…", size, bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "…"]
    return lines


def name_lines(style: FigureStyle, free: float) -> int:
    """In how many lines a name may stand beside a bar that has `free` mm for itself: three at most."""
    return max(1, min(3, int(free / (style.label_size * POINT_MM * 1.3))))


def _pieces(style: FigureStyle, text: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """What stays on one line; of scripts without spaces less, where that is wider than the line."""
    for unit in units(text):
        if max(unit) >= "\u2e80" and style.width_mm(unit.rstrip(), size, bold) > width:
            yield from clusters(unit)
        else:
            yield unit


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round tick values that cover the range."""
    return [float(t) for t in MaxNLocator(most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]


def tick_texts(values: Sequence[float], style: FigureStyle) -> list[str]:
    """The ticks as written in the language of the figure, all with the same decimals."""
    step = min((b - a for a, b in pairwise(values)), default=1.0)
    decimals = next((d for d in range(6) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 6)
    return [format_number(round(v, 9), decimals, style.language) for v in values]


def value_axis(axes: Axes, frame: Frame, ticks: Sequence[float]) -> None:
    """Horizontal hairlines with their values at the left."""
    style = frame.style
    axes.set_yticks(list(ticks))
    axes.set_yticklabels(
        tick_texts(ticks, style),
        fontproperties=style.font("0", style.small_size),
        color=style.second,
    )
    axes.grid(axis="y", color=style.line, linewidth=0.7)
    axes.set_axisbelow(True)
    for tick in axes.yaxis.get_major_ticks():
        tick.set_pad(3)


def year_axis(axes: Axes, frame: Frame, first: float, last: float, width_mm: float) -> None:
    """Years along the foot, as many as fit."""
    style = frame.style
    room = max(int(width_mm / (style.width_mm("2000", style.small_size) * 1.7)), 2)
    span = int(last - first)
    step = next((s for s in (1, 2, 5, 10, 20, 25, 50, 100) if span / s + 1 <= room), 100)
    start = int(first) if step == 1 else -(-int(first) // step) * step
    years = list(range(start, int(last) + 1, step))
    if len(years) < 2:
        years = [int(first), int(last)] if last > first else [int(first)]
    axes.set_xticks(years)
    axes.set_xticklabels(
        [str(y) for y in years], fontproperties=style.font("0", style.small_size), color=style.second
    )
    axes.tick_params(axis="x", pad=YEARS_BELOW)
    axes.spines["bottom"].set_visible(True)
    axes.spines["bottom"].set_color(style.strong_line)
    axes.spines["bottom"].set_linewidth(0.8)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as can be to `wanted`, at least `gap` apart, within the bounds."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [min(max(wanted[i], low), high) for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    if placed and placed[-1] > high:
        placed[-1] = high
        for i in range(len(placed) - 2, -1, -1):
            placed[i] = min(placed[i], placed[i + 1] - gap)
    out = [0.0] * len(wanted)
    for position, i in zip(placed, order, strict=True):
        out[i] = position
    return out
