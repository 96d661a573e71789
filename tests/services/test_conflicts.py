"""The conflict inbox between two laptops: values, deletions, moves, rings, orphans, and the decision log."""

from datetime import date
from uuid import UUID

import pytest

from tests.services.laptops import PLAN, SPACE, begin, clause, meet
from yport_desktop.documents.model import Notice, Paragraph, Table
from yport_desktop.domain.changes import ORDER, Edit
from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.domain.tree import Stray
from yport_desktop.services import conflicts
from yport_desktop.services.clashes import Clash, How, Nature, Side, together
from yport_desktop.services.evidence import delete_with_evidence
from yport_desktop.services.golden_thread import thread
from yport_desktop.services.home import home_view
from yport_desktop.services.loose_ends import loose_ends
from yport_desktop.services.plans import Plans
from yport_desktop.services.records import create, delete, move, set_values
from yport_desktop.services.reports import ReportRequest, build_report
from yport_desktop.services.settlements import Filter, export, settled, table
from yport_desktop.services.workspace import Workspace

FINDING = UUID(int=2000)


@pytest.fixture
def pair(workspace: Workspace, second_workspace: Workspace) -> tuple[Workspace, Workspace]:
    begin(workspace, second_workspace)
    values = {"heading": "No weighbridge", "text": "Loads are counted.", "indicators": ["solid_waste.a"]}
    workspace.commit(SPACE, create("finding", values, parent=SPACE, record=FINDING))
    meet(workspace, second_workspace)
    return workspace, second_workspace


def differ(pair: tuple[Workspace, Workspace], field: str, mine: object, theirs: object) -> Clash:
    """Aya and Ben write a field of the finding, then meet; the conflict as Aya sees it."""
    for workspace, value in zip(pair, (mine, theirs), strict=True):
        workspace.commit(SPACE, set_values(FINDING, {field: value}))
    meet(*pair)
    (clash,) = conflicts.inbox(pair[0], SPACE).clashes
    return clash


def test_both_values_with_who_and_what_was_before(pair: tuple[Workspace, Workspace]) -> None:
    clash = differ(pair, "heading", "No scales", "No weighbridge at all")
    assert (clash.title, clash.label, clash.nature) == ("No scales", "In one line", Nature.TEXT) or (
        clash.title == "No weighbridge at all"
    )
    assert [(s.text, s.who, s.own) for s in clash.sides] == [
        ("No scales", "Aya", True),
        ("No weighbridge at all", "Ben", False),
    ]
    assert [o.verb for o in clash.options] == ["Keep mine", "Keep the other"]
    known = conflicts.dossier(pair[0], SPACE, clash)
    assert [p.text for p in known.before] == ["No weighbridge"]
    assert {p.text: p.is_head for p in known.past} == {
        "No scales": True,
        "No weighbridge at all": True,
        "No weighbridge": False,
    }
    assert conflicts.count(pair[0], SPACE) == conflicts.count(pair[1], SPACE) == 1


def test_a_decision_is_logged_travels_and_is_undone_in_one_step(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    clash = differ(pair, "heading", "No scales", "No weighbridge at all")
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1)], "Ben was there.")
    assert aya.get(FINDING).get("heading") == "No weighbridge at all"
    assert conflicts.count(aya, SPACE) == 0
    meet(aya, ben)
    assert conflicts.count(ben, SPACE) == 0
    for workspace in pair:
        (found,) = settled(workspace, SPACE)
        assert (found.who, found.holds, found.how, found.reason) == (
            "Aya",
            "No weighbridge at all",
            "theirs",
            "Ben was there.",
        )
        assert [(s.who, s.text) for s in found.stood] == [
            ("Aya", "No scales"),
            ("Ben", "No weighbridge at all"),
        ]
        assert found.label == "In one line" and found.record == FINDING and found.at > 0


