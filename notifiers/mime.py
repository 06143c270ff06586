"""An envelope as bytes, built by hand: the same envelope gives the same bytes, however often it is sent."""

from base64 import b64encode
from email.utils import format_datetime
from hashlib import sha256

from dondoc.tracking.outcomes import Envelope
from notifiers.addresses import Address, BadAddress, address, header_text, read_address
from notifiers.words import one_line

_LINE = 76
_PART = "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"


def wire_bytes(envelope: Envelope, sender: Address) -> bytes:
    """The message as SMTP carries it, in seven bits but for a mailbox with other letters; ends with CRLF.

    Raises BadAddress where recipient, Reply-To or Message-ID can't stand in a header.
    """
    return _message(envelope, sender, _in_base64(envelope.text), _in_base64(envelope.html), encoding="base64")


def file_bytes(envelope: Envelope, sender: Address) -> bytes:
    """The message as a file that a person may open in an editor: UTF-8 as it is, the same headers."""
    return _message(envelope, sender, _as_it_is(envelope.text), _as_it_is(envelope.html), encoding="8bit")


def _message(envelope: Envelope, sender: Address, text: bytes, html: bytes, *, encoding: str) -> bytes:
    boundary = _boundary(envelope.message_id)
    plain = _PART.format(boundary=boundary, kind="plain", encoding=encoding)
    rich = _PART.format(boundary=boundary, kind="html", encoding=encoding)
    head = "\r\n".join(_headers(envelope, sender, boundary))
    end = f"--{boundary}--\r\n".encode()
    return b"".join((f"{head}\r\n\r\n{plain}".encode(), text, b"\r\n", rich.encode(), html, b"\r\n", end))


def _headers(envelope: Envelope, sender: Address, boundary: str) -> list[str]:
    headers = [
        f"Message-ID: {message_id(envelope)}",
        f"Date: {format_datetime(envelope.written_at)}",
        f"From: {sender.header}",
        f"To: {address(envelope.to_name, envelope.to_address).header}",
    ]
    if envelope.reply_to:
        headers.append(f"Reply-To: {read_address(envelope.reply_to).header}")
    return [
        *headers,
        f"Subject: {header_text(one_line(envelope.subject))}",
        "Content-Language: vi",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: OOF, AutoReply",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
    ]


def message_id(envelope: Envelope) -> str:
    """The Message-ID in its angle brackets; raises BadAddress where it is no single word."""
    bare = envelope.message_id.strip("<>")
    if not bare or not bare.isascii() or not bare.isprintable() or any(mark in bare for mark in " <>"):
        raise BadAddress("Mã thư (Message-ID) có ký tự không được phép.")
    return f"<{bare}>"


def _boundary(message_id: str) -> str:
    """Never in a body in base64 ("_"), nor by chance in one that stands as it is."""
    return f"=_{sha256(message_id.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _in_base64(text: str) -> bytes:
    coded = b64encode(_crlf(text).encode("utf-8", "replace"))
    return b"\r\n".join(coded[start : start + _LINE] for start in range(0, len(coded), _LINE))


def _as_it_is(text: str) -> bytes:
    return _crlf(text).encode("utf-8", "replace")


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines())
