"""Live, on a rehearsed clock: scheduled runs chase real dates over a real mail server, and fall silent."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.flows.live_plan import SLUG, PostOffice, write_plans
from tests.flows.running import UNFINISHED, Up, running
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("up")]

EVERY = 3  # seconds between scheduled runs
PATIENCE = 240.0  # seconds; a few on an idle machine
DISPATCH = "Gửi thông báo"
PASSWORD = "mat-khau-dung"
JUSTICE, HOME, SCHOOLS = (f"daumoi.{name}@example.com" for name in ("phongtuphap", "phongnoivu", "phonggddt"))
SCHOOLS_RECORDS = "vanthu.phonggddt@example.com"
LAST_DAY, OVERDUE = "Hôm nay là ngày cuối", "chưa ghi nhận được"
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
        self.moment = up.settings["DONDOC_CLOCK"]
        self.ids = {name: each["id"] for name, each in up.deployments().items()}
        for name in (SLUG, DISPATCH):
            self._ask(name, "pause")
            schedule = [{"active": True, "schedule": {"interval": EVERY}}]
            up.ask("POST", f"/deployments/{self.ids[name]}/schedules", schedule)

    @contextmanager
    def at(self, moment: str) -> Iterator[None]:
        """While the block lasts, the schedules run; they and commands see this moment (Vietnam's time)."""
        self.moment = moment
        for id_ in self.ids.values():
            self.up.ask("PATCH", f"/deployments/{id_}", {"job_variables": {"env": {"DONDOC_CLOCK": moment}}})
        for name in (SLUG, DISPATCH):
            self._ask(name, "resume")
        yield
        for name in (SLUG, DISPATCH):
            self._ask(name, "pause")
        wait("the last runs", lambda: not self._is_busy())

    def run(self, *words: str) -> None:
        """A command at the hour of the last block."""
        self.up.settings = {**self.up.settings, "DONDOC_CLOCK": self.moment}
        done = self.up.run(*words)
        assert done.returncode == 0, done.stdout + done.stderr

    def wait_for_run(self, name: str) -> dict[str, Any]:
        """The next run of a deployment that begins from now on, when it is over."""
        before = {run["id"] for run in self.up.runs(name)}
        over: list[dict[str, Any]] = []

        def is_over() -> bool:
            new = [run for run in self.up.runs(name) if run["id"] not in before]
            over.extend(run for run in new if run["state_type"] in ("COMPLETED", "FAILED"))
            return bool(over)

        wait(f"a run of {name}", is_over)
        return over[0]

    def _ask(self, name: str, what: str) -> None:
        self.up.ask("POST", f"/deployments/{self.ids[name]}/{what}_deployment")

    def _is_busy(self) -> bool:
        return any(run["state_type"] in UNFINISHED for name in (SLUG, DISPATCH) for run in self.up.runs(name))


def test_mail_follows_the_dates_falls_silent_at_a_receipt_and_survives_a_broken_server(
    up: Up, post: PostOffice
) -> None:
    up.start()
    up.wait_ready()
    live = Rehearsal(up)

    with live.at("2022-06-15T08:05:00"):  # the last day, a Wednesday
        wait("the day's reminders", lambda: all(post.to(each, LAST_DAY) for each in (JUSTICE, HOME, SCHOOLS)))
    so_far = len(post.mail)

    live.run("submit", "phong-tu-phap", "--received", "15/6/2022")
    paper = {"plan": SLUG, "agency": "phòng nội vụ", "day": "2022-06-15", "by": "Trần Thị Bình"}
    form = up.submit("Ghi nhận báo cáo", paper)
    wait("the form", lambda: up.ask("GET", f"/flow_runs/{form}")["state_type"] == "COMPLETED")

    post.close()
    post.open(password="mat-khau-khac")
    with live.at("2022-06-16T08:05:00"):
        live.wait_for_run(SLUG)
        told = live.wait_for_run(DISPATCH)["state"]
    assert told["type"] == "FAILED"
    assert "Cấu hình gửi thư chưa đúng" in told["name"]
    assert "đăng nhập bị từ chối" in told["message"].splitlines()[0]
    assert len(post.mail) == so_far
    post.close()
    post.open(password=PASSWORD)
    with live.at("2022-06-16T09:10:00"):
        wait("the question about the register", lambda: post.to(SECRETARY))
    assert len(post.mail) == so_far + 1  # who had reported was told nothing more

    live.run("register", "close", "--body", "cong-an-tx-duc-pho", "--through", "15/6/2022")
    post.close()
    with live.at("2022-06-16T14:05:00"):
        live.wait_for_run(SLUG)
        live.wait_for_run(DISPATCH)
    assert len(post.mail) == so_far + 1
    post.open(password=PASSWORD)
    with live.at("2022-06-16T15:10:00"):
        wait("what the silent server held up", lambda: len(post.mail) == so_far + 3)
        live.wait_for_run(DISPATCH)
    assert all(len(post.to(each, OVERDUE)) == 1 for each in (SCHOOLS, SCHOOLS_RECORDS))
    assert len(post.mail) == so_far + 3
    assert up.stop(signal.SIGTERM) == 0
    assert not up.left_unfinished()


def wait(what: str, condition: Callable[[], object]) -> None:
    until(condition, within=PATIENCE, what=what)
