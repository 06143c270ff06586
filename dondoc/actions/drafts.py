"""What may be recorded: a draft of a fact is completed, or refused in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dondoc.calendar import VIETNAM
from dondoc.calendar.deadlines import due_instant
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.store.dossiers import Dossier
from dondoc.store.rows import Followed
from dondoc.tracking.assess import RECEIPTS, RETURN_WORKDAYS, has_ended, known_facts
from dondoc.tracking.naming import deadline_text
from dondoc.tracking.obligations import Event, EventKind, Obligation, Standing, State
from dondoc.tracking.outlines import Checked, missing_sections, named_sections
from dondoc.tracking.supplements import awaited_supplement

_FARTHEST = timedelta(days=366)
"""A day to come that lies further off (behind the last day in force, or today) is taken for a slip of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fact as somebody reports it. Civil days; what is left out is worked out or stays unknown.

    `new_hour` is that of `new_last_day`; without it the whole day counts.
    """

    obligation_id: str
    kind: EventKind
    received_on: date
    document_number: str = ""
    document_date: date | None = None
    new_last_day: date | None = None
    new_hour: time | None = None
    old_last_day: date | None = None
    oral: bool = False
    voids: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a draft is judged by: the obligation with its facts, how it stands, and the present."""

    followed: Followed
    dossier: Dossier
    standing: Standing
    calendar: WorkCalendar
    now: datetime
    outline: tuple[Checked, ...] = ()

    @property
    def awaited(self) -> Event | None:
        """The part that was asked for and has not come."""
        return awaited_supplement(known_facts(self.dossier.facts, now=self.now).events)

    @property
    def obligation(self) -> Obligation:
        """What the draft is about."""
        return self.dossier.obligation

    @property
    def today(self) -> date:
        """The civil day of the present."""
        return self.now.astimezone(VIETNAM).date()

    @property
    def what(self) -> str:
        """The obligation as a sentence names it."""
        return f"{self.obligation.name} của {self.obligation.agency_name}"

    @property
    def last_day(self) -> date | None:
        """The last day in force."""
        return self.standing.round.last_day if self.standing.round else self.obligation.last_day

    @property
    def due(self) -> datetime | None:
        """The exclusive end of the last day in force (+07:00)."""
        return self.standing.round.due if self.standing.round else self.obligation.due


def completed(draft: Draft, matter: Matter) -> Draft:
    """The draft with everything that is to be recorded; raises Refused where a rule forbids it."""
    _refuse_impossible_days(draft, matter)
    withdrawal = _withdrawal(matter)
    if withdrawal is not None and withdrawal.note:
        raise Refused(f"Đã thôi theo dõi {matter.what} ({withdrawal.note}). Hãy ghi nhận ở nơi đang theo dõi.")
    if withdrawal is not None and has_ended(matter.obligation, matter.now):
        raise Refused(
            f"Đã chuyển {matter.what} cho đơn vị làm tiếp. Hãy ghi nhận cho đơn vị ấy: xem "
            f"`dondoc history {matter.obligation.id}`."
        )
    if withdrawal is not None:
        raise Refused(
            f"Bản kế hoạch hiện hành không còn {matter.what}, nên không ghi nhận được. "
            "Nếu vẫn theo dõi, hãy thêm lại vào tệp kế hoạch rồi chạy `dondoc sync`."
        )
    return _RULES[draft.kind](draft, matter)


def is_same_fact(draft: Draft, matter: Matter) -> bool:
    """The same paper was recorded before, perhaps by somebody else."""
    met = matter.standing.met_by
    return (
        met is not None
        and met.kind == draft.kind
        and met.received_on == draft.received_on
        and met.document_number.casefold() == draft.document_number.casefold()
    )


def _refuse_impossible_days(draft: Draft, matter: Matter) -> None:
    if draft.received_on > matter.today:
        raise Refused(
            f"Ngày {_day(draft.received_on)} ở sau hôm nay ({_day(matter.today)}), chưa ghi nhận được. "
            "Hãy xem lại ngày."
        )
    if draft.document_date and draft.document_date > draft.received_on:
        raise Refused(
            f"Ngày văn bản {_day(draft.document_date)} ở sau ngày ghi trên dấu đến "
            f"({_day(draft.received_on)}). Hãy xem lại hai ngày này."
        )
    earliest = min(matter.obligation.data_from or date.max, matter.followed.plan.effect_from)
    if draft.received_on < earliest:
        raise Refused(
            f"Ngày {_day(draft.received_on)} ở trước thời gian thực hiện kế hoạch (từ {_day(earliest)}). "
            "Hãy xem lại ngày, nhất là năm."
        )
    latest = max(matter.today, matter.last_day or matter.today) + _FARTHEST
    if draft.new_last_day and draft.new_last_day > latest:
        raise Refused(
            f"Ngày {_day(draft.new_last_day)} quá xa (sau {_day(latest)}). Hãy xem lại ngày, nhất là năm."
        )


def _withdrawal(matter: Matter) -> Event | None:
    live = known_facts(matter.dossier.facts, now=matter.now).events
    return next((event for event in live if event.kind is EventKind.WITHDRAWN), None)


def _receipt(draft: Draft, _matter: Matter) -> Draft:
    return draft


def _photo(draft: Draft, matter: Matter) -> Draft:
    _refuse_met(matter)
    return draft


def _supplement(draft: Draft, matter: Matter) -> Draft:
    """The missing sections of the outline are the reason, unless one is given."""
    _demand_met(matter, "đề nghị bổ sung")
    missing = missing_sections(matter.outline)
    if draft.note.strip() or not missing:
        return draft
    return replace(draft, note=named_sections(missing))


