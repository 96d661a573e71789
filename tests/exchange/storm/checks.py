"""The promises, compared with what the real code shows."""

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from .oracle import CIRCLE, KIND, LIFE, ORDER, PARENT, Cell, State, plain_uuid, text
from .station import Station, program

if TYPE_CHECKING:
    from .storm import Storm

RESERVED = (KIND, LIFE, ORDER, PARENT)


def screen(storm: "Storm", station: Station, state: State | None = None) -> State:
    """One laptop shows what it must: values, places, deletions, conflicts with all their sides."""
    state = state or station.state()
    store = station.laptop.store
    sides = {
        (c.record.hex, c.field): {text(h.value) for h in c.heads} for c in store.conflicts(station.space)
    }
    due = state.conflicts()
    assert due <= sides.keys(), f"{station.name}: a conflict is not shown: {due - sides.keys()}"
    whole = state.whole
    assert not whole or due == sides.keys(), f"{station.name}: no conflict at all: {sides.keys() - due}"
    records = store.read.several(UUID(r) for r in state.records())
    assert {r.hex for r in records} == state.records(), "a record has vanished"
    for cell in state.cells:
        record = records.get(UUID(cell[0]))
        if record is None or cell[1] == CIRCLE:  # not come yet, or nothing that is shown
            continue
        shows = _shown(record, cell[1])
        _cell(station, state, cell, sides.get(cell) or {text(shows)}, shows)
        if cell[1] == LIFE:
            must = state.deleted(cell[0])
            assert record.deleted == must or (must and not whole), f"{station.name}: life of {cell}"
        assert not record.deleted or state.deleted(cell[0]), "deleted over what nobody had seen"
    _same_print(storm, station)
    return state


def _shown(record: "object", name: str) -> object:
    if name == KIND:
        return record.kind  # type: ignore[attr-defined]
    if name == PARENT:
        return record.parent.hex if record.parent else None  # type: ignore[attr-defined]
    if name == ORDER:
        return record.order  # type: ignore[attr-defined]
    return record.values.get(name)  # type: ignore[attr-defined]


def _cell(station: Station, state: State, cell: Cell, shown: set[str], now: object) -> None:
    if cell[1] == LIFE:
        return
    heads = state.heads(cell)
    due = {text(_as_shown(w.value, cell[1])) for w in heads}
    if cell[1] in (PARENT, ORDER) and len(shown) > 1:
        due = {text(w.value) for w in heads}
    assert due <= shown, f"{station.name}: overruled without a word: {cell}: {due - shown}"
    more = shown - due
    excused = {text(_as_shown(w.value, cell[1])) for w in state.cells[cell] if state.excused(w)}
    excused |= {text(w.value) for w in state.cells[cell] if state.excused(w)}
    assert more <= excused, f"{station.name}: shown, though replaced in sight: {cell}: {more}"
    if not more:
        assert text(now) == text(_as_shown(state.shown(cell), cell[1])), (
            f"{station.name}: another is shown: {cell}"
        )


def _as_shown(value: object, name: str) -> object:
    if name == PARENT:
        return plain_uuid(value)
    return value or "" if name == ORDER else value


def _same_print(storm: "Storm", station: Station) -> None:
    """Equal segments, equal fingerprint: whoever, whenever, in whatever order."""
    if station.memory.open:
        return
    mine = station.laptop.store.fingerprint(station.space)
    assert storm.prints.setdefault(frozenset(station.counted()), mine) == mine, (
        "two states of the same segments"
    )


def gone_for_good(storm: "Storm") -> set[str]:
    """Segments that no laptop has any more: it was set back before anybody got them."""
    return storm.ledger.segments.keys() - set().union(*(s.memory.held for s in storm.stations))


def history(station: Station, state: State, cells: list[Cell]) -> None:
    """Every value that was ever written is in the history of its cell, as often as it was written."""
    with program(station.version):
        for record, name in cells:
            listed = station.laptop.desk.history(UUID(record), name)
            got = Counter(text(e.value) for e in listed)
            want = Counter(text(w.value) for w in state.cells[record, name])
            assert got == want, f"{station.name}: history of {name}: lost {want - got}, invented {got - want}"


def reckoning(storm: "Storm") -> None:
    """After the calm: one set of segments, one state, nothing waited for, nothing lost."""
    first = storm.stations[0]
    held = [s.memory.held for s in storm.stations]
    assert all(h == held[0] for h in held), "not everybody holds everything"
    gone = gone_for_good(storm)
    for station in storm.stations:
        store = station.laptop.store
        assert not station.memory.open
        assert {name.hex() for _, _, name in store.gaps(station.space)} <= gone, (
            "a gap that somebody could fill"
        )
        assert store.waiting(station.space) == (0, set())
    state = first.state()
    assert state.whole or gone
    assert {w for name in held[0] for w in storm.ledger.segments[name].writes} == state.writes
    prints = {s.laptop.store.fingerprint(s.space) for s in storm.stations}
    assert len(prints) == 1, "the laptops differ"
    for station in storm.stations:
        screen(storm, station, state)
        with program(station.version):
            findings = station.laptop.store.check(None)
        assert findings.sound, findings.faults
    cells = sorted(state.cells)
    history(storm.chance.choice(storm.stations), state, storm.chance.sample(cells, min(20, len(cells))))
    assert len(set(storm.kept.values())) == 1, "an item of a later format did not come through"
