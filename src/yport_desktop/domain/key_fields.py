"""The fields of a record that holds the keys of an installation: what is asked, and when it is no key."""

import re

from .changes import REVOKED_KEY, SIGNING_KEY
from .entity import Choice, Field, FieldKind, FieldValues
from .errors import Problem
from .text import N_

RECEIVING_KEY, KEY_STATE = "receiving_key", "key_state"
CONFIRMED, UNCONFIRMED, REVOKED = "confirmed", "unconfirmed", "revoked"
_SIGNING = re.compile(r"[0-9a-f]{64}")
_RECEIVING = re.compile(r"age1[02-9ac-hj-np-z]{58}")


def key_problems(values: FieldValues) -> tuple[Problem, ...]:
    """What is filled in as a key and is none."""
    problems = []
    signing, receiving = values.get(SIGNING_KEY), values.get(RECEIVING_KEY)
    if signing and not _SIGNING.fullmatch(signing):
        problems.append(
            Problem(N_("This is not a signing key. Paste the whole contact card."), field=SIGNING_KEY)
        )
    if receiving and not _RECEIVING.fullmatch(receiving):
        problems.append(
            Problem(N_("This is not a receiving key. Paste the whole contact card."), field=RECEIVING_KEY)
        )
    return tuple(problems)


def key_fields(signing_help: str, receiving_help: str) -> tuple[Field, ...]:
    """Both public keys, whether they were compared, and the revocation."""
    return (
        Field(SIGNING_KEY, N_("Signing key"), help=signing_help),
        Field(RECEIVING_KEY, N_("Receiving key"), help=receiving_help),
        Field(
            KEY_STATE,
            N_("State of the keys"),
            FieldKind.CHOICE,
            help=N_("Compare the fingerprint words with the person before you confirm."),
            choices=(
                Choice(UNCONFIRMED, N_("Not compared yet")),
                Choice(CONFIRMED, N_("Compared and confirmed")),
                Choice(REVOKED, N_("No longer valid")),
            ),
            in_table=True,
        ),
        Field(
            REVOKED_KEY,
            N_("Revocation"),
            FieldKind.OBJECT,
            help=N_("Which key is no longer valid, and after which part. Written under People."),
        ),
    )
