"""A subject never exceeds 78 characters, whatever names a plan and its agencies have."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.language.directory import Relation
from dondoc.tracking.notices import Notice, Section
from notifiers.subjects import LIMIT, Line
from notifiers.wording import compose
from tests.factories import ALL_RUNGS, SECRETARY, a_notice, a_plan, an_item, an_obligation, received

_LETTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÁỆỒ ,–-\n\t")
NAMES = st.text(_LETTERS, min_size=1, max_size=160).map(lambda text: f"Tên {text} cuối")


@settings(deadline=None)  # the first example also loads the templates
@given(
    rung=st.sampled_from(ALL_RUNGS),
    agency=NAMES,
    report=NAMES,
    title=NAMES,
    relation=st.sampled_from(list(Relation)),
    copies=st.integers(min_value=1, max_value=3),
    sample=st.booleans(),
)
def test_every_subject_fits(
    *, rung: str, agency: str, report: str, title: str, relation: Relation, copies: int, sample: bool
) -> None:
    obligation = an_obligation(agency_name=agency, name=report, relation=relation)
    item = an_item(rung, obligation)
    items = tuple(
        replace(received(item) if rung == "dinh_chinh" else item, obligation=replace(obligation, id=f"{n}"))
        for n in range(copies)
    )
    plan = a_plan(title=title, number=f"{len(agency)}/KH-{agency[:40]}", sample=sample)
    notice = replace(a_notice(rung, items), sections=(Section(plan, items, SECRETARY),))
    assert_fits(notice)


def assert_fits(notice: Notice) -> None:
    subject = compose(notice).subject
    assert len(subject) <= LIMIT
    assert len(subject.splitlines()) == 1
    assert subject == subject.strip()


@given(rungs=st.lists(st.sampled_from(ALL_RUNGS), min_size=1, max_size=8), missing=st.booleans())
def test_every_mixture_fits(rungs: list[str], missing: bool) -> None:
    items = [received(an_item(rung)) if rung == "dinh_chinh" else an_item(rung) for rung in rungs]
    items += [an_item("nhac", missing_role="contact")] if missing else []
    assert_fits(a_notice(rungs[0], items))


def test_the_topic_goes_before_anything_is_shortened() -> None:
    line = Line("[Nhắc việc]", "Báo cáo 6 tháng", ": gửi trước ngày 16/6", "về phòng, chống mua bán người")
    assert line.fitted(78) == "[Nhắc việc] Báo cáo 6 tháng về phòng, chống mua bán người: gửi trước ngày 16/6"
    assert line.fitted(60) == "[Nhắc việc] Báo cáo 6 tháng: gửi trước ngày 16/6"


def test_a_long_name_is_cut_and_the_day_stays() -> None:
    long = "Báo cáo kết quả thực hiện Chương trình phòng, chống mua bán người giai đoạn 2021 – 2025"
    assert Line("[Nhắc việc]", long, ": gửi trước ngày 16/6").fitted(78).endswith("…: gửi trước ngày 16/6")


def test_a_tail_gives_way_to_a_shorter_one_before_a_name_is_cut() -> None:
    line = Line(
        "[Đôn đốc]", "Phòng Giáo dục và Đào tạo", "còn 01 báo cáo chưa gửi, chậm", brief="còn 01 báo cáo, chậm"
    )
    assert line.fitted(60) == "[Đôn đốc] Phòng Giáo dục và Đào tạo còn 01 báo cáo, chậm"
