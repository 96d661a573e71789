"""The window's own fonts: Noto Sans with Noto Sans JP and Noto Sans Thai behind it.

The files travel with the program, so every machine shows the same letters.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILIES = ("Noto Sans", "Noto Sans JP", "Noto Sans Thai")
MONOSPACE = ("Noto Sans Mono", "Consolas", "Menlo", "monospace")


def register(folder: Path) -> tuple[str, ...]:
    """Register every font file of a folder with Qt; returns the families found.

    A missing folder is no error: the system's fonts stand in.
    """
    found: dict[str, None] = {}
    for file in sorted([*folder.rglob("*.ttf"), *folder.rglob("*.otf")]):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)


def body_font(size_px: int) -> QFont:
    """The font of the window with figures of equal width."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size_px)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
