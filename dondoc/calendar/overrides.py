"""Dated corrections of the calendar: rows of CSV files, one a day, each with its source."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from dondoc.errors import Position, Problem, Severity
from dondoc.files import MOST_BYTES, listed, read_file, reason

COLUMNS = ("date", "kind", "label", "source", "certainty")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Kind(StrEnum):
    """What a row says of its day."""

    OFF = "off"
    WORK = "work"


class Certainty(StrEnum):
    """Whether a decision was published, or the row is a guess."""

    CERTAIN = "certain"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, order=True)
class Override:
    """One day off or one day worked, and who says so."""

    day: date
    kind: Kind
    label: str
    source: str
    certainty: Certainty


def read_overrides(folder: Path) -> tuple[tuple[Override, ...], tuple[Problem, ...]]:
    """The rows of every *.csv of a folder in the order of their days, and all that is wrong with them."""
    rows: dict[date, Override] = {}
    places: dict[date, Position] = {}
    problems: list[Problem] = []
    for path in listed(folder, "*.csv"):
        for place, found in _read_file(path):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.day in rows:
                problems.append(_twice(found.day, place, places[found.day]))
            else:
                rows[found.day], places[found.day] = found, place
    return tuple(sorted(rows.values())), tuple(problems)


def _read_file(path: Path) -> Iterator[tuple[Position, Override | Problem]]:
    start = Position(str(path), 1, 1)
    try:
        data = read_file(path)
        text = data.decode("utf-8-sig")
    except OSError as error:
        yield start, _wrong(start, reason(error), "Kiểm tra đường dẫn và quyền đọc của tệp.")
    except UnicodeDecodeError:
        yield start, _wrong(start, "tệp lịch không ghi bằng mã UTF-8", "Lưu lại tệp dạng CSV UTF-8.")
    else:
        if len(data) > MOST_BYTES:
            yield start, _wrong(start, "tệp lịch quá lớn", "Mỗi ngày nghỉ, ngày làm bù một dòng; bỏ phần thừa.")
            return
        yield from _read_text(text, path)


def _read_text(text: str, path: Path) -> Iterator[tuple[Position, Override | Problem]]:
    """The rows under the header, each at the line where it begins."""
    place = Position(str(path), 1, 1)
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        if tuple(cell.strip() for cell in next(lines, [])) != COLUMNS:
            message = f"dòng đầu của tệp lịch phải là {','.join(COLUMNS)}"
            hint = "Sửa đúng tên và thứ tự các cột; giữa các ô là dấu phẩy, không phải dấu chấm phẩy."
            yield place, _wrong(place, message, hint)
            return
        place = replace(place, line=lines.line_num + 1)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield place, _read_row([cell.strip() for cell in cells], place)
            place = replace(place, line=lines.line_num + 1)
    except csv.Error:  # a cell longer than the module takes: most often a quotation mark that nobody closed
        yield place, _wrong(place, "dòng không đọc được thành các ô", "Xem lại dấu ngoặc kép của dòng này.")


def _read_row(cells: list[str], place: Position) -> Override | Problem:
    if len(cells) != len(COLUMNS):
        return _wrong(
            place,
            f"dòng có {len(cells)} ô, cần {len(COLUMNS)} ô ({','.join(COLUMNS)})",
            'Ô có dấu phẩy phải đặt trong ngoặc kép: "…, …".',
        )
    day, kind, label, source, certainty = cells
    try:
        on = date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError:
        return _wrong(place, f"ngày “{day}” không có trong lịch", "Viết năm-tháng-ngày, ví dụ 2026-01-02.")
    if kind not in set(Kind):
        return _wrong(place, f"loại ngày “{kind}” không hiểu được", "Viết off (nghỉ) hoặc work (làm việc).")
    if certainty not in set(Certainty):
        hint = "Viết certain (đã công bố) hoặc provisional (tạm tính)."
        return _wrong(place, f"độ chắc chắn “{certainty}” không hiểu được", hint)
    if not source:
        return _wrong(place, "thiếu nguồn của ngày nghỉ, ngày làm bù", "Ghi số, ngày văn bản vào cột source.")
    return Override(on, Kind(kind), label, source, Certainty(certainty))


def _twice(day: date, place: Position, before: Position) -> Problem:
    return _wrong(
        place,
        f"ngày {day:%d/%m/%Y} đã có ở {before.file}:{before.line}",
        "Mỗi ngày chỉ ghi một dòng: bỏ bớt một trong hai.",
    )


def _wrong(place: Position, message: str, hint: str) -> Problem:
    return Problem(place, Severity.ERROR, message, hint)
