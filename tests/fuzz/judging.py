"""What must hold for any file at all: no exception, a place and a sentence for each problem, no invented date."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.checks import check_plan
from dondoc.language.directory import Directory
from dondoc.language.directory_reader import read_directory
from dondoc.language.reader import read_plan_bytes
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.preview import preview_rows

PLANS = Path(__file__).parents[2] / "plan_specs"
MOST_SECONDS = 2.0  # of the processor, for one file

_PAIR = re.compile(r"(?<![0-9])([0-9]{1,2})\s*/\s*([0-9]{1,2})(?![0-9])")
_WORDS = r"cuối|giữa|hết|trong|tháng|quý|năm|hằng|thứ|chủ nhật|ngày làm việc|kể từ|[0-9]\s*(?:h|giờ)"
_BY_WORDS = re.compile(_WORDS, re.IGNORECASE)
_KEY_BY_WORDS = re.compile(
    rf"(?:truoc|cham_nhat|before|by|ngay|day|tu|den|starts|ends|lap|every|hoan_thanh_trong|within\w*|trong_vong)[\"']?\s*:\s*[^\n]*(?:{_WORDS})",
    re.IGNORECASE,
)


class TooSlow(BaseException):
    """A file took more of the processor than it may; no reader may swallow this."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one file: the sentences told, and whether it became a plan."""

    sentences: tuple[str, ...]
    is_plan: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads damaged plans beside an undamaged directory and calendar."""

    directory: Directory
    calendar: WorkCalendar

    def judge(self, data: bytes, slug: str = "thu") -> Judged:
        """Reads, checks, compiles, previews one file. Raises AssertionError, TooSlow, or what the code raises."""
        with limited(MOST_SECONDS):
            reading = read_plan_bytes(data, file=f"{slug}.yaml")
            draft = reading.draft
            checked = check_plan(draft, self.directory, self.calendar) if draft is not None else ()
            problems = (*reading.problems, *checked)
            spec = None if any(problem.is_error for problem in problems) else reading.spec
            if spec is not None:
                compiled = compile_plan(spec, self.directory, self.calendar)
                preview_rows(compiled, self.calendar)
                problems = (*problems, *compiled.problems)
        assert spec is not None or problems, "a file that is no plan, and nobody is told why"
        for problem in problems:
            assert problem.position.line >= 1
            assert problem.position.column >= 1
            assert problem.message.strip()
            assert not {"\n", "\r"} & set(problem.message + problem.hint), str(problem)
        if spec is not None:
            require_no_invented_date(compiled, data.decode("utf-8"))
        return Judged(tuple(str(problem) for problem in problems), spec is not None)


def the_judge() -> Judge:
    """A judge with the directory and the calendar of the plans."""
    directory, _ = read_directory(PLANS / "directory")
    return Judge(directory, load_calendar(PLANS / "calendar"))


def bases() -> list[bytes]:
    """The plans that are damaged, each with the slug of the file that is read."""
    files = [path for path in sorted(PLANS.glob("*.yaml")) if not path.name.startswith("contacts")]
    return [re.sub(rb"(?m)^ke_hoach: .*$", b"ke_hoach: thu", path.read_bytes(), count=1) for path in files]


def require_no_invented_date(compiled: Compiled, text: str) -> None:
    """Every last day stands in the file as a day and month, or in the words that the row shows."""
    pairs = {(int(day), int(month)) for day, month in _PAIR.findall(text)}
    rolls = "doi_ngay" in text or "roll" in text
    for row in compiled.obligations:
        if row.last_day is not None and not rolls:
            assert _is_written(row, row.last_day, pairs, text), f"{row.id}: {row.last_day} from “{row.phrase}”"


def _is_written(row: Obligation, last_day: date, pairs: set[tuple[int, int]], text: str) -> bool:
    printed = (last_day, last_day + timedelta(days=1))
    if any((day.day, day.month) in pairs for day in printed):
        return True
    is_by_words = _BY_WORDS.search(row.phrase) if not row.phrase_quoted else _KEY_BY_WORDS.search(text)
    return is_by_words is not None


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooSlow once the body has used so much of the processor, however busy the machine is."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
