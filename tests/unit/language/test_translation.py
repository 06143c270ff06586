"""`dondoc fmt`: keys change their vocabulary, and nothing else moves."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.language.glossary import BY_ENGLISH, BY_KEY, Vocabulary
from dondoc.language.printer import print_plan
from dondoc.language.reader import read_plan_text
from dondoc.language.translation import translate
from tests.fuzz.judging import bases
from tests.fuzz.mutating import mutated
from tests.unit.language.plan_texts import DIRECTORY, PLAN
from tests.unit.language.written_plans import written_plans

PLANS = Path(__file__).parents[3] / "plan_specs"
FILES = sorted([*PLANS.glob("*.yaml"), *PLANS.glob("directory/*.yaml")])
VIETNAMESE, ENGLISH = Vocabulary.VIETNAMESE, Vocabulary.ENGLISH


def written(text: str, vocabulary: Vocabulary) -> str:
    """The text in a vocabulary."""
    data = translate(text.encode(), vocabulary, file="thu.yaml").data
    assert data is not None
    return data.decode()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_goes_into_english_and_comes_back_the_same(path: Path) -> None:
    data = path.read_bytes()
    english = translate(data, ENGLISH, file=str(path))
    assert english.data is not None
    assert translate(english.data, VIETNAMESE, file=str(path)).data == data
    again = translate(english.data, ENGLISH, file=str(path))
    assert (again.data, again.keys) == (english.data, 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_keys_change(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in zip(text.splitlines(), written(text, ENGLISH).splitlines(), strict=True):
        if before != after:
            assert _without_keys(before) == _without_keys(after)


def _without_keys(line: str) -> list[str]:
    """The pieces of a line between colons, each without the key that stands before one."""
    return [piece.rstrip("abcdefghijklmnopqrstuvwxyz_") for piece in line.split(":")]


def test_a_slug_that_looks_like_a_key_is_no_key() -> None:
    text = "bao_cao:\n  report:\n    ten: nhiem_vu\nnhiem_vu: {ten: {noi_dung: bao_cao, dieu_khoan: task}}\n"
    wanted = "report:\n  report:\n    name: nhiem_vu\ntask: {ten: {content: bao_cao, clause: task}}\n"
    assert written(text, ENGLISH) == wanted


def test_comments_blank_lines_quotes_and_line_ends_stay() -> None:
    text = '# ke_hoach: thu\r\n\r\n"ke_hoach" :  thu   # ke_hoach\r\n\'tieu_de\': "tieu_de: x"\r\n'
    wanted = '# ke_hoach: thu\r\n\r\n"plan" :  thu   # ke_hoach\r\n\'title\': "tieu_de: x"\r\n'
    assert written(text, ENGLISH) == wanted


def test_letters_that_nobody_sees_do_not_shift_the_places() -> None:
    text = "bao_cao:\n  x: {ten: a\u200bb\u00adc,\u00a0gui_ve: ubnd}\n"
    assert written(text, ENGLISH) == "report:\n  x: {name: a\u200bb\u00adc,\u00a0to: ubnd}\n"


def test_a_key_that_stands_there_in_both_forms_is_left_to_check() -> None:
    text = "ke_hoach: thu\nplan: thu\n"
    assert written(text, ENGLISH) == text


def test_a_file_with_a_mistake_of_syntax_is_left_alone() -> None:
    found = translate(b"ke_hoach: thu\n\ttieu_de: x\n", ENGLISH, file="thu.yaml")
    assert found.data is None
    assert [str(problem.position) for problem in found.problems] == ["thu.yaml:2:1"]


def test_the_sort_of_a_file_is_told_by_its_keys() -> None:
    assert "block:\n" in written(DIRECTORY, ENGLISH)
    contacts = "dau_moi:\n  phong-a: {vai_tro: van_thu, ten: x}\n  phong-b:\n    - {vai_tro: dau_moi, ten: y}\n"
    wanted = "contact:\n  phong-a: {role: van_thu, name: x}\n  phong-b:\n    - {role: dau_moi, name: y}\n"
    assert written(contacts, ENGLISH) == wanted


WORDS = st.sampled_from(
    [*BY_KEY, "phong-a", "ghi chú", "x", "ten_khac:", "{", "}", "- ", "# ", '"', "  ", "\n", ": "]
)


@given(st.lists(WORDS, max_size=40).map("".join))
def test_whatever_is_written_translating_twice_is_translating_once(text: str) -> None:
    first = translate(text.encode(), ENGLISH, file="thu.yaml")
    if first.data is not None:
        assert translate(first.data, ENGLISH, file="thu.yaml").data == first.data


@given(st.sets(st.sampled_from(sorted(BY_ENGLISH))))
def test_a_mixture_of_both_becomes_one(english: set[str]) -> None:
    keys = {BY_ENGLISH[key].vietnamese: key for key in english}
    mixed = "".join(PLAN)
    for vietnamese, key in keys.items():
        mixed = mixed.replace(f" {vietnamese}:", f" {key}:")
    assert written(mixed, VIETNAMESE) == PLAN
    assert written(mixed, ENGLISH) == written(PLAN, ENGLISH)


def test_damage_never_makes_it_change_more_than_keys() -> None:
    undamaged = bases()
    for seed in range(150):
        data = mutated(undamaged, seed)
        first = translate(data, ENGLISH, file="thu.yaml")
        if first.data is not None:
            assert translate(first.data, ENGLISH, file="thu.yaml").data == first.data, seed
            assert first.data.count(b"\n") == data.count(b"\n"), seed
        else:
            assert first.problems, seed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=written_plans())
def test_a_plan_translated_is_the_plan_printed_in_the_other_vocabulary(text: str) -> None:
    spec = read_plan_text(text, file="thu.yaml").spec
    assert spec is not None
    for before, after in ((VIETNAMESE, ENGLISH), (ENGLISH, VIETNAMESE)):
        assert written(print_plan(spec, before), after) == print_plan(spec, after)
