"""Laying out text: spans of mixed scripts into lines, with the metrics they are drawn with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from unicodedata import normalize

from yport_desktop.domain.breaking import clusters, units

from .fonts import THAI, Face, FontSet
from .model import Span
from .styles import CRITICAL, GOOD, TONES, Colour, TextStyle
from .thai import placed

_TOLERANCE = 0.01


@dataclass(frozen=True)
class Ink:
    """How a stretch of text is drawn, apart from its face."""

    size: float
    colour: Colour
    underline: bool = False
    strike: bool = False
    rise: float = 0.0
    aside: float = 0.0
    link: str = ""


@dataclass(frozen=True)
class Fragment:
    """Text of one face and ink at `x` points from the start of its line."""

    x: float
    width: float
    text: str
    face: Face
    ink: Ink


@dataclass(frozen=True)
class Line:
    """One line; `width` without trailing space; `last` ends a paragraph."""

    fragments: tuple[Fragment, ...]
    width: float
    last: bool = False


Piece = tuple[str, Face, Ink, float]


def lay_out(
    spans: Sequence[Span] | str, style: TextStyle, fonts: FontSet, width: float, most: int = 0
) -> tuple[Line, ...]:
    """Break spans into lines no wider than `width` points; beyond `most` lines an ellipsis stands."""
    spans = (Span(spans),) if isinstance(spans, str) else spans
    filler = _Filler(max(width, style.size))
    for group in _groups(spans, style, fonts):
        filler.add(group, fonts)
        if most and len(filler.lines) > most:
            break
    lines = filler.finish()
    return lines if not most or len(lines) <= most else (*lines[: most - 1], _cut(lines[most - 1]))


def _cut(line: Line) -> Line:
    """The line with an ellipsis in place of its last characters."""
    if not line.fragments:
        return line
    end = line.fragments[-1]
    text = end.text[:-2].rstrip() + "…"
    end = replace(end, text=text, width=end.face.width(text, end.ink.size))
    return Line((*line.fragments[:-1], end), end.x + end.width, last=True)


def ink_of(span: Span, style: TextStyle) -> tuple[str, Ink]:
    """The font role and the ink of a span in a paragraph of that style."""
    role = "bold" if span.bold else "italic" if span.italic else style.role
    colour = TONES[span.tone] if span.tone else style.colour
    ink = Ink(style.size, colour, link=span.link)
    if span.change == "inserted":
        ink = replace(ink, colour=GOOD, underline=True)
    elif span.change == "deleted":
        ink = replace(ink, colour=CRITICAL, strike=True)
    if span.raised:
        ink = replace(ink, size=style.size * 0.68, rise=style.size * 0.34)
    return role, ink


def clean(text: str) -> str:
    """Text as it is drawn: composed letters, one kind of line end, no narrow spaces."""
    if text.isascii() and "\r" not in text:
        return text
    return (
        normalize("NFC", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u202f", "\u00a0")
        .replace("\u2007", "\u00a0")
    )


def _groups(spans: Sequence[Span], style: TextStyle, fonts: FontSet) -> Iterator[list[Piece]]:
    """Unbreakable groups of pieces; a break is only where the joined text allows one."""
    prepared = [(clean(s.text), *ink_of(s, style)) for s in spans if s.text]
    if len(prepared) == 1:
        text, role, ink = prepared[0]
        yield from (pieces_of(u, role, ink, fonts) for u in units(text))
        return
    bounds = list(accumulate(len(text) for text, _, _ in prepared))
    at, span = 0, 0
    for unit in units("".join(p[0] for p in prepared)):
        group: list[Piece] = []
        end = at + len(unit)
        while at < end:
            while bounds[span] <= at:
                span += 1
            stop = min(end, bounds[span])
            _, role, ink = prepared[span]
            group.extend(pieces_of(unit[len(unit) - (end - at) : len(unit) - (end - stop)], role, ink, fonts))
            at = stop
        yield group


def pieces_of(text: str, role: str, ink: Ink, fonts: FontSet) -> list[Piece]:
    """Stretches of text (already clean) of one face and ink each, with their widths."""
    if text == "\n":
        return [("\n", fonts.faces[role][0], ink, 0.0)]
    found: list[Piece] = []
    for face, part in fonts.runs(text, role):
        if face.name.startswith(THAI):
            for mark, rise, aside in placed(part):
                moved = replace(ink, rise=ink.rise + rise * ink.size, aside=aside * ink.size)
                found.append((mark, face, moved if rise or aside else ink, face.width(mark, ink.size)))
        else:
            found.append((part, face, ink, face.width(part, ink.size)))
    return found


class _Filler:
    """Fills lines greedily."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.current: list[Piece] = []
        self.x = 0.0

    def add(self, group: list[Piece], fonts: FontSet) -> None:
        """Put one unbreakable group on this line or the next."""
        if not group:
            return
        if group[0][0] == "\n":
            self._close(last=True)
            return
        total = sum(p[3] for p in group)
        tail = _space_width(group[-1])
        if self.x + total - tail > self.width + _TOLERANCE:
            if self.current:
                self._close()
            if total - tail > self.width - self.x + _TOLERANCE:
                self._add_broken(group)
                return
        self.current.extend(group)
        self.x += total

    def _add_broken(self, group: list[Piece]) -> None:
        for text, face, ink, _ in group:
            for cluster in clusters(text):
                wide = face.width(cluster, ink.size)
                if self.x + wide > self.width + _TOLERANCE and self.current and not cluster.isspace():
                    self._close()
                self.current.append((cluster, face, ink, wide))
                self.x += wide

    def _close(self, last: bool = False) -> None:
        self.lines.append(_line(self.current, last))
        self.current, self.x = [], 0.0

    def finish(self) -> tuple[Line, ...]:
        """All lines; at least one."""
        if self.current or not self.lines:
            self._close(last=True)
        self.lines[-1] = replace(self.lines[-1], last=True)
        return tuple(self.lines)


def _space_width(piece: Piece) -> float:
    text, face, ink, _ = piece
    stripped = text.rstrip(" \t\u3000\u200b")
    return face.width(text[len(stripped) :], ink.size) if len(stripped) < len(text) else 0.0


def _line(pieces: list[Piece], last: bool) -> Line:
    merged: list[Fragment] = []
    x = 0.0
    for text, face, ink, width in pieces:
        before = merged[-1] if merged else None
        if before is not None and before.face is face and before.ink == ink:
            merged[-1] = Fragment(before.x, before.width + width, before.text + text, face, ink)
        else:
            merged.append(Fragment(x, width, text, face, ink))
        x += width
    if merged:
        end = merged[-1]
        shown = end.text.rstrip(" \t\u3000\u200b")
        if len(shown) < len(end.text):
            merged[-1] = replace(end, text=shown, width=end.face.width(shown, end.ink.size))
        x = merged[-1].x + merged[-1].width
    return Line(tuple(merged), x, last)
