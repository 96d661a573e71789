"""Moments, sizes and counts as the page says them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.ui.design.texts import counted, tr

KB, MB = 1 << 10, 1 << 20
KINDS_LISTED = 8

CARRIER_NAMES = {
    Carrier.BINARY: N_("Y-PORT file (.yport)"),
    Carrier.ARMOR: N_("Text file (.txt)"),
    Carrier.WORKBOOK: N_("Workbook (.xlsx)"),
}
# What is left out of a circle, for one change and for several.
LEFT_OUT = {
    PRIVATE: (N_("1 private change"), N_("{n} private changes")),
    PLACES: (N_("1 place of a photo"), N_("{n} places of photos")),
}
OTHER_CIRCLE = (N_("1 change for a narrower circle"), N_("{n} changes for a narrower circle"))


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


def record_lines(registry: Registry, counts: Mapping[str, int]) -> list[str]:
    """How many records of which kind, a line each; the rarer kinds beyond KINDS_LISTED in one more line."""
    found = kinds_in_order(registry, counts)
    lines = [f"{n:,} {name}" for name, n in found[:KINDS_LISTED]]
    if others := sum(n for _, n in found[KINDS_LISTED:]):
        lines.append(tr("Other records: {n}").format(n=f"{others:,}"))
    return lines


def kind_words(registry: Registry, kind: str, n: int) -> str:
    """What one or several records of a kind are called."""
    entity = registry.entities.get(kind)
    if entity is None:
        return tr("Records of a newer kind")
    return tr(entity.label if n == 1 else entity.label_plural)


def listed(names: Iterable[str]) -> str:
    """Names one after another."""
    return tr(", ").join(names)


def left_out_words(left_out: Mapping[str, int]) -> str:
    """What is kept back, by circle; "" for nothing."""
    said = [counted(n, *LEFT_OUT.get(circle, OTHER_CIRCLE)) for circle, n in left_out.items() if n]
    return listed(said)


def local_day(iso: str) -> str:
    """The day of a moment written in ISO 8601, UTC, in local time."""
    return local_moment(iso)[:10]


def way_words(carrier: Carrier, encrypted: bool) -> str:
    """In what form, and whether others can read it."""
    text = tr("{form}, encrypted") if encrypted else tr("{form}, signed only")
    return text.format(form=tr(CARRIER_NAMES[carrier]))
