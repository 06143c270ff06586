"""Which way messages go: a mail server if one is set, else files; in a pilot all to one address."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape

from dondoc.errors import Misconfigured
from dondoc.settings import Settings
from dondoc.tracking.outcomes import Envelope
from notifiers.addresses import Address, BadAddress, read_address
from notifiers.mail import Send, open_mail, read_account, read_sender
from notifiers.outbox import write_eml


@contextmanager
def open_sender(settings: Settings) -> Iterator[Send]:
    """Yields `send(envelope) -> Outcome`, which never raises for what a server or an address does.

    Raises Misconfigured, in one Vietnamese sentence that names the setting, before anything is sent.
    """
    sender = read_sender(settings)
    redirected = _redirection(settings)
    if settings.smtp_url:
        with open_mail(read_account(settings), sender) as send:
            yield lambda envelope: send(redirected(envelope))
    else:
        yield lambda envelope: write_eml(settings.outbox, redirected(envelope), sender)


def where_mail_goes(settings: Settings) -> str:
    """One sentence for the operator: to the server, or into which folder, or in a pilot to whom."""
    if not settings.smtp_url:
        way = f"Chưa đặt máy chủ thư: mỗi thư là một tệp .eml trong {settings.outbox}."
    else:
        account = read_account(settings)
        way = f"Thư gửi qua máy chủ {account.host}:{account.port}."
    return f"{way} Chạy thử: mọi thư gửi tới {settings.redirect_to}." if settings.redirect_to else way


def _redirection(settings: Settings) -> Callable[[Envelope], Envelope]:
    if not settings.redirect_to:
        return lambda envelope: envelope
    try:
        pilot = read_address(settings.redirect_to)
    except BadAddress as error:
        raise Misconfigured(f"DONDOC_REDIRECT_TO: {error}") from None
    return lambda envelope: redirect(envelope, pilot)


def redirect(envelope: Envelope, pilot: Address) -> Envelope:
    """The same message to the pilot's address, the true addressee named on top of text and HTML."""
    note = f"[Chạy thử] Người nhận thật: {envelope.to_name} <{envelope.to_address}>"
    banner = f'<p style="margin:0;padding:8px 20px;background:#fff3c4;font-size:14px">{escape(note)}</p>'
    head, body, rest = envelope.html.partition("<body")
    tag, closed, content = rest.partition(">")
    html = f"{head}{body}{tag}{closed}{banner}{content}" if body else f"{banner}{envelope.html}"
    return replace(
        envelope,
        to_name=pilot.name,
        to_address=pilot.mailbox,
        text=f"{note}\n\n{envelope.text}",
        html=html,
    )
