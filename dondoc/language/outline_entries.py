"""Reads the outline of a report (đề cương): its sections, in their order."""

from dondoc.language.fields import Fields, read_listed
from dondoc.language.nodes import Items
from dondoc.language.slugs import slug_of
from dondoc.language.spec import OutlineSection

MOST_SECTIONS = 200


def read_outline(report: Fields) -> tuple[OutlineSection, ...]:
    """The sections of a report's outline, in the file's order; a doubled one is told and left out."""
    findings = report.findings
    node = report.place("outline")
    if report.has("outline") and isinstance(node, Items) and len(node.items) > MOST_SECTIONS:
        message = f"đề cương có {len(node.items)} phần, quá giới hạn {MOST_SECTIONS}"
        findings.error(node, message, "Chỉ ghi các phần lớn mà báo cáo phải có.")
        return ()
    found: dict[str, OutlineSection] = {}
    for fields in read_listed(report, "outline"):
        section = _section(fields)
        if section is None:
            continue
        if section.slug in found:
            message = f"đề cương có hai phần `{section.slug}`"
            findings.error(fields.table, message, "Đổi `so`, hoặc thêm `ma` khác nhau cho mỗi phần.")
        found.setdefault(section.slug, section)
    return tuple(found.values())


def _section(fields: Fields) -> OutlineSection | None:
    number, title = fields.string("document"), fields.string("name")
    if fields.has("id"):
        slug = fields.slug("id")
        return OutlineSection(slug.value, number, title) if slug is not None else None
    if made := slug_of(number or title):
        return OutlineSection(made, number, title)
    if title:  # else that it is missing was told
        message = "phần này của đề cương chưa có mã"
        fields.findings.error(fields.table, message, "Thêm `ma: …`, chữ thường không dấu, ví dụ `ii-3`.")
    return None
