"""The plan: clauses, proposals, decisions, frozen revisions and redlines, through the real neck."""

from random import Random
from uuid import UUID

import pytest

from yport_desktop.domain.changes import Edit
from yport_desktop.domain.errors import InvalidEntry, NotFound
from yport_desktop.domain.ids import derived_id
from yport_desktop.domain.redline import Mark
from yport_desktop.domain.tree import Stray
from yport_desktop.services import records
from yport_desktop.services.loose_ends import loose_ends
from yport_desktop.services.plans import Decision, PlanRefused, Plans, ProposalOutdated, Proposed
from yport_desktop.services.revisions import RevisionUnreadable
from yport_desktop.services.workspace import Workspace

Tree = tuple[Plans, UUID, dict[str, UUID]]


@pytest.fixture
def tree(workspace: Workspace, space: UUID) -> Tree:
    """goal / target / indicator, and a second goal."""
    plans = Plans(workspace, Random(5))
    plan = derived_id(space, "plan")
    workspace.commit(space, records.create("plan", {"title": "Goals"}, parent=space, record=plan))
    ids: dict[str, UUID] = {}
    for name, above in (("goal", None), ("target", "goal"), ("indicator", "target"), ("second", None)):
        values = {"heading": name.title(), "text": f"The {name} of the city."}
        ids[name] = plans.add_clause(plan, values, parent=ids[above] if above else None)
    return plans, plan, ids


def numbers(plans: Plans, plan: UUID) -> dict[str, str]:
    return {c.number: c.heading for c in plans.plan(plan).clauses}


def amend(plans: Plans, clause: UUID, text: str) -> UUID:
    return plans.propose(clause, Proposed("amend", text=text, reason="Because."))


def test_a_tree_is_read_with_derived_numbers(tree: Tree) -> None:
    plans, plan, _ = tree
    assert numbers(plans, plan) == {"1": "Goal", "1.1": "Target", "1.1.1": "Indicator", "2": "Second"}


def test_clauses_are_inserted_where_asked(tree: Tree) -> None:
    plans, plan, ids = tree
    plans.add_clause(plan, {"heading": "First"}, index=0)
    plans.add_clause(plan, {"heading": "Between"}, index=2)
    plans.add_clause(plan, {"heading": "Sister"}, parent=ids["goal"], index=0)
    assert numbers(plans, plan) == {
        "1": "First",
        "2": "Goal",
        "2.1": "Sister",
        "2.2": "Target",
        "2.2.1": "Indicator",
        "3": "Between",
        "4": "Second",
    }


def test_moving_takes_the_subtree_along_and_never_below_itself(tree: Tree) -> None:
    plans, plan, ids = tree
    plans.move_clause(ids["target"], ids["second"])
    assert numbers(plans, plan)["2.1.1"] == "Indicator"
    plans.move_clause(ids["second"], None, 0)
    assert numbers(plans, plan)["1"] == "Second"
    with pytest.raises(PlanRefused):
        plans.move_clause(ids["second"], ids["indicator"])


def test_deleting_takes_the_subtree_in_one_save_and_one_undo(tree: Tree, workspace: Workspace) -> None:
    plans, plan, ids = tree
    committed = plans.delete_clause(ids["goal"])
    assert len(committed.touched) == 3
    assert numbers(plans, plan) == {"1": "Second"}
    workspace.undo()
    assert len(plans.plan(plan).clauses) == 4


def test_clauses_made_each_others_parent_are_kept_and_flagged(
    tree: Tree, workspace: Workspace, space: UUID
) -> None:
    plans, plan, ids = tree
    workspace.commit(space, [Edit(ids["goal"], ".parent", str(ids["target"]))])
    view = plans.plan(plan)
    assert len(view.clauses) == 4
    assert [c.stray for c in view.clauses if c.stray] == [Stray.CYCLE]


def test_a_clause_under_a_deleted_one_is_kept_and_flagged(
    tree: Tree, workspace: Workspace, space: UUID
) -> None:
    plans, plan, ids = tree
    workspace.commit(space, records.delete(ids["target"]))
    orphan = plans.plan(plan).clause(ids["indicator"])
    assert orphan is not None and orphan.stray is Stray.ORPHAN


