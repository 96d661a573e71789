"""Addresses as they may stand in a header or be given to a mail server."""

import re

from yport_desktop.domain.errors import MailAddressRefused
from yport_desktop.domain.text import N_

NO_ADDRESS = N_("“{address}” is not an email address. Nothing was sent.")

# What is in use; quoted local parts and addresses outside ASCII are refused by many servers.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"
)


def checked_address(address: str) -> str:
    """The address without white space around it. Raises MailAddressRefused for anything else."""
    bare = address.strip()
    if not _ADDRESS.fullmatch(bare):
        raise MailAddressRefused(NO_ADDRESS, address=" ".join(address.split())[:100])
    return bare
