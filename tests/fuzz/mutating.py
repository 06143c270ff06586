"""Damaged YAML: what a slipped hand, a word processor, a bad copy or malice makes of a file; one for a seed."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import yaml

_DAY = re.compile(r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?")
_WORD = re.compile(r"[^\s,:{}\[\]]+")
_DAYS = (
    *("31/6", "29/2/2023", "30/2", "0/0", "32/1/2022", "1/13/2022", "16/3/22", "2022-03-16", "16-3-2022"),
    *("16.3", "16/3/99999", "16/3/2022 00:00", "25 giờ 16/3", "17 giờ 16/3", "24 giờ 31/12", "cuối tháng 6"),
    *("cuối tháng 13", "giữa quý V", "quý II", "trong quý 5", "thứ tám", "thứ sáu hằng tuần", "theo quy định"),
    *("?", '"?"', "trong vòng 5 ngày làm việc kể từ ngày nhận", "trước", "trước ngày", "__/4/2022", "…/…/2022"),
    *("hôm qua", "nay mai", "ngày 31 của tháng cuối quý", "ngày 15 hằng tháng", "9h00, 16h00"),
)
_TRAPS = (
    *("?", "*a", "&a", "!x", "!!python/object:os.system", "<<", "[", "{", "]", "}", "|", ">", "%", "@", "`", "#"),
    *("---", "null", "~", "no", "NaN", ".inf", "0x1F", "1e999", "''", '""', "\t", "\u00a0", "\u200b", "\ufeff"),
    *("\u202e", "-1", "99999999999999999999", "x" * 12_000, "🧨", "“”", "（）", "a: b: c", "a, b", "\x00"),
    "../../etc/passwd",
)
_DEEP: dict[str, Any] = {"a": {"b": {"c": []}}}
_NODES: tuple[Any, ...] = (None, True, 0, -1, 3.5, "", " ", [], {}, [[]], [None], _DEEP, "x" * 300)


def mutated(bases: Sequence[bytes], seed: int) -> bytes:
    """One damaged file, the same for the same bases and seed."""
    chance = random.Random(seed)
    data = chance.choice(bases)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice((_bytes, _tokens, _lines, _structure))(data, chance)
    return data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    mark = chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"%YAML 1.2\n---\n"))
    line_end = chance.choice((b"\r\n", b"\r", b"\n\n", b"\xe2\x80\xa8"))
    changes: Sequence[Callable[[], bytes]] = (
        lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda: data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at:],
        lambda: data[:at] + data[min(to, at + 40) :],
        lambda: data[:at],
        lambda: data + data[at : min(to, at + 4000)],
        lambda: mark + data,
        lambda: data.replace(b"\n", line_end),
    )
    return chance.choice(changes)()


def _tokens(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    kind = chance.randrange(5)
    if kind == 0 and (days := list(_DAY.finditer(text))):
        return _spliced(text, chance.choice(days), chance.choice(_DAYS))
    words = list(_WORD.finditer(text))
    if not words:
        return data
    word = chance.choice(words)
    if kind == 1:
        return _spliced(text, word, chance.choice(_TRAPS))
    if kind == 2:
        return _spliced(text, word, chance.choice(words)[0])
    if kind == 3:
        return _spliced(text, word, unicodedata.normalize("NFD", word[0]) + chance.choice(("", " ", ":", ",")))
    letters = list(word[0])
    chance.shuffle(letters)
    return _spliced(text, word, "".join(letters))


def _spliced(text: str, place: re.Match[str], by: str) -> bytes:
    return (text[: place.start()] + by + text[place.end() :]).encode("utf-8", "replace")


def _lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    colon = chance.choice((b"", b": :", b" :", "：".encode()))
    changes: Sequence[Callable[[], list[bytes]]] = (
        list,
        lambda: [line, line],
        lambda: [lines[other]],
        lambda: [lines[other], line],
        lambda: [chance.choice((b" ", b"  ", b"\t", b"- ")) + line],
        lambda: [line.lstrip()],
        lambda: [line.replace(b":", colon)],
    )
    return b"\n".join((*lines[:at], *chance.choice(changes)(), *lines[at + 1 :]))


def _structure(data: bytes, chance: random.Random) -> bytes:
    try:
        tree = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but texts
    except (yaml.YAMLError, UnicodeDecodeError):
        return data
    places = list(_places(tree))
    if not places:
        return data
    holder, key = chance.choice(places)
    kind = chance.randrange(5)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = chance.choice(_NODES)
    elif kind == 2:
        giver, name = chance.choice(places)
        holder[key] = deepcopy(giver[name])  # a copy: a part of itself would never end
    elif kind == 3 and isinstance(holder, dict):
        holder[chance.choice((f"{key}x", str(key)[1:], str(key).upper(), "ma", "ten", "ky"))] = holder.pop(key)
    else:
        holder[key] = [holder[key]] * chance.choice((1, 2, 300))
    return yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()


class _Plain(yaml.CSafeDumper):
    """Writes what is shared in full: an alias would be refused before anything else is read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _places(node: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        keys = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        found += [(here, key) for key in keys]
        waiting += [here[key] for key in keys]
    return found
