"""`dondoc mail test` names the first thing that is wrong, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dondoc.tracking.outcomes import Fate
from notifiers.mail_checks import MailTest, mail_test
from tests.factories import LAST_DAY, instant
from tests.integration.mail.post import MailServer, settings_for

NOW = instant(LAST_DAY)


def last(test: MailTest) -> tuple[int, bool, str]:
    check = test.checks[-1]
    return check.number, check.passed, check.hint


def test_all_is_well(server: MailServer, tmp_path: Path) -> None:
    test = mail_test(settings_for(server, tmp_path), "thu-ky@congan.example", now=NOW)
    assert test.outcome.fate is Fate.ACCEPTED
    assert [check.number for check in test.checks] == [1, 2, 3, 4, 5, 6, 7]
    assert all(check.passed and not check.hint for check in test.checks)
    assert server.taken[0].recipients == ["thu-ky@congan.example"]
    assert server.taken[0].message["Subject"].startswith("[Thư thử]")


def test_without_a_server_it_says_where_the_file_is(tmp_path: Path) -> None:
    test = mail_test(settings_for(None, tmp_path), "thu-ky@congan.example", now=NOW)
    assert [check.number for check in test.checks] == [1, 2, 3, 7]
    assert Path(test.outcome.reference).is_file()
    assert test.outcome.reference in str(test.checks[-1])


@pytest.mark.parametrize(
    ("environment", "to", "number", "hint"),
    [
        ({"DONDOC_MAIL_FROM": "?"}, "a@congan.example", 1, "DONDOC_MAIL_FROM"),
        ({}, "thu-ky", 2, "--to"),
        ({"DONDOC_SMTP_URL": "may-chu"}, "a@congan.example", 3, "smtp://ten@may-chu:587"),
        ({"DONDOC_REDIRECT_TO": "?"}, "a@congan.example", 2, "DONDOC_REDIRECT_TO"),
        ({}, "nobody@agency.example", 7, "địa chỉ người nhận"),
        ({}, "greylisted@agency.example", 7, "chờ vài phút"),
        ({"DONDOC_MAIL_FROM": "forbidden@congan.example"}, "a@congan.example", 7, "được phép gửi"),
    ],
)
def test_the_first_thing_wrong_has_a_hint(
    server: MailServer, tmp_path: Path, *, environment: dict[str, str], to: str, number: int, hint: str
) -> None:
    test = mail_test(settings_for(server, tmp_path, **environment), to, now=NOW)
    assert test.outcome.fate is not Fate.ACCEPTED
    assert last(test)[:2] == (number, False)
    assert hint in last(test)[2]


def test_no_connection(tmp_path: Path, unused_port: int) -> None:
    settings = settings_for(None, tmp_path, DONDOC_SMTP_URL=f"smtp://127.0.0.1:{unused_port}")
    assert last(mail_test(settings, "a@congan.example", now=NOW))[:2] == (4, False)


def test_the_wrong_encryption(server: MailServer, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=server.url.replace("smtp:", "smtps:"))
    assert last(mail_test(settings, "a@congan.example", now=NOW))[:2] == (5, False)


def test_a_wrong_password(start_server: Callable[..., MailServer], tmp_path: Path) -> None:
    server = start_server("--user", "nhac-viec", "--password", "right")
    url = server.url.replace("//", "//nhac-viec@")
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=url, DONDOC_SMTP_PASSWORD="wrong")
    test = mail_test(settings, "a@congan.example", now=NOW)
    assert last(test)[:2] == (6, False)
    assert "KHÔNG ĐẠT. Đăng nhập bị từ chối: 535" in str(test.checks[-1])
