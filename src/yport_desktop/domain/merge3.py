"""Two versions of a text and what both were made from, brought together word by word.

What only one side changed is taken over; where both changed the same words, both stand against each
other as a clash for a person to decide. Two changes that touch count as the same place: "reduce waste" that
one makes "cut waste" and the other "reduce rubbish" is not guessed to be "cut rubbish".
Moves are not guessed at either: words taken away here and put in there are just that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .align import common_runs
from .words import ends_sentence, is_cluster, is_space, is_word, pieces


class Origin(StrEnum):
    """Who changed a piece of the text."""

    AGREED = "agreed"  # nobody
    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "alike"  # both, to the same words
    CLASH = "clash"  # both, to different words


class Take(StrEnum):
    """What is taken of a clash: one side, both one after the other, or what was there before."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    BEFORE = "before"


@dataclass(frozen=True)
class Chunk:
    """A run of text with one origin, as it reads in all three versions.

    The `base` of all chunks join to the common ancestor, `mine` and `theirs` to the two versions.
    """

    origin: Origin
    base: str
    mine: str
    theirs: str

    @property
    def text(self) -> str:
        """The words that need no decision; "" for a clash."""
        if self.origin is Origin.CLASH:
            return ""
        if self.origin is Origin.ALIKE:
            return max(self.mine, self.theirs)  # they may differ in spaces
        return self.theirs if self.origin is Origin.THEIRS else self.mine

    def taken(self, take: Take) -> str:
        """The words of a decision."""
        if take is Take.BOTH:
            return one_after_the_other(self.mine, self.theirs)
        return {Take.MINE: self.mine, Take.THEIRS: self.theirs}.get(take, self.base)


_Gap = tuple[str, str, str]  # base, mine, theirs between two pieces that all three share

# Two clashes with at most this many words between them are read as one.
_ISLAND_WORDS = 2
# Fewer clusters of Thai, Lao or Khmer than this are less than a word: what two people changed on
# either side of them was the same word.
_ISLAND_CLUSTERS = 5


def merge3(base: str, mine: str, theirs: str) -> tuple[Chunk, ...]:
    """The chunks of the merged text, without empty ones and with no two neighbours of one origin."""
    chunks: list[Chunk] = []
    for gap, kept in _gaps(pieces(base), pieces(mine), pieces(theirs)):
        before, changed, after = _peeled(gap)
        chunks += [_agreed(before), *_of_gap(changed), _agreed(after + kept)]
    return _joined(_without_islands(list(_joined(chunks))))


def is_clean(chunks: Iterable[Chunk]) -> bool:
    """True when nothing is left to decide."""
    return all(c.origin is not Origin.CLASH for c in chunks)


def merged(chunks: Sequence[Chunk], takes: Mapping[int, Take] | None = None, other: Take = Take.MINE) -> str:
    """The text with the decisions of its clashes, by the place of the chunk; `other` where none was made."""
    takes = takes or {}
    return "".join(
        c.taken(takes.get(i, other)) if c.origin is Origin.CLASH else c.text for i, c in enumerate(chunks)
    )


def one_after_the_other(first: str, second: str) -> str:
    """Both texts, with the space or line end between them that their script asks for."""
    if not first or not second or first[-1].isspace() or second[0].isspace():
        return first + second
    if "\n" in first or "\n" in second:
        return f"{first}\n{second}"
    spaced = first[-1].isascii() or second[0].isascii() or not is_word(first[-1])
    return f"{first} {second}" if spaced and not first.endswith(("。", "、", "！", "？")) else first + second


def _gaps(base: list[str], mine: list[str], theirs: list[str]) -> list[tuple[_Gap, str]]:
    """What stands between the pieces that all three share, each with the shared piece after it."""
    in_mine, in_theirs = _matches(base, mine), _matches(base, theirs)
    found: list[tuple[_Gap, str]] = []
    b = m = t = 0
    for at in sorted(in_mine.keys() & in_theirs.keys()):
        to_m, to_t = in_mine[at], in_theirs[at]
        found.append((("".join(base[b:at]), "".join(mine[m:to_m]), "".join(theirs[t:to_t])), base[at]))
        b, m, t = at + 1, to_m + 1, to_t + 1
    found.append((("".join(base[b:]), "".join(mine[m:]), "".join(theirs[t:])), ""))
    return found


def _matches(old: list[str], new: list[str]) -> dict[int, int]:
    """Where the words, marks and line ends of `old` stand in `new`; the spaces between them follow."""
    a_at, b_at = _places(old), _places(new)
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(old[i], len(numbers)) for i in a_at]
    b = [numbers.setdefault(new[j], len(numbers)) for j in b_at]
    return {a_at[x + n]: b_at[y + n] for x, y, length in common_runs(a, b) for n in range(length)}


