"""What a plan says that is nobody's duty: targets, what is opened or starts later, outlines, other documents."""

from collections.abc import Iterator

from dondoc.language.spec import PlanSpec, WhenMissing, Words
from dondoc.tracking.naming import report_name


def plan_remarks(spec: PlanSpec) -> tuple[str, ...]:
    """One line for each, with clause and quoted phrase, in the order in which a reader needs them."""
    return (*_other_documents(spec), *_reports(spec), *_events(spec), *_targets(spec))


def _other_documents(spec: PlanSpec) -> Iterator[str]:
    if spec.parent is not None:
        yield f"Kế hoạch cấp trên: `{spec.parent}`."
    for old in spec.supersedes:
        followed = f" (`{old.plan}`)" if old.plan is not None else ""
        yield f"Thay thế: Kế hoạch số {old.number}{followed}."
    for amendment in spec.amendments:
        issuer = f" của {amendment.issuer}" if amendment.issuer else ""
        subject = f", về việc {amendment.subject}" if amendment.subject else ""
        yield f"Sửa đổi: văn bản số {amendment.number} ngày {amendment.issued_on:%d/%m/%Y}{issuer}{subject}."


def _reports(spec: PlanSpec) -> Iterator[str]:
    for report in spec.reports.values():
        if report.ad_hoc:
            opened = "chưa ai phải gửi cho đến khi mở bằng `dondoc open`"
            yield f"Đột xuất: {report_name(report)}{_where(report.words)}: {opened}."
        if report.consolidates is not None and report.when_missing is WhenMissing.WAIT:
            yield f"Chờ đủ: {report_name(report)}{_where(report.words)} chờ đủ báo cáo thành phần mới được nhắc."
        if report.outline:
            sections = ", ".join(section.number or section.title for section in report.outline)
            how_many = f"gồm {len(report.outline)} phần"
            yield f"Đề cương: {report_name(report)}{_where(report.words)} {how_many}: {sections}."


def _events(spec: PlanSpec) -> Iterator[str]:
    for event in spec.events.values():
        yield f"Chờ sự kiện: {event.name}{_where(event.words)}; xảy ra thì ghi bằng `dondoc happened`."


def _targets(spec: PlanSpec) -> Iterator[str]:
    for metric in spec.metrics.values():
        yield f"Chỉ tiêu: {metric.measure}: {metric.reaches}{_where(metric.words)}."


def _where(words: Words) -> str:
    """The clause, and the phrase where the document has it so."""
    phrase = f": “{words.phrase}”" if words.quoted else ""
    return f" (mục {words.clause}{phrase})" if words.clause else ""
