"""`dondoc questions` and `dondoc answer`: what a plan leaves open, and what somebody said about it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import DAY, day_text, read_day
from dondoc.cli.opening import AtOption, ByOption, open_office
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.plan_recorded import fact_json, fact_text, tell_plan_change
from dondoc.cli.usage import Command
from dondoc.tracking.plan_facts import FactKind, PlanFact, live_facts

if TYPE_CHECKING:
    from dondoc.actions.questions import OpenQuestion
    from dondoc.actions.typed_days import TypedDay
    from dondoc.calendar.phrases import Key

PANEL = "Làm rõ kế hoạch"
QUESTIONS_HELP = """Xem những câu kế hoạch còn bỏ ngỏ: ai đang chờ, cần trả lời gì. Chưa trả lời thì chưa nhắc ai.

Nêu một kế hoạch và thêm --all để xem cả những câu đã trả lời: ai ghi nhận, khi nào, theo văn bản nào."""
QUESTIONS_EXAMPLE = """dondoc questions
dondoc questions duc-pho-2022 --all"""
ANSWER_HELP = """Ghi nhận câu trả lời cho một câu hỏi của kế hoạch. Từ đó kế hoạch được theo dõi theo câu trả lời,
kể cả khi đồng bộ bản sau.

Nêu văn bản trả lời (--document) hoặc ghi lời ai trả lời (--text). Trả lời sai thì huỷ bằng dondoc void,
hoặc thay bằng --instead-of. Hạn đã qua khi trả lời chỉ được liệt kê, không nhắc."""
ANSWER_EXAMPLE = """dondoc answer duc-pho-2022 so-ky-hieu --number 45/KH-UBND --document 45/KH-UBND --by Hoa
dondoc answer duc-pho-2022 ke-hoach-don-vi-khong-ngay --before 30/5/2022 --document 210/UBND-NC --by Hoa
dondoc answer duc-pho-2022 tong-hop-khong-ngay --before "6 tháng=20/6/2022" --text "Công an tỉnh báo" --by Hoa"""
MOST_NAMED = 3

PlanArgument = Annotated[str, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch đã đồng bộ.")]
BeforeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--before",
        metavar=DAY,
        help="Trước ngày này; có nhiều kỳ thì viết KỲ=NGÀY, mỗi kỳ một lần.",
        show_default=False,
    ),
]
ByDayOption = Annotated[
    list[str] | None,
    typer.Option("--by-day", metavar=DAY, help="Chậm nhất ngày này; viết như --before.", show_default=False),
]
AgenciesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--agencies",
        metavar="CƠ_QUAN",
        help="Tên hoặc mã cơ quan, nhóm trong danh bạ; nêu nhiều lần, hoặc cách nhau bằng dấu chấm phẩy.",
        show_default=False,
    ),
]
DocumentOption = Annotated[
    str,
    typer.Option("--document", metavar="SỐ", help="Số, ký hiệu văn bản, như 210/UBND-NC.", show_default=False),
]
DatedOption = Annotated[
    date | None, typer.Option("--dated", metavar=DAY, parser=read_day, help="Ngày ghi trên văn bản ấy.")
]
InsteadOption = Annotated[
    str | None,
    typer.Option("--instead-of", metavar="MÃ", help="Thay cho ghi nhận sai này, như f3: huỷ nó cùng lúc."),
]


def add_to(app: typer.Typer) -> None:
    """Offers `questions` and `answer`."""
    app.command("questions", cls=Command, help=QUESTIONS_HELP, epilog=QUESTIONS_EXAMPLE, rich_help_panel=PANEL)(
        list_questions
    )
    app.command("answer", cls=Command, help=ANSWER_HELP, epilog=ANSWER_EXAMPLE, rich_help_panel=PANEL)(answer)


def list_questions(
    slug: Annotated[
        str | None, typer.Argument(metavar="KẾ_HOẠCH", help="Mã kế hoạch; bỏ trống là mọi kế hoạch.")
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Cả những gì đã ghi nhận: trả lời, sự kiện, báo cáo đột xuất.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Lists what is open, and on demand what was recorded."""
    from dondoc.actions.plan_changes import plan_facts
    from dondoc.actions.plans import plans
    from dondoc.actions.questions import questions

    with open_office() as office:
        found = questions(office.store, slug, calendar=office.calendar)
        slugs = [slug] if slug is not None else [line.plan.slug for line in plans(office.store)]
        facts = [fact for each in slugs for fact in plan_facts(office.store, each)] if everything else []
        rows = [_fact_row(fact, facts, fact_text(fact, office.name_of)) for fact in facts]
    if output is Format.JSON:
        asked = [question_json(one) for one in found]
        write_json({"questions": asked, "facts": [fact_json(one) for one in facts]} if everything else asked)
        return
    if found:
        headers = ("Kế hoạch", "Mã câu hỏi", "Câu hỏi", "Ai đang chờ", "Cần trả lời")
        write_table(headers, [_question_row(one) for one in found])
        say("Trả lời: dondoc answer KẾ_HOẠCH MÃ_CÂU_HỎI …; xem cách viết: dondoc answer --help")
    else:
        say("Không còn câu hỏi nào.")
    if rows:
        write_table(("Mã", "Kế hoạch", "Ghi nhận", "Ngày ghi", "Người ghi"), rows, title="Đã ghi nhận")


