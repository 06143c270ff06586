"""What the texts of a form mean: an obligation, an entry, letters, a hold."""

from collections.abc import Sequence
from datetime import date, time

from dondoc.actions.history import history
from dondoc.actions.holds import holds
from dondoc.actions.releases import Letter, pending
from dondoc.actions.reports import Among, find, find_agency
from dondoc.cli.dates import day_text, hour_of
from dondoc.cli.recorded import event_text
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.tracking.obligations import Hold, Obligation
from flows.answers import Desk


def meant(desk: Desk, plan: str, agency: str, report: str, *, among: Among = Among.OWED) -> Obligation:
    """The obligation that is meant; raises Ambiguous with the candidates, NotFound with the nearest names."""
    return find(
        desk.store,
        agency=agency,
        calendar=desk.calendar,
        now=desk.now,
        plan=plan,
        report=report.strip() or None,
        among=among,
    )


def event_meant(desk: Desk, plan: str, agency: str, report: str, entry: str) -> str:
    """The id of the entry that is meant: the one written, else the only one that counts.

    Raises Ambiguous with the entries to choose from, NotFound if there are none or the one written is no such.
    """
    received = meant(desk, plan, agency, report, among=Among.RECEIVED)
    what = f"{received.name} của {received.agency_name}"
    told = history(desk.store, received.id, calendar=desk.calendar, now=desk.now)
    events = {one.event.id: one.event for one in told.entries if one.is_live and not one.event.by_amendment}
    if not events:
        raise NotFound(f"Chưa có ghi nhận nào về {what} để huỷ.")
    asked = entry.strip()
    if asked in events or (not asked and len(events) == 1):
        return asked or next(iter(events))
    lines = [f"{event.id}: {event_text(event)}, người ghi nhận: {event.recorded_by}" for event in events.values()]
    problem = f"không có mã “{asked}”" if asked else f"có {len(events)} ghi nhận"
    raise Ambiguous(f"Về {what} {problem}; hãy điền mã của một trong các ghi nhận sau.", lines)


def letters_meant(desk: Desk, plan: str, agency: str) -> tuple[Letter, ...]:
    """The letters of a plan that wait to go, or those to one agency's head; raises NotFound if there are none."""
    letters = pending(desk.store, calendar=desk.calendar, now=desk.now, plan=plan)
    if agency.strip():
        slug = find_agency(desk.store, agency)
        letters = tuple(letter for letter in letters if letter.obligation.agency == slug)
    if not letters:
        whose = f" của {agency.strip()}" if agency.strip() else ""
        raise NotFound(f"Kế hoạch {plan} không có thư gửi lãnh đạo nào{whose} đang chờ.")
    return letters


def hold_meant(desk: Desk, plan: str | None, agencies: Sequence[str], starts: date, ends: date) -> str:
    """The id of the hold with this plan, these agencies and these days, among those that are on or to come.

    Raises Ambiguous with all of them if none is just so, NotFound if there are none at all.
    """
    slugs = tuple(sorted({find_agency(desk.store, text) for text in agencies}))
    known = holds(desk.store, now=desk.now)
    for hold in known:
        if (hold.plan, hold.agencies, hold.starts, hold.ends) == (plan, slugs, starts, ends):
            return hold.id
    if not known:
        raise NotFound("Không có lần tạm dừng nhắc nào đang hoặc sắp có hiệu lực.")
    lines = [_hold_line(desk, hold) for hold in known]
    raise Ambiguous("Không có lần tạm dừng nào đúng như vậy; hãy điền như một trong các lần sau.", lines)


def hour_meant(text: str) -> time | None:
    """The hour that was filled in, None where nothing was; raises Refused for what is no hour of a day."""
    if not text.strip():
        return None
    hour = hour_of(text)
    if hour is None:
        raise Refused(f"“{text.strip()[:60]}” không phải một giờ trong ngày; viết như 17:00.")
    return hour


def split(texts: str) -> tuple[str, ...]:
    """`Phòng Tư pháp; Phòng Nội vụ` → both."""
    return tuple(text.strip() for text in texts.split(";") if text.strip())


def _hold_line(desk: Desk, hold: Hold) -> str:
    who = "; ".join(desk.office.name_of(one) for one in hold.agencies) or "mọi đơn vị"
    days = f"từ {day_text(hold.starts)} đến {day_text(hold.ends)}"
    return f"{hold.plan or 'Mọi kế hoạch'}: {who}, {days} ({hold.reason})"
