"""Which keys may stand where: the shape of every mapping of a plan, a directory and a contacts file.

The reader takes unknown and missing keys from here; so does whatever describes the language.
Keys are the English ones of the glossary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of mapping: what it is called in problems, the keys that it must and may have, and how it looks."""

    label: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    example: str = ""  # of a mapping that people write on one line

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that may stand here."""
        return (*self.required, *self.optional)


_WHO = ("lead", "supporting", "executors")

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "plan": Shape(
            "kế hoạch",
            required=("plan", "title", "issuer", "standing_body", "effect"),
            optional=(
                *("number", "issued_on", "signer", "basis", "secrecy", "roll", "grace_days", "sample", "partial"),
                *("report", "task", "campaign", "own_plan", "metric", "question", "ladder"),
            ),
        ),
        "basis": Shape(
            "căn cứ",
            required=("document",),
            optional=("of", "day"),
            example="{so: 07/KH-UBND, cua: UBND tỉnh, ngay: 17/02/2022}",
        ),
        "effect": Shape("thời gian thực hiện", required=("starts", "ends")),
        "report": Shape(
            "báo cáo",
            required=("clause", "from", "to", "period"),
            optional=("name", "via", "drafter", "consolidates", "phrase"),
        ),
        "period": Shape(
            "kỳ báo cáo",
            required=("id", "name"),
            optional=("before", "by", "year", "starts", "cutoff", "proposed", "clause", "phrase"),
            example="{ma: quy-1, ten: Quý I, truoc: 16/3}",
        ),
        "task": Shape(
            "nhiệm vụ",
            required=("clause", "content"),
            optional=(*_WHO, "continuing", "before", "by", "phrase"),
        ),
        "campaign": Shape(
            "đợt cao điểm",
            required=("clause",),
            optional=("name", "starts", "ends", "day", "after", *_WHO, "phrase"),
        ),
        "own_plan": Shape(
            "kế hoạch riêng", required=("clause", "name", "executors"), optional=("before", "by", "phrase")
        ),
        "metric": Shape("chỉ tiêu", required=("clause", "measure", "reaches"), optional=("phrase",)),
        "question": Shape(
            "câu hỏi",
            required=("ask",),
            optional=("about", "clause"),
            example="{hoi: Ai gửi báo cáo năm?, ve: {bao_cao: dinh-ky}}",
        ),
        "about": Shape(
            "phần `ve` của câu hỏi",
            required=("report",),
            optional=("agency",),
            example="{bao_cao: dinh-ky, co_quan: [toa-an]}",
        ),
        "directory": Shape("danh bạ", required=(), optional=("block", "group", "source")),
        "block": Shape(
            "khối cơ quan",
            required=("relation", "agency"),
            optional=("kind", "protocol_order", "source", "starts", "ends"),
        ),
        "agency": Shape(
            "cơ quan",
            required=("name",),
            optional=(
                *("aliases", "kind", "relation", "protocol_order", "head_title"),
                *("starts", "ends", "successors", "source"),
            ),
        ),
        "group": Shape("nhóm cơ quan", required=("name",), optional=("agency", "kind", "source")),
        "contacts": Shape("danh sách đầu mối", required=("contact",)),
        "contact": Shape(
            "đầu mối",
            required=("role", "name"),
            optional=("email", "phone", "plan"),
            example="{vai_tro: dau_moi, ten: Phạm Thị Linh, thu_dien_tu: linh@example.com}",
        ),
    }
)
