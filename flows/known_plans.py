"""Which plans Prefect is told of: those on disk, and those that are synced, whose version is the one that runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dondoc.actions.plans import plans, synced
from dondoc.cli.plan_files import open_shelf
from dondoc.errors import NotFound
from dondoc.settings import Settings
from dondoc.store import Store, open_store
from dondoc.tracking.compiler import Compiled

_SQLITE = "sqlite:///"


def plans_on_disk(settings: Settings) -> dict[str, Compiled]:
    """Every plan of the folder that has no error, by slug."""
    return {plan.compiled.plan.slug: plan.compiled for plan in open_shelf(settings.plans).plans}


def known_plans(settings: Settings) -> dict[str, Compiled]:
    """The synced plans, and those on disk that are not synced yet, by slug.

    A file that is broken or gone hides nothing: its synced version is still followed.
    """
    running: dict[str, Compiled] = {}
    with _store(settings) as store:
        if store is not None:
            running = {line.plan.slug: _running(store, line.plan.slug) for line in plans(store)}
    return dict(sorted((plans_on_disk(settings) | running).items()))


def known_plan(settings: Settings, slug: str) -> Compiled:
    """One of them, without reading the files of a synced one; raises NotFound for a slug that is neither."""
    with _store(settings) as store:
        if store is not None and any(line.plan.slug == slug for line in plans(store)):
            return _running(store, slug)
    on_disk = plans_on_disk(settings)
    if slug not in on_disk:
        raise NotFound(
            f"Không có kế hoạch “{slug}”: chưa đồng bộ, và trong {settings.plans} không có tệp {slug}.yaml "
            "hoặc tệp còn lỗi. Hãy chạy `dondoc check`."
        )
    return on_disk[slug]


@contextmanager
def _store(settings: Settings) -> Iterator[Store | None]:
    """The store; None where its file is not there yet: asking which plans there are must not make one."""
    file = settings.database_url.removeprefix(_SQLITE)
    if file != settings.database_url and not Path(file).exists():
        yield None
        return
    store = open_store(settings.database_url)
    try:
        yield store
    finally:
        store.close()


def _running(store: Store, slug: str) -> Compiled:
    version = synced(store, slug)
    return Compiled(version.plan, version.obligations, ())
