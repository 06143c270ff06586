"""What waits for a person, said in a few lines with the command that settles it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dondoc.cli.dates import day_text, moment_text
from dondoc.language.glossary import ROLE_LABELS

if TYPE_CHECKING:
    from dondoc.actions.status import Attention


def attention_lines(waits: "Attention") -> Iterator[str]:
    """A line each, the gravest first; none where nothing waits."""
    if waits.mail is not None:
        yield (
            f"Chưa gửi được thư từ {moment_text(waits.mail.held_since)}: {waits.mail.reason}. "
            "Sửa cài đặt thư, thử bằng: dondoc mail test"
        )
    for desk in waits.empty_desks:
        if desk.is_secretariat:
            yield (
                f"{desk.agency_name} chưa có thư ký (kế hoạch {desk.plan}): mọi thông báo phải chờ. "
                "Thêm vào tệp đầu mối, rồi: dondoc contacts sync"
            )
    for register in waits.registers:
        yield (
            f"Sổ văn bản đến của {register.body_name} chờ chốt đến {day_text(register.through)}, "
            f"{len(register.obligations):02d} đầu việc đang chờ: dondoc register close"
        )
    if waits.review.debts:
        yield (
            f"{len(waits.review.debts):02d} đầu việc của đơn vị đã kết thúc hoạt động chờ quyết định: "
            "dondoc review list"
        )
    for part in waits.review.parts:
        still = ", ".join(part.parts)
        yield (
            f"{part.ending.name} đã kết thúc hoạt động mà còn là {still} của kế hoạch {part.plan}: "
            "dondoc review replace"
        )
    for ended in waits.to_close:
        why = f"được {ended.superseded_by} thay thế" if ended.superseded_by else "hết thời gian thực hiện"
        slug = ended.plan.slug
        yield f"Kế hoạch {slug} đã {why}, còn {ended.debts:02d} khoản nợ: dondoc close {slug}"
    if waits.stale:
        yield f"Lịch làm việc đã thay đổi, {waits.stale:02d} đầu việc chưa tính lại: dondoc calendar apply"
    if waits.letters:
        yield f"{len(waits.letters):02d} thư gửi lãnh đạo sắp đi hoặc đang giữ: dondoc release list"
    for held in waits.holds:
        yield f"Đang tạm dừng nhắc đến hết {day_text(held.ends)} ({held.reason}): dondoc hold list"
    yield from _empty(waits)
    if waits.left:
        yield f"{waits.left:02d} lượt nhắc đang chờ gửi. Thư gần nhất đi lúc {moment_text(waits.last_sent_at)}."


def _empty(waits: "Attention") -> Iterator[str]:
    others = [desk for desk in waits.empty_desks if not desk.is_secretariat]
    if others:
        first = f"{ROLE_LABELS[others[0].desk.role]} {others[0].agency_name}"
        more = f" và {len(others) - 1} chỗ nữa" if len(others) > 1 else ""
        yield f"Chưa có {first}{more}; thông báo cho họ vào danh sách của thư ký: dondoc contacts list"


def attention_json(waits: "Attention") -> dict[str, object]:
    """The same for a program."""
    mail = waits.mail
    return {
        "mail_held": {"since": mail.held_since, "probe_at": mail.probe_at, "reason": mail.reason}
        if mail
        else None,
        "empty_desks": [
            {"role": one.desk.role, "agency": one.desk.agency, "plan": one.plan} for one in waits.empty_desks
        ],
        "open_registers": [
            {"body": one.body, "through": one.through, "obligations": len(one.obligations)}
            for one in waits.registers
        ],
        "review": {
            "debts": [debt.obligation.id for debt in waits.review.debts],
            "parts": [{"plan": part.plan, "agency": part.ending.agency} for part in waits.review.parts],
        },
        "stale": waits.stale,
        "letters": [one.obligation.id for one in waits.letters],
        "to_close": [
            {"plan": one.plan.slug, "superseded_by": one.superseded_by, "debts": one.debts}
            for one in waits.to_close
        ],
        "holds": [one.id for one in waits.holds],
        "left": waits.left,
        "last_sent_at": waits.last_sent_at,
    }
