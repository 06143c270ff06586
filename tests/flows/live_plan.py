"""A plan of four agencies whose one deadline the live test chases, and its mail server."""

import base64
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests.flows.running import ROOT, free_port

SLUG = "thu-2022"
PLAN = f"""\
ke_hoach: {SLUG}
mau: có
tieu_de: Chạy thử theo giờ diễn tập
so_ky_hieu: 12/KH-UBND
ngay_ban_hanh: 10/01/2022
nguoi_ky: Vũ Minh Tâm
co_quan_ban_hanh: ubnd-tx-duc-pho
co_quan_thuong_truc: cong-an-tx-duc-pho
hieu_luc: 2022
bao_cao:
  dinh-ky:
    dieu_khoan: III.1
    ten: Báo cáo kết quả
    don_vi_bao_cao: [phong-tu-phap, phong-noi-vu, phong-gd-dt]
    gui_ve: ubnd-tx-duc-pho
    qua: cong-an-tx-duc-pho
    ky:
      - {{ma: 6-thang, ten: 6 tháng, truoc: 16/6}}
"""
SMTP_SERVER = ROOT / "tests" / "integration" / "mail" / "smtp_server.py"


def write_plans(folder: Path) -> None:
    """A folder with the plan, and the directory, calendar and contacts of the project."""
    folder.mkdir()
    for name in ("directory", "calendar"):
        shutil.copytree(ROOT / "plan_specs" / name, folder / name)
    shutil.copy(ROOT / "plan_specs" / "contacts.example.yaml", folder)
    (folder / f"{SLUG}.yaml").write_text(PLAN, encoding="utf-8")


@dataclass
class PostOffice:
    """A real mail server in a process of its own, which a test stops and starts again on the same port."""

    folder: Path
    port: int = field(default_factory=free_port)
    starts: int = 0
    process: subprocess.Popen[str] | None = None

    def open(self, *, password: str) -> None:
        """Listens when it returns."""
        inbox = self.folder / f"{self.starts:03d}"
        inbox.mkdir(parents=True)
        self.starts += 1
        account = ["--port", str(self.port), "--user", "nhac-viec", "--password", password]
        self.process = subprocess.Popen(
            [sys.executable, str(SMTP_SERVER), str(inbox), *account],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert int(self.process.stdout.readline()) == self.port

    def close(self) -> None:
        if self.process is not None:
            self.process.communicate(timeout=20)
            self.process = None

    @property
    def mail(self) -> list[EmailMessage]:
        """All that it ever took, in order."""
        files = sorted(self.folder.glob("*/*.json"))
        raw = (json.loads(file.read_text(encoding="utf-8"))["content"] for file in files)
        return [message_from_bytes(base64.b64decode(each), policy=default) for each in raw]

    def to(self, mailbox: str, subject: str = "") -> list[EmailMessage]:
        """What one person got, about something if that is named."""
        return [each for each in self.mail if mailbox in str(each["To"]) and subject in str(each["Subject"])]
