"""Every example of the guide compiles; beside each way of writing a deadline stands what comes of it."""

import re
from datetime import time
from pathlib import Path

import pytest

from dondoc.calendar import VIETNAM
from dondoc.calendar.workdays import WorkCalendar, load_calendar
from dondoc.language.contacts import read_contacts
from dondoc.language.directory_reader import read_directory
from dondoc.language.folder import read_folder
from dondoc.tracking.compiler import compile_plan
from dondoc.tracking.obligations import STATE_LABELS, Gate, Obligation, State
from dondoc.tracking.scenario_file import read_scenario
from tests.docs.reference import GUIDE

PLANS = Path(__file__).parents[2] / "plan_specs"
WAITING = {
    Gate.UNRESOLVED: State.UNRESOLVED,
    Gate.PROPOSED: State.PROPOSED,
    Gate.AWAITING_EVENT: State.AWAITING_EVENT,
    Gate.CONTINUING: State.CONTINUING,
}
HEAD = {
    "ke_hoach": "vi-du",
    "tieu_de": "Phòng, chống mua bán người",
    "so_ky_hieu": "01/KH-UBND",
    "ngay_ban_hanh": "04/01/2022",
    "co_quan_ban_hanh": "ubnd-tx-duc-pho",
    "co_quan_thuong_truc": "cong-an-tx-duc-pho",
    "hieu_luc": "2022",
}
REPORT = """\
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    don_vi_bao_cao: phong-tu-phap
    gui_ve: ubnd-tx-duc-pho
"""


def _examples() -> list[tuple[str, str]]:
    """Every example of YAML, each with the heading under which it stands."""
    found, heading = [], ""
    for part in re.split(r"^(#{2,4} .+)$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE):
        heading = part.lstrip("# ") if part.startswith("##") else heading
        found += [(heading, text) for text in re.findall(r"^```yaml\n(.*?)^```", part, re.MULTILINE | re.DOTALL)]
    return found


EXAMPLES = _examples()
FRAGMENTS = [(heading, text) for heading, text in EXAMPLES if re.match(r"(3\.[0-9]+|13\.) ", heading)]
WHOLE = [text for _, text in EXAMPLES if text.startswith("ke_hoach:")]
BODIES = [text for _, text in EXAMPLES if text.startswith("khoi:")]
STORIES = [text for _, text in EXAMPLES if text.startswith("- {luc:")]


def _plan(fragment: str) -> str:
    """A fragment in the plan that it may stand in; `ky` goes into a report of its own."""
    own = set(re.findall(r"^([a-z_]+):", fragment, flags=re.MULTILINE))
    head = "".join(f"{key}: {value}\n" for key, value in HEAD.items() if key not in own)
    before, ky, periods = fragment.partition("ky:")
    if "ky" not in own:
        return head + fragment
    indented = "".join(f"    {line}" for line in f"{ky}{periods}".splitlines(keepends=True))
    return f"{head}{before}{REPORT}{indented}"


def _compiled(text: str, slug: str, folder: Path) -> tuple[Obligation, ...]:
    (folder / "directory").symlink_to(PLANS / "directory")
    (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
    read = read_folder(folder / f"{slug}.yaml", calendar=WorkCalendar())
    assert [str(problem) for problem in read.problems if problem.is_error] == []
    return compile_plan(read.plans[slug].spec, read.directory, load_calendar(PLANS / "calendar")).obligations


def _shown(row: Obligation) -> str:
    """What the guide says of a duty: its last day with its hour, else why it has none."""
    if row.gate in WAITING:
        return STATE_LABELS[WAITING[row.gate]].lower()
    assert row.last_day is not None
    assert row.due is not None
    hour = row.due.astimezone(VIETNAM).time()
    day = f"{row.last_day.day}/{row.last_day.month}/{row.last_day.year}"
    return day if hour == time() else f"{hour.hour}h{hour.minute:02} {day}"


@pytest.mark.parametrize(("heading", "example"), FRAGMENTS, ids=[heading for heading, _ in FRAGMENTS])
def test_each_way_of_writing_a_deadline_gives_what_the_guide_says(
    heading: str, example: str, tmp_path: Path
) -> None:
    rows = _compiled(_plan(example), "vi-du", tmp_path)
    said = [each for line in re.findall(r"# → (.+)$", example, flags=re.MULTILINE) for each in line.split(", ")]
    assert [_shown(row) for row in rows] == said, heading


def test_the_guide_has_a_chapter_for_every_way_of_writing_a_deadline() -> None:
    text = "".join(example for _, example in FRAGMENTS)
    keys = {
        *("truoc", "cham_nhat", "hoan_thanh_trong", "trong_vong", "cac_ngay", "lap", "tu", "den", "nam"),
        *("de_xuat", "dot_xuat", "thuong_xuyen", "sau_khi", "ngay", "doi_ngay"),
    }
    assert {key for key in keys if not re.search(rf"\b{key}:", text)} == set()


@pytest.mark.parametrize("text", WHOLE)
def test_whole_plans_of_the_guide_compile(text: str, tmp_path: Path) -> None:
    slug = text.split("\n", maxsplit=1)[0].removeprefix("ke_hoach: ")
    assert _compiled(text, slug, tmp_path)


def test_contacts_of_the_guide_can_be_read(tmp_path: Path) -> None:
    (text,) = [text for _, text in EXAMPLES if text.startswith("dau_moi:")]
    (tmp_path / "contacts.yaml").write_text(text, encoding="utf-8")
    contacts, problems = read_contacts(tmp_path / "contacts.yaml")
    assert [str(problem) for problem in problems] == []
    assert contacts.desks


def test_the_story_of_the_guide_can_be_told() -> None:
    (text,) = STORIES
    read = read_folder(PLANS / "duc-pho-2022.yaml", calendar=WorkCalendar())
    compiled = compile_plan(read.plans["duc-pho-2022"].spec, read.directory, WorkCalendar())
    story, problems = read_scenario(text, [compiled])
    assert [str(problem) for problem in problems] == []
    assert story is not None


def test_the_directory_of_the_guide_says_how_a_body_ended(tmp_path: Path) -> None:
    (text,) = BODIES
    (tmp_path / "vi-du.yaml").write_text(text, encoding="utf-8")
    directory, problems = read_directory(tmp_path)
    assert [str(problem) for problem in problems] == []
    (ended,) = (agency for agency in directory.agencies.values() if agency.change)
    assert len(ended.successors) == 2


def test_every_example_is_one_of_those_that_are_tried() -> None:
    contacts = [text for _, text in EXAMPLES if text.startswith("dau_moi:")]
    assert len(EXAMPLES) == len(FRAGMENTS) + len(WHOLE) + len(STORIES) + len(BODIES) + len(contacts)
