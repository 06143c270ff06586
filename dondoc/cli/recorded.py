"""What a command says after it has recorded a fact: one sentence for a person, or the facts as JSON."""

from typing import TYPE_CHECKING

import typer

from dondoc.cli.dates import day_text
from dondoc.cli.output import Format, write_json
from dondoc.cli.wording import EVENT_LABELS
from dondoc.tracking.obligations import STATE_LABELS, Event, EventKind

if TYPE_CHECKING:
    from dondoc.actions.reports import Recorded


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
            }
        )
        return
    opening = "Đã ghi nhận từ trước" if recorded.is_repeat else "Đã ghi nhận"
    state = STATE_LABELS[recorded.after.state].lower()
    typer.echo(f"{opening} {event.id}: {duty.agency_name}, {duty.name}: {event_text(event)}. Hiện nay: {state}.")
    if event.kind is not EventKind.VOIDED and not recorded.is_repeat:
        typer.echo(f'Nếu ghi nhầm: dondoc void {event.id} --by "{event.recorded_by}"')


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