def _return(draft: Draft, matter: Matter) -> Draft:
    """A new deadline: the one given, after today; else three working days (RULES: trả lại)."""
    met_on = _demand_met(matter, "trả lại")
    _refuse_return_for_sections(draft, matter)
    if draft.received_on < met_on:
        raise Refused(
            f"Ngày trả lại {_day(draft.received_on)} ở trước ngày nhận {matter.what} ({_day(met_on)}). "
            "Hãy xem lại ngày."
        )
    new = draft.new_last_day or _days_to_put_right(draft, matter)
    if new <= matter.today:
        raise Refused(f"Hạn mới {_day(new)} phải sau hôm nay ({_day(matter.today)}).")
    due = due_instant(new, draft.new_hour)
    if matter.due and due < matter.due:
        now = deadline_text(matter.last_day, matter.due)
        raise Refused(f"Hạn mới {deadline_text(new, due)} không được sớm hơn hạn đang có ({now}).")
    return replace(draft, new_last_day=new, old_last_day=matter.last_day)


def _refuse_return_for_sections(draft: Draft, matter: Matter) -> None:
    """A missing section is a ground for asking for it, never for a return."""
    missing = missing_sections(matter.outline)
    if missing and not draft.note.strip():
        raise Refused(
            f"Thiếu {named_sections(missing)} là lý do để đề nghị bổ sung (`dondoc supplement`), không phải để "
            "trả lại. Nếu trả lại vì lý do khác, hãy nêu lý do ấy."
        )


def _days_to_put_right(draft: Draft, matter: Matter) -> date:
    """Three working days from the return, or from today if they are over; never less than was left anyway."""
    new = matter.calendar.add_workdays(draft.received_on, RETURN_WORKDAYS)
    if new <= matter.today:
        new = matter.calendar.add_workdays(matter.today, RETURN_WORKDAYS)
    return max(new, matter.last_day or new)


def _extension(draft: Draft, matter: Matter) -> Draft:
    """A later deadline. The paper may confirm an oral extension to the same day, at the hour given then."""
    _refuse_met(matter)
    old, new = _demand_dated(matter, "gia hạn"), draft.new_last_day
    if new is None:
        raise Refused(f"Gia hạn {matter.what} đến ngày nào? Hãy nêu hạn mới, ví dụ `--to 20/6/2022`.")
    opener = _confirmed_by(draft, matter)
    if opener is not None:
        return replace(draft, old_last_day=opener.old_last_day, new_hour=opener.new_hour)
    due = due_instant(new, draft.new_hour)
    if matter.due is not None and due <= matter.due:
        now = deadline_text(old, matter.due)
        raise Refused(f"Hạn mới {deadline_text(new, due)} phải sau hạn đang có ({now}).")
    return replace(draft, old_last_day=old)


def _confirmed_by(draft: Draft, matter: Matter) -> Event | None:
    """The oral extension that the draft is the paper of; None if it is another extension."""
    opener = matter.standing.round.opened_by if matter.standing.round else None
    if opener is None or not opener.oral or draft.oral or opener.new_last_day != draft.new_last_day:
        return None
    return opener if draft.new_hour in (None, opener.new_hour) else None


def _exemption(draft: Draft, matter: Matter) -> Draft:
    _refuse_met(matter)
    if matter.standing.state is State.EXEMPT:
        raise Refused(f"Đã ghi nhận {matter.what} là không phải báo cáo.")
    return draft


def _promise(draft: Draft, matter: Matter) -> Draft:
    _refuse_met(matter)
    _demand_dated(matter, "hẹn gửi")
    if draft.new_last_day is None:
        raise Refused("Đơn vị hẹn gửi ngày nào? Hãy nêu ngày hẹn, ví dụ `--on 20/6/2022`.")
    if draft.new_last_day < matter.today:
        raise Refused(f"Ngày hẹn {_day(draft.new_last_day)} đã qua. Hãy xem lại ngày.")
    return draft


def _refuse_met(matter: Matter) -> None:
    if matter.standing.met_by is not None:
        met = matter.standing.met_by
        raise Refused(
            f"Đã ghi nhận {matter.what} ngày {_day(met.received_on)} ({met.id}). "
            f"Nếu ghi nhầm, hãy huỷ trước: `dondoc void {met.id}`."
        )


def _demand_met(matter: Matter, verb: str) -> date:
    if matter.standing.met_by is None:
        raise Refused(f"Chưa ghi nhận {matter.what}, nên chưa có gì để {verb}. Hãy ghi nhận bản đã đến trước.")
    return matter.standing.met_by.received_on


def _demand_dated(matter: Matter, verb: str) -> date:
    if matter.standing.state is State.ENDED:
        raise Refused(
            f"Không {verb} được: {matter.obligation.agency_name} đã kết thúc hoạt động. "
            "Hãy quyết định ai làm tiếp: `dondoc review`."
        )
    if matter.last_day is None or not (matter.standing.is_owed or matter.standing.state is State.INACTIVE):
        raise Refused(f"Không {verb} được: {matter.what} chưa có hạn, hoặc hạn không được theo dõi.")
    return matter.last_day


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


_RULES: Mapping[EventKind, Callable[[Draft, Matter], Draft]] = {
    **dict.fromkeys(RECEIPTS, _receipt),
    EventKind.RECEIVED_IN_ADVANCE: _photo,
    EventKind.SUPPLEMENT_REQUESTED: _supplement,
    EventKind.RETURNED: _return,
    EventKind.EXTENDED: _extension,
    EventKind.EXEMPTED: _exemption,
    EventKind.PROMISED: _promise,
}
