"""Dated corrections of the calendar: rows of CSV files, one a day, each with its source."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from dondoc.errors import Position, Problem, Severity

COLUMNS = ("date", "kind", "label", "source", "certainty")


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
    for path in sorted(folder.glob("*.csv")):
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
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        yield start, _wrong(start, "tệp lịch không ghi bằng mã UTF-8", "Lưu lại tệp dạng CSV UTF-8.")
        return
    lines = csv.reader(text.splitlines())
    header = tuple(cell.strip() for cell in next(lines, []))
    if header != COLUMNS:
        yield (
            start,
            _wrong(
                start,
                f"dòng đầu của tệp lịch phải là {','.join(COLUMNS)}",
                "Sửa dòng đầu đúng tên và thứ tự các cột như trên.",
            ),
        )
        return
    for cells in lines:
        place = Position(str(path), lines.line_num, 1)
        if any(cell.strip() for cell in cells):
            yield place, _read_row([cell.strip() for cell in cells], place)


def _read_row(cells: list[str], place: Position) -> Override | Problem:
    if len(cells) != len(COLUMNS):
        return _wrong(
            place,
            f"dòng có {len(cells)} ô, cần {len(COLUMNS)} ô ({','.join(COLUMNS)})",
            'Ô có dấu phẩy phải đặt trong ngoặc kép: "…, …".',
        )
    day, kind, label, source, certainty = cells
    try:
        on = date.fromisoformat(day)
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
