"""What the whole plan language needs: facts about plans, figures, outlines, snapshots."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_columns()
    _create_plan_facts()
    _create_content()
    _create_settlements()


def _add_columns() -> None:
    op.add_column("plan", sa.Column("closed_at", INSTANT, nullable=True))
    op.add_column("plan", sa.Column("closed_by", sa.String(), nullable=False, server_default=""))
    op.add_column("plan", sa.Column("superseded_by", sa.String(), nullable=True))
    op.add_column("plan_version", sa.Column("directory", sa.Text(), nullable=False, server_default=""))
    op.add_column("plan_version", sa.Column("amended_by", sa.String(), nullable=False, server_default=""))
    op.add_column("plan_version", sa.Column("amended_on", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("is_brief", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("obligation", sa.Column("awaits", sa.String(), nullable=True))
    op.add_column("obligation", sa.Column("agency_until", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("inherits", sa.String(), nullable=True))
    op.add_column("obligation", sa.Column("carried_from", sa.String(), nullable=True))
    op.add_column("event", sa.Column("new_hour", sa.Time(), nullable=True))


def _create_plan_facts() -> None:
    op.create_table(
        "plan_fact",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("voids", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_plan_fact"),
        sa.ForeignKeyConstraint(["plan"], ["plan.slug"], name="fk_plan_fact_plan"),
        sa.UniqueConstraint("key", name="uq_plan_fact_key"),
    )
    op.create_index("ix_plan_fact_plan", "plan_fact", ["plan"])


def _create_content() -> None:
    op.create_table(
        "figure",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("voids", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_figure"),
        sa.ForeignKeyConstraint(["plan"], ["plan.slug"], name="fk_figure_plan"),
        sa.UniqueConstraint("key", name="uq_figure_key"),
    )
    op.create_index("ix_figure_plan_metric", "figure", ["plan", "metric"])
    op.create_table(
        "outline_mark",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outline_mark"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_outline_mark_obligation_id"),
    )
    op.create_index("ix_outline_mark_obligation_id", "outline_mark", ["obligation_id"])
    op.create_table(
        "snapshot",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("received", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_snapshot"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_snapshot_obligation_id"),
        sa.ForeignKeyConstraint(["event_number"], ["event.number"], name="fk_snapshot_event_number"),
    )
    op.create_index("ix_snapshot_obligation_id", "snapshot", ["obligation_id"])


def _create_settlements() -> None:
    op.create_table(
        "settlement",
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("carried_to", sa.String(), nullable=True),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("obligation_id", name="pk_settlement"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_settlement_obligation_id"),
        sa.ForeignKeyConstraint(["plan"], ["plan.slug"], name="fk_settlement_plan"),
    )
    op.create_index("ix_settlement_plan", "settlement", ["plan"])
