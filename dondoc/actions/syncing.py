"""Syncing a plan: its new version becomes rows and facts. It never sends, and never deletes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from dondoc.actions.differences import Difference, Move
from dondoc.actions.recompiling import as_recorded
from dondoc.actions.resyncing import apply_changes, difference_of
from dondoc.actions.superseding import supersede
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.language.spec import Amendment
from dondoc.store.engine import Store
from dondoc.store.reads import (
    read_followed,
    read_version_amendment,
    read_version_directory,
    read_version_plan,
    read_version_text,
)
from dondoc.store.rows import Followed, directory_as_json
from dondoc.store.tables import PLAN
from dondoc.store.writes import insert_plan, insert_version, write_directory
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.contents import content_changes
from dondoc.tracking.plan import Plan

_LISTED = 5


def difference(store: Store, compiled: Compiled, text: str, *, calendar: WorkCalendar) -> Difference:
    """What syncing this version would change, beside what was recorded about the plan."""
    with store.reading() as connection:
        return _difference(connection, as_recorded(connection, compiled, calendar), text)


def sync(
    store: Store,
    compiled: Compiled,
    *,
    text: str,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    reason: str = "",
) -> Difference:
    """Makes a compiled plan the version that everything runs on; the same text again changes nothing.

    Answers, events and ad hoc reports that were recorded hold on. `reason` names the amending document where
    the file does not (`sua_doi`). Raises Refused when an active plan's deadline would move without one, from a
    day that is past, or to one; for a plan that was closed; for a document of a day to come.
    """
    slug = compiled.plan.slug
    with store.writing() as connection:
        connection.execute(select(PLAN.c.slug).where(PLAN.c.slug == slug).with_for_update())
        compiled = as_recorded(connection, compiled, calendar)
        directory = directory_as_json(compiled.directory) if compiled.directory else ""
        changes = _difference(connection, compiled, text)
        if changes.is_empty:
            _keep_directory(connection, slug, directory)
            return changes
        if changes.is_first:
            insert_plan(connection, slug)
        _refuse(changes, read_followed(connection, slug), reason, now)
        amended_by, amended_on = _last_amendment(compiled)
        insert_version(
            connection,
            compiled.plan,
            text=text,
            questions=tuple(question.ask for question in compiled.questions),
            reason=reason,
            by=by,
            now=now,
            directory=directory,
            amended_by=amended_by,
            amended_on=amended_on,
        )
        amendment = changes.amendment
        apply_changes(
            connection,
            compiled,
            changes,
            dialect=store.dialect,
            calendar=calendar,
            by=by,
            now=now,
            reason=amendment.number if amendment else reason,
            dated=amendment.issued_on if amendment else None,
            note=reason if amendment else "",
        )
        if changes.is_active:
            supersede(connection, slug, calendar, now=now)
    return changes


def _difference(connection: Connection, compiled: Compiled, text: str) -> Difference:
    followed = read_followed(connection, compiled.plan.slug)
    changes = difference_of(
        connection,
        compiled,
        version=followed.version if followed else 0,
        is_same_file=_is_synced(connection, compiled.plan, text),
    )
    amendment = _fresh_amendment(connection, compiled)
    before = read_version_plan(connection, compiled.plan.slug)
    contents = content_changes(before, compiled.plan) if before else ()
    is_active = followed is not None and followed.is_active
    return replace(changes, amendment=amendment, is_active=is_active, contents=contents)


def _last_amendment(compiled: Compiled) -> tuple[str, date | None]:
    amendments = compiled.spec.amendments if compiled.spec else ()
    return (amendments[-1].number, amendments[-1].issued_on) if amendments else ("", None)


def _fresh_amendment(connection: Connection, compiled: Compiled) -> Amendment | None:
    """The newest document that the file says amended it, unless the synced version follows it or a newer one."""
    amendments = compiled.spec.amendments if compiled.spec else ()
    number, day = read_version_amendment(connection, compiled.plan.slug)
    if not amendments or amendments[-1].number == number or (day and amendments[-1].issued_on < day):
        return None
    return amendments[-1]


def _is_synced(connection: Connection, plan: Plan, text: str) -> bool:
    """The file is the synced one, and so is what the directory adds to it (names, aliases)."""
    return read_version_text(connection, plan.slug) == text and read_version_plan(connection, plan.slug) == plan


def _keep_directory(connection: Connection, slug: str, directory: str) -> None:
    """A directory that changes nothing of the plan is kept all the same: an answer may name who is new in it."""
    if directory != read_version_directory(connection, slug):
        write_directory(connection, slug, directory)


def _refuse(changes: Difference, before: Followed | None, reason: str, now: datetime) -> None:
    if before is not None and before.closed_at is not None:
        day = before.closed_at.astimezone(VIETNAM)
        raise Refused(f"Kế hoạch {changes.slug} đã đóng ngày {day:%d/%m/%Y}, không đồng bộ bản mới được nữa.")
    amendment = changes.amendment
    if amendment and amendment.issued_on > now.astimezone(VIETNAM).date():
        raise Refused(
            f"Văn bản sửa đổi {amendment.number} ghi ngày {amendment.issued_on:%d/%m/%Y}, ở sau hôm nay. "
            "Hãy xem lại `ngay` trong `sua_doi`."
        )
    if before is not None and before.is_active:
        _refuse_moves(changes, reason, now)


def _refuse_moves(changes: Difference, reason: str, now: datetime) -> None:
    """An active plan's deadlines move by a document, and never out of the past or into it."""
    dated = [move for move in changes.moved if move.was_clocked and move.old_due is not None]
    past = [move for move in dated if _is_past(move.old_due, now)]
    if past:
        raise Refused(
            f"Hạn đã qua thì không dời được ({_listed(past)}). Hãy giữ nguyên ngày cũ trong tệp kế hoạch; "
            "nếu được gia hạn, ghi nhận bằng `dondoc extend`."
        )
    gone = [move for move in dated if _is_past(move.obligation.due, now)]
    if gone:
        raise Refused(
            f"Không dời hạn về ngày đã qua được ({_listed(gone)}). Hãy xem lại ngày mới trong tệp kế hoạch."
        )
    if dated and changes.amendment is None and not reason.strip():
        raise Refused(
            f"Bản mới dời hạn của kế hoạch đang theo dõi ({_listed(dated)}). "
            "Hãy ghi số, ngày văn bản sửa đổi vào tệp kế hoạch (`sua_doi`), hoặc nêu bằng `--reason`, "
            'ví dụ `--reason "CV 123/UBND ngày 05/7/2022"`.'
        )


def _is_past(due: datetime | None, now: datetime) -> bool:
    return due is not None and due <= now


def _listed(moves: Sequence[Move]) -> str:
    more = f"; và {len(moves) - _LISTED} đầu việc khác" if len(moves) > _LISTED else ""
    return "; ".join(str(move) for move in moves[:_LISTED]) + more
