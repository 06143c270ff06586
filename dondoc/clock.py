"""The only place that reads a clock. A rehearsal may run on a clock of its own, agreed on by all processes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dondoc.calendar import VIETNAM
from dondoc.errors import Misconfigured, Refused

Clock = Callable[[], datetime]
MAX_RATE = 1_000_000.0  # a year in half a minute


def now() -> datetime:
    """The present moment, aware, in Asia/Ho_Chi_Minh."""
    return datetime.now(VIETNAM)


@dataclass(frozen=True, slots=True)
class RehearsalClock:
    """Shows `starts` at the real instant `anchor`; from then on it runs `rate` times as fast (0: not at all)."""

    starts: datetime
    anchor: datetime
    rate: float

    def __call__(self) -> datetime:
        """The rehearsed moment, aware, in Asia/Ho_Chi_Minh."""
        return self.starts + (now() - self.anchor) * self.rate


def choose_clock(setting: str | None, *, is_rehearsal: bool, anchor: Callable[[str, datetime], datetime]) -> Clock:
    """The clock of this process: the real one, or the one that DONDOC_CLOCK asks for.

    `setting` is `<start instant>[,<rate>]`, ISO 8601 (+07:00 unless it says otherwise), rate 1 by default.
    `anchor` remembers with the rehearsal database when a setting was first used (given the setting and the
    present moment, it returns the first), so that every process with the same setting sees the same time.
    Raises Refused for a database that is no rehearsal, Misconfigured for a setting that can't be read.
    """
    if setting is None:
        return now
    starts, rate = _read(setting)
    if not is_rehearsal:
        raise Refused(
            "DONDOC_CLOCK chỉ dùng với cơ sở dữ liệu diễn tập. Bỏ biến này để chạy theo giờ thật, "
            "hoặc tạo cơ sở dữ liệu diễn tập bằng --rehearsal."
        )
    return RehearsalClock(starts, anchor(setting, now()), rate)


def _read(setting: str) -> tuple[datetime, float]:
    text, _, rate_text = setting.partition(",")
    try:
        starts = datetime.fromisoformat(text.strip())
        rate = float(rate_text or 1)
    except ValueError:
        raise _unreadable(setting) from None
    if not 0 <= rate <= MAX_RATE:
        raise _unreadable(setting)
    return (starts if starts.tzinfo else starts.replace(tzinfo=VIETNAM)).astimezone(VIETNAM), rate


def _unreadable(setting: str) -> Misconfigured:
    return Misconfigured(
        f"DONDOC_CLOCK=“{setting}” không đọc được; viết <thời điểm bắt đầu>[,<tốc độ>], "
        "ví dụ 2022-06-08T08:00:00+07:00,60 (nhanh gấp 60 lần)."
    )
