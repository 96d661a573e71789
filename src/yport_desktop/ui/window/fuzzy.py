"""Finding what somebody means from a few letters."""

from collections.abc import Iterable


def score(wanted: str, text: str) -> int | None:
    """How well `text` answers `wanted`; None when it does not. Higher is better.

    Every word must occur, as a whole, at the start of a word, inside one, or as letters in order.
    """
    text = text.casefold()
    total = 0
    for word in wanted.casefold().split():
        found = _score_word(word, text)
        if found is None:
            return None
        total += found
    return total - len(text) // 8


def _score_word(word: str, text: str) -> int | None:
    at = text.find(word)
    if at == 0:
        return 100 + len(word)
    if at > 0:
        return (80 if not text[at - 1].isalnum() else 50) + len(word)
    if any(ord(c) > 0x2E80 for c in word):  # Chinese and Japanese are not abbreviated by letters
        return None
    return _score_letters(word, text)


def _score_letters(word: str, text: str) -> int | None:
    """Letters in order, best when they begin words: "wcp" finds "waste collection point"."""
    at, points = -1, 0
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        points += 4 if at == 0 or not text[at - 1].isalnum() else 0
    return points if points >= 4 * min(2, len(word)) else None


def best(wanted: str, entries: Iterable[tuple[str, object]], most: int) -> list[object]:
    """The entries that answer best, each given with its text; all of them for an empty question."""
    if not wanted.strip():
        return [entry for _, entry in entries][:most]
    scored = [(s, -i, e) for i, (text, e) in enumerate(entries) if (s := score(wanted, text)) is not None]
    scored.sort(key=lambda item: (item[0], item[1]), reverse=True)
    return [entry for _, _, entry in scored[:most]]
