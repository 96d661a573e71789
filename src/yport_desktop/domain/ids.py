"""Identities of records: random ones, and ones that two laptops arrive at independently."""

from uuid import UUID, uuid4, uuid5

_NAMESPACE = UUID("6f3c2a52-9d1e-5c58-9a1b-2b7c4f0e8d11")


def new_id() -> UUID:
    """A random record identity."""
    return uuid4()


def derived_id(*parts: str | UUID) -> UUID:
    """The same identity on every installation for the same parts.

    Used where two advisors offline may start "the same" record, such as the value of one
    input of one assessment: then their entries meet in one cell instead of in two records.
    """
    return uuid5(_NAMESPACE, "\x1f".join(str(p) for p in parts))
