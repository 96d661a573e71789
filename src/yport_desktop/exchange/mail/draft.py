"""Email drafts (.eml) that open in a person's own mail program, ready to be sent.

A draft has no From and no Date: the mail program adds its own. `X-Unsent: 1` makes Outlook and others
open it for editing instead of for reading.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import encode_rfc2231, formataddr
from pathlib import Path

from yport_desktop.domain.errors import FileNotRead
from yport_desktop.env.associations import BUNDLE_TYPE
from yport_desktop.exchange.card import printable

from .addresses import checked_address

__all__ = ["BUNDLE_TYPE", "POLICY", "Attachment", "draft"]

POLICY = compat32.clone(linesep="\r\n", mangle_from_=False)

_TEXT = 300
_LINE = 900  # of the 998 that SMTP allows
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}")


@dataclass(frozen=True)
class Attachment:
    """A file to send along: its name for the recipient, its bytes or where they are, its media type."""

    name: str
    content: bytes | Path
    media_type: str = "application/octet-stream"


def draft(
    to: Sequence[tuple[str, str]],
    subject: str,
    body: str,
    attachments: Sequence[Attachment] = (),
    unsent: bool = True,
) -> bytes:
    """The bytes of an email to these people (name, address), in lines of 7-bit text that end in CR LF.

    Without `unsent` the same without `X-Unsent`, to be sent directly. Names and subject are made safe for
    one line. Raises MailAddressRefused for an address that is none, FileNotRead for an attachment.
    """
    message = Message(POLICY)
    if unsent:
        message["X-Unsent"] = "1"
    people = [_person(name, address) for name, address in to]
    if people:
        message["To"] = ",\r\n ".join(people)
    message["Subject"] = _encoded(printable(subject, _TEXT), "Subject")
    message["MIME-Version"] = "1.0"
    if not attachments:
        _put_text(message, body)
        return message.as_bytes(policy=POLICY)
    message["Content-Type"] = "multipart/mixed"
    text = Message(POLICY)
    _put_text(text, body)
    message.attach(text)
    for attachment in attachments:
        message.attach(_attached(attachment))
    return message.as_bytes(policy=POLICY)


def _person(name: str, address: str) -> str:
    shown = printable(name, _TEXT)
    safe = checked_address(address)
    return formataddr((shown, safe)) if shown.isascii() else f"{_encoded(shown, 'To')} <{safe}>"


def _encoded(text: str, header: str) -> str:
    """The text as it stands, or as encoded words (RFC 2047) in lines of bounded length."""
    if text.isascii() and len(text) < _LINE // 3:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _put_text(message: Message, body: str) -> None:
    """A plain text as people read it, in base64 where it is not short lines of ASCII."""
    text = "\r\n".join(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if text.isascii() and "\0" not in text and all(len(line) < _LINE for line in text.split("\r\n")):
        message["Content-Type"] = 'text/plain; charset="us-ascii"'
        message["Content-Transfer-Encoding"] = "7bit"
        message.set_payload(text)
        return
    message["Content-Type"] = 'text/plain; charset="utf-8"'
    message["Content-Transfer-Encoding"] = "base64"
    message.set_payload(_base64(text.encode("utf-8", "replace")))


def _attached(attachment: Attachment) -> Message:
    part = Message(POLICY)
    name = printable(attachment.name, _TEXT).replace("/", "-").replace("\\", "-") or "attachment"
    kind = attachment.media_type if _TYPE.fullmatch(attachment.media_type) else "application/octet-stream"
    # The plain name is for programs that do not know RFC 2231; the others take the first that they see.
    plain = re.sub(r"[^ !#-\[\]-~]", "_", name)
    other = "" if plain == name else f"\r\n filename*={encode_rfc2231(name, 'utf-8')};"
    part["Content-Type"] = f'{kind};\r\n name="{plain}"'
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f'attachment;{other}\r\n filename="{plain}"'
    part.set_payload(_base64(_bytes_of(attachment)))
    return part


def _bytes_of(attachment: Attachment) -> bytes:
    if isinstance(attachment.content, bytes):
        return attachment.content
    try:
        return attachment.content.read_bytes()
    except OSError as error:
        path, reason = attachment.content, error.strerror or type(error).__name__
        raise FileNotRead(path=str(path), reason=reason) from error


def _base64(content: bytes) -> str:
    return base64.encodebytes(content).decode("ascii").replace("\n", "\r\n")
