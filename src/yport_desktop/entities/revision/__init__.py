"""Revision: the state of a plan at one moment, frozen and named by the hash of its content."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _named_by_content(values: FieldValues) -> tuple[Problem, ...]:
    name, blob = values.get("content_hash"), values.get("blob")
    if name and blob and name != blob:
        return (Problem(N_("The hash does not belong to the frozen text."), field="content_hash"),)
    return ()


ENTITY = EntityType(
    kind="revision",
    label=N_("Revision"),
    label_plural=N_("Revisions"),
    title="name",
    page="plan",
    parents=("plan",),
    ordered=True,
    immutable=True,
    rules=(_named_by_content,),
    sections=(
        Section(
            "revision",
            N_("Revision"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field("date", N_("Date"), FieldKind.DATE, required=True, in_table=True),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("as_found", N_("As found")),
                        Choice("working", N_("Working text")),
                        Choice("as_advised", N_("As advised")),
                        Choice("as_adopted", N_("As adopted")),
                    ),
                    in_table=True,
                ),
                Field("plan", N_("Plan"), FieldKind.REFERENCE, refers_to=("plan",)),
                Field("parent_revision", N_("Follows"), FieldKind.REFERENCE, refers_to=("revision",)),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "content",
            N_("Content"),
            (
                Field("content_hash", N_("Hash"), FieldKind.BLOB, required=True, in_table=True),
                Field("blob", N_("Frozen text"), FieldKind.BLOB, required=True),
                Field("clauses", N_("Clauses"), FieldKind.NUMBER, lower=0, in_table=True),
                Field("proposals", N_("Decided proposals"), FieldKind.NUMBER, lower=0),
            ),
        ),
    ),
    valid=(
        {
            "name": "Revision 1",
            "date": "2026-02-19",
            "content_hash": "ab" * 32,
            "blob": "ab" * 32,
            "clauses": "9",
        },
    ),
    invalid=(
        {"name": "Revision 1", "date": "2026-02-19"},
        {"name": "Revision 1", "date": "2026-02-19", "content_hash": "rev1", "blob": "ab" * 32},
        {"name": "Revision 1", "date": "2026-02-19", "content_hash": "cd" * 32, "blob": "ab" * 32},
    ),
)
