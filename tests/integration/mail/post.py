"""Values for mail tests: a server as seen from outside, an office's settings, a message ready to go."""

import base64
import json
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from dondoc.settings import Settings, from_environment
from dondoc.tracking.outcomes import Envelope
from tests.factories import LAST_DAY, instant


@dataclass(frozen=True)
class Taken:
    """One message as the server took it."""

    sender: str
    recipients: list[str]
    options: list[str]
    raw: bytes
    connection: str
    encrypted: bool
    logged_in: bool

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)


@dataclass(frozen=True)
class MailServer:
    """Where it listens and what it has taken so far, in order."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def taken(self) -> list[Taken]:
        seen = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(self.folder.glob("*.json"))]
        return [Taken(raw=base64.b64decode(one.pop("content")), **one) for one in seen]


def settings_for(server: MailServer | None, folder: Path, **environment: str) -> Settings:
    """The settings of an office that sends through the server, or, without one, into files."""
    given = {"DONDOC_VAR": str(folder), "DONDOC_MAIL_FROM": "Công an thị xã Đức Phổ <nhac-viec@congan.example>"}
    if server is not None:
        given["DONDOC_SMTP_URL"] = server.url
    return from_environment(given | environment)


def an_envelope(to: str = "tu-phap@agency.example", **changed: str) -> Envelope:
    """A reminder that is ready to go."""
    given = {
        "message_id": "<n1.duc-pho@congan.example>",
        "to_name": "Lê Văn An",
        "reply_to": "Trần Thị Bình <thu-ky@congan.example>",
        "subject": "[Nhắc việc] Báo cáo 6 tháng về phòng, chống mua bán người: gửi trước ngày 16/6",
        "text": "Kính gửi: Phòng Tư pháp\n\nTheo Kế hoạch số …/KH-UBND.\n.\nNếu đã gửi, xin bỏ qua.\n",
        "html": '<html lang="vi"><body style="margin:0"><p>Kính gửi: Phòng Tư pháp</p></body></html>\n',
    }
    return Envelope(to_address=to, written_at=instant(LAST_DAY), **(given | changed))
