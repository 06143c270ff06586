"""Answering a plan's questions: who, when, and on what paper. A wrong answer is taken back, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from dondoc.actions.directories import named_agencies
from dondoc.actions.matching import did_you_mean
from dondoc.actions.plan_changes import PlanChange, Subject, record_plan_fact
from dondoc.actions.typed_days import TypedDay, by_paper, read_typed_day
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import NotFound, Refused
from dondoc.language.directory import Directory
from dondoc.language.spec import PlanSpec, QuestionKind, QuestionSpec
from dondoc.store.engine import Store
from dondoc.store.reads import read_version_plan
from dondoc.tracking.answered import Answer, GivenDay, fits, periods_to_date
from dondoc.tracking.open_questions import open_questions
from dondoc.tracking.plan import Plan
from dondoc.tracking.plan_facts import FactKind, PlanFact
from dondoc.tracking.wanted import Part, wanted


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it was typed: names of agencies, days as texts; each part empty where it isn't given.

    `is_yes`: the proposed day holds, or the agencies that are named owe it (all that the question names).
    """

    is_yes: bool | None = None
    days: tuple[TypedDay, ...] = ()
    agencies: tuple[str, ...] = ()
    is_continuing: bool = False
    number: str = ""
    issued_on: date | None = None
    text: str = ""


def answer(
    store: Store,
    slug: str,
    question: str,
    given: Answered,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    document_number: str = "",
    document_date: date | None = None,
    key: str | None = None,
    instead_of: str | None = None,
) -> PlanChange:
    """Records the answer to a question of a plan; from then on the plan reads with it, the next versions too.

    `instead_of` names a wrong answer that is taken back at the same time. Raises NotFound for a question that is
    not open, Refused for an answer that doesn't fit it or names neither a paper nor, in words, who said so.
    """

    def draft(subject: Subject) -> PlanFact:
        asked = _asked(subject, question)
        if not document_number.strip() and not given.text.strip():
            raise Refused(
                "Trả lời theo văn bản nào? Nêu số văn bản; chưa có văn bản thì ghi lời ai trả lời, "
                "ví dụ “Trưởng Công an thị xã trả lời qua điện thoại”."
            )
        return PlanFact(
            id="",
            plan=slug,
            kind=FactKind.ANSWERED,
            subject=asked.slug,
            occurred_on=document_date or subject.today,
            recorded_at=now,
            recorded_by=by,
            content=_read(subject, asked, given, document_number.strip()),
            document_number=document_number.strip(),
            document_date=document_date,
        )

    return record_plan_fact(store, slug, draft, calendar=calendar, by=by, now=now, key=key, instead_of=instead_of)


def still_open(
    connection: Connection, spec: PlanSpec, plan: Plan, directory: Directory
) -> tuple[QuestionSpec, ...]:
    """The questions that a plan leaves open, without those that somebody answered at its activation."""
    version = read_version_plan(connection, plan.slug) or plan
    entered = {
        QuestionKind.NUMBER: version.number != plan.number,
        QuestionKind.ISSUE_DAY: version.issued != plan.issued,
    }
    found = open_questions(spec, directory)
    return tuple(question for question in found if not entered.get(question.kind, False))


def _asked(subject: Subject, slug: str) -> QuestionSpec:
    """The open question by that slug; what was answered already says by whom."""
    wanted = slug.strip().casefold()
    found = still_open(subject.connection, subject.written, subject.followed.plan, subject.directory)
    asked = {question.slug: question for question in found}
    if wanted in asked:
        return asked[wanted]
    known = [one for one in subject.facts if one.kind is FactKind.ANSWERED and one.subject == wanted]
    if known:
        last = known[-1]
        raise Refused(
            f"Câu hỏi {wanted} đã được {last.recorded_by} ghi nhận trả lời ({last.id}). "
            f"Nếu trả lời sai, huỷ bằng `dondoc void {last.id}` rồi trả lời lại."
        )
    hint = did_you_mean(wanted, asked)
    raise NotFound(f"Kế hoạch {subject.slug} không có câu hỏi “{slug}” đang chờ.{hint} Xem: `dondoc questions`.")


