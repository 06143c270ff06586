"""Reads by when a duty is due: before or by a day, within a part of the year, or counted from an event."""

from dataclasses import dataclass

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.parts import read_completion
from dondoc.calendar.phrases import Key, compose_phrase, read_deadline
from dondoc.calendar.terms import read_written_term
from dondoc.language import glossary
from dondoc.language.draft import Draft
from dondoc.language.fields import Fields
from dondoc.language.nodes import Text
from dondoc.language.spec import Undated, Within

TERM_KEYS = ("before", "by", "within_period", "within_days")

_UNDATED = {undated.value: undated for undated in Undated}
_NOR_A_DAY = '; văn bản không nêu ngày thì viết `theo quy định` hoặc "?"'
_DAY_KEYS: dict[str, Key] = {"before": "truoc", "by": "cham_nhat"}


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline, or the event that it is counted from, or why there is none, and the words for it."""

    phrase: str
    deadline: Deadline | None = None
    undated: Undated | None = None
    within: Within | None = None


def read_term(fields: Fields, draft: Draft) -> Term | None:
    """By when an entry is due; None where no key says it or the day is wrong, which is told."""
    written = [key for key in TERM_KEYS if fields.has(key)]
    if len(written) > 1:
        first, second = (glossary.key_of(key) for key in written[:2])
        hint = "Giữ từ mà văn bản dùng: trước ngày, hay chậm nhất."
        if not set(written) <= set(_DAY_KEYS):
            hint = "Giữ một cách nêu hạn, đúng như văn bản."
        draft.findings.error(fields.place(written[1]), f"`{first}` và `{second}` không đi cùng nhau", hint)
        return None
    text = fields.text(written[0]) if written else None
    if text is None:
        return None
    if undated := as_undated(text):
        return Term(undated_phrase(undated), undated=undated)
    if written[0] in _DAY_KEYS:
        return _by_day(_DAY_KEYS[written[0]], text, draft)
    return _in_part(text, draft) if written[0] == "within_period" else _from_event(fields, text, draft)


def _by_day(key: Key, text: Text, draft: Draft) -> Term | None:
    if draft.effect is None:
        return None
    found = read_deadline(key, text.value, effect=draft.effect)
    if isinstance(found, str) and "; viết ngày/tháng" in found:
        found = f"{found}{_NOR_A_DAY}"
    return _dated(found, compose_phrase(key, text.value), text, draft)


def _in_part(text: Text, draft: Draft) -> Term | None:
    if draft.effect is None:
        return None
    written = " ".join(text.value.split()).removeprefix("trong ")
    return _dated(read_completion(text.value, effect=draft.effect), f"hoàn thành trong {written}", text, draft)


def _dated(found: Deadline | str, phrase: str, text: Text, draft: Draft) -> Term | None:
    if isinstance(found, str):
        draft.findings.wrong(text, found)
        return None
    return Term(phrase, found) if draft.check_in_effect(text, found.last_day, what="ngày cuối") else None


def _from_event(fields: Fields, text: Text, draft: Draft) -> Term | None:
    """So many days from an event: there is no day until it has happened."""
    found = read_written_term(text.value)
    if isinstance(found, str):
        draft.findings.wrong(text, found)
        return None
    event = draft.event(fields, "within_days", text._replace(value=found.event))
    if event is None:
        return None
    name, slug = event
    when = name if name.startswith(("ngày", "khi")) else f"khi {name[:1].lower()}{name[1:]}"
    phrase = f"trong vòng {found.words} kể từ {when}"
    return Term(phrase, within=Within(found.days, found.in_workdays, slug))


def as_undated(text: Text) -> Undated | None:
    """The reason why there is no day, if the text says one."""
    written = " ".join(text.value.split()).casefold().rstrip(".")
    return _UNDATED.get(written)


def undated_phrase(undated: Undated) -> str:
    """What a row without a day shows where its document quotes nothing."""
    return "theo quy định" if undated is Undated.BY_REGULATION else "không ghi ngày"
