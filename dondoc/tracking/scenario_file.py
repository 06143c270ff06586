"""Reads a story for a simulation from YAML: a list of dated steps, in Vietnamese, or all that is wrong with it."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from dondoc.errors import Problem
from dondoc.language.findings import Enough, Findings
from dondoc.language.nodes import Broken, Items, Node, Table
from dondoc.language.slugs import nearest
from dondoc.language.source import read
from dondoc.tracking.scenario import Recorded, Scenario, Step, TakenBack
from dondoc.tracking.scenario_cast import Cast
from dondoc.tracking.scenario_lines import KEYS, Line
from dondoc.tracking.scenario_verbs import VERBS, Verb
from dondoc.tracking.simulation import CompiledPlan


def read_scenario(
    source: Path | str, compiled: Iterable[CompiledPlan]
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The story of a file (or of a text) about compiled plans; None if anything in it is wrong.

    Raises OSError if the file can't be opened.
    """
    plans = tuple(compiled)
    cast = Cast([each.plan for each in plans], list(chain.from_iterable(each.obligations for each in plans)))
    file = str(source) if isinstance(source, Path) else "(văn bản)"
    node, problems = read(source)
    findings = Findings(file)
    steps: list[Step] = []
    try:
        for problem in problems:
            findings.add(problem)
        if node is not None:
            steps = _steps(node, findings, cast)
    except Enough:
        pass
    found = findings.problems
    told = sorted(steps, key=lambda step: step.at)
    return (None if any(problem.is_error for problem in found) else Scenario(tuple(told))), found


def _steps(node: Node, findings: Findings, cast: Cast) -> list[Step]:
    if not isinstance(node, Items):
        if not isinstance(node, Broken):
            message = "kịch bản phải là danh sách các bước"
            findings.error(node, message, "Mỗi bước một dòng: `- {luc: 14/6/2022 09:00, viec: da-gui, …}`.")
        return []
    made = [(item, step) for item in node.items if (step := _step(item, findings, cast)) is not None]
    _check_taken_back(made, findings)
    return [step for _, step in made]


def _step(node: Node, findings: Findings, cast: Cast) -> Step | None:
    if not isinstance(node, Table):
        if not isinstance(node, Broken):
            findings.error(node, "mỗi bước phải gồm các mục `từ_khoá: giá trị`", "Cần có `luc` và `viec`.")
        return None
    line = Line(node, findings)
    verb = _verb(line)
    if verb is None or not _has_its_keys(line, verb):
        return None
    return verb.step(line, cast, line.moment("luc"))


def _verb(line: Line) -> Verb | None:
    if not line.has("viec"):
        line.findings.error(line.table, "bước này thiếu `viec`", f"Thêm một trong: {', '.join(VERBS)}.")
        return None
    if not line.text("viec"):
        return None
    return VERBS.get(line.known(line.texts("viec")[0], VERBS, "việc"))


def _has_its_keys(line: Line, verb: Verb) -> bool:
    """Told are the keys that the verb doesn't take, and those that it misses; only the latter spoil the step."""
    allowed = ("luc", "viec", *verb.required, *verb.optional)
    for word, entry in line.table.entries.items():
        if word not in allowed:
            like = nearest(word, allowed)
            hint = f"Có phải `{like}`?" if like else f"Ở đây dùng: {', '.join(allowed)}."
            line.findings.error(entry.key, f"từ khoá `{word}` không dùng cho việc này", hint)
    missing = [key for key in ("luc", *verb.required) if not line.has(key)]
    for key in missing:
        line.findings.error(line.table, f"bước này thiếu `{key}`", f"Thêm `{key}`: {KEYS[key]}.")
    return not missing


def _check_taken_back(made: Iterable[tuple[Node, Step]], findings: Findings) -> None:
    """A story can take back only what it has told before."""
    recorded: Counter[str] = Counter()
    for node, step in sorted(made, key=lambda pair: pair[1].at):
        if isinstance(step, Recorded):
            recorded.update(step.obligations)
        elif isinstance(step, TakenBack):
            recorded.subtract(step.obligations)
            if any(recorded[name] < 0 for name in step.obligations):
                message = "chưa ghi nhận gì để huỷ"
                findings.error(node, message, "Bước huỷ phải đứng sau bước ghi nhận của cùng đơn vị, cùng kỳ.")
