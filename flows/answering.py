"""The forms about a whole plan: answers to its questions, events, ad hoc reports, and taking one of them back."""

from datetime import date
from typing import Annotated, Any

from prefect import Flow, flow
from prefect.client.schemas.objects import State

from dondoc.actions.answers import Answered
from dondoc.actions.answers import answer as record_answer
from dondoc.actions.happenings import happened
from dondoc.actions.openings import Asked, open_report
from dondoc.actions.plan_changes import PlanChange, void_plan_fact
from dondoc.actions.typed_days import TypedDay
from dondoc.calendar.phrases import Key
from dondoc.cli.plan_recorded import consequences, fact_text
from dondoc.errors import Refused
from flows.answers import Answer, Desk, answered, named_after
from flows.choices import split
from flows.fields import By, DayWord, DocumentDate, DocumentNumber, Line, Note, PlanSlug, Whether, field

_WHETHER: dict[Whether, bool | None] = {"Không chọn": None, "Có": True, "Không": False}


@flow(
    name="Trả lời câu hỏi",
    flow_run_name=named_after("plan", "question"),
    description="Trả lời một câu kế hoạch còn bỏ ngỏ. Chỉ điền những ô mà câu hỏi cần.",
)
def answer_question(
    *,
    plan: PlanSlug,
    question: Annotated[
        Line, field("Mã câu hỏi", "Ghi ở mô tả của kế hoạch, ví dụ: tong-hop-khong-ngay.", minLength=1)
    ],
    whether: Annotated[
        Whether, field("Có hay không", "Lấy ngày đề xuất hay không; đơn vị ấy có phải làm hay không.")
    ] = "Không chọn",
    day_word: Annotated[DayWord, field("Hạn viết thế nào", "Dùng cùng ô Ngày.")] = "Trước ngày",
    days: Annotated[
        Line,
        field(
            "Ngày",
            "Ví dụ: 16/6/2022. Nhiều kỳ: 6 tháng=16/6/2022; Quý III=16/9/2022. Bỏ trống nếu không hỏi ngày.",
        ),
    ] = "",
    agencies: Annotated[
        Line, field("Đơn vị", "Khi câu hỏi hỏi đơn vị nào. Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;).")
    ] = "",
    continuing: Annotated[
        bool, field("Làm thường xuyên", "Bật nếu nhiệm vụ không có hạn, làm quanh năm.")
    ] = False,
    number: Annotated[Line, field("Số ký hiệu của kế hoạch", "Khi câu hỏi hỏi số.")] = "",
    issued_on: Annotated[date | None, field("Ngày ban hành kế hoạch", "Khi câu hỏi hỏi ngày ban hành.")] = None,
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    text: Annotated[
        Line, field("Trả lời bằng lời", "Ai trả lời, bằng cách nào; bắt buộc nếu chưa có văn bản.")
    ] = "",
    instead_of: Annotated[
        Line, field("Thay cho ghi nhận", "Mã ghi nhận sai, ví dụ: f3. Bỏ trống nếu trả lời lần đầu.")
    ] = "",
    by: By,
) -> State[Any]:
    """Records the answer to a question of a plan."""
    given = Answered(
        is_yes=_WHETHER[whether],
        days=_typed(day_word, days),
        agencies=split(agencies),
        is_continuing=continuing,
        number=number,
        issued_on=issued_on,
        text=text,
    )

    def work(desk: Desk) -> Answer:
        change = record_answer(
            desk.store,
            plan,
            question,
            given,
            document_number=document_number,
            document_date=document_date,
            instead_of=instead_of.strip() or None,
            key=desk.key,
            **desk.signature,
        )
        return _said(desk, change)

    return answered(by, work)


@flow(
    name="Ghi nhận sự kiện",
    flow_run_name=named_after("plan", "event"),
    description="Ghi nhận một sự kiện đã xảy ra. Hạn tính kể từ sự kiện ấy có ngày; đợt chờ sự kiện ấy bắt đầu.",
)
def record_event(
    *,
    plan: PlanSlug,
    event: Annotated[Line, field("Sự kiện", "Mã hoặc tên sự kiện trong kế hoạch.", minLength=1)],
    day: Annotated[date, field("Ngày xảy ra")],
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    note: Note = "",
    instead_of: Annotated[
        Line, field("Thay cho ghi nhận", "Mã ghi nhận sai, ví dụ: f3. Bỏ trống nếu ghi lần đầu.")
    ] = "",
    by: By,
) -> State[Any]:
    """Records that an event of a plan happened."""

    def work(desk: Desk) -> Answer:
        change = happened(
            desk.store,
            plan,
            event,
            on=day,
            document_number=document_number,
            document_date=document_date,
            note=note,
            instead_of=instead_of.strip() or None,
            key=desk.key,
            **desk.signature,
        )
        return _said(desk, change)

    return answered(by, work)


