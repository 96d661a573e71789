"""Sending emails directly, where there is a network: one connection for several, each taken whole or not."""

import base64
import ipaddress
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import formataddr, formatdate, make_msgid
from enum import StrEnum

from yport_desktop.domain.errors import (
    Cancelled,
    MailAddressRefused,
    MailConnectionLost,
    MailError,
    MailHostNotReached,
    MailHostNotTrusted,
    MailLoginRefused,
    MailNotProtected,
    MailRefused,
    MailTooLarge,
)
from yport_desktop.domain.text import N_
from yport_desktop.exchange.card import printable

from .addresses import checked_address
from .draft import POLICY

TIMEOUT_S = 30.0
NO_ENCRYPTION = N_("The mail server {host} offers no encryption at this port. Nothing was sent.")
LARGER_THAN = N_(
    "An email of {size} MB is larger than the {limit} MB that the mail server takes. Send smaller parts."
)
UNCERTAIN = N_(
    "The connection was lost while the mail server was answering. Whether this email arrives is not known: "
    "sending it again does no harm."
)
NOBODY = N_("This email names no recipient.")
SOME_SENT = N_("Stopped. {sent} of {total} emails had been sent before.")

_PIECE = 1 << 16
_TOO_LARGE = (552, 523)
# A mail program's own lines, and those that say how a message travelled, do not travel on.
_REPLACED = ("From", "Sender", "Reply-To", "Date", "Message-ID", "X-Unsent", "Bcc", "Return-Path", "Received")


class Security(StrEnum):
    """How the connection is protected: from the first byte (TLS), after a greeting (STARTTLS), or not."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True)
class MailAccount:
    """Where a person's mail is handed in. Without `user` nobody logs in."""

    host: str
    port: int
    security: Security
    user: str
    name: str
    address: str


@dataclass(frozen=True)
class Outgoing:
    """An email as `draft` makes it, and the addresses it goes to."""

    message: bytes
    recipients: tuple[str, ...]


def send(
    account: MailAccount,
    password: str,
    outgoing: Sequence[Outgoing],
    progress: Callable[[float], object] = lambda _done: None,
    stop: Callable[[], bool] = lambda: False,
    taken: Callable[[int], object] = lambda _index: None,
    timeout: float = TIMEOUT_S,
    context: ssl.SSLContext | None = None,
) -> tuple[str, ...]:
    """Send the emails in their order; the Message-IDs they were given.

    From, Date and Message-ID are added. `taken(index)` is called when the server has taken an email: what
    was taken stays sent if a later one fails. `progress` is told 0 to 1; `stop` is asked between pieces
    of 64 KiB. `timeout` in seconds is for each answer. `context` says whom to trust (by default as the
    system does).

    All addresses and sizes are checked before the first email. Raises a MailError with its sentence, or
    Cancelled. An email of which one recipient is refused goes to nobody.
    """
    if account.user and account.security is Security.NONE and not _is_this_machine(account.host):
        raise MailNotProtected(host=account.host)
    prepared = [_Prepared.of(account, each) for each in outgoing]
    total = sum(len(p.content) for p in prepared) or 1
    done, sent = 0, 0
    with _connected(account, password, timeout, context) as server:
        _check_sizes(server, prepared)
        for index, each in enumerate(prepared):
            if stop():
                raise _stopped(sent, len(prepared))
            try:
                for piece in _hand_over(server, account, each):
                    done += piece
                    progress(done / total)
                    if stop():
                        server.close()  # without its last line the server forgets the message
                        raise _stopped(sent, len(prepared))
                _finish(server, each)
            except (smtplib.SMTPException, OSError) as error:
                raise MailConnectionLost() from error
            sent += 1
            taken(index)
    return tuple(p.message_id for p in prepared)


@dataclass(frozen=True)
class _Prepared:
    content: bytes
    recipients: tuple[str, ...]
    message_id: str

    @classmethod
    def of(cls, account: MailAccount, outgoing: Outgoing) -> "_Prepared":
        """The bytes for the line, dots at the start of lines doubled. Raises MailAddressRefused."""
        sender = checked_address(account.address)
        recipients = tuple(dict.fromkeys(checked_address(r) for r in outgoing.recipients))
        if not recipients:
            raise MailAddressRefused(NOBODY)
        message = message_from_bytes(outgoing.message, policy=POLICY)
        for name in _REPLACED:
            del message[name]
        message_id = make_msgid(domain=sender.partition("@")[2])
        message["From"] = formataddr((printable(account.name, 200), sender), "utf-8")
        message["Date"] = formatdate(localtime=True)
        message["Message-ID"] = message_id
        content = message.as_bytes(policy=POLICY)
        if not content.endswith(b"\r\n"):
            content += b"\r\n"
        return cls(re.sub(rb"(?m)^\.", b"..", content), recipients, message_id)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