def _read(subject: Subject, asked: QuestionSpec, given: Answered, paper: str) -> Answer:
    """The answer as values, once it is known to fit the question."""
    _refuse_misfit(subject.written, asked, given)
    _refuse_two_days(subject.written, asked, given.days)
    agencies = named_agencies(subject.directory, given.agencies)
    _refuse_strangers(subject, asked, agencies)
    if given.issued_on is not None:
        _refuse_issue_day(subject, given.issued_on)
    return Answer(
        is_yes=given.is_yes,
        days=tuple(_given_day(subject.written, asked, day, paper) for day in given.days),
        agencies=agencies,
        is_continuing=given.is_continuing,
        number=_whole_number(subject.written, given.number),
        issued_on=given.issued_on,
        text=given.text.strip(),
    )


def _refuse_misfit(spec: PlanSpec, asked: QuestionSpec, given: Answered) -> None:
    """Raises Refused, with what the question asks for, unless the answer gives just that."""
    parts = {
        Part.DAYS: bool(given.days),
        Part.AGENCIES: bool(given.agencies),
        Part.YES_OR_NO: given.is_yes is not None,
        Part.CONTINUING: given.is_continuing,
        Part.NUMBER: bool(given.number.strip()),
        Part.ISSUE_DAY: given.issued_on is not None,
    }
    asks = wanted(spec, asked)
    if frozenset(part for part, is_given in parts.items() if is_given) not in asks.ways:
        raise Refused(f"Câu hỏi {asked.slug} cần trả lời: {asks.words}. ({asked.ask})")


def _refuse_two_days(spec: PlanSpec, asked: QuestionSpec, days: Sequence[TypedDay]) -> None:
    """Raises Refused where two days are for the same period: which of them holds, nobody can know."""
    periods = periods_to_date(spec, asked)
    meant = [{period.slug for period in periods if not day.period or fits(period, day.period)} for day in days]
    for number, (day, its_periods) in enumerate(zip(days, meant, strict=True)):
        for other, others in zip(days[:number], meant, strict=False):
            if not periods or its_periods & others:
                raise Refused(
                    f"“{other.text}” và “{day.text}” là hai ngày cho cùng một việc. Hãy chỉ nêu một ngày."
                )


def _given_day(spec: PlanSpec, asked: QuestionSpec, typed: TypedDay, paper: str) -> GivenDay:
    deadline, phrase = read_typed_day(typed, spec.effect)
    periods = periods_to_date(spec, asked)
    if periods and typed.period and not any(fits(period, typed.period) for period in periods):
        names = ", ".join(f"“{period.name}” ({period.slug})" for period in periods)
        raise Refused(f"Không có kỳ “{typed.period}”. Các kỳ cần ngày: {names}.")
    if len(periods) > 1 and not typed.period:
        raise Refused(f"Ngày {typed.text} là của kỳ nào? Viết “{periods[0].name}={typed.text}”.")
    return GivenDay(deadline, by_paper(phrase, paper), typed.period)


def _refuse_strangers(subject: Subject, asked: QuestionSpec, agencies: tuple[str, ...]) -> None:
    if asked.kind is not QuestionKind.DUTY or not asked.about_agencies:
        return
    strange = [slug for slug in agencies if slug not in asked.about_agencies]
    if strange:
        names = ", ".join(subject.directory.name_of(slug) for slug in asked.about_agencies)
        raise Refused(f"Câu hỏi này chỉ hỏi về: {names}. Hãy nêu đơn vị trong số đó.")


def _refuse_issue_day(subject: Subject, day: date) -> None:
    printed = subject.written.issued_on
    if day > subject.today:
        raise Refused(f"Ngày ban hành {day:%d/%m/%Y} ở sau hôm nay ({subject.today:%d/%m/%Y}). Hãy xem lại ngày.")
    if printed is not None and not printed.earliest <= day <= printed.latest:
        raise Refused(
            f"Ngày ban hành {day:%d/%m/%Y} không khớp với bản lưu ({printed.printed}). Hãy xem lại ngày."
        )


def _whole_number(spec: PlanSpec, number: str) -> str:
    """A bare "144" takes the blank's place in the printed "…/KH-UBND"."""
    number = number.strip()
    return spec.number_printed.replace("…", number) if number.isdigit() else number
