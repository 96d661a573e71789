"""Another laptop of a person who is on the roster, with keys of its own."""

import re

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_

_SIGNING = re.compile(r"[0-9a-f]{64}")
_RECEIVING = re.compile(r"age1[02-9ac-hj-np-z]{58}")


def _keys(values: FieldValues) -> tuple[Problem, ...]:
    problems = []
    signing, receiving = values.get("signing_key"), values.get("receiving_key")
    if signing and not _SIGNING.fullmatch(signing):
        problems.append(
            Problem(N_("This is not a signing key. Paste the whole contact card."), field="signing_key")
        )
    if receiving and not _RECEIVING.fullmatch(receiving):
        problems.append(
            Problem(N_("This is not a receiving key. Paste the whole contact card."), field="receiving_key")
        )
    return tuple(problems)


ENTITY = EntityType(
    kind="other_laptop",
    label=N_("Other laptop"),
    label_plural=N_("Other laptops"),
    title="name",
    page="exchange",
    parents=("person",),
    rules=(_keys,),
    sections=(
        Section(
            "laptop",
            N_("Laptop"),
            (Field("name", N_("Name"), required=True, in_table=True, help=N_("Such as: laptop in Cebu.")),),
        ),
        Section(
            "keys",
            N_("Keys"),
            (
                Field(
                    "signing_key",
                    N_("Signing key"),
                    help=N_("What changes made on this laptop are signed with."),
                ),
                Field(
                    "receiving_key",
                    N_("Receiving key"),
                    help=N_("What bundles for this laptop are encrypted to."),
                ),
                Field(
                    "key_state",
                    N_("State of the keys"),
                    FieldKind.CHOICE,
                    help=N_("Compare the fingerprint words with the person before you confirm."),
                    choices=(
                        Choice("unconfirmed", N_("Not compared yet")),
                        Choice("confirmed", N_("Compared and confirmed")),
                        Choice("revoked", N_("No longer valid")),
                    ),
                    in_table=True,
                ),
                Field(
                    "revoked_key",
                    N_("Revocation"),
                    FieldKind.OBJECT,
                    help=N_("Which key is no longer valid, and after which part. Written under People."),
                ),
            ),
        ),
    ),
    valid=(
        {"name": "Laptop in Cebu", "signing_key": "0f" * 32, "key_state": "confirmed"},
        {
            "name": "Old laptop",
            "signing_key": "0f" * 32,
            "key_state": "revoked",
            "revoked_key": {},
        },
    ),
    invalid=(
        {"signing_key": "0f" * 32},
        {"name": "Laptop in Cebu", "signing_key": "secret"},
        {"name": "Laptop in Cebu", "receiving_key": "age1short"},
        {"name": "Laptop in Cebu", "key_state": "maybe"},
    ),
)
