"""Going through a report section by section: what its outline asks for, what it has, lacks, or need not have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dondoc.actions.drafts import Matter
from dondoc.actions.matching import did_you_mean, matches
from dondoc.actions.recording import lock_matter, open_matter
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.language.spec import OutlineSection
from dondoc.store.contents import insert_marks
from dondoc.store.engine import Store
from dondoc.tracking.assess import known_facts
from dondoc.tracking.obligations import EventKind, Obligation, Standing
from dondoc.tracking.outlines import Checked, Mark, OutlineMark, missing_sections

_OF_A_PAPER = frozenset({Mark.PRESENT, Mark.MISSING})


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's outline as it stands; `written` says how many sections were noted anew."""

    obligation: Obligation
    standing: Standing
    checked: tuple[Checked, ...]
    written: int = 0

    @property
    def missing(self) -> tuple[OutlineSection, ...]:
        """What the report lacks."""
        return missing_sections(self.checked)


def outline(store: Store, obligation_id: str, *, calendar: WorkCalendar, now: datetime) -> Outline:
    """The outline of a report. Raises NotFound for an unknown obligation, or one whose report has none."""
    with store.reading() as connection:
        return _outline(open_matter(connection, obligation_id, calendar, now=now))


def mark_sections(
    store: Store,
    obligation_id: str,
    sections: Sequence[str],
    mark: Mark,
    *,
    calendar: WorkCalendar,
    by: str,
    now: datetime,
    note: str = "",
) -> Outline:
    """Notes how sections stand, named by number, slug or title; without names all that nobody looked at yet.

    What stands so already is not noted again. Raises Refused for a mark about a paper that has not come,
    NotFound or Ambiguous for a section that is not clear.
    """
    with store.writing() as connection:
        matter = lock_matter(connection, obligation_id, calendar, now=now)
        before = _outline(matter)
        if mark in _OF_A_PAPER:
            _demand_paper(matter)
        chosen = _chosen(before.checked, sections)
        stale = {one.section.slug for one in before.checked if one.mark is not mark}
        marks = [OutlineMark(obligation_id, slug, mark, note.strip(), now, by) for slug in chosen if slug in stale]
        insert_marks(connection, marks)
        after = _outline(lock_matter(connection, obligation_id, calendar, now=now))
    return Outline(after.obligation, after.standing, after.checked, len(marks))


def _outline(matter: Matter) -> Outline:
    if not matter.outline:
        raise NotFound(
            f"Kế hoạch không kèm đề cương cho {matter.obligation.name}. "
            "Có đề cương thì ghi vào `de_cuong` của báo cáo trong tệp kế hoạch rồi chạy `dondoc sync`."
        )
    return Outline(matter.obligation, matter.standing, matter.outline)


def _demand_paper(matter: Matter) -> None:
    """A report, or a photo of it, must have come before anybody can say what it has."""
    events = known_facts(matter.dossier.facts, now=matter.now).events
    if matter.standing.met_by is None and all(one.kind is not EventKind.RECEIVED_IN_ADVANCE for one in events):
        raise Refused(
            f"Chưa ghi nhận {matter.what}, nên chưa biết có hay thiếu mục nào. Hãy ghi nhận bản đã đến trước; "
            "mục không thuộc chức năng thì ghi được ngay."
        )


def _chosen(checked: Sequence[Checked], texts: Sequence[str]) -> tuple[str, ...]:
    if not texts:
        return tuple(one.section.slug for one in checked if one.mark is Mark.UNSEEN)
    sections = {one.section.slug: one.section for one in checked}
    return tuple(dict.fromkeys(_section(sections, text) for text in texts))


def _section(sections: Mapping[str, OutlineSection], text: str) -> str:
    numbered = {slug: (one.number, slug) for slug, one in sections.items()}
    found = matches(text, numbered) or matches(text, {slug: (one.title,) for slug, one in sections.items()})
    if len(found) == 1:
        return found[0]
    if not found:
        numbers = [one.number or one.title for one in sections.values()]
        raise NotFound(f"Đề cương không có mục “{text}”.{did_you_mean(text, numbers)}")
    lines = [f"{slug}: {sections[slug].number} {sections[slug].title}" for slug in found]
    raise Ambiguous(f"“{text}” có thể là {len(found)} mục; hãy ghi mã của một mục.", lines)
