"""What `dondoc up` does to the database before anything runs: tables, first syncs, contacts, samples."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.plans import Difference, activate, difference, plans, sync
from dondoc.cli.opening import Office, open_office
from dondoc.cli.plan_files import PlanFile, open_shelf
from dondoc.errors import Problem, Refused
from dondoc.language.contacts import read_contacts
from dondoc.settings import Settings
from dondoc.store import open_and_migrate
from flows.reporting import Say

_BY = "dondoc up"
_MOVES_SHOWN = 5


def prepare(settings: Settings, *, rehearsal: bool | None, say: Say) -> None:
    """Brings the database up to date with its program and with the plans that it never saw.

    A plan that changed on disk is only shown: applying it is a decision of a person. A broken file stops
    nothing, its synced version stays. Only samples are activated.
    """
    say("Đang chuẩn bị cơ sở dữ liệu…")
    open_and_migrate(settings.database_url, rehearsal=rehearsal).close()
    with open_office() as place:
        say(f"Đang đọc các kế hoạch trong {settings.plans}…")
        shelf = open_shelf(settings.plans)
        _complain(shelf.problems, say)
        for file in shelf.plans:
            _sync_first(place, file, say)
        _sync_contacts(place, settings.contacts, say)
        _activate_samples(place, say)


def _sync_first(place: Office, file: PlanFile, say: Say) -> None:
    slug = file.compiled.plan.slug
    try:
        changes = difference(place.store, file.compiled, file.text, calendar=place.calendar)
    except Refused as refusal:
        say(f"  {slug}: chưa áp dụng. {refusal}")
        return
    if changes.is_empty:
        return
    if not changes.is_first:
        for line in _not_applied(slug, changes):
            say(line)
        return
    sync(place.store, file.compiled, text=file.text, calendar=place.calendar, by=_BY, now=place.now())
    say(f"  {slug}: đồng bộ lần đầu, {len(changes.new)} đầu việc.")


def _not_applied(slug: str, changes: Difference) -> Iterator[str]:
    counts = (
        (len(changes.new), "thêm"),
        (len(changes.moved), "đổi hạn"),
        (len(changes.dropped), "bỏ"),
        (len(changes.reworded), "sửa lời"),
    )
    words = ", ".join(f"{count} đầu việc {verb}" for count, verb in counts if count) or "chỉ đổi lời văn"
    yield f"  {slug}: tệp đã sửa, chưa áp dụng ({words})."
    for move in changes.moved[:_MOVES_SHOWN]:
        yield f"      {move}"
    yield f"      Áp dụng bằng lệnh: dondoc sync {slug}"


def _sync_contacts(place: Office, path: Path, say: Say) -> None:
    try:
        contacts, problems = read_contacts(path)
    except OSError as error:
        say(f"Không đọc được tệp đầu mối {path} ({error.strerror}); các đầu mối đã đồng bộ vẫn dùng như cũ.")
        return
    _complain(problems, say)
    if not any(problem.is_error for problem in problems):
        sync_contacts(place.store, contacts, now=place.now())


def _activate_samples(place: Office, say: Say) -> None:
    for line in plans(place.store):
        if line.plan.sample and line.activated_at is None:
            activate(
                place.store, line.plan.slug, calendar=place.calendar, by=_BY, now=place.now(), without_number=True
            )
            say(f"  {line.plan.slug}: bản mẫu, đã kích hoạt.")


def _complain(problems: Iterable[Problem], say: Say) -> None:
    """Errors in full; warnings and questions are the business of `dondoc check`."""
    for problem in problems:
        if problem.is_error:
            say(str(problem))
