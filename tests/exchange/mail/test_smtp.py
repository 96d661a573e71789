"""Sending directly, against a real mail server."""

import socket
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.exchange.mail.mail_server import HERE, PASSWORD, Mailbox, certificate, serving
from yport_desktop.domain.errors import (
    Cancelled,
    MailAddressRefused,
    MailConnectionLost,
    MailHostNotReached,
    MailHostNotTrusted,
    MailLoginRefused,
    MailNotProtected,
    MailRefused,
    MailTooLarge,
)
from yport_desktop.exchange.carriers.intake import unwrap
from yport_desktop.exchange.mail.draft import Attachment, draft
from yport_desktop.exchange.mail.smtp import MailAccount, Outgoing, Security, send

BUNDLE = b"\x89YPORT\r\n" + bytes(range(256)) * 800


def account(port: int, security: Security = Security.NONE, user: str = "") -> MailAccount:
    return MailAccount("localhost", port, security, user, "彩 Tanaka", "aya@example.org")


def mail(subject: str = "Part 1", to: tuple[str, ...] = ("ben@example.org",)) -> Outgoing:
    body = "Dear Ben\n.\n..two dots\nFrom here\n"
    return Outgoing(draft([("Ben", "ben@example.org")], subject, body, [Attachment("a.yport", BUNDLE)]), to)


def test_several_over_one_connection() -> None:
    mailbox, told, taken = Mailbox(), list[float](), list[int]()
    with serving(mailbox) as port:
        both = [mail(), mail("Part 2", ("ben@example.org", "chika@example.org", "ben@example.org"))]
        ids = send(account(port), "", both, told.append, taken=taken.append)
    assert mailbox.connections == 1
    assert taken == [0, 1]
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert [e.rcpt_tos for e in mailbox.taken] == [
        ["ben@example.org"],
        ["ben@example.org", "chika@example.org"],
    ]
    for envelope, message_id in zip(mailbox.taken, ids, strict=True):
        assert envelope.mail_from == "aya@example.org"
        message = message_from_bytes(envelope.content, policy=default)
        assert message["Message-ID"] == message_id
        assert message_id.endswith("@example.org>")
        assert str(message["From"]) == "彩 Tanaka <aya@example.org>"
        assert parsedate_to_datetime(message["Date"]).tzinfo is not None
        assert message["X-Unsent"] is None
        assert (
            next(message.iter_parts())
            .get_content()
            .replace("\r\n", "\n")
            .startswith("Dear Ben\n.\n..two dots\nFrom")
        )
        assert [f.bundle for f in unwrap(envelope.content).found] == [BUNDLE]


def test_login() -> None:
    mailbox = Mailbox()
    with serving(mailbox, auth_require_tls=False) as port:
        send(account(port, user="aya"), PASSWORD, [mail()])
        assert mailbox.logins == [("aya", PASSWORD)]
        for wrong in ("wrong", "falsch 鹿"):
            with pytest.raises(MailLoginRefused, match=r"login of aya.*535"):
                send(account(port, user="aya"), wrong, [mail()])
    with serving(Mailbox(), auth_require_tls=True) as port, pytest.raises(MailLoginRefused):
        send(account(port, user="aya"), PASSWORD, [mail()])
    assert len(mailbox.taken) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_encrypted(tmp_path: Path, security: Security) -> None:
    mailbox = Mailbox()
    mine, trusting = certificate(tmp_path)
    direct = security is Security.TLS
    options = {} if direct else {"tls_context": mine, "require_starttls": True}
    with serving(mailbox, mine if direct else None, auth_require_tls=not direct, **options) as port:
        here = account(port, security, "aya")
        send(here, PASSWORD, [mail()], context=trusting)
        assert mailbox.logins == [("aya", PASSWORD)]
        with pytest.raises(MailHostNotTrusted, match="self-signed certificate"):
            send(here, PASSWORD, [mail()])
    other, trusting_other = certificate(tmp_path, "mail.example.org")
    options = {} if direct else {"tls_context": other}
    refused = pytest.raises(MailHostNotTrusted, match="could not prove who it is")
    with serving(mailbox, other if direct else None, **options) as port, refused:
        send(account(port, security, "aya"), PASSWORD, [mail()], context=trusting_other)
    assert len(mailbox.logins) == len(mailbox.taken) == 1


def test_no_password_without_encryption(tmp_path: Path) -> None:
    _, trusting = certificate(tmp_path)
    mailbox = Mailbox()
    refused = pytest.raises(MailNotProtected, match="no encryption at this port")
    with serving(mailbox, auth_require_tls=False) as port, refused:
        send(account(port, Security.STARTTLS, "aya"), PASSWORD, [mail()], context=trusting)
    far = replace(account(25, user="aya"), host="mail.example.org")
    with pytest.raises(MailNotProtected, match=r"could be read on the way to mail\.example\.org"):
        send(far, PASSWORD, [mail()])
    assert mailbox.logins == []


