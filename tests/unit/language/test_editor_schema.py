"""The JSON Schemas: made of the tables that the readers use, and never stricter than `dondoc check`."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from dondoc.language.editor_schema import FILES, schema_of, schema_texts
from dondoc.language.forms import FORMS, Entries, One, Rows, Value, Values, forms_of
from dondoc.language.glossary import BY_ENGLISH
from dondoc.language.reader import read_plan_bytes, read_plan_text
from dondoc.language.schema import SHAPES
from dondoc.language.terms import TERM_KEYS
from tests.fuzz.judging import bases
from tests.fuzz.mutating import mutated
from tests.unit.language.plan_texts import DIRECTORY, PLAN, plan_with
from tests.unit.language.test_glossary import in_english
from tests.unit.language.written_plans import written_plans

PLANS = Path(__file__).parents[3] / "plan_specs"
REGENERATE = "`dondoc schema` writes plan_specs/schema anew"
JSONSCHEMA = import_module("jsonschema")  # it carries no types
KINDS = {
    **dict.fromkeys(sorted(PLANS.glob("*.yaml")), "plan"),
    **dict.fromkeys(sorted(PLANS.glob("directory/*.yaml")), "directory"),
    PLANS / "contacts.example.yaml": "contacts",
}


NEEDED = {
    "plan": {"effect": "2022"},
    "period": {"id": "x", "before": "16/3"},
    "recurrence": {"repeats": "hang_quy", "before": "ngày 15 của tháng cuối quý"},
    "campaign": {"day": "30/7"},
    "about": {"report": "x"},
}


class Loader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: no dates, no sexagesimals."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in ("bool", "null")]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def complaints(kind: str, text: str) -> list[str]:
    """What an editor marks in a text."""
    validator = JSONSCHEMA.Draft7Validator(schema_of(kind))
    found: list[Any] = [*validator.iter_errors(Loader(text).get_single_data())]
    return [told(error) for error in found]


def told(error: Any) -> str:
    """The sentence that a schema has for an error, else the validator's own."""
    return str(error.schema.get("errorMessage", error.message) if error.schema else error.message)


@pytest.mark.parametrize("name", list(schema_texts()))
def test_the_committed_schemas_are_those_of_the_language(name: str) -> None:
    committed = (PLANS / "schema" / name).read_text(encoding="utf-8")
    assert committed == schema_texts()[name], REGENERATE


@pytest.mark.parametrize("kind", FILES.values())
def test_a_schema_is_one(kind: str) -> None:
    JSONSCHEMA.Draft7Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.name)
def test_every_file_of_the_project_is_right_in_both_vocabularies(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert complaints(KINDS[path], text) == []
    assert complaints(KINDS[path], in_english(text)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(text=written_plans())
def test_no_schema_marks_what_check_accepts(text: str) -> None:
    assert complaints("plan", text) == []
    assert complaints("plan", in_english(text)) == []


def test_no_damaged_plan_that_check_accepts_is_marked() -> None:
    undamaged, accepted = bases(), 0
    for seed in range(150):
        data = mutated(undamaged, seed)
        reading = read_plan_bytes(data, file="thu.yaml")
        errors = [problem for problem in reading.problems if problem.is_error]
        if reading.draft is not None and all("khác tên tệp" in problem.message for problem in errors):
            accepted += 1
            assert complaints("plan", data.decode()) == [], seed
    assert accepted >= 10


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.name)
def test_every_file_names_its_schema(path: Path) -> None:
    up = "../" * (len(path.relative_to(PLANS).parts) - 1)
    wanted = f"# yaml-language-server: $schema={up}schema/{KINDS[path]}.json"
    assert wanted in path.read_text(encoding="utf-8").splitlines()


def test_every_key_has_a_title_a_description_and_an_example() -> None:
    bare = []
    for kind in SHAPES:
        properties: Any = schema_of(kind)["properties"]
        for key in SHAPES[kind].keys:
            entry = properties[BY_ENGLISH[key].vietnamese]
            is_section = any(isinstance(form, Entries) for form in forms_of(kind, key))
            if not (entry["title"] and entry["description"] and (is_section or entry.get("examples"))):
                bare.append(f"{kind}.{key}")
    assert bare == []


@pytest.mark.parametrize("kind", FILES.values())
def test_every_example_is_right(kind: str) -> None:
    schema: Any = schema_of(kind)
    for where in (schema, *schema["definitions"].values()):
        for key, entry in where["properties"].items():
            validator = JSONSCHEMA.Draft7Validator({**entry, "definitions": {"": schema, **schema["definitions"]}})
            for example in entry.get("examples", ()):
                assert validator.is_valid(example), (key, example)


def test_every_key_of_every_shape_has_a_form_and_no_form_is_left_over() -> None:
    used = {
        name
        for kind, shape in SHAPES.items()
        for key in shape.keys
        for name in [f"{kind}.{key}" if f"{kind}.{key}" in FORMS else key]
    }
    assert used - set(FORMS) == set()
    assert set(FORMS) - used == set()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("gui_ve: ubnd", "gui_vee: ubnd", "Từ khoá này không có trong mục báo cáo."),
        ("gui_ve: ubnd", "gui_ve: ubnd\n    to: ubnd", "False schema does not allow"),
        ("gui_ve: ubnd", "gui_ve: [ubnd]", "Viết một giá trị trên một dòng"),
        ("hieu_luc: 2022", "hieu_luc: 2022\nmau: maybe", "is not valid under any of the given schemas"),
        ("dinh-ky:", "Định kỳ:", "does not match"),
        ("tieu_de: Kế hoạch thử\n", "", "is not valid under any of the given schemas"),
        ("{ma: quy-1, ten: Quý I, truoc: 16/3}", "quy-1", "is not valid under any of the given schemas"),
    ],
)
def test_what_is_wrong_is_marked(old: str, new: str, complaint: str) -> None:
    assert complaints("plan", PLAN) == []
    assert any(complaint in sentence for sentence in complaints("plan", plan_with(old, new)))


