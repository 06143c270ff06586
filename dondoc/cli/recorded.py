"""What a command says after it has recorded a fact: one sentence for a person, or the facts as JSON."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from dondoc.cli.dates import day_text
from dondoc.cli.output import Format, write_json
from dondoc.cli.wording import EVENT_LABELS
from dondoc.tracking.consolidations import Level
from dondoc.tracking.obligations import STATE_LABELS, Event, EventKind

if TYPE_CHECKING:
    from dondoc.actions.reports import Recorded

_LISTED = 30  # names of those who are missing; beyond, a count


def tell_recorded(recorded: "Recorded", output: Format) -> None:
    """Prints what was recorded, how the duty stands now, and how to take it back."""
    event, duty = recorded.event, recorded.obligation
    if output is Format.JSON:
        write_json(
            {
                "event": event_json(event),
                "id": duty.id,
                "agency": duty.agency,
                "before": recorded.before.state,
                "after": recorded.after.state,
                "last_day": recorded.after.round.last_day if recorded.after.round else duty.last_day,
                "is_repeat": recorded.is_repeat,
                "awaited": recorded.awaited.note if recorded.awaited else None,
                "made_of": [level_json(level) for level in recorded.made_of],
            }
        )
        return
    opening = "Đã ghi nhận từ trước" if recorded.is_repeat else "Đã ghi nhận"
    state = STATE_LABELS[recorded.after.state].lower()
    typer.echo(f"{opening} {event.id}: {duty.agency_name}, {duty.name}: {event_text(event)}. Hiện nay: {state}.")
    for line in content_lines(recorded.awaited, recorded.made_of):
        typer.echo(line)
    if event.kind is not EventKind.VOIDED and not recorded.is_repeat:
        typer.echo(f'Nếu ghi nhầm: dondoc void {event.id} --by "{event.recorded_by}"')


def content_lines(awaited: Event | None, made_of: Iterable[Level]) -> Iterator[str]:
    """What is still to come of a report, and what a consolidating report is made of, a line each."""
    if awaited is not None:
        yield f"Chờ bổ sung: {awaited.note or 'chưa nêu phần nào'} (đề nghị ngày {day_text(awaited.received_on)})."
    for level in made_of:
        yield f"{level_text(level)}."


def level_text(level: Level, *, listed: int = _LISTED) -> str:
    """ "Báo cáo 6 tháng: đã nhận 22/27; còn thiếu: …"."""
    came = f"{level.name[:1].upper()}{level.name[1:]}: đã nhận {len(level.received):02d}/{level.expected:02d}"
    return f"{came}; còn thiếu: {_names(level, listed)}" if level.missing else came


def level_json(level: Level) -> dict[str, object]:
    """A level under the names of its fields: ids of obligations."""
    received, missing = ([row.id for row in rows] for rows in (level.received, level.missing))
    return {"name": level.name, "received": received, "missing": missing}


def _names(level: Level, listed: int) -> str:
    names = [row.agency_name for row in level.missing]
    more = f" và {len(names) - listed:02d} đơn vị khác" if len(names) > listed else ""
    return ", ".join(names[:listed]) + more


def event_text(event: Event) -> str:
    """The fact in words: what, which day, which paper, which new day."""
    words = [EVENT_LABELS[event.kind]]
    if event.voids:
        words.append(event.voids)
    words.append(f"ngày {day_text(event.received_on)}")
    if event.document_number:
        dated = f" ngày {day_text(event.document_date)}" if event.document_date else ""
        words.append(f"số {event.document_number}{dated}")
    if event.new_last_day:
        label = "hẹn ngày" if event.kind is EventKind.PROMISED else "hạn mới"
        hour = f"{event.new_hour:%H:%M} " if event.new_hour else ""
        words.append(f"{label} {hour}{day_text(event.new_last_day)}")
    if event.oral:
        words.append("bằng miệng, chờ văn bản")
    return ", ".join(words)


def event_json(event: Event) -> dict[str, object]:
    """The fact under the names of its fields."""
    return {
        "id": event.id,
        "obligation": event.obligation_id,
        "kind": event.kind,
        "received_on": event.received_on,
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
        "document_number": event.document_number,
        "document_date": event.document_date,
        "new_last_day": event.new_last_day,
        "new_hour": f"{event.new_hour:%H:%M}" if event.new_hour else None,
        "old_last_day": event.old_last_day,
        "oral": event.oral,
        "by_amendment": event.by_amendment,
        "voids": event.voids,
        "note": event.note,
    }
