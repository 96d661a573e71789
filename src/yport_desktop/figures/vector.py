"""A matplotlib Figure as neutral drawing operations, so that paper shows what the screen shows.

A renderer that draws nothing: it records paths, text runs and images in points, origin at the
lower left. Text stays text; it is measured with the metrics of whoever will draw it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]
# One drawing command: "M" x y, "L" x y, "C" x1 y1 x2 y2 x y, or "Z".
Command = tuple[str, tuple[float, ...]]


class Metrics(Protocol):
    """Measures text with the fonts it will be drawn in."""

    def extent(self, text: str, size: float, role: str) -> tuple[float, float, float]:
        """Width, height and descent of `text` in points; role is regular, bold or italic."""
        ...


@dataclass(frozen=True)
class Clip:
    """What may be seen: a rectangle (left, bottom, width, height), a path, or both."""

    box: Box | None = None
    path: tuple[Command, ...] = ()


@dataclass(frozen=True)
class PathOp:
    """A path, filled and/or stroked. `width` and dash lengths in points."""

    commands: tuple[Command, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    cap: str = "butt"
    join: str = "round"
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    clip: Clip = Clip()


@dataclass(frozen=True)
class TextOp:
    """A run of text; (x, y) is the left end of its baseline, `angle` in degrees."""

    text: str
    x: float
    y: float
    size: float
    angle: float = 0.0
    role: str = "regular"
    colour: Colour = (0.0, 0.0, 0.0)
    alpha: float = 1.0


@dataclass(frozen=True)
class ImageOp:
    """Pixels: `rgba` holds `rows` x `columns` x 4 bytes, the first row on top."""

    x: float
    y: float
    width: float
    height: float
    rows: int
    columns: int
    rgba: bytes
    clip: Clip = Clip()


Op = PathOp | TextOp | ImageOp


@dataclass(frozen=True)
class Drawing:
    """All operations of a figure, in drawing order; size in points."""

    width: float
    height: float
    ops: tuple[Op, ...]


def record(figure: Figure, metrics: Metrics) -> Drawing:
    """Draw `figure` into operations at its own size. The figure is left as it was."""
    dpi = figure.dpi
    figure.dpi = 72
    try:
        width, height = figure.bbox.size
        renderer = _Recorder(float(width), float(height), metrics)
        figure.draw(renderer)
    finally:
        figure.dpi = dpi
    return Drawing(float(width), float(height), tuple(renderer.ops))


class _Recorder(RendererBase):
    """Collects operations; one pixel is one point."""

    def __init__(self, width: float, height: float, metrics: Metrics) -> None:
        super().__init__()
        self.width, self.height, self.metrics = width, height, metrics
        self.ops: list[Op] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def option_image_nocomposite(self) -> bool:
        return True

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
        fill, fill_alpha = _fill(gc, rgbFace)
        rgb = gc.get_rgb()
        stroked = gc.get_linewidth() > 0 and rgb[3] > 0
        if fill is None and not stroked and not gc.get_hatch():
            return
        commands = _commands(path, transform)
        if not commands:
            return
        offset, dash = gc.get_dashes()
        op = PathOp(
            commands,
            fill=fill,
            stroke=_colour(rgb) if stroked else None,
            width=round(float(gc.get_linewidth()), 3),
            dash=tuple(round(float(d), 3) for d in dash or ()),
            dash_offset=round(float(offset or 0), 3),
            cap=str(gc.get_capstyle()),
            join=str(gc.get_joinstyle()),
            fill_alpha=fill_alpha,
            stroke_alpha=round(float(rgb[3]), 4),
            clip=_clip(gc),
        )
        if gc.get_hatch():
            self._draw_hatched(gc, op)
        else:
            self.ops.append(op)

    def draw_markers(
        self,
        gc: Any,
        marker_path: Path,
        marker_trans: Any,
        path: Path,
        trans: Any,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """All markers of a line as one path."""
        places = trans.transform_path(path).cleaned(remove_nans=True)
        points = places.vertices[places.codes != Path.STOP]
        if not len(points):
            return
        marker = Path.make_compound_path(marker_trans.transform_path(marker_path))
        copies = [Path(marker.vertices + point, marker.codes) for point in points]
        self.draw_path(gc, Path.make_compound_path(*copies), IdentityTransform(), rgbFace)

    def _draw_hatched(self, gc: Any, op: PathOp) -> None:
        """Ground, then the hatch clipped to the shape, then the outline."""
        if op.fill is not None:
            self.ops.append(PathOp(op.commands, fill=op.fill, fill_alpha=op.fill_alpha, clip=op.clip))
        xs = [c[i] for _, c in op.commands for i in range(0, len(c), 2)]
        ys = [c[i] for _, c in op.commands for i in range(1, len(c), 2)]
        tile = gc.get_hatch_path()
        colour, width = _colour(gc.get_hatch_color()), float(gc.get_hatch_linewidth())
        clip = Clip(op.clip.box, op.commands)
        for x in np.arange(np.floor(min(xs) / 72) * 72, max(xs), 72):
            for y in np.arange(np.floor(min(ys) / 72) * 72, max(ys), 72):
                commands = _commands(tile, Affine2D().scale(72).translate(x, y))
                self.ops.append(PathOp(commands, stroke=colour, width=width, clip=clip))
        if op.stroke is not None:
            outline = PathOp(op.commands, stroke=op.stroke, width=op.width, dash=op.dash, clip=op.clip)
            self.ops.append(outline)

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # a formula, as outlines
            return
        rgb = gc.get_rgb()
        if rgb[3] > 0 and s.strip():
            self.ops.append(
                TextOp(
                    s,
                    round(float(x), 3),
                    round(float(y), 3),
                    float(prop.get_size_in_points()),
                    float(angle),
                    _role(prop),
                    _colour(rgb),
                    round(float(rgb[3]), 4),
                )
            )

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        if ismath:
            return super().get_text_width_height_descent(s, prop, ismath)
        return self.metrics.extent(s, float(prop.get_size_in_points()), _role(prop))

    def draw_image(self, gc: Any, x: float, y: float, im: Any, transform: Any = None) -> None:
        pixels = np.ascontiguousarray(im, dtype=np.uint8)[::-1]
        rows, columns = pixels.shape[:2]
        width, height = (
            (columns, rows) if transform is None else (transform.frozen().to_values()[i] for i in (0, 3))
        )
        self.ops.append(
            ImageOp(
                float(x), float(y), float(width), float(height), rows, columns, pixels.tobytes(), _clip(gc)
            )
        )


def _role(prop: Any) -> str:
    weight = prop.get_weight()
    if weight in ("bold", "semibold", "demibold", "heavy", "black") or (
        isinstance(weight, int) and weight >= 600
    ):
        return "bold"
    return "italic" if prop.get_style() in ("italic", "oblique") else "regular"


def _colour(rgba: Sequence[float]) -> Colour:
    red, green, blue = (round(float(v), 4) for v in rgba[:3])
    return red, green, blue


def _fill(gc: Any, face: Any) -> tuple[Colour | None, float]:
    if face is None:
        return None, 1.0
    alpha = gc.get_alpha() if gc.get_forced_alpha() else (face[3] if len(face) == 4 else 1.0)
    return (_colour(face), round(float(alpha), 4)) if alpha > 0 else (None, 1.0)


def _clip(gc: Any) -> Clip:
    box = gc.get_clip_rectangle()
    path, transform = gc.get_clip_path()
    bounds = tuple(round(float(v), 3) for v in box.bounds) if box is not None else None
    return Clip(bounds, _commands(path, transform) if path is not None else ())  # type: ignore[arg-type]


def _commands(path: Path, transform: Any) -> tuple[Command, ...]:
    """A path in points, curves as cubic Béziers, rounded to a thousandth of a point."""
    found: list[Command] = []
    last = (0.0, 0.0)
    for vertices, code in path.iter_segments(transform, remove_nans=True, simplify=False, curves=True):
        values = tuple(round(float(v), 3) for v in vertices)
        if code == Path.MOVETO:
            found.append(("M", values))
        elif code == Path.LINETO:
            found.append(("L", values))
        elif code == Path.CURVE3:
            (x0, y0), (cx, cy, x, y) = last, values
            cubic = (
                x0 + (cx - x0) * 2 / 3,
                y0 + (cy - y0) * 2 / 3,
                x + (cx - x) * 2 / 3,
                y + (cy - y) * 2 / 3,
                x,
                y,
            )
            found.append(("C", tuple(round(v, 3) for v in cubic)))
        elif code == Path.CURVE4:
            found.append(("C", values))
        elif code == Path.CLOSEPOLY:
            found.append(("Z", ()))
            continue
        else:
            continue
        last = (values[-2], values[-1])
    return tuple(found)
