"""The forms about what papers contain: figures, outlines, reports that were sent under another plan."""

from datetime import date
from typing import Annotated, Any, Literal

from prefect import Flow, flow
from prefect.client.schemas.objects import State

from dondoc.actions.credits import CreditDraft, credit_from
from dondoc.actions.figures import FigureDraft, set_figure
from dondoc.actions.outlines import mark_sections
from dondoc.actions.reports import Among
from dondoc.cli.figures import entry_text, verdict_text
from dondoc.cli.outlines import outline_text
from dondoc.errors import Ambiguous
from dondoc.tracking.figures import is_reached
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.outlines import Mark
from flows.answers import Answer, Desk, answered, named_after, said
from flows.choices import meant, split
from flows.fields import AgencyText, By, DocumentDate, DocumentNumber, Line, Note, PlanSlug, ReportText, field

SectionMark = Literal["Có", "Thiếu", "Không thuộc chức năng", "Chưa xem"]
_MARKS: dict[SectionMark, Mark] = {
    "Có": Mark.PRESENT,
    "Thiếu": Mark.MISSING,
    "Không thuộc chức năng": Mark.NOT_OURS,
    "Chưa xem": Mark.UNSEEN,
}


@flow(
    name="Ghi nhận số liệu",
    flow_run_name=named_after("metric", "period", "agency"),
    description="Ghi số liệu của một chỉ tiêu đúng như báo cáo, để so với mức phải đạt. Ghi sau thay ghi trước.",
)
def record_figure(
    *,
    plan: PlanSlug,
    metric: Annotated[Line, field("Chỉ tiêu", "Mã hoặc tên, ví dụ: tin-bao-giai-quyet.", minLength=1)],
    value: Annotated[Line, field("Số liệu", "Như trong báo cáo, ví dụ: 92,5% hoặc 18/20 vụ.", minLength=1)],
    period: Annotated[Line, field("Kỳ", "Ví dụ: 6 tháng. Bỏ trống: cả thời gian thực hiện.")] = "",
    agency: Annotated[Line, field("Đơn vị", "Bỏ trống: số liệu của cả kế hoạch.")] = "",
    document_number: DocumentNumber = "",
    note: Note = "",
    by: By,
) -> State[Any]:
    """Records a figure for a metric of a plan."""
    draft = FigureDraft(
        metric=metric, value=value, period=period, agency=agency, document_number=document_number, note=note
    )

    def work(desk: Desk) -> Answer:
        done = set_figure(desk.store, plan, draft, by=desk.by, now=desk.now, key=desk.key)
        entry, goal = done.entry, done.entry.metric
        what = "Đã ghi từ trước" if done.is_repeat else "Đã ghi số liệu"
        reached = verdict_text(is_reached(goal, entry.figure.value))
        wanted = f" Phải đạt {goal.reaches}: {reached}." if goal else ""
        name = f"{what}: {entry_text(entry)}"
        return Answer(name, f"{name}.{wanted} Mã số liệu {entry.figure.id}; người ghi nhận: {desk.by}.")

    return answered(by, work)


@flow(
    name="Đối chiếu đề cương",
    flow_run_name=named_after("agency", "report", "action"),
    description="Mục nào có, thiếu, hoặc không thuộc chức năng. Thiếu mục thì đề nghị bổ sung, không trả lại.",
)
def go_through_outline(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    sections: Annotated[
        Line, field("Các mục", "Cách nhau bằng dấu chấm phẩy, ví dụ: II.3; IV. Bỏ trống: mọi mục chưa xem.")
    ] = "",
    action: Annotated[SectionMark, field("Đối chiếu")],
    note: Note = "",
    by: By,
) -> State[Any]:
    """Notes how sections of a report's outline stand."""

    def work(desk: Desk) -> Answer:
        looked_at = _looked_at(desk, plan, agency, report)
        found = mark_sections(
            desk.store, looked_at.id, split(sections), _MARKS[action], note=note, **desk.signature
        )
        what = f"Đã đối chiếu {found.written} mục" if found.written else "Đã đối chiếu từ trước"
        name = f"{what}: {looked_at.agency_name}, {looked_at.name}"
        return Answer(name, f"{name}. Đề cương: {outline_text(found.checked)}. Người ghi nhận: {desk.by}.")

    return answered(by, work)


@flow(
    name="Tính báo cáo đã gửi theo kế hoạch khác",
    flow_run_name=named_after("agency", "report", "source"),
    description="Báo cáo đã gửi theo kế hoạch khác cũng là của đầu việc này. Tính theo ngày đến của báo cáo ấy.",
)
def credit_report(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    source: Annotated[Line, field("Kế hoạch khác", "Mã hoặc số, ví dụ: 07/KH-UBND.", minLength=1)],
    source_report: Annotated[
        Line, field("Báo cáo nào của kế hoạch ấy", "Bỏ trống nếu chỉ có một báo cáo đã nhận.")
    ] = "",
    received_on: Annotated[
        date | None,
        field("Ngày đến", "Theo dấu văn thư. Bỏ trống (None) nếu kế hoạch kia cũng theo dõi ở đây."),
    ] = None,
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Note = "",
    by: By,
) -> State[Any]:
    """Records that a report of another plan counts for this one."""
    draft = CreditDraft(
        source=source,
        source_report=source_report,
        received_on=received_on,
        document_number=document_number,
        document_date=document_date,
        note=note,
    )

    def work(desk: Desk) -> Answer:
        owed = meant(desk, plan, agency, report, among=Among.ALL)
        return said("Đã ghi nhận", credit_from(desk.store, owed.id, draft, key=desk.key, **desk.signature))

    return answered(by, work)


def _looked_at(desk: Desk, plan: str, agency: str, report: str) -> Obligation:
    """The report that was received, since that is what one goes through; else what is owed."""
    try:
        return meant(desk, plan, agency, report, among=Among.RECEIVED)
    except Ambiguous:
        return meant(desk, plan, agency, report)


FORMS: tuple[Flow[..., Any], ...] = (record_figure, go_through_outline, credit_report)
