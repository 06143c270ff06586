"""A file becomes texts with places: nothing is typed, nothing is lost, nothing makes it fall over."""

import time
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.language.nodes import Items, Node, Table, Text
from dondoc.language.source import read, read_bytes

LISTED = Path(__file__).parents[3] / "plan_specs" / "duc-pho-2022.yaml"


def plain(node: Node) -> object:
    """A node as a YAML loader that types nothing would give it."""
    if isinstance(node, Table):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    assert isinstance(node, Text)
    return node.value


def value(text: str, key: str) -> Text:
    node = read(text).node
    assert isinstance(node, Table)
    found = node.entries[key].value
    assert isinstance(found, Text)
    return found


def test_every_scalar_stays_as_it_is_written() -> None:
    written = ["16/3", "07", "2022-03-16", "17:00", "no", "1e3", "0x10", "1_000", "100%", "3.10", "true"]
    node = read("".join(f"k{place}: {text}\n" for place, text in enumerate(written))).node
    assert node is not None
    assert plain(node) == {f"k{place}": text for place, text in enumerate(written)}


def test_places_count_from_one_in_letters() -> None:
    found = value("tiêu đề: Phòng\nđịa bàn:   Đức Phổ\n", "địa bàn")
    assert (found.value, found.line, found.column) == ("Đức Phổ", 2, 12)


def test_quotation_marks_are_remembered() -> None:
    assert value("a: '?'\n", "a").is_plain is False
    assert value("a: x\n", "a").is_plain is True


def test_a_real_plan_reads_as_a_loader_without_types_reads_it() -> None:
    text = LISTED.read_text(encoding="utf-8")
    found = read(text)
    assert found.problems == ()
    assert found.node is not None
    assert plain(found.node) == yaml.CBaseLoader(text).get_data()


def test_a_file_of_windows_reads_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: Quý I\r\nb: |\r\n  hai\r\n  dòng\r\n".encode())
    found = read(path)
    assert found.problems == ()
    assert found.node is not None
    assert plain(found.node) == {"a": "Quý I", "b": "hai\ndòng\n"}


def test_hard_spaces_and_soft_hyphens_from_a_word_processor_are_ordinary_spaces() -> None:
    assert value("a:\u00a0Phòng\u00a0Tư\u200b ph\u00adáp\n", "a").value == "Phòng Tư pháp"
    assert value("a:\u2003Phòng\u2009Tư\u200e pháp\u200f\n", "a").value == "Phòng Tư pháp"


def test_a_comment_with_a_space_cuts_nothing() -> None:
    text = "a: b # ghi chú\n# c #d\nk: # e\nq: \"x #1\"\nl: 'y #2'\n"
    assert read(text).problems == ()


def test_a_sign_on_every_line_is_told_ten_times_and_the_rest_is_read() -> None:
    problems = read("a:\n" + "\tb: c: d\n" * 40).problems
    assert sum("dấu tab; tệp" in problem.message for problem in problems) == 10
    assert [problem.position.line for problem in problems if "không nêu hết" in problem.message] == [12]
    assert any("dấu hai chấm" in problem.message for problem in problems)


def test_a_tab_in_a_comment_is_nobodys_business() -> None:
    assert read("# một\tghi chú\na: b\n").problems == ()


def test_what_is_put_right_keeps_the_columns_of_the_file() -> None:
    found = read("- {a: x: y, b: c}\n")
    assert [problem.position.column for problem in found.problems] == [8]
    assert isinstance(found.node, Items)
    table = found.node.items[0]
    assert isinstance(table, Table)
    assert plain(table) == {"a": "x: y", "b": "c"}
    assert table.entries["b"].value.column == 16


def test_a_line_that_a_tab_indents_keeps_its_columns() -> None:
    found = read("a:\n\t b: c: d\n\t e: f\n")
    assert [(problem.position.line, problem.position.column) for problem in found.problems] == [
        (2, 1),
        (2, 7),
        (3, 1),
    ]
    assert found.node is not None
    assert plain(found.node) == {"a": {"b": "c: d", "e": "f"}}


@given(st.text(alphabet=st.sampled_from("ab:ế ,?{}[]\n-'\"#&*!|>%@`\t\\~<\u00a0：\ufeff"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_raise_and_every_problem_has_a_place(text: str) -> None:
    lines = text.split("\n")
    for problem in read(text, file="x").problems:
        place = problem.position
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert problem.message
        assert problem.hint


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_bytes(data, file="x")


def test_hostile_files_cost_no_more_than_their_size() -> None:
    for hostile in (
        "[" * 400_000,
        "{" * 400_000,
        "? " * 200_000,
        "a: " * 200_000,
        "- " * 200_000,
        "&a " * 100_000,
        "\t\n" * 200_000,
        "#\t\n" * 200_000,
        "a: ?\n" * 200_000,
        "{a: b, c}\n" * 100_000,
        "\u0301" * 400_000,
        '"' + "\\" * 400_000,
        "a: " + "\t" * 3_000_000,
        "\0" * 3_000_000,
        "！" * 1_000_000,
        "\ufeff" * 1_000_000,
        "\t\n" * 1_000_000,
        "a: [" + "b," * 1_000_000 + "]",
        "a: {" + "b, " * 500_000 + "}",
        "a: {" + "b, c: d, " * 150_000 + "}",
        "a:\n" + "  - {b: c}\n" * 200_000 + "k: a: b\n" * 60,
        "".join(f"k{number}: a: b\n" for number in range(200_000)),
        "a: b #c\n" * 400_000,
        "a: {b c: d" * 100_000,
    ):
        started = time.perf_counter()
        assert read(hostile).problems
        assert time.perf_counter() - started < 4, hostile[:20]
