"""Emails around what was written: a draft for every file, with words for people, in a folder of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.exchange.files import explain, replacing
from yport_desktop.exchange.mail.draft import BUNDLE_TYPE, Attachment, draft
from yport_desktop.exchange.mail.smtp import Outgoing
from yport_desktop.services.letters import Outbox
from yport_desktop.services.mail_texts import MailFacts, MailText, message_for
from yport_desktop.ui.pages.exchange.outbox import Sent
from yport_desktop.ui.pages.exchange.sent_cards import Ready

Translate = Callable[[str], str]
PartWords = Callable[[int, int, int], str]
MEDIA_TYPES = {
    Carrier.BINARY: BUNDLE_TYPE,
    Carrier.ARMOR: "text/plain",
    Carrier.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Envelope:
    """What emails say besides their files: engagement and sender; how kinds and parts are called."""

    city: str
    sender: str
    note: str
    contents: Callable[[Outbox], Sequence[str]]
    part: PartWords
    translate: Translate


@dataclass(frozen=True)
class Mail:
    """An email around one file, not written yet."""

    sent: Sent
    file: int
    text: MailText
    path: Path
    part: str

    @property
    def to(self) -> list[tuple[str, str]]:
        """Name and address of those who have one."""
        return [(m.name, m.email) for m in self.sent.group.members if m.email]

    def content(self, unsent: bool = True) -> bytes:
        """The bytes of the email. Raises MailAddressRefused, FileNotRead."""
        kind = MEDIA_TYPES[self.sent.group.carrier]
        attachment = Attachment(self.path.name, self.path, kind)
        return draft(self.to, self.text.subject, self.text.body, (attachment,), unsent)

    def outgoing(self) -> Outgoing:
        """The email for the mail server."""
        return Outgoing(self.content(unsent=False), tuple(address for _, address in self.to))

    @property
    def ready(self) -> Ready:
        """What is shown of it."""
        size = self.sent.written.files[self.file].size
        text = f"{self.text.subject}\n\n{self.text.body}"
        return Ready(self.path, size, self.sent.group.names, self.part, text, self.path.with_suffix(".eml"))


def mails(sent: Sequence[Sent], envelope: Envelope) -> tuple[Mail, ...]:
    """An email for every file, in their order."""
    found = []
    for one in sent:
        files = one.written.files
        for number, file in enumerate(files, 1):
            facts = MailFacts(
                envelope.city,
                envelope.sender,
                ", ".join(one.group.names),
                file.path.name,
                number,
                len(files),
                tuple(envelope.contents(one.outbox)),
                envelope.note,
                one.group.carrier,
                one.group.encrypted,
            )
            part = envelope.part(file.first, file.last, one.written.parts)
            found.append(Mail(one, number - 1, message_for(facts, envelope.translate), file.path, part))
    return tuple(found)


def write_drafts(found: Sequence[Mail]) -> tuple[Mail, ...]:
    """Write a draft beside every file. Raises DiskFull, FolderReadOnly, MailAddressRefused, FileNotRead."""
    for mail in found:
        content = mail.content()
        with replacing(mail.ready.draft or mail.path, mode=0o644) as file:
            file.write(content)
    return tuple(found)


def own_folder(parent: Path, name: str) -> Path:
    """A folder of that name that does not exist yet; it is not made here."""
    found, number = parent / name, 2
    while found.exists():
        found, number = parent / f"{name}-{number}", number + 1
    return found


def new_folder(folder: Path) -> None:
    """Make it. Raises FolderReadOnly, DiskFull, FileNotWritten."""
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise explain(error, folder) from error
