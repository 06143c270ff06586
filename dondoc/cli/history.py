"""`dondoc history`: everything that happened around one duty, in the order of time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.dates import day_text, moment_text
from dondoc.cli.duties import AgencyArgument, PeriodOption, PlanOption, ReportOption
from dondoc.cli.opening import open_office
from dondoc.cli.outlines import outline_json, outline_text
from dondoc.cli.output import Format, FormatOption, say, write_json, write_table
from dondoc.cli.recorded import content_lines, event_json, event_text, level_json, level_text
from dondoc.cli.usage import Command
from dondoc.cli.wording import RUNG_LABELS, desk_text
from dondoc.language.spec import Handover
from dondoc.tracking.obligations import STATE_LABELS

if TYPE_CHECKING:
    from dondoc.actions.history import Entry, History, Sent, Telling
    from dondoc.actions.lineage import Lineage
    from dondoc.tracking.obligations import Obligation

HELP = """Xem lịch sử một đầu việc: ai ghi nhận gì, ngày nào; thư nào đã gửi cho ai, kết quả ra sao.

Ghi nhận đã huỷ vẫn hiện, kèm chữ “đã huỷ”. --text hiện cả nội dung từng thư."""
EXAMPLE = """dondoc history "Phòng Tư pháp" --period "6 tháng"
dondoc history duc-pho-2022/dinh-ky/2022-6-thang/phong-tu-phap --text"""

Line = tuple[datetime, str, str, str]

NOTICE_LABELS = {
    "sending": "thư đang gửi",
    "again": "thư chờ gửi lại",
    "unsure": "chưa rõ đã tới chưa, chờ gửi lại",
    "accepted": "thư đã gửi",
    "refused": "thư bị từ chối",
    "freed": "chưa gửi, soạn lại",
    "lapsed": "thôi gửi",
}
NUDGE_LABELS = {"waiting": "chờ gửi", "taken": "đang gửi", "told": "đã báo", "dropped": "không cần gửi"}


def add_to(app: typer.Typer) -> None:
    """Offers `history`."""
    app.command("history", cls=Command, help=HELP, epilog=EXAMPLE, rich_help_panel="Theo dõi hằng ngày")(history)


def history(
    agency: AgencyArgument,
    *,
    plan: PlanOption = None,
    report: ReportOption = None,
    period: PeriodOption = None,
    text: Annotated[bool, typer.Option("--text", help="Hiện cả nội dung từng thư.")] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Shows the entries, the messages and what waits, of one duty."""
    from dondoc.actions.history import history as look_back
    from dondoc.actions.reports import Among, find

    with open_office() as office:
        now = office.now()
        duty = find(
            office.store,
            agency=agency,
            plan=plan,
            report=report,
            period=period,
            among=Among.ALL,
            calendar=office.calendar,
            now=now,
        )
        found = look_back(office.store, duty.id, calendar=office.calendar, now=now)
        if output is Format.JSON:
            write_json(_json(found))
            return
        _tell(found, office.name_of)
    if text:
        for sent in found.sent:
            typer.echo(f"\n{moment_text(sent.written_at)} · {sent.to_name} · {sent.subject}\n\n{sent.text}")


def _tell(found: "History", name_of: Callable[[str], str]) -> None:
    duty, standing = found.obligation, found.standing
    last_day = standing.round.last_day if standing.round else duty.last_day
    state = STATE_LABELS[standing.state].lower()
    title = f"{duty.agency_name}, {duty.name} ({duty.id}): ngày cuối cùng {day_text(last_day)}, {state}"
    lines = sorted(
        [
            *_handed(found, name_of),
            *_entries(found.entries),
            *_gone_up(found),
            *_messages(found.sent, name_of),
            *_waiting(found.tellings, name_of),
        ]
    )
    if lines:
        rows = [(moment_text(at), what, detail, who) for at, what, detail, who in lines]
        write_table(("Lúc", "Việc", "Chi tiết", "Ai"), rows, title=title)
    else:
        typer.echo(title)
        say("Chưa có ghi nhận hay thư nào.")
    for sentence in _lineage_text(found.lineage):
        typer.echo(sentence)
    for line in _contents(found):
        typer.echo(line)


def _contents(found: "History") -> Iterator[str]:
    """What is still to come of the report, what it is made of now, its outline, who supports the task."""
    is_open = found.standing.met_by is None
    yield from content_lines(found.awaited, found.made_of if is_open else ())
    if found.outline:
        yield f"Đề cương: {outline_text(found.outline)}."
    if found.supporting:
        yield f"Phối hợp: {', '.join(found.supporting)}."


def _gone_up(found: "History") -> Iterator[Line]:
    """Who was missing when the consolidating report went up, by what was known then."""
    who = {entry.event.id: entry.event.recorded_by for entry in found.entries}
    for one in found.went_up:
        detail = ". ".join(level_text(level) for level in one.levels)
        yield one.taken_at, f"gửi lên {one.event_id}", detail, who.get(one.event_id, "")


