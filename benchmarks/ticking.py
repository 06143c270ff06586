"""A tick against raw SQL that reads and writes the same, and a tick that finds nothing due in a full database."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.full_store import NOW, FullStore, fill
from benchmarks.measuring import Line, Work, again, in_turns
from benchmarks.raw_tick import answers_of, open_raw, raw_tick
from benchmarks.reading import PLANS
from dondoc.actions.ticks import tick
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.plan_files import open_plan
from dondoc.store import Store

_LIKE = "duc-pho-2022/dinh-ky/2022-6-thang/phong-tu-phap"
_SMALL = 2_000
_ROUNDS = 20  # ticks with nothing due in one measurement: one alone takes next to no time
_RAW_NOW = NOW.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")  # as SQLite keeps an instant


def measure(*, quick: bool) -> Iterator[Line]:
    """Due rows in a full database; nothing due in a full one against nothing due in a small one."""
    many, due = (20_000, 500) if quick else (200_000, 2_000)
    plan, calendar = open_plan("duc-pho-2022", PLANS)
    compiled = plan.compiled
    like = next(row for row in compiled.obligations if row.id == _LIKE)
    with TemporaryDirectory() as folder:
        full = fill(Path(folder) / "full.db", compiled.plan, like, rows=many, due=due)
        yield _due(full, calendar, f"tick, {due:,} of {many:,} rows due", due, pairs=2 if quick else 7)
        small = fill(Path(folder) / "small.db", compiled.plan, like, rows=_SMALL, due=_SMALL // 10)
        what = f"{_ROUNDS} ticks, nothing of {many:,} rows due"
        yield _nothing_due(full, small, calendar, what, pairs=3 if quick else 15)


def _due(full: FullStore, calendar: WorkCalendar, what: str, due: int, *, pairs: int) -> Line:
    with closing(full.open("ours.db")) as store, ExitStack() as raw:

        def ours() -> Work:
            store.close()  # gives the old file back; the compiled statements stay, as in a process that runs on
            full.copy("ours.db")
            return lambda: _expect(due, tick(store, full.slug, calendar, now=NOW).looked_at)

        def floor() -> Work:
            raw.close()
            connection = raw.enter_context(closing(open_raw(full.copy("raw.db"))))
            return lambda: _expect(due, raw_tick(connection, full.slug, _RAW_NOW, answers))

        ours()()
        store.close()
        answers = answers_of(full.file, full.file.with_name("ours.db"), full.slug, _RAW_NOW)
        return Line(what, "raw SQL, same reads and writes", in_turns(ours, floor, pairs=pairs), "≤ 1.5×")


def _nothing_due(full: FullStore, small: FullStore, calendar: WorkCalendar, what: str, *, pairs: int) -> Line:
    with closing(full.open("full-idle.db")) as large, closing(small.open("small-idle.db")) as little:
        times = in_turns(
            again(_idle(large, full.slug, calendar)), again(_idle(little, small.slug, calendar)), pairs=pairs
        )
    return Line(what, f"the same of {_SMALL:,} rows", times, "1× (flat)")


def _idle(store: Store, slug: str, calendar: WorkCalendar) -> Work:
    just_before = NOW - timedelta(minutes=1)

    def work() -> None:
        for _ in range(_ROUNDS):
            _expect(0, tick(store, slug, calendar, now=just_before).looked_at)

    return work


def _expect(due: int, looked_at: int) -> None:
    if looked_at != due:
        raise ValueError(f"looked at {looked_at} rows where {due} were due: this measures something else")
