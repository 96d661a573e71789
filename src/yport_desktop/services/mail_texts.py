"""What the email around a bundle says, in the language of its recipient."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Carrier

Translate = Callable[[str], str]

_SUBJECT = N_("Y-PORT changes for {space}")
_SUBJECT_PART = N_("Y-PORT changes for {space}, part {part} of {parts}")
_GREETING = N_("Dear {name},")
_FROM = N_("{sender} sends you changes to the engagement “{space}”.")
_PART = N_(
    "This is part {part} of {parts}. Each part comes in its own email; they can be opened in any order."
)
_CONTENTS = N_("Contents:")
_HOW = N_("How to open it")
_SAVE = N_("1. Save the attachment “{file}”.")
_DROP = N_("2. Double-click it, or drop it on the Exchange page of Y-PORT Desktop.")
_LOOK = N_("3. Look at what is new, and confirm. Nothing changes before that.")
_WHOLE = N_("You can also save this whole email as a file and drop it there.")
_WITHOUT = N_("Without Y-PORT Desktop")
_WITHOUT_BINARY = N_(
    "Only the program can read the attachment. Ask the sender for a workbook (.xlsx) or a report (PDF)."
)
_WITHOUT_WORKBOOK = N_(
    "Open the attachment in Excel or LibreOffice: its first sheet lists the changes. Please leave the other "
    "sheets as they are; they carry the data."
)
_WITHOUT_LOCKED_WORKBOOK = N_(
    "The attachment opens in Excel or LibreOffice but is encrypted for the recipient: only the program can "
    "read the changes."
)
_OPEN = N_(
    "Please note: this bundle is signed but not encrypted. Whoever gets this email can read what it holds."
)
_RULE = "-" * 40


@dataclass(frozen=True)
class MailText:
    """Subject and body of an email, in plain text."""

    subject: str
    body: str


@dataclass(frozen=True)
class MailFacts:
    """What an email is about. `contents` are lines in people's words, already in their language.

    `note` is what the sender added by hand; `recipient` and `note` may be empty.
    """

    space: str
    sender: str
    recipient: str
    file: str
    part: int = 1
    parts: int = 1
    contents: Sequence[str] = ()
    note: str = ""
    carrier: Carrier = Carrier.BINARY
    encrypted: bool = True


def message_for(facts: MailFacts, translate: Translate) -> MailText:
    """The text of the email for one part; `translate` into the language of the recipient."""

    def say(text: str) -> str:
        return translate(text).format(
            space=_one_line(facts.space),
            sender=_one_line(facts.sender),
            name=_one_line(facts.recipient),
            part=facts.part,
            parts=facts.parts,
            file=facts.file,
        )

    several = facts.parts > 1
    opening = [say(_GREETING), ""] if facts.recipient.strip() else []
    blocks = [
        [*opening, say(_FROM), *([say(_PART)] if several else [])],
        facts.note.strip().splitlines(),
        [say(_CONTENTS), *(f"- {_one_line(line)}" for line in facts.contents)] if facts.contents else [],
        [say(_HOW), say(_SAVE), say(_DROP), say(_LOOK), say(_WHOLE)],
        [say(_WITHOUT), say(_without(facts))],
        [] if facts.encrypted else [_RULE, say(_OPEN), _RULE],
    ]
    body = "\n\n".join("\n".join(block) for block in blocks if block)
    return MailText(say(_SUBJECT_PART if several else _SUBJECT), body + "\n")


def _without(facts: MailFacts) -> str:
    if facts.carrier is not Carrier.WORKBOOK:
        return _WITHOUT_BINARY
    return _WITHOUT_LOCKED_WORKBOOK if facts.encrypted else _WITHOUT_WORKBOOK


def _one_line(text: str) -> str:
    return " ".join(text.split())
