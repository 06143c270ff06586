"""JSON Schemas of the files that people write, for editors: made of the glossary, the shapes and the forms.

A schema takes every key in both vocabularies. It marks wrong keys, missing keys and values of the wrong form;
what a value means, `dondoc check` judges. It never marks what `check` accepts.
"""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dondoc.language import glossary, source
from dondoc.language.forms import Entries, Form, One, Rows, Value, Values, Words, forms_of
from dondoc.language.nodes import Items, Node, Table, Text
from dondoc.language.schema import SHAPES, Shape
from dondoc.language.slugs import FORM as SLUG
from dondoc.language.slugs import LONGEST

Json = Mapping[str, object]

DIALECT = "http://json-schema.org/draft-07/schema#"
FILES: Mapping[str, str] = MappingProxyType({"plan": "plan", "directory": "directory", "contacts": "contacts"})
_LIST = "Viết thành danh sách có ít nhất một mục, mỗi mục một gạch đầu dòng."
_SCALAR: Json = {
    "type": ["string", "number", "boolean"],  # to YAML `2022` is a number, to us every value is a text
    "errorMessage": "Viết một giá trị trên một dòng; có dấu phẩy, hai chấm thì đặt trong ngoặc kép.",
}
_SLUG_HINT = "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ quy-1."
_LINE_OR_LIST: Json = {
    "type": ["string", "number", "boolean", "array"],
    "items": _SCALAR,
    "contains": {},
    "errorMessage": "Viết một giá trị trên một dòng, hoặc một danh sách có ít nhất một mục.",
}


def schema_texts() -> dict[str, str]:
    """The text of every schema by its file name: "plan.json", "directory.json", "contacts.json"."""
    return {
        f"{name}.json": json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"
        for name, kind in FILES.items()
    }


def schema_of(kind: str) -> Json:
    """The schema of a file whose top mapping is of a kind of the shapes."""
    kinds = tuple(_reached(kind))
    return {
        "$schema": DIALECT,
        **_mapping(kind),
        "definitions": {each: _mapping(each) for each in kinds if each != kind},
    }


def _reached(kind: str) -> Iterator[str]:
    """The kinds of mappings that may stand in one of a kind, itself first, each once."""
    found = {kind: None}
    queue = [kind]
    while queue:
        each = queue.pop(0)
        yield each
        for inner in _inner(each):
            if inner not in found:
                found[inner] = None
                queue.append(inner)


def _inner(kind: str) -> Iterator[str]:
    for key in SHAPES[kind].keys:
        for form in forms_of(kind, key):
            if isinstance(form, Rows):
                yield from form.kinds
            elif isinstance(form, One | Entries):
                yield form.kind


def _mapping(kind: str) -> Json:
    """A mapping; that it is one stands apart, since an editor has one sentence for all that a part marks."""
    shape = SHAPES[kind]
    label = shape.label.replace("`", "")
    allowed = ", ".join(glossary.key_of(key) for key in shape.keys)
    return {
        "title": _sentence(label),
        **({"examples": [_parsed(shape.example)]} if shape.example else {}),
        "properties": _properties(kind, shape),
        "additionalProperties": False,
        "errorMessage": f"Từ khoá này không có trong mục {label}. Ở đây dùng: {allowed}.",
        "dependencies": dict(_once(shape)),
        "allOf": [_is_table(f"{_sentence(label)} phải gồm các mục `từ_khoá: giá trị`."), *_needed(shape)],
    }


def _properties(kind: str, shape: Shape) -> Json:
    """Every key under its Vietnamese form; the English form says the same."""
    found: dict[str, Json] = {}
    for key in shape.keys:
        vietnamese, english = _words(key)
        found[vietnamese] = _entry(kind, key)
        found[english] = {"$ref": f"{_pointer(kind)}/properties/{vietnamese}"}
    return found


def _pointer(kind: str) -> str:
    return "#" if kind in FILES.values() else f"#/definitions/{kind}"


def _is_table(sentence: str) -> Json:
    return {"type": "object", "errorMessage": sentence}


def _words(key: str) -> tuple[str, str]:
    term = glossary.BY_ENGLISH[key]
    return term.vietnamese, term.english


def _needed(shape: Shape) -> Iterator[Json]:
    """Each required key in one of its two forms; of each choice one key."""
    for keys in (*((key,) for key in shape.required), *shape.choices):
        term = glossary.BY_ENGLISH[keys[0]]
        sentence = f"{_sentence(shape.label)} thiếu `{term.vietnamese}` ({term.label})."
        words = [word for key in keys for word in _words(key)]
        yield {"anyOf": [{"required": [word], "errorMessage": sentence} for word in words]}


def _once(shape: Shape) -> Iterator[tuple[str, Json]]:
    """No key in both of its forms: where the Vietnamese one stands, the English one may not."""
    for key in shape.keys:
        vietnamese, english = _words(key)
        sentence = f"`{english}` và `{vietnamese}` là một từ khoá, chỉ viết một lần."
        yield vietnamese, {"properties": {english: False}, "errorMessage": sentence}


