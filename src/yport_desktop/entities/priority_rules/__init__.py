"""Rules of the priorities of an engagement: how weights are set and by whom, and what counts less."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="priority_rules",
    label=N_("Rules of the priorities"),
    label_plural=N_("Rules of the priorities"),
    title="note",
    page="priorities",
    parents=("engagement",),
    sections=(
        Section(
            "rules",
            N_("Rules of the priorities"),
            (
                Field(
                    "weighting",
                    N_("How weights are set"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("direct", N_("Directly")),
                        Choice("pairwise", N_("By pairwise comparison")),
                    ),
                    default="direct",
                    in_table=True,
                ),
                Field(
                    "discount",
                    N_("Weak evidence counts less"),
                    FieldKind.FLAG,
                    help=N_(
                        "Each value counts by the grade of its evidence: A 1.00, B 0.95, C 0.90, D 0.80, "
                        "E or none 0.70. A convention of this program, not taken from a guideline."
                    ),
                    default=True,
                ),
                Field(
                    "accept_inconsistent",
                    N_("Use comparisons that contradict each other"),
                    FieldKind.FLAG,
                    help=N_("The ranking then says that the consistency ratio is above 0.10."),
                    default=False,
                ),
                Field(
                    "spending_top",
                    N_("Share of expenditure that counts fully"),
                    FieldKind.NUMBER,
                    unit="%",
                    lower=0.1,
                    upper=100,
                    default="20",
                    help=N_(
                        "The end of the fixed range of spending in the screening. "
                        "20 % is a convention of this program."
                    ),
                ),
                Field(
                    "set_by",
                    N_("Weights set by"),
                    FieldKind.REFERENCES,
                    refers_to=("person", "organisation"),
                ),
                Field("set_on", N_("Set on"), FieldKind.DATE),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=({"weighting": "pairwise", "discount": False, "set_on": "2026-02-19"},),
    invalid=({"weighting": "guessed"}, {"spending_top": "0"}, {"set_on": "in spring"}),
)
