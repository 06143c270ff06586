"""Calls that people get wrong, and some that nobody makes: a sentence and an exit code, never a traceback."""

import os
import time
from pathlib import Path

import pytest

from tests.unit.cli.command_line import Answer, dondoc
from tests.unit.language.plan_texts import DIRECTORY, PLAN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of plans with one sound plan in it."""
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "thu.yaml").write_text(DIRECTORY, encoding="utf-8")
    (tmp_path / "thu.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def called(folder: Path, *arguments: str) -> Answer:
    return dondoc(*arguments, env={"DONDOC_PLANS": str(folder), "DONDOC_CONTACTS": str(folder / "ai.yaml")})


@pytest.mark.parametrize(
    "path", ["khong.yaml", "khong.csv", "calendar", "calendar/a.csv", "directory/khong.yaml", "contacts.yaml"]
)
def test_nothing_is_sound_that_is_not_there(path: str, folder: Path) -> None:
    answer = called(folder, "check", str(folder / path), "--format", "json")
    assert answer.code == 1
    assert [row["message"] for row in answer.json] == ["không có tệp này"]


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "x" * 300 + ".yaml"])
def test_a_name_that_no_file_can_have_is_answered(name: str, folder: Path) -> None:
    for command in ("check", "preview", "simulate"):
        answer = called(folder, command, name)
        assert answer.code == 1
        assert answer.out + answer.err


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "ong.yaml")
    started = time.perf_counter()
    for command in ("check", "preview"):
        assert called(folder, command, str(folder / "ong.yaml")).code == 1
    assert called(folder, "simulate", "thu", "--scenario", str(folder / "ong.yaml")).code == 1
    assert time.perf_counter() - started < 5


def test_a_story_is_checked_where_it_is_told(folder: Path) -> None:
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "nam.yaml").write_text("- {luc: x}\n", encoding="utf-8")
    answer = called(folder, "check", str(folder / "scenarios" / "nam.yaml"), "--format", "json")
    (told,) = answer.json
    assert (answer.code, told["severity"]) == (0, "warning")
    assert "--scenario" in told["hint"]


def test_a_plan_is_found_by_its_file_name_too(folder: Path) -> None:
    assert called(folder, "preview", "thu.yaml").code == 0
    assert called(folder, "preview", str(folder / "thu.yaml")).code == 0


def test_an_unknown_plan_is_answered_with_the_known_ones(folder: Path) -> None:
    assert "Có phải “thu”?" in called(folder, "preview", "THU").err
    assert "Ở đó có: thu." in called(folder, "preview", "mau-2030").err
    assert "chưa có kế hoạch nào" in called(folder / "directory" / "x", "preview", "thu").err


@pytest.mark.parametrize("name", ["", ".", "..", "~", "\\", "*", "thu*", "thu\n"])
def test_an_odd_name_is_no_plan(name: str, folder: Path) -> None:
    assert called(folder, "preview", name).code == 1


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "1/1/1989", "1/1/2099", "2022-W24-3", "20220615", "١٥/٦/٢٠٢٢", "x" * 999]
)
def test_a_day_that_no_plan_can_have_is_a_wrong_call(day: str, folder: Path) -> None:
    for arguments in (("preview", "thu", "--at", day), ("simulate", "thu", "--to", day)):
        answer = called(folder, *arguments)
        assert (answer.code, answer.out) == (2, "")
        assert len(answer.err) < 400


def test_two_files_of_one_plan_are_not_simulated_together(folder: Path) -> None:
    other = folder / "khac"
    other.mkdir()
    for name in ("thu.yaml", "directory"):
        (other / name).symlink_to(folder / name)
    twice = called(folder, "simulate", "thu", str(folder / "thu.yaml"), "--format", "json")
    assert twice.out == called(folder, "simulate", "thu", "--format", "json").out
    (other / "thu.yaml").unlink()
    (other / "thu.yaml").write_text(PLAN, encoding="utf-8")
    answer = called(folder, "simulate", "thu", str(other / "thu.yaml"))
    assert answer.code == 2
    assert "cùng mã kế hoạch" in answer.err


@pytest.mark.parametrize("story", ["", "x" * 300, "."])
def test_a_story_that_cannot_be_opened_is_told_in_vietnamese(story: str, folder: Path) -> None:
    answer = called(folder, "simulate", "thu", "--scenario", str(folder / story))
    assert answer.code == 1
    assert "không mở được kịch bản" in answer.err
    assert "such file" not in answer.err
    assert "directory." not in answer.err
