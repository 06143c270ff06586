"""E-mail through Apprise by a plugin of our own: one call, one recipient, one message, one reason.

Apprise says only whether a message went. The plugin therefore drives SMTP itself and leaves what the server
said in a receipt, which the caller laid out before the call in a context variable.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import apprise
from apprise.manager_plugins import NotificationManager
from apprise.plugins.email.base import NotifyEmail

from dondoc.errors import Misconfigured
from dondoc.settings import Settings
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from notifiers.addresses import Address, BadAddress, read_address
from notifiers.mime import wire_bytes
from notifiers.smtp import Account, MailRefused, Session

_SCHEMA = "dondocmail"
_PORTS = {"smtp": 25, "smtps": 465}
_WORDS_STAY_HERE = "dondoc"  # Apprise logs what it is given; the message itself travels in the receipt
_SUBMISSION = 587  # where one logs in

Send = Callable[[Envelope], Outcome]


@dataclass(slots=True)
class _Receipt:
    """What to send over which connection, and, after the call, what became of it."""

    session: Session
    sender: Address
    envelope: Envelope
    outcome: Outcome | None = None


_receipt: ContextVar[_Receipt] = ContextVar("dondoc mail receipt")


class DondocMail(NotifyEmail):
    """Apprise's e-mail service, with the delivery replaced: bytes by hand over a session that is reused."""

    service_name = "dondoc e-mail"
    protocol = _SCHEMA
    secure_protocol = f"{_SCHEMA}s"
    notify_format = apprise.NotifyFormat.TEXT  # the text is never converted on its way here
    request_rate_per_sec = 0  # the pause between messages of one run; whom to tell when is tracking's matter

    def send(self, *_: object, **__: object) -> bool:
        """Hands over the message of the receipt; the outcome lies in it afterwards."""
        receipt = _receipt.get()
        receipt.outcome = _deliver(receipt.session, receipt.sender, receipt.envelope)
        return receipt.outcome.fate is Fate.ACCEPTED


def _deliver(session: Session, sender: Address, envelope: Envelope) -> Outcome:
    try:
        raw = wire_bytes(envelope, sender)
        answer = session.deliver(sender.mailbox, envelope.to_address, raw)
    except BadAddress as error:
        return Outcome(Fate.PERMANENT, str(error))
    except MailRefused as refused:
        return Outcome(refused.fate, refused.reason)
    return Outcome(Fate.ACCEPTED, "máy chủ thư đã nhận", reference=answer)


@contextmanager
def open_mail(account: Account, sender: Address) -> Iterator[Send]:
    """Sends envelopes over one connection until the block ends; raises Misconfigured for a bad sender."""
    courier = _courier(sender)
    with Session(account, own_name=sender.domain) as session:

        def send(envelope: Envelope) -> Outcome:
            receipt = _Receipt(session, sender, envelope)
            laid = _receipt.set(receipt)
            try:
                courier.notify(_WORDS_STAY_HERE, body_format=apprise.NotifyFormat.TEXT)
            finally:
                _receipt.reset(laid)
            return receipt.outcome or Outcome(Fate.AMBIGUOUS, "không rõ thư đã được trao cho máy chủ hay chưa")

        yield send


def _courier(sender: Address) -> apprise.Apprise:
    """An Apprise of our one service, in this thread, its retries off. It knows no password."""
    _register()
    asset = apprise.AppriseAsset(async_mode=False)
    service: dict[str, Any] = {
        "schema": _SCHEMA,
        "host": sender.domain,
        "smtp_host": sender.domain,
        "from_addr": sender.mailbox,
        "retry": 0,
    }
    plugin = apprise.Apprise.instantiate(service, asset=asset)
    if plugin is None:
        raise Misconfigured("DONDOC_MAIL_FROM: máy chủ thư không nhận địa chỉ này làm người gửi.")
    courier = apprise.Apprise(asset=asset)
    courier.add(plugin)
    return courier


@cache
def _register() -> None:
    NotificationManager().add(DondocMail, schemas=[DondocMail.protocol, DondocMail.secure_protocol])


def read_sender(settings: Settings) -> Address:
    """Who sends, from DONDOC_MAIL_FROM; raises Misconfigured."""
    try:
        return read_address(settings.mail_from)
    except BadAddress as error:
        raise Misconfigured(f'DONDOC_MAIL_FROM: {error} Ví dụ: "Tên cơ quan <nhac-viec@co-quan.vn>".') from None


def read_account(settings: Settings) -> Account:
    """The mail server, from DONDOC_SMTP_URL and DONDOC_SMTP_PASSWORD; raises Misconfigured."""
    url = urlsplit(settings.smtp_url or "")
    try:
        port = url.port
    except ValueError:
        port = -1
    if url.scheme not in _PORTS or not url.hostname or port == -1:
        raise Misconfigured("DONDOC_SMTP_URL phải có dạng smtp://ten@may-chu:587 hoặc smtps://ten@may-chu:465.")
    if url.password is not None:
        raise Misconfigured("DONDOC_SMTP_URL không được chứa mật khẩu; hãy đặt mật khẩu vào DONDOC_SMTP_PASSWORD.")
    if url.username and not settings.smtp_password:
        raise Misconfigured("DONDOC_SMTP_URL có tên đăng nhập nhưng DONDOC_SMTP_PASSWORD chưa được đặt.")
    default = _SUBMISSION if url.username and url.scheme == "smtp" else _PORTS[url.scheme]
    return Account(
        host=url.hostname,
        port=port or default,
        implicit_tls=url.scheme == "smtps",
        user=unquote(url.username or ""),
        password=settings.smtp_password or "",
    )
