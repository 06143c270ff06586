"""What a command says after it has recorded something about a whole plan, and how such records are listed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from dondoc.cli.dates import day_text
from dondoc.cli.differences import LISTED, tables
from dondoc.cli.output import Format, write_json, write_table
from dondoc.language.spec import Handover
from dondoc.tracking.answered import Answer
from dondoc.tracking.plan import PlanQuestion
from dondoc.tracking.plan_facts import FactKind, Occurrence, Opening, PlanFact

if TYPE_CHECKING:
    from dondoc.actions.plan_changes import PlanChange

NameOf = Callable[[str], str]


def tell_plan_change(change: "PlanChange", output: Format, name_of: NameOf) -> None:
    """Prints what was recorded, what it changed, and how to take it back."""
    if output is Format.JSON:
        write_json(change_json(change))
        return
    fact = change.fact
    opening = "Đã ghi nhận từ trước" if change.is_repeat else "Đã ghi nhận"
    typer.echo(f"{opening} {fact.id}: {fact_text(fact, name_of)}.")
    for title, headers, rows in tables(change.changes):
        write_table(headers, rows, title=title)
    for sentence in consequences(change):
        typer.echo(sentence)
    if fact.kind is not FactKind.VOIDED and not change.is_repeat:
        typer.echo(f'Nếu ghi nhầm: dondoc void {fact.id} --by "{fact.recorded_by}"')


def consequences(change: "PlanChange") -> list[str]:
    """What a person should know beside the difference: nothing changed, or a day is past."""
    if change.is_repeat:
        return []
    sentences = []
    if not change.changes.touched:
        sentences.append("Không đầu việc nào thay đổi.")
    if change.before_effect:
        names = "; ".join(f"{one.name}, {one.agency_name}" for one in change.before_effect[:LISTED])
        rest = len(change.before_effect) - LISTED
        more = f" và {rest} đầu việc khác" if rest > 0 else ""
        sentences.append(f"Hạn đã qua nên chỉ liệt kê là trước hiệu lực, không nhắc: {names}{more}.")
    return sentences


def question_lines(questions: Sequence[PlanQuestion]) -> list[str]:
    """The open questions of a plan, a line each: how many, then slug and question."""
    if not questions:
        return []
    head = f"Còn {len(questions):02d} câu hỏi chờ trả lời:"
    return [head, *(f"- {one.slug}: {one.ask}" for one in questions)]


def fact_text(fact: PlanFact, name_of: NameOf) -> str:
    """A record about a plan in words: what, which day, which paper."""
    words = [_what(fact, name_of)]
    paper = f"văn bản số {fact.document_number}" if fact.document_number else ""
    dated = f"{paper} ngày {day_text(fact.document_date)}".strip() if fact.document_date else paper
    if paper and paper in words[0]:  # the words of a day name its paper already
        words[0] = words[0].replace(paper, dated, 1)
    elif dated:
        words.append(dated)
    if fact.note:
        words.append(fact.note)
    return ", ".join(words)


def _what(fact: PlanFact, name_of: NameOf) -> str:
    content = fact.content
    if isinstance(content, Answer):
        return f"trả lời câu hỏi {fact.subject}: {answer_text(content, name_of)}"
    if isinstance(content, Opening):
        who = ", ".join(name_of(slug) for slug in content.agencies) or "các đơn vị theo kế hoạch"
        return f"mở báo cáo đột xuất “{content.name}” ({fact.subject}), {content.phrase}: {who}"
    if isinstance(content, Handover):
        return _handover_text(fact, content, name_of)
    if fact.kind is FactKind.VOIDED:
        return f"huỷ {fact.voids}"
    name, note = (content.name, content.note) if isinstance(content, Occurrence) else (fact.subject, "")
    return f"sự kiện “{name}” xảy ra ngày {day_text(fact.occurred_on)}{f', {note}' if note else ''}"


def _handover_text(fact: PlanFact, handover: Handover, name_of: NameOf) -> str:
    """What was decided about a body that ended."""
    heirs = ", ".join(name_of(slug) for slug in handover.successors)
    if fact.kind is FactKind.REPLACED:
        return f"{heirs} thay {name_of(fact.subject)}"
    if not heirs:
        return f"vẫn theo dõi đơn vị cũ về {fact.subject}"
    by = f", ngày cuối cùng {day_text(handover.last_day)}" if handover.last_day else ""
    return f"chuyển {fact.subject} cho {heirs}{by}"


def answer_text(answer: Answer, name_of: NameOf) -> str:
    """An answer in words."""
    words = [] if answer.is_yes is None else ["có" if answer.is_yes else "không"]
    words += [f"{day.period}: {day.phrase}" if day.period else day.phrase for day in answer.days]
    words += [", ".join(name_of(slug) for slug in answer.agencies)] if answer.agencies else []
    words += ["làm thường xuyên"] if answer.is_continuing else []
    words += [f"số {answer.number}"] if answer.number else []
    words += [f"ban hành ngày {day_text(answer.issued_on)}"] if answer.issued_on else []
    words += [f"“{answer.text}”"] if answer.text else []
    return ", ".join(words)


def change_json(change: "PlanChange") -> dict[str, object]:
    """A record and what it changed, for a program."""
    return {
        "fact": fact_json(change.fact),
        "is_repeat": change.is_repeat,
        "new": [duty.id for duty in change.changes.new],
        "moved": [{"id": move.obligation.id, "old": move.old, "new": move.new} for move in change.changes.moved],
        "dropped": [duty.id for duty in change.changes.dropped],
        "reworded": [duty.id for duty in change.changes.reworded],
        "before_effect": [duty.id for duty in change.before_effect],
    }


def fact_json(fact: PlanFact) -> dict[str, object]:
    """The record under the names of its fields."""
    return {
        "id": fact.id,
        "plan": fact.plan,
        "kind": fact.kind,
        "subject": fact.subject,
        "occurred_on": fact.occurred_on,
        "document_number": fact.document_number,
        "document_date": fact.document_date,
        "recorded_at": fact.recorded_at,
        "recorded_by": fact.recorded_by,
        "voids": fact.voids,
        "text": fact_text(fact, str),
    }