@contextmanager
def _connected(
    account: MailAccount, password: str, timeout: float, context: ssl.SSLContext | None
) -> Iterator[smtplib.SMTP]:
    """A server that knows who is there."""
    server = _connect(account, timeout, context)
    try:
        _greet(server, account, context)
        if account.user:
            _log_in(server, account, password)
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _connect(account: MailAccount, timeout: float, context: ssl.SSLContext | None) -> smtplib.SMTP:
    # A name is given so that the library does not ask the network for that of this machine.
    own = "localhost"
    try:
        if account.security is Security.TLS:
            trusted = context or ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                account.host, account.port, own, timeout=timeout, context=trusted
            )
        else:
            server = smtplib.SMTP(account.host, account.port, own, timeout)
    except ssl.SSLCertVerificationError as error:
        raise _not_trusted(account, error) from error
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        raise MailHostNotReached(host=account.host, reason=_reason(error)) from error
    if server.sock is not None:  # the address alone, as other mail programs do
        own = server.sock.getsockname()[0]
    server.local_hostname = f"[IPv6:{own}]" if ":" in own else f"[{own}]"
    return server


def _greet(server: smtplib.SMTP, account: MailAccount, context: ssl.SSLContext | None) -> None:
    try:
        server.ehlo_or_helo_if_needed()
        if account.security is Security.STARTTLS:
            if not server.has_extn("starttls"):
                raise MailNotProtected(NO_ENCRYPTION, host=account.host)
            server.starttls(context=context or ssl.create_default_context())
            server.ehlo_or_helo_if_needed()
    except ssl.SSLCertVerificationError as error:
        raise _not_trusted(account, error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailHostNotReached(host=account.host, reason=_reason(error)) from error


def _log_in(server: smtplib.SMTP, account: MailAccount, password: str) -> None:
    try:
        if (account.user + password).isascii():
            server.login(account.user, password)
            return
        # The library knows ASCII only; this is the same in UTF-8 (RFC 4616).
        proof = base64.b64encode(f"\0{account.user}\0{password}".encode()).decode()
        code, reply = server.docmd("AUTH", f"PLAIN {proof}")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, reply)
    except smtplib.SMTPServerDisconnected as error:
        raise MailConnectionLost() from error
    except smtplib.SMTPException as error:
        raise MailLoginRefused(user=account.user, reason=_reason(error)) from error
    except OSError as error:
        raise MailConnectionLost() from error


def _check_sizes(server: smtplib.SMTP, prepared: Sequence[_Prepared]) -> None:
    """What the server said about sizes holds before anything is sent."""
    said = server.esmtp_features.get("size", "")
    limit = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
    largest = max((len(p.content) for p in prepared), default=0)
    if limit and largest > limit:
        raise MailTooLarge(LARGER_THAN, size=_megabytes(largest), limit=_megabytes(limit))


def _hand_over(server: smtplib.SMTP, account: MailAccount, mail: _Prepared) -> Iterator[int]:
    """Envelope and content, telling the bytes of each piece that is on its way."""
    options = [f"SIZE={len(mail.content)}"] if server.has_extn("size") else []
    if not mail.content.isascii() and server.has_extn("8bitmime"):
        options.append("BODY=8BITMIME")
    _expect((250,), *server.mail(checked_address(account.address), options), mail)
    for recipient in mail.recipients:
        code, reply = server.rcpt(recipient)
        if code in _TOO_LARGE:
            _expect((250,), code, reply, mail)
        if code not in (250, 251):
            with suppress(smtplib.SMTPException, OSError):
                server.rset()
            raise MailAddressRefused(address=recipient, reason=_answer(code, reply))
    _expect((354,), *server.docmd("DATA"), mail)
    for at in range(0, len(mail.content), _PIECE):
        piece = mail.content[at : at + _PIECE]
        server.send(piece)
        yield len(piece)


def _finish(server: smtplib.SMTP, mail: _Prepared) -> None:
    """The last line, and what the server says to it."""
    server.send(b".\r\n")
    try:
        code, reply = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise MailConnectionLost(UNCERTAIN) from error
    _expect((250,), code, reply, mail)


def _expect(codes: tuple[int, ...], code: int, reply: bytes, mail: _Prepared) -> None:
    if code in codes:
        return
    if code in _TOO_LARGE or b"5.3.4" in reply[:20]:
        raise MailTooLarge(size=_megabytes(len(mail.content)))
    raise MailRefused(reason=_answer(code, reply))


def _stopped(sent: int, total: int) -> Cancelled:
    return Cancelled(SOME_SENT, sent=sent, total=total) if sent else Cancelled()


def _not_trusted(account: MailAccount, error: ssl.SSLCertVerificationError) -> MailError:
    return MailHostNotTrusted(host=account.host, reason=printable(error.verify_message, 200))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _answer(code: int, reply: bytes) -> str:
    return printable(f"{code} {reply.decode('utf-8', 'replace')}", 200)


def _reason(error: Exception) -> str:
    """What the system or the server said, for people."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _answer(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return printable(getattr(error, "strerror", None) or str(error) or type(error).__name__, 200)
