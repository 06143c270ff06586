"""What a duty is called inside a sentence."""

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
