"""Days off from the command line: shown with their source, and applied to what is open."""

from pathlib import Path

from tests.integration.cli.conftest import Typed

HEADER = "date,kind,label,source,certainty\n"


def decide(tmp_path: Path, *rows: str) -> None:
    folder = tmp_path / "plans" / "calendar"
    folder.mkdir(exist_ok=True)
    (folder / "rieng.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def test_days_off_are_shown_with_who_says_so(active: Typed, tmp_path: Path) -> None:
    decide(
        tmp_path, "2022-03-15,off,Nghỉ riêng,CV 12/UBND,certain", "2022-03-19,work,Làm bù,CV 12/UBND,provisional"
    )
    shown = active("calendar", "show", "--to", "31/3/2022")
    assert "thứ Ba, 15/3/2022" in shown.out
    assert "CV 12/UBND" in shown.out
    days = active("calendar", "show", "--to", "31/3/2022", "--format", "json").json
    own = {row["day"]: (row["kind"], row["is_provisional"]) for row in days if row["source"]}
    assert own == {"2022-03-15": ("off", False), "2022-03-19": ("work", True)}
    assert "2022-01-31" in {row["day"] for row in days}  # Tết
    assert active("calendar", "show", "--from", "2/1/2022", "--to", "1/1/2022").code == 2


def test_a_new_day_off_is_applied_once(active: Typed, tmp_path: Path) -> None:
    nothing = active("calendar", "apply")
    assert "Không đầu việc nào dời" in nothing.out
    decide(tmp_path, "2022-03-15,off,Nghỉ riêng,CV 12/UBND,certain")
    assert "02 đầu việc chưa tính lại: dondoc calendar apply" in active("status").out
    declined = active("calendar", "apply", answer="k\n")
    assert "15/3/2022 → 14/3/2022" in declined.out
    assert "Chưa tính lại" in declined.err
    applied = active("calendar", "apply", "--yes", "--format", "json").json
    assert {(shift["old_target"], shift["new_target"]) for shift in applied["shifts"]} == {
        ("2022-03-15", "2022-03-14")
    }
    assert {(shift["old_last_day"], shift["new_last_day"]) for shift in applied["shifts"]} == {
        ("2022-03-15", "2022-03-15")
    }
    assert "chưa tính lại" not in active("status").out
    assert active("calendar", "apply", "--yes", "--format", "json").json["shifts"] == []
