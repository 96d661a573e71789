"""Anything at all through the neck of two laptops: refused by a sentence, or kept, undone and exchanged."""

import random
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from yport_desktop.bootstrap import discover
from yport_desktop.domain.changes import DELETED, KIND, LIFE, ORDER, PARENT, Edit
from yport_desktop.domain.entity import FieldKind
from yport_desktop.domain.errors import YportError
from yport_desktop.domain.segment import signed_message
from yport_desktop.exchange.identity import Identity, verify
from yport_desktop.services.records import create, delete, move, restore, set_values
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import Store

REGISTRY = discover()
SPACE = UUID("11111111-2222-4333-8444-555555555555")
EXPLORING = not settings.default.derandomize
FIELDS = sorted({f.key for e in REGISTRY.entities.values() for f in e.fields})
REQUIRED = {k: [f.key for f in e.fields if f.required] for k, e in REGISTRY.entities.items()}
TEXTS = {FieldKind.TEXT, FieldKind.LONG_TEXT}
PLAIN = {k: [f.key for f in e.fields if f.kind in TEXTS] for k, e in REGISTRY.entities.items()}
KINDS = ["finding", "data_request", "observation", "person", "clause", "revision"]

who = st.integers(0, 1)
words = st.sampled_from(
    ["", "ごみ", "caf\u00e9", "cafe\u0301", "two\nlines", "x" * 3000, "\ud800", "\0", "deleted", "{0}"]
)
numbers = st.sampled_from(["1234.5", "-1", "1e9", "nan", "１２", 5, -0.0, float("nan"), float("inf"), 10**30])
anything = st.recursive(
    words | numbers | st.none() | st.booleans() | st.just(str(SPACE)) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
) | st.sampled_from([b"bytes", {1: 2}, {1, 2}, "y" * 200_001])
fields = st.sampled_from([*FIELDS, KIND, PARENT, ORDER, LIFE, ".unknown", "", "no such field"])


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"in": value}
    return value