def _places(parts: list[str]) -> list[int]:
    return [i for i, piece in enumerate(parts) if piece == "\n" or not is_space(piece)]


def _agreed(text: str) -> Chunk:
    return Chunk(Origin.AGREED, text, text, text)


def _peeled(gap: _Gap) -> tuple[str, _Gap, str]:
    """The space that all three begin with, what is between, and the space that all three end with."""
    start = _common_space(gap)
    rest = [text[start:] for text in gap]
    end = _common_space([text[::-1] for text in rest])
    base, mine, theirs = (text[: len(text) - end] for text in rest)
    return gap[0][:start], (base, mine, theirs), rest[0][len(rest[0]) - end :]


def _common_space(texts: Sequence[str]) -> int:
    length = 0
    while texts[0][length : length + 1].isspace() and len({t[length : length + 1] for t in texts}) == 1:
        length += 1
    return length


def _of_gap(gap: _Gap) -> list[Chunk]:
    """One chunk, or a clash between what both sides changed alike."""
    origin = _origin(gap)
    if origin is not Origin.CLASH:
        return [Chunk(origin, *gap)]
    base, mine, theirs = gap
    a, b = pieces(mine), pieces(theirs)
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    # Only whole sentences are agreed on: "B is" against "C is" is not "is" and a clash of letters.
    while start and not ends_sentence(a[start - 1]):
        start -= 1
    while end and not (_begins_anew(a, len(a) - end) and _begins_anew(b, len(b) - end)):
        end -= 1
    head, tail = "".join(a[:start]), "".join(a[len(a) - end :])
    rest = (base, "".join(a[start : len(a) - end]), "".join(b[start : len(b) - end]))
    return [
        Chunk(Origin.ALIKE, "", head, head),
        Chunk(Origin.CLASH, *rest),
        Chunk(Origin.ALIKE, "", tail, tail),
    ]


def _begins_anew(parts: list[str], at: int) -> bool:
    return at > 0 and ends_sentence(parts[at - 1])


def _shared(a: list[str], b: list[str]) -> int:
    length = 0
    while length < min(len(a), len(b)) and a[length] == b[length]:
        length += 1
    return length


def _origin(gap: _Gap) -> Origin:
    base, mine, theirs = gap
    if mine == theirs:
        return Origin.AGREED if mine == base else Origin.ALIKE
    if mine == base:
        return Origin.THEIRS
    if theirs == base:
        return Origin.MINE
    # A space more or less is no word that could be lost.
    bare_base, bare_mine, bare_theirs = _bare(base), _bare(mine), _bare(theirs)
    if bare_mine == bare_theirs:
        return Origin.ALIKE
    if bare_mine == bare_base:
        return Origin.THEIRS
    return Origin.MINE if bare_theirs == bare_base else Origin.CLASH


def _bare(text: str) -> list[str]:
    return [p for p in pieces(text) if p == "\n" or not is_space(p)]


def _joined(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    found: list[Chunk] = []
    for chunk in chunks:
        if not (chunk.base or chunk.mine or chunk.theirs):
            continue
        if found and found[-1].origin is chunk.origin:
            chunk = _together([found.pop(), chunk], chunk.origin)
        found.append(chunk)
    return tuple(found)


def _together(chunks: Sequence[Chunk], origin: Origin) -> Chunk:
    return Chunk(
        origin,
        "".join(c.base for c in chunks),
        "".join(c.mine for c in chunks),
        "".join(c.theirs for c in chunks),
    )


def _without_islands(chunks: list[Chunk]) -> list[Chunk]:
    """Draw what is too short to be read by itself into the clashes around it."""
    found: list[Chunk] = []
    for chunk in chunks:
        found.append(chunk)
        while len(found) > 2 and _is_island(found[-3], found[-2].mine, found[-1]):
            found[-3:] = [_together(found[-3:], Origin.CLASH)]
    return found


def _is_island(before: Chunk, kept: str, after: Chunk) -> bool:
    if Origin.AGREED in (before.origin, after.origin) or "\n" in kept:
        return False
    parts = pieces(kept)
    if all(is_cluster(p) for p in parts) and len(parts) < _ISLAND_CLUSTERS:
        return before.origin is not after.origin or before.origin is Origin.CLASH
    both = before.origin is Origin.CLASH and after.origin is Origin.CLASH
    return both and sum(map(is_word, parts)) <= _ISLAND_WORDS and not any(ends_sentence(p) for p in parts)
