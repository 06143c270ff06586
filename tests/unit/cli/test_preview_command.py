"""`dondoc preview`: rows for a person and for a program, from the file alone."""

from pathlib import Path

from tests.unit.cli.command_line import dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN, plan_with

FIELDS = [
    *("id", "report", "period", "agency", "kind", "due", "last_day", "target", "strict", "phrase", "clause"),
    *("data_from", "data_to", "state", "requested"),
]


def _folder(tmp_path: Path, plan: str = PLAN) -> Path:
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    path = tmp_path / "thu.yaml"
    path.write_text(plan, encoding="utf-8")
    return path


def test_json_rows_have_the_promised_fields_in_order(tmp_path: Path) -> None:
    rows = dondoc("preview", str(_folder(tmp_path)), "--format", "json").json
    assert [list(row) for row in rows] == [FIELDS, FIELDS]
    assert rows[0]["id"] == "thu/dinh-ky/2022-quy-1/phong-a"
    assert rows[0]["due"] == "2022-03-16T00:00:00+07:00"
    assert [row["requested"] for row in rows] == [False, True]


def test_a_slug_is_looked_for_in_the_folder_of_plans(tmp_path: Path) -> None:
    folder = _folder(tmp_path).parent
    assert dondoc("preview", "thu", env={"DONDOC_PLANS": str(folder)}).code == 0
    wrong = dondoc("preview", "tho", env={"DONDOC_PLANS": str(folder)})
    assert wrong.code == 1
    assert "không có kế hoạch “tho”" in wrong.err
    assert "Có phải “thu”?" in wrong.err


def test_a_folder_is_not_a_plan(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path).parent))
    assert answer.code == 1
    assert "là một thư mục" in answer.err


def test_the_state_depends_on_the_day_that_is_assumed(tmp_path: Path) -> None:
    path = str(_folder(tmp_path))
    early = dondoc("preview", path, "--at", "1/2/2022", "--format", "json").json
    late = dondoc("preview", path, "--at", "1/4/2022", "--format", "json").json
    assert {row["state"] for row in early} == {"trong_han"}
    assert {row["state"] for row in late} == {"truoc_hieu_luc"}


def test_the_table_says_who_what_when_and_in_which_words(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path)), "--at", "1/2/2022")
    line = next(line for line in answer.out.splitlines() if "Phòng A" in line)
    for word in ("III.1", "báo cáo quý I", "15/3/2022", "trước ngày 16/3", "Trong hạn"):
        assert word in line
    assert "Kỳ số liệu tham khảo" in answer.err


def test_a_target_before_the_last_day_is_shown(tmp_path: Path) -> None:
    path = _folder(tmp_path, plan_with("truoc: 16/3", "cham_nhat: 13/3"))
    assert "13/3/2022 (nhắc đến 11/3/2022)" in dondoc("preview", str(path)).out


def test_a_plan_with_errors_is_told_and_not_shown(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path, plan_with("16/3", "31/2"))), "--format", "json")
    assert (answer.code, answer.out) == (1, "")
    assert "thu.yaml:13:40: lỗi:" in answer.err


def test_by_month_shows_the_year_and_what_ends_in_each_month(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path)), "--at", "1/2/2022", "--by", "month")
    assert answer.code == 0
    assert "Kế hoạch thử: năm 2022" in answer.out
    march = next(line for line in answer.out.splitlines() if "15*" in line)
    assert march.count("*") == 1
    listed = answer.out.partition("Tháng 3/2022")[2]
    for word in ("15/3/2022", "báo cáo quý I", "Phòng A, Hội B", "trước ngày 16/3", "Trong hạn"):
        assert word in listed
    assert "* ngày cuối cùng của một việc" in answer.err


def test_by_agency_shows_the_days_of_each_month(tmp_path: Path) -> None:
    answer = dondoc("preview", str(_folder(tmp_path)), "--by", "agency")
    rows = [line.split() for line in answer.out.splitlines() if line.strip().startswith(("Phòng A", "Hội B"))]
    assert rows == [["Phòng", "A", "15"], ["Hội", "B", "15"]]


def test_what_has_no_day_is_counted_in_one_year_only(tmp_path: Path) -> None:
    text = plan_with(
        "- {ma: quy-1, ten: Quý I, truoc: 16/3}",
        "- {ma: quy-1, ten: Quý I, truoc: 16/3}\n      - {ma: quy-2, ten: Quý II, truoc: '?'}"
        "\n      - {ma: nam, ten: Năm, truoc: 15/01/2023}",
    )
    answer = dondoc("preview", str(_folder(tmp_path, text)), "--by", "agency")
    first, _, second = answer.out.partition("trong năm 2023")
    assert (first.count("1 việc"), second.count("1 việc")) == (2, 0)
    assert second.count("Chưa có ngày") == 0
    assert second.count("14") == 2


def test_both_ways_of_putting_together_are_there_for_programs(tmp_path: Path) -> None:
    path = str(_folder(tmp_path))
    (month,) = dondoc("preview", path, "--by", "month", "--format", "json").json
    assert month["month"] == "2022-03"
    assert [line["agencies"] for line in month["lines"]] == [["Phòng A", "Hội B"]]
    agencies = dondoc("preview", path, "--by", "agency", "--format", "json").json
    assert [(each["agency"], len(each["rows"])) for each in agencies] == [("phong-a", 1), ("hoi-b", 1)]
    assert list(agencies[0]["rows"][0]) == FIELDS


def test_one_agency_may_be_named_by_slug_or_by_name(tmp_path: Path) -> None:
    path = str(_folder(tmp_path))
    for name in ("phong-a", "Phòng A", "phòng a"):
        rows = dondoc("preview", path, "--agency", name, "--format", "json").json
        assert [row["agency"] for row in rows] == ["phong-a"]
    wrong = dondoc("preview", path, "--agency", "phòng b")
    assert wrong.code == 1
    assert "kế hoạch không giao việc gì cho “phòng b”. Có phải “phong-a”?" in wrong.err


def test_ics_is_a_calendar_file_alone_on_stdout(tmp_path: Path) -> None:
    path = str(_folder(tmp_path))
    answer = dondoc("preview", path, "--format", "ics")
    assert answer.out.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:Hạn báo cáo quý I" in answer.out
    refused = dondoc("preview", path, "--format", "ics", "--by", "month")
    assert refused.code == 2
    assert "tệp lịch luôn xếp theo ngày" in refused.err


def test_a_plan_without_any_day_is_shown_as_well(tmp_path: Path) -> None:
    path = str(_folder(tmp_path, plan_with("truoc: 16/3", 'truoc: "?"')))
    months = dondoc("preview", path, "--by", "month")
    assert "Chưa có ngày" in months.out
    assert "ngày cuối cùng của một việc" not in months.err
    agencies = dondoc("preview", path, "--by", "agency")
    assert [line.split() for line in agencies.out.splitlines() if "1 việc" in line] == [
        ["Phòng", "A", "1", "việc"],
        ["Hội", "B", "1", "việc"],
    ]
    calendar = dondoc("preview", path, "--format", "ics")
    assert "VEVENT" not in calendar.out
