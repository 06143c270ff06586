"""A mail server for tests, in a process of its own: it answers as the recipient's name asks it to.

    python smtp_server.py FOLDER [--port N] [--user U --password P] [--tls CERT KEY] [--implicit]
                          [--utf8] [--per-connection N]

Prints its port once it listens; every message that it takes is a JSON file in FOLDER, there before the answer.
It ends when its standard input does.
"""

import argparse
import asyncio
import base64
import json
import ssl
import sys
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

REPLIES_TO_RCPT = {
    "greylisted": "451 4.7.1 Greylisted, try again later",
    "nobody": "550 5.1.1 <nobody@agency.example>: no such user here",
    "elsewhere": "554 5.7.1 Relay access denied",
    "closing": "421 4.3.2 Shutting down",
}
REPLIES_TO_BODY = {"full": "452 4.3.1 Disk full", "spam": "554 5.7.1 Message refused by policy"}


class FaultyServer(SMTP):
    """aiosmtpd with connections that end in the middle."""

    async def smtp_DATA(self, arg: str) -> None:
        if self.envelope is not None and self.envelope.rcpt_tos[0].startswith("cut-before-body@"):
            cut(self)
        else:
            await super().smtp_DATA(arg)


def cut(server: SMTP) -> None:
    """Ends the connection without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class Mailbox:
    """Takes mail, or refuses it as the recipient's name says."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.taken = 0
        self.of_connection: dict[object, int] = {}

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        limit = self.options.per_connection
        if limit and self.of_connection.get(session.peer, 0) >= limit:
            cut(server)
            return "421 4.7.0 Too many messages on this connection"
        if address.startswith("forbidden@"):
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        if name == "cut":
            cut(server)
        if name in REPLIES_TO_RCPT:
            return REPLIES_TO_RCPT[name]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name in REPLIES_TO_BODY:
            return REPLIES_TO_BODY[name]
        self.keep(session, envelope)
        if name == "cut-after-body":
            cut(server)
        if name == "silent":
            await asyncio.Event().wait()
        return f"250 2.0.0 Ok: queued as {self.taken}"

    def keep(self, session: Session, envelope: Envelope) -> None:
        self.taken += 1
        self.of_connection[session.peer] = self.of_connection.get(session.peer, 0) + 1
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        seen = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "content": base64.b64encode(content).decode("ascii"),
            "connection": str(session.peer),
            "encrypted": session.ssl is not None or self.options.implicit,
            "logged_in": bool(session.authenticated),
        }
        (self.folder / f"{self.taken:06d}.json").write_text(json.dumps(seen), encoding="utf-8")


def authenticator(options: argparse.Namespace) -> Any:
    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        right = LoginPassword(options.user.encode(), options.password.encode())
        return AuthResult(success=data == right, handled=data == right)

    return authenticate if options.user else None


def context_of(options: argparse.Namespace) -> ssl.SSLContext | None:
    if not options.tls:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*options.tls)
    return context


async def serve(options: argparse.Namespace) -> None:
    mailbox, context = Mailbox(Path(options.folder), options), context_of(options)

    def session() -> SMTP:
        return FaultyServer(
            mailbox,
            enable_SMTPUTF8=options.utf8,
            tls_context=None if options.implicit else context,
            authenticator=authenticator(options),
            auth_required=bool(options.user),
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        session, "127.0.0.1", options.port, ssl=context if options.implicit else None
    )
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--implicit", action="store_true")
    parser.add_argument("--utf8", action="store_true")
    parser.add_argument("--per-connection", type=int, default=0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
