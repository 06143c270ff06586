"""Live, on a rehearsed clock: scheduled runs chase real dates over a real mail server, and fall silent."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.live_plan import SLUG, PostOffice, write_plans
from tests.flows.running import Up, running
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("up")]

EVERY = 4  # seconds between scheduled runs
DISPATCH = "Gửi thông báo"
PASSWORD = "đúng mật khẩu"
JUSTICE, HOME, SCHOOLS = (f"daumoi.{name}@example.com" for name in ("phongtuphap", "phongnoivu", "phonggddt"))
SCHOOLS_RECORDS = "vanthu.phonggddt@example.com"
SECRETARY = "thuky.congantxducpho@example.com"


@pytest.fixture
def post(tmp_path: Path) -> Iterator[PostOffice]:
    office = PostOffice(tmp_path / "post")
    office.open(password=PASSWORD)
    yield office
    office.close()


@pytest.fixture
def up(tmp_path: Path, post: PostOffice) -> Iterator[Up]:
    write_plans(tmp_path / "plans")
    settings = {
        "DONDOC_PLANS": str(tmp_path / "plans"),
        "DONDOC_CONTACTS": str(tmp_path / "plans" / "contacts.example.yaml"),
        "DONDOC_CLOCK": "2022-06-15T07:00:00",
        "DONDOC_SMTP_URL": f"smtp://nhac-viec@127.0.0.1:{post.port}",
        "DONDOC_SMTP_PASSWORD": PASSWORD,
        "DONDOC_MAIL_FROM": "Công an thị xã Đức Phổ <nhac-viec@congan.example>",
    }
    yield from running(tmp_path / "var", settings=settings, options=("--rehearsal",))


class Rehearsal:
    """A running `dondoc up` whose scheduled runs all show the hour that the test sets."""

    def __init__(self, up: Up) -> None:
        self.up = up
        self.deployments = up.deployments()
        for name in (SLUG, DISPATCH):
            schedule = [{"active": True, "schedule": {"interval": EVERY}}]
            up.ask("POST", f"/deployments/{self.deployments[name]['id']}/schedules", schedule)

    def set_clock(self, moment: str) -> None:
        """Runs that start from now on, and commands, see this moment (Vietnam's time)."""
        self.moment = moment
        for each in self.deployments.values():
            body = {"job_variables": {"env": {"DONDOC_CLOCK": moment}}}
            self.up.ask("PATCH", f"/deployments/{each['id']}", body)

    def run(self, *words: str) -> str:
        """A command at the set hour; returns what it printed."""
        self.up.settings = {**self.up.settings, "DONDOC_CLOCK": self.moment}
        done = self.up.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_for_runs(self, *names: str) -> None:
        """Returns when each deployment, in this order, has a run that began after the last one was over."""
        for name in names:
            self._wait_for_run(name)

    def _wait_for_run(self, name: str) -> None:
        before = {run["id"] for run in self.up.runs(name)}

        def is_over() -> bool:
            new = (run for run in self.up.runs(name) if run["id"] not in before)
            return any(run["state_type"] == "COMPLETED" for run in new)

        until(is_over, within=60, what=f"a run of {name}")


def test_mail_follows_the_dates_falls_silent_at_a_receipt_and_survives_a_broken_server(
    up: Up, post: PostOffice
) -> None:
    up.start()
    up.wait_ready()
    live = Rehearsal(up)

    live.set_clock("2022-06-15T08:05:00")  # the last day, Wednesday
    until(lambda: all(post.to(each) for each in (JUSTICE, HOME, SCHOOLS)), within=60, what="the day's reminders")

    live.run("submit", "phong-tu-phap", "--received", "15/6/2022")
    form = up.submit(
        "Ghi nhận báo cáo",
        {"plan": SLUG, "agency": "phòng nội vụ", "day": "2022-06-15", "by": "Trần Thị Bình"},
    )
    until(lambda: up.ask("GET", f"/flow_runs/{form}")["state_type"] == "COMPLETED", within=60)
    told = len(post.mail)

    live.set_clock("2022-06-16T08:05:00")
    until(lambda: len(post.to(SECRETARY)) == 1, within=60, what="the morning's question about the register")
    assert [str(message["To"]) for message in post.mail[told:]] == [str(post.to(SECRETARY)[0]["To"])]

    live.set_clock("2022-06-16T09:00:00")
    live.run("register", "close", "--body", "cong-an-tx-duc-pho", "--through", "15/6/2022")
    post.close()
    live.set_clock("2022-06-16T14:05:00")
    live.wait_for_runs(SLUG, DISPATCH)  # decided, tried, not delivered
    assert not post.to(SCHOOLS_RECORDS)
    post.open(password=PASSWORD)
    live.set_clock("2022-06-16T15:05:00")
    until(lambda: post.to(SCHOOLS_RECORDS) and len(post.to(SCHOOLS)) == 2, within=60, what="what waited an hour")

    post.close()
    post.open(password="mật khẩu khác")
    live.set_clock("2022-06-17T08:05:00")
    live.wait_for_runs(SLUG, DISPATCH)
    (state,) = {run["state"]["message"] for run in up.runs(DISPATCH)[:1]}
    assert "đăng nhập" in state
    assert "\n" not in state
    assert len(post.to(SECRETARY)) == 1
    post.close()
    post.open(password=PASSWORD)
    live.set_clock("2022-06-17T09:05:00")
    until(lambda: len(post.to(SECRETARY)) == 2, within=60, what="the list that the wrong password held up")

    live.wait_for_runs(SLUG, DISPATCH)  # nobody is told twice, and the two that reported are told nothing more
    assert len(post.to(JUSTICE)) == len(post.to(HOME)) == 1
    ids = [message["Message-ID"] for message in post.mail]
    assert len(ids) == len(set(ids))
    assert up.stop(signal.SIGTERM) == 0
    assert not up.left_unfinished()