@pytest.mark.parametrize("answer", ["có", "CÓ", "Không", "yes", "No", "true", "FALSE"])
def test_words_are_taken_in_any_case_as_check_takes_them(answer: str) -> None:
    text = f"{PLAN}mau: {answer}\n"
    assert complaints("plan", text) == []
    assert read_plan_text(text, file="thu.yaml").problems == ()


def test_a_directory_takes_plain_and_described_successors() -> None:
    successors = "ke_thua: [hoi-b, {co_quan: toa-an, pham_vi: báo chí}]"
    text = DIRECTORY.replace("{ten: UBND thử}", f"{{ten: UBND thử, {successors}}}")
    assert text != DIRECTORY
    assert complaints("directory", text) == []


@pytest.mark.parametrize(
    "period",
    [
        "{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}",
        "{truoc: [15/3, 15/6]}",
        "[{lap: hang_thang, cham_nhat: ngày 25}, {ma: nam, ten: Năm 2022, truoc: 16/12}]",
        "theo quy định",
    ],
)
def test_periods_are_rows_one_line_that_repeats_or_words(period: str) -> None:
    text = plan_with("\n      - {ma: quy-1, ten: Quý I, truoc: 16/3}", f" {period}")
    assert read_plan_text(text, file="thu.yaml").problems == ()
    assert complaints("plan", text) == []
    assert complaints("plan", in_english(text)) == []


def one_value_keys() -> Iterator[tuple[str, str, bool]]:
    """Keys of a plan whose value is one value or a list of values, and whether it may be a list."""
    for kind in _paths():
        for key in SHAPES[kind].keys:
            forms = forms_of(kind, key)
            if forms and all(isinstance(form, Value | Values) for form in forms):
                yield kind, key, any(isinstance(form, Values) for form in forms)


def _paths() -> dict[str, str]:
    """How a mapping of each kind stands in a plan: a flow mapping with %s in its place."""
    found = {"plan": "%s"}
    queue = ["plan"]
    while queue:
        kind = queue.pop(0)
        for key in SHAPES[kind].keys:
            for form in forms_of(kind, key):
                around = {Entries: "{x-1: %s}", Rows: "[%s]", One: "%s"}.get(type(form))
                if around is None or not isinstance(form, Entries | Rows | One) or form.kind in found:
                    continue
                found[form.kind] = found[kind] % f"{_with_the_rest(kind, key)}{key}: {around}}}"
                queue.append(form.kind)
    return found


def _with_the_rest(kind: str, key: str) -> str:
    """A flow mapping, begun: every other key that it needs, so that the reader gets as far as this one."""
    rest = {} if kind == "about" and key != "period" else NEEDED.get(kind, {})
    taken = {key, "before"} if key in TERM_KEYS else {key}
    return "{" + "".join(f"{other}: {value}, " for other, value in rest.items() if other not in taken)


@pytest.mark.parametrize(("kind", "key", "may_be_a_list"), list(one_value_keys()))
def test_the_reader_takes_lists_where_the_forms_say_so(kind: str, key: str, may_be_a_list: bool) -> None:
    text = _paths()[kind] % f"{_with_the_rest(kind, key)}{key}: [a-1, b-2]}}"
    problems = read_plan_text(text, file="thu.yaml").problems
    refused = [problem for problem in problems if f"`{key}` phải là một giá trị, không phải" in problem.message]
    assert len(refused) == (0 if may_be_a_list else 1), text
