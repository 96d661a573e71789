"""The report's own fonts: embedded subsets, chosen run by run so that no script falls out.

Noto Sans carries Latin, Vietnamese and Filipino, Noto Sans JP Japanese and the mathematical
signs, Noto Sans Thai Thai. A character that none of them has is drawn as a visible substitute.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from yport_desktop.domain.errors import YportError
from yport_desktop.domain.text import N_

# File stems under the fonts folder, by role; the first of each list leads, the rest fall back.
_FILES = {
    "regular": ("NotoSans-Regular", "NotoSansJP-Regular", "NotoSansThai-Regular"),
    "bold": ("NotoSans-Bold", "NotoSansJP-Bold", "NotoSansThai-Bold"),
    "italic": ("NotoSans-Italic", "NotoSansJP-Regular", "NotoSansThai-Regular"),
}
_REQUIRED = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSansJP-Regular", "NotoSansJP-Bold")
THAI = "NotoSansThai"
SUBSTITUTE = "\ufffd"

# Signs that both Noto Sans and Noto Sans JP have: in Japanese text they belong to the latter.
_EAST_ASIAN_SIGNS = frozenset("‘’“”…―※§¶")


class FontMissing(YportError):
    """A font that the report must embed is not installed with the program."""

    sentence = N_("The font {name} is missing from the program's folder. Please reinstall Y-PORT Desktop.")


@dataclass(frozen=True, eq=False)
class Face:
    """One registered font: its reportlab name, and what is needed to measure with it."""

    name: str
    widths: dict[int, float]
    default_width: float
    glyphs: dict[int, int]

    def width(self, text: str, size: float) -> float:
        """Width of `text` in points at `size` points."""
        return _thousandths(self, text) * size * 0.001


@lru_cache(maxsize=16_384)
def _thousandths(face: Face, text: str) -> float:
    """Width of `text` in thousandths of its size; words repeat, so most are measured once."""
    widths, default = face.widths, face.default_width
    return sum([widths.get(ord(c), default) for c in text])


@dataclass(frozen=True, eq=False)
class FontSet:
    """The fonts of one language: `role` (regular, bold, italic) to faces in order of preference."""

    language: str
    faces: dict[str, tuple[Face, ...]]

    def runs(self, text: str, role: str = "regular") -> tuple[tuple[Face, str], ...]:
        """Split `text` into stretches of one face each; what no face has becomes the substitute."""
        faces = self.faces[role]
        if text.isascii() and text.isprintable():
            return ((faces[0], text),) if text else ()
        found: list[tuple[Face, list[str]]] = []
        for char in text:
            face, shown = self._face(char, faces, found[-1][0] if found else None)
            if not shown:
                continue
            if found and found[-1][0] is face:
                found[-1][1].append(shown)
            else:
                found.append((face, [shown]))
        return tuple((face, "".join(chars)) for face, chars in found)

    def width(self, text: str, size: float, role: str = "regular") -> float:
        """Width of mixed text in points."""
        return sum(face.width(part, size) for face, part in self.runs(text, role))

    def covers(self, char: str, role: str = "regular") -> bool:
        """True if some face of the role has this character."""
        return any(ord(char) in f.glyphs for f in self.faces[role])

    def _face(self, char: str, faces: tuple[Face, ...], before: Face | None) -> tuple[Face, str]:
        code = ord(char)
        if char in _EAST_ASIAN_SIGNS and self.language == "ja" and before is not faces[0]:
            return faces[1], char
        if char == " " and before is not None and before is not faces[0] and self.language != "ja":
            return before, char
        if category(char) in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
            return before or faces[0], " " if char in "\t\n\r" else ""
        for face in faces:
            if code in face.glyphs:
                return face, char
        return faces[0], SUBSTITUTE


def load_fonts(folder: Path, language: str) -> FontSet:
    """The fonts of a report in `language`, registered with reportlab.

    Raises FontMissing. Noto Sans Thai is optional: without it Thai shows as substitutes.
    """
    key = language.split("_")[0].split("-")[0]
    return _load(str(folder), key)


@lru_cache(maxsize=8)
def _load(folder: str, language: str) -> FontSet:
    known = {stem: _register(Path(folder), stem) for stem in dict.fromkeys(sum(_FILES.values(), ()))}
    faces = {role: tuple(f for s in stems if (f := known[s])) for role, stems in _FILES.items()}
    return FontSet(language, faces)


def _register(folder: Path, stem: str) -> Face | None:
    path = folder / f"{stem}.ttf"
    if not path.is_file():
        if stem in _REQUIRED:
            raise FontMissing(name=stem)
        return None
    if stem in pdfmetrics.getRegisteredFontNames():
        font = pdfmetrics.getFont(stem)
    else:
        font = TTFont(stem, str(path), asciiReadable=False)
        pdfmetrics.registerFont(font)
    face = font.face
    return Face(stem, face.charWidths, face.defaultWidth, face.charToGlyph)
