"""An amendment told as a story: the report of the third quarter of Đức Phổ moves by a numbered letter."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from dondoc.actions.dispatch import dispatch
from dondoc.actions.history import history
from dondoc.actions.ticks import tick
from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar
from dondoc.store import Store, open_store
from dondoc.tracking.obligations import State
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from notifiers.wording import compose
from tests.unit.cli.command_line import Answer, dondoc

SLUG = "duc-pho-2022"
PLANS = Path(__file__).parents[3] / "plan_specs"
LETTER = "sua_doi:\n  - {so: 512/UBND-NC, ngay: 10/8/2022, cua: UBND thị xã Đức Phổ, ve_viec: lùi hạn quý III}\n"
DESKS = ("phong-tu-phap", "phong-y-te", "ubnd-xa-pho-an")

Typed = Callable[..., Answer]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def quarter(agency: str) -> str:
    return f"{SLUG}/dinh-ky/2022-quy-3/{agency}"


class Office:
    """The secretariat of Đức Phổ in a year of its own: what it types, and what goes out."""

    def __init__(self, home: Path) -> None:
        self.folder = copytree(PLANS, home / "plans")
        self.env = {
            "DONDOC_PLANS": str(self.folder),
            "DONDOC_CONTACTS": str(home / "contacts.yaml"),
            "DONDOC_DATABASE_URL": f"sqlite:///{home / 'dondoc.db'}",
            "DONDOC_BY": "Nguyễn Thị Hoa",
        }
        people = "".join(
            f"  {agency}: [{{vai_tro: dau_moi, ten: Người {agency}, thu_dien_tu: {agency}@example.com}}]\n"
            for agency in DESKS
        )
        (home / "contacts.yaml").write_text(f"dau_moi:\n{people}", encoding="utf-8")
        self.calendar = WorkCalendar()
        self.sent: list[Envelope] = []

    def types(self, *arguments: str, at: str, answer: str = "") -> Answer:
        return dondoc(*arguments, env={**self.env, "DONDOC_CLOCK": f"{at},0"}, typed=answer)

    def amends(self, *, letter: str = LETTER, moved: str = "20/9") -> None:
        """The file says another day, and which letter says so."""
        path = self.folder / f"{SLUG}.yaml"
        text = path.read_text(encoding="utf-8").replace("truoc: 16/9", f"truoc: {moved}")
        text = text.replace("nguyen_van: trước ngày 16/9", f"nguyen_van: trước ngày {moved}")
        path.write_text(text.replace("\nbao_cao:\n", f"\n{letter}\nbao_cao:\n", 1), encoding="utf-8")

    def chases(self, store: Store, at: str) -> list[Envelope]:
        """A look at everything that is due, and the messages that it sends."""
        before, now = len(self.sent), moment(at)
        tick(store, SLUG, self.calendar, now=now)
        dispatch(store, self.calendar, compose=compose, send=self._send, now=lambda: now, owner="a")
        return self.sent[before:]

    def _send(self, envelope: Envelope) -> Outcome:
        self.sent.append(envelope)
        return Outcome(Fate.ACCEPTED, "250 OK")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The plan was activated on 4 May 2022."""
    opened = Office(tmp_path)
    assert opened.types("sync", SLUG, "--yes", "--rehearsal", at="2022-05-04T07:30").code == 0
    started = opened.types("activate", SLUG, "--number", "144", "--issued", "22/4/2022", at="2022-05-04T07:30")
    assert started.code == 0, started.err
    assert opened.types("contacts", "sync", at="2022-05-04T07:30").code == 0
    return opened


@pytest.fixture
def store(office: Office) -> Iterator[Store]:
    opened = open_store(office.env["DONDOC_DATABASE_URL"])
    yield opened
    opened.close()


def subjects(sent: list[Envelope], agency: str) -> list[str]:
    return [one.subject for one in sent if one.to_address == f"{agency}@example.com"]


def before_the_letter(office: Office, store: Store) -> None:
    """Everybody hears of the plan; one agency reports early, one is granted more time for itself."""
    assert len(office.chases(store, "2022-05-04T08:00")) == len(DESKS)
    early = office.types("submit", quarter("phong-y-te"), "--number", "9/BC-YT", at="2022-08-05T09:00")
    granted = office.types(
        *("extend", quarter("ubnd-xa-pho-an"), "--to", "26/9/2022", "--number", "210/UBND"), at="2022-08-03T09:00"
    )
    assert (early.code, granted.code) == (0, 0)


def test_a_letter_of_august_moves_the_day_of_september(office: Office, store: Store) -> None:
    before_the_letter(office, store)
    office.amends()

    shown = office.types("sync", SLUG, at="2022-08-11T09:00", answer="\n")
    assert shown.code == 1
    assert (
        "bản 2, theo văn bản số 512/UBND-NC ngày 10/8/2022 của UBND thị xã Đức Phổ về lùi hạn quý III" in shown.out
    )
    for words in ("Dời hạn", "15/09/2022 (trước ngày 16/9)", "19/09/2022 (trước ngày 20/9)", "Phòng Tư pháp"):
        assert words in shown.out
    assert "Đồng bộ duc-pho-2022? [c/K]" in shown.err
    assert (
        history(store, quarter("phong-tu-phap"), calendar=office.calendar, now=moment("2022-08-11T09:00")).entries
        == ()
    )

    agreed = office.types("sync", SLUG, at="2022-08-11T09:05", answer="c\n")
    assert agreed.code == 0, agreed.err

    told = office.chases(store, "2022-08-11T09:10")
    assert subjects(told, "phong-tu-phap") == [
        "[Thay đổi] Ngày cuối gửi báo cáo quý III: 15/9 → 19/9 (CV số 512/UBND-NC)"
    ]
    assert "số 512/UBND-NC ngày 10/8/2022" in told[0].text
    assert [one.to_address for one in told] == ["phong-tu-phap@example.com"]