class TwoLaptops(RuleBasedStateMachine):
    """The rules take every path that writes; whatever is refused must be refused by a YportError."""

    made = Bundle("made")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.laptops = []
        for name in ("aya", "ben"):
            folder = Path(self.folder.name) / name
            identity = Identity.load_or_create(folder / "keys", machine=name)
            store = Store(folder / "store", identity.public_key)
            store.database.conn.execute("PRAGMA synchronous = OFF")
            self.laptops.append(Workspace(REGISTRY, store, identity))
        aya, ben = self.laptops
        aya.new_space({"name": "Metro Cebu"}, SPACE)
        ben.store.add_space(SPACE)
        for one, other in ((aya, ben), (ben, aya)):
            one.store.trust(SPACE, other.identity.public_key)
        self.send(aya, ben)

    def send(self, sender: Workspace, receiver: Workspace, luck: random.Random | None = None) -> None:
        sender.seal(SPACE)
        segments = list(sender.store.segments_not_in(SPACE, None))
        if luck:
            segments = [s for s in segments if luck.random() < 0.7]
            luck.shuffle(segments)
        receiver.store.receive(SPACE, segments, lambda: receiver.store.trusted(SPACE))

    @rule(target=made, who=who, kind=st.sampled_from(KINDS), field=fields, value=anything)
    def make(self, who: int, kind: str, field: str, value: Any) -> Any:
        values = dict.fromkeys(REQUIRED[kind], "x") | ({field: value} if field != LIFE else {})
        edits = create(kind, values, parent=SPACE)
        return edits[0].record if self.attempt(who, edits) else multiple()

    @rule(target=made, who=who, kind=st.sampled_from(["finding", "data_request", "person"]), text=words)
    def make_well(self, who: int, kind: str, text: str) -> Any:
        edits = create(kind, dict.fromkeys(REQUIRED[kind], "語"), parent=SPACE)
        assert self.attempt(who, edits)
        return edits[0].record

    @rule(who=who, record=made, field=fields, value=anything)
    def edit(self, who: int, record: UUID, field: str, value: Any) -> None:
        self.attempt(who, [Edit(record, field, value)])

    @rule(who=who, record=made, data=st.data(), text=words)
    def edit_well(self, who: int, record: UUID, data: st.DataObject, text: str) -> None:
        known = self.laptops[who].store.read.record(record)
        if known:
            field = data.draw(st.sampled_from(PLAIN[known.kind]))
            self.attempt(who, set_values(record, {field: text, "note": "n"}))

    @rule(who=who, record=made, levels=st.sampled_from([3, 40, 3000]))
    def nest(self, who: int, record: UUID, levels: int) -> None:
        self.attempt(who, set_values(record, {"value": deep(levels)}))

    @rule(who=who, record=made, under=made, order=words)
    def hang(self, who: int, record: UUID, under: UUID, order: str) -> None:
        self.attempt(who, move(record, under, order))

    @rule(who=who, record=made, dead=st.booleans())
    def bury_or_dig(self, who: int, record: UUID, dead: bool) -> None:
        self.attempt(who, delete(record) if dead else restore(record))

    @rule(who=who, record=made, other=made)
    def one_save_for_two(self, who: int, record: UUID, other: UUID) -> None:
        twice = [*set_values(record, {"note": "first"}), *set_values(record, {"note": "second"})]
        self.attempt(who, [*twice, *delete(other)])

    def attempt(self, who: int, edits: list[Edit]) -> bool:
        """Commit; where nothing stood in conflict or was deleted, undo and redo must be exact."""
        desk = self.laptops[who]
        before = visible(desk)
        known = desk.store.read.several({e.record for e in edits}).values()
        torn = bool(desk.conflicts(SPACE)) or any(r.deleted for r in known)
        try:
            desk.commit(SPACE, edits, "Write \ud800")
        except YportError:
            assert visible(desk) == before
            return False
        after = visible(desk)
        if not torn:
            assert desk.undo() is not None
            assert visible(desk) == before
            assert desk.redo() is not None
            assert visible(desk) == after
        return True

    @rule(who=who)
    def undo(self, who: int) -> None:
        desk = self.laptops[who]
        before, torn = visible(desk), bool(desk.conflicts(SPACE))
        others = not_mine(desk)
        if desk.undo() is not None and not torn:
            assert others <= not_mine(desk), "undo took away what a colleague wrote"
            between = visible(desk)
            desk.redo()
            assert visible(desk) == before
            desk.undo()
            assert visible(desk) == between

    @rule(who=who)
    def redo(self, who: int) -> None:
        self.laptops[who].redo()

    @rule(who=who)
    def seal(self, who: int) -> None:
        self.laptops[who].seal(SPACE)

    @rule(who=who, seed=st.integers(0, 2**16))
    def exchange(self, who: int, seed: int) -> None:
        self.send(self.laptops[who], self.laptops[1 - who], random.Random(seed))

    @rule(who=who)
    def look_at_everything(self, who: int) -> None:
        desk = self.laptops[who]
        for kind in REGISTRY.entities:
            for record in desk.records(SPACE, kind):
                desk.children(record.id)
                desk.problems_of(record)
                for field in (*record.values, LIFE, PARENT):
                    assert sum(entry.is_head for entry in desk.history(record.id, field)) <= 2
        assert [s.id for s in desk.spaces()] == [SPACE]

    @rule(who=who)
    def check(self, who: int) -> None:
        findings = self.laptops[who].store.check(
            lambda author, name, mark: verify(author, mark, signed_message(name))
        )
        assert findings.faults == []

    @invariant()
    def counts_agree(self) -> None:
        for desk in getattr(self, "laptops", ()):
            assert desk.count(SPACE, "finding") == len(desk.records(SPACE, "finding"))

    def teardown(self) -> None:
        if not hasattr(self, "laptops"):
            return
        aya, ben = self.laptops
        self.send(aya, ben)
        self.send(ben, aya)
        for who in (0, 1):
            self.check(who)
        assert aya.store.fingerprint(SPACE) == ben.store.fingerprint(SPACE)
        assert visible(aya) == visible(ben)
        assert shown_conflicts(aya) == shown_conflicts(ben)
        for desk in self.laptops:
            desk.close()
        self.folder.cleanup()


def visible(desk: Workspace) -> dict[UUID, Any]:
    """All living records as a page would show them; an emptied field and one never filled look alike."""
    return {
        r.id: (r.kind, r.parent, r.order, {k: v for k, v in r.values.items() if v is not None}, r.conflicts)
        for kind in REGISTRY.entities
        for r in desk.records(SPACE, kind)
    }


def not_mine(desk: Workspace) -> set[UUID]:
    """Living records that show something a colleague wrote."""
    mine = {b"", desk.identity.public_key}
    return {record for record in visible(desk) if not desk.store.read.authors(record) <= mine}


def shown_conflicts(desk: Workspace) -> list[Any]:
    return sorted(
        (c.record, c.field, sorted(map(repr, (h.value for h in c.heads)))) for c in desk.conflicts(SPACE)
    )


assert DELETED == "deleted"  # so that the words above hold it

TestTwoLaptops = TwoLaptops.TestCase
TestTwoLaptops.settings = settings(
    max_examples=settings.default.max_examples if EXPLORING else 50, stateful_step_count=25, deadline=None
)
