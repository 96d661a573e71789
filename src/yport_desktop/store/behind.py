"""What lies behind a value of another circle, for those who are not sent that circle."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress

from yport_desktop.domain.errors import BundleDamaged, BundleTooNew
from yport_desktop.domain.segment import decode
from yport_desktop.domain.segment_columns import SegmentColumns

from .fold import Node


class OtherCircles:
    """Looks into the log of one space inside one open transaction. `nodes` reads a segment's columns."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        space: int,
        nodes: Callable[[SegmentColumns], dict[int, Node]],
    ) -> None:
        self._db = connection
        self._space = space
        self._nodes = nodes
        self._feeds: dict[int, str] | None = None

    def behind(self, replaces: set[int], cell: int, circle: str) -> set[int]:
        """What the replaced values of other circles had replaced in their turn.

        The author has seen it all. Naming it lets those who are not sent the other circle see that the
        older value is gone as well.
        """
        found: set[int] = set()
        waiting = [s for s in replaces if self._differ(s, circle)]
        while waiting:
            node = self._said_of(waiting.pop(), cell)
            fresh = (node[2] if node else frozenset()) - found
            found |= fresh
            waiting += [s for s in fresh if self._differ(s, circle)]
        return found

    def _said_of(self, segment: int, cell: int) -> Node | None:
        """What a sealed segment says of a cell; None where it is not here, or cannot be read (yet)."""
        row = self._db.execute("SELECT body FROM segment_body WHERE id = ?", [segment]).fetchone()
        with suppress(BundleDamaged, BundleTooNew):
            return self._nodes(decode(row[0])[1]).get(cell) if row else None
        return None

    def _differ(self, segment: int, circle: str) -> bool:
        if self._feeds is None:
            query = "SELECT id, circle FROM feed WHERE space = ?"
            self._feeds = dict(self._db.execute(query, [self._space]))
        if not any(self._feeds.values()):
            return False  # no narrower circle here: nothing to look up
        row = self._db.execute("SELECT feed FROM segment WHERE id = ?", [segment]).fetchone()
        return bool(row) and row[0] is not None and self._feeds.get(row[0], "") != circle