def test_accepting_writes_the_text_in_the_same_save(tree: Tree, workspace: Workspace) -> None:
    plans, plan, ids = tree
    proposal = amend(plans, ids["target"], "The target of the region.")
    (view,) = plans.plan(plan).proposals
    assert view.is_open and [s.mark for s in view.redline if s.mark is not Mark.KEPT] == [
        Mark.DELETED,
        Mark.INSERTED,
    ]
    committed = plans.decide(proposal, Decision("accepted", date="2018-01-12", meeting="Workshop 2"))
    assert {t.kind for t in committed.touched} == {"proposal", "clause"}
    clause = plans.plan(plan).clause(ids["target"])
    assert clause is not None and clause.text == "The target of the region."
    (view,) = clause.proposals
    assert (view.decision, view.meeting, view.is_open) == ("accepted", "Workshop 2", False)
    assert any(s.mark is Mark.INSERTED for s in view.redline), (
        "the redline of a decided proposal stays readable"
    )
    workspace.undo()
    assert plans.plan(plan).clause(ids["target"]).text == "The target of the city."  # type: ignore[union-attr]


def test_accept_modified_defer_reject_and_withdraw(tree: Tree) -> None:
    plans, plan, ids = tree
    first, second, third, fourth = (amend(plans, ids["goal"], f"Text {n}") for n in range(4))
    plans.decide(first, Decision("deferred", reason="Ask the chief."))
    plans.decide(second, Decision("rejected"))
    plans.withdraw(third)
    with pytest.raises(PlanRefused):
        plans.decide(fourth, Decision("accepted_modified"))
    plans.decide(fourth, Decision("accepted_modified", text="Text agreed"))
    clause = plans.plan(plan).clause(ids["goal"])
    assert clause is not None and clause.text == "Text agreed"
    assert [(p.state, p.decision, p.is_open) for p in clause.proposals] == [
        ("decided", "deferred", True),
        ("decided", "rejected", False),
        ("withdrawn", "", False),
        ("decided", "accepted_modified", False),
    ]
    with pytest.raises(PlanRefused):
        plans.withdraw(third)
    with pytest.raises(PlanRefused):
        plans.decide(fourth, Decision("rejected"))


def test_an_outdated_proposal_does_not_overrule_silently(tree: Tree) -> None:
    plans, plan, ids = tree
    proposal = amend(plans, ids["goal"], "Proposed")
    plans.edit_clause(ids["goal"], {"text": "Rewritten meanwhile"})
    assert plans.plan(plan).proposals[0].outdated
    with pytest.raises(ProposalOutdated):
        plans.decide(proposal, Decision("accepted"))
    assert plans.plan(plan).proposals[0].is_open
    plans.decide(proposal, Decision("accepted", despite_changes=True))
    assert plans.plan(plan).clause(ids["goal"]).text == "Proposed"  # type: ignore[union-attr]


def test_accepted_additions_and_deletions_change_the_tree(tree: Tree) -> None:
    plans, plan, ids = tree
    after = Proposed("add", text="Weigh all waste.", heading="Weighing", level="action", after=ids["goal"])
    added = plans.propose(plan, after)
    gone = plans.propose(ids["second"], Proposed("delete", reason="Done."))
    plans.decide(added, Decision("accepted"))
    assert numbers(plans, plan)["2"] == "Weighing"
    assert derived_id(added, "clause") in {c.id for c in plans.plan(plan).clauses}
    plans.decide(gone, Decision("accepted"))
    assert "Second" not in numbers(plans, plan).values()
    assert len(plans.plan(plan).loose_proposals) == 2


def test_supporters_are_counted_once(tree: Tree, workspace: Workspace, space: UUID) -> None:
    plans, plan, ids = tree
    proposal = amend(plans, ids["goal"], "New")
    person = derived_id(space, "person")
    workspace.commit(space, records.create("person", {"name": "Focal person"}, parent=space, record=person))
    plans.support(proposal, person)
    plans.support(proposal, person)
    assert [s.title for s in plans.plan(plan).proposals[0].supporters] == ["Focal person"]


def test_freezing_twice_without_change_is_one_revision(tree: Tree, workspace: Workspace) -> None:
    plans, plan, ids = tree
    first = plans.freeze_revision(plan, "Revision 1", "2018-01-12")
    again = plans.freeze_revision(plan, "Revision 1 again", "2018-01-13")
    assert first == again
    plans.edit_clause(ids["goal"], {"note": "not part of the text"})
    assert plans.freeze_revision(plan, "x", "2018-01-14").content_hash == first.content_hash
    plans.edit_clause(ids["goal"], {"text": "Changed."})
    second = plans.freeze_revision(plan, "Revision 2", "2018-01-15")
    assert second.content_hash != first.content_hash and second.parent_revision == first.id
    assert [r.name for r in plans.plan(plan).revisions] == ["Revision 1", "Revision 2"]
    assert workspace.blob(first.content_hash) is not None


