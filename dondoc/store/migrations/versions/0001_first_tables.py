"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_agency"),
    )
    op.create_table(
        "channel",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("held_since", INSTANT, nullable=False),
        sa.Column("probe_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_channel"),
    )
    op.create_table(
        "contact",
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "role", "plan", name="pk_contact"),
    )
    op.create_table(
        "desk",
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("desk", name="pk_desk"),
    )
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("forgotten_at", INSTANT, nullable=False),
        sa.Column("forgotten_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_forgotten"),
    )
    op.create_table(
        "hold",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(), nullable=True),
        sa.Column("agencies", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_hold"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=False),
        sa.Column("reply_to", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("not_before", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("message_id", name="uq_notice_message_id"),
    )
    op.create_index("ix_notice_recipient", "notice", ["recipient"])
    op.create_index(
        "ix_notice_unsettled", "notice", ["not_before"], **_where("state IN ('sending', 'again', 'unsure')")
    )
    op.create_table(
        "plan",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("activated_at", INSTANT, nullable=True),
        sa.Column("activated_by", sa.String(), nullable=False),
        sa.Column("in_effect_from", sa.Date(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("without_number", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_plan"),
    )
    op.create_table(
        "register_closing",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("through", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_register_closing"),
        sa.UniqueConstraint("body", "through", name="uq_register_closing_body_through"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.create_table(
        "attempt",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("fate", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_attempt_notice_id"),
        sa.PrimaryKeyConstraint("number", name="pk_attempt"),
    )
    op.create_index("ix_attempt_notice_id", "attempt", ["notice_id"])
    op.create_table(
        "obligation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("period_name", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("agency_name", sa.String(), nullable=False),
        sa.Column("agency_order", sa.Integer(), nullable=False),
        sa.Column("head_title", sa.String(), nullable=False),
        sa.Column("relation", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gate", sa.String(32), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("due", INSTANT, nullable=True),
        sa.Column("target", sa.Date(), nullable=True),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("phrase_quoted", sa.Boolean(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("data_from", sa.Date(), nullable=True),
        sa.Column("data_to", sa.Date(), nullable=True),
        sa.Column("data_inferred", sa.Boolean(), nullable=False),
        sa.Column("to", sa.String(), nullable=True),
        sa.Column("via", sa.String(), nullable=True),
        sa.Column("consolidates", sa.String(), nullable=True),
        sa.Column("membership_proposed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version_last_day", sa.Date(), nullable=True),
        sa.Column("version_due", INSTANT, nullable=True),
        sa.Column("known_from", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("wake_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["plan"], ["plan.slug"], name="fk_obligation_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_obligation"),
    )
    op.create_index("ix_obligation_agency", "obligation", ["agency"])
    op.create_index("ix_obligation_plan_position", "obligation", ["plan", "position"])
    op.create_index("ix_obligation_plan_wake_at", "obligation", ["plan", "wake_at"])
    op.create_table(
        "plan_version",
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("compiled", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("synced_at", INSTANT, nullable=False),
        sa.Column("synced_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan"], ["plan.slug"], name="fk_plan_version_plan"),
        sa.PrimaryKeyConstraint("plan", "version", name="pk_plan_version"),
    )
    op.create_table(
        "event",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("new_last_day", sa.Date(), nullable=True),
        sa.Column("old_last_day", sa.Date(), nullable=True),
        sa.Column("oral", sa.Boolean(), nullable=False),
        sa.Column("by_amendment", sa.Boolean(), nullable=False),
        sa.Column("voids", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_event_obligation_id"),
        sa.PrimaryKeyConstraint("number", name="pk_event"),
        sa.UniqueConstraint("key", name="uq_event_key"),
    )
    op.create_index("ix_event_obligation_id", "event", ["obligation_id"])
    op.create_table(
        "nudge",
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("round_key", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("moment", INSTANT, nullable=False),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.Column("desk", sa.String(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("missing_role", sa.String(), nullable=False),
        sa.Column("refused_address", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_nudge_notice_id"),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_nudge_obligation_id"),
        sa.PrimaryKeyConstraint("obligation_id", "round_key", "occasion", "recipient", name="pk_nudge"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_nudge_desk_waiting", "nudge", ["desk"], **_where("state = 'waiting'"))
    op.create_index("ix_nudge_notice_id", "nudge", ["notice_id"], **_where("notice_id IS NOT NULL"))
    op.create_table(
        "release_decision",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("round_key", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name="fk_release_decision_obligation_id"),
        sa.PrimaryKeyConstraint("number", name="pk_release_decision"),
    )
    op.create_index("ix_release_decision_obligation_id", "release_decision", ["obligation_id"])


def downgrade() -> None:
    op.drop_table("release_decision")
    op.drop_table("nudge")
    op.drop_table("event")
    op.drop_table("plan_version")
    op.drop_table("obligation")
    op.drop_table("attempt")
    op.drop_table("setting")
    op.drop_table("register_closing")
    op.drop_table("plan")
    op.drop_table("notice")
    op.drop_table("hold")
    op.drop_table("forgotten")
    op.drop_table("desk")
    op.drop_table("contact")
    op.drop_table("channel")
    op.drop_table("agency")
