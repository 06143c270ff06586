"""What the YAML parser objects to, said in plain words, with the line put right where that can be done surely."""

from dataclasses import dataclass, replace

import yaml

from dondoc.language import glossary
from dondoc.language.corrections import (
    Correction,
    as_hint,
    commas_before_keys,
    quoted_block_value,
    quoted_in_braces,
    spaced_after_colon,
)

_LOOK_AROUND = "Xem lại dấu hai chấm, dấu ngoặc và thụt dòng của dòng này và dòng trên."
_NO_SPACE = "sau dấu hai chấm phải có một dấu cách"
_CLOSING = {"{": "}", "[": "]"}
_NEEDS_QUOTES = "?*&!%@`|>,-"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One syntax error: where (from 1), what, what to do, and the line put right if that is sure."""

    line: int
    column: int
    message: str
    hint: str
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where the parser stopped (from 0), in which line, and where what it was reading began."""

    line: int
    column: int
    said: str
    lines: list[str]
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.text[: self.column].rstrip()

    def complain(self, message: str, hint: str) -> Complaint:
        return Complaint(self.line + 1, self.column + 1, message, hint)

    def correct(self, message: str, correction: Correction) -> Complaint:
        """The complaint with its line put right."""
        return replace(self.complain(message, as_hint(correction.line)), correction=correction)

    def at_opening(self) -> "_Fault":
        line, column = self.opened or (self.line, self.column)
        return replace(self, line=line, column=column)


def explain(error: yaml.YAMLError, lines: list[str]) -> Complaint:
    """The parser's error in words, with line and column from 1."""
    fault = _fault(error, lines)
    in_braces = isinstance(error, yaml.MarkedYAMLError) and "flow" in (error.context or "")
    if fault.text.startswith(("%", "...")):
        return _directive(fault)
    for words, answer in _ANSWERS:
        if any(word in fault.said for word in words):
            return answer(fault)
    return _in_braces(fault) if in_braces else _in_block(fault)


def _fault(error: yaml.YAMLError, lines: list[str]) -> _Fault:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _Fault(0, 0, str(error), lines, None)
    line, column = _within(error.problem_mark, lines)
    began = _within(error.context_mark, lines) if error.context_mark is not None else None
    return _Fault(line, column, error.problem or "", lines, began)


def _within(mark: yaml.Mark, lines: list[str]) -> tuple[int, int]:
    """The place of a mark; the end of the last line where the mark lies beyond it."""
    last = len(lines) - 1
    return (mark.line, mark.column) if mark.line <= last else (last, len(lines[last]))


def _directive(fault: _Fault) -> Complaint:
    sign = "%" if fault.text.startswith("%") else "..."
    message = f"dòng bắt đầu bằng “{sign}” là lệnh riêng của YAML, không dùng trong tệp này"
    return replace(fault, column=0).complain(message, "Xoá dòng ấy.")


def _unclosed_quote(fault: _Fault) -> Complaint:
    opening = fault.at_opening()
    sign = opening.text[opening.column : opening.column + 1]
    message = (
        f"dấu ngoặc {sign} mở ở đây không được đóng"
        if sign in ('"', "'")
        else "dấu ngoặc mở ở đây không được đóng"
    )
    return opening.complain(message, "Thêm dấu ngoặc ở cuối giá trị.")


def _escape(fault: _Fault) -> Complaint:
    return fault.complain(
        "dấu \\ trong ngoặc kép có nghĩa riêng, ở đây viết sai",
        "Thay ngoặc kép (\") bằng ngoặc đơn ('), hoặc bỏ dấu \\.",
    )


def _after_quote(fault: _Fault) -> Complaint:
    return fault.complain(
        "sau dấu ngoặc kép còn chữ thừa", "Đưa cả giá trị vào trong một cặp ngoặc kép, hoặc bỏ cặp ngoặc kép."
    )


def _in_braces(fault: _Fault) -> Complaint:
    began_above = fault.opened is not None and fault.opened[0] < fault.line
    if commas := commas_before_keys(fault.text, glossary.BY_KEY, begins_inside=began_above):
        return fault.correct("giữa hai mục trong ngoặc thiếu dấu phẩy", commas)
    correction = quoted_in_braces(fault.text, begins_inside=began_above)
    if correction is not None:
        sign = fault.text[fault.column : fault.column + 1]
        what = f"dấu “{sign}”" if sign and sign in _NEEDS_QUOTES else "dấu hai chấm"
        return fault.correct(f"giá trị có {what} trong ngoặc phải đặt trong ngoặc kép", correction)
    if began_above and (above := quoted_in_braces(fault.at_opening().text, begins_inside=False)):
        place = replace(fault.at_opening(), column=above.inserted[0])
        return place.correct("giá trị trong ngoặc phải đặt trong ngoặc kép", above)
    after = fault.text[fault.column : fault.column + 1]
    if fault.before.endswith(('"', "'")) and after and after not in ",}]":
        return _after_quote(fault)
    if fault.opened is not None and (began_above or fault.column >= len(fault.text.rstrip())):
        return _unclosed_brace(fault.at_opening())
    return fault.complain(
        "trong ngoặc viết sai ở đây",
        "Giữa hai mục là dấu phẩy; giá trị có dấu phẩy, hai chấm, dấu hỏi phải đặt trong ngoặc kép.",
    )


