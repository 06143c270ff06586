"""Without a mail server each message is a file that opens in any mail program."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

from dondoc.tracking.outcomes import Fate, Outcome
from notifiers.channels import open_sender, where_mail_goes
from tests.integration.mail.post import an_envelope, settings_for


def written(folder: Path, **changed: str) -> Outcome:
    with open_sender(settings_for(None, folder)) as send:
        return send(an_envelope(**changed))


def test_the_file_reads_back_as_the_message(tmp_path: Path) -> None:
    outcome = written(tmp_path)
    path = Path(outcome.reference)
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert outcome.fate is Fate.ACCEPTED
    assert message["Subject"] == an_envelope().subject
    assert message["To"] == "Lê Văn An <tu-phap@agency.example>"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Kính gửi: Phòng Tư pháp")
    assert not message.defects


def test_the_words_are_legible_in_an_editor(tmp_path: Path) -> None:
    assert "Nếu đã gửi, xin bỏ qua." in Path(written(tmp_path).reference).read_text(encoding="utf-8")


def test_names_sort_by_time_and_say_to_whom_and_what(tmp_path: Path) -> None:
    name = Path(written(tmp_path).reference).name
    assert name.startswith("2022-06-15_0800_tu-phap@agency.example_nhac-viec-bao-cao-6-thang")
    assert name.endswith(".eml")


def test_the_same_message_is_the_same_file(tmp_path: Path) -> None:
    assert written(tmp_path).reference == written(tmp_path).reference
    assert len(list((tmp_path / "outbox").iterdir())) == 1


def test_two_messages_of_one_minute_are_two_files(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, message_id="<other@congan.example>")
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 2


def test_a_hostile_address_leaves_neither_file_nor_folder(tmp_path: Path) -> None:
    outcome = written(tmp_path, to="../../etc/passwd\n@agency.example")
    assert outcome.fate is Fate.PERMANENT
    assert not (tmp_path / "outbox").exists()


def test_a_slash_in_an_address_stays_within_the_outbox(tmp_path: Path) -> None:
    path = Path(written(tmp_path, to="a/b@agency.example").reference)
    assert path.parent == tmp_path / "outbox"


def test_an_outbox_that_cannot_be_written_is_a_matter_of_settings(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file stands where the folder should be", encoding="utf-8")
    outcome = written(tmp_path)
    assert outcome.fate is Fate.CONFIGURATION
    assert str(tmp_path / "outbox") in outcome.reason


def test_the_operator_is_told_where_messages_go(tmp_path: Path) -> None:
    assert str(tmp_path / "outbox") in where_mail_goes(settings_for(None, tmp_path))
