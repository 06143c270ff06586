"""From bytes to letters: encoding, byte order marks, look-alikes and tabs, each told and then put right.

What is put right here stays an error; it is mended only so that the rest of the file can be read as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dondoc.files import MOST_BYTES
from dondoc.language.findings import Findings

MOST_LINES_NAMED = 10

_BOM = "\ufeff"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_HARMLESS = {0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x00AD: "", 0x200B: "", 0x200C: "", 0x200D: "", 0x2060: ""}
_ODD = re.compile(
    "[\t\uff01-\uff5e\u3000-\u3002\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_INVISIBLE = re.compile("[\u00a0\u202f\u2007\u00ad\u200b\u200c\u200d\u2060]")
_WIDE_STOPS = {"\u3000": " ", "\u3001": ",", "\u3002": "."}


def decode(data: bytes, findings: Findings) -> str | None:
    """The text of a file, None where its bytes are no UTF-8 or too many."""
    if len(data) > MOST_BYTES:
        findings.error_at(
            1,
            1,
            f"tệp quá giới hạn {MOST_BYTES // 1024 // 1024} MB",
            "Mỗi tệp chỉ ghi một kế hoạch; không dán toàn văn hay ảnh vào tệp.",
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place_in_bytes(data, error.start)
        is_wide = data.startswith(_WIDE_BOMS)
        found = "tệp ghi bằng mã UTF-16" if is_wide else f"có byte 0x{data[error.start]:02X} không thuộc mã UTF-8"
        findings.error_at(
            line,
            column,
            found,
            "Mở tệp, chọn Lưu thành (Save as) với mã hoá UTF-8; không dùng UTF-16, TCVN3, VNI, Windows-1258.",
        )
        return None


def _place_in_bytes(data: bytes, offset: int) -> tuple[int, int]:
    start = data.rfind(b"\n", 0, offset) + 1
    return data.count(b"\n", 0, offset) + 1, len(data[start:offset].decode("utf-8", "ignore")) + 1


class Clean(NamedTuple):
    """A text put right; `indented` is by how many columns the body of a line (from 1) was moved to the right."""

    text: str
    indented: Mapping[int, int]


def clean(text: str, findings: Findings) -> Clean:
    """The text in NFC with plain line ends, ordinary spaces and half-width signs; what was not so is told."""
    if text.startswith(_BOM):
        findings.error_at(
            1,
            1,
            "tệp bắt đầu bằng dấu BOM (ba byte ẩn EF BB BF)",
            "Lưu lại với mã hoá “UTF-8”, không chọn “UTF-8 with BOM”.",
        )
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _INVISIBLE.search(text):
        text = text.translate(_HARMLESS)
    text = _composed(text, findings)
    return _ordinary(text, findings) if _ODD.search(text) else Clean(text, {})


def _composed(text: str, findings: Findings) -> str:
    """The text in NFC: "ế" is one letter, not "e" with two marks."""
    if unicodedata.is_normalized("NFC", text):
        return text
    lines = text.split("\n")
    wrong = [number for number, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
    if not wrong:
        return unicodedata.normalize("NFC", text)
    named = ", ".join(map(str, wrong[:MOST_LINES_NAMED])) + (", …" if len(wrong) > MOST_LINES_NAMED else "")
    findings.error_at(
        wrong[0],
        _first_difference(lines[wrong[0] - 1]),
        f"chữ có dấu gõ kiểu tổ hợp (NFD) ở {len(wrong)} dòng: {named}",
        "Chữ nhìn giống nhau nhưng máy coi là khác. Chọn bảng mã “Unicode dựng sẵn” (NFC) rồi gõ lại các dòng ấy.",
    )
    return unicodedata.normalize("NFC", text)


def _first_difference(line: str) -> int:
    composed = unicodedata.normalize("NFC", line)
    pairs = enumerate(zip(line, composed, strict=False), 1)
    return next((column for column, (written, wanted) in pairs if written != wanted), 1)


def _ordinary(text: str, findings: Findings) -> Clean:
    """The text with tabs, full-width signs and control characters replaced; each line with one is told."""
    lines = text.split("\n")
    indented = {}
    for number, line in _lines_with(_ODD, lines):
        comment = _comment_start(line)
        odd = [match for match in _ODD.finditer(line) if match.start() < comment]
        for match in {_kind(match.group()): match for match in reversed(odd)}.values():
            _tell(number, match, findings)
        clean_line = _ODD.sub(lambda match: _replacement(match.group()), line)
        body = line.lstrip(" \t")
        if "\t" in line[: len(line) - len(body)]:
            indentation = _indentation_under(lines, number - 1)
            clean_line = " " * indentation + clean_line[len(line) - len(body) :]
            indented[number] = indentation - (len(line) - len(body))
        lines[number - 1] = clean_line
    return Clean("\n".join(lines), indented)


def _indentation_under(lines: list[str], below: int) -> int:
    """How far a line is indented under the line above it: as far as that one, deeper if it ends in a colon."""
    above = next((lines[place] for place in range(below - 1, -1, -1) if lines[place].strip()), "")
    return len(above) - len(above.lstrip()) + (2 if above.rstrip().endswith(":") else 0)


def _lines_with(pattern: re.Pattern[str], lines: list[str]) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if pattern.search(line))


def _comment_start(line: str) -> int:
    """Where a comment of its own line begins; a comment after a value is not looked for."""
    return len(line) - len(line.lstrip()) if line.lstrip().startswith("#") else len(line)


def _kind(sign: str) -> str:
    if sign == "\t":
        return "tab"
    return "wide" if "\u3000" <= sign <= "\u3002" or "\uff01" <= sign <= "\uff5e" else "control"


def _replacement(sign: str) -> str:
    if _kind(sign) == "wide":
        return _WIDE_STOPS.get(sign) or chr(ord(sign) - 0xFEE0)
    return " "


def _tell(line: int, match: re.Match[str], findings: Findings) -> None:
    sign, column = match.group(), match.start() + 1
    match _kind(sign):
        case "tab":
            message = "có dấu tab; tệp kế hoạch chỉ dùng dấu cách"
            hint = "Thay mỗi tab bằng hai dấu cách."
        case "wide":
            message = f"có ký tự toàn khổ “{sign}” (U+{ord(sign):04X})"
            hint = f"Tắt bộ gõ tiếng Trung, Nhật rồi gõ lại “{_replacement(sign)}”."
        case _:
            message = f"có ký tự điều khiển không in được (U+{ord(sign):04X})"
            hint = "Xoá ký tự ấy; thường do dán từ tệp PDF hoặc Word."
    findings.error_at(line, column, message, hint)
