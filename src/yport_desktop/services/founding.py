"""The founder of a space: where its roster begins."""

from uuid import UUID

from yport_desktop.domain.changes import KIND
from yport_desktop.domain.errors import BundleDamaged, BundleTooNew
from yport_desktop.domain.segment import SealedSegment, decode, read_header
from yport_desktop.store import Store


def accept_founder(store: Store, space: UUID, segments: list[SealedSegment]) -> None:
    """Whoever trusts a colleague trusts the one who made the engagement: its roster begins there.

    `segments` came from that colleague.
    """
    if store.keys.is_founded(space):
        return
    for sealed in segments:
        if founds(sealed, space):
            store.trust(space, read_header(sealed.body).author)


def founds(sealed: SealedSegment, space: UUID) -> bool:
    """Whether a segment made the space: it says what its top record is, and nobody had said so before."""
    try:
        _, columns = decode(sealed.body)
    except (BundleDamaged, BundleTooNew):
        return False
    rows = zip(columns.record, columns.field, columns.replaces, strict=True)
    return any(
        columns.records[record] == space.bytes
        and columns.fields[name] == KIND
        and not columns.replace_sets[replaces]
        for record, name, replaces in rows
    )
