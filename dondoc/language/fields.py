"""Reads one mapping by its shape: unknown, doubled and missing keys are told, values come out as texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dondoc.language import glossary
from dondoc.language.findings import Findings
from dondoc.language.nodes import Broken, Entry, Items, Node, Table, Text
from dondoc.language.schema import SHAPES, Shape
from dondoc.language.slugs import is_slug, nearest, slug_of

_Value = TypeVar("_Value")

_NOTHING = frozenset({"", "~", "null"})
_AS_ABOVE = "Xem các từ khoá đã nêu ở trên."
_MOST_OWNERS = 3
_SLUG_FORM = "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"
_FILL_OR_DELETE = "Điền giá trị, hoặc xoá dòng này nếu không cần."


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of one mapping by their English keys; `kind` names its shape."""

    kind: str
    table: Table
    entries: dict[str, Entry]
    findings: Findings
    meant: frozenset[str] = frozenset()  # keys that an unknown word, which is told, most likely stands for

    def has(self, key: str) -> bool:
        """The key is written here, with whatever value."""
        return key in self.entries

    def lacks(self, *keys: str) -> bool:
        """None of the keys is written here, nor any word that was meant to be one of them."""
        return not any(key in self.entries or key in self.meant for key in keys)

    def tell_missing(self, key: str) -> None:
        """Tell that a key should be written here."""
        shape, term = SHAPES[self.kind], glossary.BY_ENGLISH[key]
        message = f"{shape.label} thiếu `{term.vietnamese}` ({term.label})"
        meaning = f"viết như {shape.example}" if self.kind == "about" else term.meaning
        self.findings.error(self.table, message, f"Thêm `{term.vietnamese}: …` — {meaning}.")

    def place(self, key: str) -> Node:
        """Where a value stands; the mapping itself where the key is absent."""
        return self.entries[key].value if key in self.entries else self.table

    def text(self, key: str) -> Text | None:
        """The value as a text; None where it is absent or, which is told, no text."""
        entry = self.entries.get(key)
        return as_text(entry.value, self.findings, what=f"`{entry.key.value}`") if entry is not None else None

    def string(self, key: str, default: str = "") -> str:
        """The value as a string on one line; the default where it is absent or no text."""
        text = self.text(key)
        if text is None:
            return default
        if text.is_plain and text.value[0] in "“‘" and text.value[-1] in "”’":
            message = f"`{self.entries[key].key.value}` nằm trong ngoặc kép cong, thư sẽ hiện cả ngoặc ấy"
            self.findings.warning(text, message, 'Xoá hai dấu “ ”; cần ngoặc thì gõ dấu " thẳng.')
        return " ".join(text.value.split())

    def slug(self, key: str) -> Text | None:
        """The value as a slug; None where it is absent or malformed."""
        text = self.text(key)
        return text if text is not None and check_slug(text, self.findings) else None

    def texts(self, key: str) -> tuple[Text, ...]:
        """The values of a list, or the one value that stands in its place; an empty list is told."""
        entry = self.entries.get(key)
        if entry is None:
            return ()
        if isinstance(entry.value, Items) and not entry.value.items:
            self.findings.error(entry.value, f"danh sách `{entry.key.value}` còn trống", _FILL_OR_DELETE)
        nodes = entry.value.items if isinstance(entry.value, Items) else [entry.value]
        found = (as_text(node, self.findings, what=f"mỗi mục của `{entry.key.value}`") for node in nodes)
        return tuple(text for text in found if text is not None)

    def slugs(self, key: str) -> tuple[Text, ...]:
        """The well-formed slugs of a list, each once."""
        return tuple(text for text in self.texts_once(key) if check_slug(text, self.findings))

    def texts_once(self, key: str) -> tuple[Text, ...]:
        """The values of a list, each once; of one that is written again that is told."""
        texts: dict[str, Text] = {}
        for text in self.texts(key):
            if texts.setdefault(text.value, text) is not text:
                self.findings.warning(text, f"`{text.value}` viết hai lần trong một danh sách", "Xoá bớt một.")
        return tuple(texts.values())

    def table_of(self, key: str) -> Table | None:
        """The value as a mapping; None where it is absent or, which is told, no mapping."""
        entry = self.entries.get(key)
        if entry is None or isinstance(entry.value, Broken):
            return None
        if isinstance(entry.value, Table):
            return entry.value
        self.findings.error(
            entry.value,
            f"`{entry.key.value}` phải là các mục, mỗi mục một mã",
            f"Xuống dòng, thụt vào hai dấu cách rồi viết `mã-của-mục:`; mục trống thì xoá `{entry.key.value}`.",
        )
        return None

    def is_yes(self, key: str) -> bool:
        """The value of a yes-or-no key; absent is no."""
        text = self.text(key)
        if text is None:
            return False
        answer = glossary.YES_NO.get(text.value.casefold())
        if answer is None:
            hint = "Viết `có` hoặc `không`; không cần thì xoá dòng này."
            self.findings.error(text, f"`{self.entries[key].key.value}` không nhận giá trị “{text.value}”", hint)
        return bool(answer)


