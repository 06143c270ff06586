"""Whom and what a written story names: plans, agencies, desks, obligations."""

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.tracking.ladder import Recipient, Role
from dondoc.tracking.obligations import Obligation
from dondoc.tracking.plan import Plan
from dondoc.tracking.scenario_lines import Line

ROLES = {"dau_moi": Role.CONTACT, "van_thu": Role.RECORDS, "lanh_dao": Role.HEAD, "thu_ky": Role.SECRETARY}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything that a story may name. A name that is not there is told, and means nothing."""

    plans: Sequence[Plan]
    obligations: Sequence[Obligation]

    def plan(self, line: Line) -> str | None:
        """The plan named, None where none is."""
        named = [
            line.known(text, (plan.slug for plan in self.plans), "kế hoạch") for text in line.texts("ke_hoach")
        ]
        return named[0] if named else None

    def agencies(self, line: Line) -> tuple[str, ...]:
        """The agencies named; none named is an empty tuple."""
        known = {slug for plan in self.plans for slug in plan.agency_names} | {
            row.agency for row in self.obligations
        }
        return tuple(line.known(text, known, "cơ quan") for text in line.texts("co_quan"))

    def agency(self, line: Line) -> str:
        """The one agency named."""
        named = self.agencies(line)
        if len(named) > 1:
            message = "bước này chỉ nhận một cơ quan"
            line.findings.error(line.place("co_quan"), message, "Mỗi cơ quan viết thành một bước riêng.")
        return named[0] if named else ""

    def desk(self, line: Line) -> Recipient:
        """The desk of an agency: its contact, unless a role is named."""
        roles = [line.known(text, ROLES, "vai trò") for text in line.texts("vai_tro")]
        return Recipient(ROLES.get(roles[0], Role.CONTACT) if roles else Role.CONTACT, self.agency(line))

    def owed(self, line: Line) -> tuple[str, ...]:
        """The obligations that a report, its period and agencies name, in the order of the plans."""
        rows = self._of_one_plan(line)
        rows = self._of_one_period(line, rows)
        named = line.texts("co_quan")
        agencies = (
            {line.known(text, {row.agency for row in rows}, "đơn vị phải gửi") for text in named} if rows else ()
        )
        return tuple(row.id for row in rows if not named or row.agency in agencies)

    def _of_one_plan(self, line: Line) -> list[Obligation]:
        plan = self.plan(line)
        rows = [row for row in self.obligations if plan in (None, row.plan)]
        reports = [line.known(text, {row.report for row in rows}, "báo cáo") for text in line.texts("bao_cao")]
        rows = [row for row in rows if row.report in reports]
        plans = sorted({row.plan for row in rows})
        if len(plans) > 1:
            message = f"nhiều kế hoạch có báo cáo `{reports[0]}`: {', '.join(plans)}"
            line.findings.error(line.place("bao_cao"), message, "Ghi thêm `ke_hoach`.")
        return rows

    def _of_one_period(self, line: Line, rows: list[Obligation]) -> list[Obligation]:
        periods = sorted({row.period for row in rows if row.period})
        written = line.texts("ky")
        if not written:
            if len(periods) > 1:
                line.findings.error(line.table, "báo cáo này có nhiều kỳ", f"Ghi thêm `ky`: {', '.join(periods)}.")
            return rows
        short = {period.partition("-")[2] for period in periods}
        word = line.known(written[0], {*periods, *short}, "kỳ") if periods else ""
        meant = [period for period in periods if word in (period, period.partition("-")[2])]
        if len(meant) > 1:
            line.findings.error(written[0], f"kỳ `{word}` có nhiều năm", f"Ghi cả năm: {', '.join(meant)}.")
        return [row for row in rows if row.period in meant]
