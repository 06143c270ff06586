from dataclasses import replace
from decimal import Decimal

import pytest

from dondoc.actions.figures import FigureDraft, figure_book, progress_of, set_figure, void_figure
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Ambiguous, NotFound, Refused
from dondoc.language.spec import Comparison, Target
from dondoc.store import Store
from dondoc.tracking.figures import Metric
from tests.factories import a_plan
from tests.integration.actions.stories import BY, SLUG, at, compiled, follow

OVER_90 = Target(Comparison.MORE, Decimal(90), "%")
METRICS = (
    Metric("tin-bao", "Tỷ lệ giải quyết tin báo", "trên 90%", OVER_90, "I.2", "đạt trên 90%", phrase_quoted=True),
    Metric("xet-xu", "Tỷ lệ xét xử", "theo quy định", None, "I.2", "theo quy định", phrase_quoted=False),
)


@pytest.fixture
def active(store: Store, calendar: WorkCalendar) -> Store:
    follow(store, calendar, now=at(20, 4), version=replace(compiled(), plan=a_plan(metrics=METRICS)))
    return store


def _draft(value: str, **more: str) -> FigureDraft:
    return FigureDraft(metric=more.pop("metric", "tin báo"), value=value, **more)


def test_a_figure_is_held_against_the_target_and_a_later_one_counts(active: Store) -> None:
    first = set_figure(active, SLUG, _draft("18/20 vụ", period="6 tháng"), by=BY, now=at(20))
    assert (first.entry.figure.id, first.entry.figure.period, first.is_repeat) == ("s1", "2022-6-thang", False)
    assert [one.is_reached for one in progress_of(active, SLUG, now=at(20))] == [False, None]
    set_figure(active, "duc pho 2022", _draft("19/20 vụ", period="6-thang"), by=BY, now=at(21))
    (found, bare) = progress_of(active, SLUG, now=at(21))
    assert (found.latest and found.latest.value, found.period_name, found.is_reached) == (
        "19/20 vụ",
        "6 tháng",
        True,
    )
    assert bare.latest is None
    entries = figure_book(active, SLUG, now=at(21)).entries
    assert [(one.figure.id, one.is_live) for one in entries] == [("s1", False), ("s2", True)]
    (then, _) = progress_of(active, SLUG, now=at(20))
    assert then.latest is not None
    assert then.latest.value == "18/20 vụ"


def test_what_can_not_be_compared_is_kept_as_written(active: Store) -> None:
    set_figure(active, SLUG, _draft("cơ bản đạt"), by=BY, now=at(20))
    set_figure(active, SLUG, _draft("95%", metric="xét xử"), by=BY, now=at(20))
    found = progress_of(active, SLUG, now=at(20))
    assert [(one.latest and one.latest.value, one.is_reached) for one in found] == [
        ("cơ bản đạt", None),
        ("95%", None),
    ]


def test_figures_of_agencies_are_counted_apart(active: Store) -> None:
    for agency, value in (("Phòng Tư pháp", "95%"), ("phuong-pho-van", "80%")):
        set_figure(active, SLUG, _draft(value, agency=agency, period="6 tháng"), by=BY, now=at(20))
    (found, _) = progress_of(active, SLUG, now=at(20))
    assert (found.latest, found.agencies) == (None, (1, 2))


def test_the_same_figure_or_the_same_key_again_is_a_repeat(active: Store) -> None:
    set_figure(active, SLUG, _draft("95%"), by=BY, now=at(20), key="run-1")
    assert set_figure(active, SLUG, _draft("95%"), by="An", now=at(21)).is_repeat
    assert set_figure(active, SLUG, _draft("1%"), by=BY, now=at(21), key="run-1").entry.figure.value == "95%"
    assert len(figure_book(active, SLUG, now=at(22)).entries) == 1


def test_a_figure_taken_back_leaves_the_one_before(active: Store) -> None:
    set_figure(active, SLUG, _draft("80%"), by=BY, now=at(20))
    set_figure(active, SLUG, _draft("95%"), by=BY, now=at(21))
    assert not void_figure(active, "s2", by=BY, now=at(22), note="nhầm kỳ").is_repeat
    assert void_figure(active, " S2", by=BY, now=at(22)).is_repeat
    (found, _) = progress_of(active, SLUG, now=at(22))
    assert (found.latest and found.latest.id, found.is_reached) == ("s1", False)
    with pytest.raises(Refused, match="là một lần huỷ"):
        void_figure(active, "s3", by=BY, now=at(22))
    for unknown in ("s9", "e1", "", "s99999999999999999999999"):
        with pytest.raises(NotFound):
            void_figure(active, unknown, by=BY, now=at(22))


@pytest.mark.parametrize(
    ("draft", "error", "words"),
    [
        (_draft("  "), Refused, "bao nhiêu"),
        (_draft("9" * 101), Refused, "100 ký tự"),
        (_draft("95%", metric="ma tuý"), NotFound, "tin-bao"),
        (_draft("95%", metric="tỷ lệ"), Ambiguous, "2 chỉ tiêu"),
        (_draft("95%", period="9 tháng"), NotFound, "6 tháng"),
        (_draft("95%", agency="Phòng Z"), NotFound, "Phòng"),
    ],
)
def test_what_is_not_clear_is_asked_back_and_nothing_is_recorded(
    active: Store, draft: FigureDraft, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        set_figure(active, SLUG, draft, by=BY, now=at(20))
    assert figure_book(active, SLUG, now=at(20)).entries == ()


def test_without_a_name_the_only_plan_is_meant_and_an_unknown_one_is_not_found(active: Store) -> None:
    assert set_figure(active, "", _draft("95%"), by=BY, now=at(20)).entry.figure.id == "s1"
    with pytest.raises(NotFound):
        set_figure(active, "khong-co", _draft("95%"), by=BY, now=at(20))
