"""Another laptop of a person who is on the roster, with keys of its own."""

from yport_desktop.domain.entity import EntityType, Field, Section
from yport_desktop.domain.key_fields import key_fields, key_problems
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="other_laptop",
    label=N_("Other laptop"),
    label_plural=N_("Other laptops"),
    title="name",
    page="exchange",
    parents=("person",),
    rules=(key_problems,),
    sections=(
        Section(
            "laptop",
            N_("Laptop"),
            (Field("name", N_("Name"), required=True, in_table=True, help=N_("Such as: laptop in Cebu.")),),
        ),
        Section(
            "keys",
            N_("Keys"),
            key_fields(
                signing_help=N_("What changes made on this laptop are signed with."),
                receiving_help=N_("What bundles for this laptop are encrypted to."),
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
