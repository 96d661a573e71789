"""Design tokens: every colour, distance and type size of the window, in one place."""

from dataclasses import dataclass, replace
from enum import StrEnum

# Distances in px at 100 %: hairline gaps, inside controls, between controls, around cards,
# between groups, around pages.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32

RADIUS = 6
CONTROL_HEIGHT = 28
FORM_CONTROL_HEIGHT = 32
TARGET = 24
ICON = 18


class Mode(StrEnum):
    """Light or dark ground."""

    LIGHT = "light"
    DARK = "dark"


class Type(StrEnum):
    """The steps of the type scale; also the `type` property of labels in the style sheet."""

    CAPTION = "caption"
    BODY = "body"
    EMPHASIS = "emphasis"
    TITLE = "title"
    PAGE = "page"
    HEADLINE = "headline"


class Tone(StrEnum):
    """What a colour says; never said by the colour alone."""

    NEUTRAL = "neutral"
    SECOND = "second"
    FAINT = "faint"
    ACCENT = "accent"
    GOOD = "good"
    CAUTION = "caution"
    CRITICAL = "critical"


TYPE_SIZES: dict[Type, int] = {
    Type.CAPTION: 12,
    Type.BODY: 13,
    Type.EMPHASIS: 15,
    Type.TITLE: 18,
    Type.PAGE: 24,
    Type.HEADLINE: 32,
}


@dataclass(frozen=True)
class Tokens:
    """One look of the window. Colours are `#RRGGBB`; sizes are px at `scale` 1.0.

    `faint` reaches 3:1 on its ground and is for marks and placeholders, not for sentences.
    `series` tell parts of a whole apart, for all kinds of colour vision and in the order of use.
    `reduced_motion` turns every movement into an immediate change.
    """

    mode: Mode
    ground: str
    surface: str
    raised: str
    line: str
    strong_line: str
    text: str
    second: str
    faint: str
    accent: str
    on_accent: str
    tint: str
    good: str
    good_tint: str
    caution: str
    caution_tint: str
    critical: str
    critical_tint: str
    hover: str
    shade: str
    series: tuple[str, ...] = ()
    scale: float = 1.0
    reduced_motion: bool = False

    def px(self, length: float) -> int:
        """A length at 100 % in px at the chosen text scale."""
        return max(1, round(length * self.scale))

    def size(self, step: Type) -> int:
        """Font size of a step of the type scale, in px at the chosen text scale."""
        return self.px(TYPE_SIZES[step])

    def tone(self, tone: Tone | str) -> str:
        """The foreground colour of a tone."""
        return {
            Tone.NEUTRAL: self.text,
            Tone.SECOND: self.second,
            Tone.FAINT: self.faint,
            Tone.ACCENT: self.accent,
            Tone.GOOD: self.good,
            Tone.CAUTION: self.caution,
            Tone.CRITICAL: self.critical,
        }[Tone(tone)]

    def tint_of(self, tone: Tone | str) -> str:
        """The quiet background that goes with a tone."""
        return {
            Tone.ACCENT: self.tint,
            Tone.GOOD: self.good_tint,
            Tone.CAUTION: self.caution_tint,
            Tone.CRITICAL: self.critical_tint,
        }.get(Tone(tone), self.hover)

    def scaled(self, scale: float) -> "Tokens":
        """The same look with larger text; `scale` is kept within 0.8 and 2.0."""
        return replace(self, scale=min(2.0, max(0.8, scale)))


LIGHT = Tokens(
    mode=Mode.LIGHT,
    ground="#F6F7F9",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E4E7EC",
    strong_line="#C9CFD8",
    text="#1A1E25",
    second="#566070",
    faint="#7C8696",
    accent="#0B62B5",
    on_accent="#FFFFFF",
    tint="#E7F0FA",
    good="#1A7A57",
    good_tint="#E6F3EE",
    caution="#9A5B00",
    caution_tint="#FBF1E0",
    critical="#B3261E",
    critical_tint="#FBEBEA",
    hover="#EEF0F4",
    shade="#1A1E25",
    series=("#0B62B5", "#E08A00", "#1A9076", "#B5487E", "#6FB7E9", "#C4501B", "#8A8F2A", "#6B5BB5"),
)

DARK = Tokens(
    mode=Mode.DARK,
    ground="#14171C",
    surface="#1B1F26",
    raised="#232831",
    line="#2B313B",
    strong_line="#3B4350",
    text="#E8EBF0",
    second="#A3ADBB",
    faint="#7E8898",
    accent="#62A8EE",
    on_accent="#0E1A27",
    tint="#17304A",
    good="#4CC093",
    good_tint="#16332A",
    caution="#E3A446",
    caution_tint="#382B16",
    critical="#F2867E",
    critical_tint="#3D2120",
    hover="#262C36",
    shade="#000000",
    series=("#62A8EE", "#F0B04A", "#4CC093", "#E08AB8", "#B5DDF7", "#F2867E", "#C9CE6A", "#A79BE8"),
)


def tokens_for(mode: Mode | str, scale: float = 1.0, reduced_motion: bool = False) -> Tokens:
    """The tokens of a mode at a text scale."""
    base = DARK if Mode(mode) is Mode.DARK else LIGHT
    return replace(base.scaled(scale), reduced_motion=reduced_motion)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