def _entry(kind: str, key: str) -> Json:
    """What an editor knows of a key: how it is called, what is written under it, and the form of its value."""
    term = glossary.BY_ENGLISH[key]
    forms = forms_of(kind, key)
    written = [_LINE_OR_LIST] if _is_line_or_list(forms) else [_form(form) for form in forms]
    examples = _examples(forms)
    return {
        "title": term.label,
        "description": f"{term.meaning} ({term.vietnamese} = {term.english})",
        **({"examples": examples} if examples else {}),
        **(written[0] if len(written) == 1 else {"anyOf": written} if written else {}),
    }


def _is_line_or_list(forms: tuple[Form, ...]) -> bool:
    """One value or a list of them, whatever it is: said in one piece, since an editor shows each piece."""
    is_chosen = any(isinstance(form, Value) and form.choices for form in forms)
    return {type(form) for form in forms} == {Value, Values} and not is_chosen


def _sentence(meaning: str) -> str:
    return f"{meaning[:1].upper()}{meaning[1:]}"


def _examples(forms: tuple[Form, ...]) -> list[object]:
    """Values as they may stand under a key, not the texts of them: an editor writes them as YAML again."""
    found: list[object] = []
    for form in forms:
        match form:
            case Value(examples=examples):
                found += [_scalar(text) for text in form.shown or examples]
            case Values(examples=examples):
                found += [_parsed(text) for text in examples]
            case Words(words=words, examples=examples):
                found += [{word: text} for word, text in zip(words, examples, strict=False)]
            case One(kind=kind) if SHAPES[kind].example:
                found.append(_parsed(SHAPES[kind].example))
            case Rows(kind=kind) if SHAPES[kind].example:
                found.append([_parsed(SHAPES[kind].example)])
    return [each for place, each in enumerate(found) if each not in found[:place]]


def _parsed(text: str) -> object:
    return _plain(source.read(text).node)


def _plain(node: Node | None) -> object:
    match node:
        case Text(value=value):
            return _scalar(value)
        case Items(items=items):
            return [_plain(item) for item in items]
        case Table(entries=entries):
            return {word: _plain(entry.value) for word, entry in entries.items()}
    raise ValueError(f"no example: {node}")


def _scalar(text: str) -> str | int:
    """A text as an editor takes it: `2022` is a number to it, `07` is none."""
    return int(text) if text.isascii() and text.isdigit() and str(int(text)) == text else text


def _form(form: Form) -> Json:
    """The schema of one form of a value."""
    match form:
        case Value():
            written = _choice(form) if form.choices else _SCALAR
        case Values():
            written = _list(_SCALAR)
        case One(kind=kind):
            written = _ref(kind)
        case Rows(kind=kind, other="", bare=bare):
            written = _list({"anyOf": [_ref(kind), _SCALAR]} if bare else _ref(kind))
        case Rows(kind=kind, other=other):
            written = _list({"if": _is_other(kind, other), "then": _ref(other), "else": _ref(kind)})
        case Entries(kind=kind, listed=listed):
            written = _by_slug({"anyOf": [_list(_ref(kind)), _ref(kind)]} if listed else _ref(kind))
        case Words(words=words):
            written = {
                "properties": dict.fromkeys(words, _SCALAR),
                "additionalProperties": False,
                "errorMessage": f"Ở đây chỉ dùng: {', '.join(words)}.",
            }
    return written


def _is_other(kind: str, other: str) -> Json:
    """Whether a row is of the other kind: it has a key, or a list under a key, that only that kind has."""
    shape = SHAPES[other]
    own = [key for key in shape.keys if key not in SHAPES[kind].keys]
    listed = [key for key in shape.keys if key not in own and _may_be_listed(other, key, but_not=kind)]
    signs: list[Json] = [{"required": [word]} for key in own for word in _words(key)]
    for word in (word for key in listed for word in _words(key)):
        signs.append({"required": [word], "not": {"properties": {word: {"type": _SCALAR["type"]}}}})
    return {"type": "object", "anyOf": signs}


def _may_be_listed(kind: str, key: str, *, but_not: str) -> bool:
    here, there = (any(isinstance(form, Values) for form in forms_of(each, key)) for each in (kind, but_not))
    return here and not there


def _list(item: Json) -> Json:
    return {"type": "array", "items": item, "contains": {}, "errorMessage": _LIST}


def _ref(kind: str) -> Json:
    return {"$ref": _pointer(kind)}


def _by_slug(entry: Json) -> Json:
    names = {"pattern": f"^(?:{SLUG.pattern})$", "maxLength": LONGEST, "patternErrorMessage": _SLUG_HINT}
    return {
        **_is_table("Xuống dòng, thụt vào hai dấu cách rồi viết `mã-của-mục:`."),
        "propertyNames": names,
        "additionalProperties": entry,
    }


def _choice(value: Value) -> Json:
    """One of some words, in upper or lower case; `true` and `false` are no texts to an editor."""
    pattern = "|".join(_any_case(word) for word in value.choices)
    ways: list[Json] = [{"enum": list(value.shown)}, {"type": "string", "pattern": f"^(?:{pattern})$"}]
    if "true" in value.choices:
        ways.append({"type": "boolean"})
    sentence = f"Giá trị này không dùng ở đây. Viết: {', '.join(value.shown)}."
    return {"anyOf": [{**way, "errorMessage": sentence} for way in ways]}


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" if letter.upper() != letter else letter for letter in word)