def test_the_reminders_follow_the_moved_day(office: Office, store: Store) -> None:
    before_the_letter(office, store)
    office.amends()
    assert office.types("sync", SLUG, "--yes", at="2022-08-11T09:05").code == 0
    office.chases(store, "2022-08-11T09:10")

    five_days_before_the_old_day = office.chases(store, "2022-09-08T08:00")
    assert subjects(five_days_before_the_old_day, "phong-tu-phap") == []
    (reminder,) = subjects(office.chases(store, "2022-09-12T08:00"), "phong-tu-phap")
    assert reminder == "[Nhắc việc] Báo cáo quý III: gửi chậm nhất ngày 19/9"
    (last,) = subjects(office.chases(store, "2022-09-19T08:00"), "phong-tu-phap")
    assert last.startswith("[Nhắc việc] Hôm nay là ngày cuối")
    assert subjects(office.chases(store, "2022-09-19T08:30"), "phong-y-te") == []
    assert [one for one in subjects(office.sent, "ubnd-xa-pho-an") if "26/9" in one]


def test_history_keeps_the_old_day_with_the_letter(office: Office, store: Store) -> None:
    before_the_letter(office, store)
    office.chases(store, "2022-08-11T08:00")
    office.amends()
    assert office.types("sync", SLUG, "--yes", at="2022-08-11T09:05").code == 0

    kept = office.types("history", quarter("phong-tu-phap"), "--format", "json", at="2022-08-12T08:00").json
    assert [one["last_day"] for one in kept["rounds"]] == ["2022-09-15", "2022-09-19"]
    (moved,) = kept["events"]
    assert (moved["old_last_day"], moved["new_last_day"], moved["by_amendment"]) == (
        "2022-09-15",
        "2022-09-19",
        True,
    )
    assert (moved["document_number"], moved["document_date"]) == ("512/UBND-NC", "2022-08-10")
    assert "[Thay đổi]" not in [one["subject"] for one in kept["messages"]]

    stands = {
        agency: history(store, quarter(agency), calendar=office.calendar, now=moment("2022-08-12T08:00")).standing
        for agency in DESKS
    }
    assert stands["phong-y-te"].state is State.ON_TIME
    own = stands["ubnd-xa-pho-an"].round
    assert own is not None
    assert f"{own.last_day:%d/%m}" == "26/09"  # what it was granted for itself is not shortened
    void = office.types("void", moved["id"], at="2022-08-12T08:00")
    assert "do bản kế hoạch mới tạo ra" in void.err


def test_the_same_in_october_is_refused_for_the_past(office: Office, store: Store) -> None:
    before_the_letter(office, store)
    office.amends(letter=LETTER.replace("10/8", "03/10"))

    refused = office.types("sync", SLUG, "--yes", at="2022-10-05T09:00")

    assert refused.code == 1
    assert "Hạn đã qua thì không dời được" in refused.err
    assert "báo cáo quý III" in refused.err
    assert "15/09/2022 → 19/09/2022" in refused.err
    assert "dondoc extend" in refused.err
    kept = office.types("history", quarter("phong-tu-phap"), "--format", "json", at="2022-10-05T09:00").json
    assert (kept["last_day"], kept["events"]) == ("2022-09-15", [])


def test_a_day_that_is_past_is_no_new_day(office: Office) -> None:
    office.amends(moved="1/8")
    refused = office.types("sync", SLUG, "--yes", at="2022-08-11T09:00")
    assert refused.code == 1
    assert "Không dời hạn về ngày đã qua được" in refused.err
    assert "Hạn đã qua thì không dời được" not in refused.err


def test_a_letter_that_moves_nothing_is_more_than_layout(office: Office) -> None:
    office.amends(moved="16/9")
    told = office.types("sync", SLUG, "--yes", at="2022-08-11T09:00")
    assert told.code == 0
    assert "không đầu việc nào thay đổi" in told.out
    assert "cách trình bày" not in told.out


def test_without_a_letter_nothing_moves(office: Office) -> None:
    office.amends(letter="")
    refused = office.types("sync", SLUG, "--yes", at="2022-08-11T09:00")
    assert refused.code == 1
    assert "sua_doi" in refused.err


def test_a_letter_of_a_day_to_come_is_refused(office: Office) -> None:
    office.amends(letter=LETTER.replace("10/8", "20/8"))
    refused = office.types("sync", SLUG, "--yes", at="2022-08-11T09:00")
    assert refused.code == 1
    assert "ở sau hôm nay" in refused.err


def test_a_letter_that_is_known_moves_nothing_more(office: Office) -> None:
    office.amends()
    assert office.types("sync", SLUG, "--yes", at="2022-08-11T09:00").code == 0
    path = office.folder / f"{SLUG}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("truoc: 20/9", "truoc: 22/9"), encoding="utf-8")
    refused = office.types("sync", SLUG, "--yes", at="2022-08-12T09:00")
    assert refused.code == 1
    assert "sua_doi" in refused.err
