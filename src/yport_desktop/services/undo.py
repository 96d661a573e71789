"""Undo and redo: inverse changes appended to the log, never history rewritten."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from yport_desktop.domain.changes import DELETED, KIND, LIFE, Committed, Edit

DEPTH = 200


@dataclass(frozen=True)
class Step:
    """One save that can be taken back: what it wrote and what writes the former values.

    `made`: the records that it made, or brought back after their making was taken back. `arrival`: the
    number of the import of which it was the last that took it back.
    """

    committed: Committed
    written: tuple[Edit, ...]
    inverse: tuple[Edit, ...]
    made: frozenset[UUID] = frozenset()
    arrival: int | None = None

    @property
    def label(self) -> str:
        """What the person did."""
        return self.committed.label


class UndoStack:
    """The saves of this session, newest last."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, committed: Committed, edits: Sequence[Edit]) -> None:
        """A new save: it can be undone, and what was undone before cannot be redone."""
        self._done.append(_step(committed, edits))
        del self._done[:-DEPTH]
        self._undone.clear()

    def forget(self) -> None:
        """After a restore the former saves mean nothing."""
        self._done.clear()
        self._undone.clear()

    def forget_since(self, step: Step | None) -> None:
        """Keep undo from reaching what came after `step` (None: anything), such as a built-in sample."""
        while self._done and self._done[-1] is not step:
            self._done.pop()

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """What redo would bring back."""
        return self._undone[-1] if self._undone else None

    def take_back_as(self, edits: Sequence[Edit]) -> None:
        """Undo of the newest save writes these instead of what stood in their cells before."""
        step = self._done.pop()
        cells = {(e.record, e.field) for e in edits}
        others = tuple(e for e in step.inverse if (e.record, e.field) not in cells)
        self._done.append(replace(step, inverse=(*edits, *others)))

    def took_back(self, arrival: int) -> None:
        """The newest save was the last that took that import back."""
        self._done.append(replace(self._done.pop(), arrival=arrival))

    def undone(self, committed: Committed, edits: Sequence[Edit]) -> None:
        """The newest save was taken back by `committed`."""
        self._undone.append(_step(committed, edits, self._done.pop()))

    def redone(self, committed: Committed, edits: Sequence[Edit]) -> None:
        """The newest taken-back save was brought back by `committed`."""
        self._done.append(_step(committed, edits, self._undone.pop()))


def _step(committed: Committed, edits: Sequence[Edit], former: Step | None = None) -> Step:
    """A record that was created by the save is deleted by undo, not emptied. `former`: what it reverts."""
    created = {e.record for e in committed.inverse if e.field == KIND and e.value is None}
    inverse = tuple(e for e in committed.inverse if e.record not in created)
    deletions = tuple(
        Edit(record, LIFE, DELETED) for record in dict.fromkeys(e.record for e in edits) if record in created
    )
    made, arrival = (former.made, former.arrival) if former else (frozenset(), None)
    return Step(committed, tuple(edits), inverse + deletions, made | created, arrival)
