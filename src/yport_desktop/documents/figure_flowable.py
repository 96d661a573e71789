"""A figure on the page: its recorded operations as vectors, its text in the report's own fonts."""

import math

from reportlab.lib.utils import ImageReader

from yport_desktop.figures.vector import Clip, Command, Drawing, ImageOp, PathOp, TextOp

from .canvas import ReportCanvas
from .flowables import Block, Setting, Tag
from .fonts import FontSet
from .model import Span
from .painting import height_of, paint_lines
from .styles import TEXT, Page
from .text import Ink, clean, lay_out, pieces_of

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_OPERATORS = {
    "M": "%.2f %.2f m",
    "L": "%.2f %.2f l",
    "C": "%.2f %.2f %.2f %.2f %.2f %.2f c",
    "Z": "h",
}
_PAINT = {(False, False): "n", (True, False): "f", (False, True): "S", (True, True): "B"}  # by (fill, stroke)
# Height and depth of a line of text as a share of its size, as matplotlib wants them.
_ASCENT, _DESCENT = 0.76, 0.22
PAGE = Page()


class FontMetrics:
    """Measures a figure's text with the fonts of the report."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts

    def extent(self, text: str, size: float, role: str) -> tuple[float, float, float]:
        """Width, height and descent in points."""
        return self.fonts.width(clean(text), size, role), size * (_ASCENT + _DESCENT), size * _DESCENT


class FigureBlock(Block):
    """A drawing with its numbered caption underneath; never split."""

    def __init__(
        self, drawing: Drawing, label: str, caption: str, alt: str, key: str, setting: Setting
    ) -> None:
        super().__init__(9, 14)
        self.drawing, self.key, self.setting = drawing, key, setting
        self.text = (Span(label, bold=True), Span("\u2002" + caption))
        self.tag = Tag("Figure", alt=alt or caption)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as the measure allows, never larger than drawn, never higher than the page."""
        style = self.setting.sheet.caption.but(colour=TEXT)
        self.style = style
        self.caption = lay_out(self.text, style, self.setting.fonts, width, most=6)
        below = height_of(self.caption, style) + 5
        self.scale = min(1.0, width / self.drawing.width, (PAGE.depth - below - 40) / self.drawing.height)
        self.width, self.height = width, self.drawing.height * self.scale + below
        return width, self.height

    def draw(self) -> None:
        """The drawing, then the caption."""
        canvas = self.canv
        canvas.place(self.key)
        canvas.bookmarkHorizontal(self.key, 0, self.height + 8)
        canvas.saveState()
        canvas.translate(0, self.height - self.drawing.height * self.scale)
        canvas.scale(self.scale, self.scale)
        with canvas.marked(self.tag.element(canvas)):
            paint_drawing(canvas, self.drawing, self.setting.fonts)
        canvas.restoreState()
        with canvas.marked(Tag("Caption").element(canvas)):
            paint_lines(canvas, self.caption, self.style, 0, height_of(self.caption, self.style), self.width)


def paint_drawing(canvas: ReportCanvas, drawing: Drawing, fonts: FontSet) -> None:
    """Draw recorded operations with their lower left corner at the origin."""
    for op in drawing.ops:
        canvas.saveState()
        if isinstance(op, TextOp):
            _paint_text(canvas, op, fonts)
        elif isinstance(op, PathOp):
            _paint_path(canvas, op)
        else:
            _paint_image(canvas, op)
        canvas.restoreState()


def _paint_path(canvas: ReportCanvas, op: PathOp) -> None:
    _apply_clip(canvas, op.clip)
    if op.fill is not None:
        canvas.setFillColor(op.fill)
        if op.fill_alpha < 1:
            canvas.setFillAlpha(op.fill_alpha)
    if op.stroke is not None:
        canvas.setStrokeColor(op.stroke)
        canvas.setLineWidth(op.width)
        canvas.setLineCap(_CAPS.get(op.cap, 0))
        canvas.setLineJoin(_JOINS.get(op.join, 1))
        if op.dash:
            canvas.setDash(list(op.dash), op.dash_offset)
        if op.stroke_alpha < 1:
            canvas.setStrokeAlpha(op.stroke_alpha)
    canvas.operators(f"n {_path(op.commands)} {_PAINT[op.fill is not None, op.stroke is not None]}")


def _apply_clip(canvas: ReportCanvas, clip: Clip) -> None:
    if clip.box is not None:
        left, low, width, height = clip.box
        canvas.operators(f"n {left:.2f} {low:.2f} {width:.2f} {height:.2f} re W n")
    if clip.path:
        canvas.operators(f"n {_path(clip.path)} W n")


def _path(commands: tuple[Command, ...]) -> str:
    """Path operators with hundredths of a point; ten times faster than a path object."""
    return " ".join(_OPERATORS[name] % values for name, values in commands)


def _paint_text(canvas: ReportCanvas, op: TextOp, fonts: FontSet) -> None:
    turn = math.radians(op.angle)
    cosine, sine = round(math.cos(turn), 6), round(math.sin(turn), 6)
    canvas.transform(cosine, sine, -sine, cosine, op.x, op.y)
    canvas.setFillColor(op.colour)
    if op.alpha < 1:
        canvas.setFillAlpha(op.alpha)
    text = canvas.beginText(0, 0)
    x = 0.0
    for part, face, ink, width in pieces_of(clean(op.text), op.role, Ink(op.size, op.colour), fonts):
        text.setFont(face.name, op.size)
        text.setTextOrigin(x + ink.aside, ink.rise)
        text.textOut(part)
        x += width
    canvas.drawText(text)


def _paint_image(canvas: ReportCanvas, op: ImageOp) -> None:
    # Pillow is imported here: charts without pictures never need it.
    from PIL import Image

    picture = Image.frombytes("RGBA", (op.columns, op.rows), op.rgba)
    _apply_clip(canvas, op.clip)
    canvas.drawImage(ImageReader(picture), op.x, op.y, op.width, op.height, mask="auto")
