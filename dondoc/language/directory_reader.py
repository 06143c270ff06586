"""Reads the directory: every *.yaml of a folder, blocks of agencies of one kind, and groups."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dondoc.calendar.phrases import read_date
from dondoc.errors import Position, Problem, Severity
from dondoc.files import listed, reason
from dondoc.language import glossary, source
from dondoc.language.directory import Agency, Change, Directory, Group, Relation
from dondoc.language.fields import Fields, check_slug, read_fields
from dondoc.language.findings import Enough, Findings
from dondoc.language.nodes import Items, Text
from dondoc.language.slugs import nearest
from dondoc.language.succession import read_change, read_successors, succession_problems

LAST_IN_ORDER = 9999  # an agency without a protocol order comes after those that have one
_MOST_DIGITS = 4
_NOT_KNOWN = "?"  # in the place of the agencies of a group that a document doesn't make out


@dataclass(frozen=True, slots=True)
class _Block:
    """What the agencies of a block have in common, unless they say otherwise."""

    kind: str
    relation: Relation
    order: int
    source: str
    starts: date | None
    ends: date | None
    change: Change | None


def read_directory(folder: Path) -> tuple[Directory, tuple[Problem, ...]]:
    """The agencies and groups of all files of a folder, and everything that is wrong with them.

    An entry with a wrong value is told and kept, so that the plans that name it aren't called wrong as well;
    a member of a group that is nobody is told and left out.
    """
    agencies: dict[str, Agency] = {}
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    is_whole = True
    for path in listed(folder, "*.yaml"):
        findings = Findings(str(path))
        try:
            is_whole &= _read_file(source.read(path), findings, agencies, groups)
        except OSError as error:
            findings.error_at(1, 1, reason(error), "Kiểm tra đường dẫn và quyền đọc của tệp.")
            is_whole = False
        except Enough:
            is_whole = False  # the findings say so themselves
        problems += findings.problems
    problems += _loose_ends(agencies, groups)
    known = {slug: _with_known_members(group, agencies) for slug, group in groups.items()}
    directory = Directory(agencies, known, is_whole=is_whole)
    return directory, tuple(sorted(problems, key=lambda problem: problem.position))


def _with_known_members(group: Group, agencies: Mapping[str, Agency]) -> Group:
    return replace(group, members=tuple(slug for slug in group.members if slug in agencies))


def _read_file(
    read: source.Source, findings: Findings, agencies: dict[str, Agency], groups: dict[str, Group]
) -> bool:
    """Put the entries of a file where they belong; whether it could be read at all."""
    for problem in read.problems:
        findings.add(problem)
    fields = read_fields("directory", read.node, findings) if read.node is not None else None
    if fields is None:
        return False
    common_source = fields.string("source")
    for block_slug, block in _entries(fields, "block", "block"):
        common = _block(block, block_slug, common_source)
        for slug, entry in _entries(block, "agency", "agency"):
            if _is_new(slug, entry, agencies, groups):
                agencies[slug] = _agency(slug, entry, common)
    for slug, entry in _entries(fields, "group", "group"):
        if _is_new(slug, entry, agencies, groups):
            groups[slug] = _group(slug, entry)
    return True


def _entries(fields: Fields, key: str, kind: str) -> list[tuple[str, Fields]]:
    table = fields.table_of(key)
    found = []
    for entry in table.entries.values() if table is not None else ():
        inner = read_fields(kind, entry.value, fields.findings)
        if check_slug(entry.key, fields.findings) and inner is not None:
            found.append((entry.key.value, inner))
    return found


def _is_new(slug: str, entry: Fields, agencies: dict[str, Agency], groups: dict[str, Group]) -> bool:
    """Whether no agency and no group has this slug yet; if one has, that is told."""
    known = agencies.get(slug) or groups.get(slug)
    if known is None:
        return True
    where = f"{known.position.file}:{known.position.line}"
    message = f"mã `{slug}` đã dùng cho “{known.name}” ({where})"
    entry.findings.error(entry.table, message, "Mỗi cơ quan, mỗi nhóm một mã riêng: đổi một trong hai.")
    return False


def _block(fields: Fields, slug: str, common_source: str) -> _Block:
    return _Block(
        kind=fields.string("kind", slug),
        relation=_relation(fields) or Relation.SUBORDINATE,
        order=_order(fields, LAST_IN_ORDER),
        source=fields.string("source", common_source),
        starts=_day(fields, "starts"),
        ends=_day(fields, "ends"),
        change=read_change(fields),
    )


def _agency(slug: str, fields: Fields, block: _Block) -> Agency:
    starts, ends = _day(fields, "starts") or block.starts, _day(fields, "ends") or block.ends
    if starts is not None and ends is not None and starts > ends:
        fields.findings.error(fields.table, "ngày thành lập sau ngày thôi hoạt động", "Đổi chỗ `tu` và `den`.")
    agency = Agency(
        slug=slug,
        name=fields.string("name", slug),
        aliases=tuple(" ".join(text.value.split()) for text in fields.texts("aliases")),
        kind=fields.string("kind", block.kind),
        relation=_relation(fields) or block.relation,
        order=_order(fields, block.order),
        head_title=fields.string("head_title"),
        valid_from=starts,
        valid_to=ends,
        successors=read_successors(fields),
        source=fields.string("source", block.source),
        position=fields.findings.place(fields.table),
        change=read_change(fields) or (block.change if ends is not None else None),
    )
    if not agency.source:
        hint = "Ghi `nguon: <văn bản>` ở cơ quan, ở khối, hoặc ở đầu tệp."
        fields.findings.error(fields.table, f"{agency.name} chưa ghi nguồn", hint)
    return agency


def _group(slug: str, fields: Fields) -> Group:
    is_open = not fields.has("kind") and [text.value.strip() for text in _plainly(fields, "agency")] == [
        _NOT_KNOWN
    ]
    members = tuple(text.value for text in fields.slugs("agency")) if not is_open else ()
    kinds = tuple(text.value for text in fields.slugs("kind"))
    if not members and not kinds and not is_open:
        hint = 'Ghi `co_quan: […]` hoặc `loai: […]`; chưa rõ gồm những ai thì `co_quan: "?"`.'
        fields.findings.error(fields.table, f"nhóm `{slug}` chưa có cơ quan nào", hint)
    return Group(slug, fields.string("name", slug), members, kinds, fields.findings.place(fields.table))


def _plainly(fields: Fields, key: str) -> list[Text]:
    """The texts under a key where they are some; whatever else stands there is told by who reads it."""
    node = fields.place(key) if fields.has(key) else None
    return [each for each in (node.items if isinstance(node, Items) else [node]) if isinstance(each, Text)]


def _relation(fields: Fields) -> Relation | None:
    text = fields.text("relation")
    if text is None:
        return None
    relation = glossary.RELATIONS.get(text.value.casefold())
    if relation is None:
        like = nearest(text.value.casefold(), glossary.RELATIONS)
        hint = f"Có phải `{like}`?" if like else "Viết `cap_duoi`, `doan_the` hoặc `ngoai_he_thong`."
        fields.findings.error(text, f"không có quan hệ “{text.value}”", hint)
    return relation


def _order(fields: Fields, default: int) -> int:
    text = fields.text("protocol_order")
    if text is None:
        return default
    if text.value.isascii() and text.value.isdigit() and len(text.value) <= _MOST_DIGITS:
        return int(text.value)
    fields.findings.error(text, f"thứ tự “{text.value[:40]}” không phải số", "Viết một số từ 0 đến 9999.")
    return default


def _day(fields: Fields, key: str) -> date | None:
    text = fields.text(key)
    found = read_date(text.value) if text is not None else None
    if text is not None and isinstance(found, str):
        fields.findings.wrong(text, found)
    return found if isinstance(found, date) else None


def _loose_ends(agencies: dict[str, Agency], groups: dict[str, Group]) -> list[Problem]:
    """Members, kinds and successors that nobody is."""
    kinds = {agency.kind for agency in agencies.values()}
    problems: list[Problem] = []
    for group in groups.values():
        problems += _unknown(group.position, "cơ quan", group.members, agencies)
        problems += _unknown(group.position, "loại cơ quan", group.kinds, kinds)
    for agency in agencies.values():
        problems += _unknown(agency.position, "cơ quan kế thừa", agency.successor_slugs, agencies)
        problems += succession_problems(agency, agencies)
    return problems


def _unknown(place: Position, what: str, slugs: tuple[str, ...], known: Collection[str]) -> Iterator[Problem]:
    for slug in slugs:
        if slug not in known:
            like = nearest(slug, known)
            hint = f"Có phải `{like}`?" if like else "Thêm vào danh bạ, hoặc xoá ở đây."
            yield Problem(place, Severity.ERROR, f"danh bạ không có {what} `{slug}`", hint)
