"""A real mail server on this machine: encrypted, with accounts, and with moods."""

from __future__ import annotations

import ssl
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

USER, CODE = "12345678@qq.com", "abcdefghijklmnop"


def make_certificate(folder: Path, host: str = "127.0.0.1") -> tuple[Path, Path]:
    """A certificate that says of itself that it is good, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    alternative: Any = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / f"{host}.pem", folder / f"{host}.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, secret


class Postbox:
    """Keeps what it is given; `mood` may answer otherwise, or not at all."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.senders: list[str] = []
        self.tries = 0
        self.mood: Callable[[Any], str | None] = lambda _server: None
        self.refused: dict[str, str] = {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        self.tries += 1
        answer = self.mood(server)
        if answer is None or not answer.startswith(("4", "5")):
            self.letters.append(envelope.content)
            self.senders.append(envelope.mail_from)
        return answer or "250 OK"


def _knows(_server, _session, _envelope, _mechanism, data) -> AuthResult:
    good = (data.login, data.password) == (USER.encode(), CODE.encode())
    return AuthResult(success=good, handled=False)


class _Controller(Controller):
    """Listens at whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def factory(self) -> Any:
        with warnings.catch_warnings():  # it cannot know that the socket itself is encrypted
            warnings.filterwarnings("ignore", "Requiring AUTH while not requiring TLS")
            return super().factory()


@contextmanager
def post_office(
    folder: Path, security: str, host: str = "127.0.0.1", **facts: Any
) -> Iterator[tuple[Postbox, Any]]:
    """A server that takes mail as `security` says: SSL, STARTTLS or, as none should, plain."""
    certificate, secret = make_certificate(folder, host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    box = Postbox()
    settings: dict[str, Any] = {"authenticator": _knows, "auth_required": True, **facts}
    if security == "SSL":
        settings |= {"ssl_context": context, "auth_require_tls": False}
    elif security == "STARTTLS":
        settings |= {"tls_context": context, "require_starttls": True}
    else:
        settings |= {"auth_require_tls": False, "auth_required": False}
    running = _Controller(box, hostname="127.0.0.1", port=0, **settings)
    running.start()
    try:
        yield box, Address("127.0.0.1", running.port, security, certificate)
    finally:
        running.stop()


class Address:
    """Where the server is and what proves it."""

    def __init__(self, host: str, port: int, security: str, certificate: Path) -> None:
        self.host, self.port, self.security, self.certificate = host, port, security, certificate
