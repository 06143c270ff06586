"""The plan of Tuyên Quang 2016–2020 runs as a register of continuing tasks, with what its cut copy leaves open."""

from datetime import date

from dondoc.tracking.obligations import State
from dondoc.tracking.preview import preview_rows
from tests.plans.reading import CALENDAR, FOLDER, compiled

SLUG = "tuyen-quang-14-2016"
SPEC = FOLDER.plans[SLUG].spec


def test_it_says_what_its_document_says() -> None:
    assert (SPEC.number, SPEC.signer, SPEC.partial) == ("14/KH-UBND", "Phạm Minh Huấn", True)
    assert [basis.number for basis in SPEC.basis] == ["2546/QĐ-TTg"]
    assert [len(part) for part in (SPEC.reports, SPEC.metrics, SPEC.campaigns, SPEC.own_plans)] == [0, 0, 0, 0]


def test_eleven_lines_have_an_owner_and_four_have_none_for_five_years() -> None:
    tasks = SPEC.tasks.values()
    assert {(task.continuing_until, task.deadline) for task in tasks} == {(date(2020, 12, 31), None)}
    owners = [(task.words.clause[:7], task.leads or task.executors) for task in tasks]
    assert owners == [
        *((f"II.{number}", ()) for number in range(1, 5)),
        *[("III.1.1", ("so-tttt-tuyen-quang",))] * 5,
        *[("III.1.2", ("hoi-phu-nu-tuyen-quang",))] * 5,
        ("III.1.3", ("so-tu-phap-tuyen-quang",)),
    ]
    helpers = ("so-vhttdl-tuyen-quang", "hoi-phu-nu-tuyen-quang", "huyen-thanh-pho-tuyen-quang")
    assert {task.supporting for task in tasks if task.words.clause.startswith("III.1.1")} == {helpers}
    assert len(FOLDER.directory.resolve(("huyen-thanh-pho-tuyen-quang",), date(2016, 2, 22))) == 7


def test_nothing_of_it_has_a_day_and_what_has_no_owner_is_asked() -> None:
    rows = preview_rows(compiled(SLUG), CALENDAR)
    assert {(row.state, row.last_day) for row in rows} == {(State.CONTINUING, None), (State.UNRESOLVED, None)}
    assert {row.clause for row in rows if row.state is State.UNRESOLVED} == {"II.1", "II.2", "II.3", "II.4"}
    asked = {question.slug for question in compiled(SLUG).questions}
    assert asked >= {"ban-luu-thieu", "co-quan-thuong-truc", "lanh-dao-phoi-hop-khong-don-vi"}
