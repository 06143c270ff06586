"""The description of a plan on Prefect's pages: which document, and the table of its deadlines (Markdown)."""

from collections.abc import Iterator

from dondoc.calendar.workdays import WorkCalendar
from dondoc.cli.dates import day_text
from dondoc.cli.plan_recorded import question_lines
from dondoc.tracking.compiler import Compiled
from dondoc.tracking.obligations import Gate
from dondoc.tracking.preview import PlannedDay, planned_days
from flows.names import sentence_case

_OPEN = frozenset({Gate.UNRESOLVED, Gate.PROPOSED, Gate.AWAITING_EVENT})
_HEAD = "| Việc | Nguyên văn | Ngày cuối cùng | Số đơn vị | Mục |\n| --- | --- | --- | --- | --- |"

_METRIC_HEAD = "| Chỉ tiêu | Phải đạt | Mục |\n| --- | --- | --- |"


def description(compiled: Compiled, calendar: WorkCalendar) -> str:
    """The document, its standing body and its years, then every dated line in the order of its day."""
    plan = compiled.plan
    issued = f", {plan.issued}" if plan.issued else ""
    paragraphs = [
        f"Kế hoạch số {plan.number}{issued} của {plan.issuer_name}: {plan.title}.",
        f"Cơ quan thường trực: {plan.standing_body_name}. "
        f"Thời gian thực hiện: từ {day_text(plan.effect_from)} đến {day_text(plan.effect_to)}.",
        "\n".join((_HEAD, *(_line(planned) for planned in planned_days(compiled, calendar)))),
        *_metrics(compiled),
        *_open_ends(compiled),
    ]
    return "\n\n".join(paragraphs)


def _line(planned: PlannedDay) -> str:
    provisional = " (tạm tính)" if planned.is_provisional else ""
    cells = (
        sentence_case(planned.name),
        planned.phrase,
        f"{day_text(planned.last_day)}{provisional}",
        str(planned.agencies),
        planned.clause,
    )
    return _row(*cells)


def _metrics(compiled: Compiled) -> Iterator[str]:
    """What the plan wants reached, as it is written."""
    rows = [_row(one.measure, one.reaches, one.clause) for one in compiled.plan.metrics]
    if rows:
        yield "\n".join((_METRIC_HEAD, *rows))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _open_ends(compiled: Compiled) -> Iterator[str]:
    waiting = sum(obligation.gate in _OPEN for obligation in compiled.obligations)
    if waiting:
        yield f"Còn {waiting} đầu việc chưa có ngày (cần làm rõ hoặc chờ sự kiện): chưa nhắc ai."
    if lines := question_lines(compiled.plan.questions):
        yield "\n".join((lines[0], "", *lines[1:]))
