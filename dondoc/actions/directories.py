"""Agencies and groups of a plan's directory, as people type them."""

from collections.abc import Iterable

from dondoc.actions.matching import did_you_mean, matches
from dondoc.errors import Ambiguous, NotFound
from dondoc.language.directory import Directory
from dondoc.store.engine import Store
from dondoc.store.reads import read_all_followed, read_version_directory
from dondoc.store.rows import directory_from_json


def named_agencies(directory: Directory, texts: Iterable[str]) -> tuple[str, ...]:
    """The slugs of agencies and groups that texts mean (slug, name or alias), each once.

    Raises NotFound with the nearest names, Ambiguous with those that fit.
    """
    return tuple(dict.fromkeys(_one(directory, text) for text in texts if text.strip()))


def listed_name(store: Store, slug: str) -> str | None:
    """The name of an agency or group in the directory of a plan that is followed; None where none has it."""
    with store.reading() as connection:
        for followed in read_all_followed(connection):
            kept = read_version_directory(connection, followed.plan.slug)
            directory = directory_from_json(kept) if kept else None
            if directory is not None and (slug in directory.agencies or slug in directory.groups):
                return directory.name_of(slug)
    return None


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
    hint = did_you_mean(text, known) or " Xem lại tên, hoặc nêu mã cơ quan, mã nhóm như trong danh bạ."
    raise NotFound(f"Danh bạ của kế hoạch không có “{text}”.{hint}")
