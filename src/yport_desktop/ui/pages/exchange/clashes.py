"""Conflicts as the exchange page shows them: those that wait, and those that a bundle would bring."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from yport_desktop.domain.changes import ORDER
from yport_desktop.domain.entity import Record
from yport_desktop.services.clash_words import Words, title_of
from yport_desktop.services.clashes import Clash, Side
from yport_desktop.services.conflicts import clash_of
from yport_desktop.services.record_links import Translate
from yport_desktop.services.workspace import Workspace
from yport_desktop.store.reading import Conflict

__all__ = ["Clash", "Side", "describe", "title_of"]


def describe(
    workspace: Workspace,
    space: UUID,
    conflicts: Sequence[Conflict],
    tr: Translate,
    newer: Mapping[UUID, Record] | None = None,
) -> tuple[Clash, ...]:
    """Conflicts in words. `newer` are records as they would be after an import."""
    known = {**workspace.store.read.several(c.record for c in conflicts), **(newer or {})}
    words = Words(workspace, space, tr)
    return tuple(clash_of(words, c, known.get(c.record)) for c in conflicts if c.field != ORDER)
