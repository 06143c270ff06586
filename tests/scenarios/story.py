"""A small town in virtual time: a story goes in as a secretary writes it, the messages come out as lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from textwrap import dedent

from dondoc.calendar.workdays import WorkCalendar
from dondoc.tracking.notices import Item, Notice
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan
from dondoc.tracking.scenario import Scenario
from dondoc.tracking.scenario_file import read_scenario
from dondoc.tracking.simulation import Sent, simulate
from tests.factories import a_plan, due_on

CALENDAR = WorkCalendar()
JUNE = date(2022, 6, 15)  # a Wednesday: "trước ngày 16/6"
PLAN = a_plan(consolidators={"dinh-ky": ("cong-an-tx-duc-pho",)})
JUSTICE, LABOUR, WOMEN, COURT, WARD = "phong-tu-phap", "phong-ldtbxh", "hoi-phu-nu", "toa-an", "phuong-pho-van"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A plan made by hand, and what is owed under it."""

    plan: Plan
    obligations: Sequence[Obligation]


@dataclass(frozen=True, slots=True)
class Town:
    """What runs in a story, and from which day on."""

    compiled: Sequence[Compiled]
    starts: date

    def tells(self, steps: str = "", *, since: date | None = None, until: date | None = None) -> list[str]:
        """The messages of a story, one a line; by default without those of the day on which it starts."""
        first = since or self.starts + timedelta(days=1)
        return [line_of(sent) for sent in self.sends(steps, until=until) if sent.at.date() >= first]

    def sends(self, steps: str = "", *, until: date | None = None) -> list[Sent]:
        """The messages of a story, all of them."""
        story = _read(steps, self.compiled)
        return list(simulate(self.compiled, CALENDAR, starts=self.starts, ends=until, scenario=story))


def a_town(*agencies: str, last_day: date = JUNE, plan: Plan = PLAN, starts: date | None = None) -> Town:
    """Agencies that owe one report by a day (by default Phòng Tư pháp), told of it two weeks ahead."""
    owed = [owed_by(agency, last_day, plan=plan) for agency in agencies or (JUSTICE,)]
    return Town([Compiled(plan, owed)], starts or last_day - timedelta(days=14))


def owed_by(agency: str, last_day: date, *, plan: Plan = PLAN, report: str = "dinh-ky") -> Obligation:
    """A report that an agency owes; on a day off, reminders aim at the working day before."""
    name = f"{plan.slug}/{report}/{last_day.year}-ky-{last_day.month}/{agency}"
    days = {"target": CALENDAR.roll_back(last_day), "period": f"{last_day.year}-ky-{last_day.month}"}
    return due_on(last_day, agency=agency, id=name, plan=plan.slug, report=report, **days)


def messages(text: str) -> list[str]:
    """The lines of a text, as `Town.tells` gives them."""
    return [line for line in dedent(text).strip().splitlines() if line.strip()]


def line_of(sent: Sent) -> str:
    """When, to whom, what: `08/6 08:00 contact@phong-tu-phap: bao_truoc`.

    Of another agency's debt its name stands in brackets, a desk without anybody after an exclamation mark.
    """
    notice = sent.notice
    to = f"{notice.recipient} (đồng gửi)" if notice.is_copy else str(notice.recipient)
    said = [f"{rung}{names}" for rung, names in _said(notice)]
    return f"{sent.at:%d}/{sent.at.month} {sent.at:%H:%M} {to}: {', '.join(said)}"


def _said(notice: Notice) -> Iterable[tuple[str, str]]:
    for rung, items in groupby(sorted(notice.items, key=_word), key=_word):
        others = [item.obligation.agency for item in items if item.obligation.agency != notice.recipient.agency]
        yield rung, f"({', '.join(others)})" if others else ""


def _word(item: Item) -> str:
    return f"{item.nudge.rung}!{item.missing_role}" if item.missing_role else str(item.nudge.rung)


def _read(steps: str, compiled: Sequence[Compiled]) -> Scenario:
    if not steps.strip():
        return Scenario()
    story, problems = read_scenario(dedent(steps), compiled)
    assert story is not None, "\n".join(map(str, problems))
    return story
