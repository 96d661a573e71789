"""The look of the page: the tokens of the desk in their light dress, and a type scale for print."""

from dataclasses import dataclass, replace

MM = 72 / 25.4

Colour = tuple[float, float, float]


def _rgb(text: str) -> Colour:
    """`#RRGGBB` as three numbers 0-1."""
    return tuple(round(int(text[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))  # type: ignore[return-value]


GROUND = _rgb("#F6F7F9")
SURFACE = _rgb("#FFFFFF")
LINE = _rgb("#E4E7EC")
STRONG_LINE = _rgb("#C9CFD8")
TEXT = _rgb("#1A1E25")
SECOND = _rgb("#566070")
FAINT = _rgb("#6B7585")  # a shade darker than on the screen: paper has no backlight
ACCENT = _rgb("#0B62B5")
TINT = _rgb("#E7F0FA")
GOOD = _rgb("#1A7A57")
CAUTION = _rgb("#9A5B00")
CRITICAL = _rgb("#B3261E")

TONES: dict[str, Colour] = {
    "": TEXT,
    "second": SECOND,
    "faint": FAINT,
    "accent": ACCENT,
    "good": GOOD,
    "caution": CAUTION,
    "critical": CRITICAL,
    "surface": SURFACE,
}


@dataclass(frozen=True)
class TextStyle:
    """Size, leading and the space around a paragraph, in points."""

    size: float
    leading: float
    role: str = "regular"
    colour: Colour = TEXT
    align: str = "left"
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0

    def but(self, **changes: object) -> "TextStyle":
        """The same style with some values changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Page:
    """A4 portrait with the measure of a book: the outer margins carry nothing."""

    width: float = 210 * MM
    height: float = 297 * MM
    left: float = 25 * MM
    right: float = 21 * MM
    top: float = 31 * MM
    bottom: float = 26 * MM

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """Height of the text."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class StyleSheet:
    """The type scale of a report."""

    body: TextStyle
    lead: TextStyle
    note: TextStyle
    heading: tuple[TextStyle, TextStyle, TextStyle]
    label: TextStyle
    caption: TextStyle
    cell: TextStyle
    head: TextStyle
    number: TextStyle
    unit: TextStyle
    clause: TextStyle
    cover_title: TextStyle
    cover_line: TextStyle
    running: TextStyle


def style_sheet(language: str) -> StyleSheet:
    """The scale for a language: Japanese and Thai need more air between the lines."""
    airy = language.split("_")[0] in ("ja", "th")
    step = 1.13 if airy else 1.0
    body = TextStyle(9.6, 14.2 * step, after=7)
    return StyleSheet(
        body=body,
        lead=TextStyle(11.2, 16.6 * step, colour=SECOND, after=11),
        note=TextStyle(8.2, 11.6 * step, colour=SECOND, after=5),
        heading=(
            TextStyle(21, 26 * step, role="bold", after=12),
            TextStyle(13.4, 18 * step, role="bold", before=15, after=6),
            TextStyle(10.6, 15 * step, role="bold", before=10, after=4),
        ),
        label=TextStyle(8.2, 11.2 * step, colour=SECOND),
        caption=TextStyle(8.8, 12.2 * step, colour=SECOND, after=5),
        cell=TextStyle(8.1, 10.9 * step),
        head=TextStyle(7.4, 9.8 * step, role="bold", colour=SECOND),
        number=TextStyle(20, 25, role="bold"),
        unit=TextStyle(8.6, 11 * step, colour=SECOND),
        clause=TextStyle(9.4, 14.4 * step, after=6),
        cover_title=TextStyle(31 if not airy else 27, 38 * (1.0 if not airy else 1.05), role="bold"),
        cover_line=TextStyle(11.5, 17 * step, colour=SECOND),
        running=TextStyle(7.6, 10, colour=SECOND),
    )