@flow(
    name="Mở báo cáo đột xuất",
    flow_run_name=named_after("plan", "report_name"),
    description="Yêu cầu một số đơn vị báo cáo trước một ngày, không phải sửa tệp kế hoạch.",
)
def open_ad_hoc_report(
    *,
    plan: PlanSlug,
    report_name: Annotated[Line, field("Báo cáo về việc gì", "Ví dụ: thiệt hại do bão số 4.", minLength=1)],
    day_word: Annotated[DayWord, field("Hạn viết thế nào")] = "Trước ngày",
    day: Annotated[Line, field("Ngày", "Ví dụ: 20/8/2022, hoặc 17 giờ 20/8/2022.", minLength=1)],
    agencies: Annotated[
        Line,
        field(
            "Đơn vị",
            "Tên đơn vị hoặc nhóm trong danh bạ, cách nhau bằng dấu chấm phẩy (;). "
            "Bỏ trống: theo báo cáo đột xuất của kế hoạch.",
        ),
    ] = "",
    foreseen: Annotated[
        Line, field("Báo cáo đột xuất của kế hoạch", "Bỏ trống nếu kế hoạch chỉ có một, hoặc không có.")
    ] = "",
    document_number: DocumentNumber = "",
    document_date: DocumentDate = None,
    by: By,
) -> State[Any]:
    """Opens an ad hoc report for a set of agencies."""

    def work(desk: Desk) -> Answer:
        (typed, *others) = _typed(day_word, day) or (TypedDay("truoc", day),)
        if others:
            raise Refused("Báo cáo đột xuất chỉ có một hạn; hãy ghi một ngày.")
        change = open_report(
            desk.store,
            plan,
            Asked(report_name, typed, split(agencies), foreseen),
            document_number=document_number,
            document_date=document_date,
            key=desk.key,
            **desk.signature,
        )
        return _said(desk, change)

    return answered(by, work)


@flow(
    name="Huỷ trả lời, sự kiện, báo cáo đột xuất",
    flow_run_name=named_after("entry"),
    description="Huỷ một ghi nhận nhầm về cả kế hoạch. Ghi nhận cũ vẫn còn; sau đó ghi nhận lại cho đúng.",
)
def void_plan_entry(
    *,
    entry: Annotated[Line, field("Mã ghi nhận", "Ví dụ: f3; ghi ở kết quả của lần ghi nhận.", minLength=1)],
    note: Annotated[Line, field("Lý do huỷ")] = "",
    by: By,
) -> State[Any]:
    """Takes a wrong answer, event or ad hoc report back."""

    def work(desk: Desk) -> Answer:
        change = void_plan_fact(desk.store, entry, note=note, key=desk.key, **desk.signature)
        return _said(desk, change)

    return answered(by, work)


def _typed(word: DayWord, days: str) -> tuple[TypedDay, ...]:
    """`6 tháng=16/6/2022; 16/9/2022` → both days, each with its period."""
    parts = [text.rpartition("=") for text in split(days)]
    key: Key = "truoc" if word == "Trước ngày" else "cham_nhat"
    return tuple(TypedDay(key, day.strip(), period.strip()) for period, _, day in parts)


def _said(desk: Desk, change: PlanChange) -> Answer:
    """What was recorded in a few words, and in full with what it changed and the entry's id."""
    what = "Đã ghi nhận từ trước" if change.is_repeat else "Đã ghi nhận"
    text = fact_text(change.fact, desk.office.name_of)
    changes = change.changes
    counts = ((len(changes.new), "thêm"), (len(changes.moved), "đổi hạn"), (len(changes.dropped), "thôi theo dõi"))
    touched = [f"{verb} {count} đầu việc" for count, verb in counts if count]
    sentences = [f"{what}: {text}.", *([f"Kế hoạch {', '.join(touched)}."] if touched else [])]
    entry = f"Mã ghi nhận {change.fact.id}; người ghi nhận: {change.fact.recorded_by}."
    return Answer(f"{what}: {text}", " ".join((*sentences, *consequences(change), entry)))


FORMS: tuple[Flow[..., Any], ...] = (answer_question, record_event, open_ad_hoc_report, void_plan_entry)
