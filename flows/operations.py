"""The forms on Prefect's pages: each is a flow that records one thing and says so in its final state.

The run's id is the key of what it records, so a run that is repeated records nothing more.
"""

from datetime import date
from typing import Annotated, Any

from prefect import Flow, flow
from prefect.client.schemas.objects import State

from dondoc.actions import holds, reports
from dondoc.actions.plans import activate
from dondoc.actions.register import close_register
from dondoc.actions.releases import decide
from dondoc.cli.dates import day_text
from dondoc.tracking.obligations import Decision
from flows.answers import Answer, Desk, answered, named_after, said
from flows.choices import event_meant, hold_meant, hour_meant, letters_meant, meant, split
from flows.fields import (
    ALL_PLANS,
    AgencyText,
    AnyPlan,
    By,
    DocumentDate,
    DocumentNumber,
    LetterDecision,
    Line,
    Note,
    Objection,
    Pause,
    PlanSlug,
    Receipt,
    ReportText,
    field,
)
from flows.receipts import record_receipt


@flow(
    name="Ghi nhận báo cáo",
    flow_run_name=named_after("agency", "report"),
    description="Ghi nhận báo cáo đã đến (cả hoặc một phần), bản chụp nhận trước, không phát sinh, hẹn gửi, miễn.",
)
def record_report(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    action: Annotated[Receipt, field("Ghi nhận việc gì")] = "Đã nhận báo cáo",
    day: Annotated[date, field("Ngày", "Ngày trên dấu đến của văn thư; với “Hẹn gửi” là ngày đơn vị hẹn.")],
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Annotated[Line, field("Ghi chú", "Với “Đã nhận một phần”: phần còn thiếu, ví dụ: phụ lục 2.")] = "",
    by: By,
) -> State[Any]:
    """Records that a paper came, or what the agency said about it."""

    def work(desk: Desk) -> Answer:
        owed = meant(desk, plan, agency, report)
        recorded = record_receipt(
            desk, owed.id, action, day, document_number=document_number, document_date=document_date, note=note
        )
        return said("Đã ghi nhận", recorded)

    return answered(by, work)


@flow(
    name="Trả lại hoặc đề nghị bổ sung",
    flow_run_name=named_after("agency", "report"),
    description="Trả lại: phải gửi lại theo hạn mới. Đề nghị bổ sung: vẫn tính là đã gửi như cũ.",
)
def return_or_supplement(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    action: Annotated[Objection, field("Trả lại hay đề nghị bổ sung")],
    day: Annotated[date, field("Ngày trả lại hoặc đề nghị")],
    new_last_day: Annotated[
        date | None, field("Hạn mới", "Chỉ khi trả lại. Bỏ trống (None): 03 ngày làm việc.")
    ] = None,
    note: Annotated[Line, field("Lý do", "Nêu rõ phần cần sửa hoặc bổ sung.")] = "",
    by: By,
) -> State[Any]:
    """Sends a report back, or asks for a missing part of it."""

    def work(desk: Desk) -> Answer:
        received = meant(desk, plan, agency, report, among=reports.Among.RECEIVED)
        if action == "Đề nghị bổ sung":
            recorded = reports.supplement(
                desk.store, received.id, requested_on=day, note=note, key=desk.key, **desk.signature
            )
            return said("Đã đề nghị bổ sung", recorded)
        recorded = reports.return_report(
            desk.store,
            received.id,
            returned_on=day,
            new_last_day=new_last_day,
            note=note,
            key=desk.key,
            **desk.signature,
        )
        return said("Đã trả lại", recorded)

    return answered(by, work)


