"""Agencies and groups of a plan's directory, as people type them."""

from collections.abc import Iterable

from dondoc.actions.matching import did_you_mean, matches
from dondoc.errors import Ambiguous, NotFound
from dondoc.language.directory import Directory


def named_agencies(directory: Directory, texts: Iterable[str]) -> tuple[str, ...]:
    """The slugs of agencies and groups that texts mean (slug, name or alias), each once.

    Raises NotFound with the nearest names, Ambiguous with those that fit.
    """
    return tuple(dict.fromkeys(_one(directory, text) for text in texts if text.strip()))


def _one(directory: Directory, text: str) -> str:
    names = {slug: (slug, agency.name, *agency.aliases) for slug, agency in directory.agencies.items()}
    names |= {slug: (slug, group.name) for slug, group in directory.groups.items()}
    found = matches(text, names)
    if len(found) == 1:
        return found[0]
    if found:
        lines = [f"{slug}: {names[slug][1]}" for slug in found]
        raise Ambiguous(f"“{text}” có thể là {len(found)} cơ quan; hãy ghi rõ hơn.", lines)
    known = [name for listed in names.values() for name in listed[:2]]
    raise NotFound(f"Danh bạ của kế hoạch không có “{text}”.{did_you_mean(text, known)}")
