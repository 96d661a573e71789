"""Where a line may end: words, Japanese by character with kinsoku, Thai before a leading vowel."""

import re

_SPACE = " \\t\u2002-\u2006\u2008-\u200b\u3000"
# Characters that may not end a line (opening) and may not begin one (closing, small kana ...).
_OPEN = "「『（［｛〔〈《【｟〖〝"
_CLOSE = (
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】｠〗〟’”…‥〜～％‰℃"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_EAST = "\u2e80-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# A word in katakana stays whole, up to a length that any column can bear.
_KATAKANA = "[ァ-ヺー]{2,12}(?![ァィゥェォッャュョヮヵヶー])"
_THAI_LEADING = re.compile("(?<=[\u0e01-\u0e3a\u0e45-\u0e4e])(?=[\u0e40-\u0e44])")
_COMBINING = re.compile("[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d\ufe00-\ufe0f\u3099\u309a]")
_THAI_CLUSTER = re.compile("[\u0e40-\u0e44]")

_UNIT = re.compile(
    rf"\n|[{_OPEN}]*(?:{_KATAKANA}|(?![{_OPEN}{_CLOSE}])[{_EAST}]|[^\n{_SPACE}{_EAST}{_OPEN}{_CLOSE}]+)[{_CLOSE}]*[{_SPACE}]*"
    rf"|[{_OPEN}]+[{_CLOSE}]*[{_SPACE}]*|[{_CLOSE}]+[{_SPACE}]*|[{_SPACE}]+"
)
_LONG = re.compile(r"(?<=[\w)])(?:(?<=[/_&=?-])|(?<=[/.–—-]))(?=\w)|(?<=[/–—_&=?])(?=\w)|(?<=\w-)(?=[^\W\d])")
_LONG_WORD = 16
_LONGEST_CLUSTER = 4


def units(text: str) -> list[str]:
    """Stretches that stay on one line, each with the spaces that follow it; `\\n` stands alone."""
    if text.isascii() and "\n" not in text and "-" not in text and "/" not in text:
        return re.findall(r" *[^ ]+ *", text) or ([text] if text else [])
    found: list[str] = []
    for unit in _UNIT.findall(text):
        if len(unit) > 1 and "\u0e00" <= max(unit) <= "\u0e7f":
            found.extend(_THAI_LEADING.split(unit))
        elif len(unit) > _LONG_WORD:
            found.extend(_LONG.split(unit))
        else:
            found.append(unit)
    return found


def clusters(text: str) -> list[str]:
    """Characters with what may not be parted from them: the smallest pieces of a word too long for a line."""
    found: list[str] = []
    for char in text:
        if found and (_COMBINING.match(char) or _holds(found[-1], char)):
            found[-1] += char
        else:
            found.append(char)
    return found


def _holds(before: str, char: str) -> bool:
    """Whether `char` belongs to the piece before it: kinsoku, or a Thai vowel written first."""
    if _THAI_CLUSTER.match(before[-1]):
        return True
    return len(before) < _LONGEST_CLUSTER and (char in _CLOSE or before[-1] in _OPEN)
