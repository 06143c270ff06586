"""Agencies and groups: who exists, from when to when, and how the sender stands to them."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.errors import Position


class Relation(StrEnum):
    """How an addressee stands to the sender; it chooses ladder and tone (never the words of the plan)."""

    SUBORDINATE = "cap_duoi"
    ASSOCIATION = "doan_the"
    OUTSIDE = "ngoai_he_thong"


class Change(StrEnum):
    """Why a body ends: with others into one, into several, for good, or only by its name."""

    MERGED = "sap_nhap"
    SPLIT = "chia"
    DISSOLVED = "giai_the"
    RENAMED = "doi_ten"


class Share(StrEnum):
    """How much of the work of a body that ended a successor takes over."""

    WHOLE = "toan_bo"
    PART = "mot_phan"


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over from a body that ended, how much of it, and which matters or places (empty: not said)."""

    agency: str
    share: Share
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """One body. `order` is the protocol order; `head_title` is how its head is addressed.

    It exists from `valid_from` to `valid_to` (civil days, both included); `change` says how it ended.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    relation: Relation
    order: int
    head_title: str
    valid_from: date | None
    valid_to: date | None
    successors: tuple[Successor, ...]
    source: str
    position: Position
    change: Change | None = None

    @property
    def successor_slugs(self) -> tuple[str, ...]:
        """The slugs of its successors, as written."""
        return tuple(successor.agency for successor in self.successors)

    def exists_on(self, day: date) -> bool:
        """The body exists on a civil day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A named group: members listed, or all agencies of some kinds. The directory proposes its membership."""

    slug: str
    name: str
    members: tuple[str, ...]
    kinds: tuple[str, ...]
    position: Position

    @property
    def is_open(self) -> bool:
        """The directory names nobody of it: a document speaks of it, and who it is has to be asked."""
        return not self.members and not self.kinds


@dataclass(frozen=True, slots=True)
class Directory:
    """Every agency and group that plans may name; groups name no member that is not there.

    `is_whole` is false where a file could not be read at all: what is missing here may stand in it.
    """

    agencies: Mapping[str, Agency]
    groups: Mapping[str, Group]
    is_whole: bool = True

    def resolve(self, slugs: tuple[str, ...], on: date) -> tuple[Agency, ...]:
        """The agencies behind slugs of agencies and groups as of a day, each once, in protocol order.

        Raises KeyError for a slug that is in neither table; `checks` has refused those before.
        """
        found: dict[str, Agency] = {}
        for slug in slugs:
            for agency in self._named(slug):
                if agency.exists_on(on):
                    found[agency.slug] = agency
        return tuple(sorted(found.values(), key=lambda agency: (agency.order, alphabetical(agency.name))))

    def _named(self, slug: str) -> tuple[Agency, ...]:
        if slug in self.agencies:
            return (self.agencies[slug],)
        group = self.groups[slug]
        of_kind = (agency for agency in self.agencies.values() if agency.kind in group.kinds)
        return (*(self.agencies[member] for member in group.members), *of_kind)

    def open_groups(self, slugs: Iterable[str]) -> tuple[Group, ...]:
        """The groups among some slugs of which nobody is known, each once."""
        groups = (self.groups.get(slug) for slug in dict.fromkeys(slugs))
        return tuple(group for group in groups if group is not None and group.is_open)

    def name_of(self, slug: str) -> str:
        """The printed name of an agency or group; raises KeyError for an unknown slug."""
        return self.agencies[slug].name if slug in self.agencies else self.groups[slug].name


_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))  # huyền sắc ngã hỏi nặng


def alphabetical(name: str) -> tuple[tuple[int, ...], str]:
    """The place of a name in the Vietnamese alphabet: a ă â b c d đ …; tones count only between equals."""
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name.casefold()).translate(_TONES))
    return tuple(_ALPHABET.get(letter, -1) for letter in toneless), name
