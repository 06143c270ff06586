"""What the mail channel says of every end that a conversation with a mail server can take."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dondoc.errors import Misconfigured
from dondoc.tracking.outcomes import Fate
from notifiers.channels import open_sender
from notifiers.mail import open_mail, read_account, read_sender
from tests.integration.mail.post import MailServer, an_envelope, settings_for

Start = Callable[..., MailServer]


# Accepted


def test_a_message_arrives_as_it_was_written(server: MailServer, tmp_path: Path) -> None:
    envelope = an_envelope()
    with open_sender(settings_for(server, tmp_path)) as send:
        outcome = send(envelope)
    assert outcome.fate is Fate.ACCEPTED
    assert outcome.reference == "2.0.0 Ok: queued as 1"
    [taken] = server.taken
    message = taken.message
    assert taken.recipients == ["tu-phap@agency.example"]
    assert message["Message-ID"] == envelope.message_id
    assert message["Subject"] == envelope.subject
    assert message["From"] == "Công an thị xã Đức Phổ <nhac-viec@congan.example>"
    assert message["To"] == "Lê Văn An <tu-phap@agency.example>"
    assert message["Reply-To"] == "Trần Thị Bình <thu-ky@congan.example>"
    assert message["Date"].datetime == envelope.written_at
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content().replace("\r\n", "\n") for part in message.iter_parts())
    assert (text, html) == (envelope.text.rstrip("\n"), envelope.html.rstrip("\n"))


def test_a_repeat_is_the_same_bytes(server: MailServer, tmp_path: Path) -> None:
    for _ in range(2):
        with open_sender(settings_for(server, tmp_path)) as send:
            send(an_envelope())
    first, second = server.taken
    assert first.raw == second.raw


def test_one_connection_serves_a_whole_run(server: MailServer, tmp_path: Path) -> None:
    with open_sender(settings_for(server, tmp_path)) as send:
        outcomes = [send(an_envelope(f"nguoi-{n}@agency.example")) for n in range(20)]
    assert {outcome.fate for outcome in outcomes} == {Fate.ACCEPTED}
    assert len({taken.connection for taken in server.taken}) == 1
    assert all(len(taken.recipients) == 1 for taken in server.taken)


def test_a_connection_that_was_dropped_between_messages_is_opened_anew(
    start_server: Start, tmp_path: Path
) -> None:
    server = start_server("--per-connection", "2")
    with open_sender(settings_for(server, tmp_path)) as send:
        outcomes = [send(an_envelope(f"nguoi-{n}@agency.example")) for n in range(5)]
    assert {outcome.fate for outcome in outcomes} == {Fate.ACCEPTED}
    assert len(server.taken) == 5
    assert len({taken.connection for taken in server.taken}) == 3


# Refused


@pytest.mark.parametrize(
    ("recipient", "fate", "said"),
    [
        ("greylisted", Fate.RETRY, "từ chối người nhận: 451 4.7.1 Greylisted"),
        ("nobody", Fate.PERMANENT, "từ chối người nhận: 550 5.1.1"),
        ("elsewhere", Fate.CONFIGURATION, "Relay access denied"),
        ("closing", Fate.RETRY, "đang đóng: 421"),
        ("full", Fate.RETRY, "từ chối nội dung: 452 4.3.1"),
        ("spam", Fate.PERMANENT, "từ chối nội dung: 554 5.7.1"),
        ("cut", Fate.RETRY, "mất kết nối"),
        ("cut-before-body", Fate.RETRY, "mất kết nối"),
        ("cut-after-body", Fate.AMBIGUOUS, "chưa rõ thư đã đi hay chưa"),
    ],
)
def test_every_refusal_has_its_fate_and_reason(
    server: MailServer, tmp_path: Path, recipient: str, fate: Fate, said: str
) -> None:
    with open_sender(settings_for(server, tmp_path)) as send:
        outcome = send(an_envelope(f"{recipient}@agency.example"))
        after = send(an_envelope("tu-phap@agency.example"))
    assert outcome.fate is fate
    assert said in outcome.reason
    assert "agency.example" not in outcome.reason
    assert len(outcome.reason.splitlines()) == 1
    assert after.fate is Fate.ACCEPTED  # the next message doesn't suffer


def test_silence_after_the_body_is_ambiguous(server: MailServer, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path)
    impatient = replace(read_account(settings), timeout=0.5)
    with open_mail(impatient, read_sender(settings)) as send:
        outcome = send(an_envelope("silent@agency.example"))
    assert outcome.fate is Fate.AMBIGUOUS
    assert len(server.taken) == 1


def test_a_refused_sender_is_a_matter_of_settings(server: MailServer, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path, DONDOC_MAIL_FROM="forbidden@congan.example")
    with open_sender(settings) as send:
        outcome = send(an_envelope())
    assert outcome.fate is Fate.CONFIGURATION
    assert "từ chối người gửi: 553" in outcome.reason


def test_a_server_that_is_down_means_later(server: MailServer, tmp_path: Path, unused_port: int) -> None:
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=f"smtp://127.0.0.1:{unused_port}")
    with open_sender(settings) as send:
        outcomes = [send(an_envelope()), send(an_envelope())]
    assert {outcome.fate for outcome in outcomes} == {Fate.RETRY}
    assert f"không kết nối được máy chủ thư 127.0.0.1:{unused_port}" in outcomes[0].reason


# Logging in and encryption


def test_the_right_password_logs_in(start_server: Start, tmp_path: Path) -> None:
    server = start_server("--user", "nhac-viec", "--password", "đúng-mật")
    url = f"smtp://nhac-viec@127.0.0.1:{server.port}"
    ascii_server = start_server("--user", "nhac-viec", "--password", "right")
    settings = settings_for(
        ascii_server,
        tmp_path,
        DONDOC_SMTP_URL=ascii_server.url.replace("//", "//nhac-viec@"),
        DONDOC_SMTP_PASSWORD="right",
    )
    with open_sender(settings) as send:
        assert send(an_envelope()).fate is Fate.ACCEPTED
    assert ascii_server.taken[0].logged_in
    with open_sender(replace(settings, smtp_url=url, smtp_password="đúng-mật")) as send:
        outcome = send(an_envelope())
    assert outcome.fate is Fate.CONFIGURATION
    assert "chữ có dấu" in outcome.reason


def test_a_wrong_password_is_told_without_being_shown(
    start_server: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = start_server("--user", "nhac-viec", "--password", "right")
    url = server.url.replace("//", "//nhac-viec@")
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=url, DONDOC_SMTP_PASSWORD="s3cret-Wr0ng")
    with caplog.at_level(logging.DEBUG), open_sender(settings) as send:
        outcome = send(an_envelope())
    assert outcome.fate is Fate.CONFIGURATION
    assert outcome.reason.startswith("đăng nhập bị từ chối: 535")
    for place in (outcome.reason, caplog.text, repr(settings), repr(read_account(settings))):
        assert "s3cret" not in place
    assert "Kế hoạch" not in caplog.text
    assert server.taken == []


def test_starttls_is_used_where_it_is_offered(
    start_server: Start, tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = start_server("--tls", *map(str, certificate))
    with open_sender(settings_for(server, tmp_path)) as send:
        assert send(an_envelope()).fate is Fate.ACCEPTED
    assert server.taken[0].encrypted


def test_tls_from_the_first_byte(
    start_server: Start, tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = start_server("--implicit", "--tls", *map(str, certificate))
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=server.url.replace("smtp:", "smtps:"))
    with open_sender(settings) as send:
        assert send(an_envelope()).fate is Fate.ACCEPTED
    assert server.taken[0].encrypted


def test_an_unknown_certificate_is_refused(
    start_server: Start, tmp_path: Path, certificate: tuple[Path, Path]
) -> None:
    server = start_server("--tls", *map(str, certificate))
    with open_sender(settings_for(server, tmp_path)) as send:
        outcome = send(an_envelope())
    assert outcome.fate is Fate.CONFIGURATION
    assert "chứng thư của máy chủ thư không được tin cậy" in outcome.reason
    assert server.taken == []


def test_the_wrong_way_to_encrypt_is_a_matter_of_settings(server: MailServer, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path, DONDOC_SMTP_URL=server.url.replace("smtp:", "smtps:"))
    with open_sender(settings) as send:
        outcome = send(an_envelope())
    assert outcome.fate is Fate.CONFIGURATION
    assert "sai cổng hoặc sai giao thức" in outcome.reason


# Addresses


@pytest.mark.parametrize(
    "hostile",
    [
        {"to_name": "An\r\nBcc: thief@evil.example"},
        {"to": "a@agency.example\r\nRCPT TO:<thief@evil.example>"},
        {"to": "a@agency.example, thief@evil.example"},
        {"to": "khong-phai-dia-chi"},
        {"reply_to": "Bình\nBcc: thief@evil.example <b@congan.example>"},
        {"message_id": "<a@b>\r\nBcc: thief@evil.example"},
    ],
)
def test_nothing_can_smuggle_in_a_header_or_a_recipient(
    server: MailServer, tmp_path: Path, hostile: dict[str, str]
) -> None:
    with open_sender(settings_for(server, tmp_path)) as send:
        outcome = send(an_envelope(**hostile))
    assert outcome.fate is Fate.PERMANENT
    assert "evil" not in outcome.reason
    assert server.taken == []


def test_a_line_break_in_a_subject_is_a_space(server: MailServer, tmp_path: Path) -> None:
    with open_sender(settings_for(server, tmp_path)) as send:
        send(an_envelope(subject="Hai dòng\r\nBcc: thief@evil.example"))
    message = server.taken[0].message
    assert message["Bcc"] is None
    assert message["Subject"] == "Hai dòng Bcc: thief@evil.example"


def test_an_address_with_marks_needs_a_server_that_takes_it(start_server: Start, tmp_path: Path) -> None:
    plain, able = start_server(), start_server("--utf8")
    envelope = an_envelope("tư-pháp@agency.example")
    with open_sender(settings_for(plain, tmp_path)) as send:
        refused = send(envelope)
    with open_sender(settings_for(able, tmp_path)) as send:
        accepted = send(envelope)
    assert refused.fate is Fate.PERMANENT
    assert "SMTPUTF8" in refused.reason
    assert accepted.fate is Fate.ACCEPTED
    assert able.taken[0].recipients == ["tư-pháp@agency.example"]


# Pilot and settings


def test_in_a_pilot_everything_goes_to_one_address(server: MailServer, tmp_path: Path) -> None:
    settings = settings_for(server, tmp_path, DONDOC_REDIRECT_TO="Thử nghiệm <thu@congan.example>")
    with open_sender(settings) as send:
        send(an_envelope())
    [taken] = server.taken
    assert taken.recipients == ["thu@congan.example"]
    for part in taken.message.iter_parts():
        shown = part.get_content().replace("&lt;", "<").replace("&gt;", ">")
        assert "[Chạy thử] Người nhận thật: Lê Văn An <tu-phap@agency.example>" in shown


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DONDOC_SMTP_URL": "mail.co-quan.vn"}, "DONDOC_SMTP_URL phải có dạng"),
        ({"DONDOC_SMTP_URL": "smtp://may-chu:khong"}, "DONDOC_SMTP_URL phải có dạng"),
        ({"DONDOC_SMTP_URL": "smtp://a:mat-khau@may-chu"}, "DONDOC_SMTP_PASSWORD"),
        ({"DONDOC_SMTP_URL": "smtp://a@may-chu"}, "DONDOC_SMTP_PASSWORD chưa được đặt"),
        ({"DONDOC_MAIL_FROM": "Công an thị xã"}, "DONDOC_MAIL_FROM"),
        ({"DONDOC_REDIRECT_TO": "không phải địa chỉ"}, "DONDOC_REDIRECT_TO"),
    ],
)
def test_bad_settings_are_told_before_anything_is_sent(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    with (
        pytest.raises(Misconfigured, match=said) as raised,
        open_sender(settings_for(None, tmp_path, **environment)),
    ):
        raise AssertionError("nothing may be sent")
    assert "mat-khau" not in str(raised.value)
