"""Runs migrations inside the transaction of the caller (`dondoc.store.engine.migrate`)."""

from alembic import context

from dondoc.store.outbox_tables import NOTICE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=NOTICE.metadata,  # of all tables: the outbox's module loads the other one
    transactional_ddl=True,
)
context.run_migrations()
