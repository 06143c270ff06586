"""Which plans Prefect is told of: those on disk, and those that are synced, whose version is the one that runs."""

from collections.abc import Mapping

from dondoc.actions.plans import SyncedPlan, plans, synced
from dondoc.cli.opening import open_calendar
from dondoc.errors import NotFound
from dondoc.language.folder import read_folder
from dondoc.settings import Settings
from dondoc.store import Store, open_store
from dondoc.tracking.compiler import Compiled, compile_plan


def plans_on_disk(settings: Settings) -> dict[str, Compiled]:
    """Every plan of the folder that has no error, by slug."""
    calendar = open_calendar(settings)
    folder = read_folder(settings.plans, calendar=calendar)
    return {slug: compile_plan(plan.spec, folder.directory, calendar) for slug, plan in folder.plans.items()}


def known_plans(settings: Settings) -> dict[str, Compiled]:
    """The synced plans, and those on disk that are not synced yet, by slug.

    A file that is broken or gone hides nothing: its synced version is still followed.
    """
    store = open_store(settings.database_url)
    try:
        running = {line.plan.slug: _running(store, line.plan.slug) for line in plans(store)}
    finally:
        store.close()
    return _by_slug(plans_on_disk(settings) | running)


def known_plan(settings: Settings, slug: str) -> Compiled:
    """One of them, without reading the files of a synced one; raises NotFound for a slug that is neither."""
    store = open_store(settings.database_url)
    try:
        return _running(store, slug)
    except NotFound as unknown:
        on_disk = plans_on_disk(settings)
        if slug not in on_disk:
            raise unknown
        return on_disk[slug]
    finally:
        store.close()


def _running(store: Store, slug: str) -> Compiled:
    version: SyncedPlan = synced(store, slug)
    return Compiled(version.plan, version.obligations, ())


def _by_slug(found: Mapping[str, Compiled]) -> dict[str, Compiled]:
    return dict(sorted(found.items()))
