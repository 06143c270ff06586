"""Which keys may stand where: the shape of every mapping of a plan, a directory and a contacts file.

The reader takes unknown and missing keys from here; so does whatever describes the language.
Keys are the English ones of the glossary.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of mapping: what it is called in problems, the keys that it must and may have, and how it looks.

    Of each of `choices` at least one key must stand there; problems name the first. They are optional keys, too.
    """

    label: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    example: str = ""  # of a mapping that people write on one line
    choices: tuple[tuple[str, ...], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that may stand here."""
        return (*self.required, *self.optional)

    @property
    def needed(self) -> tuple[str, ...]:
        """The keys that a mapping in the making is asked for: the required ones, and the first of every choice."""
        return (*self.required, *(keys[0] for keys in self.choices))


_WHO = ("lead", "supporting", "executors")
_TERM = ("before", "by", "within_period", "within_days", "proposed")

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "plan": Shape(
            "kế hoạch",
            required=("plan", "title", "issuer", "standing_body", "effect"),
            optional=(
                *("number", "issued_on", "signer", "basis", "secrecy", "roll", "grace_days", "sample", "partial"),
                *("amendment", "supersedes", "parent"),
                *("report", "task", "campaign", "own_plan", "metric", "event", "question", "ladder"),
            ),
        ),
        "basis": Shape(
            "căn cứ",
            required=("document",),
            optional=("of", "day"),
            example="{so: 07/KH-UBND, cua: UBND tỉnh, ngay: 17/02/2022}",
        ),
        "amendment": Shape(
            "văn bản sửa đổi",
            required=("document", "day"),
            optional=("of", "subject"),
            example="{so: 215/CV-CAT, ngay: 10/8/2022, cua: Công an tỉnh, ve_viec: lùi hạn báo cáo quý III}",
        ),
        "supersedes": Shape(
            "kế hoạch bị thay thế",
            required=("document",),
            optional=("plan",),
            example="{so: 12/KH-UBND, ke_hoach: duc-pho-2021}",
        ),
        "effect": Shape("thời gian thực hiện", required=("starts", "ends")),
        "report": Shape(
            "báo cáo",
            required=("clause", "to"),
            optional=(
                *("from", "period", "name", "via", "drafter", "consolidates", "when_missing", "outline"),
                *("ad_hoc", "of_activity", "phrase"),
            ),
            choices=(("from", "of_activity", "ad_hoc"), ("period", "ad_hoc")),
        ),
        "period": Shape(
            "kỳ báo cáo",
            required=("id", "name"),
            optional=(*_TERM, "year", "starts", "cutoff", "brief", "clause", "phrase"),
            example="{ma: quy-1, ten: Quý I, truoc: 16/3}",
        ),
        "recurrence": Shape(
            "kỳ lặp lại",
            required=(),
            optional=(
                "repeats",
                "dates",
                "before",
                "by",
                "starts",
                "ends",
                "cutoff",
                "proposed",
                "clause",
                "phrase",
            ),
            example="{lap: hang_quy, truoc: ngày 15 của tháng cuối quý}",
            choices=(("repeats", "dates", "before", "by"),),
        ),
        "outline": Shape(
            "phần của đề cương",
            required=("name",),
            optional=("document", "id"),
            example="{so: II.3, ten: Kết quả điều tra}",
        ),
        "task": Shape(
            "nhiệm vụ",
            required=("clause", "content"),
            optional=(*_WHO, "continuing", *_TERM, "phrase"),
        ),
        "campaign": Shape(
            "đợt cao điểm",
            required=("clause",),
            optional=("name", "starts", "ends", "day", "after", *_WHO, "phrase"),
        ),
        "own_plan": Shape("kế hoạch riêng", required=("clause", "name", "executors"), optional=(*_TERM, "phrase")),
        "metric": Shape("chỉ tiêu", required=("clause", "measure", "reaches"), optional=("phrase",)),
        "event": Shape("sự kiện", required=("clause", "name"), optional=("phrase",)),
        "question": Shape(
            "câu hỏi",
            required=("ask",),
            optional=("about", "answer", "clause"),
            example="{hoi: Ai gửi báo cáo năm?, ve: {bao_cao: dinh-ky}}",
        ),
        "about": Shape(
            "phần `ve` của câu hỏi",
            required=(),
            optional=("report", "task", "campaign", "own_plan", "period", "agency"),
            choices=(("report", "task", "campaign", "own_plan"),),
            example="{bao_cao: dinh-ky, co_quan: [toa-an]}",
        ),
        "directory": Shape("danh bạ", required=(), optional=("block", "group", "source")),
        "block": Shape(
            "khối cơ quan",
            required=("relation", "agency"),
            optional=("kind", "protocol_order", "source", "starts", "ends", "change"),
        ),
        "agency": Shape(
            "cơ quan",
            required=("name",),
            optional=(
                *("aliases", "kind", "relation", "protocol_order", "head_title"),
                *("starts", "ends", "change", "successors", "source"),
            ),
        ),
        "successor": Shape(
            "cơ quan kế thừa",
            required=("agency",),
            optional=("share", "scope"),
            example="{co_quan: so-vhttdl, phan: mot_phan, pham_vi: báo chí}",
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
