"""Cutting a text into the pieces that a reader sees as units: words, numbers, marks and spaces.

Scripts without spaces are cut by class of character: Japanese into runs of kanji, hiragana and
katakana, Thai (and Lao, Khmer) into orthographic clusters. The pieces always join to the text.
"""

import re

_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005-\u3007\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u309a\u309d-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\u200d\u3099\u309a"
_SOUTH_EAST = "\u0e00-\u0eff\u1780-\u17ff"
_LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4"  # vowels written before their consonant
_FOLLOWING = "\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ecd\u17b4-\u17d3\u17dd"
_OWN_SCRIPT = _KANJI + _HIRAGANA + _KATAKANA + _SOUTH_EAST

_PIECE = re.compile(
    "|".join(
        (
            r"\n",
            r"[^\S\n]+",
            r"[0-9\uff10-\uff19]+(?:[.,\uff0e\uff0c][0-9\uff10-\uff19]+)*",
            f"[{_KANJI}]+[{_MARKS}]*",
            f"[{_HIRAGANA}][{_HIRAGANA}{_MARKS}]*",
            f"[{_KATAKANA}][{_KATAKANA}{_MARKS}]*",
            f"[{_LEADING}]?[{_SOUTH_EAST}][{_FOLLOWING}{_MARKS}]*",
            f"[^\\W_{_OWN_SCRIPT}](?:[^\\W_{_OWN_SCRIPT}]|[{_MARKS}]|['\u2019](?=[^\\W\\d_]))*",
            f"(?s:.)[{_MARKS}]*",
        )
    )
)
_WORD = re.compile(r"[^\W_]")
_UNSPACED = re.compile(f"[{_KANJI}{_HIRAGANA}{_KATAKANA}]")
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f"[{_SOUTH_EAST}]")
_SENTENCE_END = frozenset(".!?;:。！？；：…\n")


def pieces(text: str) -> list[str]:
    """The text in units whose concatenation is the text again."""
    return _PIECE.findall(text)


def is_word(piece: str) -> bool:
    """True for a piece that carries meaning: not only space or punctuation."""
    return _WORD.search(piece) is not None


def is_space(piece: str) -> bool:
    """True for white space."""
    return piece.isspace()


def ends_sentence(piece: str) -> bool:
    """True for a mark or line break after which a new thought begins."""
    return piece in _SENTENCE_END


def is_unspaced(character: str) -> bool:
    """True for a character of Japanese writing, where a word may be cut anywhere."""
    return _UNSPACED.match(character) is not None


def is_mark(character: str) -> bool:
    """True for a combining mark, which may not be parted from its base."""
    return _MARK.match(character) is not None


def is_cluster(piece: str) -> bool:
    """True for a piece of a script (Thai, Lao, Khmer) in which one piece is less than a word."""
    return _CLUSTER.match(piece) is not None