def test_a_decision_taken_back_is_asked_again_everywhere(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    clash = differ(pair, "heading", "No scales", "No weighbridge at all")
    before = aya.get(FINDING).get("heading")
    conflicts.settle(aya, SPACE, [conflicts.write(clash, "Nothing is weighed")])
    aya.undo()
    assert aya.get(FINDING).get("heading") == before
    meet(aya, ben)
    for workspace in pair:
        assert conflicts.count(workspace, SPACE) == 1
        (again,) = conflicts.inbox(workspace, SPACE).clashes
        assert again.reopened is not None and {s.who for s in again.sides} == {"Aya", "Ben"}
        (back,) = settled(workspace, SPACE)
        assert back.taken_back_at and back.taken_back_by == "Aya" and back.who == "Aya"
    (again,) = conflicts.inbox(ben, SPACE).clashes
    conflicts.settle(ben, SPACE, [conflicts.keep(again, 0)], "Let us go on.")
    assert conflicts.count(ben, SPACE) == 0
    assert [s.how for s in settled(ben, SPACE)] == ["mine", "new"]
    meet(aya, ben)
    assert conflicts.count(aya, SPACE) == 0


def test_redo_brings_the_decision_and_its_record_back(pair: tuple[Workspace, Workspace]) -> None:
    aya, _ = pair
    clash = differ(pair, "heading", "No scales", "None")
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1)])
    aya.undo()
    aya.redo()
    assert aya.get(FINDING).get("heading") == "None" and conflicts.count(aya, SPACE) == 0
    assert [s.taken_back_at for s in settled(aya, SPACE)] == [0]


def test_an_edit_by_hand_closes_what_was_taken_back(pair: tuple[Workspace, Workspace]) -> None:
    aya, _ = pair
    clash = differ(pair, "heading", "No scales", "None")
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1)])
    aya.undo()
    aya.commit(SPACE, set_values(FINDING, {"heading": "No scales"}))
    assert conflicts.count(aya, SPACE) == 0 and conflicts.inbox(aya, SPACE).clashes == ()


def test_lists_are_united_against_what_was_before(pair: tuple[Workspace, Workspace]) -> None:
    clash = differ(pair, "indicators", ["solid_waste.b"], ["solid_waste.a", "solid_waste.c"])
    assert clash.nature is Nature.LIST
    known = conflicts.dossier(pair[0], SPACE, clash)
    decision = conflicts.both(clash, known.before[0].value)
    assert decision is not None and decision.how is How.BOTH
    assert decision.value == ["solid_waste.b", "solid_waste.c"]
    conflicts.settle(pair[0], SPACE, [decision])
    assert pair[0].get(FINDING).get("indicators") == decision.value


def test_texts_that_cannot_be_merged_stand_one_after_the_other(pair: tuple[Workspace, Workspace]) -> None:
    clash = differ(pair, "text", "Loads are weighed.", "Loads are guessed.")
    decision = conflicts.both(clash)
    assert decision is not None and decision.value == "Loads are weighed. Loads are guessed."


def test_what_was_not_shown_is_not_overruled(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    clash = differ(pair, "heading", "No scales", "None")
    ben.commit(SPACE, set_values(FINDING, {"heading": "A third thought"}))
    meet(aya, ben)
    with pytest.raises(InvalidEntry):
        conflicts.settle(aya, SPACE, [conflicts.keep(clash, 0)])
    assert settled(aya, SPACE) == () and len(aya.history(FINDING, "heading")) == 4


def test_a_value_that_is_no_good_is_refused_with_the_whole_decision(
    pair: tuple[Workspace, Workspace],
) -> None:
    clash = differ(pair, "heading", "No scales", "None")
    with pytest.raises(InvalidEntry) as refused:
        conflicts.settle(pair[0], SPACE, [conflicts.write(clash, None)])
    assert {p.field for p in refused.value.problems} == {"heading"}
    assert conflicts.count(pair[0], SPACE) == 1 and settled(pair[0], SPACE) == ()


@pytest.mark.parametrize("deletes", [True, False])
def test_a_deletion_against_an_edit_and_its_undo(pair: tuple[Workspace, Workspace], deletes: bool) -> None:
    aya, ben = pair
    aya.commit(SPACE, set_values(FINDING, {"heading": "No scales"}))
    ben.commit(SPACE, delete(FINDING))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    assert clash.nature is Nature.DELETION and clash.edited == ("In one line: No scales",)
    assert [(s.who, s.own, o.verb) for s, o in zip(clash.sides, clash.options, strict=True)] == [
        ("Aya", True, "Keep the record"),
        ("Ben", False, "Delete anyway"),
    ]
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1 if deletes else 0)])
    assert (aya.find(FINDING) is None) is deletes and conflicts.count(aya, SPACE) == 0
    aya.undo()
    assert aya.find(FINDING) is not None
    meet(aya, ben)
    for workspace in pair:
        (again,) = conflicts.inbox(workspace, SPACE).clashes
        assert again.reopened and again.edited == ("In one line: No scales",)
        assert {o.verb for o in again.options} == {"Keep the record", "Delete anyway"}
    aya.redo()
    assert (aya.find(FINDING) is None) is deletes and conflicts.count(aya, SPACE) == 0


