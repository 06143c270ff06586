"""Days as people type them for a deadline, read by the words of the plan language."""

from dataclasses import dataclass

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.phrases import Key, compose_phrase, read_deadline
from dondoc.calendar.spans import Span
from dondoc.errors import Refused
from dondoc.language.draft import LATE_BY


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A deadline as it was typed: "16/3/2022" under `truoc` or `cham_nhat`, of a period where it names one."""

    key: Key
    text: str
    period: str = ""


def by_paper(phrase: str, number: str) -> str:
    """The words for a day that the plan's own document doesn't give, with the paper that does."""
    return f"{phrase} theo văn bản số {number}" if number else phrase


def read_typed_day(typed: TypedDay, effect: Span) -> tuple[Deadline, str]:
    """The deadline and the words for it; raises Refused for a day that is none, or lies outside the plan."""
    found = read_deadline(typed.key, typed.text, effect=effect)
    if isinstance(found, str):
        raise Refused(f"“{typed.text}”: {found}.")
    if not effect.starts <= found.last_day <= effect.ends + LATE_BY:
        raise Refused(
            f"Ngày {found.last_day:%d/%m/%Y} nằm ngoài thời gian thực hiện của kế hoạch "
            f"({effect.starts:%d/%m/%Y} đến {effect.ends:%d/%m/%Y}). Hãy xem lại ngày."
        )
    return found, compose_phrase(typed.key, typed.text)
