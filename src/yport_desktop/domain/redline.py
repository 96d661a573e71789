"""A redline between two texts, as a careful editor would mark it by hand.

Words are compared, not letters. A stray word or space left standing between two larger changes
is drawn into them, because a page of alternating scraps cannot be read; but a change never swallows
the end of a sentence. A deletion stands before the insertion that replaces it. Moves of words are not
guessed at: what was taken away and put elsewhere is shown as taken away and put elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .align import common_runs
from .words import ends_sentence, is_cluster, is_mark, is_space, is_unspaced, is_word, pieces


class Mark(StrEnum):
    """What happened to a piece of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Span:
    """A run of text with one mark: kept and deleted join to the old text, kept and inserted to the new."""

    mark: Mark
    text: str


@dataclass
class _Block:
    """A change: pieces taken out and put in, followed by the pieces kept after it."""

    out: list[str]
    into: list[str]
    kept: list[str]


# An island of at most this many words between two replacements is drawn into them when it is
# no longer than half of the shorter neighbour.
_ISLAND_WORDS = 2


def redline(old: str, new: str) -> tuple[Span, ...]:
    """The spans that turn `old` into `new`, without empty or adjacent equal-marked spans."""
    if old == new:
        return (Span(Mark.KEPT, old),) if old else ()
    blocks = _trimmed(_blocks(pieces(old), pieces(new)))
    return _spans(_trimmed(_without_islands(_slid(blocks))))


def old_text(spans: Iterable[Span]) -> str:
    """The text before the changes."""
    return "".join(s.text for s in spans if s.mark is not Mark.INSERTED)


def new_text(spans: Iterable[Span]) -> str:
    """The text after the changes."""
    return "".join(s.text for s in spans if s.mark is not Mark.DELETED)


def is_changed(spans: Iterable[Span]) -> bool:
    """True when anything was deleted or inserted."""
    return any(s.mark is not Mark.KEPT for s in spans)


def _blocks(old: list[str], new: list[str]) -> list[_Block]:
    """Changes with what is kept after them; the first block is an empty change.

    Words, marks and line breaks are aligned; the spaces between them follow.
    """
    a_at, b_at = _places(old), _places(new)
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(old[i], len(numbers)) for i in a_at]
    b = [numbers.setdefault(new[j], len(numbers)) for j in b_at]
    blocks = [_Block([], [], [])]
    x = y = 0
    for start_a, start_b, length in common_runs(a, b):
        for i, j in zip(a_at[start_a : start_a + length], b_at[start_b : start_b + length], strict=True):
            out, into = old[x:i], new[y:j]
            if out == into:
                blocks[-1].kept += [*out, old[i]]
            else:
                blocks.append(_Block(out, into, [old[i]]))
            x, y = i + 1, j + 1
    blocks.append(_Block(old[x:], new[y:], []))
    return blocks


def _places(parts: list[str]) -> list[int]:
    return [i for i, piece in enumerate(parts) if piece == "\n" or not is_space(piece)]


def _slid(blocks: list[_Block]) -> list[_Block]:
    """Move each pure insertion or deletion, where it is ambiguous, to begin where a reader expects it."""
    for before, block in pairwise(blocks):
        if bool(block.out) != bool(block.into):
            _slide(before, block)
    return blocks


def _slide(before: _Block, block: _Block) -> None:
    change = block.out or block.into
    left = 0
    while left < len(before.kept) - 1 and before.kept[-1 - left] == change[-1 - left % len(change)]:
        left += 1
    right = 0
    while right < len(block.kept) - 1 and block.kept[right] == change[right % len(change)]:
        right += 1
    if not left and not right:
        return
    around = before.kept[len(before.kept) - left :] + change + block.kept[:right]
    size = len(change)
    starts = range(left + right + 1)
    context = before.kept[: len(before.kept) - left][-2:]
    best = max(starts, key=lambda s: (_opening(context + around[:s]), -abs(s - left)))
    before.kept = before.kept[: len(before.kept) - left] + around[:best]
    change[:] = around[best : best + size]
    block.kept = around[best + size :] + block.kept[right:]


