"""What may happen in a written story: every verb with its keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.tracking.obligations import Decision, EventKind
from dondoc.tracking.scenario import (
    Activated,
    Closed,
    Decided,
    DeskEmptied,
    DeskTaken,
    Held,
    LeftOpen,
    Lifted,
    Numbered,
    Outage,
    Recorded,
    Step,
    TakenBack,
)
from dondoc.tracking.scenario_cast import Cast
from dondoc.tracking.scenario_lines import Line

_WHICH = ("bao_cao", "ky", "co_quan", "ke_hoach")
_PAPER = ("so", "ngay_van_ban", "ngay_nhan", "ghi_chu")


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that may happen: what it means (Vietnamese), which keys it takes, and the step that it makes."""

    meaning: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    step: Callable[[Line, Cast, datetime], Step]


def _event(
    kind: EventKind, meaning: str, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()
) -> Verb:
    """The verb that records an event of a kind."""

    def step(line: Line, cast: Cast, at: datetime) -> Step:
        return Recorded(
            at=at,
            obligations=cast.owed(line),
            kind=kind,
            received_on=line.day("ngay_nhan", at.date()),
            document_number=line.text("so"),
            document_date=line.day_or_none("ngay_van_ban"),
            new_last_day=line.day_or_none("hen_ngay" if kind is EventKind.PROMISED else "han_moi"),
            oral=line.is_yes("bang_mieng"),
            note=line.text("ghi_chu"),
        )

    return Verb(meaning, ("bao_cao", *required), (*_WHICH[1:], *_PAPER, *optional), step)


def _amended() -> Verb:
    """The verb of an extension that a new version of the plan brings, and not for one agency alone."""
    extended = _event(EventKind.EXTENDED, "văn bản sửa đổi dời hạn", required=("han_moi",))

    def step(line: Line, cast: Cast, at: datetime) -> Step:
        recorded = extended.step(line, cast, at)
        return replace(recorded, by_amendment=True) if isinstance(recorded, Recorded) else recorded

    return replace(extended, step=step)


def _held(line: Line, cast: Cast, at: datetime) -> Step:
    starts = line.day("tu", at.date())
    ends = line.day("den", starts)
    if ends < starts:
        line.findings.error(line.place("den"), "ngày cuối đứng trước ngày đầu", "Sửa `tu` hoặc `den`.")
    return Held(at, cast.plan(line), cast.agencies(line), starts, ends, line.text("ghi_chu"))


def _outage(line: Line, _cast: Cast, at: datetime) -> Step:
    until = line.moment("den_luc")
    if until <= at:
        line.findings.error(
            line.place("den_luc"), "lúc chạy lại đứng trước lúc ngừng", "Sửa `luc` hoặc `den_luc`."
        )
    return Outage(at, until)


def _numbered(line: Line, cast: Cast, at: datetime) -> Step:
    return Numbered(at, cast.plan(line) or "", line.text("so"), line.day_or_none("ngay_ban_hanh"))


def _decided(decision: Decision, meaning: str) -> Verb:
    return Verb(meaning, ("bao_cao",), _WHICH[1:], lambda line, cast, at: Decided(at, cast.owed(line), decision))


VERBS: Mapping[str, Verb] = {
    "da-gui": _event(EventKind.SUBMITTED, "đơn vị đã gửi văn bản"),
    "nhan-truoc": _event(EventKind.RECEIVED_IN_ADVANCE, "nhận trước bản chụp"),
    "de-nghi-bo-sung": _event(EventKind.SUPPLEMENT_REQUESTED, "đề nghị bổ sung, vẫn tính đúng hạn"),
    "tra-lai": _event(EventKind.RETURNED, "trả lại, mặc định thêm 03 ngày làm việc", optional=("han_moi",)),
    "gia-han": _event(EventKind.EXTENDED, "gia hạn", required=("han_moi",), optional=("bang_mieng",)),
    "doi-han": _amended(),
    "mien": _event(EventKind.EXEMPTED, "không phải báo cáo kỳ này"),
    "khong-phat-sinh": _event(EventKind.NIL_RETURN, "báo không phát sinh"),
    "hen-gui": _event(EventKind.PROMISED, "hẹn ngày gửi", optional=("hen_ngay",)),
    "ghi-nhan": _event(EventKind.CREDITED, "ghi nhận từ kế hoạch khác"),
    "thoi-theo-doi": _event(EventKind.WITHDRAWN, "thôi theo dõi"),
    "huy-ghi-nhan": Verb(
        "huỷ lần ghi nhận gần nhất",
        ("bao_cao",),
        _WHICH[1:],
        lambda line, cast, at: TakenBack(at, cast.owed(line)),
    ),
    "chot-so": Verb(
        "chốt sổ văn bản đến, từ đó chốt hằng ngày",
        ("co_quan", "den"),
        (),
        lambda line, cast, at: Closed(at, cast.agency(line), line.day("den", at.date())),
    ),
    "khong-chot-so": Verb(
        "ngừng chốt sổ", ("co_quan",), (), lambda line, cast, at: LeftOpen(at, cast.agency(line))
    ),
    "tam-dung": Verb("tạm dừng nhắc", ("tu", "den"), ("co_quan", "ke_hoach", "ghi_chu"), _held),
    "nhac-lai": Verb(
        "thôi tạm dừng nhắc",
        (),
        ("co_quan", "ke_hoach"),
        lambda line, cast, at: Lifted(at, cast.plan(line), cast.agencies(line)),
    ),
    "giu-thu": _decided(Decision.HELD, "giữ thư gửi lãnh đạo"),
    "phat-hanh": _decided(Decision.RELEASED, "phát hành thư gửi lãnh đạo"),
    "ngung-chay": Verb("hệ thống ngừng chạy", ("den_luc",), (), _outage),
    "thieu-dau-moi": Verb(
        "không có người ở một vị trí",
        ("co_quan",),
        ("vai_tro",),
        lambda line, cast, at: DeskEmptied(at, cast.desk(line)),
    ),
    "co-dau-moi": Verb(
        "có người ở một vị trí", ("co_quan",), ("vai_tro",), lambda line, cast, at: DeskTaken(at, cast.desk(line))
    ),
    "kich-hoat": Verb(
        "kích hoạt kế hoạch", ("ke_hoach",), (), lambda line, cast, at: Activated(at, cast.plan(line) or "")
    ),
    "vao-so": Verb("điền số, ngày ban hành", ("ke_hoach", "so"), ("ngay_ban_hanh",), _numbered),
}
