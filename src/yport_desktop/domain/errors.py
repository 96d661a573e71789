"""The tree of errors, each with a sentence for the person at the desk.

Bad *data* is not an error but a `Problem`, returned as a value so that all problems of a
form or a file can be shown at once. An exception here means that an action as a whole
could not be carried out; nothing was changed.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .text import N_


class Severity(StrEnum):
    """How a problem is shown: a refusal stops the entry, a warning lets it pass."""

    REFUSED = "refused"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a value.

    `message` is an English template for the catalogue; `details` fill it in. `field` and
    `row` say where: a field key, a 1-based row, or empty.
    """

    message: str
    severity: Severity = Severity.REFUSED
    field: str = ""
    row: int | None = None
    details: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.details)) if self.details else self.message


class YportError(Exception):
    """Base of every error that a person may meet. `sentence` is a catalogue template."""

    sentence = N_("The action could not be carried out. Nothing was changed.")

    def __init__(self, sentence: str | None = None, **details: Any) -> None:
        self.template = sentence or self.sentence
        self.details = details
        super().__init__(str(self))

    def __str__(self) -> str:
        return self.template.format(**self.details) if self.details else self.template


class InvalidEntry(YportError):
    """One or more values were refused; all of them are listed."""

    sentence = N_("Some values cannot be accepted.")

    def __init__(self, problems: tuple[Problem, ...], sentence: str | None = None) -> None:
        self.problems = problems
        super().__init__(sentence)

    def __str__(self) -> str:
        return " ".join([self.template, *map(str, self.problems)])


class NotFound(YportError):
    """The thing named does not exist (any more)."""

    sentence = N_("This record does not exist, or it was deleted.")


class StoreError(YportError):
    """The store could not be opened, read or written."""

    sentence = N_("The store could not be written. Your last entry is still on the screen.")


class StoreTooNew(StoreError):
    """The store was written by a newer program."""

    sentence = N_(
        "This store was written by a newer version of Y-PORT Desktop. It was not changed. "
        "Please install the newer version to open it."
    )


class StoreBusy(StoreError):
    """Another program has this profile open."""

    sentence = N_("This profile is already open in another window. Close it there first.")


class DiskFull(StoreError):
    """No room left."""

    sentence = N_("The disk is full. Nothing was lost; free some space and try again.")


class FolderReadOnly(StoreError):
    """The folder cannot be written."""

    sentence = N_("The folder {folder} cannot be written. Choose another folder.")


class BundleError(YportError):
    """A bundle was refused; the state is untouched."""

    sentence = N_("This file is not a Y-PORT bundle, or it was damaged on the way.")


class BundleForeign(BundleError):
    """The file is something else."""

    sentence = N_("This file is not a Y-PORT bundle.")


class BundleDamaged(BundleError):
    """Truncated or altered."""

    sentence = N_("This bundle is damaged or incomplete. Ask the sender for it again.")


class BundleNotForMe(BundleError):
    """Encrypted to other people."""

    sentence = N_("This bundle is addressed to somebody else and cannot be opened here.")


class BundleUnknownSender(BundleError):
    """Signed by a key that is not on the roster of the engagement."""

    sentence = N_("This bundle was signed by a key that is not on the roster: {words}.")


class BundleTooNew(BundleError):
    """Written in a later format."""

    sentence = N_("This bundle was written by a newer version of Y-PORT Desktop.")


class Cancelled(YportError):
    """The person stopped a long task."""

    sentence = N_("Stopped. Nothing was changed.")


class BundleTooLarge(BundleError):
    """Larger than this installation accepts."""

    sentence = N_("This file is larger than {limit} MB and was not opened. Ask for it in parts.")


class IdentityError(YportError):
    """The keys of this installation could not be read or written."""

    sentence = N_("The keys of this installation in {folder} cannot be read. Nothing was changed.")


class CardError(YportError):
    """A contact card was refused."""

    sentence = N_("This is not a Y-PORT contact card, or a part of it is missing.")


class FileNotWritten(YportError):
    """A file could not be written, for another reason than a full disk or a read-only folder."""

    sentence = N_("The file {path} could not be written ({reason}).")


class FileNotRead(YportError):
    """A file could not be opened."""

    sentence = N_("The file {path} could not be read ({reason}).")


class TableNotRead(YportError):
    """A file holds no table that can be read."""

    sentence = N_("The table was not read.")


class MailError(YportError):
    """An email could not be sent."""

    sentence = N_("The email was not sent.")


class MailHostNotReached(MailError):
    """No connection to the mail server."""

    sentence = N_("The mail server {host} cannot be reached ({reason}). Nothing was sent.")


class MailHostNotTrusted(MailError):
    """The certificate of the mail server is not that of the host, or nobody vouches for it."""

    sentence = N_(
        "The mail server {host} could not prove who it is ({reason}). Nothing was sent, no password either."
    )


class MailNotProtected(MailError):
    """The password would travel in the open."""

    sentence = N_(
        "Without encryption your password could be read on the way to {host}. Choose STARTTLS or TLS."
    )


class MailLoginRefused(MailError):
    """The server does not accept user and password."""

    sentence = N_("The mail server did not accept the login of {user} ({reason}). Nothing was sent.")


class MailAddressRefused(MailError):
    """An address is no address, or the server does not take mail for it."""

    sentence = N_(
        "The mail server does not take mail for {address} ({reason}). This email was sent to nobody."
    )


class MailTooLarge(MailError):
    """Larger than the server takes."""

    sentence = N_("An email of {size} MB is larger than the mail server takes. Send smaller parts.")


class MailConnectionLost(MailError):
    """The connection broke while sending."""

    sentence = N_("The connection to the mail server was lost. This email was not sent.")


class MailRefused(MailError):
    """The server answered with another refusal."""

    sentence = N_("The mail server did not take the email ({reason}).")
