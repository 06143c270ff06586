"""One SMTP connection for a whole run, and for every refusal the stage and the fate that it means."""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self

from dondoc.tracking.outcomes import Fate

_OK, _GO_AHEAD, _CLOSING, _PERMANENT = 250, 354, 421, 500
_ACCEPTED_RECIPIENT = (250, 251)
_TOO_LARGE, _NOT_LOGGED_IN = 552, frozenset({530, 535})
_TIMEOUT = 20.0  # seconds of silence
_LONGEST_REASON = 240
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MAILBOX = re.compile(r"[^\s<>@(),;:]+@[^\s<>@(),;:]+")


class Stage(StrEnum):
    """How far a conversation came."""

    CONNECT = "connect"
    ENCRYPT = "encrypt"
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    BODY = "body"


class MailRefused(Exception):
    """The message did not go, or perhaps did; `reason` is one line without secrets and addresses."""

    def __init__(self, stage: Stage, fate: Fate, reason: str) -> None:
        super().__init__(reason)
        self.stage, self.fate, self.reason = stage, fate, reason


@dataclass(frozen=True, slots=True)
class Account:
    """Where mail is handed over. `timeout` in seconds of silence."""

    host: str
    port: int
    implicit_tls: bool
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = _TIMEOUT


class Session:
    """A connection that opens when it is first needed and opens anew when it was dropped between messages."""

    def __init__(self, account: Account, own_name: str) -> None:
        self._account, self._own_name = account, own_name
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                self._drop()
        self._smtp = None

    @property
    def is_encrypted(self) -> bool:
        """Whether the open connection speaks TLS."""
        return self._smtp is not None and isinstance(self._smtp.sock, ssl.SSLSocket)

    def open(self) -> smtplib.SMTP:
        """The connection, greeted, encrypted where offered, logged in; raises MailRefused."""
        if self._smtp is None:
            smtp = self._connected()
            try:
                self._encrypt(smtp)
                self._log_in(smtp)
            except MailRefused:
                smtp.close()
                raise
            self._smtp = smtp
        return self._smtp

    def deliver(self, sender: str, recipient: str, raw: bytes) -> str:
        """Hands one message over, in CRLF lines of which none begins with a dot; what the server answered.

        Raises MailRefused: RETRY, PERMANENT or CONFIGURATION before the body, AMBIGUOUS when the server
        falls silent after the body's first byte.
        """
        is_reused = self._smtp is not None
        try:
            smtp = self._addressed(sender, recipient, len(raw))
        except _Dropped:
            if not is_reused:
                raise
            smtp = self._addressed(sender, recipient, len(raw))
        return self._hand_over(smtp, raw)

    def _addressed(self, sender: str, recipient: str, size: int) -> smtplib.SMTP:
        """The connection, ready for the body."""
        smtp = self.open()
        try:
            self._expect(Stage.SENDER, smtp.mail(sender, _options(smtp, sender, recipient, size)), _OK)
            self._expect(Stage.RECIPIENT, smtp.rcpt(recipient), *_ACCEPTED_RECIPIENT)
            self._expect(Stage.BODY, smtp.docmd("DATA"), _GO_AHEAD)
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            self._drop()
            raise _Dropped(Stage.SENDER, Fate.RETRY, f"mất kết nối với máy chủ thư: {_tidy(error)}") from None
        return smtp

    def _hand_over(self, smtp: smtplib.SMTP, raw: bytes) -> str:
        try:
            smtp.send(raw + b".\r\n")
            code, answer = smtp.getreply()
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            self._drop()
            reason = f"máy chủ thư im lặng sau khi nhận nội dung, chưa rõ thư đã đi hay chưa: {_tidy(error)}"
            raise MailRefused(Stage.BODY, Fate.AMBIGUOUS, reason) from None
        self._expect(Stage.BODY, (code, answer), _OK)
        return _tidy(answer)

    def _expect(self, stage: Stage, reply: tuple[int, bytes], *codes: int) -> None:
        code, answer = reply
        if code in codes:
            return
        said = _tidy(answer)
        self._forget(code)
        if code == _CLOSING:
            raise _Dropped(stage, Fate.RETRY, f"máy chủ thư đang đóng: {code} {said}")
        raise MailRefused(stage, _fate(stage, code, said), f"{_SAID[stage]}: {code} {said}")

    def _forget(self, code: int) -> None:
        """Leaves the connection clean for the next message, or drops it."""
        if self._smtp is None:
            return
        try:
            if code == _CLOSING:
                self._drop()
            else:
                self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        where = f"{account.host}:{account.port}"
        try:
            if account.implicit_tls:
                return smtplib.SMTP_SSL(
                    account.host,
                    account.port,
                    self._own_name,
                    timeout=account.timeout,
                    context=ssl.create_default_context(),
                )
            return smtplib.SMTP(account.host, account.port, self._own_name, timeout=account.timeout)
        except ssl.SSLError as error:
            raise _untrusted(error) from None
        except smtplib.SMTPConnectError as error:
            fate = Fate.RETRY if 0 < error.smtp_code < _PERMANENT else Fate.CONFIGURATION
            reason = f"{where} không nhận kết nối thư: {error.smtp_code} {_tidy(error.smtp_error)}"
            raise MailRefused(Stage.CONNECT, fate, reason) from None
        except socket.gaierror:
            reason = f"không tìm thấy máy chủ thư {account.host} (DNS)"
            raise MailRefused(Stage.CONNECT, Fate.RETRY, reason) from None
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            reason = f"không kết nối được máy chủ thư {where}: {_tidy(error)}"
            raise MailRefused(Stage.CONNECT, Fate.RETRY, reason) from None

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        """STARTTLS where it is offered; a password never travels in the clear but to this machine itself."""
        account = self._account
        try:
            smtp.ehlo_or_helo_if_needed()
            if not account.implicit_tls and smtp.has_extn("starttls"):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
        except ssl.SSLError as error:
            raise _untrusted(error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise MailRefused(Stage.ENCRYPT, Fate.RETRY, f"chào máy chủ thư không thành: {_tidy(error)}") from None
        is_clear = not isinstance(smtp.sock, ssl.SSLSocket)
        if account.user and is_clear and account.host not in _LOOPBACK:
            reason = "máy chủ thư không mở mã hoá (STARTTLS), nên mật khẩu không được gửi đi"
            raise MailRefused(Stage.ENCRYPT, Fate.CONFIGURATION, reason)

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        account = self._account
        if not account.user:
            return
        try:
            smtp.login(account.user, account.password)
        except smtplib.SMTPAuthenticationError as error:
            fate = Fate.CONFIGURATION if error.smtp_code >= _PERMANENT else Fate.RETRY
            answer = _tidy(error.smtp_error).replace(account.password or "\0", "…")
            raise MailRefused(Stage.LOGIN, fate, f"đăng nhập bị từ chối: {error.smtp_code} {answer}") from None
        except UnicodeEncodeError:
            reason = "tên đăng nhập hoặc mật khẩu có chữ có dấu, máy chủ thư không nhận"
            raise MailRefused(Stage.LOGIN, Fate.CONFIGURATION, reason) from None
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            raise MailRefused(Stage.LOGIN, Fate.RETRY, f"mất kết nối khi đăng nhập: {_tidy(error)}") from None
        except smtplib.SMTPException:
            reason = "máy chủ thư không có cách đăng nhập nào dùng được"
            raise MailRefused(Stage.LOGIN, Fate.CONFIGURATION, reason) from None


class _Dropped(MailRefused):
    """The connection ended before the body: on one that was reused, worth a second try at once."""


_SAID = {
    Stage.SENDER: "máy chủ thư từ chối người gửi",
    Stage.RECIPIENT: "máy chủ thư từ chối người nhận",
    Stage.BODY: "máy chủ thư từ chối nội dung",
}


def _fate(stage: Stage, code: int, said: str) -> Fate:
    """4xx: later. 5xx: the sender or relaying is a matter of settings, the rest of this recipient."""
    if code < _PERMANENT:
        return Fate.RETRY
    if stage is Stage.SENDER and code != _TOO_LARGE:
        return Fate.CONFIGURATION
    if stage is Stage.RECIPIENT and (code in _NOT_LOGGED_IN or "relay" in said.lower()):
        return Fate.CONFIGURATION
    return Fate.PERMANENT


def _options(smtp: smtplib.SMTP, sender: str, recipient: str, size: int) -> list[str]:
    options = [f"size={size}"] if smtp.has_extn("size") else []
    if sender.isascii() and recipient.isascii():
        return options
    if not smtp.has_extn("smtputf8"):
        reason = "địa chỉ thư điện tử có chữ có dấu, máy chủ thư không nhận loại địa chỉ này (SMTPUTF8)"
        raise MailRefused(Stage.RECIPIENT, Fate.PERMANENT, reason)
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]


def _untrusted(error: ssl.SSLError) -> MailRefused:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = f"chứng thư của máy chủ thư không được tin cậy: {_tidy(error.verify_message)}"
    else:
        reason = f"mã hoá với máy chủ thư không thành (sai cổng hoặc sai giao thức): {_tidy(error.reason)}"
    return MailRefused(Stage.ENCRYPT, Fate.CONFIGURATION, reason)


def _tidy(said: object) -> str:
    """What a server or the system said, on one line, short, without anybody's address."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return _MAILBOX.sub("…", " ".join(visible.split()))[:_LONGEST_REASON]
