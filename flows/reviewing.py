"""The forms about bodies that ended: who takes over their debts, and who takes their place in a plan."""

from datetime import date
from typing import Annotated, Any

from prefect import Flow, flow
from prefect.client.schemas.objects import State

from dondoc.actions.handovers import Decided, Decider, Paper, decided_before, hand_over, keep, let_off
from dondoc.actions.replacements import replace_part
from dondoc.actions.reviews import debts_meant
from dondoc.cli.reviews import decided_text
from dondoc.errors import Refused
from flows.answers import Answer, Desk, answered, named_after
from flows.choices import split
from flows.fields import (
    AgencyText,
    By,
    DocumentDate,
    DocumentNumber,
    Line,
    Note,
    PlanSlug,
    ReportText,
    Review,
    field,
)


@flow(
    name="Xử lý đơn vị đã kết thúc hoạt động",
    flow_run_name=named_after("agency", "action"),
    description=(
        "Quyết định về việc còn nợ của đơn vị đã giải thể, sáp nhập, chia, đổi tên. Không có gì tự chuyển; "
        "việc đang chờ và cơ quan kế thừa xem ở mô tả lượt chạy của kế hoạch hoặc bằng dondoc review list."
    ),
)
def decide_debts(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    report: ReportText = "",
    action: Annotated[Review, field("Quyết định")],
    successors: Annotated[
        Line, field("Đơn vị làm tiếp", "Khi chuyển. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;).")
    ] = "",
    new_last_day: Annotated[
        date | None, field("Hạn mới", "Bắt buộc khi hạn cũ đã qua; bỏ trống (None) thì giữ hạn cũ.")
    ] = None,
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Note = "",
    by: By,
) -> State[Any]:
    """Records what becomes of the debts of a body that ended."""

    def work(desk: Desk) -> Answer:
        decider = _decider(desk, Paper(document_number.strip(), document_date, note.strip()))
        if before := decided_before(decider):
            return _said(before)
        found = debts_meant(
            desk.store,
            agency,
            plan=plan,
            report=report.strip() or None,
            calendar=desk.calendar,
            now=desk.now,
        )
        ids = [debt.obligation.id for debt in found]
        if action == "Vẫn theo dõi đơn vị cũ":
            return _said(keep(decider, ids))
        if action == "Không phải báo cáo nữa":
            return _said(let_off(decider, ids))
        named = split(successors)
        if action == "Chuyển cho đơn vị khác" and not named:
            raise Refused("Chuyển cho đơn vị nào? Hãy điền ô “Đơn vị làm tiếp”.")
        return _said(hand_over(decider, ids, named, new_last_day=new_last_day))

    return answered(by, work)


@flow(
    name="Thay cơ quan của kế hoạch",
    flow_run_name=named_after("plan", "agency"),
    description="Đưa cơ quan kế thừa vào chỗ cơ quan ban hành, thường trực hoặc nơi nhận đã kết thúc hoạt động.",
)
def replace_body(
    *,
    plan: PlanSlug,
    agency: AgencyText,
    successor: Annotated[
        Line, field("Cơ quan thay", "Bỏ trống thì lấy cơ quan kế thừa duy nhất trong danh bạ.")
    ] = "",
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Note = "",
    by: By,
) -> State[Any]:
    """Puts a successor in the place of a body that ended."""

    def work(desk: Desk) -> Answer:
        decider = _decider(desk, Paper(document_number.strip(), document_date, note.strip()))
        done = replace_part(decider, plan, agency, successor=successor.strip())
        opening = "Đã ghi nhận từ trước" if done.is_repeat else "Đã ghi nhận"
        what = f"{opening}: {done.new_name} thay {done.old_name}"
        return Answer(what, f"{what}, kế hoạch {done.plan}. Mã ghi nhận {done.record}; người ghi nhận: {desk.by}.")

    return answered(by, work)


def _decider(desk: Desk, paper: Paper) -> Decider:
    return Decider(desk.store, desk.calendar, desk.by, desk.now, paper, desk.key)


def _said(done: tuple[Decided, ...]) -> Answer:
    first = done[0]
    opening = "Đã ghi nhận từ trước" if first.is_repeat else "Đã ghi nhận"
    heirs = ", ".join(dict.fromkeys(heir.agency_name for one in done for heir in one.heirs))
    whose = f"{first.debt.agency_name}, {len(done):02d} đầu việc"
    name = f"{opening}: {whose} chuyển cho {heirs}" if heirs else f"{opening}: {whose}"
    return Answer(name, "\n".join(decided_text(one) for one in done))


FORMS: tuple[Flow[..., Any], ...] = (decide_debts, replace_body)