def test_redline_between_revisions_and_the_current_text(tree: Tree) -> None:
    plans, plan, ids = tree
    first = plans.freeze_revision(plan, "Revision 1", "2018-01-12")
    plans.edit_clause(ids["target"], {"text": "The target of the region.", "target_value": "20"})
    plans.move_clause(ids["second"], None, 0)
    plans.add_clause(plan, {"heading": "Third", "text": "New."})
    plans.delete_clause(ids["indicator"])
    current = plans.redline(plan, first.id)
    assert current.counts == {"added": 1, "removed": 1, "moved": 1, "rewritten": 1}
    assert (current.old_name, current.new_hash) == ("Revision 1", "")
    second = plans.freeze_revision(plan, "Revision 2", "2018-01-13")
    assert plans.redline(plan, first.id, second.id).changes == current.changes
    assert not plans.redline(plan, second.id).changed
    frozen = plans.read_revision(first.id)
    assert [c.number for c in frozen.clauses] == ["1", "1.1", "1.1.1", "2"]


def test_a_damaged_or_absent_frozen_text_is_said(tree: Tree, workspace: Workspace) -> None:
    plans, plan, _ = tree
    revision = plans.freeze_revision(plan, "Revision 1", "2018-01-12")
    path = workspace.store.blobs.path(revision.content_hash)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"city", b"town"))
    with pytest.raises(RevisionUnreadable):
        plans.read_revision(revision.id)
    path.unlink()
    assert not plans.plan(plan).revisions[0].here


def test_wrong_targets_and_values_are_refused(tree: Tree, workspace: Workspace, space: UUID) -> None:
    plans, plan, ids = tree
    with pytest.raises(NotFound):
        plans.plan(space)
    with pytest.raises(NotFound):
        plans.propose(space, Proposed("amend", text="x"))
    with pytest.raises(NotFound):
        plans.edit_clause(plan, {"text": "x"})
    with pytest.raises(PlanRefused):
        plans.propose(plan, Proposed("delete"))
    with pytest.raises(InvalidEntry):
        plans.edit_clause(ids["goal"], {"target_value": "40 %"})
    with pytest.raises(InvalidEntry):
        plans.decide(amend(plans, ids["goal"], "x"), Decision("perhaps"))


def test_two_plans_of_one_engagement_stay_apart(tree: Tree, workspace: Workspace, space: UUID) -> None:
    plans, plan, ids = tree
    other = derived_id(space, "other plan")
    workspace.commit(space, records.create("plan", {"title": "Roadmap"}, parent=space, record=other))
    plans.add_clause(other, {"heading": "Chapter"})
    assert len(plans.plan(plan).clauses) == 4
    assert [v.title for v in plans.plans(space)] == ["Goals", "Roadmap"]
    with pytest.raises(NotFound):
        plans.add_clause(other, {"heading": "Astray"}, parent=ids["goal"])


def test_the_text_with_all_open_proposals(tree: Tree) -> None:
    plans, plan, ids = tree
    plans.propose(ids["goal"], Proposed("amend", text="The goal of the region."))
    plans.propose(ids["goal"], Proposed("add", text="First step.", heading="Step"))
    plans.propose(plan, Proposed("add", heading="Between", text="New.", after=ids["goal"]))
    plans.propose(ids["second"], Proposed("delete"))
    rejected = amend(plans, ids["target"], "Not this.")
    plans.decide(rejected, Decision("rejected"))
    view = plans.redline_of_proposals(plan)
    assert view.counts == {"added": 2, "removed": 1, "moved": 0, "rewritten": 1}
    assert [(c.clause.number, c.clause.heading) for c in view.changes if not c.removed] == [
        ("1", "Goal"),
        ("1.1", "Target"),
        ("1.1.1", "Indicator"),
        ("1.2", "Step"),
        ("2", "Between"),
    ]
    assert not plans.redline(plan).changed, "the plan itself is untouched"
    for proposal in plans.plan(plan).proposals:
        if proposal.is_open:
            plans.decide(proposal.id, Decision("accepted"))
    assert not plans.redline_of_proposals(plan).changed
    after = [(c.number, c.heading, c.text) for c in plans.plan(plan).clauses]
    assert after == [(c.new.number, c.new.heading, c.new.text) for c in view.changes if c.new]


