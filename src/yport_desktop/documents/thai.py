"""Thai marks in their places without a shaping engine.

A tone mark stands above the vowel mark before it, and marks on a tall consonant move aside. The
distances are those of the anchors in Noto Sans Thai (GPOS table), in units of the size.
"""

import re

_HIGH = {"\u0e31": 0.179, "\u0e34": 0.177}  # the vowel marks that end lower than the others
_RISE = 0.236
_ASIDE = -0.13
_VOWELS = "\u0e31\u0e34-\u0e37\u0e47\u0e4d"
_TONES = "\u0e48-\u0e4c"
_TALL = "\u0e1b\u0e1d\u0e1f\u0e2c"
_PLACED = re.compile(
    rf"(?P<aside>(?<=[{_TALL}])[{_VOWELS}])(?P<both>[{_TONES}])?|(?P<tall>(?<=[{_TALL}])[{_TONES}](?!\u0e33))"
    rf"|(?<=[{_VOWELS}])(?P<above>[{_TONES}])|(?P<am>[{_TONES}](?=\u0e33))"
)


def placed(text: str) -> list[tuple[str, float, float]]:
    """Pieces of `text`, each with how far it is raised and moved, as a share of the size."""
    found: list[tuple[str, float, float]] = []
    at = 0
    for match in _PLACED.finditer(text):
        if match.start() > at:
            found.append((text[at : match.start()], 0.0, 0.0))
        found += _pieces(match, text)
        at = match.end()
    if at < len(text):
        found.append((text[at:], 0.0, 0.0))
    return found


def _pieces(match: re.Match[str], text: str) -> list[tuple[str, float, float]]:
    if vowel := match["aside"]:
        pieces = [(vowel, 0.0, _ASIDE)]
        if match["both"]:
            pieces.append((match["both"], _HIGH.get(vowel, _RISE), _ASIDE))
        return pieces
    if match["tall"]:
        return [(match["tall"], 0.0, _ASIDE)]
    if match["above"]:
        return [(match["above"], _HIGH.get(text[match.start() - 1], _RISE), 0.0)]
    return [(match["am"], _RISE, 0.0)]
