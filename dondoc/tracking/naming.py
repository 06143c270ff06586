"""What a duty and its deadline are called inside a sentence."""

from datetime import date, datetime

from dondoc.calendar.deadlines import stated_hour
from dondoc.language.spec import ReportSpec


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: "Quý I" → "quý I"; "UBND …" keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def report_name(report: ReportSpec, period_name: str = "") -> str:
    """ "báo cáo 6 tháng", "báo cáo tổng hợp 6 tháng"; without a period the report's own name."""
    period = lower_first(period_name).removeprefix("báo cáo ")
    if not period:
        name = _with_kind(lower_first(report.name))
        return f"{name} tổng hợp" if report.consolidates and name == "báo cáo" else name
    if report.consolidates:
        return f"báo cáo tổng hợp {period.removeprefix('tổng kết ').removeprefix('sơ kết ')}"
    return f"báo cáo {period}"


def _with_kind(name: str) -> str:
    return name if name.startswith("báo cáo") else f"báo cáo {name}"


def deadline_text(last_day: date | None, due: datetime | None) -> str:
    """A last day as a sentence names it: "20/06/2022", "17:00 20/06/2022" where it has an hour."""
    if last_day is None:
        return "chưa có ngày"
    hour = stated_hour(last_day, due) if due else None
    return f"{hour:%H:%M} {last_day:%d/%m/%Y}" if hour else f"{last_day:%d/%m/%Y}"
