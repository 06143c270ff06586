"""The year of Đức Phổ 2022 on a rehearsal store: its plan, its people, its story, and how it ended."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dondoc.actions.contacts import sync_contacts
from dondoc.actions.dispatch import DispatchResult, Send, dispatch
from dondoc.actions.overview import overview
from dondoc.actions.plans import activate, sync
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.plan_files import Broken, PlanFile, open_plan, tell
from dondoc.language.contacts import Contacts, read_contacts
from dondoc.settings import Settings
from dondoc.store import Store, open_and_migrate
from dondoc.tracking.notices import Message, Notice
from dondoc.tracking.scenario import Scenario
from dondoc.tracking.scenario_file import read_scenario
from flows.demo_story import BY, People
from flows.demo_summary import Summary, summed_up
from flows.demo_year import Look, Year
from flows.server import ROOT
from notifiers.channels import open_sender
from notifiers.wording import compose

SLUG = "duc-pho-2022"
PLANS = ROOT / "plan_specs"
STORY = PLANS / "scenarios" / f"{SLUG}.yaml"
STARTS, ENDS = date(2022, 4, 20), date(2022, 12, 31)
_LAST_LOOK = time(17)


def rehearsal_settings(settings: Settings) -> Settings:
    """A rehearsal has its own database and outbox, invented people, and no way to a mail server."""
    var = settings.var / "demo"
    return replace(
        settings,
        var=var,
        database_url=f"sqlite:///{var / 'dondoc.db'}",
        plans=PLANS,
        contacts=PLANS / "contacts.example.yaml",
        outbox=var / "outbox",
        smtp_url=None,
        smtp_password=None,
        mail_from="Đôn đốc báo cáo (diễn tập) <dondoc@localhost>",
        redirect_to=None,
        clock=None,
    )


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A year that is about to be lived, up to the day `ends`; `notices` are the messages so far, as they went."""

    settings: Settings
    store: Store
    calendar: WorkCalendar
    story: Scenario
    people: People
    ends: date
    notices: list[Notice] = field(default_factory=list)

    def live(self, look: Look) -> Iterator[datetime]:
        """Lives the year from moment to moment, then looks once more at its end; yields every moment."""
        with open_sender(self.settings) as send:
            year = Year(
                self.store,
                self.calendar,
                SLUG,
                story=self.story,
                people=self.people,
                look=look,
                send=lambda now: self._dispatch(send, now),
            )
            yield from year.live(_midnight(self.ends + timedelta(days=1)))
        look(self._last_look)
        yield self._last_look

    def summary(self) -> Summary:
        """What the year was like, on its last evening."""
        rows = overview(self.store, SLUG, self.calendar, now=self._last_look)
        return summed_up(SLUG, STARTS, self.ends, notices=self.notices, rows=rows, outbox=self.settings.outbox)

    @property
    def _last_look(self) -> datetime:
        return datetime.combine(self.ends, _LAST_LOOK, VIETNAM)

    def _dispatch(self, send: Send, now: datetime) -> DispatchResult:
        return dispatch(
            self.store, self.calendar, compose=self._compose, send=send, now=lambda: now, owner=f"{BY} {now}"
        )

    def _compose(self, notice: Notice) -> Message:
        self.notices.append(notice)
        return compose(notice)


@contextmanager
def open_rehearsal(settings: Settings, *, ends: date = ENDS) -> Iterator[Rehearsal]:
    """The rehearsal on a fresh store: the plan synced and activated at 00:00 of the first day, people seated."""
    file, calendar = open_plan(SLUG, settings.plans)
    story, contacts = _story(file), _contacts(settings.contacts)
    with closing(open_and_migrate(settings.database_url, rehearsal=True)) as store:
        begins = _midnight(STARTS)
        sync(store, file.compiled, text=file.text, calendar=calendar, by=BY, now=begins)
        sync_contacts(store, contacts, now=begins)
        activate(store, SLUG, calendar=calendar, by=BY, now=begins, without_number=True)
        yield Rehearsal(settings, store, calendar, story, People(store, calendar, contacts), ends)


def _story(file: PlanFile) -> Scenario:
    story, problems = read_scenario(STORY, [file.compiled])
    if story is None:
        tell(problems)
        raise Broken(f"Kịch bản {STORY} còn lỗi nêu trên.")
    return story


def _contacts(path: Path) -> Contacts:
    contacts, problems = read_contacts(path)
    if any(problem.is_error for problem in problems):
        tell(problems)
        raise Broken(f"Tệp đầu mối {path} còn lỗi nêu trên.")
    return contacts


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
