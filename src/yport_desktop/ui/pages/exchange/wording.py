"""Moments, sizes and counts as the page says them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from yport_desktop.domain.registry import Registry
from yport_desktop.ui.design.texts import tr

KB, MB = 1 << 10, 1 << 20


def local_moment(iso: str) -> str:
    """A moment written in ISO 8601, UTC, in local time; what is no moment stays as it is."""
    try:
        at = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    except ValueError:
        return iso
    return f"{(at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone():%Y-%m-%d %H:%M}"


def size_words(size: int) -> str:
    """A size in bytes, in the unit people use for files."""
    if size < MB:
        return f"{max(1, -(-size // KB)):,} KB"
    return f"{size / MB:,.1f} MB"


def kinds_in_order(registry: Registry, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """(what records of a kind are called, how many), the most frequent first."""
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(kind_words(registry, kind, n), n) for kind, n in found if n]


def kind_words(registry: Registry, kind: str, n: int) -> str:
    """What one or several records of a kind are called."""
    entity = registry.entities.get(kind)
    if entity is None:
        return tr("Records of a newer kind")
    return tr(entity.label if n == 1 else entity.label_plural)


def listed(names: Iterable[str]) -> str:
    """Names one after another."""
    return tr(", ").join(names)
