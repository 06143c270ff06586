"""What a new version changes, as a person reads it: tables of what moved, is new, was dropped or reworded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from dondoc.cli.dates import day_text
from dondoc.cli.output import say, write_table
from dondoc.tracking.naming import deadline_text
from dondoc.tracking.obligations import Gate, Obligation

if TYPE_CHECKING:
    from dondoc.actions.differences import Difference, Move

LISTED = 5
"""So many agencies are named in a cell; the rest are counted."""

GATE_LABELS = {
    Gate.DATED: "có hạn",
    Gate.UNRESOLVED: "cần làm rõ",
    Gate.PROPOSED: "hạn đề xuất",
    Gate.AWAITING_EVENT: "chờ sự kiện",
    Gate.CONTINUING: "thường xuyên",
    Gate.OBSERVED: "chỉ theo dõi thời gian",
}
Words = Callable[[Obligation], str]
_PARTS: tuple[tuple[str, Words], ...] = (
    ("tên việc", lambda duty: duty.name),
    ("tên đơn vị", lambda duty: duty.agency_name),
    ("nguyên văn", lambda duty: duty.phrase),
    ("mục", lambda duty: duty.clause),
    ("theo dõi", lambda duty: GATE_LABELS[duty.gate]),
    ("gửi về", lambda duty: duty.to or ""),
    ("qua", lambda duty: duty.via or ""),
    ("số liệu", lambda duty: f"{day_text(duty.data_from)}–{day_text(duty.data_to)}" if duty.data_from else ""),
    ("chức danh lãnh đạo", lambda duty: duty.head_title),
    ("đơn vị hoạt động đến", lambda duty: day_text(duty.agency_until) if duty.agency_until else ""),
    ("quan hệ", lambda duty: "đề nghị" if duty.requested else "cấp dưới"),
)


def tell_difference(changes: "Difference") -> None:
    """Prints what syncing would change, whom it touches and what they will hear."""
    if changes.is_empty:
        typer.echo(f"{changes.slug}: không có gì thay đổi.")
        return
    typer.echo(f"{changes.slug} ({_version(changes)}):")
    for title, headers, rows in tables(changes):
        write_table(headers, rows, title=title)
    for line in changes.contents:
        typer.echo(f"  {line}")
    if changes.touched:
        typer.echo(_touched(changes))
    elif not changes.contents:
        typer.echo("  không đầu việc nào thay đổi" if changes.amendment else "  chỉ sửa cách trình bày tệp")


def tables(changes: "Difference") -> Iterator[tuple[str, Sequence[str], list[tuple[str, ...]]]]:
    """The tables of a difference that have rows: their titles, headers and rows, alike agencies in one row."""
    again = {move.obligation.id for move in changes.moved}
    moved = [move for move in changes.moved if move.old or move.new]
    new = [duty for duty in changes.new if duty.id not in again]
    dated = ("Việc", "Ngày cuối cùng", "Đơn vị")
    for title, headers, rows in (
        (_counted("dời hạn", moved), ("Việc", "Hạn cũ", "Hạn mới", "Đơn vị"), _moved_rows(changes, moved)),
        (_counted("thêm", new), dated, _rows((_dated(duty), duty) for duty in new)),
        (
            _counted("bỏ, thôi theo dõi", changes.dropped),
            dated,
            _rows((_dated(changes.before.get(duty.id, duty)), duty) for duty in changes.dropped),
        ),
        (
            _counted("đổi chữ", changes.reworded),
            ("Việc", "Trước", "Nay", "Đơn vị"),
            _reworded_rows(changes),
        ),
    ):
        if rows:
            yield title, headers, rows


def _version(changes: "Difference") -> str:
    kind = "kế hoạch mới" if changes.is_first else f"bản {changes.version}"
    paper = changes.amendment
    if paper is None:
        return kind
    issuer = f" của {paper.issuer}" if paper.issuer else ""
    subject = f" về {paper.subject}" if paper.subject else ""
    return f"{kind}, theo văn bản số {paper.number} ngày {day_text(paper.issued_on)}{issuer}{subject}"


def _counted(what: str, found: Sequence[object]) -> str:
    return f"{what[:1].upper()}{what[1:]} {len(found):02d} đầu việc"


def _moved_rows(changes: "Difference", moves: Iterable["Move"]) -> list[tuple[str, ...]]:
    return _rows(
        (
            (
                move.obligation.name,
                _deadline(changes.before.get(move.obligation.id, move.obligation), move.old),
                _deadline(move.obligation, move.new),
            ),
            move.obligation,
        )
        for move in moves
    )


def _reworded_rows(changes: "Difference") -> list[tuple[str, ...]]:
    return _rows(
        ((duty.name, *_words(changes.before.get(duty.id, duty), duty)), duty)
        for duty in changes.reworded
        if duty.id in changes.before
    )


def _words(before: Obligation, after: Obligation) -> tuple[str, str]:
    """What was reworded, part by part: before and now."""
    parts = [(label, words(before), words(after)) for label, words in _PARTS if words(before) != words(after)]
    if not parts:
        return "–", "chi tiết khác (không đổi hạn)"
    return (
        "; ".join(f"{label}: {old or 'không ghi'}" for label, old, _ in parts),
        "; ".join(f"{label}: {new or 'không ghi'}" for label, _, new in parts),
    )


def _dated(duty: Obligation) -> tuple[str, str]:
    return duty.name, _deadline(duty, duty.last_day)


def _deadline(duty: Obligation, last_day: date | None) -> str:
    """The last day, with the words of the document beside it."""
    day = deadline_text(last_day, duty.due)
    return f"{day} ({duty.phrase})" if duty.phrase and last_day else day


def _rows(found: Iterable[tuple[tuple[str, ...], Obligation]]) -> list[tuple[str, ...]]:
    """One row for all agencies of which the same is said, in the order in which they come."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for said, duty in found:
        alike.setdefault(said, []).append(duty.agency_name)
    return [(*said, _agencies(names)) for said, names in alike.items()]


