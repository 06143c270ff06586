"""Writes the first text of a plan's file from six answers: what is known, and an example of every section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dondoc.errors import Position
from dondoc.language import glossary
from dondoc.language.directory import Agency, Directory, Relation
from dondoc.language.reader import BLANK_NUMBER, read_plan_text
from dondoc.language.schema import SHAPES
from dondoc.language.slugs import slug_of
from dondoc.language.yaml_text import scalar

PLAN_MODELINE = "# yaml-language-server: $schema=schema/plan.json"
DIRECTORY_MODELINE = "# yaml-language-server: $schema=../schema/directory.json"

# One example a section, to be uncommented: it names only what the file and the directory have.
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "report": """\
dinh-ky:
  dieu_khoan: III.1
  ten: Báo cáo định kỳ kết quả thực hiện
  nguyen_van: trích đúng từng chữ câu giao báo cáo
  don_vi_bao_cao: [{body}] # một hay nhiều cơ quan, nhóm
  gui_ve: {issuer}
  ky: # văn bản không ghi ngày thì viết `ky: theo quy định`
    - {{ma: dot-1, ten: Đợt 1, cham_nhat: {last_day}}}""",
        "task": """\
nhiem-vu-1:
  dieu_khoan: II.1
  noi_dung: Nội dung nhiệm vụ, viết ngắn
  chu_tri: {body}
  thuong_xuyen: có # việc có hạn thì thay bằng `truoc: …` hoặc `cham_nhat: …`""",
        "campaign": """\
cao-diem-1:
  dieu_khoan: II.2
  ten: Đợt cao điểm ra quân
  tu: {first_day}
  den: {last_day}
  thuc_hien: {body}""",
        "own_plan": """\
ke-hoach-don-vi:
  dieu_khoan: III.2
  ten: Kế hoạch thực hiện của đơn vị
  thuc_hien: [{body}]
  cham_nhat: {last_day}""",
        "metric": """\
dung-han:
  dieu_khoan: I.2
  do: Tỷ lệ hồ sơ giải quyết đúng hạn
  dat: trên 90%""",
        "event": """\
chi-dao-cap-tren:
  dieu_khoan: II.3
  ten: có chỉ đạo của cấp trên""",
        "question": """\
cau-hoi-1:
  dieu_khoan: III.1
  hoi: Điều gì văn bản chưa nói rõ, viết trọn câu?""",
    }
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, as it was typed; agencies by slug. An empty text: the stored copy leaves it blank."""

    title: str
    number: str
    issued_on: str
    issuer: str
    standing_body: str
    effect: str


BLANK = Answers("Kế hoạch mới", "", "", "co-quan", "co-quan", "1990-2098")  # an effect that no day lies outside


def fault(key: str, answer: str) -> str:
    """What is wrong with an answer to the question about a key, and what to write; empty if nothing is."""
    text = plan_text("ke-hoach-moi", replace(BLANK, **{key: answer}))
    reading = read_plan_text(text, file="ke-hoach-moi.yaml")
    word = f"{glossary.key_of(key)}:"
    places = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(word)]
    told = [problem for problem in reading.problems if problem.position.line in places]
    return f"{told[0].message}. {told[0].hint}".strip() if told else ""


def plan_text(slug: str, answers: Answers) -> str:
    """The text of the file: six keys with their meanings, then every section as a commented example."""
    lines = [
        PLAN_MODELINE,
        f"# Kế hoạch {slug}. Dòng bắt đầu bằng dấu # là lời dẫn hoặc ví dụ: bỏ dấu # cùng dấu cách sau nó rồi sửa",
        "# cho đúng văn bản; phần không dùng thì xoá. Chỉ ghi điều văn bản nói; chỗ chưa rõ ghi vào `can_lam_ro`.",
        f"# Kiểm tra: dondoc check. Xem trước: dondoc preview {slug}.",
        *_head(slug, answers),
    ]
    spec = read_plan_text("\n".join(lines) + "\n", file=f"{slug}.yaml").draft
    if spec is not None:
        words = {
            "issuer": answers.issuer,
            "body": answers.standing_body,
            "first_day": f"{spec.effect.starts:%d/%m/%Y}",
            "last_day": f"{spec.effect.ends:%d/%m/%Y}",
        }
        for key in EXAMPLES:
            lines += _example(key, words)
    return "\n".join(lines) + "\n"


def _head(slug: str, answers: Answers) -> Iterator[str]:
    yield _line("plan", slug)
    yield _line("title", answers.title)
    yield _line("number", answers.number or BLANK_NUMBER)
    if answers.issued_on:
        yield _line("issued_on", answers.issued_on)
    yield _line("issuer", answers.issuer)
    yield _line("standing_body", answers.standing_body)
    yield _line("effect", answers.effect)


def _line(key: str, value: str) -> str:
    term = glossary.BY_ENGLISH[key]
    return f"{term.vietnamese}: {scalar(value)} # {term.label}: {term.meaning}"


def _example(key: str, words: Mapping[str, str]) -> Iterator[str]:
    term = glossary.BY_ENGLISH[key]
    required = ", ".join(glossary.key_of(each) for each in SHAPES[key].needed)
    yield ""
    yield f"# {term.label}: {term.meaning}. Mỗi mục cần có: {required}."
    yield f"# {term.vietnamese}:"
    yield from (f"#   {line}" for line in EXAMPLES[key].format(**words).splitlines())


def directory_text(slug: str, answers: Answers, names: Mapping[str, str]) -> str:
    """The text of a directory file with new agencies, by slug, and how to add those who must report."""
    agencies = [f"      {each}: {{ten: {scalar(name, in_braces=True)}}}" for each, name in names.items()]
    source = f"Kế hoạch {answers.number}" if answers.number else f"Kế hoạch: {answers.title}"
    return "\n".join(
        [
            DIRECTORY_MODELINE,
            f"# Danh bạ cho kế hoạch {slug}: thêm vào đây các đơn vị phải báo cáo, kèm chức danh người đứng đầu.",
            "# Quan hệ: cap_duoi được đôn đốc bằng văn bản; doan_the, ngoai_he_thong chỉ được đề nghị.",
            f"nguon: {scalar(source)}",
            "khoi:",
            f"  {_block(slug)}:",
            f"    quan_he: {Relation.SUBORDINATE}",
            "    co_quan:",
            *agencies,
            "",
            "# nhom:",
            "#   don-vi-bao-cao:",
            "#     ten: Các đơn vị phải báo cáo",
            f"#     co_quan: [{', '.join(names)}]",
            "",
        ]
    )


def _block(slug: str) -> str:
    return slug_of(f"co quan {slug}")


def with_new(directory: Directory, slug: str, names: Mapping[str, str]) -> Directory:
    """The directory as it is once the new agencies are written."""
    place = Position(f"{slug}.yaml", 1, 1)
    new = {
        each: Agency(
            slug=each,
            name=name,
            aliases=(),
            kind=_block(slug),
            relation=Relation.SUBORDINATE,
            order=0,
            head_title="",
            valid_from=None,
            valid_to=None,
            successors=(),
            source=slug,
            position=place,
        )
        for each, name in names.items()
    }
    return replace(directory, agencies={**directory.agencies, **new})
