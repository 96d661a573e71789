"""Which elements two sequences have in common, in time near-linear in their length.

Patience first: elements that occur once on each side anchor the two texts to each other, and
the stretches between anchors are aligned in turn. A stretch without such anchors goes to the
greedy method of Myers (1986, "An O(ND) difference algorithm and its variations"), whose
quadratic worst case is cut off: after `REACH` edits the furthest path found is taken and the
search starts anew from there, so that work stays within (n + m) x REACH steps.
"""

from bisect import bisect_left
from collections.abc import Sequence

REACH = 128

Match = tuple[int, int, int]  # start in a, start in b, length
_Box = tuple[int, int, int, int]  # a from, a to, b from, b to


def common_runs(a: Sequence[int], b: Sequence[int]) -> list[Match]:
    """Matching runs in ascending order, never crossing and never touching each other."""
    found: list[Match] = []
    boxes: list[_Box] = [(0, len(a), 0, len(b))]
    while boxes:
        alo, ahi, blo, bhi = boxes.pop()
        start = _same_start(a, b, (alo, ahi, blo, bhi))
        if start:
            found.append((alo, blo, start))
            alo, blo = alo + start, blo + start
        end = _same_end(a, b, (alo, ahi, blo, bhi))
        if end:
            ahi, bhi = ahi - end, bhi - end
            found.append((ahi, bhi, end))
        if alo == ahi or blo == bhi:
            continue
        box = (alo, ahi, blo, bhi)
        anchors = _anchors(a, b, box)
        if anchors:
            for x, y in anchors:
                boxes.append((alo, x, blo, y))
                found.append((x, y, 1))
                alo, blo = x + 1, y + 1
            boxes.append((alo, ahi, blo, bhi))
        else:
            found += _greedy(a, b, box)
    return _joined(sorted(found))


def increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence (patience sorting)."""
    tops: list[int] = []
    top_index: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(top_index[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            top_index.append(index)
        else:
            tops[pile] = value
            top_index[pile] = index
    chain: list[int] = []
    index = top_index[-1] if top_index else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


def _same_start(a: Sequence[int], b: Sequence[int], box: _Box) -> int:
    alo, ahi, blo, bhi = box
    length, limit = 0, min(ahi - alo, bhi - blo)
    while length < limit and a[alo + length] == b[blo + length]:
        length += 1
    return length


def _same_end(a: Sequence[int], b: Sequence[int], box: _Box) -> int:
    alo, ahi, blo, bhi = box
    length, limit = 0, min(ahi - alo, bhi - blo)
    while length < limit and a[ahi - 1 - length] == b[bhi - 1 - length]:
        length += 1
    return length


def _anchors(a: Sequence[int], b: Sequence[int], box: _Box) -> list[tuple[int, int]]:
    """Pairs of positions of elements that occur exactly once on each side, not crossing."""
    alo, ahi, blo, bhi = box
    in_b = _once(b, blo, bhi)
    pairs = [(x, in_b[value]) for value, x in _once(a, alo, ahi).items() if value in in_b]
    pairs.sort()
    return [pairs[i] for i in increasing([y for _, y in pairs])]


def _once(values: Sequence[int], low: int, high: int) -> dict[int, int]:
    where: dict[int, int] = {}
    for index in range(low, high):
        value = values[index]
        where[value] = -1 if value in where else index
    return {value: index for value, index in where.items() if index >= 0}


def _greedy(a: Sequence[int], b: Sequence[int], box: _Box) -> list[Match]:
    alo, ahi, blo, bhi = box
    found: list[Match] = []
    while alo < ahi and blo < bhi:
        runs, alo, blo = _advance(a, b, (alo, ahi, blo, bhi))
        found += runs
    return found


def _advance(a: Sequence[int], b: Sequence[int], box: _Box) -> tuple[list[Match], int, int]:
    """The best path from the corner of the box with at most REACH edits, and where it ends.

    `furthest[k]` is how far in `a` a path on diagonal k = x - y has come; index -1 and below count
    from the end, so that one list holds the diagonals of both signs.
    """
    alo, ahi, blo, bhi = box
    n, m = ahi - alo, bhi - blo
    limit = min(n + m, REACH)
    furthest = [-1] * (2 * limit + 3)
    furthest[1] = 0
    history: list[list[int]] = []
    for edits in range(limit + 1):
        history.append(furthest[: edits + 2] + furthest[len(furthest) - edits - 1 :])
        # Diagonals that left the box cannot come back: keep within [-m, n].
        for k in range(-edits + 2 * max(0, edits - m), edits - 2 * max(0, edits - n) + 1, 2):
            above, left = furthest[k + 1], furthest[k - 1]
            x = above if k == -edits or (k != edits and left < above) else left + 1
            y = x - k
            while x < n and y < m and a[alo + x] == b[blo + y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= n and y >= m:
                return _trace(history, (x, y), (alo, blo)), ahi, bhi
    reached = (k for k in range(-limit, limit + 1) if 0 <= furthest[k] <= n and furthest[k] - k <= m)
    k = max(reached, key=lambda k: 2 * furthest[k] - k)
    x, y = furthest[k], furthest[k] - k
    return _trace(history, (x, y), (alo, blo)), alo + x, blo + y


def _trace(history: list[list[int]], end: tuple[int, int], corner: tuple[int, int]) -> list[Match]:
    runs: list[Match] = []
    x, y = end
    for edits in range(len(history) - 1, -1, -1):
        furthest, k = history[edits], x - y
        down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
        before = k + 1 if down else k - 1
        was_x = furthest[before] if edits else 0
        was_y = was_x - before if edits else 0
        start = (was_x if down else was_x + 1) if edits else 0
        if x > start:
            runs.append((corner[0] + start, corner[1] + start - k, x - start))
        x, y = was_x, was_y
    return runs[::-1]


def _joined(runs: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for x, y, length in runs:
        if joined and joined[-1][0] + joined[-1][2] == x and joined[-1][1] + joined[-1][2] == y:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + length)
        else:
            joined.append((x, y, length))
    return joined