def _unclosed_brace(fault: _Fault) -> Complaint:
    """The brace at the place, else the last one before it."""
    column = max(fault.text.rfind(brace, 0, fault.column + 1) for brace in _CLOSING)
    if column < 0:
        return fault.complain("trong ngoặc viết sai ở đây", _LOOK_AROUND)
    fault, brace = replace(fault, column=column), fault.text[column]
    return fault.complain(f"ngoặc “{brace}” mở ở đây không được đóng", f"Thêm “{_CLOSING[brace]}”.")


def _stray_colon(fault: _Fault) -> Complaint:
    above = fault.line - 1
    while above >= 0 and not fault.lines[above].strip():
        above -= 1
    text_above = fault.lines[above].strip() if above >= 0 else ""
    if spaced := spaced_after_colon(fault.lines[above] if text_above else ""):
        place = replace(fault, line=above, column=spaced.inserted[0])
        return place.correct(_NO_SPACE, spaced)
    if text_above and ":" not in text_above and not text_above.startswith("-"):
        return _missing_colon(replace(fault, opened=(above, fault.lines[above].index(text_above))))
    if correction := quoted_block_value(fault.text, fault.column):
        return fault.correct("giá trị có dấu hai chấm phải đặt trong ngoặc kép", correction)
    return _indentation(fault)


def _folded(fault: _Fault) -> Complaint:
    """A value that begins with > or |, which YAML takes for the head of a text of many lines."""
    at = max(fault.text.rfind(sign, 0, fault.column + 1) for sign in "|>")
    return _special_sign(replace(fault, column=max(at, 0)))


def _special_sign(fault: _Fault) -> Complaint:
    sign = fault.text[fault.column : fault.column + 1].strip() or fault.before[-1:]
    braces = quoted_in_braces(fault.text, begins_inside=False)
    correction = braces or quoted_block_value(fault.text, fault.column)
    message = f"giá trị có dấu “{sign}” phải đặt trong ngoặc kép" if sign else "thiếu giá trị ở đây"
    if correction is not None:
        return fault.correct(message, correction)
    return fault.complain(message, "Đặt cả giá trị trong ngoặc kép.")


def _missing_colon(fault: _Fault) -> Complaint:
    began = fault.at_opening()
    if spaced := spaced_after_colon(began.text):
        return replace(began, column=spaced.inserted[0]).correct(_NO_SPACE, spaced)
    return began.complain(
        "dòng này thiếu dấu hai chấm sau từ khoá", "Viết `từ_khoá: giá trị`; giá trị dài nhiều dòng thì thụt vào."
    )


def _stray_dash(fault: _Fault) -> Complaint:
    return fault.complain("dấu gạch đầu dòng đặt sai chỗ", "Mỗi gạch đầu dòng (-) đứng ở đầu một dòng riêng.")


def _broken_list(fault: _Fault) -> Complaint:
    if fault.text[fault.column : fault.column + 1] in _CLOSING.values():
        return _in_block(fault)
    return fault.complain(
        "danh sách gạch đầu dòng bị lẫn với dòng không có gạch",
        "Các mục của một danh sách đều bắt đầu bằng “- ”, thụt dòng như nhau.",
    )


def _in_block(fault: _Fault) -> Complaint:
    if fault.before.endswith(('"', "'")):
        return _after_quote(fault)
    sign = fault.text[fault.column : fault.column + 1]
    if sign and sign in ",}]":
        return fault.complain(f"thừa dấu “{sign}” ở đây", "Xoá dấu ấy, hoặc đặt cả giá trị trong ngoặc kép.")
    if fault.text.lstrip().startswith(":"):
        return fault.complain("thiếu từ khoá trước dấu hai chấm", "Viết `từ_khoá: giá trị`, hoặc xoá dòng này.")
    if not fault.before:
        return _indentation(fault)
    return fault.complain("dòng này viết sai cú pháp", _LOOK_AROUND)


def _indentation(fault: _Fault) -> Complaint:
    start = len(fault.text) - len(fault.text.lstrip())
    return replace(fault, column=start).complain(
        "thụt dòng không khớp với các dòng trên",
        "Các mục cùng cấp thụt vào bằng nhau; mục con thụt vào thêm hai dấu cách.",
    )


# What the parser says, and who answers: the first that fits, else whoever knows braces or blocks.
_ANSWERS = (
    (("unexpected end of stream", "document indicator"), _unclosed_quote),
    (("escape", "hexdecimal"), _escape),
    (("mapping values are not allowed",), _stray_colon),
    (
        ("mapping keys are not allowed", "cannot start any token", "alphabetic or numeric", "tag", "URI"),
        _special_sign,
    ),
    (("could not find expected ':'",), _missing_colon),
    (("comment or line break",), _folded),
    (("sequence entries are not allowed",), _stray_dash),
    (("expected '-' indicator",), _broken_list),
)
