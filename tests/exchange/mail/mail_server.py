"""A real mail server (aiosmtpd) on this machine at a port of its own, for the length of a test."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "correct 馬"
HERE = socket.gethostbyname("localhost")


class Mailbox:
    """What the server was given. `refuses` are recipients that it does not know."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.logins: list[tuple[str, str]] = []
        self.connections = 0
        self.refuses: set[str] = set()
        self.answer_to_data = "250 taken"
        self.drops_after_data = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.drops_after_data:
            server.transport.abort()
        if self.answer_to_data.startswith("250"):
            self.taken.append(envelope)
        return self.answer_to_data

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        login = (data.login.decode(), data.password.decode())
        self.logins.append(login)
        return AuthResult(success=login[1] == PASSWORD, handled=False)


@contextmanager
def serving(
    mailbox: Mailbox, tls: ssl.SSLContext | None = None, drop_after: int = 0, **options: Any
) -> Iterator[int]:
    """The port of a server that runs until the block ends. `tls`: from the first byte."""
    loop = asyncio.new_event_loop()
    begun = threading.Event()
    ports: list[int] = []

    def protocol() -> SMTP:
        mailbox.connections += 1
        options.setdefault("authenticator", mailbox.authenticate)
        kind: Callable[..., SMTP] = _dropping(drop_after) if drop_after else SMTP
        return kind(mailbox, hostname="localhost", loop=loop, **options)

    async def listen() -> asyncio.Server:
        server = await loop.create_server(protocol, HERE, 0, ssl=tls)
        ports.append(server.sockets[0].getsockname()[1])
        begun.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(listen())
        loop.run_forever()
        server.close()
        others = asyncio.all_tasks(loop)
        for task in others:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*others, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(20)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)


def _dropping(after: int) -> type[SMTP]:
    """A server whose line is cut after so many bytes."""

    class Dropping(SMTP):  # type: ignore[misc]
        heard = 0

        def data_received(self, data: bytes) -> None:
            self.heard += len(data)
            if self.heard > after and self.transport is not None:
                self.transport.abort()
            else:
                super().data_received(data)

    return Dropping


def certificate(folder: Path, host: str = "localhost") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A self-made certificate for that host: the server's context, and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address(HERE)))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(serialization.Encoding.PEM)
    file = folder / f"{host}.pem"
    file.write_bytes(
        public
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=public.decode())