def _agencies(names: Sequence[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) <= LISTED:
        return ", ".join(unique)
    return f"{len(unique)} đơn vị: {', '.join(unique[:LISTED])}…"


def _touched(changes: "Difference") -> str:
    agencies = {duty.agency for duty in changes.touched}
    said = f"Liên quan {len(agencies):02d} đơn vị."
    if not changes.is_active:
        return f"{said} Kế hoạch chưa kích hoạt: chưa gửi gì cho ai."
    told = {move.obligation.agency for move in changes.moved if move.was_clocked and move.old and move.new}
    if not told:
        return said
    return (
        f"{said} Sau khi đồng bộ, thông báo thay đổi sẽ gửi {len(told):02d} đơn vị có hạn bị dời, trừ đơn vị đã "
        "xong và đơn vị đã được gia hạn riêng đến ngày muộn hơn."
    )


def tell_synced(changes: "Difference") -> None:
    """Says that a version was synced, and what comes next."""
    say(f"Đã đồng bộ {changes.slug}, bản {changes.version}.")
    if changes.is_first:
        say(f"Chưa nhắc ai cho đến khi kích hoạt: dondoc activate {changes.slug}")


def difference_json(changes: "Difference", *, is_applied: bool) -> dict[str, object]:
    """A difference under the names of its fields."""
    paper = changes.amendment
    return {
        "plan": changes.slug,
        "version": changes.version,
        "is_first": changes.is_first,
        "is_empty": changes.is_empty,
        "is_applied": is_applied,
        "amendment": {"number": paper.number, "issued_on": paper.issued_on} if paper else None,
        "new": [duty.id for duty in changes.new],
        "moved": [
            {
                "id": move.obligation.id,
                "old": move.old,
                "new": move.new,
                "old_due": move.old_due,
                "new_due": move.obligation.due,
            }
            for move in changes.moved
        ],
        "dropped": [duty.id for duty in changes.dropped],
        "reworded": [duty.id for duty in changes.reworded],
        "agencies": sorted({duty.agency for duty in changes.touched}),
        "contents": list(changes.contents),
    }
