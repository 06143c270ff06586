"""Writes deadlines as a plan file says them; words that were composed are written so that they come out again."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.parts import read_completion
from dondoc.calendar.phrases import Key, compose_phrase, read_date, read_deadline
from dondoc.calendar.spans import Span
from dondoc.language.spec import PlanSpec, Undated, Within, Words
from dondoc.language.terms import undated_phrase

_DAY_WORD = re.compile(r"\bngày (?=[0-9])")
DAY_KEYS: tuple[tuple[str, Key, str], ...] = (("before", "truoc", "trước "), ("by", "cham_nhat", "chậm nhất "))
_COMPLETION = "hoàn thành trong "


def printed_term(
    spec: PlanSpec, words: Words, deadline: Deadline | None, within: Within | None
) -> tuple[str, str] | None:
    """The key and the value that give a deadline; None where nothing has to be written."""
    if within is not None:
        return "within_days", _counted(spec, within)
    if deadline is None:
        found = {undated_phrase(each): each.value for each in Undated}.get(words.phrase)
        return ("before", found) if found is not None and not words.quoted else None
    as_composed = composed_term(words, deadline, spec.effect) if not words.quoted else None
    return as_composed or _exact(deadline, spec.effect)


def composed_term(words: Words, deadline: Deadline, effect: Span) -> tuple[str, str] | None:
    """The key and the value that the words were composed from; None where they were composed in another way."""
    for english, key, opening in DAY_KEYS:
        text = _DAY_WORD.sub("", words.phrase.removeprefix(opening))
        if words.phrase.startswith(opening) and _reads(key, text, effect) == deadline:
            return (english, text) if compose_phrase(key, text) == words.phrase else None
    text = words.phrase.removeprefix(_COMPLETION)
    if words.phrase.startswith(_COMPLETION) and read_completion(text, effect=effect) == deadline:
        return "within_period", text
    return None


def _reads(key: Key, text: str, effect: Span) -> Deadline | str:
    return read_deadline(key, text, effect=effect)


def _exact(deadline: Deadline, effect: Span) -> tuple[str, str]:
    """A deadline by its day, without the year where the effect gives it."""
    english, key, _ = DAY_KEYS[0 if deadline.strict else 1]
    printed = deadline.last_day
    clock = ""
    if deadline.hour is not None:
        clock = f"{deadline.hour.hour}h{deadline.hour.minute:02} "
    elif deadline.strict:
        printed += timedelta(days=1)
    texts = (f"{clock}{day}" for day in days(printed))
    return english, next(text for text in texts if _reads(key, text, effect) == deadline)


def days(day: date) -> Iterator[str]:
    """How a day may be written, the shortest way first."""
    yield f"{day.day}/{day.month}"
    yield f"{day.day}/{day.month}/{day.year}"


def printed_day(day: date, spec: PlanSpec, written: str = "") -> str:
    """A day as it was written, if that still means it; else with its year."""
    for text in filter(None, (written, f"{day.day}/{day.month}")):
        if read_date(text, effect=spec.effect) == day:
            return text
    return f"{day.day}/{day.month}/{day.year}"


def _counted(spec: PlanSpec, within: Within) -> str:
    """The term with the event by its slug; one that has no entry of its own stands in its words."""
    unit = "ngày làm việc" if within.in_workdays else "ngày"
    return f"{within.days} {unit} kể từ {event_word(spec, within.event)}"


def event_word(spec: PlanSpec, slug: str, name: str = "") -> str:
    """An event by its slug where the file has an entry for it and the words are the entry's, else its words."""
    event = spec.events.get(slug)
    if event is None:
        return slug
    is_entry = bool(event.words.clause) and name in ("", event.name)
    return slug if is_entry else name or event.name
