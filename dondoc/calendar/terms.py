"""Terms counted from an event as a plan writes them: "5 ngày làm việc kể từ …"."""

import re
from dataclasses import dataclass

from dondoc.calendar.words import shown

_FORM = re.compile(
    r"(?:trong\s+(?:vòng|thời\s+hạn)\s+)?(?P<number>[0-9]{1,4})\s*(?:\([^()]{1,20}\)\s*)?"
    r"(?P<unit>tuần|ngày(?P<working>\s+làm\s+việc)?)\s*,?\s+(?:kể\s+từ|tính\s+từ|từ|sau)\s+(?:khi\s+)?(?P<event>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_UNIT = re.compile(r"[0-9]\s*(?:\([^()]{1,20}\)\s*)?(giờ|tháng|quý|năm)", re.IGNORECASE)
_DAYS_OF_A_WEEK = 7
_MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class WrittenTerm:
    """So many days, civil or working, and the words for the event that they count from."""

    days: int
    in_workdays: bool
    event: str

    @property
    def words(self) -> str:
        """The term without its event: "5 ngày làm việc"."""
        return f"{self.days} ngày làm việc" if self.in_workdays else f"{self.days} ngày"


def read_written_term(text: str) -> WrittenTerm | str:
    """The term in `5 ngày làm việc kể từ …` or `10 ngày kể từ …`, or the problem in one sentence."""
    found = _FORM.fullmatch(text.strip()[:1000])
    if found is None:
        return _not_a_term(text)
    days = int(found["number"]) * (_DAYS_OF_A_WEEK if found["unit"].casefold() == "tuần" else 1)
    if not 1 <= days <= _MOST_DAYS:
        return f"số ngày trong “{shown(text)}” phải từ 1 đến {_MOST_DAYS}; xem lại văn bản"
    return WrittenTerm(days, found["working"] is not None, " ".join(found["event"].split()))


def _not_a_term(text: str) -> str:
    example = "ví dụ 5 ngày làm việc kể từ khi nhận được văn bản, hoặc 10 ngày kể từ co-chi-dao"
    if _OTHER_UNIT.search(text[:1000]):
        return f"không tính được “{shown(text)}”; chỉ nhận ngày, ngày làm việc hoặc tuần, {example}"
    return f"không hiểu “{shown(text)}”; viết số ngày rồi đến sự kiện, {example}"
