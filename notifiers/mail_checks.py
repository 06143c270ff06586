"""`dondoc mail test`: the settings of e-mail looked at one by one, each with what to do where it fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dondoc.errors import Misconfigured
from dondoc.settings import Settings
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from notifiers import words
from notifiers.addresses import Address, BadAddress, read_address
from notifiers.channels import open_sender
from notifiers.mail import read_account, read_sender
from notifiers.smtp import MailRefused, Session, Stage

_NAMES = (
    "Địa chỉ người gửi",
    "Địa chỉ người nhận",
    "Nơi gửi đi",
    "Kết nối máy chủ",
    "Mã hoá",
    "Đăng nhập",
    "Nhận thư thử",
)
_SENDER, _RECIPIENT, _WAY, _CONNECT, _ENCRYPT, _LOGIN, _ACCEPT = range(len(_NAMES))

_HINTS = {
    _SENDER: 'Đặt DONDOC_MAIL_FROM, ví dụ "Tên cơ quan <nhac-viec@co-quan.vn>".',
    _RECIPIENT: "Viết một địa chỉ đầy đủ sau --to, ví dụ --to thu-ky@co-quan.vn.",
    _WAY: (
        "Đặt DONDOC_SMTP_URL dạng smtp://ten@may-chu:587 (trong tên, @ viết là %40), "
        "mật khẩu đặt riêng ở DONDOC_SMTP_PASSWORD."
    ),
    _CONNECT: "Xem lại tên máy chủ và cổng trong DONDOC_SMTP_URL, và tường lửa giữa máy này với máy chủ thư.",
    _ENCRYPT: (
        "Cổng 465 dùng smtps://, cổng 587 và 25 dùng smtp://. "
        "Nếu máy chủ dùng chứng thư nội bộ, đặt SSL_CERT_FILE tới tệp chứng thư gốc của cơ quan."
    ),
    _LOGIN: (
        "Xem lại tên trong DONDOC_SMTP_URL và DONDOC_SMTP_PASSWORD; "
        "hộp thư có hai lớp xác thực cần mật khẩu ứng dụng."
    ),
}
_FATE_HINTS = {
    Fate.RETRY: "Máy chủ hẹn thử lại: chờ vài phút rồi chạy lại lệnh này.",
    Fate.PERMANENT: "Xem lại địa chỉ người nhận với quản trị máy chủ thư.",
    Fate.CONFIGURATION: "DONDOC_MAIL_FROM phải là hộp thư mà tài khoản đăng nhập được phép gửi.",
    Fate.AMBIGUOUS: "Mở hộp thư nhận xem thư đã tới chưa, rồi hãy thử lại.",
}
_PAGE = '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"></head><body><p>{said}</p></body></html>\n'
_STAGES = {Stage.CONNECT: _CONNECT, Stage.ENCRYPT: _ENCRYPT, Stage.LOGIN: _LOGIN}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `hint` says what to do; it is empty where all is well."""

    number: int
    name: str
    passed: bool
    detail: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.number}. {self.name}: {'đạt' if self.passed else 'KHÔNG ĐẠT'}. {self.detail}"
        return f"{line}\n   {self.hint}" if self.hint else line


@dataclass(frozen=True, slots=True)
class MailTest:
    """What became of the test message, and the checks that were reached, in order."""

    outcome: Outcome
    checks: tuple[Check, ...]


class _Failed(Exception):
    """A check failed; those after it were not reached."""

    def __init__(self, place: int, outcome: Outcome, hint: str = "") -> None:
        super().__init__(outcome.reason)
        self.place, self.outcome, self.hint = place, outcome, hint or _HINTS.get(place, "")


def mail_test(settings: Settings, to: str, *, now: datetime) -> MailTest:
    """Sends one test message to `to` (in a pilot: to the pilot's address) and says how far it came; never raises.

    `now` is the moment that the message bears.
    """
    checks: list[Check] = []
    try:
        for place, detail in _looked_at(settings, to):
            checks.append(Check(place + 1, _NAMES[place], passed=True, detail=detail))
        outcome = _sent(settings, read_address(to), now)
    except _Failed as failed:
        reason = words.capital(failed.outcome.reason)
        checks.append(Check(failed.place + 1, _NAMES[failed.place], passed=False, detail=reason, hint=failed.hint))
        return MailTest(failed.outcome, tuple(checks))
    detail = f"{words.capital(outcome.reason)}: {outcome.reference}"
    checks.append(Check(_ACCEPT + 1, _NAMES[_ACCEPT], passed=True, detail=detail))
    return MailTest(outcome, tuple(checks))


def _looked_at(settings: Settings, to: str) -> Iterator[tuple[int, str]]:
    """Each check that passes, with what was found; raises _Failed at the first that doesn't."""
    try:
        sender = read_sender(settings)
    except Misconfigured as error:
        raise _Failed(_SENDER, Outcome(Fate.CONFIGURATION, str(error))) from None
    yield _SENDER, sender.mailbox
    try:
        recipient = read_address(to)
    except BadAddress as error:
        raise _Failed(_RECIPIENT, Outcome(Fate.PERMANENT, str(error))) from None
    pilot = settings.redirect_to
    yield _RECIPIENT, f"{recipient.mailbox}{f'; đang chạy thử, thư gửi tới {pilot}' if pilot else ''}"
    if settings.smtp_url is None:
        yield _WAY, f"Chưa đặt máy chủ thư: mỗi thư là một tệp .eml trong {settings.outbox}"
        return
    yield from _conversation(settings, sender)


def _conversation(settings: Settings, sender: Address) -> Iterator[tuple[int, str]]:
    try:
        account = read_account(settings)
    except Misconfigured as error:
        raise _Failed(_WAY, Outcome(Fate.CONFIGURATION, str(error))) from None
    yield _WAY, f"{account.host}:{account.port}"
    with Session(account, own_name=sender.domain) as session:
        try:
            session.open()
        except MailRefused as refused:
            raise _Failed(_STAGES[refused.stage], Outcome(refused.fate, refused.reason)) from None
        yield _CONNECT, "Máy chủ trả lời"
        yield _ENCRYPT, "Đường truyền được mã hoá (TLS)" if session.is_encrypted else "Máy chủ không mở mã hoá"
        yield _LOGIN, f"Đã đăng nhập bằng {account.user}" if account.user else "Không cần đăng nhập"


def _sent(settings: Settings, to: Address, now: datetime) -> Outcome:
    sender = read_sender(settings)
    written = f"{words.hour(now)} ngày {words.full_day(now.date())}"
    said = f"Đây là thư thử của hệ thống theo dõi, lập lúc {written}. Nhận được thư này là cấu hình thư đã đúng."
    envelope = Envelope(
        message_id=f"thu-{now.timestamp():.6f}@{sender.domain}",
        to_name=to.name,
        to_address=to.mailbox,
        reply_to=sender.mailbox,
        written_at=now,
        subject="[Thư thử] Cấu hình thư điện tử của hệ thống theo dõi",
        text=f"{said}\n",
        html=_PAGE.format(said=said),
    )
    try:
        with open_sender(settings) as send:
            outcome = send(envelope)
    except Misconfigured as error:
        hint = "Sửa hoặc bỏ DONDOC_REDIRECT_TO."
        raise _Failed(_RECIPIENT, Outcome(Fate.CONFIGURATION, str(error)), hint) from None
    if outcome.fate is not Fate.ACCEPTED:
        raise _Failed(_ACCEPT, outcome, _FATE_HINTS.get(outcome.fate, ""))
    return outcome
