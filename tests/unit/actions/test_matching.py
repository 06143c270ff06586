"""What people type finds what they mean."""

from dondoc.actions.matching import matches

PERIODS = {
    "5": ("2022-ngay-08-05", "Ngày 05/8"),
    "15": ("2022-ngay-08-15", "Ngày 15/8"),
    "w": ("2022-tuan-05", "Tuần 05 (31/01–06/02/2022)"),
    "h": ("2022-ngay-08-05-09h00", "09h00 ngày 05/8"),
}


def test_days_and_weeks_are_found_with_and_without_leading_zeros() -> None:
    assert matches("ngày 5/8", PERIODS) == ("5",)
    assert matches("Ngày 05/8", PERIODS) == ("5",)
    assert matches("tuần 5", PERIODS) == ("w",)
    assert matches("9h00 ngày 5/8", PERIODS) == ("h",)
