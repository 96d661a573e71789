"""The look of figures: colours, type and fonts, in three settings that share one drawing code."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, get_font

from yport_desktop.env.resources import resources_folder

POINT_MM = 25.4 / 72
HINTED = 1.09


@dataclass(frozen=True)
class FigureStyle:
    """Tokens of a figure. Sizes in points; colours `#RRGGBB`.

    `series` tell apart for all kinds of colour vision and in the order of use; `fonts` is the
    folder of font files (None: the program's own); `language` sets how numbers are written.
    `titled` figures carry their title; on paper the caption does.
    """

    ground: str
    text: str
    second: str
    faint: str
    line: str
    strong_line: str
    accent: str
    critical: str
    series: tuple[str, ...]
    title_size: float = 11.0
    label_size: float = 9.0
    small_size: float = 8.0
    titled: bool = True
    language: str = "en"
    fonts: Path | None = None

    def font(self, text: str, size: float, bold: bool = False) -> FontProperties:
        """The font for a text, by its script; never by a name that the machine may not know."""
        folder = self.fonts or resources_folder() / "fonts"
        path = folder / f"{_family(text, self.language)}-{'Bold' if bold else 'Regular'}.ttf"
        return FontProperties(fname=str(path), size=size, weight="bold" if bold else "normal")

    def width_mm(self, text: str, size: float, bold: bool = False) -> float:
        """Width of a line of text in mm, with what hinting on a screen may add."""
        return _width(str(self.font(text, size, bold).get_file()), text) * size * POINT_MM * HINTED


@lru_cache(maxsize=4096)
def _width(path: str, text: str) -> float:
    """Width of a text in units of its size: a fact about a font file, remembered."""
    font = get_font(path)
    font.set_size(100.0, 72.0)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64 / 100


def _family(text: str, language: str) -> str:
    if any("\u0e00" <= char <= "\u0e7f" for char in text):
        return "NotoSansThai"
    if language.startswith("ja") or any(char >= "\u2e80" for char in text):
        return "NotoSansJP"
    return "NotoSans"


_ON_LIGHT = (
    "#0B62B5",
    "#E08A00",
    "#1A9076",
    "#B5487E",
    "#6FB7E9",
    "#C4501B",
    "#8A8F2A",
    "#6B5BB5",
    "#7C8696",
)
_ON_DARK = (
    "#62A8EE",
    "#F0B04A",
    "#4CC093",
    "#E08AB8",
    "#B5DDF7",
    "#F2867E",
    "#C9CE6A",
    "#A79BE8",
    "#A3ADBB",
)

LIGHT = FigureStyle(
    ground="#FFFFFF",
    text="#1A1E25",
    second="#566070",
    faint="#7C8696",
    line="#E4E7EC",
    strong_line="#C9CFD8",
    accent="#0B62B5",
    critical="#B3261E",
    series=_ON_LIGHT,
)
DARK = FigureStyle(
    ground="#1B1F26",
    text="#E8EBF0",
    second="#A3ADBB",
    faint="#7E8898",
    line="#2B313B",
    strong_line="#3B4350",
    accent="#62A8EE",
    critical="#F2867E",
    series=_ON_DARK,
)
PAPER = FigureStyle(
    ground="#FFFFFF",
    text="#1A1E25",
    second="#4A5362",
    faint="#6B7584",
    line="#E4E7EC",
    strong_line="#B9C0CA",
    accent="#0B62B5",
    critical="#B3261E",
    series=_ON_LIGHT,
    title_size=9.5,
    label_size=8.0,
    small_size=7.0,
    titled=False,
)
