"""Stories about a report that is made of others. The police consolidate by 20/6 what is owed by 15/6."""

from dataclasses import replace
from datetime import date

from tests.scenarios.story import JUNE, JUSTICE, LABOUR, PLAN, Compiled, Town, messages, owed_by

POLICE = "cong-an-tx-duc-pho"
SENT = """
- {luc: 13/6/2022 09:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-tu-phap, so: 1/BC}
- {luc: 14/6/2022 10:00, viec: da-gui, bao_cao: dinh-ky, co_quan: phong-ldtbxh, so: 2/BC}
"""


def _town(*waiting: str) -> Town:
    plan = replace(PLAN, waiting=waiting)
    owed = [owed_by(agency, JUNE, plan=plan) for agency in (JUSTICE, LABOUR)]
    above = owed_by(POLICE, date(2022, 6, 20), plan=plan, report="tong-hop")
    above = replace(above, period=owed[0].period, consolidates="dinh-ky", name="báo cáo tổng hợp")
    return Town([Compiled(plan, [*owed, above])], date(2022, 6, 9))


def _to_the_police(town: Town, steps: str = "") -> list[str]:
    return [line for line in town.tells(steps, until=date(2022, 6, 20)) if f"contact@{POLICE}" in line]


def test_what_goes_up_on_its_day_is_reminded_whoever_is_missing() -> None:
    assert _to_the_police(_town()) == messages("""
        13/6 08:00 contact@cong-an-tx-duc-pho: bao_truoc
        16/6 08:00 contact@cong-an-tx-duc-pho: nhac
        20/6 08:00 contact@cong-an-tx-duc-pho: hom_nay
    """)


def test_what_waits_for_every_one_is_reminded_on_its_day_or_once_all_are_in() -> None:
    assert _to_the_police(_town("tong-hop")) == ["20/6 08:00 contact@cong-an-tx-duc-pho: hom_nay"]
    assert _to_the_police(_town("tong-hop"), SENT) == messages("""
        14/6 10:00 contact@cong-an-tx-duc-pho: bao_truoc
        16/6 08:00 contact@cong-an-tx-duc-pho: nhac
        20/6 08:00 contact@cong-an-tx-duc-pho: hom_nay
    """)
