"""Which entry of a plan carries which row of what its source document demands, and what `preview` says of it.

`python -m tests.plans.acceptance` writes the kept table anew; with `--lines` it prints it with the files' lines.
A row begins with its kind: R report, T task, M target, C campaign or day, P plan of its own, ? doubt.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli.dates import day_text
from dondoc.errors import Position
from dondoc.language.spec import MetricSpec, PlanSpec, QuestionSpec, Words
from dondoc.tracking.obligations import STATE_LABELS
from dondoc.tracking.preview import PreviewRow, preview_rows
from tests.plans.acceptance_rows import ROWS
from tests.plans.reading import CALENDAR, FOLDER, compiled

KEPT = Path(__file__).with_name("acceptance.md")
FEW = 3  # agencies that are named
HEADER = ("| Dòng | Mã trong tệp | Mục | Nguyên văn hoặc lời ghi | Xem trước nói gì |", "|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Carried:
    """One entry that carries a row: where it stands, in which words, and what `preview` says."""

    row: str
    entry: str
    clause: str
    words: str
    says: str
    position: Position


def carried(slug: str) -> Iterator[Carried]:
    """The rows of a plan in the order of its document, one for each entry or period that carries them."""
    for row, entries in ROWS[slug].items():
        for entry in entries.split():
            yield _carried(slug, row, entry)


def _carried(slug: str, row: str, entry: str) -> Carried:
    spec = FOLDER.plans[slug].spec
    name, _, period = entry.partition("/")
    asked = {question.slug: question for question in compiled(slug).questions}
    if found := spec.metrics.get(name):
        return _told(row, entry, found.words, _target(found))
    if name in asked:
        return _question(slug, row, entry, asked[name])
    words = _words(spec, name, period)
    return _told(row, entry, words, _obligations(slug, name, period))


def _told(row: str, entry: str, words: Words, says: str) -> Carried:
    return Carried(row, entry, words.clause, _shown(words), says, words.position)


def _shown(words: Words) -> str:
    return f"“{words.phrase}”" if words.quoted else words.phrase


def _words(spec: PlanSpec, name: str, period: str) -> Words:
    for section in (spec.reports, spec.tasks, spec.campaigns, spec.own_plans, spec.events):
        if name in section:
            own = {each.slug: each.words for each in spec.reports[name].periods} if section is spec.reports else {}
            return own.get(period) or section[name].words
    raise KeyError(name)


def _obligations(slug: str, name: str, period: str) -> str:
    spec = FOLDER.plans[slug].spec
    if name in spec.events:
        return "sự kiện: chưa ghi nhận thì việc chờ nó chưa bắt đầu"
    if name in spec.reports and spec.reports[name].ad_hoc:
        return "chưa mở thì chưa ai phải gửi"
    standings: dict[str, list[str]] = {}
    for row in preview_rows(compiled(slug), CALENDAR):
        if row.report == name and (not period or row.period is None or row.period.endswith(f"-{period}")):
            standings.setdefault(_standing(row), []).append(FOLDER.directory.name_of(row.agency))
    outline = spec.reports[name].outline if name in spec.reports else ()
    parts = [f"{standing}: {_who(names)}" for standing, names in standings.items()]
    return "; ".join((*parts, f"đề cương {len(outline)} phần") if outline else parts)


def _standing(row: PreviewRow) -> str:
    data = f", số liệu {day_text(row.data_from)}–{day_text(row.data_to)}" if row.data_from and row.data_to else ""
    return STATE_LABELS[row.state] + (f", ngày cuối {day_text(row.last_day)}" if row.last_day else "") + data


def _who(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= FEW else f"{len(names)} cơ quan"


def _target(metric: MetricSpec) -> str:
    return f"{metric.measure}: {metric.reaches}"


def _question(slug: str, row: str, entry: str, question: QuestionSpec) -> Carried:
    about = question.about_entry
    words = _words(FOLDER.plans[slug].spec, about, question.about_period or "") if about else None
    clause = question.clause or (words.clause if words else "cả văn bản")
    return Carried(
        row, entry, clause, _shown(words) if words else "–", f"Cần làm rõ: {question.ask}", question.position
    )


def table(*, with_lines: bool = False) -> str:
    """The whole table in Markdown, plan by plan."""
    parts = []
    for slug in ROWS:
        spec = FOLDER.plans[slug].spec
        bases = ", ".join(f"{basis.number} ({basis.issued_on})" for basis in spec.basis)
        parts += [
            f"## {slug}",
            f"Số {spec.number_printed}; căn cứ {bases}; người ký {spec.signer or 'không ghi'}.",
        ]
        parts.append("\n".join((*HEADER, *(_line(each, with_lines=with_lines) for each in carried(slug)))))
    return "\n\n".join(("# Mỗi yêu cầu của văn bản nằm ở đâu", *parts)) + "\n"


def _line(each: Carried, *, with_lines: bool) -> str:
    place = f" (dòng {each.position.line})" if with_lines else ""
    return f"| {each.row} | `{each.entry}`{place} | {each.clause} | {each.words} | {each.says} |"


if __name__ == "__main__":
    if "--lines" in sys.argv:
        sys.stdout.write(table(with_lines=True))
    else:
        KEPT.write_text(table(), encoding="utf-8")
