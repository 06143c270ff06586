"""From bytes to letters: encoding, byte order marks, look-alikes and tabs, each told and then put right.

What is put right here stays an error; it is mended only so that the rest of the file can be read as well.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dondoc.files import MOST_BYTES
from dondoc.language.findings import Enough, Findings

MOST_LINES_NAMED = 10
MOST_LINES_MENDED = 10_000

_BOM = "\ufeff"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_UNSEEN = "\u00ad\u180e\u200b-\u200f\u2060-\u2064"
_INVISIBLE_SPACE = re.compile(f"[{_SPACES}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
UNPRINTABLE = re.compile(f"[{_CONTROLS}]")
# What is told, each kind once a line, and mended where that is sure.
_KINDS: Mapping[str, re.Pattern[str]] = {
    "tab": re.compile("\t"),
    "wide": re.compile("[\uff01-\uff5e\u3000-\u3002]"),
    "control": UNPRINTABLE,
    "symbol": re.compile("[\ue000-\uf8ff]"),  # of a font of its own: the bullets of a word processor
    "lost": re.compile("\ufffd"),
}
_ODD = re.compile("[" + "".join(kind.pattern.strip("[]") for kind in _KINDS.values()) + "]")
_WIDE_STOPS = {"\u3000": " ", "\u3001": ",", "\u3002": "."}
_MENDED = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(sign): plain for sign, plain in _WIDE_STOPS.items()},
    ord("\t"): " ",
}


def one_line(text: str) -> str:
    """The text as one line: breaks, tabs and control characters become single spaces, accents composed (NFC)."""
    return " ".join(UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", text)).split())


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
    text = _INVISIBLE.sub("", _INVISIBLE_SPACE.sub(" ", text))
    text = _composed(text, findings)
    return _ordinary(text, findings) if _ODD.search(text) else Clean(text, {})


def kept_letters(line: str) -> list[int]:
    """Where in a line (from 0) the letters stand that `clean` keeps: its columns count without unseen signs."""
    return [place for place, letter in enumerate(line) if not _INVISIBLE.match(letter)]


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
    """The text with tabs, full-width signs and control characters replaced; lines with one are told.

    Raises Enough where there are so many that the file is no text.
    """
    lines = text.split("\n")
    indented = {}
    told: Counter[str] = Counter()
    above, passed = "", 0  # the last line with something on it, and how many lines were looked at for it
    for number, line in _lines_with(_ODD, lines):
        body = line.lstrip(" \t")
        if body.startswith("#"):  # a comment may look as it likes
            lines[number - 1] = UNPRINTABLE.sub(" ", body)
            continue
        if max(told.values(), default=0) >= MOST_LINES_MENDED:
            raise Enough
        for kind, pattern in _KINDS.items():
            if found := pattern.search(line):
                told[kind] += 1
                _tell(number, kind, found, findings, before=told[kind] - 1)
        clean_line = UNPRINTABLE.sub(" ", line).translate(_MENDED)
        if "\t" in line[: len(line) - len(body)]:
            above = next((each for each in reversed(lines[passed : number - 1]) if each.strip()), above)
            passed = number - 1
            indentation = _indentation_under(above)
            clean_line = " " * indentation + clean_line[len(line) - len(body) :]
            indented[number] = indentation - (len(line) - len(body))
        lines[number - 1] = clean_line
    return Clean("\n".join(lines), indented)


def _indentation_under(above: str) -> int:
    """How far a line is indented under the line above it: as far as that one, deeper if it ends in a colon."""
    return len(above) - len(above.lstrip()) + (2 if above.rstrip().endswith(":") else 0)


def _lines_with(pattern: re.Pattern[str], lines: list[str]) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if pattern.search(line))


def _tell(line: int, kind: str, found: re.Match[str], findings: Findings, *, before: int) -> None:
    """Tell a sign; after many lines with one of its kind `before` it, only that there are more."""
    if before >= MOST_LINES_NAMED:
        if before == MOST_LINES_NAMED:
            what = {"tab": "dấu tab", "wide": "ký tự toàn khổ"}.get(kind, "ký tự lạ")
            hint = "Thay tất cả một lượt bằng Tìm và thay thế (Find and Replace)."
            findings.error_at(line, found.start() + 1, f"từ dòng này trở đi còn {what}, không nêu hết", hint)
        return
    sign, code = found.group(), f"U+{ord(found.group()):04X}"
    match kind:
        case "tab":
            message = "có dấu tab; tệp kế hoạch chỉ dùng dấu cách"
            hint = "Thay mỗi tab bằng hai dấu cách."
        case "wide":
            message = f"có ký tự toàn khổ “{sign}” ({code})"
            hint = f"Tắt bộ gõ tiếng Trung, Nhật rồi gõ lại “{sign.translate(_MENDED)}”."
        case "symbol":
            message = f"có ký hiệu riêng của một phông chữ ({code})"
            hint = "Xoá ký hiệu ấy; thường là dấu đầu dòng dán từ Word."
        case "lost":
            message = f"có chữ đã hỏng ({code})"
            hint = "Gõ lại chữ ấy: tệp từng được mở hoặc lưu bằng mã hoá khác UTF-8."
        case _:
            message = f"có ký tự điều khiển không in được ({code})"
            hint = "Xoá ký tự ấy; thường do dán từ tệp PDF hoặc Word."
    findings.error_at(line, found.start() + 1, message, hint)
