"""1/7/2025 replayed on the plan of Gia Lai: districts end, a person decides, successors are asked."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.integration.cli.conftest import Typed
from tests.unit.cli.command_line import Answer, dondoc

SPECS = Path(__file__).parents[3] / "plan_specs"
SLUG = "gia-lai-836-2025"
DISTRICT = f"{SLUG}/tong-ket/2025-tong-ket/ubnd-huyen-chu-prong"
CONTACTS = """\
dau_moi:
  cong-an-tinh-gia-lai:
    - {vai_tro: thu_ky, ten: Trần Thị Bình, thu_dien_tu: thuky@example.com}
  ubnd-huyen-chu-prong:
    - {vai_tro: dau_moi, ten: Siu H'Nga, thu_dien_tu: chuprong@example.com}
  ubnd-xa-chu-prong-gia-lai:
    - {vai_tro: dau_moi, ten: Rơ Châm Khuyên, thu_dien_tu: xachuprong@example.com}
"""
APRIL, JUNE_30, JULY_1, JULY_2, JULY_3 = (
    f"2025-{day}T08:30" for day in ("04-07", "06-30", "07-01", "07-02", "07-03")
)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    folder = tmp_path / "plans"
    copytree(SPECS / "directory", folder / "directory")
    copytree(SPECS / "calendar", folder / "calendar")
    (folder / f"{SLUG}.yaml").write_bytes((SPECS / f"{SLUG}.yaml").read_bytes())
    (folder / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    env = {
        "DONDOC_PLANS": str(folder),
        "DONDOC_CONTACTS": str(folder / "contacts.yaml"),
        "DONDOC_DATABASE_URL": f"sqlite:///{tmp_path / 'dondoc.db'}",
        "DONDOC_BY": "Chị Lan",
    }

    def run(*arguments: str, at: str = APRIL, answer: str = "", **more: str) -> Answer:
        return dondoc(*arguments, env={**env, "DONDOC_CLOCK": f"{at},0", **more}, typed=answer)

    return run


@pytest.fixture
def active(typed: Typed) -> Typed:
    assert typed("sync", SLUG, "--yes", "--rehearsal").code == 0
    assert typed("contacts", "sync").code == 0
    assert typed("activate", SLUG).code == 0
    return typed


def state_of(active: Typed, duty: str, at: str) -> str:
    rows = {row["id"]: row for row in active("status", SLUG, "--format", "json", at=at).json}
    return str(rows[duty]["state"]) if duty in rows else "-"


def told(active: Typed, duty: str, at: str) -> set[str]:
    """The days of what was decided to be told about a duty, by desk."""
    nudges = active("history", duty, "--format", "json", at=at).json["nudges"]
    return {f"{one['desk']} {one['moment'][:10]}" for one in nudges}


def test_a_debt_of_a_district_waits_for_a_person_and_its_successor_is_asked(active: Typed) -> None:
    for day in ("06-12", "06-17", "06-19", "06-20"):
        active("tick", SLUG, at=f"2025-{day}T15:30")
    assert state_of(active, DISTRICT, JUNE_30) == "cho_chot_so"
    before = told(active, DISTRICT, JUNE_30)
    assert "contact@ubnd-huyen-chu-prong 2025-06-12" in before

    waiting = active("review", "list", "--format", "json", at=JULY_1).json
    (debt,) = (one for one in waiting["debts"] if one["id"] == DISTRICT)
    assert (debt["ended_on"], debt["change"], debt["last_day"]) == ("2025-06-30", "giai_the", "2025-06-19")
    assert "ubnd-xa-chu-prong-gia-lai" in {one["agency"] for one in debt["proposals"]}
    parts = {part["agency"]: part for part in waiting["parts"]}
    assert parts["cong-an-tinh-gia-lai"]["parts"] == ["cơ quan thường trực", "nơi nhận báo cáo"]
    assert [one["agency"] for one in parts["ubnd-tinh-gia-lai"]["proposals"]] == ["ubnd-tinh-gia-lai-moi"]
    assert "đã kết thúc hoạt động chờ quyết định: dondoc review list" in active("status", at=JULY_1).out
    assert "UBND huyện Chư Prông" in active("review", "list", at=JULY_1).out

    for day in ("07-01", "07-02", "07-03", "07-10"):
        active("tick", SLUG, at=f"2025-{day}T15:30")
    assert told(active, DISTRICT, "2025-07-10T16:00") == before
    assert state_of(active, DISTRICT, "2025-07-10T16:00") == "cho_xu_ly"


def test_after_the_decision_the_history_shows_both_names(active: Typed) -> None:
    late = active("review", "decide", "huyện Chư Prông", "--assign-to", "xã Chư Prông", at=JULY_2)
    assert late.code == 1
    assert "Hạn 19/06/2025" in late.err
    decided = active(
        *("review", "decide", "huyện Chư Prông", "--assign-to", "UBND xã Chư Prông"),
        *("--to-report-by", "15/7/2025", "--number", "1250/UBND-NC", "--dated", "02/7/2025"),
        at=JULY_2,
    )
    assert "chuyển cho UBND xã Chư Prông, ngày cuối cùng 15/7/2025" in decided.out, decided
    heir = f"{DISTRICT}/ubnd-xa-chu-prong-gia-lai"
    assert state_of(active, heir, JULY_2) == "trong_han"
    assert state_of(active, DISTRICT, JULY_2) == "-"
    for day in ("07-03", "07-08", "07-11", "07-15"):
        active("tick", SLUG, at=f"2025-{day}T15:30")
    assert "contact@ubnd-xa-chu-prong-gia-lai 2025-07-08" in told(active, heir, "2025-07-15T16:00")
    for duty in (heir, DISTRICT):
        shown = " ".join(active("history", duty, at="2025-07-15T16:00").out.split())
        assert "UBND huyện Chư Prông → UBND xã Chư Prông; số 1250/UBND-NC ngày 2/7/2025" in shown
    assert "Trước đây là việc của UBND huyện Chư Prông" in active("history", heir, at=JULY_3).out
    assert "Nay là việc của UBND xã Chư Prông" in active("history", DISTRICT, at=JULY_3).out
    done = active("submit", heir, "--number", "7/BC-UBND", at="2025-07-15T16:00")
    assert "gửi đúng hạn" in done.out


def test_a_decision_may_be_taken_back(active: Typed) -> None:
    decided = active(
        *("review", "decide", DISTRICT, "--as-proposed", "--to-report-by", "15/7/2025", "--format", "json"),
        at=JULY_2,
    ).json
    assert len(decided[0]["heirs"]) == 8
    voided = active("void", decided[0]["record"], at=JULY_3)
    assert f"huỷ {decided[0]['record']}" in voided.out, voided
    assert state_of(active, DISTRICT, JULY_3) == "cho_xu_ly"
    assert {state_of(active, heir["id"], JULY_3) for heir in decided[0]["heirs"]} == {"-"}
    again = active("review", "decide", DISTRICT, "--exempt", "--number", "12/UBND-NC", at=JULY_3)
    assert "không phải báo cáo nữa" in again.out
    assert state_of(active, DISTRICT, JULY_3) == "mien"
    twice = active("review", "decide", "UBND huyện Chư Prông", "--keep", at=JULY_3)
    assert "Không có việc nào của “UBND huyện Chư Prông” đang chờ quyết định." in twice.err


def test_the_successors_of_the_province_take_its_places(active: Typed) -> None:
    for body in ("Công an tỉnh Gia Lai", "UBND tỉnh Gia Lai"):
        replaced = active("review", "replace", body, "--plan", SLUG, at=JULY_2)
        assert f"thay {body}" in replaced.out, replaced
        assert "Nếu ghi nhầm: dondoc void f" in replaced.out
    assert active("review", "list", "--format", "json", at=JULY_2).json["parts"] == []
    assert active("review", "replace", "Công an tỉnh Gia Lai", "--plan", SLUG, at=JULY_2).code == 1
    voided = active("void", "f1", at=JULY_3)
    assert (voided.code, "trước hiệu lực" in voided.out) == (0, False)  # the debts of June are debts still


def test_what_only_one_body_may_take_over_is_decided_at_once(active: Typed) -> None:
    merged = ("--all", "--plan", SLUG, "--as-proposed", "--to-report-by", "15/7/2025")
    done = active("review", "decide", *merged, "--format", "json", at=JULY_2).json
    heirs = {heir["agency"] for one in done for heir in one["heirs"]}
    assert len(done) == len(heirs) == 14
    assert "so-y-te-gia-lai-moi" in heirs
    left = active("review", "list", "--format", "json", at=JULY_2).json["debts"]
    assert {len(debt["proposals"]) for debt in left}.isdisjoint({0, 1})
    assert active("review", "decide", *merged, at=JULY_2).code == 1
    assert active("review", "decide", "--all", "--as-proposed", at=JULY_2).code == 2
    assert active("review", "decide", "huyện Ia Pa", *merged, at=JULY_2).code == 2


def test_one_way_of_deciding_is_chosen(active: Typed) -> None:
    assert active("review", "decide", DISTRICT, at=JULY_2).code == 2
    assert active("review", "decide", DISTRICT, "--keep", "--exempt", at=JULY_2).code == 2
    nothing = active("review", "decide", DISTRICT, "--keep", at=JUNE_30)
    assert nothing.code == 1
    assert "Không có việc nào" in nothing.err


def test_departments_merged_on_the_first_of_march_owe_nothing(active: Typed) -> None:
    """The plan's group is read as of its day of issue, 05/4/2025: the merged department reports."""
    rows = active("status", SLUG, "--all", "--format", "json").json
    agencies = {row["agency"] for row in rows if row["report"] == "tong-ket"}
    assert {"so-noi-vu-gia-lai", "so-nnmt-gia-lai"} <= agencies
    assert agencies.isdisjoint({"so-ld-tb-xh-gia-lai", "so-tnmt-gia-lai", "so-tttt-gia-lai"})
