"""Builds nodes from the events of the C parser, in one pass and without recursion."""

import re

import yaml
from yaml import events

from dondoc.language.corrections import as_hint
from dondoc.language.findings import Enough, Findings
from dondoc.language.letters import UNPRINTABLE
from dondoc.language.nodes import Broken, Entry, Items, Node, Table, Text

MOST_LETTERS = 10_000  # of one scalar
MOST_DEPTH = 24
MOST_PARTS = 80_000  # values, keys, lists and mappings of one file

_KEY_WITHOUT_SPACE = re.compile(r"^([A-Za-z_][\w-]*):(\S.*)$", re.DOTALL)
_COLON = re.compile(r"\s*:")
_REST_OF_VALUE = re.compile(r"[^,:{}\[\]]*(?:,[^,:{}\[\]]+(?=[,}]))*")


class Builder:
    """Builds the top node of one text. `build` raises yaml.YAMLError, or Enough where reading on is pointless."""

    def __init__(self, text: str, lines: list[str], findings: Findings) -> None:
        self._parser = yaml.CSafeLoader(text)  # only its events are used: it constructs nothing
        self._lines = lines
        self._findings = findings
        self._top: Node | None = None
        self._container: Table | Items | None = None
        self._key: Text | Broken | None = None  # the key that waits for its value
        self._quoted_up_to = (0, 0)  # line, column (from 1): so far reaches a value that lacked quotation marks
        self._tagged: set[tuple[int, int]] = set()  # where collections begin that had a tag and are refused
        self._outer: list[tuple[Table | Items | None, Text | Broken | None]] = []

    def build(self) -> Node | None:
        """The top node; None for a file without content, which is then told."""
        next_event, left = self._parser.get_event, MOST_PARTS
        while (event := next_event()) is not None:
            left -= 1
            if not left:
                self._too_many_parts(event)
            if isinstance(event, events.ScalarEvent):
                self._put(self._text(event))
            elif isinstance(event, events.CollectionEndEvent):
                self._close()
            elif isinstance(event, events.CollectionStartEvent):
                self._open(self._collection(event))
            elif isinstance(event, events.AliasEvent):
                self._alias(event)
            elif isinstance(event, events.DocumentStartEvent) and self._top is not None:
                self._second_document(event)
        if self._top is None or (isinstance(self._top, Text) and not self._top.value):
            self._findings.error_at(
                1,
                1,
                "tệp rỗng, chưa có nội dung nào",
                "Chép một tệp mẫu rồi sửa; kế hoạch bắt đầu bằng `ke_hoach`.",
            )
            return None
        return self._top

    def _too_many_parts(self, event: events.Event) -> None:
        hint = "Mỗi kế hoạch, mỗi địa bàn của danh bạ một tệp: tách ra nhiều tệp."
        self._findings.error_at(*_start(event), f"tệp có hơn {MOST_PARTS // 1000} nghìn mục, quá giới hạn", hint)
        raise Enough

    def _place(self, event: events.ScalarEvent | events.CollectionStartEvent) -> tuple[int, int]:
        line, column = _start(event)
        if event.tag is not None:
            self._refuse(line, column, "nhãn kiểu dữ liệu", "!")
        elif event.anchor is not None:
            self._refuse(line, column, "neo", "&")
        return line, column

    def _collection(self, event: events.CollectionStartEvent) -> Table | Items:
        line, column = self._place(event)
        if event.tag is not None:
            self._tagged.add((line, column))
        if isinstance(event, events.MappingStartEvent):
            return Table({}, line, column, bool(event.flow_style))
        return Items([], line, column)

    def _refuse(self, line: int, column: int, what: str, sign: str) -> None:
        self._findings.error_at(
            line,
            column,
            f"không dùng {what} của YAML (dấu “{sign}”) trong tệp này",
            f"Nếu “{sign}” là chữ của giá trị thì đặt cả giá trị trong ngoặc kép; nếu không thì xoá, viết đủ ra.",
        )

    def _alias(self, event: events.AliasEvent) -> None:
        line, column = _start(event)
        self._refuse(line, column, "bí danh", "*")
        self._put(Broken(line, column))

    def _second_document(self, event: events.DocumentStartEvent) -> None:
        message = "tệp có hai phần, ngăn bằng dòng “---”"
        self._findings.error_at(*_start(event), message, "Mỗi tệp chỉ ghi một văn bản: tách phần sau ra tệp khác.")
        raise Enough

    def _text(self, event: events.ScalarEvent) -> Text | Broken:
        line, column = self._place(event)
        if event.tag is not None:
            return Broken(line, column)
        value = event.value
        if len(value) > MOST_LETTERS:
            self._findings.error_at(
                line,
                column,
                f"một giá trị dài {len(value)} ký tự, quá giới hạn {MOST_LETTERS}",
                "Chỉ ghi tên ngắn và trích nguyên văn một câu; không dán toàn văn.",
            )
            return Broken(line, column)
        if event.style == '"' and (hidden := UNPRINTABLE.search(value)):
            message = f"trong ngoặc kép có ký tự điều khiển viết bằng dấu \\ (U+{ord(hidden.group()):04X})"
            self._findings.error_at(line, column, message, "Bỏ dấu \\ và những chữ của ký tự ấy.")
            return Broken(line, column)
        return Text(value, line, column, not event.style)

    def _open(self, node: Table | Items) -> None:
        self._outer.append((self._container, self._key))
        if len(self._outer) > MOST_DEPTH:
            self._findings.error_at(
                node.line, node.column, f"lồng quá sâu (hơn {MOST_DEPTH} cấp)", "Xem lại dấu ngoặc và thụt dòng."
            )
            raise Enough
        self._container, self._key = node, None

    def _close(self) -> None:
        node = self._container
        self._container, self._key = self._outer.pop()
        if node is not None:
            is_refused = (node.line, node.column) in self._tagged
            self._put(Broken(node.line, node.column) if is_refused else node)

    def _put(self, node: Node) -> None:
        """Put a finished node where it belongs: at the top, into a list, as a key, or as a key's value."""
        container = self._container
        if container is None:
            self._top = node
        elif type(container) is Items:
            container.items.append(node)
        elif self._key is None:
            self._key = self._as_key(node)
        else:
            key, self._key = self._key, None
            if type(key) is Text and type(container) is Table:
                self._put_entry(container, key, node)

    def _as_key(self, node: Node) -> Text | Broken:
        if isinstance(node, Text) and node.value and node.value != "<<":
            return node
        if isinstance(node, Broken):
            return node
        is_merge = isinstance(node, Text) and node.value == "<<"
        self._findings.error_at(
            node.line,
            node.column,
            "không dùng “<<” để gộp mục" if is_merge else "từ khoá phải là một từ",
            "Viết `từ_khoá: giá trị`, mỗi mục viết đủ ra.",
        )
        return Broken(node.line, node.column)

    def _put_entry(self, table: Table, key: Text, value: Node) -> None:
        if (
            table.is_flow
            and type(value) is Text
            and not value.value
            and value.is_plain
            and self._is_trap(table, key)
        ):
            return
        earlier = table.entries.get(key.value)
        if earlier is not None:
            self._findings.error_at(
                key.line,
                key.column,
                f"`{key.value}` viết hai lần trong cùng một mục (lần đầu ở dòng {earlier.key.line})",
                "Giữ một, xoá một; hai mục khác nhau thì đặt hai tên khác nhau.",
            )
            return
        table.entries[key.value] = Entry(key, value)

    def _is_trap(self, table: Table, key: Text) -> bool:
        """A "key" in braces without a value: a comma that should be quoted, or a missing space after a colon."""
        if self._quoted_up_to[0] == key.line and key.column < self._quoted_up_to[1]:
            return True
        line, start = self._lines[key.line - 1], key.column - 1
        if not line.startswith(key.value, start) or _COLON.match(line, start + len(key.value)):
            return False
        if match := _KEY_WITHOUT_SPACE.match(key.value):
            at = start + match.end(1) + 1
            hint = as_hint(f"{line[:at]} {line[at:]}")
            self._findings.error_at(key.line, at + 1, "sau dấu hai chấm phải có một dấu cách", hint)
            text = Text(match[2], key.line, at + 1, is_plain=True)
            table.entries.setdefault(match[1], Entry(key._replace(value=match[1]), text))
            return True
        return self._comma_trap(table, key, line)

    def _comma_trap(self, table: Table, key: Text, line: str) -> bool:
        word, entry = next(reversed(table.entries.items()), (None, None))
        if word is None or entry is None or not isinstance(entry.value, Text):
            return False
        value = entry.value
        rest = _REST_OF_VALUE.match(line, key.column - 1)
        if value.line != key.line or not value.is_plain or rest is None:
            return False
        start, end = value.column - 1, rest.end()
        whole = line[start:end].rstrip()
        hint = as_hint(f'{line[:start]}"{whole}"{line[start + len(whole) :]}')
        message = "giá trị có dấu phẩy trong ngoặc phải đặt trong ngoặc kép"
        self._findings.error_at(key.line, line.rfind(",", 0, key.column) + 1, message, hint)
        table.entries[word] = entry._replace(value=value._replace(value=whole))
        self._quoted_up_to = (key.line, end + 1)
        return True


def _start(event: events.Event) -> tuple[int, int]:
    """Line and column, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
