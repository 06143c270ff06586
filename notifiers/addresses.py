"""E-mail addresses: taken apart, checked, and written so that no name can become a header."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ASCII = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*")
_ANY_LETTERS = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\]]+")
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1
_WORD_BYTES = 39  # of UTF-8 in an encoded word, so that a line stays within 76 characters (RFC 2047)
_LEAD_BITS, _CONTINUES = 0b1100_0000, 0b1000_0000  # how a byte within a letter looks in UTF-8
_PLAIN = re.compile(r"[A-Za-z0-9 !#$%&'*+/^_`{|}~-]+")  # without =?, which would be read as an encoded word
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<mailbox>[^<>]+)>")


class BadAddress(Exception):
    """Nothing can be sent to what stands there; the text is one Vietnamese sentence that says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox and the name beside it (may be empty)."""

    name: str
    mailbox: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.mailbox.rpartition("@")[2]

    @property
    def is_ascii(self) -> bool:
        """Every mail server takes it; others need SMTPUTF8."""
        return self.mailbox.isascii()

    @property
    def header(self) -> str:
        """As it stands behind From, To or Reply-To."""
        if not self.name:
            return self.mailbox
        return f"{header_text(self.name)}\r\n <{self.mailbox}>"


@lru_cache(maxsize=256)
def read_address(text: str) -> Address:
    """`Tên <hộp@thư>` or a bare mailbox; raises BadAddress."""
    _refuse_control(text)
    named = _NAMED.fullmatch(text.strip())
    if named is None:
        return address("", text.strip())
    return address(named["name"].strip().strip('"'), named["mailbox"].strip())


def address(name: str, mailbox: str) -> Address:
    """A checked address; raises BadAddress with the reason."""
    _refuse_control(name)
    _refuse_control(mailbox)
    pattern = _ASCII if mailbox.isascii() else _ANY_LETTERS
    local, _, _ = mailbox.rpartition("@")
    if not pattern.fullmatch(mailbox) or len(mailbox) > _LONGEST or len(local) > _LONGEST_LOCAL:
        raise BadAddress("Địa chỉ thư điện tử viết không đúng dạng ten@co-quan.vn.")
    return Address(name.strip(), mailbox)


def _refuse_control(text: str) -> None:
    """A line break in a name or an address would write headers of its own."""
    if _CONTROL.search(text):
        raise BadAddress("Tên hoặc địa chỉ thư điện tử có ký tự xuống dòng hoặc ký tự điều khiển.")


@lru_cache(maxsize=4096)
def header_text(text: str) -> str:
    """Free text in a header: plain ASCII as it is, anything else as encoded words, folded."""
    if _PLAIN.fullmatch(text) and len(text) <= _WORD_BYTES:
        return text
    return "\r\n ".join(f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(text))


def _chunks(text: str) -> Iterator[bytes]:
    """UTF-8 in pieces that end where a letter ends."""
    coded, start = text.encode("utf-8", "replace"), 0
    while start < len(coded):
        end = min(start + _WORD_BYTES, len(coded))
        while end < len(coded) and coded[end] & _LEAD_BITS == _CONTINUES:
            end -= 1
        yield coded[start:end]
        start = end