def choice(fields: Fields, key: str, words: Mapping[str, _Value]) -> _Value | None:
    """The value that a word of the language stands for; None where it is absent or, which is told, unknown."""
    text = fields.text(key)
    if text is None:
        return None
    if text.value.casefold() in words:
        return words[text.value.casefold()]
    message = f"`{fields.entries[key].key.value}` không nhận giá trị “{text.value[:60]}”"
    offered = dict.fromkeys(next(word for word in words if words[word] is value) for value in words.values())
    fields.findings.error(text, message, f"Viết {' hoặc '.join(f'`{word}`' for word in offered)}.")
    return None


def read_listed(fields: Fields, key: str) -> Iterator[Fields]:
    """The mappings of a list, or the one that stands in its place, by the shape that is named as the key is."""
    if not fields.has(key):
        return
    node = fields.place(key)
    if isinstance(node, Items) and not node.items:
        fields.findings.error(node, f"danh sách `{fields.entries[key].key.value}` còn trống", _FILL_OR_DELETE)
    for each in node.items if isinstance(node, Items) else [node]:
        found = read_fields(key, each, fields.findings)
        if found is not None:
            yield found


def read_fields(kind: str, node: Node, findings: Findings) -> Fields | None:
    """The entries of a mapping of one kind; None where it is no mapping (told, unless told before)."""
    shape = SHAPES[kind]
    if not isinstance(node, Table):
        if not isinstance(node, Broken):
            needed = ", ".join(f"`{glossary.key_of(key)}`" for key in shape.needed or shape.optional)
            hint = f"Viết như {shape.example}." if shape.example else f"Cần có {needed}."
            findings.error(node, f"{shape.label} phải gồm các mục `từ_khoá: giá trị`", hint)
        return None
    entries: dict[str, Entry] = {}
    unknown: list[Text] = []
    for word, entry in node.entries.items():
        term = glossary.BY_KEY.get(word)
        if term is None or term.english not in shape.keys:
            unknown.append(entry.key)
        elif term.english in entries:
            other = entries[term.english].key
            message = f"`{word}` và `{other.value}` (dòng {other.line}) là một từ khoá, chỉ viết một lần"
            findings.error(entry.key, message, "Giữ một, xoá một.")
        else:
            entries[term.english] = entry
    meant = _tell_unknown(unknown, shape, findings) if unknown else set()
    fields = Fields(kind, node, entries, findings, frozenset(meant))
    for keys in (*((key,) for key in shape.required), *shape.choices):
        if fields.lacks(*keys):
            fields.tell_missing(keys[0])
    return fields


def _tell_unknown(keys: list[Text], shape: Shape, findings: Findings) -> set[str]:
    """Tell the unknown keys of one mapping, each with the nearest known one; what they were meant to be."""
    words = {word: english for english in shape.keys for word in _forms(glossary.BY_ENGLISH[english])}
    allowed = f"Ở đây dùng: {', '.join(glossary.key_of(english) for english in shape.keys)}."
    meant = set()
    for key in keys:
        owners = _owners(key.value)
        like = None if owners else nearest(slug_of(key.value).replace("-", "_"), words)
        if owners:
            where, hint = "không dùng ở", f"Từ khoá này của mục {owners}: xem lại thụt dòng. {allowed}".rstrip()
        else:
            where, hint = "không có trong", f"Có phải `{like}`?" if like else allowed or _AS_ABOVE
        findings.error(key, f"từ khoá `{key.value[:60]}` {where} mục {shape.label}", hint)
        if like:
            meant.add(words[like])
        else:
            allowed = ""
    return meant


def _owners(word: str) -> str:
    """The kinds of mappings that take a known key, the first few of them; empty for an unknown one."""
    term = glossary.BY_KEY.get(word)
    labels = [shape.label for shape in SHAPES.values() if term is not None and term.english in shape.keys]
    return ", ".join(labels[:_MOST_OWNERS]) + (", …" if len(labels) > _MOST_OWNERS else "")


def _forms(term: glossary.Term) -> tuple[str, str]:
    return term.vietnamese, term.english


def as_text(node: Node, findings: Findings, *, what: str) -> Text | None:
    """A node as a text; None, which is told, where it is empty, a list or a mapping."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Text):
        hint = "Viết một giá trị trên một dòng; có dấu phẩy, hai chấm thì đặt trong ngoặc kép."
        findings.error(node, f"{what} phải là một giá trị, không phải danh sách hay nhiều mục", hint)
        return None
    if not node.value.strip() or (node.is_plain and node.value in _NOTHING):
        findings.error(node, f"{what} bỏ trống", _FILL_OR_DELETE)
        return None
    return node


def check_slug(text: Text, findings: Findings) -> bool:
    """Whether a text is a slug; if it isn't, that is told with the slug it could be."""
    if is_slug(text.value):
        return True
    findings.error(text, *malformed(text.value))
    return False


def malformed(written: str) -> tuple[str, str]:
    """The sentence about a text that is no slug, and the hint with the slug that it could be."""
    proposal, shown = slug_of(written), " ".join(written.split())
    hint = f"{_SLUG_FORM}; viết `{proposal}`." if proposal else f"{_SLUG_FORM}, ví dụ `quy-1`."
    return f"mã “{shown[:80]}” viết sai cách", hint
