"""Compiling a plan with what was recorded about it: from a new file, or from the version that runs."""

from collections.abc import Sequence

from sqlalchemy import Connection

from dondoc.actions.following import followed_plan
from dondoc.calendar.workdays import WorkCalendar
from dondoc.errors import Refused
from dondoc.language.directory import Directory
from dondoc.language.reader import read_plan_text
from dondoc.language.spec import PlanSpec
from dondoc.store.plan_facts import read_plan_facts
from dondoc.store.reads import read_version_directory, read_version_text
from dondoc.store.rows import directory_from_json
from dondoc.tracking.compiler import Compiled, compile_plan
from dondoc.tracking.plan_facts import PlanFact, agencies_named, live_facts, with_facts


def as_recorded(connection: Connection, compiled: Compiled, calendar: WorkCalendar) -> Compiled:
    """A compiled plan with what was recorded about it: answers, events, ad hoc reports.

    Raises Refused for a directory in which an agency is missing that was named then.
    """
    facts = read_plan_facts(connection, compiled.plan.slug)
    if not facts or compiled.spec is None or compiled.directory is None:
        return compiled
    _refuse_unknown(facts, compiled.directory)
    return compile_plan(with_facts(compiled.spec, facts, calendar), compiled.directory, calendar)


def _refuse_unknown(facts: Sequence[PlanFact], directory: Directory) -> None:
    for fact in live_facts(facts):
        for slug in agencies_named(fact):
            if slug not in directory.agencies and slug not in directory.groups:
                raise Refused(
                    f"Danh bạ không còn “{slug}”, mà ghi nhận {fact.id} của kế hoạch {fact.plan} nêu cơ quan ấy. "
                    f"Hãy giữ cơ quan ấy trong danh bạ, hoặc huỷ ghi nhận bằng `dondoc void {fact.id}`."
                )


def recompiled(connection: Connection, slug: str, calendar: WorkCalendar) -> Compiled:
    """The current version of a plan compiled anew, from its own text and directory, with what was recorded.

    Raises NotFound for a plan that is not synced, Refused for a version that can't be read any more.
    """
    spec, directory = as_written(connection, slug)
    return compile_plan(with_facts(spec, read_plan_facts(connection, slug), calendar), directory, calendar)


def as_written(connection: Connection, slug: str) -> tuple[PlanSpec, Directory]:
    """The current version as its file says it, and its directory; raises the same."""
    followed_plan(connection, slug)
    text = read_version_text(connection, slug) or ""
    directory = read_version_directory(connection, slug)
    spec = read_plan_text(text, file=f"{slug}.yaml").spec
    if spec is None or not directory:
        raise Refused(
            f"Bản đang theo dõi của kế hoạch {slug} do phiên bản cũ của chương trình đồng bộ. "
            f"Hãy chạy `dondoc sync {slug}` rồi làm lại."
        )
    return spec, directory_from_json(directory)