# places ------------------------------------------------------------------------------------


def test_a_record_with_two_parents_is_told_in_words(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    a, b, c = (clause(aya, n, name) for n, name in ((11, "Collection"), (12, "Finance"), (13, "Fees")))
    meet(aya, ben)
    aya.commit(SPACE, move(c, a, "01a"))
    ben.commit(SPACE, move(c, b, "01b"))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    assert clash.nature is Nature.PLACE
    assert [s.text for s in clash.sides] == ["Moved under “1 Collection”", "Moved under “2 Finance”"]
    known = conflicts.dossier(aya, SPACE, clash)
    assert [p.text for p in known.before] == ["Moved to the top of “Solid waste plan”"]
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1)])
    moved = aya.get(c)
    assert (moved.parent, moved.order, moved.conflicts) == (b, "01b", frozenset())


def test_two_places_in_one_list_ask_nobody(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    a = clause(aya, 11, "Collection")
    meet(aya, ben)
    aya.commit(SPACE, [Edit(a, ORDER, "01a")])
    ben.commit(SPACE, [Edit(a, ORDER, "01b")])
    meet(aya, ben)
    found = conflicts.inbox(aya, SPACE)
    assert (found.total, found.clashes, found.orders) == (0, (), (a,))
    assert conflicts.count(aya, SPACE) == 0
    assert conflicts.accept_orders(aya, SPACE) is not None
    assert conflicts.inbox(aya, SPACE).orders == () and conflicts.accept_orders(aya, SPACE) is None


def ring(pair: tuple[Workspace, Workspace]) -> tuple[UUID, UUID, Clash]:
    aya, ben = pair
    a, b = clause(aya, 11, "Collection"), clause(aya, 12, "Finance")
    meet(aya, ben)
    aya.commit(SPACE, move(a, b, "01a"))
    ben.commit(SPACE, move(b, a, "01b"))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    return a, b, clash


def test_moves_under_each_other_are_a_conflict_the_same_for_all(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    a, b, clash = ring(pair)
    assert clash.nature is Nature.RING and aya.conflicts(SPACE) == ()
    assert [s.who for s in clash.sides] == ["Aya", "Ben"]
    assert len(clash.options) == 3 and "Keep" in clash.options[0].verb
    (seen_by_ben,) = conflicts.inbox(ben, SPACE).clashes
    assert [o.edits for o in seen_by_ben.options] == [o.edits for o in clash.options]
    assert seen_by_ben.id == clash.id and conflicts.count(ben, SPACE) == 1
    (view,) = Plans(aya).plans(SPACE)
    assert {c.id for c in view.clauses} == {a, b}
    assert [c.stray for c in view.clauses] == [Stray.CYCLE, None]


@pytest.mark.parametrize(
    ("place", "parents"), [(0, ("b", "plan")), (1, ("plan", "a")), (2, ("plan", "plan"))]
)
def test_a_ring_is_opened_and_the_decision_undone(
    pair: tuple[Workspace, Workspace], place: int, parents: tuple[str, str]
) -> None:
    aya, ben = pair
    a, b, clash = ring(pair)
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, place)], "As agreed.")
    where = {"a": a, "b": b, "plan": PLAN}
    meet(aya, ben)
    for workspace in pair:
        assert (workspace.get(a).parent, workspace.get(b).parent) == tuple(where[p] for p in parents)
        assert conflicts.count(workspace, SPACE) == 0
        (found,) = settled(workspace, SPACE)
        assert "Moved" in found.holds and len(found.stood) == 2
    aya.undo()
    assert conflicts.count(aya, SPACE) == 1
    (again,) = conflicts.inbox(aya, SPACE).clashes
    assert again.nature is Nature.RING


