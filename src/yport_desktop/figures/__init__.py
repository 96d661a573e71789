"""Chart data to matplotlib Figure, for screen and paper alike: `draw(data, style, tr, size_mm)`."""

from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from yport_desktop.domain.charts import (
    Balance,
    ChartData,
    CostCurve,
    Lines,
    PartBars,
    PeerStrip,
    Ranked,
    Stack,
    Tornado,
)

from . import balance, cost_curve, lines, part_bars, peer_strip, ranked, stack, tornado
from .style import DARK, LIGHT, PAPER, FigureStyle

__all__ = ["DARK", "LIGHT", "PAPER", "Figure", "FigureStyle", "draw"]

_DRAWN_BY: dict[type, Callable[[Any, FigureStyle, Callable[[str], str], tuple[float, float]], Figure]] = {
    PeerStrip: peer_strip.draw,
    Balance: balance.draw,
    Lines: lines.draw,
    Stack: stack.draw,
    Tornado: tornado.draw,
    CostCurve: cost_curve.draw,
    Ranked: ranked.draw,
    PartBars: part_bars.draw,
}


def draw(
    data: ChartData, style: FigureStyle, tr: Callable[[str], str], size_mm: tuple[float, float]
) -> Figure:
    """Draw a chart. `size_mm` is width and height; `tr` translates the English labels."""
    return _DRAWN_BY[type(data)](data, style, tr, size_mm)
