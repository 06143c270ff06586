"""The outline of a report as a checklist: which sections a report has, lacks, or need not have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dondoc.language.spec import OutlineSection
from dondoc.tracking.naming import lower_first
from dondoc.tracking.obligations import Event, EventKind


class Mark(StrEnum):
    """How one section stands. Values are the words that people write."""

    PRESENT = "co"
    NOT_OURS = "khong_thuoc_chuc_nang"
    MISSING = "thieu"
    UNSEEN = "chua_xem"


MARK_LABELS = {
    Mark.PRESENT: "có",
    Mark.NOT_OURS: "không thuộc chức năng",
    Mark.MISSING: "thiếu",
    Mark.UNSEEN: "chưa xem",
}


@dataclass(frozen=True, slots=True)
class OutlineMark:
    """What somebody noted about one section of one report; the latest counts."""

    obligation_id: str
    section: str
    mark: Mark
    note: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A section of an outline and how it stands; `by` is None where nobody has looked yet."""

    section: OutlineSection
    mark: Mark
    by: OutlineMark | None


def checklist(
    sections: Iterable[OutlineSection], marks: Iterable[OutlineMark], events: Sequence[Event], *, now: datetime
) -> tuple[Checked, ...]:
    """Every section with its latest mark known at `now`, in the outline's order.

    A report that was sent back is looked at anew: of what was noted before, only "không thuộc chức năng" stays.
    `events` as `known_facts` leaves them.
    """
    returned = max((event.recorded_at for event in events if event.kind is EventKind.RETURNED), default=None)
    latest: dict[str, OutlineMark] = {}
    for mark in marks:
        is_stale = returned is not None and mark.recorded_at <= returned and mark.mark is not Mark.NOT_OURS
        if mark.recorded_at <= now and not is_stale:
            latest[mark.section] = mark
    return tuple(_checked(section, latest.get(section.slug)) for section in sections)


def missing_sections(checked: Iterable[Checked]) -> tuple[OutlineSection, ...]:
    """The sections that the report should have and lacks: a ground for asking for them, never for a return."""
    return tuple(one.section for one in checked if one.mark is Mark.MISSING)


def section_name(section: OutlineSection) -> str:
    """As a sentence names it: "mục II.3", "phần I.2" as printed; by its title where no number is."""
    if not section.number:
        return f"mục “{section.title}”"
    return lower_first(section.number) if " " in section.number else f"mục {section.number}"


def named_sections(sections: Sequence[OutlineSection]) -> str:
    """ "mục II.3, mục IV"."""
    return ", ".join(section_name(section) for section in sections)


def _checked(section: OutlineSection, by: OutlineMark | None) -> Checked:
    return Checked(section, by.mark if by else Mark.UNSEEN, by if by and by.mark is not Mark.UNSEEN else None)