def test_sizes() -> None:
    mailbox = Mailbox()
    with serving(mailbox, data_size_limit=100_000) as port:
        small = Outgoing(draft([], "small", "x"), ("ben@example.org",))
        with pytest.raises(MailTooLarge, match=r"of 0\.3 MB is larger than the 0\.1 MB"):
            send(account(port), "", [small, mail()])
    assert mailbox.taken == []
    mailbox.answer_to_data = "552 5.3.4 message too big"
    refused = pytest.raises(MailTooLarge, match=r"of 0\.3 MB is larger than the mail server takes")
    with serving(mailbox, data_size_limit=None) as port, refused:
        send(account(port), "", [mail()])
    mailbox.answer_to_data = "554 looks like spam\x1b[31m"
    with serving(mailbox) as port, pytest.raises(MailRefused, match=r"\(554 looks like spam \[31m\)"):
        send(account(port), "", [mail()])


def test_a_refused_recipient_is_named_and_nobody_gets_that_email() -> None:
    mailbox, taken = Mailbox(), list[int]()
    mailbox.refuses = {"nobody@example.org"}
    both = [mail(), mail("Part 2", ("ben@example.org", "nobody@example.org"))]
    refused = pytest.raises(MailAddressRefused, match=r"mail for nobody@example\.org \(550 5\.1\.1 nobody")
    with serving(mailbox) as port, refused:
        send(account(port), "", both, taken=taken.append)
    assert taken == [0]
    assert len(mailbox.taken) == 1


def test_a_line_that_breaks() -> None:
    mailbox = Mailbox()
    for after in (1, 40, 150, 100_000):
        with serving(mailbox, drop_after=after) as port:
            with pytest.raises((MailConnectionLost, MailHostNotReached)) as raised:
                send(account(port), "", [mail()])
            # A message may be on its way as a whole before the break is noticed.
            assert "sent" in str(raised.value) or "not known" in str(raised.value)
    assert mailbox.taken == []
    mailbox.drops_after_data = True
    with (
        serving(mailbox) as port,
        pytest.raises(MailConnectionLost, match="Whether this email arrives is not known"),
    ):
        send(account(port), "", [mail()])


def test_no_server_there() -> None:
    with socket.socket() as taken:  # a port that nobody listens at
        taken.bind((HERE, 0))
        port = taken.getsockname()[1]
        with pytest.raises(MailHostNotReached, match=r"localhost cannot be reached \(.*refused\)"):
            send(account(port), "", [mail()])
        for bad in ("", "no such host.example", "x" * 300):
            with pytest.raises(MailHostNotReached):
                send(replace(account(port), host=bad), "", [mail()])
    refused = pytest.raises(MailHostNotReached, match="timed out")
    with socket.create_server((HERE, 0)) as silent, refused:
        send(account(silent.getsockname()[1]), "", [mail()], timeout=0.3)
    with serving(Mailbox()) as port, pytest.raises(MailHostNotReached, match="wrong version"):
        send(account(port, Security.TLS), "", [mail()])


def test_stopping() -> None:
    mailbox, taken = Mailbox(), list[int]()
    seen: list[float] = []
    with serving(mailbox) as port:
        with pytest.raises(Cancelled, match="Nothing was changed"):
            send(account(port), "", [mail()], seen.append, stop=lambda: len(seen) > 1)
        assert mailbox.taken == []
        with pytest.raises(Cancelled, match="1 of 2 emails had been sent before"):
            send(account(port), "", [mail(), mail()], taken=taken.append, stop=lambda: bool(taken))
    assert len(mailbox.taken) == 1


def test_nothing_can_be_slipped_into_headers_or_commands() -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        evil = replace(account(port), name="Aya\r\nBcc: spy@example.org\r\n\r\nbody")
        send(evil, "", [mail()])
        for address in (
            "a@example.org>\r\nRCPT TO:<spy@example.org",
            "",
            "a",
            "あ@example.org",
        ):
            with pytest.raises(MailAddressRefused):
                send(account(port), "", [mail(to=(address,))])
            with pytest.raises(MailAddressRefused):
                send(replace(account(port), address=address), "", [mail()])
        with pytest.raises(MailAddressRefused, match="names no recipient"):
            send(account(port), "", [mail(to=())])
    (envelope,) = mailbox.taken
    message = message_from_bytes(envelope.content, policy=default)
    assert envelope.rcpt_tos == ["ben@example.org"]
    assert message["Bcc"] is None
    assert message["From"].addresses[0].addr_spec == "aya@example.org"
