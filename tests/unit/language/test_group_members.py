"""No agency is twice in a group, however groups, kinds, names and days overlap; and nobody owes a thing twice."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.calendar.workdays import WorkCalendar
from dondoc.language.directory import Agency, Directory, Group
from dondoc.tracking.compiler import compile_plan
from tests.spec_samples import HERE, agency, campaign, own_plan, plan, report, task

DAYS = st.dates(date(2021, 1, 1), date(2023, 12, 31))
SLUGS = tuple(f"don-vi-{number}" for number in range(6))
BODIES = (agency("ubnd", 1, kind="ubnd"), agency("cong-an", 2, kind="cong-an"))


@st.composite
def agencies(draw: st.DrawFn) -> tuple[Agency, ...]:
    """Bodies of a few kinds and orders, some of which begin or end within the years."""
    found = []
    for slug in SLUGS:
        body = agency(slug, draw(st.integers(10, 12)), kind=draw(st.sampled_from(("phong", "xa"))))
        starts, ends = draw(st.none() | DAYS), draw(st.none() | DAYS)
        found.append(replace(body, valid_from=starts, valid_to=ends))
    return tuple(found)


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Groups that list members, hold kinds, or both, and overlap at will."""
    members = st.lists(st.sampled_from(SLUGS), max_size=8).map(tuple)
    kinds = st.lists(st.sampled_from(("phong", "xa", "khong-co")), max_size=3).map(tuple)
    groups = [Group(slug, slug, draw(members), draw(kinds), HERE) for slug in ("nhom-1", "nhom-2")]
    bodies = (*BODIES, *draw(agencies()))
    return Directory({each.slug: each for each in bodies}, {each.slug: each for each in groups})


named = st.lists(st.sampled_from((*SLUGS, "nhom-1", "nhom-2")), min_size=1, max_size=5).map(tuple)


@settings(deadline=None)
@given(book=directories(), slugs=named, on=DAYS)
def test_no_agency_is_twice_in_what_groups_and_names_stand_for(
    book: Directory, slugs: tuple[str, ...], on: date
) -> None:
    found = book.resolve(slugs, on)
    who = [each.slug for each in found]
    assert len(who) == len(set(who))
    assert all(each.exists_on(on) for each in found)
    assert [each.order for each in found] == sorted(each.order for each in found)
    assert book.resolve(tuple(who), on) == found
    assert set(who) == {each.slug for slug in slugs for each in book.resolve((slug,), on)}


@settings(max_examples=50, deadline=None)
@given(book=directories(), slugs=named)
def test_nobody_owes_the_same_twice(book: Directory, slugs: tuple[str, ...]) -> None:
    spec = plan(
        report(senders=slugs),
        report("theo-dot", senders=(), of_activity="cao-diem"),
        own_plan(agencies=slugs),
        task(executors=slugs),
        campaign(executors=slugs, supporting=()),
    )
    ids = [row.id for row in compile_plan(spec, book, WorkCalendar()).obligations]
    assert len(ids) == len(set(ids))
