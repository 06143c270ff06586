"""Whatever stands where a day is meant is read, or answered in one short sentence; nothing raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.parts import read_completion
from dondoc.calendar.phrases import read_date, read_deadline
from dondoc.calendar.recurring import Rule, occurrences, read_rule
from dondoc.calendar.spans import Span
from dondoc.calendar.stretches import Every
from dondoc.calendar.terms import WrittenTerm, read_written_term

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
EFFECTS = st.sampled_from(
    [YEAR, Span(date(2016, 1, 1), date(2020, 12, 31)), Span(date(2024, 4, 15), date(2024, 12, 20))]
)
WORDS = st.sampled_from(
    [
        *(
            "ngày",
            "tháng",
            "quý",
            "năm",
            "tuần",
            "giờ",
            "h",
            "cuối",
            "giữa",
            "đầu",
            "hết",
            "trong",
            "vòng",
            "kể từ",
        ),
        *("làm việc", "của", "sau", "hằng", "thứ", "sáu", "hai", "chủ nhật", "II", "iv", "/", ",", "?", "…", "__"),
        *(
            "0",
            "1",
            "02",
            "9h00",
            "16h00",
            "24",
            "29",
            "30",
            "31",
            "15/3",
            "31/6",
            "29/2",
            "2024",
            "99999",
            "co-chi-dao",
        ),
    ]
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=80)
LONGEST = 400


def is_sentence(answer: object) -> bool:
    return isinstance(answer, str) and 0 < len(answer) < LONGEST and "\n" not in answer


@given(TEXTS, EFFECTS)
def test_a_day_is_read_or_answered(text: str, effect: Span) -> None:
    for found in (read_deadline("truoc", text, effect=effect), read_deadline("cham_nhat", text, effect=effect)):
        assert isinstance(found, Deadline) or is_sentence(found)
    day = read_date(text, effect=effect)
    assert isinstance(day, date) or is_sentence(day)
    within = read_completion(text, effect=effect)
    assert isinstance(within, Deadline) or is_sentence(within)
    term = read_written_term(text)
    assert isinstance(term, WrittenTerm) or is_sentence(term)


@given(TEXTS, EFFECTS, st.sampled_from(Every))
def test_a_repetition_is_read_or_answered(text: str, effect: Span, every: Every) -> None:
    rule = read_rule(every, "cham_nhat", text)
    found = occurrences(every, rule, effect, effect) if isinstance(rule, Rule) else rule
    assert isinstance(found, tuple) or is_sentence(found)


@pytest.mark.parametrize("every", Every)
def test_no_two_periods_of_a_repetition_have_one_identity(every: Every) -> None:
    rule = read_rule(every, "cham_nhat", {Every.WEEK: "thứ sáu", Every.DAY: "9h00, 16h00"}.get(every, "cuối kỳ"))
    assert isinstance(rule, Rule)
    found = occurrences(every, rule, YEAR, YEAR)
    assert isinstance(found, tuple)
    identities = [(each.stretch.year, each.stretch.slug) for each in found]
    assert len(set(identities)) == len(identities) > 0
    assert [each.deadline.due for each in found if each.deadline] == sorted(
        each.deadline.due for each in found if each.deadline
    )