def _handed(found: "History", name_of: Callable[[str], str]) -> Iterator[Line]:
    """What a person decided about the debt of a body that ended: both names, and on what paper."""
    debts = {one.id: one.agency_name for one in (found.obligation, *found.lineage.origins)}
    for fact in found.lineage.decisions:
        old = debts[fact.subject]
        heirs = fact.content.successors if isinstance(fact.content, Handover) else ()
        words = [f"{old} → {', '.join(name_of(heir) for heir in heirs)}" if heirs else f"vẫn theo dõi {old}"]
        if fact.document_number:
            dated = f" ngày {day_text(fact.document_date)}" if fact.document_date else ""
            words.append(f"số {fact.document_number}{dated}")
        detail = "; ".join([*words, fact.note] if fact.note else words)
        yield fact.recorded_at, f"quyết định {fact.id}", detail, fact.recorded_by


def _lineage_text(lineage: "Lineage") -> Iterator[str]:
    """Who owed it before, and who owes it now."""
    for origin in lineage.origins:
        ended = f" (kết thúc hoạt động sau ngày {day_text(origin.agency_until)})" if origin.agency_until else ""
        yield f"Trước đây là việc của {origin.agency_name}{ended}: {origin.id}"
    for heir in lineage.heirs:
        yield f"Nay là việc của {heir.agency_name}: {heir.id}"


def _entries(entries: "tuple[Entry, ...]") -> Iterator[Line]:
    voided = {entry.event.voids for entry in entries if entry.event.voids}
    for event in (entry.event for entry in entries):
        parts = [event_text(event), event.note, "đã huỷ" if event.id in voided else ""]
        detail = "; ".join(part for part in parts if part)
        yield event.recorded_at, f"ghi nhận {event.id}", detail, event.recorded_by


def _messages(sent: "tuple[Sent, ...]", name_of: Callable[[str], str]) -> Iterator[Line]:
    for one in sent:
        said = one.tries[-1].reason if one.tries else ""
        detail = f"{one.subject} ({said})" if said else one.subject
        yield one.written_at, NOTICE_LABELS[one.state], detail, f"{one.to_name} ({desk_text(one.desk, name_of)})"


def _waiting(tellings: "tuple[Telling, ...]", name_of: Callable[[str], str]) -> Iterator[Line]:
    """What was decided on and is in no message: it waits, or was dropped with a remark."""
    for one in tellings:
        if one.notice_id is None:
            rung = RUNG_LABELS[one.nudge.rung]
            yield (
                one.nudge.moment,
                NUDGE_LABELS[one.state],
                f"{rung}; {one.remark}".strip("; "),
                desk_text(one.desk, name_of),
            )


def _json(found: "History") -> dict[str, object]:
    duty, standing = found.obligation, found.standing
    return {
        "id": duty.id,
        "agency": duty.agency,
        "state": standing.state,
        "last_day": standing.round.last_day if standing.round else duty.last_day,
        "rounds": [
            {"number": each.number, "key": each.key, "opened_at": each.opened_at, "last_day": each.last_day}
            for each in found.rounds
        ],
        "events": [{**event_json(entry.event), "is_live": entry.is_live} for entry in found.entries],
        "nudges": [_telling_json(one) for one in found.tellings],
        "messages": [_sent_json(one) for one in found.sent],
        "awaited": found.awaited.note if found.awaited else None,
        "outline": outline_json(found.outline),
        "made_of": [level_json(level) for level in found.made_of],
        "went_up": [
            {"event": one.event_id, "at": one.taken_at, "levels": [level_json(level) for level in one.levels]}
            for one in found.went_up
        ],
        "supporting": list(found.supporting),
        "origins": [_owed_json(one) for one in found.lineage.origins],
        "heirs": [_owed_json(one) for one in found.lineage.heirs],
        "decisions": [fact.id for fact in found.lineage.decisions],
    }


def _owed_json(one: "Obligation") -> dict[str, object]:
    return {"id": one.id, "agency": one.agency, "name": one.agency_name}


def _telling_json(one: "Telling") -> dict[str, object]:
    return {
        "rung": one.nudge.rung,
        "occasion": one.nudge.occasion,
        "round": one.nudge.round_key,
        "to": str(one.nudge.recipient),
        "desk": one.desk,
        "moment": one.nudge.moment,
        "state": one.state,
        "told_at": one.told_at,
        "remark": one.remark,
        "message": one.notice_id,
    }


def _sent_json(one: "Sent") -> dict[str, object]:
    return {
        "id": one.id,
        "desk": one.desk,
        "to_name": one.to_name,
        "to_address": one.to_address,
        "subject": one.subject,
        "text": one.text,
        "written_at": one.written_at,
        "state": one.state,
        "tries": [
            {"ended_at": each.ended_at, "fate": each.fate, "reason": each.reason, "reference": each.reference}
            for each in one.tries
        ],
    }
