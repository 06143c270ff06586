"""What a question asks for: which parts an answer to it has. All pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.language.spec import PlanSpec, QuestionKind, QuestionSpec
from dondoc.tracking.answered import periods_to_date


class Part(StrEnum):
    """One part of an answer."""

    DAYS = "days"
    AGENCIES = "agencies"
    YES_OR_NO = "yes_or_no"
    CONTINUING = "continuing"
    NUMBER = "number"
    ISSUE_DAY = "issue_day"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer gives: just one of the `ways`, each a set of parts; in a person's words."""

    ways: Sequence[frozenset[Part]]
    words: str


_DAY = frozenset({Part.DAYS})
_WHETHER = frozenset({Part.YES_OR_NO})
_SOME = _WHETHER | {Part.AGENCIES}
_ALIKE = {
    QuestionKind.NUMBER: Wanted([frozenset({Part.NUMBER})], "số ký hiệu của kế hoạch"),
    QuestionKind.ISSUE_DAY: Wanted([frozenset({Part.ISSUE_DAY})], "ngày ban hành"),
    QuestionKind.OWNER: Wanted([frozenset({Part.AGENCIES})], "đơn vị thực hiện"),
    QuestionKind.DUTY: Wanted([_WHETHER, _SOME], "có hay không; nếu chỉ vài đơn vị thì nêu tên"),
    QuestionKind.FREE: Wanted([frozenset()], "câu trả lời bằng lời"),
}


def wanted(spec: PlanSpec, asked: QuestionSpec) -> Wanted:
    """What an answer to a question of a plan must give."""
    if asked.kind is QuestionKind.DATE:
        return _day(spec, asked)
    if asked.kind is QuestionKind.FREE and asked.about_entry is not None:
        return Wanted([_WHETHER, _DAY], "có hay không, hoặc một ngày")
    return _ALIKE[asked.kind]


def is_proposed(spec: PlanSpec, asked: QuestionSpec) -> bool:
    """Whether a question asks to confirm a day that the file proposes."""
    entry = asked.about_entry or ""
    if entry in spec.reports:
        return any(period.proposed for period in periods_to_date(spec, asked))
    other = spec.tasks.get(entry) or spec.own_plans.get(entry)
    return other is not None and other.proposed


def _day(spec: PlanSpec, asked: QuestionSpec) -> Wanted:
    if is_proposed(spec, asked):
        return Wanted([_WHETHER, _DAY], "có hay không lấy ngày đề xuất, hoặc một ngày khác")
    if asked.about_entry in spec.tasks:
        return Wanted([_DAY, frozenset({Part.CONTINUING})], "một ngày, hoặc làm thường xuyên")
    periods = periods_to_date(spec, asked)
    if len(periods) > 1:
        return Wanted([_DAY], f"ngày của từng kỳ, viết như “{periods[0].name}=16/6/{periods[0].year}”")
    return Wanted([_DAY], "một ngày: trước ngày nào, hoặc chậm nhất ngày nào")
