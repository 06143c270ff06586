import pytest

from dondoc.actions.dispatch import DispatchResult, Unreachable, Unwritten
from flows.dispatched import details, headline, is_failure


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (DispatchResult(), "Không có gì để gửi"),
        (DispatchResult(left=4), "Chưa có gì đến lúc gửi"),
        (DispatchResult(left=4, is_office_hours=False), "Ngoài giờ làm việc, chưa gửi"),
        (DispatchResult(accepted=5), "Đã gửi 5 thông báo"),
        (DispatchResult(accepted=4, refused=1), "Đã gửi 4 thông báo, 1 bị từ chối"),
        (DispatchResult(retried=2, left=2), "Đã gửi 0 thông báo, 2 chưa gửi được, sẽ gửi lại"),
        (DispatchResult(left=3, unreachable=(Unreachable("a", "Công an", "x"),)), "Chưa có đầu mối nào để gửi"),
        (DispatchResult(held="Sai mật khẩu."), "Cấu hình gửi thư chưa đúng, thư đang được giữ lại"),
    ],
)
def test_the_headline_says_what_went_or_why_nothing_did(result: DispatchResult, said: str) -> None:
    assert headline(result) == said


def test_only_what_a_person_must_put_right_is_a_failure() -> None:
    assert is_failure(DispatchResult(held="Sai mật khẩu."))
    assert is_failure(DispatchResult(unwritten=(Unwritten("contact@phong-tu-phap", "KeyError: x"),)))
    assert not is_failure(DispatchResult(refused=3, retried=2, left=5))


def test_a_secretariat_without_an_address_is_told_of_once_a_plan() -> None:
    desks = tuple(Unreachable("duc-pho-2022", "Công an thị xã", desk) for desk in ("a", "b"))
    (line, _) = details(DispatchResult(left=2, unreachable=desks))[::-1]
    assert line.startswith("Kế hoạch duc-pho-2022: 2 nơi nhận chưa có đầu mối")