@flow(
    name="Gia hạn",
    flow_run_name=named_after("agency", "report"),
    description="Gia hạn một báo cáo. Chưa có văn bản thì bỏ trống số: được ghi là gia hạn miệng, chờ văn bản.",
)
def extend_deadline(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    new_last_day: Annotated[date, field("Hạn mới", "Ngày cuối cùng được gửi.")],
    new_hour: Annotated[Line, field("Giờ của hạn mới", "Ví dụ: 17:00. Bỏ trống: đến hết ngày.")] = "",
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Note = "",
    by: By,
) -> State[Any]:
    """Puts a deadline off; without a document number the extension is an oral one."""

    def work(desk: Desk) -> Answer:
        owed = meant(desk, plan, agency, report)
        recorded = reports.extend(
            desk.store,
            owed.id,
            new_last_day=new_last_day,
            new_hour=hour_meant(new_hour),
            document_number=document_number.strip(),
            document_date=document_date,
            note=note,
            key=desk.key,
            **desk.signature,
        )
        return said("Đã gia hạn", recorded)

    return answered(by, work)


@flow(
    name="Huỷ ghi nhận",
    flow_run_name=named_after("agency", "report"),
    description="Huỷ một ghi nhận nhầm. Ghi nhận cũ vẫn còn trong lịch sử; sau đó ghi nhận lại cho đúng.",
)
def void_entry(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    entry: Annotated[
        Line, field("Mã ghi nhận", "Ví dụ: e17. Bỏ trống nếu chỉ có một; có nhiều thì được liệt kê.")
    ] = "",
    note: Annotated[Line, field("Lý do huỷ")] = "",
    by: By,
) -> State[Any]:
    """Takes a wrong entry back."""

    def work(desk: Desk) -> Answer:
        event_id = event_meant(desk, plan, agency, report, entry)
        recorded = reports.void(desk.store, event_id, note=note, key=desk.key, **desk.signature)
        return said("Đã huỷ ghi nhận", recorded)

    return answered(by, work)


@flow(
    name="Chốt sổ văn bản đến",
    flow_run_name=named_after("body"),
    description="Xác nhận mọi văn bản đến hết ngày đã vào sổ. Chỉ sau đó đơn vị chưa gửi mới bị coi là quá hạn.",
)
def close_incoming_register(
    *,
    body: Annotated[
        Line, field("Cơ quan tiếp nhận", "Nơi có sổ văn bản đến, ví dụ: Công an thị xã.", minLength=1)
    ],
    through: Annotated[date, field("Chốt đến hết ngày")],
    by: By,
) -> State[Any]:
    """Closes a body's incoming register through a day."""

    def work(desk: Desk) -> Answer:
        closed = close_register(desk.store, body=body, through=through, **desk.signature)
        name = desk.office.name_of(closed.closing.body)
        day = day_text(closed.closing.through)
        if closed.is_repeat:
            return Answer(f"Đã chốt sổ từ trước: {name}, đến {day}", "Không có gì thay đổi.")
        late = ", ".join(f"{one.agency_name} ({one.name})" for one in closed.overdue)
        count = f"thêm {len(closed.overdue)} đầu việc quá hạn" if late else "không thêm đầu việc quá hạn"
        said_of = f"Đã chốt sổ: {name}, đến {day}, {count}"
        return Answer(said_of, f"{said_of}: {late}." if late else f"{said_of}.")

    return answered(by, work)


@flow(
    name="Giữ hoặc phát hành thư gửi lãnh đạo",
    flow_run_name=named_after("action", "agency"),
    description="Thư gửi lãnh đạo đơn vị được báo trước một ngày làm việc. Không giữ lại thì thư tự đi.",
)
def hold_or_release_letters(
    *,
    plan: PlanSlug,
    action: Annotated[LetterDecision, field("Giữ lại hay cho phát hành")],
    agency: Annotated[Line, field("Đơn vị", "Bỏ trống: mọi thư đang chờ của kế hoạch.")] = "",
    by: By,
) -> State[Any]:
    """Decides about the letters to heads of agencies that are about to go."""

    def work(desk: Desk) -> Answer:
        letters = letters_meant(desk, plan, agency)
        decision = Decision.HELD if action == "Giữ lại" else Decision.RELEASED
        ids = [letter.obligation.id for letter in letters]
        decided = decide(desk.store, ids, decision=decision, **desk.signature)
        what = "Đã giữ lại" if decision is Decision.HELD else "Đã cho phát hành"
        names = ", ".join(f"{one.letter.obligation.agency_name} ({one.letter.obligation.name})" for one in decided)
        return Answer(f"{what} {len(decided)} thư gửi lãnh đạo", f"{what} thư gửi lãnh đạo: {names}.")

    return answered(by, work)


