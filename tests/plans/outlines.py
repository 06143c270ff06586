"""What every plan asks of whom, as text that is kept beside the tests, so that a change shows in its difference.

`python -m tests.plans.outlines` writes the texts anew; read the difference before it is committed.
"""

from itertools import groupby
from pathlib import Path

from dondoc.tracking.preview import PreviewRow, preview_rows
from tests.plans.reading import CALENDAR, FOLDER, compiled

HERE = Path(__file__).parent


def outlines() -> dict[str, str]:
    """The outline of every plan of the folder, by slug."""
    return {slug: outline(preview_rows(compiled(slug), CALENDAR)) for slug in FOLDER.plans}


def outline(rows: tuple[PreviewRow, ...]) -> str:
    """One paragraph per report and period: its days, its words, and who owes it."""
    lines: list[str] = []
    for (report, period, state, last_day, clause, phrase), owing in groupby(
        rows, key=lambda row: (row.report, row.period, row.state, row.last_day, row.clause, row.phrase)
    ):
        lines.append(f"{report} {period or '–'} {state} {last_day or '–'} [{clause}: {phrase}]")
        lines.extend(f"  {row.agency}" for row in owing)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for slug, text in outlines().items():
        (HERE / f"{slug}.txt").write_text(text, encoding="utf-8")
