"""Which carriers came through: from whom here, and from here to whom, as they tell in their bundles.

Mail gateways differ: one takes away every encrypted file, another every workbook. Each bundle says in
which carrier it was sent; whoever receives it says so in her next one. The arrival test is nothing
else, with a small bundle in every carrier.
"""

import json
from collections.abc import Iterable, Mapping

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.exchange.manifest import Manifest
from yport_desktop.store import Store

_CAME, _PASSED, _CHOSEN = "carriers that came", "carriers that passed", "carrier chosen"
_KNOWN = {c.value for c in Carrier}


class Passages:
    """What is remembered per colleague (signing key). Only the database thread calls it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def arrived(self, manifest: Manifest, mine: bytes) -> None:
        """A bundle of a colleague on the roster came: in which carrier, and what she says of ours."""
        sender = manifest.sender.key.hex()
        if manifest.carrier in _KNOWN:
            self._note(_CAME, sender, {manifest.carrier: manifest.written})
        passed = [c for c in manifest.came.get(mine.hex(), ()) if c in _KNOWN]
        if passed:
            self._note(_PASSED, sender, dict.fromkeys(passed, manifest.written))

    def came_from(self, keys: Iterable[bytes]) -> Mapping[str, tuple[str, ...]]:
        """Per colleague (hex) the carriers in which bundles of hers arrived here."""
        known = self._read(_CAME)
        return {key.hex(): tuple(sorted(known[key.hex()])) for key in keys if known.get(key.hex())}

    def passed_to(self, key: bytes) -> Mapping[Carrier, str]:
        """The carriers that reached that colleague, with the day she said so (ISO, UTC)."""
        return {Carrier(c): when for c, when in self._read(_PASSED).get(key.hex(), {}).items()}

    def choose(self, key: bytes, carrier: Carrier, encrypted: bool) -> None:
        """Remember how that colleague is sent to from now on."""
        chosen = self._read(_CHOSEN)
        chosen[key.hex()] = {"carrier": carrier.value, "encrypted": "yes" if encrypted else "no"}
        self._store.set_note(_CHOSEN, json.dumps(chosen))

    def choice(self, key: bytes) -> tuple[Carrier, bool]:
        """The carrier for that colleague, and whether it is encrypted.

        As chosen; else the first that is known to have come through; else the plain file.
        """
        chosen = self._read(_CHOSEN).get(key.hex())
        if chosen and chosen.get("carrier") in _KNOWN:
            return Carrier(chosen["carrier"]), chosen.get("encrypted") != "no"
        passed = self.passed_to(key)
        return next((c for c in Carrier if c in passed), Carrier.BINARY), True

    def _note(self, name: str, key: str, said: Mapping[str, str]) -> None:
        known = self._read(name)
        before = known.get(key, {})
        if any(when > before.get(carrier, "") for carrier, when in said.items()):
            known[key] = {**before, **{c: max(w, before.get(c, "")) for c, w in said.items()}}
            self._store.set_note(name, json.dumps(known))

    def _read(self, name: str) -> dict[str, dict[str, str]]:
        note = self._store.note(name)
        return json.loads(note) if note else {}
