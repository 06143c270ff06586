"""Asking the store for a plan that must be there."""

from sqlalchemy import Connection, select

from dondoc.actions.matching import did_you_mean
from dondoc.errors import NotFound
from dondoc.store.reads import read_followed
from dondoc.store.rows import Followed
from dondoc.store.tables import PLAN


def followed_plan(connection: Connection, slug: str) -> Followed:
    """A synced plan; raises NotFound, naming the nearest ones, if it was never synced."""
    followed = read_followed(connection, slug)
    if followed is None:
        known = connection.execute(select(PLAN.c.slug).order_by(PLAN.c.slug)).scalars().all()
        raise NotFound(
            f"Kế hoạch “{slug}” chưa được đồng bộ.{did_you_mean(slug, known)} Hãy chạy `dondoc sync {slug}`."
        )
    return followed


def lock_plan(connection: Connection, slug: str) -> Followed:
    """The same for a writer that changes the plan itself: nobody else does before the transaction ends."""
    connection.execute(select(PLAN.c.slug).where(PLAN.c.slug == slug).with_for_update())
    return followed_plan(connection, slug)
