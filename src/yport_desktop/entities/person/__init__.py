"""Person: somebody of the engagement, and with keys, a member of its roster."""

import re

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.key_fields import key_fields, key_problems
from yport_desktop.domain.text import N_

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _addresses(values: FieldValues) -> tuple[Problem, ...]:
    email = values.get("email")
    if email and not _EMAIL.fullmatch(email):
        return (Problem(N_("This is not an email address."), field="email"),)
    return ()


ENTITY = EntityType(
    kind="person",
    label=N_("Person"),
    label_plural=N_("People"),
    title="name",
    page="home",
    parents=("engagement",),
    rules=(_addresses, key_problems),
    sections=(
        Section(
            "identity",
            N_("Identity"),
            (
                Field(
                    "name",
                    N_("Name"),
                    required=True,
                    in_table=True,
                    help=N_("The name, or the post where the holder is not known."),
                ),
                Field(
                    "affiliation",
                    N_("Organisation"),
                    FieldKind.REFERENCE,
                    refers_to=("organisation",),
                    in_table=True,
                ),
                Field("post", N_("Post"), in_table=True),
                Field(
                    "role",
                    N_("Role in the engagement"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("mission_leader", N_("Mission leader")),
                        Choice("mission_member", N_("Mission member")),
                        Choice("study_team_leader", N_("Study team leader")),
                        Choice("chief_advisor", N_("Chief advisor")),
                        Choice("coordinator", N_("Coordinator")),
                        Choice("expert", N_("Expert")),
                        Choice("consultant", N_("Consultant")),
                        Choice("decision_maker", N_("Decision maker of the host city")),
                        Choice("counterpart", N_("Counterpart")),
                        Choice("focal_person", N_("Focal person")),
                        Choice("firm", N_("Representative of a firm")),
                        Choice("facilitator", N_("Facilitator")),
                    ),
                    in_table=True,
                ),
                Field(
                    "side",
                    N_("Side"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("host", N_("Host city")),
                        Choice("yokohama", N_("Yokohama")),
                        Choice("jica", N_("JICA")),
                        Choice("aid", N_("Other aid agency")),
                        Choice("private", N_("Private sector")),
                        Choice("other", N_("Other")),
                    ),
                    in_table=True,
                ),
            ),
        ),
        Section(
            "contact",
            N_("Contact"),
            (
                Field("email", N_("Email")),
                Field("telephone", N_("Telephone")),
                Field("language", N_("Language"), help=N_("Language code, for example en, ja, vi, fil, th.")),
                Field("source", N_("Source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "keys",
            N_("Keys"),
            (
                *key_fields(
                    signing_help=N_(
                        "What this person's changes are signed with. It comes with the contact card."
                    ),
                    receiving_help=N_(
                        "What bundles for this person are encrypted to. It comes with the contact card."
                    ),
                ),
                Field(
                    "kept_back",
                    N_("Not sent to this person"),
                    FieldKind.CHOICES,
                    help=N_("What bundles for this person leave out. It can follow later."),
                    choices=(
                        Choice(PRIVATE, N_("Private records")),
                        Choice(PLACES, N_("Places of photos")),
                    ),
                ),
            ),
        ),
    ),
    valid=(
        {"name": "Study team leader (JICA)", "role": "study_team_leader", "side": "jica"},
        {
            "name": "Focal person",
            "email": "planning@city.example",
            "signing_key": "0f" * 32,
            "key_state": "confirmed",
        },
    ),
    invalid=(
        {"email": "planning@city.example"},
        {"name": "Focal person", "email": "planning at city"},
        {"name": "Focal person", "signing_key": "secret"},
        {"name": "Focal person", "receiving_key": "age1short"},
        {"name": "Focal person", "key_state": "maybe"},
    ),
)