def answer(
    plan: PlanArgument,
    question: Annotated[str, typer.Argument(metavar="MÃ_CÂU_HỎI", help="Mã câu hỏi, xem bằng dondoc questions.")],
    *,
    by: ByOption,
    before: BeforeOption = None,
    by_day: ByDayOption = None,
    agencies: AgenciesOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Có: lấy ngày đề xuất; đơn vị ấy phải làm.")] = False,
    no: Annotated[bool, typer.Option("--no", help="Không: bỏ ngày đề xuất; đơn vị ấy không phải làm.")] = False,
    continuing: Annotated[
        bool, typer.Option("--continuing", help="Nhiệm vụ làm thường xuyên, không có hạn.")
    ] = False,
    number: Annotated[
        str, typer.Option("--number", metavar="SỐ", help="Số ký hiệu của kế hoạch.", show_default=False)
    ] = "",
    issued_on: Annotated[
        date | None, typer.Option("--issued", metavar=DAY, parser=read_day, help="Ngày ban hành kế hoạch.")
    ] = None,
    text: Annotated[
        str,
        typer.Option(
            "--text", metavar="LỜI", help="Trả lời bằng lời; ai trả lời, bằng cách nào.", show_default=False
        ),
    ] = "",
    document: DocumentOption = "",
    dated: DatedOption = None,
    instead_of: InsteadOption = None,
    at: AtOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Records an answer."""
    from dondoc.actions.answers import Answered
    from dondoc.actions.answers import answer as record

    if yes and no:
        raise typer.BadParameter("chỉ chọn một trong --yes và --no.")
    given = Answered(
        is_yes=True if yes else False if no else None,
        days=typed_days(before, by_day),
        agencies=split_names(agencies),
        is_continuing=continuing,
        number=number,
        issued_on=issued_on,
        text=text,
    )
    with open_office(at=at) as office:
        change = record(
            office.store,
            plan,
            question,
            given,
            calendar=office.calendar,
            by=by,
            now=office.now(),
            document_number=document,
            document_date=dated,
            instead_of=instead_of,
        )
        tell_plan_change(change, output, office.name_of)


def typed_days(before: list[str] | None, by_day: list[str] | None) -> "tuple[TypedDay, ...]":
    """The days of `--before` and `--by-day`, each "NGÀY" or "KỲ=NGÀY"."""
    from dondoc.actions.typed_days import TypedDay

    written: list[tuple[Key, str]] = [("truoc", text) for text in before or ()]
    written += [("cham_nhat", text) for text in by_day or ()]
    days = []
    for key, text in written:
        period, _, day = text.rpartition("=")
        days.append(TypedDay(key, day.strip(), period.strip()))
    return tuple(days)


def split_names(names: list[str] | None) -> tuple[str, ...]:
    """The names of an option that may be given many times, or once with semicolons."""
    return tuple(name.strip() for text in names or () for name in text.split(";") if name.strip())


def question_json(one: "OpenQuestion") -> dict[str, object]:
    """A question for a program."""
    return {
        "plan": one.plan,
        "question": one.question.slug,
        "ask": one.question.ask,
        "kind": one.question.kind,
        "clause": one.question.clause,
        "wanted": one.wanted,
        "waiting": [duty.id for duty in one.waiting],
    }


def _question_row(one: "OpenQuestion") -> tuple[str, ...]:
    names = list(dict.fromkeys(duty.agency_name for duty in one.waiting))
    more = f" và {len(names) - MOST_NAMED} đơn vị khác" if len(names) > MOST_NAMED else ""
    who = ", ".join(names[:MOST_NAMED]) + more
    return one.plan, one.question.slug, one.question.ask, who or "–", one.wanted


def _fact_row(fact: PlanFact, every: list[PlanFact], text: str) -> tuple[str, ...]:
    holds = fact.kind is FactKind.VOIDED or fact in live_facts(one for one in every if one.plan == fact.plan)
    shown = text if holds else f"{text} (đã huỷ)"
    return fact.id, fact.plan, shown, day_text(fact.recorded_at.date()), fact.recorded_by
