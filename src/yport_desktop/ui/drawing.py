"""Chart data as a figure on the screen: the same that the report prints."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from yport_desktop.domain.charts import ChartData
from yport_desktop.ui.components.figure_canvas import FigureRequest

if TYPE_CHECKING:  # loaded by the first drawing, off the UI thread
    from yport_desktop.figures import Figure

MM_PER_INCH = 25.4


def drawer(
    data: ChartData, translate: Callable[[str], str], in_language: str
) -> Callable[[FigureRequest], "Figure"]:
    """What draws the data at the size and in the mode of the screen."""

    def build(request: FigureRequest) -> "Figure":
        # matplotlib is loaded with the first figure, on the thread that draws.
        from yport_desktop.figures import DARK, LIGHT, draw

        style = replace(DARK if request.dark else LIGHT, language=in_language, titled=False)
        size = (request.width * MM_PER_INCH, request.height * MM_PER_INCH)
        return draw(data, style, translate, size)

    return build
