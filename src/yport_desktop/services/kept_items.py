"""Items of kinds that a later format brought: kept as they came and passed on with the next bundle."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from yport_desktop.exchange.bundle import Item
from yport_desktop.exchange.frame import KNOWN, ItemHead
from yport_desktop.exchange.opening import OpenedBundle
from yport_desktop.store import Store

_NOTE = "kept items {space}"
MOST = 1_000
LARGEST = 8 << 20


class KeptItems:
    """The list stands in a note of the store, the bytes among its attachments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, space: UUID, bundle: OpenedBundle) -> int:
        """Keep the unknown items of a bundle from the roster; returns how many are new."""
        rows = self._rows(space)
        known = {(row[0], row[1]) for row in rows}
        fresh = [
            i
            for i in bundle.unknown()
            if (i.head.type.hex(), i.head.sha256.hex()) not in known and i.head.length <= LARGEST
        ][: MOST - len(rows)]
        for item in fresh:
            self._store.blobs.put(bundle.read(item))
            rows.append([item.head.type.hex(), item.head.sha256.hex(), item.head.length])
        if fresh:
            self._store.set_note(_NOTE.format(space=space), json.dumps(rows))
        return len(fresh)

    def names(self, space: UUID) -> list[str]:
        """Type and SHA-256 of what is kept, for the have-list."""
        return sorted(kind + name for kind, name, _ in self._rows(space))

    def items(self, space: UUID, haves: Iterable[dict[str, Any] | None]) -> list[Item]:
        """What at least one holder of these have-lists lacks."""
        lists = [set((have or {}).get("items", ())) for have in haves]
        return [
            Item(ItemHead(bytes.fromhex(kind), bytes.fromhex(name), length), partial(self._read, name))
            for kind, name, length in self._rows(space)
            if any(kind + name not in held for held in lists)
            and bytes.fromhex(kind) not in KNOWN
            and self._store.blobs.has(name)
        ]

    def _rows(self, space: UUID) -> list[list[Any]]:
        note = self._store.note(_NOTE.format(space=space))
        return json.loads(note) if note else []

    def _read(self, name: str) -> bytes:
        return self._store.blobs.get(name) or b""