def _opening(before: list[str]) -> int:
    """How natural it is for a change to begin after these pieces."""
    if not before or before[-1] == "\n":
        return 4
    if is_space(before[-1]):
        return 3 if len(before) > 1 and ends_sentence(before[-2]) else 2
    return 1 if ends_sentence(before[-1]) else 0


def _without_islands(blocks: list[_Block]) -> list[_Block]:
    merged: list[_Block] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and _is_island(merged[-2], merged[-1]):
            last = merged.pop()
            first = merged[-1]
            first.out += first.kept + last.out
            first.into += first.kept + last.into
            first.kept = last.kept
    return merged


def _is_island(left: _Block, right: _Block) -> bool:
    """True when what is kept between two changes reads better as part of them."""
    island = left.kept
    if not island:
        return True
    if not _changes(left) or not _changes(right) or any(ends_sentence(piece) for piece in island):
        return False
    if not any(is_word(piece) for piece in island):
        both = (left.out or right.out) and (left.into or right.into)
        return bool(both) and all(is_space(piece) for piece in island)
    if sum(map(is_word, island)) > _ISLAND_WORDS:
        return False
    if all(is_cluster(piece) for piece in island):  # less than a word of Thai, Lao or Khmer
        return bool((left.out or right.out) and (left.into or right.into))
    if not (left.out and left.into and right.out and right.into):
        return False
    return 2 * _length(island) <= min(_size(left), _size(right))


def _changes(block: _Block) -> bool:
    return bool(block.out or block.into)


def _size(block: _Block) -> int:
    return max(_length(block.out), _length(block.into))


def _length(parts: list[str]) -> int:
    return sum(map(len, parts))


def _trimmed(blocks: list[_Block]) -> list[_Block]:
    """Give what both sides of a change begin or end with back to the kept text around it."""
    result = [_Block([], [], [])]
    for block in blocks:
        out, into, kept = "".join(block.out), "".join(block.into), block.kept
        if out and into:
            start = _cut(_shared_start(out, into), out, into)
            end = _cut_end(_shared_end(out[start:], into[start:]), out, into)
            result[-1].kept += pieces(out[:start])
            kept = pieces(out[len(out) - end :]) + kept
            out, into = out[start : len(out) - end], into[start : len(into) - end]
        result.append(_Block(pieces(out), pieces(into), kept))
    return result


def _shared_start(a: str, b: str) -> int:
    length = 0
    while length < min(len(a), len(b)) and a[length] == b[length]:
        length += 1
    return length


def _shared_end(a: str, b: str) -> int:
    return _shared_start(a[::-1], b[::-1])


def _cut(length: int, *texts: str) -> int:
    """The longest start of at most `length` characters after which all texts may be cut."""
    while length and not all(_may_part(t[length - 1 : length + 1]) for t in texts):
        length -= 1
    return length


def _cut_end(length: int, *texts: str) -> int:
    while length and not all(_may_part(t[len(t) - length - 1 : len(t) - length + 1]) for t in texts):
        length -= 1
    return length


def _may_part(pair: str) -> bool:
    """True where a text may be cut between the two characters (Japanese writing, or a space)."""
    if len(pair) < 2:
        return True
    first, second = pair[0], pair[1]
    if is_mark(second):
        return False
    if first.isspace() or second.isspace():
        return True
    return is_unspaced(first) and is_unspaced(second)


def _spans(blocks: list[_Block]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for block in blocks:
        for mark, parts in ((Mark.DELETED, block.out), (Mark.INSERTED, block.into), (Mark.KEPT, block.kept)):
            text = "".join(parts)
            if not text:
                continue
            if spans and spans[-1].mark is mark:
                spans[-1] = Span(mark, spans[-1].text + text)
            else:
                spans.append(Span(mark, text))
    return tuple(spans)
