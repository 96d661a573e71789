"""Putting laid-out lines and small marks on a canvas."""

from collections.abc import Sequence

from .canvas import ReportCanvas
from .fonts import FontSet
from .styles import ACCENT, CAUTION, CRITICAL, GOOD, SECOND, SURFACE, Colour, TextStyle
from .text import Fragment, Line

# Half the height of capitals, as a share of the size: centres a line on its leading.
_HALF_CAPITAL = 0.357


def height_of(lines: Sequence[Line], style: TextStyle) -> float:
    """Height of the lines in points."""
    return len(lines) * style.leading


def baseline(top: float, style: TextStyle, index: int = 0) -> float:
    """Height of the baseline of a line below `top`."""
    return top - style.leading * (index + 0.5) - style.size * _HALF_CAPITAL


def paint_lines(
    canvas: ReportCanvas, lines: Sequence[Line], style: TextStyle, x: float, top: float, width: float
) -> None:
    """Draw lines downwards from `top` in a column of `width` points."""
    text = canvas.beginText()
    marks: list[tuple[Fragment, float, float]] = []
    font: tuple[str, float] | None = None
    colour: Colour | None = None
    for index, line in enumerate(lines):
        y = baseline(top, style, index)
        left = x + shift(line.width, style.align, width)
        for part in line.fragments:
            if (part.face.name, part.ink.size) != font:
                font = (part.face.name, part.ink.size)
                text.setFont(*font)
            if part.ink.colour != colour:
                colour = part.ink.colour
                text.setFillColor(colour)
            text.setTextOrigin(left + part.x + part.ink.aside, y + part.ink.rise)
            text.textOut(part.text)
            if part.ink.underline or part.ink.strike or part.ink.link:
                marks.append((part, left + part.x, y))
    canvas.drawText(text)
    for part, left, y in marks:
        _paint_marks(canvas, part, left, y)


def shift(used: float, align: str, width: float) -> float:
    """How far a line of width `used` moves to the right in its column."""
    return {"right": width - used, "centre": (width - used) / 2}.get(align, 0.0)


def _paint_marks(canvas: ReportCanvas, part: Fragment, x: float, y: float) -> None:
    size = part.ink.size
    if part.ink.underline or part.ink.strike:
        canvas.setStrokeColor(part.ink.colour)
        canvas.setLineWidth(size * 0.065)
        level = y + size * 0.27 if part.ink.strike else y - size * 0.14
        canvas.line(x, level, x + part.width, level)
    if part.ink.link:
        box = (x, y - size * 0.2, x + part.width, y + size * 0.8)
        canvas.linkRect("", part.ink.link, box, relative=1, thickness=0)


# Shape, ground and letter of each grade: told apart without colour. None: outlined only.
_GRADES: dict[str, tuple[str, Colour | None, Colour]] = {
    "A": ("circle", GOOD, SURFACE),
    "B": ("square", ACCENT, SURFACE),
    "C": ("diamond", CAUTION, SURFACE),
    "D": ("circle", None, CAUTION),
    "E": ("square", None, CRITICAL),
}
GRADE_SIZE = 10.4


def paint_grade(
    canvas: ReportCanvas, fonts: FontSet, grade: str, x: float, y: float, size: float = GRADE_SIZE
) -> None:
    """The mark of an evidence grade: its letter in a shape, centred on (x, y)."""
    shape, ground, ink = _GRADES.get(grade, ("circle", None, SECOND))
    half = size / 2
    canvas.setLineWidth(size * 0.085)
    canvas.setStrokeColor(ground or ink)
    canvas.setFillColor(ground or SURFACE)
    if shape == "circle":
        canvas.circle(x, y, half * 0.94, stroke=1, fill=1)
    elif shape == "square":
        canvas.roundRect(
            x - half * 0.86, y - half * 0.86, size * 0.86, size * 0.86, size * 0.16, stroke=1, fill=1
        )
    else:
        path = canvas.beginPath()
        reach = half * 1.2
        path.moveTo(x, y + reach)
        path.lineTo(x + reach, y)
        path.lineTo(x, y - reach)
        path.lineTo(x - reach, y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    letter = size * 0.66
    face = fonts.faces["bold"][0]
    canvas.setFont(face.name, letter)
    canvas.setFillColor(ink)
    canvas.drawString(x - face.width(grade, letter) / 2, y - letter * _HALF_CAPITAL, grade)
