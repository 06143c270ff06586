"""What may stand under each key: the form of every value, for what describes a file or walks through it.

The readers read values by their own code; a test holds the two together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dondoc.language import glossary
from dondoc.language.ladder_entries import MOVABLE
from dondoc.language.slugs import fold


@dataclass(frozen=True, slots=True)
class Value:
    """One value on one line; where there are any `choices`, one of them, in upper or lower case."""

    examples: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The choices without those that only leave out the diacritics of another: `có` for `có` and `co`."""
        return tuple({fold(word): word for word in reversed(self.choices)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Values:
    """A list of values."""

    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class One:
    """One mapping of a kind of the shapes."""

    kind: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of mappings of a kind, or of another; where `bare`, a slug may stand in the place of a mapping."""

    kind: str
    other: str = ""
    bare: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the mappings may be, the likeliest first."""
        return (self.kind, self.other) if self.other else (self.kind,)


@dataclass(frozen=True, slots=True)
class Entries:
    """Mappings of a kind by their slugs, each a list of them where `listed`."""

    kind: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One value under each of some words that are no keys of the glossary."""

    words: tuple[str, ...]
    examples: tuple[str, ...] = ()


Form = Value | Values | One | Rows | Entries | Words


def forms_of(kind: str, key: str) -> tuple[Form, ...]:
    """The forms that the value of a key may have in a mapping of a kind, the likeliest first; none: any."""
    return FORMS.get(f"{kind}.{key}") or FORMS.get(key, ())


def _choices(words: Iterable[str]) -> Value:
    return Value(choices=tuple(words))


_YES = (_choices(glossary.YES_NO),)
_AGENCY = (Value(("cong-an-tinh",)),)
_AGENCIES = (Values(("[phong-noi-vu, cac-xa]",)), Value(("cac-xa",)))
_DEADLINE = (Value(("16/3", "16/3/2022", "17 giờ 16/3", "cuối tháng 6", "theo quy định", "?")),)
_DAY = (Value(("16/3/2022",)),)


def _section(kind: str) -> tuple[Form, ...]:
    return (Entries(kind),)


# By the key; by kind and key where one key has another form in one kind of mapping.
FORMS: Mapping[str, tuple[Form, ...]] = MappingProxyType(
    {
        # The document
        "plan": (Value(("duc-pho-2022",)),),
        "title": (Value(("Phòng, chống mua bán người năm 2022",)),),
        "number": (Value(("144/KH-UBND", "…/KH-UBND")),),
        "issued_on": (Value(("07/3/2024", "__/4/2022")),),
        "signer": (Value(("Nguyễn Văn Mẫu",)),),
        "basis": (Rows("basis"), One("basis")),
        "document": (Value(("07/KH-UBND",)),),
        "of": (Value(("UBND tỉnh Quảng Ngãi",)),),
        "effect": (Value(("2022", "2016-2020")), One("effect")),
        "secrecy": (_choices(sorted(glossary.SECRECY_ALLOWED)),),
        "issuer": _AGENCY,
        "standing_body": _AGENCY,
        "roll": (_choices(glossary.ROLLS),),
        "grace_days": (Value(("2",)),),
        "sample": _YES,
        "partial": _YES,
        "amendment": (Rows("amendment"), One("amendment")),
        "subject": (Value(("lùi hạn báo cáo quý III",)),),
        "supersedes": (Rows("supersedes"), One("supersedes")),
        "parent": (Value(("quang-ngai-2022",)),),
        # Sections of a plan
        "plan.report": _section("report"),
        "plan.task": _section("task"),
        "plan.campaign": _section("campaign"),
        "plan.own_plan": _section("own_plan"),
        "plan.metric": _section("metric"),
        "plan.event": _section("event"),
        "plan.question": _section("question"),
        "ladder": (Words(tuple(MOVABLE), ("trước 5 ngày làm việc, 8 giờ", "sau 3 ngày làm việc, 8 giờ 30")),),
        # Words of many entries
        "clause": (Value(("II.1.b",)),),
        "phrase": (Value(("trước ngày 16/3",)),),
        "id": (Value(("quy-1", "6-thang", "nam")),),
        "name": (Value(("Quý I",)),),
        "content": (Value(("Tuyên truyền hưởng ứng ngày 30/7",)),),
        "from": _AGENCIES,
        "to": _AGENCY,
        "via": _AGENCY,
        "drafter": _AGENCY,
        "consolidates": (Value(("dinh-ky",)),),
        "of_activity": (Value(("cao-diem-2022",)),),
        "ad_hoc": _YES,
        "when_missing": (_choices(glossary.WHEN_MISSING),),
        "outline": (Rows("outline"), One("outline")),
        "period": (Rows("period", "recurrence"), One("recurrence"), Value(("theo quy định", "?"))),
        "recurrence.before": (Value(("ngày 15 của tháng cuối quý", "9h00")), Values(("[9h00, 16h00]",))),
        "recurrence.by": (Value(("ngày 25 hằng tháng", "thứ sáu")), Values(("[9h00, 16h00]",))),
        "repeats": (_choices(glossary.REPEATS), Values(("[6_thang, hang_nam]",))),
        "dates": (Values(("[15/3, 15/6]",)),),
        "year": (Value(("2022",)),),
        "before": _DEADLINE,
        "by": _DEADLINE,
        "within_period": (Value(("tháng 6", "quý II", "năm 2024")),),
        "within_days": (Value(("5 ngày làm việc kể từ khi nhận được văn bản",)),),
        "cutoff": _DAY,
        "proposed": _YES,
        "brief": _YES,
        "starts": _DAY,
        "ends": _DAY,
        "day": _DAY,
        "after": (Value(("có chỉ đạo của cấp trên",)),),
        "lead": _AGENCIES,
        "supporting": _AGENCIES,
        "executors": _AGENCIES,
        "continuing": (Value(("có", "đến 31/12/2022")),),
        "measure": (Value(("Tỷ lệ tin báo được tiếp nhận",)),),
        "reaches": (Value(("trên 90%",)),),
        "ask": (Value(("Tòa án có phải báo cáo định kỳ không?",)),),
        "about": (One("about"),),
        "answer": (_choices(glossary.ANSWERS),),
        "about.report": (Value(("dinh-ky",)),),
        "about.task": (Value(("nuoi-con-nuoi",)),),
        "about.campaign": (Value(("cao-diem-2022",)),),
        "about.own_plan": (Value(("ke-hoach-don-vi",)),),
        "about.period": (Value(("quy-1", "2022-quy-1")),),
        # Directory
        "directory.block": _section("block"),
        "directory.group": _section("group"),
        "block.agency": _section("agency"),
        "agency": _AGENCIES,
        "aliases": (Values(("[Sở LĐTBXH]",)), Value()),
        "kind": (Value(("xa-phuong",)),),
        "group.kind": (Values(("[xa-phuong]",)), Value(("xa-phuong",))),
        "relation": (_choices(glossary.RELATIONS),),
        "protocol_order": (Value(("10",)),),
        "head_title": (Value(("Trưởng Phòng Tư pháp",)),),
        "successors": (Rows("successor", bare=True), Value(("so-noi-vu",)), One("successor")),
        "successor.agency": _AGENCY,
        "share": (_choices(glossary.SHARES),),
        "scope": (Value(("báo chí, xuất bản",)),),
        "change": (_choices(glossary.CHANGES),),
        "source": (Value(("Kế hoạch 144/KH-UBND, mục Nơi nhận",)),),
        # Contacts
        "contact": (Entries("contact", listed=True),),
        "role": (_choices(glossary.ROLES),),
        "email": (Value(("vanthu.tuphap@example.com",)),),
        "phone": (Value(("0255 000 0101",)),),
    }
)