@flow(
    name="Tạm dừng nhắc",
    flow_run_name=named_after("action", "plan"),
    description="Không nhắc trong một thời gian (bão, Tết, bầu cử). Thông báo chờ, thời hạn giữ nguyên.",
)
def pause_reminders(
    *,
    action: Annotated[Pause, field("Tạm dừng hay thôi tạm dừng")] = "Tạm dừng",
    plan: AnyPlan,
    agencies: Annotated[
        Line, field("Đơn vị", "Bỏ trống: mọi đơn vị. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;).")
    ] = "",
    starts: Annotated[date, field("Từ ngày")],
    ends: Annotated[date, field("Đến hết ngày")],
    reason: Annotated[Line, field("Lý do", "Ví dụ: nghỉ Tết, phòng chống bão.", minLength=1)],
    by: By,
) -> State[Any]:
    """Holds messages back for some days, or ends such a hold before its time."""
    slug = None if plan == ALL_PLANS else plan

    def work(desk: Desk) -> Answer:
        if action == "Thôi tạm dừng":
            hold_id = hold_meant(desk, slug, split(agencies), starts, ends)
            held = holds.lift(desk.store, hold_id, **desk.signature)
            what = "Đã thôi tạm dừng nhắc"
        else:
            held = holds.hold(
                desk.store,
                plan=slug,
                agencies=split(agencies),
                starts=starts,
                ends=ends,
                reason=reason,
                **desk.signature,
            )
            what = "Đã tạm dừng nhắc từ trước" if held.is_repeat else "Đã tạm dừng nhắc"
        who = ", ".join(desk.office.name_of(one) for one in held.hold.agencies) or "mọi đơn vị"
        days = f"từ {day_text(held.hold.starts)} đến {day_text(held.hold.ends)}"
        return Answer(f"{what}: {plan}, {days}", f"{what}: {plan}, {who}, {days}. Lý do: {held.hold.reason}.")

    return answered(by, work)


@flow(
    name="Kích hoạt kế hoạch",
    flow_run_name=named_after("plan"),
    description="Bắt đầu theo dõi và nhắc. Bản lưu để trống số, ngày ban hành thì nhập vào đây.",
)
def activate_plan(
    *,
    plan: PlanSlug,
    number: Annotated[Line, field("Số, ký hiệu kế hoạch", "Ví dụ: 144/KH-UBND. Bỏ trống nếu bản lưu đã có.")] = "",
    issued_on: Annotated[date | None, field("Ngày ban hành", "Bỏ trống (None) nếu bản lưu đã có.")] = None,
    without_number: Annotated[
        bool, field("Theo dõi khi chưa có số", "Bật nếu chưa biết số, ngày; nhập sau cũng ở đây.")
    ] = False,
    by: By,
) -> State[Any]:
    """Starts following a plan, and may enter its number and day of issue."""

    def work(desk: Desk) -> Answer:
        active = activate(
            desk.store,
            plan,
            number=number.strip() or None,
            issued_on=issued_on,
            without_number=without_number,
            **desk.signature,
        )
        what = "Đã kích hoạt" if active.activated_at == desk.now else "Đã bổ sung số, ngày ban hành"
        what = "Đã kích hoạt từ trước" if active.is_repeat else what
        since = f"theo dõi các thời hạn từ {day_text(active.in_effect_from)}"
        return Answer(f"{what}: {plan}, {since}", f"{what}: kế hoạch số {active.plan.number}, {since}.")

    return answered(by, work)


FORMS: tuple[Flow[..., Any], ...] = (
    record_report,
    return_or_supplement,
    extend_deadline,
    void_entry,
    close_incoming_register,
    hold_or_release_letters,
    pause_reminders,
    activate_plan,
)
