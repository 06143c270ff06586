from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
import yaml

from dondoc.settings import Settings, from_environment
from flows.known_plans import known_plans, plans_on_disk
from flows.manifest import manifest, write_manifest
from flows.schedule import cron
from tests.factories import a_plan, an_obligation
from tests.flows.running import ROOT
from tests.integration.actions.stories import compiled

pytestmark = pytest.mark.slow  # importing Prefect takes seconds

FORMS = {
    "Ghi nhận báo cáo",
    "Trả lại hoặc đề nghị bổ sung",
    "Gia hạn",
    "Huỷ ghi nhận",
    "Chốt sổ văn bản đến",
    "Giữ hoặc phát hành thư gửi lãnh đạo",
    "Tạm dừng nhắc",
    "Kích hoạt kế hoạch",
    "Trả lời câu hỏi",
    "Ghi nhận sự kiện",
    "Mở báo cáo đột xuất",
    "Huỷ trả lời, sự kiện, báo cáo đột xuất",
    "Xử lý đơn vị đã kết thúc hoạt động",
    "Thay cơ quan của kế hoạch",
    "Ghi nhận số liệu",
    "Đối chiếu đề cương",
    "Tính báo cáo đã gửi theo kế hoạch khác",
}
PLANS = sorted(path.stem for path in (ROOT / "plan_specs").glob("*.yaml") if not path.stem.startswith("contacts"))


def settings_in(folder: Path, plans: Path = ROOT / "plan_specs") -> Settings:
    return from_environment({"DONDOC_VAR": str(folder), "DONDOC_PLANS": str(plans)})


def test_the_committed_manifest_is_what_the_plans_say(tmp_path: Path) -> None:
    assert (ROOT / "prefect.yaml").read_text(encoding="utf-8") == manifest(settings_in(tmp_path))


def test_it_deploys_every_plan_the_dispatch_and_every_form(tmp_path: Path) -> None:
    file = tmp_path / "prefect.yaml"
    names = write_manifest(settings_in(tmp_path), file)
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert {each["name"] for each in document["deployments"]} == names
    assert names == {*PLANS, *FORMS, "Gửi thông báo"}
    assert all(each["work_pool"] == {"name": "dondoc"} for each in document["deployments"])


def test_asking_which_plans_there_are_makes_no_database(tmp_path: Path) -> None:
    known_plans(settings_in(tmp_path / "var"))
    assert not (tmp_path / "var").exists()


def test_a_broken_file_is_left_out_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "hong.yaml").write_text("ke_hoach: [", encoding="utf-8")
    assert plans_on_disk(settings_in(tmp_path / "var", tmp_path)) == {}


def test_runs_come_at_the_hours_of_the_ladders_and_hourly_where_a_deadline_has_an_hour() -> None:
    plan = compiled()
    assert cron(plan) == "0 8,14,15 * * *"
    by_five = an_obligation()
    assert by_five.due is not None
    with_hour = replace(by_five, due=by_five.due.replace(hour=17))
    assert cron(replace(plan, obligations=(with_hour,))) == "0 7-17 * * *"


def test_a_ladder_of_the_plan_moves_its_runs() -> None:
    plan = a_plan()
    ladders = {
        relation: replace(
            ladder, rungs={slug: replace(rung, hour=time(9, 30)) for slug, rung in ladder.rungs.items()}
        )
        for relation, ladder in plan.ladders.items()
    }
    assert cron(replace(compiled(), plan=replace(plan, ladders=ladders))) == "30 9 * * *"