def test_two_who_open_a_ring_differently_disagree_openly(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    _, _, clash = ring(pair)
    (seen_by_ben,) = conflicts.inbox(ben, SPACE).clashes
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 0)])
    conflicts.settle(ben, SPACE, [conflicts.keep(seen_by_ben, 1)])
    meet(aya, ben)
    assert [c.nature for c in conflicts.inbox(aya, SPACE).clashes] == [Nature.PLACE, Nature.PLACE]


def test_a_ring_of_three(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    a, b, c = (clause(aya, n, name) for n, name in ((11, "A"), (12, "B"), (13, "C")))
    meet(aya, ben)
    aya.commit(SPACE, [*move(a, b, "1"), *move(b, c, "1")])
    ben.commit(SPACE, move(c, a, "1"))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    assert len(clash.sides) == 3 and "back out" in clash.options[1].verb
    assert conflicts.by_author([clash], None) == ((), 1)
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 1)])
    assert [aya.get(i).parent for i in (a, b, c)] == [b, PLAN, a] and conflicts.count(aya, SPACE) == 0


def test_no_reader_loses_its_way_in_a_ring(pair: tuple[Workspace, Workspace]) -> None:
    aya, _ = pair
    a, b, _ = ring(pair)
    aya.commit(SPACE, create("proposal", {"kind": "amend", "proposed_text": "x"}, parent=a))
    request = ReportRequest(SPACE, "2026-02-19")
    assert build_report(aya, request, str).conflicts == 1
    assert home_view(aya, SPACE, date(2026, 2, 19)).conflicts == 1
    assert isinstance(loose_ends(aya, SPACE, "2026-02-19"), tuple)
    assert thread(aya, SPACE, a) is not None
    (view,) = Plans(aya).plans(SPACE)
    assert len(view.clauses) == 2
    frozen = Plans(aya).freeze_revision(PLAN, "First", "2026-02-19")
    assert frozen.clauses == 2
    Plans(aya).move_clause(b, None)
    assert conflicts.count(aya, SPACE) == 0


def hanging(pair: tuple[Workspace, Workspace]) -> tuple[UUID, UUID, Clash]:
    aya, ben = pair
    above = clause(aya, 11, "Collection")
    meet(aya, ben)
    below = clause(aya, 12, "Routes", above)
    ben.commit(SPACE, delete(above))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    return above, below, clash


def test_what_hangs_under_something_deleted_is_asked_for(pair: tuple[Workspace, Workspace]) -> None:
    _, below, clash = hanging(pair)
    assert clash.nature is Nature.HANGING and clash.record == below
    assert [s.who for s in clash.sides] == ["Aya", "Ben"]
    assert [o.verb for o in clash.options] == [
        "Restore “Collection”",
        "Delete “1 Routes” too",
        "Move “1 Routes” up",
    ]
    assert conflicts.count(pair[1], SPACE) == 1


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_hangs_under_something_deleted_is_settled(pair: tuple[Workspace, Workspace], place: int) -> None:
    aya, _ = pair
    above, below, clash = hanging(pair)
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, place)])
    assert conflicts.count(aya, SPACE) == 0
    found = aya.find(below)
    assert (aya.find(above) is not None, found.parent if found else None) == [
        (True, above),
        (False, None),
        (False, PLAN),
    ][place]
    aya.undo()
    assert [c.nature for c in conflicts.inbox(aya, SPACE).clashes] == [Nature.HANGING]


def test_who_deletes_knowingly_is_asked_nothing(pair: tuple[Workspace, Workspace]) -> None:
    aya, _ = pair
    above = clause(aya, 11, "Collection")
    clause(aya, 12, "Routes", above)
    aya.commit(SPACE, delete(above))
    assert conflicts.count(aya, SPACE) == 0
    other = clause(aya, 13, "Fees")
    aya.commit(SPACE, delete(other))
    assert conflicts.count(aya, SPACE) == 0