def test_a_frozen_revision_is_not_changed_any_more(tree: Tree, workspace: Workspace, space: UUID) -> None:
    plans, plan, _ = tree
    revision = plans.freeze_revision(plan, "Revision 1", "2018-01-12")
    with pytest.raises(InvalidEntry):
        workspace.commit(space, records.set_values(revision.id, {"name": "Another name"}))
    workspace.commit(space, records.delete(revision.id))
    assert plans.plan(plan).revisions == ()
    assert plans.freeze_revision(plan, "Revision 1", "2018-01-12") == revision


def bring(giver: Workspace, taker: Workspace, space: UUID) -> None:
    """Everything sealed of one laptop, folded on another that trusts it."""
    giver.seal(space)
    segments = list(giver.store.segments_not_in(space, None))
    taker.store.add_space(space)
    taker.store.trust(space, giver.identity.public_key)
    taker.store.receive(space, segments, lambda: taker.store.trusted(space))


def test_two_laptops_decide_the_same_proposal_offline(
    tree: Tree, workspace: Workspace, second_workspace: Workspace, space: UUID
) -> None:
    plans, plan, ids = tree
    added = plans.propose(ids["goal"], Proposed("add", text="New.", heading="Step"))
    amended = amend(plans, ids["target"], "Here is the new text.")
    bring(workspace, second_workspace, space)
    there = Plans(second_workspace, Random(9))
    plans.decide(added, Decision("accepted", meeting="Board"))
    there.decide(added, Decision("accepted", meeting="Board"))
    plans.decide(amended, Decision("accepted"))
    there.decide(amended, Decision("accepted_modified", text="There it was modified."))
    bring(workspace, second_workspace, space)
    bring(second_workspace, workspace, space)
    here_view, there_view = plans.plan(plan), there.plan(plan)
    assert here_view == there_view
    assert [c.heading for c in here_view.clauses].count("Step") == 1
    target = here_view.clause(ids["target"])
    assert target is not None and "text" in target.conflicts
    assert "decision" in target.proposals[0].conflicts
    plans.edit_clause(ids["target"], {"text": "Settled over lunch."})
    bring(workspace, second_workspace, space)
    assert there.plan(plan).clause(ids["target"]).text == "Settled over lunch."  # type: ignore[union-attr]


def test_two_laptops_insert_at_the_same_place_offline(
    tree: Tree, workspace: Workspace, second_workspace: Workspace, space: UUID
) -> None:
    plans, plan, ids = tree
    bring(workspace, second_workspace, space)
    there = Plans(second_workspace, Random(9))
    plans.add_clause(plan, {"heading": "Mine"}, parent=ids["goal"], index=0)
    there.add_clause(plan, {"heading": "Theirs"}, parent=ids["goal"], index=0)
    plans.move_clause(ids["second"], ids["target"])
    there.move_clause(ids["target"], ids["second"])
    bring(workspace, second_workspace, space)
    bring(second_workspace, workspace, space)
    here_view, there_view = plans.plan(plan), there.plan(plan)
    assert here_view.clauses == there_view.clauses
    assert {"Mine", "Theirs"} <= {c.heading for c in here_view.clauses}
    assert [c.stray for c in here_view.clauses if c.stray] == [Stray.CYCLE]
    assert plans.freeze_revision(plan, "R", "2026-02-19").content_hash == (
        there.freeze_revision(plan, "R", "2026-02-19").content_hash
    )


def test_values_in_a_form_not_known_here_do_not_hide_the_plan(
    tree: Tree, workspace: Workspace, space: UUID
) -> None:
    """They may come with a bundle of a later program, past the checks of this one."""
    plans, plan, ids = tree
    proposal = amend(plans, ids["goal"], "New")
    revision = plans.freeze_revision(plan, "Revision 1", "2018-01-12")
    strange = [
        *[
            Edit(proposal, f, v)
            for f in ("evidence", "author", "after", "issues")
            for v in (7, "x", [None, {}, "y"])
        ],
        Edit(ids["goal"], ".order", "not a key!"),
        Edit(ids["goal"], "issues", {"of": "another form"}),
        Edit(revision.id, "content_hash", "../../etc"),
        Edit(revision.id, "clauses", [1]),
    ]
    workspace.store.commit(space, strange)
    view = plans.plan(plan)
    assert len(view.clauses) == 4 and view.proposals[0].evidence == ()
    assert not view.revisions[0].here
    with pytest.raises(RevisionUnreadable):
        plans.read_revision(revision.id)
    plans.add_clause(plan, {"heading": "Last"})
    assert "Last" in numbers(plans, plan).values()
    loose_ends(workspace, space, "2026-02-19")
