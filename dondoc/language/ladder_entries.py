"""Reads where a plan's ladder differs from the default: one line a rung, in words."""

import re
from datetime import time
from itertools import pairwise

from dondoc.calendar.workdays import OFFICE_HOURS
from dondoc.language.fields import Fields
from dondoc.language.findings import Findings
from dondoc.language.nodes import Broken, Entry, Text
from dondoc.language.slugs import nearest
from dondoc.language.spec import RungSpec

# The rungs that a plan may move, and where each may lie: before the target, on it, or after the last day.
BEFORE, ON, AFTER = -1, 0, 1
MOVABLE = {
    "bao_truoc": BEFORE,
    "nhac": BEFORE,
    "hom_nay": ON,
    "goi": ON,
    "qua_han": AFTER,
    "lanh_dao": AFTER,
    "cong_van": AFTER,
    "phieu": AFTER,
}
# Where a rung stands that the plan does not move (tracking.ladders has it all; a test keeps the two equal).
UNMOVED = {
    "bao_truoc": (-5, time(8)),
    "nhac": (-2, time(8)),
    "hom_nay": (0, time(8)),
    "goi": (0, time(15)),
    "qua_han": (1, time(14)),
    "lanh_dao": (3, time(8)),
    "cong_van": (5, time(8)),
    "phieu": (10, time(8)),
}
EARLIEST_OVERDUE = time(14)  # nobody hears "quá hạn" before 14:00 of the next working day
_FARTHEST = 60

_RUNG = re.compile(
    r"(?:(?P<side>trước|sau)\s+(?P<days>[0-9]{1,3})\s+ngày(?P<working>\s+làm\s+việc)?|(?P<same>trong\s+ngày))"
    r"\s*,?\s*(?:lúc\s+)?(?P<hour>[0-9]{1,2})\s*(?:giờ|h|:)\s*(?P<minute>[0-9]{2})?",
    re.IGNORECASE,
)
_FORM = "Viết như `trước 5 ngày làm việc, 8 giờ`, `trong ngày, 15 giờ`, `sau 3 ngày làm việc, 8 giờ 30`."


def read_rungs(plan: Fields) -> dict[str, RungSpec]:
    """The rungs that the plan moves, by slug, in the file's order."""
    table = plan.table_of("ladder")
    read = (_rung(entry, plan.findings) for entry in (table.entries.values() if table is not None else ()))
    rungs = {rung.slug: rung for rung in read if rung is not None}
    _check_order(rungs, plan)
    return rungs


def _rung(entry: Entry, findings: Findings) -> RungSpec | None:
    slug = entry.key.value
    if slug == "xem_truoc":
        message = "nấc `xem_truoc` luôn đi trước thư gửi lãnh đạo một ngày làm việc, không dời riêng"
        findings.error(entry.key, message, "Xoá dòng này; muốn dời thì dời `lanh_dao`.")
        return None
    if slug not in MOVABLE:
        like = nearest(slug, MOVABLE)
        hint = f"Có phải `{like}`?" if like else f"Các nấc: {', '.join(MOVABLE)}."
        findings.error(entry.key, f"không có nấc `{slug}` để dời", hint)
        return None
    if not isinstance(entry.value, Text) or not entry.value.value.strip():
        if not isinstance(entry.value, Broken):
            findings.error(entry.value, f"nấc `{slug}` phải viết trên một dòng", _FORM)
        return None
    written = " ".join(entry.value.value.split())
    found = _RUNG.fullmatch(written)
    if found is None:
        findings.error(entry.value, f"không hiểu thời điểm “{written[:60]}” của nấc `{slug}`", _FORM)
        return None
    rung = _spec(slug, found)
    problem = _unfit(found) or _misplaced(rung)
    if problem:
        findings.error(entry.value, f"nấc `{slug}`: {problem}", _FORM)
        return None
    return rung


def _spec(slug: str, found: re.Match[str]) -> RungSpec:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    days = int(found["days"] or 0)
    offset = -days if (found["side"] or "").casefold() == "trước" else days
    unit = "d" if found["side"] and not found["working"] else "wd"
    return RungSpec(slug, offset, unit, time(min(hour, 23), min(minute, 59)))


def _unfit(found: re.Match[str]) -> str:
    """What is wrong with the hour or the number of days; empty if nothing is."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if (hour, minute) != (min(hour, 23), min(minute, 59)):
        return f"không có giờ {hour}:{minute:02}"
    if not any(opens <= time(hour, minute) <= closes for opens, closes in OFFICE_HOURS):
        return "giờ phải nằm trong giờ làm việc (07:30–11:30, 13:30–17:00)"
    return f"không dời quá {_FARTHEST} ngày" if int(found["days"] or 0) > _FARTHEST else ""


def _misplaced(rung: RungSpec) -> str:
    """What is wrong with the side of the deadline on which a rung stands; empty if nothing is."""
    side = (rung.offset > 0) - (rung.offset < 0)
    wanted = MOVABLE[rung.slug]
    if side != wanted:
        where = {BEFORE: "trước hạn", ON: "trong ngày cuối", AFTER: "sau hạn"}[wanted]
        return f"nấc này phải nằm {where}"
    if rung.slug == "qua_han" and (rung.unit != "wd" or (rung.offset == 1 and rung.hour < EARLIEST_OVERDUE)):
        return "sớm nhất là sau 1 ngày làm việc, 14 giờ, khi đã chốt sổ văn bản đến"
    return ""


def _check_order(rungs: dict[str, RungSpec], plan: Fields) -> None:
    """A moved rung must keep its place between the others, moved or not: a rung that is passed never speaks."""
    moments = UNMOVED | {slug: (rung.offset, rung.hour) for slug, rung in rungs.items()}
    for lower, higher in pairwise(MOVABLE):
        if moments[lower] > moments[higher]:
            unmoved = [f"`{slug}` chưa dời" for slug in (lower, higher) if slug not in rungs]
            message = ", ".join([f"nấc `{lower}` đến sau nấc `{higher}`", *unmoved])
            hint = f"Các nấc phải theo thứ tự: {', '.join(MOVABLE)}; dời cả nấc kia, hoặc sửa số ngày, giờ."
            plan.findings.error(plan.place("ladder"), message, hint)
