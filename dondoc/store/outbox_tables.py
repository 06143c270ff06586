"""The tables of what is told and sent: nudges, desks, notices, attempts, channels."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text, column, literal_column
from sqlmodel import Field

from dondoc.store.columns import FateWord, Instant, Word
from dondoc.store.tables import Row, table
from dondoc.tracking.outcomes import Fate


class NudgeState(StrEnum):
    """waiting: for a message · taken: a notice carries it · told: that notice was accepted ·
    dropped: it never needs to be said any more. told and dropped are final."""

    WAITING = "waiting"
    TAKEN = "taken"
    TOLD = "told"
    DROPPED = "dropped"


class NoticeState(StrEnum):
    """sending: somebody holds its lease and is at it, or died at it · again: surely not delivered, goes again
    at `not_before` · unsure: perhaps delivered, the same bytes go again at `not_before` · accepted: the
    carrier has it · refused: never to this address · freed: surely not delivered and out of date, its
    nudges wait for a newer notice · lapsed: perhaps delivered, and nothing in it holds any more."""

    SENDING = "sending"
    AGAIN = "again"
    UNSURE = "unsure"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    FREED = "freed"
    LAPSED = "lapsed"


UNSETTLED = (NoticeState.SENDING, NoticeState.AGAIN, NoticeState.UNSURE)


class NudgeStateWord(Word[NudgeState]):
    """The state of a nudge."""

    cache_ok = True
    words = NudgeState


class NoticeStateWord(Word[NoticeState]):
    """The state of a notice."""

    cache_ok = True
    words = NoticeState


_WAITS = column("state") == NudgeState.WAITING.value
_IS_CARRIED = column("notice_id").is_not(None)
_IS_UNSETTLED = column("state").in_([state.value for state in UNSETTLED])


class NudgeRow(Row, table=True):
    """A decision to tell one desk about one obligation; its key makes "once" true.

    `recipient` is whom the rung names, `desk` where it goes: the secretariat's, when nobody sits at the
    first (`missing_role`) or its address refused (`refused_address`). `remark` says why it was dropped or moved.
    """

    __tablename__ = "nudge"
    __table_args__ = (
        Index("ix_nudge_desk_waiting", "desk", sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_nudge_notice_id", "notice_id", sqlite_where=_IS_CARRIED, postgresql_where=_IS_CARRIED),
        {"sqlite_with_rowid": False},
    )
    obligation_id: str = Field(primary_key=True, foreign_key="obligation.id")
    round_key: str = Field(primary_key=True)
    occasion: str = Field(primary_key=True)
    recipient: str = Field(primary_key=True)
    plan: str
    rung: str
    level: int | None
    moment: datetime = Field(sa_type=Instant)
    is_copy: bool
    desk: str
    state: NudgeState = Field(sa_type=NudgeStateWord)
    missing_role: str
    refused_address: str
    remark: str = Field(sa_type=Text)
    notice_id: int | None = Field(foreign_key="notice.id")
    told_at: datetime | None = Field(sa_type=Instant)


class DeskRow(Row, table=True):
    """A desk that something was ever told to, with the lease of the dispatcher that is at it."""

    __tablename__ = "desk"
    desk: str = Field(primary_key=True)
    owner: str
    lease_until: datetime | None = Field(sa_type=Instant)


class NoticeRow(Row, table=True):
    """One message to one person, with its final words; only the holder of the current `fence` may settle it."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_unsettled", "not_before", sqlite_where=_IS_UNSETTLED, postgresql_where=_IS_UNSETTLED),
    )
    id: int | None = Field(default=None, primary_key=True)
    recipient: str = Field(index=True)
    is_copy: bool
    to_name: str
    to_address: str
    reply_to: str
    message_id: str = Field(unique=True)
    written_at: datetime = Field(sa_type=Instant)
    subject: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    html: str = Field(sa_type=Text)
    state: NoticeState = Field(sa_type=NoticeStateWord)
    fence: int
    owner: str
    not_before: datetime = Field(sa_type=Instant)
    attempts: int
    reason: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)
    settled_at: datetime | None = Field(sa_type=Instant)


class AttemptRow(Row, table=True):
    """One try to send a notice, and what the carrier said."""

    __tablename__ = "attempt"
    number: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(index=True, foreign_key="notice.id")
    fence: int
    ended_at: datetime = Field(sa_type=Instant)
    fate: Fate = Field(sa_type=FateWord)
    reason: str = Field(sa_type=Text)
    reference: str = Field(sa_type=Text)


class ChannelRow(Row, table=True):
    """A channel that stands still because its settings are wrong; it is tried again at `probe_at`."""

    __tablename__ = "channel"
    name: str = Field(primary_key=True)
    held_since: datetime = Field(sa_type=Instant)
    probe_at: datetime = Field(sa_type=Instant)
    reason: str = Field(sa_type=Text)


NUDGE = table(NudgeRow)
DESK = table(DeskRow)
NOTICE = table(NoticeRow)
ATTEMPT = table(AttemptRow)
CHANNEL = table(ChannelRow)

# Written out, not bound: only so does SQLite see that its partial indexes hold all of it.
IS_WAITING = NUDGE.c.state == literal_column(f"'{NudgeState.WAITING}'")
IS_UNSETTLED = NOTICE.c.state.in_([literal_column(f"'{state}'") for state in UNSETTLED])