def test_evidence_goes_with_its_record_and_what_came_unseen_is_asked_for(
    pair: tuple[Workspace, Workspace],
) -> None:
    aya, ben = pair
    proof = create("evidence", {"caption": "Photo", "kind": "photo"}, parent=FINDING)
    ben.commit(SPACE, proof)
    meet(aya, ben)
    delete_with_evidence(aya, SPACE, FINDING)
    unseen = create("evidence", {"caption": "Another", "kind": "photo"}, parent=FINDING)
    ben.commit(SPACE, unseen)
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    assert clash.nature is Nature.HANGING and clash.record == unseen[0].record
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 0)])
    assert aya.find(FINDING) is not None and conflicts.count(aya, SPACE) == 0


def test_conflicts_of_what_is_deleted_wait_for_nobody(pair: tuple[Workspace, Workspace]) -> None:
    differ(pair, "heading", "No scales", "None")
    pair[0].commit(SPACE, delete(FINDING))
    assert conflicts.count(pair[0], SPACE) == 0 and conflicts.inbox(pair[0], SPACE).clashes == ()


# many at once ------------------------------------------------------------------------------


def test_many_are_settled_in_one_step(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    records = [UUID(int=3000 + n) for n in range(30)]
    for record in records:
        aya.commit(SPACE, create("finding", {"heading": "x"}, parent=SPACE, record=record))
    meet(aya, ben)
    for workspace, text in ((aya, "mine"), (ben, "theirs")):
        edits = [e for r in records for e in set_values(r, {"heading": text, "note": text})]
        workspace.commit(SPACE, edits)
    meet(aya, ben)
    found = conflicts.inbox(aya, SPACE, limit=10)
    assert found.total == 60 == conflicts.count(aya, SPACE) and len(found.clashes) == 10
    clashes = conflicts.inbox(aya, SPACE).clashes
    decisions, without = conflicts.by_author(clashes, ben.identity.public_key)
    assert len(decisions) == 60 and without == 0
    conflicts.settle(aya, SPACE, decisions, "Ben measured.")
    assert conflicts.count(aya, SPACE) == 0
    assert {aya.get(r).get("note") for r in records} == {"theirs"}
    aya.undo()
    assert conflicts.count(aya, SPACE) == 60
    mine, _ = conflicts.by_author(conflicts.inbox(aya, SPACE).clashes, None)
    conflicts.settle(aya, SPACE, mine)
    assert {aya.get(r).get("note") for r in records} == {"mine"}


# the log -----------------------------------------------------------------------------------


def test_the_log_is_filtered_and_exported(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    clash = differ(pair, "heading", "=1+1", "None")
    conflicts.settle(aya, SPACE, [conflicts.keep(clash, 0)], "-because")
    today = f"{date.today():%Y-%m-%d}"
    for wanted, n in (
        (Filter(), 1),
        (Filter(person=aya.identity.public_key), 1),
        (Filter(person=ben.identity.public_key), 0),
        (Filter(kind="finding", text="BECAUSE 1+1"), 1),
        (Filter(kind="clause"), 0),
        (Filter(sector="solid_waste"), 0),
        (Filter(since="2001-01-01", until="2001-12"), 0),
        (Filter(since=today[:4], until="2100"), 1),
        (Filter(text="nowhere"), 0),
    ):
        assert len(settled(aya, SPACE, wanted)) == n, wanted
    found = settled(aya, SPACE)
    titles, row = table(aya, found, str)
    assert len(titles) == len(row) and row[6] == "=1+1" and row[7] == "own value kept"
    assert "'=1+1" in export(aya, found, "csv").decode("utf-8-sig")
    assert export(aya, found, "xlsx").startswith(b"PK")


def test_two_laptops_of_one_person_are_one_name_and_two_keys() -> None:
    own = Side("a", "a", "Tanaka, Aya", 1, True, (b"1",))
    theirs = [Side("b", "b", "Ben", at, False, (bytes([at]),)) for at in (2, 3)]
    another = Side("a", "a", "Chika", 4, False, (b"4",))
    mine, ben = together([another, *theirs, own])
    assert (mine.who, mine.whose) == ("Tanaka, Aya, Chika", {b"1": "Tanaka, Aya", b"4": "Chika"})
    assert (ben.who, ben.keys, ben.whose) == ("Ben", (b"\2", b"\3"), {b"\2": "Ben", b"\3": "Ben"})


def test_what_others_wrote_as_a_settlement_is_read_with_care(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    good = {"name": "x", "record": str(FINDING), "field": "heading", "how": "mine"}
    for stood, holds in (
        ({"values": 7}, {}),
        ({"values": [None, {"value": {"a": []}, "at": "x", "key": "zz", "segment": 4}]}, {"edits": [[1]]}),
        ({"values": [{"value": None}], "edited": 3}, {"value": ["x"], "edits": {"a": 1}}),
        ({"values": [{"record": "none", "at": 1 << 44}]}, {"edits": [["none", ".parent", None]]}),
    ):
        ben.commit(
            SPACE,
            create(
                "settlement",
                {**good, "nature": "ring", "stood": stood, "holds": {"x": 1, **holds}},
            ),
        )
        ben.commit(SPACE, create("settlement", {**good, "stood": stood, "holds": {"x": 1, **holds}}))
    ben.store.commit(
        SPACE, [Edit(UUID(int=1), ".kind", "settlement"), Edit(UUID(int=1), "record", ["no id"])]
    )
    meet(aya, ben)
    assert len(settled(aya, SPACE)) >= 2
    for found in settled(aya, SPACE):
        ben.commit(SPACE, delete(found.id))
    meet(aya, ben)
    assert conflicts.count(aya, SPACE) == 0
    export(aya, settled(aya, SPACE), "xlsx")


def test_a_decision_from_a_form_is_logged_too(pair: tuple[Workspace, Workspace]) -> None:
    differ(pair, "heading", "No scales", "None")
    conflicts.settle_value(pair[0], SPACE, FINDING, "heading", "None")
    (found,) = settled(pair[0], SPACE)
    assert found.how == "theirs"
    conflicts.settle_value(pair[0], SPACE, FINDING, "heading", "No scales")
    assert len(settled(pair[0], SPACE)) == 1


def test_the_report_says_what_is_not_settled(pair: tuple[Workspace, Workspace]) -> None:
    aya, ben = pair
    conflicts.settle(aya, SPACE, [conflicts.keep(differ(pair, "text", "a", "b"), 0)])
    for record in range(12):
        made = create("finding", {"heading": "x"}, parent=SPACE, record=UUID(int=4000 + record))
        aya.commit(SPACE, made)
    meet(aya, ben)
    for workspace, name in ((aya, "mine"), (ben, "theirs")):
        workspace.commit(SPACE, [Edit(UUID(int=4000 + i), "heading", f"{name} {i}") for i in range(12)])
    meet(aya, ben)
    report = build_report(aya, ReportRequest(SPACE, "2026-02-19"), str)
    (section,) = (s for s in report.sections if s.key == "conflicts")
    (rows,) = (b for b in section.blocks if isinstance(b, Table))
    said = ["".join(s.text for s in b.spans) for b in section.blocks if isinstance(b, Paragraph)]
    assert len(rows.rows) == 10 and rows.rows[0].cells[2].text == "Aya: mine 0\nBen: theirs 0"
    assert said == [
        "12 conflicts between entries of different people are not settled yet.",
        "And 2 more.",
        "Decisions taken on conflicts so far: 1.",
    ]
    (notice,) = (b for b in report.sections[0].blocks if isinstance(b, Notice))
    assert notice.spans[0].link == "conflicts" and report.conflicts == 12


def test_what_a_former_deletion_had_seen_does_not_hide_what_the_standing_one_had_not(
    pair: tuple[Workspace, Workspace],
) -> None:
    """A deletion that was taken back has no say in what is told of a later one."""
    aya, ben = pair
    meet(aya, ben)
    aya.commit(SPACE, set_values(FINDING, {"text": "Aya's words"}))
    aya.commit(SPACE, delete(FINDING))
    aya.seal(SPACE)
    aya.undo()
    ben.commit(SPACE, delete(FINDING))
    meet(aya, ben)
    (clash,) = conflicts.inbox(aya, SPACE).clashes
    assert clash.is_deletion and any("Aya's words" in line for line in clash.edited)
