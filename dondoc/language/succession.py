"""How bodies end and who succeeds them, as the directory writes it: `thay_doi`, `ke_thua`."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from dondoc.errors import Problem, Severity
from dondoc.language import glossary
from dondoc.language.directory import Agency, Change, Share, Successor
from dondoc.language.fields import Fields, as_text, check_slug, read_fields
from dondoc.language.nodes import Items, Node, Table, Text
from dondoc.language.slugs import nearest

_FEWEST = {Change.MERGED: 1, Change.SPLIT: 2, Change.RENAMED: 1}
_LABELS = {
    Change.MERGED: "sáp nhập",
    Change.SPLIT: "chia",
    Change.DISSOLVED: "giải thể",
    Change.RENAMED: "đổi tên",
}


def read_change(fields: Fields) -> Change | None:
    """How a body ended; None where that isn't written or, which is told, no such way is known."""
    text = fields.text("change")
    if text is None:
        return None
    change = glossary.CHANGES.get(text.value.casefold())
    if change is None:
        like = nearest(text.value.casefold(), glossary.CHANGES)
        hint = f"Có phải `{like}`?" if like else "Viết `sap_nhap`, `chia`, `giai_the` hoặc `doi_ten`."
        fields.findings.error(text, f"không có cách thay đổi “{text.value[:60]}”", hint)
    return change


def read_successors(fields: Fields) -> tuple[Successor, ...]:
    """The successors of a body: plain slugs, or mappings that also say the share and the scope.

    Where no share is written, one successor alone takes the whole, each of several a part.
    """
    entry = fields.entries.get("successors")
    if entry is None:
        return ()
    if isinstance(entry.value, Items):
        nodes: list[Node] = list(entry.value.items)
        if not nodes:
            hint = "Điền mã cơ quan, hoặc xoá dòng này nếu không có ai kế thừa."
            fields.findings.error(entry.value, f"danh sách `{entry.key.value}` còn trống", hint)
    else:
        nodes = [entry.value]
    assumed = Share.WHOLE if len(nodes) == 1 else Share.PART
    found: dict[str, Successor] = {}
    for node in nodes:
        successor = _successor(fields, entry.key.value, node, assumed)
        if successor is not None and found.setdefault(successor.agency, successor) is not successor:
            message = f"`{successor.agency}` viết hai lần trong một danh sách"
            fields.findings.warning(node, message, "Xoá bớt một.")
    return tuple(found.values())


def succession_problems(agency: Agency, agencies: Mapping[str, Agency]) -> Iterator[Problem]:
    """What cannot be in how a body ends: no day, too few or too many successors, or successors out of time."""
    if agency.valid_to is None:
        if agency.successors or agency.change:
            message = f"{agency.name} có cơ quan kế thừa mà chưa ghi ngày thôi hoạt động"
            yield _problem(agency, message, "Thêm `den: <ngày cuối cùng còn hoạt động>`.")
        return
    yield from _wrong_number(agency)
    for successor in agency.successors:
        heir = agencies.get(successor.agency)
        if heir is not None:
            yield from _out_of_time(agency, heir)


def _successor(fields: Fields, key: str, node: Node, assumed: Share) -> Successor | None:
    if not isinstance(node, Table):
        text = as_text(node, fields.findings, what=f"mỗi mục của `{key}`")
        is_slug = text is not None and check_slug(text, fields.findings)
        return Successor(text.value, assumed) if text is not None and is_slug else None
    entry = read_fields("successor", node, fields.findings)
    slug = entry.slug("agency") if entry is not None else None
    if entry is None or slug is None:
        return None
    return Successor(slug.value, _share(entry, assumed), entry.string("scope"))


def _share(fields: Fields, assumed: Share) -> Share:
    text: Text | None = fields.text("share")
    if text is None:
        return Share.PART if fields.has("scope") else assumed
    share = glossary.SHARES.get(text.value.casefold())
    if share is None:
        hint = "Viết `toan_bo` hoặc `mot_phan`; phần nào thì ghi ở `pham_vi`."
        fields.findings.error(text, f"không hiểu phần kế thừa “{text.value[:60]}”", hint)
    return share or assumed


def _wrong_number(agency: Agency) -> Iterator[Problem]:
    count, change = len(agency.successors), agency.change
    if change is Change.RENAMED and count != 1:
        message = f"{agency.name} đổi tên thì có đúng một cơ quan kế thừa, ở đây ghi {count}"
        yield _problem(agency, message, "Ghi `ke_thua: <mã của tên mới>`, hoặc sửa `thay_doi`.")
    elif change is not None and count < _FEWEST.get(change, 0):
        message = f"{agency.name} {_LABELS[change]} mà chưa ghi đủ cơ quan kế thừa"
        yield _problem(agency, message, "Thêm vào `ke_thua`, hoặc sửa `thay_doi`.")
    if count > 1 and any(successor.share is Share.WHOLE for successor in agency.successors):
        message = f"{agency.name} có {count} cơ quan kế thừa, không cơ quan nào nhận toàn bộ được"
        yield _problem(agency, message, "Viết `phan: mot_phan` và ghi phần ấy ở `pham_vi`.")


def _out_of_time(agency: Agency, heir: Agency) -> Iterator[Problem]:
    last = agency.valid_to
    if last is None:
        return
    if heir.slug == agency.slug:
        yield _problem(agency, f"{agency.name} không kế thừa chính mình được", "Xoá khỏi `ke_thua`.")
    elif heir.valid_to is not None and heir.valid_to <= last:
        message = f"{heir.name} kế thừa {agency.name} mà cũng thôi hoạt động ngày {heir.valid_to:%d/%m/%Y}"
        yield _problem(agency, message, "Ghi cơ quan còn hoạt động sau ngày ấy, hoặc sửa `den`.")
    elif heir.valid_from is not None and heir.valid_from > last + timedelta(days=1):
        message = (
            f"{heir.name} chỉ có từ ngày {heir.valid_from:%d/%m/%Y}, "
            f"sau khi {agency.name} thôi hoạt động ngày {last:%d/%m/%Y}"
        )
        yield _problem(agency, message, "Sửa `tu` hoặc `den` cho hai ngày liền nhau.")


def _problem(agency: Agency, message: str, hint: str) -> Problem:
    return Problem(agency.position, Severity.ERROR, message, hint)
