"""What a dispatch did, in words: the name of its state, and the lines behind it."""

from collections import Counter
from collections.abc import Iterator

from dondoc.actions.dispatch import DispatchResult


def headline(result: DispatchResult) -> str:
    """`Đã gửi 5 thông báo, 1 bị từ chối`, or why nothing went."""
    if result.held:
        return "Cấu hình gửi thư chưa đúng, thư đang được giữ lại"
    if result.unwritten:
        return f"Lỗi phần mềm: {len(result.unwritten)} thông báo chưa viết được"
    parts = [f"{count} {words}" for count, words in _went(result) if count]
    if result.accepted or parts:
        return ", ".join((f"Đã gửi {result.accepted} thông báo", *parts))
    if result.unreachable:
        return "Chưa có đầu mối nào để gửi"
    if not result.is_office_hours and result.left:
        return "Ngoài giờ làm việc, chưa gửi"
    return "Chưa có gì đến lúc gửi" if result.left else "Không có gì để gửi"


def is_failure(result: DispatchResult) -> bool:
    """A person must put something right: a setting, or the software."""
    return bool(result.held or result.unwritten)


def details(result: DispatchResult) -> tuple[str, ...]:
    """A line each for what the headline leaves out; no addresses and no names of persons."""
    return tuple(_details(result))


def _went(result: DispatchResult) -> tuple[tuple[int, str], ...]:
    return (
        (result.refused, "bị từ chối"),
        (result.retried, "chưa gửi được, sẽ gửi lại"),
        (result.deferred, "được hẹn gửi sau"),
    )


def _details(result: DispatchResult) -> Iterator[str]:
    if result.held:
        yield f"{result.held.rstrip('.')}. Sửa xong thì lượt sau tự gửi tiếp; không thông báo nào bị mất."
    if result.dropped:
        yield f"Bỏ {result.dropped} lời nhắc không còn đúng (đã nhận báo cáo, đã gia hạn hoặc đã qua)."
    if result.left:
        yield f"Còn {result.left} lời nhắc đang chờ."
    for (plan, standing_body), desks in Counter(
        (one.plan, one.standing_body_name) for one in result.unreachable
    ).items():
        yield (
            f"Kế hoạch {plan}: {desks} nơi nhận chưa có đầu mối, và thư ký của {standing_body} cũng chưa có "
            "địa chỉ, nên thông báo đang chờ. Hãy bổ sung tệp đầu mối."
        )
    for broken in result.unwritten:
        yield f"Chưa viết được thông báo gửi {broken.desk}: {broken.reason}. Một giờ sau thử lại."
